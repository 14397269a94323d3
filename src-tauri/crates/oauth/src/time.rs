//! The time as the networks have it, whatever this device's clock shows: see [`Clocks`].

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use http::{
    HeaderMap,
    header::{AGE, DATE},
};
use lifecycle::{Clocks, Confidence, Witness};
use networks::Network;

use crate::clock::Clock;

/// An answer read this long after it was asked for may have lain there while the device slept.
const FRESH: Duration = Duration::from_secs(60);

/// The clocks of this device, put right by what the networks say.
pub struct Time {
    clock: Arc<dyn Clock>,
    clocks: Mutex<Clocks>,
}

impl Time {
    /// The time zone of the person's clocks.
    pub fn zone(&self) -> &dyn alerts::Zone {
        self.clock.zone()
    }

    /// Believes the device until a network contradicts it.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let clocks = Mutex::new(Clocks::new(clock.now(), clock.elapsed()));
        Self { clock, clocks }
    }

    /// Now, to the millisecond: what is stored and read again is then the same.
    pub fn now(&self) -> DateTime<Utc> {
        self.moment().0
    }

    /// Now, and how far that may be believed.
    pub fn moment(&self) -> (DateTime<Utc>, Confidence) {
        let (clocks, elapsed) = self.look();
        (clocks.now(elapsed).trunc_subsecs(3), clocks.confidence(elapsed))
    }

    /// See [`Clock::elapsed`].
    pub fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    /// See [`Clock::moved`].
    pub async fn moved(&self) {
        self.clock.moved().await;
    }

    /// See [`Clocks::disputed_by`].
    pub fn disputed_by(&self) -> Option<BTreeSet<Witness>> {
        let (clocks, elapsed) = self.look();
        clocks.disputed_by(elapsed)
    }

    /// How far the wall clock is ahead of the networks, to the second. `None` before one has answered, and after the
    /// wall clock was set until one has.
    pub fn skew(&self) -> Option<TimeDelta> {
        self.look().0.skew()
    }

    /// Takes in the `Date` of an answer that certainly came from this witness, and was asked for when this much had
    /// elapsed.
    pub fn learn(&self, witness: Witness, headers: &HeaderMap, asked: Duration) {
        let (mut clocks, elapsed) = self.look();
        let Some(date) = date(headers, elapsed.saturating_sub(asked)) else { return };
        if clocks.hear(witness, date, elapsed) {
            let believed = clocks.now(elapsed);
            let ahead = (self.clock.now() - believed).num_seconds();
            tracing::warn!(ahead_seconds = ahead, "the networks have another time than this device");
        }
    }

    /// The `Date` of an answer, if it is not near the believed time.
    pub fn contradiction(&self, headers: &HeaderMap, asked: Duration) -> Option<DateTime<Utc>> {
        let (clocks, elapsed) = self.look();
        date(headers, elapsed.saturating_sub(asked)).filter(|date| clocks.contradict(*date, elapsed))
    }

    /// The time that this answer names, where the believed time is in doubt and earlier.
    pub fn later_in_doubt(&self, headers: &HeaderMap, asked: Duration) -> Option<DateTime<Utc>> {
        let (now, confidence) = self.moment();
        self.contradiction(headers, asked).filter(|date| confidence == Confidence::Doubted && *date > now)
    }

    /// Whether the last that this witness said of the time contradicts all that is known. It should be asked again.
    pub fn is_contradicted_by(&self, witness: &Witness) -> bool {
        self.look().0.are_contradicted_by(witness)
    }

    /// Looks at both clocks, and notices a wall clock that was set.
    fn look(&self) -> (MutexGuard<'_, Clocks>, Duration) {
        let mut clocks = self.clocks.lock().unwrap_or_else(PoisonError::into_inner);
        let elapsed = self.clock.elapsed();
        clocks.read(self.clock.now(), elapsed);
        (clocks, elapsed)
    }
}

/// The witness of the time when this network, or one server of it, answers.
pub fn witness(network: &Network) -> Witness {
    match &network.server {
        Some(server) => Witness::Server(network.id.clone(), server.clone()),
        None if network.oauth.asks.is_some() => Witness::Unjudged(network.id.clone()),
        None => Witness::Network(network.id.clone()),
    }
}

/// The `Date` of an answer that came after so long, if it is not an old one.
fn date(headers: &HeaderMap, after: Duration) -> Option<DateTime<Utc>> {
    // A cache tells the time at which it took the answer in (RFC 9111 section 5.1).
    let cached = headers.get(AGE).is_some_and(|age| age != "0");
    let date = headers.get(DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
    date.filter(|_| !cached && after <= FRESH).map(|date| lifecycle::bounded_moment(DateTime::from(date)))
}

#[cfg(test)]
mod tests;
