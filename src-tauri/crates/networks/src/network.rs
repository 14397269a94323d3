//! What a network is, read and checked.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use lifecycle::{Need, NetworkId, Policy};
use serde::Deserialize;
use toml::Spanned;
use url::Url;

use crate::{
    Error, GrantedList, Headers, Introspect, NamePointers, OwnApp, Pages, Pointers, Purpose, Rule, Usage,
    check, error::Source, explain, file, whoami::WithPermission,
};

/// A network: where to ask, what it allows, and what its answers mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Its id: `linkedin`.
    pub id: NetworkId,
    /// Its name as people know it: LinkedIn.
    pub name: String,
    /// The host, and port, at which this network of many servers is meant. `None` until [`Network::at`] says so.
    pub server: Option<String>,
    /// A client id that the file brings along: a public client, or a practice network.
    pub app_client_id: Option<String>,
    /// How people get an app of their own.
    pub own_app: OwnApp,
    /// What goes along with each request.
    pub headers: Headers,
    /// How access is granted and renewed.
    pub oauth: OAuth,
    /// What Gander needs only where it is asked for: see [`OAuth::optional_scopes`].
    pub(crate) optional_needs: Vec<Need>,
    /// How long access lasts.
    pub policy: Arc<Policy>,
    /// For how long the network takes a refresh token once more after it was used. `None`: it documents no such
    /// window, and must not be asked again while an answer may still come.
    pub grace: Option<Duration>,
    /// The policy in two sentences, for people, in English.
    pub summary: String,
    /// The same by language (ISO 639-1), as far as the file has it.
    pub summaries: Arc<BTreeMap<String, String>>,
    /// The network's own page about it.
    pub page: Url,
    /// Who signed in, asked once after the exchange.
    pub identity: WhoAmI,
    /// Whether the token still works, asked every [`Policy::probe_every`].
    pub probe: WhoAmI,
    /// The pages that its accounts may run.
    pub pages: Option<Pages>,
    /// What it says of a token, where the app asks with its own proof.
    pub introspect: Option<Introspect>,
    /// What its answers mean. The first that applies wins.
    pub signals: Vec<Rule>,
    /// Where its answers keep the codes that are kept as proof.
    pub evidence: EvidencePointers,
    /// Where its answers count how much of its limit the app has used.
    pub usage: Option<Usage>,
    /// Every address that is asked is on this device: a simulated network to try things with.
    pub practice: bool,
    /// What its permissions are for, as far as the file says. By the names in [`OAuth::scopes`].
    pub purposes: BTreeMap<String, Purpose>,
}

impl Network {
    /// Reads a network file.
    ///
    /// # Errors
    ///
    /// Names `file`, the line, and what to do.
    pub fn parse(file: &str, text: &str) -> Result<Self, Error> {
        Self::parse_spanned(file, text).map(Spanned::into_inner)
    }

    /// Whether the person needs no developer app of their own: Gander registers one by itself, or needs none.
    #[must_use]
    pub fn needs_no_app(&self) -> bool {
        self.oauth.register.is_some() || self.oauth.protocol == Protocol::Atproto
    }

    /// Like [`Self::parse`], with the place of the id.
    pub(crate) fn parse_spanned(file: &str, text: &str) -> Result<Spanned<Self>, Error> {
        let source = Source { file, text };
        check::bounds::text(source)?;
        let raw: file::File = toml::from_str(text).map_err(|error| explain::explain(source, &error))?;
        let id = raw.id.span();
        Ok(Spanned::new(id, check::network(source, raw)?))
    }
}

