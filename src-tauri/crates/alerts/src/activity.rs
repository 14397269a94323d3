//! The notice about an activity: which of its posts need the person, or that it was shared. An activity has at most one.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use publishing::{ActivityId, Hold, Late, Phase, Post};
use serde::{Deserialize, Serialize};

use crate::{
    entry::{Channel, Delivery, FLAPS_WITHIN, failed_again, retry_at},
    plan::{Channels, TOGETHER_NATIVE, allowed_from},
    settings::Settings,
    zone::{Zone, quiet_until},
};

/// A lost answer is told only if the looks of this time after the request did not find the post.
const LOOKS: TimeDelta = TimeDelta::minutes(15);
/// A mail follows if the person has not seen the notice for this long.
const UNSEEN: TimeDelta = TimeDelta::hours(1);
/// Only a post that arrived this recently makes a notice of success.
const RECENTLY: TimeDelta = TimeDelta::hours(1);
/// An entry about a success is kept this long if it is never shown.
const SUCCESS_KEPT: TimeDelta = TimeDelta::days(1);

/// The part of the person in a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// The network does not take it.
    Refused,
    /// The answer was lost, and the looks did not find the post.
    Unknown,
    /// Its time is over.
    Late,
    /// It waits until the person opens the account again.
    Waits,
    /// It waited with many others for its account, which is back: the person decides whether they still go out.
    Asks,
    /// It was not to go out late, and became a draft.
    Draft,
    /// Its time has come, and the person shares it on the network's own page.
    ByHand,
}

impl Need {
    /// Tells whether something waits for the person. A draft does not: it is only told.
    #[must_use]
    pub fn is_open(self) -> bool {
        self != Self::Draft
    }
}

/// The news of an activity that a person should know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// The posts that need the person, by id. If there are none, the activity was shared, and nothing is left to do.
    pub needs: BTreeMap<String, Need>,
    /// The number of accounts that the activity is at.
    pub shared: usize,
}

impl News {
    /// Tells whether the activity was shared, and nothing is left to do.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.needs.is_empty()
    }

    /// Tells whether each of the needs is a question about posts that waited.
    #[must_use]
    pub fn only_asks(&self) -> bool {
        !self.is_success() && self.needs.values().all(|need| *need == Need::Asks)
    }

    /// The one post that needs the person, if its time has come and the person shares it by hand.
    #[must_use]
    pub fn only_by_hand(&self) -> Option<&str> {
        let mut needs = self.needs.iter();
        let (post, need) = needs.next()?;
        (*need == Need::ByHand && needs.next().is_none()).then_some(post.as_str())
    }

    /// Tells whether any of the needs follows from the time, which may be doubted.
    #[must_use]
    pub fn follows_from_time(&self) -> bool {
        self.needs.values().any(|need| matches!(need, Need::Late | Need::Waits | Need::ByHand))
    }
}

/// The state of the account of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The account takes the post, or the post waits for the network alone.
    Open,
    /// The post waits for the person.
    Cut {
        /// The time from which the account needs the person, if it is known.
        since: Option<DateTime<Utc>>,
    },
}

/// A post of an activity, with the state of its account.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// The post.
    pub post: &'a Post,
    /// The state of its account.
    pub access: Access,
    /// A draft keeps the text of the posts of its activity that were not to go out late.
    pub has_draft: bool,
}

