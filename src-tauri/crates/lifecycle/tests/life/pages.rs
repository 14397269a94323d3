//! The pages of an account: the network's listing, and the person's choice.

use lifecycle::{
    ConnectionId, Endpoint, Event, Evidence, Health, Input, Listing, MOST_PAGES, NoticeKind, Signal, Verdict,
};

use crate::common::{Answer, Driver, days, facebook, hours, minutes, verdict, x};

const ALL_SIGNALS: [Signal; 10] = [
    Signal::Fine,
    Signal::Expired,
    Signal::Revoked,
    Signal::PasswordChanged,
    Signal::Checkpoint,
    Signal::PermissionMissing,
    Signal::RefreshRejected,
    Signal::AppFault,
    Signal::RateLimited { until: None },
    Signal::Transient,
];

fn says(driver: &Driver, signal: Signal) -> Verdict {
    verdict(driver.now, Endpoint::Page, signal, None)
}

fn listing(driver: &Driver, pages: &[&str]) -> Listing {
    let found = pages.iter().map(|id| ((*id).to_owned(), format!("Page {id}"))).collect();
    Listing { verdict: says(driver, Signal::Fine), found }
}

impl Driver {
    fn lists(&mut self, id: &ConnectionId, pages: &[&str]) {
        let listing = Some(listing(self, pages));
        self.tell(Input::PagesSeen { connection: id.clone(), listing, checked: Vec::new() });
    }

    fn says_of(&mut self, id: &ConnectionId, page: &str, signal: Signal) {
        let checked = vec![(page.to_owned(), says(self, signal))];
        self.tell(Input::PagesSeen { connection: id.clone(), listing: None, checked });
    }

    fn holds(&mut self, id: &ConnectionId, pages: &[&str]) {
        let held = pages.iter().map(|page| (*page).to_owned()).collect();
        self.tell(Input::PagesChosen { connection: id.clone(), held });
    }

    /// A connection that runs pages a and b and holds a.
    fn holding() -> (Self, ConnectionId) {
        let (mut driver, id) = Self::connected(&facebook());
        driver.lists(&id, &["a", "b"]);
        driver.holds(&id, &["a"]);
        (driver, id)
    }

    fn pages(&self, id: &ConnectionId) -> Vec<(&str, bool, Option<&Evidence>)> {
        let pages = &self.record(id).pages;
        pages.iter().map(|page| (page.id.as_str(), page.held, page.lost.as_ref())).collect()
    }

    fn lost(&self, id: &ConnectionId) -> Vec<&str> {
        self.record(id).lost_pages().map(|page| page.id.as_str()).collect()
    }
}

fn lost_notice(names: &str) -> NoticeKind {
    NoticeKind::PageLost { names: names.to_owned() }
}

#[test]
fn the_person_chooses_among_the_pages_that_are_listed_and_it_is_kept() {
    let (driver, id) = Driver::holding();
    assert_eq!(driver.pages(&id), [("a", true, None), ("b", false, None)]);
    assert_eq!(driver.stored(&id), Some(driver.record(&id)));
    assert_eq!(driver.record(&id).held_pages().count(), 1);
}

#[test]
fn a_held_page_is_lost_by_proof_alone_and_the_connection_is_not_touched() {
    for signal in ALL_SIGNALS {
        let (mut driver, id) = Driver::holding();
        driver.says_of(&id, "a", signal);
        let proved = signal.disconnects();
        assert_eq!(driver.lost(&id).len(), usize::from(proved), "{signal:?}");
        assert_eq!(
            driver.notices(&id),
            if proved { vec![lost_notice("Page a")] } else { vec![] },
            "{signal:?}"
        );
        assert_eq!(driver.health(&id), Health::Active, "{signal:?}");
        assert_eq!(driver.stored(&id), Some(driver.record(&id)), "{signal:?}");
    }
}

#[test]
fn a_page_that_the_list_names_no_longer_is_lost_if_it_is_held_and_else_forgotten() {
    let (mut driver, id) = Driver::holding();
    driver.lists(&id, &["c"]);
    assert_eq!(driver.lost(&id), ["a"]);
    let ids: Vec<_> = driver.pages(&id).iter().map(|(id, ..)| *id).collect();
    assert_eq!(ids, ["a", "c"]);
    assert_eq!(driver.events(&id), [Event::Connected, Event::PageLost]);
}

#[test]
fn a_list_that_did_not_come_loses_nothing_and_one_that_is_not_allowed_loses_all() {
    for signal in ALL_SIGNALS.into_iter().filter(|signal| *signal != Signal::Fine) {
        let (mut driver, id) = Driver::holding();
        let listing = Some(Listing { verdict: says(&driver, signal), found: Vec::new() });
        driver.tell(Input::PagesSeen { connection: id.clone(), listing, checked: Vec::new() });
        let expected: &[&str] = if signal == Signal::PermissionMissing { &["a"] } else { &[] };
        assert_eq!(driver.lost(&id), expected, "{signal:?}");
        assert_eq!(driver.pages(&id).len(), 2, "{signal:?}");
    }
}

#[test]
fn a_page_that_is_listed_and_refused_all_the_same_is_lost() {
    let (mut driver, id) = Driver::holding();
    let listing = Some(listing(&driver, &["a", "b"]));
    let checked = vec![("a".to_owned(), says(&driver, Signal::PermissionMissing))];
    driver.tell(Input::PagesSeen { connection: id.clone(), listing, checked });
    assert_eq!(driver.lost(&id), ["a"]);
}

