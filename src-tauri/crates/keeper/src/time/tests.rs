//! Clocks in a test's hands, and networks that say what time it is.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use chrono::TimeDelta;
use http::{HeaderMap, HeaderValue};

use super::*;

const HOUR: i64 = 3600;
const YEAR: i64 = 365 * 24 * HOUR;

/// The truth, and how far the wall clock is ahead of it.
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

fn answers(time: &Time, network: &str, at: DateTime<Utc>) {
    time.learn(&network.into(), &dated(at), time.elapsed());
}

fn off(time: &Time, device: &Device) -> i64 {
    (time.now() - device.truth()).num_seconds()
}

#[test]
fn a_right_clock_is_confirmed_by_one_answer_and_small_differences_are_ignored() {
    for ahead in [0, 100, -100] {
        let (device, time) = device(ahead);
        assert_eq!((time.skew(), time.is_trusted()), (None, false));
        answers(&time, "linkedin", device.truth());
        assert_eq!(time.skew(), Some(TimeDelta::seconds(ahead)));
        assert!(time.is_trusted());
        assert_eq!(off(&time, &device), ahead);
    }
}

#[test]
fn a_wrong_clock_is_put_right_when_a_network_contradicts_it_twice() {
    for ahead in [HOUR, -HOUR, YEAR, -YEAR, 30 * YEAR, -30 * YEAR, 180] {
        let (device, time) = device(ahead);
        answers(&time, "linkedin", device.truth());
        assert_eq!(off(&time, &device), ahead, "one answer may be anything");
        assert!(!time.is_trusted());
        assert!(time.is_contradicted_by(&"linkedin".into()));
        device.pass(2);
        answers(&time, "linkedin", device.truth());
        assert_eq!(off(&time, &device), 0);
        assert_eq!(time.skew(), Some(TimeDelta::seconds(ahead)));
        assert!(time.is_trusted());
        assert!(!time.is_contradicted_by(&"linkedin".into()));
    }
}

#[test]
fn two_networks_that_agree_are_two_witnesses() {
    let (device, time) = device(HOUR);
    answers(&time, "linkedin", device.truth());
    answers(&time, "x", device.truth());
    assert_eq!(off(&time, &device), 0);
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
    // Nor when it was the first to be believed.
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
        time.learn(&"x".into(), &cached, time.elapsed());
    }
    let (asked, old) = (time.elapsed(), dated(device.truth()));
    device.pass(9 * 3600);
    for _ in 0..3 {
        time.learn(&"x".into(), &old, asked);
    }
    assert_eq!((off(&time, &device), time.skew()), (0, None));
    time.learn(&"x".into(), &HeaderMap::new(), time.elapsed());
    let garbled = HeaderMap::from_iter([(DATE, HeaderValue::from_static("yesterday"))]);
    time.learn(&"x".into(), &garbled, time.elapsed());
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
        assert!(!time.is_trusted(), "it may have been put right");
        assert_eq!(time.skew(), None);
        device.pass(3600);
        answers(&time, "x", device.truth());
        assert_eq!(off(&time, &device), 0);
        assert_eq!(time.skew(), Some(TimeDelta::seconds(ahead)));
        // And put right again.
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
    // A paused virtual machine: what has elapsed stood still, and the wall clock is set after.
    let truth = |device: &Device| device.truth() + TimeDelta::days(3);
    device.set_ahead(3 * 24 * HOUR);
    assert!(!time.is_trusted());
    answers(&time, "x", truth(&device));
    assert_eq!((time.now() - truth(&device)).num_seconds(), 0);
    assert_eq!(time.skew(), Some(TimeDelta::zero()));
}

#[test]
fn after_six_hours_without_any_network_the_clock_is_taken_as_it_is() {
    let (device, time) = device(YEAR);
    device.pass(6 * 3600);
    assert!(!time.is_trusted());
    device.pass(1);
    assert!(time.is_trusted());
    assert_eq!(time.skew(), None);
}
