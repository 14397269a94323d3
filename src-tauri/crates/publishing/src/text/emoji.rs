//! Which graphemes are emoji (Unicode Technical Standard 51).

use icu_properties::{
    CodePointSetData,
    props::{
        Emoji, EmojiModifier, EmojiModifierBase, EmojiPresentation, ExtendedPictographic, RegionalIndicator,
    },
};

const JOINER: char = '\u{200d}';
const AS_EMOJI: char = '\u{fe0f}';
const KEYCAP: char = '\u{20e3}';
const BLACK_FLAG: char = '\u{1f3f4}';
const END_OF_TAGS: char = '\u{e007f}';
/// No emoji joins more parts, as a family does. Networks count a longer chain in parts.
const MOST_PARTS: usize = 4;

/// Tells whether a grapheme is one whole emoji: a flag, a keycap, or joined parts.
pub(super) fn is_one(grapheme: &str) -> bool {
    // Nearly all text ends here.
    if grapheme.len() == 1 {
        return false;
    }
    let letters: Vec<char> = grapheme.chars().collect();
    match letters.as_slice() {
        ['0'..='9' | '#' | '*', KEYCAP] | ['0'..='9' | '#' | '*', AS_EMOJI, KEYCAP] => true,
        [first, second] if is_region(*first) && is_region(*second) => true,
        [BLACK_FLAG, tags @ .., END_OF_TAGS] if !tags.is_empty() && tags.len() <= 6 => {
            tags.iter().all(|tag| matches!(tag, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}'))
        }
        letters => {
            let mut parts = letters.split(|letter| *letter == JOINER);
            let joins = parts.clone().count() > 1;
            parts.clone().count() <= MOST_PARTS && parts.all(|part| is_part(part, joins))
        }
    }
}

/// Tells whether letters are an emoji, or a part of a joined one.
fn is_part(letters: &[char], joins: bool) -> bool {
    let is_emoji = |letter: char| CodePointSetData::new::<Emoji>().contains(letter) && !letter.is_ascii();
    match letters {
        [letter] => {
            let shown = joins || CodePointSetData::new::<EmojiPresentation>().contains(*letter);
            is_emoji(*letter) && shown && !is_region(*letter)
        }
        [letter, AS_EMOJI] => is_emoji(*letter) && !is_region(*letter),
        [base, tone] | [base, AS_EMOJI, tone] | [base, tone, AS_EMOJI] => {
            CodePointSetData::new::<EmojiModifierBase>().contains(*base)
                && CodePointSetData::new::<EmojiModifier>().contains(*tone)
        }
        _ => false,
    }
}

fn is_region(letter: char) -> bool {
    CodePointSetData::new::<RegionalIndicator>().contains(letter)
}

/// Tells whether a part of a grapheme may be shown as an emoji.
pub(super) fn looks_like_one(grapheme: &str) -> bool {
    let like_emoji = |letter: char| {
        CodePointSetData::new::<ExtendedPictographic>().contains(letter)
            || CodePointSetData::new::<EmojiPresentation>().contains(letter)
            || matches!(letter, AS_EMOJI | KEYCAP)
    };
    !grapheme.is_ascii() && grapheme.chars().any(like_emoji)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_emoji_are_recognized() {
        for emoji in ["😀", "❤️", "👍🏽", "👨‍👩‍👧‍👦", "👩🏽‍❤️‍💋‍👨🏿", "🏳️‍🌈", "🏃🏽‍♀️‍➡️", "🇪🇺", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "#⃣", "©️", "🕵🏽‍♂️", "🏴"]
        {
            assert!(is_one(emoji), "{emoji}");
            assert!(looks_like_one(emoji), "{emoji}");
        }
    }

    #[test]
    fn other_graphemes_are_no_emoji() {
        let crowd = ["😀"; 5].join("\u{200d}");
        let marked = format!("😀{}", "\u{301}".repeat(50));
        for text in
            ["", "a", "1", "é", "©", "\u{1f1ea}", "a\u{200d}b", "😀\u{200d}", "漢", "ن", &crowd, &marked]
        {
            assert!(!is_one(text), "{text}");
        }
        for text in ["", "a", "1", "é", "漢", "ن", "𝕏"] {
            assert!(!looks_like_one(text), "{text}");
        }
    }
}
