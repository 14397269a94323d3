//! The permissions of a network: what each is for, what stands for it, and where answers say which were granted.

use std::collections::BTreeMap;

use lifecycle::{Need, Scopes};
use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;

use crate::{
    Error, Json, Network, error::Source, file, json::decoded, pointer::Pointer, rule::Matcher,
    whoami::LONGEST_NAME,
};

/// What a permission is for, in a word that Gander can say in each of its languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To see who the person is.
    Profile,
    /// To read what they shared.
    Read,
    /// To share in their name.
    Share,
    /// To share pictures and videos in their name.
    ShareMedia,
    /// To see which Pages they run.
    ListPages,
    /// To read what their Pages shared.
    ReadPages,
    /// To share on their Pages.
    SharePages,
    /// To see their boards.
    ReadBoards,
    /// To make and change their boards.
    EditBoards,
    /// To choose the flair of what they share.
    ChooseFlair,
    /// To renew the access without them.
    StaySignedIn,
}

/// Where an answer lists the permissions that were granted.
#[derive(Clone, Debug, PartialEq)]
pub struct GrantedList {
    list: Pointer,
    /// `None`: the entries are the names themselves.
    name: Option<Pointer>,
    /// Which entries count. All must hold.
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
    /// What the answer to a probe or identity request says that the person granted. `None` when it does not say.
    #[must_use]
    pub fn granted(&self, endpoint: lifecycle::Endpoint, body: &[u8]) -> Option<Scopes> {
        let list = self.asked(endpoint).granted.as_ref()?;
        list.read(&*Json::read(body)?)
    }

    /// What a permission is for, where the file says so.
    #[must_use]
    pub fn purpose(&self, scope: &str) -> Option<Purpose> {
        self.purposes.get(scope).copied()
    }

    /// The permissions that a refusal names. Only names that no sentence would hold by chance are looked for.
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

/// What Gander needs, in the order in which it is asked for.
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

/// What Gander needs only where it is asked for.
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
