//! Tumblr: an envelope that repeats the status, and an account that is a list of blogs.

use serde_json::{Value, json};

use super::{
    Trouble, blogs,
    standard::{AppProof, Offered, Paths, ProofKey, Refresh, Refused, Revocation, Speech, Standard},
};
use crate::{wire::Answer, world::Member};

const BASIC: &str = "basic";

pub(super) const TUMBLR: Standard = Standard {
    permissions: &[
        (BASIC, "See your blogs"),
        ("write", "Post for you"),
        ("offline_access", "Stay connected until you take this back"),
    ],
    needs: &[BASIC],
    turned_away: |_| None,
    field_needs: &[],
    paths: Paths {
        authorize: "/oauth2/authorize",
        token: "/v2/oauth2/token",
        me: "/v2/user/info",
        revoke: None,
    },
    before: None,
    scope_separator: ' ',
    code_seconds: 600,
    app: AppProof::Body("client_id"),
    proof_key: ProofKey::Unknown,
    access_seconds: Some(2_520),
    refresh: Refresh {
        offered: Offered::Permitted("offline_access"),
        seconds: None,
        rotates: true,
        stops_when_locked: true,
        lifetime_as: None,
    },
    revocation: Revocation { access_only: false, asks_app: true },
    publishing: Some(blogs::PUBLISHING),
    speech: Speech { account, trouble, refused, limited, broken },
};

pub(super) fn said(status: u16, message: &str) -> Answer {
    Answer::json(status, json!({ "meta": { "status": status, "msg": message }, "response": [] }))
}

fn account(member: &Member) -> Value {
    let blogs = json!([
        { "uuid": "t:practice-side", "name": "geese", "title": "Geese", "primary": false },
        {
            "uuid": member.id, "name": member.username, "title": member.name, "primary": true,
            "avatar": [{ "width": 512, "height": 512, "url": member.picture }, { "width": 64, "height": 64, "url": "" }],
        },
    ]);
    json!({
        "meta": { "status": 200, "msg": "OK" }, "response": { "user": { "name": member.username, "blogs": blogs } },
    })
}

fn trouble(trouble: &Trouble) -> Answer {
    match trouble {
        // Tumblr answers all of these alike; only a renewal tells them apart.
        Trouble::AppDisabled
        | Trouble::NoToken
        | Trouble::UnknownToken
        | Trouble::Expired(_)
        | Trouble::Revoked
        | Trouble::PasswordChanged
        | Trouble::Checkpoint => said(401, "Unauthorized"),
        Trouble::PermissionMissing(_) => said(403, "Forbidden"),
    }
}

fn refused(why: Refused) -> Answer {
    let oauth = |status, error| Answer::json(status, json!({ "error": error }));
    match why {
        Refused::App => oauth(401, "invalid_client"),
        Refused::Code => oauth(400, "invalid_grant"),
        Refused::Refresh | Refused::Token => said(401, "Unauthorized"),
    }
}

fn limited() -> Answer {
    said(429, "Limit Exceeded")
}

fn broken() -> Answer {
    said(500, "Internal Server Error")
}
