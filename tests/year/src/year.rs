//! The simulated year: random events, and the lifecycle's reaction.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap, HashMap, VecDeque},
    sync::Arc,
};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{
    Account, Confidence, ConnectionId, Effect, Endpoint, Event, Evidence, Input, Lifecycle, Lifetimes,
    NoticeKind, OperationId, Reason, Renewal, SignInOutcome, Signal, Standing, Verdict,
};

use crate::{Figures, Kind, figures, member::Member, random::Random};

/// A year and two days, so that grants of one year come to their end.
const DAYS: i64 = 367;
/// The tolerance on top of the probe interval for finding a disconnect.
const GRACE: TimeDelta = TimeDelta::seconds(30);
/// The most rounds per connection at one moment; more mean that the lifecycle spins.
const MOST_ROUNDS: usize = 100;
/// The longest ordinary sleep of a device, in hours.
const LONGEST_NIGHT_HOURS: i64 = 12;

/// A scheduled event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Later {
    SignUp(usize),
    /// The attempt, the member, and whether the request was a renewal.
    Answer(OperationId, usize, bool),
    CutOff(usize),
    /// The access token ends by itself, unless its end has moved since.
    End(usize, DateTime<Utc>),
    /// The index of the network's kind.
    Outage(usize),
    PassCheckpoint(usize),
    SignIn(usize),
    Sleep,
    Wake,
    Restart,
}

struct Year {
    machine: Lifecycle,
    now: DateTime<Utc>,
    random: Random,
    kinds: Vec<Kind>,
    members: Vec<Member>,
    places: HashMap<ConnectionId, usize>,
    down_until: Vec<DateTime<Utc>>,
    /// The whole device is offline until then.
    offline_until: DateTime<Utc>,
    asleep: Option<DateTime<Utc>>,
    later: BinaryHeap<Reverse<(DateTime<Utc>, u64, Later)>>,
    planned: u64,
    signing_in: BTreeMap<OperationId, usize>,
    /// The renewals at each network within the last minute.
    within_a_minute: Vec<VecDeque<DateTime<Utc>>>,
    figures: Figures,
}

/// Simulates a year with `connections` connections to these networks. The same seed gives the same year.
#[must_use]
pub fn live(kinds: Vec<Kind>, seed: u64, connections: usize) -> Figures {
    let start = DateTime::from_timestamp(1_767_614_400, 0).expect("5 January 2026");
    let year = Year {
        machine: Lifecycle::new(true),
        now: start,
        random: Random(seed),
        members: (0..connections).map(|number| Member::new(number % kinds.len())).collect(),
        places: (0..connections).map(|number| (id(number), number)).collect(),
        down_until: vec![start; kinds.len()],
        offline_until: start,
        asleep: None,
        later: BinaryHeap::new(),
        planned: 0,
        signing_in: BTreeMap::new(),
        within_a_minute: vec![VecDeque::new(); kinds.len()],
        figures: Figures::new(seed, connections, &kinds),
        kinds,
    };
    year.run()
}

impl Year {
    fn run(mut self) -> Figures {
        for number in 0..self.members.len() {
            let soon = seconds(self.random.below(86_400));
            self.plan(soon, Later::SignUp(number));
        }
        for kind in 0..self.kinds.len() {
            let soon = hours(self.random.below(20 * 24));
            self.plan(soon, Later::Outage(kind));
        }
        self.plan(hours(30), Later::Sleep);
        self.plan(hours(100), Later::Restart);
        let end = self.now + TimeDelta::days(DAYS);
        let mut rounds = 0;
        loop {
            let planned = self.later.peek().map(|Reverse((at, ..))| *at);
            let machine = self.machine.next_deadline().filter(|_| self.asleep.is_none());
            let Some(next) = machine.into_iter().chain(planned).min().filter(|next| *next <= end) else {
                break;
            };
            rounds = if next > self.now { 0 } else { rounds + 1 };
            assert!(rounds < MOST_ROUNDS * self.members.len(), "the machine spins at {}", self.now);
            self.now = self.now.max(next);
            if planned.is_some_and(|at| at <= self.now)
                && let Some(Reverse((_, _, later))) = self.later.pop()
            {
                self.happen(later);
            }
            if self.asleep.is_none() {
                self.tell(Input::Tick);
            }
        }
        self.take_stock();
        self.figures
    }

