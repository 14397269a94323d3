//! The control server: a JSON API, and a page to use it by hand.

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, Uri, header},
    response::Response,
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

use crate::{
    BadInput, Fault, Lifetime, Network, Picture, Refusals, Switchboard, TokenShape, control_page, server,
    wire::Answer,
};

pub(crate) fn router(switchboard: Arc<Switchboard>) -> Router {
    Router::new().fallback(serve).with_state(switchboard)
}

async fn serve(
    State(switchboard): State<Arc<Switchboard>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = match (&method, uri.path()) {
        (&Method::GET, "/") => Answer::html(200, control_page::page(&switchboard))
            .header("content-security-policy", control_page::POLICY),
        (&Method::GET, "/api/state") => Answer::json(200, switchboard.state()),
        (&Method::GET, path) => match posts(&switchboard, path) {
            Ok(answer) => answer,
            Err(Refused::BadInput(bad)) => refused(&bad),
            Err(Refused::NotFound) => nothing_here(&method, path),
        },
        (&Method::POST, path) => match change(&switchboard, path, &headers, &body) {
            Ok(()) => Answer::json(200, json!({ "ok": true })),
            Err(Refused::BadInput(bad)) => refused(&bad),
            Err(Refused::NotFound) => nothing_here(&method, path),
        },
        (_, path) => nothing_here(&method, path),
    };
    server::response(answer, &switchboard.clock, 0)
}

/// Answers `GET /api/NETWORK/posts`.
fn posts(switchboard: &Switchboard, path: &str) -> Result<Answer, Refused> {
    let network = path.strip_prefix("/api/").and_then(|path| path.strip_suffix("/posts"));
    let network: Network = network.ok_or(Refused::NotFound)?.parse()?;
    Ok(Answer::json(200, json!(switchboard.posts(network))))
}

enum Refused {
    BadInput(BadInput),
    NotFound,
}

impl From<BadInput> for Refused {
    fn from(bad: BadInput) -> Self {
        Self::BadInput(bad)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockInput {
    advance_seconds: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberInput {
    member: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordInput {
    member: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PermissionInput {
    member: String,
    permission: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckpointInput {
    member: String,
    on: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AppInput {
    disabled: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SecondsInput {
    seconds: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenShapeInput {
    shape: TokenShape,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RefusalsInput {
    kind: Refusals,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageInput {
    member: String,
    page: String,
    on: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PictureInput {
    kind: Picture,
}

fn change(switchboard: &Switchboard, path: &str, headers: &HeaderMap, body: &[u8]) -> Result<(), Refused> {
    let path = path.strip_prefix("/api/").ok_or(Refused::NotFound)?;
    // A foreign web page can make a browser send plain text here, but not JSON.
    let media_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !body.is_empty() && !media_type.starts_with("application/json") {
        return Err(BadInput::new("Send JSON, with the header \"Content-Type: application/json\".").into());
    }
    match path.split_once('/') {
        None if path == "clock" => {
            let input: ClockInput = json_of(body)?;
            switchboard.advance(input.advance_seconds)?;
        }
        None if path == "reset" => {
            let Nothing {} = if body.is_empty() { Nothing {} } else { json_of(body)? };
            switchboard.reset();
        }
        None => return Err(Refused::NotFound),
        Some((network, deed)) => change_network(switchboard, network.parse()?, deed, body)?,
    }
    Ok(())
}

fn change_network(
    switchboard: &Switchboard,
    network: Network,
    deed: &str,
    body: &[u8],
) -> Result<(), Refused> {
    match deed {
        "password" => {
            let input: PasswordInput = json_of(body)?;
            switchboard.change_password(network, &input.member, &input.password)?;
        }
        "revoke" => switchboard.revoke(network, &json_of::<MemberInput>(body)?.member)?,
        "expire" => switchboard.expire(network, &json_of::<MemberInput>(body)?.member)?,
        "permission" => {
            let input: PermissionInput = json_of(body)?;
            switchboard.drop_permission(network, &input.member, input.permission.as_deref())?;
        }
        "checkpoint" => {
            let input: CheckpointInput = json_of(body)?;
            switchboard.set_checkpoint(network, &input.member, input.on)?;
        }
        "app" => switchboard.set_app_disabled(network, json_of::<AppInput>(body)?.disabled),
        "fault" => switchboard.set_fault(network, json_of::<Fault>(body)?)?,
        "lifetime" => switchboard.set_lifetime(network, json_of::<Lifetime>(body)?)?,
        "grace" => switchboard.set_grace(network, json_of::<SecondsInput>(body)?.seconds)?,
        "posts_shown_after" => {
            switchboard.set_posts_shown_after(network, json_of::<SecondsInput>(body)?.seconds)?;
        }
        "token_shape" => switchboard.set_token_shape(network, json_of::<TokenShapeInput>(body)?.shape)?,
        "page" => {
            let input: PageInput = json_of(body)?;
            switchboard.set_page_role(network, &input.member, &input.page, input.on)?;
        }
        "refusals" => switchboard.set_refusals(network, json_of::<RefusalsInput>(body)?.kind)?,
        "picture" => switchboard.set_picture(network, json_of::<PictureInput>(body)?.kind),
        _ => return Err(Refused::NotFound),
    }
    Ok(())
}

fn json_of<T: DeserializeOwned>(body: &[u8]) -> Result<T, BadInput> {
    serde_json::from_slice(body).map_err(|error| BadInput::new(format!("The JSON does not fit: {error}.")))
}

fn refused(bad: &BadInput) -> Answer {
    Answer::json(400, json!({ "error": bad.to_string() }))
}

fn nothing_here(method: &Method, path: &str) -> Answer {
    let sentence = format!("There is nothing at {method} {path}; GET / shows everything there is.");
    Answer::json(404, json!({ "error": sentence }))
}
