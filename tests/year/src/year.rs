//! The simulated year: random events in their order.

mod reactions;
mod sharing;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap, HashMap, VecDeque},
};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{Confidence, ConnectionId, Input, Lifecycle, OperationId, Reason, Renewal, Standing};

use self::sharing::Sharing;
use crate::{Figures, Kind, member::Member, random::Random};

/// A year and two days, so that grants of one year come to their end.
const DAYS: i64 = 367;
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
    /// The person of this member writes a post.
    Write(usize),
    /// The people decide about the posts that ask.
    Decide,
    /// A request about a post ends.
    Heard(u64),
    /// The process ends while it shares.
    Die,
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
    /// The first operation of the present process. Nobody hears the answers to earlier ones.
    first_operation: Option<OperationId>,
    /// The renewals at each network within the last minute.
    within_a_minute: Vec<VecDeque<DateTime<Utc>>>,
    sharing: Sharing,
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
        first_operation: None,
        within_a_minute: vec![VecDeque::new(); kinds.len()],
        sharing: Sharing::new(seed, &kinds, (0..connections).map(|number| number % kinds.len())),
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
        let first_post = hours(36);
        for number in self.sharing.authors() {
            self.plan(first_post, Later::Write(number));
        }
        self.plan(first_post, Later::Decide);
        let end = self.now + TimeDelta::days(DAYS);
        let mut rounds = 0;
        loop {
            let planned = self.later.peek().map(|Reverse((at, ..))| *at);
            let deadlines = self.machine.next_deadline().into_iter().chain(self.sharing.next_deadline());
            let awake = deadlines.filter(|_| self.asleep.is_none());
            let Some(next) = awake.chain(planned).min().filter(|next| *next <= end) else {
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
                self.share();
            }
        }
        self.take_stock();
        self.take_stock_of_posts();
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
            Later::Restart => {
                let until_next = TimeDelta::days(3 + self.random.below(20));
                self.plan(until_next, Later::Restart);
                self.restart();
            }
            Later::Write(number) => self.write(number),
            Later::Decide => self.decide(),
            Later::Heard(flight) => self.heard(flight),
            Later::Die => self.restart(),
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
        self.resume_sharing();
        let until_next = hours(6 + self.random.below(30));
        self.plan(until_next, Later::Sleep);
    }

    /// Ends the process; a new one restores the stored records.
    fn restart(&mut self) {
        if self.asleep.is_some() || !self.signing_in.is_empty() {
            return;
        }
        let next_operation_id = self.machine.new_operation_id();
        let former = std::mem::replace(&mut self.machine, Lifecycle::new(false));
        while self.machine.new_operation_id() < next_operation_id {}
        self.first_operation = Some(next_operation_id);
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
        self.restart_sharing();
        self.tell(Input::Tick);
    }
}

fn id(number: usize) -> ConnectionId {
    ConnectionId::from(format!("connection-{number}"))
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
