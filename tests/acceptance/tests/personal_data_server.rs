//! A foreign server: the AT Protocol's own, with a directory of accounts, and Gander's shipped file for it.

mod support;

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use chrono::TimeDelta;
use keeper::{
    ConnectionId, Error, Event, Failure, Health, OperationId, Outcome, PostStage, Reason, SecretString,
    ShareRequest,
};
use reqwest::Client;
use serde_json::Value;
use tokio::sync::{Mutex, MutexGuard, OnceCell};
use url::Url;

use support::{Bench, Home, until, within};

/// One server for all tests, since it starts slowly, and a lock for the turns, since it counts requests. The server
/// ends with its standard input, so it never outlives the tests.
static SERVER: OnceCell<Server> = OnceCell::const_new();
static TURN: Mutex<()> = Mutex::const_new(());

/// The server as a child process.
struct Server {
    ready: Value,
    _child: Child,
}

impl Server {
    async fn start() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        tokio::task::spawn_blocking(Self::spawn).await.expect("a server")
    }

    fn spawn() -> Self {
        let folder = fs::canonicalize("atproto").expect("the folder of the server");
        let node = |script: &str| {
            let mut node = Command::new("node");
            node.arg(script).current_dir(&folder).env_remove("NODE_OPTIONS").env("LOG_ENABLED", "false");
            node
        };
        let status = node("install.mjs").status().expect("Node is needed: install version 20 or newer");
        assert!(status.success(), "the packages of {} could not be installed", folder.display());
        let mut child =
            node("server.mjs").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Node");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("stdout");
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        Self { ready: serde_json::from_str(&line).expect("a line of JSON from server.mjs"), _child: child }
    }

    fn text(&self, name: &str) -> &str {
        self.ready[name].as_str().expect("a text")
    }
}

/// One test's turn at the server, and the person of that test.
struct Turn {
    server: &'static Server,
    http: Client,
    name: String,
    did: String,
    app_password: String,
    _turn: MutexGuard<'static, ()>,
}

impl Turn {
    async fn of(name: &str) -> Self {
        let server = SERVER.get_or_init(Server::start).await;
        let _turn = TURN.lock().await;
        let http = Client::builder().no_proxy().build().expect("a client");
        let (did, app_password) = (String::new(), String::new());
        let mut turn = Self { server, http, name: name.to_owned(), did, app_password, _turn };
        let person = turn.have("person").await;
        let text = |name: &str| person[name].as_str().expect("a text").to_owned();
        (turn.did, turn.app_password) = (text("did"), text("appPassword"));
        turn
    }

    fn handle(&self) -> String {
        format!("{}.test", self.name)
    }

    /// The shipped file, adapted to this device.
    fn network_file(&self) -> String {
        include_str!("../../../src-tauri/crates/networks/networks/bluesky.toml")
            .replace("https://{server}", "http://{server}")
            .replace("https://public.api.bsky.app", self.server.text("origin"))
            .replace("https://plc.directory", self.server.text("directory"))
            .replace("confirm_after = \"5m\"\n", "")
    }

    /// Makes something happen at the server.
    async fn practice(&self, what: &str, of: &str, with: &[(&str, &str)]) -> Value {
        let url = format!("{}/{what}", self.server.text("control"));
        let asked = self.http.get(url).query(&[("of", of)]).query(with).send();
        let answer = within(what, asked).await.expect("an answer");
        let fine = answer.status().is_success();
        let text = answer.text().await.expect("a text");
        assert!(fine, "{what}: {text}");
        serde_json::from_str(&text).expect("JSON")
    }

    async fn have(&self, what: &str) -> Value {
        self.practice(what, &self.name, &[]).await
    }

    async fn asked(&self, path: &str) -> u64 {
        self.have("asked").await[path].as_u64().unwrap_or_default()
    }

    /// The number of the person's app sessions.
    async fn sessions(&self) -> u64 {
        self.have("sessions").await["count"].as_u64().expect("a number")
    }

    /// Signs in at the login page. Returns the redirect address.
    async fn browse(&self, page: &Url, name: &str) -> Url {
        let sent = self.practice("browse", name, &[("page", page.as_str())]).await;
        Url::parse(sent["to"].as_str().expect("an address")).expect("an address")
    }

    async fn sign_in(&self, home: &Home, operation_id: OperationId, name: &str) -> Outcome {
        let back = self.browse(&home.login_page(operation_id).await, name).await;
        let page = self.http.get(back).send().await.expect("the app").text().await.expect("a page");
        assert!(page.contains("You can close this tab."), "{page}");
        home.end_of(operation_id).await
    }

