//! From the machine's state to what is shown.

use chrono::{DateTime, Utc};
use lifecycle::{Lifecycle, Record, SignIn, SignInProgress, Standing, Working};
use networks::{Catalogue, Network};

use crate::{
    oauth::complete,
    snapshot::{AttemptState, Busy, Clocks, ConnectionState, Failure, NetworkState, Stage},
    store::HasSecret,
};

/// One connection, as it is shown.
pub(crate) fn connection(
    machine: &Lifecycle,
    catalogue: &Catalogue,
    record: &Record,
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
    let data_loss_at = cut_off_at.zip(record.policy.data_loss_after).map(|(at, after)| at + after);
    ConnectionState {
        id: record.id.clone(),
        network: record.network.clone(),
        network_name: name_of(catalogue, &record.network),
        username: record.account.username.clone(),
        display_name: record.account.display_name.clone(),
        health: record.health(now),
        reauthorize_by: record.reauthorize_by(),
        data_loss_at,
        clocks: Clocks {
            authorized_at: record.grant.authorized_at,
            access_until: record.grant.access_until,
            refresh_until: record.grant.refresh_until,
            data_access_until: record.grant.data_access_until,
            next_renewal: record.next_renewal(),
            checked_at: record.checked_at,
            next_check: record.next_check(),
        },
        busy,
    }
}

/// A network's name, or its id where its file is gone.
pub(crate) fn name_of(catalogue: &Catalogue, id: &lifecycle::NetworkId) -> String {
    catalogue.get(id).map_or_else(|| id.to_string(), |network| network.name.clone())
}

/// One sign-in. `opened` once its login page has an address.
pub(crate) fn attempt(
    attempt: lifecycle::Attempt,
    sign_in: &SignIn,
    catalogue: &Catalogue,
    opened: bool,
    failure: Option<Failure>,
) -> AttemptState {
    let stage = match sign_in.progress() {
        SignInProgress::Waiting if opened => Stage::Waiting,
        SignInProgress::Waiting => Stage::Opening,
        SignInProgress::Finishing => Stage::Finishing,
        SignInProgress::WrongAccount(signed_in) => Stage::WrongAccount {
            expected: sign_in.expected.as_ref().map(called).unwrap_or_default(),
            signed_in: called(signed_in),
        },
        SignInProgress::Failed => Stage::Failed(failure.unwrap_or(Failure::Refused)),
    };
    AttemptState {
        attempt,
        connection: sign_in.connection.clone(),
        network: sign_in.network.clone(),
        network_name: name_of(catalogue, &sign_in.network),
        reauthorize: sign_in.expected.is_some(),
        stage,
    }
}

/// What a person calls an account.
pub(crate) fn called(account: &lifecycle::Account) -> String {
    match (&account.display_name, &account.username) {
        (Some(name), _) => name.clone(),
        (None, Some(username)) => format!("@{username}"),
        (None, None) => account.id.clone(),
    }
}

/// One network. `keys`: whether a client id is kept, and whether a secret is.
pub(crate) fn network(network: &Network, keys: Option<HasSecret>) -> NetworkState {
    let has_client_id = keys.is_some() || network.app_client_id.is_some();
    NetworkState {
        id: network.id.clone(),
        name: network.name.clone(),
        ready: network.needs_no_app() || complete(network, has_client_id, keys == Some(true)),
        needs_secret: network.oauth.secret == networks::Secret::Required,
        redirect: network.oauth.loopback.registered(),
        summary: network.summary.clone(),
        page: network.page.to_string(),
        practice: network.practice,
        asks: network.oauth.asks,
    }
}
