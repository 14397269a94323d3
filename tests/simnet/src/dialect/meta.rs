//! The common parts of Facebook, Instagram and Threads, such as the error envelope.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::{dialect::Trouble, random, wire::Answer, world::World};

/// About sixty days, to the second as in Meta's own examples.
pub(super) const LONG_LIVED_SECONDS: i64 = 5_183_944;

pub(super) fn error(status: u16, code: u32, subcode: Option<u32>, message: &str) -> Answer {
    envelope(status, "OAuthException", code, subcode, message)
}

pub(super) fn envelope(status: u16, kind: &str, code: u32, subcode: Option<u32>, message: &str) -> Answer {
    let mut error = json!({ "message": message, "type": kind, "code": code, "fbtrace_id": random::word() });
    if let Some(subcode) = subcode {
        error["error_subcode"] = subcode.into();
    }
    Answer::json(status, json!({ "error": error }))
}

fn transient(status: u16, code: u32, message: &str) -> Answer {
    let error = json!({
        "message": message, "type": "OAuthException", "is_transient": true, "code": code, "fbtrace_id": random::word(),
    });
    Answer::json(status, json!({ "error": error }))
}

/// `site` is the site at which the person can pass a checkpoint.
pub(super) fn trouble(world: &World, now: DateTime<Utc>, site: &str, trouble: &Trouble) -> Answer {
    let invalid = |subcode, message: &str| error(400, 190, subcode, message);
    let answer = match trouble {
        Trouble::AppDisabled => {
            error(401, 190, None, "Error validating application. Application has been deleted.")
        }
        Trouble::NoToken => error(
            400,
            2500,
            None,
            "An active access token must be used to query information about the current user.",
        ),
        Trouble::UnknownToken => invalid(None, "Invalid OAuth access token - Cannot parse access token"),
        Trouble::Expired(at) => {
            let (at, now) = (at.format("%A, %d-%b-%y %H:%M:%S UTC"), now.format("%A, %d-%b-%y %H:%M:%S UTC"));
            invalid(
                Some(463),
                &format!(
                    "Error validating access token: Session has expired on {at}. The current time is {now}."
                ),
            )
        }
        Trouble::Revoked => invalid(
            Some(458),
            &format!(
                "Error validating access token: The user has not authorized application {}.",
                world.network.client_id()
            ),
        ),
        Trouble::PasswordChanged => invalid(
            Some(460),
            "Error validating access token: The session has been invalidated because the user changed their password \
             or Facebook has changed the session for security reasons.",
        ),
        Trouble::Checkpoint => invalid(
            Some(459),
            &format!(
                "Error validating access token: You cannot access the app till you log in to {site} and follow the \
                 instructions given."
            ),
        ),
        Trouble::PermissionMissing(permission) => {
            error(403, 10, None, &format!("(#10) This endpoint requires the '{permission}' permission."))
        }
    };
    answer.header("www-authenticate", "OAuth \"Facebook Platform\" \"invalid_token\"")
}

/// The error for the app's limit, or for the limit of a business use case.
pub(super) fn rate_limited(status: u16, business: Option<(u32, &str)>) -> Answer {
    match business {
        Some((code, kind)) => limited(status, code, Some(kind)),
        None => limited(status, 4, None),
    }
}

pub(super) fn limited(status: u16, code: u32, business: Option<&str>) -> Answer {
    let usage = json!({ "call_count": 100, "total_cputime": 25, "total_time": 25 }).to_string();
    let words = match (code, business) {
        (_, Some(_)) => "There have been too many calls to this account. Wait a bit and try again.",
        (4, None) => "Application request limit reached",
        (17, None) => "User request limit reached",
        (32, None) => "Page request limit reached",
        (_, None) => "Calls to this API have exceeded the rate limit.",
    };
    let answer = transient(status, code, &format!("(#{code}) {words}")).header("x-app-usage", usage);
    let Some(kind) = business else { return answer };
    let business_usage = json!({ "10200000000000099": [{
        "type": kind, "call_count": 100, "total_cputime": 25, "total_time": 25, "estimated_time_to_regain_access": 15,
    }] });
    answer.header("x-business-use-case-usage", business_usage.to_string())
}

pub(super) fn server_error() -> Answer {
    transient(500, 2, "An unexpected error has occurred. Please retry your request later.")
}

pub(super) fn token(access_token: &str, expires_in: i64) -> Answer {
    Answer::json(
        200,
        json!({ "access_token": access_token, "token_type": "bearer", "expires_in": expires_in }),
    )
}

/// Selects the requested fields that exist.
pub(super) fn select(fields: Option<&str>, default: &str, always: &str, all: &Value) -> Answer {
    let fields = fields.unwrap_or(default);
    let chosen = fields.split(',').map(|field| field.split(['.', '{']).next().unwrap_or(field).trim());
    let mut body = json!({});
    for field in chosen.chain([always]).filter(|field| all.get(*field).is_some()) {
        body[field] = all[field].clone();
    }
    Answer::json(200, body)
}
