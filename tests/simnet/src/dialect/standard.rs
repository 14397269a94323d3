//! Networks that follow RFC 6749 closely. Data describes their differences; each network's module has its answers.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::{Dialect, Rejected, Trouble, Turn, manner::Manner};
use crate::{
    Endpoint,
    grants::{Challenge, End, Request},
    wire::{Answer, Asked},
    world::{CLIENT_SECRET, Member, World},
};

/// Stands for a token without a documented end, in seconds.
const NO_END: i64 = 36_525 * 86_400;
const HEX_CHALLENGE: usize = 64;

pub(super) struct Standard {
    pub(super) permissions: &'static [(&'static str, &'static str)],
    /// The permissions that the probe needs.
    pub(super) needs: &'static [&'static str],
    /// The answer to a request whose form the network refuses, at any endpoint.
    pub(super) turned_away: fn(&Asked) -> Option<Answer>,
    /// Account fields that the probe may request, each with the permission that it needs.
    pub(super) field_needs: &'static [(&'static str, &'static str)],
    pub(super) paths: Paths,
    /// The requests that an app makes before a person opens the login page.
    pub(super) before: Option<Before>,
    pub(super) scope_separator: char,
    pub(super) code_seconds: i64,
    pub(super) app: AppProof,
    pub(super) proof_key: ProofKey,
    /// The lifetime in seconds. `None`: the token has no end, and the answer names none.
    pub(super) access_seconds: Option<i64>,
    pub(super) refresh: Refresh,
    pub(super) revocation: Revocation,
    /// The requests for posts, where this server takes them.
    pub(super) publishing: Option<Publishing>,
    pub(super) speech: Speech,
}

pub(super) struct Paths {
    pub(super) authorize: &'static str,
    pub(super) token: &'static str,
    pub(super) me: &'static str,
    pub(super) revoke: Option<&'static str>,
}

pub(super) struct Before {
    /// Tells whether a request is one of these.
    pub(super) is_asked: fn(&Asked) -> bool,
    pub(super) answer: fn(&Standard, &mut Turn<'_>) -> Answer,
}

pub(super) struct Publishing {
    /// The endpoint of a request for posts.
    pub(super) endpoint: fn(&Asked) -> Option<Endpoint>,
    pub(super) answer: fn(&Standard, &mut Turn<'_>, Endpoint) -> Answer,
    /// The member and the app's own name for a post.
    pub(super) handle: fn(&World, &Asked) -> Option<(usize, String)>,
    /// Adds the end of the limit to the answer to too many requests.
    pub(super) limit: fn(Answer, DateTime<Utc>) -> Answer,
    /// The refusal of a post's content.
    pub(super) refused: fn(&Publishing) -> Answer,
    /// The way of a server that speaks Mastodon's API.
    pub(super) manner: Option<&'static Manner>,
}

/// The way in which the app authenticates.
pub(super) enum AppProof {
    /// Id and secret in the body, the id under this name.
    Body(&'static str),
    /// HTTP Basic, with the secret.
    Basic,
    /// HTTP Basic, with the secret or with an empty password.
    BasicOrEmpty,
}

/// Proof key for code exchange (RFC 7636).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ProofKey {
    Unknown,
    /// Checked if the app sends one.
    S256,
    /// Required, and in hex.
    Hex,
}

pub(super) struct Refresh {
    /// The condition for a refresh token.
    pub(super) offered: Offered,
    /// The lifetime in seconds. `None`: no end.
    pub(super) seconds: Option<i64>,
    /// A renewal returns a new refresh token, and the former one is refused after the grace window.
    pub(super) rotates: bool,
    /// A renewal fails for a locked account. At other networks only the API refuses.
    pub(super) stops_when_locked: bool,
    /// The member of the answer that holds the refresh token's lifetime.
    pub(super) lifetime_as: Option<&'static str>,
}

pub(super) enum Offered {
    Always,
    /// For authorization requests with all of these parameters.
    Asked(&'static [(&'static str, &'static str)]),
    /// For authorization requests with this scope.
    Permitted(&'static str),
    /// For code exchanges with this parameter.
    Exchanged(&'static str, &'static str),
    Never,
}

/// The rules of the revocation endpoint.
pub(super) struct Revocation {
    /// The endpoint accepts only access tokens.
    pub(super) access_only: bool,
    /// The app must authenticate.
    pub(super) asks_app: bool,
}

/// The reason of a refusal.
#[derive(Clone, Copy)]
pub(super) enum Refused {
    App,
    Code,
    Refresh,
    Token,
}

/// The bodies of the answers.
pub(super) struct Speech {
    pub(super) account: fn(&Member) -> Value,
    pub(super) trouble: fn(&Trouble) -> Answer,
    pub(super) refused: fn(Refused) -> Answer,
    pub(super) limited: fn() -> Answer,
    pub(super) broken: fn() -> Answer,
}

impl Dialect for Standard {
    fn permissions(&self) -> &'static [(&'static str, &'static str)] {
        self.permissions
    }

    fn probe_needs(&self) -> &'static [&'static str] {
        self.needs
    }

