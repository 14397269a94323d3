//! X's count: version 3 of the configuration of twitter-text.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::{Count, LINK, Span, Unit, domains::domain_at, emoji, links};

/// The weight of an emoji, and of a letter outside of [`LIGHT`].
const HEAVY: usize = 2;
/// The letters that count one.
const LIGHT: [Range<u32>; 4] = [0..0x1100, 0x2000..0x200e, 0x2010..0x2020, 0x2032..0x2038];

/// The weight of a grapheme.
pub(super) fn weight(grapheme: &str) -> usize {
    if emoji::is_one(grapheme) {
        return HEAVY;
    }
    let weight =
        |letter: char| if LIGHT.iter().any(|range| range.contains(&u32::from(letter))) { 1 } else { HEAVY };
    // Composed letters count once, however the keyboard writes them.
    grapheme.nfc().map(weight).fold(0, usize::saturating_add)
}

/// The links of a text, also those without `https://`.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut from = 0;
    while from < text.len() {
        let scheme = links::next_scheme(text, from);
        let part = from..scheme.as_ref().map_or(text.len(), |scheme| scheme.start);
        from = bare_links(text, part, &mut spans);
        let Some(scheme) = scheme else { break };
        // The path of a link may contain the next one.
        if from > scheme.start {
            continue;
        }
        let name = name_length(&text[scheme.end..], |letter| !ends_name(letter));
        from = match domain_at(&text[scheme.end..], name) {
            Some(domain) => {
                let end = path_end(text, scheme.end + domain);
                spans.push(Span { range: scheme.start..end, length: LINK });
                end
            }
            // A domain that Gander does not know may be a new one: then the greater length is on the safe side.
            None if text[scheme.end..scheme.end + name].contains('.') => {
                let range = scheme.start..path_end(text, scheme.end + name);
                let (end, length) = (range.end, Unit::Weighted.plainly(&text[range.clone()]).max(LINK));
                spans.push(Span { range, length });
                end
            }
            None => scheme.end,
        };
    }
    spans
}

fn name_length(text: &str, may: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !may(letter)).unwrap_or(text.len())
}

/// Tells whether a letter ends a name after `https://`.
fn ends_name(letter: char) -> bool {
    (letter.is_ascii_punctuation() && !"-_.".contains(letter))
        || letter.is_whitespace()
        || letter.is_control()
        || links::is_invisible(letter)
        || matches!(letter, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
        || matches!(letter, '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}')
}

/// Tells whether a letter may be in a name without `https://`.
fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-_.".contains(letter) || is_latin(letter)
}

fn is_latin(letter: char) -> bool {
    letter.is_alphabetic() && matches!(letter, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Finds the links without `https://` that begin in a part of a text. Returns the end of the last, or of the part.
fn bare_links(text: &str, part: Range<usize>, spans: &mut Vec<Span>) -> usize {
    let mut from = part.start;
    while let Some(start) =
        text.get(from..part.end).and_then(|rest| rest.find(is_name)).map(|start| from + start)
    {
        let run = name_length(&text[start..part.end], is_name);
        let name = start + run - text[start..start + run].trim_start_matches(['-', '_', '.']).len();
        let before = text[..start].chars().next_back();
        let begins = !before.is_some_and(|before| "@＠$#＃/".contains(before));
        from = start + run;
        if let Some(domain) = domain_at(&text[name..], start + run - name).filter(|_| begins) {
            let end = path_end(text, name + domain);
            spans.push(Span { range: name..end, length: LINK });
            from = end;
        }
    }
    from.max(part.end)
}

/// The end of the port, path and query after a domain.
fn path_end(text: &str, domain_end: usize) -> usize {
    let mut end = domain_end;
    if let Some(port) = text[end..].strip_prefix(':') {
        let digits = name_length(port, |digit| digit.is_ascii_digit());
        end += if digits > 0 { 1 + digits } else { 0 };
    }
    let may = |letter: char| {
        letter.is_ascii_alphanumeric()
            || "!*';:=+,.$/%#[]-_~@|&()–".contains(letter)
            || is_latin(letter)
            || is_cyrillic(letter)
    };
    if text[end..].starts_with('/') {
        let path = balanced(&text[end..end + name_length(&text[end..], may)]);
        let last = |letter: char| {
            letter.is_ascii_alphanumeric()
                || "=_#/+-)".contains(letter)
                || is_latin(letter)
                || is_cyrillic(letter)
        };
        end += path.trim_end_matches(|letter| !last(letter)).len();
    }
    if text[end..].starts_with('?') {
        let may =
            |letter: char| letter.is_ascii_alphanumeric() || "!?*'();:&=+$/%#[]-_.,~|@".contains(letter);
        let query = &text[end..end + name_length(&text[end..], may)];
        let last = |letter: char| letter.is_ascii_alphanumeric() || "-_&=#/".contains(letter);
        end += query.trim_end_matches(|letter| !last(letter)).len();
    }
    end
}

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{4ff}')
}

/// A path up to the first bracket that has no other half.
fn balanced(path: &str) -> &str {
    let mut open = Vec::new();
    for (at, letter) in path.char_indices() {
        match letter {
            '(' => open.push(at),
            ')' if open.pop().is_none() => return &path[..at],
            _ => {}
        }
    }
    open.first().map_or(path, |first| &path[..*first])
}

#[cfg(test)]
mod tests;
