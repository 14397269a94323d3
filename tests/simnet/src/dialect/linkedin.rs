//! LinkedIn: the standard flow, refresh tokens with a fixed end, and `/v2/userinfo`.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::{Dialect, Rejected, Trouble, Turn, shares};
use crate::{
    Endpoint,
    grants::{End, Request},
    wire::{Answer, Asked},
    world::{Page, World},
};

const ACCESS_SECONDS: i64 = 5_184_000;
const REFRESH_SECONDS: i64 = 31_536_000;

pub(super) struct LinkedIn;

impl Dialect for LinkedIn {
    fn permissions(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("openid", "Use your name and photo"),
            ("profile", "See your profile: name, headline and photo"),
            ("email", "See the primary e-mail address of your account"),
            ("w_member_social", "Create, change and delete posts, comments and reactions for you"),
            ("r_organization_social", "Read the posts of your organizations"),
            ("w_organization_social", "Post for your organizations"),
            ("rw_organization_admin", "Manage your organizations' pages"),
        ]
    }

    fn probe_needs(&self) -> &'static [&'static str] {
        &["profile", "openid"]
    }

    fn endpoint(&self, asked: &Asked) -> Option<Endpoint> {
        match (asked.method.as_str(), asked.path.as_str()) {
            ("GET", "/oauth/v2/authorization") => Some(Endpoint::Authorize),
            ("POST", "/oauth/v2/accessToken") => {
                let renewal = asked.field("grant_type") == Some("refresh_token");
                Some(if renewal { Endpoint::Renewal } else { Endpoint::Token })
            }
            ("GET", "/v2/userinfo") => Some(Endpoint::Probe),
            ("POST", "/oauth/v2/revoke") => Some(Endpoint::Revoke),
            ("GET", "/v2/organizationalEntityAcls") => Some(Endpoint::Page),
            _ => shares::endpoint(asked),
        }
    }

    fn answer(&self, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
        let of_api = matches!(
            endpoint,
            Endpoint::Identity
                | Endpoint::Probe
                | Endpoint::Page
                | Endpoint::Publish
                | Endpoint::Look
                | Endpoint::Upload
        );
        if of_api && turn.asked.restli_version.as_deref() != Some("2.0.0") {
            // The behaviour after the end of version 1.0. The exact text is unknown.
            return Answer::json(
                400,
                json!({ "status": 400, "code": "ILLEGAL_ARGUMENT", "message": "Unsupported protocol version" }),
            );
        }
        match endpoint {
            Endpoint::Renewal => refresh(turn),
            Endpoint::Identity | Endpoint::Probe => userinfo(turn),
            Endpoint::Revoke => revoke(turn),
            Endpoint::Page => organizations(turn),
            Endpoint::Token
            | Endpoint::LongLived
            | Endpoint::Request
            | Endpoint::Authorize
            | Endpoint::Introspect => exchange(turn),
            Endpoint::Publish | Endpoint::Look | Endpoint::Upload => shares::answer(turn, endpoint),
        }
    }

    fn trouble(&self, _world: &World, _now: DateTime<Utc>, trouble: &Trouble) -> Answer {
        let unauthorized = |service: u32, code: &str, message: &str| {
            Answer::json(
                401,
                json!({ "status": 401, "serviceErrorCode": service, "code": code, "message": message }),
            )
        };
        match trouble {
            Trouble::AppDisabled => client_refused(),
            Trouble::NoToken => unauthorized(65_604, "EMPTY_ACCESS_TOKEN", "Empty oauth2 access token"),
            Trouble::UnknownToken => unauthorized(65_600, "INVALID_ACCESS_TOKEN", "Invalid access token"),
            Trouble::Expired(_) => {
                unauthorized(65_602, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired")
            }
            // LinkedIn has no separate error for a changed password or a locked account.
            Trouble::Revoked | Trouble::PasswordChanged | Trouble::Checkpoint => unauthorized(
                65_601,
                "REVOKED_ACCESS_TOKEN",
                "The token used in the request has been revoked by the user",
            ),
            Trouble::PermissionMissing(_) => Answer::json(
                403,
                json!({
                    "status": 403, "serviceErrorCode": 100, "code": "ACCESS_DENIED",
                    "message": "Not enough permissions to access: userinfo.GET.NO_VERSION",
                }),
            ),
        }
    }

    fn rate_limited(&self, _now: DateTime<Utc>, _business: bool) -> Answer {
        Answer::json(
            429,
            json!({
                "status": 429, "serviceErrorCode": 101, "code": "TOO_MANY_REQUESTS",
                "message": "Resource level throttle limit for calls to this resource is reached.",
            }),
        )
    }

    fn server_error(&self) -> Answer {
        Answer::json(
            500,
            json!({ "status": 500, "code": "INTERNAL_SERVER_ERROR", "message": "Internal Server Error" }),
        )
    }

    fn post_handle(&self, world: &World, asked: &Asked) -> Option<(usize, String)> {
        shares::handle(world, asked)
    }

    fn content_refused(&self) -> Answer {
        shares::content_refused()
    }

    fn scope_separator(&self) -> char {
        ' '
    }

    fn code_seconds(&self) -> i64 {
        1_800
    }

    fn authorize(&self, _asked: &Asked, _request: &mut Request) -> Result<(), Rejected> {
        Ok(())
    }

    fn unknown_scope(&self, scope: &str) -> Rejected {
        Rejected::Redirect {
            error: "unauthorized_scope_error",
            description: format!("Scope \"{scope}\" is not authorized for your application"),
        }
    }

    fn denied(&self, at_login: bool) -> Vec<(&'static str, &'static str)> {
        if at_login {
            return vec![
                ("error", "user_cancelled_login"),
                ("error_description", "The user cancelled LinkedIn login"),
            ];
        }
        vec![
            ("error", "user_cancelled_authorize"),
            ("error_description", "The user cancelled the authorization"),
        ]
    }

    fn redirect_fragment(&self) -> Option<&'static str> {
        None
    }
}