    async fn connect(&self, home: &Home, said: &str) -> ConnectionId {
        let operation_id = home.connect_at(&"bluesky".into(), said).await.expect("a sign-in");
        active(self.sign_in(home, operation_id, &self.name).await)
    }
}

fn active(outcome: Outcome) -> ConnectionId {
    match outcome {
        Outcome::Active(id) => id,
        other => panic!("not active: {other:?}"),
    }
}

async fn bench(turn: &Turn) -> (Bench, Home) {
    let bench = Bench::start().await;
    fs::write(bench.networks_dir().join("bluesky.toml"), turn.network_file()).unwrap();
    let home = bench.home().await;
    (bench, home)
}

fn proof(home: &Home, id: &ConnectionId) -> (Reason, Option<String>) {
    match home.health(id) {
        Health::Disconnected { reason, evidence } => (reason, evidence.code),
        other => panic!("{other:?}"),
    }
}

fn told(reason: Reason, code: &str) -> (Reason, Option<String>) {
    (reason, Some(code.to_owned()))
}

const TOKEN: &str = "/oauth/token";
const REFRESH: &str = "/xrpc/com.atproto.server.refreshSession";

#[tokio::test]
async fn an_account_is_found_by_its_name_kept_and_let_go() {
    let turn = Turn::of("danar").await;
    let (bench, home) = bench(&turn).await;
    let id = turn.connect(&home, "@Danar.test").await;
    let shown = home.find(&id);
    assert_eq!((shown.health, shown.username.as_deref()), (Health::Active, Some("danar.test")));
    let lasts = shown.clocks.refresh_until.expect("an end") - shown.clocks.authorized_at;
    assert_eq!(lasts.num_days(), 14);

    // Each refresh token works once, and each request needs a proof with the server's own nonce.
    let before = turn.asked(TOKEN).await;
    for _ in 0..3 {
        assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
        assert_eq!(home.ask(&id).await, Health::Active);
    }
    assert_eq!(turn.asked(TOKEN).await - before, 3, "its nonce is known by now");
    assert_eq!(home.times(&id, Event::Renewed).await, 3);
    assert_eq!(home.find(&id).clocks.refresh_until, shown.clocks.refresh_until, "two weeks in all");

    // The key that the tokens are bound to outlives the process, but the nonces do not.
    bench.leave(home).await;
    let home = bench.home().await;
    let before = turn.asked(TOKEN).await;
    assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
    assert_eq!(turn.asked(TOKEN).await - before, 2, "asked once more, with the nonce");

    turn.practice("person", "bolee", &[]).await;
    let operation_id = home.reauthorize(&id).await.unwrap();
    let (expected, signed_in) = ("@danar.test".to_owned(), "@bolee.test".to_owned());
    let outcome = turn.sign_in(&home, operation_id, "bolee").await;
    assert_eq!(outcome, Outcome::WrongAccount { expected, signed_in });
    assert_eq!(home.ask(&id).await, Health::Active);

    assert_eq!(turn.sessions().await, 1);
    home.disconnect(&id).await.unwrap();
    assert_eq!(turn.sessions().await, 0, "the server was asked to end it");
}

#[tokio::test]
async fn a_proof_is_made_at_the_servers_time_whatever_this_devices_clock_shows() {
    let turn = Turn::of("clocks").await;
    for wrong in [TimeDelta::hours(1), TimeDelta::days(-365)] {
        let bench = Bench::start().await;
        fs::write(bench.networks_dir().join("bluesky.toml"), turn.network_file()).unwrap();
        bench.set_clock_ahead(wrong).await;
        let home = bench.home().await;
        let id = turn.connect(&home, &turn.handle()).await;
        assert_eq!(home.ask(&id).await, Health::Active, "{wrong}");
        // The clock is corrected and set wrong again while Gander runs.
        for ahead in [TimeDelta::zero(), wrong] {
            bench.set_clock_ahead(ahead).await;
            assert_eq!(home.ask(&id).await, Health::Active, "{wrong}");
            assert_eq!(home.renewed(&id).await.unwrap(), Health::Active, "{wrong}");
        }
        assert_eq!(home.shell.all(), [], "{wrong}");
    }
}

