//! A network that is many servers: the app that is registered at each, and accounts that are told apart.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Form, Json, Router,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::map_response_with_state,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use keeper::{Attempt, ConnectionId, Error, Health, Outcome, Reason};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

use crate::support::{Bench, Home, within};

type Parameters = BTreeMap<String, String>;

/// What one server knows, and what it was asked.
#[derive(Default)]
struct Known {
    /// Id and secret, redirect address and scopes of each app.
    apps: BTreeMap<String, (String, String, BTreeSet<String>)>,
    /// The parameters of the authorization request, by the code that it brought.
    codes: BTreeMap<String, Parameters>,
    tokens: BTreeSet<String>,
    registered: u32,
    /// Each server counts by itself: all have a member of this number.
    last_scopes: String,
    with_pkce: bool,
}

#[derive(Clone)]
struct Server {
    /// From 4.3 on it tells what it can.
    modern: bool,
    known: Arc<Mutex<Known>>,
    address: String,
    /// What its clock shows, if not the time of this machine.
    clock: Arc<Mutex<Option<DateTime<Utc>>>>,
}

impl Server {
    async fn start(modern: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let server = Self { modern, known: Arc::default(), address, clock: Arc::default() };
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

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().expect("no panic")
    }
}

async fn dated(State(server): State<Server>, mut response: Response) -> Response {
    if let Some(at) = *server.clock.lock().expect("no panic") {
        let date = at.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        response.headers_mut().insert(header::DATE, HeaderValue::from_str(&date).expect("a date"));
    }
    response
}

fn error(status: u16, error: &str) -> Response {
    let status = StatusCode::from_u16(status).expect("a status");
    (status, Json(json!({ "error": error }))).into_response()
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(' ').map(str::to_owned).collect()
}

async fn metadata(State(server): State<Server>) -> Response {
    if !server.modern {
        return error(404, "Not Found");
    }
    Json(json!({
        "issuer": format!("http://{}/", server.address),
        "scopes_supported": ["read", "profile", "write:statuses", "write:media"],
        "code_challenge_methods_supported": ["S256"],
    }))
    .into_response()
}

async fn register(State(server): State<Server>, Json(app): Json<Value>) -> Response {
    let text = |name: &str| app[name].as_str().expect("a text").to_owned();
    let scopes = words(&text("scopes"));
    if !server.modern && scopes.contains("profile") {
        return error(422, "Validation failed: Scopes do not match");
    }
    let mut known = server.known();
    known.registered += 1;
    let id = format!("practice-app-{}", known.registered);
    known.apps.insert(id.clone(), ("practice-secret".to_owned(), text("redirect_uris"), scopes));
    Json(json!({ "client_id": id, "client_secret": "practice-secret" })).into_response()
}

async fn authorize(State(server): State<Server>, Query(asked): Query<Parameters>) -> Response {
    let mut known = server.known();
    let Some((_, redirect, scopes)) = known.apps.get(&asked["client_id"]) else {
        return error(401, "invalid_client");
    };
    // Of an address in numbers any port is taken.
    let mut here = url::Url::parse(&asked["redirect_uri"]).expect("an address");
    here.set_port(None).expect("a host");
    assert_eq!(here.as_str(), redirect);
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
    }
    let token = format!("practice-access-{}", known.tokens.len());
    known.tokens.insert(token.clone());
    Json(json!({ "access_token": token, "token_type": "Bearer", "created_at": 1 })).into_response()
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

async fn bench() -> (Bench, Home) {
    let bench = Bench::start().await;
    let shipped = include_str!("../../../../src-tauri/crates/networks/networks/mastodon.toml");
    let practice =
        shipped.replace("https://{server}", "http://{server}").replace("confirm_after = \"5m\"\n", "");
    fs::write(bench.networks_dir().join("mastodon.toml"), practice).unwrap();
    let home = bench.home().await;
    (bench, home)
}

async fn start(home: &Home, at: &str) -> Attempt {
    home.connect_at(&"mastodon".into(), at).await.expect("a sign-in")
}

