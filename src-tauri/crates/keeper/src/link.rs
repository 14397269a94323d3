//! Links that open Gander from outside: `gander://reauthorize/ID`, `gander://needs`, `gander://join?...`. Any web page and any mail can
//! hold one, so a link only leads to a place or starts a task that the person must finish.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use lifecycle::ConnectionId;
use url::{Url, form_urlencoded};

const SCHEME: &str = "gander";
const REAUTHORIZE: &str = "reauthorize";
const NEEDS: &str = "needs";
const REDIRECT: &str = "gander://redirect?";
const JOIN: &str = "gander://join?";
const FILE: &str = "file";
const DATA: &str = "data";
const LONGEST_LINK: usize = 512;
const LONGEST_ADDRESS: usize = 2048;
/// The longest `join` link, in bytes. Not every system passes on a longer one: its file must be fetched instead.
const LONGEST_JOIN: usize = 30 * 1024;
const LONGEST_ID: usize = 128;
const LONGEST_QUERY: usize = 16 * 1024;

/// The request of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// Shows this connection and starts its sign-in.
    Reauthorize(ConnectionId),
    /// Shows the activities that need the person.
    Needs,
    /// Shows an organization's file. Nothing is fetched or changed before the person says so.
    Join(Handed),
}

/// The place of an organization's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handed {
    /// An https address.
    At(Url),
    /// The text of the file.
    Text(String),
}

/// A link that Gander does not follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a link of Gander's; it would be like gander://reauthorize/ID")]
pub struct NotALink;

impl Link {
    /// Tells whether a text claims to be one of Gander's links, well formed or not.
    #[must_use]
    pub fn is_meant(text: &str) -> bool {
        text.split_once(':').is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case(SCHEME))
    }
}

impl Link {
    /// Tells whether a text is a redirect that a bridge page handed on. It holds a code: never show or log it.
    #[must_use]
    pub fn is_redirect(text: &str) -> bool {
        Self::redirect_query(text).is_some()
    }

    /// The query of a redirect that a bridge page handed on.
    pub(crate) fn redirect_query(text: &str) -> Option<&str> {
        let query = strip_ignoring_case(text, REDIRECT)?;
        let whole = query.len() <= LONGEST_QUERY && query.bytes().all(|byte| byte.is_ascii_graphic());
        whole.then_some(query)
    }
}

impl FromStr for Link {
    type Err = NotALink;

    fn from_str(text: &str) -> Result<Self, NotALink> {
        if let Some(query) = strip_ignoring_case(text, JOIN) {
            return Handed::parse(query).map(Self::Join).ok_or(NotALink);
        }
        // The parser of URLs overlooks blanks and control characters, and a link has none.
        if text.len() > LONGEST_LINK || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(NotALink);
        }
        let url = Url::parse(text).map_err(|_| NotALink)?;
        let plain = url.scheme() == SCHEME
            && url.username().is_empty()
            && url.password().is_none()
            && url.port().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        let path = url.path().strip_prefix('/').unwrap_or_default();
        // Some systems add a slash when they hand a link over.
        let id = path.strip_suffix('/').unwrap_or(path);
        match url.host_str() {
            Some(REAUTHORIZE) if plain && is_id(id) => Ok(Self::Reauthorize(id.into())),
            Some(NEEDS) if plain && id.is_empty() => Ok(Self::Needs),
            Some(_) | None => Err(NotALink),
        }
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reauthorize(connection) => write!(f, "{SCHEME}://{REAUTHORIZE}/{connection}"),
            Self::Needs => write!(f, "{SCHEME}://{NEEDS}"),
            Self::Join(Handed::At(url)) => {
                let query =
                    form_urlencoded::Serializer::new(String::new()).append_pair(FILE, url.as_str()).finish();
                write!(f, "{JOIN}{query}")
            }
            Self::Join(Handed::Text(text)) => write!(f, "{JOIN}{DATA}={}", URL_SAFE_NO_PAD.encode(text)),
        }
    }
}

impl Handed {
    /// Parses a query with exactly one of the two, once.
    fn parse(query: &str) -> Option<Self> {
        if query.len() > LONGEST_JOIN || !query.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        let (name, value) = pairs.next()?;
        if pairs.next().is_some() {
            return None;
        }
        match name.as_ref() {
            FILE => Self::at(&value),
            DATA => {
                let bytes = URL_SAFE_NO_PAD.decode(value.trim_end_matches('=')).ok()?;
                Some(Self::Text(String::from_utf8(bytes).ok()?))
            }
            _ => None,
        }
    }

    fn at(address: &str) -> Option<Self> {
        let plain = |url: &Url| {
            url.scheme() == "https"
                && url.host_str().is_some_and(|host| !host.is_empty())
                && url.username().is_empty()
                && url.password().is_none()
                && url.fragment().is_none()
        };
        let clean = address.len() <= LONGEST_ADDRESS
            && !address.contains(|letter: char| letter.is_control() || letter.is_whitespace());
        let url = Url::parse(address).ok().filter(|_| clean)?;
        (plain(&url) && url.as_str().len() <= LONGEST_ADDRESS).then_some(Self::At(url))
    }
}