#[tokio::test]
async fn what_ends_at_the_server_is_found_with_its_reason() {
    let turn = Turn::of("endings").await;
    let (_bench, home) = bench(&turn).await;
    // The account's permanent id finds it as well.
    let id = turn.connect(&home, &turn.did).await;

    turn.have("deactivate").await;
    home.ask(&id).await;
    assert_eq!(proof(&home, &id), told(Reason::Checkpoint, "deactivated"));
    turn.have("activate").await;
    assert_eq!(home.ask(&id).await, Health::Active);

    assert_eq!(turn.have("revoke").await["ended"], 1);
    home.ask(&id).await;
    assert_eq!(proof(&home, &id), told(Reason::RefreshRejected, "invalid_grant"));

    let operation_id = home.reauthorize(&id).await.unwrap();
    assert_eq!(turn.sign_in(&home, operation_id, &turn.name).await, Outcome::Active(id.clone()));
    assert_eq!(home.ask(&id).await, Health::Active);

    turn.have("takedown").await;
    home.ask(&id).await;
    assert_eq!(proof(&home, &id), told(Reason::RefreshRejected, "invalid_grant"));
}

#[tokio::test]
async fn a_renewal_whose_answer_is_lost_ends_the_session_and_is_told_truly() {
    let turn = Turn::of("losses").await;
    let (_bench, home) = bench(&turn).await;
    let id = turn.connect(&home, &turn.handle()).await;
    turn.practice("lose", TOKEN, &[]).await;
    let before = turn.asked(TOKEN).await;
    home.renewed(&id).await.unwrap();
    assert_eq!(proof(&home, &id), told(Reason::RefreshRejected, "invalid_grant"));
    assert_eq!(turn.asked(TOKEN).await - before, 2, "asked once more at once");
    assert_eq!(turn.sessions().await, 0, "the server ends a session whose token comes again");
}

#[tokio::test]
async fn a_redirect_of_another_server_is_not_believed() {
    let turn = Turn::of("mixup").await;
    let (_bench, home) = bench(&turn).await;
    let operation_id = home.connect_at(&"bluesky".into(), &turn.handle()).await.unwrap();
    let back = turn.browse(&home.login_page(operation_id).await, &turn.name).await;
    let of = |issuer: Option<&str>| {
        let mut parameters: BTreeMap<_, _> = back.query_pairs().into_owned().collect();
        parameters.remove("iss");
        parameters.extend(issuer.map(|issuer| ("iss".to_owned(), issuer.to_owned())));
        let mut url = back.clone();
        url.query_pairs_mut().clear().extend_pairs(parameters);
        url
    };
    for forged in [of(None), of(Some("https://evil.example"))] {
        let answer = turn.http.get(forged).send().await.unwrap();
        assert_eq!(answer.status(), 400);
    }
    assert!(turn.http.get(back).send().await.unwrap().status().is_success());
    active(home.end_of(operation_id).await);
}

#[tokio::test]
async fn a_name_that_leads_nowhere_is_told() {
    let turn = Turn::of("nowhere").await;
    let (_bench, home) = bench(&turn).await;
    for said in ["nobody.test", "dana", "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"] {
        let operation_id = home.connect_at(&"bluesky".into(), said).await.unwrap();
        assert_eq!(home.end_of(operation_id).await, Outcome::Failed(Failure::AddressUnknown), "{said}");
    }
}

#[tokio::test]
async fn an_app_password_buys_a_session_and_is_forgotten() {
    let turn = Turn::of("goslings").await;
    let (_bench, home) = bench(&turn).await;
    let bluesky = "bluesky".into();
    let own = home.connect_with_app_password(&bluesky, &turn.handle(), "practice".into()).await;
    assert!(matches!(own, Err(Error::BadInput(_))), "a person's own password stays here");
    let wrong = "aaaa-bbbb-cccc-dddd";
    let operation_id = home.connect_with_app_password(&bluesky, &turn.handle(), wrong.into()).await.unwrap();
    assert_eq!(home.end_of(operation_id).await, Outcome::Failed(Failure::Refused));

    let password = || SecretString::from(turn.app_password.as_str());
    let operation_id = home.connect_with_app_password(&bluesky, &turn.handle(), password()).await.unwrap();
    let id = active(home.end_of(operation_id).await);
    let shown = home.find(&id);
    assert_eq!(shown.username, Some(turn.handle()));
    let lasts = shown.clocks.refresh_until.expect("an end") - shown.clocks.authorized_at;
    assert!((89..=90).contains(&lasts.num_days()), "{lasts}");

    // The server accepts the former token once more, so a lost answer loses nothing.
    turn.practice("lose", REFRESH, &[]).await;
    assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
    assert_eq!(turn.asked(REFRESH).await, 2);
    assert_eq!(home.ask(&id).await, Health::Active);

    turn.have("revokePassword").await;
    home.renewed(&id).await.unwrap();
    assert_eq!(proof(&home, &id), told(Reason::RefreshRejected, "ExpiredToken"));

    // The other kind of sign-in helps as well.
    let operation_id = home.reauthorize(&id).await.unwrap();
    assert_eq!(turn.sign_in(&home, operation_id, &turn.name).await, Outcome::Active(id));
}