/// How access is granted and renewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuth {
    /// The protocol.
    pub protocol: Protocol,
    /// What the person must say before a sign-in can begin.
    pub asks: Option<Asks>,
    /// How a name leads to the account's own server.
    pub handles: Option<Handles>,
    /// The metadata of a server (RFC 8414). One that has none is taken to know neither PKCE nor the newer scopes.
    pub discover: Option<Url>,
    /// Where an app of Gander's own is registered when there is none yet, so that the person needs no keys.
    pub register: Option<Url>,
    /// Asked before the browser opens: temporary credentials (RFC 5849 section 2.1) or a pushed request
    /// (RFC 9126).
    pub request: Option<Url>,
    /// The authorization endpoint (RFC 6749 section 3.1). At the AT Protocol each server says where this and the other
    /// endpoints are, so that here they are nobody's.
    pub authorize: Url,
    /// The token endpoint (RFC 6749 section 3.2).
    pub token: Url,
    /// The revocation endpoint (RFC 7009), asked when the person disconnects.
    pub revoke: Option<Url>,
    /// How it is asked.
    pub revoke_by: RevokeBy,
    /// Which token it is given.
    pub revoke_token: RevokeToken,
    /// Where people take an app's access back by hand.
    pub revoke_page: Option<Url>,
    /// How the app proves itself at the token endpoint.
    pub client_auth: ClientAuth,
    /// The parameter that carries the app's id: `client_id` (RFC 6749 section 4.1.1), or what the network calls it.
    pub client_id_parameter: String,
    /// Whether the app has a secret.
    pub secret: Secret,
    /// What else holds for an app that has none.
    pub without_secret: Option<WithoutSecret>,
    /// Proof key for code exchange (RFC 7636).
    pub pkce: Pkce,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// What is asked for instead at a server that knows none of these. Empty: nothing else is.
    pub coarse_scopes: Vec<String>,
    /// What is asked for only where the person's app may ask for it, and whether it is unless they say so.
    pub optional_scopes: BTreeMap<String, bool>,
    /// What stands between two scopes in the request.
    pub scope_separator: String,
    /// The kinds of redirect the network takes, the preferred first.
    pub redirect: Vec<Redirect>,
    /// The loopback redirect (RFC 8252 section 7.3) of an app that has a secret: see [`Self::loopback_of`].
    pub loopback: Loopback,
    /// Extra query parameters of the authorization request.
    pub authorize_extra: BTreeMap<String, String>,
    /// Extra parameters of the request that exchanges the code.
    pub token_extra: BTreeMap<String, String>,
    /// Extra parameters of the request when permissions are missing: with them the network asks the person once more for
    /// what they declined, so that only that is asked for. Empty: all is asked for again.
    pub rerequest: BTreeMap<String, String>,
    /// What the network hangs on the code and must be cut off.
    pub strip_code_suffix: Option<String>,
    /// The parameter that proves, beside an access token, that whoever sends it knows the app's secret: the HMAC-SHA256 of
    /// the token, by the secret.
    pub app_secret_proof: Option<String>,
    /// Swaps the short-lived token for a long-lived one, right after the code exchange.
    pub long_lived: Option<TokenSwap>,
    /// Extends a living token.
    pub extend: Option<TokenSwap>,
}

impl OAuth {
    /// Where people take an app's access back, at a network that lets no app end its own.
    #[must_use]
    pub fn page_to_revoke_by_hand(&self) -> Option<&Url> {
        self.revoke_page.as_ref().filter(|_| self.revoke.is_none())
    }

    /// The loopback redirect of an app.
    #[must_use]
    pub fn loopback_of(&self, has_secret: bool) -> &Loopback {
        self.only_loopback(has_secret).unwrap_or(&self.loopback)
    }

    /// The loopback redirect of an app that may have no other way back, wherever the network takes those of others.
    #[must_use]
    pub fn only_loopback(&self, has_secret: bool) -> Option<&Loopback> {
        self.without_secret.as_ref().filter(|_| !has_secret)?.loopback.as_ref()
    }
}

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

/// What only the person knows, of a network that is many servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Asks {
    /// The server that their account is at: `mastodon.social`.
    Server,
    /// Their name there, which leads to their server: `dana.bsky.social`.
    Handle,
}

