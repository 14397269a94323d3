//! Plants secrets in a keeper and searches for them wherever the window, a log or a thief could read.

use std::{
    collections::HashMap,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use keeper::Keeper;
use serde_json::{Value, json};
use tauri::{Listener, Manager, Url};
use tracing_subscriber::{filter::LevelFilter, fmt::MakeWriter, util::SubscriberInitExt};

use super::{
    Recorder,
    ipc::{Mock, ask},
};
use crate::{host::Copied, shell::STATE_CHANGED};

const CODE: &str = "sentinel-code-1";
const DATABASE: &str = "gander.db";
const CLIENT_SECRET: &str = "sentinel-client-secret-1";

#[test]
fn no_secret_reaches_the_window_a_log_or_the_disk() {
    let logs = Logs::default();
    let _ = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_writer(logs.clone())
        .finish()
        .try_init();
    let network = PretendNetwork::start();
    let mock = Mock::start(Recorder::new(), &[("practice.toml", &network.file())]);
    let seen = Seen::default();
    let events = seen.clone();
    mock.app.listen_any(STATE_CHANGED, move |event| events.add("an event", event.payload()));
    let asked = |command: &str, arguments: Value| {
        let answer = ask(&mock.window, command, arguments);
        seen.add(command, &format!("{answer:?}"));
        answer
    };

    let keys = json!({ "network": "practice", "clientId": "practice-app", "clientSecret": CLIENT_SECRET });
    until("the vault is open", || asked("set_app", keys.clone()).is_ok());
    asked("connect", json!({ "network": "practice" })).unwrap();
    let shown = || asked("get_state", json!({})).unwrap()["sign_ins"][0].clone();
    until("the login page", || shown()["stage"]["stage"] == "waiting");
    let operation_id = shown()["id"].clone();
    asked("copy_link", json!({ "operationId": operation_id })).unwrap();
    asked("open_link", json!({ "operationId": operation_id })).unwrap();
    let login = mock.host.opened.lock().unwrap()[0].clone();
    sign_in(&login);
    let connection = |state: &Value| state["connections"][0].clone();
    until("Active", || {
        let state = asked("get_state", json!({})).unwrap();
        connection(&state)["health"]["status"] == "active" && state["sign_ins"] == json!([])
    });
    let id = connection(&asked("get_state", json!({})).unwrap())["id"].clone();
    asked("check", json!({ "connection": id })).unwrap();
    // The day by which Dana must act goes into her calendar.
    let kept = asked("add_to_calendar", json!({ "connection": id })).unwrap();
    assert!(kept.as_str().unwrap().ends_with("Gander Practice.ics"), "{kept}");
    let (_, calendar) = mock.host.handed_over.lock().unwrap()[0].clone();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "{calendar}");
    assert!(calendar.contains("SUMMARY:Reauthorize Practice (@dana)"), "{calendar}");
    seen.add("a calendar", &calendar);
    let keeper = mock.app.state::<Keeper>().inner().clone();
    let renewed = tauri::async_runtime::block_on(keeper.renew(&id.as_str().unwrap().into()));
    seen.add("a renewal", &format!("{renewed:?}"));
    network.revoked.store(true, Ordering::SeqCst);
    asked("check", json!({ "connection": id })).unwrap();
    until("Disconnected", || {
        connection(&asked("get_state", json!({})).unwrap())["health"]["status"] == "disconnected"
    });
    asked("history", json!({ "connection": null })).unwrap();
    asked("copy_history", json!({ "connection": id })).unwrap();
    let copied = mock.host.copied.lock().unwrap().iter().find_map(|copied| match copied {
        Copied::Plain(text) => Some(text.clone()),
        Copied::Private(_) => None,
    });
    seen.add("an exported history", &copied.unwrap());
    asked("reauthorize", json!({ "connection": id })).unwrap();
    until("a notice", || !mock.host.shown.lock().unwrap().is_empty());

    seen.add("a snapshot", &format!("{:?}", keeper.snapshot()));
    seen.add("a notice", &format!("{:?}", mock.host.shown.lock().unwrap()));
    seen.add("a tray", &format!("{:?}", mock.host.trays.lock().unwrap()));
    seen.add("a log", &String::from_utf8_lossy(&logs.0.lock().unwrap()));
    for (name, bytes) in files(mock.dir.path()) {
        if name != "key" {
            seen.add(&name, &String::from_utf8_lossy(&bytes));
        }
    }
    // An empty place would prove nothing, so each must hold something known.
    for (place, known) in [
        ("get_state", "dana"),
        ("an event", "dana"),
        ("a snapshot", "dana"),
        ("an exported history", "disconnected"),
        ("a calendar", "dana"),
        ("a log", "keeper"),
        (DATABASE, "dana"),
    ] {
        assert!(
            seen.any(|at, text| at.starts_with(place) && text.contains(known)),
            "nothing was searched in {place}"
        );
    }

    let planted = network.secrets();
    assert_eq!(planted.len(), 5, "{planted:?}");
    for secret in planted.iter().map(String::as_str).chain([CODE, CLIENT_SECRET, &state_of(&login)]) {
        let found = seen.any(|_, text| text.contains(secret));
        assert!(!found, "{secret} was found in {:?}", seen.places(secret));
    }
    let key = fs::read_to_string(mock.dir.path().join("key")).unwrap();
    assert!(
        !seen.any(|_, text| text.contains(key.trim())),
        "the key was found in {:?}",
        seen.places(key.trim())
    );
}

