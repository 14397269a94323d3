//! Answers of a network, or of a proxy in its place, that did not act on the request.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::{FaultKind, gzip};
use crate::{
    dialect::{self, Dialect, Trouble},
    pages,
    wire::{Answer, Body},
    world::World,
};

const HUGE_ANSWER: usize = 10_000_000;
/// The wait in seconds that a 429 with `Retry-After` asks for.
const RETRY_AFTER_SECONDS: i64 = 120;

/// The answer of a fault that does not act on the request. `None` for a fault that acts or does not answer.
pub(crate) fn answer(
    kind: FaultKind,
    dialect: &dyn Dialect,
    world: &mut World,
    now: DateTime<Utc>,
) -> Option<Answer> {
    if let Some((code, status)) = kind.meta() {
        return Some(dialect::meta_limit(code, status));
    }
    let login = format!("{}/practice/captive", world.origin);
    let broken = |status: u16, words: &str| Some(Answer::html(status, page(words)));
    let slow_down = || Answer::json(429, json!({ "message": "Too Many Requests" }));
    match kind {
        FaultKind::RateLimit => Some(dialect.rate_limited(now, false)),
        FaultKind::RateLimitBusiness => Some(dialect.rate_limited(now, true)),
        FaultKind::ServerError => Some(dialect.server_error()),
        FaultKind::RefuseContent => Some(dialect.content_refused()),
        FaultKind::FalseRevoked => Some(dialect.trouble(world, now, &Trouble::Revoked)),
        FaultKind::X88 => Some(x_error(429, 88, "Rate limit exceeded")),
        FaultKind::X130 => Some(x_error(503, 130, "Over capacity")),
        FaultKind::X402 => Some(Answer::json(
            402,
            json!({
                "title": "CreditsDepleted", "status": 402, "type": "https://api.x.com/2/problems/credits",
                "detail": "Your enrolled account does not have any credits to fulfill this request.",
            }),
        )),
        FaultKind::Reddit200 => {
            Some(Answer::json(200, json!({ "error": "RATELIMIT", "message": "Too Many Requests" })))
        }
        FaultKind::TikTok200 => Some(Answer::json(
            200,
            json!({ "data": {}, "error": {
                "code": "rate_limit_exceeded", "message": "The API rate limit was exceeded.", "log_id": "practice",
            } }),
        )),
        FaultKind::CaptivePortal => Some(captive_portal(world, &login)),
        FaultKind::Redirect301 => Some(Answer::redirect(301, &login)),
        FaultKind::Redirect302 => Some(Answer::redirect(302, &login)),
        FaultKind::Redirect307 => Some(Answer::redirect(307, &login)),
        FaultKind::Html => broken(200, "This is no JSON."),
        FaultKind::HtmlAsJson => {
            Some(Answer::html(200, page("This is no JSON.")).header("content-type", "application/json"))
        }
        FaultKind::ProxyForbidden => broken(403, "Your organization blocks this site."),
        FaultKind::TemporarilyUnavailable => Some(Answer::json(
            400,
            json!({ "error": "temporarily_unavailable", "error_description": "Try again later." }),
        )),
        FaultKind::Status408 => broken(408, "Request Timeout"),
        FaultKind::Status425 => broken(425, "Too Early"),
        FaultKind::Status429 => Some(slow_down()),
        FaultKind::Status429Seconds => {
            Some(slow_down().header("retry-after", RETRY_AFTER_SECONDS.to_string()))
        }
        FaultKind::Status429Date => {
            let until = now + TimeDelta::seconds(RETRY_AFTER_SECONDS);
            Some(slow_down().header("retry-after", until.format("%a, %d %b %Y %H:%M:%S GMT").to_string()))
        }
        FaultKind::Status500 => Some(internal_error()),
        FaultKind::Status502 => broken(502, "Bad Gateway"),
        FaultKind::Status503 => broken(503, "Service Unavailable"),
        FaultKind::Status504 => Some(gateway_timeout()),
        FaultKind::Status511 => Some(Answer::html(511, pages::captive_portal())),
        FaultKind::Status520 => broken(520, "Web server is returning an unknown error"),
        FaultKind::Status522 => broken(522, "Connection timed out"),
        FaultKind::NoContent => Some(Answer::empty(204)),
        FaultKind::Empty => Some(Answer::empty(200)),
        FaultKind::GzipBomb => Some(Answer {
            body: Body::Bytes(gzip::bomb()),
            ..Answer::json(200, json!(null)).header("content-encoding", "gzip")
        }),
        FaultKind::Huge => Some(Answer::json(200, json!({ "padding": "x".repeat(HUGE_ANSWER) }))),
        FaultKind::WrongType => Some(Answer::json(200, wrong_types())),
        _ => None,
    }
}

/// Redirects to a login page and shows a page, by turns.
fn captive_portal(world: &mut World, login: &str) -> Answer {
    world.portal_redirects = !world.portal_redirects;
    if world.portal_redirects {
        Answer::redirect(302, login)
    } else {
        Answer::html(200, pages::captive_portal())
    }
}

/// The page of a server with an internal error.
pub(crate) fn internal_error() -> Answer {
    Answer::html(500, page("Internal Server Error"))
}

/// The answer of a gateway that gave up waiting for a network which acts.
pub(crate) fn gateway_timeout() -> Answer {
    Answer::html(504, page("Gateway Timeout"))
}

fn page(words: &str) -> String {
    format!("<!doctype html><title>{words}</title><p>{words}")
}

fn x_error(status: u16, code: u32, message: &str) -> Answer {
    Answer::json(status, json!({ "errors": [{ "code": code, "message": message }] }))
}

/// All fields that an app could look for, each with a wrong type.
fn wrong_types() -> serde_json::Value {
    json!({
        "access_token": { "value": 7 }, "token_type": [], "expires_in": "soon", "refresh_token": 7, "scope": 7,
        "id": [], "user_id": [], "sub": [], "data": 7, "username": 7, "name": 7,
    })
}
