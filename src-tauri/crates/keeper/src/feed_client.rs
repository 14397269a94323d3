//! Reads feeds over HTTP: from public addresses alone, bounded in size and time, one request to a host at a time.
//!
//! A request carries no cookie, no token and no referrer. Each redirect is checked like the first address.

mod pictures;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use feeds::{Document, Feed, LONGEST_ADDRESS, MOST_BYTES, Unreadable};
use http::{
    HeaderMap, HeaderName, StatusCode,
    header::{
        ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
        RETRY_AFTER,
    },
};
use networks::{Catalogue, is_loopback};
use oauth::{HttpsUnavailable, Timeouts, http::builder, read_body};
use reqwest::Response;
use url::Url;

use crate::{
    Error,
    public_hosts::{NotPublic, PublicHosts, check_host, has_usual_port, is_of_web, not_public, redirect},
};

/// The longest time for a feed, with all its redirects.
const PATIENCE: Duration = Duration::from_secs(10);
const MOST_REDIRECTS: usize = 5;
/// In bytes. No server needs a longer validator.
const LONGEST_VALIDATOR: usize = 512;
const WANTED: &str = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5";

/// The reason for which a feed could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedTrouble {
    /// The address leads into the person's own network, or does after a redirect.
    #[error("that address is inside your own network; Gander does not read it")]
    Private,
    /// No server has the name in the address.
    #[error("no such server was found; check the address")]
    NoServer,
    /// Neither a feed nor a page that names one is there.
    #[error("no feed was found there; give the address of a site or of its feed")]
    NoFeed,
    /// The document is larger than 5 MiB.
    #[error("the feed is larger than 5 MiB; Gander does not read it")]
    TooLarge,
    /// The server does not answer in time, or its answer cannot be used.
    #[error("the server of the feed does not answer; try again later")]
    Unreachable,
    /// The server answers with an error of this HTTP status.
    #[error("the server of the feed answers with the error {0}; look at the address in a browser")]
    Status(u16),
    /// The server asks for a pause.
    #[error("the server of the feed asks to be left alone for a while; try again later")]
    Limited {
        /// Its length, if the server names one.
        wait: Option<TimeDelta>,
    },
    /// The feed is gone for good (HTTP status 410).
    #[error("the feed is gone for good; remove it")]
    Gone,
}

/// A feed to read.
#[derive(Clone, Debug)]
pub(crate) struct FeedRequest {
    pub address: Url,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    /// The person typed the address, so that it may name a port.
    pub typed: bool,
}

/// The answer of a server.
#[derive(Debug)]
pub(crate) struct FeedAnswer {
    /// The address to which permanent redirects alone lead.
    pub permanent: Option<Url>,
    /// The shortest time between two reads, by `Cache-Control`.
    pub max_age: Option<TimeDelta>,
    /// `None`: nothing changed since the last read.
    pub fresh: Option<Fresh>,
}

/// A document that was read whole, with its validators.
#[derive(Debug)]
pub(crate) struct Fresh {
    pub document: Document,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// A feed that the person is about to add.
#[derive(Clone, Debug)]
pub(crate) struct FoundFeed {
    pub address: Url,
    pub feed: Feed,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// The clients of all feeds, made at the first use. Shared by the driver and the handles.
pub(crate) struct FeedClients {
    timeouts: Timeouts,
    clients: OnceLock<Arc<FeedClient>>,
    /// The feed that the person looks at before adding it, by what was typed.
    pub found: Mutex<Option<(String, FoundFeed)>>,
}

pub(crate) struct FeedClient {
    public: reqwest::Client,
    here: reqwest::Client,
    /// The turn of each host.
    turns: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
    /// One picture is decoded at a time, because each takes much memory.
    decoding: tokio::sync::Mutex<()>,
}

impl FeedClients {
    pub fn new(timeouts: Timeouts) -> Self {
        Self { timeouts, clients: OnceLock::new(), found: Mutex::new(None) }
    }