/// The person's browser, which the server sends straight back.
async fn browse(home: &Home, attempt: Attempt) -> Outcome {
    let login_page = home.login_page(attempt).await;
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let page = within("the browser", client.get(login_page).send()).await.expect("an answer");
    assert!(page.status().is_success(), "{page:?}");
    home.end_of(attempt).await
}

async fn connect(home: &Home, server: &Server) -> ConnectionId {
    let attempt = start(home, &server.address).await;
    match browse(home, attempt).await {
        Outcome::Active(id) => id,
        other => panic!("not active: {other:?}"),
    }
}

#[tokio::test]
async fn each_server_gets_an_app_of_its_own_and_members_of_the_same_number_are_two() {
    let (bench, home) = bench().await;
    let (one, other) = (Server::start(true).await, Server::start(true).await);
    let (here, there) = (connect(&home, &one).await, connect(&home, &other).await);
    assert_ne!(here, there);
    let name = |id: &ConnectionId| home.find(id).username;
    assert_eq!(name(&here), Some(format!("dana@{}", one.address)));
    assert_eq!(name(&there), Some(format!("dana@{}", other.address)));
    assert!(one.known().with_pkce, "asked with PKCE, as the server offers it");

    // The second sign-in at a server uses the app that is there, and asks nobody for the server again.
    let attempt = home.reauthorize(&here).await.unwrap();
    assert_eq!(browse(&home, attempt).await, Outcome::Active(here.clone()));
    assert_eq!((one.known().registered, other.known().registered), (1, 1));

    // What ends at one server ends nothing at the other, also after a restart.
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
    let server = Server::start(true).await;
    let id = connect(&home, &server).await;
    server.known().apps.clear();
    let attempt = home.reauthorize(&id).await.unwrap();
    assert_eq!(browse(&home, attempt).await, Outcome::Active(id));
    assert_eq!(server.known().registered, 2);
}

#[tokio::test]
async fn a_server_that_says_nothing_of_itself_is_asked_as_the_older_ones_are() {
    let (_bench, home) = bench().await;
    let server = Server::start(false).await;
    let id = connect(&home, &server).await;
    assert_eq!(home.health(&id), Health::Active);
    assert_eq!(server.known().last_scopes, "read:accounts write:statuses write:media");
    assert!(!server.known().with_pkce);
}

#[tokio::test]
async fn what_is_no_such_server_is_told_and_leaves_nothing() {
    let (bench, home) = bench().await;
    let mastodon = "mastodon".into();
    assert!(matches!(home.connect(&mastodon).await, Err(Error::AddressMissing { .. })));
    assert!(matches!(home.connect_at(&mastodon, " ").await, Err(Error::BadInput(_))));
    assert!(matches!(home.connect_at(&mastodon, "two words").await, Err(Error::BadInput(_))));
    // Not on this device; and on it, but another network.
    let x = bench.net.network_url(simnet::Network::X);
    for said in ["mastodon.social", x.trim_start_matches("http://")] {
        let attempt = start(&home, said).await;
        assert_eq!(home.end_of(attempt).await, Outcome::Failed(keeper::Failure::AddressUnknown), "{said}");
    }
    let attempt =
        start(&home, bench.net.dead_end(simnet::DeadEnd::Refused).trim_start_matches("http://")).await;
    assert_eq!(home.end_of(attempt).await, Outcome::Failed(keeper::Failure::Unreachable));
    assert_eq!(home.snapshot().connections.iter().count(), 0);
}

#[tokio::test]
async fn a_server_whose_clock_is_wrong_warns_of_nothing_elsewhere_and_spends_no_rung() {
    for wrong in [TimeDelta::days(400), TimeDelta::days(-400)] {
        let (bench, mut home) = bench().await;
        let odd = Server::start(true).await;
        let shows = |bench: &Bench| *odd.clock.lock().expect("no panic") = Some(bench.now() + wrong);
        let facebook = home.add(simnet::Network::Facebook).await;
        shows(&bench);
        let there = connect(&home, &odd).await;
        let mut told = Vec::new();
        for day in 1..60 {
            if day % 10 == 0 {
                // After a start the server is the first to say what time it is.
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
        // Ten, three and one day before the end, which is after sixty.
        assert_eq!(told, [0, 0, 0, 0, 0, 3], "{wrong}");
    }
}
