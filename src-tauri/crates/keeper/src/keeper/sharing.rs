//! Sharing, as a shell or the command line asks for it. The store holds each request before this returns, so that
//! whichever process publishes finds it there.

use std::{collections::BTreeMap, sync::PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{ConnectionId, bounded_moment};
use publishing::{Content, Decision, Deletion, Late, Phase, Post, PostId};
use store::{Draft, DraftContent, LONGEST_DRAFT, Store};
use url::Url;

use super::{HandedOver, Keeper, ShareRequest, stages::post_state};
use crate::{ConnectionState, Error, Uploading, driver::Command, driver::Message};

/// A plan may lie this far in the past: the person needed a moment to press the button.
const JUST_PASSED: TimeDelta = TimeDelta::minutes(2);

/// An activity, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityState {
    /// Its id.
    pub id: String,
    /// Its text and link.
    pub content: Content,
    /// The time at which the person shared or planned it.
    pub created_at: DateTime<Utc>,
    /// The time that the person chose.
    pub planned_at: Option<DateTime<Utc>>,
    /// The IANA name of the time zone in which the person chose it.
    pub zone: Option<String>,
    /// The rule for a late post. `None`: nothing of it is planned.
    pub late: Option<Late>,
    /// Its posts.
    pub posts: Vec<PostState>,
}

/// A post, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostState {
    /// Its id.
    pub id: String,
    /// The connection of its account. `None`: the account was removed.
    pub connection: Option<ConnectionId>,
    /// The network's own id of the page at which it appears. `None`: it appears at the account itself.
    pub page: Option<String>,
    /// The name of its place inside the network, such as `r/geese` or that of a board. `None`: it has none.
    pub place: Option<String>,
    /// The title that the person wrote. `None`: it has the first line, or none.
    pub title: Option<String>,
    /// Its network.
    pub network: String,
    /// The network's name.
    pub network_name: String,
    /// The name of the page, or the username, or the account's id.
    pub account: String,
    /// How far it is.
    pub stage: PostStage,
    /// The picture that this process uploads for it.
    pub uploading: Option<Uploading>,
    /// It waits for a permission of an account that works.
    pub lacks_permission: bool,
    /// The time of the stage: when it is due, was shared, was refused.
    pub at: Option<DateTime<Utc>>,
    /// Its address at the network.
    pub address: Option<Url>,
    /// The network's own sentence about a refusal.
    pub reason: Option<String>,
    /// The account's own text, if it has one.
    pub own: Option<String>,
    /// The result of the last request that deletes it at its network.
    pub deletion: Option<Deletion>,
    /// Gander can delete it at its network.
    pub deletable: bool,
    /// The person shares it, now or at its time.
    pub by_hand: bool,
    /// The text and the page, once the person can share it by hand.
    pub hand_over: Option<HandedOver>,
    /// The price of that, as the network's file names it, such as `0.010 USD`. `None`: it is free.
    pub delete_cost: Option<String>,
}

/// How far a post is, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostStage {
    /// Its time has not come.
    Planned,
    /// It waits until the person acts: reauthorizes the account, or enters app keys.
    Waits,
    /// It waits for the network, for a limit, or for this device to be online.
    WaitsForNetwork,
    /// Its request is under way, or about to be.
    Sharing,
    /// The answer was lost.
    Unknown,
    /// It is at the network.
    Shared,
    /// The network does not take it.
    Refused,
    /// Its time is over, and the person decides.
    Late,
    /// Many posts waited for its account, which is back: the person decides whether they still go out.
    Asks,
    /// The person left it out.
    Cancelled,
    /// Its time has come, and the person shares it by hand.
    ByHand,
    /// The person has its text, and shares it by hand.
    HandedOver,
}

impl Keeper {
    /// Shares an activity, now or at a time, and returns its id. It is stored then, and goes out even if this process
    /// ends at once and another one runs.
    ///
    /// # Errors
    /// When there is nothing to share, an account cannot take it, the text is too long, or the disk cannot be written.
    /// Nothing was shared then.
    pub fn share(&self, request: &ShareRequest) -> Result<String, Error> {
        let new = self.new_activity(request)?;
        let now = self.clock.now();
        let id = self.with_store(|store| store.share(&new, now))?;
        self.sharing_changed();
        Ok(id.to_string())
    }

    pub(super) fn check_time(&self, at: DateTime<Utc>) -> Result<(), Error> {
        if at < self.clock.now() - JUST_PASSED {
            return Err(Error::BadInput("that time has passed; choose a later one".into()));
        }
        if at != bounded_moment(at) {
            return Err(Error::BadInput("that time is too far away; choose one before the year 2200".into()));
        }
        Ok(())
    }

