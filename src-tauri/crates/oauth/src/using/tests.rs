//! Requests to a small server, which counts them and answers by a script.

mod server;

use std::{sync::Arc, time::Duration};

use networks::{Catalogue, Network};
use tokio::net::TcpListener;
use vault::{App, Binding};

use self::server::{Server, answer, field};
use super::*;
use crate::atproto::Key;
use crate::{Http, SystemClock, Time, Timeouts, oauth1::signature};

/// A shipped network whose posts go to this server.
fn network(name: &str, root: &Url) -> Network {
    let catalogue = Catalogue::builtin();
    let mut network = Network::clone(catalogue.get(&name.into()).expect("a shipped network"));
    let publish = catalogue.get(&"mastodon".into()).expect("a shipped network").publish.clone();
    network.publish = network.publish.or(publish);
    network.publish.as_mut().expect("a network that publishes").url = root.clone();
    network
}

fn secrets() -> Secrets {
    Secrets { access_token: "practice-access".into(), refresh_token: None, binding: Binding::default() }
}

/// Secrets that are bound to a key.
fn bound(home: &Url) -> Secrets {
    let binding = Binding { dpop_key: Key::generate(), home: Some(home.clone()), ..Binding::default() };
    Secrets { binding, ..secrets() }
}

fn post(root: &Url, body: &str) -> AccountRequest {
    AccountRequest {
        method: Method::POST,
        url: root.join("api/v1/statuses?a=b").unwrap(),
        headers: HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]),
        body: body.as_bytes().to_vec(),
        token: true,
        once: true,
    }
}

struct Client {
    http: Http,
    clock: Time,
    app: App,
}

impl Client {
    fn new() -> Self {
        let client_secret = Some("practice-secret".into());
        let app = App { client_id: "practice-app".into(), client_secret, ..App::default() };
        let http = Http::new(Timeouts::default()).unwrap();
        Self { http, clock: Time::new(Arc::new(SystemClock)), app }
    }

    async fn send(
        &self,
        network: &Network,
        request: AccountRequest,
        secrets: &Secrets,
    ) -> Result<Reply, TransportError> {
        let Self { http, clock, app } = self;
        OAuthClient { http, clock, network, app }.send_as_account(request, secrets).await
    }
}

#[tokio::test]
async fn a_request_carries_the_token_as_a_bearer() {
    let server = Server::start(&[&answer(200, &[], "{\"id\":\"1\"}")]).await;
    let mut request = post(&server.root, "{}");
    for name in ["authorization", "cookie", "host", "content-length", "dpop"] {
        request.headers.append(name, HeaderValue::from_static("9"));
    }
    let network = network("mastodon", &server.root);
    let reply = Client::new().send(&network, request, &secrets()).await.unwrap();
    assert_eq!((reply.status, &reply.body[..]), (200, &b"{\"id\":\"1\"}"[..]));
    let [request] = &server.requests()[..] else { panic!("{:?}", server.requests()) };
    assert!(request.starts_with("POST /api/v1/statuses?a=b HTTP/1.1\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\n{}"), "{request}");
    assert_eq!(field(request, "authorization").as_deref(), Some("Bearer practice-access"));
    assert_eq!(request.matches("uthorization").count(), 1, "{request}");
    assert_eq!(field(request, "content-type").as_deref(), Some("application/json"));
    assert_eq!(field(request, "accept").as_deref(), Some("application/json"));
    assert_eq!(field(request, "content-length").as_deref(), Some("2"));
    assert_eq!((field(request, "cookie"), field(request, "dpop")), (None, None));
    assert_eq!(field(request, "host"), server.root.port().map(|port| format!("127.0.0.1:{port}")));
}

#[tokio::test]
async fn a_request_without_a_token_carries_none() {
    let server = Server::start(&[&answer(200, &[], "{}"), &answer(200, &[], "{}")]).await;
    let client = Client::new();
    for network in [network("mastodon", &server.root), network("bluesky", &server.root)] {
        let mut request = AccountRequest { token: false, method: Method::GET, ..post(&server.root, "") };
        request.headers.insert(AUTHORIZATION, HeaderValue::from_static("Bearer practice-other"));
        client.send(&network, request, &bound(&server.root)).await.unwrap();
    }
    assert_eq!(server.count(), 2);
    for request in server.requests() {
        assert!(!request.contains("practice-"), "{request}");
        assert_eq!((field(&request, "authorization"), field(&request, "dpop")), (None, None));
    }
}

