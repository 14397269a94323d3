//! Bluesky: identity discovery, pushed authorization requests, DPoP-bound tokens, and single-use refresh tokens.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use url::Url;

use super::{Dialect, Rejected, Trouble, Turn, records};
use crate::{
    Endpoint,
    bound::{Unproven, nonce},
    grants::{Challenge, End, Request},
    sign_in::registered,
    wire::{Answer, Asked},
    world::{Member, World},
};

const RESOLVE: &str = "/xrpc/com.atproto.identity.resolveHandle";
const PROFILE: &str = "/xrpc/app.bsky.actor.getProfile";
const RESOURCE: &str = "/.well-known/oauth-protected-resource";
const METADATA: &str = "/.well-known/oauth-authorization-server";
const PUSH: &str = "/oauth/par";
const AUTHORIZE: &str = "/oauth/authorize";
const TOKEN: &str = "/oauth/token";
const REVOKE: &str = "/oauth/revoke";
const ME: &str = "/xrpc/com.atproto.server.getSession";
const ACCESS_SECONDS: i64 = 3600;
/// The longest session of a public client, counted from the sign-in.
const SESSION_SECONDS: i64 = 14 * 86_400;
const SCOPES: [&str; 2] = ["atproto", "transition:generic"];

pub(super) struct Bluesky;

/// The handle of a member, such as `danar.practice.test`.
#[must_use]
pub fn handle(username: &str) -> String {
    format!("{username}.practice.test")
}

impl Dialect for Bluesky {
    fn permissions(&self) -> &'static [(&'static str, &'static str)] {
        &[(SCOPES[0], "See who you are"), (SCOPES[1], "Do what you can do, but for your messages")]
    }

    fn probe_needs(&self) -> &'static [&'static str] {
        &[SCOPES[1]]
    }

    fn endpoint(&self, asked: &Asked) -> Option<Endpoint> {
        match (asked.method.as_str(), asked.path.as_str()) {
            ("GET", RESOLVE | PROFILE | RESOURCE | METADATA) | ("POST", PUSH) => Some(Endpoint::Request),
            ("GET", path) if path.starts_with("/did:plc:") => Some(Endpoint::Request),
            ("GET", AUTHORIZE) => Some(Endpoint::Authorize),
            ("POST", TOKEN) if asked.field("grant_type") == Some("refresh_token") => Some(Endpoint::Renewal),
            ("POST", TOKEN) => Some(Endpoint::Token),
            ("GET", ME) => Some(Endpoint::Probe),
            ("POST", records::PUT) => Some(Endpoint::Publish),
            ("POST", records::UPLOAD) => Some(Endpoint::Upload),
            ("GET", records::GET) | ("POST", records::DELETE) => Some(Endpoint::Look),
            ("POST", REVOKE) => Some(Endpoint::Revoke),
            _ => None,
        }
    }

    fn answer(&self, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
        let answer = match (endpoint, turn.asked.path.as_str()) {
            (Endpoint::Request, PUSH) => push(turn),
            (Endpoint::Request, _) => return public(turn.world, turn.asked),
            (Endpoint::Look, records::DELETE) => records::delete(turn),
            (Endpoint::Look, _) => return records::get(turn),
            (Endpoint::Upload, _) => records::upload(turn),
            (Endpoint::Publish, _) => records::put(turn),
            (Endpoint::Identity | Endpoint::Probe, _) => me(turn),
            (Endpoint::Renewal, _) => renew(turn),
            (Endpoint::Revoke, _) => revoke(turn),
            (
                Endpoint::Token
                | Endpoint::LongLived
                | Endpoint::Authorize
                | Endpoint::Page
                | Endpoint::Introspect,
                _,
            ) => exchange(turn),
        };
        let answer = match answer {
            Ok(answer) | Err(answer) => answer,
        };
        answer.header("dpop-nonce", nonce(turn.now))
    }

    fn trouble(&self, _world: &World, _now: DateTime<Utc>, trouble: &Trouble) -> Answer {
        match trouble {
            // The account's own server answers all of these alike; only a renewal tells them apart.
            Trouble::AppDisabled
            | Trouble::NoToken
            | Trouble::UnknownToken
            | Trouble::Expired(_)
            | Trouble::Revoked
            | Trouble::PasswordChanged => unauthorized("invalid_token"),
            Trouble::Checkpoint => said(400, "AccountDeactivated", "Account is deactivated"),
            Trouble::PermissionMissing(scope) => {
                said(403, "ScopeMissingError", &format!("Missing required scope \"{scope}\""))
            }
        }
    }

    fn rate_limited(&self, now: DateTime<Utc>, _business: bool) -> Answer {
        let window_ends = now + TimeDelta::minutes(5);
        said(429, "RateLimitExceeded", "Rate Limit Exceeded")
            .header("ratelimit-limit", "3000")
            .header("ratelimit-remaining", "0")
            .header("ratelimit-reset", window_ends.timestamp().to_string())
    }

    fn server_error(&self) -> Answer {
        said(500, "InternalServerError", "Internal Server Error")
    }

    fn post_handle(&self, world: &World, asked: &Asked) -> Option<(usize, String)> {
        records::post_handle(world, asked)
    }

    fn content_refused(&self) -> Answer {
        records::content_refused()
    }

    fn scope_separator(&self) -> char {
        ' '
    }

    fn code_seconds(&self) -> i64 {
        60
    }

    /// The address only names a request that was pushed before.
    fn begun(&self, world: &World, asked: &Asked, now: DateTime<Utc>) -> Option<Result<Request, Rejected>> {
        let name = asked.query.get("request_uri").map(String::as_str).unwrap_or_default();
        let pushed = world.bound.pushed(name, now).cloned();
        Some(pushed.ok_or_else(|| {
            Rejected::Page("This request has expired. Go back to the app and start again.".to_owned())
        }))
    }

    fn issuer<'a>(&self, world: &'a World) -> Option<&'a str> {
        Some(&world.origin)
    }

    /// Refuses every request that was not pushed.
    fn authorize(&self, _asked: &Asked, _request: &mut Request) -> Result<(), Rejected> {
        Err(Rejected::Page("The request was not pushed.".to_owned()))
    }

    fn unknown_scope(&self, scope: &str) -> Rejected {
        Rejected::Page(format!("Bluesky does not know the scope \"{scope}\"."))
    }

    fn denied(&self, _at_login: bool) -> Vec<(&'static str, &'static str)> {
        vec![("error", "access_denied")]
    }

    fn redirect_fragment(&self) -> Option<&'static str> {
        None
    }
}