    pub fn get(&self) -> Result<Arc<FeedClient>, Error> {
        if let Some(client) = self.clients.get() {
            return Ok(Arc::clone(client));
        }
        let client = Arc::new(FeedClient::new(self.timeouts)?);
        Ok(Arc::clone(self.clients.get_or_init(|| client)))
    }
}

impl FeedClient {
    fn new(timeouts: Timeouts) -> Result<Self, Error> {
        let build = |builder: reqwest::ClientBuilder| {
            builder.timeout(PATIENCE).build().map_err(HttpsUnavailable::from)
        };
        Ok(Self {
            public: build(builder(timeouts).dns_resolver(Arc::new(PublicHosts)))?,
            here: build(builder(timeouts))?,
            turns: Mutex::default(),
            decoding: tokio::sync::Mutex::default(),
        })
    }

    /// Reads what is at an address. `catalogue` names the practice networks, at whose addresses feeds are for practice.
    pub async fn read(
        &self,
        request: FeedRequest,
        catalogue: &Catalogue,
        now: DateTime<Utc>,
    ) -> Result<FeedAnswer, FeedTrouble> {
        let turn = self.turn_of(request.address.host_str().unwrap_or_default());
        let _turn = turn.lock().await;
        let practice = is_for_practice(&request.address, catalogue);
        let answered = tokio::time::timeout(PATIENCE, self.ask(&request, practice, now)).await;
        let Answered { address, permanent, max_age, body } =
            answered.map_err(|_| FeedTrouble::Unreachable)??;
        let Some((bytes, etag, last_modified)) = body else {
            return Ok(FeedAnswer { permanent, max_age, fresh: None });
        };
        let read = tokio::task::spawn_blocking(move || feeds::read(&bytes, &address, now)).await;
        let document = match read {
            Ok(Ok(document)) => document,
            Ok(Err(Unreadable::TooLarge)) => return Err(FeedTrouble::TooLarge),
            Ok(Err(Unreadable::NoFeed)) | Err(_) => return Err(FeedTrouble::NoFeed),
        };
        Ok(FeedAnswer { permanent, max_age, fresh: Some(Fresh { document, etag, last_modified }) })
    }

    /// Finds the feed at an address that the person typed: the feed itself, or the first one that the page names.
    pub async fn find(
        &self,
        address: Url,
        catalogue: &Catalogue,
        now: DateTime<Utc>,
    ) -> Result<FoundFeed, FeedTrouble> {
        let request = FeedRequest { address, etag: None, last_modified: None, typed: true };
        let answer = self.read(request.clone(), catalogue, now).await?;
        let (address, fresh) = match answer.fresh.ok_or(FeedTrouble::NoFeed)? {
            Fresh { document: Document::Page(links), .. } => {
                let link = links.into_iter().next().ok_or(FeedTrouble::NoFeed)?.address;
                // A page may name a port only if the person typed the same one.
                let typed = link.port().is_none() || link.origin() == request.address.origin();
                let named = FeedRequest { address: link.clone(), typed, ..request };
                let fresh = self.read(named, catalogue, now).await?.fresh.ok_or(FeedTrouble::NoFeed)?;
                (link, fresh)
            }
            fresh => (request.address, fresh),
        };
        match fresh {
            Fresh { document: Document::Feed(feed), etag, last_modified } => {
                Ok(FoundFeed { address, feed, etag, last_modified })
            }
            Fresh { document: Document::Page(_), .. } => Err(FeedTrouble::NoFeed),
        }
    }

    fn turn_of(&self, host: &str) -> Arc<tokio::sync::Mutex<()>> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        Arc::clone(turns.entry(host.to_owned()).or_default())
    }

