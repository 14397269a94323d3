//! A year of a thousand connections, with networks that fail and people who take their access back.

mod truth;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
    sync::Arc,
};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{
    Account, Attempt, ConnectionId, Effect, Endpoint, Input, Lifecycle, NetworkId, NoticeKind, Policy,
    Reason, SignInOutcome, Signal, Standing,
};

use self::truth::{Random, Truth};
use crate::common::{
    days, evidence, facebook, hours, instagram, linkedin, minutes, seconds, start, verdict, with_refresh, x,
    x_forever,
};

const CONNECTIONS: usize = 1000;
/// A check every fourth day, an outage of a day, a wait of one, a night's sleep: what is cut off is known
/// by then.
const FOUND_WITHIN: TimeDelta = TimeDelta::days(12);
/// More rounds than this at one moment, and the machine spins.
const MOST_ROUNDS: usize = 100 * CONNECTIONS;

#[test]
fn in_a_year_of_a_thousand_connections_no_disconnect_is_false_every_true_one_is_found_and_told_once() {
    let mut year = Year::new(20_260_105);
    year.run();
    let seen = &year.seen;
    assert_eq!(seen.false_disconnects, Vec::<String>::new());
    assert_eq!(seen.late, Vec::<String>::new());
    assert_eq!(seen.told_wrongly, Vec::<String>::new());
    // It was a year worth living through.
    assert!(seen.disconnects > 1000, "{}", seen.disconnects);
    assert!(seen.faults > 10_000, "{}", seen.faults);
    assert!(seen.warnings > 1000, "{}", seen.warnings);
    assert!(seen.renewals > 10_000, "{}", seen.renewals);
    assert!(seen.sign_ins > 2 * CONNECTIONS, "{}", seen.sign_ins);
    let renewed = year.machine.records().filter(|record| record.grant.generation > 1).count();
    assert!(renewed > CONNECTIONS / 2, "{renewed}");
}

#[derive(Default)]
struct Seen {
    false_disconnects: Vec<String>,
    late: Vec<String>,
    told_wrongly: Vec<String>,
    disconnects: usize,
    faults: usize,
    warnings: usize,
    renewals: usize,
    sign_ins: usize,
}

/// Something that will happen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Later {
    Answer(Attempt, ConnectionId, bool),
    CutOff(ConnectionId),
    Outage(ConnectionId),
    PassCheckpoint(ConnectionId),
    SignIn(ConnectionId),
    LookBack(ConnectionId, DateTime<Utc>),
    Sleep,
}

struct Year {
    machine: Lifecycle,
    now: DateTime<Utc>,
    random: Random,
    members: BTreeMap<ConnectionId, Truth>,
    later: BinaryHeap<Reverse<(DateTime<Utc>, u64, Later)>>,
    planned: u64,
    signing_in: BTreeMap<Attempt, ConnectionId>,
    seen: Seen,
}

impl Year {
    fn new(seed: u64) -> Self {
        Self {
            machine: Lifecycle::new(true),
            now: start(),
            random: Random(seed),
            members: BTreeMap::new(),
            later: BinaryHeap::new(),
            planned: 0,
            signing_in: BTreeMap::new(),
            seen: Seen::default(),
        }
    }

    fn run(&mut self) {
        for number in 0..CONNECTIONS {
            self.add(number);
        }
        self.plan(days(5), Later::Sleep);
        let end = start() + days(365);
        let mut rounds = 0;
        loop {
            let planned = self.later.peek().map(|Reverse((at, ..))| *at);
            let Some(next) = self.machine.next_deadline().into_iter().chain(planned).min() else { break };
            if next > end {
                break;
            }
            rounds = if next > self.now { 0 } else { rounds + 1 };
            assert!(rounds < MOST_ROUNDS, "the machine spins at {}", self.now);
            self.now = self.now.max(next);
            if planned.is_some_and(|at| at <= self.now)
                && let Some(Reverse((_, _, later))) = self.later.pop()
            {
                self.happen(later);
            }
            self.tell(Input::Tick);
        }
        self.take_stock();
    }

    fn add(&mut self, number: usize) {
        let policy = [facebook, instagram, linkedin, x, x_forever][number % 5]();
        // A check every fourth day keeps the test short.
        let policy = Arc::new(Policy { probe_every: days(4), ..(*policy).clone() });
        let id = ConnectionId::from(format!("connection-{number}"));
        let truth = Truth::new(Arc::clone(&policy), self.now);
        self.members.insert(id.clone(), truth);
        let attempt = self.machine.new_attempt();
        self.signing_in.insert(attempt, id.clone());
        let network = NetworkId::from(format!("network-{}", number % 5));
        self.tell(Input::ConnectRequested { attempt, connection: id.clone(), network, policy });
        let until_cut = days(self.random.below(300)) + seconds(self.random.below(86_400));
        self.plan(until_cut, Later::CutOff(id.clone()));
        let until_outage = hours(self.random.below(24 * 60));
        self.plan(until_outage, Later::Outage(id));
    }

