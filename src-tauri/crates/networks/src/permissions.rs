//! The permissions of a network: their purposes, their substitutes, and the lists of granted ones in answers.

use std::collections::BTreeMap;

use lifecycle::{Need, Scopes};
use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;

use crate::{
    Error, Json, Network, error::Source, file, json::decoded, pointer::Pointer, rule::Matcher,
    whoami::LONGEST_NAME,
};

/// The purpose of a permission, which Gander can name in each of its languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To see the person's profile.
    Profile,
    /// To read their posts.
    Read,
    /// To share in their name.
    Share,
    /// To share pictures and videos in their name.
    ShareMedia,
    /// To see which Pages they run.
    ListPages,
    /// To read the posts of their Pages.
    ReadPages,
    /// To share on their Pages.
    SharePages,
    /// To see their boards.
    ReadBoards,
    /// To make and change their boards.
    EditBoards,
    /// To choose the flair of their posts.
    ChooseFlair,
    /// To renew the access without them.
    StaySignedIn,
}

/// The list of granted permissions in an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct GrantedList {
    list: Pointer,
    /// `None`: the entries are the names themselves.
    name: Option<Pointer>,
    /// The conditions for an entry to count. All must hold.
    at: Vec<(Pointer, Matcher)>,
}

impl GrantedList {
    pub(crate) fn check(source: Source<'_>, raw: file::GrantedList) -> Result<Self, Error> {
        Ok(Self {
            list: source.pointer(&raw.list)?,
            name: raw.name.map(|name| source.pointer(&name)).transpose()?,
            at: source.matchers(&raw.at)?,
        })
    }

    fn read(&self, json: &Value) -> Option<Scopes> {
        let entries = self.list.find(json)?.as_array()?;
        let counts = |entry: &&Value| self.at.iter().all(|(at, matcher)| matcher.matches(at.find(entry)));
        let name = |entry| match &self.name {
            Some(pointer) => pointer.find(entry).and_then(Value::as_str),
            None => entry.as_str(),
        };
        let fits = |name: &&str| name.len() <= LONGEST_NAME && !name.contains(char::is_control);
        Scopes::of(entries.iter().filter(counts).filter_map(name).filter(fits))
    }
}

impl Network {
    /// The granted permissions in the answer to a probe or identity request. `None` if it does not list them.
    #[must_use]
    pub fn granted(&self, endpoint: lifecycle::Endpoint, body: &[u8]) -> Option<Scopes> {
        let list = self.asked(endpoint).granted.as_ref()?;
        list.read(&*Json::read(body)?)
    }

    /// The purpose of a permission, if the file names one.
    #[must_use]
    pub fn purpose(&self, scope: &str) -> Option<Purpose> {
        self.purposes.get(scope).copied()
    }

    /// The permissions that a refusal names. Only names that a sentence would not hold by chance count.
    pub(crate) fn named_in(&self, body: &[u8]) -> Option<Scopes> {
        let text = decoded(body);
        let part_of_name = |c: char| c.is_alphanumeric() || "_.:".contains(c);
        let stands_alone = |scope: &str| {
            text.match_indices(scope).any(|(at, _)| {
                let after = text[at + scope.len()..].trim_start_matches('.');
                !text[..at].ends_with(part_of_name) && !after.starts_with(part_of_name)
            })
        };
        let needs = self.policy.needs.iter().map(|need| need.scope.as_str());
        Scopes::of(needs.filter(|scope| scope.contains(['_', '.', ':']) && stands_alone(scope)))
    }
}

/// The permissions that Gander requests by default, in the order of the request.
pub(crate) fn needs(source: Source<'_>, raw: &file::File) -> Result<Vec<Need>, Error> {
    let scopes = &raw.oauth.get_ref().scopes;
    let optional = &raw.oauth.get_ref().optional_scopes;
    let is_asked =
        |scope: &String| scopes.contains(scope) || optional.keys().any(|name| name.get_ref() == scope);
    if let Some(stray) = raw.permissions.keys().find(|scope| !is_asked(scope.get_ref())) {
        let message = format!(
            "`{}` is not asked for; add it to `scopes` in [oauth], or remove it from [permissions]",
            stray.get_ref()
        );
        return Err(source.error(stray.span(), message));
    }
    let at_first = optional.iter().filter(|(_, at_first)| **at_first).map(|(scope, _)| scope.get_ref());
    Ok(scopes.iter().chain(at_first).map(|scope| need(raw, scope)).collect())
}

/// The optional permissions, which Gander needs only if it requests them.
pub(crate) fn optional_needs(raw: &file::File) -> Vec<Need> {
    raw.oauth.get_ref().optional_scopes.keys().map(|scope| need(raw, scope.get_ref())).collect()
}

fn need(raw: &file::File, scope: &str) -> Need {
    let entry = raw.permissions.iter().find(|(name, _)| name.get_ref() == scope);
    let covered_by = entry.map(|(_, permission)| permission.covered_by.clone()).unwrap_or_default();
    Need { scope: scope.to_owned(), covered_by }
}

pub(crate) fn purposes(raw: BTreeMap<Spanned<String>, file::Permission>) -> BTreeMap<String, Purpose> {
    let purpose = |(scope, permission): (Spanned<String>, file::Permission)| {
        permission.allows.map(|purpose| (scope.into_inner(), purpose))
    };
    raw.into_iter().filter_map(purpose).collect()
}
