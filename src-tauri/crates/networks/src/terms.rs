//! The terms of a network file: the values of its keys that name a method, a protocol or a place.

use serde::Deserialize;

/// The protocol by which access is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Protocol {
    /// RFC 6749.
    #[serde(rename = "oauth2")]
    OAuth2,
    /// RFC 5849.
    #[serde(rename = "oauth1a")]
    OAuth1a,
    /// The profile of OAuth 2.1 that the AT Protocol defines.
    #[serde(rename = "atproto")]
    Atproto,
}

/// The input that only the person knows, at a network of many servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Asks {
    /// The server that their account is at: `mastodon.social`.
    Server,
    /// Their handle, which leads to their server: `dana.bsky.social`.
    Handle,
}

/// The client authentication at the token endpoint (RFC 6749 section 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientAuth {
    /// Id and secret as parameters of the body.
    Body,
    /// HTTP Basic when there is a secret; without one, the id as a parameter of the body.
    Basic,
    /// HTTP Basic, with an empty password if there is no secret.
    #[serde(rename = "basic-always")]
    BasicAlways,
    /// The id alone.
    None,
}

/// The method of a revocation request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RevokeBy {
    /// A form with the token and the client authentication (RFC 7009 section 2.1).
    #[default]
    Form,
    /// `DELETE`, with the access token where a check carries it.
    Delete,
}

/// The token of a revocation request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RevokeToken {
    /// The refresh token, or the access token if there is none.
    #[default]
    Refresh,
    /// The access token.
    Access,
}

/// The use of a client secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Secret {
    /// The app must have one.
    Required,
    /// Used when there is one.
    Optional,
    /// There is none.
    None,
}

/// Proof key for code exchange (RFC 7636).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pkce {
    /// The network does not know it, or refuses it.
    None,
    /// The SHA-256 of the verifier, base64url (section 4.2).
    S256,
    /// The SHA-256 of the verifier in lowercase hex, which is TikTok's reading.
    S256Hex,
}

/// A kind of redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Redirect {
    /// To a port of this device (RFC 8252 section 7.3).
    Loopback,
    /// To a static https page that hands over to this device.
    Bridge,
    /// To a scheme of our own (RFC 8252 section 7.1).
    Scheme,
    /// To nowhere: the network shows a number, and the person types it (RFC 5849 section 2.1, `oob`).
    Pin,
}

/// An HTTP method that networks use for a [`TokenSwap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// The parameters are in the query.
    Get,
    /// The parameters are in the body.
    Post,
}

/// A further parameter of a [`TokenSwap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Send {
    /// The app's id, as `client_id`.
    ClientId,
    /// The app's secret, as `client_secret`.
    ClientSecret,
}

/// The place of the token in a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenPlacement {
    /// `Authorization: Bearer` (RFC 6750 section 2.1).
    #[default]
    Bearer,
    /// `access_token=` in the query (RFC 6750 section 2.3). Such an address must never be logged.
    Query,
}

/// The unit in which a network counts a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextUnit {
    /// Code points of Unicode.
    Characters,
    /// Extended grapheme clusters (Unicode Standard Annex 29).
    Graphemes,
    /// Code units of UTF-16.
    Utf16,
    /// X's own weights.
    Weighted,
    /// Graphemes, with each address counted as 23 and a mention without its server.
    Mastodon,
    /// Characters, with an emoji counted by its bytes.
    Threads,
}

/// The part of a request that carries an app's parameter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UsedIn {
    /// Into the query of the authorization request.
    #[default]
    Authorize,
    /// Into the values of `[headers]` that name it.
    Headers,
}

/// The purpose of a permission, which Gander can name in each of its languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To see the person's profile.
    Profile,
    /// To read their posts.
    Read,
    /// To share in their name.
    Share,
    /// To share pictures and videos in their name.
    ShareMedia,
    /// Delete what it shared.
    Delete,
    /// To see which Pages they run.
    ListPages,
    /// To read the posts of their Pages.
    ReadPages,
    /// To share on their Pages.
    SharePages,
    /// To see their boards.
    ReadBoards,
    /// To make and change their boards.
    EditBoards,
    /// To choose the flair of their posts.
    ChooseFlair,
    /// To renew the access without them.
    StaySignedIn,
}