    fn client_id_parameter(&self) -> &'static str {
        match self.app {
            AppProof::Body(name) => name,
            AppProof::Basic | AppProof::BasicOrEmpty => "client_id",
        }
    }

    fn endpoint(&self, asked: &Asked) -> Option<Endpoint> {
        if self.before.as_ref().is_some_and(|before| (before.is_asked)(asked)) {
            return Some(Endpoint::Request);
        }
        if let Some(endpoint) = self.publishing.as_ref().and_then(|publishing| (publishing.endpoint)(asked)) {
            return Some(endpoint);
        }
        let Paths { authorize, token, me, revoke } = self.paths;
        match (asked.method.as_str(), asked.path.as_str()) {
            ("GET", path) if path == authorize => Some(Endpoint::Authorize),
            ("GET", path) if path == me => Some(Endpoint::Probe),
            ("POST", path) if path == token => {
                let renewal = asked.field("grant_type") == Some("refresh_token");
                Some(if renewal { Endpoint::Renewal } else { Endpoint::Token })
            }
            ("POST", path) if Some(path) == revoke => Some(Endpoint::Revoke),
            _ => None,
        }
    }

    fn answer(&self, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
        if let Some(turned_away) = (self.turned_away)(turn.asked) {
            return turned_away;
        }
        if let (Endpoint::Request, Some(before)) = (endpoint, &self.before) {
            return (before.answer)(self, turn);
        }
        if let (Endpoint::Publish | Endpoint::Look | Endpoint::Upload | Endpoint::Page, Some(publishing)) =
            (endpoint, &self.publishing)
        {
            return (publishing.answer)(self, turn, endpoint);
        }
        match endpoint {
            Endpoint::Renewal => self.renew(turn),
            Endpoint::Identity | Endpoint::Probe => self.me(turn),
            Endpoint::Revoke => self.revoke(turn),
            Endpoint::Token
            | Endpoint::LongLived
            | Endpoint::Request
            | Endpoint::Authorize
            | Endpoint::Page
            | Endpoint::Introspect
            | Endpoint::Publish
            | Endpoint::Look
            | Endpoint::Upload => self.exchange(turn),
        }
    }

    fn trouble(&self, _world: &World, _now: DateTime<Utc>, trouble: &Trouble) -> Answer {
        (self.speech.trouble)(trouble)
    }

    fn rate_limited(&self, now: DateTime<Utc>, _business: bool) -> Answer {
        let answer = (self.speech.limited)();
        match &self.publishing {
            Some(publishing) => (publishing.limit)(answer, now),
            None => answer,
        }
    }

    fn post_handle(&self, world: &World, asked: &Asked) -> Option<(usize, String)> {
        self.publishing.as_ref().and_then(|publishing| (publishing.handle)(world, asked))
    }

    fn content_refused(&self) -> Answer {
        let refusal = |publishing: &Publishing| (publishing.refused)(publishing);
        self.publishing.as_ref().map_or_else(|| Answer::empty(400), refusal)
    }

    fn server_error(&self) -> Answer {
        (self.speech.broken)()
    }

    fn scope_separator(&self) -> char {
        self.scope_separator
    }

    fn code_seconds(&self) -> i64 {
        self.code_seconds
    }

