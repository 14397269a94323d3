//! Whose token it is.

use lifecycle::{Account, Endpoint};
use serde_json::Value;

use crate::{Network, Pointers, WhoAmI};

/// In characters. Far above any network's limit: longer ones are not names.
pub(crate) const LONGEST_NAME: usize = 200;

impl Network {
    /// Who a probe or identity answer speaks of. `None` when it does not hold the account's id.
    #[must_use]
    pub fn whoami(&self, endpoint: Endpoint, body: &[u8]) -> Option<Account> {
        let json: Value = serde_json::from_slice(body).ok()?;
        let asked = self.asked(endpoint);
        let username = text(&asked.username, &json).map(|name| name.trim_start_matches('@').to_owned());
        // Every server counts its accounts by itself.
        let there = |name: String| match &self.server {
            Some(server) => format!("{name}@{server}"),
            None => name,
        };
        Some(Account {
            id: there(asked.id_in(&json)?),
            username: username.filter(|name| !name.is_empty()).map(there),
            display_name: text(&asked.name, &json),
        })
    }

    /// The question that was asked at this endpoint.
    pub(crate) fn asked(&self, endpoint: Endpoint) -> &WhoAmI {
        if endpoint == Endpoint::Identity { &self.identity } else { &self.probe }
    }
}

impl WhoAmI {
    pub(crate) fn id_in(&self, json: &Value) -> Option<String> {
        text(&self.id, json)
    }
}

/// The first of the pointers that hits text, or a whole number: X and Instagram send ids as either.
fn text(pointers: &Pointers, json: &Value) -> Option<String> {
    pointers.find(json).find_map(|value| match value {
        Value::String(text) => {
            let text = text.trim();
            let fits =
                !text.is_empty() && text.chars().count() <= LONGEST_NAME && !text.contains(char::is_control);
            fits.then(|| text.to_owned())
        }
        // Beyond 64 bits serde_json keeps an approximation, which would mix accounts up.
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        Value::Number(_) | Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    })
}