impl Item<'_> {
    /// The part of the person in this post. `None`: the post does not need the person.
    #[must_use]
    pub fn need(&self, now: DateTime<Utc>) -> Option<Need> {
        match &self.post.phase {
            Phase::Refused { .. } => Some(Need::Refused),
            Phase::Unknown { armed_at, next_look, .. } => {
                let looked = next_look.is_none_or(|next| next > *armed_at + LOOKS);
                (looked && !self.post.cancel).then_some(Need::Unknown)
            }
            // The person edits it.
            Phase::Queued if self.post.is_held(now) && self.post.hold != Some(Hold::Asks) => None,
            // Such a post becomes a draft.
            Phase::Queued if self.post.late == Some(Late::Never) && self.post.is_late(now) => None,
            Phase::Queued if self.post.is_late(now) => Some(Need::Late),
            Phase::Queued if self.post.due <= now => match self.access {
                Access::Cut { .. } => Some(Need::Waits),
                Access::Open => (self.post.hold == Some(Hold::Asks)).then_some(Need::Asks),
            },
            // The person edits it, or its time has not come.
            Phase::ByHand if self.post.is_held(now) || self.post.due > now => None,
            Phase::ByHand => Some(Need::ByHand),
            Phase::Cancelled { at, .. } if self.has_draft && self.became_draft(*at) => Some(Need::Draft),
            Phase::Queued
            | Phase::Armed { .. }
            | Phase::Published { .. }
            | Phase::Cancelled { .. }
            | Phase::HandedOver { .. } => None,
        }
    }

    /// Tells whether the post was given up because it was late, and not by the person before that.
    fn became_draft(&self, at: DateTime<Utc>) -> bool {
        self.post.late == Some(Late::Never) && self.post.late_after().is_some_and(|latest| at > latest)
    }

    /// Tells whether the need is a reason for a notice of its own. The notice about the account already counts a post
    /// that was due before, and the person knows where an activity waits that they share to a cut account.
    fn calls(&self, now: DateTime<Utc>) -> bool {
        match (self.need(now), self.access) {
            (None, _) => false,
            (Some(Need::Waits), Access::Cut { since }) => {
                self.post.late.is_some() && since.is_none_or(|since| since < self.post.due)
            }
            (Some(_), _) => true,
        }
    }

    /// The next moment at which the need of this post may change without any event.
    fn changes_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if !matches!(self.post.phase, Phase::Queued | Phase::ByHand) {
            return None;
        }
        let late = self.post.late_after().and_then(|at| at.checked_add_signed(TimeDelta::milliseconds(1)));
        [Some(self.post.due), self.post.begins(), late].into_iter().flatten().filter(|at| *at > now).min()
    }
}

/// The news of an activity with these posts. `None`: there is nothing to tell.
#[must_use]
pub fn news(now: DateTime<Utc>, settings: &Settings, items: &[Item<'_>]) -> Option<News> {
    let arrived: Vec<_> = items
        .iter()
        .filter_map(|item| match item.post.phase {
            Phase::Published { at, .. } => Some(at),
            _ => None,
        })
        .collect();
    let shared = arrived.len();
    let calls = |item: &Item<'_>| item.calls(now) && !settings.mutes(item.post.to.network.as_str());
    if items.iter().any(calls) {
        let needs = items.iter().filter_map(|item| Some((item.post.id.to_string(), item.need(now)?)));
        return Some(News { needs: needs.collect(), shared });
    }
    let is_whole = items.iter().all(|item| item.post.is_settled() && item.need(now).is_none());
    let last = arrived.iter().max()?;
    let is_told = settings.shared && is_whole && (now - *last).abs() < RECENTLY;
    is_told.then(|| News { needs: BTreeMap::new(), shared })
}

/// The next moment at which the news of an activity may change without any event.
#[must_use]
pub fn changes_at(now: DateTime<Utc>, items: &[Item<'_>]) -> Option<DateTime<Utc>> {
    items.iter().filter_map(|item| item.changes_at(now)).min()
}

/// The newest notice about an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityEntry {
    /// The activity.
    pub activity: ActivityId,
    /// The news.
    pub news: News,
    /// The time when it was raised.
    pub raised: DateTime<Utc>,
    /// `true` once the person has seen it in the window.
    pub seen: bool,
    /// The delivery by native notification.
    pub native: Delivery,
    /// The delivery by e-mail.
    pub email: Delivery,
    /// The time when it was over. The entry is kept for a while, because another process may be about to deliver it.
    pub over_at: Option<DateTime<Utc>>,
}

impl ActivityEntry {
    /// The entry that takes the place of `former` for this news. `None`: the former one stays, or there is none.
    #[must_use]
    pub fn next(
        former: Option<&Self>,
        activity: &ActivityId,
        now: DateTime<Utc>,
        news: Option<News>,
    ) -> Option<Self> {
        let standing = former.filter(|former| former.stands());
        let Some(news) = news else {
            // A success stays true.
            let over = standing.filter(|standing| !standing.news.is_success())?;
            return Some(Self { over_at: Some(now), ..over.clone() });
        };
        if let Some(standing) = standing {
            if standing.news == news {
                return None;
            }
            if standing.contains(&news) {
                return Some(Self { news, ..standing.clone() });
            }
        }
        let native = match former.map(|former| former.native) {
            // A new notice does not shorten the wait after a failed delivery.
            Some(failed @ Delivery::Failed { .. }) => failed,
            _ => Delivery::Waiting,
        };
        let email = if news.is_success() { Delivery::NotMeant } else { Delivery::Waiting };
        Some(Self {
            activity: activity.clone(),
            news,
            raised: now,
            seen: false,
            native,
            email,
            over_at: None,
        })
    }

    /// Tells whether the notice holds these needs, so that there is nothing new to tell.
    fn contains(&self, news: &News) -> bool {
        let known = &self.news.needs;
        news.is_success() == known.is_empty()
            && news.needs.iter().all(|(post, need)| known.get(post) == Some(need))
    }

    /// Tells whether the notice still holds.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.over_at.is_none()
    }

    /// Tells whether a native notification showed it.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        matches!(self.native, Delivery::Done { .. })
    }

    /// The state of its delivery on a channel.
    #[must_use]
    pub fn delivery(&self, channel: Channel) -> Delivery {
        match channel {
            Channel::Native => self.native,
            Channel::Email => self.email,
        }
    }

    /// Records that a channel delivered it.
    pub fn told(&mut self, channel: Channel, now: DateTime<Utc>) {
        *self.delivery_mut(channel) = Delivery::Done { at: now };
    }

    /// Records that a channel failed to deliver it. The wait before the next attempt grows.
    pub fn failed(&mut self, channel: Channel, now: DateTime<Utc>) {
        *self.delivery_mut(channel) = failed_again(self.delivery(channel), channel, now);
    }

    /// Lets a failed channel try again at once, because something changed that may let it succeed.
    pub fn try_again(&mut self, channel: Channel) {
        if let Delivery::Failed { .. } = self.delivery(channel) {
            *self.delivery_mut(channel) = Delivery::Waiting;
        }
    }

    fn delivery_mut(&mut self, channel: Channel) -> &mut Delivery {
        match channel {
            Channel::Native => &mut self.native,
            Channel::Email => &mut self.email,
        }
    }

    /// Tells whether it can be deleted.
    #[must_use]
    pub fn is_past(&self, now: DateTime<Utc>) -> bool {
        // A clock that was put back must not keep it for ever.
        let is_old = |since: DateTime<Utc>, kept| (now - since).abs() >= kept;
        match (self.over_at, self.native) {
            (Some(over), _) => is_old(over, FLAPS_WITHIN),
            (None, _) if !self.news.is_success() => false,
            (None, Delivery::Done { at }) => is_old(at, RECENTLY),
            (None, _) => is_old(self.raised, SUCCESS_KEPT),
        }
    }
}

