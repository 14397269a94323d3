//! One server of Mastodon, of today: it says what it can, takes in whatever app comes along, and its tokens do not end.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{
    Dialect, Rejected, Trouble, Turn,
    standard::{AppProof, Offered, Paths, ProofKey, Refresh, Refused, Revocation, Speech, Standard},
};
use crate::{
    Endpoint,
    grants::Request,
    wire::{Answer, Asked},
    world::{CLIENT_SECRET, Member, World},
};

const METADATA: &str = "/.well-known/oauth-authorization-server";
const APPS: &str = "/api/v1/apps";

pub(super) struct Mastodon(Standard);

pub(super) const MASTODON: Mastodon = Mastodon(Standard {
    permissions: &[
        ("profile", "See your profile"),
        ("write:statuses", "Publish posts"),
        ("write:media", "Upload files"),
    ],
    needs: &["profile"],
    paths: Paths {
        authorize: "/oauth/authorize",
        token: "/oauth/token",
        me: "/api/v1/accounts/verify_credentials",
        revoke: Some("/oauth/revoke"),
    },
    scope_separator: ' ',
    code_seconds: 600,
    app: AppProof::Body("client_id"),
    proof_key: ProofKey::S256,
    access_seconds: None,
    refresh: Refresh {
        offered: Offered::Never,
        seconds: None,
        rotates: false,
        stops_when_locked: false,
        lifetime_as: None,
    },
    revocation: Revocation { access_only: true, asks_app: true },
    speech: Speech { account, trouble, refused, limited, broken },
});

impl Dialect for Mastodon {
    fn permissions(&self) -> &'static [(&'static str, &'static str)] {
        self.0.permissions()
    }

    fn probe_needs(&self) -> &'static [&'static str] {
        self.0.probe_needs()
    }

    fn endpoint(&self, asked: &Asked) -> Option<Endpoint> {
        match (asked.method.as_str(), asked.path.as_str()) {
            ("GET", METADATA) | ("POST", APPS) => Some(Endpoint::Request),
            // The app asks for itself whether it is still known.
            ("POST", _) if asked.field("grant_type") == Some("client_credentials") => Some(Endpoint::Request),
            _ => self.0.endpoint(asked),
        }
    }

    fn answer(&self, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
        match (endpoint, turn.asked.path.as_str()) {
            (Endpoint::Request, METADATA) => self.metadata(turn.world),
            (Endpoint::Request, APPS) => {
                let id = turn.world.network.client_id();
                Answer::json(200, json!({ "id": "1", "client_id": id, "client_secret": CLIENT_SECRET }))
            }
            (Endpoint::Request, _) if self.0.knows_app(turn) => Answer::json(
                200,
                json!({ "access_token": "practice-app", "token_type": "Bearer", "scope": "profile" }),
            ),
            (Endpoint::Request, _) => refused(Refused::App),
            _ => self.0.answer(turn, endpoint),
        }
    }

    fn trouble(&self, world: &World, now: DateTime<Utc>, trouble: &Trouble) -> Answer {
        self.0.trouble(world, now, trouble)
    }

    fn rate_limited(&self, now: DateTime<Utc>, business: bool) -> Answer {
        self.0.rate_limited(now, business)
    }

    fn server_error(&self) -> Answer {
        self.0.server_error()
    }

    fn scope_separator(&self) -> char {
        self.0.scope_separator()
    }

    fn code_seconds(&self) -> i64 {
        self.0.code_seconds()
    }

    fn authorize(&self, asked: &Asked, request: &mut Request) -> Result<(), Rejected> {
        self.0.authorize(asked, request)
    }

    fn unknown_scope(&self, scope: &str) -> Rejected {
        self.0.unknown_scope(scope)
    }

    fn denied(&self, at_login: bool) -> Vec<(&'static str, &'static str)> {
        self.0.denied(at_login)
    }

    fn redirect_fragment(&self) -> Option<&'static str> {
        self.0.redirect_fragment()
    }
}

impl Mastodon {
    fn metadata(&self, world: &World) -> Answer {
        let scopes: Vec<_> = self.permissions().iter().map(|(scope, _)| *scope).collect();
        Answer::json(
            200,
            json!({
                "issuer": format!("{}/", world.origin), "scopes_supported": scopes,
                "code_challenge_methods_supported": ["S256"],
            }),
        )
    }
}

fn said(status: u16, error: &str) -> Answer {
    Answer::json(status, json!({ "error": error }))
}

fn account(member: &Member) -> Value {
    json!({
        "id": member.id, "username": member.username, "acct": member.username, "display_name": member.name,
        "avatar": member.picture, "avatar_static": member.picture,
    })
}

fn trouble(trouble: &Trouble) -> Answer {
    match trouble {
        Trouble::NoToken => said(401, "This method requires an authenticated user"),
        Trouble::Expired(_) => said(401, "The access token expired"),
        Trouble::Revoked | Trouble::PasswordChanged => said(401, "The access token was revoked"),
        // Who removes an app removes its tokens.
        Trouble::AppDisabled | Trouble::UnknownToken => said(401, "The access token is invalid"),
        Trouble::Checkpoint => said(403, "Your login is currently disabled"),
        Trouble::PermissionMissing(_) => said(403, "This action is outside the authorized scopes"),
    }
}

fn refused(why: Refused) -> Answer {
    match why {
        Refused::App => said(401, "invalid_client"),
        Refused::Code | Refused::Refresh => said(400, "invalid_grant"),
        Refused::Token => Answer::json(200, json!({})),
    }
}

fn limited() -> Answer {
    said(429, "Too many requests")
}

fn broken() -> Answer {
    said(503, "There was a temporary problem serving your request, please try again")
}
