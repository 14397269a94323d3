//! A request that another program makes in an account's name.

use chrono::TimeDelta;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use lifecycle::{Allowance, ConnectionId, Endpoint, Event, Signal};
use networks::{Answer, Protocol};
use oauth::{
    ForProgram, OAuthClient, Streamed, TransportError, at_home, is_for_programs, servers_for_programs,
};
use tokio::task::JoinHandle;
use url::Url;
use vault::App;

use super::Keeper;
use crate::{
    Error,
    driver::Command,
    programs::{allowed_to, secrets_of},
};

/// The time for which the token must live.
const TOKEN_LIFE: TimeDelta = TimeDelta::minutes(1);

/// The maximum size of a body in bytes.
const LARGEST_BODY: usize = 25 << 20;

/// The maximum size of an answer's body in bytes.
const LARGEST_ANSWER: u64 = 256 << 20;

/// The header fields that Gander alone sets, or that would change the connection to the server.
const OWN: [&str; 13] = [
    "authorization",
    "proxy-authorization",
    "cookie",
    "host",
    "dpop",
    "content-length",
    "transfer-encoding",
    "connection",
    "upgrade",
    "te",
    "trailer",
    "expect",
    "keep-alive",
];

/// A request of a program, of which nothing is checked yet.
#[derive(Clone, Debug)]
pub struct ProgramRequest {
    /// The connection.
    pub connection: ConnectionId,
    /// The method.
    pub method: String,
    /// The address.
    pub url: String,
    /// The header fields, each as `Name: value`.
    pub headers: Vec<String>,
    /// The body.
    pub body: Vec<u8>,
    /// The name of the program, as the system told it.
    pub program: String,
}

/// The reason why Gander does not make a request, or has no answer to it. No sentence holds a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestTrouble {
    /// The address is at another server.
    #[error("Gander sends this account's token only to {known}, and not to {asked}; nothing was sent")]
    ForeignHost {
        /// The server of the address.
        asked: String,
        /// The servers that get the token.
        known: String,
    },
    /// The address cannot be read.
    #[error("this is no web address; write it whole, like https://api.example.com/path")]
    Address,
    /// The address holds a name or a password.
    #[error("the address holds a name or a password; leave them out, because Gander adds the token itself")]
    Password,
    /// The method is none.
    #[error("this is no method of HTTP that Gander sends; write GET, POST, PUT, PATCH, DELETE or HEAD")]
    Method,
    /// A header field cannot be read.
    #[error("a header is written as \"Name: value\"; one of them has no colon, or no usable name")]
    Header,
    /// A header field holds a line break.
    #[error("the header {0} holds a line break or another control character; a header is one line")]
    LineBreak(String),
    /// A header field is Gander's own.
    #[error("Gander sets the header {0} itself; leave it out")]
    OwnHeader(String),
    /// The body is too large.
    #[error("the body is larger than 25 MB, the most that Gander takes; nothing was sent")]
    TooLarge,
    /// The server could not be reached.
    #[error("the network could not be reached; nothing was sent, so try again")]
    NotSent,
    /// No answer came.
    #[error("no answer came in time; the network may have done what you asked, so look before you repeat it")]
    NoAnswer,
    /// The answer stalled, or never ended.
    #[error("the answer stopped before its end; what came of it is not whole")]
    Stalled,
    /// The answer is too large.
    #[error("the answer is larger than 256 MB and was cut off")]
    Endless,
}

/// An answer for a program.
pub struct ProgramAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The header fields.
    pub headers: HeaderMap,
    streamed: Streamed,
    read: u64,
    checking: Option<JoinHandle<Result<(), Error>>>,
}

impl ProgramAnswer {
    /// The next part of the body. `None` at its end.
    ///
    /// # Errors
    /// When the server stalls, or sends too much.
    pub async fn chunk(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let chunk = self.streamed.chunk().await.map_err(|_| RequestTrouble::Stalled)?;
        self.read += chunk.as_ref().map_or(0, Vec::len) as u64;
        if self.read > LARGEST_ANSWER { Err(RequestTrouble::Endless.into()) } else { Ok(chunk) }
    }

