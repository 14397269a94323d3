//! A Pixelfed server, built on Laravel Passport: coarse scopes, access tokens of a year, single-use refresh tokens, and
//! no revocation endpoint.

use serde_json::json;

use super::{
    Trouble, Turn, manner,
    mastodon::account,
    servers::{PATHS, answer_before, is_asked_before, page, said},
    standard::{AppProof, Before, Offered, Paths, ProofKey, Refresh, Refused, Revocation, Speech, Standard},
    statuses,
};
use crate::wire::Answer;

pub(super) const PIXELFED: Standard = Standard {
    permissions: &[
        ("read", "Full read access to your account"),
        ("write", "Full write access to your account"),
        ("follow", "Ability to follow other profiles"),
        ("push", "Receive your push notifications"),
    ],
    needs: &["read"],
    paths: Paths { revoke: None, ..PATHS },
    before: Some(Before { is_asked: is_asked_before, answer: before }),
    scope_separator: ' ',
    code_seconds: 600,
    app: AppProof::Body("client_id"),
    proof_key: ProofKey::S256,
    access_seconds: Some(31_536_000),
    refresh: Refresh {
        offered: Offered::Always,
        seconds: Some(34_560_000),
        rotates: true,
        stops_when_locked: false,
        lifetime_as: None,
    },
    revocation: Revocation { access_only: true, asks_app: true },
    publishing: Some(statuses::publishing(&manner::PIXELFED)),
    speech: Speech { account, trouble, refused, limited, broken },
    turned_away: |_| None,
    field_needs: &[],
};

fn before(standard: &Standard, turn: &mut Turn<'_>) -> Answer {
    let unknown_scope =
        || refusal(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed");
    answer_before(standard, turn, || page(404), unknown_scope)
}

fn refusal(status: u16, error: &str, sentence: &str) -> Answer {
    Answer::json(status, json!({ "error": error, "error_description": sentence, "message": sentence }))
}

fn trouble(trouble: &Trouble) -> Answer {
    match trouble {
        Trouble::AppDisabled
        | Trouble::NoToken
        | Trouble::UnknownToken
        | Trouble::Expired(_)
        | Trouble::Revoked
        | Trouble::PasswordChanged => said(401, "Unauthenticated."),
        // Pixelfed answers alike for a suspended account and for a token that may not read.
        Trouble::Checkpoint | Trouble::PermissionMissing(_) => said(403, ""),
    }
}

fn refused(why: Refused) -> Answer {
    match why {
        Refused::App => refusal(401, "invalid_client", "Client authentication failed"),
        Refused::Code => refusal(400, "invalid_grant", "The provided authorization grant is invalid"),
        Refused::Refresh | Refused::Token => refusal(401, "invalid_request", "The refresh token is invalid."),
    }
}

fn limited() -> Answer {
    said(429, "Too Many Attempts.")
}

fn broken() -> Answer {
    said(500, "Server Error")
}
