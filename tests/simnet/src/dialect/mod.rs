//! The dialect of each network: its paths, its parameters, and the exact bodies of its answers.

mod blogs;
mod bluesky;
mod containers;
mod facebook;
mod friendica;
mod gotosocial;
mod instagram;
mod linkedin;
mod manner;
mod mastodon;
mod media;
mod meta;
mod page_posts;
mod pins;
mod pinterest;
mod pixelfed;
mod pleroma;
#[cfg(test)]
mod publishers;
mod records;
mod reddit;
mod servers;
mod shares;
mod standard;
mod statuses;
mod submissions;
mod tiktok;
mod tumblr;
mod tweets;
mod x;
mod x_oauth1;
mod youtube;

pub use bluesky::handle;
use chrono::{DateTime, TimeDelta, Utc};
pub(crate) use containers::Container;
pub(crate) use shares::Upload;

use crate::{
    Endpoint, Network,
    grants::{End, Request},
    wire::{Answer, Asked},
    world::{CLIENT_SECRET, World},
};

/// A request, with the state of its network.
pub(crate) struct Turn<'a> {
    pub(crate) world: &'a mut World,
    pub(crate) asked: &'a Asked,
    pub(crate) now: DateTime<Utc>,
    /// The answer will lose its refresh token, so the former one must stay valid.
    pub(crate) keep_refresh: bool,
    /// The answer will be lost, and a post is committed only after this time.
    pub(crate) late: Option<TimeDelta>,
}

/// The reason why a token is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    AppDisabled,
    NoToken,
    UnknownToken,
    Expired(DateTime<Utc>),
    Revoked,
    PasswordChanged,
    Checkpoint,
    PermissionMissing(&'static str),
}

/// The reason why the login page does not open.
pub(crate) enum Rejected {
    /// Shown on a page, because the redirect cannot be trusted or because the network does so.
    Page(String),
    /// Sent to the app's redirect.
    Redirect { error: &'static str, description: String },
}

/// The dialect of one network.
pub(crate) trait Dialect: Sync {
    /// All permissions, each with its meaning for people.
    fn permissions(&self) -> &'static [(&'static str, &'static str)];
    /// The permissions that the probe needs. The control API drops the first one by default.
    fn probe_needs(&self) -> &'static [&'static str];
    /// The endpoint that the path and the parameters address.
    fn endpoint(&self, asked: &Asked) -> Option<Endpoint>;
    /// Answers requests at every endpoint but the authorization endpoint.
    fn answer(&self, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer;
    /// The API's answer to a token that is not valid.
    fn trouble(&self, world: &World, now: DateTime<Utc>, trouble: &Trouble) -> Answer;
    /// The answer to too many requests; `business` selects a business use case.
    fn rate_limited(&self, now: DateTime<Utc>, business: bool) -> Answer;
    /// The answer of a network with an internal error.
    fn server_error(&self) -> Answer;
    /// The member and the handle of a request for a post: the app's own name for it.
    fn post_handle(&self, _world: &World, _asked: &Asked) -> Option<(usize, String)> {
        None
    }
    /// The refusal of a post's content.
    fn content_refused(&self) -> Answer {
        Answer::empty(400)
    }
    /// The separator between scopes in a request.
    fn scope_separator(&self) -> char;
    /// The lifetime of an authorization code, in seconds.
    fn code_seconds(&self) -> i64;
    /// The request that the app made before, where the address of the login page only names it.
    fn begun(
        &self,
        _world: &World,
        _asked: &Asked,
        _now: DateTime<Utc>,
    ) -> Option<Result<Request, Rejected>> {
        None
    }
    /// The answer after the member's consent, where that is no code on a redirect.
    fn allowed(&self, _world: &mut World, _member: usize, _request: &Request) -> Option<Answer> {
        None
    }
    /// The answer after the member's refusal, where that is no error on a redirect.
    fn refused(&self, _world: &mut World, _request: &Request) -> Option<Answer> {
        None
    }
    /// The issuer that the network names on its redirects (RFC 9207).
    fn issuer<'a>(&self, _world: &'a World) -> Option<&'a str> {
        None
    }
    /// Checks an otherwise valid request, and stores the parameters that only this network has.
    fn authorize(&self, asked: &Asked, request: &mut Request) -> Result<(), Rejected>;
    /// The scopes that the app chose in its dashboard, where a request names a configuration instead of scopes.
    fn scopes_of_configuration(&self, _asked: &Asked) -> Option<&'static [&'static str]> {
        None
    }
    /// The rejection of an unknown scope.
    fn unknown_scope(&self, scope: &str) -> Rejected;
    /// The parameters of a redirect after the person's refusal, on the consent page or already at the login.
    fn denied(&self, at_login: bool) -> Vec<(&'static str, &'static str)>;
    /// The fragment that the network appends to its redirects.
    fn redirect_fragment(&self) -> Option<&'static str>;
    /// The name of the client id parameter.
    fn client_id_parameter(&self) -> &'static str {
        "client_id"
    }
}

