//! One simulated network as an HTTP server.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    body::{Body as HttpBody, to_bytes},
    extract::{ConnectInfo, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::{
    Endpoint, FaultKind, Network,
    clock::Clock,
    delivery,
    dialect::{self, Turn},
    door::Line,
    fault,
    fault::Fault,
    pages, pictures, sign_in, signed, timeline,
    wire::{Answer, Asked, Body, Delivery, parameters},
    world::{Seen, World},
};

/// The largest accepted request body, in bytes. Pictures are smaller.
const LARGEST_REQUEST: usize = 64 * 1024 * 1024;
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const RESTLI_VERSION: HeaderName = HeaderName::from_static("x-restli-protocol-version");
const LINKEDIN_VERSION: HeaderName = HeaderName::from_static("linkedin-version");

pub(crate) struct Server {
    pub(crate) network: Network,
    pub(crate) address: SocketAddr,
    clock: Arc<Clock>,
    world: Mutex<World>,
    pub(crate) refusing: watch::Sender<bool>,
    stopping: watch::Receiver<bool>,
}

/// The fate of a request.
enum Outcome {
    Answered(Answer),
    /// Closed without an answer.
    Cut,
    /// Reset without an answer.
    Reset,
    /// Never answered.
    Hung,
}

impl Server {
    pub(crate) fn new(
        address: SocketAddr,
        clock: Arc<Clock>,
        world: World,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        let refusing = watch::Sender::new(false);
        Self { network: world.network, address, clock, world: Mutex::new(world), refusing, stopping }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn router(server: Arc<Self>) -> Router {
        Router::new().fallback(serve).with_state(server)
    }

    fn respond(&self, asked: &Asked) -> Outcome {
        let now = self.clock.now();
        let world = &mut *self.world();
        world.posts.settle(now);
        if let Some(page) = asked.path.strip_prefix("/practice/") {
            return Outcome::Answered(practice_page(world, asked, page, now));
        }
        if let Some(page) = timeline::page(world, asked, now) {
            return Outcome::Answered(page);
        }
        let dialect = dialect::of(self.network);
        let Some(endpoint) = dialect.endpoint(asked) else {
            return Outcome::Answered(nothing_here(self.network, asked));
        };
        let endpoint = if endpoint == Endpoint::Probe { first_or_later(world, asked) } else { endpoint };
        let fault = world.faults.take(endpoint);
        let outcome = self.act(world, asked, endpoint, fault);
        let turned_away = matches!(&outcome, Outcome::Answered(answer) if answer.status == 401);
        if endpoint == Endpoint::Publish
            && !turned_away
            && let Some((member, handle)) = dialect.post_handle(world, asked)
        {
            world.posts.count(member, handle);
        }
        let told = match &outcome {
            Outcome::Answered(answer) => answer.status.to_string(),
            Outcome::Cut => "cut".to_owned(),
            Outcome::Reset => "reset".to_owned(),
            Outcome::Hung => "never answered".to_owned(),
        };
        let told = if fault.kind == FaultKind::None { told } else { format!("{told} ({})", fault.kind.id()) };
        let (method, path) = (asked.method.clone(), asked.path.clone());
        world.hosts.extend(asked.host.clone());
        world.saw(Seen { at: now, method, path, endpoint, outcome: told });
        outcome
    }

    fn act(&self, world: &mut World, asked: &Asked, endpoint: Endpoint, fault: Fault) -> Outcome {
        let (fault, late) = (fault.kind, fault.lateness());
        let now = self.clock.now();
        let dialect = dialect::of(self.network);
        let honest = |world: &mut World| {
            if endpoint == Endpoint::Authorize {
                return sign_in::authorize(world, asked, now);
            }
            let keep_refresh = fault == FaultKind::BlankRefresh;
            let answer = dialect.answer(&mut Turn { world, asked, now, keep_refresh, late }, endpoint);
            if endpoint == Endpoint::Identity
                && answer.status == 200
                && let Some(grant) = owner(world, asked)
            {
                world.grants.identified(grant);
            }
            answer
        };
        let honest = |world: &mut World| match honest(world) {
            answer if world.mixes_members_up => mixed_up(answer, world),
            answer => answer,
        };
        if let Some((status, body)) = world.recorded.get(&endpoint) {
            return Outcome::Answered(Answer::json(*status, body.clone()));
        }
        if let Some(answer) = fault::answer(fault, dialect, world, now) {
            return Outcome::Answered(answer);
        }
        match fault {
            FaultKind::ResetBefore => return Outcome::Reset,
            FaultKind::Hang => return Outcome::Hung,
            _ => {}
        }
        let answer = honest(world);
        Outcome::Answered(match fault {
            FaultKind::ResetAfter => return Outcome::Reset,
            FaultKind::CutAfterRotation => return Outcome::Cut,
            FaultKind::HangAfter => return Outcome::Hung,
            FaultKind::GatewayTimeout => fault::gateway_timeout(),
            FaultKind::Status500After => fault::internal_error(),
            FaultKind::Truncated => answer.delivered(Delivery::Half),
            FaultKind::HangBody => answer.delivered(Delivery::Never),
            FaultKind::StopHalfway => answer.delivered(Delivery::Stops),
            FaultKind::ResetHalfway => answer.delivered(Delivery::Reset),
            FaultKind::Drip => answer.delivered(Delivery::Drips),
            FaultKind::WrongContentType => answer.header("content-type", "text/html"),
            FaultKind::NoExpiresIn => changed(answer, |token| {
                token.remove("expires_in");
            }),
            FaultKind::BlankRefresh => changed(answer, |token| {
                if let Some(refresh_token) = token.get_mut("refresh_token") {
                    *refresh_token = "".into();
                }
            }),
            _ if fault.is_odd() => fault::odd(fault, answer),
            _ => answer,
        })
    }
}

async fn serve(
    State(server): State<Arc<Server>>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Response {
    if *server.refusing.borrow() {
        // The connection is older than the closing of the port.
        line.cut();
        return Response::default();
    }
    let outcome = match read(request).await {
        Ok(asked) => server.respond(&asked),
        Err(answer) => Outcome::Answered(answer),
    };
    match outcome {
        Outcome::Answered(answer) => {
            let ahead = server.world().date_ahead;
            let (delivery, whole) = (answer.delivery, response(answer, &server.clock, ahead));
            delivery::deliver(whole, delivery, line, server.stopping.clone()).await
        }
        Outcome::Cut => {
            line.cut();
            Response::default()
        }
        Outcome::Reset => {
            line.reset();
            Response::default()
        }
        Outcome::Hung => {
            let _ = server.stopping.clone().wait_for(|stopping| *stopping).await;
            line.cut();
            Response::default()
        }
    }
}

async fn read(request: Request) -> Result<Asked, Answer> {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_REQUEST).await else {
        return Err(Answer::empty(413));
    };
    let text = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
    let media_type = text(header::CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
    let is_form = media_type.starts_with("application/x-www-form-urlencoded");
    let is_json = media_type.starts_with("application/json");
    Ok(Asked {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: parameters(head.uri.query().unwrap_or_default().as_bytes()),
        form: if is_form { parameters(&body) } else { Default::default() },
        json: if is_json { serde_json::from_slice(&body).ok() } else { None },
        authorization: text(header::AUTHORIZATION).map(str::to_owned),
        proof: text(HeaderName::from_static("dpop")).map(str::to_owned),
        idempotency_key: text(IDEMPOTENCY_KEY).map(str::to_owned),
        host: text(header::HOST).map(str::to_owned),
        user_agent: text(header::USER_AGENT).map(str::to_owned),
        restli_version: text(RESTLI_VERSION).map(str::to_owned),
        linkedin_version: text(LINKEDIN_VERSION).map(str::to_owned),
        file: if is_form || is_json { Vec::new() } else { body.to_vec() },
    })
}

/// Builds the HTTP response. `Date` is the simulated time plus `ahead` seconds: apps learn the time from it.
pub(crate) fn response(answer: Answer, clock: &Clock, ahead: i64) -> Response {
    let date =
        (clock.now() + chrono::TimeDelta::seconds(ahead)).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let (status, headers, bytes) =
        answer.header("date", date).header("cache-control", "no-store").into_bytes();
    let mut response = Response::new(HttpBody::from(bytes));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

fn practice_page(world: &mut World, asked: &Asked, page: &str, now: chrono::DateTime<chrono::Utc>) -> Answer {
    let picture = page.strip_prefix("picture/").and_then(|file| file.strip_suffix(".png"));
    match (asked.method.as_str(), page, picture) {
        ("GET", "captive", _) => Answer::html(200, pages::captive_portal()),
        ("GET", _, Some(username)) => match world.member(username) {
            Ok(member) => pictures::answer(world, asked, member),
            Err(_) => nothing_here(world.network, asked),
        },
        ("POST", _, _) => sign_in::submit(world, asked, now),
        _ => nothing_here(world.network, asked),
    }
}

fn nothing_here(network: Network, asked: &Asked) -> Answer {
    let message = format!("{network} has nothing at {} {}.", asked.method, asked.path);
    Answer::json(404, json!({ "message": message, "status": 404 }))
}

fn owner(world: &World, asked: &Asked) -> Option<usize> {
    let signed = signed::parameters(asked).and_then(|mut given| given.remove("oauth_token"));
    let token = asked.bearer().or_else(|| asked.bound_token());
    let token = token.or_else(|| asked.parameter("access_token")).or(signed.as_deref())?;
    world.grants.owner(token)
}

fn first_or_later(world: &World, asked: &Asked) -> Endpoint {
    match owner(world, asked) {
        Some(grant) if !world.grants.get(grant).identified => Endpoint::Identity,
        _ => Endpoint::Probe,
    }
}

/// Swaps the ids of the two members in an answer.
fn mixed_up(mut answer: Answer, world: &World) -> Answer {
    if let (Body::Json(body), [dana, bo]) = (&mut answer.body, world.members.as_slice()) {
        let text = body.to_string().replace(dana.id, "\u{1}").replace(bo.id, dana.id).replace('\u{1}', bo.id);
        *body = serde_json::from_str(&text).expect("ids are plain texts");
    }
    answer
}

/// Changes a good token answer, whether or not `data` wraps it.
fn changed(mut answer: Answer, change: impl Fn(&mut serde_json::Map<String, Value>)) -> Answer {
    if let (200, Body::Json(Value::Object(body))) = (answer.status, &mut answer.body) {
        match body.get_mut("data").and_then(|data| data.get_mut(0)).and_then(Value::as_object_mut) {
            Some(wrapped) => change(wrapped),
            None => change(body),
        }
    }
    answer
}
