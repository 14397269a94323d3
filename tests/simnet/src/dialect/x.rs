//! X with OAuth 2.0: PKCE, single-use refresh tokens, and `/2/users/me`.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::{Dialect, Rejected, Trouble, Turn, tweets};
use crate::{
    Endpoint,
    grants::{Challenge, CodeRefused, End, Request},
    wire::{Answer, Asked},
    world::{CLIENT_SECRET, World},
};

const ACCESS_SECONDS: i64 = 7_200;
/// About six months, as users report; X documents no lifetime.
const REFRESH_SECONDS: i64 = 15_778_800;
const LONGEST_STATE: usize = 500;

pub(super) struct X;

impl Dialect for X {
    fn permissions(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("tweet.read", "See posts, including those of protected accounts you follow"),
            ("tweet.write", "Post and repost for you"),
            ("users.read", "See any account you can see"),
            ("users.email", "See your e-mail address"),
            ("media.write", "Upload media for you"),
            ("offline.access", "Stay connected to your account until you take this back"),
        ]
    }

    fn probe_needs(&self) -> &'static [&'static str] {
        &["users.read", "tweet.read"]
    }

    fn endpoint(&self, asked: &Asked) -> Option<Endpoint> {
        match (asked.method.as_str(), asked.path.as_str()) {
            ("GET", "/i/oauth2/authorize" | "/2/oauth2/authorize") => Some(Endpoint::Authorize),
            ("POST", "/2/oauth2/token") => {
                let renewal = asked.field("grant_type") == Some("refresh_token");
                Some(if renewal { Endpoint::Renewal } else { Endpoint::Token })
            }
            ("GET", "/2/users/me") => Some(Endpoint::Probe),
            ("POST", "/2/oauth2/revoke") => Some(Endpoint::Revoke),
            _ => tweets::endpoint(asked),
        }
    }

    fn answer(&self, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
        match endpoint {
            Endpoint::Renewal => refresh(turn),
            Endpoint::Identity | Endpoint::Probe => me(turn),
            Endpoint::Revoke => revoke(turn),
            Endpoint::Token
            | Endpoint::LongLived
            | Endpoint::Request
            | Endpoint::Authorize
            | Endpoint::Page
            | Endpoint::Introspect => exchange(turn),
            Endpoint::Publish | Endpoint::Look | Endpoint::Upload => posts(turn, endpoint),
        }
    }

    fn trouble(&self, _world: &World, _now: DateTime<Utc>, trouble: &Trouble) -> Answer {
        match trouble {
            Trouble::AppDisabled => client_forbidden(),
            // X answers all of these alike; only a renewal tells them apart.
            Trouble::NoToken
            | Trouble::UnknownToken
            | Trouble::Expired(_)
            | Trouble::Revoked
            | Trouble::PasswordChanged => problem(401, "Unauthorized", "Unauthorized"),
            Trouble::Checkpoint => Answer::json(
                403,
                json!({ "errors": [{
                    "code": 326,
                    "message": "To protect our users from spam and other malicious activity, this account is temporarily \
                                locked. Please log in to https://x.com to unlock your account.",
                }] }),
            ),
            Trouble::PermissionMissing(_) => {
                problem(403, "Forbidden", "You are not permitted to perform this action.")
            }
        }
    }

    fn rate_limited(&self, now: DateTime<Utc>, _business: bool) -> Answer {
        let window_ends = now + TimeDelta::minutes(15);
        problem(429, "Too Many Requests", "Too Many Requests")
            .header("x-rate-limit-limit", "75")
            .header("x-rate-limit-remaining", "0")
            .header("x-rate-limit-reset", window_ends.timestamp().to_string())
    }

    fn server_error(&self) -> Answer {
        problem(503, "Service Unavailable", "Service Unavailable")
    }

    fn post_handle(&self, world: &World, asked: &Asked) -> Option<(usize, String)> {
        Some((world.author(asked)?, tweets::text_of(asked)?))
    }

    fn content_refused(&self) -> Answer {
        tweets::content_refused()
    }

    fn scope_separator(&self) -> char {
        ' '
    }

    fn code_seconds(&self) -> i64 {
        30
    }

    fn authorize(&self, asked: &Asked, request: &mut Request) -> Result<(), Rejected> {
        let page = |sentence: &str| Err(Rejected::Page(sentence.to_owned()));
        match &request.state {
            None => return page("The request has no state."),
            Some(state) if state.len() > LONGEST_STATE => {
                return page("The state of the request is longer than 500 characters.");
            }
            Some(_) => {}
        }
        let challenge = asked.query.get("code_challenge").map(String::as_str).unwrap_or_default();
        if !(43..=128).contains(&challenge.len()) {
            return page("The request needs a code_challenge of 43 to 128 characters (RFC 7636).");
        }
        request.challenge = match asked.query.get("code_challenge_method").map(String::as_str) {
            Some("S256") => Some(Challenge::S256(challenge.to_owned())),
            Some("plain") | None => Some(Challenge::Plain(challenge.to_owned())),
            Some(_) => return page("The code_challenge_method is neither S256 nor plain."),
        };
        Ok(())
    }

    fn unknown_scope(&self, scope: &str) -> Rejected {
        Rejected::Page(format!("X does not know the scope \"{scope}\"."))
    }

    fn denied(&self, _at_login: bool) -> Vec<(&'static str, &'static str)> {
        vec![("error", "access_denied")]
    }

    fn redirect_fragment(&self) -> Option<&'static str> {
        None
    }
}

