//! Plain texts: one line, without control characters and direction marks, and bounded.

use unicode_segmentation::UnicodeSegmentation;

use crate::html;

/// The text of HTML, as one line of `most` graphemes at most.
pub(crate) fn of_html(html: &str, most: usize) -> String {
    line(&html::as_text(html), most)
}

/// A text as one line of `most` graphemes at most. Joiners stay: many scripts, and emoji, need them.
pub(crate) fn line(text: &str, most: usize) -> String {
    let spaced: String = text
        .chars()
        .filter(|letter| !turns(*letter))
        .map(|letter| if breaks(letter) { ' ' } else { letter })
        .collect();
    let joined = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    // A grapheme may have any number of marks, so that the bytes are bounded as well.
    match joined.grapheme_indices(true).find(|(at, grapheme)| at + grapheme.len() > most * 8) {
        Some((at, _)) => shortened(&joined[..at], most.saturating_sub(1)),
        None if joined.graphemes(true).nth(most).is_some() => shortened(&joined, most.saturating_sub(1)),
        None => joined,
    }
}

fn shortened(text: &str, most: usize) -> String {
    let end = text.grapheme_indices(true).nth(most).map_or(text.len(), |(at, _)| at);
    format!("{}…", text[..end].trim_end())
}

fn breaks(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

/// Unicode's Bidi_Control (UAX #9), and characters that nobody sees and that join nothing.
fn turns(letter: char) -> bool {
    matches!(
        letter,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_plain_and_bounded() {
        for (text, expected) in [
            ("a\r\n\tb  c ", "a b c"),
            ("a\u{202e}b\u{2066}c\u{200f}\u{feff}", "abc"),
            ("a\u{1b}[31mb\0c", "a [31mb c"),
            ("1234567890", "1234567890"),
            ("12345678901", "123456789…"),
            ("12345678 01", "12345678…"),
            ("👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧👩‍👩‍👧"),
        ] {
            assert_eq!(line(text, 10), expected);
        }
        let stacked = format!("a{}", "\u{301}".repeat(10_000));
        assert!(line(&stacked, 10).len() < 100);
    }
}