    fn plan(&mut self, after: TimeDelta, later: Later) {
        self.planned += 1;
        self.later.push(Reverse((self.now + after, self.planned, later)));
    }

    fn happen(&mut self, later: Later) {
        match later {
            Later::SignUp(number) => self.sign_up(number),
            Later::Answer(operation_id, number, renewal) => self.answer(operation_id, number, renewal),
            Later::CutOff(number) => self.cut_off(number),
            Later::End(number, until) => {
                let member = &mut self.members[number];
                if member.access_until == Some(until) && member.ended.is_none() {
                    member.waiting.begin(self.now);
                }
            }
            Later::Outage(kind) => {
                // One outage in four may last up to 16 hours, the others up to 90 minutes.
                let longest = if self.random.one_in(4) { 16 * 60 } else { 90 };
                self.down_until[kind] = self.now + minutes(1 + self.random.below(longest));
                self.figures.outages += 1;
                let until_next = hours(self.random.below(20 * 24));
                self.plan(until_next, Later::Outage(kind));
            }
            Later::PassCheckpoint(number) => {
                let member = &mut self.members[number];
                if member.ended.is_some_and(|(reason, _)| reason == Reason::Checkpoint) {
                    member.ended = None;
                    member.waiting.end(self.now);
                }
            }
            Later::SignIn(number) if self.asleep.is_some() => {
                let later = hours(self.random.below(24));
                self.plan(later, Later::SignIn(number));
            }
            Later::SignIn(number) => {
                self.members[number].sign_in_planned = false;
                let operation_id = self.machine.new_operation_id();
                self.signing_in.insert(operation_id, number);
                self.tell(Input::ReauthorizeRequested { operation_id, connection: id(number) });
            }
            Later::Sleep => self.sleep(),
            Later::Wake => self.wake(),
            Later::Restart => self.restart(),
        }
    }

    fn sign_up(&mut self, number: usize) {
        let kind = self.kinds[self.members[number].kind].clone();
        let operation_id = self.machine.new_operation_id();
        self.signing_in.insert(operation_id, number);
        let (connection, network, policy) = (id(number), kind.id, kind.policy);
        self.tell(Input::ConnectRequested { operation_id, connection, network, policy });
        let until_cut = hours(self.random.below(300 * 24)) + seconds(self.random.below(3600));
        self.plan(until_cut, Later::CutOff(number));
    }

    fn cut_off(&mut self, number: usize) {
        let reasons =
            [Reason::Revoked, Reason::PasswordChanged, Reason::Checkpoint, Reason::PermissionMissing];
        let reason = reasons[usize::try_from(self.random.below(4)).unwrap_or_default()];
        let (now, id) = (self.now, id(number));
        let good = self.machine.record(&id).is_some_and(|record| record.standing == Standing::Good);
        let member = &mut self.members[number];
        let refreshes = matches!(self.kinds[member.kind].policy.renewal, Renewal::Refresh { .. });
        // An ended access token cannot be cut off.
        let lives = refreshes || member.access_until.is_none_or(|until| until > now);
        if good && member.ended.is_none() && lives {
            member.ended = Some((reason, now));
            member.waiting.begin(now);
            if reason == Reason::Checkpoint {
                let passes = TimeDelta::days(3 + self.random.below(10));
                self.plan(passes, Later::PassCheckpoint(number));
            }
        }
        let until_next = TimeDelta::days(60 + self.random.below(200));
        self.plan(until_next, Later::CutOff(number));
    }

    fn sleep(&mut self) {
        if self.asleep.is_some() {
            return;
        }
        self.asleep = Some(self.now);
        self.figures.sleeps += 1;
        // Mostly a night, sometimes a weekend, and rarely a journey of one to three weeks.
        let asleep = match self.random.below(100) {
            0..2 => TimeDelta::days(7 + self.random.below(14)),
            2..12 => hours(48 + self.random.below(24)),
            _ => hours(1 + self.random.below(LONGEST_NIGHT_HOURS)),
        };
        let asleep = asleep + seconds(self.random.below(3600));
        self.plan(asleep, Later::Wake);
    }

    fn wake(&mut self) {
        let Some(from) = self.asleep.take() else { return };
        for member in &mut self.members {
            member.waiting.slept(from, self.now);
            member.asked.woke();
        }
        if self.random.one_in(3) {
            self.offline_until = self.now + seconds(5 + self.random.below(600));
        }
        self.tell(Input::Resumed);
        let until_next = hours(6 + self.random.below(30));
        self.plan(until_next, Later::Sleep);
    }

