//! Facebook's answers about a token under the app's own proof: clocks, and the reason of an invalid token.

use chrono::{DateTime, TimeDelta, Utc};
use keeper::{Event, Health, Reason};
use simnet::{Endpoint, Fault, FaultKind, Network, Refusals};

use crate::support::{Bench, rows};

const FACEBOOK: Network = Network::Facebook;
/// Faults that prove nothing.
const PASSING: [FaultKind; 5] =
    [FaultKind::ServerError, FaultKind::Html, FaultKind::ResetBefore, FaultKind::RateLimit, FaultKind::Empty];

#[tokio::test]
async fn a_sign_in_learns_when_data_access_ends_and_what_the_token_answer_left_out() {
    let bench = Bench::start().await;
    bench.net.set_fault(FACEBOOK, Fault::at(Endpoint::LongLived, FaultKind::NoExpiresIn).times(1)).unwrap();
    let home = bench.home().await;
    let clocks = home.find(&home.add(FACEBOOK).await).clocks;
    let about = |at: Option<DateTime<Utc>>, expected: TimeDelta| {
        (at.unwrap() - clocks.authorized_at - expected).abs() <= TimeDelta::seconds(5)
    };
    assert!(about(clocks.access_until, TimeDelta::seconds(5_183_944)), "{clocks:?}");
    assert!(about(clocks.data_access_until, TimeDelta::days(90)), "{clocks:?}");
    assert_eq!(bench.net.request_count(FACEBOOK, Endpoint::Introspect), 1);
}

#[tokio::test]
async fn a_sign_in_needs_no_word_on_its_token() {
    for kind in PASSING {
        let bench = Bench::start().await;
        bench.net.set_fault(FACEBOOK, Fault::at(Endpoint::Introspect, kind)).unwrap();
        let home = bench.home().await;
        let id = home.add(FACEBOOK).await;
        assert_eq!(home.ask(&id).await, Health::Active, "{}", kind.id());
        assert!(home.find(&id).clocks.data_access_until.is_some(), "{}", kind.id());
    }
}

#[tokio::test]
async fn a_refusal_that_does_not_say_why_gets_its_reason_from_the_token_itself() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(FACEBOOK).await;
    bench.net.set_refusals(FACEBOOK, Refusals::Vague).unwrap();
    bench.net.change_password(FACEBOOK, "danar", "duck").unwrap();
    let Health::Disconnected { reason, evidence } = home.ask(&id).await else { panic!("not disconnected") };
    assert_eq!(reason, Reason::PasswordChanged);
    assert_eq!((evidence.code.as_deref(), evidence.subcode.as_deref()), (Some("190"), Some("460")));
}

#[tokio::test]
async fn a_refusal_of_a_good_token_is_not_believed() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(FACEBOOK).await;
    bench.net.set_refusals(FACEBOOK, Refusals::Wrong).unwrap();
    assert!(matches!(home.ask(&id).await, Health::Unreachable { .. }));
    bench.net.set_refusals(FACEBOOK, Refusals::Exact).unwrap();
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.times(&id, Event::Disconnected(Reason::Revoked)).await, 0);
}

#[tokio::test]
async fn a_death_that_cannot_be_looked_into_is_believed_only_once_it_can_be() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(FACEBOOK).await;
    let secrets = rows(&bench.database(), "secrets");
    bench.net.set_refusals(FACEBOOK, Refusals::Vague).unwrap();
    bench.net.revoke(FACEBOOK, "danar").unwrap();
    for kind in PASSING {
        bench.net.set_fault(FACEBOOK, Fault::at(Endpoint::Introspect, kind)).unwrap();
        assert!(matches!(home.ask(&id).await, Health::Unreachable { .. }), "{}", kind.id());
        bench.net.set_fault(FACEBOOK, Fault::everywhere(FaultKind::None)).unwrap();
    }
    assert_eq!(home.shell.notices(&id), []);
    assert!(matches!(home.ask(&id).await, Health::Disconnected { reason: Reason::Revoked, .. }));
    assert_eq!(rows(&bench.database(), "secrets"), secrets);
}

#[tokio::test]
async fn a_refusal_that_says_why_needs_no_second_question() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(FACEBOOK).await;
    let asked = bench.net.request_count(FACEBOOK, Endpoint::Introspect);
    bench.net.revoke(FACEBOOK, "danar").unwrap();
    assert!(matches!(home.ask(&id).await, Health::Disconnected { reason: Reason::Revoked, .. }));
    assert_eq!(bench.net.request_count(FACEBOOK, Endpoint::Introspect), asked);
}
