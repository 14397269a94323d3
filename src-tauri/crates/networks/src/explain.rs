//! From an error of the TOML reader to a sentence that says what to do.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::{Error, error::Source};

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
        format!("unknown key `{quoted}` in {}; {}", table(&path), advice(quoted, &choices, "its keys are"))
    } else if message.starts_with("missing field") {
        format!("missing key `{quoted}` in {}; add it", table(&path))
    } else {
        let key = path.pop().unwrap_or_default();
        let table = table(&path);
        if message.starts_with("unknown variant") {
            let advice = advice(quoted, &choices, "use one of");
            format!("unknown value `{quoted}` for `{key}` in {table}; {advice}")
        } else {
            let what = message.trim_start_matches("invalid type: ");
            format!("`{key}` in {table} has the wrong type: {what}")
        }
    };
    source.error(span, sentence)
}

/// Says which of the choices was probably meant, or lists them.
pub(crate) fn advice(wrong: &str, choices: &[&str], list: &str) -> String {
    let distance = |choice: &&&str| strsim::damerau_levenshtein(wrong, choice);
    match choices.iter().min_by_key(distance) {
        Some(nearest) if distance(&nearest) <= 1 + wrong.len() / 4 => format!("did you mean `{nearest}`?"),
        _ => format!("{list} {}", choices.join(", ")),
    }
}

/// How a table is written: `[oauth.loopback]`.
pub(crate) fn table(path: &[&str]) -> String {
    match path {
        [] => "the top of the file".to_owned(),
        ["signal"] => "[[signal]]".to_owned(),
        _ => format!("[{}]", path.join(".")),
    }
}

/// What serde's message puts in backquotes: first the word it speaks of, then the choices.
fn names(message: &str) -> (&str, Vec<&str>) {
    let mut quoted = message.split('`').skip(1).step_by(2);
    (quoted.next().unwrap_or_default(), quoted.collect())
}

/// The keys that lead to what stands at `span`.
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
