//! The characters of a document: UTF-8, UTF-16 by its mark, and the two Western encodings that old feeds declare.

use std::borrow::Cow;

/// The letters of windows-1252 from 0x80 to 0x9F. Web documents that declare ISO-8859-1 mean it as well.
const WESTERN: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The text of a document. An unknown encoding is read as UTF-8, with U+FFFD for what is none.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ if is_western(bytes) => Cow::Owned(western(bytes)),
        _ => String::from_utf8_lossy(bytes),
    }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Cow<'_, str> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    Cow::Owned(String::from_utf16_lossy(&units))
}

/// Tells whether the XML declaration names a Western encoding.
fn is_western(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default().to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let Some((declaration, _)) =
        head.trim_start().strip_prefix("<?xml").and_then(|head| head.split_once("?>"))
    else {
        return false;
    };
    ["iso-8859-1\"", "iso-8859-1'", "windows-1252\"", "windows-1252'", "iso-8859-15\"", "iso-8859-15'"]
        .iter()
        .any(|name| declaration.contains(name))
}

fn western(bytes: &[u8]) -> String {
    let letter = |byte: u8| match byte {
        0x80..=0x9f => WESTERN.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(byte),
    };
    bytes.iter().copied().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_read() {
        let xml = |name: &str, rest: &[u8]| {
            [format!("<?xml version='1.0' encoding=\"{name}\"?>").as_bytes(), rest].concat()
        };
        for (bytes, text) in [
            ("a é".as_bytes().to_vec(), "a é"),
            (b"\xef\xbb\xbfa".to_vec(), "a"),
            (b"\xff\xfea\0\xe9\0".to_vec(), "aé"),
            (b"\xfe\xff\0a\0\xe9".to_vec(), "aé"),
            (xml("ISO-8859-1", b"\xe9\x80\x93"), "é€“"),
            (xml("windows-1252", b"\x9f"), "Ÿ"),
            (xml("utf-8", "é".as_bytes()), "é"),
            (b"\xe9".to_vec(), "\u{fffd}"),
            (b"\xff\xfea".to_vec(), ""),
            (Vec::new(), ""),
        ] {
            assert!(decode(&bytes).ends_with(text), "{bytes:?}: {}", decode(&bytes));
        }
        assert_eq!(WESTERN.chars().count(), 32);
    }
}
