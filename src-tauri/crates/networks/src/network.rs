//! The checked form of a network file.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use lifecycle::{Need, NetworkId, Policy};
use url::Url;

use crate::{
    HandOver, Headers, Introspect, OwnApp, Pages, Pointers, Publish, Purpose, Rule, Usage, WhoAmI,
    terms::{Asks, ClientAuth, Method, Pkce, Protocol, Redirect, RevokeBy, RevokeToken, Secret, Send},
};

/// A network: its addresses, its policy, and the meaning of its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Its id: `linkedin`.
    pub id: NetworkId,
    /// Its name as people know it: LinkedIn.
    pub name: String,
    /// The host, and port, of a single server of this network. `None` until [`Network::at`] sets it.
    pub server: Option<String>,
    /// A client id that the file brings along: a public client, or a practice network.
    pub app_client_id: Option<String>,
    /// The registration of a person's own app.
    pub own_app: OwnApp,
    /// The headers of each request.
    pub headers: Headers,
    /// The grant and renewal of access.
    pub oauth: OAuth,
    /// The permissions that Gander needs only if it requests them: see [`OAuth::optional_scopes`].
    pub(crate) optional_needs: Vec<Need>,
    /// The lifetimes and the renewal of access.
    pub policy: Arc<Policy>,
    /// The time in which the network accepts a used refresh token again. `None`: it documents no such window, and must
    /// not be asked again while an answer may still come.
    pub grace: Option<Duration>,
    /// The policy in two sentences, for people, in English.
    pub summary: String,
    /// The summary in other languages (ISO 639-1), as far as the file has it.
    pub summaries: Arc<BTreeMap<String, String>>,
    /// The network's own page about its policy.
    pub page: Url,
    /// The request for the account, sent once after the code exchange.
    pub identity: WhoAmI,
    /// The check of the token, sent every [`Policy::probe_every`].
    pub probe: WhoAmI,
    /// The pages that its accounts may run.
    pub pages: Option<Pages>,
    /// The introspection of tokens, if the network has it.
    pub introspect: Option<Introspect>,
    /// The rules for its answers. The first that applies wins.
    pub signals: Vec<Rule>,
    /// The codes in its answers that are kept as evidence.
    pub evidence: EvidencePointers,
    /// The headers in its answers that count the used part of the app's limit.
    pub usage: Option<Usage>,
    /// A simulated network to practise with: every address that is asked is on this device or leads nowhere.
    pub practice: bool,
    /// The purposes of its permissions, as far as the file says. By the names in [`OAuth::scopes`].
    pub purposes: BTreeMap<String, Purpose>,
    /// How it publishes. `None`: Gander cannot share there yet.
    pub publish: Option<Publish>,
    /// The page on which the person shares what it lets no app share. `None`: nothing is handed over.
    pub hand_over: Option<HandOver>,
}

impl Network {
    /// Tells whether the person needs no developer app of their own: Gander registers one by itself, or needs none.
    #[must_use]
    pub fn needs_no_app(&self) -> bool {
        self.oauth.register.is_some() || self.oauth.protocol == Protocol::Atproto
    }
}

