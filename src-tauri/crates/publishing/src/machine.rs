//! Decides which post goes out next, and when Gander looks for a post whose answer was lost.
//!
//! The store holds the posts. This machine holds the part of them that decides the order, so that ten thousand planned
//! posts cost little memory, and the next deadline is found without a search.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Destination,
    post::{Late, Phase, Post, PostId},
};

/// Posts that waited for their account follow each other at this distance.
const SPACING: TimeDelta = TimeDelta::minutes(2);
/// A post that starts later than this after its time has waited.
const WAITED: TimeDelta = TimeDelta::minutes(1);
/// The pause after a request that did not leave this device. It doubles with each failure.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(30);
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(1);
/// The pause after a limit that names no end.
const UNNAMED_LIMIT: TimeDelta = TimeDelta::minutes(15);

/// The machine. One process of a data directory has one that is open; the others' serve only their views.
#[derive(Debug, Default)]
pub struct Publishing {
    lanes: BTreeMap<Destination, Lane>,
    /// Each destination of a known post, once for all its posts.
    known: BTreeSet<Arc<Destination>>,
    /// Each known post, with its place in its lane.
    places: BTreeMap<PostId, Place>,
    /// The queued posts that wait for a permission of their own, such as the one for pictures.
    aside: BTreeMap<PostId, Arc<Destination>>,
    /// The next looks.
    looks: BTreeSet<(DateTime<Utc>, PostId)>,
    effects: VecDeque<Effect>,
    /// While the time is doubted, no planned post begins.
    doubted: bool,
}

#[derive(Debug)]
struct Place {
    to: Arc<Destination>,
    /// The time from which it may begin: its own, or the end of its hold.
    begins: DateTime<Utc>,
    planned: bool,
    latest: Option<DateTime<Utc>>,
    /// It does not go out late.
    never_late: bool,
    /// The time of its first look has passed.
    looked: bool,
    at: Where,
}

impl Place {
    fn is_late(&self, now: DateTime<Utc>) -> bool {
        self.latest.is_some_and(|latest| now > latest)
    }

    /// Tells whether it may begin once it is due. While the time is doubted, no planned post does.
    fn may_begin(&self, now: DateTime<Utc>, doubted: bool) -> bool {
        let waits_for_time = doubted && self.planned;
        !self.is_late(now) && !waits_for_time
    }
}

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Where {
    Queued,
    Looking(DateTime<Utc>),
    /// The work on it is under way in this process, or only the person can decide.
    Resting,
}

/// The posts of one destination.
#[derive(Debug, Default)]
struct Lane {
    open: bool,
    /// It was open before.
    closed: bool,
    waiting: BTreeSet<(DateTime<Utc>, PostId)>,
    /// One request at a time for each destination.
    busy: Option<Busy>,
    /// No post begins before this time.
    next_at: Option<DateTime<Utc>>,
    failures: u32,
}

/// The post under work.
#[derive(Debug)]
struct Busy {
    post: PostId,
    /// It waited for its account, so that the next one keeps its distance.
    waited: bool,
}

/// Work for the keeper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Publish this post: get a usable token, arm, send, and report with [`Publishing::ended`].
    Publish(PostId),
    /// Look for this post at the network, and report with [`Publishing::ended`].
    Look(PostId),
    /// The time of this post is over, and it does not go out late: keep its text as a draft.
    KeepAsDraft(PostId),
    /// Check the account: the network refused its token, its permission or its app.
    Check(Destination),
}

/// How a piece of work ended, for the order of the posts after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The network answered, or the answer was lost. The post's own phase tells more.
    Answered,
    /// The network takes no more posts before a time, if it names one.
    Limited(Option<DateTime<Utc>>),
    /// The network refused the token, the permission or the app: a check decides.
    NeedsCheck,
    /// No request left this device.
    Unsent,
}

impl Lane {
    fn is_busy_with(&self, post: &PostId) -> bool {
        self.busy.as_ref().is_some_and(|busy| busy.post == *post)
    }
}

