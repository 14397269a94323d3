//! Networks that misbehave when they are asked to publish.

mod common;

use common::{App, author::Author, until};
use serde_json::json;
use simnet::{Endpoint, Fault, FaultKind, Network};

const KEY: &str = "3kaaaaaaaaa2a";
const BOTH: [Network; 2] = [Network::Mastodon, Network::Bluesky];

fn at_publish(kind: FaultKind) -> Fault {
    Fault::at(Endpoint::Publish, kind).times(1)
}

#[tokio::test]
async fn a_cut_can_come_before_or_after_the_commit() {
    for network in BOTH {
        for (kind, committed) in [
            (FaultKind::ResetBefore, 0),
            (FaultKind::ResetAfter, 1),
            (FaultKind::CutAfterRotation, 1),
            (FaultKind::ResetHalfway, 1),
        ] {
            let app = App::start().await;
            let author = Author::at(&app, network).await;
            app.net.set_fault(network, at_publish(kind)).unwrap();
            let sent = author.share(&app, KEY, "Hello").await;
            assert!(sent.is_err(), "{network}, {}", kind.id());
            assert_eq!(app.net.posts(network).len(), committed, "{network}, {}", kind.id());
            assert_eq!(author.share(&app, KEY, "Hello").await.unwrap().status, 200);
            let posts = app.net.posts(network);
            assert_eq!((posts.len(), posts[0].arrived), (1, 2), "{network}, {}", kind.id());
        }
    }
}

#[tokio::test]
async fn an_error_can_come_before_or_after_the_commit() {
    for network in BOTH {
        for (kind, status, committed) in [
            (FaultKind::Status500, 500, 0),
            (FaultKind::Status500After, 500, 1),
            (FaultKind::GatewayTimeout, 504, 1),
            (FaultKind::Status504, 504, 0),
        ] {
            let app = App::start().await;
            let author = Author::at(&app, network).await;
            app.net.set_fault(network, at_publish(kind)).unwrap();
            assert_eq!(author.share(&app, KEY, "Hello").await.unwrap().status, status, "{}", kind.id());
            assert_eq!(app.net.posts(network).len(), committed, "{network}, {}", kind.id());
        }
    }
}

#[tokio::test]
async fn a_hang_can_come_before_or_after_the_commit() {
    for network in BOTH {
        for (kind, committed) in [(FaultKind::Hang, 0), (FaultKind::HangAfter, 1)] {
            let app = App::start().await;
            let author = Author::at(&app, network).await;
            app.net.set_fault(network, at_publish(kind)).unwrap();
            tokio::select! {
                _ = author.share(&app, KEY, "Hello") => panic!("no answer comes"),
                () = until(|| app.net.request_count(network, Endpoint::Publish) == 1) => {}
            }
            assert_eq!(app.net.posts(network).len(), committed, "{network}, {}", kind.id());
        }
    }
}

#[tokio::test]
async fn a_limit_names_its_end() {
    let app = App::start().await;
    for network in BOTH {
        let author = Author::at(&app, network).await;
        app.net.set_fault(network, at_publish(FaultKind::RateLimit)).unwrap();
        let limited = author.share(&app, KEY, "Hello").await.unwrap();
        assert_eq!(limited.status, 429);
        let end = match network {
            Network::Mastodon => limited.header("x-ratelimit-reset").parse().unwrap(),
            _ => chrono::DateTime::from_timestamp(limited.header("ratelimit-reset").parse().unwrap(), 0)
                .unwrap(),
        };
        let wait = (end - app.net.now()).num_seconds();
        assert!((200..=300).contains(&wait), "{network}: {wait}");
        assert!(app.net.posts(network).is_empty());
    }
}

#[tokio::test]
async fn a_content_can_be_refused() {
    let app = App::start().await;
    for (network, status, error) in [
        (Network::Mastodon, 422, "Validation failed: Text character limit of 500 exceeded"),
        (Network::Bluesky, 400, "InvalidRequest"),
    ] {
        let author = Author::at(&app, network).await;
        app.net.set_fault(network, at_publish(FaultKind::RefuseContent)).unwrap();
        let refused = author.share(&app, KEY, "Hello").await.unwrap();
        assert_eq!((refused.status, refused.at("/error")), (status, json!(error)));
        assert!(app.net.posts(network).is_empty());
    }
}