    /// Ends the process; a new one restores the stored records.
    fn restart(&mut self) {
        let until_next = TimeDelta::days(3 + self.random.below(20));
        self.plan(until_next, Later::Restart);
        if self.asleep.is_some() || !self.signing_in.is_empty() {
            return;
        }
        let next_operation_id = self.machine.new_operation_id();
        let former = std::mem::replace(&mut self.machine, Lifecycle::new(false));
        while self.machine.new_operation_id() < next_operation_id {}
        self.machine.trust_clock(self.now, Confidence::Doubted);
        for record in former.records() {
            let renewing = former.working(&record.id) == Some(lifecycle::Working::Renewing);
            // The answer to a pending renewal is lost with the old process.
            self.members[self.places[&record.id]].asked.retry_comes(renewing);
            let record = Box::new(record.clone());
            self.tell(Input::Restored { record, interrupted: renewing });
        }
        self.machine.keep_time(self.now);
        for member in &mut self.members {
            member.asked.woke();
        }
        self.figures.restarts += 1;
        self.tell(Input::Tick);
    }

    fn tell(&mut self, input: Input) {
        self.machine.handle(self.now, input);
        let mut recovered = Vec::new();
        while let Some(effect) = self.machine.next_effect() {
            self.act(effect, &mut recovered);
        }
        for number in recovered {
            if std::mem::take(&mut self.members[number].to_withdraw) {
                self.figures.told_wrongly.push(format!("{} recovered, and the notice stays", id(number)));
            }
        }
    }

    fn act(&mut self, effect: Effect, recovered: &mut Vec<usize>) {
        match effect {
            Effect::OpenAuthorization { operation_id, .. } => {
                self.machine.handle(self.now, Input::RedirectArrived { operation_id });
            }
            Effect::Exchange { operation_id, .. } => {
                let number = self.signing_in[&operation_id];
                self.sign_in(number);
                let account = Account { id: id(number).to_string(), username: None, display_name: None };
                self.machine.handle(
                    self.now,
                    Input::Exchanged { operation_id, account, lifetimes: refreshable(), scopes: None },
                );
            }
            Effect::Renew { connection, operation_id, .. } => self.ask(&connection, operation_id, true),
            Effect::Probe { connection, operation_id, .. } => self.ask(&connection, operation_id, false),
            Effect::Commit { operation_id, .. } => {
                let input = if self.random.one_in(10) {
                    Input::CommitFailed { operation_id }
                } else {
                    Input::Committed { operation_id }
                };
                self.machine.handle(self.now, input);
            }
            Effect::SignInEnded { operation_id, outcome } => {
                let number = self.signing_in.remove(&operation_id);
                let active = number.map(|number| SignInOutcome::Active(id(number)));
                assert!(active.as_ref() == Some(&outcome), "{number:?} ended as {outcome:?}");
                self.figures.sign_ins += 1;
            }
            Effect::Happened { connection, event, .. } => {
                self.happened(self.places[&connection], event, recovered);
            }
            Effect::Notify { connection, kind } => self.notified(self.places[&connection], &kind),
            Effect::Withdraw { connection } => {
                let member = &mut self.members[self.places[&connection]];
                member.told.clear();
                member.to_withdraw = false;
                self.figures.withdrawn += 1;
            }
            Effect::Forget { connection } => panic!("{connection} was forgotten"),
            Effect::Save { .. }
            | Effect::WorkEnded { .. }
            | Effect::Usable { .. }
            | Effect::Unusable { .. }
            | Effect::Publish => {}
        }
    }

    fn sign_in(&mut self, number: usize) {
        let policy = Arc::clone(&self.kinds[self.members[number].kind].policy);
        let member = &mut self.members[number];
        // The sign-in ends any disconnect still to be found.
        member.waiting.end(self.now);
        member.waiting.answered(self.now);
        member.sign_in(&policy, self.now);
        member.asked = std::mem::take(&mut member.asked).renewed_by_person();
        self.plan_end(number, &policy.renewal);
    }

    fn plan_end(&mut self, number: usize, renewal: &Renewal) {
        if let (Renewal::None, Some(until)) = (renewal, self.members[number].access_until) {
            self.plan(until - self.now, Later::End(number, until));
        }
    }