fn error(status: u16, error: &str, description: &str) -> Answer {
    Answer::json(status, json!({ "error": error, "error_description": description }))
}

fn client_refused() -> Answer {
    error(401, "invalid_client", "Client authentication failed")
}

/// Authenticates the app by id and secret in the body; LinkedIn accepts no HTTP Basic.
fn client(turn: &Turn<'_>) -> Result<(), Answer> {
    let id = turn.asked.field("client_id").unwrap_or_default();
    if id != turn.world.network.client_id() {
        let description = format!("The passed in client_id is invalid \"{id}\"");
        return Err(error(400, "invalid_client_id", &description));
    }
    let secret = turn.asked.field("client_secret");
    if turn.world.app_disabled || secret.is_none() || !turn.knows_secret() {
        return Err(client_refused());
    }
    Ok(())
}

fn exchange(turn: &mut Turn<'_>) -> Answer {
    if turn.asked.field("grant_type") != Some("authorization_code") {
        return error(
            400,
            "invalid_request",
            "The grant_type parameter is missing or is not authorization_code or refresh_token",
        );
    }
    if let Err(answer) = client(turn) {
        return answer;
    }
    if turn.asked.field("code_verifier").is_some() {
        // LinkedIn answers 403; the exact text is undocumented.
        return error(403, "access_denied", "This flow takes no code_verifier");
    }
    let code = turn.asked.field("code").unwrap_or_default();
    let redeemed = turn.world.grants.redeem(code, turn.asked.field("redirect_uri"), turn.now);
    let Ok((member, request)) = redeemed else {
        let description = "Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization \
                           code. Or authorization code expired. Or external member binding exists";
        return error(400, "invalid_request", description);
    };
    let grant = turn.world.grants.open(member, &request.scopes, &request.declined, turn.now);
    let scopes = turn.world.grants.get(grant).scopes.clone();
    // A request for another set of scopes invalidates every earlier token of the member.
    turn.world.grants.end_where(member, End::Revoked, |former| former.scopes != scopes);
    let refresh_seconds = turn.world.lifetime.refresh_seconds.unwrap_or(REFRESH_SECONDS);
    let refresh_ends = turn.now + TimeDelta::seconds(refresh_seconds);
    let refresh_token = turn.world.grants.mint_refresh(grant, refresh_ends);
    minted(turn, grant, &refresh_token, refresh_ends)
}

