//! Finds the server of a name and reads its metadata. The domain in a name need not be the host of the server:
//! `@dana@example.org` may be at social.example.org.

use std::time::Duration;

use http::header::{ACCEPT, LOCATION};
use networks::{Json, Network, is_same_site};
use serde_json::Value;
use url::Url;

use super::{ServerClient, well_known};
use crate::{error::TransportError, failure::Failure, http::Reply};

/// The longest wait for a well-known document, which may not exist at all.
const PATIENCE: Duration = Duration::from_secs(10);
/// Limits of a list in the metadata: its entries, and the bytes of one entry. Real lists stay far below.
const MOST_WORDS: usize = 500;
const LONGEST_WORD: usize = 200;
/// Members that distinguish metadata from any other JSON object (RFC 8414 section 2).
const MEMBERS: [&str; 5] = [
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "scopes_supported",
    "code_challenge_methods_supported",
];

/// A server, with its metadata if that can be read.
pub struct DiscoveredServer {
    /// The server.
    pub server: Url,
    /// Its metadata.
    pub metadata: Option<Metadata>,
}

/// The metadata of a server (RFC 8414 section 2), as far as it is needed here. All of it is optional.
#[derive(Debug)]
pub struct Metadata {
    /// The server that the metadata describes.
    server: Url,
    /// The supported scopes. `None` if the server does not list them.
    pub scopes: Option<Vec<String>>,
    /// True if the server supports PKCE with SHA-256.
    pub s256: bool,
}

impl Metadata {
    /// Unreadable metadata counts as absent.
    fn read(network: &Network, from: &Url, body: &[u8]) -> Option<Self> {
        let told = Json::object(body)?;
        MEMBERS.iter().find(|name| told.get(**name).is_some_and(|value| !value.is_null()))?;
        let server = match told.get("issuer") {
            Some(Value::String(issuer)) => network.server(issuer)?,
            _ => network.server(from.as_str())?,
        };
        let methods = words(&told, "code_challenge_methods_supported").unwrap_or_default();
        let s256 = methods.iter().any(|method| method == "S256");
        Some(Self { server, scopes: words(&told, "scopes_supported"), s256 })
    }
}

/// Reads an array of names, or a text with names separated by spaces or commas. `None` if there is no name.
fn words(told: &Value, name: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = match told.get(name)? {
        Value::Array(list) => list.iter().filter_map(Value::as_str).take(MOST_WORDS).collect(),
        Value::String(text) => text.split([' ', ',']).take(MOST_WORDS).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => return None,
    };
    let fits = |word: &&str| !word.is_empty() && word.len() <= LONGEST_WORD;
    let words: Vec<String> = words.into_iter().map(str::trim).filter(fits).map(str::to_owned).collect();
    (!words.is_empty()).then_some(words)
}