    fn ask(&mut self, connection: &ConnectionId, operation_id: OperationId, renewal: bool) {
        let (now, number) = (self.now, self.places[connection]);
        let kind = self.members[number].kind;
        let member = &mut self.members[number];
        let impolite = member.asked.ask(now, renewal).map(str::to_owned);
        let rotates = matches!(self.kinds[kind].policy.renewal, Renewal::Refresh { rotates: true, .. });
        let healthy = member.access_until.is_some_and(|until| until > now + minutes(1));
        let early = renewal && rotates && healthy && !member.asked.is_retry();
        let early = early.then(|| "rotated a healthy token".to_owned());
        for what in impolite.into_iter().chain(early) {
            self.figures.impolite.push(format!("{connection} {what} at {now}"));
        }
        if renewal {
            let minute = &mut self.within_a_minute[kind];
            minute.push_back(now);
            while minute.front().is_some_and(|at| *at <= now - minutes(1)) {
                minute.pop_front();
            }
            let peak = &mut self.figures.networks[kind].most_renewals_in_a_minute;
            *peak = minute.len().max(*peak);
            self.figures.renewals += 1;
        }
        // One request in 50 is slow.
        let takes = if self.random.one_in(50) { seconds(self.random.below(25)) } else { seconds(1) };
        self.plan(takes, Later::Answer(operation_id, number, renewal));
    }

    fn answer(&mut self, operation_id: OperationId, number: usize, renewal: bool) {
        if self.asleep.is_some() {
            // The answer came while the device slept, so it is delivered after the wake.
            self.plan(minutes(10), Later::Answer(operation_id, number, renewal));
            return;
        }
        let (now, luck) = (self.now, self.random.below(100));
        let kind = self.members[number].kind;
        let policy = Arc::clone(&self.kinds[kind].policy);
        let offline = self.offline_until > now;
        let down = offline || self.down_until[kind] > now;
        let until = now + minutes(5 + self.random.below(30 * 60));
        let member = &mut self.members[number];
        let proof = member.proof(&policy, now, renewal);
        let fault = match luck {
            _ if down => Some(Signal::Transient),
            0 => Some(Signal::RateLimited { until: None }),
            1 => Some(Signal::RateLimited { until: Some(until) }),
            2 => Some(Signal::Transient),
            _ => None,
        };
        let endpoint = if renewal { Endpoint::Renewal } else { Endpoint::Probe };
        let connection = id(number);
        let refused = |signal, confirm_after| {
            let verdict = Verdict { signal, confirm_after, missing: None, evidence: evidence(now, endpoint) };
            Input::Refused { connection: connection.clone(), operation_id, verdict }
        };
        let mut answered = true;
        let input = if let Some(signal) = fault {
            self.figures.faults += 1;
            answered = false;
            let until = if let Signal::RateLimited { until } = signal { until } else { None };
            member.asked.failed(now, until);
            refused(signal, None)
        } else if luck == 3 {
            answered = false;
            Input::Postponed { connection: connection.clone(), operation_id }
        } else if let Some(signal) = proof {
            refused(signal, (luck % 2 == 0).then(|| seconds(30)))
        } else if renewal {
            member.renew(&policy, now);
            if luck == 4 {
                answered = false;
                Input::AnswerLost {
                    connection: connection.clone(),
                    operation_id,
                    evidence: evidence(now, endpoint),
                }
            } else {
                Input::Renewed {
                    connection: connection.clone(),
                    operation_id,
                    lifetimes: refreshable(),
                    scopes: None,
                }
            }
        } else if luck == 5 && !member.hiccup {
            // A false "revoked", which the next probe does not repeat.
            member.hiccup = true;
            refused(Signal::Revoked, Some(seconds(30)))
        } else {
            member.hiccup = false;
            Input::Probed { connection: connection.clone(), operation_id, account: None, scopes: None }
        };
        if answered {
            member.waiting.answered(now);
            member.asked.answered();
            self.machine.trust_clock(now, Confidence::Confirmed);
        } else {
            member.waiting.was_silent(now);
            member.asked.retry_comes(matches!(input, Input::AnswerLost { .. }));
        }
        self.tell(input);
    }

