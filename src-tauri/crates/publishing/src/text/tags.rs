//! Finds hashtags in text.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::emoji;

/// Bluesky's limits of a tag (`app.bsky.richtext.facet#tag`).
const MOST_GRAPHEMES: usize = 64;
const MOST_BYTES: usize = 640;

/// Finds the hashtags of a text, each with its sign. A tag is a word of letters, digits and emoji, not of digits alone.
pub(crate) fn tags(text: &str) -> Vec<Range<usize>> {
    let starts = text.match_indices(['#', '＃']).filter(|(at, _)| {
        text[..*at].chars().next_back().is_none_or(|before| before.is_whitespace() || before == '(')
    });
    starts
        .filter_map(|(at, sign)| Some(at..at + sign.len() + tag_length(&text[at + sign.len()..])?))
        .collect()
}

fn tag_length(rest: &str) -> Option<usize> {
    let joins = |grapheme: &str| matches!(grapheme, "_" | "-");
    let is_word = |grapheme: &str| grapheme.starts_with(char::is_alphanumeric) || emoji::is_one(grapheme);
    let tag: Vec<&str> = rest
        .graphemes(true)
        .take(MOST_GRAPHEMES + 1)
        .take_while(|part| joins(part) || is_word(part))
        .collect();
    let length = tag.iter().map(|part| part.len()).sum();
    let said = rest[..length].trim_end_matches(['_', '-']);
    let is_number = said.chars().all(|letter| letter.is_numeric() || matches!(letter, '_' | '-'));
    (!is_number && tag.len() <= MOST_GRAPHEMES && said.len() <= MOST_BYTES).then_some(said.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        tags(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn tags_are_words_after_a_sign() {
        assert_eq!(
            found("#News, #über_uns (#1st) #मराठी ＃記事。"),
            ["#News", "#über_uns", "#1st", "#मराठी", "＃記事"]
        );
        assert_eq!(found("#goose-news- #🪿 #👩‍🔬!"), ["#goose-news", "#🪿", "#👩‍🔬"]);
        assert_eq!(found("#a#b"), ["#a"]);
    }

    #[test]
    fn other_signs_make_no_tag() {
        let long = format!("#{}", "a".repeat(65));
        for text in ["#", "# a", "#1", "#2026-12", "a#b", "https://news.example/#part", "#!", "##a", &long] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found(&long[..65]).len(), 1);
    }
}
