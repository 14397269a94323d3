//! TikTok: a client key, a challenge in hex, and failures with status 200.

use serde_json::{Value, json};

use super::{
    Trouble,
    standard::{AppProof, Offered, Paths, ProofKey, Refresh, Refused, Revocation, Speech, Standard},
};
use crate::{wire::Answer, world::Member};

const BASIC: &str = "user.info.basic";

pub(super) const TIKTOK: Standard = Standard {
    permissions: &[
        (BASIC, "See your name and picture"),
        ("user.info.profile", "See your profile"),
        ("video.publish", "Post videos for you"),
        ("video.upload", "Upload drafts for you"),
    ],
    needs: &[BASIC],
    turned_away: |_| None,
    field_needs: &[("username", "user.info.profile"), ("is_verified", "user.info.profile")],
    paths: Paths {
        authorize: "/v2/auth/authorize/",
        token: "/v2/oauth/token/",
        me: "/v2/user/info/",
        revoke: Some("/v2/oauth/revoke/"),
    },
    before: None,
    scope_separator: ',',
    code_seconds: 600,
    app: AppProof::Body("client_key"),
    proof_key: ProofKey::Hex,
    access_seconds: Some(7_200),
    refresh: Refresh {
        offered: Offered::Always,
        seconds: Some(15_552_000),
        rotates: true,
        stops_when_locked: false,
        lifetime_as: Some("refresh_expires_in"),
    },
    revocation: Revocation { access_only: true, asks_app: true },
    publishing: None,
    speech: Speech { account, trouble, refused, limited, broken },
};

fn envelope(status: u16, data: &Value, code: &str, message: &str) -> Answer {
    let error = json!({ "code": code, "message": message, "log_id": "practice" });
    Answer::json(status, json!({ "data": data, "error": error }))
}

fn account(member: &Member) -> Value {
    json!({
        "data": { "user": {
            "open_id": member.id, "avatar_url": member.picture, "display_name": member.name, "username": member.username,
        } },
        "error": { "code": "ok", "message": "", "log_id": "practice" },
    })
}

fn trouble(trouble: &Trouble) -> Answer {
    let none = json!({});
    match trouble {
        // TikTok answers all of these alike; only a renewal tells them apart.
        Trouble::AppDisabled
        | Trouble::NoToken
        | Trouble::UnknownToken
        | Trouble::Expired(_)
        | Trouble::Revoked
        | Trouble::PasswordChanged => envelope(
            401,
            &none,
            "access_token_invalid",
            "The access token is invalid or not found in the request.",
        ),
        Trouble::Checkpoint => {
            envelope(403, &none, "spam_risk_user_banned_from_posting", "The user is banned from posting.")
        }
        Trouble::PermissionMissing(_) => {
            envelope(200, &none, "scope_not_authorized", "The user did not authorize the scope.")
        }
    }
}

fn refused(why: Refused) -> Answer {
    let (status, error, description) = match why {
        Refused::App => (401, "invalid_client", "Client key or secret is incorrect."),
        Refused::Code => {
            (400, "invalid_grant", "Authorization code is expired, or code verifier is invalid.")
        }
        Refused::Refresh => (200, "invalid_grant", "Refresh token is invalid or expired."),
        Refused::Token => (200, "invalid_request", "Access token is invalid or expired."),
    };
    Answer::json(status, json!({ "error": error, "error_description": description, "log_id": "practice" }))
}

fn limited() -> Answer {
    envelope(
        429,
        &json!({}),
        "rate_limit_exceeded",
        "The API rate limit was exceeded. Please try again later.",
    )
}

fn broken() -> Answer {
    envelope(500, &json!({}), "internal_error", "Something went wrong. Please try again later.")
}
