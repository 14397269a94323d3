//! The notices about activities. Each change is one transaction on the row as it is then, so that one notice is raised
//! and shown once, whichever process does it.

use std::collections::BTreeSet;

use alerts::{ActivityEntry, Channel, News};
use chrono::{DateTime, Utc};
use publishing::{ActivityId, Content, Post};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use vault::crash;

use super::{
    Store,
    alerts::{DeliveryColumn, delivery, read_delivery},
    columns, readable,
    sharing::{columns_of_post, read as read_post},
    upsert::upsert,
    values,
};
use crate::StoreError;

/// The most activities that are looked at for news. With more, the newest are left for later.
const MOST_LOOKED_AT: u32 = 500;

/// An activity with its posts, as far as a notice needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityPosts {
    /// The id of the activity.
    pub id: ActivityId,
    /// Its text and link.
    pub content: Content,
    /// Its posts.
    pub posts: Vec<Post>,
    /// A draft keeps the text of those that were not to go out late.
    pub has_draft: bool,
}

#[derive(Serialize, Deserialize)]
struct EntryColumn {
    news: News,
    raised: i64,
    #[serde(default)]
    seen: bool,
    native: DeliveryColumn,
    email: DeliveryColumn,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    over_at: Option<i64>,
}

impl Store {
    /// The notices about activities that changed after a revision, and the newest revision.
    pub fn activity_alerts(&self, after: i64) -> Result<(Vec<ActivityEntry>, i64), StoreError> {
        // Read first: a change in between is then seen twice rather than never.
        let revision = self.revision()?;
        let entries = self.read(|db| {
            let columns = ["activity", "entry"].map(columns::bounded).join(", ");
            let query = format!("SELECT {columns} FROM activity_alerts WHERE revision > ?1");
            let mut statement = db.prepare_cached(&query)?;
            readable(statement.query([after])?, |row| {
                let activity = ActivityId::from(row.get::<_, String>(0)?);
                let entry = read(&activity, row.get_ref(1)?.as_str()?);
                if entry.is_none() {
                    tracing::error!(%activity, "the notice about an activity cannot be read");
                }
                Ok(entry)
            })
        })?;
        Ok((entries.into_iter().flatten().collect(), revision))
    }

    /// Changes the notice about an activity by its news. Returns the notice as it is then. `None`: there is none.
    pub fn tell_activity(
        &mut self,
        activity: &ActivityId,
        now: DateTime<Utc>,
        news: Option<News>,
    ) -> Result<Option<ActivityEntry>, StoreError> {
        crash::point("activity-notice.before");
        let entry = self.change(|tx, revision| {
            let former = one(tx, activity)?;
            let Some(next) = ActivityEntry::next(former.as_ref(), activity, now, news) else {
                return Ok(former);
            };
            write(tx, &next, revision)?;
            Ok(Some(next))
        })?;
        crash::point("activity-notice.after");
        Ok(entry)
    }

    /// Marks the notice about an activity as delivered by a channel. `None`: another process delivered it, or it changed
    /// since `known` was read.
    pub fn claim_activity(
        &mut self,
        channel: Channel,
        known: &ActivityEntry,
        now: DateTime<Utc>,
    ) -> Result<Option<ActivityEntry>, StoreError> {
        self.change_activity_alert(known, |entry| {
            let is_due = entry.stands() && entry.delivery(channel) == known.delivery(channel);
            if is_due {
                entry.told(channel, now);
            }
            is_due
        })
    }

    /// Changes the notice that was raised as `known` was. `None`: it was raised anew or is gone, or nothing was changed.
    pub fn change_activity_alert(
        &mut self,
        known: &ActivityEntry,
        change: impl FnOnce(&mut ActivityEntry) -> bool,
    ) -> Result<Option<ActivityEntry>, StoreError> {
        self.change(|tx, revision| {
            let stored = one(tx, &known.activity)?.filter(|stored| stored.raised == known.raised);
            let Some(mut entry) = stored else { return Ok(None) };
            if !change(&mut entry) {
                return Ok(None);
            }
            write(tx, &entry, revision)?;
            Ok(Some(entry))
        })
    }

    /// Deletes the notices about these activities.
    pub fn forget_activity_alerts(&mut self, activities: &[ActivityId]) -> Result<(), StoreError> {
        self.write(|tx| {
            for activity in activities {
                tx.prepare_cached("DELETE FROM activity_alerts WHERE activity = ?1")?
                    .execute([activity.as_str()])?;
            }
            Ok(())
        })
    }

