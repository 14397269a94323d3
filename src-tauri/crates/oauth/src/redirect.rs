//! The loopback redirect (RFC 8252 section 7.3): a listener for one answer. It accepts only a request that it can
//! verify, and answers late or repeated requests with a page.

mod head;
mod page;

use std::{
    borrow::Cow,
    io, mem,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use locale::Locale;
use networks::{Loopback, Protocol};
pub use page::Page;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    sync::{Semaphore, oneshot},
    time::timeout,
};
use url::{Url, form_urlencoded};

use self::head::Head;
use crate::bridge::Way;

/// The time limit for the sign-in in the browser.
pub const PATIENCE: Duration = Duration::from_secs(300);
/// The further time for which a listener answers late or repeated redirects.
const LINGER: Duration = Duration::from_secs(300);
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
const MOST_AT_ONCE: usize = 16;
/// The maximum number of ports to try until one is free for both IPv4 and IPv6.
const MOST_PORTS: u32 = 20;

/// The result of a redirect.
#[derive(Debug)]
pub enum Redirected {
    /// The authorization code (RFC 6749 section 4.1.2).
    Code(SecretString),
    /// The person refused access (RFC 6749 section 4.1.2.1).
    Denied,
    /// The network refused the request.
    Refused,
    /// The network refused the app.
    AppRefused,
    /// The network could not answer now.
    Unreachable,
    /// No redirect came in time.
    TimedOut,
}

/// The address to which a network sends the browser.
#[derive(Clone, Debug)]
pub struct Target {
    /// The redirect address (RFC 6749 section 3.1.2).
    pub url: Url,
    /// The way from a bridge page at `url` to Gander. `None` if the address is Gander's own.
    pub by_bridge: Option<Way>,
}

/// A bound listener.
pub struct Listener {
    sockets: Vec<TcpListener>,
    host: String,
    path: String,
    /// The redirect address.
    url: Url,
}

/// The redirect that the listener accepts.
pub struct Expected {
    /// The accepted values of the `Host` header.
    pub hosts: [String; 2],
    /// The path of the redirect address.
    pub path: String,
    /// The protocol that determines the query parameters.
    pub protocol: Protocol,
    /// The `state` (RFC 6749 section 10.12). Only the browser that this sign-in sent knows it.
    pub state: SecretString,
    /// The issuer that the redirect must name (RFC 9207 section 2.4), so that no server can pass on another's code.
    pub issuer: Option<String>,
}

struct Expectation {
    expected: Expected,
    /// The language of the page that the person's browser shows.
    locale: Locale,
    answer: Mutex<Answer>,
}

/// The state of the one awaited answer.
enum Answer {
    Awaited(oneshot::Sender<Redirected>),
    /// The answer arrived and its page was shown. A reload or a second tab gets the same page.
    Given(Fingerprint, Page),
    /// The sign-in no longer waits for an answer.
    Over,
}

/// Distinguishes redirects without storing the code.
type Fingerprint = (mem::Discriminant<Redirected>, Option<[u8; 32]>);

impl Listener {
    /// Binds the address that the network's file names.
    pub async fn bind(loopback: &Loopback) -> io::Result<Self> {
        let mut tries = 1;
        loop {
            match Self::bind_once(loopback).await {
                // Any other port will do.
                Err(_) if loopback.port == 0 && tries < MOST_PORTS => tries += 1,
                bound => return bound,
            }
        }
    }

