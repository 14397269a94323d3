//! The short name of an activity.

use unicode_segmentation::UnicodeSegmentation;

use crate::names::line;

/// In graphemes, which are characters as people see them.
const LONGEST: usize = 40;

/// The first line of a text that is not blank, 40 graphemes at most. Empty if there is none.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let first = text.lines().map(line).find(|line| !line.is_empty()).unwrap_or_default();
    let mut graphemes = first.grapheme_indices(true).skip(LONGEST - 1);
    match (graphemes.next(), graphemes.next()) {
        (Some((end, _)), Some(_)) => format!("{}…", first[..end].trim_end()),
        _ => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_the_first_line_and_splits_no_grapheme() {
        assert_eq!(excerpt("\n  Geese are back \nMore"), "Geese are back");
        assert_eq!(excerpt(" \n\u{202e}\n"), "");
        assert_eq!(excerpt("Dana \u{202e}evil\u{7}now"), "Dana evil now");
        let family = "👨\u{200d}👩\u{200d}👧\u{200d}👦";
        assert_eq!(excerpt(&family.repeat(40)), family.repeat(40));
        assert_eq!(excerpt(&family.repeat(41)), format!("{}…", family.repeat(39)));
        assert_eq!(
            excerpt(&format!("{} more", "e\u{301}".repeat(38))),
            format!("{}…", "e\u{301}".repeat(38))
        );
    }
}
