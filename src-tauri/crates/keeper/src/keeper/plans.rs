//! Changes to activities that have not left: their content, their time, and the answer for those that were held back.

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::ConnectionId;
use publishing::{Decision, PostId};
use store::{DraftContent, Edited};

use super::{Keeper, PostStage, ShareRequest};
use crate::{Error, driver::Command};

/// An editor holds its posts back for this long at a time, and renews that while it is open.
const EDIT_HOLD: TimeDelta = TimeDelta::minutes(5);

impl Keeper {
    /// Gives these posts of an activity another content, other accounts and another time. Posts that are not among them
    /// stay as they are.
    ///
    /// # Errors
    /// As [`Keeper::share`]; [`Error::AlreadyLeft`] if one of the posts has left meanwhile: the text is kept as a draft
    /// then. Nothing else was changed.
    pub fn edit_activity(&self, id: &str, posts: &[String], request: &ShareRequest) -> Result<(), Error> {
        let edit = self.new_activity(request)?;
        let (activity, now) = (id.into(), self.clock.now());
        let posts: Vec<_> = posts.iter().map(|post| PostId::from(post.as_str())).collect();
        let edited = self.with_store(|store| store.edit_activity(&activity, &posts, &edit, now))?;
        self.sharing_changed();
        match edited {
            Edited::Done => Ok(()),
            Edited::Gone => {
                self.keep_as_draft(request)?;
                Err(Error::UnknownActivity(id.to_owned()))
            }
            Edited::Left => {
                self.keep_as_draft(request)?;
                Err(Error::AlreadyLeft)
            }
        }
    }

    /// Keeps the text of an edit that came too late. The accounts are left out, because some of them have the former
    /// text already.
    fn keep_as_draft(&self, request: &ShareRequest) -> Result<(), Error> {
        if request.draft.is_some() {
            return Ok(());
        }
        let own = request.own.iter().map(|(target, text)| (target.to_string(), text.clone()));
        let titles = request.titles.iter().map(|(target, title)| (target.to_string(), title.clone()));
        let draft = DraftContent {
            text: request.text.clone(),
            link: request.link.clone(),
            own: own.collect(),
            titles: titles.collect(),
            pictures: self.chosen_pictures(&request.pictures)?,
            ..DraftContent::default()
        };
        self.save_draft(None, &draft).map(drop)
    }

    /// Holds these posts back while the person edits them, for five minutes at a time. `false` releases them: the late
    /// rule decides about a post whose time has passed meanwhile.
    ///
    /// # Errors
    /// [`Error::AlreadyLeft`] if none of them can be edited any more, or when the disk cannot be written.
    pub fn hold_for_edit(&self, posts: &[String], hold: bool) -> Result<(), Error> {
        let posts: Vec<_> = posts.iter().map(|post| PostId::from(post.as_str())).collect();
        let until = hold.then(|| self.clock.now() + EDIT_HOLD);
        let any = self.with_store(|store| store.hold_for_edit(&posts, until))?;
        self.sharing_changed();
        if any || !hold { Ok(()) } else { Err(Error::AlreadyLeft) }
    }

    /// Moves the planned posts of an activity to another time.
    ///
    /// # Errors
    /// When the time has passed, nothing of the activity is planned, or the disk cannot be written.
    pub fn change_time(&self, id: &str, at: DateTime<Utc>) -> Result<(), Error> {
        self.check_time(at)?;
        let zone = zone_here();
        let moved = self.with_store(|store| store.plan_anew(&id.into(), at, zone.as_deref()))?;
        self.sharing_changed();
        if moved { Ok(()) } else { Err(Error::NotNow) }
    }

    /// Deletes a post at its network, and waits for the answer. Returns whether it is gone. The text stays on this device.
    ///
    /// # Errors
    /// When there is no such post at a network, or the vault is locked.
    pub async fn delete_post(&self, post: &str) -> Result<bool, Error> {
        let id = PostId::from(post);
        self.ask(|reply| Command::DeletePost(id.clone(), reply)).await?;
        let known = self.with_store(|store| store.post(&id))?;
        Ok(known.is_some_and(|(post, _)| post.is_deleted()))
    }

    /// Shares what was held back for an account after Reauthorize, two minutes apart. Returns the number of posts.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn share_what_waited(&self, connection: &ConnectionId) -> Result<usize, Error> {
        let activities = self.activities()?;
        let posts = activities.iter().flat_map(|activity| &activity.posts);
        let mut held: Vec<_> = posts
            .filter(|post| post.connection.as_ref() == Some(connection) && post.stage == PostStage::Asks)
            .collect();
        // The first to be released leaves at once, and is the one that has waited longest.
        held.sort_by_key(|post| post.at);
        for post in &held {
            self.settle_post(&post.id, Decision::Spaced)?;
        }
        Ok(held.len())
    }
}

/// The IANA name of this device's time zone, if the system tells it.
pub(super) fn zone_here() -> Option<String> {
    iana_time_zone::get_timezone().ok()
}
