//! The posts of the year: people write and plan them, networks lose answers, devices sleep, accounts are cut.
//!
//! The machine of the posts, each network's code and its rules are the real ones. The store is a list here, and the
//! keeper's work on a post is played in virtual time.

mod network;
mod people;
mod truth;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{ConnectionId, Input, Record, Standing};
use networks::Publish;
use publishing::{
    AfterLoss, Cause, Content, Decision, Destination, Effect, Ended, Late, Outcome, Phase, Post, PostId,
    Publisher, Publishing, Request, Step,
};
use url::Url;

use super::{Later, Year, hours, id, minutes, seconds};
use crate::{
    Kind,
    random::Random,
    timeline::{Said, Timeline},
};

/// The accounts of each network from which people share.
const AUTHORS: usize = 20;
/// A token that publishes must live this long.
const TOKEN_LIFE: TimeDelta = TimeDelta::minutes(5);

/// The sharing of the whole year.
pub(super) struct Sharing {
    random: Random,
    server: Url,
    machine: Publishing,
    /// The store, by the number in a post's id.
    posts: Vec<Stored>,
    /// The stored end of each destination's pause.
    held: BTreeMap<Destination, DateTime<Utc>>,
    /// Each author's account, by the number of the member.
    authors: BTreeMap<usize, Author>,
    /// The authors whose account changed.
    touched: BTreeSet<usize>,
    /// The posts that wait for a usable token.
    wanting: HashMap<usize, Vec<(usize, bool)>>,
    /// The accounts that must pass a check first, and since when.
    doubted: HashMap<usize, DateTime<Utc>>,
    flights: HashMap<u64, Flight>,
    flown: u64,
    next: Option<DateTime<Utc>>,
}

struct Author {
    to: Destination,
    publisher: &'static dyn Publisher,
    publish: Publish,
    timeline: Timeline,
}

struct Stored {
    post: Post,
    author: usize,
    content: Content,
    /// The request that may have published it.
    request: Option<Request>,
    changed_at: DateTime<Utc>,
}

/// A request under way.
struct Flight {
    post: usize,
    generation: u64,
    publishes: bool,
    usable: bool,
    reply: Reply,
}

enum Reply {
    Unsent,
    Lost,
    Said(Said),
}

impl Sharing {
    pub(super) fn new(seed: u64, kinds: &[Kind], member_kinds: impl Iterator<Item = usize>) -> Self {
        let mut authors = BTreeMap::new();
        let mut counts = vec![0; kinds.len()];
        for (number, kind) in member_kinds.enumerate() {
            let network = &kinds[kind];
            let Some(publisher) =
                publishing::networks::publisher(&network.id).filter(|_| network.has_timeline())
            else {
                continue;
            };
            let Some(publish) = network.publish.clone() else { continue };
            counts[kind] += 1;
            if counts[kind] <= AUTHORS {
                let account = id(number).to_string();
                let timeline = Timeline::new(network.id.as_str() == "mastodon", &account);
                let to = Destination { network: network.id.clone(), account, page: String::new() };
                authors.insert(number, Author { to, publisher, publish, timeline });
            }
        }
        Self {
            random: Random(seed ^ 0x5eed),
            server: "https://practice.example/".parse().expect("an address"),
            machine: Publishing::default(),
            posts: Vec::new(),
            held: BTreeMap::new(),
            authors,
            touched: BTreeSet::new(),
            wanting: HashMap::new(),
            doubted: HashMap::new(),
            flights: HashMap::new(),
            flown: 0,
            next: None,
        }
    }

    pub(super) fn authors(&self) -> Vec<usize> {
        self.authors.keys().copied().collect()
    }

    /// An author's account changed, or its network answered.
    pub(super) fn touch(&mut self, number: usize) {
        if self.authors.contains_key(&number) {
            self.touched.insert(number);
        }
    }

    pub(super) fn next_deadline(&self) -> Option<DateTime<Utc>> {
        self.next
    }

    /// Tells whether posts wait for a usable token of this member.
    pub(super) fn wants(&self, number: usize) -> bool {
        self.wanting.contains_key(&number)
    }

    fn put(&mut self, now: DateTime<Utc>, post: usize) {
        self.posts[post].changed_at = now;
        self.machine.put(now, &self.posts[post].post);
        self.touched.insert(self.posts[post].author);
    }