impl Publishing {
    /// Takes a post as the store holds it now: at start, and after each change.
    pub fn put(&mut self, now: DateTime<Utc>, post: &Post) {
        self.aside.remove(&post.id);
        self.place(now, post);
    }

    /// Puts a post back that lacks a permission of its own. It waits until [`Publishing::take_up`], and the next one of
    /// the destination may begin.
    pub fn set_aside(&mut self, now: DateTime<Utc>, post: &Post) {
        let to = self.shared(&post.to);
        if let Some(lane) = self.lanes.get_mut(&post.to).filter(|lane| lane.is_busy_with(&post.id)) {
            lane.busy = None;
        }
        self.aside.insert(post.id.clone(), to);
        self.place(now, post);
    }

    /// The destinations with a post that was set aside.
    #[must_use]
    pub fn with_posts_aside(&self) -> BTreeSet<Destination> {
        self.aside.values().map(|to| Destination::clone(to)).collect()
    }

    /// The posts of a destination that were set aside may begin: their account has the permission now.
    pub fn take_up(&mut self, now: DateTime<Utc>, to: &Destination) {
        self.aside.retain(|_, of| **of != *to);
        self.advance(now);
    }

    fn place(&mut self, now: DateTime<Utc>, post: &Post) {
        self.take_out(&post.id);
        let is_busy = self.lanes.get(&post.to).is_some_and(|lane| lane.is_busy_with(&post.id));
        let at = match post.phase {
            // The next post of the destination may begin.
            _ if post.is_settled() => return self.advance(now),
            // A post that is held back until the person decides begins at no time.
            Phase::Queued if !is_busy && post.begins().is_some() => Where::Queued,
            Phase::Unknown { next_look: Some(at), .. } if !is_busy => Where::Looking(at),
            _ => Where::Resting,
        };
        let place = Place {
            to: self.shared(&post.to),
            begins: post.begins().unwrap_or(post.due),
            planned: post.late.is_some(),
            latest: post.late_after(),
            never_late: post.late == Some(Late::Never),
            looked: post.is_past_first_look(),
            at,
        };
        match at {
            Where::Queued => {
                self.lanes
                    .entry(post.to.clone())
                    .or_default()
                    .waiting
                    .insert((place.begins, post.id.clone()));
            }
            Where::Looking(at) => {
                self.looks.insert((at, post.id.clone()));
            }
            Where::Resting => {}
        }
        self.places.insert(post.id.clone(), place);
        self.advance(now);
    }

    /// The one copy of a destination.
    fn shared(&mut self, to: &Destination) -> Arc<Destination> {
        if let Some(known) = self.known.get(to) {
            return Arc::clone(known);
        }
        let shared = Arc::new(to.clone());
        self.known.insert(Arc::clone(&shared));
        shared
    }

    /// Forgets a post that the store deleted.
    pub fn remove(&mut self, post: &PostId) {
        self.aside.remove(post);
        self.take_out(post);
    }

    fn take_out(&mut self, post: &PostId) {
        let Some(place) = self.places.remove(post) else { return };
        match place.at {
            Where::Queued => {
                if let Some(lane) = self.lanes.get_mut(&*place.to) {
                    lane.waiting.remove(&(place.begins, post.clone()));
                }
            }
            Where::Looking(at) => {
                self.looks.remove(&(at, post.clone()));
            }
            Where::Resting => {}
        }
    }

    /// Opens or closes a destination. An account that is disconnected, locked or without app keys is closed, and its
    /// posts wait.
    pub fn set_open(&mut self, now: DateTime<Utc>, to: &Destination, open: bool) {
        let lane = match self.lanes.get_mut(to) {
            Some(lane) => lane,
            None if !open => return,
            None => self.lanes.entry(to.clone()).or_default(),
        };
        let opens = open && !lane.open;
        if opens {
            // The cause of the pause is gone.
            lane.failures = 0;
        }
        // A start also opens every destination, and changes nothing about its posts.
        let again = opens && lane.closed;
        lane.closed = !open && (lane.open || lane.closed);
        lane.open = open;
        if again {
            self.look_soon(now, to);
        }
        self.advance(now);
    }