#[tokio::test]
async fn the_command_line_takes_an_app_password_and_keeps_only_what_it_bought() {
    let turn = Turn::of("terminal").await;
    let (bench, home) = bench(&turn).await;
    bench.leave(home).await;
    let handle = turn.handle();
    let arguments = ["connect", "bluesky", "--at", &handle, "--app-password-stdin"];
    let refused = bench.gander_reads(&arguments, "practice").await;
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.stderr.contains("not an app password"), "{refused:?}");
    let ran = bench.gander_reads(&arguments, &turn.app_password).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains(&handle), "{ran:?}");

    let id = ran.stdout.split('\t').next().expect("an id");
    let ran = bench.gander(&["check", id]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = bench.gander(&["disconnect", id]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(turn.asked("/xrpc/com.atproto.server.deleteSession").await, 1);
    assert!(
        !turn.app_password.is_empty()
            && !fs::read_dir(bench.data_dir()).unwrap().any(|file| {
                let bytes = fs::read(file.unwrap().path()).unwrap_or_default();
                bytes.windows(turn.app_password.len()).any(|part| part == turn.app_password.as_bytes())
            })
    );
}

const PUT: &str = "/xrpc/com.atproto.repo.putRecord";

impl Turn {
    /// The records of the person's posts, as the server returns them to anyone.
    async fn records(&self) -> Vec<Value> {
        let url = format!("{}/xrpc/com.atproto.repo.listRecords", self.server.text("origin"));
        let query = [("repo", self.did.as_str()), ("collection", "app.bsky.feed.post")];
        let answer = within("the records", self.http.get(url).query(&query).send()).await.expect("an answer");
        let list: Value = serde_json::from_str(&answer.text().await.expect("a text")).expect("JSON");
        list["records"].as_array().expect("a list").clone()
    }
}

#[tokio::test]
async fn a_post_is_one_record_although_its_answer_is_lost() {
    let turn = Turn::of("geeseposts").await;
    let (bench, home) = bench(&turn).await;
    let id = turn.connect(&home, &turn.handle()).await;
    let share = |text: &str, link: Option<&str>| {
        let (text, link, to) = (text.to_owned(), link.map(str::to_owned), vec![id.clone().into()]);
        home.share(&ShareRequest { text, link, to, ..ShareRequest::default() }).expect("an activity")
    };
    let stage = |activity: &str| {
        let all = home.activities().expect("activities");
        let found = all.into_iter().find(|known| known.id == activity).expect("the activity");
        found.posts[0].clone()
    };
    let shared = async |activity: &str| {
        until("the post", async || (stage(activity).stage == PostStage::Shared).then_some(())).await;
    };

    let first = share("Geese 🪿 at https://goose.example/pond #geese", Some("https://news.example/geese"));
    shared(&first).await;
    let [record] = <[Value; 1]>::try_from(turn.records().await).expect("one record");
    let value = &record["value"];
    assert_eq!(value["text"], "Geese 🪿 at https://goose.example/pond #geese");
    assert_eq!(value["embed"]["external"]["uri"], "https://news.example/geese");
    // The server's own text: a facet names bytes, and covers exactly the link.
    let facet = &value["facets"][0];
    let place = |name: &str| facet["index"][name].as_u64().map(|at| at as usize).expect("a place");
    let text = value["text"].as_str().expect("a text");
    assert_eq!(&text[place("byteStart")..place("byteEnd")], "https://goose.example/pond");
    let address = stage(&first).address.expect("an address").to_string();
    assert!(address.contains(&turn.did), "{address}");

    // The server writes the record, and its answer is lost. The look finds it, or the same bytes go out again.
    turn.practice("lose", PUT, &[]).await;
    let second = share("Written once", None);
    until("the loss", async || (stage(&second).stage == PostStage::Unknown).then_some(())).await;
    bench.advance(TimeDelta::seconds(125)).await;
    shared(&second).await;
    let texts: Vec<Value> =
        turn.records().await.iter().map(|record| record["value"]["text"].clone()).collect();
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert_eq!(texts.iter().filter(|text| *text == "Written once").count(), 1, "{texts:?}");

    // The server and Gander count alike: 300 graphemes, and not one more.
    let flags = "🏴‍☠️".repeat(230);
    shared(&share(&flags, None)).await;
    let longer =
        ShareRequest { text: "🪿".repeat(301), to: vec![id.clone().into()], ..ShareRequest::default() };
    assert!(matches!(home.share(&longer), Err(Error::TooLong { surplus: 1, .. })));
}
