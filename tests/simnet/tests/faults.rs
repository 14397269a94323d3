//! Networks that misbehave.

mod common;

use common::{App, refresh_form, until};
use serde_json::json;
use simnet::{DeadEnd, Endpoint, Fault, FaultKind, Network};
use tokio::time::{Duration, Instant, timeout};

#[tokio::test]
async fn each_network_limits_in_its_own_way() {
    let app = App::start().await;
    for network in Network::ALL {
        app.net.set_fault(network, Fault::everywhere(FaultKind::RateLimit)).unwrap();
    }

    let answer = app.probe(Network::Facebook, "practice-any").await;
    assert_eq!((answer.status, answer.at("/error/code")), (400, json!(4)));
    assert!(answer.header("x-app-usage").contains("call_count"));

    let answer = app.probe(Network::Instagram, "practice-any").await;
    assert_eq!((answer.status, answer.at("/error/code")), (403, json!(4)));

    let answer = app.probe(Network::LinkedIn, "practice-any").await;
    assert_eq!(answer.status, 429);
    assert!(answer.text_at("/message").starts_with("Resource level throttle limit"));

    let answer = app.probe(Network::X, "practice-any").await;
    assert_eq!(answer.status, 429);
    let reset: i64 = answer.header("x-rate-limit-reset").parse().unwrap();
    assert!(reset > app.net.now().timestamp());

    let business = Fault::everywhere(FaultKind::RateLimitBusiness);
    app.net.set_fault(Network::Facebook, business).unwrap();
    let answer = app.probe(Network::Facebook, "practice-any").await;
    assert_eq!((answer.status, answer.at("/error/code")), (400, json!(80_001)));
    assert!(answer.header("x-business-use-case-usage").contains("estimated_time_to_regain_access"));
    assert!(app.net.set_fault(Network::X, business).is_err());
}

#[tokio::test]
async fn a_counted_fault_ends_by_itself_and_hits_only_its_endpoint() {
    let app = App::start().await;
    let token = app.access(Network::Facebook).await;
    assert_eq!(app.probe(Network::Facebook, &token).await.status, 200);
    let fault = Fault::at(Endpoint::Probe, FaultKind::ServerError).times(2);
    app.net.set_fault(Network::Facebook, fault).unwrap();
    app.access(Network::Facebook).await;
    for expected in [500, 500, 200] {
        assert_eq!(app.probe(Network::Facebook, &token).await.status, expected);
    }
}

#[tokio::test]
async fn a_cut_after_a_rotation_leaves_no_answer_and_a_used_refresh_token() {
    let app = App::start().await;
    let tokens = app.sign_in(Network::X).await;
    let refresh_token = tokens.text_at("/refresh_token");
    let fault = Fault::everywhere(FaultKind::CutAfterRotation).times(1);
    app.net.set_fault(Network::X, fault).unwrap();

    let id = Network::X.client_id();
    let form = refresh_form(Network::X, &refresh_token, &id);
    let sent = app.http.post(app.url(Network::X, "/2/oauth2/token")).form(&form).send().await;
    let error = sent.expect_err("no answer");
    assert!(!error.is_timeout() && !error.is_connect(), "the connection itself is lost: {error:?}");
    assert_eq!(app.net.request_count(Network::X, Endpoint::Renewal), 1);

    // The rotation took place: the former token is used up, and sending it ends the grant.
    assert_eq!(app.refresh(Network::X, &refresh_token).await.status, 400);
}

#[tokio::test]
async fn a_cut_within_the_grace_window_can_be_made_good() {
    let app = App::start().await;
    let refresh_token = app.sign_in(Network::X).await.text_at("/refresh_token");
    app.net.set_grace(Network::X, 60).unwrap();
    let fault = Fault::everywhere(FaultKind::CutAfterRotation).times(1);
    app.net.set_fault(Network::X, fault).unwrap();
    let id = Network::X.client_id();
    let form = refresh_form(Network::X, &refresh_token, &id);
    assert!(app.http.post(app.url(Network::X, "/2/oauth2/token")).form(&form).send().await.is_err());
    assert_eq!(app.refresh(Network::X, &refresh_token).await.status, 200);
}

#[tokio::test]
async fn a_request_that_hangs_is_cut_when_the_networks_stop() {
    let app = App::start().await;
    app.net.set_fault(Network::LinkedIn, Fault::everywhere(FaultKind::Hang)).unwrap();
    let url = app.url(Network::LinkedIn, "/v2/userinfo");
    let hung = tokio::spawn(app.http.get(url).send());
    until(|| app.net.request_count(Network::LinkedIn, Endpoint::Probe) == 1).await;
    assert!(!hung.is_finished());
    app.net.stop().await;
    let answer = timeout(Duration::from_secs(20), hung).await.expect("an end").unwrap();
    assert!(answer.is_err(), "a cut");
}

