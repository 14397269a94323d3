//! Reads single values of a network file: addresses, durations, pointers, matchers.

use std::{collections::BTreeMap, ops::Range, time::Duration};

use chrono::TimeDelta;
use toml::Spanned;
use url::Url;

use crate::{
    Error, NamePointers, Pointers,
    error::Source,
    file::Names,
    hosts::{is_loopback, is_template, with_nobody},
    one_or_many::OneOrMany,
    pointer::Pointer,
    rule::Matcher,
};

/// Sums of dates and durations stay far from chrono's limits.
const CENTURY: TimeDelta = TimeDelta::days(36_525);

impl Source<'_> {
    /// An address that tokens or codes are sent to.
    pub(crate) fn endpoint(&self, text: &Spanned<String>) -> Result<Url, Error> {
        let url = self.page(text)?;
        if url.fragment().is_some() {
            let message =
                format!("`{}` has a part after `#`, which is never sent; remove it", text.get_ref());
            return Err(self.error(text.span(), message));
        }
        Ok(url)
    }

    /// An address that people may be sent to.
    pub(crate) fn page(&self, text: &Spanned<String>) -> Result<Url, Error> {
        let wrong = |message: String| self.error(text.span(), message);
        let shown = text.get_ref();
        let url = Url::parse(&with_nobody(shown)).map_err(|error| {
            wrong(format!("`{shown}` is not a URL ({error}); write a whole https address"))
        })?;
        if url.scheme() != "https" && !(url.scheme() == "http" && (is_loopback(&url) || is_template(&url))) {
            return Err(wrong(format!(
                "`{shown}` must be https; http is only for this device: 127.0.0.1, [::1] or localhost"
            )));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("an address must not hold a user name or a password; remove them".to_owned()));
        }
        Ok(url)
    }

    /// A duration such as `60d`, longer than zero.
    pub(crate) fn duration(&self, text: &Spanned<String>) -> Result<TimeDelta, Error> {
        let duration = self.duration_or_zero(text)?;
        if duration.is_zero() {
            let message = format!("`{}` must be longer than nothing", text.get_ref());
            return Err(self.error(text.span(), message));
        }
        Ok(duration)
    }

    /// A duration such as `24h`, or `0s`.
    pub(crate) fn duration_or_zero(&self, text: &Spanned<String>) -> Result<TimeDelta, Error> {
        let wrong = |message: String| self.error(text.span(), message);
        let shown = text.get_ref();
        let duration: Duration = humantime::parse_duration(shown).map_err(|_| {
            wrong(format!(
                "`{shown}` is not a duration; write a number and a unit, such as 60d, 12h, 5m or 30s"
            ))
        })?;
        TimeDelta::from_std(duration).ok().filter(|duration| *duration <= CENTURY).ok_or_else(|| {
            wrong(format!("`{shown}` is longer than 100 years; write \"never\" where that is meant"))
        })
    }

    pub(crate) fn optional_duration(
        &self,
        text: Option<&Spanned<String>>,
    ) -> Result<Option<TimeDelta>, Error> {
        text.map(|text| self.duration(text)).transpose()
    }

    /// JSON pointers, or none if the key is absent.
    pub(crate) fn pointers(&self, texts: Option<&Spanned<OneOrMany<String>>>) -> Result<Pointers, Error> {
        let Some(texts) = texts else { return Ok(Pointers::default()) };
        if texts.get_ref().0.is_empty() {
            return Err(self.no_pointer(texts.span()));
        }
        let pointer = |text: &String| self.pointer(&Spanned::new(texts.span(), text.clone()));
        Ok(Pointers::new(texts.get_ref().0.iter().map(pointer).collect::<Result<_, _>>()?))
    }

    /// The places of a name, or none if the key is absent.
    pub(crate) fn names(&self, places: Option<&Spanned<Names>>) -> Result<NamePointers, Error> {
        let Some(places) = places else { return Ok(NamePointers::default()) };
        if places.get_ref().0.is_empty() || places.get_ref().0.iter().any(|parts| parts.0.is_empty()) {
            return Err(self.no_pointer(places.span()));
        }
        let pointer = |text: &String| self.pointer(&Spanned::new(places.span(), text.clone()));
        let parts = |parts: &OneOrMany<String>| parts.0.iter().map(pointer).collect::<Result<Vec<_>, _>>();
        Ok(NamePointers::new(places.get_ref().0.iter().map(parts).collect::<Result<_, _>>()?))
    }

    fn no_pointer(&self, span: Range<usize>) -> Error {
        self.error(span, "the list holds no JSON pointer; add one, such as `/id`")
    }

    pub(crate) fn pointer(&self, text: &Spanned<String>) -> Result<Pointer, Error> {
        let shown = text.get_ref();
        Pointer::parse(shown).ok_or_else(|| {
            let message = format!(
                "`{shown}` is not a JSON pointer; it starts with `/`, such as `/error/code`, and `~` is written `~0`"
            );
            self.error(text.span(), message)
        })
    }

    /// The conditions of a table `at` on a document.
    pub(crate) fn matchers(
        &self,
        at: &BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    ) -> Result<Vec<(Pointer, Matcher)>, Error> {
        at.iter().map(|(pointer, value)| Ok((self.pointer(pointer)?, self.matcher(value)?))).collect()
    }

    /// The condition of a value of `at`.
    fn matcher(&self, value: &Spanned<toml::Value>) -> Result<Matcher, Error> {
        matcher(value.get_ref()).ok_or_else(|| {
            let message = "a value of `at` is a text, a whole number, true, false or a list of them, or \
                           { min = 200, max = 299 }, { contains = \"text\" }, { ends_with = \"text\" } \
                           or { missing = true }";
            self.error(value.span(), message)
        })
    }
}

fn matcher(value: &toml::Value) -> Option<Matcher> {
    use toml::Value;
    match value {
        Value::Table(table) => {
            let mut pairs = table.iter().map(|(key, value)| (key.as_str(), value));
            match (pairs.next()?, pairs.next(), pairs.next()) {
                (("contains", Value::String(part)), None, None) => Some(Matcher::Contains(part.clone())),
                (("ends_with", Value::String(end)), None, None) => Some(Matcher::EndsWith(end.clone())),
                (("missing", Value::Boolean(true)), None, None) => Some(Matcher::Missing),
                // Keys come sorted.
                (("max", Value::Integer(max)), Some(("min", Value::Integer(min))), None) if min <= max => {
                    Some(Matcher::Between(*min, *max))
                }
                _ => None,
            }
        }
        Value::Array(values) if values.is_empty() => None,
        Value::Array(values) => values.iter().map(scalar).collect::<Option<_>>().map(Matcher::OneOf),
        Value::String(_) | Value::Integer(_) | Value::Boolean(_) | Value::Float(_) | Value::Datetime(_) => {
            scalar(value).map(|value| Matcher::OneOf(vec![value]))
        }
    }
}

fn scalar(value: &toml::Value) -> Option<serde_json::Value> {
    match value {
        toml::Value::String(text) => Some(text.as_str().into()),
        toml::Value::Integer(number) => Some((*number).into()),
        toml::Value::Boolean(truth) => Some((*truth).into()),
        _ => None,
    }
}
