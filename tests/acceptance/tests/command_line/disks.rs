//! Full, failing and read-only disks: Gander reports them before it spends a token, and loses nothing if they fail
//! later.

use simnet::{
    Endpoint,
    Network::{Mastodon, X},
};

use crate::{
    sharing::bench_with_mastodon,
    support::{Bench, Disk, Gate, Running, Wrong, count, rows},
};

const TROUBLES: [(Wrong, &str); 3] = [
    (Wrong::Full, "the disk is full"),
    (Wrong::NotSynced, "the disk failed"),
    (Wrong::ReadOnly, "it is read-only"),
];

fn renewals(bench: &Bench) -> (u64, u64) {
    (bench.net.request_count(X, Endpoint::Renewal), bench.net.spent_tokens_used(X))
}

#[tokio::test]
async fn what_the_disk_does_not_take_is_said_before_a_token_is_spent() {
    let bench = Bench::start().await;
    let Some(disk) = Disk::of(&bench).await else { return };
    let id = bench.gander_adds(X).await;
    for (wrong, why) in TROUBLES {
        let tables =
            || ["connections", "secrets", "journal", "apps", "removed"].map(|t| rows(&bench.database(), t));
        let before = tables();
        let asked = renewals(&bench);
        disk.is(wrong);
        let why = format!("cannot be written ({why}); free some space or make it writable.");
        // The sentence depends on the file that the command opens first.
        let folder = "data cannot be used (Read-only file system (os error 30)); make it writable, or choose";
        let sentence = format!("gander: {} cannot be written (", bench.database().display());
        let set = ["app", "set", "x", "--client-id", "another"];
        for arguments in [["renew", &id].as_slice(), &["disconnect", &id], &set] {
            let ran = Running::start(disk.command(arguments)).end().await;
            assert_eq!(ran.code, 1, "{wrong:?} {arguments:?}: {ran:?}");
            let said = |words: &str| ran.stderr.contains(words);
            assert!(said(&why) && said(&sentence) || said(folder), "{wrong:?} {arguments:?}: {ran:?}");
        }
        let ran = Running::start(disk.command(&["status"])).end().await;
        // Reading a database takes a little room as well.
        let shown = !matches!(wrong, Wrong::Full);
        assert_eq!(ran.code, if shown { 0 } else { 1 }, "{wrong:?}: {ran:?}");
        assert!(ran.stdout.contains(&id) || ran.stderr.contains(&why), "{wrong:?}: {ran:?}");
        disk.is(Wrong::Nothing);
        assert_eq!(renewals(&bench), asked, "{wrong:?}: the network was not asked");
        assert_eq!(tables(), before, "{wrong:?}");
        let ran = Running::start(disk.command(&["renew", &id])).end().await;
        assert_eq!(ran.code, 0, "{wrong:?}: {ran:?}");
    }
    assert_eq!(bench.gander(&["check", &id]).await.code, 0);
}

#[tokio::test]
async fn a_rotated_token_is_kept_in_memory_until_the_disk_is_well_again() {
    let bench = Bench::start().await;
    let Some(disk) = Disk::of(&bench).await else { return };
    let id = bench.gander_adds(X).await;
    for (wrong, _) in &TROUBLES[..2] {
        let before = rows(&bench.database(), "secrets");
        let asked = renewals(&bench).0;
        let gate = Gate::before(&bench.net.network_url(X)).await;
        bench.ask_through(&gate, X);
        let mut renewing = Running::start(disk.command(&["renew", &id]));
        gate.an_answer_waits().await;
        disk.is(*wrong);
        gate.open();
        renewing.says("not stored yet; kept in memory and tried again").await;
        disk.is(Wrong::Nothing);
        let ran = renewing.end().await;
        assert_eq!(ran.code, 0, "{wrong:?}: {ran:?}");
        assert_ne!(rows(&bench.database(), "secrets"), before, "{wrong:?}");
        assert_eq!(renewals(&bench), (asked + 1, 0), "{wrong:?}: asked once");
        bench.net.write_network_files(&bench.networks_dir()).unwrap();
        // X accepts a refresh token once: only the newest renews.
        assert_eq!(bench.gander(&["renew", &id]).await.code, 0, "{wrong:?}");
        assert_eq!(renewals(&bench), (asked + 2, 0), "{wrong:?}");
    }
}

