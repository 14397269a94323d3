//! Posts at Mastodon and at Bluesky, and their timelines.

mod common;

use common::{
    App,
    author::{Author, COLLECTION, DANA, DANA_AT_MASTODON, get_record, put, record, send},
};
use serde_json::json;
use simnet::{Network, Post};

const KEY: &str = "3kaaaaaaaaa2a";
const OTHER_KEY: &str = "3kaaaaaaaab2a";
const BOTH: [Network; 2] = [Network::Mastodon, Network::Bluesky];

async fn page(app: &App, address: &str) -> (u16, String) {
    let answer = app.http.get(address).send().await.expect("an answer");
    (answer.status().as_u16(), answer.text().await.expect("a body"))
}

fn texts(posts: &[Post]) -> Vec<&str> {
    posts.iter().map(|post| post.text.as_str()).collect()
}

#[tokio::test]
async fn a_status_is_published_and_listed() {
    let app = App::start().await;
    let author = Author::at(&app, Network::Mastodon).await;
    let link = "https://practice.example/news";
    let first = author.share(&app, "key-1", &format!("News & <more>: {link}")).await.unwrap();
    assert_eq!(first.status, 200, "{}", first.text);
    let content = first.text_at("/content");
    assert!(content.starts_with("<p>News &amp; &lt;more&gt;: <a href=\"https://practice"), "{content}");
    assert_eq!(first.at("/account/id"), json!(DANA_AT_MASTODON));
    assert_eq!(first.at("/account/acct"), json!("danar"));
    assert!(first.text_at("/created_at").ends_with('Z'));

    let form = app.http.post(app.url(Network::Mastodon, "/api/v1/statuses")).bearer_auth(&author.token);
    let second = send(form.form(&[("status", "By form")])).await.unwrap();
    assert_eq!(second.text_at("/content"), "<p>By form</p>");

    let path = format!("/api/v1/accounts/{DANA_AT_MASTODON}/statuses");
    let listed = app.get(Network::Mastodon, &path, &[("exclude_reblogs", "true")]).await;
    assert_eq!(listed.at("/0/id"), second.at("/id"));
    assert_eq!(listed.at("/1"), first.json());
    let one = app.get(Network::Mastodon, &path, &[("limit", "1")]).await;
    assert_eq!(one.json().as_array().unwrap().len(), 1);
    let unknown = app.get(Network::Mastodon, "/api/v1/accounts/1/statuses", &[]).await;
    assert_eq!((unknown.status, unknown.at("/error")), (404, json!("Record not found")));

    let posts = app.net.posts(Network::Mastodon);
    assert_eq!(posts[1].link.as_ref().map(|link| link.url.as_str()), Some(link));
    assert_eq!((posts[1].id.as_str(), posts[1].member.as_str()), (&*first.text_at("/id"), "danar"));
    assert_eq!(posts[1].handle.as_deref(), Some("key-1"));
    assert_eq!(posts[0].handle, None);
    assert_eq!(posts[0].uri, second.text_at("/uri"));
}

#[tokio::test]
async fn an_idempotency_key_is_remembered_for_an_hour() {
    let app = App::start().await;
    let author = Author::at(&app, Network::Mastodon).await;
    let first = author.share(&app, "key", "Once").await.unwrap();
    app.net.advance(3590).unwrap();
    let again = author.share(&app, "key", "Once").await.unwrap();
    assert_eq!((again.status, again.json()), (200, first.json()));
    assert_eq!(app.net.posts(Network::Mastodon)[0].arrived, 2);
    app.net.advance(20).unwrap();
    let later = author.share(&app, "key", "Once").await.unwrap();
    assert_ne!(later.at("/id"), first.at("/id"));
    assert_eq!(texts(&app.net.posts(Network::Mastodon)), ["Once", "Once"]);
}

#[tokio::test]
async fn a_bad_status_or_token_is_refused() {
    let app = App::start().await;
    let mut author = Author::at(&app, Network::Mastodon).await;
    let share = async |text: &str| {
        let answer = author.share(&app, "key", text).await.unwrap();
        (answer.status, answer.text_at("/error"))
    };
    let blank = (422, "Validation failed: Text can't be blank".to_owned());
    assert_eq!(share(" \n").await, blank);
    let long = (422, "Validation failed: Text character limit of 500 exceeded".to_owned());
    assert_eq!(share(&"a".repeat(501)).await, long);
    let with_link = format!("{} https://practice.example/{}", "a".repeat(476), "b".repeat(400));
    assert_eq!(author.share(&app, "key", &with_link).await.unwrap().status, 200);

    app.net.drop_permission(Network::Mastodon, "danar", Some("write:statuses")).unwrap();
    let scope = (403, "This action is outside the authorized scopes".to_owned());
    assert_eq!(share("a").await, scope);
    app.net.revoke(Network::Mastodon, "danar").unwrap();
    assert_eq!(share("a").await, (401, "The access token was revoked".to_owned()));
    author.token = "practice-any".to_owned();
    let answer = author.share(&app, "key", "a").await.unwrap();
    assert_eq!((answer.status, answer.text_at("/error")), (401, "The access token is invalid".to_owned()));
    assert_eq!(app.net.posts(Network::Mastodon).len(), 1);
}

