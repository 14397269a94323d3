//! The plan of the changes that a `gander.toml` makes, to be shown before them.

use std::collections::BTreeMap;

use lifecycle::NetworkId;
use networks::{Catalogue, HandedFeed, Network, Secret};
use vault::AppKeys;

use store::{Feed, Joined};
use url::Url;

use super::{Invitation, with_joined};
use crate::{error::Error, keys_state::shortened};

/// The present state of this device.
#[derive(Default)]
pub(crate) struct Present {
    pub keys: BTreeMap<NetworkId, AppKeys>,
    /// The number of connections of each network.
    pub users: BTreeMap<NetworkId, usize>,
    pub warn_days: Option<Vec<u16>>,
    pub joined: Joined,
    pub feeds: Vec<Feed>,
}

/// The changes that a file would make. It holds no secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinPlan {
    /// The name that the file gives its organization. Nothing proves it.
    pub name: String,
    /// `true` if a passphrase opens its secrets.
    pub is_sealed: bool,
    /// The keys of apps.
    pub keys: Vec<KeysPlan>,
    /// The organization's own networks.
    pub definitions: Vec<DefinitionPlan>,
    /// The days on which its members are warned.
    pub ladder: Option<LadderPlan>,
    /// The feeds whose news its members may share.
    pub feeds: Vec<FeedPlan>,
    /// The titles of its feeds that the file no longer has. They are removed.
    pub feeds_removed: Vec<String>,
}

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The device has none yet.
    Added,
    /// It replaces the person's own.
    ReplacesOwn,
    /// It replaces one that an organization gave before.
    Replaces,
    /// It is the same as here.
    Same,
}

/// The change of an app's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeysPlan {
    /// The network.
    pub network: NetworkId,
    /// Its name.
    pub network_name: String,
    /// The client id, shortened.
    pub client_id: String,
    /// The client id that it replaces, shortened.
    pub former: Option<String>,
    /// `true` if the file holds a secret.
    pub has_secret: bool,
    /// `true` if the network demands a secret, and neither the file nor this device has it.
    pub lacks_secret: bool,
    /// The kind of the change.
    pub change: Change,
    /// The number of connections that were made with other keys, and must be reauthorized.
    pub users: usize,
}

/// The change of a network of the organization's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionPlan {
    /// Its id.
    pub network: NetworkId,
    /// Its name.
    pub network_name: String,
    /// Every host that its file names ([`Network::hosts`]).
    pub hosts: Vec<String>,
    /// The kind of the change.
    pub change: Change,
}

/// The change of the days before the person must act on which Gander warns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LadderPlan {
    /// The days.
    pub days: Vec<u16>,
    /// The former days. `None`: each network's own.
    pub former: Option<Vec<u16>>,
    /// The kind of the change.
    pub change: Change,
}

/// The change of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedPlan {
    /// The name that the file gives to it.
    pub title: String,
    /// Its address, which Gander asks from then on.
    pub address: Url,
    /// The kind of the change: added, or the same as here.
    pub change: Change,
}

impl JoinPlan {
    /// Tells whether nothing would change.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        let keys = self.keys.iter().map(|keys| keys.change);
        let definitions = self.definitions.iter().map(|definition| definition.change);
        keys.chain(definitions)
            .chain(self.ladder.iter().map(|ladder| ladder.change))
            .chain(self.feeds.iter().map(|feed| feed.change))
            .all(|change| change == Change::Same)
            && self.feeds_removed.is_empty()
    }
}

