//! `gander history`: each event with its proof, for people and as JSON.

use std::fs;

use serde_json::{Value, json};
use simnet::{Fault, FaultKind, Network};

use crate::support::{Bench, count, execute, rows};

const FIRST_VERSION: &str = include_str!("../../../../src-tauri/crates/store/tests/fixtures/version-1.sql");

#[tokio::test]
async fn a_history_tells_each_change_with_the_answer_that_proves_it() {
    let bench = Bench::start().await;
    let id = bench.gander_adds(Network::X).await;
    assert_eq!(bench.gander(&["renew", &id]).await.code, 0);
    assert_eq!(bench.gander(&["renew", &id]).await.code, 0);
    bench.net.set_fault(Network::X, Fault::everywhere(FaultKind::ServerError)).unwrap();
    bench.gander(&["check", &id]).await;
    bench.net.set_fault(Network::X, Fault::everywhere(FaultKind::None)).unwrap();
    assert_eq!(bench.gander(&["check", &id]).await.code, 0);
    bench.net.revoke(Network::X, "danar").unwrap();
    bench.gander(&["check", &id]).await;

    let ran = bench.gander(&["history", &id]).await;
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    let lines: Vec<_> = ran.stdout.lines().map(|line| line.split('\t').collect::<Vec<_>>()).collect();
    assert!(lines.iter().all(|line| line.len() == 4 && line[1] == id && line[2] == "@danar"), "{ran:?}");
    let told: Vec<_> = lines.iter().map(|line| line[3]).collect();
    let [disconnected, spell, renewed, "connected"] = told[..] else { panic!("{told:?}") };
    assert!(disconnected.starts_with("disconnected: ") && disconnected.contains("(HTTP 4"), "{disconnected}");
    assert!(spell.starts_with("could not be reached until ") && spell.contains("(HTTP 50"), "{spell}");
    assert!(renewed.starts_with("renewed by Gander, 2 times since "), "{renewed}");

    let ran = bench.gander(&["history", "--json"]).await;
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["form"], 1);
    let entries = told["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 4, "{told}");
    assert_eq!(entries[0]["connection"], id);
    assert_eq!(entries[0]["evidence"]["endpoint"], "renewal");
    assert_eq!(entries[1]["event"], "unreachable");
    assert!(entries[1]["until"].is_string(), "{told}");
    assert_eq!(entries[3]["evidence"], json!(null));
}

#[tokio::test]
async fn a_removed_connection_is_remembered_and_an_unknown_one_is_named() {
    let bench = Bench::start().await;
    let ran = bench.gander(&["history"]).await;
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "Nothing yet.\n"));
    assert!(!bench.data_dir().exists(), "a question leaves nothing behind");
    let id = bench.gander_adds(Network::X).await;
    assert_eq!(bench.gander(&["disconnect", &id]).await.code, 0);
    let ran = bench.gander(&["history", &id]).await;
    assert!(ran.code == 0 && ran.stdout.contains("\tremoved by you\n"), "{ran:?}");
    let ran = bench.gander(&["history", "x-nobody"]).await;
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
    assert!(ran.stderr.contains("x-nobody"), "{ran:?}");
}

#[tokio::test]
async fn a_database_of_the_first_version_is_shown_as_it_is_and_brought_on_by_what_writes() {
    let bench = Bench::start().await;
    fs::create_dir(bench.data_dir()).unwrap();
    rusqlite::Connection::open(bench.database()).unwrap().execute_batch(FIRST_VERSION).unwrap();
    let before = rows(&bench.database(), "history");
    let ran = bench.gander(&["status"]).await;
    assert_eq!((ran.code, ran.stdout.lines().count()), (3, 2), "{ran:?}");
    let ran = bench.gander(&["history"]).await;
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 6), "{ran:?}");
    assert_eq!(rows(&bench.database(), "history"), before);
    // The database's key is not here, so no secret is opened, but the database is migrated to the newest version.
    let ran = bench.gander(&["check"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(count(&bench.database(), "history"), before.len());
    execute(&bench.database(), "UPDATE history SET count = 1, until = NULL, evidence = NULL");
    assert_eq!(bench.gander(&["history"]).await.stdout.lines().count(), 6);
}
