//! Posts at a server with Mastodon's API that is not ours, which loses some answers.

use std::time::Duration;

use chrono::TimeDelta;
use keeper::{ConnectionId, Health, Outcome, PostStage, ShareRequest};
use reqwest::{Client, redirect::Policy};
use serde::Deserialize;
use simnet::Network;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout},
};

use crate::{
    python,
    statuses::{activity, plain, reaches, read},
    support::{Bench, Home, settled, within},
};

/// Longer than the pause before the first look, and than the pauses between the others.
const A_LOOK: TimeDelta = TimeDelta::minutes(3);
/// The time that a look has before the clock goes on: the server is slow on a busy machine.
const PATIENCE: Duration = Duration::from_secs(2);

struct Server {
    origin: String,
    orders: ChildStdin,
    said: Lines<BufReader<ChildStdout>>,
    _child: Child,
}

#[derive(Deserialize)]
struct Ready {
    port: u16,
}

#[derive(Deserialize)]
struct Account {
    id: String,
}

impl Server {
    async fn start() -> Self {
        let mut command = python::script("mastodon_server.py").await;
        let mut child = command.spawn().expect("a server");
        let mut said = BufReader::new(child.stdout.take().expect("stdout")).lines();
        let line = within("the server", said.next_line()).await.expect("stdout").expect("a port");
        let Ready { port } = serde_json::from_str(&line).expect("a line of JSON");
        let orders = child.stdin.take().expect("stdin");
        Self { origin: format!("http://127.0.0.1:{port}"), orders, said, _child: child }
    }

    /// Loses the answer to the next post: `after` the server took it, or `before`.
    async fn lose(&mut self, when: &str) {
        self.orders.write_all(format!("lose {when}\n").as_bytes()).await.expect("stdin");
        within("the order", self.said.next_line()).await.expect("stdout").expect("a line");
    }

    fn client() -> Client {
        let _ = rustls::crypto::ring::default_provider().install_default();
        Client::builder().redirect(Policy::none()).no_proxy().build().expect("a client")
    }

    /// The id of the one account.
    async fn account(&self) -> String {
        let url = format!("{}/api/v1/accounts/lookup?acct=dana", self.origin);
        let answer = Self::client().get(url).send().await.expect("an answer");
        answer.json::<Account>().await.expect("an account").id
    }

    /// Connects the account as a person who agrees.
    async fn connect(&self, home: &Home) -> ConnectionId {
        let server = self.origin.trim_start_matches("http://");
        let operation_id = home.connect_at(&"mastodon".into(), server).await.expect("a sign-in");
        let page = home.login_page(operation_id).await;
        let mut form: Vec<(String, String)> = page.query_pairs().into_owned().collect();
        form.push(("username".into(), "dana".into()));
        let client = Self::client();
        let agreed = client.post(page.join("/oauth/authorize").expect("an address")).form(&form).send().await;
        let back = agreed.expect("an answer").headers()["location"].to_str().expect("an address").to_owned();
        client.get(back).send().await.expect("an answer");
        match home.end_of(operation_id).await {
            Outcome::Active(id) => id,
            other => panic!("{other:?}"),
        }
    }
}

/// Lets time pass until looks have settled a lost answer.
async fn is_settled(bench: &Bench, home: &Home, id: &str) {
    reaches(home, id, PostStage::Unknown).await;
    for _ in 0..6 {
        bench.advance(A_LOOK).await;
        settled(home).await;
        if tokio::time::timeout(PATIENCE, reaches(home, id, PostStage::Shared)).await.is_ok() {
            return;
        }
    }
    reaches(home, id, PostStage::Shared).await;
}

#[tokio::test]
async fn a_server_that_is_not_ours_has_each_post_once() {
    let mut server = Server::start().await;
    let bench = Bench::start_with(Network::Mastodon).await;
    let home = bench.home().await;
    let id = server.connect(&home).await;
    assert_eq!(home.health(&id), Health::Active);
    let account = server.account().await;

    let posts = [(None, "Geese"), (Some("after"), "Swans"), (Some("before"), "Ducks")];
    for (number, (loss, birds)) in posts.into_iter().enumerate() {
        if let Some(loss) = loss {
            server.lose(loss).await;
        }
        let text = format!("{birds} & more");
        let request =
            ShareRequest { text: text.clone(), to: vec![id.clone().into()], ..ShareRequest::default() };
        let shared = home.share(&request).expect("an activity");
        match loss {
            Some(_) => is_settled(&bench, &home, &shared).await,
            None => reaches(&home, &shared, PostStage::Shared).await,
        }
        let statuses = read(&server.origin, &account).await;
        assert_eq!(statuses.len(), number + 1, "{loss:?}: {statuses:?}");
        let address = activity(&home, &shared).posts[0].address.clone().expect("an address");
        assert_eq!(
            (plain(&statuses[0].content), statuses[0].url.as_str()),
            (text, address.as_str()),
            "{loss:?}"
        );
    }
}
