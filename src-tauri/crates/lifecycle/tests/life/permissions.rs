//! Missing permissions: a permission that the person never allowed is no disconnect. A permission that was
//! allowed and is taken away later is one.

use lifecycle::{Effect, Event, Health, Need, Reason, Scopes, Signal, Standing};
use proptest::{prelude::*, sample::subsequence};

use crate::common::{Answer, Driver, Login, account, days, facebook, linkedin};

const NEEDED: [&str; 3] = ["profile", "write:statuses", "write:media"];

fn granted(text: &str) -> Option<Scopes> {
    Scopes::read(text)
}

fn missing(driver: &Driver, id: &lifecycle::ConnectionId) -> Vec<String> {
    driver.record(id).missing().into_iter().map(str::to_owned).collect()
}

fn told(driver: &Driver, id: &lifecycle::ConnectionId) -> usize {
    driver.events(id).into_iter().filter(|event| *event == Event::PermissionMissing).count()
}

#[test]
fn what_the_person_did_not_allow_is_missing_told_once_and_no_disconnect() {
    let mut driver = Driver::new();
    driver.scopes = granted("profile,write:statuses");
    let (_, id) = driver.connect(&facebook());
    assert_eq!(missing(&driver, &id), ["write:media"]);
    driver.pass(days(20));
    driver.restart();
    driver.pass(days(20));
    assert_eq!(driver.health(&id), Health::Active);
    assert_eq!(told(&driver, &id), 1);
    assert_eq!(driver.notices(&id), []);
}

#[test]
fn a_network_that_does_not_say_granted_what_was_asked_for() {
    let (mut driver, id) = Driver::connected(&facebook());
    assert_eq!((driver.record(&id).grant.scopes.clone(), missing(&driver, &id)), (None, Vec::new()));
    for nothing in ["", "  ", ", ,"] {
        assert_eq!(granted(nothing), None, "what names nothing says nothing");
    }
    driver.pass(days(1));
    assert_eq!(told(&driver, &id), 0);
}

#[test]
fn signing_in_again_with_all_of_it_is_the_end_of_it() {
    let mut driver = Driver::new();
    driver.scopes = granted("profile");
    let (_, id) = driver.connect(&facebook());
    driver.reauthorize(&id);
    assert_eq!(told(&driver, &id), 1, "what is missing still is no news");
    driver.scopes = granted("write:media profile write:statuses");
    driver.reauthorize(&id);
    assert_eq!(missing(&driver, &id), [""; 0]);
    driver.scopes = granted("profile write:media");
    driver.reauthorize(&id);
    assert_eq!((missing(&driver, &id), told(&driver, &id)), (vec!["write:statuses".to_owned()], 2));
}

#[test]
fn what_is_not_spoken_of_until_later_is_kept_as_missing() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.scopes = granted("profile write:statuses");
    driver.check(&id);
    assert_eq!((driver.health(&id), missing(&driver, &id)), (Health::Active, vec!["write:media".to_owned()]));
    assert_eq!(driver.stored(&id), Some(driver.record(&id)), "it is durable");

    let (mut driver, id) = Driver::connected(&linkedin());
    driver.scopes = granted("profile write:media");
    driver.renew(&id);
    assert_eq!((missing(&driver, &id), told(&driver, &id)), (vec!["write:statuses".to_owned()], 1));
    driver.scopes = None;
    driver.renew(&id);
    assert_eq!(missing(&driver, &id), ["write:statuses"], "what is not said again holds on");
    assert_eq!((driver.health(&id), driver.notices(&id)), (Health::Active, Vec::new()));
}

const ALL: &str = "profile write:statuses write:media";

fn is_disconnected(driver: &Driver, id: &lifecycle::ConnectionId) -> bool {
    matches!(driver.health(id), Health::Disconnected { reason: Reason::PermissionMissing, .. })
}