#[tokio::test]
async fn a_captive_portal_redirects_and_shows_a_page_by_turns() {
    let app = App::start().await;
    app.net.set_fault(Network::X, Fault::everywhere(FaultKind::CaptivePortal)).unwrap();
    for (status, kind) in [(302, ""), (200, "text/html; charset=utf-8"), (302, "")] {
        let answer = app.probe(Network::X, "practice-any").await;
        assert_eq!((answer.status, answer.header("content-type")), (status, kind));
    }
}

#[tokio::test]
async fn garbled_answers_are_garbled() {
    let app = App::start().await;
    let probe = async |kind| {
        app.net.set_fault(Network::X, Fault::everywhere(kind)).unwrap();
        app.probe(Network::X, "practice-any").await
    };
    assert!(probe(FaultKind::Html).await.text.starts_with("<!doctype html>"));
    assert_eq!(probe(FaultKind::Empty).await.text, "");
    assert!(probe(FaultKind::Huge).await.text.len() > 1024 * 1024);
    assert!(probe(FaultKind::WrongType).await.at("/access_token").is_object());
}

#[tokio::test]
async fn token_answers_can_lack_their_clock_or_blank_their_refresh_token() {
    let app = App::start().await;
    let network = Network::X;
    let first = app.sign_in(network).await.text_at("/refresh_token");

    app.net.set_fault(network, Fault::everywhere(FaultKind::NoExpiresIn).times(1)).unwrap();
    let answer = app.refresh(network, &first).await;
    assert_eq!((answer.status, answer.at("/expires_in")), (200, json!(null)));
    let second = answer.text_at("/refresh_token");

    app.net.set_fault(network, Fault::everywhere(FaultKind::BlankRefresh).times(1)).unwrap();
    let answer = app.refresh(network, &second).await;
    assert_eq!((answer.status, answer.at("/refresh_token")), (200, json!("")));
    assert_eq!(app.probe(network, &answer.text_at("/access_token")).await.status, 200);
    assert_eq!(app.refresh(network, &second).await.status, 200, "the former one stays good");
}

#[tokio::test]
async fn a_fresh_linkedin_token_can_be_called_revoked_for_a_while() {
    let app = App::start().await;
    let token = app.access(Network::LinkedIn).await;
    let fault = Fault::everywhere(FaultKind::FalseRevoked).times(1);
    app.net.set_fault(Network::LinkedIn, fault).unwrap();
    assert_eq!(app.probe(Network::LinkedIn, &token).await.at("/serviceErrorCode"), json!(65_601));
    assert_eq!(app.probe(Network::LinkedIn, &token).await.status, 200);
}

