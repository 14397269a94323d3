//! Random lives of posts at networks that lose answers, in a keeper that dies: each post is published once at most, and
//! ends or asks the person.
//!
//! The test plays the keeper and the network. The network holds the truth.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use publishing::{
    AfterLoss, Cause, Decision, Destination, Effect, Ended, Late, Look, Outcome, Phase, Post, PostId,
    Publishing, Remote,
};

/// The time for which the network repeats an answer to the same handle.
const PROMISE: TimeDelta = TimeDelta::hours(1);
/// The life of a container that is not published.
const LIFE: TimeDelta = TimeDelta::hours(24);
/// The keeper makes a new container in place of an older one.
const GOOD_FOR: TimeDelta = TimeDelta::hours(23);
/// The network shows a post, and the status of its container, so long after it was published.
const SHOWN_AFTER: TimeDelta = TimeDelta::minutes(10);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// A repeat under the same handle is harmless for an hour.
    Repeat,
    /// A container is made before, and publishes once.
    Handle,
    /// Only looking helps.
    LookOnly,
    /// The network lets no app look.
    Blind,
}

/// The reaction of the network to a request.
#[derive(Clone, Copy, Debug)]
enum Answer {
    Good,
    Rejected,
    Token,
    Limited,
    Unsent,
    /// The answer is lost. The network published the post, or not, or only after this many seconds.
    Lost(Option<u8>),
    /// The answer is lost, and the container, if there is one, can publish nothing any more.
    Broken,
}

/// A container at the network.
struct Container {
    made: DateTime<Utc>,
    published: Option<DateTime<Utc>>,
    broken: bool,
}

/// The status of a container, as an app sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Finished,
    Published,
    /// Expired, or in error.
    Dead,
}

impl Container {
    /// The network publishes it, unless it is published, broken or too old at that time.
    fn publish(&mut self, at: DateTime<Utc>) -> bool {
        let can = !self.broken && at < self.made + LIFE;
        let is_new = can && self.published.is_none();
        if can {
            self.published = Some(self.published.map_or(at, |before| before.min(at)));
        }
        is_new
    }

    fn takes_a_request(&self, now: DateTime<Utc>) -> bool {
        !self.broken && now < self.made + LIFE && self.published.is_none_or(|at| at > now)
    }

    fn status(&self, now: DateTime<Utc>) -> Status {
        match self.published.filter(|at| *at <= now) {
            Some(at) if at + SHOWN_AFTER <= now => Status::Published,
            None if self.broken || now >= self.made + LIFE => Status::Dead,
            Some(_) | None => Status::Finished,
        }
    }
}

/// When the keeper dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Death {
    Never,
    BeforeArm,
    Armed,
    Sent,
    Answered,
}

#[derive(Clone, Debug)]
enum Event {
    Pass(u32),
    /// The device sleeps, so that no deadline wakes the keeper.
    Sleep(u32),
    Open(bool),
    Share {
        planned: Option<u32>,
        late: Late,
    },
    Decide(usize, u8),
    Restart,
    Doubt(bool),
}

struct World {
    class: Class,
    now: DateTime<Utc>,
    machine: Publishing,
    /// The store.
    posts: BTreeMap<PostId, Post>,
    held: Option<DateTime<Utc>>,
    /// The network: each copy with its time, its handle and whether an app sees it already.
    copies: BTreeMap<PostId, Vec<(DateTime<Utc>, String)>>,
    /// The network's containers.
    containers: Vec<Container>,
    /// The store: the container that is the result of each post's first step.
    facts: BTreeMap<PostId, usize>,
    /// The store: the container in each post's request.
    sends: BTreeMap<PostId, usize>,
    open: bool,
    doubted: bool,
    answers: Vec<(Answer, Death)>,
    handles: u32,
    /// How often the person said "Share again" for a post that may be there.
    again: BTreeMap<PostId, usize>,
}

fn to() -> Destination {
    Destination { network: "pond".into(), account: "1".into(), page: String::new() }
}

