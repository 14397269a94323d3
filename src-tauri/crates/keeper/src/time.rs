//! The time as the networks have it, whatever this device's clock shows.
//!
//! Two clocks of the device are read: the wall clock, which anybody may set, and the one that counts since some fixed
//! moment and which nobody can. Their difference is the moment at which the second was zero; the `Date` of an answer
//! (RFC 9110 section 6.6.1) says the same of a network. So all that is kept here are such moments, which stay put
//! while time passes, and [`Time::now`] is the believed one plus what has elapsed.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use http::{
    HeaderMap,
    header::{AGE, DATE},
};
use lifecycle::NetworkId;

use crate::clock::Clock;

/// Two clocks this near to each other agree: a `Date` has whole seconds, and an answer takes its time to arrive.
const TOLERANCE: TimeDelta = TimeDelta::minutes(2);
/// An answer read this long after it was asked for may have lain there while the device slept.
const FRESH: Duration = Duration::from_secs(60);
/// For so long nothing is told by a clock that no network has confirmed. By then every network in reach has been asked.
const PATIENCE: Duration = Duration::from_secs(6 * 3600);

/// The clocks of this device, put right by what the networks say.
pub(crate) struct Time {
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

/// Each moment is that at which [`Clock::elapsed`] was zero, by somebody's clock.
struct State {
    local: DateTime<Utc>,
    believed: DateTime<Utc>,
    /// What each network said last. Empty again after the wall clock was set.
    said: BTreeMap<NetworkId, DateTime<Utc>>,
    /// What a network said once, and nobody else says.
    unheard_of: BTreeMap<NetworkId, DateTime<Utc>>,
    /// Whether any network ever answered.
    learned: bool,
    /// What had elapsed when the time was last doubted.
    doubted: Duration,
}

impl Time {
    /// The time zone of the person's clocks.
    pub fn zone(&self) -> &dyn alerts::Zone {
        self.clock.zone()
    }

    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let elapsed = clock.elapsed();
        let local = zero(clock.now(), elapsed);
        let state = State {
            local,
            believed: local,
            said: BTreeMap::new(),
            unheard_of: BTreeMap::new(),
            learned: false,
            doubted: elapsed,
        };
        Self { clock, state: Mutex::new(state) }
    }

    /// Now, to the millisecond: what is stored and read again is then the same.
    pub fn now(&self) -> DateTime<Utc> {
        let (state, elapsed) = self.look();
        (state.believed + elapsed).trunc_subsecs(3)
    }

    /// See [`Clock::elapsed`].
    pub fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    /// See [`Clock::moved`].
    pub async fn moved(&self) {
        self.clock.moved().await;
    }

    /// Whether what the clock alone says may be told: a network has confirmed it, or none could be asked for long.
    pub fn is_trusted(&self) -> bool {
        let (state, elapsed) = self.look();
        !state.said.is_empty() || elapsed.saturating_sub(state.doubted) > PATIENCE
    }

    /// How far the wall clock is ahead of the networks, to the second. `None` before one has answered, and after the
    /// wall clock was set until one has.
    pub fn skew(&self) -> Option<TimeDelta> {
        let (state, _) = self.look();
        let said = state.said.values().filter(|said| near(**said, state.believed)).max()?;
        Some(TimeDelta::seconds((state.local - *said).num_seconds()))
    }

    /// Takes in the `Date` of an answer that certainly came from this network, and was asked for when this much had
    /// elapsed. What contradicts all that is known counts only when somebody says it again.
    pub fn learn(&self, network: &NetworkId, headers: &HeaderMap, asked: Duration) {
        let (mut state, elapsed) = self.look();
        let Some(date) = date(headers, elapsed.saturating_sub(asked)) else { return };
        let said = zero(date, elapsed);
        let known = [state.local, state.believed];
        let mut witnesses = known.iter().chain(state.said.get(network)).chain(state.unheard_of.values());
        if witnesses.any(|witness| near(*witness, said)) {
            state.unheard_of.remove(network);
            state.said.insert(network.clone(), said);
            state.learned = true;
            state.decide();
        } else {
            state.unheard_of.insert(network.clone(), said);
        }
    }

    /// What whoever gave this answer takes for the time, if that is not near what is believed.
    pub fn contradiction(&self, headers: &HeaderMap, asked: Duration) -> Option<DateTime<Utc>> {
        let (state, elapsed) = self.look();
        date(headers, elapsed.saturating_sub(asked))
            .filter(|date| !near(zero(*date, elapsed), state.believed))
    }

    /// Whether the last that this network said of the time contradicts all that is known. It should be asked again.
    pub fn is_contradicted_by(&self, network: &NetworkId) -> bool {
        self.look().0.unheard_of.contains_key(network)
    }

    /// Looks at both clocks, and notices a wall clock that was set.
    fn look(&self) -> (MutexGuard<'_, State>, Duration) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let elapsed = self.clock.elapsed();
        let local = zero(self.clock.now(), elapsed);
        if !near(local, state.local) {
            // What was believed goes on, but whether the clock was put right or wrong only a network knows.
            state.said.clear();
            state.unheard_of.clear();
            state.doubted = elapsed;
            if !state.learned {
                state.believed = local;
            }
        } else if state.believed == state.local {
            state.believed = local;
        }
        state.local = local;
        (state, elapsed)
    }
}

impl State {
    /// Believes whom most agree with: this device's clock and each network are a witness each. Of as many, the
    /// networks go before the device, and what was believed before goes on.
    fn decide(&mut self) {
        let support = |moment: &DateTime<Utc>| {
            let networks = self.said.values().filter(|said| near(**said, *moment)).count();
            let device = usize::from(near(self.local, *moment));
            (networks + device, networks, near(self.believed, *moment))
        };
        let Some(best) = self.said.values().chain([&self.local]).max_by_key(|moment| support(moment)) else {
            return;
        };
        let best = *best;
        let former = self.believed;
        if near(self.local, best) {
            self.believed = self.local;
        } else if !near(self.believed, best) {
            self.believed = best;
        }
        if !near(former, self.believed) {
            let ahead = (self.local - self.believed).num_seconds();
            tracing::warn!(ahead_seconds = ahead, "the networks have another time than this device");
        }
    }
}

/// The `Date` of an answer that came after so long, if it is not an old one.
fn date(headers: &HeaderMap, after: Duration) -> Option<DateTime<Utc>> {
    // A cache tells the time at which it took the answer in (RFC 9111 section 5.1).
    let cached = headers.get(AGE).is_some_and(|age| age != "0");
    let date = headers.get(DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
    date.filter(|_| !cached && after <= FRESH).map(DateTime::from)
}

fn zero(now: DateTime<Utc>, elapsed: Duration) -> DateTime<Utc> {
    TimeDelta::from_std(elapsed).ok().and_then(|elapsed| now.checked_sub_signed(elapsed)).unwrap_or(now)
}

fn near(one: DateTime<Utc>, other: DateTime<Utc>) -> bool {
    (one - other).abs() <= TOLERANCE
}

#[cfg(test)]
mod tests;
