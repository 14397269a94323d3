//! Names that people take for one another.

use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

/// The forms of a name in which one that looks like it has one as well: by its letters as they are, as small and as
/// large ones, because an `l` looks like an `I` and not like an `i`.
pub(crate) fn forms(name: &str) -> Vec<String> {
    // Letters of other widths and styles are those that people read (Unicode Standard Annex 15).
    let plain: String = name.nfkd().collect();
    let mut forms = vec![form(&plain), form(&plain.to_lowercase()), form(&plain.to_uppercase())];
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The prototype (Unicode Technical Standard 39 section 4), without case, and without all that is no letter: blanks,
/// accents, hyphens and what is not seen.
fn form(text: &str) -> String {
    let prototype: String = skeleton(text).collect();
    let is_letter = |letter: &char| letter.is_alphanumeric() && !is_filler(*letter);
    let letters: String = prototype.to_lowercase().chars().filter(is_letter).collect();
    if letters.is_empty() { prototype } else { letters }
}

/// Letters of Hangul that are not seen.
fn is_filler(letter: char) -> bool {
    matches!(letter, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}')
}