    /// Waits for the check that an answer caused which looks like the end of the connection.
    pub async fn checked(self) {
        if let Some(checking) = self.checking {
            let _ = checking.await;
        }
    }
}

impl Keeper {
    /// Makes a request in an account's name: with its token, its signature or its proof, as the network wants it. The
    /// token is renewed first if it ends too soon.
    ///
    /// # Errors
    /// When the person does not allow it, the request is not one that Gander makes, or no answer comes.
    pub async fn request(&self, asked: ProgramRequest) -> Result<ProgramAnswer, Error> {
        let id = asked.connection.clone();
        self.in_store(|store| allowed_to(store, &id, Allowance::Requests))?;
        let program = asked.program.clone();
        let request = checked(asked)?;
        self.use_for(&id, TOKEN_LIFE).await?;
        let tools = self.ask(|reply| Command::Tools(id.clone(), reply)).await?;
        let context = &tools.context;
        let (known, secrets) =
            self.in_store(|store| secrets_of(store, &context.key, &id, Allowance::Requests))?;
        let network = at_home(tools.network, &known.owner.account, &secrets);
        if !is_for_programs(&network, &secrets, &request.url) {
            let asked = request.url.origin().ascii_serialization();
            return Err(foreign(&asked, &servers_for_programs(&network, &secrets)).into());
        }
        let app = match network.oauth.protocol {
            Protocol::OAuth1a | Protocol::OAuth2 => context.app(&network)?.unwrap_or_default(),
            Protocol::Atproto => App::default(),
        };
        let now = self.clock.now();
        self.in_store(|store| Ok(store.used(now, &known, Event::RequestMade, &program)?))?;
        let client = OAuthClient { http: &context.http, clock: &context.clock, network: &network, app: &app };
        let streamed = client.send_for_program(request, &secrets).await.map_err(|error| match error {
            TransportError::NotSent => RequestTrouble::NotSent,
            TransportError::NoAnswer | TransportError::TooLarge => RequestTrouble::NoAnswer,
        })?;
        let answer = Answer {
            endpoint: Endpoint::Probe,
            at: self.clock.now(),
            status: streamed.status.as_u16(),
            headers: &streamed.headers,
            body: streamed.begun(),
        };
        let looks_like_an_end = streamed.status == 401 || is_an_end(network.classify(&answer).signal);
        let checking = looks_like_an_end.then(|| {
            let keeper = self.clone();
            tokio::spawn(async move { keeper.check(Some(&id)).await })
        });
        let (status, headers) = (streamed.status.as_u16(), streamed.headers.clone());
        Ok(ProgramAnswer { status, headers, streamed, read: 0, checking })
    }
}

/// The refusal to send the token to another server.
pub(super) fn foreign(asked: &str, known: &[Url]) -> RequestTrouble {
    let known = known.iter().map(|url| url.origin().ascii_serialization()).collect::<Vec<_>>().join(", ");
    RequestTrouble::ForeignHost { asked: locale::plain(asked).into_owned(), known }
}

/// Tells whether an answer could mean that the network ended the access.
fn is_an_end(signal: Signal) -> bool {
    match signal {
        Signal::Expired
        | Signal::Revoked
        | Signal::PasswordChanged
        | Signal::Checkpoint
        | Signal::RefreshRejected => true,
        Signal::Fine
        | Signal::PermissionMissing
        | Signal::AppFault
        | Signal::RateLimited { .. }
        | Signal::Transient => false,
    }
}

