//! The networks and their endpoints.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::BadInput;

/// A simulated network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Network {
    /// Facebook: short-lived tokens are exchanged for long-lived ones, and nothing renews those.
    Facebook,
    /// Instagram with its own login: a long-lived token can be extended.
    Instagram,
    /// LinkedIn: a refresh token with a fixed end.
    LinkedIn,
    /// X with OAuth 2.0: single-use refresh tokens.
    X,
    /// Threads: like Instagram.
    Threads,
    /// YouTube: Google's login, and a refresh token without an end.
    YouTube,
    /// TikTok: a client key, a PKCE challenge in hex, and failures with status 200.
    TikTok,
    /// Pinterest: HTTP Basic.
    Pinterest,
    /// Reddit: HTTP Basic with an empty password.
    Reddit,
    /// Tumblr: an account that is a list of blogs.
    Tumblr,
    /// X with OAuth 1.0a: signed requests, and tokens without an end.
    XOAuth1,
    /// A Mastodon server: it registers apps, and its tokens have no end.
    Mastodon,
    /// Bluesky, with the directory, the account's own server and the authorization server in one place: pushed
    /// requests, and DPoP-bound tokens.
    Bluesky,
    /// A GoToSocial server: Mastodon's API, redirect URIs compared exactly, and tokens without an end.
    GoToSocial,
    /// A Pleroma or Akkoma server: web pages instead of metadata, and refresh tokens.
    Pleroma,
    /// A Pixelfed server: coarse scopes, and tokens of a year.
    Pixelfed,
    /// A Friendica server: one refusal for every bad token.
    Friendica,
}

impl Network {
    /// One network for each kind of policy: the default set.
    pub const ALL: [Self; 4] = [Self::Facebook, Self::Instagram, Self::LinkedIn, Self::X];
    /// All networks, in the order of their ports.
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

    /// The id in network files, such as `linkedin`.
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

    /// The name that people know, such as LinkedIn.
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

    /// Tells whether the server knows or registers the app without keys from the person.
    #[must_use]
    pub fn brings_its_app(self) -> bool {
        self == Self::Bluesky || self.speaks_mastodon()
    }

    /// Tells whether people reach this server through Mastodon's network file.
    #[must_use]
    pub fn speaks_mastodon(self) -> bool {
        self == Self::Mastodon || self.is_like_mastodon()
    }

    /// Tells whether this is other software that speaks Mastodon's API in its own way.
    #[must_use]
    pub fn is_like_mastodon(self) -> bool {
        matches!(self, Self::GoToSocial | Self::Pleroma | Self::Pixelfed | Self::Friendica)
    }

    /// Tells whether this server takes posts.
    #[must_use]
    pub fn publishes(self) -> bool {
        !matches!(self, Self::YouTube | Self::TikTok)
    }

    /// The client id of the practice app, such as `practice-linkedin`.
    #[must_use]
    pub fn client_id(self) -> String {
        format!("practice-{}", self.id())
    }

    /// Tells whether a used refresh token is refused once the grace window is over.
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

/// The kinds of request at a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// The app prepares a sign-in: temporary credentials (RFC 5849 section 2.1), identity discovery, app registration,
    /// or a pushed authorization request (RFC 9126).
    Request,
    /// A person opens the login page.
    Authorize,
    /// The app exchanges a code for a token.
    Token,
    /// The app exchanges a short-lived token for a long-lived one.
    LongLived,
    /// The app extends a living token, or uses a refresh token.
    Renewal,
    /// The app asks whose token it is, until the first success of the grant.
    Identity,
    /// The app asks the same later, to learn whether the token still works.
    Probe,
    /// The app revokes its access.
    Revoke,
    /// The app lists the member's pages, or asks about one with the page's token.
    Page,
    /// The app asks the network to describe a token, with the app's own credentials.
    Introspect,
    /// The app publishes a post.
    Publish,
    /// The app looks for a post: it lists the member's posts, or asks for one by its key or its container.
    Look,
    /// The app prepares a post: it uploads a picture, describes it or asks whether it is processed, or makes a container.
    Upload,
}

impl Endpoint {
    /// All endpoints.
    pub const ALL: [Self; 13] = [
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
        Self::Publish,
        Self::Look,
        Self::Upload,
    ];

    /// The name in the control API, such as `long_lived`.
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
            Self::Publish => "publish",
            Self::Look => "look",
            Self::Upload => "upload",
        }
    }

    /// Tells whether the answer holds a new token.
    pub(crate) fn mints(self) -> bool {
        matches!(self, Self::Token | Self::LongLived | Self::Renewal)
    }
}