pub(super) fn said(status: u16, error: &str, message: &str) -> Answer {
    Answer::json(status, json!({ "error": error, "message": message }))
}

/// An error of the account's own server (RFC 9449 section 7.1).
fn unauthorized(error: &str) -> Answer {
    said(401, error, "Unauthorized").header("www-authenticate", format!("DPoP error=\"{error}\""))
}

/// An error of the authorization server (RFC 6749 section 5.2).
fn error(status: u16, error: &str, description: &str) -> Answer {
    Answer::json(status, json!({ "error": error, "error_description": description }))
}

/// Answers public requests: identity discovery and server metadata.
fn public(world: &World, asked: &Asked) -> Answer {
    let origin = &world.origin;
    let at = |endpoints: &[Endpoint], path: &str| {
        let astray = world.astray.as_ref().filter(|(endpoint, _)| endpoints.contains(endpoint));
        format!("{}{path}", astray.map_or(origin, |(_, nowhere)| nowhere))
    };
    match asked.path.as_str() {
        RESOURCE => Answer::json(200, json!({ "resource": origin, "authorization_servers": [origin] })),
        METADATA => Answer::json(
            200,
            json!({
                "issuer": origin, "authorization_endpoint": format!("{origin}{AUTHORIZE}"),
                "token_endpoint": at(&[Endpoint::Token, Endpoint::Renewal], TOKEN),
                "revocation_endpoint": at(&[Endpoint::Revoke], REVOKE),
                "pushed_authorization_request_endpoint": format!("{origin}{PUSH}"),
                "require_pushed_authorization_requests": true, "scopes_supported": SCOPES,
                "code_challenge_methods_supported": ["S256"], "dpop_signing_alg_values_supported": ["ES256"],
                "token_endpoint_auth_methods_supported": ["none", "private_key_jwt"],
                "authorization_response_iss_parameter_supported": true,
            }),
        ),
        RESOLVE => {
            let asked = asked.query.get("handle").map(String::as_str).unwrap_or_default();
            match world.members.iter().find(|member| handle(member.username) == asked) {
                Some(member) => Answer::json(200, json!({ "did": member.id })),
                None => said(400, "InvalidRequest", "Unable to resolve handle"),
            }
        }
        PROFILE => {
            let actor = asked.query.get("actor").map(String::as_str).unwrap_or_default();
            match world.members.iter().find(|member| member.id == actor) {
                Some(member) => Answer::json(
                    200,
                    json!({
                        "did": member.id, "handle": handle(member.username), "displayName": member.name,
                        "avatar": member.picture,
                    }),
                ),
                None => said(400, "InvalidRequest", "Profile not found"),
            }
        }
        path => match world.members.iter().find(|member| path.strip_prefix('/') == Some(member.id)) {
            Some(member) => Answer::json(200, document(member, origin)),
            None => Answer::json(404, json!({ "message": "DID not registered" })),
        },
    }
}

