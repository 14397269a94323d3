//! Sharing: which posts are due, which accounts can take them, and the one process that publishes.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{Confidence, ConnectionId, Input, Standing};
use publishing::{AfterLoss, Destination, Effect, Ended, PostId, Publishing};
use store::{Lead, Owner};

use super::{Driver, Message};
use crate::{host_queue::Job, work::Sharing};

/// A token that publishes must live this long: for the request and one repeat.
const TOKEN_LIFE: TimeDelta = TimeDelta::minutes(5);

/// The driver's part of sharing.
#[derive(Default)]
pub(crate) struct State {
    machine: Publishing,
    /// `true` if this process publishes what is due: it does the timed work, or was asked to share.
    active: bool,
    /// Held by the one process that publishes. The inner value is `None` for a store in memory.
    lock: Option<Option<Lead>>,
    waits_for_lock: bool,
    /// The revision up to which the posts are known.
    seen: i64,
    /// The work that waits for a usable token.
    wanting: HashMap<ConnectionId, Vec<(PostId, Task)>>,
    /// The destination of each post under work.
    under_work: HashMap<PostId, Destination>,
    /// The accounts that must pass a check before anything is published there again, and since when.
    doubted: HashMap<ConnectionId, DateTime<Utc>>,
    /// The connection of each destination.
    connections: HashMap<Destination, ConnectionId>,
    /// The destinations without a connection, until one is added. A search goes through all connections.
    without_connection: HashSet<Destination>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Publish,
    Look,
}

impl Driver {
    /// Takes in the posts that changed, and tells the shell.
    pub(super) fn reload_sharing(&mut self) {
        if self.take_changed_posts() {
            self.say_sharing_changed();
        }
    }

    /// Tells whether any post changed.
    fn take_changed_posts(&mut self) -> bool {
        let changed = self.store().posts_changed(self.state.sharing.seen);
        let (posts, revision) = match changed {
            Ok(changed) => changed,
            Err(error) => {
                tracing::error!(%error, "the posts could not be read");
                return false;
            }
        };
        self.state.sharing.seen = revision;
        let now = self.now();
        for post in &posts {
            self.state.sharing.machine.put(now, post);
        }
        !posts.is_empty()
    }

    fn say_sharing_changed(&self) {
        self.shared.send_modify(|changes| *changes = changes.wrapping_add(1));
        self.shell.sharing_changed();
    }

    /// Publishes what is due from now on, because a person shares with this process.
    pub(super) fn begin_to_share(&mut self) {
        self.state.sharing.active = true;
        self.reload_sharing();
        self.take_share_lock();
    }

    /// Takes the lock of the one process that publishes, if this process should publish. An earlier Gander may hold the
    /// lead, and knows nothing of posts, so that the lead is not this lock.
    pub(super) fn take_share_lock(&mut self) {
        let sharing = &self.state.sharing;
        let wanted = (self.timed_work || sharing.active) && self.state.key.is_some();
        if !wanted || sharing.lock.is_some() || self.state.shut_down.is_some() {
            return;
        }
        let Some(dir) = self.dir.clone() else { return self.lead_sharing(None) };
        match Lead::take_sharing(&dir) {
            Some(lock) => self.lead_sharing(Some(lock)),
            None if sharing.waits_for_lock => {}
            None => {
                self.state.sharing.waits_for_lock = true;
                let messages = self.messages.clone();
                Lead::wait_for_sharing(dir, move |lock| drop(messages.send(Message::ShareLock(lock))));
            }
        }
    }

    /// Publishes from now on. A post that another process was about to publish may be at the network.
    pub(super) fn lead_sharing(&mut self, lock: Option<Lead>) {
        self.state.sharing.waits_for_lock = false;
        if self.state.shut_down.is_some() {
            return;
        }
        let held = {
            let mut store = self.store();
            store.interrupt_posts().and_then(|()| store.held_destinations())
        };
        let held = match held {
            Ok(held) => held,
            Err(error) => return tracing::error!(%error, "sharing could not begin; it is tried again"),
        };
        self.state.sharing.lock = Some(lock);
        for (to, until) in held {
            self.state.sharing.machine.hold_until(&to, until);
        }
        self.reload_sharing();
    }

    /// Opens the destinations whose account is good, closes the others, and begins what is due.
    pub(super) fn share_what_is_due(&mut self) {
        if self.state.sharing.lock.is_none() {
            return;
        }
        let (now, confidence) = self.clock.moment();
        self.state.sharing.machine.trust_clock(now, confidence == Confidence::Doubted);
        let destinations: Vec<Destination> = self.state.sharing.machine.destinations().cloned().collect();
        for to in destinations {
            let open = self.state.shut_down.is_none() && self.account_of(&to).is_some();
            self.state.sharing.machine.set_open(now, &to, open);
        }
        self.state.sharing.machine.tick(now);
        while let Some(effect) = self.state.sharing.machine.next_effect() {
            match effect {
                Effect::Publish(post) => self.want_token(post, Task::Publish),
                Effect::Look(post) => self.want_token(post, Task::Look),
                Effect::KeepAsDraft(post) => self.keep_as_draft(&post),
                Effect::Check(to) => {
                    if let Some(connection) = self.connection_of(&to) {
                        self.state.sharing.doubted.insert(connection.clone(), now);
                        self.handle(Input::CheckRequested { connection });
                    }
                }
            }
        }
    }