/// The deliveries about activities that are due now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityPlan {
    /// The activities with a native notification, one for each.
    pub shows: Vec<ActivityId>,
    /// The activities of one mail.
    pub mail: Vec<ActivityId>,
    /// The time to plan again, if nothing happens before.
    pub next: Option<DateTime<Utc>>,
}

/// Plans the deliveries about activities that are due now, and the time to plan again.
#[must_use]
pub fn plan_activities(
    now: DateTime<Utc>,
    zone: &dyn Zone,
    settings: &Settings,
    channels: Channels,
    entries: &[&ActivityEntry],
) -> ActivityPlan {
    let waiting = |entry: &ActivityEntry, channel| {
        entry.stands() && matches!(entry.delivery(channel), Delivery::Waiting | Delivery::Failed { .. })
    };
    let may = |entry: &ActivityEntry, channel, least| {
        let at = allowed_from(now, zone, settings, entry.raised, None, least).max(now);
        // A device that slept past the moment may have woken in quiet hours.
        let at = retry_at(entry.delivery(channel), channel, now).map_or(at, |retry| at.max(retry));
        quiet_until(zone, settings, at)
    };
    let mut plan = ActivityPlan::default();
    let mut ahead = Vec::new();
    for entry in entries {
        if channels.native && settings.native && waiting(entry, Channel::Native) {
            match may(entry, Channel::Native, TOGETHER_NATIVE) {
                at if at <= now => plan.shows.push(entry.activity.clone()),
                at => ahead.push(at),
            }
        }
        if channels.email && settings.email.is_some() && !entry.seen && waiting(entry, Channel::Email) {
            match may(entry, Channel::Email, UNSEEN) {
                at if at <= now => plan.mail.push(entry.activity.clone()),
                at => ahead.push(at),
            }
        }
    }
    plan.next = ahead.into_iter().min();
    plan
}
