//! Simulates a year in which clocks are wrong: the device's, and those of some networks.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{
    Account, Clocks, Confidence, ConnectionId, Effect, Grant, Input, Lifecycle, Lifetimes, NoticeKind,
    OperationId, Witness,
};

use crate::Kind;

/// Longer than a year, so that the longest ladder of warnings fits.
const DAYS: i64 = 367;
/// The most that a notice may be late, because the device was off or the time was in doubt.
const LATE: TimeDelta = TimeDelta::hours(13);
/// The most that agreeing clocks may differ.
const EARLY: TimeDelta = TimeDelta::minutes(5);
/// The interval between restarts of the process.
const RESTARTED_EVERY: TimeDelta = TimeDelta::hours(25);

/// The lead of a clock over true time, as a function of the time since the start.
pub type Ahead = fn(TimeDelta) -> TimeDelta;

/// The wrong clocks.
#[derive(Clone, Copy)]
pub struct Lies {
    /// The lead of the device's wall clock after the first sign-ins.
    pub device: Ahead,
    /// The networks that lie, by their ids.
    pub networks: &'static [(&'static str, Ahead)],
    /// Tells whether the networks with wrong clocks answer first after each start.
    pub first: bool,
}

/// The warnings that the person got in that year.
#[derive(Debug, Default)]
pub struct Notified {
    /// The number of warnings at the right time.
    pub warnings: usize,
    /// Warnings before their time.
    pub false_warnings: Vec<String>,
    /// Rungs of a ladder without a warning.
    pub missed_rungs: Vec<String>,
}

struct Member {
    kind: Kind,
    witness: Witness,
    id: ConnectionId,
    /// The grant by the network's own rules, in true time.
    grant: Option<Grant>,
    told: BTreeSet<TimeDelta>,
}

impl Member {
    fn end(&self) -> Option<DateTime<Utc>> {
        self.grant.as_ref().and_then(|grant| grant.reauthorize_by(&self.kind.policy))
    }
}

struct Year {
    lies: Lies,
    start: DateTime<Utc>,
    passed: TimeDelta,
    clocks: Clocks,
    machine: Lifecycle,
    members: Vec<Member>,
    answers: Vec<(TimeDelta, ConnectionId, OperationId)>,
    disputed: bool,
    told: Notified,
}

/// Simulates a year with these wrong clocks. No network fails, and no grant ends early.
#[must_use]
pub fn lie(kinds: Vec<Kind>, lies: Lies) -> Notified {
    let start = DateTime::from_timestamp(1_767_614_400, 0).expect("5 January 2026");
    let member = |(number, kind): (usize, Kind)| Member {
        witness: match kind.id.as_str() {
            "mastodon" | "bluesky" => Witness::Server(kind.id.clone(), format!("{}.example", kind.id)),
            _ => Witness::Network(kind.id.clone()),
        },
        id: ConnectionId::from(format!("connection-{number}")),
        grant: None,
        told: BTreeSet::new(),
        kind,
    };
    let year = Year {
        lies,
        start,
        passed: TimeDelta::zero(),
        clocks: Clocks::new(start, Duration::ZERO),
        machine: Lifecycle::new(true),
        members: kinds.into_iter().enumerate().map(member).collect(),
        answers: Vec::new(),
        disputed: false,
        told: Notified::default(),
    };
    year.run()
}

impl Year {
    fn run(mut self) -> Notified {
        for number in 0..self.members.len() {
            self.sign_in(number);
        }
        let mut restart = RESTARTED_EVERY;
        while self.passed < TimeDelta::days(DAYS) {
            // A pending sign-in would lose its answer in a restart.
            if self.passed >= restart && self.answers.is_empty() {
                self.restart();
                restart += RESTARTED_EVERY;
            }
            // Like the driver: waits an hour at most, and not past the next answer.
            let next = self.machine.next_deadline().map_or(TimeDelta::hours(1), |at| at - self.now());
            let answer = self.answers.iter().map(|(at, ..)| *at - self.passed).min();
            let wait = next.min(answer.unwrap_or(next)).clamp(TimeDelta::seconds(1), TimeDelta::hours(1));
            self.pass(wait);
        }
        self.told
    }

    fn pass(&mut self, wait: TimeDelta) {
        let before = self.now();
        self.passed += wait;
        self.read();
        self.resume_if_moved(before + wait);
        while let Some(place) = self.answers.iter().position(|(at, ..)| *at <= self.passed) {
            let (_, connection, operation_id) = self.answers.remove(place);
            let before = self.now();
            self.hear(&connection);
            self.resume_if_moved(before);
            self.tell(Input::Probed { connection, operation_id, account: None, scopes: None });
        }
        self.settle_the_time();
        self.tell(Input::Tick);
        self.judge();
    }

    fn resume_if_moved(&mut self, expected: DateTime<Utc>) {
        if (self.now() - expected).abs() > TimeDelta::minutes(1) {
            self.tell(Input::Resumed);
        }
    }

    fn truth(&self) -> DateTime<Utc> {
        self.start + self.passed
    }

    fn elapsed(&self) -> Duration {
        self.passed.to_std().unwrap_or_default()
    }

    fn now(&self) -> DateTime<Utc> {
        self.clocks.now(self.elapsed())
    }

    fn read(&mut self) {
        let wall = self.truth() + (self.lies.device)(self.passed);
        self.clocks.read(wall, self.elapsed());
    }

    fn lie_of(&self, network: &str) -> Option<TimeDelta> {
        let liar = self.lies.networks.iter().find(|(id, _)| *id == network)?;
        Some((liar.1)(self.passed))
    }

