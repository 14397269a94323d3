use std::fmt;

use serde_json::Value;

/// JSON pointers (RFC 6901) to one thing, in the order they are tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointers(Vec<Pointer>);

impl Pointers {
    /// The values that the pointers hit, in their order.
    pub fn find<'a>(&'a self, json: &'a Value) -> impl Iterator<Item = &'a Value> {
        self.0.iter().filter_map(|pointer| pointer.find(json))
    }

    /// Tells whether there is no pointer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn new(pointers: Vec<Pointer>) -> Self {
        Self(pointers)
    }
}

/// The places of a name; the first one that holds a name counts. A place may be several pointers, one for each part of
/// the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamePointers(Vec<Vec<Pointer>>);

impl NamePointers {
    pub(crate) fn new(places: Vec<Vec<Pointer>>) -> Self {
        Self(places)
    }

    /// For each place, the values that its parts hit.
    pub(crate) fn find<'a>(&'a self, json: &'a Value) -> impl Iterator<Item = Vec<&'a Value>> {
        self.0.iter().map(|parts| parts.iter().filter_map(|part| part.find(json)).collect())
    }
}

/// One JSON pointer that is well formed. Beyond RFC 6901, a step `[primary=true]` selects the first object of a list
/// with that member, because an entry's index is not always the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pointer(Box<str>);

impl Pointer {
    /// `None` when the text is not a pointer to something inside a document.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let escapes_are_whole = text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        let choices_are_whole = text.split('/').all(|step| !step.starts_with('[') || choice(step).is_some());
        (text.starts_with('/') && escapes_are_whole && choices_are_whole).then(|| Self(text.into()))
    }

    /// JSON's null counts as absent, because networks write it for absent values.
    pub(crate) fn find<'a>(&self, json: &'a Value) -> Option<&'a Value> {
        let mut at = json;
        let mut rest: &str = &self.0;
        while let Some((before, step, after)) = next_choice(rest) {
            let (member, value) = choice(step)?;
            let is_meant = |item: &&Value| item.get(member).is_some_and(|held| is(held, value));
            at = at.pointer(before)?.as_array()?.iter().find(is_meant)?;
            rest = after;
        }
        at.pointer(rest).filter(|value| !value.is_null())
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The steps before the first choice, the choice, and the steps after it.
fn next_choice(pointer: &str) -> Option<(&str, &str, &str)> {
    let start = pointer.find("/[")?;
    let (before, rest) = pointer.split_at(start);
    let rest = &rest[1..];
    let end = rest.find('/').unwrap_or(rest.len());
    Some((before, &rest[..end], &rest[end..]))
}

/// The member and the value of `[member=value]`.
fn choice(step: &str) -> Option<(&str, &str)> {
    let (member, value) = step.strip_prefix('[')?.strip_suffix(']')?.split_once('=')?;
    (!member.is_empty() && !value.is_empty()).then_some((member, value))
}

fn is(held: &Value, value: &str) -> bool {
    match held {
        Value::Bool(truth) => value == if *truth { "true" } else { "false" },
        Value::String(text) => text == value,
        Value::Number(number) => number.to_string() == value,
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}
