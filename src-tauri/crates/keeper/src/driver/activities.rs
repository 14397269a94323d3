//! The notices about activities. [`alerts::news`] says which activity needs the person. The process that publishes
//! raises the notices, and any process with a screen shows them.

use std::collections::{BTreeMap, BTreeSet};

use alerts::{
    Access, ActivityEntry, ActivityPlan, Channel, Channels, Item, Need, changes_at, news, plan_activities,
};
use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{Confidence, ConnectionId, NetworkId, Standing};
use locale::{ActivityNeed, ActivityNews};
use publishing::{ActivityId, Destination, Phase, Post};
use store::ActivityPosts;

use super::{Driver, Message};
use crate::{
    shell::{ActivityAlert, NotShown, Shown},
    snapshot::SharingSummary,
    view,
};

/// The wait after a failure of the database.
const AGAIN: TimeDelta = TimeDelta::minutes(1);

/// The driver's part of the notices about activities.
#[derive(Default)]
pub(crate) struct State {
    pub(super) entries: BTreeMap<ActivityId, ActivityEntry>,
    /// Entries up to this revision of the store are known.
    seen: i64,
    /// The activities whose posts changed since the last look.
    changed: BTreeSet<ActivityId>,
    /// `true` if anything changed since the last look.
    is_changed: bool,
    /// `true` if this process raised notices at the last look.
    raises: bool,
    /// `true` if the time was doubted at the last look: a doubted clock would call posts late that are not.
    doubts: bool,
    /// The time of the next look, if nothing changes before.
    look_at: Option<DateTime<Utc>>,
    /// The time of the next delivery.
    next: Option<DateTime<Utc>>,
    pub summary: SharingSummary,
    /// The number of displayed connections at each network that has any.
    pub(super) connections_at: BTreeMap<NetworkId, usize>,
}

impl State {
    /// These posts changed.
    pub(super) fn posts_changed(&mut self, posts: &[Post]) {
        self.is_changed |= !posts.is_empty();
        // At the start every open post is news, and none of them makes a notice of success.
        let arrived = posts.iter().filter(|post| matches!(post.phase, Phase::Published { .. }));
        self.changed.extend(arrived.map(|post| post.activity.clone()));
    }

    /// An account or a setting changed.
    pub(super) fn changed(&mut self) {
        self.is_changed = true;
    }
}

impl Driver {
    /// Takes in the notices that another process, or an earlier run, raised or delivered.
    pub(super) fn reload_activity_alerts(&mut self) {
        let known = self.store().activity_alerts(self.state.activities.seen);
        match known {
            Ok((entries, revision)) => {
                self.state.activities.seen = revision;
                for entry in entries {
                    self.keep_activity(&entry);
                }
            }
            Err(error) => tracing::error!(%error, "the notices about activities could not be read"),
        }
    }

    /// Finds the activities that need the person, raises their notices, and ends those that are over.
    pub(super) fn look_at_activities(&mut self) {
        let (now, confidence) = self.clock.moment();
        let (raises, doubts) = (self.publishes(), confidence == Confidence::Doubted);
        let state = &mut self.state.activities;
        let is_due = state.look_at.is_some_and(|at| at <= now);
        if !state.is_changed && !is_due && (raises, doubts) == (state.raises, state.doubts) {
            return;
        }
        if raises {
            self.reload_activity_alerts();
        }
        let state = &mut self.state.activities;
        (state.is_changed, state.raises, state.doubts) = (false, raises, doubts);
        let standing = state.entries.values().filter(|entry| entry.stands());
        let mut left: BTreeSet<_> = standing.map(|entry| entry.activity.clone()).collect();
        let others = left.iter().chain(&state.changed).cloned().collect();
        let found = self.store().activities_to_look_at(now, &others);
        let (activities, next_due) = match found {
            Ok(found) => found,
            Err(error) => {
                tracing::error!(%error, "the activities could not be read");
                self.state.activities.look_at = Some(now + AGAIN);
                return;
            }
        };
        self.state.activities.look_at = next_due;
        let mut summary = SharingSummary { can_share: self.can_share(), ..SharingSummary::default() };
        for activity in &activities {
            left.remove(&activity.id);
            self.look_at_activity(activity, now, &mut summary);
        }
        for gone in left {
            self.tell_activity(&gone, now, None);
        }
        if raises {
            self.state.activities.changed.clear();
        }
        if std::mem::replace(&mut self.state.activities.summary, summary) != summary {
            self.publish();
        }
    }

