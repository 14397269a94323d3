//! The displayed state of app keys: a client id is shortened, and a secret is only said to be there.

use lifecycle::NetworkId;
use networks::Network;
use vault::AppKeys;

use crate::snapshot::{KeysState, OptionalPermission, ParameterState};

/// The number of letters that a shortened client id shows at each end. A short client id shows fewer.
const SHOWN: usize = 4;

/// Tells whether keys are the person's own. Those that Gander registered at a server have an `@` in their name.
pub(crate) fn is_the_persons(network: &NetworkId) -> bool {
    !network.as_str().contains('@')
}

/// The ends of a client id, which tell it from others.
pub(crate) fn shortened(client_id: &str) -> String {
    let letters: Vec<char> = client_id.chars().collect();
    let first = |most: usize| letters.iter().take(most).collect::<String>();
    if letters.len() < 3 * SHOWN {
        return format!("{}…", first(letters.len().min(SHOWN - 1)));
    }
    let last: String = letters[letters.len() - SHOWN..].iter().collect();
    format!("{}…{last}", first(SHOWN))
}

/// The displayed state of a network's app keys. `None` if the network needs none.
pub(crate) fn shown(network: &Network, keys: Option<&AppKeys>) -> Option<KeysState> {
    (!network.needs_no_app()).then(|| KeysState {
        client_id: keys.map(|keys| shortened(&keys.client_id)),
        has_secret: keys.is_some_and(|keys| keys.has_secret),
        takes_secret: network.oauth.secret != networks::Secret::None,
        page: network.own_app.page.as_ref().unwrap_or(&network.page).to_string(),
        id_is_called: network.own_app.id_is_called.clone(),
        secret_is_called: network.own_app.secret_is_called.clone(),
        parameters: parameters_shown(network, keys),
        optional_permissions: optional_shown(network, keys),
    })
}

fn parameters_shown(network: &Network, keys: Option<&AppKeys>) -> Vec<ParameterState> {
    let value = |name: &String| keys.and_then(|keys| keys.options.parameters.get(name)).cloned();
    let shown = |(name, parameter): (&String, &networks::AppParameter)| ParameterState {
        name: name.clone(),
        is_called: parameter.is_called.clone(),
        value: value(name),
    };
    network.own_app.parameters.iter().map(shown).collect()
}

fn optional_shown(network: &Network, keys: Option<&AppKeys>) -> Vec<OptionalPermission> {
    let chosen = keys.and_then(|keys| keys.options.scopes.as_ref());
    let shown = |(scope, at_first): (&String, &bool)| OptionalPermission {
        scope: scope.clone(),
        purpose: network.purpose(scope),
        asked: chosen.map_or(*at_first, |chosen| chosen.contains(scope)),
    };
    network.oauth.optional_scopes.iter().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_id_is_never_shown_whole() {
        for (id, short) in [
            ("86abcdefghijk2", "86ab…ijk2"),
            ("123456789012", "1234…9012"),
            ("practice", "pra…"),
            ("ab", "ab…"),
            ("ééééééééééééé", "éééé…éééé"),
        ] {
            assert_eq!(shortened(id), short);
        }
    }
}