pub(crate) fn of(network: Network) -> &'static dyn Dialect {
    match network {
        Network::Facebook => &facebook::Facebook,
        Network::Instagram => &instagram::INSTAGRAM,
        Network::Threads => &instagram::THREADS,
        Network::YouTube => &youtube::YOUTUBE,
        Network::TikTok => &tiktok::TIKTOK,
        Network::Pinterest => &pinterest::PINTEREST,
        Network::Reddit => &reddit::REDDIT,
        Network::Tumblr => &tumblr::TUMBLR,
        Network::LinkedIn => &linkedin::LinkedIn,
        Network::X => &x::X,
        Network::XOAuth1 => &x_oauth1::XOAuth1,
        Network::Mastodon => &mastodon::MASTODON,
        Network::Bluesky => &bluesky::Bluesky,
        Network::GoToSocial => &gotosocial::GOTOSOCIAL,
        Network::Pleroma => &pleroma::PLEROMA,
        Network::Pixelfed => &pixelfed::PIXELFED,
        Network::Friendica => &friendica::FRIENDICA,
    }
}

/// One of Meta's own limits, by its code.
pub(crate) fn meta_limit(code: u32, status: u16) -> Answer {
    meta::limited(status, code, (code >= 80_000).then_some("pages"))
}

impl Turn<'_> {
    /// Returns the grant of a valid token that has these permissions.
    fn admit(&self, token: Option<&str>, needs: &[&'static str]) -> Result<usize, Trouble> {
        if self.world.app_disabled {
            return Err(Trouble::AppDisabled);
        }
        let token = token.filter(|token| !token.is_empty()).ok_or(Trouble::NoToken)?;
        let token = self.world.grants.access(token).ok_or(Trouble::UnknownToken)?;
        let grant = self.world.grants.get(token.grant);
        match grant.ended {
            Some(End::PasswordChanged) => return Err(Trouble::PasswordChanged),
            Some(End::Revoked | End::Replayed | End::Replaced) => return Err(Trouble::Revoked),
            None => {}
        }
        if self.world.members[grant.member].checkpoint {
            return Err(Trouble::Checkpoint);
        }
        if token.expires_at <= self.now {
            return Err(Trouble::Expired(token.expires_at));
        }
        match needs.iter().find(|needed| !grant.scopes.contains(**needed)) {
            Some(missing) => Err(Trouble::PermissionMissing(missing)),
            None => Ok(token.grant),
        }
    }

    /// The origin of this network, as the request named it.
    fn here(&self) -> String {
        let asked = self.asked.host.as_ref().map(|host| format!("http://{host}"));
        asked.unwrap_or_else(|| self.world.origin.clone())
    }

    /// Tells whether the client id of the request is the practice app's.
    fn knows_client(&self) -> bool {
        self.asked.parameter("client_id") == Some(self.world.network.client_id().as_str())
    }

    /// Tells whether the client secret of the request is the practice app's.
    fn knows_secret(&self) -> bool {
        self.asked.parameter("client_secret") == Some(CLIENT_SECRET)
    }
}