/// Checks all of a request that needs no connection.
fn checked(asked: ProgramRequest) -> Result<ForProgram, RequestTrouble> {
    let method = asked.method.to_ascii_uppercase();
    let method = Method::from_bytes(method.as_bytes()).map_err(|_| RequestTrouble::Method)?;
    if method == Method::CONNECT || method == Method::TRACE {
        return Err(RequestTrouble::Method);
    }
    let mut url = Url::parse(&asked.url).map_err(|_| RequestTrouble::Address)?;
    if !matches!(url.scheme(), "https" | "http") || !url.has_host() {
        return Err(RequestTrouble::Address);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(RequestTrouble::Password);
    }
    url.set_fragment(None);
    if asked.body.len() > LARGEST_BODY {
        return Err(RequestTrouble::TooLarge);
    }
    let mut headers = HeaderMap::new();
    for line in &asked.headers {
        let (name, value) = line.split_once(':').ok_or(RequestTrouble::Header)?;
        let name = HeaderName::try_from(name.trim()).map_err(|_| RequestTrouble::Header)?;
        if OWN.contains(&name.as_str()) {
            return Err(RequestTrouble::OwnHeader(name.to_string()));
        }
        let value = value.trim_matches([' ', '\t']);
        let value = HeaderValue::from_str(value).map_err(|_| RequestTrouble::LineBreak(name.to_string()))?;
        headers.append(name, value);
    }
    Ok(ForProgram { method, url, headers, body: asked.body })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: &str, url: &str, headers: &[&str]) -> Result<ForProgram, RequestTrouble> {
        checked(ProgramRequest {
            connection: "a-1".into(),
            method: method.to_owned(),
            url: url.to_owned(),
            headers: headers.iter().map(|header| (*header).to_owned()).collect(),
            body: Vec::new(),
            program: "sh".to_owned(),
        })
    }

    #[test]
    fn a_request_is_checked_before_anything_is_asked() {
        let url = "https://api.example.com/me#part";
        let request = asked("post", url, &["Accept: text/plain", "accept:\ttext/html "]).ok().unwrap();
        assert_eq!((request.method, request.url.as_str()), (Method::POST, "https://api.example.com/me"));
        assert_eq!(request.headers.get_all("accept").iter().count(), 2);
        for own in ["Authorization: Bearer x", "HOST: a.example", "DPoP: x", "cookie: a", "Content-Length: 1"]
        {
            let trouble = asked("GET", url, &[own]).err().unwrap();
            assert!(matches!(trouble, RequestTrouble::OwnHeader(_)), "{own}");
            assert!(!trouble.to_string().contains("Bearer x"));
        }
        for broken in ["X-A: b\r\nHost: evil.example", "X-A: b\nc", "X-A: b\0"] {
            let trouble = asked("GET", url, &[broken]).err().unwrap();
            assert_eq!(trouble, RequestTrouble::LineBreak("x-a".to_owned()), "{broken:?}");
        }
        for none in ["X-A", ": b", "X A: b", "X-A\r\nB: c"] {
            assert_eq!(asked("GET", url, &[none]).err(), Some(RequestTrouble::Header), "{none:?}");
        }
        for none in ["", "G ET", "CONNECT", "trace", "GET\r\n"] {
            assert_eq!(asked(none, url, &[]).err(), Some(RequestTrouble::Method), "{none:?}");
        }
        for none in ["", "me", "file:///etc/passwd", "data:,a", "gander://reauthorize/a-1"] {
            assert_eq!(asked("GET", none, &[]).err(), Some(RequestTrouble::Address), "{none:?}");
        }
        let named = asked("GET", "https://dana:pass@api.example.com/", &[]).err();
        assert_eq!(named, Some(RequestTrouble::Password));
    }

    #[test]
    fn a_body_of_more_than_25_mb_is_not_taken() {
        let with = |size| ProgramRequest {
            connection: "a-1".into(),
            method: "PUT".to_owned(),
            url: "https://api.example.com/".to_owned(),
            headers: Vec::new(),
            body: vec![0; size],
            program: "sh".to_owned(),
        };
        assert!(checked(with(LARGEST_BODY)).is_ok());
        assert_eq!(checked(with(LARGEST_BODY + 1)).err(), Some(RequestTrouble::TooLarge));
    }
}