impl World {
    fn new(class: Class, answers: Vec<(Answer, Death)>) -> Self {
        Self {
            class,
            now: DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
            machine: Publishing::default(),
            posts: BTreeMap::new(),
            held: None,
            copies: BTreeMap::new(),
            containers: Vec::new(),
            facts: BTreeMap::new(),
            sends: BTreeMap::new(),
            open: false,
            doubted: false,
            answers,
            handles: 0,
            again: BTreeMap::new(),
        }
    }

    fn after_loss(&self, post: &Post) -> AfterLoss {
        match (self.class, &post.handle) {
            (Class::Repeat, Some(handle)) => {
                AfterLoss::Repeat { until: handle.first_used + PROMISE - TimeDelta::minutes(5), looks: 2 }
            }
            (Class::Handle, Some(_)) => AfterLoss::Handle,
            _ => AfterLoss::LookOnly,
        }
    }

    /// The container that the keeper publishes, made now unless a former step made it. `None`: it is published already.
    fn container_of(&mut self, id: &PostId) -> Option<usize> {
        let former = self.facts.get(id).copied();
        if let Some(number) = former.filter(|number| self.now < self.containers[*number].made + GOOD_FOR) {
            match self.containers[number].status(self.now) {
                Status::Published => return None,
                Status::Finished => return Some(number),
                Status::Dead => {}
            }
        }
        self.containers.push(Container { made: self.now, published: None, broken: false });
        self.facts.insert(id.clone(), self.containers.len() - 1);
        self.facts.get(id).copied()
    }

    fn restart(&mut self) {
        self.machine = Publishing::default();
        self.machine.trust_clock(self.now, self.doubted);
        if let Some(until) = self.held {
            self.machine.hold_until(&to(), until);
        }
        self.machine.set_open(self.now, &to(), self.open);
        for post in self.posts.values_mut() {
            post.interrupted();
            self.machine.put(self.now, post);
        }
    }

    fn run(&mut self) {
        self.machine.tick(self.now);
        let mut effects = 0;
        while let Some(effect) = self.machine.next_effect() {
            effects += 1;
            assert!(effects < 1000, "work that fails is not repeated at once");
            match effect {
                Effect::Publish(id) => self.publish(&id),
                Effect::Look(id) => self.look(&id),
                Effect::KeepAsDraft(id) => {
                    let post = self.posts.get_mut(&id).unwrap();
                    assert!(post.late == Some(Late::Never) && post.is_late(self.now) && !self.doubted);
                    post.settle(self.now, Decision::Leave).unwrap();
                    self.machine.put(self.now, &self.posts[&id]);
                }
                Effect::Check(_) => {}
            }
        }
        let next = self.machine.next_deadline(self.now);
        assert!(next.is_none_or(|at| at > self.now), "nothing is due after a tick: {next:?} at {}", self.now);
    }

    fn answer(&mut self) -> (Answer, Death) {
        self.answers.pop().unwrap_or((Answer::Good, Death::Never))
    }

    fn publish(&mut self, id: &PostId) {
        let (answer, death) = self.answer();
        assert!(self.open, "a closed destination publishes nothing");
        let post = &self.posts[id];
        assert!(post.due <= self.now, "nothing goes out before its time");
        assert!(
            !(self.doubted && post.late.is_some()),
            "a planned post waits for a clock that is not doubted"
        );
        let container = (self.class == Class::Handle).then(|| self.container_of(id));
        if death == Death::BeforeArm {
            return self.restart();
        }
        if container == Some(None) {
            let now = self.now;
            let remote = Remote { id: id.to_string(), address: None };
            self.posts.get_mut(id).unwrap().found(now, remote);
            return self.ended(id, Ended::Answered);
        }
        if let Some(number) = container.flatten() {
            self.sends.insert(id.clone(), number);
        }
        self.handles += 1;
        let handle = format!("h{}", self.handles);
        let (now, version) = (self.now, self.posts[id].version);
        self.posts
            .get_mut(id)
            .unwrap()
            .arm(now, version, &handle)
            .expect("the machine begins what can be armed");
        if death == Death::Armed {
            return self.restart();
        }
        self.send(id, answer, death);
    }