fn strip_ignoring_case<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

/// Tells whether a text can be the id of a connection or of a network.
#[must_use]
pub fn is_id(text: &str) -> bool {
    (1..=LONGEST_ID).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_sign_in_of_one_connection() {
        let link = Link::Reauthorize("a-Connection_1".into());
        assert_eq!(link.to_string(), "gander://reauthorize/a-Connection_1");
        assert_eq!(link.to_string().parse(), Ok(link.clone()));
        assert_eq!("GANDER://reauthorize/a-Connection_1/".parse(), Ok(link));
    }

    #[test]
    fn a_link_leads_to_the_activities_that_need_the_person() {
        assert_eq!(Link::Needs.to_string(), "gander://needs");
        for link in ["gander://needs", "Gander://needs/"] {
            assert_eq!(link.parse(), Ok(Link::Needs));
        }
        for other in ["gander://needs/a", "gander://needs?a=b", "gander://needs#a"] {
            assert_eq!(other.parse::<Link>(), Err(NotALink), "{other}");
        }
    }

    #[test]
    fn what_is_not_exactly_a_link_is_not_followed() {
        for text in [
            "",
            "gander",
            "gander:",
            "gander:reauthorize/a",
            "gander://reauthorize",
            "gander://reauthorize/",
            "gander://reauthorize/a/b",
            "gander://reauthorize//a",
            "gander://reauthorize/a%20b",
            "gander://reauthorize/a?b=c",
            "gander://reauthorize/a#b",
            "gander://reauthorize:1/a",
            "gander://somebody@reauthorize/a",
            "gander://disconnect/a",
            "https://reauthorize/a",
            "\u{1}gander://reauthorize/a",
            "gander://reauthorize/a\n",
            "gander://reauth\torize/a",
        ] {
            assert_eq!(text.parse::<Link>(), Err(NotALink), "{text}");
        }
        assert_eq!(
            format!("gander://reauthorize/{}", "a".repeat(LONGEST_ID + 1)).parse::<Link>(),
            Err(NotALink)
        );
    }

    #[test]
    fn a_redirect_of_a_bridge_page_is_told_from_other_links() {
        assert!(Link::is_redirect("gander://redirect?code=a&state=b"));
        assert!(Link::is_redirect("Gander://redirect?state=b"));
        for text in [
            "gander://redirect",
            "gander://redirect/?code=a",
            "gander://reauthorize/a",
            "gander://redirect?a b",
            "",
        ] {
            assert!(!Link::is_redirect(text), "{text}");
        }
        assert_eq!(
            "gander://redirect?code=a&state=b".parse::<Link>(),
            Err(NotALink),
            "it leads nowhere by itself"
        );
    }

    #[test]
    fn a_link_to_join_leads_to_one_file_at_an_https_address_or_to_its_text() {
        let at =
            "gander://join?file=https%3A%2F%2Fexample.org%2Fgander.toml%3Fa%3Db".parse::<Link>().unwrap();
        assert_eq!(at, Link::Join(Handed::At("https://example.org/gander.toml?a=b".parse().unwrap())));
        assert_eq!(at.to_string().parse(), Ok(at));
        let text = Link::Join(Handed::Text("[organization]\nname = \"É\"\n".into()));
        assert_eq!(text.to_string().parse(), Ok(text.clone()));
        assert_eq!(format!("{text}==").replace("gander", "Gander").parse(), Ok(text));
        for bad in [
            "gander://join",
            "gander://join?",
            "gander://join/?data=AAAA",
            "gander://join?file=http%3A%2F%2Fexample.org%2Fgander.toml",
            "gander://join?file=file%3A%2F%2F%2Fetc%2Fpasswd",
            "gander://join?file=https%3A%2F%2Fme%40example.org%2F",
            "gander://join?file=https%3A%2F%2Fexample.org%2F%23a",
            "gander://join?file=https%3A%2F%2Fexample.org%2F&data=AAAA",
            "gander://join?file=https%3A%2F%2Fexample.org%2F&file=https%3A%2F%2Fexample.org%2F",
            "gander://join?file=https%3A%2F%2Fexam%0Aple.org%2F",
            "gander://join?data=*",
            "gander://join?data=_w",
            "gander://join?other=AAAA",
            "gander://join?data=AA AA",
        ] {
            assert_eq!(bad.parse::<Link>(), Err(NotALink), "{bad}");
        }
        let long = format!("gander://join?data={}", "A".repeat(LONGEST_JOIN));
        assert_eq!(long.parse::<Link>(), Err(NotALink));
    }

    #[test]
    fn a_broken_link_is_still_meant_for_gander() {
        assert!(Link::is_meant("Gander://what/ever"));
        assert!(!Link::is_meant("https://gander.example/"));
        assert!(!Link::is_meant("--hidden"));
    }
}