impl ServerClient<'_> {
    /// Finds the server that a person means. `stays`: only the named server counts, as for a connected account.
    ///
    /// # Errors
    /// `AddressUnknown` when the text names no server; `Unreachable` when the server does not answer.
    pub async fn find_server(
        &self,
        network: &Network,
        said: &str,
        stays: bool,
    ) -> Result<DiscoveredServer, Failure> {
        let named = network.server(said).ok_or(Failure::AddressUnknown)?;
        let metadata = self.metadata(network, &named).await?;
        let own = metadata.as_ref().is_some_and(|metadata| metadata.server == named);
        if stays || own {
            return Ok(DiscoveredServer { server: named, metadata });
        }
        if let Some(metadata) = metadata
            && let Some(found) = self.confirmed(network, &metadata.server).await
        {
            return Ok(found);
        }
        let user = network.user(said);
        let server = self.elsewhere(network, &named, user.as_deref()).await;
        match server.filter(|server| *server != named) {
            Some(server) => match self.confirmed(network, &server).await {
                Some(found) => Ok(found),
                None => Ok(DiscoveredServer { server, metadata: None }),
            },
            None => Ok(DiscoveredServer { server: named, metadata: None }),
        }
    }

    /// A server with its metadata, if the metadata names the same server as issuer (RFC 8414 section 3.3).
    async fn confirmed(&self, network: &Network, server: &Url) -> Option<DiscoveredServer> {
        let metadata = self.metadata(network, server).await.ok()??;
        (metadata.server == *server)
            .then(|| DiscoveredServer { server: server.clone(), metadata: Some(metadata) })
    }

    /// The metadata of a server. `None` if it is missing or unreadable; older servers have none.
    async fn metadata(&self, network: &Network, server: &Url) -> Result<Option<Metadata>, Failure> {
        let Some(url) = network.at(server).oauth.discover else { return Ok(None) };
        let answer = self.look_up(network, url, "application/json").await.map_err(|fault| match fault {
            TransportError::NotSent | TransportError::NoAnswer => Failure::Unreachable,
            TransportError::TooLarge => Failure::BadAnswer,
        });
        match answer {
            Ok(Some((url, reply))) => Ok(Metadata::read(network, &url, &reply.body)),
            Ok(None) | Err(Failure::BadAnswer) => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    /// The server that a domain names for its accounts, by host-meta (RFC 6415) and, for one account, by WebFinger
    /// (RFC 7033).
    async fn elsewhere(&self, network: &Network, named: &Url, user: Option<&str>) -> Option<Url> {
        let at = |path: &str| {
            let mut url = named.clone();
            url.set_path(path);
            url
        };
        let host_meta = at("/.well-known/host-meta");
        let host_meta = self.look_up(network, host_meta, "application/xrd+xml, application/json;q=0.9").await;
        let template = host_meta.ok().flatten().and_then(|(_, reply)| well_known::template(&reply.body));
        let asked = |resource: &str| match &template {
            Some(template) => Url::parse(&template.replace(well_known::URI, resource)).ok(),
            None => {
                let mut url = at("/.well-known/webfinger");
                url.set_query(Some(&format!("resource={resource}")));
                Some(url)
            }
        };
        if let Some(user) = user {
            let domain = named.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            let resource = well_known::encoded(&format!("acct:{user}@{domain}"));
            if let Some(url) = asked(&resource).filter(|url| network.may_ask(url))
                && let Ok(Some((_, reply))) = self.look_up(network, url, "application/jrd+json").await
                && let Some(server) = well_known::actor(&reply.body).and_then(|actor| network.server(&actor))
            {
                return Some(server);
            }
        }
        network.server(asked("").filter(|_| template.is_some())?.as_str())
    }

    /// Fetches a well-known document, together with the address that answered. Follows one redirect within the same
    /// site. `None` for any status other than success.
    async fn look_up(
        &self,
        network: &Network,
        url: Url,
        accept: &str,
    ) -> Result<Option<(Url, Reply)>, TransportError> {
        let reply = self.get(&url, accept).await?;
        let Some(target) = redirected(&url, &reply) else {
            return Ok(is_success(&reply).then_some((url, reply)));
        };
        if !network.may_ask(&target) || !is_same_site(&url, &target) {
            return Ok(None);
        }
        match self.get(&target, accept).await {
            Ok(reply) if is_success(&reply) => Ok(Some((target, reply))),
            Ok(_) | Err(_) => Ok(None),
        }
    }

    async fn get(&self, url: &Url, accept: &str) -> Result<Reply, TransportError> {
        let timeouts = self.http.timeouts().answer.min(PATIENCE);
        let request = self.http.client().get(url.clone()).header(ACCEPT, accept).timeout(timeouts).build();
        self.http.send(request.map_err(|_| TransportError::NotSent)?, self.clock).await
    }
}

/// The target address, if the reply is a redirect.
fn redirected(from: &Url, reply: &Reply) -> Option<Url> {
    let location =
        reply.headers.get(LOCATION).filter(|_| matches!(reply.status, 301 | 302 | 303 | 307 | 308))?;
    from.join(location.to_str().ok()?).ok()
}

/// Tells whether the status is 2xx. Some servers and caches answer with a success other than 200.
fn is_success(reply: &Reply) -> bool {
    (200..=299).contains(&reply.status)
}
