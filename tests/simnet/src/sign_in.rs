//! The authorization endpoint from the person's view: log in, confirm the identity, allow or deny.

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};
use url::{Host, Url};

use crate::{
    Network, dialect,
    dialect::Rejected,
    grants::Request,
    pages, random,
    wire::{Answer, Asked},
    world::World,
};

/// The most login pages that stay open; older ones are forgotten.
const OPEN_VISITS: usize = 200;

/// The open login pages. A visit ends with the redirect, so the next sign-in needs the password again.
#[derive(Default)]
pub(crate) struct Visits(VecDeque<(String, Visit)>);

#[derive(Clone)]
struct Visit {
    request: Request,
    member: Option<usize>,
}

impl Visits {
    fn begin(&mut self, request: Request) -> String {
        let id = random::word();
        self.0.push_back((id.clone(), Visit { request, member: None }));
        while self.0.len() > OPEN_VISITS {
            self.0.pop_front();
        }
        id
    }

    fn get(&mut self, id: &str) -> Option<&mut Visit> {
        self.0.iter_mut().find(|(known, _)| known == id).map(|(_, visit)| visit)
    }

    fn end(&mut self, id: &str) {
        self.0.retain(|(known, _)| known != id);
    }
}

/// The authorization endpoint (RFC 6749 section 4.1.1).
pub(crate) fn authorize(world: &mut World, asked: &Asked, now: DateTime<Utc>) -> Answer {
    let network = world.network;
    let problem = |sentence: &str| Answer::page(400, pages::problem(network, sentence));
    if world.app_disabled {
        return problem("App not active: this app is not accessible right now, and its developer knows why.");
    }
    match dialect::of(network).begun(world, asked, now) {
        Some(Ok(request)) => return welcome(world, request),
        Some(Err(Rejected::Page(sentence))) => return problem(&sentence),
        Some(Err(Rejected::Redirect { .. })) | None => {}
    }
    let parameter = |name: &str| asked.query.get(name).map(String::as_str).unwrap_or_default();
    let client_id = network.client_id();
    let id_parameter = dialect::of(network).client_id_parameter();
    let client = parameter(id_parameter);
    if !world.knows_client(client) {
        return problem(&format!(
            "The {id_parameter} is not that of a known app. The practice app's is \"{client_id}\"."
        ));
    }
    let redirect_uri = parameter("redirect_uri");
    let redirect = if network.is_like_mastodon() {
        // Pixelfed's OAuth library follows RFC 8252 section 7.3; the others compare the whole address.
        world.apps.redirect(client, redirect_uri, network == Network::Pixelfed)
    } else {
        registered(network, &world.redirect_path, redirect_uri)
    };
    let Some(redirect) = redirect else {
        return problem(&format!(
            "The redirect_uri is not registered. The practice app's is http://127.0.0.1:PORT{}, with any port.",
            world.redirect_path
        ));
    };
    match parameter("response_type") {
        "code" => {}
        // Facebook defaults to "code".
        "" if network == Network::Facebook => {}
        _ => return problem("The response_type is not \"code\"."),
    }
    let dialect = dialect::of(network);
    let mut request = Request {
        redirect_uri: redirect_uri.to_owned(),
        state: asked.query.get("state").cloned(),
        scopes: split(dialect.scope_separator(), parameter("scope")),
        declined: Vec::new(),
        again: parameter("auth_type") == "rerequest",
        challenge: None,
        offline: true,
        key: None,
    };
    if request.scopes.is_empty() {
        let chosen = dialect.scopes_of_configuration(asked).unwrap_or_default();
        request.scopes = chosen.iter().map(|scope| (*scope).to_owned()).collect();
    }
    let known = |scope: &&String| dialect.permissions().iter().any(|(known, _)| known == scope);
    let checked = match request.scopes.iter().find(|scope| !known(scope)) {
        Some(unknown) => Err(dialect.unknown_scope(unknown)),
        None if network.is_like_mastodon() && !may_ask(world, client, &request.scopes) => {
            Err(Rejected::Page("The app was not registered with these scopes.".to_owned()))
        }
        None if request.scopes.is_empty() => Err(Rejected::Page("The request asks for no scope.".to_owned())),
        None => dialect.authorize(asked, &mut request),
    };
    match checked {
        Ok(()) => welcome(world, request),
        Err(Rejected::Page(sentence)) => problem(&sentence),
        Err(Rejected::Redirect { error, description }) => {
            let parameters = [("error", error), ("error_description", description.as_str())];
            back(world, redirect, request.state.as_deref(), &parameters)
        }
    }
}

/// Pixelfed stores no scopes of an app, so its apps may ask for all.
pub(crate) fn may_ask(world: &World, client: &str, scopes: &[String]) -> bool {
    world.network == Network::Pixelfed || world.apps.may_ask(client, scopes)
}

fn welcome(world: &mut World, request: Request) -> Answer {
    let visit = world.visits.begin(request);
    Answer::page(200, pages::login(world, &visit, "", None))
}

