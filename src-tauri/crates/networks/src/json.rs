//! Reads JSON as networks, and proxies before them, write it. A fault in one member never affects another (RFC 6749
//! section 5.1). serde_json rejects a whole document for one fault, so [`put_right`] repairs the text first.

use std::ops::Deref;

use serde_json::Value;
use zeroize::{Zeroize, Zeroizing};

/// Lists and objects nested deeper than this are read as null. No needed answer is nearly as deep.
const MOST_DEPTH: usize = 64;
/// Stands for a value that cannot be held.
const NOTHING: &str = "null";

/// An object or a list from a network. Its texts are overwritten on drop, because one of them may be a token.
///
/// If several members have one name, the last counts. A whole number beyond 64 bits is a text of its digits, so that no
/// two are mixed up.
pub struct Json(Value);

impl Json {
    /// Reads a body. `None` when it does not begin with a whole object or list.
    #[must_use]
    pub fn read(body: &[u8]) -> Option<Self> {
        let text = decoded(body);
        serde_json::from_str(&put_right(&text)?).ok().map(Self)
    }

    /// Like [`Self::read`], but for an object only.
    #[must_use]
    pub fn object(body: &[u8]) -> Option<Self> {
        Self::read(body).filter(|json| json.is_object())
    }
}

impl Deref for Json {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.0
    }
}

impl Drop for Json {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(json: &mut Value) {
    match json {
        Value::String(text) => text.zeroize(),
        Value::Array(values) => values.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A whole number, or a text of one, as some networks write them. A fraction is cut off, and beyond 64 bits the nearest
/// counts.
#[must_use]
pub fn whole_number(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| whole_number_in(&number.to_string())),
        Value::String(text) => whole_number_in(text),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// [`whole_number`] of a text.
pub(crate) fn whole_number_in(text: &str) -> Option<i64> {
    let (number, _) = decimal(text.trim())?;
    Some(i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX }))
}

/// Tells whether the member `error` reports an error. Some networks send that member with every answer.
pub(crate) fn tells_error(json: &Value) -> bool {
    match json.get("error") {
        None | Some(Value::Null | Value::Bool(false)) => false,
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(values)) => !values.is_empty(),
        Some(Value::Object(members)) => !members.is_empty(),
        Some(Value::Number(number)) => number.as_i64() != Some(0),
        Some(Value::Bool(true)) => true,
    }
}

/// The text of a body without its byte order mark: UTF-8, or UTF-16 if that mark says so, with U+FFFD for each fault.
#[must_use]
pub fn decoded(body: &[u8]) -> Zeroizing<String> {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units =
            Zeroizing::new(rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect::<Vec<_>>());
        String::from_utf16_lossy(&units)
    };
    Zeroizing::new(match body {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8_lossy(body).into_owned(),
    })
}

/// The first object or list of a text, repaired for serde_json. Text after it is ignored. `None` if there is none, or
/// if it does not end: then a needed member may be missing.
///
/// Repairs control characters in texts, half surrogate pairs (as in a name that was cut within an emoji), unknown
/// escapes, numbers out of range, words that are no JSON (`NaN`), surplus commas, and depth.
fn put_right(text: &str) -> Option<Zeroizing<String>> {
    let mut rest = text.trim_start_matches(is_blank_character);
    if !rest.starts_with(['{', '[']) {
        return None;
    }
    // A byte becomes three at most. A reallocation would leave a copy that is not wiped.
    let mut right = Zeroizing::new(String::with_capacity(rest.len() * 3 + NOTHING.len()));
    let mut depth = 0_usize;
    loop {
        let first = rest.chars().next()?;
        let (written, was_deep) = (right.len(), depth > MOST_DEPTH);
        let after = &rest[first.len_utf8()..];
        rest = match first {
            '{' | '[' => {
                depth += 1;
                right.push(first);
                after
            }
            '}' | ']' => {
                depth = depth.checked_sub(1)?;
                right.push(first);
                after
            }
            '"' => string(after, &mut right)?,
            ',' if after.trim_start_matches(is_blank_character).starts_with([',', '}', ']']) => after,
            ',' | ':' => {
                right.push(first);
                after
            }
            _ if is_blank_character(first) => {
                right.push(' ');
                after
            }
            _ => {
                let (word, after) = rest.split_at(rest.find(ends_word)?);
                push_word(word, &mut right);
                after
            }
        };
        let is_deep = depth > MOST_DEPTH;
        if was_deep || is_deep {
            right.truncate(written);
        }
        if is_deep && !was_deep {
            right.push_str(NOTHING);
        }
        if depth == 0 {
            return Some(right);
        }
    }
}

/// Tells whether the text is blank.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_blank_character)
}

fn is_blank_character(character: char) -> bool {
    // A byte order mark is no white space to Unicode.
    character.is_whitespace() || character.is_control() || character == '\u{feff}'
}

fn ends_word(character: char) -> bool {
    is_blank_character(character) || "{}[],:\"".contains(character)
}