#[tokio::test]
async fn a_record_is_put_and_read() {
    let app = App::start().await;
    let author = Author::at(&app, Network::Bluesky).await;
    let mut card = record("News");
    let external = json!({ "uri": "https://practice.example/", "title": "A <title>", "description": "More" });
    card["embed"] = json!({ "$type": "app.bsky.embed.external", "external": external });
    let missing = get_record(&app, DANA, KEY).await;
    assert_eq!((missing.status, missing.at("/error")), (400, json!("RecordNotFound")));

    let first = author.put(&app, &put(KEY, &card)).await.unwrap();
    assert_eq!(first.status, 200, "{}", first.text);
    assert_eq!(first.text_at("/uri"), format!("at://{DANA}/{COLLECTION}/{KEY}"));
    assert_eq!(first.at("/validationStatus"), json!("valid"));
    assert!(first.at("/commit/cid").is_string());
    let read = get_record(&app, DANA, KEY).await;
    assert_eq!((read.status, read.at("/cid"), read.at("/value")), (200, first.at("/cid"), card.clone()));
    assert_eq!(get_record(&app, "danar.practice.test", KEY).await.at("/uri"), first.at("/uri"));

    let again = author.put(&app, &put(KEY, &card)).await.unwrap();
    assert_eq!((again.status, again.at("/cid"), again.at("/commit")), (200, first.at("/cid"), json!(null)));
    let post = &app.net.posts(Network::Bluesky)[0];
    assert_eq!((post.arrived, post.overwritten, post.text.as_str()), (2, 0, "News"));
    assert_eq!(post.link.as_ref().and_then(|link| link.title.as_deref()), Some("A <title>"));

    let other = author.put(&app, &put(KEY, &record("Other"))).await.unwrap();
    assert_ne!(other.at("/cid"), first.at("/cid"));
    let posts = app.net.posts(Network::Bluesky);
    assert_eq!((posts.len(), posts[0].overwritten, posts[0].text.as_str()), (1, 1, "Other"));
}

#[tokio::test]
async fn a_bad_record_or_token_is_refused() {
    let app = App::start().await;
    let mut author = Author::at(&app, Network::Bluesky).await;
    let sent = async |author: &Author, body| {
        let answer = author.put(&app, &body).await.unwrap();
        (answer.status, answer.text_at("/error"))
    };
    let invalid = (400, "InvalidRequest".to_owned());
    assert_eq!(sent(&author, put(KEY, &record(&"a".repeat(301)))).await, invalid);
    assert_eq!(sent(&author, put("key", &record("a"))).await, invalid);
    assert_eq!(sent(&author, put(KEY, &json!({ "text": "a" }))).await, invalid);
    let mut elsewhere = put(KEY, &record("a"));
    elsewhere["repo"] = "bolee.practice.test".into();
    assert_eq!(sent(&author, elsewhere).await, (401, "AuthenticationRequired".to_owned()));

    app.net.set_checkpoint(Network::Bluesky, "danar", true).unwrap();
    let deactivated = (400, "AccountDeactivated".to_owned());
    assert_eq!(sent(&author, put(KEY, &record("a"))).await, deactivated);
    app.net.set_checkpoint(Network::Bluesky, "danar", false).unwrap();
    app.net.drop_permission(Network::Bluesky, "danar", None).unwrap();
    let scope = (403, "ScopeMissingError".to_owned());
    assert_eq!(sent(&author, put(KEY, &record("a"))).await, scope);
    author.token = "practice-any".to_owned();
    assert_eq!(sent(&author, put(KEY, &record("a"))).await, (401, "invalid_token".to_owned()));
    let bare = app.http.post(app.url(Network::Bluesky, "/xrpc/com.atproto.repo.putRecord"));
    let bare = send(bare.json(&put(KEY, &record("a")))).await.unwrap();
    assert_eq!((bare.status, bare.at("/error")), (401, json!("invalid_dpop_proof")));
    assert_eq!(app.net.posts(Network::Bluesky), []);
}

#[tokio::test]
async fn a_new_nonce_writes_nothing_and_does_not_count() {
    let app = App::start().await;
    let author = Author::at(&app, Network::Bluesky).await;
    app.net.advance(600).unwrap();
    assert_eq!(author.share(&app, KEY, "Once").await.unwrap().status, 200);
    assert_eq!(app.net.request_count(Network::Bluesky, simnet::Endpoint::Publish), 2);
    assert_eq!(app.net.posts(Network::Bluesky)[0].arrived, 1);
}