#[tokio::test]
async fn a_network_that_demands_it_gets_the_proof_of_the_secret() {
    let server = Server::start(&[&answer(200, &[], "{}")]).await;
    let network = network("facebook", &server.root);
    Client::new().send(&network, post(&server.root, "{}"), &secrets()).await.unwrap();
    let request = server.requests().remove(0);
    let name = network.oauth.app_secret_proof.as_deref().unwrap();
    assert!(request.starts_with(&format!("POST /api/v1/statuses?a=b&{name}=")), "{request}");
    assert_eq!(field(&request, "authorization").as_deref(), Some("Bearer practice-access"));
}

#[tokio::test]
async fn a_session_of_an_app_password_carries_the_token_as_a_bearer() {
    let server = Server::start(&[&answer(200, &[], "{}")]).await;
    let mut secrets = bound(&server.root);
    secrets.binding.dpop_key = None;
    let network = network("bluesky", &server.root);
    Client::new().send(&network, post(&server.root, "{}"), &secrets).await.unwrap();
    let request = server.requests().remove(0);
    assert_eq!(field(&request, "authorization").as_deref(), Some("Bearer practice-access"));
    assert_eq!(field(&request, "dpop"), None);
}

/// A claim of the proof in a request.
fn claim(request: &str, name: &str) -> serde_json::Value {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    let proof = field(request, "dpop").expect("a proof");
    let claims = URL_SAFE_NO_PAD.decode(proof.split('.').nth(1).unwrap()).unwrap();
    serde_json::from_slice::<serde_json::Value>(&claims).unwrap()[name].clone()
}

const WANTS_NONCE: &str = "www-authenticate: DPoP error=\"use_dpop_nonce\"";
const REFUSES_PROOF: &str = "www-authenticate: DPoP error=\"invalid_dpop_proof\"";

#[tokio::test]
async fn a_bound_token_is_proved_and_the_request_repeated_once_with_a_nonce() {
    let wants = |nonce: &str| answer(401, &[WANTS_NONCE, &format!("dpop-nonce: {nonce}")], "{}");
    let server = Server::start(&[&wants("n1"), &wants("n2"), &answer(200, &[], "{}")]).await;
    let mut network = network("bluesky", &server.root);
    // The file's address is a template, which the account's own server fills in.
    network.publish = Catalogue::builtin().get(&"bluesky".into()).unwrap().publish.clone();
    let (client, secrets) = (Client::new(), bound(&server.root));
    let reply = client.send(&network, post(&server.root, "{}"), &secrets).await.unwrap();
    assert_eq!((reply.status, server.count()), (401, 2), "the second demand is an answer");
    let requests = server.requests();
    assert_eq!(field(&requests[0], "authorization").as_deref(), Some("DPoP practice-access"));
    assert_eq!(claim(&requests[0], "nonce"), serde_json::Value::Null);
    assert_eq!(claim(&requests[1], "nonce"), "n1");
    assert_eq!(claim(&requests[1], "htu"), format!("{}api/v1/statuses", server.root));
    assert_eq!(claim(&requests[1], "htm"), "POST");
    assert!(requests.iter().all(|request| request.ends_with("\r\n\r\n{}")));
    assert_ne!(claim(&requests[0], "jti"), claim(&requests[1], "jti"));
    // The next request begins with the newest nonce.
    let reply = client.send(&network, post(&server.root, "{}"), &secrets).await.unwrap();
    assert_eq!((reply.status, server.count()), (200, 3));
    assert_eq!(claim(&server.requests()[2], "nonce"), "n2");
}

#[tokio::test]
async fn a_refused_proof_is_repeated_once_at_the_servers_time() {
    let refuses = answer(401, &[REFUSES_PROOF, "date: Mon, 05 Jan 2026 12:00:00 GMT"], "{}");
    let server = Server::start(&[&refuses, &refuses, &answer(200, &[], "{}")]).await;
    let network = network("bluesky", &server.root);
    let reply = Client::new().send(&network, post(&server.root, "{}"), &bound(&server.root)).await.unwrap();
    assert_eq!((reply.status, server.count()), (401, 2));
    let requests = server.requests();
    assert_ne!(claim(&requests[0], "iat"), 1_767_614_400);
    assert_eq!(claim(&requests[1], "iat"), 1_767_614_400);
}