    fn send(&mut self, id: &PostId, answer: Answer, death: Death) {
        let handle = self.posts[id].handle.clone().expect("an armed post has a handle").name;
        let container = self.sends.get(id).copied();
        let now = self.now;
        let outcome = match answer {
            // No rule knows the refusal of a container that is published or dead.
            Answer::Good if container.is_some_and(|number| !self.containers[number].takes_a_request(now)) => {
                Outcome::Lost
            }
            Answer::Good => {
                self.commit(id, &handle, self.now);
                Outcome::Done(Remote { id: id.to_string(), address: None })
            }
            Answer::Rejected => Outcome::Rejected(None),
            Answer::Token => Outcome::NotDone(Cause::Token(1)),
            Answer::Limited => Outcome::NotDone(Cause::Limit(None)),
            Answer::Unsent => Outcome::Unsent,
            Answer::Lost(after) => {
                if let Some(after) = after {
                    self.commit(id, &handle, self.now + TimeDelta::seconds(after.into()));
                }
                Outcome::Lost
            }
            Answer::Broken => {
                if let Some(number) = container {
                    let container = &mut self.containers[number];
                    container.broken |= container.published.is_none();
                }
                Outcome::Lost
            }
        };
        if matches!(death, Death::Sent | Death::Answered) {
            return self.restart();
        }
        let ended = match outcome {
            Outcome::NotDone(Cause::Limit(until)) => Ended::Limited(until),
            Outcome::NotDone(_) => Ended::NeedsCheck,
            Outcome::Unsent => Ended::Unsent,
            _ => Ended::Answered,
        };
        let proves_nothing_was_published = matches!(outcome, Outcome::NotDone(_) | Outcome::Unsent);
        let was_first = !matches!(self.posts[id].phase, Phase::Armed { again: true, .. });
        let lost = outcome == Outcome::Lost;
        let post = self.posts.get_mut(id).unwrap();
        post.answered(self.now, outcome);
        if proves_nothing_was_published && was_first {
            assert!(!matches!(post.phase, Phase::Unknown { .. }), "proof is knowledge");
        }
        assert!(!(lost && post.phase == Phase::Queued), "a lost answer never queues again");
        self.ended(id, ended);
    }

    fn ended(&mut self, id: &PostId, ended: Ended) {
        self.held = self.machine.ended(self.now, &to(), ended).or(self.held);
        self.machine.put(self.now, &self.posts[id]);
    }

    /// The network publishes, unless it knows the handle, or the container is published or dead.
    fn commit(&mut self, id: &PostId, handle: &str, at: DateTime<Utc>) {
        if let Some(number) = self.sends.get(id)
            && !self.containers[*number].publish(at)
        {
            return;
        }
        let copies = self.copies.entry(id.clone()).or_default();
        let known = |(when, of): &(DateTime<Utc>, String)| of == handle && at < *when + PROMISE;
        if self.class != Class::Repeat || !copies.iter().any(known) {
            copies.push((at, handle.to_owned()));
        }
    }

