//! Which of several clocks is believed: this device's, or those of the networks that answer.
//!
//! Two clocks of the device are read: the wall clock, which anybody may set, and the one that counts since some fixed
//! moment and which nobody can. Their difference is the moment at which the second was zero; the `Date` of an answer
//! (RFC 9110 section 6.6.1) says the same of a network. So all that is kept here are such moments, which stay put
//! while time passes, and [`Clocks::now`] is the believed one plus what has elapsed.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{NetworkId, bounded_moment};

/// Two clocks this near to each other agree: a `Date` has whole seconds, and an answer takes its time to arrive.
const TOLERANCE: TimeDelta = TimeDelta::minutes(2);
/// For so long nothing is told by a clock that no network has confirmed, or that witnesses dispute. By then every
/// network in reach has been asked.
const PATIENCE: Duration = Duration::from_secs(6 * 3600);
/// For so long witnesses who agree against this device's clock wait for others: the first to answer may all be wrong.
const SETTLES: Duration = Duration::from_secs(5 * 60);

/// The source of a `Date`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Witness {
    /// A network with one operator, whose answer the rules of its file judged.
    Network(NetworkId),
    /// One server of a network that is many servers. Anybody may run one.
    Server(NetworkId, String),
    /// An answer that no rule judged.
    Unjudged(NetworkId),
}

impl Witness {
    fn network(&self) -> &NetworkId {
        match self {
            Self::Network(network) | Self::Server(network, _) | Self::Unjudged(network) => network,
        }
    }

    /// A network with one operator counts for more than the device. All servers of a network of many together count for
    /// as much as the device, so that no number of servers outvotes it.
    fn weight(&self) -> u32 {
        match self {
            Self::Network(_) => 2,
            Self::Server(..) | Self::Unjudged(_) => 1,
        }
    }
}

/// How far the time may be believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confidence {
    /// No network has confirmed it, or witnesses contradict each other: nothing is told that follows from time alone.
    Doubted,
    /// It has been in doubt for so long that nobody will settle it. A late warning is worse than a wrong date.
    Assumed,
    /// Most witnesses agree, a network among them.
    #[default]
    Confirmed,
}

/// The clocks of this device, put right by the clocks of the networks. Each moment is that at which
/// [`Clocks::read`] would have been told zero, by somebody's clock.
#[derive(Debug)]
pub struct Clocks {
    local: DateTime<Utc>,
    believed: DateTime<Utc>,
    /// The last that each witness said. Empty again after the wall clock was set.
    said: BTreeMap<Witness, DateTime<Utc>>,
    /// What a witness said once, and no other says.
    unheard_of: BTreeMap<Witness, DateTime<Utc>>,
    /// The time that was last settled: it outlasts a wall clock that is set.
    settled: Option<DateTime<Utc>>,
    /// Whether any network ever supported the believed time.
    learned: bool,
    /// Most witnesses, and two at least, agree with the believed time.
    agreed: bool,
    /// What had elapsed when the time came into doubt.
    doubted: Duration,
}

impl Clocks {
    /// The clocks of a device, none of which a network has confirmed.
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

    /// Takes in both clocks of the device, and notices a wall clock that was set.
    pub fn read(&mut self, wall: DateTime<Utc>, elapsed: Duration) {
        let local = zero(wall, elapsed);
        if !near(local, self.local) {
            // The believed time goes on, but only a network knows whether the clock was put right or wrong.
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

    /// How far the believed time may be believed.
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

    /// The witnesses heard so far, if they contradict each other. The others should be asked.
    #[must_use]
    pub fn disputed_by(&self, elapsed: Duration) -> Option<BTreeSet<Witness>> {
        let heard = || self.said.keys().chain(self.unheard_of.keys()).cloned().collect::<BTreeSet<_>>();
        (!self.is_confirmed(elapsed)).then(heard).filter(|heard| !heard.is_empty())
    }

    /// How far the wall clock is ahead of the networks that are believed, to the second.
    #[must_use]
    pub fn skew(&self) -> Option<TimeDelta> {
        let said = self.said.values().filter(|said| near(**said, self.believed)).max()?;
        Some(TimeDelta::seconds((self.local - *said).num_seconds()))
    }

    /// Whether this `Date` is far from the believed time.
    #[must_use]
    pub fn contradict(&self, date: DateTime<Utc>, elapsed: Duration) -> bool {
        !near(zero(date, elapsed), self.believed)
    }

    /// Whether the last that this witness said contradicts all that is known. It should be asked again.
    #[must_use]
    pub fn are_contradicted_by(&self, witness: &Witness) -> bool {
        self.unheard_of.contains_key(witness)
    }

    /// Takes in a `Date` that this witness gave just now. A contradiction of all that is known counts only when it is
    /// said again, by the same witness or another. Tells whether the believed time moved.
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

    /// Believes the moment that most witnesses support. While contradicting moments have as many, nobody is believed
    /// and the former belief goes on.
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

    /// The witnesses for a moment and against it: the networks, this device's wall clock, and the time that was settled
    /// before.
    fn support(&self, moment: DateTime<Utc>) -> Support {
        let (mut networks, mut others) = (BTreeMap::new(), BTreeMap::new());
        for (witness, said) in &self.said {
            let side = if near(*said, moment) { &mut networks } else { &mut others };
            let weight = side.entry(witness.network()).or_default();
            *weight = witness.weight().max(*weight);
        }
        // A network of many servers is one witness, for the moment if any of its servers is.
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
