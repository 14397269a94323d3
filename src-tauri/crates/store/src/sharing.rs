//! The activities and their posts. Each transition of a post is one transaction on the row as it is now, so that no
//! process undoes another's.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use publishing::{
    ActivityId, Content, Decision, Destination, Handle, Hold, Late, NotNow, Phase, Post, PostId, Remote,
    Request,
};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use vault::{Key, crash, new_id};

use super::{
    NewActivity, Store, columns, drafts, feeds, pictures, place::Place, readable, upsert::upsert, values,
};
use crate::StoreError;

const POST: &str = "id, activity, network, account, page, own, version, phase, due, late, handle, cancel, \
                    refused_token, remote_id, settled, revision, hold, deletion";
/// The activities that are shown beside the unfinished ones.
const MOST_SETTLED: u32 = 200;

/// An activity with its posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// Its text and link.
    pub content: Content,
    /// When the person shared or planned it.
    pub created_at: DateTime<Utc>,
    /// The time that the person chose.
    pub planned_at: Option<DateTime<Utc>>,
    /// The IANA name of the time zone in which the person chose it.
    pub zone: Option<String>,
    /// Its posts.
    pub posts: Vec<Post>,
    /// The posts' own contents.
    pub own: BTreeMap<PostId, Content>,
}