    /// Brings the looks of a destination near: its account is back, and a network's promise about repeats may end soon.
    fn look_soon(&mut self, now: DateTime<Utc>, to: &Destination) {
        let of_destination =
            |(_, post): &(DateTime<Utc>, PostId)| self.places.get(post).is_some_and(|place| *place.to == *to);
        let later = self.looks.iter().filter(|look| look.0 > now && of_destination(look));
        for (at, post) in later.cloned().collect::<Vec<_>>() {
            // The first look keeps its distance to the request.
            if let Some(place) = self.places.get_mut(&post).filter(|place| place.looked) {
                place.at = Where::Looking(now);
                self.looks.remove(&(at, post.clone()));
                self.looks.insert((now, post));
            }
        }
    }

    /// Tells whether a destination is open.
    #[must_use]
    pub fn is_open(&self, to: &Destination) -> bool {
        self.lanes.get(to).is_some_and(|lane| lane.open)
    }

    /// Every destination that has posts here, or was opened.
    pub fn destinations(&self) -> impl Iterator<Item = &Destination> {
        self.lanes.keys()
    }

    /// The confidence in the clock: while the time is doubted, no planned post begins.
    pub fn trust_clock(&mut self, now: DateTime<Utc>, doubted: bool) {
        if std::mem::replace(&mut self.doubted, doubted) && !doubted {
            self.advance(now);
        }
    }

    /// Keeps a destination's next post back until this time: stored spacing and limits, after a start.
    pub fn hold_until(&mut self, to: &Destination, until: DateTime<Utc>) {
        let lane = self.lanes.entry(to.clone()).or_default();
        lane.next_at = lane.next_at.max(Some(until));
    }

    /// The work on a post ended. Call it before [`Publishing::put`] with the post as it is now. Returns the time before
    /// which no further post of the destination begins, to be stored.
    pub fn ended(&mut self, now: DateTime<Utc>, to: &Destination, ended: Ended) -> Option<DateTime<Utc>> {
        let lane = self.lanes.entry(to.clone()).or_default();
        let waited = lane.busy.take().is_some_and(|busy| busy.waited);
        let until = match ended {
            Ended::Answered => {
                lane.failures = 0;
                if waited { now.checked_add_signed(SPACING) } else { None }
            }
            Ended::Limited(until) => {
                let named = until.filter(|until| *until > now);
                named.or_else(|| now.checked_add_signed(UNNAMED_LIMIT))
            }
            Ended::Unsent | Ended::NeedsCheck => {
                if ended == Ended::NeedsCheck {
                    self.effects.push_back(Effect::Check(to.clone()));
                }
                let pause = FIRST_PAUSE * 2_i32.pow(lane.failures.min(8));
                lane.failures = lane.failures.saturating_add(1);
                now.checked_add_signed(pause.min(LONGEST_PAUSE))
            }
        };
        lane.next_at = until;
        until
    }

    /// Begins what is due.
    pub fn tick(&mut self, now: DateTime<Utc>) {
        self.advance(now);
    }

    /// After a sleep or a jump of the clock, a pause that was measured by the former clock ends soon.
    pub fn resumed(&mut self, now: DateTime<Utc>) {
        for lane in self.lanes.values_mut().filter(|lane| lane.failures > 0) {
            lane.next_at = lane.next_at.min(now.checked_add_signed(FIRST_PAUSE));
        }
        self.advance(now);
    }