#[test]
fn what_was_listed_and_is_taken_away_disconnects_and_is_told_once() {
    let mut driver = Driver::new();
    driver.scopes = granted(ALL);
    let (_, id) = driver.connect(&linkedin());
    driver.scopes = granted("profile write:media");
    driver.check(&id);
    assert!(is_disconnected(&driver, &id), "{:?}", driver.health(&id));
    assert_eq!(missing(&driver, &id), ["write:statuses"]);
    assert_eq!(driver.stored(&id), Some(driver.record(&id)), "it is durable");
    // Neither a check nor a renewal brings it back, as long as the network says the same.
    driver.check(&id);
    driver.renew(&id);
    driver.restart();
    driver.pass(days(1));
    assert!(is_disconnected(&driver, &id));
    assert_eq!(driver.notices(&id).len(), 1);
    driver.scopes = granted(ALL);
    driver.check(&id);
    assert_eq!(driver.health(&id), Health::Active, "it was given back at the network");
    driver.scopes = granted("profile");
    driver.check(&id);
    driver.scopes = granted(ALL);
    driver.reauthorize(&id);
    assert_eq!((driver.health(&id), missing(&driver, &id)), (Health::Active, Vec::new()));
}

#[test]
fn a_renewal_that_names_less_is_followed_by_a_check_that_tells() {
    for refused in [false, true] {
        let mut driver = Driver::new();
        driver.scopes = granted(ALL);
        let (_, id) = driver.connect(&linkedin());
        driver.scopes = granted("profile write:media");
        driver.refused = vec!["write:statuses".to_owned()];
        driver.probe = if refused { Answer::Says(Signal::PermissionMissing) } else { Answer::Fine };
        let before = driver.probes().len();
        driver.renew(&id);
        assert_eq!(driver.probes().len(), before + 1, "at once");
        assert_eq!(missing(&driver, &id), ["write:statuses"]);
        assert_eq!(is_disconnected(&driver, &id), refused);
        assert_eq!((driver.notices(&id).len(), told(&driver, &id)), (usize::from(refused), 1));
        driver.renew(&id);
        assert_eq!(driver.probes().len(), before + 1, "the same is no news");
    }
}

#[test]
fn a_refusal_names_what_is_missing() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::PermissionMissing);
    driver.refused = vec!["write:media".to_owned()];
    driver.check(&id);
    assert!(matches!(driver.health(&id), Health::Disconnected { reason: Reason::PermissionMissing, .. }));
    assert_eq!(missing(&driver, &id), ["write:media"]);
    assert_eq!(driver.stored(&id), Some(driver.record(&id)));
    driver.reauthorize(&id);
    assert_eq!((driver.health(&id), missing(&driver, &id)), (Health::Active, Vec::new()));
}

#[test]
fn a_refusal_for_want_of_what_was_never_granted_is_no_disconnect() {
    let mut driver = Driver::new();
    driver.scopes = granted("profile write:statuses");
    let (_, id) = driver.connect(&facebook());
    driver.scopes = None;
    driver.probe = Answer::Says(Signal::PermissionMissing);
    driver.refused = vec!["write:media".to_owned()];
    driver.pass(days(1));
    assert_eq!((driver.health(&id), told(&driver, &id)), (Health::Active, 1));
    driver.refused.push("profile".to_owned());
    driver.check(&id);
    assert!(matches!(driver.health(&id), Health::Disconnected { .. }), "another one was granted");
}

#[test]
fn another_account_brings_what_it_allowed_along() {
    let mut driver = Driver::new();
    driver.scopes = granted("profile");
    let (_, id) = driver.connect(&facebook());
    driver.login = Login::As(account("bo"));
    driver.scopes = granted("profile write:statuses");
    let operation_id = driver.reauthorize(&id);
    assert_eq!(missing(&driver, &id), ["write:statuses", "write:media"], "nothing changed");
    let other = driver.new_id();
    driver.tell(lifecycle::Input::AddAsNewRequested { operation_id, connection: other.clone() });
    assert_eq!(missing(&driver, &other), ["write:media"]);
}

#[derive(Clone, Debug)]
enum Step {
    Reauthorize,
    Check,
    Renew,
    Refused(Vec<String>),
}

fn names() -> impl Strategy<Value = Vec<String>> {
    subsequence(NEEDED.map(str::to_owned).to_vec(), 0..=3)
}

