//! The pages that an account runs: the person chooses them, checks ask about them, and a notice tells of a lost one.

use chrono::TimeDelta;
use keeper::{ConnectionId, Error, Event, Health, NoticeKind};
use simnet::{Endpoint, Fault, FaultKind, Network};

use crate::{
    bench::{BAKERY, GARDEN, hold, listed_pages},
    support::{Bench, Home, count, rows, until},
};

/// Dana's Facebook account, which holds these pages.
async fn holding(home: &Home, held: &[&str]) -> ConnectionId {
    let id = home.add(Network::Facebook).await;
    hold(home, &id, held).await;
    id
}

fn lost(home: &Home, id: &ConnectionId) -> Vec<String> {
    home.find(id).pages.iter().filter(|page| page.lost.is_some()).map(|page| page.id.clone()).collect()
}

fn lost_notice(names: &str) -> NoticeKind {
    NoticeKind::PageLost { names: names.to_owned() }
}

#[tokio::test]
async fn after_a_sign_in_the_pages_are_listed_and_none_is_held_before_the_person_chooses() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::Facebook).await;
    let pages = listed_pages(&home, &id).await;
    let named: Vec<_> = pages.iter().map(|page| (page.id.as_str(), page.name.as_str(), page.held)).collect();
    assert_eq!(named, [(BAKERY, "Reyes Bakery", false), (GARDEN, "Goose Garden", false)]);
    assert_eq!(count(&bench.database(), "page_tokens"), 0, "no token is kept of what is not held");
    let asked = bench.net.request_count(Network::Facebook, Endpoint::Page);
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(bench.net.request_count(Network::Facebook, Endpoint::Page), asked, "and none is asked about");
    home.hold_pages(&id, vec![GARDEN.to_owned()]).await.unwrap();
    assert_eq!(home.find(&id).pages.iter().filter(|page| page.held).count(), 1);
    assert_eq!(count(&bench.database(), "page_tokens"), 1);
    home.hold_pages(&id, vec![]).await.unwrap();
    assert_eq!(count(&bench.database(), "page_tokens"), 0);
    let unknown = home.hold_pages(&id, vec!["7".to_owned()]).await.unwrap_err();
    assert_eq!(unknown.to_string(), "the account runs no page `7`");
}

#[tokio::test]
async fn a_role_that_is_taken_away_is_told_once_as_a_lost_page_and_the_account_stays_connected() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = holding(&home, &[BAKERY, GARDEN]).await;
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(lost(&home, &id), [""; 0]);
    bench.net.set_page_role(Network::Facebook, "danar", BAKERY, false).unwrap();
    for _ in 0..2 {
        assert_eq!(home.ask(&id).await, Health::Active);
        assert_eq!(lost(&home, &id), [BAKERY]);
    }
    let page = home.find(&id).pages.into_iter().find(|page| page.id == BAKERY).unwrap();
    let proof = page.lost.unwrap();
    assert_eq!((proof.code.as_deref(), proof.subcode.as_deref()), (Some("190"), Some("492")));
    assert_eq!(home.shell.notices(&id), [lost_notice("Reyes Bakery")]);
    assert_eq!(home.times(&id, Event::PageLost).await, 1);
    // The loss survives a restart, and is still told once.
    bench.leave(home).await;
    let home = bench.home().await;
    assert_eq!(lost(&home, &id), [BAKERY]);
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.shell.notices(&id), []);
    let catalogue = keeper::networks_of(Some(&bench.networks_dir())).unwrap();
    let status = keeper::read_status(&bench.data_dir(), &catalogue, bench.now()).unwrap();
    assert_eq!(status.connections[0].pages.iter().filter(|page| page.lost.is_some()).count(), 1);
    bench.net.set_page_role(Network::Facebook, "danar", BAKERY, true).unwrap();
    home.ask(&id).await;
    assert_eq!(lost(&home, &id), [""; 0]);
}

#[tokio::test]
async fn no_fault_of_a_network_loses_a_page() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = holding(&home, &[BAKERY, GARDEN]).await;
    let kinds =
        FaultKind::ALL.iter().filter(|kind| kind.suits(Network::Facebook) && kind.touches(Endpoint::Page));
    // An endless answer takes a long wait and has the effect of a cut one.
    let slow =
        [FaultKind::Hang, FaultKind::HangAfter, FaultKind::HangBody, FaultKind::StopHalfway, FaultKind::Drip];
    for kind in kinds.filter(|kind| !slow.contains(kind)) {
        bench.net.set_fault(Network::Facebook, Fault::at(Endpoint::Page, *kind)).unwrap();
        home.ask(&id).await;
        bench.net.set_fault(Network::Facebook, Fault::everywhere(FaultKind::None)).unwrap();
        assert_eq!(lost(&home, &id), [""; 0], "{}", kind.id());
        assert_eq!(home.find(&id).pages.len(), 2, "{}", kind.id());
    }
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.shell.notices(&id), []);
}

