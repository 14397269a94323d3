//! X with OAuth 1.0a: signed requests, tokens without an end, and a PIN for apps without a redirect.

use chrono::{DateTime, Utc};
use serde_json::json;
use url::{Url, form_urlencoded};

use super::{Dialect, Rejected, Trouble, Turn, tweets, x};
use crate::{
    Endpoint,
    grants::{End, Request},
    pages,
    sign_in::registered,
    signed::{self, Unsigned},
    wire::{Answer, Asked, Body},
    world::World,
};

/// A century, because these tokens have no end.
const ACCESS_SECONDS: i64 = 100 * 365 * 86_400;
/// The callback of an app without a redirect address (RFC 5849 section 2.1).
const OUT_OF_BAND: &str = "oob";

pub(super) struct XOAuth1;

impl Dialect for XOAuth1 {
    fn permissions(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("read", "See posts, including those of protected accounts you follow, and your profile"),
            ("write", "Post and repost for you, and change your profile"),
        ]
    }

    fn probe_needs(&self) -> &'static [&'static str] {
        &["read"]
    }

    fn endpoint(&self, asked: &Asked) -> Option<Endpoint> {
        match (asked.method.as_str(), asked.path.as_str()) {
            ("POST", "/oauth/request_token") => Some(Endpoint::Request),
            ("GET", "/oauth/authorize") => Some(Endpoint::Authorize),
            ("POST", "/oauth/access_token") => Some(Endpoint::Token),
            ("GET", "/2/users/me") => Some(Endpoint::Probe),
            ("POST", "/1.1/oauth/invalidate_token.json") => Some(Endpoint::Revoke),
            _ => tweets::endpoint(asked),
        }
    }

    fn answer(&self, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
        match endpoint {
            Endpoint::Request | Endpoint::Authorize => request_token(turn),
            Endpoint::Token | Endpoint::LongLived | Endpoint::Renewal => access_token(turn),
            Endpoint::Identity | Endpoint::Probe | Endpoint::Page | Endpoint::Introspect => me(turn),
            Endpoint::Publish | Endpoint::Look | Endpoint::Upload => {
                posts(turn, endpoint).unwrap_or_else(|answer| answer)
            }
            Endpoint::Revoke => invalidate(turn),
        }
    }

    fn trouble(&self, world: &World, now: DateTime<Utc>, trouble: &Trouble) -> Answer {
        match trouble {
            Trouble::NoToken => error(400, 215, "Bad Authentication data."),
            Trouble::UnknownToken | Trouble::Expired(_) | Trouble::Revoked | Trouble::PasswordChanged => {
                error(401, 89, "Invalid or expired token.")
            }
            Trouble::PermissionMissing(_) => Answer::json(
                403,
                json!({
                    "title": "Forbidden", "status": 403, "type": "https://api.twitter.com/2/problems/oauth1-permissions",
                    "detail": "Your client app is not configured with the appropriate oauth1 app permissions for this \
                               endpoint.",
                }),
            ),
            // X sends no problem type of its own here. With OAuth 2.0 it sends its older answer.
            Trouble::Checkpoint => Answer::json(
                403,
                json!({
                    "title": "Forbidden", "status": 403, "type": "about:blank",
                    "detail": "The user used for authentication is suspended",
                }),
            ),
            Trouble::AppDisabled => x::X.trouble(world, now, trouble),
        }
    }

    fn rate_limited(&self, now: DateTime<Utc>, business: bool) -> Answer {
        x::X.rate_limited(now, business)
    }

    fn server_error(&self) -> Answer {
        x::X.server_error()
    }

    fn post_handle(&self, world: &World, asked: &Asked) -> Option<(usize, String)> {
        let token = signed::parameters(asked)?.remove("oauth_token")?;
        let grant = world.grants.owner(&token)?;
        Some((world.grants.get(grant).member, tweets::text_of(asked)?))
    }

    fn content_refused(&self) -> Answer {
        tweets::content_refused()
    }

    fn scope_separator(&self) -> char {
        ' '
    }

    fn code_seconds(&self) -> i64 {
        900
    }

    /// The address only names a request that the app made before.
    fn begun(&self, world: &World, asked: &Asked, now: DateTime<Utc>) -> Option<Result<Request, Rejected>> {
        let token = asked.query.get("oauth_token").map(String::as_str).unwrap_or_default();
        let Some(temporary) = world.signed.temporary(token, now) else {
            let sentence = "Whoa there! The request token for this page is invalid. It may have already been used, or \
                            expired because it is too old. Go back to the app and try again.";
            return Some(Err(Rejected::Page(sentence.to_owned())));
        };
        Some(Ok(Request {
            redirect_uri: temporary.callback.clone(),
            state: Some(token.to_owned()),
            scopes: self.permissions().iter().map(|(scope, _)| (*scope).to_owned()).collect(),
            declined: Vec::new(),
            again: false,
            challenge: None,
            offline: false,
            key: None,
        }))
    }

    fn allowed(&self, world: &mut World, member: usize, request: &Request) -> Option<Answer> {
        let token = request.state.as_deref().unwrap_or_default();
        let verifier = world.signed.allow(token, member)?;
        if request.redirect_uri == OUT_OF_BAND {
            return Some(Answer::page(200, pages::pin(world.network, &verifier)));
        }
        Some(back(&request.redirect_uri, &[("oauth_token", token), ("oauth_verifier", &verifier)]))
    }

    fn refused(&self, world: &mut World, request: &Request) -> Option<Answer> {
        let token = request.state.as_deref().unwrap_or_default();
        world.signed.deny(token);
        if request.redirect_uri == OUT_OF_BAND {
            let sentence = "You have denied Gander access to your account.";
            return Some(Answer::page(200, pages::problem(world.network, sentence)));
        }
        Some(back(&request.redirect_uri, &[("denied", token)]))
    }

    fn authorize(&self, _asked: &Asked, _request: &mut Request) -> Result<(), Rejected> {
        Ok(())
    }

    fn unknown_scope(&self, scope: &str) -> Rejected {
        Rejected::Page(format!("X does not know \"{scope}\"."))
    }

    fn denied(&self, _at_login: bool) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }

    fn redirect_fragment(&self) -> Option<&'static str> {
        None
    }
}

