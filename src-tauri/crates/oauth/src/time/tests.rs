//! Tests with a clock that the test moves, and networks that send dates.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use chrono::TimeDelta;
use http::{HeaderMap, HeaderValue};

use super::*;

const HOUR: i64 = 3600;
const YEAR: i64 = 365 * 24 * HOUR;

/// A device whose wall clock is `ahead` seconds ahead of the true time.
#[derive(Default)]
struct Device {
    elapsed: AtomicU64,
    ahead: AtomicI64,
}

impl Device {
    fn truth(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(1_767_614_400, 0).unwrap()
            + Duration::from_secs(self.elapsed.load(Ordering::SeqCst))
    }

    fn pass(&self, seconds: u64) {
        self.elapsed.fetch_add(seconds, Ordering::SeqCst);
    }

    fn set_ahead(&self, seconds: i64) {
        self.ahead.store(seconds, Ordering::SeqCst);
    }
}

impl Clock for Device {
    fn now(&self) -> DateTime<Utc> {
        self.truth() + TimeDelta::seconds(self.ahead.load(Ordering::SeqCst))
    }

    fn elapsed(&self) -> Duration {
        Duration::from_secs(self.elapsed.load(Ordering::SeqCst))
    }
}

fn device(ahead: i64) -> (Arc<Device>, Time) {
    let device = Arc::new(Device::default());
    device.set_ahead(ahead);
    (device.clone(), Time::new(device))
}

fn dated(at: DateTime<Utc>) -> HeaderMap {
    let text = at.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    HeaderMap::from_iter([(DATE, HeaderValue::from_str(&text).unwrap())])
}

fn network(name: &str) -> Witness {
    Witness::Network(name.into())
}

/// A server of a network with many servers.
fn server(name: &str) -> Witness {
    Witness::Server("mastodon".into(), name.into())
}

fn answers(time: &Time, name: &str, at: DateTime<Utc>) {
    says(time, &network(name), at);
}

fn says(time: &Time, witness: &Witness, at: DateTime<Utc>) {
    time.learn(witness.clone(), &dated(at), time.elapsed());
}

/// Asserts that witnesses who agree against the device's clock are confirmed only after a while.
fn settled(time: &Time, device: &Device) {
    assert_eq!((off(time, device), confidence(time)), (0, Confidence::Doubted));
    device.pass(301);
    assert_eq!((off(time, device), confidence(time)), (0, Confidence::Confirmed));
}

fn confidence(time: &Time) -> Confidence {
    time.moment().1
}

fn off(time: &Time, device: &Device) -> i64 {
    (time.now() - device.truth()).num_seconds()
}

#[test]
fn a_right_clock_is_confirmed_by_one_answer_and_small_differences_are_ignored() {
    for ahead in [0, 100, -100] {
        let (device, time) = device(ahead);
        assert_eq!((time.skew(), confidence(&time)), (None, Confidence::Doubted));
        answers(&time, "linkedin", device.truth());
        assert_eq!(time.skew(), Some(TimeDelta::seconds(ahead)));
        assert_eq!(confidence(&time), Confidence::Confirmed);
        assert_eq!(off(&time, &device), ahead);
    }
}

#[test]
fn a_wrong_clock_is_put_right_when_a_network_contradicts_it_twice() {
    for ahead in [HOUR, -HOUR, YEAR, -YEAR, 30 * YEAR, -30 * YEAR, 180] {
        let (device, time) = device(ahead);
        answers(&time, "linkedin", device.truth());
        assert_eq!(off(&time, &device), ahead, "one answer may be anything");
        assert!(time.is_contradicted_by(&network("linkedin")));
        device.pass(2);
        answers(&time, "linkedin", device.truth());
        assert_eq!(off(&time, &device), 0);
        assert_eq!(time.skew(), Some(TimeDelta::seconds(ahead)));
        assert!(!time.is_contradicted_by(&network("linkedin")));
        assert_eq!(confidence(&time), Confidence::Doubted, "it may be the network's clock that is wrong");
        answers(&time, "x", device.truth());
        settled(&time, &device);
    }
}

#[test]
fn two_networks_that_agree_are_two_witnesses() {
    let (device, time) = device(HOUR);
    answers(&time, "linkedin", device.truth());
    answers(&time, "x", device.truth());
    settled(&time, &device);
}

#[test]
fn one_odd_network_moves_nothing_once_another_has_spoken() {
    let (device, time) = device(0);
    let odd = |time: &Time| answers(time, "odd", device.truth() + TimeDelta::days(8));
    odd(&time);
    assert_eq!(off(&time, &device), 0);
    answers(&time, "x", device.truth());
    for _ in 0..5 {
        odd(&time);
        assert_eq!(off(&time, &device), 0);
    }
    assert_eq!(time.skew(), Some(TimeDelta::zero()));
    // An odd network that was believed first is outvoted too.
    let (device, time) = self::device(0);
    for _ in 0..2 {
        answers(&time, "odd", device.truth() + TimeDelta::days(8));
    }
    answers(&time, "x", device.truth());
    assert_eq!(off(&time, &device), 0);
}