/// Writes a string, whose first quote is read already, and returns the rest.
fn string<'a>(mut rest: &'a str, right: &mut String) -> Option<&'a str> {
    right.push('"');
    loop {
        let next = rest.find(|c: char| c == '"' || c == '\\' || c < ' ')?;
        let (plain, special) = rest.split_at(next);
        right.push_str(plain);
        let mut characters = special.chars();
        match (characters.next()?, characters.next()) {
            ('"', _) => {
                right.push('"');
                return Some(&special[1..]);
            }
            ('\\', Some('u')) => rest = unit(special, right),
            ('\\', Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => {
                right.push_str(&special[..2]);
                rest = &special[2..];
            }
            // An unknown escape stands for the character itself.
            ('\\', _) => rest = &special[1..],
            (control, _) => {
                right.push_str(match control {
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    _ => "\u{fffd}",
                });
                rest = &special[1..];
            }
        }
    }
}

/// Writes an escape `\uXXXX`, with the other half of its surrogate pair, and returns the rest.
fn unit<'a>(escape: &'a str, right: &mut String) -> &'a str {
    let value = |escape: &str| {
        let digits = escape.strip_prefix("\\u")?.get(..4)?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u16::from_str_radix(digits, 16).ok().filter(|_| is_hex)
    };
    let length = match value(escape) {
        None => return &escape[1..],
        Some(0xd800..=0xdbff) if matches!(value(&escape[6..]), Some(0xdc00..=0xdfff)) => 12,
        Some(0xd800..=0xdfff) => {
            right.push_str("\\ufffd");
            return &escape[6..];
        }
        Some(_) => 6,
    };
    let (escape, rest) = escape.split_at(length);
    right.push_str(escape);
    rest
}

/// Writes a number, `true`, `false` or `null`. Whole numbers lose fraction and exponent; any other word becomes null.
fn push_word(word: &str, right: &mut String) {
    if matches!(word, "true" | "false") {
        return right.push_str(word);
    }
    let written = match decimal(word) {
        Some((number, true)) if i64::try_from(number).is_ok() || u64::try_from(number).is_ok() => {
            number.to_string()
        }
        Some((number, true)) => format!("\"{number}\""),
        Some((_, false)) => {
            word.parse().map_or_else(|_| NOTHING.to_owned(), |number: f64| format!("{number:e}"))
        }
        None => NOTHING.to_owned(),
    };
    right.push_str(&written);
}

