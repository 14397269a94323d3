//! Turns an error of the TOML reader into a sentence with a remedy.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::{Error, error::Source};

/// The similarity, from 0 to 1, at which a word counts as a misspelling of another.
const ALIKE: f64 = 0.8;

pub(crate) fn explain(source: Source<'_>, error: &toml::de::Error) -> Error {
    let span = error.span().unwrap_or_default();
    let Ok(document) = DeTable::parse(source.text) else {
        return source.error(span, format!("this is not TOML: {}; correct the line", error.message()));
    };
    let mut path = Vec::new();
    find(document.get_ref(), &span, &mut path);
    let message = error.message();
    let (quoted, choices) = names(message);
    let sentence = if message.starts_with("unknown field") {
        path.pop();
        format!("unknown key `{quoted}` {}; {}", place(&path), advice(quoted, &choices, "its keys are"))
    } else if message.starts_with("missing field") {
        match (path.as_slice(), quoted) {
            ([], "oauth" | "policy" | "probe") => format!("missing table [{quoted}]; add it"),
            (path, _) => format!("missing key `{quoted}` {}; add it", place(path)),
        }
    } else {
        let key = path.pop().unwrap_or_default();
        let place = place(&path);
        if message.starts_with("unknown variant") {
            let advice = advice(quoted, &choices, "use one of");
            format!("unknown value `{quoted}` for `{key}` {place}; {advice}")
        } else {
            let what = message.trim_start_matches("invalid type: ");
            format!("`{key}` {place} has the wrong type: {what}")
        }
    };
    source.error(span, sentence)
}

/// Suggests the most similar choice, or lists all of them.
fn advice(wrong: &str, choices: &[&str], list: &str) -> String {
    let likeness = |choice: &str| strsim::jaro_winkler(wrong, choice);
    let nearest = choices.iter().copied().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    match nearest {
        Some(nearest) if likeness(nearest) >= ALIKE => format!("did you mean `{nearest}`?"),
        _ => format!("{list} {}", choices.join(", ")),
    }
}

/// The place of a key in words: `in [oauth.loopback]`.
fn place(path: &[&str]) -> String {
    match path {
        [] => "at the top of the file".to_owned(),
        ["signal"] => "in [[signal]]".to_owned(),
        _ => format!("in [{}]", path.join(".")),
    }
}

/// The words in backquotes in serde's message: first the rejected one, then the choices.
fn names(message: &str) -> (&str, Vec<&str>) {
    let mut quoted = message.split('`').skip(1).step_by(2);
    (quoted.next().unwrap_or_default(), quoted.collect())
}

/// Finds the keys that lead to the key or value at `span`.
fn find<'a>(table: &'a DeTable<'_>, span: &Range<usize>, path: &mut Vec<&'a str>) -> bool {
    table.iter().any(|(key, value)| {
        path.push(key.get_ref());
        let found = key.span() == *span || value.span() == *span || find_in(value.get_ref(), span, path);
        if !found {
            path.pop();
        }
        found
    })
}

fn find_in<'a>(value: &'a DeValue<'_>, span: &Range<usize>, path: &mut Vec<&'a str>) -> bool {
    match value {
        DeValue::Table(table) => find(table, span, path),
        DeValue::Array(values) => {
            values.iter().any(|value| value.span() == *span || find_in(value.get_ref(), span, path))
        }
        _ => false,
    }
}
