//! Compares this device's clock with the `Date` of the networks' answers (RFC 9110 section 6.6.1).

use chrono::TimeDelta;

use super::{About, Finding};

/// The largest harmless error of the clock.
const TOLERATED: TimeDelta = TimeDelta::minutes(2);

/// Judges this device's clock. `ahead`: its lead over each network that answered.
pub(super) fn judge(ahead: impl Iterator<Item = TimeDelta>) -> Finding {
    let mut ahead: Vec<_> = ahead.collect();
    ahead.sort_unstable();
    // One server with a wrong clock proves nothing about this device's.
    let Some(median) = ahead.get(ahead.len() / 2) else {
        return Finding::note(
            About::Clock,
            "no network told the time",
            "Look at the clock of this device if sign-ins fail",
        );
    };
    let agree = ahead.iter().filter(|other| (**other - *median).abs() < TOLERATED).count();
    if agree * 2 <= ahead.len() {
        return Finding::note(
            About::Clock,
            "the networks contradict each other about the time",
            "Look at the clock of this device if sign-ins fail",
        );
    }
    if median.abs() < TOLERATED {
        return Finding::ok(
            About::Clock,
            format!("within {} s of the networks'", median.num_seconds().abs()),
        );
    }
    let direction = if *median > TimeDelta::zero() { "ahead of" } else { "behind" };
    Finding::problem(
        About::Clock,
        format!("{} {direction} the networks'", words(median.abs())),
        "Let the system set its clock by itself: networks refuse requests that carry a wrong time, and Gander would \
         renew and warn at the wrong moment",
    )
}

fn words(span: TimeDelta) -> String {
    let (amount, unit) = match span {
        span if span.num_days() > 1 => (span.num_days(), "days"),
        span if span.num_hours() > 1 => (span.num_hours(), "hours"),
        span => (span.num_minutes(), "minutes"),
    };
    format!("{amount} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::State;

    fn judged(minutes: &[i64]) -> (State, String) {
        let finding = judge(minutes.iter().map(|minutes| TimeDelta::minutes(*minutes)));
        (finding.state, finding.found)
    }

    #[test]
    fn a_clock_is_judged_by_what_most_networks_say() {
        assert_eq!(judged(&[]), (State::Note, "no network told the time".into()));
        assert_eq!(judged(&[0, 1, 500]), (State::Ok, "within 60 s of the networks'".into()));
        assert_eq!(judged(&[180, 0, 181]), (State::Problem, "3 hours ahead of the networks'".into()));
        let contradict = (State::Note, "the networks contradict each other about the time".into());
        assert_eq!(judged(&[0, 60 * 24 * 400]), contradict);
        assert_eq!(judged(&[-60, 0, 60, 1]), contradict);
        assert_eq!(judged(&[-5]), (State::Problem, "5 minutes behind the networks'".into()));
        assert_eq!(judged(&[-60 * 24 * 365]), (State::Problem, "365 days behind the networks'".into()));
    }
}
