//! The time according to the networks, even if this device's clock is wrong: see [`Clocks`].

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

/// The longest wait for an answer whose `Date` counts. A later answer may have waited while the device slept.
const FRESH: Duration = Duration::from_secs(60);

/// The clocks of this device, corrected by the networks' `Date` headers.
pub struct Time {
    clock: Arc<dyn Clock>,
    clocks: Mutex<Clocks>,
}

impl Time {
    /// The time zone of the person's clocks.
    pub fn zone(&self) -> &dyn alerts::Zone {
        self.clock.zone()
    }

    /// Trusts the device's clock until a network contradicts it.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let clocks = Mutex::new(Clocks::new(clock.now(), clock.elapsed()));
        Self { clock, clocks }
    }

    /// Now, truncated to the millisecond, so that a stored time reads back equal.
    pub fn now(&self) -> DateTime<Utc> {
        self.moment().0
    }

    /// Now, and the confidence in it.
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

    /// The time by which the wall clock is ahead of the networks, to the second. `None` until a network has answered,
    /// and again after the wall clock was set.
    pub fn skew(&self) -> Option<TimeDelta> {
        self.look().0.skew()
    }

    /// Learns the `Date` of an answer that certainly came from this witness. `asked` is the elapsed time when the
    /// request was sent.
    pub fn learn(&self, witness: Witness, headers: &HeaderMap, asked: Duration) {
        let (mut clocks, elapsed) = self.look();
        let Some(date) = date(headers, elapsed.saturating_sub(asked)) else { return };
        if clocks.hear(witness, date, elapsed) {
            let believed = clocks.now(elapsed);
            let ahead = (self.clock.now() - believed).num_seconds();
            tracing::warn!(ahead_seconds = ahead, "the networks have another time than this device");
        }
    }

    /// The `Date` of an answer, if it is far from the believed time.
    pub fn contradiction(&self, headers: &HeaderMap, asked: Duration) -> Option<DateTime<Utc>> {
        let (clocks, elapsed) = self.look();
        date(headers, elapsed.saturating_sub(asked)).filter(|date| clocks.contradict(*date, elapsed))
    }

    /// The `Date` of an answer that contradicts the believed time, if it is later and the believed time is in doubt.
    pub fn later_in_doubt(&self, headers: &HeaderMap, asked: Duration) -> Option<DateTime<Utc>> {
        let (now, confidence) = self.moment();
        self.contradiction(headers, asked).filter(|date| confidence == Confidence::Doubted && *date > now)
    }

    /// Tells whether the witness's last `Date` contradicts all other knowledge. If so, ask the witness again.
    pub fn is_contradicted_by(&self, witness: &Witness) -> bool {
        self.look().0.are_contradicted_by(witness)
    }

    /// Reads both clocks, and detects a wall clock that was set.
    fn look(&self) -> (MutexGuard<'_, Clocks>, Duration) {
        let mut clocks = self.clocks.lock().unwrap_or_else(PoisonError::into_inner);
        let elapsed = self.clock.elapsed();
        clocks.read(self.clock.now(), elapsed);
        (clocks, elapsed)
    }
}

/// The witness behind an answer of this network, or of one of its servers.
pub fn witness(network: &Network) -> Witness {
    match &network.server {
        Some(server) => Witness::Server(network.id.clone(), server.clone()),
        None if network.oauth.asks.is_some() => Witness::Unjudged(network.id.clone()),
        None => Witness::Network(network.id.clone()),
    }
}

/// The `Date` of an answer that took `after` to arrive, unless the answer is cached or old.
fn date(headers: &HeaderMap, after: Duration) -> Option<DateTime<Utc>> {
    // A cached answer keeps the `Date` of its creation (RFC 9111 section 5.1).
    let cached = headers.get(AGE).is_some_and(|age| age != "0");
    let date = headers.get(DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
    date.filter(|_| !cached && after <= FRESH).map(|date| lifecycle::bounded_moment(DateTime::from(date)))
}

#[cfg(test)]
mod tests;
