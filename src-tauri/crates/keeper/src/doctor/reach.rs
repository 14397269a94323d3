//! Checks whether each network can be reached, and if not, which step fails: name, connection, TLS, HTTP. Asks for the
//! root of its token endpoint's host, without a token or anything about the person.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use networks::{Asks, Network};
use oauth::{Http, Timeouts};
use tokio::{
    net::{TcpStream, lookup_host},
    task::JoinSet,
    time::timeout,
};
use url::Url;

use super::{About, Finding};

const STEP: Duration = Duration::from_secs(4);
/// The most requests at once. More could look like a flood to a firewall.
const MOST_AT_ONCE: usize = 8;

/// The result for a network.
pub(super) struct Reached {
    pub finding: Finding,
    /// The lead of this device's clock over the server's.
    pub clock: Option<TimeDelta>,
}

/// The result for a host.
#[derive(Clone, Debug)]
enum Way {
    Answered {
        ahead: Option<TimeDelta>,
    },
    NoName,
    NoConnection(&'static str),
    NoTls,
    /// A captive portal answered, from this host if it is known.
    Portal(Option<String>),
    NoAnswer,
}

pub(super) async fn look(in_use: &[Arc<Network>]) -> Vec<Reached> {
    let mut networks: BTreeMap<String, Vec<Arc<Network>>> = BTreeMap::new();
    // A network of many servers has none to reach before the person names one.
    for network in in_use.iter().filter(|network| network.oauth.asks != Some(Asks::Server)) {
        let origin = first(network).origin().ascii_serialization();
        networks.entry(origin).or_default().push(Arc::clone(network));
    }
    let Ok(http) = Http::new(Timeouts::default()) else { return Vec::new() };
    let mut asked = JoinSet::new();
    let mut ways = BTreeMap::new();
    for origin in networks.keys().cloned() {
        if asked.len() == MOST_AT_ONCE
            && let Some(Ok((origin, way))) = asked.join_next().await
        {
            ways.insert(origin, way);
        }
        let http = http.clone();
        asked.spawn(async move {
            let way = way_to(&http, &origin).await;
            (origin, way)
        });
    }
    ways.extend(asked.join_all().await);
    let of_origin = |(origin, networks): (String, Vec<Arc<Network>>)| {
        let way = ways.get(&origin).cloned().unwrap_or(Way::NoAnswer);
        networks.into_iter().map(move |network| reached(&network, &way)).collect::<Vec<_>>()
    };
    networks.into_iter().flat_map(of_origin).collect()
}

/// The URL that every sign-in at a network needs first.
fn first(network: &Network) -> &Url {
    network.oauth.handles.as_ref().map_or(&network.oauth.token, |handles| &handles.resolve)
}

fn reached(network: &Network, way: &Way) -> Reached {
    let about = About::Reach(network.id.clone());
    let host = first(network).host_str().unwrap_or_default();
    let again = "Gander tries again by itself; nothing is disconnected by this";
    let finding = match way {
        Way::Answered { .. } => Finding::ok(about, format!("{host} answers")),
        Way::NoName => Finding::problem(
            about,
            format!("the name {host} is not found"),
            format!("Look at this device's network connection and its DNS. {again}"),
        ),
        Way::NoConnection(why) => Finding::problem(
            about,
            format!("{host} is found, but takes no connection ({why})"),
            format!("Look for a firewall or a proxy in between, or wait for the network. {again}"),
        ),
        Way::NoTls => Finding::problem(
            about,
            format!("{host} cannot prove who it is (TLS)"),
            format!("Look at this device's clock, and for a program or a Wi-Fi that reads along. {again}"),
        ),
        Way::Portal(page) => Finding::problem(
            about,
            match page {
                Some(page) => format!("a login page of this Wi-Fi stands before {host}, at {page}"),
                None => format!("a login page of this Wi-Fi stands before {host}"),
            },
            format!("Open any page in your browser and sign in to the Wi-Fi. {again}"),
        ),
        Way::NoAnswer => Finding::problem(
            about,
            format!("{host} takes the connection, but does not answer (HTTP)"),
            format!("Wait for the network. {again}"),
        ),
    };
    let clock = match way {
        Way::Answered { ahead } => *ahead,
        _ => None,
    };
    Reached { finding, clock }
}

async fn way_to(http: &Http, origin: &str) -> Way {
    let Ok(root) = Url::parse(origin) else { return Way::NoName };
    let secure = root.scheme() == "https";
    match timeout(STEP, http.client().get(root.clone()).send()).await {
        // A valid certificate proves the network; without TLS, a captive portal may have answered.
        Ok(Ok(answer)) => match portal(&root, &answer, secure) {
            Some(portal) => portal,
            None => Way::Answered { ahead: ahead(&answer) },
        },
        Ok(Err(_)) | Err(_) => stuck(http, &root, secure).await,
    }
}

/// Finds the step that failed.
async fn stuck(http: &Http, root: &Url, secure: bool) -> Way {
    let host = root.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let port = root.port_or_known_default().unwrap_or(443);
    let Ok(Ok(addresses)) = timeout(STEP, lookup_host((host, port))).await else { return Way::NoName };
    let mut why = "it does not answer";
    let mut connected = false;
    for address in addresses.take(4) {
        match timeout(STEP / 2, TcpStream::connect(address)).await {
            Ok(Ok(_)) => {
                connected = true;
                break;
            }
            Ok(Err(error)) if error.kind() == std::io::ErrorKind::ConnectionRefused => why = "it is refused",
            Ok(Err(_)) => why = "there is no way there",
            Err(_) => {}
        }
    }
    if !connected {
        return Way::NoConnection(why);
    }
    if !secure {
        return Way::NoAnswer;
    }
    // A captive portal has no certificate for this host, but answers in plain text.
    let mut plain = root.clone();
    if plain.set_scheme("http").is_ok()
        && let Ok(Ok(answer)) = timeout(STEP, http.client().get(plain.clone()).send()).await
        && let Some(portal) = portal(&plain, &answer, false)
    {
        return portal;
    }
    Way::NoTls
}

/// Recognises the answer of a captive portal: RFC 6585 section 6, or a redirect to another host without TLS.
fn portal(asked: &Url, answer: &reqwest::Response, secure: bool) -> Option<Way> {
    let status = answer.status();
    let location = answer.headers().get(http::header::LOCATION).and_then(|location| location.to_str().ok());
    let leads_to = location.and_then(|location| asked.join(location).ok());
    let elsewhere = leads_to.as_ref().is_some_and(|to| to.host_str() != asked.host_str());
    if status == http::StatusCode::NETWORK_AUTHENTICATION_REQUIRED
        || (!secure && status.is_redirection() && elsewhere)
    {
        let page = leads_to.filter(|_| elsewhere).and_then(|to| to.host_str().map(str::to_owned));
        return Some(Way::Portal(page));
    }
    None
}

fn ahead(answer: &reqwest::Response) -> Option<TimeDelta> {
    let date = answer.headers().get(http::header::DATE)?.to_str().ok()?;
    let theirs = DateTime::parse_from_rfc2822(date).ok()?;
    Some(Utc::now() - theirs.to_utc())
}
