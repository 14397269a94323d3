//! A network that is many servers: the app that is registered at each, and accounts that are told apart.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Form, Json, Router,
    extract::{Query, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CONTENT_TYPE, DATE, LOCATION},
    },
    middleware::map_response_with_state,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use keeper::{ConnectionId, Error, Failure, Health, OperationId, Outcome, Reason};
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

use crate::support::{Bench, Home, execute, until, within};

type Parameters = BTreeMap<String, String>;

/// A server's answer at the address of its metadata: status, content type and body.
pub type Said = (u16, &'static str, String);

const JSON: &str = "application/json";
const HTML: &str = "text/html";

/// The state of one server, and the requests to it.
#[derive(Default)]
pub struct Known {
    /// Id and secret, redirect address and scopes of each app.
    apps: BTreeMap<String, (String, String, BTreeSet<String>)>,
    /// The parameters of the authorization request, by the code that it brought.
    codes: BTreeMap<String, Parameters>,
    tokens: BTreeSet<String>,
    pub registered: u32,
    /// The scopes of the latest authorization request.
    last_scopes: String,
    with_pkce: bool,
    /// The answer to each registration of an app, in place of an app.
    closed: Option<Said>,
    /// The metadata that replaces the former.
    says: Option<String>,
}

/// The behaviour of a server.
#[derive(Clone)]
pub struct Manner {
    /// The answer at the address of its metadata, where `{server}` stands for its own address.
    metadata: Said,
    /// The server compares redirect addresses whole.
    exact: bool,
    /// The scopes that it knows.
    scopes: &'static [&'static str],
    /// The server's tokens expire, and come with refresh tokens.
    renews: bool,
}

#[derive(Clone)]
pub struct Server {
    manner: Manner,
    known: Arc<Mutex<Known>>,
    pub address: String,
    /// The time of the server's clock, if it is not that of this machine.
    clock: Arc<Mutex<Option<DateTime<Utc>>>>,
}

const FINE: &[&str] = &["read:accounts", "profile", "write:statuses", "write:media"];

/// A current server.
pub fn modern() -> Manner {
    let metadata = json!({
        "issuer": "http://{server}/",
        "scopes_supported": ["read", "profile", "write:statuses", "write:media"],
        "code_challenge_methods_supported": ["S256"],
    });
    Manner { metadata: (200, JSON, metadata.to_string()), exact: false, scopes: FINE, renews: false }
}

/// A server before Mastodon 4.3, which has no metadata.
fn old() -> Manner {
    let metadata = (404, JSON, json!({ "error": "Not Found" }).to_string());
    Manner { metadata, scopes: &["read:accounts", "write:statuses", "write:media"], ..modern() }
}

impl Server {
    pub async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let server = Self { manner, known: Arc::default(), address, clock: Arc::default() };
        let pages = Router::new()
            .route("/.well-known/oauth-authorization-server", get(metadata))
            .route("/api/v1/apps", post(register))
            .route("/oauth/authorize", get(authorize))
            .route("/oauth/token", post(token))
            .route("/oauth/revoke", post(revoke))
            .route("/api/v1/accounts/verify_credentials", get(who))
            .layer(map_response_with_state(server.clone(), dated))
            .with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, pages).await });
        server
    }

    /// Changes the server's metadata.
    pub fn say(&self, metadata: String) {
        self.known().says = Some(metadata);
    }

    pub fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().expect("no panic")
    }
}

async fn dated(State(server): State<Server>, mut response: Response) -> Response {
    if let Some(at) = *server.clock.lock().expect("no panic") {
        let date = at.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        response.headers_mut().insert(DATE, HeaderValue::from_str(&date).expect("a date"));
    }
    response
}

fn error(status: u16, error: &str) -> Response {
    let status = StatusCode::from_u16(status).expect("a status");
    (status, Json(json!({ "error": error }))).into_response()
}

fn answer((status, kind, body): Said) -> Response {
    let status = StatusCode::from_u16(status).expect("a status");
    if status.is_redirection() {
        return (status, [(LOCATION, body)]).into_response();
    }
    (status, [(CONTENT_TYPE, kind.to_owned())], body).into_response()
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(' ').map(str::to_owned).collect()
}

async fn metadata(State(server): State<Server>) -> Response {
    let (status, kind, body) = server.manner.metadata.clone();
    let body = server.known().says.clone().unwrap_or(body);
    answer((status, kind, body.replace("{server}", &server.address)))
}