/// Every text that Gander gave out, with its place.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<(String, String)>>>);

impl Seen {
    fn add(&self, place: &str, text: &str) {
        self.lock().push((place.to_owned(), text.to_owned()));
    }

    fn any(&self, test: impl Fn(&str, &str) -> bool) -> bool {
        self.lock().iter().any(|(place, text)| test(place, text))
    }

    fn places(&self, secret: &str) -> Vec<String> {
        let found = self.lock();
        found.iter().filter(|(_, text)| text.contains(secret)).map(|(place, _)| place.clone()).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(String, String)>> {
        self.0.lock().unwrap()
    }
}

/// Every log line of the process, libraries included.
#[derive(Clone, Default)]
struct Logs(Arc<Mutex<Vec<u8>>>);

impl Write for Logs {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Logs {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// A network of one member, whose every answer carries a planted secret.
struct PretendNetwork {
    address: String,
    revoked: Arc<AtomicBool>,
    secrets: Arc<Mutex<Vec<String>>>,
}

impl PretendNetwork {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let network = Self { address, revoked: Arc::default(), secrets: Arc::default() };
        let (revoked, secrets) = (Arc::clone(&network.revoked), Arc::clone(&network.secrets));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &revoked, &secrets);
            }
        });
        network
    }

    fn file(&self) -> String {
        let at = &self.address;
        format!(
            r#"
id = "practice"
name = "Practice"
[oauth]
protocol = "oauth2"
authorize = "{at}/authorize"
token = "{at}/token"
client_auth = "body"
secret = "required"
pkce = "s256"
scopes = ["read"]
redirect = ["loopback"]
[policy]
access = "2h"
renew = {{ kind = "refresh", horizon = "30d", slides = false, rotates = true, before = "5m" }}
warn = ["1d"]
summary = "A network of one. It belongs to a test."
page = "{at}/policy"
[probe]
url = "{at}/me"
every = "6h"
id = "/id"
username = "/username"
[[signal]]
on = "api"
status = 401
means = "revoked"
[[signal]]
on = "renewal"
status = 400
means = "refresh_rejected"
"#
        )
    }

    /// The secrets that it issued, and those that Gander sent it.
    fn secrets(&self) -> Vec<String> {
        self.secrets.lock().unwrap().clone()
    }
}

fn answer(mut stream: TcpStream, revoked: &AtomicBool, secrets: &Mutex<Vec<String>>) {
    let Some((path, body)) = read(&stream) else { return };
    let gone = revoked.load(Ordering::SeqCst);
    let (status, body) = match path.as_str() {
        "/token" if gone => (400, json!({ "error": "invalid_grant" })),
        "/token" => {
            let form: HashMap<_, _> = url_pairs(&body);
            let mut secrets = secrets.lock().unwrap();
            secrets.extend(form.get("code_verifier").cloned());
            let count = secrets.len();
            let (access, refresh) = (format!("sentinel-access-{count}"), format!("sentinel-refresh-{count}"));
            secrets.extend([access.clone(), refresh.clone()]);
            let mut answer = json!({ "access_token": access, "refresh_token": refresh });
            answer["token_type"] = json!("bearer");
            answer["expires_in"] = json!(7200);
            (200, answer)
        }
        _ if gone => {
            // Some servers echo the secrets that they refuse.
            (401, json!({ "error": "invalid_token", "message": secrets.lock().unwrap().join(" ") }))
        }
        _ => (200, json!({ "id": "1", "username": "dana" })),
    };
    let body = body.to_string();
    let length = body.len();
    let _ = write!(
        stream,
        "HTTP/1.1 {status} Answer\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
         connection: close\r\n\r\n{body}"
    );
}

/// The path and the body of a request.
fn read(stream: &TcpStream) -> Option<(String, String)> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.split('?').next()?.to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        if header.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((path, String::from_utf8(body).ok()?))
}

/// Acts as the browser after the person has agreed.
fn sign_in(login: &Url) {
    let query: HashMap<_, _> = login.query_pairs().into_owned().collect();
    let mut redirect: Url = query["redirect_uri"].parse().unwrap();
    redirect.query_pairs_mut().append_pair("code", CODE).append_pair("state", &query["state"]);
    let host = format!("{}:{}", redirect.host_str().unwrap(), redirect.port().unwrap());
    let mut stream = TcpStream::connect(&host).unwrap();
    let path = format!("{}?{}", redirect.path(), redirect.query().unwrap());
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
}

fn state_of(login: &Url) -> String {
    login.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned()
}

fn url_pairs(body: &str) -> HashMap<String, String> {
    let url: Url = format!("http://localhost/?{body}").parse().unwrap();
    url.query_pairs().into_owned().collect()
}

fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap().flatten() {
        if entry.path().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            let name = entry.file_name().to_string_lossy().into_owned();
            found.push((name, fs::read(entry.path()).unwrap()));
        }
    }
    found
}

fn until(what: &str, test: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !test() {
        assert!(Instant::now() < deadline, "not in time: {what}");
        thread::yield_now();
    }
}
