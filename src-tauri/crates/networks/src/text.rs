//! Names and ids in the answers of networks.

use serde_json::Value;

use crate::Pointers;

/// In characters. Far above any network's limit: longer ones are not names.
pub(crate) const LONGEST_NAME: usize = 200;

/// The first text or whole number that the pointers hit: X and Instagram send ids as either.
pub(crate) fn text(pointers: &Pointers, json: &Value) -> Option<String> {
    pointers.find(json).find_map(text_of)
}

/// Like [`text`], for ids. Skips damaged ids, because two of them may look alike.
pub(crate) fn id_of(pointers: &Pointers, json: &Value) -> Option<String> {
    let whole = |text: &String| !text.contains(char::REPLACEMENT_CHARACTER);
    pointers.find(json).filter_map(text_of).find(whole)
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let text = text.trim();
            (is_short(text) && !text.contains(char::is_control)).then(|| text.to_owned())
        }
        // A fraction is an approximation, which would mix accounts up. Whole numbers of any size are exact.
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        Value::Number(_) | Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The present parts, joined by blanks: some people have only one name.
pub(crate) fn whole_name(parts: &[&Value]) -> Option<String> {
    let name = parts.iter().copied().filter_map(text_of).collect::<Vec<_>>().join(" ");
    is_short(&name).then_some(name)
}

fn is_short(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST_NAME
}