    /// The work on a post ended.
    fn ended(&mut self, now: DateTime<Utc>, post: usize, ended: Ended) {
        let to = self.posts[post].post.to.clone();
        if let Some(until) = self.machine.ended(now, &to, ended) {
            self.held.insert(to, until);
        }
        self.put(now, post);
    }
}

impl Year {
    /// Opens the destinations whose account is good, closes the others, and begins what is due.
    pub(super) fn share(&mut self) {
        let is_due = self.sharing.next.is_some_and(|at| at <= self.now);
        if !is_due && self.sharing.touched.is_empty() {
            return;
        }
        for number in std::mem::take(&mut self.sharing.touched) {
            let open = self.is_good(number);
            let to = self.sharing.authors[&number].to.clone();
            self.sharing.machine.set_open(self.now, &to, open);
        }
        self.sharing.machine.tick(self.now);
        while let Some(effect) = self.sharing.machine.next_effect() {
            match effect {
                Effect::Publish(post) => self.want_token(number_of(&post), true),
                Effect::Look(post) => self.want_token(number_of(&post), false),
                Effect::KeepAsDraft(post) => {
                    let post = number_of(&post);
                    let stored = &mut self.sharing.posts[post].post;
                    // The person may have decided meanwhile.
                    if stored.late == Some(Late::Never) && stored.is_late(self.now) {
                        stored.phase = Phase::cancelled(self.now);
                    }
                    self.sharing.put(self.now, post);
                }
                Effect::Check(to) => {
                    let found = self.sharing.authors.iter().find(|(_, author)| author.to == to);
                    let Some(number) = found.map(|(number, _)| *number) else { continue };
                    self.sharing.doubted.insert(number, self.now);
                    // The network answered a post a moment ago, so that earlier failures no longer count.
                    self.members[number].asked.answered();
                    self.sharing.touched.insert(number);
                    self.tell(Input::CheckRequested { connection: id(number) });
                }
            }
        }
        self.sharing.next = self.sharing.machine.next_deadline(self.now);
    }

    /// Tells whether an account can publish.
    fn is_good(&mut self, number: usize) -> bool {
        let Some(record) = self.machine.record(&id(number)) else { return false };
        let checked = |since: &DateTime<Utc>| record.checked_at.is_some_and(|at| at >= *since);
        let is_good = good(record) && self.sharing.doubted.get(&number).is_none_or(checked);
        if is_good {
            self.sharing.doubted.remove(&number);
        }
        is_good
    }

    fn want_token(&mut self, post: usize, publishes: bool) {
        let number = self.sharing.posts[post].author;
        self.sharing.wanting.entry(number).or_default().push((post, publishes));
        // A person waits for a post, so that it asks again soon after a failure, but not before a time that the network named.
        self.members[number].asked.woke();
        self.tell(Input::UseRequested { connection: id(number), valid_for: TOKEN_LIFE });
    }

    /// The token of a connection may be used, or not, for the posts that wait for it.
    pub(super) fn token_is_usable(&mut self, connection: &ConnectionId, generation: Option<u64>) {
        let number = self.places[connection];
        let known = self.machine.record(connection).map(|record| record.grant.generation);
        for (post, publishes) in self.sharing.wanting.remove(&number).unwrap_or_default() {
            let usable = generation.is_some();
            match generation.or(known.filter(|_| !publishes)) {
                Some(generation) if publishes => self.arm(post, generation),
                Some(generation) => {
                    let reply = self.reply_to_look(post);
                    self.fly(Flight { post, generation, publishes, usable, reply }, seconds(1));
                }
                None => self.sharing.ended(self.now, post, Ended::Unsent),
            }
        }
    }

    fn fly(&mut self, flight: Flight, takes: TimeDelta) {
        self.sharing.flown += 1;
        let number = self.sharing.flown;
        self.sharing.flights.insert(number, flight);
        self.plan(takes, Later::Heard(number));
    }