impl Store {
    /// Stores an activity and its posts, and deletes its draft, in one transaction. A draft that was shared already
    /// leads to the activity that it became.
    pub fn share(&mut self, new: &NewActivity, now: DateTime<Utc>) -> Result<ActivityId, StoreError> {
        crash::point("share.before");
        let id = self.change(|tx, revision| {
            if let Some(draft) = &new.draft {
                let query = "SELECT id FROM activities WHERE draft = ?1";
                let shared = tx.query_row(query, [draft], |row| row.get::<_, String>(0)).optional()?;
                if let Some(shared) = shared {
                    return Ok(ActivityId::from(shared));
                }
                drafts::delete(tx, draft, now)?;
            }
            // A random id may begin with a hyphen, and a command would take it for an option.
            let id = ActivityId::from(format!("activity-{}", new_id()));
            let insert = "INSERT INTO activities (id, draft, content, created_at, planned_at, zone) \
                          VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            tx.prepare_cached(insert)?.execute(params![
                id.as_str(),
                new.draft,
                values::json(&new.content),
                values::millis(now),
                new.plan.map(|(at, _)| values::millis(at)),
                new.zone,
            ])?;
            new.write_posts(tx, &id, revision, now)?;
            pictures::use_in_activity(tx, &id, now)?;
            feeds::note_shared(tx, &new.content.text, new.content.link.as_ref(), revision)?;
            Ok(id)
        })?;
        crash::point("share.after");
        Ok(id)
    }

    /// The posts that changed after a revision, and the newest revision. An unreadable row is left as it is.
    pub fn posts_changed(&self, after: i64) -> Result<(Vec<Post>, i64), StoreError> {
        // Read first: a change in between is then seen twice rather than never.
        let revision = self.revision()?;
        let posts = self.read(|db| {
            // At the start, what is settled is of no interest: it may be years of posts.
            let query = format!(
                "SELECT {} FROM posts WHERE revision > ?1 AND (?1 > 0 OR settled = 0)",
                columns_of_post()
            );
            let mut statement = db.prepare_cached(&query)?;
            readable(statement.query([after])?, read)
        })?;
        Ok((posts, revision))
    }

    /// A post, with what it shares.
    pub fn post(&self, id: &PostId) -> Result<Option<(Post, Content)>, StoreError> {
        self.read(|db| {
            let Some((post, own)) = one(db, id)? else { return Ok(None) };
            if let Some(own) = own {
                return Ok(Some((post, own)));
            }
            let query = "SELECT content FROM activities WHERE id = ?1";
            let content =
                db.query_row(query, [post.activity.as_str()], |row| values::parse(row, 0)).optional()?;
            Ok(content.map(|content| (post, content)))
        })
    }

    /// Changes a post in one transaction, and returns it as it is then. `None`: it is gone.
    pub fn change_post<T>(
        &mut self,
        id: &PostId,
        change: impl FnOnce(&mut Post) -> T,
    ) -> Result<Option<(Post, T)>, StoreError> {
        self.change(|tx, revision| {
            let Some((mut post, own)) = one(tx, id)? else { return Ok(None) };
            let former = post.clone();
            let done = change(&mut post);
            if post != former {
                write(tx, &post, own.as_ref(), revision)?;
                if post.is_settled() {
                    forget_requests(tx, id)?;
                }
            }
            Ok(Some((post, done)))
        })
    }

    /// Takes a decision of the person about a post.
    pub fn settle_post(
        &mut self,
        id: &PostId,
        now: DateTime<Utc>,
        decision: Decision,
    ) -> Result<Option<Result<(), NotNow>>, StoreError> {
        crash::point("settle.before");
        let settled = self.change_post(id, |post| post.settle(now, decision))?.map(|(_, settled)| settled);
        crash::point("settle.after");
        Ok(settled)
    }

    /// The person has the text of a post, and shares it by hand. `None`: it is gone.
    pub fn hand_over(
        &mut self,
        id: &PostId,
        now: DateTime<Utc>,
    ) -> Result<Option<Result<(), NotNow>>, StoreError> {
        Ok(self.change_post(id, |post| post.hand_over(now))?.map(|(_, done)| done))
    }

    /// Arms a post, and keeps its request, in one transaction. Nothing may be sent before this returns the post.
    ///
    /// # Errors
    /// [`StoreError`]; the inner `None` means that the post changed meanwhile and is not armed.
    pub fn arm(
        &mut self,
        key: &Key,
        former: &Post,
        handle: &str,
        request: &Request,
        now: DateTime<Utc>,
    ) -> Result<Option<Post>, StoreError> {
        crash::point("arm.before");
        let bytes = values::json(request);
        let sealed = Place::of_send(&former.id, &former.to, former.version).seal(key, bytes.as_bytes());
        let armed = self.change(|tx, revision| {
            let Some((mut post, own)) = one(tx, &former.id)? else { return Ok(None) };
            if post.arm(now, former.version, handle).is_err() {
                return Ok(None);
            }
            write(tx, &post, own.as_ref(), revision)?;
            let keep = upsert("sends", "post", "post, version, sealed");
            tx.prepare_cached(&keep)?.execute(params![post.id.as_str(), post.version, sealed])?;
            Ok(Some(post))
        })?;
        crash::point("arm.after");
        Ok(armed)
    }

    /// The request that published a post, exactly as it left. `None`: there is none for this version.
    pub fn sent_request(&self, key: &Key, post: &Post) -> Result<Option<Request>, StoreError> {
        let sealed: Option<Vec<u8>> = self.read(|db| {
            let query = "SELECT sealed FROM sends WHERE post = ?1 AND version = ?2";
            db.query_row(query, params![post.id.as_str(), post.version], |row| row.get(0)).optional()
        })?;
        let Some(sealed) = sealed else { return Ok(None) };
        let opened = Place::of_send(&post.id, &post.to, post.version).open(key, &sealed)?;
        Ok(serde_json::from_slice(&opened.secret).ok())
    }

    /// Tells whether another post is already known to be this one at the network.
    pub fn is_bound(&self, post: &Post, remote: &Remote) -> Result<bool, StoreError> {
        self.read(|db| is_bound(db, post, &remote.id))
    }

    /// Keeps the text of a post that does not go out late as a draft, and gives the post up, in one transaction. The
    /// posts of one activity share one draft.
    pub fn keep_as_draft(
        &mut self,
        id: &PostId,
        target: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.change(|tx, revision| {
            let Some((mut post, own)) = one(tx, id)? else { return Ok(()) };
            if post.late != Some(Late::Never) || !post.is_late(now) {
                return Ok(());
            }
            let query = "SELECT content FROM activities WHERE id = ?1";
            let content = tx
                .query_row(query, [post.activity.as_str()], |row| values::parse::<Content>(row, 0))
                .optional()?;
            if let Some(content) = content {
                drafts::merge(tx, post.activity.as_str(), &content, own.as_ref(), target, now)?;
            }
            post.phase = Phase::cancelled(now);
            write(tx, &post, own.as_ref(), revision)
        })
    }

    /// The process that sent requests is gone: their posts may be at the network, or not. Only for the process that
    /// alone publishes.
    pub fn interrupt_posts(&mut self) -> Result<(), StoreError> {
        let armed: Vec<Post> = self.read(|db| {
            let query = format!(
                "SELECT {} FROM posts WHERE settled = 0 AND phase LIKE '{{\"armed\"%'",
                columns_of_post()
            );
            let mut statement = db.prepare(&query)?;
            readable(statement.query([])?, read)
        })?;
        for post in armed {
            self.change_post(&post.id, Post::interrupted)?;
        }
        Ok(())
    }

    /// The destinations whose next post is held back, with the time.
    pub fn held_destinations(&self) -> Result<Vec<(Destination, DateTime<Utc>)>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare("SELECT network, account, page, next_at FROM destinations")?;
            readable(statement.query([])?, |row| {
                let to = Destination {
                    network: row.get::<_, String>(0)?.into(),
                    account: row.get(1)?,
                    page: row.get(2)?,
                };
                Ok((to, values::read_time(row, 3)?))
            })
        })
    }

    /// Holds the next post of a destination back until this time.
    pub fn hold_destination(&mut self, to: &Destination, until: DateTime<Utc>) -> Result<(), StoreError> {
        let Destination { network, account, page } = to;
        self.write(|tx| {
            let hold = upsert("destinations", "network, account, page", "network, account, page, next_at");
            tx.prepare_cached(&hold)?
                .execute(params![network.as_str(), account, page, values::millis(until)])
                .map(drop)
        })
    }

    /// Every unfinished activity, and the newest of the others, the newest first.
    pub fn activities(&self) -> Result<Vec<Activity>, StoreError> {
        self.read(|db| {
            let query = "SELECT id, content, created_at, planned_at, zone FROM activities WHERE id IN \
                         (SELECT activity FROM posts WHERE settled = 0) OR id IN \
                         (SELECT id FROM activities ORDER BY created_at DESC LIMIT ?1) ORDER BY created_at DESC";
            let mut statement = db.prepare_cached(query)?;
            let mut activities = readable(statement.query([MOST_SETTLED])?, |row| {
                Ok(Activity {
                    id: ActivityId::from(row.get::<_, String>(0)?),
                    content: values::parse(row, 1)?,
                    created_at: values::read_time(row, 2)?,
                    planned_at: row.get::<_, Option<i64>>(3)?.map(values::time),
                    zone: row.get(4)?,
                    posts: Vec::new(),
                    own: BTreeMap::new(),
                })
            })?;
            let query = format!("SELECT {} FROM posts WHERE activity = ?1 ORDER BY network, account, page", columns_of_post());
            let mut statement = db.prepare_cached(&query)?;
            for activity in &mut activities {
                for (post, own) in readable(statement.query([activity.id.as_str()])?, read_with_own)? {
                    activity.own.extend(own.map(|own| (post.id.clone(), own)));
                    activity.posts.push(post);
                }
            }
            Ok(activities)
        })
    }

    /// Deletes an activity and its text. A post that has not left is cancelled. `false`: a request is under way, so
    /// that nothing was changed.
    pub fn remove_activity(&mut self, id: &ActivityId, now: DateTime<Utc>) -> Result<bool, StoreError> {
        self.change(|tx, revision| {
            let query = format!("SELECT {} FROM posts WHERE activity = ?1", columns_of_post());
            let posts = readable(tx.prepare(&query)?.query([id.as_str()])?, read)?;
            if posts.iter().any(|post| matches!(post.phase, Phase::Armed { .. })) {
                return Ok(false);
            }
            for mut post in posts {
                if !post.is_settled() {
                    post.phase = Phase::cancelled(now);
                }
                // The row stays until the other processes have seen it.
                write(tx, &post, None, revision)?;
                forget_requests(tx, &post.id)?;
            }
            tx.execute("DELETE FROM activities WHERE id = ?1", [id.as_str()])?;
            pictures::use_in_activity(tx, id, now)?;
            Ok(true)
        })
    }
}

