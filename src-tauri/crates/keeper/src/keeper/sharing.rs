//! Sharing, as a shell or the command line asks for it. The store holds each request before this returns, so that
//! whichever process publishes finds it there.

use std::{collections::BTreeMap, sync::PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{ConnectionId, Health};
use networks::Purpose;
use publishing::{Content, Decision, Destination, Late, Phase, Post, PostId, text::Limit};
use store::{Draft, DraftContent, LONGEST_DRAFT, NewActivity, Store};
use url::Url;

use super::Keeper;
use crate::{ConnectionState, Error, driver::Command, driver::Message, snapshot::Snapshot};

/// A plan may lie this far in the past: the person needed a moment to press the button.
const JUST_PASSED: TimeDelta = TimeDelta::minutes(2);

/// A request to share.
#[derive(Clone, Debug, Default)]
pub struct ShareRequest {
    /// The draft that it was.
    pub draft: Option<String>,
    /// The text for all accounts.
    pub text: String,
    /// The link, as it was typed. A bare address becomes `https`.
    pub link: Option<String>,
    /// The connections.
    pub to: Vec<ConnectionId>,
    /// The texts for single connections.
    pub own: BTreeMap<ConnectionId, String>,
    /// The time, with the rule for a late post. `None`: now.
    pub plan: Option<(DateTime<Utc>, Late)>,
}

/// The room that a text leaves at a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The connection.
    pub connection: ConnectionId,
    /// The units that are left. Negative: the text is too long by as many.
    pub left: i64,
    /// The first byte of the text that no longer fits, on a boundary of graphemes.
    pub surplus_from: Option<usize>,
}

/// An account to which Gander can share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharingAccount {
    /// The connection.
    pub connection: ConnectionId,
    /// The most units of a text.
    pub most: u32,
}

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
    /// Its network.
    pub network: String,
    /// The network's name.
    pub network_name: String,
    /// The username, or the account's id.
    pub account: String,
    /// How far it is.
    pub stage: PostStage,
    /// The time of the stage: when it is due, was shared, was refused.
    pub at: Option<DateTime<Utc>>,
    /// Its address at the network.
    pub address: Option<Url>,
    /// The network's own sentence about a refusal.
    pub reason: Option<String>,
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
    /// The person left it out.
    Cancelled,
}

impl Keeper {
    /// Shares an activity, now or at a time, and returns its id. It is stored then, and goes out even if this process
    /// ends at once and another one runs.
    ///
    /// # Errors
    /// When there is nothing to share, an account cannot take it, the text is too long, or the disk cannot be written.
    /// Nothing was shared then.
    pub fn share(&self, request: &ShareRequest) -> Result<String, Error> {
        let content = Content { text: request.text.clone(), link: link_of(request.link.as_deref())? };
        if request.to.is_empty() {
            return Err(Error::BadInput("choose where to share".into()));
        }
        let now = self.clock.now();
        if request.plan.is_some_and(|(at, _)| at < now - JUST_PASSED) {
            return Err(Error::BadInput("that time has passed; choose a later one".into()));
        }
        let mut to = Vec::new();
        for connection in &request.to {
            let own = request.own.get(connection);
            let own = own.map(|text| Content { text: text.clone(), link: content.link.clone() });
            let destination = self.destination(connection, own.as_ref().unwrap_or(&content))?;
            if !to.iter().any(|(known, _)| *known == destination) {
                to.push((destination, own));
            }
        }
        let new = NewActivity { draft: request.draft.clone(), content, to, plan: request.plan };
        let id = self.with_store(|store| store.share(&new, now))?;
        self.sharing_changed();
        Ok(id.to_string())
    }

    /// The destination of a connection, for a content that its network takes.
    fn destination(&self, connection: &ConnectionId, content: &Content) -> Result<Destination, Error> {
        let snapshot = self.snapshot();
        let state = found(&snapshot, connection)?;
        let limit = self.limit(state)?;
        if content.is_empty() {
            return Err(Error::BadInput("there is nothing to share: write a text, or add a link".into()));
        }
        let left = limit.left(&self.counted(state, content)).left;
        if left < 0 {
            return Err(Error::TooLong {
                name: state.network_name.clone(),
                surplus: left.unsigned_abs(),
                most: u32::try_from(limit.most).unwrap_or(u32::MAX),
            });
        }
        let (network, account) = (state.network.clone(), state.account.clone());
        Ok(Destination { network, account, page: String::new() })
    }

    /// The text that counts at a network: with its link, unless the link has a field of its own there.
    fn counted(&self, state: &ConnectionState, content: &Content) -> String {
        publishing::networks::counted_text(&state.network, content)
    }

    fn limit(&self, state: &ConnectionState) -> Result<Limit, Error> {
        let networks = self.networks();
        let publish = networks.get(&state.network).and_then(|network| network.publish.as_ref());
        let known = publishing::networks::publisher(&state.network).is_some();
        let limit = publish.filter(|_| known).map(|publish| Limit {
            most: publish.text.most as usize,
            unit: publish.text.unit,
            bytes: publish.text.bytes.map(|bytes| bytes as usize),
        });
        limit.ok_or_else(|| Error::CannotShare { name: state.network_name.clone() })
    }