pub(super) fn problem(status: u16, title: &str, detail: &str) -> Answer {
    Answer::json(status, json!({ "title": title, "detail": detail, "type": "about:blank", "status": status }))
        .header("content-type", "application/problem+json")
}

fn client_forbidden() -> Answer {
    Answer::json(
        403,
        json!({
            "title": "Client Forbidden", "detail": "This app is not enrolled, or has been suspended.",
            "reason": "client-not-enrolled", "status": 403, "type": "https://api.x.com/2/problems/client-forbidden",
        }),
    )
}

fn error(status: u16, error: &str, description: &str) -> Answer {
    Answer::json(status, json!({ "error": error, "error_description": description }))
}

/// Authenticates the app: a native app by its id in the body without a secret, a web app only by HTTP Basic.
fn client(turn: &Turn<'_>) -> Result<(), Answer> {
    if turn.world.app_disabled {
        return Err(client_forbidden());
    }
    let id = turn.world.network.client_id();
    let proven = match turn.asked.basic() {
        Some(Some((user, password))) => user == id && password == CLIENT_SECRET,
        Some(None) => false,
        None => {
            turn.asked.field("client_secret").is_none() && turn.asked.field("client_id") == Some(id.as_str())
        }
    };
    if !proven {
        return Err(error(401, "unauthorized_client", "Missing valid authorization header"));
    }
    Ok(())
}

fn exchange(turn: &mut Turn<'_>) -> Answer {
    if let Err(answer) = client(turn) {
        return answer;
    }
    if turn.asked.field("grant_type") != Some("authorization_code") {
        return error(400, "unsupported_grant_type", "Value passed for the grant type was invalid.");
    }
    let code = turn.asked.field("code").unwrap_or_default();
    let (member, request) = match turn.world.grants.redeem(code, turn.asked.field("redirect_uri"), turn.now) {
        Ok(redeemed) => redeemed,
        Err(CodeRefused::OtherRedirect) => {
            return error(400, "invalid_request", "Value passed for the redirect uri was invalid.");
        }
        Err(CodeRefused::Unknown | CodeRefused::Used | CodeRefused::Expired) => {
            return error(400, "invalid_request", "Value passed for the authorization code was invalid.");
        }
    };
    let verifier = turn.asked.field("code_verifier").unwrap_or_default();
    if !request.challenge.as_ref().is_some_and(|challenge| challenge.is_met_by(verifier)) {
        return error(
            400,
            "invalid_request",
            "Value passed for the code verifier did not match the code challenge.",
        );
    }
    // X keeps one living grant for each app and member: a sign-in on another device ends the first.
    turn.world.grants.end(member, End::Replaced);
    let grant = turn.world.grants.open(member, &request.scopes, &request.declined, turn.now);
    minted(turn, grant, None)
}