#[tokio::test]
async fn the_timeline_shows_posts_and_leads_to_their_pages() {
    let app = App::start().await;
    for network in BOTH {
        let timeline = app.url(network, "/timeline");
        let (status, empty) = page(&app, &timeline).await;
        assert!(status == 200 && empty.contains("Nobody has posted"), "{empty}");
        let author = Author::at(&app, network).await;
        author.share(&app, KEY, "First <b>").await.unwrap();
        author.share(&app, OTHER_KEY, "See https://practice.example/?a=1&b=2.").await.unwrap();
        let posts = app.net.posts(network);
        let (_, shown) = page(&app, &timeline).await;
        let at = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text} in {shown}"));
        assert!(at("href=\"https://practice.example/?a=1&amp;b=2\"") < at("First &lt;b&gt;"));
        let origin = app.net.network_url(network);
        for post in &posts {
            let path = post.address.strip_prefix(&origin).expect("an address of this network");
            at(&format!("href=\"{path}\""));
        }
        let (status, one) = page(&app, &posts[1].address).await;
        assert_eq!(status, 200);
        assert!(one.contains("First &lt;b&gt;") && !one.contains("practice.example/"), "{one}");
        assert_eq!(page(&app, &posts[1].address.replace('@', "%40").replace("did:", "did%3A")).await.0, 200);
        assert_eq!(page(&app, &format!("{}0", posts[1].address)).await.0, 404);
    }
    let (_, empty) = page(&app, &app.url(Network::X, "/timeline")).await;
    assert!(empty.contains("Nobody has posted"), "{empty}");
}

#[tokio::test]
async fn posts_can_be_shown_late() {
    let app = App::start().await;
    for network in BOTH {
        let author = Author::at(&app, network).await;
        author.share(&app, KEY, "At once").await.unwrap();
        app.net.set_posts_shown_after(network, 120).unwrap();
        author.share(&app, OTHER_KEY, "After a while").await.unwrap();
        let posts = app.net.posts(network);
        assert_eq!(texts(&posts), ["After a while", "At once"]);
        assert_eq!((posts[0].shown_at - posts[0].at).num_seconds(), 120);
        assert!(author.sees(&app, KEY, "At once").await);
        assert!(!author.sees(&app, OTHER_KEY, "After a while").await);
        assert!(!page(&app, &app.url(network, "/timeline")).await.1.contains("After a while"));
        assert_eq!(page(&app, &posts[0].address).await.0, 404);
        app.net.advance(121).unwrap();
        assert!(author.sees(&app, OTHER_KEY, "After a while").await);
        assert_eq!(page(&app, &posts[0].address).await.0, 200);
    }
    assert!(app.net.set_posts_shown_after(Network::YouTube, 1).is_err());
    assert!(app.net.set_posts_shown_after(Network::Bluesky, -1).is_err());
}

#[tokio::test]
async fn the_control_api_lists_posts_and_sets_when_they_show() {
    let app = App::start().await;
    let set = app.control("/api/mastodon/posts_shown_after", r#"{"seconds":60}"#).await;
    assert_eq!(set.status, 200, "{}", set.text);
    Author::at(&app, Network::Mastodon).await.share(&app, "key", "Hello").await.unwrap();
    let url = |id: &str| format!("{}/api/{id}/posts", app.net.control_url());
    let listed = send(app.http.get(url("mastodon"))).await.unwrap();
    assert_eq!(listed.status, 200);
    assert_eq!(listed.json(), json!(app.net.posts(Network::Mastodon)));
    assert_eq!((listed.at("/0/text"), listed.at("/0/arrived")), (json!("Hello"), json!(1)));
    assert_eq!(send(app.http.get(url("friendster"))).await.unwrap().status, 400);
    let card = send(app.http.get(app.net.control_url())).await.unwrap().text;
    assert!(card.contains("Timeline of Mastodon") && !card.contains("Timeline of YouTube"));
    app.net.reset();
    assert_eq!(app.net.posts(Network::Mastodon), []);
    assert_eq!(app.net.state()["networks"]["mastodon"]["posts_shown_after"], 0);
}

#[tokio::test]
async fn written_network_files_publish_here() {
    let app = App::start().await;
    let folder = tempfile::tempdir().unwrap();
    app.net.write_every_network_file(folder.path()).unwrap();
    for network in BOTH {
        let text = std::fs::read_to_string(folder.path().join(format!("{}.toml", network.id()))).unwrap();
        let file: toml::Table = text.parse().unwrap();
        // These two are reached at the server that the person names.
        assert_eq!(file["publish"]["url"].as_str(), Some("http://{server}/"), "{network}");
        assert!(file["publish"]["signal"].as_array().is_some_and(|rules| rules.len() > 3));
    }
}