#[tokio::test]
async fn a_process_that_dies_while_the_disk_is_ill_leaves_what_the_grace_recovers() {
    let bench = Bench::start().await;
    bench.net.set_grace(X, 60).unwrap();
    let Some(disk) = Disk::of(&bench).await else { return };
    let id = bench.gander_adds(X).await;
    for (wrong, _) in &TROUBLES[..2] {
        let gate = Gate::before(&bench.net.network_url(X)).await;
        bench.ask_through(&gate, X);
        let mut renewing = Running::start(disk.command(&["renew", &id]));
        gate.an_answer_waits().await;
        disk.is(*wrong);
        gate.open();
        renewing.says("not stored yet; kept in memory and tried again").await;
        renewing.kill().await;
        disk.is(Wrong::Nothing);
        bench.net.write_network_files(&bench.networks_dir()).unwrap();
        // Data that was written but never made durable may be there or not: both states renew.
        let ran = bench.gander(&["renew", &id]).await;
        assert_eq!(ran.code, 0, "{wrong:?}: {ran:?}");
        assert_eq!(count(&bench.database(), "journal"), 0, "{wrong:?}");
        assert_eq!(bench.gander(&["check", &id]).await.code, 0, "{wrong:?}");
        assert_eq!(bench.gander(&["renew", &id]).await.code, 0, "{wrong:?}");
    }
    assert!(renewals(&bench).1 <= 2, "a used token comes once more at most");
}

#[tokio::test]
async fn an_activity_that_the_disk_does_not_take_is_said_and_shared_nowhere() {
    let (bench, id) = bench_with_mastodon().await;
    let Some(disk) = Disk::of(&bench).await else { return };
    let picture = bench.path("geese.png");
    image::RgbImage::new(8, 6).save(&picture).unwrap();
    let text = ["share", "--to", &id, "--text", "Geese"];
    let planned = [&text[..], &["--at", "2100-01-01T09:00"]].concat();
    let shown = [&text[..], &["--image", picture.to_str().unwrap()]].concat();
    for (wrong, _) in TROUBLES {
        let kept = || ["activities", "posts", "pictures"].map(|table| rows(&bench.database(), table));
        let before = kept();
        disk.is(wrong);
        for arguments in [&text[..], &planned, &shown] {
            let ran = Running::start(disk.command(arguments)).end().await;
            assert_eq!(ran.code, 1, "{wrong:?} {arguments:?}: {ran:?}");
            let remedies = ["free some space", "make room on the disk", "make it writable"];
            assert!(
                remedies.iter().any(|remedy| ran.stderr.contains(remedy)),
                "{wrong:?} {arguments:?}: {ran:?}"
            );
        }
        disk.is(Wrong::Nothing);
        assert_eq!(kept(), before, "{wrong:?}");
        assert!(bench.net.posts(Mastodon).is_empty(), "{wrong:?}");
    }
    let ran = bench.gander(&[&shown[..], &["--wait"]].concat()).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(bench.net.posts(Mastodon).len(), 1);
}

#[tokio::test]
async fn on_a_disk_that_takes_nothing_there_is_no_first_start_and_nothing_half_made() {
    for (wrong, _) in TROUBLES {
        let bench = Bench::start().await;
        let Some(disk) = Disk::of(&bench).await else { return };
        disk.is(wrong);
        let ran = Running::start(disk.command(&["app", "set", "x", "--client-id", "another"])).end().await;
        assert_eq!(ran.code, 1, "{wrong:?}: {ran:?}");
        assert!(ran.stderr.contains("writable"), "{wrong:?}: {ran:?}");
        disk.is(Wrong::Nothing);
        let id = bench.gander_adds(X).await;
        assert_eq!(bench.gander(&["check", &id]).await.code, 0, "{wrong:?}");
    }
}