/// Handles the forms of the pages.
pub(crate) fn submit(world: &mut World, asked: &Asked, now: DateTime<Utc>) -> Answer {
    let field = |name: &str| asked.field(name).unwrap_or_default();
    let (id, choice) = (field("visit"), field("choice"));
    let Some(visit) = world.visits.get(id).cloned() else {
        let sentence = "This page is too old, or was used already. Go back to the app and start again.";
        return Answer::page(400, pages::problem(world.network, sentence));
    };
    let form = asked.path.strip_prefix("/practice/").unwrap_or_default();
    match (form, choice, visit.member) {
        ("sign-in", "cancel", _) => deny(world, id, &visit.request, true),
        ("sign-in", _, _) => log_in(world, id, field("username"), field("password")),
        ("check", _, Some(member)) => {
            world.members[member].checkpoint = false;
            Answer::page(200, pages::consent(world, id, member, &visit.request.scopes))
        }
        ("consent", "allow", Some(member)) => {
            let request = allowed(world, member, visit.request, field("without"));
            allow(world, id, member, request, now)
        }
        ("consent", "deny", Some(_)) => deny(world, id, &visit.request, false),
        _ => Answer::page(400, pages::problem(world.network, "The form is not complete.")),
    }
}

fn log_in(world: &mut World, id: &str, username: &str, password: &str) -> Answer {
    let username = username.trim();
    let known = |member: &&crate::world::Member| member.username.eq_ignore_ascii_case(username);
    let member = world.members.iter().position(|member| known(&member) && member.password == password);
    let Some(member) = member else {
        let sentence = "That username and password do not belong together. Check both and try again.";
        return Answer::page(200, pages::login(world, id, username, Some(sentence)));
    };
    let scopes = match world.visits.get(id) {
        Some(visit) => {
            visit.member = Some(member);
            visit.request.scopes.clone()
        }
        None => Vec::new(),
    };
    if world.members[member].checkpoint {
        return Answer::page(200, pages::checkpoint(world, id, member));
    }
    Answer::page(200, pages::consent(world, id, member, &scopes))
}

/// Applies the member's choice to the request. Facebook keeps the scopes that they allowed before, and skips those that
/// they declined before unless the app asks again.
fn allowed(world: &World, member: usize, mut request: Request, without: &str) -> Request {
    let mut declined = split(',', without);
    if world.network == Network::Facebook {
        for grant in world.grants.live(member) {
            request.scopes.extend(grant.scopes.iter().cloned());
            if !request.again {
                declined.extend(grant.declined.iter().cloned());
            }
        }
    }
    request.scopes.retain(|scope| !declined.contains(scope));
    request.declined = declined;
    request
}

fn allow(world: &mut World, id: &str, member: usize, request: Request, now: DateTime<Utc>) -> Answer {
    world.visits.end(id);
    let dialect = dialect::of(world.network);
    if let Some(answer) = dialect.allowed(world, member, &request) {
        return answer;
    }
    let Ok(redirect) = Url::parse(&request.redirect_uri) else {
        return Answer::page(400, pages::problem(world.network, "The redirect_uri is not an address."));
    };
    let state = request.state.clone();
    let expires_at = now + TimeDelta::seconds(dialect.code_seconds());
    let code = world.grants.issue_code(member, request, expires_at);
    back(world, redirect, state.as_deref(), &[("code", &code)])
}

fn deny(world: &mut World, id: &str, request: &Request, at_login: bool) -> Answer {
    world.visits.end(id);
    let dialect = dialect::of(world.network);
    if let Some(answer) = dialect.refused(world, request) {
        return answer;
    }
    let Ok(redirect) = Url::parse(&request.redirect_uri) else {
        return Answer::page(400, pages::problem(world.network, "The redirect_uri is not an address."));
    };
    back(world, redirect, request.state.as_deref(), &dialect.denied(at_login))
}

fn back(world: &World, mut redirect: Url, state: Option<&str>, parameters: &[(&str, &str)]) -> Answer {
    let dialect = dialect::of(world.network);
    let more = state.map(|state| ("state", state)).into_iter();
    let more = more.chain(dialect.issuer(world).map(|issuer| ("iss", issuer)));
    redirect.query_pairs_mut().extend_pairs(parameters).extend_pairs(more);
    redirect.set_fragment(dialect.redirect_fragment());
    Answer::redirect(303, redirect.as_str())
}

/// Parses a registered redirect: on this device, at any port (RFC 8252 section 7.3), with the right path.
pub(crate) fn registered(network: Network, path: &str, redirect_uri: &str) -> Option<Url> {
    let redirect = Url::parse(redirect_uri).ok()?;
    let here = match redirect.host()? {
        Host::Ipv4(address) => address.is_loopback(),
        // LinkedIn documents both IP literals; the others accept only that of the network file.
        Host::Ipv6(address) => network == Network::LinkedIn && address.is_loopback(),
        Host::Domain(_) => false,
    };
    let exact = redirect.scheme() == "http"
        && redirect.path() == path
        && redirect.port().is_some()
        && redirect.query().is_none()
        && redirect.fragment().is_none();
    (here && exact).then_some(redirect)
}

/// Splits scopes at the separator and at spaces. Meta accepts both.
pub(crate) fn split(separator: char, scopes: &str) -> Vec<String> {
    let scopes = scopes.split([separator, ' ']).filter(|scope| !scope.is_empty());
    scopes.map(str::to_owned).collect()
}
