//! A network, and the keys of an app there.

use std::collections::BTreeMap;

use keeper::{KeyCheck, KeysState, NetworkState, OptionalPermission, ParameterState, networks::Asks};
use serde::Serialize;
use ts_rs::TS;

use super::connection::PurposeView;

/// A network's bridge page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub(super) struct BridgeView {
    /// True if the network accepts no other redirect address.
    needed: bool,
    /// True if the network's documents name this way first.
    preferred: bool,
    /// The address at which the person hosts it.
    address: Option<String>,
}

/// The keys of the person's own app at a network, and the way to get them. Never a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub(super) struct KeysView {
    /// The client id, shortened; null if none is saved.
    client_id: Option<String>,
    has_secret: bool,
    /// True if an app there can have a secret.
    takes_secret: bool,
    /// The network's page for making an app.
    page: String,
    /// The network's own names for the client id and the secret, if known.
    id_is_called: Option<String>,
    secret_is_called: Option<String>,
    /// Further parameters that an app there may have.
    #[ts(inline)]
    parameters: Vec<ParameterView>,
    /// The permissions that Gander requests only if the person's app may request them.
    #[ts(inline)]
    optional_permissions: Vec<OptionalPermissionView>,
}

/// A parameter that an app may have beside its keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub(super) struct ParameterView {
    name: String,
    /// The network's own name for it.
    is_called: String,
    value: Option<String>,
}

/// A permission that Gander requests only if the person's app may request it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub(super) struct OptionalPermissionView {
    /// The network's own name for it.
    scope: String,
    /// Its purpose; null if the network's file gives none.
    #[ts(inline)]
    purpose: Option<PurposeView>,
    asked: bool,
}

/// The network's verdict on an app's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum KeyCheckView {
    Taken,
    Refused,
    /// The network answered without a verdict on the keys.
    Untold,
    Unreachable,
}

/// One network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NetworkView {
    id: String,
    name: String,
    /// True if its app keys are present, so that Connect can start.
    ready: bool,
    needs_secret: bool,
    /// The keys of the person's own app; null where the network needs none.
    #[ts(inline)]
    keys: Option<KeysView>,
    /// The exact redirect address to paste at the network's developer page.
    redirect: String,
    /// The bridge page, if the network can redirect through one.
    #[ts(inline)]
    bridge: Option<BridgeView>,
    /// Two sentences on how long access lasts, in English.
    summary: String,
    /// The summary by language, as far as the network's file has it.
    summaries: BTreeMap<String, String>,
    /// The network's own page on the lifetime of access.
    page: String,
    /// The page for revoking access, if Gander cannot revoke it itself.
    revoke_page: Option<String>,
    /// A practice network: its servers are on this device.
    practice: bool,
    /// The input that a sign-in needs from the person first.
    #[ts(inline)]
    asks: Option<AsksView>,
    /// True if it can show a PIN to type, in case the browser does not lead back to Gander.
    offers_pin: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub(super) enum AsksView {
    Server,
    Handle,
}

impl From<&NetworkState> for NetworkView {
    fn from(network: &NetworkState) -> Self {
        Self {
            id: network.id.to_string(),
            name: network.name.clone(),
            ready: network.ready,
            needs_secret: network.needs_secret,
            keys: network.keys.as_ref().map(Into::into),
            redirect: network.redirect.clone(),
            bridge: network.bridge.as_ref().map(|bridge| BridgeView {
                needed: bridge.needed,
                preferred: bridge.preferred,
                address: bridge.address.clone(),
            }),
            summary: network.summary.clone(),
            summaries: BTreeMap::clone(&network.summaries),
            page: network.page.clone(),
            revoke_page: network.revoke_page.clone(),
            practice: network.practice,
            offers_pin: network.offers_pin,
            asks: network.asks.map(|asks| match asks {
                Asks::Server => AsksView::Server,
                Asks::Handle => AsksView::Handle,
            }),
        }
    }
}

impl From<&KeysState> for KeysView {
    fn from(keys: &KeysState) -> Self {
        Self {
            client_id: keys.client_id.clone(),
            has_secret: keys.has_secret,
            takes_secret: keys.takes_secret,
            page: keys.page.clone(),
            id_is_called: keys.id_is_called.clone(),
            secret_is_called: keys.secret_is_called.clone(),
            parameters: keys.parameters.iter().map(Into::into).collect(),
            optional_permissions: keys.optional_permissions.iter().map(Into::into).collect(),
        }
    }
}

impl From<&ParameterState> for ParameterView {
    fn from(parameter: &ParameterState) -> Self {
        Self {
            name: parameter.name.clone(),
            is_called: parameter.is_called.clone(),
            value: parameter.value.clone(),
        }
    }
}

impl From<&OptionalPermission> for OptionalPermissionView {
    fn from(permission: &OptionalPermission) -> Self {
        Self {
            scope: permission.scope.clone(),
            purpose: permission.purpose.map(Into::into),
            asked: permission.asked,
        }
    }
}

impl From<KeyCheck> for KeyCheckView {
    fn from(check: KeyCheck) -> Self {
        match check {
            KeyCheck::Taken => Self::Taken,
            KeyCheck::Refused(_) => Self::Refused,
            KeyCheck::Untold(_) => Self::Untold,
            KeyCheck::Unreachable(_) => Self::Unreachable,
        }
    }
}
