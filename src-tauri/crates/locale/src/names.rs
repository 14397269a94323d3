//! Makes foreign names and sentences safe to show. Anyone can name an account, and a raw name could end a line, drive a
//! terminal, or turn the direction of the text after it.

use std::borrow::Cow;

/// In characters.
const LONGEST: usize = 120;

/// A foreign name, as Gander shows it everywhere. `None` if no visible character is left.
#[must_use]
pub fn shown(name: &str) -> Option<String> {
    Some(plain(name)).filter(|name| !name.is_empty()).map(Cow::into_owned)
}

/// A name as one short line without direction marks. Joiners stay: names in many scripts, and emoji, need them.
#[must_use]
pub fn plain(name: &str) -> Cow<'_, str> {
    let is_plain = name.len() <= LONGEST
        && name.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
        && !name.starts_with(' ')
        && !name.ends_with(' ')
        && !name.contains("  ");
    // The fast path for nearly every name; there may be a hundred thousand.
    if is_plain {
        return Cow::Borrowed(name);
    }
    Cow::Owned(line(name).chars().take(LONGEST).collect())
}

/// A text as one line without direction marks and without needless blanks.
pub(crate) fn line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .filter(|letter| !turns(*letter))
        .map(|letter| if breaks(letter) { ' ' } else { letter })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text for a terminal, in lines and columns: nothing in it moves the cursor or turns the direction.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let shown = |letter: char| if breaks(letter) { char::REPLACEMENT_CHARACTER } else { letter };
    let kept = text.chars().filter(|letter| !turns(*letter));
    Cow::Owned(kept.map(|letter| if is_harmful(letter) { shown(letter) } else { letter }).collect())
}

/// JSON with every character escaped that could drive a terminal or turn a direction (RFC 8259 section 7). These
/// characters stand only in strings, so a parser reads the same values as before.
#[must_use]
pub fn escaped(json: &str) -> Cow<'_, str> {
    if !json.contains(is_harmful) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 64);
    for letter in json.chars() {
        if is_harmful(letter) {
            // All of them lie in the Basic Multilingual Plane.
            escaped.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            escaped.push(letter);
        }
    }
    Cow::Owned(escaped)
}

fn is_harmful(letter: char) -> bool {
    (breaks(letter) || turns(letter)) && !matches!(letter, '\n' | '\t')
}

fn breaks(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

/// Unicode's Bidi_Control (UAX #9).
fn turns(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_that_reads_as_it_is_written() {
        for (name, shown) in [
            ("Dana Reyes", "Dana Reyes"),
            (" Dana  Reyes\n", "Dana Reyes"),
            ("Dana \u{202e}evil", "Dana evil"),
            ("\u{2066}Dana\u{2069}\u{200f}", "Dana"),
            ("Dana\u{1b}[2Jevil\u{9b}31m", "Dana [2Jevil 31m"),
            ("Dana\u{2028}evil\tx", "Dana evil x"),
            ("دانا رييس", "دانا رييس"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("👩\u{200d}🚀", "👩\u{200d}🚀"),
            ("\u{202e}\u{2066}", ""),
        ] {
            assert_eq!(plain(name), shown, "{name:?}");
        }
        assert_eq!(plain(&"é".repeat(500)).chars().count(), LONGEST);
        assert_eq!(plain(&"e".repeat(500)).len(), LONGEST);
    }

    #[test]
    fn text_for_a_terminal_keeps_its_lines_and_columns_and_nothing_that_drives_it() {
        assert_eq!(harmless("a\tb\n"), "a\tb\n");
        assert_eq!(
            harmless("a\u{1b}]0;evil\u{7}\rb\u{202e}c\u{85}"),
            "a\u{fffd}]0;evil\u{fffd}\u{fffd}bc\u{fffd}"
        );
    }

    #[test]
    fn json_is_the_same_to_a_parser_and_harmless_to_a_terminal() {
        let value = serde_json::json!({ "name": "Dana \u{202e}evil\u{9b}31m\u{7f}\u{2029} \u{200d}é", "lines": "a\nb\u{1b}" });
        for json in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            let shown = escaped(&json);
            assert!(
                !shown.contains(is_harmful) && shown.contains(r"Dana \u202eevil\u009b31m\u007f\u2029"),
                "{shown}"
            );
            assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap(), value);
        }
    }
}