    fn authorize(&self, asked: &Asked, request: &mut Request) -> Result<(), Rejected> {
        let page = |sentence: &str| Err(Rejected::Page(sentence.to_owned()));
        if request.state.is_none() {
            return page("The request has no state.");
        }
        let challenge = asked.query.get("code_challenge");
        let by_hash = asked.query.get("code_challenge_method").is_some_and(|method| method == "S256");
        request.challenge = match (self.proof_key, challenge) {
            (ProofKey::Unknown, None) | (ProofKey::S256, None) => None,
            (ProofKey::Unknown, Some(_)) => return page("This network knows no code_challenge."),
            (ProofKey::S256, Some(challenge)) if by_hash => Some(Challenge::S256(challenge.clone())),
            (ProofKey::Hex, Some(challenge)) if by_hash && is_hex(challenge) => {
                Some(Challenge::Hex(challenge.clone()))
            }
            (ProofKey::S256 | ProofKey::Hex, _) => return page("Code challenge is invalid."),
        };
        request.offline = match self.refresh.offered {
            Offered::Asked(words) => {
                words.iter().all(|(name, value)| asked.query.get(*name).is_some_and(|said| said == value))
            }
            Offered::Permitted(scope) => request.scopes.iter().any(|asked| asked == scope),
            Offered::Always | Offered::Exchanged(..) => true,
            Offered::Never => false,
        };
        Ok(())
    }

    fn unknown_scope(&self, scope: &str) -> Rejected {
        Rejected::Redirect { error: "invalid_scope", description: format!("Unknown scope: {scope}") }
    }

    fn denied(&self, _at_login: bool) -> Vec<(&'static str, &'static str)> {
        vec![("error", "access_denied"), ("error_description", "The person denied the request")]
    }

    fn redirect_fragment(&self) -> Option<&'static str> {
        None
    }
}

fn is_hex(challenge: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    challenge.len() == HEX_CHALLENGE && challenge.bytes().all(digit)
}

impl Standard {
    pub(super) fn knows_app(&self, turn: &Turn<'_>) -> bool {
        let id = turn.world.network.client_id();
        let known = match self.app {
            AppProof::Body(name) => {
                turn.asked.field(name).is_some_and(|id| turn.world.knows_client(id)) && turn.knows_secret()
            }
            AppProof::Basic | AppProof::BasicOrEmpty => {
                turn.asked.basic().flatten().is_some_and(|(said, secret)| {
                    let empty = secret.is_empty() && matches!(self.app, AppProof::BasicOrEmpty);
                    said == id && (secret == CLIENT_SECRET || empty)
                })
            }
        };
        known && !turn.world.app_disabled
    }

    fn refused(&self, why: Refused) -> Answer {
        (self.speech.refused)(why)
    }

    fn exchange(&self, turn: &mut Turn<'_>) -> Answer {
        if !self.knows_app(turn) {
            return self.refused(Refused::App);
        }
        let code = turn.asked.field("code").unwrap_or_default();
        let redeemed = turn.world.grants.redeem(code, turn.asked.field("redirect_uri"), turn.now);
        let is_code = turn.asked.field("grant_type") == Some("authorization_code");
        let Some((member, request)) = redeemed.ok().filter(|_| is_code) else {
            return self.refused(Refused::Code);
        };
        let verifier = turn.asked.field("code_verifier").unwrap_or_default();
        if request.challenge.as_ref().is_some_and(|challenge| !challenge.is_met_by(verifier)) {
            return self.refused(Refused::Code);
        }
        let offline = match self.refresh.offered {
            Offered::Exchanged(name, value) => turn.asked.field(name) == Some(value),
            Offered::Always | Offered::Asked(_) | Offered::Permitted(_) | Offered::Never => request.offline,
        };
        let grant = turn.world.grants.open(member, &request.scopes, &request.declined, turn.now);
        let refresh_token = offline.then(|| self.mint_refresh(turn, grant));
        self.minted(turn, grant, refresh_token)
    }

