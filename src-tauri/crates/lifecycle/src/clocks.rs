//! The choice between this device's clock and the clocks of the networks that answer.
//!
//! The device has two clocks: the wall clock, which can be set, and the monotonic clock, which counts from a fixed
//! moment and cannot be set. Their difference is the moment at which the monotonic clock was zero. The `Date` of an
//! answer (RFC 9110 section 6.6.1) gives the same moment by a network's clock. This module keeps only such moments,
//! which stay constant while time passes. [`Clocks::now`] is the believed moment plus the elapsed time.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{NetworkId, bounded_moment};

/// Clocks that differ by at most this much agree: a `Date` has whole seconds, and an answer takes time to arrive.
const TOLERANCE: TimeDelta = TimeDelta::minutes(2);
/// A clock that is unconfirmed or disputed brings no notices for this long. By then every network in reach has been
/// asked.
const PATIENCE: Duration = Duration::from_secs(6 * 3600);
/// Witnesses that agree against this device's clock wait this long for others: the first to answer may all be wrong.
const SETTLES: Duration = Duration::from_secs(5 * 60);

/// The source of a `Date`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Witness {
    /// A network with one operator, whose answer the rules of its file judged.
    Network(NetworkId),
    /// One server of a many-server network. Anyone may run such a server.
    Server(NetworkId, String),
    /// A network whose answer no rule judged.
    Unjudged(NetworkId),
}

impl Witness {
    fn network(&self) -> &NetworkId {
        match self {
            Self::Network(network) | Self::Server(network, _) | Self::Unjudged(network) => network,
        }
    }

    /// A network with one operator counts for more than the device. All servers of a many-server network together count
    /// for as much as the device, so that no number of servers outvotes it.
    fn weight(&self) -> u32 {
        match self {
            Self::Network(_) => 2,
            Self::Server(..) | Self::Unjudged(_) => 1,
        }
    }
}

/// The confidence in the believed time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confidence {
    /// No network has confirmed the time, or witnesses contradict each other: notices that follow from time alone wait.
    Doubted,
    /// The doubt has lasted so long that no witness will settle it. A late warning is worse than a wrong date.
    Assumed,
    /// The witnesses for the time outvote those against it.
    #[default]
    Confirmed,
}

/// The clocks of this device, corrected by the clocks of the networks. Each moment here is the time, by one clock, at
/// which the `elapsed` of [`Clocks::read`] was zero.
#[derive(Debug)]
pub struct Clocks {
    local: DateTime<Utc>,
    believed: DateTime<Utc>,
    /// The last moment from each witness. Cleared when the wall clock is set.
    said: BTreeMap<Witness, DateTime<Utc>>,
    /// Moments that contradict all known ones and that no other answer has repeated.
    unheard_of: BTreeMap<Witness, DateTime<Utc>>,
    /// The last confirmed moment, which stays when the wall clock is set.
    settled: Option<DateTime<Utc>>,
    /// True once a network has supported the believed time.
    learned: bool,
    /// The witnesses for the believed time outvote those against it, and there are at least two.
    agreed: bool,
    /// The elapsed time at which the doubt began.
    doubted: Duration,
}

impl Clocks {
    /// Creates the clocks of a device, which no network has confirmed yet.
    #[must_use]
    pub fn new(wall: DateTime<Utc>, elapsed: Duration) -> Self {
        let local = zero(wall, elapsed);
        Self {
            local,
            believed: local,
            said: BTreeMap::new(),
            unheard_of: BTreeMap::new(),
            settled: None,
            learned: false,
            agreed: false,
            doubted: elapsed,
        }
    }

    /// Reads both clocks of the device, and detects a wall clock that was set.
    pub fn read(&mut self, wall: DateTime<Utc>, elapsed: Duration) {
        let local = zero(wall, elapsed);
        if !near(local, self.local) {
            // A time that a network supported stays believed: only a network can tell whether the new setting is right.
            self.said.clear();
            self.unheard_of.clear();
            self.agreed = false;
            self.doubted = elapsed;
            if !self.learned {
                self.believed = local;
            }
        } else if self.believed == self.local {
            self.believed = local;
        }
        self.local = local;
        self.settle(elapsed);
    }

    /// The believed time.
    #[must_use]
    pub fn now(&self, elapsed: Duration) -> DateTime<Utc> {
        let span = TimeDelta::from_std(elapsed).unwrap_or_default();
        bounded_moment(self.believed.checked_add_signed(span).unwrap_or(self.believed))
    }

    /// Returns the confidence in the believed time.
    #[must_use]
    pub fn confidence(&self, elapsed: Duration) -> Confidence {
        if self.is_confirmed(elapsed) {
            Confidence::Confirmed
        } else if elapsed.saturating_sub(self.doubted) > PATIENCE {
            Confidence::Assumed
        } else {
            Confidence::Doubted
        }
    }

    fn is_confirmed(&self, elapsed: Duration) -> bool {
        let waited = elapsed.saturating_sub(self.doubted) > SETTLES;
        self.agreed && (waited || near(self.local, self.believed))
    }