fn refresh(turn: &mut Turn<'_>) -> Answer {
    if let Err(answer) = client(turn) {
        return answer;
    }
    let refused = || error(400, "invalid_request", "Value passed for the token was invalid.");
    let token = turn.asked.field("refresh_token").unwrap_or_default();
    let Some(found) = turn.world.grants.refresh(token) else { return refused() };
    let (grant, used_at, expires_at) = (found.grant, found.used_at, found.expires_at);
    turn.world.spent_tokens_used += u64::from(used_at.is_some());
    let within_grace = |used_at| turn.now - used_at < TimeDelta::seconds(turn.world.grace_seconds);
    if used_at.is_some_and(|used_at| !within_grace(used_at)) {
        // The sender lost the newer refresh token or stole this one, so the grant ends.
        turn.world.grants.end_one(grant, End::Replayed);
        return refused();
    }
    let ended = turn.world.grants.get(grant).ended.is_some();
    if ended || turn.world.app_disabled || expires_at <= turn.now {
        return refused();
    }
    if turn.keep_refresh {
        return minted(turn, grant, Some(token));
    }
    turn.world.grants.use_up(token, turn.now);
    minted(turn, grant, None)
}

fn minted(turn: &mut Turn<'_>, grant: usize, kept: Option<&str>) -> Answer {
    let seconds = turn.world.lifetime.access_seconds.unwrap_or(ACCESS_SECONDS);
    let access_token = turn.world.grants.mint_access(grant, false, turn.now, seconds);
    let scopes: Vec<_> = turn.world.grants.get(grant).scopes.iter().map(String::as_str).collect();
    let offline = scopes.contains(&"offline.access");
    let mut body = json!({
        "token_type": "bearer", "expires_in": seconds, "access_token": access_token, "scope": scopes.join(" "),
    });
    if offline {
        let refresh_seconds = turn.world.lifetime.refresh_seconds.unwrap_or(REFRESH_SECONDS);
        let refresh_ends = turn.now + TimeDelta::seconds(refresh_seconds);
        let fresh = || turn.world.grants.mint_refresh(grant, refresh_ends);
        body["refresh_token"] = kept.map_or_else(fresh, str::to_owned).into();
    }
    Answer::json(200, body)
}

fn me(turn: &Turn<'_>) -> Answer {
    let grant = match turn.admit(turn.asked.bearer(), X.probe_needs()) {
        Ok(grant) => grant,
        Err(trouble) => return X.trouble(turn.world, turn.now, &trouble),
    };
    let member = &turn.world.members[turn.world.grants.get(grant).member];
    let mut data = json!({ "id": member.id, "name": member.name, "username": member.username });
    let fields = turn.asked.query.get("user.fields").map(String::as_str).unwrap_or_default();
    for field in fields.split(',') {
        match field {
            "profile_image_url" => data[field] = member.picture.as_str().into(),
            "verified" => data[field] = false.into(),
            _ => {}
        }
    }
    Answer::json(200, json!({ "data": data }))
}

fn posts(turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
    let deletes = tweets::deletes(turn.asked);
    let needs: &[_] = match endpoint {
        Endpoint::Publish => &["tweet.read", "tweet.write", "users.read"],
        Endpoint::Upload => &["media.write"],
        _ if deletes => &["tweet.read", "tweet.write", "users.read"],
        _ => &["tweet.read", "users.read"],
    };
    match turn.admit(turn.asked.bearer(), needs) {
        Ok(grant) => {
            let member = turn.world.grants.get(grant).member;
            tweets::answer(turn, endpoint, member)
        }
        Err(trouble) => X.trouble(turn.world, turn.now, &trouble),
    }
}

fn revoke(turn: &mut Turn<'_>) -> Answer {
    if let Err(answer) = client(turn) {
        return answer;
    }
    let token = turn.asked.field("token").unwrap_or_default();
    let Some(grant) = turn.world.grants.owner(token) else {
        return error(400, "invalid_request", "Value passed for the token was invalid.");
    };
    turn.world.grants.end_one(grant, End::Revoked);
    Answer::json(200, json!({ "revoked": true }))
}
