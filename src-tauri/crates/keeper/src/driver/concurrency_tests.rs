//! Tests many connections that fall due at once, against a server that holds its answers back.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use chrono::{TimeDelta, Utc};
use networks::Network;
use oauth::SystemClock;
use tempfile::TempDir;
use vault::KeySource;

use crate::{
    Health, Keeper, NoBrowser, Options, Shell, Snapshot,
    bench::{AT_ONCE, Pond, fill, practice_network},
};

/// The number of connections that the machine lets fall due at once after a start.
const CROWD: usize = 10;
const DEADLINE: Duration = Duration::from_secs(30);

struct Nobody;

impl Shell for Nobody {
    fn publish(&self, _: &Snapshot) {}
    fn open_url(&self, _: &url::Url) -> Result<(), NoBrowser> {
        Ok(())
    }
}

/// A keeper whose connections are all due for renewal, at a server that answers nothing yet.
async fn crowd() -> (Keeper, Pond, TempDir) {
    let pond = Pond::start(Duration::ZERO, true).await;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| -> PathBuf { folder.path().join(name) };
    let file = practice_network(pond.origin());
    fs::create_dir(path("networks")).unwrap();
    fs::write(path("networks").join("practice.toml"), &file).unwrap();
    let network = Network::parse("practice.toml", &file).unwrap();
    fill(&path("data"), &path("key"), &network, CROWD, Utc::now(), TimeDelta::seconds(10)).unwrap();
    let options = Options {
        data_dir: path("data"),
        networks_dir: Some(path("networks")),
        key: KeySource::File(path("key")),
        timed_work: true,
        clock: Arc::new(SystemClock),
        timeouts: oauth::Timeouts::default(),
    };
    let keeper = Keeper::start(options, Arc::new(Nobody)).await.unwrap();
    within(keeper.changes().wait_for(|snapshot| busy(snapshot) == CROWD)).await.unwrap();
    until(|| pond.waiting() == AT_ONCE).await;
    (keeper, pond, folder)
}

fn busy(snapshot: &Snapshot) -> usize {
    snapshot.connections.iter().filter(|connection| connection.busy.is_some()).count()
}

fn locks(folder: &Path) -> usize {
    fs::read_dir(folder.join("data/locks")).unwrap().count()
}

async fn within<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(DEADLINE, future).await.expect("it takes too long")
}

async fn until(mut is: impl FnMut() -> bool) {
    within(async {
        while !is() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_its_turn_holds_no_lock_and_all_have_their_turn() {
    let (keeper, pond, folder) = crowd().await;
    // A lock file is made when the lock is first taken, and stays.
    assert_eq!(locks(folder.path()), AT_ONCE);
    pond.thaw();
    within(keeper.changes().wait_for(|snapshot| busy(snapshot) == 0)).await.unwrap();
    // The clock is unconfirmed, so each connection is checked before it is renewed.
    assert_eq!((pond.answered(), pond.most_at_once()), (2 * CROWD, AT_ONCE));
    assert_eq!(locks(folder.path()), CROWD);
    keeper.shutdown().await;
}

#[tokio::test]
async fn a_shutdown_waits_for_what_was_begun_and_begins_nothing_more() {
    let (keeper, pond, folder) = crowd().await;
    let newest = keeper.changes();
    let end = tokio::spawn(keeper.shutdown());
    within(newest.clone().wait_for(|snapshot| busy(snapshot) == AT_ONCE)).await.unwrap();
    assert!(!end.is_finished());
    pond.thaw();
    within(end).await.unwrap();
    assert_eq!((pond.answered(), locks(folder.path())), (AT_ONCE, AT_ONCE));
    assert_eq!(busy(&newest.borrow()), 0);
}

#[tokio::test]
async fn what_a_person_asks_for_is_next() {
    let (keeper, pond, folder) = crowd().await;
    let begun = |id: &crate::ConnectionId| folder.path().join(format!("data/locks/{id}.lock")).exists();
    let snapshot = keeper.snapshot();
    let waiting = snapshot.connections.iter().map(|connection| &connection.id).filter(|id| !begun(id));
    let last = waiting.last().unwrap();
    let one_leaves = async {
        // The answer to any command comes after all earlier messages.
        let _ = keeper.authorization_url(crate::OperationId(u64::MAX)).await;
        pond.answer_one();
        until(|| pond.answered() == 1 && pond.waiting() == AT_ONCE).await;
        assert!(begun(last));
        pond.thaw();
    };
    let (renewed, ()) = within(async { tokio::join!(keeper.renew(last), one_leaves) }).await;
    renewed.unwrap();
    keeper.shutdown().await;
}

#[tokio::test]
async fn a_network_that_asks_all_for_patience_is_asked_nothing_more_by_itself() {
    let (keeper, pond, folder) = crowd().await;
    pond.tell_used(90);
    pond.thaw();
    within(keeper.changes().wait_for(|snapshot| busy(snapshot) == 0)).await.unwrap();
    assert_eq!((pond.answered(), locks(folder.path())), (AT_ONCE, AT_ONCE));
    // The pause is shown nowhere, and a person's request still goes out.
    let snapshot = keeper.snapshot();
    assert!(snapshot.connections.iter().all(|connection| connection.health == Health::Active));
    let last = snapshot.connections.iter().last().unwrap().id.clone();
    within(keeper.renew(&last)).await.unwrap();
    assert_eq!(pond.answered(), AT_ONCE + 1);
    keeper.shutdown().await;
}
