//! The list of granted permissions in an answer.

use lifecycle::Scopes;
use serde_json::Value;

use crate::{Error, error::Source, file, pointer::Pointer, rule::Matcher, text::LONGEST_NAME};

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

    pub(crate) fn read(&self, json: &Value) -> Option<Scopes> {
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
