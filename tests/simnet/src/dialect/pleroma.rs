//! A Pleroma or Akkoma server: a web page at every unknown address, redirect URIs compared exactly, access tokens of a
//! hundred years with refresh tokens, and one refusal for all invalid tokens.

use serde_json::json;

use super::{
    Trouble, Turn, manner,
    mastodon::account,
    servers::{FINE, PATHS, answer_before, is_asked_before, page, said},
    standard::{AppProof, Before, Offered, ProofKey, Refresh, Refused, Revocation, Speech, Standard},
    statuses,
};
use crate::wire::Answer;

pub(super) const PLEROMA: Standard = Standard {
    permissions: FINE,
    needs: &["read:accounts"],
    paths: PATHS,
    before: Some(Before { is_asked: is_asked_before, answer: before }),
    scope_separator: ' ',
    code_seconds: 600,
    app: AppProof::Body("client_id"),
    proof_key: ProofKey::Unknown,
    access_seconds: Some(3_153_600_000),
    refresh: Refresh {
        offered: Offered::Always,
        seconds: None,
        rotates: true,
        stops_when_locked: false,
        lifetime_as: None,
    },
    revocation: Revocation { access_only: false, asks_app: false },
    publishing: Some(statuses::publishing(&manner::PLEROMA)),
    speech: Speech { account, trouble, refused, limited, broken },
    turned_away: |_| None,
    field_needs: &[],
};

fn before(standard: &Standard, turn: &mut Turn<'_>) -> Answer {
    answer_before(standard, turn, || page(200), || said(400, "Invalid credentials"))
}

fn trouble(trouble: &Trouble) -> Answer {
    match trouble {
        Trouble::AppDisabled
        | Trouble::NoToken
        | Trouble::UnknownToken
        | Trouble::Expired(_)
        | Trouble::Revoked
        | Trouble::PasswordChanged
        | Trouble::Checkpoint => said(403, "Invalid credentials."),
        Trouble::PermissionMissing(scope) => said(403, &format!("Insufficient permissions: {scope}.")),
    }
}

fn refused(why: Refused) -> Answer {
    match why {
        Refused::App | Refused::Code | Refused::Refresh => said(400, "Invalid credentials"),
        Refused::Token => Answer::json(200, json!({})),
    }
}

fn limited() -> Answer {
    said(429, "Throttled")
}

fn broken() -> Answer {
    said(500, "Something went wrong")
}
