use std::fmt;

use serde_json::Value;

/// JSON pointers (RFC 6901) to one thing, in the order they are tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointers(Vec<Pointer>);

impl Pointers {
    /// What the pointers hit, in their order.
    pub fn find<'a>(&'a self, json: &'a Value) -> impl Iterator<Item = &'a Value> {
        self.0.iter().filter_map(|pointer| pointer.find(json))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn new(pointers: Vec<Pointer>) -> Self {
        Self(pointers)
    }
}

/// One JSON pointer that is well formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pointer(Box<str>);

impl Pointer {
    /// `None` when the text is not a pointer to something inside a document.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let escapes_are_whole = text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        (text.starts_with('/') && escapes_are_whole).then(|| Self(text.into()))
    }

    /// JSON's null counts as nothing: networks write it for what is absent.
    pub(crate) fn find<'a>(&self, json: &'a Value) -> Option<&'a Value> {
        json.pointer(&self.0).filter(|value| !value.is_null())
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
