//! The login and consent pages.

mod common;

use common::{App, REDIRECT, parameter};
use simnet::{BrowseError, Consent, Network, browse, browse_and_deliver};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

fn told(result: Result<url::Url, BrowseError>) -> String {
    match result {
        Err(BrowseError::Told(sentence)) => sentence,
        other => panic!("the page should say something, not {other:?}"),
    }
}

#[tokio::test]
async fn a_person_who_allows_comes_back_with_a_code_and_the_state() {
    let app = App::start().await;
    for (network, fragment) in [
        (Network::Facebook, Some("_=_")),
        (Network::Instagram, Some("_")),
        (Network::LinkedIn, None),
        (Network::X, None),
    ] {
        let redirect = browse(&app.authorize_url(network), "danar", "goose", Consent::Allow).await.unwrap();
        assert!(redirect.as_str().starts_with(REDIRECT), "{redirect}");
        assert_eq!(redirect.fragment(), fragment, "{network}");
        assert_eq!(parameter(&redirect, "state").as_deref(), Some("practice-state"));
        assert!(parameter(&redirect, "code").is_some());
    }
}

#[tokio::test]
async fn a_person_who_denies_comes_back_with_the_networks_own_error() {
    let app = App::start().await;
    for (network, error) in [
        (Network::Facebook, "access_denied"),
        (Network::Instagram, "access_denied"),
        (Network::LinkedIn, "user_cancelled_authorize"),
        (Network::X, "access_denied"),
    ] {
        let redirect = browse(&app.authorize_url(network), "bolee", "goose", Consent::Deny).await.unwrap();
        assert_eq!(parameter(&redirect, "error").as_deref(), Some(error), "{network}");
        assert_eq!(parameter(&redirect, "state").as_deref(), Some("practice-state"));
        assert_eq!(parameter(&redirect, "code"), None);
    }
}

#[tokio::test]
async fn a_wrong_password_is_told_and_lets_nobody_in() {
    let app = App::start().await;
    let url = app.authorize_url(Network::Facebook);
    assert!(told(browse(&url, "danar", "duck", Consent::Allow).await).contains("do not belong together"));
    app.net.change_password(Network::Facebook, "danar", "duck").unwrap();
    assert!(browse(&url, "danar", "duck", Consent::Allow).await.is_ok());
    assert!(browse(&url, "danar", "goose", Consent::Allow).await.is_err());
}

#[tokio::test]
async fn a_checkpoint_is_passed_by_confirming_at_the_login() {
    let app = App::start().await;
    let token = app.access(Network::Facebook).await;
    app.net.set_checkpoint(Network::Facebook, "danar", true).unwrap();
    assert_eq!(app.probe(Network::Facebook, &token).await.status, 400);
    app.code(Network::Facebook).await;
    assert_eq!(app.probe(Network::Facebook, &token).await.status, 200);
}

#[tokio::test]
async fn bad_requests_are_told_on_a_page_and_redirect_nowhere() {
    let app = App::start().await;
    for network in Network::ALL {
        let good = app.authorize_url(network);
        for (part, instead) in [
            (network.client_id().as_str(), "practice-nobody"),
            ("127.0.0.1%3A9%2Fcallback", "evil.example%2Fcallback"),
            ("127.0.0.1%3A9%2Fcallback", "127.0.0.1%3A9%2Fother"),
            ("http%3A%2F%2F127.0.0.1%3A9", "https%3A%2F%2F127.0.0.1%3A9"),
            ("response_type=code", "response_type=token"),
        ] {
            let bad = good.replace(part, instead);
            assert_ne!(good, bad, "{part}");
            assert!(!told(browse(&bad, "danar", "goose", Consent::Allow).await).is_empty());
        }
    }
    let x = app.authorize_url(Network::X);
    told(browse(&x.replace("&code_challenge=", "&other="), "danar", "goose", Consent::Allow).await);
    told(browse(&x.replace("=S256", "=S512"), "danar", "goose", Consent::Allow).await);
    told(browse(&x.replace("tweet.read", "tweet.eat"), "danar", "goose", Consent::Allow).await);
    let long = x.replace("practice-state", &"s".repeat(501));
    told(browse(&long, "danar", "goose", Consent::Allow).await);
}

#[tokio::test]
async fn linkedin_tells_the_app_of_a_scope_it_may_not_ask() {
    let app = App::start().await;
    let url = app.authorize_url(Network::LinkedIn).replace("w_member_social", "r_basicprofile");
    let redirect = browse(&url, "danar", "goose", Consent::Allow).await.unwrap();
    assert_eq!(parameter(&redirect, "error").as_deref(), Some("unauthorized_scope_error"));
}

#[tokio::test]
async fn a_disabled_app_gets_no_login_page() {
    let app = App::start().await;
    app.net.set_app_disabled(Network::X, true);
    told(browse(&app.authorize_url(Network::X), "danar", "goose", Consent::Allow).await);
}

#[tokio::test]
async fn what_people_type_is_shown_as_text() {
    let app = App::start().await;
    let url = app.authorize_url(Network::X);
    let page = app.http.get(&url).send().await.unwrap().text().await.unwrap();
    let visit = page.split_once("name=\"visit\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let form = [
        ("visit", visit.as_str()),
        ("username", "\"><script>alert(1)</script>"),
        ("password", "goose"),
        ("choice", "sign-in"),
    ];
    let answer = app.post(Network::X, "/practice/sign-in", &form).await;
    assert!(answer.text.contains("&lt;script&gt;"));
    assert!(!answer.text.contains("<script"));
}

#[tokio::test]
async fn a_page_that_was_used_is_too_old() {
    let app = App::start().await;
    let answer = app.post(Network::X, "/practice/consent", &[("visit", "none"), ("choice", "allow")]).await;
    assert_eq!(answer.status, 400);
    assert!(answer.text.contains("start again"));
}

#[tokio::test]
async fn the_redirect_can_be_delivered_to_a_listening_app() {
    let app = App::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let url = app.authorize_url(Network::Facebook).replace("127.0.0.1%3A9", &format!("127.0.0.1%3A{port}"));
    let listening = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = vec![0; 4096];
        let length = stream.read(&mut head).await.unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nDone").await.unwrap();
        String::from_utf8_lossy(&head[..length]).into_owned()
    });
    let (redirect, status, text) = browse_and_deliver(&url, "danar", "goose", Consent::Allow).await.unwrap();
    assert_eq!((status, text.as_str()), (200, "Done"));
    let head = listening.await.unwrap();
    assert!(head.starts_with(&format!("GET /callback?{} HTTP/1.1", redirect.query().unwrap())), "{head}");
}