#[tokio::test]
async fn an_odd_answer_about_pages_is_read_like_a_plain_one() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = holding(&home, &[BAKERY, GARDEN]).await;
    // A code in a string is another code, of unknown meaning: it proves no loss.
    let is_read = |kind: &&FaultKind| kind.is_odd() && **kind != FaultKind::OddTextNumbers;
    for kind in FaultKind::ALL.iter().filter(is_read) {
        bench.net.set_fault(Network::Facebook, Fault::at(Endpoint::Page, *kind)).unwrap();
        for (has_role, is_lost) in [(false, &[BAKERY][..]), (true, &[])] {
            bench.net.set_page_role(Network::Facebook, "danar", BAKERY, has_role).unwrap();
            home.ask(&id).await;
            assert_eq!(lost(&home, &id), is_lost, "{}", kind.id());
        }
    }
}

#[tokio::test]
async fn after_a_new_password_the_pages_get_new_tokens_with_the_next_sign_in() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = holding(&home, &[BAKERY]).await;
    let tokens = rows(&bench.database(), "page_tokens");
    bench.net.change_password(Network::Facebook, "danar", "duck").unwrap();
    assert!(matches!(home.ask(&id).await, Health::Disconnected { .. }));
    assert_eq!(lost(&home, &id), [""; 0], "it is the account that is disconnected");
    home.sign_in_again(&id, "duck").await;
    until("new tokens", async || (rows(&bench.database(), "page_tokens") != tokens).then_some(())).await;
    assert_eq!(home.ask(&id).await, Health::Active);
    let held: Vec<_> =
        home.find(&id).pages.iter().filter(|page| page.held).map(|page| page.id.clone()).collect();
    assert_eq!((held.as_slice(), lost(&home, &id).len()), ([BAKERY.to_owned()].as_slice(), 0));
}

#[tokio::test]
async fn the_tokens_of_pages_lie_sealed_and_go_with_the_connection() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = holding(&home, &[BAKERY, GARDEN]).await;
    bench.advance(TimeDelta::hours(7)).await;
    let database = std::fs::read(bench.database()).unwrap();
    let wal = std::fs::read(bench.database().with_extension("db-wal")).unwrap_or_default();
    for bytes in [database, wal] {
        assert!(!bytes.windows(15).any(|window| window == b"practice-access"));
    }
    home.disconnect(&id).await.unwrap();
    assert_eq!(count(&bench.database(), "page_tokens"), 0);
}

#[tokio::test]
async fn linkedins_organizations_are_listed_where_the_app_may_ask_and_lost_when_they_are_not_listed() {
    let bench = Bench::start().await;
    bench.edit_network(Network::LinkedIn, |file| {
        file.replacen("\"w_member_social\",", "\"w_member_social\",\n    \"rw_organization_admin\",", 1)
    });
    let home = bench.home().await;
    let id = home.add(Network::LinkedIn).await;
    let garden = listed_pages(&home, &id).await.pop().unwrap();
    assert_eq!(garden.name, "Goose Garden");
    home.hold_pages(&id, vec![garden.id.clone()]).await.unwrap();
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(lost(&home, &id), [""; 0]);
    bench.net.set_page_role(Network::LinkedIn, "danar", &garden.id, false).unwrap();
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(lost(&home, &id), [garden.id]);
    assert_eq!(home.shell.notices(&id), [lost_notice("Goose Garden")]);
}

#[tokio::test]
async fn where_pages_may_not_be_seen_nobody_is_asked() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::LinkedIn).await;
    assert!(matches!(home.list_pages(&id).await, Err(Error::NoPages { .. })));
    assert!(!home.find(&id).may_have_pages);
    assert_eq!(bench.net.request_count(Network::LinkedIn, Endpoint::Page), 0);
    let x = home.add(Network::X).await;
    assert!(matches!(home.list_pages(&x).await, Err(Error::NoPages { .. })));
    assert!(matches!(home.list_pages(&"nobody".into()).await, Err(Error::UnknownConnection(_))));
}
