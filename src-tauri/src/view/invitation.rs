//! An organization's invitation, as the window shows it. Never a secret.

use keeper::{Change, DefinitionPlan, FeedPlan, JoinPlan, KeysPlan, LadderPlan};
use serde::Serialize;
use ts_rs::TS;

use crate::invitation::What;

/// An organization's invitation that waits for the person's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct InvitationView {
    /// The number of this invitation. An answer applies only to the invitation with its number.
    number: u32,
    what: InvitationStageView,
}

/// The stage of an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "stage", rename_all = "snake_case")]
#[ts(tag = "stage", rename_all = "snake_case")]
pub enum InvitationStageView {
    /// Gander must fetch it from this host and has not asked it yet.
    Elsewhere { host: String },
    /// Gander has read it, and it would make these changes.
    Read { plan: JoinPlanView },
    /// Gander cannot use it. The reason is in English, with file and line, for its author.
    Broken { why: String },
}

/// The changes that an invitation would make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct JoinPlanView {
    /// The sender's name, as the file claims. Gander has not verified it.
    name: String,
    /// True if a passphrase seals its secrets.
    is_sealed: bool,
    is_nothing: bool,
    #[ts(inline)]
    keys: Vec<KeysPlanView>,
    #[ts(inline)]
    definitions: Vec<DefinitionPlanView>,
    #[ts(inline)]
    ladder: Option<LadderPlanView>,
    #[ts(inline)]
    feeds: Vec<FeedPlanView>,
    /// The titles of its feeds that are removed.
    feeds_removed: Vec<String>,
}

/// The effect on one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum ChangeView {
    Added,
    ReplacesOwn,
    Replaces,
    Same,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
struct KeysPlanView {
    network: String,
    network_name: String,
    /// The client id, shortened.
    client_id: String,
    former: Option<String>,
    has_secret: bool,
    lacks_secret: bool,
    change: ChangeView,
    /// The number of accounts that must be reauthorized.
    users: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
struct DefinitionPlanView {
    network: String,
    network_name: String,
    /// Every host that a sign-in there contacts.
    hosts: Vec<String>,
    change: ChangeView,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
struct LadderPlanView {
    days: Vec<u16>,
    former: Option<Vec<u16>>,
    change: ChangeView,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
struct FeedPlanView {
    title: String,
    /// The host that Gander asks.
    host: String,
    change: ChangeView,
}

impl From<(u32, What)> for InvitationView {
    fn from((number, what): (u32, What)) -> Self {
        let what = match what {
            What::Elsewhere(url) => {
                InvitationStageView::Elsewhere { host: url.host_str().unwrap_or_default().to_owned() }
            }
            What::Read(_, plan) => InvitationStageView::Read { plan: plan.into() },
            What::Broken(why) => InvitationStageView::Broken { why },
        };
        Self { number, what }
    }
}

impl From<JoinPlan> for JoinPlanView {
    fn from(plan: JoinPlan) -> Self {
        Self {
            is_nothing: plan.is_nothing(),
            name: plan.name,
            is_sealed: plan.is_sealed,
            keys: plan.keys.into_iter().map(Into::into).collect(),
            definitions: plan.definitions.into_iter().map(Into::into).collect(),
            ladder: plan.ladder.map(Into::into),
            feeds: plan.feeds.into_iter().map(Into::into).collect(),
            feeds_removed: plan.feeds_removed,
        }
    }
}

impl From<KeysPlan> for KeysPlanView {
    fn from(keys: KeysPlan) -> Self {
        Self {
            network: keys.network.to_string(),
            network_name: keys.network_name,
            client_id: keys.client_id,
            former: keys.former,
            has_secret: keys.has_secret,
            lacks_secret: keys.lacks_secret,
            change: keys.change.into(),
            users: keys.users,
        }
    }
}

impl From<DefinitionPlan> for DefinitionPlanView {
    fn from(definition: DefinitionPlan) -> Self {
        Self {
            network: definition.network.to_string(),
            network_name: definition.network_name,
            hosts: definition.hosts,
            change: definition.change.into(),
        }
    }
}

impl From<FeedPlan> for FeedPlanView {
    fn from(feed: FeedPlan) -> Self {
        Self {
            title: feed.title,
            host: feed.address.host_str().unwrap_or_default().to_owned(),
            change: feed.change.into(),
        }
    }
}

impl From<LadderPlan> for LadderPlanView {
    fn from(ladder: LadderPlan) -> Self {
        Self { days: ladder.days, former: ladder.former, change: ladder.change.into() }
    }
}

impl From<Change> for ChangeView {
    fn from(change: Change) -> Self {
        match change {
            Change::Added => Self::Added,
            Change::ReplacesOwn => Self::ReplacesOwn,
            Change::Replaces => Self::Replaces,
            Change::Same => Self::Same,
        }
    }
}
