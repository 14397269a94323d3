//! An activity that a person shares, and its posts in the beginning.

use chrono::{DateTime, Utc};
use publishing::{ActivityId, Content, Destination, Late, Phase, Post, PostId};
use rusqlite::Transaction;
use vault::new_id;

use super::sharing::write;

/// An activity that a person shares.
#[derive(Clone, Debug)]
pub struct NewActivity {
    /// The draft that it was. One draft becomes one activity.
    pub draft: Option<String>,
    /// Its text and link.
    pub content: Content,
    /// Where, each with a content of its own if the person wrote one.
    pub to: Vec<(Destination, Option<Content>)>,
    /// Where the person shares it themselves, in the same form.
    pub hand_over: Vec<(Destination, Option<Content>)>,
    /// The time, and the rule for a late one. `None`: now.
    pub plan: Option<(DateTime<Utc>, Late)>,
    /// The IANA name of the time zone in which the person chose the time.
    pub zone: Option<String>,
}

impl NewActivity {
    /// Writes the posts. Nothing of them has left.
    pub(super) fn write_posts(
        &self,
        tx: &Transaction<'_>,
        activity: &ActivityId,
        revision: i64,
        now: DateTime<Utc>,
    ) -> rusqlite::Result<()> {
        for (to, own) in &self.to {
            write(tx, &queued(activity, to, self.plan, now), own.as_ref(), revision)?;
        }
        for (to, own) in &self.hand_over {
            let phase = by_hand(self.plan, now);
            write(tx, &Post { phase, ..queued(activity, to, self.plan, now) }, own.as_ref(), revision)?;
        }
        Ok(())
    }
}

/// The first phase of a post that the person shares by hand: now, or at the time of the plan.
pub(super) fn by_hand(plan: Option<(DateTime<Utc>, Late)>, now: DateTime<Utc>) -> Phase {
    if plan.is_some() { Phase::ByHand } else { Phase::HandedOver { at: now } }
}

/// A new post of an activity, of which nothing has left.
pub(super) fn queued(
    activity: &ActivityId,
    to: &Destination,
    plan: Option<(DateTime<Utc>, Late)>,
    now: DateTime<Utc>,
) -> Post {
    Post {
        id: PostId::from(format!("post-{}", new_id())),
        activity: activity.clone(),
        to: to.clone(),
        version: 1,
        phase: Phase::Queued,
        due: plan.map_or(now, |(at, _)| at),
        late: plan.map(|(_, late)| late),
        handle: None,
        cancel: false,
        refused_token: None,
        hold: None,
        deletion: None,
    }
}