pub(crate) fn plan(own: &Catalogue, present: &Present, invitation: &Invitation) -> Result<JoinPlan, Error> {
    let organization = &invitation.organization;
    let mut definitions = Vec::new();
    for definition in &organization.definitions {
        definitions.push(of_definition(present, &definition.network, &definition.text)?);
    }
    let catalogue = organization
        .definitions
        .iter()
        .cloned()
        .fold(with_joined(own.clone(), &present.joined), Catalogue::with_definition);
    let keys = organization.keys.iter().filter_map(|keys| {
        let network = catalogue.get(&keys.network)?;
        let kept = present.keys.get(&keys.network);
        let is_same_app = kept.is_some_and(|kept| kept.client_id == keys.client_id);
        let is_organizations = present
            .joined
            .keys
            .get(keys.network.as_str())
            .is_some_and(|from| kept.is_some_and(|kept| kept.client_id == from.what));
        let change = match kept {
            None => Change::Added,
            // A secret in the file may be another one.
            Some(_) if is_same_app && keys.sealed.is_none() => Change::Same,
            Some(_) if is_organizations => Change::Replaces,
            Some(_) => Change::ReplacesOwn,
        };
        let has_secret_here = is_same_app && kept.is_some_and(|kept| kept.has_secret);
        Some(KeysPlan {
            network: keys.network.clone(),
            network_name: network.name.clone(),
            client_id: shortened(&keys.client_id),
            former: kept.filter(|_| !is_same_app).map(|kept| shortened(&kept.client_id)),
            has_secret: keys.sealed.is_some(),
            lacks_secret: network.oauth.secret == Secret::Required
                && keys.sealed.is_none()
                && !has_secret_here,
            change,
            users: if is_same_app {
                0
            } else {
                present.users.get(&keys.network).copied().unwrap_or_default()
            },
        })
    });
    let ladder = organization.warn_days.as_ref().map(|days| {
        let change = match &present.warn_days {
            Some(former) if former == days => Change::Same,
            None => Change::Added,
            Some(_) if present.joined.ladder.is_some() => Change::Replaces,
            Some(_) => Change::ReplacesOwn,
        };
        LadderPlan { days: days.clone(), former: present.warn_days.clone(), change }
    });
    Ok(JoinPlan {
        name: organization.name.clone(),
        is_sealed: invitation.is_sealed(),
        keys: keys.collect(),
        definitions,
        ladder,
        feeds: invitation.feeds().iter().map(|feed| of_feed(present, feed)).collect(),
        feeds_removed: feeds_removed(present, invitation),
    })
}

fn of_feed(present: &Present, feed: &HandedFeed) -> FeedPlan {
    let is_here = present.feeds.iter().any(|known| known.address == feed.address);
    let change = if is_here { Change::Same } else { Change::Added };
    FeedPlan { title: feed.title.clone(), address: feed.address.clone(), change }
}

fn feeds_removed(present: &Present, invitation: &Invitation) -> Vec<String> {
    let is_kept = |feed: &&Feed| invitation.feeds().iter().any(|kept| kept.address == feed.address);
    let of_organization =
        present.feeds.iter().filter(|feed| feed.organization.as_deref() == Some(invitation.name()));
    of_organization.filter(|feed| !is_kept(feed)).map(|feed| feed.title.clone()).collect()
}

fn of_definition(present: &Present, network: &Network, text: &str) -> Result<DefinitionPlan, Error> {
    let former = present.joined.definitions.get(network.id.as_str());
    let change = match former {
        None => Change::Added,
        Some(former) if former.what == text => Change::Same,
        Some(_) => Change::Replaces,
    };
    let users = present.users.get(&network.id).copied().unwrap_or_default();
    let known = former.and_then(|former| Network::parse(network.id.as_str(), &former.what).ok());
    // Tokens go only to the hosts of the definition that they were given for.
    if users > 0 && !known.is_some_and(|known| network.keeps_to_hosts_of(&known)) {
        return Err(Error::BadInput(format!(
            "{} would be asked at other hosts, and {users} of your accounts are connected there. Disconnect them first: their tokens \
             are for the former hosts alone. Nothing was changed",
            network.name
        )));
    }
    Ok(DefinitionPlan {
        network: network.id.clone(),
        network_name: network.name.clone(),
        hosts: network.hosts().into_iter().collect(),
        change,
    })
}
