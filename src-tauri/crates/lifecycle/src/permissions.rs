//! What a token may be used for, and what of that is missing.

use std::{collections::HashSet, sync::Arc};

use crate::Policy;

/// Far more names than any network has, and longer ones than any network's. The rest of a list is left out.
const MOST_NAMES: usize = 500;
const LONGEST_NAME: usize = 256;

/// What a token may be used for, in the network's own names for it (RFC 6749 section 3.3). Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes(Arc<[Box<str>]>);

impl Scopes {
    /// Reads a list as networks write it: with spaces, with commas, or with both. `None` when it names nothing, which
    /// is not the same as nothing allowed: a token that allows nothing would not have been given.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::of(text.split([' ', ',', '\t', '\n', '\r']))
    }

    /// Takes names one by one, 500 at most. Blank ones, repetitions and those of more than 256 bytes are left out; `None`
    /// when nothing remains.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut known = HashSet::new();
        let fits = |name: &&str| !name.is_empty() && name.len() <= LONGEST_NAME;
        let names = names.into_iter().map(str::trim).filter(fits).filter(|name| known.insert(*name));
        let scopes: Arc<[Box<str>]> = names.take(MOST_NAMES).map(Into::into).collect();
        (!scopes.is_empty()).then_some(Self(scopes))
    }

    /// Nothing at all: the network refused the last of what was known to be allowed.
    #[must_use]
    pub fn none() -> Self {
        Self(Arc::default())
    }

    /// One by one, as the network named them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|scope| &**scope)
    }

    /// The permissions that Gander needs and these lack, by their names, in the order of the network's file.
    #[must_use]
    pub fn missing<'a>(&self, policy: &'a Policy) -> Vec<&'a str> {
        policy.needs.iter().filter(|need| !need.is_met_by(self)).map(|need| need.scope.as_str()).collect()
    }

    /// As one text, which [`Self::read`] reads.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.0.join(" ")
    }
}

/// A permission that Gander asks a network for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The network's name for it, as it is asked for.
    pub scope: String,
    /// Other names that stand for it, or for more.
    pub covered_by: Vec<String>,
}

impl Need {
    /// Whether one of the granted names stands for it. Networks change the case, and what stands before a colon
    /// includes what stands after it: Mastodon's `write` allows `write:statuses`.
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