#[tokio::test]
async fn a_commit_can_be_late() {
    for network in BOTH {
        let app = App::start().await;
        let author = Author::at(&app, network).await;
        app.net.set_fault(network, at_publish(FaultKind::ResetAfter).late(90)).unwrap();
        let sent_at = app.net.now();
        assert!(author.share(&app, KEY, "Hello").await.is_err());
        assert_eq!(app.net.posts(network), [], "{network}");
        app.net.advance(60).unwrap();
        assert!(!author.sees(&app, KEY, "Hello").await);
        app.net.advance(60).unwrap();
        assert!(author.sees(&app, KEY, "Hello").await);
        let posts = app.net.posts(network);
        assert_eq!((posts.len(), (posts[0].at - sent_at).num_seconds()), (1, 90));
    }
}

/// Mastodon writes the key after the status: a repeat meanwhile makes a twin. At Bluesky the record key prevents it.
#[tokio::test]
async fn a_repeat_before_a_late_commit_makes_a_twin_only_at_mastodon() {
    for (network, copies) in [(Network::Mastodon, 2), (Network::Bluesky, 1)] {
        let app = App::start().await;
        let author = Author::at(&app, network).await;
        app.net.set_fault(network, at_publish(FaultKind::GatewayTimeout).late(90)).unwrap();
        assert_eq!(author.share(&app, KEY, "Hello").await.unwrap().status, 504);
        assert_eq!(author.share(&app, KEY, "Hello").await.unwrap().status, 200);
        app.net.advance(120).unwrap();
        let posts = app.net.posts(network);
        assert_eq!((posts.len(), posts[0].arrived, posts[0].overwritten), (copies, 2, 0), "{network}");
    }
}

#[tokio::test]
async fn lookups_fail_apart_from_posts() {
    let app = App::start().await;
    for network in BOTH {
        let author = Author::at(&app, network).await;
        app.net.set_fault(network, Fault::at(Endpoint::Look, FaultKind::ServerError).times(1)).unwrap();
        assert_eq!(author.share(&app, KEY, "Hello").await.unwrap().status, 200);
        assert!(!author.sees(&app, KEY, "Hello").await);
        assert!(author.sees(&app, KEY, "Hello").await);
        assert_eq!(app.net.request_count(network, Endpoint::Look), 2);
    }
}

#[tokio::test]
async fn the_control_api_sets_these_faults_and_refuses_those_that_make_no_sense() {
    let app = App::start().await;
    let late = r#"{"kind":"reset_after","endpoint":"publish","times":1,"late_seconds":90}"#;
    assert_eq!(app.control("/api/mastodon/fault", late).await.status, 200);
    assert_eq!(app.net.state()["networks"]["mastodon"]["faults"][0]["late_seconds"], 90);
    let later = r#"{"kind":"status_500","endpoint":"publish","times":1,"after":2}"#;
    assert_eq!(app.control("/api/mastodon/fault", later).await.status, 200);
    assert_eq!(app.net.state()["networks"]["mastodon"]["faults"][0]["after"], 2);
    for (path, body, sentence) in [
        (
            "/api/mastodon/fault",
            r#"{"kind":"reset_before","endpoint":"publish","late_seconds":9}"#,
            "is lost",
        ),
        ("/api/mastodon/fault", r#"{"kind":"reset_after","endpoint":"probe","late_seconds":9}"#, "is lost"),
        ("/api/mastodon/fault", r#"{"kind":"reset_after","endpoint":"publish","late_seconds":0}"#, "from 1"),
        ("/api/mastodon/fault", r#"{"kind":"refuse_connection","after":1}"#, "leave out"),
        ("/api/mastodon/fault", r#"{"kind":"refuse_content","endpoint":"probe"}"#, "cannot show"),
        ("/api/youtube/fault", r#"{"kind":"refuse_content"}"#, "no fault"),
        ("/api/youtube/fault", r#"{"kind":"hang","endpoint":"publish"}"#, "no posts"),
    ] {
        let answer = app.control(path, body).await;
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.text.contains(sentence), "{body}: {}", answer.text);
    }
}