#[tokio::test]
async fn a_network_can_refuse_connections_and_take_them_again() {
    let app = App::start().await;
    let url = app.url(Network::X, "/2/users/me");
    assert_eq!(app.probe(Network::X, "practice-any").await.status, 401);
    app.net.set_fault(Network::X, Fault::everywhere(FaultKind::RefuseConnection)).unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let error = app.http.get(&url).send().await.expect_err("no answer");
        if error.is_connect() {
            break;
        }
        assert!(Instant::now() < deadline, "connections are cut, but not refused: {error:?}");
    }
    app.net.set_fault(Network::X, Fault::everywhere(FaultKind::None)).unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    while app.http.get(&url).send().await.is_err() {
        assert!(Instant::now() < deadline, "the port is open again");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn every_fault_that_does_nothing_leaves_the_rotation_undone() {
    let app = App::start().await;
    let mut refresh_token = app.sign_in(Network::X).await.text_at("/refresh_token");
    for kind in FaultKind::ALL.iter().copied() {
        let silent = matches!(kind, FaultKind::Hang | FaultKind::ResetBefore);
        if !kind.suits(Network::X) || !kind.touches(Endpoint::Renewal) || kind.acts() || silent {
            continue;
        }
        app.net.set_fault(Network::X, Fault::at(Endpoint::Renewal, kind).times(1)).unwrap();
        let answer = app.refresh(Network::X, &refresh_token).await;
        assert!(!answer.text.contains("practice-access"), "{}: {}", kind.id(), answer.text);
        // If the failed renewal had used the token up, this one would end the grant.
        let answer = app.refresh(Network::X, &refresh_token).await;
        assert_eq!(answer.status, 200, "{}", kind.id());
        refresh_token = answer.text_at("/refresh_token");
    }
}

#[tokio::test]
async fn statuses_and_waits_are_those_of_their_names() {
    let app = App::start().await;
    let probe = async |kind| {
        app.net.set_fault(Network::Facebook, Fault::everywhere(kind)).unwrap();
        app.probe(Network::Facebook, "practice-any").await
    };
    for (kind, status) in [
        (FaultKind::Redirect301, 301),
        (FaultKind::Redirect302, 302),
        (FaultKind::Redirect307, 307),
        (FaultKind::NoContent, 204),
        (FaultKind::TemporarilyUnavailable, 400),
        (FaultKind::ProxyForbidden, 403),
        (FaultKind::Status408, 408),
        (FaultKind::Status425, 425),
        (FaultKind::Status500, 500),
        (FaultKind::Status502, 502),
        (FaultKind::Status503, 503),
        (FaultKind::Status504, 504),
        (FaultKind::Status511, 511),
        (FaultKind::Status520, 520),
        (FaultKind::Status522, 522),
    ] {
        assert_eq!(probe(kind).await.status, status, "{}", kind.id());
    }
    assert_eq!(probe(FaultKind::Status429).await.header("retry-after"), "");
    assert_eq!(probe(FaultKind::Status429Seconds).await.header("retry-after"), "120");
    assert!(probe(FaultKind::Status429Date).await.header("retry-after").ends_with(" GMT"));
    assert!(probe(FaultKind::Redirect302).await.header("location").ends_with("/practice/captive"));
    let limit = probe(FaultKind::Meta80001As403).await;
    assert_eq!((limit.status, limit.at("/error/code")), (403, json!(80_001)));
    assert!(limit.header("x-business-use-case-usage").contains("estimated_time_to_regain_access"));
    assert_eq!(probe(FaultKind::TikTok200).await.at("/error/code"), json!("rate_limit_exceeded"));
    assert!(app.net.set_fault(Network::Facebook, Fault::everywhere(FaultKind::X88)).is_err());
}

#[tokio::test]
async fn a_gzip_bomb_is_small_and_says_one_gibibyte() {
    let app = App::start().await;
    app.net.set_fault(Network::X, Fault::everywhere(FaultKind::GzipBomb)).unwrap();
    let answer = app.http.get(app.url(Network::X, "/2/users/me")).send().await.unwrap();
    assert_eq!(answer.headers()["content-encoding"], "gzip");
    // This client does not decompress either.
    let packed = answer.bytes().await.unwrap();
    assert!(packed.starts_with(&[0x1f, 0x8b, 8]) && packed.len() < 100_000, "{}", packed.len());
    assert_eq!(packed[packed.len() - 4..], (1_u32 << 30).to_le_bytes());
}

#[tokio::test]
async fn an_odd_answer_says_what_the_plain_one_does() {
    let app = App::start().await;
    let token = app.access(Network::X).await;
    let plain = app.probe(Network::X, &token).await;
    let get = async |kind| {
        app.net.set_fault(Network::X, Fault::everywhere(kind)).unwrap();
        app.http.get(app.url(Network::X, "/2/users/me")).bearer_auth(&token).send().await.unwrap()
    };
    for (kind, status) in [
        (FaultKind::Odd201, 201),
        (FaultKind::Odd202, 202),
        (FaultKind::Odd203, 203),
        (FaultKind::Odd206, 206),
        (FaultKind::OddUntyped, 200),
        (FaultKind::OddChunked, 200),
        (FaultKind::OddNamedGzip, 200),
    ] {
        let odd = get(kind).await;
        assert_eq!(odd.status(), status, "{}", kind.id());
        assert_eq!(odd.headers().contains_key("content-type"), kind != FaultKind::OddUntyped);
        assert_eq!(odd.headers().contains_key("content-encoding"), kind == FaultKind::OddNamedGzip);
        assert_eq!(odd.text().await.unwrap(), plain.text, "{}", kind.id());
    }
    for (kind, begins) in [
        (FaultKind::OddBom, &b"\xef\xbb\xbf{"[..]),
        (FaultKind::OddUtf16, b"\xff\xfe{\0"),
        (FaultKind::OddGzip, b"\x1f\x8b"),
        (FaultKind::OddUnnamedGzip, b"\x1f\x8b"),
        (FaultKind::OddDeflate, b"\x78"),
        (FaultKind::OddDuplicates, b"{\"data\":null,\"data\":{\"id\":\"practice-former\",\"id\":"),
        (FaultKind::OddSurrogates, br#"{"practice_cut":"Dana \ud83d","#),
        (FaultKind::OddNumbers, br#"{"practice_huge":1e999,"#),
        (FaultKind::OddDepth, br#"{"practice_deep":[[["#),
        (FaultKind::OddMembers, br#"{"practice_null":null,"#),
    ] {
        let odd = get(kind).await.bytes().await.unwrap();
        assert!(odd.starts_with(begins), "{}: {}", kind.id(), odd.escape_ascii());
    }
    app.net.set_fault(Network::X, Fault::everywhere(FaultKind::OddLength)).unwrap();
    assert!(get(FaultKind::OddLength).await.text().await.is_err(), "its end is missing");
    let folded = app.http.get(app.url(Network::X, "/2/users/me")).bearer_auth(&token);
    app.net.set_fault(Network::X, Fault::everywhere(FaultKind::OddHead)).unwrap();
    assert!(folded.send().await.is_err(), "a strict client takes no such head");
}

#[tokio::test]
async fn half_an_answer_is_called_a_whole_one_or_stops_or_is_reset() {
    let app = App::start().await;
    let token = app.access(Network::X).await;
    let whole = app.probe(Network::X, &token).await.text;
    let get = async |kind| {
        app.net.set_fault(Network::X, Fault::everywhere(kind)).unwrap();
        app.http.get(app.url(Network::X, "/2/users/me")).bearer_auth(&token).send().await.unwrap()
    };
    assert_eq!(get(FaultKind::Truncated).await.text().await.unwrap(), whole[..whole.len() / 2]);
    assert!(get(FaultKind::ResetHalfway).await.text().await.is_err());
    assert_eq!(get(FaultKind::WrongContentType).await.headers()["content-type"], "text/html");

    let mut stopped = get(FaultKind::StopHalfway).await;
    assert_eq!(stopped.content_length(), Some(whole.len() as u64));
    let first = stopped.chunk().await.unwrap().expect("half of it");
    assert_eq!(first, whole[..whole.len() / 2]);
    let mut silent = get(FaultKind::HangBody).await;
    let mut slow = get(FaultKind::Drip).await;
    assert_eq!(slow.chunk().await.unwrap().expect("a byte"), whole[..1]);
    let (stopped, silent) = (
        tokio::spawn(async move { stopped.chunk().await }),
        tokio::spawn(async move { silent.chunk().await }),
    );
    app.net.stop().await;
    for chunk in [stopped, silent] {
        assert!(timeout(Duration::from_secs(20), chunk).await.expect("an end").unwrap().is_err(), "a cut");
    }
}

#[tokio::test]
async fn a_reset_is_one_whether_the_request_was_done_or_not() {
    let app = App::start().await;
    let id = Network::X.client_id();
    for (kind, then) in [(FaultKind::ResetBefore, 200), (FaultKind::ResetAfter, 400)] {
        let refresh_token = app.sign_in(Network::X).await.text_at("/refresh_token");
        app.net.set_fault(Network::X, Fault::at(Endpoint::Renewal, kind).times(1)).unwrap();
        let form = refresh_form(Network::X, &refresh_token, &id);
        let sent = app.http.post(app.url(Network::X, "/2/oauth2/token")).form(&form).send().await;
        let error = format!("{:?}", sent.expect_err("no answer"));
        assert!(error.contains("ConnectionReset"), "{error}");
        assert_eq!(app.refresh(Network::X, &refresh_token).await.status, then, "{}", kind.id());
    }
}

#[tokio::test]
async fn dead_ends_fail_before_any_answer_each_in_its_own_way() {
    let app = App::start().await;
    for (dead_end, is_connect) in [
        (DeadEnd::NoSuchName, true),
        (DeadEnd::Refused, true),
        (DeadEnd::TlsAlert, true),
        (DeadEnd::NotTls, true),
        (DeadEnd::UntrustedCertificate, true),
        (DeadEnd::Reset, false),
    ] {
        let error = app.http.get(app.net.dead_end(dead_end)).send().await.expect_err("no answer");
        assert_eq!(error.is_connect(), is_connect, "{}: {error:?}", dead_end.id());
    }
    let unread = app.http.get(app.net.dead_end(DeadEnd::Unread)).timeout(Duration::from_millis(300));
    assert!(unread.send().await.expect_err("no answer").is_timeout());
}

#[tokio::test]
async fn whoever_trusts_an_unknown_certificate_is_told_lies() {
    let app = App::start().await;
    let gullible =
        reqwest::Client::builder().tls_danger_accept_invalid_certs(true).no_proxy().build().unwrap();
    let lie = gullible.get(app.net.dead_end(DeadEnd::UntrustedCertificate)).send().await.unwrap();
    assert_eq!(lie.status(), 401);
    assert!(lie.text().await.unwrap().contains("REVOKED_ACCESS_TOKEN"));
}
