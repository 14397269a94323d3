//! Sharing: which posts are due, which accounts can take them, and the one process that publishes.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{Confidence, ConnectionId, Input, Standing};
use publishing::{AfterLoss, Destination, Effect, Ended, Post, PostId, Publishing};
use store::{Lead, Owner};

use super::{Driver, Message, Reply};
use crate::{
    Target,
    host_queue::Job,
    keeper::takes_named_places,
    view,
    work::{Sharing, ShownUploads, Task},
};

/// A token that publishes must live this long: for the request and one repeat.
pub(super) const TOKEN_LIFE: TimeDelta = TimeDelta::minutes(5);

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
    pub(super) wanting: HashMap<ConnectionId, Vec<(PostId, Task)>>,
    /// The destination of each post under work.
    under_work: HashMap<PostId, Destination>,
    /// The accounts that must pass a check before anything is published there again, and since when.
    doubted: HashMap<ConnectionId, DateTime<Utc>>,
    /// The connection of each destination.
    connections: HashMap<Destination, ConnectionId>,
    /// The destinations without a connection, until one is added. A search goes through all connections.
    without_connection: HashSet<Destination>,
    /// The callers that wait until a post is deleted at its network.
    pub(super) deleting: HashMap<PostId, Vec<Reply<()>>>,
}

impl Driver {
    /// Takes in the posts that changed, and tells the shell.
    pub(super) fn reload_sharing(&mut self) {
        if self.take_changed_posts() {
            self.say_sharing_changed();
        }
    }

    /// Tells whether any post changed.
    pub(super) fn take_changed_posts(&mut self) -> bool {
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
        self.state.activities.posts_changed(&posts);
        for post in &posts {
            self.state.sharing.machine.put(now, post);
        }
        !posts.is_empty()
    }

    pub(super) fn shown_uploads(&self) -> ShownUploads {
        let (uploads, changes) = (self.uploads.clone(), self.shared.clone());
        ShownUploads { uploads, changes, shell: Arc::clone(&self.shell) }
    }

    pub(super) fn say_sharing_changed(&self) {
        self.shared.send_modify(|changes| *changes = changes.wrapping_add(1));
        self.shell.sharing_changed();
    }

    /// Publishes what is due from now on, because a person shares with this process.
    pub(super) fn begin_to_share(&mut self) {
        self.state.sharing.active = true;
        // A draft may be gone whose notice stands.
        self.state.activities.changed();
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

    /// Tells whether this process publishes.
    pub(super) fn publishes(&self) -> bool {
        self.state.sharing.lock.is_some()
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
        for to in self.state.sharing.machine.with_posts_aside() {
            if !self.lacks_for_pictures(&to) {
                self.state.sharing.machine.take_up(now, &to);
            }
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
    pub(super) fn account_of(&mut self, to: &Destination) -> Option<ConnectionId> {
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
        let may_act = to.page.is_empty()
            || takes_named_places(&to.network)
            || record.pages.iter().any(|page| page.id == to.page && page.held && page.lost.is_none());
        let is_usable =
            is_good && is_allowed && may_act && self.state.sharing.doubted.get(&id).is_none_or(checked);
        if is_usable {
            self.state.sharing.doubted.remove(&id);
        }
        is_usable.then_some(id)
    }

    /// Tells whether the person did not allow Gander to share pictures with a destination's account. An account that is
    /// gone lacks nothing: all of its posts wait.
    pub(super) fn lacks_for_pictures(&mut self, to: &Destination) -> bool {
        let id = self.connection_of(to);
        let record = id.and_then(|id| self.machine.record(&id));
        record.is_some_and(|record| view::lacks_for_pictures(&self.catalogue, record))
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
        let known = self.store().post(&post).ok().flatten();
        let Some((queued, content)) = known else {
            return self.state.sharing.machine.remove(&post);
        };
        let to = queued.to.clone();
        if task == Task::Publish && !content.pictures.is_empty() && self.lacks_for_pictures(&to) {
            let now = self.now();
            return self.state.sharing.machine.set_aside(now, &queued);
        }
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
                    let looked = |post: &mut Post| post.looked(now, None, AfterLoss::LookOnly, u32::MAX);
                    let asked = self.store().change_post(&post, looked);
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
        let target = to.and_then(|to| Some(Target::new(self.connection_of(&to)?, &to.page).to_string()));
        if let Err(error) = self.store().keep_as_draft(post, target.as_deref(), now) {
            tracing::error!(%error, "a post that is late could not become a draft yet");
        }
        self.reload_sharing();
    }

    /// The token of a connection may be used, or not, for the posts that wait for it.
    pub(super) fn token_is_usable(&mut self, connection: &ConnectionId, generation: Option<u64>) {
        self.answer_programs(connection, generation.is_some());
        for (post, task) in self.state.sharing.wanting.remove(connection).unwrap_or_default() {
            let known = self.machine.record(connection).map(|record| record.grant.generation);
            // A look needs no token, but the server that is sealed with it.
            let usable = generation.is_some();
            let generation = generation.or(known.filter(|_| task == Task::Look));
            match generation {
                Some(generation) => {
                    let operation_id = self.machine.new_operation_id();
                    let connection = connection.clone();
                    self.enqueue(Job::Share { connection, operation_id, generation, post, task, usable });
                }
                None => self.shared(&post, Ended::Unsent),
            }
        }
    }

    /// A post to work on, with the account that it belongs to.
    pub(super) fn sharing_of(&self, job: &Job) -> Option<Sharing> {
        let Job::Share { connection, operation_id, generation, post, task, usable } = job else {
            return None;
        };
        let record = self.machine.record(connection)?;
        Some(Sharing {
            post: post.clone(),
            owner: Owner::of(record),
            username: record.account.username.clone(),
            generation: *generation,
            task: *task,
            usable: *usable,
            operation_id: *operation_id,
        })
    }

    /// The work on a post ended.
    pub(super) fn shared(&mut self, post: &PostId, ended: Ended) {
        let now = self.now();
        if self.state.sharing.deleting.contains_key(post) {
            return self.deleted(post, ended);
        }
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
