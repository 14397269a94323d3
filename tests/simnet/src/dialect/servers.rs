//! The common parts of servers that speak Mastodon's API without being Mastodon: they register apps, and remember each
//! registration.

use serde_json::json;

use super::{
    Turn,
    standard::{Paths, Refused, Standard},
};
use crate::{
    sign_in::{may_ask, split},
    wire::{Answer, Asked},
    world::CLIENT_SECRET,
};

const METADATA: &str = "/.well-known/oauth-authorization-server";
const HOST_META: &str = "/.well-known/host-meta";
const APPS: &str = "/api/v1/apps";

/// The scopes that most of these servers know.
pub(super) const FINE: &[(&str, &str)] = &[
    ("read:accounts", "See your profile"),
    ("write:statuses", "Publish posts"),
    ("write:media", "Upload files"),
];

pub(super) const PATHS: Paths = Paths {
    authorize: "/oauth/authorize",
    token: "/oauth/token",
    me: "/api/v1/accounts/verify_credentials",
    revoke: Some("/oauth/revoke"),
};

/// Recognises requests for metadata, app registrations, and the app's check of its own registration.
pub(super) fn is_asked_before(asked: &Asked) -> bool {
    match (asked.method.as_str(), asked.path.as_str()) {
        ("GET", METADATA | HOST_META) | ("POST", APPS) => true,
        ("POST", _) => asked.field("grant_type") == Some("client_credentials"),
        _ => false,
    }
}

/// `unknown` answers requests for metadata, `scopes_refused` requests for scopes that the app may not have.
pub(super) fn answer_before(
    standard: &Standard,
    turn: &mut Turn<'_>,
    unknown: fn() -> Answer,
    scopes_refused: fn() -> Answer,
) -> Answer {
    let field = |name: &str| turn.asked.field(name).unwrap_or_default();
    match turn.asked.path.as_str() {
        METADATA => unknown(),
        HOST_META => {
            let template = format!("{}/.well-known/webfinger?resource={{uri}}", turn.here());
            let links = format!("<Link rel=\"lrdd\" template=\"{template}\"/>");
            Answer::html(200, format!("<?xml version=\"1.0\"?><XRD>{links}</XRD>"))
                .header("content-type", "application/xrd+xml")
        }
        APPS => {
            let network = turn.world.network;
            let (redirects, scopes) = (field("redirect_uris").to_owned(), field("scopes").to_owned());
            let id = turn.world.apps.register(network, &redirects, &scopes);
            Answer::json(200, json!({ "id": "1", "client_id": id, "client_secret": CLIENT_SECRET }))
        }
        _ if !standard.knows_app(turn) => (standard.speech.refused)(Refused::App),
        _ => {
            let scopes = split(' ', field("scope"));
            let known = |scope: &String| standard.permissions.iter().any(|(known, _)| known == scope);
            if !scopes.iter().all(known) || !may_ask(turn.world, field("client_id"), &scopes) {
                return scopes_refused();
            }
            Answer::json(200, json!({ "access_token": "practice-app", "token_type": "Bearer" }))
        }
    }
}

pub(super) fn said(status: u16, error: &str) -> Answer {
    Answer::json(status, json!({ "error": error }))
}

/// A web page, which some servers return at every unknown address.
pub(super) fn page(status: u16) -> Answer {
    Answer::html(
        status,
        "<!DOCTYPE html><html lang=\"en\"><title>A server</title><noscript>Please enable JavaScript."
            .to_owned(),
    )
}