fn document(member: &Member, origin: &str) -> Value {
    json!({
        "id": member.id, "alsoKnownAs": [format!("at://{}", handle(member.username))],
        "service": [{ "id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": origin }],
    })
}

/// Verifies the DPoP proof of a request at the authorization server. Returns the key's thumbprint.
fn proven(turn: &mut Turn<'_>) -> Result<String, Answer> {
    let World { bound, origin, .. } = turn.world;
    bound.verify(turn.asked, origin, None, turn.now).map_err(|unproven| match unproven {
        Unproven::Nonce => error(400, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof"),
        Unproven::Proof => error(400, "invalid_dpop_proof", "DPoP proof is not valid"),
    })
}

/// Checks the client id. An app on a person's own device declares its redirect URI and scopes in the id itself.
fn client(turn: &Turn<'_>) -> Result<Url, Answer> {
    let id = turn.asked.field("client_id").unwrap_or_default();
    let known = Url::parse(id).ok().filter(|url| url.host_str() == Some("localhost") && url.port().is_none());
    let known = known.filter(|_| !turn.world.app_disabled);
    known.ok_or_else(|| error(400, "invalid_client", "Client authentication failed"))
}

/// Stores a pushed authorization request.
fn push(turn: &mut Turn<'_>) -> Result<Answer, Answer> {
    let key = proven(turn)?;
    let client = client(turn)?;
    let field = |name: &str| turn.asked.field(name).unwrap_or_default();
    let invalid = |description: &str| Err(error(400, "invalid_request", description));
    let declared = |name: &str| {
        client.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    };
    let scopes: Vec<_> = field("scope").split(' ').map(str::to_owned).collect();
    let allowed = declared("scope").unwrap_or_default();
    if !scopes.iter().all(|scope| allowed.split(' ').any(|known| known == scope)) {
        return invalid("Scope is not declared in the client metadata");
    }
    let redirect_uri = field("redirect_uri");
    let path = &turn.world.redirect_path;
    let declared = declared("redirect_uri").and_then(|uri| Url::parse(&uri).ok());
    if registered(turn.world.network, path, redirect_uri).is_none()
        || declared.is_none_or(|declared| declared.path() != path)
    {
        return invalid("Invalid redirect_uri parameter");
    }
    if field("response_type") != "code" || field("code_challenge_method") != "S256" {
        return invalid("The request needs a code_challenge by S256");
    }
    let request = Request {
        redirect_uri: redirect_uri.to_owned(),
        state: turn.asked.field("state").map(str::to_owned),
        scopes,
        declined: Vec::new(),
        again: false,
        challenge: Some(Challenge::S256(field("code_challenge").to_owned())),
        offline: true,
        key: Some(key),
    };
    let name = turn.world.bound.push(request, turn.now);
    Ok(Answer::json(201, json!({ "request_uri": name, "expires_in": 299 })))
}

fn invalid_grant() -> Answer {
    error(400, "invalid_grant", "Invalid grant")
}

fn exchange(turn: &mut Turn<'_>) -> Result<Answer, Answer> {
    let key = proven(turn)?;
    client(turn)?;
    let code = turn.asked.field("code").unwrap_or_default();
    let redeemed = turn.world.grants.redeem(code, turn.asked.field("redirect_uri"), turn.now);
    let (member, request) = redeemed.map_err(|_| invalid_grant())?;
    let verifier = turn.asked.field("code_verifier").unwrap_or_default();
    let met = request.challenge.as_ref().is_some_and(|challenge| challenge.is_met_by(verifier));
    if !met || request.key.as_ref() != Some(&key) {
        return Err(invalid_grant());
    }
    let grant = turn.world.grants.open(member, &request.scopes, &request.declined, turn.now);
    turn.world.bound.bind(grant, key);
    Ok(minted(turn, grant, None))
}

fn renew(turn: &mut Turn<'_>) -> Result<Answer, Answer> {
    let key = proven(turn)?;
    client(turn)?;
    let token = turn.asked.field("refresh_token").unwrap_or_default();
    let found = turn.world.grants.refresh(token).ok_or_else(invalid_grant)?;
    let (grant, used_at, expires_at) = (found.grant, found.used_at, found.expires_at);
    if !turn.world.bound.is_bound_to(grant, &key) {
        return Err(invalid_grant());
    }
    turn.world.spent_tokens_used += u64::from(used_at.is_some());
    let grace = TimeDelta::seconds(turn.world.grace_seconds);
    if used_at.is_some_and(|used_at| turn.now - used_at >= grace) {
        // The sender lost the newer refresh token or stole this one, so the grant ends.
        turn.world.grants.end_one(grant, End::Replayed);
        return Err(invalid_grant());
    }
    if turn.world.grants.get(grant).ended.is_some() || expires_at <= turn.now {
        return Err(invalid_grant());
    }
    if turn.keep_refresh {
        return Ok(minted(turn, grant, Some(token)));
    }
    turn.world.grants.use_up(token, turn.now);
    Ok(minted(turn, grant, None))
}

fn minted(turn: &mut Turn<'_>, grant: usize, kept: Option<&str>) -> Answer {
    let seconds = turn.world.lifetime.access_seconds.unwrap_or(ACCESS_SECONDS);
    let grants = &mut turn.world.grants;
    let access_token = grants.mint_access(grant, false, turn.now, seconds);
    let session = turn.world.lifetime.refresh_seconds.unwrap_or(SESSION_SECONDS);
    let ends = grants.get(grant).consented_at + TimeDelta::seconds(session);
    let refresh_token = kept.map_or_else(|| grants.mint_refresh(grant, ends), str::to_owned);
    let of = grants.get(grant);
    let scopes: Vec<_> = of.scopes.iter().map(String::as_str).collect();
    Answer::json(
        200,
        json!({
            "access_token": access_token, "token_type": "DPoP", "refresh_token": refresh_token,
            "scope": scopes.join(" "), "expires_in": seconds, "sub": turn.world.members[of.member].id,
        }),
    )
}

/// Verifies the token and the DPoP proof of a request at the account's own server. Returns the grant, which may have
/// ended.
fn owner(turn: &mut Turn<'_>) -> Result<usize, Answer> {
    let token = turn.asked.bound_token();
    let World { bound, origin, .. } = turn.world;
    let key = bound.verify(turn.asked, origin, token, turn.now).map_err(|unproven| match unproven {
        Unproven::Nonce => unauthorized("use_dpop_nonce"),
        Unproven::Proof => unauthorized("invalid_dpop_proof"),
    })?;
    let of = token.and_then(|token| turn.world.grants.owner(token));
    let of = of.filter(|grant| turn.world.bound.is_bound_to(*grant, &key));
    of.ok_or_else(|| unauthorized("invalid_token"))
}

/// Admits a request that acts for the account. Returns its grant.
pub(super) fn admitted(turn: &mut Turn<'_>) -> Result<usize, Answer> {
    owner(turn)?;
    let admitted = turn.admit(turn.asked.bound_token(), Bluesky.probe_needs());
    admitted.map_err(|trouble| Bluesky.trouble(turn.world, turn.now, &trouble))
}

fn me(turn: &mut Turn<'_>) -> Result<Answer, Answer> {
    let grant = owner(turn)?;
    let member = &turn.world.members[turn.world.grants.get(grant).member];
    let mut session = json!({ "did": member.id, "handle": handle(member.username), "active": true });
    match turn.admit(turn.asked.bound_token(), Bluesky.probe_needs()) {
        Ok(_) => {}
        Err(Trouble::Checkpoint) => {
            session["active"] = false.into();
            session["status"] = "deactivated".into();
        }
        Err(trouble) => return Err(Bluesky.trouble(turn.world, turn.now, &trouble)),
    }
    Ok(Answer::json(200, session))
}

/// Revokes the token's grant. An unknown token counts as revoked (RFC 7009 section 2.2).
fn revoke(turn: &mut Turn<'_>) -> Result<Answer, Answer> {
    proven(turn)?;
    client(turn)?;
    let token = turn.asked.field("token").unwrap_or_default();
    if let Some(grant) = turn.world.grants.owner(token) {
        turn.world.grants.end_one(grant, End::Revoked);
    }
    Ok(Answer::json(200, json!({})))
}
