//! Waits are counted from the network's own time, not from this device's clock.

use chrono::{DateTime, TimeDelta, Utc};
use http::{HeaderMap, HeaderName, HeaderValue};
use lifecycle::{Endpoint, NetworkId, Signal};
use networks::{Answer, Catalogue};

/// 5 January 2026, noon.
fn theirs() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_614_400, 0).unwrap()
}

/// The wait that a 429 of this network asks for, on a device whose clock is this far ahead.
fn wait(network: &str, ahead: TimeDelta, headers: &[(&'static str, String)]) -> Option<TimeDelta> {
    let at = theirs() + ahead;
    let date = ("date", theirs().format("%a, %d %b %Y %H:%M:%S GMT").to_string());
    let headers = headers.iter().chain([&date]).map(|(name, value)| {
        (HeaderName::from_static(name), HeaderValue::from_str(value).expect("a header's value"))
    });
    let headers = HeaderMap::from_iter(headers);
    let body = br#"{"title":"Too Many Requests","status":429,"code":"TOO_MANY_REQUESTS"}"#;
    let catalogue = Catalogue::builtin();
    let network = catalogue.get(&NetworkId::from(network)).expect("a shipped network");
    let answer = Answer { endpoint: Endpoint::Probe, at, status: 429, headers: &headers, body };
    match network.classify(&answer).signal {
        Signal::RateLimited { until } => until.map(|until| until - at),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_date_in_retry_after_and_an_epoch_mean_the_same_wait_on_any_clock() {
    let end = theirs() + TimeDelta::minutes(15);
    let date = end.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    for ahead in [TimeDelta::zero(), TimeDelta::hours(1), TimeDelta::hours(-1), TimeDelta::days(365)] {
        let quarter = Some(TimeDelta::minutes(15));
        assert_eq!(wait("facebook", ahead, &[("retry-after", date.clone())]), quarter);
        assert_eq!(wait("facebook", ahead, &[("retry-after", "900".to_owned())]), quarter);
        assert_eq!(wait("x", ahead, &[("x-rate-limit-reset", end.timestamp().to_string())]), quarter);
    }
}

#[test]
fn a_wait_that_is_over_is_none_and_no_wait_is_longer_than_a_day() {
    let past = (theirs() - TimeDelta::seconds(1)).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    assert_eq!(wait("facebook", TimeDelta::hours(-1), &[("retry-after", past)]), None);
    let century = i64::from(u32::MAX).to_string();
    assert_eq!(wait("facebook", TimeDelta::zero(), &[("retry-after", century)]), Some(TimeDelta::days(1)));
}