#[test]
fn what_a_cache_or_a_sleep_kept_is_no_word_of_the_time() {
    let (device, time) = device(0);
    let mut cached = dated(device.truth() - TimeDelta::hours(9));
    cached.insert(AGE, HeaderValue::from_static("32400"));
    for _ in 0..3 {
        time.learn(network("x"), &cached, time.elapsed());
    }
    let (asked, old) = (time.elapsed(), dated(device.truth()));
    device.pass(9 * 3600);
    for _ in 0..3 {
        time.learn(network("x"), &old, asked);
    }
    assert_eq!((off(&time, &device), time.skew()), (0, None));
    time.learn(network("x"), &HeaderMap::new(), time.elapsed());
    let garbled = HeaderMap::from_iter([(DATE, HeaderValue::from_static("yesterday"))]);
    time.learn(network("x"), &garbled, time.elapsed());
    assert_eq!(time.skew(), None);
}

#[test]
fn a_clock_that_is_set_later_does_not_move_the_time() {
    for ahead in [HOUR, -HOUR, YEAR, -YEAR] {
        let (device, time) = device(0);
        answers(&time, "x", device.truth());
        device.pass(10);
        device.set_ahead(ahead);
        assert_eq!(off(&time, &device), 0);
        assert_eq!(confidence(&time), Confidence::Doubted, "it may have been put right");
        assert_eq!(time.skew(), None);
        device.pass(3600);
        answers(&time, "x", device.truth());
        assert_eq!(off(&time, &device), 0);
        assert_eq!(time.skew(), Some(TimeDelta::seconds(ahead)));
        assert_eq!(confidence(&time), Confidence::Confirmed, "a network and the former time agree");
        // The clock is corrected again.
        device.set_ahead(0);
        answers(&time, "x", device.truth());
        assert_eq!((off(&time, &device), time.skew()), (0, Some(TimeDelta::zero())));
    }
}

#[test]
fn before_any_answer_the_clock_is_all_there_is() {
    let (device, time) = device(-56 * YEAR);
    assert_eq!(off(&time, &device), -56 * YEAR);
    device.set_ahead(0);
    assert_eq!(off(&time, &device), 0);
}

#[test]
fn a_clock_that_stood_still_while_the_device_was_paused_is_found_out() {
    let (device, time) = device(0);
    answers(&time, "x", device.truth());
    // While a virtual machine was paused, the elapsed time stood still. The wall clock is set afterwards.
    let truth = |device: &Device| device.truth() + TimeDelta::days(3);
    device.set_ahead(3 * 24 * HOUR);
    assert_eq!(confidence(&time), Confidence::Doubted);
    answers(&time, "x", truth(&device));
    assert_eq!((time.now() - truth(&device)).num_seconds(), 0);
    assert_eq!(time.skew(), Some(TimeDelta::zero()));
}

#[test]
fn after_six_hours_without_any_network_the_clock_is_taken_as_it_is() {
    let (device, time) = device(YEAR);
    device.pass(6 * 3600);
    assert_eq!(confidence(&time), Confidence::Doubted);
    device.pass(1);
    assert_eq!(confidence(&time), Confidence::Assumed);
    assert_eq!(time.skew(), None);
}

const LIES: [i64; 6] = [YEAR + 35 * 24 * HOUR, -YEAR, HOUR, -HOUR, 240, 7900 * YEAR];

#[test]
fn one_server_of_many_never_moves_the_time_and_what_contradicts_it_is_not_told() {
    for lie in LIES {
        let (device, time) = device(0);
        let lies = |time: &Time| says(time, &server("odd.example"), device.truth() + TimeDelta::seconds(lie));
        for _ in 0..5 {
            lies(&time);
            assert_eq!((off(&time, &device), confidence(&time)), (0, Confidence::Doubted), "{lie}");
        }
        assert!(time.disputed_by().is_some_and(|heard| heard.contains(&server("odd.example"))));
        // Another network settles the dispute.
        answers(&time, "facebook", device.truth());
        for _ in 0..5 {
            lies(&time);
            assert_eq!((off(&time, &device), confidence(&time)), (0, Confidence::Confirmed), "{lie}");
        }
        assert_eq!(time.disputed_by(), None);
        assert_eq!(time.skew(), Some(TimeDelta::zero()));
    }
}