    /// Follows redirects to an answer.
    async fn ask(
        &self,
        request: &FeedRequest,
        practice: bool,
        now: DateTime<Utc>,
    ) -> Result<Answered, FeedTrouble> {
        let mut address = request.address.clone();
        let mut permanent = None;
        let mut is_permanent = true;
        for _ in 0..=MOST_REDIRECTS {
            check(&address, request, practice)?;
            let response = self.send(&address, request, practice).await?;
            let to = redirect(&response, &address).filter(|to| to.as_str().len() <= LONGEST_ADDRESS);
            let Some(to) = to else {
                return answered(response, address, permanent, now).await;
            };
            if address.scheme() == "https" && to.scheme() != "https" {
                return Err(FeedTrouble::Unreachable);
            }
            is_permanent &=
                matches!(response.status(), StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
            permanent = is_permanent.then(|| to.clone());
            address = to;
        }
        Err(FeedTrouble::Unreachable)
    }

    async fn send(
        &self,
        address: &Url,
        request: &FeedRequest,
        practice: bool,
    ) -> Result<Response, FeedTrouble> {
        let client = if practice { &self.here } else { &self.public };
        let mut asked = client.get(address.clone()).header(ACCEPT, WANTED).header(ACCEPT_ENCODING, "gzip");
        if let Some(etag) = &request.etag {
            asked = asked.header(IF_NONE_MATCH, etag);
        }
        if let Some(last_modified) = &request.last_modified {
            asked = asked.header(IF_MODIFIED_SINCE, last_modified);
        }
        asked.send().await.map_err(|error| trouble(&error))
    }
}

/// The end of all redirects.
struct Answered {
    address: Url,
    permanent: Option<Url>,
    max_age: Option<TimeDelta>,
    /// The document with its validators. `None`: nothing changed.
    body: Option<(Vec<u8>, Option<String>, Option<String>)>,
}

async fn answered(
    response: Response,
    address: Url,
    permanent: Option<Url>,
    now: DateTime<Utc>,
) -> Result<Answered, FeedTrouble> {
    let headers = response.headers().clone();
    let max_age = header(&headers, CACHE_CONTROL).as_deref().and_then(feeds::max_age);
    let body = match response.status() {
        StatusCode::OK => {
            let bytes = read_body(response, MOST_BYTES).await.map_err(|error| match error {
                oauth::TransportError::TooLarge => FeedTrouble::TooLarge,
                _ => FeedTrouble::Unreachable,
            })?;
            Some((bytes.to_vec(), header(&headers, ETAG), header(&headers, LAST_MODIFIED)))
        }
        StatusCode::NOT_MODIFIED => None,
        StatusCode::GONE => return Err(FeedTrouble::Gone),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            let wait = header(&headers, RETRY_AFTER).and_then(|value| feeds::retry_after(&value, now));
            return Err(FeedTrouble::Limited { wait });
        }
        status => return Err(FeedTrouble::Status(status.as_u16())),
    };
    Ok(Answered { address, permanent, max_age, body })
}

/// The value of a header, as it came. `None` if it is too long or no text.
fn header(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    (!value.is_empty() && value.len() <= LONGEST_VALIDATOR).then(|| value.to_owned())
}

/// Tells whether a feed is for practice: on this device, at the origin of a practice network.
fn is_for_practice(address: &Url, catalogue: &Catalogue) -> bool {
    let is_there = |network: &networks::Network| {
        network.practice && network.addresses().iter().any(|(_, known)| known.origin() == address.origin())
    };
    is_loopback(address) && catalogue.iter().any(|network| is_there(network))
}

/// Checks an address before a request to it.
fn check(address: &Url, request: &FeedRequest, practice: bool) -> Result<(), FeedTrouble> {
    if !is_of_web(address) {
        return Err(FeedTrouble::Unreachable);
    }
    if practice {
        return if is_loopback(address) { Ok(()) } else { Err(FeedTrouble::Unreachable) };
    }
    check_host(address)?;
    let is_typed = request.typed && address.origin() == request.address.origin();
    if has_usual_port(address) || is_typed { Ok(()) } else { Err(FeedTrouble::Unreachable) }
}

fn trouble(error: &reqwest::Error) -> FeedTrouble {
    not_public(error).map_or(FeedTrouble::Unreachable, FeedTrouble::from)
}

impl From<NotPublic> for FeedTrouble {
    fn from(reason: NotPublic) -> Self {
        match reason {
            NotPublic::Inside => Self::Private,
            NotPublic::NoServer => Self::NoServer,
        }
    }
}

#[cfg(test)]
mod tests;
