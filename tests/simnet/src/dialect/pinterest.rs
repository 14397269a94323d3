//! Pinterest: HTTP Basic, and continuous refresh tokens on request.

use serde_json::{Value, json};

use super::{
    Trouble,
    pins::PINNING,
    standard::{AppProof, Offered, Paths, ProofKey, Refresh, Refused, Revocation, Speech, Standard},
};
use crate::{wire::Answer, world::Member};

const READ: &str = "user_accounts:read";

pub(super) const PINTEREST: Standard = Standard {
    permissions: &[
        (READ, "See your account"),
        ("boards:read", "See your public boards"),
        ("boards:write", "Change your public boards"),
        ("pins:read", "See your public pins"),
        ("pins:write", "Pin for you"),
    ],
    needs: &[READ],
    turned_away: |_| None,
    field_needs: &[],
    paths: Paths { authorize: "/oauth/", token: "/v5/oauth/token", me: "/v5/user_account", revoke: None },
    scope_separator: ',',
    code_seconds: 600,
    app: AppProof::Basic,
    proof_key: ProofKey::Unknown,
    access_seconds: Some(2_592_000),
    refresh: Refresh {
        offered: Offered::Exchanged("continuous_refresh", "true"),
        seconds: Some(5_184_000),
        rotates: true,
        stops_when_locked: true,
        lifetime_as: Some("refresh_token_expires_in"),
    },
    before: None,
    revocation: Revocation { access_only: false, asks_app: true },
    publishing: Some(PINNING),
    speech: Speech { account, trouble, refused, limited, broken },
};

pub(super) fn said(status: u16, code: u32, message: &str) -> Answer {
    Answer::json(status, json!({ "code": code, "message": message }))
}

fn account(member: &Member) -> Value {
    json!({
        "account_type": "PINNER", "id": member.id, "username": member.username, "business_name": member.name,
        "profile_image": member.picture,
    })
}

fn trouble(trouble: &Trouble) -> Answer {
    match trouble {
        // Pinterest answers all of these alike; only a renewal tells them apart.
        Trouble::AppDisabled
        | Trouble::NoToken
        | Trouble::UnknownToken
        | Trouble::Expired(_)
        | Trouble::Revoked
        | Trouble::PasswordChanged
        | Trouble::Checkpoint => said(401, 2, "Authentication failed."),
        Trouble::PermissionMissing(_) => said(403, 403, "Not authorized to access the user account."),
    }
}

fn refused(why: Refused) -> Answer {
    match why {
        Refused::App => said(401, 2, "Authentication failed."),
        Refused::Code => said(400, 283, "Invalid authorization code"),
        Refused::Refresh | Refused::Token => said(401, 283, "The authorization grant is invalid"),
    }
}

fn limited() -> Answer {
    said(429, 8, "You have exceeded your rate limit. Try again later.")
}

fn broken() -> Answer {
    said(500, 0, "Something went wrong on our end. Sorry about that.")
}