    /// Every unfinished activity, and the newest of the others, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn activities(&self) -> Result<Vec<ActivityState>, Error> {
        let (activities, held) =
            self.with_store(|store| Ok((store.activities()?, store.held_destinations()?)))?;
        let held: BTreeMap<_, _> = held.into_iter().collect();
        let (snapshot, networks, now) = (self.snapshot(), self.networks(), self.clock.now());
        let accounts: BTreeMap<_, _> = snapshot
            .connections
            .iter()
            .map(|state| ((&state.network, state.account.as_str()), state))
            .collect();
        let shown = |post: &Post, own: Option<&Content>, for_all: &Content| {
            let state = accounts.get(&(&post.to.network, post.to.account.as_str())).copied();
            let network_name = crate::view::name_of(&networks, &post.to.network);
            let content = own.unwrap_or(for_all);
            let has_pictures = !content.pictures.is_empty();
            let shown = post_state(post, has_pictures, state, held.get(&post.to).copied(), network_name, now);
            let is_theirs = matches!(shown.stage, PostStage::ByHand | PostStage::HandedOver);
            let hand_over = HandedOver::of(&networks, post, content).filter(|_| is_theirs);
            let uploading = self.uploads.of(&post.id).filter(|_| shown.stage == PostStage::Sharing);
            let costs =
                networks.get(&post.to.network).and_then(|network| network.publish.as_ref()?.cost.as_ref());
            let delete_cost = costs.and_then(|cost| cost.delete.clone()).filter(|_| shown.deletable);
            // A title of its own makes no text of its own.
            let own = own.filter(|own| own.text != for_all.text).map(|own| own.text.clone());
            let title = content.title.clone();
            PostState { own, title, hand_over, uploading, delete_cost, ..shown }
        };
        Ok(activities
            .into_iter()
            .map(|activity| ActivityState {
                id: activity.id.to_string(),
                created_at: activity.created_at,
                planned_at: activity.planned_at,
                zone: activity.zone,
                late: activity.posts.iter().find_map(|post| post.late),
                posts: activity
                    .posts
                    .iter()
                    .map(|post| shown(post, activity.own.get(&post.id), &activity.content))
                    .collect(),
                content: activity.content,
            })
            .collect())
    }

    /// Takes a decision of the person about a post.
    ///
    /// # Errors
    /// When there is no such post, or it has moved on.
    pub fn settle_post(&self, post: &str, decision: Decision) -> Result<(), Error> {
        let now = self.clock.now();
        let id = PostId::from(post);
        let settled = self.with_store(|store| store.settle_post(&id, now, decision))?;
        self.sharing_changed();
        settled.ok_or_else(|| Error::UnknownPost(post.to_owned()))?.map_err(|_| Error::NotNow)
    }

    /// Deletes an activity and its text from this device. Posts at the networks stay there.
    ///
    /// # Errors
    /// When one of its requests is under way, or the disk cannot be written.
    pub fn remove_activity(&self, activity: &str) -> Result<(), Error> {
        let now = self.clock.now();
        let removed = self.with_store(|store| store.remove_activity(&activity.into(), now))?;
        self.forget_unused_pictures();
        self.sharing_changed();
        if removed { Ok(()) } else { Err(Error::NotNow) }
    }

    /// The page of a post at its network, or else the profile of its account, for the person's browser. `None`: neither is
    /// known.
    ///
    /// # Errors
    /// When there is no such post, or the database cannot be read.
    pub fn page_of_post(&self, post: &str) -> Result<Option<Url>, Error> {
        let known = self.with_store(|store| store.post(&post.into()))?;
        let (post, _) = known.ok_or_else(|| Error::UnknownPost(post.to_owned()))?;
        if let Phase::Published { remote, .. } = &post.phase
            && remote.address.is_some()
        {
            return Ok(remote.address.clone());
        }
        let snapshot = self.snapshot();
        let of_post =
            |state: &&ConnectionState| state.network == post.to.network && state.account == post.to.account;
        let username = snapshot.connections.iter().find(of_post).and_then(|state| state.username.clone());
        Ok(publishing::networks::profile(&post.to, username.as_deref()))
    }

    /// Every draft, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        self.with_store(|store| store.drafts())
    }

    /// Keeps a draft, and returns its id.
    ///
    /// # Errors
    /// When the draft is larger than a megabyte, or the disk cannot be written.
    pub fn save_draft(&self, id: Option<&str>, content: &DraftContent) -> Result<String, Error> {
        let texts = content.own.values().chain(content.titles.values());
        let size = content.text.len() + texts.map(String::len).sum::<usize>();
        if size > LONGEST_DRAFT {
            return Err(Error::BadInput("the draft is larger than a megabyte; shorten it".into()));
        }
        let now = self.clock.now();
        let id = self.with_store(|store| store.save_draft(id, content, now))?;
        Ok(id)
    }

    /// Deletes a draft.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub fn discard_draft(&self, id: &str) -> Result<(), Error> {
        let now = self.clock.now();
        self.with_store(|store| store.discard_draft(id, now))?;
        self.sharing_changed();
        Ok(())
    }

    /// A receiver of a number that changes with each post and each activity.
    #[must_use]
    pub fn sharing_changes(&self) -> tokio::sync::watch::Receiver<u64> {
        self.sharing.clone()
    }

    /// Publishes what waits and is due with this process as well, if no other process publishes.
    pub fn publish_what_is_due(&self) {
        self.sharing_changed();
    }

    pub(super) fn sharing_changed(&self) {
        let _ = self.messages.0.send(Message::Command(Command::Share));
    }

    pub(super) fn with_store<T>(
        &self,
        act: impl FnOnce(&mut Store) -> Result<T, store::StoreError>,
    ) -> Result<T, Error> {
        Ok(act(&mut self.store.lock().unwrap_or_else(PoisonError::into_inner))?)
    }
}