    fn settle(&mut self, elapsed: Duration) {
        if self.is_confirmed(elapsed) {
            self.settled = Some(self.believed);
        }
    }

    /// The witnesses heard so far, if they have not confirmed the time. The caller should ask the others.
    #[must_use]
    pub fn disputed_by(&self, elapsed: Duration) -> Option<BTreeSet<Witness>> {
        let heard = || self.said.keys().chain(self.unheard_of.keys()).cloned().collect::<BTreeSet<_>>();
        (!self.is_confirmed(elapsed)).then(heard).filter(|heard| !heard.is_empty())
    }

    /// The lead of the wall clock over the believed networks, in whole seconds.
    #[must_use]
    pub fn skew(&self) -> Option<TimeDelta> {
        let said = self.said.values().filter(|said| near(**said, self.believed)).max()?;
        Some(TimeDelta::seconds((self.local - *said).num_seconds()))
    }

    /// Tells whether this `Date` contradicts the believed time.
    #[must_use]
    pub fn contradict(&self, date: DateTime<Utc>, elapsed: Duration) -> bool {
        !near(zero(date, elapsed), self.believed)
    }

    /// Tells whether the last `Date` of this witness contradicts all known times. The caller should ask it again.
    #[must_use]
    pub fn are_contradicted_by(&self, witness: &Witness) -> bool {
        self.unheard_of.contains_key(witness)
    }

    /// Takes in a `Date` that this witness gave just now. A `Date` that contradicts all known times counts only when
    /// the same witness or another repeats it. Tells whether the believed time moved.
    pub fn hear(&mut self, witness: Witness, date: DateTime<Utc>, elapsed: Duration) -> bool {
        let said = zero(date, elapsed);
        let (former, confirmed) = (self.believed, self.is_confirmed(elapsed));
        let known = [self.local, self.believed];
        let mut familiar = known.iter().chain(self.said.get(&witness)).chain(self.unheard_of.values());
        if familiar.any(|known| near(*known, said)) {
            self.said.extend(self.unheard_of.extract_if(.., |_, unheard| near(*unheard, said)));
            self.unheard_of.remove(&witness);
            self.said.insert(witness, said);
            self.decide();
        } else {
            self.unheard_of.insert(witness, said);
        }
        let moved = !near(former, self.believed);
        if moved || confirmed && !self.is_confirmed(elapsed) {
            self.doubted = elapsed;
        }
        self.settle(elapsed);
        moved
    }

    /// Believes the moment with the most votes. If contradicting moments tie, the former belief stays.
    fn decide(&mut self) {
        let moments: Vec<_> = self.said.values().copied().chain([self.local]).collect();
        let most = moments.iter().map(|moment| self.support(*moment).votes).max().unwrap_or_default();
        let best: Vec<_> = moments.into_iter().filter(|moment| self.support(*moment).votes == most).collect();
        let is_one = best.iter().all(|moment| best.iter().all(|other| near(*moment, *other)));
        if let Some(moment) = best.first().filter(|_| is_one) {
            if near(self.local, *moment) {
                self.believed = self.local;
            } else if !near(self.believed, *moment) {
                self.believed = *moment;
            }
        }
        self.learned |= self.said.values().any(|said| near(*said, self.believed));
        let support = self.support(self.believed);
        self.agreed = support.witnesses > 1 && support.votes > support.against;
    }

    /// The votes for a moment and against it, from the networks, this device's wall clock and the last confirmed time.
    fn support(&self, moment: DateTime<Utc>) -> Support {
        let (mut networks, mut others) = (BTreeMap::new(), BTreeMap::new());
        for (witness, said) in &self.said {
            let side = if near(*said, moment) { &mut networks } else { &mut others };
            let weight = side.entry(witness.network()).or_default();
            *weight = witness.weight().max(*weight);
        }
        // A many-server network is one witness: it is for the moment if any of its servers is.
        others.retain(|network, _| !networks.contains_key(network));
        let own: Vec<_> = [Some(self.local), self.settled].into_iter().flatten().collect();
        let own_for = own.iter().filter(|own| near(**own, moment)).count();
        let votes = |networks: &BTreeMap<_, u32>, own| {
            networks.values().sum::<u32>() + u32::try_from(own).unwrap_or_default()
        };
        Support {
            votes: votes(&networks, own_for),
            against: votes(&others, own.len() - own_for),
            witnesses: networks.len() + own_for,
        }
    }
}

struct Support {
    votes: u32,
    against: u32,
    witnesses: usize,
}

fn zero(now: DateTime<Utc>, elapsed: Duration) -> DateTime<Utc> {
    let now = bounded_moment(now);
    TimeDelta::from_std(elapsed).ok().and_then(|elapsed| now.checked_sub_signed(elapsed)).unwrap_or(now)
}

fn near(one: DateTime<Utc>, other: DateTime<Utc>) -> bool {
    (one - other).abs() <= TOLERANCE
}
