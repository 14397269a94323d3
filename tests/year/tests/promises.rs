//! Gander's promises, checked over a simulated year of a thousand connections.

#[path = "../../../src-tauri/crates/lifecycle/tests/life/common/policies.rs"]
mod policies;

use chrono::TimeDelta;
use year::{Ahead, Figures, Lies, every_network, kinds, lie, live, sharing_networks};

fn a_year(seed: u64) -> Figures {
    let figures = live(kinds(), seed, 1000);
    assert_eq!(figures.broken(), Vec::<String>::new(), "{figures}");
    figures
}

#[test]
fn no_disconnect_is_false_every_true_one_is_found_and_told_once_and_no_network_is_pestered() {
    let figures = a_year(20_260_105);
    // The year had enough events to prove something.
    assert!(figures.disconnects > 1000, "{figures}");
    assert!(figures.faults > 10_000, "{figures}");
    assert!(figures.warnings > 1000, "{figures}");
    assert!(figures.renewals > 10_000, "{figures}");
    assert!(figures.sign_ins > 2 * figures.connections, "{figures}");
    assert!(figures.withdrawn > 1000, "{figures}");
    assert!(figures.renewed_members > figures.connections / 2, "{figures}");
    assert!(figures.outages > 100 && figures.sleeps > 100 && figures.restarts > 5, "{figures}");
    for network in &figures.networks {
        assert!(network.found > 100, "{network}");
        // A check comes at nine tenths of the probe interval or later.
        let most = 24.0 / network.probe_every.num_hours() as f64 / 0.9;
        // Gander also checks X with each renewed token, and after each night with the one that has ended.
        let most = if network.name == "X" { most * 1.5 } else { most };
        assert!(network.probes.p50 <= most, "{network}");
        assert!(network.most_in_a_day < 40, "{network}");
    }
}

#[test]
fn nor_in_another_year() {
    a_year(8);
}

#[test]
fn nor_in_a_third() {
    a_year(10);
}

#[test]
fn no_post_of_a_year_is_published_twice_lost_out_of_time_or_told_wrongly() {
    let figures = live(sharing_networks(), 7, 40);
    assert_eq!(figures.broken(), Vec::<String>::new(), "{figures}");
    // The year had enough events to prove something.
    let posts = &figures.posts;
    assert!(posts.written > 3000 && posts.shared > 2000, "{figures}");
    assert!(posts.lost_answers > 200 && posts.repeats > 50 && posts.waited > 200, "{figures}");
    assert!(figures.disconnects > 100 && figures.restarts > 20, "{figures}");
}

#[test]
fn the_policies_of_the_tests_are_those_of_the_network_files() {
    let known = [
        policies::facebook(),
        policies::instagram(),
        policies::linkedin(),
        policies::x(),
        policies::x_forever(),
    ];
    for (kind, policy) in kinds().iter().zip(known) {
        // The requested scopes play no part in time.
        let timed =
            lifecycle::Policy { needs: policy.needs.clone(), ..lifecycle::Policy::clone(&kind.policy) };
        assert_eq!(timed, *policy, "{}", kind.name);
    }
}

const RIGHT: Ahead = |_| TimeDelta::zero();
const WEEKS_AHEAD: Ahead = |_| TimeDelta::days(400);
const BEHIND: Ahead = |_| TimeDelta::days(-200);
/// Ahead every other day.
const COMES_AND_GOES: Ahead = |passed| TimeDelta::days(if passed.num_days() % 2 == 0 { 400 } else { 0 });
/// Wrong from the 15th day on, as after a battery ran empty.
const DEVICE_IS_WRONG: Ahead = |passed| TimeDelta::days(if passed.num_days() < 14 { 0 } else { 365 });

#[test]
fn whatever_clock_lies_no_warning_is_false_and_no_rung_is_missed() {
    let one: &[(&str, Ahead)] = &[("mastodon", WEEKS_AHEAD)];
    let a_network: &[(&str, Ahead)] = &[("linkedin", WEEKS_AHEAD)];
    let several: &[(&str, Ahead)] =
        &[("mastodon", WEEKS_AHEAD), ("bluesky", BEHIND), ("reddit", BEHIND), ("tumblr", COMES_AND_GOES)];
    let on_and_off: &[(&str, Ahead)] = &[("mastodon", COMES_AND_GOES), ("pinterest", COMES_AND_GOES)];
    let mut warnings = None;
    let nobody: &[(&str, Ahead)] = &[];
    let scenarios = [
        (RIGHT, nobody, false),
        (RIGHT, one, true),
        (RIGHT, a_network, true),
        (RIGHT, several, true),
        (RIGHT, on_and_off, false),
        (DEVICE_IS_WRONG, nobody, false),
        (DEVICE_IS_WRONG, one, true),
        (DEVICE_IS_WRONG, several, false),
        (DEVICE_IS_WRONG, on_and_off, true),
    ];
    for (number, (device, networks, first)) in scenarios.into_iter().enumerate() {
        let told = lie(every_network(), Lies { device, networks, first });
        assert_eq!((&told.false_warnings, &told.missed_rungs), (&vec![], &vec![]), "{number}");
        assert_eq!(*warnings.get_or_insert(told.warnings), told.warnings, "{number}");
    }
    assert!(warnings > Some(20), "{warnings:?}");
}
