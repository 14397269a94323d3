//! The content of an activity, and its destinations.

use icu_properties::{CodePointSetData, props::DefaultIgnorableCodePoint};
use lifecycle::NetworkId;
use serde::{Deserialize, Serialize};
use url::Url;

/// The Braille pattern without dots, which is blank and no white space.
const BLANK: char = '\u{2800}';

/// The text, the link and the pictures of an activity. One activity has one content, and each post may have a text of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The text, as the person wrote it.
    pub text: String,
    /// The link that is shared with the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Url>,
    /// The title, for networks whose posts have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The card of the link, for networks that make none by themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<Card>,
    /// The pictures, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
}

/// The card of a link, made from the page that the link leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The title of the page.
    pub title: String,
    /// The description of the page.
    #[serde(default)]
    pub description: String,
    /// The picture of the page, kept on this device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
}

/// A picture that is shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The SHA-256 of the file, in hexadecimal: its name on this device.
    pub hash: String,
    /// Its media type, such as `image/jpeg`.
    pub media_type: String,
    /// The length of the file, in bytes.
    pub bytes: u64,
    /// The width, in pixels.
    pub width: u32,
    /// The height, in pixels.
    pub height: u32,
    /// The description for people who do not see it.
    #[serde(default)]
    pub description: String,
    /// The public address, if it came from there: some networks fetch pictures by themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
}

impl Content {
    /// A content of a text alone.
    #[must_use]
    pub fn of_text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The text as it is shared where a link has no field of its own: the link follows the text, unless the text
    /// already contains it.
    #[must_use]
    pub fn text_with_link(&self) -> String {
        match &self.link {
            Some(link) if !self.text.contains(link.as_str()) => {
                let text = self.text.trim_end();
                if text.is_empty() { link.to_string() } else { format!("{text}\n\n{link}") }
            }
            _ => self.text.clone(),
        }
    }

    /// Every picture. That of the card comes last.
    pub fn all_pictures(&self) -> impl Iterator<Item = &Picture> {
        self.pictures.iter().chain(self.card.as_ref().and_then(|card| card.picture.as_ref()))
    }

    /// Tells whether there is nothing to share. A text of which nothing is seen is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.text.chars().any(is_seen) && self.link.is_none() && self.pictures.is_empty()
    }

    /// The title, or else the first line of the text that is not blank, of this many characters at most. Empty if there
    /// is neither.
    #[must_use]
    pub fn title_of_at_most(&self, most: usize) -> String {
        let own = self.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let first_line = || self.text.lines().map(str::trim).find(|line| !line.is_empty());
        own.or_else(first_line).unwrap_or_default().chars().take(most).collect()
    }
}

/// Tells whether a character shows anything. Marks of direction and of order, joiners and fillers do not (Unicode's
/// Default_Ignorable_Code_Point).
fn is_seen(letter: char) -> bool {
    let is_unseen = CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(letter);
    !is_unseen && !letter.is_whitespace() && !letter.is_control() && letter != BLANK
}

/// An account, or a page that it runs, at which a post appears. It names the account and not the connection, so that an
/// account that is removed and connected again has its posts again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Destination {
    /// The network.
    pub network: NetworkId,
    /// The account's id at the network.
    pub account: String,
    /// The id of the page, or empty for the account itself.
    pub page: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_follows_the_text_once() {
        let link: Url = "https://practice.example/news".parse().unwrap();
        let content = |text: &str| Content { link: Some(link.clone()), ..Content::of_text(text) };
        assert_eq!(content("News! ").text_with_link(), "News!\n\nhttps://practice.example/news");
        assert_eq!(content("").text_with_link(), "https://practice.example/news");
        let said = "See https://practice.example/news today";
        assert_eq!(content(said).text_with_link(), said);
        assert!(!content(" ").is_empty());
    }

    #[test]
    fn a_text_of_which_nothing_is_seen_is_none() {
        for unseen in [
            "",
            " \n",
            "\u{a0}",
            "\u{3000}",
            "\u{200b}",
            "\u{feff}",
            "\u{200f}\u{2067}\u{2069}",
            "\u{202e} \u{202c}",
            "\u{34f}",
            "\u{3164}",
            "\u{2800}",
            "\u{ad}",
            "\u{fe0f}",
            "\u{e0020}",
            "\u{7}\u{0}",
        ] {
            assert!(Content::of_text(unseen).is_empty(), "{unseen:?}");
        }
        for seen in ["x", ".", "\u{200f}א", "🇪🇺", "❤\u{fe0f}", "\u{301}", "漢", "\u{202e}a", "\u{2801}", "-"]
        {
            assert!(!Content::of_text(seen).is_empty(), "{seen:?}");
        }
    }
}