/// The whole part of a decimal number, and `true` if there is no fraction. `None` beyond 128 bits.
fn decimal(text: &str) -> Option<(i128, bool)> {
    let is_negative = text.starts_with('-');
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let digits = || whole.bytes().chain(fraction.bytes());
    if digits().next().is_none() || !digits().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let point = i64::try_from(whole.len()).ok()? + i64::from(exponent);
    let (mut number, mut is_whole) = (0_i128, true);
    // Zeros pad the digits up to the decimal point.
    for (place, digit) in (0..).zip(digits().map(Some).chain(std::iter::repeat(None))) {
        match digit {
            Some(digit) if place >= point => is_whole &= digit == b'0',
            None if place >= point || number == 0 => break,
            digit => {
                let digit = i128::from(digit.unwrap_or(b'0') - b'0');
                number = number.checked_mul(10)?.checked_add(digit)?;
            }
        }
    }
    Some((if is_negative { -number } else { number }, is_whole))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(text: impl AsRef<[u8]>) -> Option<Value> {
        Json::read(text.as_ref()).map(|json| json.clone())
    }

    #[test]
    fn an_answer_in_order_is_read_as_serde_json_reads_it() {
        for text in [
            r#"{"a":"\"\\\/\b\f\n\r\t\u00e9\ud83e\udebf é🪿","b":[true,false,null,[],{}],"c":-1.5e-7,"d":18446744073709551615}"#,
            "[1, -2, 0.25 ,\t\"x\"\r\n]",
        ] {
            assert_eq!(read(text), serde_json::from_str(text).ok(), "{text}");
        }
    }

    #[test]
    fn odd_texts_cost_nothing_but_themselves() {
        let good = r#"{"id":"7","name":"Dana"}"#;
        let utf16 = |unit: fn(u16) -> [u8; 2]| {
            "\u{feff}".encode_utf16().chain(good.encode_utf16()).flat_map(unit).collect::<Vec<_>>()
        };
        for odd in [
            [b"\xef\xbb\xbf", good.as_bytes()].concat(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
            format!("\u{b}\0 {good}\0\0\n<!-- in 0.2 s -->").into_bytes(),
            br#"{"id":"6","id":"7","name":"Dana",}"#.to_vec(),
        ] {
            assert_eq!(read(&odd), Some(json!({ "id": "7", "name": "Dana" })), "{}", odd.escape_ascii());
        }
        for (name, is) in [
            (&br"Dana \ud83d"[..], "Dana \u{fffd}"),
            (br"Dana \udebf\ud83e!", "Dana \u{fffd}\u{fffd}!"),
            (br"\ud83e\ud83e\udebf", "\u{fffd}🪿"),
            (b"Dana \xff\xfe", "Dana \u{fffd}\u{fffd}"),
            (b"Dana\n\t\r\0Bo", "Dana\n\t\r\u{fffd}Bo"),
            (br"Dana\'s \x \u12", "Dana's x u12"),
            (br"\u+123", "u+123"),
        ] {
            let answer = [br#"{"name":""#, name, br#"","id":"7"}"#].concat();
            assert_eq!(read(&answer), Some(json!({ "name": is, "id": "7" })), "{}", answer.escape_ascii());
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(*decoded(b"\xef\xbb\xbf{}"), "{}");
        assert_eq!(*decoded(b"\xff\xfe{\0}\0"), "{}");
        assert_eq!(*decoded(b"\xfe\xff\0{\0}"), "{}");
        assert_eq!(*decoded(b"{}"), "{}");
    }

    #[test]
    fn an_empty_member_reports_no_error() {
        for none in ["null", "false", "\"\"", "[]", "{}", "0"] {
            assert!(!tells_error(&read(format!(r#"{{"error":{none}}}"#)).unwrap()), "{none}");
        }
        assert!(!tells_error(&json!({ "id": "7" })));
        for some in ["true", "\"invalid_token\"", "[1]", r#"{"code":190}"#, "190", "0.5"] {
            assert!(tells_error(&read(format!(r#"{{"error":{some}}}"#)).unwrap()), "{some}");
        }
    }

    #[test]
    fn no_text_is_left_of_what_is_wiped() {
        let mut answer = json!({ "token": "practice", "in": [{ "a": "practice" }, "practice", 7, null] });
        wipe(&mut answer);
        assert_eq!(answer, json!({ "token": "", "in": [{ "a": "" }, "", 7, null] }));
    }

    #[test]
    fn whole_numbers_are_exact_and_the_others_cost_nothing() {
        for (number, is) in [
            ("190.0", json!(190)),
            ("3.6e3", json!(3600)),
            ("-0", json!(0)),
            ("+7", json!(7)),
            ("18446744073709551615", json!(u64::MAX)),
            ("18446744073709551616", json!("18446744073709551616")),
            ("18446744073709551617", json!("18446744073709551617")),
            ("-9223372036854775809", json!("-9223372036854775809")),
            ("1e20", json!("100000000000000000000")),
            ("0.5", json!(0.5)),
            ("1e-400", json!(0.0)),
            ("1e999", json!(null)),
            ("0e999", json!(0)),
            ("1e99999999999", json!(null)),
            ("NaN", json!(null)),
            ("-Infinity", json!(null)),
            ("undefined", json!(null)),
            ("-", json!(null)),
            ("1.2.3", json!(null)),
        ] {
            let answer = format!(r#"{{"odd":{number},"id":"7"}}"#);
            assert_eq!(read(&answer), Some(json!({ "odd": is, "id": "7" })), "{number}");
        }
        let long = format!(r#"{{"odd":{},"id":"7"}}"#, "9".repeat(500_000));
        assert_eq!(read(&long), Some(json!({ "odd": null, "id": "7" })));
    }

    #[test]
    fn numbers_may_be_text_and_beyond_64_bits_the_nearest_counts() {
        for (value, is) in [
            (json!(3600), Some(3600)),
            (json!(60.9), Some(60)),
            (json!(" 3600.0 "), Some(3600)),
            (json!("3.6e3"), Some(3600)),
            (json!("+60"), Some(60)),
            (json!("18446744073709551616"), Some(i64::MAX)),
            (json!("-1e30"), Some(i64::MIN)),
            (json!("1e999"), None),
            (json!("inf"), None),
            (json!("soon"), None),
            (json!(""), None),
            (json!(true), None),
        ] {
            assert_eq!(whole_number(&value), is, "{value}");
        }
    }

    #[test]
    fn depth_costs_nothing_but_what_is_deep() {
        for depth in [1, MOST_DEPTH - 1, MOST_DEPTH, 1000, 200_000] {
            for (open, close) in [("[", "]"), (r#"{"x":"\"]","y":"#, "}")] {
                let (open, close) = (open.repeat(depth), close.repeat(depth));
                let inner = if open.starts_with('[') { "" } else { "1" };
                let answer = format!(r#"{{"odd":{open}{inner}{close},"id":"7"}}"#);
                let read = read(&answer).unwrap_or_else(|| panic!("{depth}"));
                assert_eq!(read["id"], "7", "{depth}");
            }
        }
    }

    #[test]
    fn anything_but_a_whole_object_or_list_is_no_json() {
        for body in [
            "",
            "null",
            "7",
            r#""id""#,
            "<html>{}</html>",
            r#"{"id":"7""#,
            r#"{"id":"7"#,
            r#"{"id":"7\"}"#,
            r#"{"id":"7"]"#,
            r#"{"id" "7"}"#,
            "{id:7}",
            "[1 2]",
            "{{}}",
            "]",
        ] {
            assert_eq!(read(body), None, "{body}");
        }
    }
}
