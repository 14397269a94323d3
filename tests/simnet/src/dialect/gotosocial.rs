//! A GoToSocial server: no metadata, redirect URIs compared exactly, and one refusal for all invalid tokens.

use serde_json::json;

use super::{
    Trouble, Turn, manner,
    mastodon::account,
    servers::{FINE, PATHS, answer_before, is_asked_before, said},
    standard::{AppProof, Before, Offered, ProofKey, Refresh, Refused, Revocation, Speech, Standard},
    statuses,
};
use crate::wire::Answer;

pub(super) const GOTOSOCIAL: Standard = Standard {
    permissions: FINE,
    needs: &["read:accounts"],
    paths: PATHS,
    before: Some(Before { is_asked: is_asked_before, answer: before }),
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
    publishing: Some(statuses::publishing(&manner::GOTOSOCIAL)),
    speech: Speech { account, trouble, refused, limited, broken },
    turned_away: |_| None,
    field_needs: &[],
};

fn before(standard: &Standard, turn: &mut Turn<'_>) -> Answer {
    // Every token request needs a redirect URI, even the app's own client-credentials request.
    if turn.asked.path == PATHS.token && turn.asked.field("redirect_uri").is_none() {
        return refusal(400, "invalid_request");
    }
    answer_before(standard, turn, || said(404, "Not Found: no route"), || refusal(403, "invalid_scope"))
}

fn refusal(status: u16, error: &str) -> Answer {
    let help = "If you arrived at this error during a sign in/oauth flow, please try again";
    Answer::json(status, json!({ "error": error, "error_description": help }))
}

fn trouble(trouble: &Trouble) -> Answer {
    match trouble {
        Trouble::AppDisabled
        | Trouble::NoToken
        | Trouble::UnknownToken
        | Trouble::Expired(_)
        | Trouble::Revoked
        | Trouble::PasswordChanged => said(401, "Unauthorized: token not supplied"),
        Trouble::Checkpoint => said(401, "Unauthorized: user not supplied or not authorized"),
        Trouble::PermissionMissing(_) => said(403, "Forbidden: token has insufficient scope permission"),
    }
}

fn refused(why: Refused) -> Answer {
    match why {
        Refused::App => refusal(400, "sql: no rows in result set"),
        Refused::Code | Refused::Refresh => refusal(400, "invalid_grant"),
        Refused::Token => Answer::json(200, json!({})),
    }
}

fn limited() -> Answer {
    said(429, "rate limit reached")
}

fn broken() -> Answer {
    said(500, "Internal Server Error")
}
