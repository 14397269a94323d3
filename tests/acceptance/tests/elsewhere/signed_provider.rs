//! OAuth 1.0a at a foreign provider: oauthlib, described by a network file alone.

use std::{collections::BTreeMap, fs, process::Stdio};

use keeper::{Event, Health, NetworkId, NoticeKind, OperationId, Outcome, Reason, SetUp};
use reqwest::{Client, redirect::Policy};
use serde::Deserialize;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Child,
};

use crate::{
    python,
    support::{Bench, Home, Said, rows, until, within},
};

/// A secret with characters that a signature must encode.
const SECRET: &str = "practice secret & more%";

struct Provider {
    origin: String,
    http: Client,
    _child: Child,
}

#[derive(Deserialize)]
struct Ready {
    port: u16,
}

impl Provider {
    async fn start() -> Self {
        let mut command = python::script("signed_provider.py").await;
        let mut child = command.stderr(Stdio::null()).spawn().expect("a provider");
        let mut said = BufReader::new(child.stdout.take().expect("stdout")).lines();
        let line = within("the provider", said.next_line()).await.expect("stdout").expect("a port");
        let Ready { port } = serde_json::from_str(&line).expect("a line of JSON");
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().redirect(Policy::none()).no_proxy().build().expect("a client");
        Self { origin: format!("http://127.0.0.1:{port}"), http, _child: child }
    }

    /// The number of requests to a path of the provider.
    async fn served(&self, path: &str) -> u64 {
        let url = format!("{}/practice/served", self.origin);
        let served = self.http.get(url).send().await.expect("an answer").json().await.expect("JSON");
        let served: BTreeMap<String, u64> = served;
        served.get(path).copied().unwrap_or_default()
    }

    /// Revokes the person's access.
    async fn revoke(&self) {
        let url = format!("{}/practice/revoke", self.origin);
        assert!(self.http.post(url).body("").send().await.expect("an answer").status().is_success());
    }

    /// Opens the login page as a person who agrees.
    async fn sign_in(&self, home: &Home, operation_id: OperationId, member: &str) -> Outcome {
        let page = home.login_page(operation_id).await;
        let page = format!("{page}&member={member}");
        let agreed = self.http.get(page).send().await.expect("an answer");
        let back = agreed.headers()["location"].to_str().expect("an address").to_owned();
        let shown = self.http.get(back).send().await.expect("an answer").text().await.expect("a page");
        assert!(shown.contains("You can close this tab."), "{shown}");
        home.end_of(operation_id).await
    }

    /// Signs in without a redirect: the person types the number on the page.
    async fn sign_in_by_pin(&self, home: &Home, operation_id: OperationId, member: &str) -> Outcome {
        let page = format!("{}&member={member}", home.login_page(operation_id).await);
        let shown = self.http.get(page).send().await.expect("an answer").text().await.expect("a page");
        let pin = shown.split('&').find_map(|pair| pair.strip_prefix("oauth_verifier=")).expect("a number");
        home.enter_pin(operation_id, pin.into()).await.unwrap();
        home.end_of(operation_id).await
    }

    fn network_file(&self) -> String {
        let origin = &self.origin;
        format!(
            r#"
id = "signed"
name = "Signed"
[oauth]
protocol = "oauth1a"
request = "{origin}/request"
authorize = "{origin}/authorize"
token = "{origin}/token"
revoke = "{origin}/revoke"
client_auth = "none"
secret = "required"
pkce = "none"
scopes = []
redirect = ["loopback", "pin"]
[policy]
access = "never"
renew = {{ kind = "none" }}
warn = []
summary = "Access has no end. It ends when you take it back."
page = "https://example.com/"
[probe]
url = "{origin}/me?fields=id,name&empty="
every = "6h"
id = "/id"
username = "/username"
name = "/name"
[evidence]
code = ["/errors/0/code"]
[[signal]]
on = "any"
at = {{ "/errors/0/code" = 32 }}
means = "app_fault"
[[signal]]
on = "api"
status = 401
at = {{ "/errors/0/code" = 89 }}
means = "revoked"
"#
        )
    }
}

#[tokio::test]
async fn a_provider_of_oauth_1_needs_a_network_file_and_no_code() {
    let provider = Provider::start().await;
    let bench = Bench::start().await;
    fs::write(bench.networks_dir().join("signed.toml"), provider.network_file()).unwrap();
    let home = bench.home().await;
    let network = NetworkId::from("signed");
    home.set_app(&network, "practice-native".to_owned(), Some(SECRET.into())).await.unwrap();

    let operation_id = home.connect(&network).await.unwrap();
    let Outcome::Active(id) = provider.sign_in(&home, operation_id, "danar").await else {
        panic!("not active")
    };
    let shown = home.find(&id);
    assert_eq!(shown.health, Health::Active);
    assert_eq!(shown.username.as_deref(), Some("danar"));
    assert_eq!(shown.display_name.as_deref(), Some("Dana Reyes"));
    for _ in 0..3 {
        assert_eq!(home.ask(&id).await, Health::Active);
    }
    assert_eq!((provider.served("/token").await, provider.served("/me").await), (1, 4));

    let operation_id = home.reauthorize(&id).await.unwrap();
    let outcome = provider.sign_in(&home, operation_id, "bolee").await;
    let (expected, signed_in) = ("Dana Reyes".to_owned(), "Bo Lee".to_owned());
    assert_eq!(outcome, Outcome::WrongAccount { expected, signed_in });
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.shell.all(), []);

    let before = rows(&bench.database(), "secrets");
    home.set_app(&network, "practice-native".to_owned(), Some("practice secret".into())).await.unwrap();
    assert_eq!(home.ask(&id).await, Health::SetUpNeeded { what: SetUp::AppKeysRefused });
    home.set_app(&network, "practice-native".to_owned(), Some(SECRET.into())).await.unwrap();
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(rows(&bench.database(), "secrets"), before);
    let said = home.shell.said(&id).len();

    provider.revoke().await;
    let Health::Disconnected { reason, evidence } = home.ask(&id).await else {
        panic!("{:?}", home.health(&id))
    };
    assert_eq!(reason, Reason::Revoked);
    assert_eq!((evidence.status, evidence.code.as_deref()), (Some(401), Some("89")));
    let told = NoticeKind::Disconnected { reason, reminder: 0 };
    assert_eq!(home.shell.notices(&id).last(), Some(&told));
    assert_eq!(home.times(&id, Event::Disconnected(reason)).await, 1);

    let operation_id = home.reauthorize(&id).await.unwrap();
    assert_eq!(provider.sign_in(&home, operation_id, "danar").await, Outcome::Active(id.clone()));
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.shell.said(&id).last(), Some(&Said::Withdrawn));
    assert_eq!(home.shell.said(&id).len(), said + 2, "told once, and withdrawn");

    let operation_id = home.reauthorize_by_pin(&id).await.unwrap();
    assert_eq!(provider.sign_in_by_pin(&home, operation_id, "danar").await, Outcome::Active(id.clone()));
    assert_eq!(home.ask(&id).await, Health::Active);

    // The next sign-in settled the question about Bo Lee's account, so Gander revoked its access.
    let given_back = async || (provider.served("/revoke").await == 1).then_some(());
    until("the revocation of Bo Lee's access", given_back).await;
    home.disconnect(&id).await.unwrap();
    assert_eq!(provider.served("/revoke").await, 2);
    assert_eq!(home.snapshot().connections.len(), 0);
}