#[test]
fn no_number_of_servers_of_one_network_outvotes_the_device() {
    let (device, time) = device(0);
    let lie = device.truth() + TimeDelta::days(400);
    for number in 0..20 {
        says(&time, &server(&format!("{number}.example")), lie);
        says(&time, &server(&format!("{number}.example")), lie);
    }
    assert_eq!((off(&time, &device), confidence(&time)), (0, Confidence::Doubted));
    says(&time, &server("right.example"), device.truth());
    assert_eq!((off(&time, &device), confidence(&time)), (0, Confidence::Confirmed));
}

#[test]
fn an_answer_that_no_rule_judged_is_a_weak_witness() {
    let (device, time) = device(0);
    let unjudged = Witness::Unjudged("bluesky".into());
    for _ in 0..3 {
        says(&time, &unjudged, device.truth() - TimeDelta::days(90));
    }
    assert_eq!((off(&time, &device), confidence(&time)), (0, Confidence::Doubted));
    says(&time, &unjudged, device.truth());
    assert_eq!(confidence(&time), Confidence::Confirmed, "and still one");
}

#[test]
fn liars_who_do_not_agree_are_believed_by_nobody() {
    let (device, time) = device(0);
    for (name, days) in [("one", 100), ("two", 200), ("three", -300)] {
        for _ in 0..2 {
            answers(&time, name, device.truth() + TimeDelta::days(days));
        }
    }
    assert_eq!(confidence(&time), Confidence::Doubted);
    answers(&time, "right", device.truth());
    assert_eq!(off(&time, &device), 0);
    assert_eq!(confidence(&time), Confidence::Doubted, "most still say otherwise");
    for name in ["also", "too"] {
        answers(&time, name, device.truth());
    }
    for name in ["four", "five", "six"] {
        answers(&time, name, device.truth());
    }
    assert_eq!((off(&time, &device), confidence(&time)), (0, Confidence::Confirmed));
}

#[test]
fn a_network_that_lies_first_after_each_start_is_doubted_until_another_speaks() {
    for _ in 0..5 {
        let (device, time) = device(0);
        for _ in 0..3 {
            answers(&time, "odd", device.truth() + TimeDelta::days(400));
            assert_eq!(confidence(&time), Confidence::Doubted);
        }
        answers(&time, "facebook", device.truth());
        assert_eq!((off(&time, &device), confidence(&time)), (0, Confidence::Confirmed));
    }
}

#[test]
fn a_liar_that_comes_and_goes_moves_nothing_once_the_time_was_settled() {
    let (device, time) = device(0);
    answers(&time, "facebook", device.truth());
    for turn in 0..10 {
        device.pass(3600);
        let at = device.truth() + TimeDelta::days(if turn % 2 == 0 { 400 } else { 0 });
        for _ in 0..2 {
            says(&time, &server("odd.example"), at);
            answers(&time, "odd", at);
        }
        assert_eq!((off(&time, &device), confidence(&time)), (0, Confidence::Confirmed), "{turn}");
    }
}

#[test]
fn a_liar_beside_a_wrong_clock_is_no_witness_for_it() {
    for ahead in [YEAR, -YEAR, 3 * HOUR] {
        let (device, time) = device(ahead);
        for _ in 0..2 {
            says(&time, &server("odd.example"), device.truth() + TimeDelta::days(400));
        }
        assert_eq!(confidence(&time), Confidence::Doubted);
        for name in ["facebook", "linkedin"] {
            answers(&time, name, device.truth());
            answers(&time, name, device.truth());
        }
        settled(&time, &device);
    }
}

#[test]
fn a_dispute_is_waited_out_for_six_hours_from_its_begin() {
    let (device, time) = device(0);
    says(&time, &server("one.example"), device.truth());
    assert_eq!(confidence(&time), Confidence::Confirmed);
    device.pass(24 * 3600);
    device.set_ahead(30 * HOUR);
    says(&time, &server("one.example"), device.truth() + TimeDelta::days(30));
    says(&time, &server("one.example"), device.truth() + TimeDelta::days(30));
    assert_eq!(confidence(&time), Confidence::Doubted);
    device.pass(6 * 3600);
    assert_eq!(confidence(&time), Confidence::Doubted);
    device.pass(1);
    assert_eq!(confidence(&time), Confidence::Assumed);
}

#[test]
fn liars_who_agree_and_answer_first_are_outvoted_before_they_are_believed() {
    let (device, time) = device(0);
    for name in ["odd", "other"] {
        for _ in 0..2 {
            answers(&time, name, device.truth() + TimeDelta::days(400));
        }
    }
    assert_eq!(confidence(&time), Confidence::Doubted);
    assert!(time.disputed_by().is_some(), "others are asked");
    device.pass(30);
    for name in ["facebook", "linkedin"] {
        answers(&time, name, device.truth());
    }
    assert_eq!((off(&time, &device), confidence(&time)), (0, Confidence::Confirmed));
}