fn error(status: u16, code: u32, message: &str) -> Answer {
    Answer::json(status, json!({ "errors": [{ "code": code, "message": message }] }))
}

/// Credentials in a form, which X labels as HTML.
fn form(pairs: &[(&str, &str)]) -> Answer {
    let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let mut answer = Answer::html(200, String::new());
    answer.body = Body::Bytes(text.into_bytes());
    answer
}

/// X describes refused credentials in a sentence.
fn sentence(text: &str) -> Answer {
    Answer::html(401, text.to_owned())
}

fn back(redirect_uri: &str, pairs: &[(&str, &str)]) -> Answer {
    match Url::parse(redirect_uri) {
        Ok(mut redirect) => {
            redirect.query_pairs_mut().extend_pairs(pairs);
            Answer::redirect(302, redirect.as_str())
        }
        Err(_) => error(400, 415, "Callback URL not approved for this client application."),
    }
}

/// Verifies the signature and returns its parameters.
fn signed(turn: &mut Turn<'_>) -> Result<std::collections::BTreeMap<String, String>, Answer> {
    let client_id = turn.world.network.client_id();
    turn.world.signed.verify(turn.asked, &client_id, turn.now).map_err(|unsigned| match unsigned {
        Unsigned::Incomplete => error(400, 215, "Bad Authentication data."),
        Unsigned::Time => error(401, 135, "Timestamp out of bounds."),
        Unsigned::Wrong => error(401, 32, "Could not authenticate you."),
    })
}

