//! The links within a text.

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    Plain(&'a str),
    /// An address with `http:` or `https:`.
    Link(&'a str),
}

/// Splits a text at its links. Together, the parts are the text.
pub(crate) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(found) = ["http://", "https://"].iter().filter_map(|scheme| text[at..].find(scheme)).min()
    {
        let start = at + found;
        let link = link(&text[start..]);
        let follows_a_word = text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        if follows_a_word || link.ends_with("://") {
            at = start + "http".len();
            continue;
        }
        if plain < start {
            parts.push(Part::Plain(&text[plain..start]));
        }
        parts.push(Part::Link(link));
        (plain, at) = (start + link.len(), start + link.len());
    }
    if plain < text.len() {
        parts.push(Part::Plain(&text[plain..]));
    }
    parts
}

/// The first link of a text.
pub(crate) fn first_link(text: &str) -> Option<&str> {
    parts(text).into_iter().find_map(|part| match part {
        Part::Link(link) => Some(link),
        Part::Plain(_) => None,
    })
}

/// The link at the start of a text, without the punctuation of the sentence around it.
fn link(text: &str) -> &str {
    let end = text.find(|c: char| c.is_whitespace() || "<>\"".contains(c)).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '…', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_without_the_sentence_around_them() {
        let text = "Read (https://practice.example/a?b=c), or http://practice.example. 🪿";
        assert_eq!(
            parts(text),
            [
                Part::Plain("Read ("),
                Part::Link("https://practice.example/a?b=c"),
                Part::Plain("), or "),
                Part::Link("http://practice.example"),
                Part::Plain(". 🪿"),
            ]
        );
        assert_eq!(first_link(text), Some("https://practice.example/a?b=c"));
        for none in ["", "plain", "xhttps://practice.example", "https://", "https://. and http"] {
            assert_eq!(first_link(none), None, "{none}");
            assert_eq!(parts(none).len(), usize::from(!none.is_empty()), "{none}");
        }
    }
}
