//! The headers that a network demands of each request, beside those that every request has.

use std::collections::BTreeMap;

use http::{HeaderMap, HeaderName, HeaderValue};
use toml::Spanned;

use crate::{Error, Protocol, app::is_parameter_name, error::Source, file, one_or_many::OneOrMany};

/// No network demands more.
const MOST: usize = 8;
/// In bytes.
const LONGEST_VALUE: usize = 256;
/// Headers that could carry credentials, lead a request elsewhere, or change how its body is read.
const REFUSED: [&str; 25] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "cookie",
    "cookie2",
    "date",
    "dpop",
    "expect",
    "forwarded",
    "host",
    "http2-settings",
    "keep-alive",
    "origin",
    "range",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
    "x-method-override",
    "x-original-url",
    "x-rewrite-url",
];
const REFUSED_FAMILIES: [&str; 7] =
    ["access-control-", "content-", "if-", "proxy-", "sec-", "x-forwarded-", "x-http-method"];
/// The placeholders that Gander itself fills in.
const OWN_WORDS: [&str; 3] = ["os", "version", "client_id"];

/// The headers that a network demands of each request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers(Vec<(HeaderName, Vec<Vec<Part>>)>);

/// A part of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    /// A placeholder, filled in for each request.
    Word(String),
}

impl Headers {
    pub(crate) fn check(
        source: Source<'_>,
        raw: BTreeMap<Spanned<String>, Spanned<OneOrMany<String>>>,
        oauth: &file::OAuth,
        app: &file::App,
    ) -> Result<Self, Error> {
        let mut headers: Vec<(HeaderName, Vec<Vec<Part>>)> = Vec::new();
        for (name, values) in raw {
            let wrong = |message: String| source.error(name.span(), message);
            if oauth.protocol == Protocol::Atproto || oauth.asks.is_some() {
                return Err(wrong(
                    "[headers] are what one network demands; a network of many servers has none, so remove them".into(),
                ));
            }
            if headers.len() == MOST {
                return Err(wrong(format!("more than {MOST} headers; leave some out")));
            }
            let shown = name.get_ref();
            let header = HeaderName::from_bytes(shown.as_bytes())
                .map_err(|_| wrong(format!("`{shown}` is not the name of an HTTP header")))?;
            let of_family = |start: &&str| header.as_str().starts_with(*start);
            if REFUSED.contains(&header.as_str()) || REFUSED_FAMILIES.iter().any(of_family) {
                return Err(wrong(format!(
                    "`{shown}` is Gander's own to set, or could send a token elsewhere; remove it"
                )));
            }
            if headers.iter().any(|(known, _)| *known == header) {
                return Err(wrong(format!("`{shown}` is there twice, whatever its case; remove one")));
            }
            if values.get_ref().0.is_empty() {
                return Err(source.error(values.span(), format!("`{shown}` has no value; write one")));
            }
            let parse =
                |text: &String| value(text, app).map_err(|message| source.error(values.span(), message));
            let values = values.get_ref().0.iter().map(parse).collect::<Result<_, _>>()?;
            headers.push((header, values));
        }
        Ok(Self(headers))
    }

    /// The headers of a request. `word` fills in a placeholder. The first value whose placeholders are all known
    /// counts; without one, the header is left out.
    #[must_use]
    pub fn of<'a>(&self, word: impl Fn(&str) -> Option<&'a str>) -> HeaderMap {
        let whole = |value: &Vec<Part>| {
            let parts: Option<String> = value
                .iter()
                .map(|part| match part {
                    Part::Text(text) => Some(text.as_str()),
                    Part::Word(name) => word(name),
                })
                .collect();
            parts.and_then(|text| HeaderValue::from_str(&text).ok())
        };
        let filled = |(name, values): &(HeaderName, Vec<Vec<Part>>)| {
            values.iter().find_map(whole).map(|value| (name.clone(), value))
        };
        self.0.iter().filter_map(filled).collect()
    }
}

/// Parses a value with placeholders in braces.
fn value(text: &str, app: &file::App) -> Result<Vec<Part>, String> {
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    if text.is_empty() || text.len() > LONGEST_VALUE || !plain(text) || text.trim() != text {
        return Err(format!(
            "a header's value is 1 to {LONGEST_VALUE} plain letters without a blank at either end"
        ));
    }
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or("`{` has no `}` after it; add it")?;
        let brought = app.parameters.keys().any(|parameter| parameter.get_ref() == name);
        let is_known = OWN_WORDS.contains(&name) || (brought && is_parameter_name(name));
        if !is_known {
            return Err(format!(
                "`{{{name}}}` stands for nothing; use {{os}}, {{version}}, {{client_id}} or a parameter of [app.parameters]"
            ));
        }
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        parts.push(Part::Word(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    Ok(parts)
}
