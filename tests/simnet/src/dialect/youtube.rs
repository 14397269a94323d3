//! YouTube: Google's token endpoint, and the list of the person's own channels.

use serde_json::{Value, json};

use super::{
    Trouble,
    standard::{AppProof, Offered, Paths, ProofKey, Refresh, Refused, Revocation, Speech, Standard},
};
use crate::{wire::Answer, world::Member};

const READ: &str = "https://www.googleapis.com/auth/youtube.readonly";

pub(super) const YOUTUBE: Standard = Standard {
    permissions: &[
        (READ, "See your YouTube account"),
        ("https://www.googleapis.com/auth/youtube.upload", "Upload videos for you"),
    ],
    needs: &[READ],
    turned_away: |_| None,
    field_needs: &[],
    paths: Paths {
        authorize: "/o/oauth2/v2/auth",
        token: "/token",
        me: "/youtube/v3/channels",
        revoke: Some("/revoke"),
    },
    before: None,
    scope_separator: ' ',
    code_seconds: 600,
    app: AppProof::Body("client_id"),
    proof_key: ProofKey::S256,
    access_seconds: Some(3_599),
    refresh: Refresh {
        offered: Offered::Asked(&[("access_type", "offline"), ("prompt", "consent")]),
        seconds: None,
        rotates: false,
        stops_when_locked: false,
        lifetime_as: None,
    },
    revocation: Revocation { access_only: false, asks_app: false },
    publishing: None,
    speech: Speech { account, trouble, refused, limited, broken },
};

fn account(member: &Member) -> Value {
    json!({
        "kind": "youtube#channelListResponse", "pageInfo": { "totalResults": 1, "resultsPerPage": 5 },
        "items": [{
            "kind": "youtube#channel", "id": member.id,
            "snippet": {
                "title": member.name, "customUrl": format!("@{}", member.username),
                "thumbnails": { "default": { "url": member.picture, "width": 88, "height": 88 } },
            },
        }],
    })
}

fn envelope(status: u16, word: &str, reason: &str, message: &str) -> Answer {
    Answer::json(
        status,
        json!({ "error": {
            "code": status, "message": message, "status": word,
            "errors": [{ "message": message, "domain": "global", "reason": reason }],
        } }),
    )
}

fn trouble(trouble: &Trouble) -> Answer {
    match trouble {
        Trouble::AppDisabled => {
            let mut suspended = json!({ "error": {
                "code": 403, "message": "Permission denied: Consumer has been suspended.", "status": "PERMISSION_DENIED",
                "errors": [{ "message": "Forbidden", "domain": "global", "reason": "forbidden" }],
            } });
            suspended["error"]["details"] = json!([
                { "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "CONSUMER_SUSPENDED", "domain": "googleapis.com" },
            ]);
            Answer::json(403, suspended)
        }
        // Google answers all of these alike; only a renewal tells them apart.
        Trouble::NoToken
        | Trouble::UnknownToken
        | Trouble::Expired(_)
        | Trouble::Revoked
        | Trouble::PasswordChanged => {
            envelope(401, "UNAUTHENTICATED", "authError", "Request had invalid authentication credentials.")
        }
        Trouble::Checkpoint => envelope(
            403,
            "PERMISSION_DENIED",
            "authenticatedUserAccountSuspended",
            "The account is suspended.",
        ),
        Trouble::PermissionMissing(_) => envelope(
            403,
            "PERMISSION_DENIED",
            "insufficientPermissions",
            "Request had insufficient authentication scopes.",
        ),
    }
}

fn refused(why: Refused) -> Answer {
    let (status, error, description) = match why {
        Refused::App => (401, "invalid_client", "Unauthorized"),
        Refused::Code => (400, "invalid_grant", "Bad Request"),
        Refused::Refresh => (400, "invalid_grant", "Token has been expired or revoked."),
        Refused::Token => (400, "invalid_token", "Token expired or revoked"),
    };
    Answer::json(status, json!({ "error": error, "error_description": description }))
}

fn limited() -> Answer {
    envelope(403, "RESOURCE_EXHAUSTED", "rateLimitExceeded", "Quota exceeded for quota metric 'Queries'.")
}

fn broken() -> Answer {
    envelope(500, "INTERNAL", "backendError", "Backend Error")
}