    /// The room that a text leaves at these connections. Connections that cannot be shared to are left out.
    #[must_use]
    pub fn measure(&self, text: &str, link: Option<&str>, to: &[ConnectionId]) -> Vec<Measured> {
        let content = Content { text: text.to_owned(), link: link_of(link).ok().flatten() };
        let snapshot = self.snapshot();
        let measured = to.iter().filter_map(|connection| {
            let state = found(&snapshot, connection).ok()?;
            let left = self.limit(state).ok()?.left(&self.counted(state, &content));
            Some(Measured {
                connection: connection.clone(),
                left: left.left,
                // The link follows the text, so that a surplus there begins at the end of the text.
                surplus_from: left.surplus_from.map(|from| from.min(text.len())),
            })
        });
        measured.collect()
    }

    /// The accounts to which Gander can share.
    #[must_use]
    pub fn sharing_accounts(&self) -> Vec<SharingAccount> {
        let snapshot = self.snapshot();
        let accounts = snapshot.connections.iter().filter_map(|state| {
            let most = u32::try_from(self.limit(state).ok()?.most).ok()?;
            Some(SharingAccount { connection: state.id.clone(), most })
        });
        accounts.collect()
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
        let shown = |post: &Post| {
            let state = accounts.get(&(&post.to.network, post.to.account.as_str())).copied();
            let network_name = crate::view::name_of(&networks, &post.to.network);
            post_state(post, state, held.get(&post.to).copied(), network_name, now)
        };
        Ok(activities
            .into_iter()
            .map(|activity| ActivityState {
                id: activity.id.to_string(),
                content: activity.content,
                created_at: activity.created_at,
                planned_at: activity.planned_at,
                posts: activity.posts.iter().map(shown).collect(),
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
        let size = content.text.len() + content.own.values().map(String::len).sum::<usize>();
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
        self.with_store(|store| store.discard_draft(id))
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

    fn sharing_changed(&self) {
        let _ = self.messages.0.send(Message::Command(Command::Share));
    }

    fn with_store<T>(
        &self,
        act: impl FnOnce(&mut Store) -> Result<T, store::StoreError>,
    ) -> Result<T, Error> {
        Ok(act(&mut self.store.lock().unwrap_or_else(PoisonError::into_inner))?)
    }
}

fn found<'a>(snapshot: &'a Snapshot, connection: &ConnectionId) -> Result<&'a ConnectionState, Error> {
    let state = snapshot.connections.iter().find(|state| state.id == *connection);
    state.ok_or_else(|| Error::UnknownConnection(connection.to_string()))
}

/// The address that a person typed. A bare one becomes `https`.
fn link_of(typed: Option<&str>) -> Result<Option<Url>, Error> {
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else { return Ok(None) };
    let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let url = Url::parse(&whole).ok().filter(|url| {
        let plain = url.username().is_empty() && url.password().is_none();
        plain && url.has_host() && matches!(url.scheme(), "http" | "https")
    });
    let wrong =
        || Error::BadInput("the link is no web address; write one such as https://example.org".into());
    url.map(Some).ok_or_else(wrong)
}

fn post_state(
    post: &Post,
    state: Option<&ConnectionState>,
    held_until: Option<DateTime<Utc>>,
    network_name: String,
    now: DateTime<Utc>,
) -> PostState {
    let (stage, at) = match &post.phase {
        Phase::Queued if post.is_late(now) => (PostStage::Late, Some(post.due)),
        Phase::Queued if post.due > now => (PostStage::Planned, Some(post.due)),
        Phase::Queued => match (waiting(state), held_until) {
            (PostStage::Sharing, Some(until)) if until > now => (PostStage::WaitsForNetwork, Some(until)),
            (stage, _) => (stage, Some(post.due)),
        },
        Phase::Armed { at, .. } => (PostStage::Sharing, Some(*at)),
        Phase::Unknown { armed_at, .. } => (PostStage::Unknown, Some(*armed_at)),
        Phase::Published { at, .. } => (PostStage::Shared, Some(*at)),
        Phase::Refused { at, .. } => (PostStage::Refused, Some(*at)),
        Phase::Cancelled { at } => (PostStage::Cancelled, Some(*at)),
    };
    let address = match &post.phase {
        Phase::Published { remote, .. } => remote.address.clone(),
        _ => None,
    };
    let reason = match &post.phase {
        Phase::Refused { reason, .. } => reason.clone(),
        _ => None,
    };
    let named = state.and_then(|state| state.username.clone().or_else(|| state.display_name.clone()));
    PostState {
        id: post.id.to_string(),
        connection: state.map(|state| state.id.clone()),
        network: post.to.network.to_string(),
        network_name,
        account: named.unwrap_or_else(|| post.to.account.clone()),
        stage,
        at,
        address,
        reason,
    }
}

/// The stage of a post that is due and has not left.
fn waiting(state: Option<&ConnectionState>) -> PostStage {
    let Some(state) = state else { return PostStage::Waits };
    match state.health {
        Health::Disconnected { .. } | Health::SetUpNeeded { .. } => PostStage::Waits,
        // A second answer decides whether the account is disconnected.
        Health::Unreachable { .. } | Health::Unconfirmed { .. } => PostStage::WaitsForNetwork,
        Health::Active | Health::Expiring { .. } if lacks_permission(state) => PostStage::Waits,
        Health::Active | Health::Expiring { .. } => PostStage::Sharing,
    }
}

/// Tells whether the person did not allow Gander to share there.
fn lacks_permission(state: &ConnectionState) -> bool {
    state.missing.iter().any(|missing| missing.purpose == Some(Purpose::Share))
}
