//! Posts at the practice server, read by a library that is not ours.

use std::process::Stdio;

use keeper::{ActivityState, PostStage, ShareRequest};
use serde::Deserialize;
use simnet::Network;

use crate::{
    python,
    support::{Bench, Home, until, within},
};

const TEXT: &str = "The geese are back & well\n\nhttps://news.example/geese";

/// A status as Mastodon.py reads it.
#[derive(Debug, Deserialize, PartialEq, Eq)]
pub struct Status {
    id: String,
    pub url: String,
    pub content: String,
    created_at: String,
    account: String,
}

#[derive(Debug, Deserialize)]
struct Read {
    listed: Vec<Status>,
    by_id: Vec<Status>,
}

/// Reads the statuses of an account.
pub async fn read(address: &str, account: &str) -> Vec<Status> {
    let mut reader = python::script("read_statuses.py").await;
    let output = reader.args([address, account]).stdin(Stdio::null()).output();
    let output = within("the reader", output).await.expect("an output");
    assert!(output.status.success(), "{output:?}");
    let Read { listed, by_id } = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(listed, by_id);
    listed
}

/// The text of a status without its tags.
pub fn plain(content: &str) -> String {
    let (mut text, mut in_tag) = (String::new(), false);
    for letter in content.replace("</p><p>", "\n\n").chars() {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            letter if !in_tag => text.push(letter),
            _ => {}
        }
    }
    text.replace("&amp;", "&")
}

pub fn activity(home: &Home, id: &str) -> ActivityState {
    home.activities().expect("activities").into_iter().find(|known| known.id == id).expect("the activity")
}

pub async fn reaches(home: &Home, id: &str, stage: PostStage) {
    let reached = async || (activity(home, id).posts[0].stage == stage).then_some(());
    until(&format!("{stage:?}"), reached).await;
}

#[tokio::test]
async fn a_library_that_is_not_ours_reads_what_gander_shared() {
    let bench = Bench::start_with(Network::Mastodon).await;
    let home = bench.home().await;
    let id = home.add(Network::Mastodon).await;
    let request = ShareRequest { text: TEXT.into(), to: vec![id.into()], ..ShareRequest::default() };
    let shared = home.share(&request).expect("an activity");
    reaches(&home, &shared, PostStage::Shared).await;

    let account = "110000000000000001";
    let [status] = read(&bench.net.network_url(Network::Mastodon), account).await.try_into().expect("one");
    assert_eq!((plain(&status.content).as_str(), status.account.as_str()), (TEXT, account));
    let address = activity(&home, &shared).posts[0].address.clone().expect("an address");
    assert_eq!(status.url, address.as_str());
}