#[test]
fn a_lost_page_is_told_once_and_taken_back_when_it_is_given_back() {
    let (mut driver, id) = Driver::holding();
    driver.says_of(&id, "a", Signal::PermissionMissing);
    driver.pass(hours(20));
    driver.says_of(&id, "a", Signal::Revoked);
    driver.restart();
    driver.pass(hours(1));
    assert_eq!(driver.notices(&id), [lost_notice("Page a")]);
    assert_eq!(driver.record(&id).told.pages, 1);
    driver.says_of(&id, "a", Signal::Fine);
    assert_eq!((driver.lost(&id).len(), driver.withdrawals(&id)), (0, 1));
    driver.says_of(&id, "a", Signal::PermissionMissing);
    assert_eq!(driver.notices(&id).len(), 2, "another loss is told as well");
}

#[test]
fn several_lost_pages_are_told_together_and_a_further_one_again() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.lists(&id, &["a", "b", "c"]);
    driver.holds(&id, &["a", "b", "c"]);
    driver.lists(&id, &["c"]);
    driver.lists(&id, &[]);
    assert_eq!(driver.notices(&id), [lost_notice("Page a, Page b"), lost_notice("Page a, Page b, Page c")]);
    driver.lists(&id, &["a"]);
    assert_eq!(driver.withdrawals(&id), 0, "two are still lost");
}

#[test]
fn releasing_a_lost_page_forgets_it_and_takes_back_what_was_told() {
    let (mut driver, id) = Driver::holding();
    driver.says_of(&id, "a", Signal::PermissionMissing);
    driver.holds(&id, &[]);
    assert_eq!(driver.pages(&id), [("b", false, None)]);
    assert_eq!(driver.withdrawals(&id), 1);
    assert_eq!(driver.record(&id).told.pages, 0);
}

#[test]
fn what_is_said_of_a_page_that_is_not_held_or_not_known_is_no_news() {
    let (mut driver, id) = Driver::holding();
    driver.says_of(&id, "b", Signal::PermissionMissing);
    driver.says_of(&id, "z", Signal::PermissionMissing);
    driver.says_of(&"nobody".into(), "a", Signal::PermissionMissing);
    assert_eq!(driver.lost(&id), [""; 0]);
    assert_eq!(driver.notices(&id), []);
}

#[test]
fn a_refusal_of_a_page_that_is_to_be_confirmed_takes_it_the_second_time() {
    let (mut driver, id) = Driver::holding();
    let refuses = |driver: &mut Driver| {
        let verdict = Verdict { confirm_after: Some(minutes(5)), ..says(driver, Signal::Revoked) };
        let checked = vec![("a".to_owned(), verdict)];
        driver.tell(Input::PagesSeen { connection: id.clone(), listing: None, checked });
    };
    refuses(&mut driver);
    driver.now += minutes(4);
    driver.restart();
    refuses(&mut driver);
    assert!(driver.lost(&id).is_empty(), "nobody waited long enough");
    driver.now += minutes(1);
    refuses(&mut driver);
    assert_eq!(driver.lost(&id), ["a"]);

    driver.says_of(&id, "a", Signal::Fine);
    refuses(&mut driver);
    driver.says_of(&id, "a", Signal::Fine);
    driver.now += minutes(5);
    refuses(&mut driver);
    assert!(driver.lost(&id).is_empty(), "the page was good in between");

    driver.now -= days(365);
    refuses(&mut driver);
    driver.now += minutes(5);
    refuses(&mut driver);
    assert_eq!(driver.lost(&id), ["a"], "a clock that was set back keeps no doubt for ever");
}

#[test]
fn a_sign_in_and_a_renewal_keep_the_pages_and_tell_no_loss_twice() {
    for policy in [facebook(), x()] {
        let (mut driver, id) = Driver::connected(&policy);
        driver.lists(&id, &["a", "b"]);
        driver.holds(&id, &["a"]);
        driver.says_of(&id, "a", Signal::PermissionMissing);
        let pages = driver.record(&id).pages.clone();
        driver.reauthorize(&id);
        driver.renew(&id);
        driver.pass(hours(1));
        assert_eq!(driver.record(&id).pages, pages);
        assert_eq!(driver.stored(&id).unwrap().pages, pages, "in the same transaction as the secret");
        assert_eq!(driver.notices(&id), [lost_notice("Page a")]);
        assert_eq!(driver.withdrawals(&id), 0);
    }
}

#[test]
fn a_disconnect_is_told_beside_a_lost_page_and_its_end_leaves_the_page_told() {
    let (mut driver, id) = Driver::holding();
    driver.says_of(&id, "a", Signal::PermissionMissing);
    driver.probe = Answer::Says(Signal::Checkpoint);
    driver.check(&id);
    driver.probe = Answer::Fine;
    driver.check(&id);
    driver.pass(days(1));
    assert_eq!(driver.health(&id), Health::Active);
    assert_eq!(driver.notices(&id).len(), 2, "{:?}", driver.notices(&id));
    assert_eq!(driver.record(&id).told.pages, 1);
}

#[test]
fn a_long_list_is_cut_off_and_counts_the_lost_pages_that_are_held() {
    let (mut driver, id) = Driver::holding();
    let names: Vec<String> = (0..MOST_PAGES).map(|page| format!("page-{page}")).collect();
    driver.lists(&id, &names.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(driver.record(&id).pages.len(), MOST_PAGES);
    assert_eq!(driver.lost(&id), ["a"]);
}
