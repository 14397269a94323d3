//! The results of a simulated year.

use std::fmt;

use chrono::TimeDelta;

use crate::{Kind, politeness::Asked};

/// A network sees a renewal storm when more than this share of its connections renew within one minute.
const STORM: f64 = 0.25;
/// Up to 30 renewals a minute are never a storm, however few connections there are.
const NO_STORM: f64 = 30.0;

/// The figures of one year.
#[derive(Debug)]
#[expect(missing_docs, reason = "each says itself what it is")]
pub struct Figures {
    pub seed: u64,
    pub connections: usize,
    pub disconnects: usize,
    pub notices: usize,
    pub withdrawn: usize,
    pub warnings: usize,
    pub renewals: usize,
    pub renewed_members: usize,
    pub sign_ins: usize,
    pub faults: usize,
    pub outages: usize,
    pub sleeps: usize,
    pub restarts: usize,
    /// Disconnects that the network did not cause.
    pub false_disconnects: Vec<String>,
    /// Disconnects found later than the network's probe interval plus 30 seconds of countable time.
    pub late: Vec<String>,
    /// Notices that came twice or never, or stayed after recovery.
    pub told_wrongly: Vec<String>,
    /// Requests that broke a rule of politeness.
    pub impolite: Vec<String>,
    pub posts: Posts,
    pub networks: Vec<Network>,
}

/// The figures of the posts.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "each says itself what it is")]
pub struct Posts {
    pub written: usize,
    pub shared: usize,
    /// Requests that left more than an hour after their post's time: the device slept, or the account was cut.
    pub waited: usize,
    pub lost_answers: usize,
    pub repeats: usize,
    /// Decisions of people.
    pub decided: usize,
    pub published_twice: Vec<String>,
    /// Posts that neither ended nor have a reason to wait.
    pub lost: Vec<String>,
    /// Posts that left before their time, or later than their rule allows.
    pub out_of_time: Vec<String>,
    /// Posts that Gander calls shared and that are not on the timeline, or the reverse.
    pub told_wrongly: Vec<String>,
}

/// The figures of one network.
#[derive(Debug)]
#[expect(missing_docs, reason = "each says itself what it is")]
pub struct Network {
    pub name: String,
    pub probe_every: TimeDelta,
    pub connections: usize,
    pub found: usize,
    /// Counts only the time in which the device was awake and the network answered.
    pub worst_delay: TimeDelta,
    pub worst_delay_by_the_clock: TimeDelta,
    pub most_renewals_in_a_minute: usize,
    pub probes: Rate,
    pub renewals: Rate,
    pub requests: Rate,
    /// The most requests by one connection within one day.
    pub most_in_a_day: u32,
}

/// Requests per connection and day, over the year.
#[derive(Clone, Copy, Debug, Default)]
#[expect(missing_docs, reason = "each says itself what it is")]
pub struct Rate {
    pub p50: f64,
    pub max: f64,
}

impl Figures {
    pub(crate) fn new(seed: u64, connections: usize, kinds: &[Kind]) -> Self {
        let network = |kind: &Kind| Network {
            name: kind.name.clone(),
            probe_every: kind.policy.probe_every,
            connections: 0,
            found: 0,
            worst_delay: TimeDelta::zero(),
            worst_delay_by_the_clock: TimeDelta::zero(),
            most_renewals_in_a_minute: 0,
            probes: Rate::default(),
            renewals: Rate::default(),
            requests: Rate::default(),
            most_in_a_day: 0,
        };
        Self {
            seed,
            connections,
            disconnects: 0,
            notices: 0,
            withdrawn: 0,
            warnings: 0,
            renewals: 0,
            renewed_members: 0,
            sign_ins: 0,
            faults: 0,
            outages: 0,
            sleeps: 0,
            restarts: 0,
            false_disconnects: Vec::new(),
            late: Vec::new(),
            told_wrongly: Vec::new(),
            impolite: Vec::new(),
            posts: Posts::default(),
            networks: kinds.iter().map(network).collect(),
        }
    }