    fn look_at_activity(
        &mut self,
        activity: &ActivityPosts,
        now: DateTime<Utc>,
        summary: &mut SharingSummary,
    ) {
        let has_pictures = !activity.content.pictures.is_empty();
        let access: Vec<_> = activity.posts.iter().map(|post| self.access(&post.to, has_pictures)).collect();
        let posts = activity.posts.iter().zip(access);
        let items: Vec<_> =
            posts.map(|(post, access)| Item { post, access, has_draft: activity.has_draft }).collect();
        let needs = items.iter().filter_map(|item| Some((item.need(now)?, &item.post.to)));
        let needs = needs.filter(|(need, _)| need.is_open());
        let needs: Vec<_> = needs.map(|(need, to)| (need, self.is_cut(to))).collect();
        // The tray counts the accounts that are cut, and beside them what waits there.
        let waits = |(need, is_cut): &(Need, bool)| *need == Need::Waits && *is_cut;
        summary.waiting += usize::from(needs.iter().any(waits));
        summary.needing += usize::from(!needs.iter().all(waits));
        let state = &mut self.state.activities;
        state.look_at = [state.look_at, changes_at(now, &items)].into_iter().flatten().min();
        let news = news(now, self.alert_settings(), &items);
        self.tell_activity(&activity.id, now, news);
    }

    /// Raises, changes or ends the notice about an activity.
    fn tell_activity(&mut self, id: &ActivityId, now: DateTime<Utc>, news: Option<alerts::News>) {
        let state = &self.state.activities;
        let next = ActivityEntry::next(state.entries.get(id), id, now, news.clone());
        let Some(next) = next.filter(|_| state.raises) else { return };
        if state.doubts && next.stands() && next.raised == now && next.news.follows_from_time() {
            return;
        }
        let told = self.store().tell_activity(id, now, news);
        match told {
            Ok(Some(entry)) => self.keep_activity(&entry),
            Ok(None) => {}
            Err(error) => {
                tracing::error!(%error, "a notice about an activity is not stored yet");
                self.state.activities.look_at = Some(now + AGAIN);
            }
        }
    }

    /// Keeps an entry. If its notification is shown and no longer true, changes or withdraws the notification.
    pub(super) fn keep_activity(&mut self, entry: &ActivityEntry) {
        let former = self.state.activities.entries.insert(entry.activity.clone(), entry.clone());
        let is_new = former.as_ref().is_none_or(|former| former.raised != entry.raised);
        if is_new && entry.stands() && !entry.seen && self.shell.is_watched() {
            self.have_seen(entry);
        }
        let Some(former) = former.filter(|former| former.stands() && former.is_shown()) else { return };
        if !entry.stands() {
            self.shell.withdraw_activity(entry.activity.as_str());
        } else if entry.is_shown() && entry.news != former.news {
            self.show_activity(entry, false, Shown::new(|_| {}));
        }
    }

    /// Delivers the notices about activities that are due.
    pub(super) fn tell_of_activities(&mut self) {
        self.state.activities.next = None;
        if self.state.activities.entries.is_empty() {
            return;
        }
        let now = self.clock.now();
        self.forget_past_activities(now);
        let entries: Vec<_> = self.state.activities.entries.values().collect();
        let channels = Channels { native: self.shell.shows_alerts(), email: self.may_mail() };
        let ActivityPlan { shows, mail, next } =
            plan_activities(now, self.clock.zone(), self.alert_settings(), channels, &entries);
        self.state.activities.next = next;
        for activity in &self.one_for_each_question(shows, now) {
            self.claim_and_show(activity, now);
        }
        if !mail.is_empty() {
            self.mail_activities(&mail);
        }
    }