    /// The connection of a destination, if its account can be used.
    fn account_of(&mut self, to: &Destination) -> Option<ConnectionId> {
        self.state.key.as_ref()?;
        let id = self.connection_of(to)?;
        let record = self.machine.record(&id)?;
        let checked = |since: &DateTime<Utc>| record.checked_at.is_some_and(|at| at >= *since);
        let is_good = record.standing == Standing::Good && record.suspicion.is_none();
        let is_allowed =
            self.catalogue.get(&to.network).and_then(|network| network.publish.as_ref()).is_some_and(
                |publish| {
                    let missing = record.missing();
                    !publish.needs.iter().any(|need| missing.contains(&need.as_str()))
                },
            );
        let is_usable = is_good && is_allowed && self.state.sharing.doubted.get(&id).is_none_or(checked);
        if is_usable {
            self.state.sharing.doubted.remove(&id);
        }
        is_usable.then_some(id)
    }

    /// The connection of a destination's account.
    pub(super) fn connection_of(&mut self, to: &Destination) -> Option<ConnectionId> {
        let fits =
            |record: &lifecycle::Record| record.network == to.network && record.account.id == to.account;
        if let Some(known) = self.state.sharing.connections.get(to)
            && self.machine.record(known).is_some_and(fits)
        {
            return Some(known.clone());
        }
        if self.state.sharing.without_connection.contains(to) {
            return None;
        }
        let found = self.machine.records().find(|record| fits(record)).map(|record| record.id.clone());
        match &found {
            Some(id) => self.state.sharing.connections.insert(to.clone(), id.clone()),
            None => {
                self.state.sharing.without_connection.insert(to.clone());
                self.state.sharing.connections.remove(to)
            }
        };
        found
    }

    /// A connection was added, or changed.
    pub(super) fn look_for_connections_again(&mut self) {
        self.state.sharing.without_connection.clear();
    }

    /// Asks the machine of the connections for a token that lives long enough.
    fn want_token(&mut self, post: PostId, task: Task) {
        let to = self.store().post(&post).ok().flatten().map(|(post, _)| post.to);
        let Some(to) = to else {
            return self.state.sharing.machine.remove(&post);
        };
        self.state.sharing.under_work.insert(post.clone(), to.clone());
        match self.connection_of(&to) {
            Some(connection) => {
                self.state.sharing.wanting.entry(connection.clone()).or_default().push((post, task));
                self.handle(Input::UseRequested { connection, valid_for: TOKEN_LIFE });
            }
            None => {
                if task == Task::Look {
                    // Without its account nothing tells where the post would be: the person decides.
                    let now = self.now();
                    let asked =
                        self.store().change_post(&post, |post| post.looked(now, None, AfterLoss::LookOnly));
                    if let Err(error) = asked {
                        tracing::error!(%error, "a post could not be changed");
                    }
                }
                self.shared(&post, Ended::Unsent);
            }
        }
    }

    fn keep_as_draft(&mut self, post: &PostId) {
        let now = self.now();
        let to = self.store().post(post).ok().flatten().map(|(post, _)| post.to);
        let connection = to.and_then(|to| self.connection_of(&to));
        if let Err(error) = self.store().keep_as_draft(post, connection.as_ref(), now) {
            tracing::error!(%error, "a post that is late could not become a draft yet");
        }
        self.reload_sharing();
    }

    /// The token of a connection may be used, or not, for the posts that wait for it.
    pub(super) fn token_is_usable(&mut self, connection: &ConnectionId, generation: Option<u64>) {
        for (post, task) in self.state.sharing.wanting.remove(connection).unwrap_or_default() {
            let known = self.machine.record(connection).map(|record| record.grant.generation);
            // A look needs no token, but the server that is sealed with it.
            let usable = generation.is_some();
            let generation = generation.or(known.filter(|_| task == Task::Look));
            match generation {
                Some(generation) => {
                    let operation_id = self.machine.new_operation_id();
                    let (connection, publish) = (connection.clone(), task == Task::Publish);
                    self.enqueue(Job::Share { connection, operation_id, generation, post, publish, usable });
                }
                None => self.shared(&post, Ended::Unsent),
            }
        }
    }

    /// A post to work on, with the account that it belongs to.
    pub(super) fn sharing_of(&self, job: &Job) -> Option<Sharing> {
        let Job::Share { connection, operation_id, generation, post, publish, usable } = job else {
            return None;
        };
        let record = self.machine.record(connection)?;
        Some(Sharing {
            post: post.clone(),
            owner: Owner::of(record),
            username: record.account.username.clone(),
            generation: *generation,
            publish: *publish,
            usable: *usable,
            operation_id: *operation_id,
        })
    }

    /// The work on a post ended.
    pub(super) fn shared(&mut self, post: &PostId, ended: Ended) {
        let now = self.now();
        let Some(to) = self.state.sharing.under_work.remove(post) else { return };
        let until = self.state.sharing.machine.ended(now, &to, ended);
        if let Some(until) = until
            && let Err(error) = self.store().hold_destination(&to, until)
        {
            tracing::warn!(%error, "the pause of a destination could not be stored");
        }
        let known = self.store().post(post);
        match known {
            Ok(Some((post, _))) => self.state.sharing.machine.put(now, &post),
            Ok(None) => self.state.sharing.machine.remove(post),
            Err(error) => tracing::error!(%error, "a post could not be read"),
        }
        self.take_changed_posts();
        // Its destination may be held back now, even if the post itself is as it was.
        self.say_sharing_changed();
    }

    /// The next moment at which a post is due.
    pub(super) fn next_post(&self) -> Option<DateTime<Utc>> {
        let sharing = &self.state.sharing;
        sharing.lock.as_ref().and_then(|_| sharing.machine.next_deadline(self.clock.now()))
    }

    /// After a sleep or a jump of the clock.
    pub(super) fn resume_sharing(&mut self) {
        let now = self.now();
        self.state.sharing.machine.resumed(now);
    }
}
