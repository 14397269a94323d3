//! A provider that is not ours: the certified `oidc-provider`, described by a network file and nothing else.

mod support;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use keeper::{Attempt, Event, Health, NoticeKind, Outcome, Reason};
use reqwest::{Client, Method, Response, redirect::Policy};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};
use url::Url;

use support::{Bench, Home, Said, within};

/// The provider as a child process.
struct Provider {
    origin: Url,
    http: Client,
    _child: Child,
}

impl Provider {
    async fn start() -> Self {
        let folder = fs::canonicalize("oidc").expect("the folder of the provider");
        install(&folder).await;
        let mut node = Command::new("node");
        node.arg("server.mjs").current_dir(&folder).env_remove("NODE_OPTIONS").kill_on_drop(true);
        // It ends when its standard input does, so it never outlives this test.
        node.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = node.spawn().expect("Node is needed: install version 20 or newer");
        let mut stdout = BufReader::new(child.stdout.take().expect("stdout"));
        let mut line = String::new();
        within("the provider", stdout.read_line(&mut line)).await.expect("stdout");
        let ready: Value = serde_json::from_str(&line).expect("a line of JSON from server.mjs");
        let origin = ready["origin"].as_str().and_then(|origin| Url::parse(origin).ok()).expect("an origin");
        Self { origin, http: client(), _child: child }
    }

    /// How often it has taken a grant of this type.
    async fn granted(&self, grant_type: &str) -> u64 {
        let url = self.origin.join("practice/granted").expect("an address");
        let granted: Value = self.http.get(url).send().await.expect("an answer").json().await.expect("JSON");
        granted[grant_type].as_u64().expect("a number")
    }

    /// The person takes back what they allowed.
    async fn revoke(&self) {
        let url = self.origin.join("practice/revoke").expect("an address");
        let done = self.http.post(url).send().await.expect("an answer");
        assert!(done.status().is_success());
    }

    fn network_file(&self) -> String {
        let origin = self.origin.as_str();
        format!(
            r#"
id = "certified"
name = "Certified"
[app]
client_id = "practice-native"
[oauth]
flow = "oauth2"
authorize = "{origin}auth"
token = "{origin}token"
client_auth = "none"
secret = "none"
pkce = "s256"
scopes = ["openid", "profile", "offline_access"]
redirect = ["loopback"]
authorize_extra = {{ prompt = "consent" }}
[policy]
access = "1h"
renew = {{ kind = "refresh", horizon = "1d", slides = true, rotates = true, before = "5m" }}
warn = []
summary = "Access lasts half a minute. Gander renews it for a day."
page = "https://example.com/"
[probe]
url = "{origin}me"
every = "6h"
id = "/sub"
username = "/preferred_username"
name = "/name"
[evidence]
code = ["/error"]
[[signal]]
on = "api"
status = 401
at = {{ "/error" = "invalid_token" }}
means = "expired"
[[signal]]
on = "renewal"
status = 400
at = {{ "/error" = "invalid_grant" }}
means = "refresh_rejected"
"#
        )
    }
}

/// Installs what the lock file names, unless that is done.
async fn install(folder: &Path) {
    let changed = |name: PathBuf| fs::metadata(name).and_then(|file| file.modified()).ok();
    let installed = changed(folder.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= changed(folder.join("package-lock.json")) {
        return;
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(npm);
    command.args(["ci", "--ignore-scripts"]).current_dir(folder).stdout(Stdio::null());
    let status = command.status().await.expect("npm is needed: it comes with Node");
    assert!(status.success(), "`npm ci` failed in {}", folder.display());
}

fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().redirect(Policy::none()).no_proxy().build().expect("a client")
}

/// A person with a browser, who signs in and agrees. Gives the app's page.
async fn browse(login_page: Url, member: &str) -> String {
    let mut browser = Browser { http: client(), cookies: BTreeMap::new() };
    let mut response = browser.go(Method::GET, login_page, "").await;
    loop {
        let here = response.url().clone();
        if response.status().is_redirection() {
            let location = response.headers()["location"].to_str().expect("an address");
            let next = here.join(location).expect("an address");
            response = browser.go(Method::GET, next, "").await;
            continue;
        }
        assert!(response.status().is_success(), "HTTP status {} at {}", response.status(), here.path());
        let page = response.text().await.expect("a page");
        let Some((_, form)) = page.split_once("action=\"") else { return page };
        let action = here.join(form.split('"').next().unwrap_or_default()).expect("an address");
        let fields = if page.contains("value=\"login\"") {
            format!("prompt=login&login={member}&password=practice")
        } else {
            "prompt=consent".to_owned()
        };
        response = browser.go(Method::POST, action, &fields).await;
    }
}

struct Browser {
    http: Client,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    async fn go(&mut self, method: Method, url: Url, fields: &str) -> Response {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = self.http.request(method, url).header("cookie", cookies.join("; "));
        if !fields.is_empty() {
            let form = "application/x-www-form-urlencoded";
            request = request.header("content-type", form).body(fields.to_owned());
        }
        let response = within("a page", request.send()).await.expect("an answer");
        for cookie in response.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if let Some((name, value)) = cookie.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }
}

async fn sign_in(home: &Home, attempt: Attempt, member: &str) -> Outcome {
    let page = browse(home.login_page(attempt).await, member).await;
    assert!(page.contains("You can close this tab."), "{page}");
    home.end_of(attempt).await
}

#[tokio::test]
async fn a_certified_provider_needs_a_network_file_and_no_code() {
    let provider = Provider::start().await;
    let bench = Bench::start().await;
    fs::write(bench.networks_dir().join("certified.toml"), provider.network_file()).unwrap();
    let home = bench.home().await;

    let attempt = home.connect(&"certified".into()).await.unwrap();
    let Outcome::Active(id) = sign_in(&home, attempt, "danar").await else { panic!("not active") };
    let shown = home.find(&id);
    assert_eq!(shown.health, Health::Active);
    assert_eq!(shown.username.as_deref(), Some("danar"));
    assert_eq!(shown.display_name.as_deref(), Some("Dana Reyes"));
    assert_eq!(provider.granted("authorization_code").await, 1);
    assert_eq!(provider.granted("refresh_token").await, 0);

    // Its tokens are so short that each check renews first, and each refresh token is good for one use.
    for round in 1..=3 {
        assert_eq!(home.ask(&id).await, Health::Active, "round {round}");
        assert_eq!(provider.granted("refresh_token").await, round);
    }
    assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
    assert_eq!(provider.granted("refresh_token").await, 4);
    assert_eq!(home.times(&id, Event::Renewed).await, 4);

    let attempt = home.reauthorize(&id).await.unwrap();
    let outcome = sign_in(&home, attempt, "bolee").await;
    let (expected, signed_in) = ("Dana Reyes".to_owned(), "Bo Lee".to_owned());
    assert_eq!(outcome, Outcome::WrongAccount { expected, signed_in });
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.shell.all(), []);

    provider.revoke().await;
    let Health::Disconnected { reason, evidence } = home.ask(&id).await else {
        panic!("{:?}", home.health(&id))
    };
    assert_eq!(reason, Reason::RefreshRejected);
    assert_eq!(evidence.status, Some(400));
    assert_eq!(evidence.code.as_deref(), Some("invalid_grant"));
    let told = NoticeKind::Disconnected { reason, reminder: 0 };
    assert_eq!(home.shell.notices(&id), [told]);

    let attempt = home.reauthorize(&id).await.unwrap();
    assert_eq!(sign_in(&home, attempt, "danar").await, Outcome::Active(id.clone()));
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.shell.said(&id)[1..], [Said::Withdrawn]);
}