    /// Describes every broken promise.
    #[must_use]
    pub fn broken(&self) -> Vec<String> {
        let Posts { published_twice, lost, out_of_time, told_wrongly, .. } = &self.posts;
        let all = [
            &self.false_disconnects,
            &self.late,
            &self.told_wrongly,
            &self.impolite,
            published_twice,
            lost,
            out_of_time,
            told_wrongly,
        ];
        let mut broken: Vec<_> = all.into_iter().flatten().cloned().collect();
        for network in &self.networks {
            if network.is_stormy() {
                let (most, name) = (network.most_renewals_in_a_minute, &network.name);
                broken.push(format!("{most} renewals at {name} within one minute"));
            }
        }
        broken
    }
}

impl Network {
    fn is_stormy(&self) -> bool {
        let most = (self.connections as f64 * STORM).max(NO_STORM);
        self.most_renewals_in_a_minute as f64 > most
    }
}

/// Sums up the requests of a network's connections.
pub(crate) fn count<'a>(network: &mut Network, asked: impl Iterator<Item = &'a Asked>, days: i64) {
    let asked: Vec<_> = asked.collect();
    network.connections = asked.len();
    network.most_in_a_day = asked.iter().map(|asked| asked.most_in_a_day).max().unwrap_or_default();
    let rate = |of: fn(&Asked) -> u32| {
        let mut counts: Vec<_> = asked.iter().map(|asked| of(asked)).collect();
        counts.sort_unstable();
        let daily = |count: Option<&u32>| f64::from(count.copied().unwrap_or_default()) / days as f64;
        Rate { p50: daily(counts.get(counts.len() / 2)), max: daily(counts.last()) }
    };
    network.probes = rate(|asked| asked.probes);
    network.renewals = rate(|asked| asked.renewals);
    network.requests = rate(|asked| asked.probes + asked.renewals);
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "A year of {} connections (seed {}): {} sign-ins, {} faults, {} outages, {} sleeps, {} restarts",
            self.connections, self.seed, self.sign_ins, self.faults, self.outages, self.sleeps, self.restarts
        )?;
        writeln!(
            f,
            "disconnects {}, false {}, late {}; notices {} ({} warnings), withdrawn {}, told wrongly {}; \
             renewals {}; impolite requests {}",
            self.disconnects,
            self.false_disconnects.len(),
            self.late.len(),
            self.notices,
            self.warnings,
            self.withdrawn,
            self.told_wrongly.len(),
            self.renewals,
            self.impolite.len()
        )?;
        if self.posts.written > 0 {
            writeln!(f, "{}", self.posts)?;
        }
        writeln!(
            f,
            "{:<15} {:>6} {:>6} {:>10} {:>10} {:>9} {:>12} {:>12} {:>12} {:>7}",
            "", "probe", "found", "worst", "by clock", "renewals", "probes", "renewals", "requests", "most"
        )?;
        writeln!(
            f,
            "{:<15} {:>6} {:>6} {:>10} {:>10} {:>9} {:>12} {:>12} {:>12} {:>7}",
            "network",
            "every",
            "",
            "delay",
            "",
            "/min max",
            "/day p50 max",
            "/day p50 max",
            "/day p50 max",
            "in 24 h"
        )?;
        self.networks.iter().try_for_each(|network| writeln!(f, "{network}"))
    }
}

impl fmt::Display for Posts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "posts {}, shared {}, after an hour or more {}, answers lost {}, repeats {}, decided by people {}; published \
             twice {}, lost {}, early or too late {}, told wrongly {}",
            self.written,
            self.shared,
            self.waited,
            self.lost_answers,
            self.repeats,
            self.decided,
            self.published_twice.len(),
            self.lost.len(),
            self.out_of_time.len(),
            self.told_wrongly.len()
        )
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rate = |rate: Rate| format!("{:.2} {:.2}", rate.p50, rate.max);
        write!(
            f,
            "{:<15} {:>5}h {:>6} {:>10} {:>10} {:>9} {:>12} {:>12} {:>12} {:>7}",
            self.name,
            self.probe_every.num_hours(),
            self.found,
            clock(self.worst_delay),
            clock(self.worst_delay_by_the_clock),
            self.most_renewals_in_a_minute,
            rate(self.probes),
            rate(self.renewals),
            rate(self.requests),
            self.most_in_a_day
        )
    }
}

fn clock(time: TimeDelta) -> String {
    let seconds = time.num_seconds();
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