/// How a name leads to the account's own server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handles {
    /// Says which account has a handle (`com.atproto.identity.resolveHandle`).
    pub resolve: Url,
    /// Says where the account of a `did:plc:` is.
    pub directory: Url,
    /// Tells anybody of an account, and where its picture is (`app.bsky.actor.getProfile`).
    pub profile: Option<Url>,
}

/// How the app proves itself at the token endpoint (RFC 6749 section 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientAuth {
    /// Id and secret as parameters of the body.
    Body,
    /// HTTP Basic when there is a secret; without one, the id as a parameter of the body.
    Basic,
    /// HTTP Basic, without a secret with an empty password.
    #[serde(rename = "basic-always")]
    BasicAlways,
    /// The id alone.
    None,
}

/// How a network is asked to take its access back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RevokeBy {
    /// A form with the token and the app's own proof (RFC 7009 section 2.1).
    #[default]
    Form,
    /// `DELETE`, with the access token where a check carries it.
    Delete,
}

/// Which token is named when a network is asked to take its access back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RevokeToken {
    /// The one from which the others come, where there is one; else the access token.
    #[default]
    Refresh,
    /// The access token.
    Access,
}

/// Another way in, for an app that has no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutSecret {
    /// Its authorization endpoint.
    pub authorize: Url,
    /// What takes the secret's place.
    pub pkce: Pkce,
    /// Its loopback redirect, which then is its only way back. `None`: as with a secret.
    pub loopback: Option<Loopback>,
}

/// Whether the app has a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Secret {
    /// Nothing works without one.
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

/// The loopback redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loopback {
    /// `127.0.0.1`, `[::1]` or `localhost`, as it stands in the address.
    pub host: String,
    /// 0: any free one.
    pub port: u16,
    /// With its leading slash.
    pub path: String,
    /// How the network writes "any port" in the address that is registered with it.
    pub any_port: Option<String>,
}

impl Loopback {
    /// The address to register with the network, which need not be one that a browser could open.
    #[must_use]
    pub fn registered(&self) -> String {
        let port = match (self.port, &self.any_port) {
            (0, Some(any)) => format!(":{any}"),
            (0, None) => String::new(),
            (port, _) => format!(":{port}"),
        };
        format!("http://{}{port}{}", self.host, self.path)
    }
}

/// A request that gives one token for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenSwap {
    /// Where to ask.
    pub url: Url,
    /// How to ask.
    pub method: Method,
    /// The value of `grant_type`.
    pub grant_type: String,
    /// The parameter that carries the token.
    pub token_parameter: String,
    /// What else goes along.
    pub send: Vec<Send>,
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

/// What goes along with a [`TokenSwap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Send {
    /// The app's id, as `client_id`.
    ClientId,
    /// The app's secret, as `client_secret`.
    ClientSecret,
}

/// A question that tells whose token it is.
#[derive(Clone, Debug, PartialEq)]
pub struct WhoAmI {
    /// Where to ask, with GET: see [`Self::url_with`].
    pub url: Url,
    /// What may be asked beyond that where a permission was granted.
    pub(crate) with_permission: Option<WithPermission>,
    /// Where the answer holds the account's immutable id.
    pub id: Pointers,
    /// Where it holds the login name. Some networks have none.
    pub username: Pointers,
    /// Where it holds the name a person would recognise.
    pub name: NamePointers,
    /// Where it holds the address of the account's picture.
    pub avatar: Pointers,
    /// Where it lists what the person granted. Most networks say so only with the token.
    pub granted: Option<GrantedList>,
    /// Where the request carries the token.
    pub token: TokenPlacement,
}

/// Where a request carries the token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenPlacement {
    /// `Authorization: Bearer` (RFC 6750 section 2.1).
    #[default]
    Bearer,
    /// `access_token=` in the query (RFC 6750 section 2.3). Such an address must never be logged.
    Query,
}

/// Where a network's answers keep the codes that are kept as proof.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidencePointers {
    /// The code.
    pub code: Pointers,
    /// The finer code.
    pub subcode: Pointers,
}