    fn look(&mut self, id: &PostId) {
        let (answer, death) = self.answer();
        let now = self.now;
        let seen = self.copies.get(id).is_some_and(|copies| {
            // The network shows a post late: ten minutes after it was published.
            copies.iter().any(|(at, _)| *at + SHOWN_AFTER <= now)
        });
        if matches!(answer, Answer::Unsent) {
            // The account is gone, or this device is offline.
            self.held = self.machine.ended(now, &to(), Ended::Unsent).or(self.held);
            return self.machine.put(now, &self.posts[id]);
        }
        let container = self.facts.get(id).filter(|_| self.class == Class::Handle);
        // The status of a container needs a token, and the list of a network without containers needs none.
        let is_refused = matches!(answer, Answer::Token | Answer::Limited);
        if container.is_some() && (!self.open || is_refused) {
            self.posts.get_mut(id).unwrap().look_later(now, !self.open);
            let ended = if self.open { Ended::Limited(None) } else { Ended::Answered };
            return self.ended(id, ended);
        }
        let status = container.map(|number| self.containers[*number].status(now));
        let remote = Remote { id: id.to_string(), address: None };
        let look = match answer {
            _ if self.class == Class::Blind => None,
            Answer::Good | Answer::Rejected if status.is_some() => match status {
                Some(Status::Published) => Some(Look::There(remote)),
                Some(Status::Dead) => Some(Look::Void),
                _ => Some(Look::NotSeen),
            },
            Answer::Good | Answer::Rejected if seen => Some(Look::There(remote)),
            Answer::Good | Answer::Rejected => Some(Look::NotSeen),
            _ => Some(Look::Unclear),
        };
        let after_loss = self.after_loss(&self.posts[id]);
        let again = self.posts.get_mut(id).unwrap().looked(now, look, after_loss, u32::MAX);
        if death != Death::Never {
            return self.restart();
        }
        if again {
            let (answer, death) = self.answer();
            return self.send(id, answer, death);
        }
        self.ended(id, Ended::Answered);
    }

    fn apply(&mut self, event: &Event) {
        match event {
            Event::Pass(seconds) => {
                let until = self.now + TimeDelta::seconds(i64::from(*seconds));
                // The keeper wakes at each deadline.
                for _ in 0..1000 {
                    let next = self.machine.next_deadline(self.now).filter(|at| *at < until);
                    let Some(next) = next else { break };
                    self.now = self.now.max(next);
                    self.run();
                }
                self.now = until;
                self.run();
            }
            Event::Sleep(seconds) => {
                self.now += TimeDelta::seconds(i64::from(*seconds));
                self.machine.resumed(self.now);
                self.run();
            }
            Event::Open(open) => {
                self.open = *open;
                self.machine.set_open(self.now, &to(), *open);
                self.run();
            }
            Event::Share { planned, late } => {
                let id = PostId::from(format!("p{}", self.posts.len()));
                let after = planned.map(|after| TimeDelta::seconds(after.into()));
                let post = Post {
                    id: id.clone(),
                    activity: "a".into(),
                    to: to(),
                    version: 1,
                    phase: Phase::Queued,
                    due: self.now + after.unwrap_or_default(),
                    late: after.map(|_| *late),
                    handle: None,
                    cancel: false,
                    refused_token: None,
                    hold: None,
                    deletion: None,
                };
                self.machine.put(self.now, &post);
                self.posts.insert(id, post);
                self.run();
            }
            Event::Decide(index, decision) => self.decide(*index, *decision),
            Event::Restart => {
                self.restart();
                self.run();
            }
            Event::Doubt(doubted) => {
                self.doubted = *doubted;
                self.machine.trust_clock(self.now, *doubted);
                self.run();
            }
        }
        self.assert_truth();
    }

    fn decide(&mut self, index: usize, decision: u8) {
        let Some(id) = self.posts.keys().nth(index % self.posts.len().max(1)).cloned() else { return };
        let decision = match decision % 5 {
            0 => Decision::Again,
            1 => Decision::Leave,
            2 => Decision::Now,
            3 => Decision::At(self.now + TimeDelta::hours(1)),
            _ => Decision::Look,
        };
        let now = self.now;
        let post = self.posts.get_mut(&id).unwrap();
        let former = post.clone();
        let was_unknown = matches!(former.phase, Phase::Unknown { .. });
        match post.settle(now, decision.clone()) {
            Ok(()) if was_unknown && decision == Decision::Again => {
                *self.again.entry(id.clone()).or_default() += 1;
            }
            Ok(()) => {}
            Err(_) => assert_eq!(*post, former, "a decision that does not suit changes nothing"),
        }
        self.machine.put(now, &self.posts[&id]);
        self.run();
    }

    fn assert_truth(&self) {
        for (id, post) in &self.posts {
            let copies = self.copies.get(id).map_or(0, Vec::len);
            let wanted = 1 + self.again.get(id).copied().unwrap_or_default();
            assert!(copies <= wanted, "{id} is there {copies} times: {post:?}");
            match post.phase {
                Phase::Published { .. } => assert!(copies > 0, "{id} is said to be there"),
                Phase::Queued | Phase::Refused { .. } if self.again.is_empty() => {
                    assert_eq!(copies, 0, "{id} is there and said not to be: {post:?}");
                }
                _ => {}
            }
        }
    }