#[tokio::test]
async fn no_other_answer_is_repeated() {
    let nonce = "dpop-nonce: n1";
    let date = "date: Mon, 05 Jan 2026 12:00:00 GMT";
    let client = Client::new();
    for refusal in [
        answer(401, &[nonce, date, "www-authenticate: DPoP error=\"invalid_token\""], "{}"),
        answer(401, &[WANTS_NONCE], "{}"),
        answer(400, &[nonce, date], "{\"error\":\"use_dpop_nonce\"}"),
        answer(200, &[nonce, date, WANTS_NONCE], "{}"),
        answer(429, &["retry-after: 0"], "{}"),
        answer(503, &["retry-after: 0"], "{}"),
        answer(408, &[], "{}"),
    ] {
        for once in [true, false] {
            let server = Server::start(&[&refusal, &refusal]).await;
            let network = network("bluesky", &server.root);
            let request = AccountRequest { once, ..post(&server.root, "{}") };
            let reply = client.send(&network, request, &bound(&server.root)).await.unwrap();
            assert!(refusal.starts_with(&format!("HTTP/1.1 {}", reply.status)));
            assert_eq!(server.count(), 1, "{refusal}");
        }
    }
}

#[tokio::test]
async fn a_signature_covers_a_form_and_no_other_body() {
    let server = Server::start(&[&answer(401, &[], "{}"), &answer(401, &[], "{}")]).await;
    let mut network = network("mastodon", &server.root);
    network.oauth.protocol = Protocol::OAuth1a;
    let mut secrets = secrets();
    secrets.binding.token_secret = Some("practice-token-secret".into());
    let client = Client::new();
    let form = "text=Hello+%26+%E2%98%83&c=";
    let covered = [("text", "Hello & \u{2603}"), ("c", "")];
    for (kind, body, covered) in [
        ("Application/x-www-form-urlencoded; charset=UTF-8", form, &covered[..]),
        ("application/json", form, &[]),
    ] {
        let mut request = post(&server.root, body);
        request.headers.insert(CONTENT_TYPE, HeaderValue::from_str(kind).unwrap());
        let url = request.url.clone();
        let sent = server.count();
        client.send(&network, request, &secrets).await.unwrap();
        assert_eq!(server.count(), sent + 1, "a refusal is not repeated");
        let request = server.requests().pop().unwrap();
        assert!(request.ends_with(body), "{request}");
        let header = field(&request, "authorization").unwrap();
        let pairs = header.strip_prefix("OAuth ").unwrap().split(", ");
        let decode =
            |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let mut pairs: Vec<(String, String)> = pairs
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), decode(value.trim_matches('"'))))
            .collect();
        let (_, signature) = pairs.pop().unwrap();
        let mut all: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.extend(covered);
        let expected = signature::sign("POST", &url, &all, "practice-secret", "practice-token-secret");
        assert_eq!(signature, expected, "{kind}");
    }
}

#[tokio::test]
async fn a_request_that_was_read_and_not_answered_is_not_sent_again() {
    let client = Client::new();
    for name in ["mastodon", "bluesky"] {
        for once in [true, false] {
            // The first answer leaves a connection that the client could use again.
            let server = Server::start(&[&answer(200, &[], "{}"), ""]).await;
            let network = network(name, &server.root);
            let secrets = bound(&server.root);
            let first = AccountRequest { once: false, ..post(&server.root, "{}") };
            client.send(&network, first, &secrets).await.unwrap();
            let request = AccountRequest { once, ..post(&server.root, "{}") };
            let lost = client.send(&network, request, &secrets).await.err();
            assert_eq!(lost, Some(TransportError::NoAnswer), "{name}");
            assert_eq!(server.count(), 2, "{name} {once}");
        }
    }
}

#[tokio::test]
async fn a_request_that_cannot_be_taken_back_has_a_connection_of_its_own() {
    let fine = answer(200, &[], "{}");
    let server = Server::start(&[&fine, &fine, &fine]).await;
    let (network, client) = (network("mastodon", &server.root), Client::new());
    for connections in 1..4 {
        client.send(&network, post(&server.root, "{}"), &secrets()).await.unwrap();
        assert_eq!(server.connections(), connections);
    }
}

#[tokio::test]
async fn a_request_goes_to_no_other_server() {
    let (server, other) = (Server::start(&[]).await, Server::start(&[]).await);
    let there = network("mastodon", &server.root);
    let mut unpublished = there.clone();
    unpublished.publish = None;
    let with = |change: &dyn Fn(&mut Url)| {
        let mut url = server.root.clone();
        change(&mut url);
        url
    };
    let client = Client::new();
    let https = format!("https://127.0.0.1:{}/", server.root.port().unwrap());
    for (network, url) in [
        (&there, other.root.clone()),
        (&there, https.parse().unwrap()),
        (&there, with(&|url| url.set_host(Some("localhost")).unwrap())),
        (&there, with(&|url| url.set_username("practice").unwrap())),
        (&there, with(&|url| url.set_password(Some("practice")).unwrap())),
        (&there, "data:text/plain,x".parse().unwrap()),
        (&unpublished, server.root.clone()),
    ] {
        for (token, once) in [(true, true), (true, false), (false, true)] {
            let request = AccountRequest { url: url.clone(), token, once, ..post(&server.root, "{}") };
            let refused = client.send(network, request, &secrets()).await.err();
            assert_eq!(refused, Some(TransportError::NotSent), "{url}");
        }
    }
    assert_eq!((server.count(), other.count()), (0, 0));
}