fn request_token(turn: &mut Turn<'_>) -> Answer {
    let given = match signed(turn) {
        Ok(given) => given,
        Err(answer) => return answer,
    };
    if turn.world.app_disabled {
        return error(403, 416, "Invalid / suspended application");
    }
    let callback = given.get("oauth_callback").map(String::as_str).unwrap_or_default();
    if callback != OUT_OF_BAND
        && registered(turn.world.network, &turn.world.redirect_path, callback).is_none()
    {
        let mut refused = Answer::html(403, String::new()).header("content-type", "application/xml");
        refused.body = Body::Bytes(
            b"<?xml version='1.0' encoding='UTF-8'?><errors><error code=\"415\">Callback URL not approved for this client \
              application. Approved callback URLs can be adjusted in your application settings</error></errors>"
                .to_vec(),
        );
        return refused;
    }
    let (token, secret) = turn.world.signed.begin(callback, turn.now);
    form(&[("oauth_token", &token), ("oauth_token_secret", &secret), ("oauth_callback_confirmed", "true")])
}

fn access_token(turn: &mut Turn<'_>) -> Answer {
    let given = match signed(turn) {
        Ok(given) => given,
        Err(answer) => return answer,
    };
    if turn.world.app_disabled {
        return error(403, 416, "Invalid / suspended application");
    }
    let parameter = |name: &str| given.get(name).map(String::as_str).unwrap_or_default();
    if turn.world.signed.temporary(parameter("oauth_token"), turn.now).is_none() {
        return sentence("Invalid request token.");
    }
    let Some(member) = turn.world.signed.redeem(parameter("oauth_token"), parameter("oauth_verifier")) else {
        return sentence("Error processing your OAuth request: Invalid oauth_verifier parameter");
    };
    let scopes: Vec<_> = XOAuth1.permissions().iter().map(|(scope, _)| (*scope).to_owned()).collect();
    let grant = turn.world.grants.open(member, &scopes, &[], turn.now);
    let seconds = turn.world.lifetime.access_seconds.unwrap_or(ACCESS_SECONDS);
    let token = turn.world.grants.mint_access(grant, false, turn.now, seconds);
    let secret = turn.world.signed.keep(&token);
    let member = &turn.world.members[member];
    form(&[
        ("oauth_token", &token),
        ("oauth_token_secret", &secret),
        ("user_id", member.id),
        ("screen_name", member.username),
    ])
}

/// The grant of a signed request.
fn admitted(turn: &mut Turn<'_>, needs: &[&'static str]) -> Result<usize, Answer> {
    let given = signed(turn)?;
    let token = given.get("oauth_token").map(String::as_str);
    turn.admit(token, needs).map_err(|trouble| XOAuth1.trouble(turn.world, turn.now, &trouble))
}

fn me(turn: &mut Turn<'_>) -> Answer {
    let grant = match admitted(turn, XOAuth1.probe_needs()) {
        Ok(grant) => grant,
        Err(answer) => return answer,
    };
    let member = &turn.world.members[turn.world.grants.get(grant).member];
    Answer::json(
        200,
        json!({ "data": {
            "id": member.id, "name": member.name, "username": member.username, "profile_image_url": member.picture,
        } }),
    )
}

fn posts(turn: &mut Turn<'_>, endpoint: Endpoint) -> Result<Answer, Answer> {
    let reads = endpoint == Endpoint::Look && !tweets::deletes(turn.asked);
    let grant = admitted(turn, &[if reads { "read" } else { "write" }])?;
    let member = turn.world.grants.get(grant).member;
    Ok(tweets::answer(turn, endpoint, member))
}

fn invalidate(turn: &mut Turn<'_>) -> Answer {
    let grant = match admitted(turn, &[]) {
        Ok(grant) => grant,
        Err(answer) => return answer,
    };
    let token = signed::parameters(turn.asked).and_then(|mut given| given.remove("oauth_token"));
    turn.world.grants.end_one(grant, End::Revoked);
    Answer::json(200, json!({ "access_token": token }))
}
