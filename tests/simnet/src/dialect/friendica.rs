//! A Friendica server: no metadata, one redirect URI compared exactly, and one refusal for invalid and for insufficient
//! tokens.

use serde_json::json;

use super::{
    Trouble, Turn, manner,
    mastodon::account,
    servers::{FINE, PATHS, answer_before, is_asked_before, page, said},
    standard::{AppProof, Before, Offered, ProofKey, Refresh, Refused, Revocation, Speech, Standard},
    statuses,
};
use crate::wire::Answer;

pub(super) const FRIENDICA: Standard = Standard {
    permissions: FINE,
    needs: &["read:accounts"],
    paths: PATHS,
    before: Some(Before { is_asked: is_asked_before, answer: before }),
    scope_separator: ' ',
    code_seconds: 300,
    app: AppProof::Body("client_id"),
    proof_key: ProofKey::Unknown,
    access_seconds: None,
    refresh: Refresh {
        offered: Offered::Never,
        seconds: None,
        rotates: false,
        stops_when_locked: false,
        lifetime_as: None,
    },
    revocation: Revocation { access_only: true, asks_app: true },
    publishing: Some(statuses::publishing(&manner::FRIENDICA)),
    speech: Speech { account, trouble, refused, limited, broken },
    turned_away: |_| None,
    field_needs: &[],
};

fn before(standard: &Standard, turn: &mut Turn<'_>) -> Answer {
    answer_before(standard, turn, || page(404), || said(422, "Unprocessable Entity"))
}

fn trouble(_: &Trouble) -> Answer {
    said(403, "Token is not authorized with a valid user or is missing a required scope")
}

fn refused(why: Refused) -> Answer {
    match why {
        Refused::App => {
            let sentence = "Invalid data or unknown client";
            Answer::json(401, json!({ "error": "invalid_client", "error_description": sentence }))
        }
        Refused::Code | Refused::Refresh | Refused::Token => said(401, "Unauthorized"),
    }
}

fn limited() -> Answer {
    said(429, "Too Many Requests")
}

fn broken() -> Answer {
    said(500, "Internal Server Error")
}