    fn advance(&mut self, now: DateTime<Utc>) {
        let mut begun = Vec::new();
        for lane in self.lanes.values_mut() {
            if lane.busy.is_some() || !lane.open || lane.next_at.is_some_and(|at| at > now) {
                continue;
            }
            let may_begin = |(_, post): &&(DateTime<Utc>, PostId)| {
                let place = self.places.get(post);
                !self.aside.contains_key(post)
                    && place.is_some_and(|place| place.may_begin(now, self.doubted))
            };
            let due = lane.waiting.iter().take_while(|(due, _)| *due <= now).find(may_begin).cloned();
            if let Some((due, post)) = due {
                lane.waiting.remove(&(due, post.clone()));
                lane.busy = Some(Busy { post: post.clone(), waited: now - due > WAITED });
                begun.push(post);
            }
        }
        for post in begun {
            self.rest(&post);
            self.effects.push_back(Effect::Publish(post));
        }
        self.give_up(now);
        self.look(now);
    }

    /// Gives up the posts that do not go out late, whose time is over.
    fn give_up(&mut self, now: DateTime<Utc>) {
        if self.doubted {
            return;
        }
        for lane in self.lanes.values_mut() {
            let is_over = |(_, post): &&(DateTime<Utc>, PostId)| {
                self.places.get(post).is_some_and(|place| place.never_late && place.is_late(now))
            };
            let due = lane.waiting.iter().take_while(|(due, _)| *due <= now);
            let over: Vec<_> = due.filter(is_over).cloned().collect();
            for (due, post) in over {
                lane.waiting.remove(&(due, post.clone()));
                if let Some(place) = self.places.get_mut(&post) {
                    place.at = Where::Resting;
                }
                self.effects.push_back(Effect::KeepAsDraft(post));
            }
        }
    }

    fn look(&mut self, now: DateTime<Utc>) {
        let due: Vec<PostId> =
            self.looks.iter().take_while(|(at, _)| *at <= now).map(|(_, post)| post.clone()).collect();
        for post in due {
            let Some(to) = self.places.get(&post).map(|place| Destination::clone(&place.to)) else {
                continue;
            };
            let lane = self.lanes.entry(to).or_default();
            // A look also takes the lane: a post of the same text could be mistaken for this one.
            if lane.busy.is_none() && lane.next_at.is_none_or(|at| at <= now) {
                lane.busy = Some(Busy { post: post.clone(), waited: false });
                if let Some(Where::Looking(at)) = self.places.get(&post).map(|place| place.at) {
                    self.looks.remove(&(at, post.clone()));
                }
                self.rest(&post);
                self.effects.push_back(Effect::Look(post));
            }
        }
    }

    fn rest(&mut self, post: &PostId) {
        if let Some(place) = self.places.get_mut(post) {
            place.at = Where::Resting;
        }
    }

    /// Returns the next effect, if any.
    pub fn next_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    /// The latest moment for the next [`Publishing::tick`].
    #[must_use]
    pub fn next_deadline(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let lanes = self.lanes.values().filter(|lane| lane.open && lane.busy.is_none());
        let begins = lanes.filter_map(|lane| {
            // A post whose time is over waits for the person, and sets no deadline.
            let next = lane.waiting.iter().find(|(_, post)| {
                let place = self.places.get(post);
                !self.aside.contains_key(post)
                    && place.is_some_and(|place| place.may_begin(now, self.doubted))
            });
            next.map(|(due, _)| lane.next_at.map_or(*due, |at| at.max(*due)))
        });
        let lane_of = |post: &PostId| self.places.get(post).and_then(|place| self.lanes.get(&*place.to));
        let looks = self.looks.iter().filter_map(|(at, post)| match lane_of(post) {
            Some(lane) if lane.busy.is_some() => None,
            Some(lane) => Some(lane.next_at.map_or(*at, |next| next.max(*at))),
            None => Some(*at),
        });
        begins.chain(looks).min()
    }

    /// Tells whether work on a post is under way in this process.
    #[must_use]
    pub fn is_busy(&self, post: &PostId) -> bool {
        let place = self.places.get(post);
        place.and_then(|place| self.lanes.get(&*place.to)).is_some_and(|lane| lane.is_busy_with(post))
    }

    /// Tells whether any work is under way.
    #[must_use]
    pub fn is_working(&self) -> bool {
        self.lanes.values().any(|lane| lane.busy.is_some())
    }
}