    async fn bind_once(loopback: &Loopback) -> io::Result<Self> {
        let here = match loopback.host.as_str() {
            "[::1]" => IpAddr::V6(Ipv6Addr::LOCALHOST),
            _ => IpAddr::V4(Ipv4Addr::LOCALHOST),
        };
        let first = TcpListener::bind(SocketAddr::from((here, loopback.port))).await?;
        let port = first.local_addr()?.port();
        let mut sockets = vec![first];
        // A browser may resolve "localhost" to either address family.
        if loopback.host == "localhost" {
            match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await {
                Ok(second) => sockets.push(second),
                // Another program listens on this port, and would get the code.
                Err(error)
                    if matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied) =>
                {
                    return Err(error);
                }
                // This device does not support IPv6.
                Err(_) => {}
            }
        }
        let url = address(loopback, port).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(Self { sockets, host: loopback.host.clone(), path: loopback.path.clone(), url })
    }

    /// Moves to another port, if that is free.
    pub async fn move_to(&mut self, port: u16) -> io::Result<()> {
        let (host, path) = (self.host.clone(), self.path.clone());
        *self = Self::bind(&Loopback { host, port, path, any_port: None }).await?;
        Ok(())
    }

    /// The redirect address of the listener.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The port of the listener.
    pub fn port(&self) -> u16 {
        self.url.port().unwrap_or(80)
    }

    /// The redirect target for the network: the listener itself, or a bridge page that forwards to it.
    pub fn target(&self, bridge: Option<Url>) -> Target {
        let port = self.url.port().unwrap_or(80);
        match bridge {
            Some(url) => Target { url, by_bridge: Some(Way::of_here(port)) },
            None => Target { url: self.url.clone(), by_bridge: None },
        }
    }

    /// Waits for the one redirect that carries `state` and, if one is given, names the `issuer`.
    pub async fn wait(
        self,
        protocol: Protocol,
        state: SecretString,
        issuer: Option<String>,
        locale: Locale,
        answer: oneshot::Sender<Redirected>,
    ) {
        let port = self.url.port().unwrap_or(80);
        let hosts = [format!("{}:{port}", self.host), format!("127.0.0.1:{port}")];
        let expected = Expected { hosts, path: self.path, protocol, state, issuer };
        let expectation =
            Arc::new(Expectation { expected, locale, answer: Mutex::new(Answer::Awaited(answer)) });
        let accept = async {
            let mut sockets = tokio::task::JoinSet::new();
            for socket in self.sockets {
                sockets.spawn(accept(socket, Arc::clone(&expectation)));
            }
            sockets.join_all().await;
        };
        tokio::pin!(accept);
        if timeout(PATIENCE, &mut accept).await.is_err() {
            expectation.give_up();
            let _ = timeout(LINGER, &mut accept).await;
        }
    }
}

fn address(loopback: &Loopback, port: u16) -> Option<Url> {
    Url::parse(&format!("http://{}:{port}{}", loopback.host, loopback.path)).ok()
}

