//! Counts text as the networks count it.

mod domains;
mod emoji;
mod links;
mod mastodon;
mod tags;
mod weighted;

use std::ops::Range;

use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

pub use links::links;
pub(crate) use mastodon::mentions;
/// The unit of a limit.
pub use networks::TextUnit as Unit;
pub(crate) use tags::tags;

/// Mastodon and X count a link of any length as this many.
const LINK: usize = 23;

/// Counts texts in a unit.
pub(crate) trait Count {
    /// The length of a text.
    #[cfg(test)]
    fn count(self, text: &str) -> usize;
    /// The length of a grapheme that belongs to no link and no mention.
    fn plain(self, grapheme: &str) -> usize;
    /// The length of a text without regard to links and mentions.
    fn plainly(self, text: &str) -> usize;
    /// The parts of a text that count as a whole, in order.
    fn spans(self, text: &str) -> Vec<Span>;
    /// The pieces of a text between which it may be cut. Each begins and ends at a grapheme.
    fn pieces(self, text: &str) -> Vec<Piece>;
}

impl Count for Unit {
    #[cfg(test)]
    fn count(self, text: &str) -> usize {
        sum(&self.pieces(text))
    }

    fn plain(self, grapheme: &str) -> usize {
        match self {
            Self::Graphemes | Self::Mastodon => 1,
            Self::Utf16 => grapheme.encode_utf16().count(),
            Self::Weighted => weighted::weight(grapheme),
            Self::Threads if emoji::looks_like_one(grapheme) => grapheme.len(),
            Self::Characters | Self::Threads => grapheme.chars().count(),
        }
    }

    fn plainly(self, text: &str) -> usize {
        let lengths = text.graphemes(true).map(|grapheme| self.plain(grapheme));
        lengths.fold(0, usize::saturating_add)
    }

    fn spans(self, text: &str) -> Vec<Span> {
        match self {
            Self::Weighted => weighted::spans(text),
            Self::Mastodon => mastodon::spans(text),
            Self::Characters | Self::Graphemes | Self::Utf16 | Self::Threads => Vec::new(),
        }
    }

    fn pieces(self, text: &str) -> Vec<Piece> {
        let mut spans = self.spans(text).into_iter().peekable();
        let mut pieces: Vec<Piece> = Vec::new();
        let mut span_end = 0;
        for (start, grapheme) in text.grapheme_indices(true) {
            let end = start + grapheme.len();
            // A span may begin or end within a grapheme: some marks combine with the next letter.
            let mut outside = start.max(span_end);
            let mut length = 0_usize;
            while let Some(span) = spans.next_if(|span| span.range.start < end) {
                length = length
                    .saturating_add(self.plainly(&text[outside..span.range.start]))
                    .saturating_add(span.length);
                span_end = span.range.end;
                outside = span_end.min(end);
            }
            let whole = outside == start;
            if outside < end {
                let rest = if whole { self.plain(grapheme) } else { self.plainly(&text[outside..end]) };
                length = length.saturating_add(rest);
            }
            match pieces.last_mut() {
                Some(last) if last.end > start => {
                    last.length = last.length.saturating_add(length);
                    last.end = last.end.max(end);
                }
                _ => pieces.push(Piece { start, end: end.max(span_end), length }),
            }
        }
        pieces
    }
}

/// A part of a text that counts as a whole, such as a link.
pub(crate) struct Span {
    range: Range<usize>,
    length: usize,
}

/// One or more graphemes that stay together.
pub(crate) struct Piece {
    start: usize,
    end: usize,
    length: usize,
}

fn sum(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.length).fold(0, usize::saturating_add)
}

/// The longest text that a network takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Limit {
    /// The most units.
    pub most: usize,
    /// The unit.
    pub unit: Unit,
    /// The most bytes in UTF-8, if the network limits them as well.
    #[serde(default)]
    pub bytes: Option<usize>,
}

/// The room that a text leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// The units that still fit. A negative number says how many must go.
    pub left: i64,
    /// The byte offset of the first character that no longer fits, at the begin of a grapheme.
    pub surplus_from: Option<usize>,
}

impl Limit {
    /// Measures a text.
    #[must_use]
    pub fn left(&self, text: &str) -> Left {
        let pieces = self.unit.pieces(text);
        let by_units = difference(self.most, sum(&pieces));
        let by_bytes = self.bytes.map_or(i64::MAX, |most| match surplus_bytes(&pieces, most) {
            // A surplus of bytes is told in units: people remove characters.
            Some(first) => difference(0, sum(&pieces[first..]).max(1)),
            None => difference(most, text.len()),
        });
        Left { left: by_units.min(by_bytes), surplus_from: self.surplus(text) }
    }

    /// The first surplus byte. A cut text may count more than it did as a part: `news.example` is a link, and
    /// `news.example@home` is none. So the rest is measured again until it fits.
    fn surplus(&self, text: &str) -> Option<usize> {
        let mut from = self.surplus_once(text)?;
        while let Some(earlier) = self.surplus_once(&text[..from]) {
            from = earlier;
        }
        Some(from)
    }

    fn surplus_once(&self, text: &str) -> Option<usize> {
        let pieces = self.unit.pieces(text);
        let mut length = 0_usize;
        let by_units = pieces.iter().position(|piece| {
            length = length.saturating_add(piece.length);
            length > self.most
        });
        let by_bytes = self.bytes.and_then(|most| surplus_bytes(&pieces, most));
        let first = by_units.into_iter().chain(by_bytes).min()?;
        pieces.get(first).map(|piece| piece.start)
    }
}

/// The first piece that ends after so many bytes.
fn surplus_bytes(pieces: &[Piece], most: usize) -> Option<usize> {
    pieces.iter().position(|piece| piece.end > most)
}

fn difference(most: usize, length: usize) -> i64 {
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    number(most).saturating_sub(number(length))
}

#[cfg(test)]
mod tests;