async fn register(State(server): State<Server>, Form(app): Form<Parameters>) -> Response {
    let mut known = server.known();
    if let Some(refusal) = known.closed.clone() {
        return answer(refusal);
    }
    let scopes = words(&app["scopes"]);
    if !scopes.iter().all(|scope| server.manner.scopes.contains(&scope.as_str())) {
        return error(422, "Validation failed: Scopes do not match");
    }
    known.registered += 1;
    let id = format!("practice-app-{}", known.registered);
    known.apps.insert(id.clone(), ("practice-secret".to_owned(), app["redirect_uris"].clone(), scopes));
    Json(json!({ "client_id": id, "client_secret": "practice-secret" })).into_response()
}

async fn authorize(State(server): State<Server>, Query(asked): Query<Parameters>) -> Response {
    let mut known = server.known();
    let Some((_, redirect, scopes)) = known.apps.get(&asked["client_id"]) else {
        return error(401, "invalid_client");
    };
    let plain = |address: &str| {
        let mut url = url::Url::parse(address).expect("an address");
        if !server.manner.exact {
            url.set_port(None).expect("a host");
        }
        url
    };
    if plain(&asked["redirect_uri"]) != plain(redirect) {
        return error(400, "invalid_redirect_uri");
    }
    assert!(words(&asked["scope"]).is_subset(scopes), "{} of {scopes:?}", asked["scope"]);
    let code = format!("practice-code-{}", known.codes.len());
    let back = format!("{}?code={code}&state={}", asked["redirect_uri"], asked["state"]);
    known.last_scopes = asked["scope"].clone();
    known.with_pkce = asked.contains_key("code_challenge");
    known.codes.insert(code, asked);
    Redirect::to(&back).into_response()
}

async fn token(State(server): State<Server>, Form(sent): Form<Parameters>) -> Response {
    let mut known = server.known();
    match known.apps.get(&sent["client_id"]) {
        Some((secret, _, _)) if *secret == sent["client_secret"] => {}
        _ => return error(401, "invalid_client"),
    }
    if sent["grant_type"] == "authorization_code" {
        let Some(asked) = known.codes.remove(&sent["code"]) else { return error(400, "invalid_grant") };
        if let Some(challenge) = asked.get("code_challenge") {
            let digest = Sha256::digest(sent["code_verifier"].as_bytes());
            assert_eq!(*challenge, URL_SAFE_NO_PAD.encode(digest));
        }
    } else if !known.apps[&sent["client_id"]].2.is_superset(&words(&sent["scope"])) {
        return error(400, "invalid_scope");
    }
    let token = format!("practice-access-{}", known.tokens.len());
    known.tokens.insert(token.clone());
    let mut body = json!({ "access_token": token, "token_type": "Bearer", "created_at": 1 });
    if server.manner.renews {
        body["expires_in"] = 31_536_000.into();
        body["refresh_token"] = "practice-refresh".into();
    }
    Json(body).into_response()
}

async fn revoke(State(server): State<Server>, Form(sent): Form<Parameters>) -> Response {
    server.known().tokens.remove(&sent["token"]);
    Json(json!({})).into_response()
}

async fn who(State(server): State<Server>, headers: HeaderMap) -> Response {
    let token = headers["authorization"].to_str().expect("text").trim_start_matches("Bearer ").to_owned();
    if !server.known().tokens.contains(&token) {
        return error(401, "The access token was revoked");
    }
    Json(json!({ "id": "1", "acct": "dana", "display_name": "Dana Reyes" })).into_response()
}

pub async fn bench() -> (Bench, Home) {
    let bench = Bench::start().await;
    let shipped = include_str!("../../../../src-tauri/crates/networks/networks/mastodon.toml");
    let practice =
        shipped.replace("https://{server}", "http://{server}").replace("confirm_after = \"5m\"\n", "");
    fs::write(bench.networks_dir().join("mastodon.toml"), practice).unwrap();
    let home = bench.home().await;
    (bench, home)
}

pub async fn start(home: &Home, at: &str) -> OperationId {
    home.connect_at(&"mastodon".into(), at).await.expect("a sign-in")
}

/// The person's browser, which the server sends straight back.
pub async fn browse(home: &Home, operation_id: OperationId) -> Outcome {
    let login_page = home.login_page(operation_id).await;
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let page = within("the browser", client.get(login_page).send()).await.expect("an answer");
    assert!(page.status().is_success(), "{page:?}");
    home.end_of(operation_id).await
}

pub async fn connect(home: &Home, server: &Server) -> ConnectionId {
    let operation_id = start(home, &server.address).await;
    match browse(home, operation_id).await {
        Outcome::Active(id) => id,
        other => panic!("not active: {other:?}"),
    }
}

