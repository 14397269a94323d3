//! Reddit: HTTP Basic, with an empty password for an installed app, and errors of the code exchange with status 200.

use serde_json::{Value, json};

use super::{
    Trouble,
    standard::{AppProof, Offered, Paths, ProofKey, Refresh, Refused, Revocation, Speech, Standard},
    submissions,
};
use crate::{
    wire::{Answer, Asked},
    world::Member,
};

const IDENTITY: &str = "identity";

pub(super) const REDDIT: Standard = Standard {
    permissions: &[
        (IDENTITY, "See your name and when you joined"),
        ("read", "See posts and comments"),
        ("submit", "Post for you"),
        ("flair", "Choose flair for you"),
        ("edit", "Edit and delete your posts"),
    ],
    needs: &[IDENTITY],
    turned_away,
    field_needs: &[],
    paths: Paths {
        authorize: "/api/v1/authorize",
        token: "/api/v1/access_token",
        me: "/api/v1/me",
        revoke: Some("/api/v1/revoke_token"),
    },
    before: None,
    scope_separator: ' ',
    code_seconds: 600,
    app: AppProof::BasicOrEmpty,
    proof_key: ProofKey::Unknown,
    access_seconds: Some(3_600),
    refresh: Refresh {
        offered: Offered::Asked(&[("duration", "permanent")]),
        seconds: None,
        rotates: false,
        stops_when_locked: false,
        lifetime_as: None,
    },
    revocation: Revocation { access_only: false, asks_app: true },
    publishing: Some(submissions::PUBLISHING),
    speech: Speech { account, trouble, refused, limited, broken },
};

/// Reddit throttles clients whose `User-Agent` does not have the documented form.
fn turned_away(asked: &Asked) -> Option<Answer> {
    let agent = asked.user_agent.as_deref().unwrap_or_default();
    let parts: Vec<_> = agent.splitn(3, ':').collect();
    let is_told = matches!(parts.as_slice(), [platform, app, version]
        if !platform.is_empty() && !app.is_empty() && version.starts_with('v'));
    (!is_told).then(limited)
}

fn said(status: u16, message: &str) -> Answer {
    Answer::json(status, json!({ "message": message, "error": status }))
}

fn account(member: &Member) -> Value {
    json!({
        "id": member.id, "name": member.username, "subreddit": { "title": member.name }, "is_suspended": false,
        // HTML-escaped, as Reddit sends it.
        "icon_img": format!("{}?width=256&amp;height=256", member.picture),
    })
}

fn trouble(trouble: &Trouble) -> Answer {
    match trouble {
        // Reddit answers all of these alike; only a renewal tells them apart.
        Trouble::AppDisabled
        | Trouble::NoToken
        | Trouble::UnknownToken
        | Trouble::Expired(_)
        | Trouble::Revoked
        | Trouble::PasswordChanged => said(401, "Unauthorized"),
        Trouble::Checkpoint => Answer::json(200, json!({ "is_suspended": true })),
        Trouble::PermissionMissing(_) => {
            Answer::json(403, json!({ "message": "Forbidden", "error": 403, "reason": "insufficient_scope" }))
        }
    }
}

fn refused(why: Refused) -> Answer {
    match why {
        Refused::App => said(401, "Unauthorized"),
        Refused::Code => Answer::json(200, json!({ "error": "invalid_grant" })),
        Refused::Refresh => said(400, "Bad Request"),
        // Revoking an unknown token succeeds (RFC 7009 section 2.2).
        Refused::Token => Answer::empty(200),
    }
}

fn limited() -> Answer {
    said(429, "Too Many Requests").header("x-ratelimit-remaining", "0").header("x-ratelimit-reset", "300")
}

fn broken() -> Answer {
    said(500, "Internal Server Error")
}
