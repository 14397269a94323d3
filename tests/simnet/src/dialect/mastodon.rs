//! A current Mastodon server: it publishes metadata, registers any app, and its tokens do not expire.

use serde_json::{Value, json};

use super::{
    Trouble, Turn, manner,
    standard::{AppProof, Before, Offered, Paths, ProofKey, Refresh, Refused, Revocation, Speech, Standard},
    statuses,
};
use crate::{
    wire::{Answer, Asked},
    world::{CLIENT_SECRET, Member},
};

const METADATA: &str = "/.well-known/oauth-authorization-server";
const APPS: &str = "/api/v1/apps";

pub(super) const MASTODON: Standard = Standard {
    permissions: &[
        ("profile", "See your profile"),
        ("write:statuses", "Publish posts"),
        ("write:media", "Upload files"),
    ],
    needs: &["profile"],
    turned_away: |_| None,
    field_needs: &[],
    paths: Paths {
        authorize: "/oauth/authorize",
        token: "/oauth/token",
        me: "/api/v1/accounts/verify_credentials",
        revoke: Some("/oauth/revoke"),
    },
    before: Some(Before { is_asked: is_asked_before, answer: answer_before }),
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
    publishing: Some(statuses::publishing(&manner::MASTODON)),
    speech: Speech { account, trouble, refused, limited, broken },
};

/// Recognises requests for metadata, app registrations, and the app's check of its own registration.
fn is_asked_before(asked: &Asked) -> bool {
    match (asked.method.as_str(), asked.path.as_str()) {
        ("GET", METADATA) | ("POST", APPS) => true,
        ("POST", _) => asked.field("grant_type") == Some("client_credentials"),
        _ => false,
    }
}

fn answer_before(standard: &Standard, turn: &mut Turn<'_>) -> Answer {
    match turn.asked.path.as_str() {
        METADATA => {
            let scopes: Vec<_> = standard.permissions.iter().map(|(scope, _)| *scope).collect();
            Answer::json(
                200,
                json!({
                    "issuer": format!("{}/", turn.here()), "scopes_supported": scopes,
                    "code_challenge_methods_supported": ["S256"],
                }),
            )
        }
        APPS => {
            let id = turn.world.network.client_id();
            Answer::json(200, json!({ "id": "1", "client_id": id, "client_secret": CLIENT_SECRET }))
        }
        _ if standard.knows_app(turn) => Answer::json(
            200,
            json!({ "access_token": "practice-app", "token_type": "Bearer", "scope": "profile" }),
        ),
        _ => refused(Refused::App),
    }
}

pub(super) fn said(status: u16, error: &str) -> Answer {
    Answer::json(status, json!({ "error": error }))
}

pub(super) fn account(member: &Member) -> Value {
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
        // Removing an app removes its tokens.
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