    fn plan(&mut self, after: TimeDelta, later: Later) {
        self.planned += 1;
        self.later.push(Reverse((self.now + after, self.planned, later)));
    }

    fn happen(&mut self, later: Later) {
        match later {
            Later::Answer(attempt, id, renewal) => self.answer(attempt, &id, renewal),
            Later::CutOff(id) => self.cut_off(&id),
            Later::Outage(id) => {
                let lasts = minutes(1 + self.random.below(16 * 60));
                self.member(&id).down_until = self.now + lasts;
                let until_next = days(1 + self.random.below(90));
                self.plan(until_next, Later::Outage(id));
            }
            Later::PassCheckpoint(id) => {
                if self.member(&id).ended.is_some_and(|(reason, _)| reason == Reason::Checkpoint) {
                    self.member(&id).ended = None;
                }
            }
            Later::SignIn(id) => {
                self.member(&id).sign_in_planned = false;
                let attempt = self.machine.new_attempt();
                self.signing_in.insert(attempt, id.clone());
                self.tell(Input::ReauthorizeRequested { attempt, connection: id });
            }
            Later::LookBack(id, at) => self.look_back(&id, at),
            Later::Sleep => {
                let asleep = hours(self.random.below(12));
                self.now += asleep;
                self.tell(Input::Resumed);
                self.plan(days(5), Later::Sleep);
            }
        }
    }

    fn cut_off(&mut self, id: &ConnectionId) {
        let reasons =
            [Reason::Revoked, Reason::PasswordChanged, Reason::Checkpoint, Reason::PermissionMissing];
        let reason = reasons[usize::try_from(self.random.below(4)).unwrap_or_default()];
        let now = self.now;
        if self.member(id).ended.is_none() {
            self.member(id).ended = Some((reason, now));
            self.plan(FOUND_WITHIN, Later::LookBack(id.clone(), now));
            if reason == Reason::Checkpoint {
                let passes = days(14 + self.random.below(10));
                self.plan(passes, Later::PassCheckpoint(id.clone()));
            }
        }
        let until_next = days(60 + self.random.below(200));
        self.plan(until_next, Later::CutOff(id.clone()));
    }

    /// Whatever is still cut off must be known by now.
    fn look_back(&mut self, id: &ConnectionId, at: DateTime<Utc>) {
        let ended = self.member(id).ended.is_some_and(|(_, since)| since == at);
        let standing = self.machine.record(id).map(|record| &record.standing);
        if ended && !matches!(standing, Some(Standing::Broken { .. })) {
            self.seen.late.push(format!("{id} was cut off at {at} and is still {standing:?}"));
        }
    }

    fn tell(&mut self, input: Input) {
        self.machine.handle(self.now, input);
        while let Some(effect) = self.machine.next_effect() {
            self.act(effect);
        }
    }

    fn act(&mut self, effect: Effect) {
        match effect {
            Effect::OpenAuthorization { attempt, .. } => {
                self.machine.handle(self.now, Input::RedirectArrived { attempt });
            }
            Effect::Exchange { attempt, .. } => {
                let id = self.signing_in[&attempt].clone();
                self.sign_in(&id);
                let account = Account { id: id.to_string(), username: None, display_name: None };
                let input = Input::Exchanged { attempt, account, lifetimes: with_refresh() };
                self.machine.handle(self.now, input);
            }
            Effect::Renew { connection, attempt, .. } => {
                self.seen.renewals += 1;
                self.plan(seconds(1), Later::Answer(attempt, connection, true));
            }
            Effect::Probe { connection, attempt, .. } => {
                self.plan(seconds(1), Later::Answer(attempt, connection, false));
            }
            Effect::Commit { attempt, .. } => {
                let input = if self.random.one_in(10) {
                    Input::CommitFailed { attempt }
                } else {
                    Input::Committed { attempt }
                };
                self.machine.handle(self.now, input);
            }
            Effect::SignInEnded { attempt, outcome } => {
                let id = self.signing_in.remove(&attempt);
                let active = id.clone().map(SignInOutcome::Active);
                assert!(active.as_ref() == Some(&outcome), "{id:?} ended as {outcome:?}");
                self.seen.sign_ins += 1;
            }
            Effect::Happened { connection, event: lifecycle::Event::Disconnected(reason), .. } => {
                self.disconnected(&connection, reason);
            }
            Effect::Notify { connection, kind } => self.notified(&connection, &kind),
            Effect::Withdraw { connection } => self.member(&connection).told.clear(),
            Effect::Forget { connection } => panic!("{connection} was forgotten"),
            Effect::Save { .. } | Effect::WorkEnded { .. } | Effect::Happened { .. } | Effect::Publish => {}
        }
    }