    /// Stores the handle and the request of a post, and sends it.
    fn arm(&mut self, post: usize, generation: u64) {
        let (now, sharing) = (self.now, &mut self.sharing);
        let random = u64::try_from(sharing.random.below(i64::MAX)).unwrap_or_default() << 8;
        let stored = &sharing.posts[post];
        let publisher = sharing.authors[&stored.author].publisher;
        let handle = stored.post.handle.as_ref().map(|handle| handle.name.clone());
        let handle = handle.unwrap_or_else(|| publisher.new_handle(now, random));
        let step = publisher.next(&sharing.job(stored, &handle, now));
        let Step::Send(request) = step else { panic!("{step:?} instead of a request") };
        let stored = &mut sharing.posts[post];
        let waited = now - stored.post.due > hours(1);
        let version = stored.post.version;
        if stored.post.arm(now, version, &handle).is_err() {
            return sharing.ended(now, post, Ended::Answered);
        }
        let most = match stored.post.late {
            Some(Late::SixHours) => hours(6),
            Some(Late::Ask | Late::Never) => minutes(5),
            None => TimeDelta::MAX,
        };
        let late_by = now - stored.post.due;
        if late_by < TimeDelta::zero() || late_by > most {
            self.figures.posts.out_of_time.push(format!("{post} at {now}, due {}", stored.post.due));
        }
        stored.request = Some(request);
        self.figures.posts.waited += usize::from(waited);
        self.send(post, generation);
        if self.sharing.random.one_in(60) {
            // The person cancels while the request is under way.
            let cancelled = self.sharing.posts[post].post.settle(now, Decision::Leave);
            assert!(cancelled.is_ok(), "an armed post can be cancelled");
        }
        if self.sharing.random.one_in(80) {
            // The process ends before the answer comes.
            self.plan(TimeDelta::zero(), Later::Die);
        }
    }

    /// A request ended.
    pub(super) fn heard(&mut self, number: u64) {
        if self.asleep.is_some() {
            // Some answers come while the device sleeps, and others never.
            if self.sharing.random.one_in(2)
                && let Some(flight) = self.sharing.flights.get_mut(&number)
            {
                flight.reply = Reply::Lost;
            }
            return self.plan(minutes(10), Later::Heard(number));
        }
        // It ended with a former process.
        let Some(flight) = self.sharing.flights.remove(&number) else { return };
        let now = self.now;
        if flight.publishes {
            let outcome = self.sharing.outcome(now, &flight);
            let ended = match &outcome {
                Outcome::Unsent => Ended::Unsent,
                Outcome::NotDone(Cause::Limit(until)) => Ended::Limited(*until),
                Outcome::NotDone(_) => Ended::NeedsCheck,
                Outcome::Done(_) | Outcome::Rejected(_) | Outcome::Lost => Ended::Answered,
            };
            self.sharing.posts[flight.post].post.answered(now, outcome);
            self.sharing.ended(now, flight.post, ended);
        } else {
            let look = self.sharing.look(now, &flight);
            let stored = &self.sharing.posts[flight.post];
            let publisher = self.sharing.authors[&stored.author].publisher;
            let first_used = stored.post.handle.as_ref().map(|handle| handle.first_used);
            let after_loss = match first_used.filter(|_| flight.usable) {
                Some(first_used) => publisher.after_loss(first_used),
                None => AfterLoss::LookOnly,
            };
            let post = &mut self.sharing.posts[flight.post].post;
            if post.looked(now, Some(look), after_loss, publisher.most_looks()) {
                self.figures.posts.repeats += 1;
                return self.send(flight.post, flight.generation);
            }
            self.sharing.ended(now, flight.post, Ended::Answered);
        }
        self.judge(flight.post);
    }

    /// The device woke.
    pub(super) fn resume_sharing(&mut self) {
        self.sharing.machine.resumed(self.now);
        self.sharing.touched.extend(self.sharing.authors());
    }

    /// A new process takes the posts from the store. The answers to requests under way are lost.
    pub(super) fn restart_sharing(&mut self) {
        let (now, sharing) = (self.now, &mut self.sharing);
        sharing.machine = Publishing::default();
        sharing.wanting.clear();
        sharing.flights.clear();
        sharing.machine.trust_clock(now, true);
        for (to, until) in &sharing.held {
            sharing.machine.hold_until(to, *until);
        }
        for stored in &mut sharing.posts {
            stored.post.interrupted();
            if !stored.post.is_settled() {
                sharing.machine.put(now, &stored.post);
            }
        }
        sharing.touched.extend(sharing.authors.keys());
    }

    /// The time is trusted again, because a network answered.
    pub(super) fn trust_time(&mut self) {
        self.sharing.machine.trust_clock(self.now, false);
    }
}

/// Tells whether an account's standing lets it publish.
fn good(record: &Record) -> bool {
    record.standing == Standing::Good && record.suspicion.is_none() && record.missing().is_empty()
}

fn number_of(post: &PostId) -> usize {
    post.as_str().parse().expect("the number of a post")
}