    /// An activity with its posts. `None`: it was removed from the list.
    pub fn activity_posts(&self, id: &ActivityId) -> Result<Option<ActivityPosts>, StoreError> {
        self.read(|db| posts_of(db, id))
    }

    /// The activities with a post that is due or refused, or that became a draft, and these others, each with its posts. The time is the next
    /// one at which a post becomes due.
    pub fn activities_to_look_at(
        &self,
        now: DateTime<Utc>,
        others: &BTreeSet<ActivityId>,
    ) -> Result<(Vec<ActivityPosts>, Option<DateTime<Utc>>), StoreError> {
        self.read(|db| {
            let query = "SELECT DISTINCT activity FROM posts WHERE settled = 0 AND due <= ?1 UNION \
                         SELECT activity FROM posts WHERE substr(phase, 1, 10) = '{\"refused\"' UNION \
                         SELECT activities.id FROM activities JOIN drafts ON drafts.id = activities.id LIMIT ?2";
            let mut statement = db.prepare_cached(query)?;
            let found = readable(statement.query(params![values::millis(now), MOST_LOOKED_AT])?, |row| {
                row.get::<_, String>(0).map(ActivityId::from)
            })?;
            let all: BTreeSet<_> = found.into_iter().chain(others.iter().cloned()).collect();
            let mut activities = Vec::new();
            for id in &all {
                activities.extend(posts_of(db, id)?);
            }
            let query = "SELECT min(due) FROM posts WHERE settled = 0 AND due > ?1";
            let next: Option<i64> =
                db.prepare_cached(query)?.query_row([values::millis(now)], |row| row.get(0))?;
            Ok((activities, next.map(values::time)))
        })
    }
}

/// An activity with its posts. `None`: it was removed from the list.
fn posts_of(db: &Connection, id: &ActivityId) -> rusqlite::Result<Option<ActivityPosts>> {
    // A draft of the activity's own id is the one of [`Store::keep_as_draft`].
    let query = "SELECT content, EXISTS (SELECT 1 FROM drafts WHERE drafts.id = activities.id) FROM activities \
                 WHERE id = ?1";
    let found = db
        .prepare_cached(query)?
        .query_row([id.as_str()], |row| Ok((values::parse::<Content>(row, 0).ok(), row.get::<_, bool>(1)?)))
        .optional()?;
    let Some((Some(content), has_draft)) = found else { return Ok(None) };
    let query = format!(
        "SELECT {} FROM posts WHERE activity = ?1 ORDER BY network, account, page",
        columns_of_post()
    );
    let posts = readable(db.prepare_cached(&query)?.query([id.as_str()])?, read_post)?;
    Ok(Some(ActivityPosts { id: id.clone(), content, posts, has_draft }))
}

fn one(db: &Connection, activity: &ActivityId) -> rusqlite::Result<Option<ActivityEntry>> {
    let text = db
        .prepare_cached("SELECT entry FROM activity_alerts WHERE activity = ?1")?
        .query_row([activity.as_str()], |row| Ok(row.get::<_, String>(0).ok()))
        .optional()?;
    Ok(text.flatten().and_then(|text| read(activity, &text)))
}

fn write(tx: &Transaction<'_>, entry: &ActivityEntry, revision: i64) -> rusqlite::Result<()> {
    let write = upsert("activity_alerts", "activity", "activity, entry, revision");
    tx.prepare_cached(&write)?.execute(params![entry.activity.as_str(), text(entry), revision]).map(drop)
}

pub(crate) fn text(entry: &ActivityEntry) -> String {
    values::json(&EntryColumn {
        news: entry.news.clone(),
        raised: values::millis(entry.raised),
        seen: entry.seen,
        native: delivery(entry.native),
        email: delivery(entry.email),
        over_at: entry.over_at.map(values::millis),
    })
}

pub(crate) fn read(activity: &ActivityId, text: &str) -> Option<ActivityEntry> {
    let column: EntryColumn = serde_json::from_str(text).ok()?;
    Some(ActivityEntry {
        activity: activity.clone(),
        news: column.news,
        raised: values::time(column.raised),
        seen: column.seen,
        native: read_delivery(&column.native),
        email: read_delivery(&column.email),
        over_at: column.over_at.map(values::time),
    })
}