#[tokio::test]
async fn each_server_gets_an_app_of_its_own_and_members_of_the_same_number_are_two() {
    let (bench, home) = bench().await;
    let (one, other) = (Server::start(modern()).await, Server::start(modern()).await);
    let (here, there) = (connect(&home, &one).await, connect(&home, &other).await);
    assert_ne!(here, there);
    let name = |id: &ConnectionId| home.find(id).username;
    assert_eq!(name(&here), Some(format!("dana@{}", one.address)));
    assert_eq!(name(&there), Some(format!("dana@{}", other.address)));
    assert!(one.known().with_pkce, "asked with PKCE, as the server offers it");

    // The second sign-in at a server uses the registered app, and asks nothing about the server again.
    let operation_id = home.reauthorize(&here).await.unwrap();
    assert_eq!(browse(&home, operation_id).await, Outcome::Active(here.clone()));
    assert_eq!((one.known().registered, other.known().registered), (1, 1));

    // A revocation at one server ends nothing at the other, also after a restart.
    one.known().tokens.clear();
    bench.leave(home).await;
    let home = bench.home().await;
    assert!(matches!(home.ask(&here).await, Health::Disconnected { reason: Reason::Revoked, .. }));
    assert_eq!(home.ask(&there).await, Health::Active);

    home.disconnect(&there).await.unwrap();
    assert!(
        other.known().tokens.iter().all(|token| token != "practice-access-0"),
        "the server was asked to end it"
    );
}

#[tokio::test]
async fn an_app_that_its_server_forgot_is_registered_again() {
    let (_bench, home) = bench().await;
    let server = Server::start(modern()).await;
    let id = connect(&home, &server).await;
    server.known().apps.clear();
    let operation_id = home.reauthorize(&id).await.unwrap();
    assert_eq!(browse(&home, operation_id).await, Outcome::Active(id));
    assert_eq!(server.known().registered, 2);
}

#[tokio::test]
async fn a_server_that_says_nothing_of_itself_is_asked_as_the_older_ones_are() {
    let (_bench, home) = bench().await;
    let server = Server::start(old()).await;
    let id = connect(&home, &server).await;
    assert_eq!(home.health(&id), Health::Active);
    assert_eq!(server.known().last_scopes, "read:accounts write:statuses write:media");
    assert!(!server.known().with_pkce);
}

