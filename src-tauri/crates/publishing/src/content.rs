//! The content of an activity, and its destinations.

use lifecycle::NetworkId;
use serde::{Deserialize, Serialize};
use url::Url;

/// The text and the link of an activity. One activity has one content, and each post may have a text of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The text, as the person wrote it.
    pub text: String,
    /// The link that is shared with the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Url>,
}

impl Content {
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

    /// Tells whether there is nothing to share.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.link.is_none()
    }
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
        let content = |text: &str| Content { text: text.into(), link: Some(link.clone()) };
        assert_eq!(content("News! ").text_with_link(), "News!\n\nhttps://practice.example/news");
        assert_eq!(content("").text_with_link(), "https://practice.example/news");
        let said = "See https://practice.example/news today";
        assert_eq!(content(said).text_with_link(), said);
        assert!(!content(" ").is_empty());
        assert!(Content { text: " \n".into(), link: None }.is_empty());
    }
}
