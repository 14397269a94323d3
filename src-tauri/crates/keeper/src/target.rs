//! Where a person shares: an account, or a page that it runs.

use std::{fmt, str::FromStr};

use lifecycle::ConnectionId;

use crate::{Error, link::is_id};

/// The longest id of a page, in bytes. No network has longer ones.
const LONGEST_PAGE: usize = 512;

/// A connection, or a page that its account runs. As text, the page follows a slash: `CONNECTION/PAGE`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// The connection.
    pub connection: ConnectionId,
    /// The network's own id of the page. `None`: the account itself.
    pub page: Option<String>,
}

impl Target {
    /// A page of a connection. The empty id stands for the account itself.
    #[must_use]
    pub fn new(connection: ConnectionId, page: &str) -> Self {
        Self { connection, page: Some(page.to_owned()).filter(|page| !page.is_empty()) }
    }
}

impl From<ConnectionId> for Target {
    fn from(connection: ConnectionId) -> Self {
        Self { connection, page: None }
    }
}

impl FromStr for Target {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (connection, page) = match text.split_once('/') {
            Some((connection, page)) => (connection, Some(page)),
            None => (text, None),
        };
        let is_page = |page: &str| {
            (1..=LONGEST_PAGE).contains(&page.len()) && page.chars().all(|letter| letter.is_ascii_graphic())
        };
        if !is_id(connection) {
            return Err(Error::UnknownConnection(connection.to_owned()));
        }
        match page {
            Some(page) if !is_page(page) => Err(Error::UnknownPage(page.to_owned())),
            page => Ok(Self { connection: connection.into(), page: page.map(str::to_owned) }),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.page {
            Some(page) => write!(f, "{}/{page}", self.connection),
            None => write!(f, "{}", self.connection),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_read_as_it_is_written() {
        for text in
            ["facebook-3k", "facebook-3k/30100000000000001", "linkedin-pages-2/urn:li:organization:9/a"]
        {
            let target: Target = text.parse().unwrap();
            assert_eq!(target.to_string(), text);
        }
        let page: Target = "a/b".parse().unwrap();
        assert_eq!((page.connection.as_str(), page.page.as_deref()), ("a", Some("b")));
        for text in ["", "/", "a/", "/b", "a b", "a/b c", "a/\u{202e}b"] {
            assert!(text.parse::<Target>().is_err(), "{text}");
        }
        let long = format!("a/{}", "b".repeat(LONGEST_PAGE + 1));
        assert!(long.parse::<Target>().is_err());
    }
}
