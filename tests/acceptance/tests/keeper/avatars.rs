//! Pictures of accounts: Gander shows them when it has them, and a missing one is no trouble.

use chrono::TimeDelta;
use keeper::{ConnectionId, Health};
use simnet::{Network, Picture};

use crate::support::{Bench, Home, count, rows, until};

/// The width and height in a PNG's header.
fn size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

async fn picture(home: &Home, id: &ConnectionId) -> String {
    until("a picture", async || home.find(id).avatar).await
}

#[tokio::test]
async fn an_account_is_shown_with_the_picture_that_its_network_has_of_it() {
    let bench = Bench::start().await;
    bench.net.write_every_network_file(&bench.networks_dir()).unwrap();
    let home = bench.home().await;
    let mut names = Vec::new();
    for network in Network::EVERY {
        let id = home.add(network).await;
        let name = picture(&home, &id).await;
        let png = home.avatar(&id, &name).unwrap().expect("a picture");
        assert_eq!(size(&png), (96, 96), "{network}");
        assert_eq!(home.avatar(&id, "another").unwrap(), None, "{network}");
        assert_eq!(home.ask(&id).await, Health::Active, "{network}");
        assert_eq!(bench.net.pictures_asked(network), 1, "{network}");
        names.push(name);
    }
    let bo = picture(&home, &home.add_member(Network::X, "bolee").await).await;
    names.dedup();
    assert_eq!(names.len(), 1, "Dana looks the same everywhere");
    assert_ne!(bo, names[0]);
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn what_is_no_picture_is_not_shown_and_changes_nothing() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    for (network, hostile) in Network::ALL.into_iter().zip([
        Picture::TooLarge,
        Picture::NotAnImage,
        Picture::Bomb,
        Picture::Redirect,
    ]) {
        let before = count(&bench.database(), "avatars");
        bench.net.set_picture(network, hostile);
        let id = home.add(network).await;
        until("a try", async || (count(&bench.database(), "avatars") > before).then_some(())).await;
        assert_eq!(home.ask(&id).await, Health::Active, "{hostile:?}");
        assert_eq!(home.find(&id).avatar, None, "{hostile:?}");
        assert_eq!(bench.net.pictures_asked(network), 1, "{hostile:?}: tried again too soon");
        assert_eq!(home.history(Some(&id), 10).await.unwrap().len(), 1, "{hostile:?}: it is no event");
    }
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn a_picture_that_could_not_be_had_is_asked_for_again_a_day_later() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    bench.net.set_picture(Network::Facebook, Picture::NotAnImage);
    let id = home.add(Network::Facebook).await;
    until("a try", async || (count(&bench.database(), "avatars") == 1).then_some(())).await;
    bench.net.set_picture(Network::Facebook, Picture::Honest);
    bench.advance(TimeDelta::hours(25)).await;
    picture(&home, &id).await;
    assert_eq!(bench.net.pictures_asked(Network::Facebook), 2);
}

#[tokio::test]
async fn a_picture_that_a_public_profile_names_is_looked_for_each_day() {
    let bench = Bench::start_with(Network::Bluesky).await;
    let home = bench.home().await;
    let id = home.add(Network::Bluesky).await;
    let name = picture(&home, &id).await;
    for looks in [2, 3] {
        let kept = rows(&bench.database(), "avatars");
        home.ask(&id).await;
        assert_eq!(bench.net.pictures_asked(Network::Bluesky), looks - 1, "on the same day");
        bench.advance(TimeDelta::hours(25)).await;
        home.ask(&id).await;
        until("another look", async || (rows(&bench.database(), "avatars") != kept).then_some(())).await;
        assert_eq!(bench.net.pictures_asked(Network::Bluesky), looks);
        assert_eq!(home.find(&id).avatar.as_ref(), Some(&name));
    }
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn a_picture_is_kept_over_a_restart_and_goes_with_its_connection() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::LinkedIn).await;
    let name = picture(&home, &id).await;
    bench.leave(home).await;
    let home = bench.home().await;
    assert_eq!(home.find(&id).avatar, Some(name));
    home.disconnect(&id).await.unwrap();
    assert_eq!(count(&bench.database(), "avatars"), 0);
}