    fn happened(&mut self, number: usize, event: Event, recovered: &mut Vec<usize>) {
        let now = self.now;
        let member = &mut self.members[number];
        match event {
            Event::Disconnected(reason) => {
                self.figures.disconnects += 1;
                member.untold = true;
                if !member.proves(now, reason) {
                    self.figures
                        .false_disconnects
                        .push(format!("{} was called {reason:?} at {now}", id(number)));
                }
                if let Some((counted, by_the_clock)) = member.waiting.end(now) {
                    let every = self.kinds[member.kind].policy.probe_every;
                    let network = &mut self.figures.networks[member.kind];
                    network.found += 1;
                    network.worst_delay = network.worst_delay.max(counted);
                    network.worst_delay_by_the_clock = network.worst_delay_by_the_clock.max(by_the_clock);
                    if counted > every + GRACE {
                        self.figures.late.push(format!("{} was found after {counted} at {now}", id(number)));
                    }
                }
            }
            Event::Recovered | Event::Reauthorized => {
                member.untold = false;
                member.to_withdraw = !member.told.is_empty();
                recovered.push(number);
            }
            Event::Connected
            | Event::Renewed
            | Event::PermissionMissing
            | Event::SetUpNeeded(_)
            | Event::Warned
            | Event::Unreachable
            | Event::Reachable
            | Event::SignInFailed
            | Event::WrongAccount
            | Event::RevocationFailed
            | Event::PageLost
            | Event::Notified
            | Event::Mailed
            | Event::MailFailed
            | Event::Removed => {}
        }
    }

    fn notified(&mut self, number: usize, kind: &NoticeKind) {
        self.figures.notices += 1;
        let member = &mut self.members[number];
        let wrong = match kind {
            NoticeKind::Disconnected { reminder: 0, .. } => !std::mem::take(&mut member.untold),
            NoticeKind::Disconnected { .. } | NoticeKind::ReauthorizeBy { .. } => member.told.contains(kind),
            NoticeKind::SetUpNeeded(_) | NoticeKind::PageLost { .. } => true,
        };
        if wrong {
            self.figures.told_wrongly.push(format!("{}: {kind:?} at {}", id(number), self.now));
        }
        member.told.push(kind.clone());
        self.figures.warnings += usize::from(matches!(kind, NoticeKind::ReauthorizeBy { .. }));
        if !member.sign_in_planned && !self.random.one_in(4) {
            self.members[number].sign_in_planned = true;
            let soon = hours(self.random.below(6 * 24));
            self.plan(soon, Later::SignIn(number));
        }
    }

    /// Checks the final state of all connections and completes the figures.
    fn take_stock(&mut self) {
        if let Some(from) = self.asleep {
            self.members.iter_mut().for_each(|member| member.waiting.slept(from, self.now));
        }
        for record in self.machine.records() {
            let member = &self.members[self.places[&record.id]];
            let every = self.kinds[member.kind].policy.probe_every;
            if member.waiting.counted(self.now).is_some_and(|counted| counted > every + GRACE) {
                self.figures.late.push(format!("{} is over and still {:?}", record.id, record.standing));
            }
            if member.untold {
                self.figures.told_wrongly.push(format!("{} was never told of", record.id));
            }
            let broken = matches!(record.standing, Standing::Broken { .. });
            let recovering = matches!(&record.standing, Standing::Broken { reason: Reason::Checkpoint, .. });
            let works = member.ended.is_none() && member.access_until.is_none_or(|a| a > self.now);
            if broken && !recovering && works {
                self.figures.false_disconnects.push(format!("{} is still {:?}", record.id, record.standing));
            }
            self.figures.renewed_members += usize::from(record.grant.generation > 1);
        }
        for (kind, network) in self.figures.networks.iter_mut().enumerate() {
            let asked = self.members.iter().filter(|member| member.kind == kind).map(|member| &member.asked);
            figures::count(network, asked, DAYS);
        }
    }
}

fn id(number: usize) -> ConnectionId {
    ConnectionId::from(format!("connection-{number}"))
}

fn refreshable() -> Lifetimes {
    Lifetimes { refresh_token: true, ..Lifetimes::default() }
}

fn evidence(at: DateTime<Utc>, endpoint: Endpoint) -> Evidence {
    Evidence { at, endpoint, status: Some(400), code: None, subcode: None }
}

fn hours(hours: i64) -> TimeDelta {
    TimeDelta::hours(hours)
}

fn minutes(minutes: i64) -> TimeDelta {
    TimeDelta::minutes(minutes)
}

fn seconds(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds)
}
