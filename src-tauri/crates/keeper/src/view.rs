//! Turns the machine's state into the parts of a snapshot.

use chrono::{DateTime, Utc};
use lifecycle::{Allowance, Health, Lifecycle, Record, SignIn, SignInProgress, Standing, Working};
use locale::{plain, shown};
use networks::{Catalogue, Network};
use oauth::{Failure, bridge, complete};
use url::Url;
use vault::AppKeys;

use crate::{
    keys_state,
    sign_ins::PendingSignIn,
    snapshot::{
        BridgeState, Busy, Clocks, ConnectionState, MissingPermission, NetworkState, PageState, SignInState,
        Stage,
    },
};

/// The displayed state of one connection.
pub(crate) fn connection(
    machine: &Lifecycle,
    catalogue: &Catalogue,
    record: &Record,
    avatar: Option<&str>,
    may_have_pages: bool,
    allowed: Allowance,
    now: DateTime<Utc>,
) -> ConnectionState {
    let busy = machine.working(&record.id).map(|working| match working {
        Working::Checking => Busy::Checking,
        Working::Renewing => Busy::Renewing,
        Working::SigningIn => Busy::Finishing,
    });
    let cut_off_at = match &record.standing {
        Standing::Broken { evidence, .. } => Some(evidence.at),
        Standing::Good | Standing::SetUpNeeded { .. } => None,
    };
    let health = record.health(now);
    let next_check = match &health {
        Health::Unconfirmed { again_at, .. } => Some(*again_at),
        _ => record.next_check(),
    };
    let data_loss_at = cut_off_at.zip(record.policy.data_loss_after).map(|(at, after)| at + after);
    ConnectionState {
        id: record.id.clone(),
        network: record.network.clone(),
        network_name: name_of(catalogue, &record.network),
        account: record.account.id.clone(),
        username: record.account.username.as_deref().and_then(shown),
        display_name: record.account.display_name.as_deref().and_then(shown),
        avatar: avatar.map(str::to_owned),
        health,
        missing: missing(catalogue, record),
        may_have_pages,
        lacks_for_pictures: lacks_for_pictures(catalogue, record),
        lacks_for_deleting: lacks_for_deleting(catalogue, record),
        pages: record.pages.iter().map(page).collect(),
        reauthorize_by: record.reauthorize_by(),
        data_loss_at,
        clocks: Clocks {
            authorized_at: record.grant.authorized_at,
            access_until: record.grant.access_until,
            refresh_until: record.grant.refresh_until,
            data_access_until: record.grant.data_access_until,
            next_renewal: record.next_renewal(),
            checked_at: record.checked_at,
            next_check,
        },
        busy,
        allowed,
    }
}

pub(crate) fn lacks_for_pictures(catalogue: &Catalogue, record: &Record) -> bool {
    let granted = record.grant.scopes.as_ref();
    let network = catalogue.get(&record.network);
    granted.zip(network).is_some_and(|(granted, network)| network.lacks_for_pictures(granted))
}

fn lacks_for_deleting(catalogue: &Catalogue, record: &Record) -> bool {
    let network = catalogue.get(&record.network);
    network.is_some_and(|network| network.lacks_for_deleting(record.grant.scopes.as_ref()))
}

pub(crate) fn page(page: &lifecycle::Page) -> PageState {
    PageState {
        id: page.id.clone(),
        name: plain(&page.name).into_owned(),
        held: page.held,
        lost: page.lost.clone().filter(|_| page.held),
    }
}

fn missing(catalogue: &Catalogue, record: &Record) -> Vec<MissingPermission> {
    let scopes = record.missing();
    // Most connections lack nothing, and need no purposes.
    let network = catalogue.get(&record.network).filter(|_| !scopes.is_empty());
    let permission = |scope: &str| MissingPermission {
        scope: scope.to_owned(),
        purpose: network.and_then(|network| network.purpose(scope)),
    };
    scopes.into_iter().map(permission).collect()
}

/// A network's name, or its id where its file is gone.
pub(crate) fn name_of(catalogue: &Catalogue, id: &lifecycle::NetworkId) -> String {
    catalogue.get(id).map_or_else(|| id.to_string(), |network| plain(&network.name).into_owned())
}

/// The displayed state of one sign-in. `pending`: the driver's part of it.
pub(crate) fn sign_in(
    operation_id: lifecycle::OperationId,
    sign_in: &SignIn,
    catalogue: &Catalogue,
    pending: Option<&PendingSignIn>,
) -> SignInState {
    let opened = pending.is_some_and(|pending| pending.authorization.is_some());
    let failure = pending.and_then(|pending| pending.failure.clone());
    let stage = match sign_in.progress() {
        SignInProgress::Waiting if opened && pending.is_some_and(|pending| pending.said.by_pin) => {
            Stage::AsksPin
        }
        SignInProgress::Waiting if opened => Stage::Waiting,
        SignInProgress::Waiting => Stage::Opening,
        SignInProgress::Finishing => Stage::Finishing,
        SignInProgress::WrongAccount(signed_in) => Stage::WrongAccount {
            expected: sign_in.expected.as_ref().map(called).unwrap_or_default(),
            signed_in: called(signed_in),
        },
        SignInProgress::Failed => Stage::Failed(failure.unwrap_or(Failure::Refused)),
    };
    SignInState {
        operation_id,
        connection: sign_in.connection.clone(),
        network: sign_in.network.clone(),
        network_name: name_of(catalogue, &sign_in.network),
        reauthorize: sign_in.expected.is_some(),
        stage,
    }
}

/// The display name of an account, or its `@username`, or its id.
pub(crate) fn called(account: &lifecycle::Account) -> String {
    let name = |name: &Option<String>| name.as_deref().and_then(shown);
    match (name(&account.display_name), name(&account.username)) {
        (Some(name), _) => name,
        (None, Some(username)) => format!("@{username}"),
        (None, None) => plain(&account.id).into_owned(),
    }
}

/// The displayed state of one network. `keys`: the app keys that are kept.
pub(crate) fn network(network: &Network, keys: Option<&AppKeys>, bridge: Option<&Url>) -> NetworkState {
    let has_client_id = keys.is_some() || network.app_client_id.is_some();
    let needed = bridge::taken(network);
    let by_bridge = needed.is_some_and(|needed| needed.0);
    let keys_there =
        network.needs_no_app() || complete(network, has_client_id, keys.is_some_and(|keys| keys.has_secret));
    // Without keys, assume an app with a secret, the usual kind.
    let has_secret = keys.is_none_or(|keys| keys.has_secret);
    let own = if by_bridge { String::new() } else { network.oauth.loopback_of(has_secret).registered() };
    let used = bridge::of_app(network, has_secret, bridge);
    NetworkState {
        id: network.id.clone(),
        name: plain(&network.name).into_owned(),
        ready: keys_there && (bridge.is_some() || !by_bridge),
        needs_secret: network.oauth.secret == networks::Secret::Required,
        redirect: used.map_or(own, Url::to_string),
        bridge: needed.map(|needed| BridgeState {
            needed: needed.0,
            preferred: bridge::is_preferred(network),
            address: bridge.map(Url::to_string),
        }),
        summary: network.summary.clone(),
        summaries: network.summaries.clone(),
        page: network.page.to_string(),
        revoke_page: network.oauth.page_to_revoke_by_hand().map(Url::to_string),
        practice: network.practice,
        asks: network.oauth.asks,
        offers_pin: network.oauth.redirect.contains(&networks::Redirect::Pin),
        keys: keys_state::shown(network, keys),
    }
}