    fn sign_in(&mut self, id: &ConnectionId) {
        let now = self.now;
        self.member(id).sign_in(now);
    }

    fn answer(&mut self, attempt: Attempt, id: &ConnectionId, renewal: bool) {
        let now = self.now;
        let (luck, endpoint) =
            (self.random.below(100), if renewal { Endpoint::Renewal } else { Endpoint::Probe });
        let connection = id.clone();
        let member = self.member(id);
        let proof = member.proof(now, renewal);
        let fault = match luck {
            _ if member.down_until > now => Some(Signal::Transient),
            0 => Some(Signal::RateLimited { until: None }),
            1 => Some(Signal::RateLimited { until: Some(now + hours(30)) }),
            2 => Some(Signal::Transient),
            _ => None,
        };
        let input = if let Some(signal) = fault {
            self.seen.faults += 1;
            Input::Refused { connection, attempt, verdict: verdict(now, endpoint, signal, None) }
        } else if luck == 3 {
            Input::Postponed { connection, attempt }
        } else if let Some(signal) = proof {
            let confirm_after = (luck % 2 == 0).then(|| seconds(30));
            Input::Refused { connection, attempt, verdict: verdict(now, endpoint, signal, confirm_after) }
        } else if renewal {
            member.renew(now);
            if luck == 4 {
                Input::AnswerLost { connection, attempt, evidence: evidence(now, endpoint) }
            } else {
                Input::Renewed { connection, attempt, lifetimes: with_refresh() }
            }
        } else if luck == 5 && !member.hiccup {
            // It says revoked, and will not the second time.
            member.hiccup = true;
            let verdict = verdict(now, endpoint, Signal::Revoked, Some(seconds(30)));
            Input::Refused { connection, attempt, verdict }
        } else {
            member.hiccup = false;
            Input::Probed { connection, attempt, account: None }
        };
        self.tell(input);
    }

    fn disconnected(&mut self, id: &ConnectionId, reason: Reason) {
        self.seen.disconnects += 1;
        let now = self.now;
        let member = self.member(id);
        member.untold = true;
        if !member.proves(now, reason) {
            self.seen.false_disconnects.push(format!("{id} was called {reason:?} at {now}"));
        }
    }

    fn notified(&mut self, id: &ConnectionId, kind: &NoticeKind) {
        let member = self.members.get_mut(id).expect("a member");
        let wrong = match kind {
            NoticeKind::Disconnected { reminder: 0, .. } => !std::mem::take(&mut member.untold),
            NoticeKind::Disconnected { .. } | NoticeKind::ReauthorizeBy { .. } => member.told.contains(kind),
            NoticeKind::SetUpNeeded(_) => true,
        };
        if wrong {
            self.seen.told_wrongly.push(format!("{id}: {kind:?} at {}", self.now));
        }
        member.told.push(kind.clone());
        self.seen.warnings += usize::from(matches!(kind, NoticeKind::ReauthorizeBy { .. }));
        if !member.sign_in_planned && !self.random.one_in(4) {
            member.sign_in_planned = true;
            let soon = hours(self.random.below(6 * 24));
            self.plan(soon, Later::SignIn(id.clone()));
        }
    }

    /// How all are at the end.
    fn take_stock(&mut self) {
        for record in self.machine.records() {
            let member = &self.members[&record.id];
            let long_ago = self.now - FOUND_WITHIN;
            let over = member.access_until.is_some_and(|until| until <= long_ago);
            let cut_off = member.ended.is_some_and(|(_, since)| since <= long_ago) || over;
            let broken = matches!(record.standing, Standing::Broken { .. });
            if cut_off && !broken {
                self.seen.late.push(format!("{} is over and still {:?}", record.id, record.standing));
            }
            if member.untold {
                self.seen.told_wrongly.push(format!("{} was never told of", record.id));
            }
            let recovering = matches!(&record.standing, Standing::Broken { reason: Reason::Checkpoint, .. });
            if broken
                && !recovering
                && member.ended.is_none()
                && member.access_until.is_none_or(|a| a > self.now)
            {
                self.seen.false_disconnects.push(format!("{} is still {:?}", record.id, record.standing));
            }
        }
    }

    fn member(&mut self, id: &ConnectionId) -> &mut Truth {
        self.members.get_mut(id).expect("a member")
    }
}