    fn renew(&self, turn: &mut Turn<'_>) -> Answer {
        if !self.knows_app(turn) {
            return self.refused(Refused::App);
        }
        let token = turn.asked.field("refresh_token").unwrap_or_default();
        let Some(found) = turn.world.grants.refresh(token) else { return self.refused(Refused::Refresh) };
        let (grant, used_at, expires_at) = (found.grant, found.used_at, found.expires_at);
        turn.world.spent_tokens_used += u64::from(used_at.is_some());
        let grace = TimeDelta::seconds(turn.world.grace_seconds);
        let spent = used_at.is_some_and(|used_at| turn.now - used_at >= grace);
        let of = turn.world.grants.get(grant);
        let locked = self.refresh.stops_when_locked && turn.world.members[of.member].checkpoint;
        let ended = of.ended.is_some() || locked;
        if spent || ended || expires_at <= turn.now {
            return self.refused(Refused::Refresh);
        }
        if !self.refresh.rotates || turn.keep_refresh {
            return self.minted(turn, grant, self.refresh.rotates.then(|| token.to_owned()));
        }
        turn.world.grants.use_up(token, turn.now);
        let refresh_token = self.mint_refresh(turn, grant);
        self.minted(turn, grant, Some(refresh_token))
    }

    fn mint_refresh(&self, turn: &mut Turn<'_>, grant: usize) -> String {
        let seconds = self.refresh_seconds(turn.world).unwrap_or(NO_END);
        turn.world.grants.mint_refresh(grant, turn.now + TimeDelta::seconds(seconds))
    }

    fn refresh_seconds(&self, world: &World) -> Option<i64> {
        world.lifetime.refresh_seconds.or(self.refresh.seconds)
    }

    fn minted(&self, turn: &mut Turn<'_>, grant: usize, refresh_token: Option<String>) -> Answer {
        let told = turn.world.lifetime.access_seconds.or(self.access_seconds);
        let seconds = told.unwrap_or(NO_END);
        let access_token = turn.world.grants.mint_access(grant, false, turn.now, seconds);
        let scopes: Vec<_> = turn.world.grants.get(grant).scopes.iter().map(String::as_str).collect();
        let mut body = json!({
            "access_token": access_token, "token_type": "bearer",
            "scope": scopes.join(&self.scope_separator.to_string()),
        });
        if let Some(seconds) = told {
            body["expires_in"] = seconds.into();
        }
        if let Some(refresh_token) = refresh_token {
            body["refresh_token"] = refresh_token.into();
            if let Some((name, seconds)) = self.refresh.lifetime_as.zip(self.refresh_seconds(turn.world)) {
                body[name] = seconds.into();
            }
        }
        Answer::json(200, body)
    }

    fn me(&self, turn: &Turn<'_>) -> Answer {
        let fields = turn.asked.query.get("fields").map(String::as_str).unwrap_or_default();
        let is_asked = |(field, _): &&(&str, _)| fields.split(',').any(|asked| asked == *field);
        let (asked, not_asked): (Vec<_>, Vec<_>) = self.field_needs.iter().partition(is_asked);
        let needs = asked.iter().map(|(_, scope)| *scope);
        let needs: Vec<_> = self.needs.iter().copied().chain(needs).collect();
        match turn.admit(turn.asked.bearer(), &needs) {
            Ok(grant) => {
                let member = &turn.world.members[turn.world.grants.get(grant).member];
                let mut account = (self.speech.account)(member);
                // Only TikTok has such fields.
                if let Some(user) = account.pointer_mut("/data/user").and_then(Value::as_object_mut) {
                    user.retain(|name, _| !not_asked.iter().any(|(field, _)| field == name));
                }
                Answer::json(200, account)
            }
            Err(trouble) => (self.speech.trouble)(&trouble),
        }
    }

    fn revoke(&self, turn: &mut Turn<'_>) -> Answer {
        if self.revocation.asks_app && !self.knows_app(turn) {
            return self.refused(Refused::App);
        }
        let token = turn.asked.field("token").unwrap_or_default();
        let grants = &mut turn.world.grants;
        let taken = !self.revocation.access_only || grants.access(token).is_some();
        match grants.owner(token).filter(|_| taken) {
            Some(grant) => {
                grants.end_one(grant, End::Revoked);
                Answer::empty(200)
            }
            None => self.refused(Refused::Token),
        }
    }
}
