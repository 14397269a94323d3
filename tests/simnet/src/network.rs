//! The networks and what can be asked of them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::BadInput;

/// A simulated network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Network {
    /// Facebook: short tokens are swapped for long ones, and nothing renews those.
    Facebook,
    /// Instagram with its own login: a token extends itself.
    Instagram,
    /// LinkedIn: a refresh token with a fixed end.
    LinkedIn,
    /// X with OAuth 2.0: refresh tokens are used once.
    X,
    /// Threads: like Instagram.
    Threads,
    /// YouTube: Google's login, a refresh token without an end.
    YouTube,
    /// TikTok: a client key, a proof key in hex, and failures with status 200.
    TikTok,
    /// Pinterest: HTTP Basic.
    Pinterest,
    /// Reddit: HTTP Basic with an empty password.
    Reddit,
    /// Tumblr: a person who is a list of blogs.
    Tumblr,
    /// X with OAuth 1.0a: requests are signed, and nothing ends.
    XOAuth1,
    /// One server of Mastodon: it registers apps, and nothing ends.
    Mastodon,
    /// Bluesky, with the directory, the account's own server and the authorization server in one place: pushed requests,
    /// and tokens bound to a key.
    Bluesky,
    /// One server of GoToSocial: Mastodon's API, redirect addresses compared whole, and nothing ends.
    GoToSocial,
    /// One server of Pleroma or Akkoma: pages where others have metadata, and refresh tokens.
    Pleroma,
    /// One server of Pixelfed: coarse scopes, and tokens of a year.
    Pixelfed,
    /// One server of Friendica: one refusal for everything.
    Friendica,
}

impl Network {
    /// One of each kind of policy: what is there unless more is asked for.
    pub const ALL: [Self; 4] = [Self::Facebook, Self::Instagram, Self::LinkedIn, Self::X];
    /// Every one, in the order of their ports.
    pub const EVERY: [Self; 17] = [
        Self::Facebook,
        Self::Instagram,
        Self::LinkedIn,
        Self::X,
        Self::Threads,
        Self::YouTube,
        Self::TikTok,
        Self::Pinterest,
        Self::Reddit,
        Self::Tumblr,
        Self::XOAuth1,
        Self::Mastodon,
        Self::Bluesky,
        Self::GoToSocial,
        Self::Pleroma,
        Self::Pixelfed,
        Self::Friendica,
    ];

    /// The id that network files use: `linkedin`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Facebook => "facebook",
            Self::Instagram => "instagram",
            Self::LinkedIn => "linkedin",
            Self::X => "x",
            Self::Threads => "threads",
            Self::YouTube => "youtube",
            Self::TikTok => "tiktok",
            Self::Pinterest => "pinterest",
            Self::Reddit => "reddit",
            Self::Tumblr => "tumblr",
            Self::XOAuth1 => "x-oauth1",
            Self::Mastodon => "mastodon",
            Self::Bluesky => "bluesky",
            Self::GoToSocial => "gotosocial",
            Self::Pleroma => "pleroma",
            Self::Pixelfed => "pixelfed",
            Self::Friendica => "friendica",
        }
    }

    /// The name as people know it: LinkedIn.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Facebook => "Facebook",
            Self::Instagram => "Instagram",
            Self::LinkedIn => "LinkedIn",
            Self::X => "X",
            Self::Threads => "Threads",
            Self::YouTube => "YouTube",
            Self::TikTok => "TikTok",
            Self::Pinterest => "Pinterest",
            Self::Reddit => "Reddit",
            Self::Tumblr => "Tumblr",
            Self::XOAuth1 => "X (API key)",
            Self::Mastodon => "Mastodon",
            Self::Bluesky => "Bluesky",
            Self::GoToSocial => "GoToSocial",
            Self::Pleroma => "Pleroma",
            Self::Pixelfed => "Pixelfed",
            Self::Friendica => "Friendica",
        }
    }

    /// Each server makes an app of its own known, or knows it without: a person has no keys to set.
    #[must_use]
    pub fn brings_its_app(self) -> bool {
        self == Self::Bluesky || self.speaks_mastodon()
    }

    /// A server that people reach by Mastodon's network file.
    #[must_use]
    pub fn speaks_mastodon(self) -> bool {
        self == Self::Mastodon || self.is_like_mastodon()
    }

    /// Another software that speaks Mastodon's API in its own way.
    #[must_use]
    pub fn is_like_mastodon(self) -> bool {
        matches!(self, Self::GoToSocial | Self::Pleroma | Self::Pixelfed | Self::Friendica)
    }

    /// The client id of the practice app: `practice-linkedin`.
    #[must_use]
    pub fn client_id(self) -> String {
        format!("practice-{}", self.id())
    }

    /// A used refresh token is refused, once the grace window is over.
    #[must_use]
    pub fn rotates(self) -> bool {
        matches!(
            self,
            Self::X
                | Self::TikTok
                | Self::Pinterest
                | Self::Tumblr
                | Self::Bluesky
                | Self::Pleroma
                | Self::Pixelfed
        )
    }

    pub(crate) fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Network {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Network {
    type Err = BadInput;

    fn from_str(id: &str) -> Result<Self, BadInput> {
        Self::EVERY.into_iter().find(|network| network.id() == id).ok_or_else(|| {
            let ids = Self::EVERY.map(Self::id).join(", ");
            BadInput::new(format!("There is no network \"{id}\"; the networks are {ids}."))
        })
    }
}

/// What an app asks of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// What the app asks before a person opens the login page: temporary credentials (RFC 5849 section 2.1), who is where,
    /// an app to register, a pushed authorization request (RFC 9126).
    Request,
    /// A person opens the login page.
    Authorize,
    /// A code becomes a token.
    Token,
    /// A short-lived token becomes a long-lived one.
    LongLived,
    /// A living token is extended, or a refresh token is used.
    Renewal,
    /// Whose token it is, asked for the first time of a grant: until one such answer succeeded.
    Identity,
    /// The same question later: whether the token still works.
    Probe,
    /// The app gives its access back.
    Revoke,
    /// Which pages the member runs, and one of them with a token for it.
    Page,
    /// What the network says of a token, asked with the app's own proof.
    Introspect,
}

impl Endpoint {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Request,
        Self::Authorize,
        Self::Token,
        Self::LongLived,
        Self::Renewal,
        Self::Identity,
        Self::Probe,
        Self::Revoke,
        Self::Page,
        Self::Introspect,
    ];

    /// Its name in the control API: `long_lived`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Authorize => "authorize",
            Self::Token => "token",
            Self::LongLived => "long_lived",
            Self::Renewal => "renewal",
            Self::Identity => "identity",
            Self::Probe => "probe",
            Self::Revoke => "revoke",
            Self::Page => "page",
            Self::Introspect => "introspect",
        }
    }

    /// Its answer holds a new token.
    pub(crate) fn mints(self) -> bool {
        matches!(self, Self::Token | Self::LongLived | Self::Renewal)
    }
}