/// Forgets the request of a post, and the results of the steps before it.
pub(super) fn forget_requests(tx: &Transaction<'_>, post: &PostId) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM sends WHERE post = ?1", [post.as_str()])?;
    tx.execute("DELETE FROM post_facts WHERE post = ?1", [post.as_str()]).map(drop)
}

fn is_bound(db: &Connection, post: &Post, remote_id: &str) -> rusqlite::Result<bool> {
    let query = "SELECT EXISTS (SELECT 1 FROM posts WHERE network = ?1 AND account = ?2 AND page = ?3 \
                 AND remote_id = ?4 AND id <> ?5)";
    let Destination { network, account, page } = &post.to;
    db.prepare_cached(query)?
        .query_row(params![network.as_str(), account, page, remote_id, post.id.as_str()], |row| row.get(0))
}

pub(super) fn columns_of_post() -> String {
    POST.split(", ").map(columns::bounded).collect::<Vec<_>>().join(", ")
}

pub(super) fn one(db: &Connection, id: &PostId) -> rusqlite::Result<Option<(Post, Option<Content>)>> {
    let query = format!("SELECT {} FROM posts WHERE id = ?1", columns_of_post());
    db.prepare_cached(&query)?.query_row([id.as_str()], read_with_own).optional()
}

/// A post with the content that is its own, if it has one.
pub(super) fn read_with_own(row: &Row<'_>) -> rusqlite::Result<(Post, Option<Content>)> {
    Ok((read(row)?, values::parse(row, 5)?))
}

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Post> {
    Ok(Post {
        id: PostId::from(row.get::<_, String>(0)?),
        activity: ActivityId::from(row.get::<_, String>(1)?),
        to: Destination { network: row.get::<_, String>(2)?.into(), account: row.get(3)?, page: row.get(4)? },
        version: row.get(6)?,
        phase: values::parse(row, 7)?,
        due: values::read_time(row, 8)?,
        late: values::parse::<Option<Late>>(row, 9)?,
        handle: values::parse::<Option<Handle>>(row, 10)?,
        cancel: row.get(11)?,
        refused_token: values::parse(row, 12)?,
        hold: values::parse::<Option<Hold>>(row, 16)?,
        deletion: values::parse(row, 17)?,
    })
}

pub(super) fn write(
    tx: &Transaction<'_>,
    post: &Post,
    own: Option<&Content>,
    revision: i64,
) -> rusqlite::Result<()> {
    let remote_id = match &post.phase {
        // A server that names one id for two posts must not keep the second from being stored.
        Phase::Published { remote, .. } if !remote.id.is_empty() && !is_bound(tx, post, &remote.id)? => {
            Some(remote.id.as_str())
        }
        _ => None,
    };
    let Destination { network, account, page } = &post.to;
    tx.prepare_cached(&upsert("posts", "id", POST))?.execute(params![
        post.id.as_str(),
        post.activity.as_str(),
        network.as_str(),
        account,
        page,
        own.map(values::json),
        post.version,
        values::json(&post.phase),
        values::millis(post.due),
        post.late.as_ref().map(values::json),
        post.handle.as_ref().map(values::json),
        post.cancel,
        post.refused_token.as_ref().map(values::json),
        remote_id,
        post.is_settled(),
        revision,
        post.hold.as_ref().map(values::json),
        post.deletion.as_ref().map(values::json),
    ])?;
    Ok(())
}
