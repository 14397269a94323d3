//! Changes to activities that have not left: a new content, another time, and posts that are held back. Arming is a
//! compare-and-set on phase, version and hold, so that the old content never leaves after an edit.

use chrono::{DateTime, Utc};
use lifecycle::NetworkId;
use publishing::{ActivityId, Content, Decision, Hold, Late, Phase, Post, PostId};
use rusqlite::{OptionalExtension, Transaction, params};

use super::{
    NewActivity, Store, drafts,
    new_activity::{by_hand, queued},
    pictures, readable,
    sharing::{columns_of_post, forget_requests, one, read_with_own, write},
    values,
};
use crate::StoreError;

/// The most posts that go out after Reauthorize without a question.
pub const MOST_WITHOUT_QUESTION: usize = 3;

/// The result of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// The new content is stored.
    Done,
    /// One of the posts has left, or is about to. Nothing was changed.
    Left,
    /// The activity is gone.
    Gone,
}

/// A post with the content that is its own, if it has one.
type WithOwn = (Post, Option<Content>);

impl Store {
    /// Gives these posts of an activity a new content, new accounts and a new time, in one transaction. Posts that are
    /// not among them stay as they are, and keep the former content.
    pub fn edit_activity(
        &mut self,
        id: &ActivityId,
        posts: &[PostId],
        edit: &NewActivity,
        now: DateTime<Utc>,
    ) -> Result<Edited, StoreError> {
        self.change(|tx, revision| {
            let query = "SELECT content FROM activities WHERE id = ?1";
            let former =
                tx.query_row(query, [id.as_str()], |row| values::parse::<Content>(row, 0)).optional()?;
            let Some(former) = former else { return Ok(Edited::Gone) };
            let known = posts_of(tx, id)?;
            let is_edited = |post: &Post| posts.contains(&post.id);
            if posts.iter().any(|id| !known.iter().any(|(post, _)| post.id == *id)) {
                return Ok(Edited::Gone);
            }
            let every = || edit.to.iter().chain(&edit.hand_over);
            let is_chosen = |post: &Post| every().any(|(to, _)| *to == post.to);
            // An account that was left out before may take part again.
            let may_change = |post: &Post| {
                let is_free = is_edited(post) || matches!(post.phase, Phase::Cancelled { .. });
                is_free && post.can_be_edited()
            };
            if known.iter().any(|(post, _)| (is_edited(post) || is_chosen(post)) && !may_change(post)) {
                return Ok(Edited::Left);
            }
            let stays =
                |(post, _): &WithOwn| !is_edited(post) && !matches!(post.phase, Phase::Cancelled { .. });
            let some_stay = known.iter().any(stays);
            for (mut post, own) in
                known.iter().filter(|(post, _)| is_edited(post) && !is_chosen(post)).cloned()
            {
                let _ = post.settle(now, Decision::Leave);
                write(tx, &post, own.as_ref(), revision)?;
            }
            for (nth, (to, own)) in every().enumerate() {
                let known = known.iter().find(|(post, _)| post.to == *to).map(|(post, _)| post.clone());
                let mut post = known.unwrap_or_else(|| queued(id, to, edit.plan, now));
                let _ = post.edited();
                (post.due, post.late) = edit.plan.map_or((now, None), |(at, late)| (at, Some(late)));
                if nth >= edit.to.len() {
                    post.phase = by_hand(edit.plan, now);
                }
                // The former content stays the one of the posts that have it.
                let own = own
                    .as_ref()
                    .or_else(|| some_stay.then_some(&edit.content))
                    .filter(|own| !some_stay || **own != former);
                write(tx, &post, own, revision)?;
                forget_requests(tx, &post.id)?;
            }
            keep_edit(tx, id, edit, some_stay, now)?;
            pictures::use_in_activity(tx, id, now)?;
            Ok(Edited::Done)
        })
    }

    /// The number of activities with a post that is due at an account and has not left.
    pub fn waiting_activities(
        &self,
        network: &NetworkId,
        account: &str,
        now: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        self.queued_activities(network, account, "due <= ?3", now)
    }

    /// The number of activities with a post at an account that is planned for later than this time.
    pub fn planned_after(
        &self,
        network: &NetworkId,
        account: &str,
        after: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        self.queued_activities(network, account, "due > ?3", after)
    }

    fn queued_activities(
        &self,
        network: &NetworkId,
        account: &str,
        due: &str,
        at: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        self.read(|db| {
            let query = format!(
                "SELECT count(DISTINCT activity) FROM posts WHERE settled = 0 AND network = ?1 AND account = ?2 AND {due} \
                 AND phase = '\"queued\"'"
            );
            let of = params![network.as_str(), account, values::millis(at)];
            db.prepare_cached(&query)?.query_row(of, |row| row.get::<_, i64>(0))
        })
        .map(|count| usize::try_from(count).unwrap_or_default())
    }