/// Metadata in invalid forms, each with a flag for readable scopes and PKCE.
fn odd_metadata() -> Vec<(Said, bool)> {
    let told = json!({
        "issuer": "http://{server}", "scopes_supported": "read profile write:statuses write:media",
        "code_challenge_methods_supported": ["plain", "S256", null, 7],
    });
    let told = told.to_string();
    let json = |body: &str| (200, JSON, body.to_owned());
    let page = "<!DOCTYPE html><title>A server</title>";
    vec![
        ((200, HTML, page.to_owned()), false),
        ((200, JSON, page.to_owned()), false),
        (json(""), false),
        (json("null"), false),
        (json("[]"), false),
        (json("{}"), false),
        (json(r#"{"scopes_supported":null}"#), false),
        (json(r#"{"issuer":"http://{server}/","scopes_supported":null}"#), false),
        (json(r#"{"issuer":7,"scopes_supported":{"profile":true}}"#), false),
        (json(r#"{"issuer":"https://10.0.0.1/","scopes_supported":["profile"]}"#), false),
        (json(r#"{"issuer":"http://127.0.0.1:1/","scopes_supported":["profile"]}"#), false),
        ((204, JSON, String::new()), false),
        ((401, JSON, r#"{"error":"no"}"#.to_owned()), false),
        ((410, HTML, page.to_owned()), false),
        ((500, HTML, page.to_owned()), false),
        ((302, HTML, "/about".to_owned()), false),
        ((302, HTML, "https://elsewhere.example/".to_owned()), false),
        (json(&told), true),
        (json(&format!("\u{feff}{told}")), true),
        ((200, HTML, told), true),
    ]
}

#[tokio::test]
async fn metadata_that_cannot_be_read_counts_as_absent() {
    let (_bench, home) = bench().await;
    for (metadata, readable) in odd_metadata() {
        let server = Server::start(Manner { metadata: metadata.clone(), ..modern() }).await;
        let id = connect(&home, &server).await;
        assert_eq!(home.health(&id), Health::Active, "{metadata:?}");
        let known = server.known();
        let profile = if readable { "profile" } else { "read:accounts" };
        assert_eq!(known.last_scopes, format!("{profile} write:statuses write:media"), "{metadata:?}");
        assert_eq!(known.with_pkce, readable, "{metadata:?}");
    }
}

#[tokio::test]
async fn a_registration_that_is_refused_is_told_with_the_servers_own_code() {
    let (_bench, home) = bench().await;
    let refused = |status, code: Option<&str>, by_server| Failure::RegistrationRefused {
        status,
        code: code.map(str::to_owned),
        by_server,
    };
    let long = format!(r#"{{"error":"{}"}}"#, "x".repeat(5000));
    for (status, body, failure) in [
        (403, r#"{"error":"registrations_closed"}"#, refused(403, Some("registrations_closed"), true)),
        (422, r#"{"error":"Validation failed: Redirect URI is odd"}"#, refused(422, None, true)),
        (
            400,
            r#"{"code":"invalid_redirect_uri","message":"no"}"#,
            refused(400, Some("invalid_redirect_uri"), true),
        ),
        (422, long.as_str(), refused(422, None, true)),
        (403, "<p>Your organization blocks this site.", refused(403, None, false)),
        (200, r#"{"client_id":null}"#, Failure::BadAnswer),
        (503, r#"{"error":"Maintenance"}"#, Failure::Unreachable),
    ] {
        let server = Server::start(modern()).await;
        server.known().closed = Some((status, JSON, body.to_owned()));
        let operation_id = start(&home, &server.address).await;
        assert_eq!(home.end_of(operation_id).await, Outcome::Failed(failure), "{status} {body}");
    }
    assert_eq!(home.snapshot().connections.iter().count(), 0);
}

#[tokio::test]
async fn a_page_in_place_of_a_registration_is_not_taken_for_the_word_of_a_server_that_is_known() {
    let (_bench, home) = bench().await;
    let server = Server::start(modern()).await;
    let id = connect(&home, &server).await;
    server.known().apps.clear();
    server.known().closed = Some((403, HTML, "<p>Your organization blocks this site.".to_owned()));
    let operation_id = home.reauthorize(&id).await.unwrap();
    assert_eq!(home.end_of(operation_id).await, Outcome::Failed(Failure::BadAnswer));
    server.known().closed = Some((422, JSON, r#"{"error":"too_many_apps"}"#.to_owned()));
    let operation_id = home.reauthorize(&id).await.unwrap();
    let code = Some("too_many_apps".to_owned());
    let told = Failure::RegistrationRefused { status: 422, code, by_server: true };
    assert_eq!(home.end_of(operation_id).await, Outcome::Failed(told));
}

/// The port of the redirect address that the newest app was registered with.
fn registered_port(server: &Server) -> u16 {
    let known = server.known();
    let (_, redirect, _) = &known.apps[&format!("practice-app-{}", known.registered)];
    url::Url::parse(redirect).expect("an address").port().expect("a port")
}

/// Takes a port, as soon as it is free.
async fn take(port: u16) -> std::net::TcpListener {
    until("a free port", async || std::net::TcpListener::bind(("127.0.0.1", port)).ok()).await
}

#[tokio::test]
async fn gander_comes_back_to_the_port_that_its_app_was_registered_with() {
    let (bench, home) = bench().await;
    let server = Server::start(Manner { exact: true, ..modern() }).await;
    let id = connect(&home, &server).await;
    let port = registered_port(&server);
    // The sign-in works at once, while the listener of the former one still answers, and after a restart.
    let operation_id = home.reauthorize(&id).await.unwrap();
    assert_eq!(browse(&home, operation_id).await, Outcome::Active(id.clone()));
    bench.leave(home).await;
    drop(take(port).await);
    let home = bench.home().await;
    let operation_id = home.reauthorize(&id).await.unwrap();
    assert_eq!(browse(&home, operation_id).await, Outcome::Active(id.clone()));
    assert_eq!(server.known().registered, 1);
    assert_eq!(registered_port(&server), port);

    // Another program has the port, so Gander registers an app with another port.
    bench.leave(home).await;
    let _taken = take(port).await;
    let home = bench.home().await;
    let operation_id = home.reauthorize(&id).await.unwrap();
    assert_eq!(browse(&home, operation_id).await, Outcome::Active(id));
    assert_eq!(server.known().registered, 2);
    assert_ne!(registered_port(&server), port);
}

#[tokio::test]
async fn an_app_by_which_another_account_is_renewed_is_not_replaced() {
    let (bench, home) = bench().await;
    let server = Server::start(Manner { exact: true, renews: true, ..modern() }).await;
    let id = connect(&home, &server).await;
    let port = registered_port(&server);
    bench.leave(home).await;
    let taken = take(port).await;
    let home = bench.home().await;
    let operation_id = start(&home, &server.address).await;
    assert_eq!(home.end_of(operation_id).await, Outcome::Failed(Failure::PortTaken(port)));
    drop(taken);
    assert_eq!(server.known().registered, 1);
    assert_eq!(connect(&home, &server).await, id, "the same account again");
}

#[tokio::test]
async fn a_server_that_knows_coarse_scopes_alone_is_asked_for_those() {
    let (_bench, home) = bench().await;
    let coarse: &[&str] = &["read", "write", "follow"];
    let listed = json!({ "issuer": "http://{server}/", "scopes_supported": coarse }).to_string();
    for metadata in [old().metadata, (200, JSON, listed)] {
        let server = Server::start(Manner { metadata, scopes: coarse, ..modern() }).await;
        let id = connect(&home, &server).await;
        assert_eq!(home.find(&id).missing, [], "they cover what is needed");
        let operation_id = home.reauthorize(&id).await.unwrap();
        assert_eq!(browse(&home, operation_id).await, Outcome::Active(id));
        let known = server.known();
        assert_eq!((known.last_scopes.as_str(), known.registered), ("read write", 1));
    }
}

#[tokio::test]
async fn an_app_of_an_older_gander_is_used_where_somebody_signed_in_with_it() {
    let (bench, home) = bench().await;
    let server = Server::start(modern()).await;
    let id = connect(&home, &server).await;
    bench.leave(home).await;
    execute(&bench.database(), "UPDATE apps SET redirect = NULL, scopes = NULL");
    let home = bench.home().await;
    let operation_id = home.reauthorize(&id).await.unwrap();
    assert_eq!(browse(&home, operation_id).await, Outcome::Active(id.clone()));
    assert_eq!(server.known().registered, 1);
    home.disconnect(&id).await.unwrap();
    connect(&home, &server).await;
    assert_eq!(server.known().registered, 2, "nobody is there who shows that any port will do");
}

#[tokio::test]
async fn what_is_no_such_server_is_told_and_leaves_nothing() {
    let (bench, home) = bench().await;
    let mastodon = "mastodon".into();
    assert!(matches!(home.connect(&mastodon).await, Err(Error::AddressMissing { .. })));
    assert!(matches!(home.connect_at(&mastodon, " ").await, Err(Error::BadInput(_))));
    assert!(matches!(home.connect_at(&mastodon, "two words").await, Err(Error::BadInput(_))));
    // The first address is not on this device; the second is, but belongs to another network.
    let operation_id = start(&home, "mastodon.social").await;
    assert_eq!(home.end_of(operation_id).await, Outcome::Failed(Failure::AddressUnknown));
    let x = bench.net.network_url(simnet::Network::X);
    let operation_id = start(&home, x.trim_start_matches("http://")).await;
    let refused = Failure::RegistrationRefused { status: 404, code: None, by_server: true };
    assert_eq!(home.end_of(operation_id).await, Outcome::Failed(refused));
    let operation_id =
        start(&home, bench.net.dead_end(simnet::DeadEnd::Refused).trim_start_matches("http://")).await;
    assert_eq!(home.end_of(operation_id).await, Outcome::Failed(Failure::Unreachable));
    assert_eq!(home.snapshot().connections.iter().count(), 0);
}

#[tokio::test]
async fn a_server_whose_clock_is_wrong_warns_of_nothing_elsewhere_and_spends_no_rung() {
    for wrong in [TimeDelta::days(400), TimeDelta::days(-400)] {
        let (bench, mut home) = bench().await;
        let odd = Server::start(modern()).await;
        let shows = |bench: &Bench| *odd.clock.lock().expect("no panic") = Some(bench.now() + wrong);
        let facebook = home.add(simnet::Network::Facebook).await;
        shows(&bench);
        let there = connect(&home, &odd).await;
        let mut told = Vec::new();
        for day in 1..60 {
            if day % 10 == 0 {
                // After a start, the server is the first to tell the time.
                told.push(home.shell.notices(&facebook).len());
                bench.leave(home).await;
                home = bench.home().await;
            }
            for _ in 0..2 {
                shows(&bench);
                assert_eq!(home.ask(&there).await, Health::Active, "{wrong}, day {day}");
            }
            bench.advance(TimeDelta::days(1)).await;
            shows(&bench);
            home.ask(&facebook).await;
        }
        told.push(home.shell.notices(&facebook).len());
        // The warnings come ten, three and one day before the end, which is after sixty.
        assert_eq!(told, [0, 0, 0, 0, 0, 3], "{wrong}");
    }
}