fn refresh(turn: &mut Turn<'_>) -> Answer {
    if let Err(answer) = client(turn) {
        return answer;
    }
    let token = turn.asked.field("refresh_token").unwrap_or_default();
    let alive = turn.world.grants.refresh(token).filter(|refresh| {
        let grant = turn.world.grants.get(refresh.grant);
        let locked = turn.world.members[grant.member].checkpoint;
        grant.ended.is_none() && !locked && refresh.expires_at > turn.now
    });
    let Some((grant, refresh_ends)) = alive.map(|refresh| (refresh.grant, refresh.expires_at)) else {
        return error(
            400,
            "invalid_request",
            "The provided authorization grant or refresh token is invalid, expired or revoked",
        );
    };
    minted(turn, grant, token, refresh_ends)
}

/// The token answer. The access token never outlives the refresh token, which is repeated and keeps its end.
fn minted(turn: &mut Turn<'_>, grant: usize, refresh_token: &str, refresh_ends: DateTime<Utc>) -> Answer {
    let remaining = (refresh_ends - turn.now).num_seconds();
    let seconds = turn.world.lifetime.access_seconds.unwrap_or(ACCESS_SECONDS).min(remaining);
    let access_token = turn.world.grants.mint_access(grant, false, turn.now, seconds);
    let scopes: Vec<_> = turn.world.grants.get(grant).scopes.iter().map(String::as_str).collect();
    Answer::json(
        200,
        json!({
            "access_token": access_token, "token_type": "Bearer", "expires_in": seconds,
            "refresh_token": refresh_token, "refresh_token_expires_in": remaining, "scope": scopes.join(","),
        }),
    )
}

fn userinfo(turn: &Turn<'_>) -> Answer {
    let grant = match turn.admit(turn.asked.bearer(), LinkedIn.probe_needs()) {
        Ok(grant) => turn.world.grants.get(grant),
        Err(trouble) => return LinkedIn.trouble(turn.world, turn.now, &trouble),
    };
    let member = &turn.world.members[grant.member];
    let (given, family) = member.name.split_once(' ').unwrap_or((member.name, ""));
    let mut body = json!({
        "sub": member.id, "name": member.name, "given_name": given, "family_name": family,
        "locale": { "country": "US", "language": "en" },
        "picture": member.picture,
    });
    if grant.scopes.contains("email") {
        body["email"] = format!("{}@practice.example", member.username).into();
        body["email_verified"] = true.into();
    }
    Answer::json(200, body)
}

fn revoke(turn: &mut Turn<'_>) -> Answer {
    if let Err(answer) = client(turn) {
        return answer;
    }
    let token = turn.asked.field("token").unwrap_or_default();
    if let Some(grant) = turn.world.grants.owner(token) {
        turn.world.grants.end_one(grant, End::Revoked);
    }
    Answer::empty(200)
}

/// The organizations for which the member has a role.
fn organizations(turn: &Turn<'_>) -> Answer {
    let grant = match turn.admit(turn.asked.bearer(), &["rw_organization_admin"]) {
        Ok(grant) => turn.world.grants.get(grant),
        Err(trouble) => return LinkedIn.trouble(turn.world, turn.now, &trouble),
    };
    let runs = turn.world.pages.iter().filter(|page| page.run_by.contains(&grant.member));
    let element = |page: &Page| {
        json!({
            "role": "ADMINISTRATOR", "organizationalTarget": page.id,
            "organizationalTarget~": { "localizedName": page.name },
        })
    };
    Answer::json(200, json!({ "elements": runs.map(element).collect::<Vec<_>>() }))
}
