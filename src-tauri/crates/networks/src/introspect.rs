//! Token introspection, asked with the app's own credentials.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use lifecycle::Scopes;
use serde_json::{Map, Value};
use url::Url;

use crate::{Error, Json, Pointers, error::Source, file, whole_number};

/// The introspection endpoint of a network. Token and app secret stand in the query: such an address must never be
/// logged.
#[derive(Clone, Debug, PartialEq)]
pub struct Introspect {
    /// The address to ask, with GET.
    pub url: Url,
    /// The parameter that carries the token.
    pub token_parameter: String,
    /// The parameter that carries the app's id and secret, with `|` between.
    pub app_parameter: String,
    valid: Pointers,
    access_until: Pointers,
    data_access_until: Pointers,
    scopes: Pointers,
    /// The places where the rules look for a refusal, each with its pointers into the answer.
    refusal: BTreeMap<String, Pointers>,
}

/// A network's answer about a token.
#[derive(Debug, PartialEq, Eq)]
pub struct Introspected {
    /// True if the token is valid.
    pub valid: bool,
    /// The end of the token. `None`: never, or the network does not say.
    pub access_until: Option<DateTime<Utc>>,
    /// The end of its access to data.
    pub data_access_until: Option<DateTime<Utc>>,
    /// The granted scopes.
    pub scopes: Option<Scopes>,
    /// The reason that it is invalid, in the form of an answer that the rules read.
    pub refusal: Vec<u8>,
}

impl Introspect {
    pub(crate) fn check(source: Source<'_>, raw: file::Introspect) -> Result<Self, Error> {
        let refusal = raw.refusal.iter().map(|(place, from)| {
            source.pointer(place)?;
            Ok((place.get_ref().clone(), source.pointers(Some(from))?))
        });
        Ok(Self {
            url: source.endpoint(&raw.url)?,
            token_parameter: raw.token_parameter,
            app_parameter: raw.app_parameter,
            valid: source.pointers(Some(&raw.valid))?,
            access_until: source.pointers(raw.access_until.as_ref())?,
            data_access_until: source.pointers(raw.data_access_until.as_ref())?,
            scopes: source.pointers(raw.scopes.as_ref())?,
            refusal: refusal.collect::<Result<_, Error>>()?,
        })
    }

    pub(crate) fn address(&mut self) -> &mut Url {
        let Self {
            url,
            token_parameter: _,
            app_parameter: _,
            valid: _,
            access_until: _,
            data_access_until: _,
            scopes: _,
            refusal: _,
        } = self;
        url
    }

    /// Reads an answer. `None` if it does not say whether the token is valid, which proves nothing.
    #[must_use]
    pub fn read(&self, body: &[u8]) -> Option<Introspected> {
        let json = Json::read(body)?;
        let valid = self.valid.find(&json).find_map(Value::as_bool)?;
        let time = |pointers: &Pointers| {
            let seconds = pointers.find(&json).find_map(whole_number).filter(|seconds| *seconds > 0)?;
            DateTime::from_timestamp(seconds, 0)
        };
        let scopes = self.scopes.find(&json).find_map(Value::as_array);
        let mut refusal = Value::Object(Map::new());
        for (place, from) in &self.refusal {
            if let Some(value) = from.find(&json).next() {
                put(&mut refusal, place, value.clone());
            }
        }
        Some(Introspected {
            valid,
            access_until: time(&self.access_until),
            data_access_until: time(&self.data_access_until),
            scopes: scopes.and_then(|names| Scopes::of(names.iter().filter_map(Value::as_str))),
            refusal: refusal.to_string().into_bytes(),
        })
    }
}

/// Creates a place in a document, and fills it.
fn put(document: &mut Value, place: &str, value: Value) {
    let mut at = document;
    for step in place.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        at = &mut at[name.as_str()];
    }
    *at = value;
}