#[tokio::test]
async fn the_server_of_an_account_is_not_that_of_another() {
    let (server, other) = (Server::start(&[]).await, Server::start(&[]).await);
    let mut network = network("bluesky", &server.root);
    network.publish = Catalogue::builtin().get(&"bluesky".into()).unwrap().publish.clone();
    let refused = Client::new().send(&network, post(&other.root, "{}"), &bound(&server.root)).await.err();
    assert_eq!((refused, other.count()), (Some(TransportError::NotSent), 0));
}

#[tokio::test]
async fn a_redirect_is_an_answer() {
    let other = Server::start(&[]).await;
    let client = Client::new();
    for status in [302, 307, 308] {
        let to = format!("location: {}", other.root);
        for once in [true, false] {
            let server = Server::start(&[&answer(status, &[&to], "")]).await;
            let network = network("mastodon", &server.root);
            let request = AccountRequest { once, ..post(&server.root, "{}") };
            let reply = client.send(&network, request, &secrets()).await.unwrap();
            assert_eq!((reply.status, server.count()), (status, 1));
        }
    }
    assert_eq!(other.count(), 0);
}

#[tokio::test]
async fn a_request_without_a_connection_was_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    // This server speaks no TLS, and reads no request from the client's greeting.
    let plain = Server::start(&[]).await;
    let secure: Url = format!("https://127.0.0.1:{}/", plain.root.port().unwrap()).parse().unwrap();
    let closing = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let hangs_up: Url = format!("https://{}/", closing.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move { while closing.accept().await.is_ok() {} });
    let client = Client { http: Http::new(short()).unwrap(), ..Client::new() };
    for root in [closed, hangs_up, secure] {
        for once in [true, false] {
            let network = network("mastodon", &root);
            let request = AccountRequest { once, ..post(&root, "{}") };
            let failed = client.send(&network, request, &secrets()).await.err();
            assert_eq!(failed, Some(TransportError::NotSent), "{root} {once}");
        }
    }
    assert_eq!(plain.count(), 0);
}

/// A short timeout for a connection.
fn short() -> Timeouts {
    Timeouts { connect: Duration::from_millis(300), ..Timeouts::default() }
}

#[tokio::test]
async fn a_whole_object_or_list_is_read_although_the_transfer_ends_early() {
    for (body, whole) in [("[{}]", true), ("{}", true), ("[{}", false), ("7", false)] {
        let short = format!("HTTP/1.1 200 OK\r\nContent-Length: 99\r\nConnection: close\r\n\r\n{body}");
        let server = Server::start(&[&short]).await;
        let network = network("mastodon", &server.root);
        let reply = Client::new().send(&network, post(&server.root, "{}"), &secrets()).await;
        assert_eq!(reply.is_ok(), whole, "{body}");
    }
}

#[tokio::test]
async fn an_answer_is_bounded_in_size() {
    let large = answer(200, &[], &"x".repeat((1 << 20) + 1));
    let server = Server::start(&[&large]).await;
    let network = network("mastodon", &server.root);
    let failed = Client::new().send(&network, post(&server.root, "{}"), &secrets()).await.err();
    assert_eq!((failed, server.count()), (Some(TransportError::TooLarge), 1));
}

#[tokio::test(start_paused = true)]
async fn a_request_that_cannot_be_taken_back_waits_for_five_minutes() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let root: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    let held = tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
        }
    });
    let network = network("mastodon", &root);
    // The time of a connection must not pass while the test's clock is paused.
    let timeouts = Timeouts { connect: Duration::from_secs(3600), ..Timeouts::default() };
    let client = Client { http: Http::new(timeouts).unwrap(), ..Client::new() };
    for (once, seconds) in [(true, 300), (false, 30)] {
        let started = tokio::time::Instant::now();
        let request = AccountRequest { once, ..post(&root, "{}") };
        let failed = client.send(&network, request, &secrets()).await.err();
        assert_eq!(failed, Some(TransportError::NoAnswer));
        assert_eq!(started.elapsed().as_secs(), seconds);
    }
    held.abort();
}
