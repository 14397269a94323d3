//! The scopes of a token, and the permissions that Gander needs.

use std::{collections::HashSet, sync::Arc};

/// Limits far above any network's number and length of scopes. Names beyond the limits are dropped.
const MOST_NAMES: usize = 500;
const LONGEST_NAME: usize = 256;

/// The scopes of a token, by the network's own names (RFC 6749 section 3.3). Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes(Arc<[Box<str>]>);

impl Scopes {
    /// Reads a list that is separated by spaces, commas or both. `None` if the list is empty: the scopes are then
    /// unknown, because no network issues a token without any.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::of(text.split([' ', ',', '\t', '\n', '\r']))
    }

    /// Collects 500 names at most. Drops blank names, repetitions and names of more than 256 bytes. `None` if nothing
    /// remains.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut known = HashSet::new();
        let fits = |name: &&str| !name.is_empty() && name.len() <= LONGEST_NAME;
        let names = names.into_iter().map(str::trim).filter(fits).filter(|name| known.insert(*name));
        let scopes: Arc<[Box<str>]> = names.take(MOST_NAMES).map(Into::into).collect();
        (!scopes.is_empty()).then_some(Self(scopes))
    }

    /// No scopes: the network refused the last one that was known to be granted.
    #[must_use]
    pub fn none() -> Self {
        Self(Arc::default())
    }

    /// Iterates over the names, as the network wrote them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|scope| &**scope)
    }

    /// The names of the needed permissions that these scopes lack, in the order of the network's file.
    #[must_use]
    pub fn missing<'a>(&self, needs: &'a [Need]) -> Vec<&'a str> {
        needs.iter().filter(|need| !need.is_met_by(self)).map(|need| need.scope.as_str()).collect()
    }

    /// Joins the names with spaces. [`Self::read`] reads the result.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.0.join(" ")
    }
}

/// A permission that Gander asks a network for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The network's name for the permission, as sent in the request.
    pub scope: String,
    /// Other scopes that include the permission.
    pub covered_by: Vec<String>,
}

impl Need {
    /// Tells whether a granted scope includes the permission. The comparison ignores case, because networks change it.
    /// A scope includes its own subscopes after a colon: Mastodon's `write` allows `write:statuses`.
    #[must_use]
    pub fn is_met_by(&self, granted: &Scopes) -> bool {
        let covers = |granted: &str, needed: &str| match needed.split_at_checked(granted.len()) {
            Some((start, rest)) => {
                start.eq_ignore_ascii_case(granted) && (rest.is_empty() || rest.starts_with(':'))
            }
            None => false,
        };
        granted.iter().any(|name| {
            covers(name, &self.scope) || self.covered_by.iter().any(|other| name.eq_ignore_ascii_case(other))
        })
    }
}