/// The grant and renewal of access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuth {
    /// The protocol.
    pub protocol: Protocol,
    /// The input that the person must give before a sign-in.
    pub asks: Option<Asks>,
    /// The lookup of an account's own server by its name.
    pub handles: Option<Handles>,
    /// The metadata of a server (RFC 8414). A server without it counts as one without PKCE and without the newer
    /// scopes.
    pub discover: Option<Url>,
    /// The endpoint at which Gander registers an app of its own, so that the person needs no keys.
    pub register: Option<Url>,
    /// Asked before the browser opens: temporary credentials (RFC 5849 section 2.1) or a pushed request
    /// (RFC 9126).
    pub request: Option<Url>,
    /// The authorization endpoint (RFC 6749 section 3.1). With the AT Protocol, each server names this and the other
    /// endpoints, so these are placeholders.
    pub authorize: Url,
    /// The token endpoint (RFC 6749 section 3.2).
    pub token: Url,
    /// The revocation endpoint (RFC 7009), asked when the person disconnects.
    pub revoke: Option<Url>,
    /// The method of revocation.
    pub revoke_by: RevokeBy,
    /// The token that it is given.
    pub revoke_token: RevokeToken,
    /// The page on which people end an app's access by hand.
    pub revoke_page: Option<Url>,
    /// The client authentication at the token endpoint.
    pub client_auth: ClientAuth,
    /// The parameter that carries the app's id: `client_id` (RFC 6749 section 4.1.1), or the network's own name for it.
    pub client_id_parameter: String,
    /// The use of a client secret.
    pub secret: Secret,
    /// The differences for an app without a secret.
    pub without_secret: Option<WithoutSecret>,
    /// Proof key for code exchange (RFC 7636).
    pub pkce: Pkce,
    /// The scopes to request.
    pub scopes: Vec<String>,
    /// The scopes to request at a server that does not know these. Empty: there are none.
    pub coarse_scopes: Vec<String>,
    /// The scopes that only some apps may request. `true`: Gander requests them by default.
    pub optional_scopes: BTreeMap<String, bool>,
    /// The separator of scopes in the request.
    pub scope_separator: String,
    /// The kinds of redirect the network takes, the preferred first.
    pub redirect: Vec<Redirect>,
    /// The loopback redirect (RFC 8252 section 7.3) of an app that has a secret: see [`Self::loopback_of`].
    pub loopback: Loopback,
    /// Extra query parameters of the authorization request.
    pub authorize_extra: BTreeMap<String, String>,
    /// Extra parameters of the request that exchanges the code.
    pub token_extra: BTreeMap<String, String>,
    /// Extra parameters of the authorization request when permissions are missing. With them the network asks again for
    /// declined ones, so Gander requests only those. Empty: Gander requests all scopes again.
    pub rerequest: BTreeMap<String, String>,
    /// The suffix of the authorization code that Gander removes.
    pub strip_code_suffix: Option<String>,
    /// The parameter that proves, beside an access token, knowledge of the app's secret: the HMAC-SHA256 of the token,
    /// by the secret.
    pub app_secret_proof: Option<String>,
    /// Swaps the short-lived token for a long-lived one, right after the code exchange.
    pub long_lived: Option<TokenSwap>,
    /// Extends a living token.
    pub extend: Option<TokenSwap>,
}

impl OAuth {
    /// The page on which people end an app's access, if the network lets no app end its own.
    #[must_use]
    pub fn page_to_revoke_by_hand(&self) -> Option<&Url> {
        self.revoke_page.as_ref().filter(|_| self.revoke.is_none())
    }

    /// The loopback redirect of an app.
    #[must_use]
    pub fn loopback_of(&self, has_secret: bool) -> &Loopback {
        self.only_loopback(has_secret).unwrap_or(&self.loopback)
    }

    /// The loopback redirect of an app that may have no other, whichever redirects the network accepts from other apps.
    #[must_use]
    pub fn only_loopback(&self, has_secret: bool) -> Option<&Loopback> {
        self.without_secret.as_ref().filter(|_| !has_secret)?.loopback.as_ref()
    }
}

/// The lookup of an account's own server by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handles {
    /// Resolves a handle to an account (`com.atproto.identity.resolveHandle`).
    pub resolve: Url,
    /// Locates the account of a `did:plc:`.
    pub directory: Url,
    /// Returns the public profile of an account, with its picture (`app.bsky.actor.getProfile`).
    pub profile: Option<Url>,
}

/// The differences for an app without a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutSecret {
    /// Its authorization endpoint.
    pub authorize: Url,
    /// The PKCE method, which takes the secret's place.
    pub pkce: Pkce,
    /// Its loopback redirect, which then is its only redirect. `None`: the same as with a secret.
    pub loopback: Option<Loopback>,
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
    /// The network's notation for any port in a registered address.
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

/// A request that exchanges one token for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenSwap {
    /// The address to ask.
    pub url: Url,
    /// The HTTP method.
    pub method: Method,
    /// The value of `grant_type`.
    pub grant_type: String,
    /// The parameter that carries the token.
    pub token_parameter: String,
    /// The further parameters.
    pub send: Vec<Send>,
}

/// The codes in a network's answers that are kept as evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidencePointers {
    /// The code.
    pub code: Pointers,
    /// The finer code.
    pub subcode: Pointers,
}
