//! Good answers in odd forms. Some kinds change only the bytes, others the JSON or the form.

use std::io::Read;

use flate2::{
    Compression,
    bufread::{GzEncoder, ZlibEncoder},
};
use serde_json::Value;

use super::FaultKind;
use crate::wire::{Answer, Body, Delivery};

/// Unexpected members of every shape.
const MEMBERS: &str = r#""practice_null":null,"practice_truth":true,"practice_list":[[],{},[null,1.5,"x",false]],
"practice_object":{"access_token":{"value":7},"error":"practice","id":"0","expires_in":1},"":"","практика":"🪿",
"practice \"\\\/\b\f\n\u0000":[{"":{"":[]}}],"practice_secret":"\u00e9""#;
/// Common members, added to successes that do not use these names.
const COMMON: [(&str, &str); 5] = [
    ("data", r#"{"user":"u1"}"#),
    ("errors", "[]"),
    ("error", "null"),
    ("user", r#"[{"id":"0"}]"#),
    ("scopes", "7"),
];
const NUMBERS: &str = r#""practice_huge":1e999,"practice_tiny":-1e-999,"practice_zero":-0.0,"practice_nan":NaN,
"practice_long":123456789012345678901234567890123456789012345678901234567890.5e-7"#;
/// Unexpected parameters of a form.
const IN_FORM: &str = "&data[user]=u1&=&&name=Dana%ed%a0%bd&practice=%F0%9F&%ff=%00&+=1e999";
const DEPTH: usize = 1000;

/// Gives a good answer an odd form.
pub(crate) fn odd(kind: FaultKind, answer: Answer) -> Answer {
    let is_good = (200..300).contains(&answer.status);
    let with_status = |status, answer: Answer| if is_good { Answer { status, ..answer } } else { answer };
    match kind {
        FaultKind::Odd201 => with_status(201, answer),
        FaultKind::Odd202 => with_status(202, answer),
        FaultKind::Odd203 => with_status(203, answer),
        FaultKind::Odd206 => with_status(206, answer),
        FaultKind::OddUntyped => {
            let mut answer = answer;
            answer.headers.retain(|(name, _)| *name != "content-type");
            answer
        }
        FaultKind::OddHead => answer.delivered(Delivery::OddHead),
        FaultKind::OddChunked => answer.delivered(Delivery::Chunks),
        FaultKind::OddLength if matches!(answer.body, Body::Json(_)) => answer.delivered(Delivery::Short),
        FaultKind::OddNamedGzip => answer.header("content-encoding", "gzip"),
        FaultKind::OddBom => rewritten(answer, |bytes| [b"\xef\xbb\xbf", &bytes[..]].concat()),
        FaultKind::OddUtf16 => rewritten(answer, |bytes| {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        }),
        FaultKind::OddUnnamedGzip => rewritten(answer, |bytes| gzip(&bytes)),
        FaultKind::OddGzip => rewritten(answer, |bytes| gzip(&bytes)).header("content-encoding", "gzip"),
        FaultKind::OddDeflate => {
            let zlib = |bytes: Vec<u8>| all(ZlibEncoder::new(&bytes[..], Compression::fast()));
            rewritten(answer, zlib).header("content-encoding", "deflate")
        }
        kind => {
            let body = match answer.body {
                Body::Json(json) => Body::Bytes(in_json(kind, &json, is_good)),
                Body::Bytes(form) if form.starts_with(b"oauth_token=") => Body::Bytes(in_form(kind, form)),
                body => body,
            };
            Answer { body, ..answer }
        }
    }
}

fn rewritten(answer: Answer, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Answer {
    let (status, delivery) = (answer.status, answer.delivery);
    let (_, headers, bytes) = answer.into_bytes();
    Answer { status, headers, body: Body::Bytes(change(bytes)), delivery }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    all(GzEncoder::new(bytes, Compression::fast()))
}

fn all(mut reader: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Reading from memory cannot fail.
    let _ = reader.read_to_end(&mut bytes);
    bytes
}

fn in_form(kind: FaultKind, mut form: Vec<u8>) -> Vec<u8> {
    match kind {
        FaultKind::OddDuplicates => {
            let former = b"oauth_token=practice-former&oauth_token_secret=practice-former&oauth_callback_confirmed=false&";
            [&former[..], &form].concat()
        }
        FaultKind::OddBytes => {
            form.extend_from_slice(b"&name=Dana\xff\xfe");
            form
        }
        FaultKind::OddNoise => {
            form.extend_from_slice(b"&\r\n");
            form
        }
        _ => {
            form.extend_from_slice(IN_FORM.as_bytes());
            form
        }
    }
}

fn in_json(kind: FaultKind, json: &Value, is_good: bool) -> Vec<u8> {
    let mut text = Vec::new();
    write(kind, "", json, &mut text);
    let Some(members) = json.as_object() else { return text };
    let absent = |(name, _): &&(&str, &str)| !members.contains_key(*name) && is_good;
    let more = match kind {
        FaultKind::OddMembers => {
            let common = COMMON.iter().filter(absent).map(|(name, value)| format!(r#","{name}":{value}"#));
            format!("{MEMBERS}{}", common.collect::<String>()).into_bytes()
        }
        FaultKind::OddSurrogates => {
            br#""practice_cut":"Dana \ud83d","practice_end":"\udebf\ud83e","\ud83d":1"#.to_vec()
        }
        FaultKind::OddBytes => b"\"practice_bytes\":\"Dana \xff\xc3\x28\xed\xa0\xbd\",\"\xfe\":1".to_vec(),
        FaultKind::OddNumbers => NUMBERS.as_bytes().to_vec(),
        FaultKind::OddDepth => {
            format!(r#""practice_deep":{}{}"#, "[".repeat(DEPTH), "]".repeat(DEPTH)).into_bytes()
        }
        FaultKind::OddNoise => b"\"practice_noise\":\"a\nb\tc\x01d\\x\\'\"".to_vec(),
        _ => return text,
    };
    // The additions come first: a reader that gives up on them misses the needed members.
    let comma: &[u8] = if members.is_empty() { b"" } else { b"," };
    text.splice(1..1, [&more, comma].concat());
    if kind == FaultKind::OddNoise {
        text.extend_from_slice(b"\0\0\r\n<!-- done in 0.2 s -->");
    }
    text
}

/// Writes a value; `name` is the member that holds it.
fn write(kind: FaultKind, name: &str, json: &Value, text: &mut Vec<u8>) {
    match json {
        Value::Object(members) => {
            text.push(b'{');
            for (place, (name, value)) in members.iter().enumerate() {
                if place > 0 {
                    text.push(b',');
                }
                let member = Value::from(name.as_str()).to_string();
                if kind == FaultKind::OddDuplicates {
                    let former = if value.is_string() { "\"practice-former\"" } else { "null" };
                    text.extend_from_slice(format!("{member}:{former},").as_bytes());
                }
                text.extend_from_slice(format!("{member}:").as_bytes());
                write(kind, name, value, text);
            }
            text.extend_from_slice(if kind == FaultKind::OddNoise && !members.is_empty() {
                b"\x0b,}"
            } else {
                b"}"
            });
        }
        Value::Array(values) => {
            text.push(b'[');
            for (place, value) in values.iter().enumerate() {
                if place > 0 {
                    text.push(b',');
                }
                write(kind, name, value, text);
            }
            text.extend_from_slice(if kind == FaultKind::OddNoise && !values.is_empty() {
                b", ]"
            } else {
                b"]"
            });
        }
        Value::Number(number) if number.is_i64() => {
            let written = match kind {
                FaultKind::OddNumbers if name.ends_with("expires_in") => format!("{number}.0"),
                FaultKind::OddNumbers => format!("{number}.0e0"),
                FaultKind::OddTextNumbers if name.ends_with("expires_in") => format!("\" {number}.0 \""),
                FaultKind::OddTextNumbers => format!("\"{number}\""),
                _ => number.to_string(),
            };
            text.extend_from_slice(written.as_bytes());
        }
        // The `name` of a post at Reddit is its id.
        Value::String(held)
            if matches!(name, "name" | "displayName" | "title") && !held.starts_with("t3_") =>
        {
            let written = Value::from(held.as_str()).to_string();
            let cut: &[u8] = match kind {
                FaultKind::OddSurrogates => br" \ud83d",
                FaultKind::OddBytes => b" \xf0\x9f\xa6",
                _ => b"",
            };
            text.extend_from_slice(written.trim_end_matches('"').as_bytes());
            text.extend_from_slice(cut);
            text.push(b'"');
        }
        other => text.extend_from_slice(other.to_string().as_bytes()),
    }
}