    /// With an open account and good answers, each post ends, or asks the person.
    fn settle_down(&mut self) {
        self.answers.clear();
        let has_a_look_left = |post: &&Post| matches!(post.phase, Phase::Unknown { next_look: Some(_), .. });
        let looked_for: Vec<_> =
            self.posts.values().filter(has_a_look_left).map(|post| post.id.clone()).collect();
        self.apply(&Event::Doubt(false));
        self.apply(&Event::Open(true));
        for _ in 0..40 {
            self.apply(&Event::Pass(86_400));
        }
        for (id, post) in &self.posts {
            let asks = matches!(post.phase, Phase::Unknown { next_look: None, .. }) || post.is_late(self.now);
            assert!(post.is_settled() || asks, "{id} neither ended nor asks: {post:?}");
            let is_unknown = matches!(post.phase, Phase::Unknown { .. });
            assert!(
                self.class != Class::Handle || !is_unknown || !looked_for.contains(id),
                "the status of its container tells about {id}: {post:?}"
            );
        }
    }
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        6 => Just(Answer::Good),
        1 => Just(Answer::Rejected),
        1 => Just(Answer::Token),
        1 => Just(Answer::Limited),
        1 => Just(Answer::Unsent),
        4 => proptest::option::of(0_u8..110).prop_map(Answer::Lost),
        1 => Just(Answer::Broken),
    ]
}

fn death() -> impl Strategy<Value = Death> {
    prop_oneof![
        12 => Just(Death::Never),
        1 => Just(Death::BeforeArm),
        1 => Just(Death::Armed),
        1 => Just(Death::Sent),
        1 => Just(Death::Answered),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let late = prop_oneof![Just(Late::SixHours), Just(Late::Ask), Just(Late::Never)];
    prop_oneof![
        4 => (0_u32..8000).prop_map(Event::Pass),
        1 => (8000_u32..200_000).prop_map(Event::Pass),
        1 => (8000_u32..200_000).prop_map(Event::Sleep),
        2 => any::<bool>().prop_map(Event::Open),
        4 => (proptest::option::of(0_u32..20_000), late).prop_map(|(planned, late)| Event::Share { planned, late }),
        3 => (any::<usize>(), any::<u8>()).prop_map(|(index, decision)| Event::Decide(index, decision)),
        1 => Just(Event::Restart),
        1 => any::<bool>().prop_map(Event::Doubt),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_post_is_never_published_twice_and_never_lost(
        class in prop_oneof![
            2 => Just(Class::Repeat),
            4 => Just(Class::Handle),
            1 => Just(Class::LookOnly),
            1 => Just(Class::Blind),
        ],
        answers in proptest::collection::vec((answer(), death()), 0..20),
        events in proptest::collection::vec(event(), 1..25),
    ) {
        let mut world = World::new(class, answers);
        world.apply(&Event::Open(true));
        for event in &events {
            world.apply(event);
        }
        world.settle_down();
    }
}

#[test]
fn a_post_in_a_container_is_settled_although_the_first_look_after_a_day_of_sleep_fails() {
    for at_first_look in [Answer::Broken, Answer::Limited] {
        // The network published the post, and its answer was lost.
        let answers = vec![(at_first_look, Death::Never), (Answer::Lost(Some(0)), Death::Never)];
        let mut world = World::new(Class::Handle, answers);
        world.apply(&Event::Open(true));
        world.apply(&Event::Share { planned: None, late: Late::Ask });
        world.apply(&Event::Sleep(86_400));
        world.apply(&Event::Pass(3600));
        let phases: Vec<_> = world.posts.values().map(|post| &post.phase).collect();
        assert!(matches!(phases[..], [Phase::Published { .. }]), "{at_first_look:?}: {phases:?}");
    }
}