    fn claim_and_show(&mut self, activity: &ActivityId, now: DateTime<Utc>) {
        let Some(entry) = self.state.activities.entries.get(activity).cloned() else { return };
        let claimed = self.store().claim_activity(Channel::Native, &entry, now);
        match claimed {
            Ok(Some(claimed)) => {
                self.keep_activity(&claimed);
                let (messages, told) = (self.messages.clone(), claimed.clone());
                let report =
                    move |result| drop(messages.send(Message::ActivityShown(Box::new(told), result)));
                self.show_activity(&claimed, true, Shown::new(report));
            }
            // Another process showed it, or it is another one now.
            Ok(None) => self.reload_activity_alerts(),
            Err(error) => {
                tracing::error!(%error, "a notification about an activity waits, because it cannot be noted");
                self.state.activities.next = Some(now + AGAIN);
            }
        }
    }

    fn show_activity(&mut self, entry: &ActivityEntry, alarm: bool, shown: Shown) {
        match self.news_of(entry) {
            Some((news, reauthorize)) => {
                let activity = entry.activity.to_string();
                let hand_over = entry.news.only_by_hand().map(str::to_owned);
                let alert = ActivityAlert { activity, news, reauthorize, hand_over, alarm };
                self.shell.notify_activity(&alert, shown);
            }
            None => shown.report(Ok(())),
        }
    }

    /// A notification about an activity was shown, or not.
    pub(super) fn activity_shown(&mut self, entry: &ActivityEntry, result: Result<(), NotShown>) {
        self.shown(&[], result);
        if result.is_err() {
            let now = self.clock.now();
            self.change_activity(entry, |entry| entry.failed(Channel::Native, now));
        }
    }

    /// The person looks at the window.
    pub(super) fn saw_activities(&mut self) {
        let unseen = self.state.activities.entries.values().filter(|entry| entry.stands() && !entry.seen);
        for entry in unseen.cloned().collect::<Vec<_>>() {
            self.have_seen(&entry);
        }
    }

    fn have_seen(&mut self, entry: &ActivityEntry) {
        self.change_activity(entry, |entry| entry.seen = true);
    }

    /// Lets a failed channel try again at once.
    pub(super) fn try_activities_again(&mut self, channel: Channel) {
        for entry in self.state.activities.entries.values_mut() {
            entry.try_again(channel);
        }
    }