fn steps() -> impl Strategy<Value = Vec<(Step, Option<Scopes>)>> {
    let step = prop_oneof![
        Just(Step::Reauthorize),
        Just(Step::Check),
        Just(Step::Renew),
        names().prop_map(Step::Refused),
    ];
    let said = names().prop_map(|names| Scopes::of(names.iter().map(String::as_str)));
    prop::collection::vec((step, said), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_case_and_separators_mean_nothing(
        names in Just(NEEDED.to_vec()).prop_shuffle(),
        upper in any::<[bool; 3]>(),
        separator in prop::sample::select(vec![" ", ",", ", ", "\t", " ,"]),
    ) {
        let names: Vec<_> = names
            .iter()
            .zip(upper)
            .map(|(name, upper)| if upper { name.to_uppercase() } else { (*name).to_owned() })
            .collect();
        let scopes = granted(&names.join(separator)).unwrap();
        for need in &facebook().needs {
            prop_assert!(need.is_met_by(&scopes), "{:?} in {:?}", need, scopes);
        }
    }

    #[test]
    fn a_name_covers_itself_what_is_part_of_it_and_nothing_else(scope in "[a-z:]{1,8}", granted in "[a-z:]{1,8}") {
        let need = Need { scope: scope.clone(), covered_by: vec!["everything".to_owned()] };
        let covers = scope == granted || scope.starts_with(&format!("{granted}:"));
        prop_assert_eq!(need.is_met_by(&Scopes::of([granted.as_str()]).unwrap()), covers);
        prop_assert!(need.is_met_by(&Scopes::of(["Everything"]).unwrap()));
    }

    #[test]
    fn what_is_missing_is_told_once_and_disconnects_only_when_it_was_granted(steps in steps()) {
        let (mut driver, id) = Driver::connected(&linkedin());
        for (step, said) in steps {
            let (known, before) = (missing(&driver, &id), driver.log.len());
            let broken = driver.record(&id).standing != Standing::Good;
            let spoke_of_it = driver.record(&id).grant.scopes.is_some();
            driver.scopes = said.clone();
            driver.probe = Answer::Fine;
            match &step {
                Step::Reauthorize => drop(driver.reauthorize(&id)),
                Step::Check => driver.check(&id),
                Step::Renew => driver.renew(&id),
                Step::Refused(named) => {
                    driver.refused.clone_from(named);
                    driver.probe = Answer::Says(Signal::PermissionMissing);
                    driver.check(&id);
                }
            }
            let now = missing(&driver, &id);
            let says = driver.log[before..].iter().filter(|(_, effect)| {
                matches!(effect, Effect::Happened { event: Event::PermissionMissing, .. })
            }).count();
            let good = driver.record(&id).standing == Standing::Good;
            if let Step::Refused(named) = &step {
                let no_news = !named.is_empty() && named.iter().all(|name| known.contains(name));
                prop_assert!(!good || no_news, "a refusal that was no news disconnected, or one that was did not");
                prop_assert!(broken || good == no_news);
                prop_assert!(named.iter().all(|name| now.contains(name)), "what it named is missing");
                prop_assert_eq!(says, 0);
            } else {
                let news = now.iter().any(|name| !known.contains(name));
                let lost = news && spoke_of_it && matches!(step, Step::Check);
                prop_assert_eq!(says, usize::from(news && !lost), "{:?}: {:?} after {:?}", step, now, known);
                prop_assert!(good != lost || broken, "{:?}: {:?} after {:?}", step, now, known);
            }
            prop_assert_eq!(driver.stored(&id).map(|record| &record.grant), Some(&driver.record(&id).grant));
        }
    }
}

#[test]
fn a_list_of_scopes_is_bounded_in_number_and_length_and_soon_read() {
    let begun = std::time::Instant::now();
    let many: String = (0..150_000).map(|number| format!("n{number} ")).collect();
    let scopes = Scopes::read(&many).unwrap();
    assert_eq!((scopes.iter().count(), scopes.iter().next()), (500, Some("n0")));
    let long = format!("{} profile {}", "a".repeat(257), "b".repeat(256));
    let names: Vec<_> = Scopes::read(&long).unwrap().iter().map(str::len).collect();
    assert_eq!(names, [7, 256]);
    let same = "profile,".repeat(200_000);
    assert_eq!(Scopes::read(&same), Scopes::read("profile"));
    let written = scopes.to_text();
    assert_eq!(Scopes::read(&written).unwrap(), scopes);
    assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{:?}", begun.elapsed());
}