    fn hear(&mut self, connection: &ConnectionId) {
        let Some(member) = self.members.iter().find(|member| member.id == *connection) else { return };
        let ahead = self.lie_of(member.kind.id.as_str()).unwrap_or_default();
        let (witness, date) = (member.witness.clone(), self.truth() + ahead);
        // The second call confirms a date that contradicts all others, as the driver's repeated request does.
        self.clocks.hear(witness.clone(), date, self.elapsed());
        self.clocks.hear(witness, date, self.elapsed());
    }

    fn settle_the_time(&mut self) {
        let disputed = self.clocks.disputed_by(self.elapsed());
        let begins = disputed.is_some() && !self.disputed;
        self.disputed = disputed.is_some();
        if let Some(heard) = disputed.filter(|_| begins) {
            let now = self.now();
            self.machine.ask_for_time(now, &heard);
        }
    }

    fn sign_in(&mut self, number: usize) {
        let truth = self.truth();
        let member = &mut self.members[number];
        let policy = Arc::clone(&member.kind.policy);
        member.grant = Some(Grant::authorized(&policy, truth, 1, refreshable()));
        let (connection, network) = (member.id.clone(), member.kind.id.clone());
        let operation_id = self.machine.new_operation_id();
        self.tell(Input::ConnectRequested { operation_id, connection, network, policy });
    }

    fn restart(&mut self) {
        let records: Vec<_> = self.machine.records().cloned().collect();
        let wall = self.truth() + (self.lies.device)(self.passed);
        self.clocks = Clocks::new(wall, self.elapsed());
        self.machine = Lifecycle::new(true);
        self.answers.clear();
        self.disputed = false;
        self.machine.trust_clock(self.now(), Confidence::Doubted);
        let is_liar = |network: &str| self.lies.networks.iter().any(|(id, _)| *id == network);
        let (liars, honest): (Vec<_>, Vec<_>) =
            records.into_iter().partition(|record| is_liar(record.network.as_str()));
        for mut record in if self.lies.first { [liars, honest] } else { [honest, liars] }.concat() {
            if self.lies.first && is_liar(record.network.as_str()) {
                record.next_check = self.now();
            }
            self.tell(Input::Restored { record: Box::new(record), interrupted: false });
        }
        self.tell(Input::Tick);
    }

    fn tell(&mut self, input: Input) {
        let now = self.now();
        self.machine.trust_clock(now, self.clocks.confidence(self.elapsed()));
        self.machine.handle(now, input);
        while let Some(effect) = self.machine.next_effect() {
            self.act(effect);
        }
    }

    fn act(&mut self, effect: Effect) {
        let now = self.now();
        match effect {
            Effect::OpenAuthorization { operation_id, .. } => {
                self.machine.handle(now, Input::RedirectArrived { operation_id });
            }
            Effect::Exchange { operation_id, connection } => {
                let account = Account { id: connection.to_string(), username: None, display_name: None };
                let lifetimes = refreshable();
                self.machine.handle(now, Input::Exchanged { operation_id, account, lifetimes, scopes: None });
            }
            Effect::Commit { operation_id, .. } => {
                self.machine.handle(now, Input::Committed { operation_id });
            }
            Effect::Probe { connection, operation_id, .. } => {
                self.answers.push((self.passed + TimeDelta::seconds(1), connection, operation_id));
            }
            Effect::Renew { connection, operation_id, .. } => {
                self.renewed(&connection);
                let lifetimes = refreshable();
                self.machine
                    .handle(now, Input::Renewed { connection, operation_id, lifetimes, scopes: None });
            }
            Effect::Notify { connection, kind: NoticeKind::ReauthorizeBy { rung, .. } } => {
                self.warned(&connection, rung);
            }
            _ => {}
        }
    }

    fn renewed(&mut self, connection: &ConnectionId) {
        let truth = self.truth();
        let Some(member) = self.members.iter_mut().find(|member| member.id == *connection) else { return };
        let former = member.end();
        let policy = Arc::clone(&member.kind.policy);
        member.grant = member.grant.as_ref().map(|grant| grant.renewed(&policy, truth, refreshable()));
        if member.end() != former {
            member.told.clear();
        }
    }

    fn warned(&mut self, connection: &ConnectionId, rung: TimeDelta) {
        let (truth, told) = (self.truth(), &mut self.told);
        let Some(member) = self.members.iter_mut().find(|member| member.id == *connection) else { return };
        match member.end() {
            Some(end) if truth + EARLY >= end - rung => {
                told.warnings += 1;
                member.told.insert(rung);
            }
            _ => told.false_warnings.push(format!(
                "{} of {} days at {truth}",
                member.kind.name,
                rung.num_days()
            )),
        }
    }

    /// Checks that every rung had its warning within `LATE`.
    fn judge(&mut self) {
        let truth = self.truth();
        let mut again = Vec::new();
        for (number, member) in self.members.iter_mut().enumerate() {
            let Some(end) = member.end() else { continue };
            for rung in &member.kind.policy.warn {
                let missed = truth > end - *rung + LATE && !member.told.contains(rung);
                if missed && member.told.insert(*rung) {
                    let days = rung.num_days();
                    self.told.missed_rungs.push(format!("{} of {days} days at {truth}", member.kind.name));
                }
            }
            if truth >= end {
                again.push(number);
            }
        }
        // The person signs in again when the grant ends.
        for number in again {
            let member = &mut self.members[number];
            member.told.clear();
            let policy = Arc::clone(&member.kind.policy);
            member.grant = Some(Grant::authorized(&policy, truth, 1, refreshable()));
            let (connection, operation_id) = (member.id.clone(), self.machine.new_operation_id());
            self.hear(&connection);
            self.tell(Input::ReauthorizeRequested { operation_id, connection });
        }
    }
}

fn refreshable() -> Lifetimes {
    Lifetimes { refresh_token: true, ..Lifetimes::default() }
}