    pub(super) fn change_activity(&mut self, entry: &ActivityEntry, change: impl FnOnce(&mut ActivityEntry)) {
        let changed = self.store().change_activity_alert(entry, |entry| {
            change(entry);
            true
        });
        match changed {
            Ok(Some(entry)) => drop(self.state.activities.entries.insert(entry.activity.clone(), entry)),
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "the state of a notice about an activity was not noted"),
        }
    }

    pub(super) fn activity_entries(&self, activities: &[ActivityId]) -> Vec<ActivityEntry> {
        activities.iter().filter_map(|id| self.state.activities.entries.get(id)).cloned().collect()
    }

    /// The time of the next look, or of the next delivery.
    pub(super) fn next_activity_alert(&self) -> Option<DateTime<Utc>> {
        let state = &self.state.activities;
        let at_once = state.is_changed.then_some(DateTime::<Utc>::MIN_UTC);
        [at_once, state.look_at, state.next].into_iter().flatten().min()
    }

    fn forget_past_activities(&mut self, now: DateTime<Utc>) {
        let entries = &self.state.activities.entries;
        let past: Vec<_> =
            entries.values().filter(|entry| entry.is_past(now)).map(|entry| entry.activity.clone()).collect();
        if past.is_empty() {
            return;
        }
        if let Err(error) = self.store().forget_activity_alerts(&past) {
            tracing::warn!(%error, "a notice that was over long ago is not forgotten yet");
        }
        self.state.activities.entries.retain(|id, _| !past.contains(id));
    }

    /// The news of an activity for its words, and the connection whose sign-in lets it leave.
    pub(super) fn news_of(&mut self, entry: &ActivityEntry) -> Option<(ActivityNews, Option<ConnectionId>)> {
        let found = self.store().activity_posts(&entry.activity);
        let activity = found.inspect_err(|error| tracing::error!(%error, "an activity could not be read"));
        let activity = activity.ok().flatten()?;
        let known = &entry.news.needs;
        let mut needs = Vec::new();
        let mut reauthorize = None;
        for post in &activity.posts {
            let Some(need) = known.get(post.id.as_str()).copied() else { continue };
            let connection = self.connection_of(&post.to).filter(|_| self.can_reauthorize(&post.to));
            needs.push(ActivityNeed {
                need,
                network: view::name_of(&self.catalogue, &post.to.network),
                reason: match &post.phase {
                    Phase::Refused { reason, .. } => reason.clone(),
                    _ => None,
                },
                due: post.due,
                reauthorize: connection.is_some(),
            });
            reauthorize = connection.filter(|_| need == Need::Waits && known.len() == 1);
        }
        let shared =
            activity.posts.iter().filter(|post| matches!(post.phase, Phase::Published { .. })).count();
        let link = activity.content.link.as_ref().map(|link| locale::excerpt(link.as_str()));
        let name = Some(locale::excerpt(&activity.content.text)).filter(|name| !name.is_empty());
        let name = name.or(link).unwrap_or_default();
        let asking = self.asking_the_same(entry);
        Some((ActivityNews { name, shared, needs, asking, now: self.now() }, reauthorize))
    }

    /// The state of the account of a destination, for a post with or without pictures.
    fn access(&mut self, to: &Destination, has_pictures: bool) -> Access {
        // Gander leaves the accounts of a network alone that it cannot read.
        let Some(network) = self.catalogue.get(&to.network).cloned() else { return Access::Open };
        let Some(id) = self.connection_of(to) else { return Access::Cut { since: None } };
        let Some(record) = self.machine.record(&id) else { return Access::Open };
        match &record.standing {
            Standing::Broken { evidence, .. } => Access::Cut { since: Some(evidence.at) },
            Standing::SetUpNeeded { since, .. } => Access::Cut { since: Some(*since) },
            Standing::Good => {
                let missing = record.missing();
                let needs = network.publish.iter().flat_map(|publish| &publish.needs);
                let lacks = needs.into_iter().any(|need| missing.contains(&need.as_str()))
                    || (has_pictures && view::lacks_for_pictures(&self.catalogue, record));
                if lacks { Access::Cut { since: Some(record.grant.authorized_at) } } else { Access::Open }
            }
        }
    }

    /// Tells whether the account itself is shown to need the person.
    fn is_cut(&mut self, to: &Destination) -> bool {
        let shown = self.connection_of(to).and_then(|id| self.state.shown.get(&id));
        shown.is_some_and(|state| {
            matches!(
                state.health,
                lifecycle::Health::Disconnected { .. } | lifecycle::Health::SetUpNeeded { .. }
            )
        })
    }

    /// Tells whether a sign-in lets a post leave to this destination.
    fn can_reauthorize(&mut self, to: &Destination) -> bool {
        let id = self.connection_of(to);
        let record = id.and_then(|id| self.machine.record(&id));
        record.is_some_and(|record| !matches!(record.standing, Standing::SetUpNeeded { .. }))
    }

    /// Tells whether any account can be shared to.
    fn can_share(&self) -> bool {
        self.state.activities.connections_at.keys().any(|id| {
            let has_table = self.catalogue.get(id).is_some_and(|network| network.publish.is_some());
            has_table && publishing::networks::publisher(id).is_some()
        })
    }
}