    /// Moves the planned posts of an activity to another time. `false`: there are none that have not left.
    pub fn plan_anew(
        &mut self,
        id: &ActivityId,
        at: DateTime<Utc>,
        zone: Option<&str>,
    ) -> Result<bool, StoreError> {
        self.change(|tx, revision| {
            let planned = |(post, _): &WithOwn| {
                matches!(post.phase, Phase::Queued | Phase::ByHand) && post.late.is_some()
            };
            let posts: Vec<_> = posts_of(tx, id)?.into_iter().filter(planned).collect();
            for (mut post, own) in posts.iter().cloned() {
                (post.due, post.hold) = (at, None);
                write(tx, &post, own.as_ref(), revision)?;
            }
            if !posts.is_empty() {
                keep_time(tx, id, Some(at), zone)?;
            }
            Ok(!posts.is_empty())
        })
    }

    /// Holds these posts back while the person edits them, until this time. `None` releases them. Returns whether any
    /// of them is still there to be edited.
    pub fn hold_for_edit(
        &mut self,
        posts: &[PostId],
        until: Option<DateTime<Utc>>,
    ) -> Result<bool, StoreError> {
        self.change(|tx, revision| {
            let mut any = false;
            for id in posts {
                let Some((mut post, own)) = one(tx, id)? else { continue };
                any |= post.can_be_edited();
                let hold = until.map(|until| Hold::Edit { until });
                let is_open = matches!(post.phase, Phase::Queued | Phase::ByHand);
                if is_open && post.hold != Some(Hold::Asks) && post.hold != hold {
                    post.hold = hold;
                    write(tx, &post, own.as_ref(), revision)?;
                }
            }
            Ok(any)
        })
    }

    /// Holds back what waited for an account, if it is more than [`MOST_WITHOUT_QUESTION`]: days may have passed, so
    /// that the person decides. Returns the number of posts that are held.
    pub fn hold_what_waited(
        &mut self,
        network: &NetworkId,
        account: &str,
        now: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        self.change(|tx, revision| {
            let query = format!(
                "SELECT {} FROM posts WHERE settled = 0 AND network = ?1 AND account = ?2 AND due <= ?3",
                columns_of_post()
            );
            let of = params![network.as_str(), account, values::millis(now)];
            let mut waited = readable(tx.prepare_cached(&query)?.query(of)?, read_with_own)?;
            waited.retain(|(post, _)| {
                post.phase == Phase::Queued && !post.is_late(now) && post.late != Some(Late::Never)
            });
            if waited.len() <= MOST_WITHOUT_QUESTION {
                return Ok(0);
            }
            for (post, own) in &mut waited {
                post.hold = Some(Hold::Asks);
                write(tx, post, own.as_ref(), revision)?;
            }
            Ok(waited.len())
        })
    }
}

fn posts_of(tx: &Transaction<'_>, id: &ActivityId) -> rusqlite::Result<Vec<WithOwn>> {
    let query = format!("SELECT {} FROM posts WHERE activity = ?1", columns_of_post());
    readable(tx.prepare_cached(&query)?.query([id.as_str()])?, read_with_own)
}

/// Keeps what an edit changes of the activity itself, and deletes the draft of the edit.
fn keep_edit(
    tx: &Transaction<'_>,
    id: &ActivityId,
    edit: &NewActivity,
    some_stay: bool,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    if !some_stay {
        let update = "UPDATE activities SET content = ?2 WHERE id = ?1";
        tx.execute(update, params![id.as_str(), values::json(&edit.content)])?;
    }
    if edit.plan.is_some() || !some_stay {
        keep_time(tx, id, edit.plan.map(|(at, _)| at), edit.zone.as_deref())?;
    }
    match &edit.draft {
        Some(draft) => drafts::delete(tx, draft, now),
        None => Ok(()),
    }
}

/// A plan keeps the time zone in which the person chose its time.
fn keep_time(
    tx: &Transaction<'_>,
    id: &ActivityId,
    at: Option<DateTime<Utc>>,
    zone: Option<&str>,
) -> rusqlite::Result<()> {
    let update =
        "UPDATE activities SET zone = iif(planned_at IS ?2, zone, ?3), planned_at = ?2 WHERE id = ?1";
    tx.execute(update, params![id.as_str(), at.map(values::millis), zone]).map(drop)
}
