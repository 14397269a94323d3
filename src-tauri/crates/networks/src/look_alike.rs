//! Finds names that people take for one another.

use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

/// The forms of a name. Names that look alike share a form. The forms come from the name as it is, in lower case and in
/// upper case, because an `l` looks like an `I` and not like an `i`.
pub(crate) fn forms(name: &str) -> Vec<String> {
    // NFKD turns letters of other widths and styles into plain ones (Unicode Standard Annex 15).
    let plain: String = name.nfkd().collect();
    let mut forms = vec![form(&plain), form(&plain.to_lowercase()), form(&plain.to_uppercase())];
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The prototype (Unicode Technical Standard 39 section 4) in lower case, without blanks, accents, hyphens and
/// invisible characters.
fn form(text: &str) -> String {
    let prototype: String = skeleton(text).collect();
    let is_letter = |letter: &char| letter.is_alphanumeric() && !is_filler(*letter);
    let letters: String = prototype.to_lowercase().chars().filter(is_letter).collect();
    if letters.is_empty() { prototype } else { letters }
}

/// Invisible letters of Hangul.
fn is_filler(letter: char) -> bool {
    matches!(letter, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}')
}