async fn accept(socket: TcpListener, expectation: Arc<Expectation>) {
    let room = Arc::new(Semaphore::new(MOST_AT_ONCE));
    while let Ok(permit) = Arc::clone(&room).acquire_owned().await {
        let Ok((stream, _)) = socket.accept().await else {
            // File descriptors are exhausted, so retry only after a pause.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let expectation = Arc::clone(&expectation);
        // Browsers open connections ahead of need, so a silent connection must not block the others.
        tokio::spawn(async move {
            let _ = timeout(HEAD_TIMEOUT, serve(stream, &expectation)).await;
            drop(permit);
        });
    }
}

async fn serve(mut stream: TcpStream, expectation: &Expectation) -> io::Result<()> {
    let page = match head::read(&mut stream).await? {
        Head::Request(head) => expectation.answer(&head),
        Head::TooLong => Page::TooLong,
        Head::Tls => return Ok(()),
    };
    stream.write_all(page.response(&expectation.locale).as_bytes()).await?;
    stream.shutdown().await
}

impl Expectation {
    fn answer(&self, head: &[u8]) -> Page {
        let (redirected, page) = match self.expected.read(head) {
            Ok(read) => read,
            Err(page) => return page,
        };
        let fingerprint = redirected.fingerprint();
        let mut answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        match mem::replace(&mut *answer, Answer::Over) {
            Answer::Awaited(waiting) => {
                if waiting.send(redirected).is_err() {
                    return Page::Over;
                }
                *answer = Answer::Given(fingerprint, page);
                page
            }
            Answer::Given(first, shown) => {
                *answer = Answer::Given(first, shown);
                if first == fingerprint { shown } else { Page::Over }
            }
            Answer::Over => Page::Over,
        }
    }

    fn give_up(&self) {
        let mut answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        match mem::replace(&mut *answer, Answer::Over) {
            Answer::Awaited(waiting) => drop(waiting.send(Redirected::TimedOut)),
            given => *answer = given,
        }
    }
}

impl Redirected {
    fn fingerprint(&self) -> Fingerprint {
        let code = match self {
            Self::Code(code) => Some(Sha256::digest(code.expose_secret()).into()),
            Self::Denied | Self::Refused | Self::AppRefused | Self::Unreachable | Self::TimedOut => None,
        };
        (mem::discriminant(self), code)
    }
}

impl Expected {
    /// Reads the head of a request. Returns the result and the page to show, or only a page to reject the request.
    pub fn read(&self, head: &[u8]) -> Result<(Redirected, Page), Page> {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut request = httparse::Request::new(&mut headers);
        if !request.parse(head).is_ok_and(|status| status.is_complete()) {
            return Err(Page::Foreign);
        }
        let target = request.path.unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        if path != self.path {
            return Err(Page::NotFound);
        }
        if request.method != Some("GET") {
            return Err(Page::NotGet);
        }
        // After DNS rebinding, `Host` holds the foreign page's own name.
        let hosts: Vec<_> =
            request.headers.iter().filter(|header| header.name.eq_ignore_ascii_case("host")).collect();
        let own = |host: &&httparse::Header<'_>| self.hosts.iter().any(|own| own.as_bytes() == host.value);
        if hosts.len() != 1 || !hosts.iter().all(own) {
            return Err(Page::Foreign);
        }
        if request.headers.iter().any(is_ahead) {
            return Err(Page::Ahead);
        }
        read_query(query, self.protocol, &self.state, self.issuer.as_deref())
    }
}

/// Tells whether a header marks a prefetch. The browser may never show the answer to a prefetch.
fn is_ahead(header: &httparse::Header<'_>) -> bool {
    let purpose = header.value.trim_ascii().to_ascii_lowercase();
    head::PURPOSES.iter().any(|name| header.name.eq_ignore_ascii_case(name))
        && ["prefetch", "prerender", "preview"].iter().any(|ahead| purpose.starts_with(ahead.as_bytes()))
}

/// Reads the query of a redirect. Returns the result and the page to show, or only a page to reject the query.
pub fn read_query(
    query: &str,
    protocol: Protocol,
    expected: &SecretString,
    issuer: Option<&str>,
) -> Result<(Redirected, Page), Page> {
    // RFC 6749 section 3.1 forbids repeated parameters.
    let one = |name: &str| {
        let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name);
        let value = values.next().map(|(_, value)| value);
        if values.next().is_some() { None } else { value }
    };
    let given = match protocol {
        Protocol::OAuth2 | Protocol::Atproto => {
            Given { state: one("state"), refused: one("error"), proof: one("code") }
        }
        // RFC 5849 section 2.2 defines no refusal. X sends `denied` with the request token.
        Protocol::OAuth1a => match one("denied") {
            Some(token) => Given { state: Some(token), refused: Some("access_denied".into()), proof: None },
            None => Given { state: one("oauth_token"), refused: None, proof: one("oauth_verifier") },
        },
    };
    let state = given.state.unwrap_or_default();
    if !bool::from(state.as_bytes().ct_eq(expected.expose_secret().as_bytes())) {
        return Err(Page::Foreign);
    }
    if issuer.is_some_and(|issuer| one("iss").as_deref() != Some(issuer)) {
        return Err(Page::Foreign);
    }
    if let Some(error) = given.refused {
        return Ok((refusal(&error), Page::Denied));
    }
    match given.proof {
        Some(code) if !code.is_empty() => {
            Ok((Redirected::Code(SecretString::from(code.as_ref())), Page::Done))
        }
        Some(_) | None => Err(Page::Foreign),
    }
}

/// The parameters of a redirect.
struct Given<'a> {
    state: Option<Cow<'a, str>>,
    refused: Option<Cow<'a, str>>,
    proof: Option<Cow<'a, str>>,
}

fn refusal(error: &str) -> Redirected {
    match error {
        "access_denied" | "user_cancelled_login" | "user_cancelled_authorize" | "user_denied" => {
            Redirected::Denied
        }
        "temporarily_unavailable" | "server_error" => Redirected::Unreachable,
        "unauthorized_client" | "invalid_client" => Redirected::AppRefused,
        _ => Redirected::Refused,
    }
}
