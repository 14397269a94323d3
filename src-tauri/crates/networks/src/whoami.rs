//! The request that identifies the account of a token.

use lifecycle::Scopes;
use serde_json::Value;
use url::Url;

use crate::{GrantedList, NamePointers, Pointers, terms::TokenPlacement, text::id_of};

/// A request that identifies the account of a token.
#[derive(Clone, Debug, PartialEq)]
pub struct WhoAmI {
    /// The address to ask, with GET: see [`Self::url_with`].
    pub url: Url,
    /// A wider query, for a token with a certain permission.
    pub(crate) with_permission: Option<WithPermission>,
    /// The account's immutable id in the answer.
    pub id: Pointers,
    /// The login name in the answer. Some networks have none.
    pub username: Pointers,
    /// The display name in the answer.
    pub name: NamePointers,
    /// The address of the account's picture in the answer.
    pub avatar: Pointers,
    /// The granted permissions in the answer. Most networks list them only with the token.
    pub granted: Option<GrantedList>,
    /// The place of the token in the request.
    pub token: TokenPlacement,
}

/// A wider query, for a token with a certain permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WithPermission {
    pub(crate) scope: String,
    /// Replaces the query of the address.
    pub(crate) query: String,
}

impl WhoAmI {
    /// The address to ask with a token of these scopes. With `None` it asks for the minimum: some networks refuse a
    /// whole request for one field.
    #[must_use]
    pub fn url_with(&self, granted: Option<&Scopes>) -> Url {
        let mut url = self.url.clone();
        let is_granted = |with: &&WithPermission| {
            granted.is_some_and(|scopes| scopes.iter().any(|scope| scope.eq_ignore_ascii_case(&with.scope)))
        };
        if let Some(with) = self.with_permission.as_ref().filter(is_granted) {
            url.set_query(Some(&with.query));
        }
        url
    }

    pub(crate) fn id_in(&self, json: &Value) -> Option<String> {
        id_of(&self.id, json)
    }
}
