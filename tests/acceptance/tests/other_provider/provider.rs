//! The provider as a child process, and its test interface beside the protocol.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use reqwest::Client;
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    sync::OnceCell,
};
use url::Url;

use crate::{
    browser::client,
    support::{Bench, within},
};

/// The secret of the confidential client.
pub const SECRET: &str = "practice-secret";

/// The provider, which ends with this value.
pub struct Provider {
    pub origin: Url,
    http: Client,
    _child: Child,
}

impl Provider {
    pub async fn start() -> Self {
        let folder = fs::canonicalize("oidc").expect("the folder of the provider");
        static INSTALLED: OnceCell<()> = OnceCell::const_new();
        INSTALLED.get_or_init(|| install(&folder)).await;
        let mut node = Command::new("node");
        node.arg("server.mjs").current_dir(&folder).env_remove("NODE_OPTIONS").kill_on_drop(true);
        // The provider ends with its standard input, so it never outlives this test.
        node.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = node.spawn().expect("Node is needed: install version 20 or newer");
        let mut stdout = BufReader::new(child.stdout.take().expect("stdout"));
        let mut line = String::new();
        within("the provider", stdout.read_line(&mut line)).await.expect("stdout");
        let ready: Value = serde_json::from_str(&line).expect("a line of JSON from server.mjs");
        let origin = ready["origin"].as_str().and_then(|origin| Url::parse(origin).ok()).expect("an origin");
        Self { origin, http: client(), _child: child }
    }

    /// The number of accepted grants of this type.
    pub async fn granted(&self, grant_type: &str) -> u64 {
        let url = self.origin.join("practice/granted").expect("an address");
        let granted: Value = self.http.get(url).send().await.expect("an answer").json().await.expect("JSON");
        granted[grant_type].as_u64().expect("a number")
    }

    /// Revokes the person's access.
    pub async fn revoke(&self) {
        let url = self.origin.join("practice/revoke").expect("an address");
        let done = self.http.post(url).send().await.expect("an answer");
        assert!(done.status().is_success());
    }

    /// The number of requests with a used refresh token.
    pub async fn reused(&self) -> u64 {
        self.granted("reused").await
    }

    /// All refresh tokens that the provider issued, in order, as an eavesdropper has them.
    pub async fn overheard(&self) -> Vec<String> {
        let url = self.origin.join("practice/overheard").expect("an address");
        self.http.get(url).send().await.expect("an answer").json().await.expect("JSON")
    }

    /// Tells whether the provider still accepts a refresh token.
    pub async fn knows(&self, refresh_token: &str) -> bool {
        let mut url = self.origin.join("practice/knows").expect("an address");
        url.query_pairs_mut().append_pair("token", refresh_token);
        self.http.get(url).send().await.expect("an answer").json().await.expect("JSON")
    }

    /// Uses a refresh token of the public client. Returns the error code, or `None` on success.
    pub async fn steal(&self, refresh_token: &str) -> Option<String> {
        let url = self.origin.join("token").expect("an address");
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "refresh_token")
            .append_pair("client_id", "practice-native")
            .append_pair("refresh_token", refresh_token)
            .finish();
        let request = self.http.post(url).header("content-type", "application/x-www-form-urlencoded");
        let answer: Value = request.body(form).send().await.expect("an answer").json().await.expect("JSON");
        answer["error"].as_str().map(str::to_owned)
    }

    /// Writes the network's file, with the client's settings in its section `[oauth]`.
    pub fn describe(&self, bench: &Bench, client: &str) {
        let origin = self.origin.as_str();
        let text = format!(
            r#"
id = "certified"
name = "Certified"
[oauth]
protocol = "oauth2"
authorize = "{origin}auth"
token = "{origin}token"
revoke = "{origin}token/revocation"
{client}
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
[[signal]]
on = ["token", "renewal"]
status = 401
at = {{ "/error" = "invalid_client" }}
means = "app_fault"
"#
        );
        fs::write(bench.networks_dir().join("certified.toml"), text).expect("a network file");
    }
}

/// Installs the packages in the lock file, unless they are installed.
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
