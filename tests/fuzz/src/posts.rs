//! The invariants of every answer about a post, and of the counts of every text.

use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};
use http::{HeaderMap, HeaderName, HeaderValue};
use networks::{Catalogue, Json, Network, PublishAnswer, PublishRefusal};
use publishing::{
    Answer, Content, Destination, Job, Look, Publisher, Reading, Remote, Step, StepKey,
    text::{Limit, Unit, links},
};
use url::Url;

use crate::odd;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::builtin);

/// In bytes.
const LONGEST_ID: usize = 512;
const LONGEST_ADDRESS: usize = 4096;
/// In characters.
const LONGEST_REASON: usize = 300;
const UNITS: [Unit; 6] =
    [Unit::Characters, Unit::Graphemes, Unit::Utf16, Unit::Weighted, Unit::Mastodon, Unit::Threads];

/// One post at one network, whose answers are read.
struct Subject {
    network: &'static Network,
    publisher: &'static dyn Publisher,
    content: Content,
    to: Destination,
    server: Url,
    handle: String,
    now: DateTime<Utc>,
}

impl Subject {
    fn at(network: &'static Network) -> Option<Self> {
        let publisher = publishing::networks::publisher(&network.id)?;
        let now = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000);
        Some(Self {
            network,
            publisher,
            content: Content::of_text("News! #geese"),
            to: Destination { network: network.id.clone(), account: "109348".into(), page: String::new() },
            server: "https://practice.example/".parse().expect("an address"),
            handle: publisher.new_handle(now, 7),
            now,
        })
    }

    fn job(&self) -> Job<'_> {
        Job {
            content: &self.content,
            to: &self.to,
            username: Some("dana"),
            server: &self.server,
            pictures: &[],
            card_picture: None,
            handle: &self.handle,
            sent_before: None,
            facts: &[],
            now: self.now,
        }
    }

    /// Checks that only a success with the documented body is a post, and only a JSON object a refusal.
    fn check(&self, status: u16, headers: &HeaderMap, body: &[u8]) {
        let answer = Answer { status, headers, body };
        let is_json = Json::read(body).is_some();
        let refusal = self.refusal(status, headers, body);
        assert!(refusal.is_none() || Json::object(body).is_some(), "{refusal:?} by what is no JSON object");
        let first = match self.publisher.next(&self.job()) {
            Step::Ask(request) | Step::Send(request) => request.key,
            Step::Wait(_) | Step::Refuse(_) => StepKey::new("send"),
        };
        for key in [StepKey::new("send"), first] {
            let reading = self.publisher.read(&self.job(), &key, &answer);
            match &reading {
                Reading::Done(remote) => {
                    assert!((200..300).contains(&status), "{status} is a success");
                    check_remote(remote);
                }
                Reading::Later(until) => assert!(*until >= self.now, "waits until {until}"),
                Reading::Fact(_) | Reading::Drop(_) | Reading::Rejected(_) | Reading::Unclear => {}
            }
        }
        let look = self.publisher.read_look(&self.job(), &answer);
        match &look {
            Look::There(remote) => check_remote(remote),
            Look::NotSeen | Look::Void => assert!(is_json, "{look:?} by what is no JSON"),
            Look::Unclear => {}
        }
        if let Some(remote) = self.publisher.twin(&self.job(), &answer) {
            check_remote(&remote);
        }
        if Json::object(body).is_some() {
            for odd in odd::ways(body) {
                assert_eq!(self.refusal(status, headers, &odd), refusal);
            }
        }
    }

    fn refusal(&self, status: u16, headers: &HeaderMap, body: &[u8]) -> Option<PublishRefusal> {
        let publish = self.network.publish.as_ref()?;
        let refusal = publish.refusal(&PublishAnswer { at: self.now, status, headers, body })?;
        match &refusal {
            PublishRefusal::RateLimited { until: Some(until) } => {
                assert!(*until > self.now && *until - self.now <= TimeDelta::days(1), "waits until {until}");
            }
            PublishRefusal::Refused { reason: Some(reason) }
            | PublishRefusal::Duplicate { reason: Some(reason) } => {
                let length = reason.chars().count();
                assert!((1..=LONGEST_REASON).contains(&length), "a reason of {length} characters");
                assert!(!reason.contains(char::is_control), "{reason:?}");
            }
            _ => {}
        }
        Some(refusal)
    }
}

/// Checks that a post can be shown and stored.
fn check_remote(remote: &Remote) {
    let is_sound =
        (1..=LONGEST_ID).contains(&remote.id.len()) && remote.id.chars().all(|c| c.is_ascii_graphic());
    assert!(is_sound, "{:?}", remote.id);
    if let Some(address) = &remote.address {
        assert!(matches!(address.scheme(), "https" | "http"), "{address}");
        assert!(address.username().is_empty() && address.password().is_none(), "{address}");
        assert!(address.as_str().len() <= 3 * LONGEST_ADDRESS, "{} bytes", address.as_str().len());
    }
}

/// Parses `network status header value`, a line feed and the body. Unknown words mean the first choice.
pub(crate) fn answer(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (line, body) = data.split_at(end);
    let body = body.strip_prefix(b"\n").unwrap_or(body);
    let line = String::from_utf8_lossy(line);
    let mut words = line.splitn(4, ' ');
    let name = words.next().unwrap_or_default();
    let subjects: Vec<Subject> = CATALOGUE.iter().filter_map(|network| Subject::at(network)).collect();
    let named = subjects.iter().find(|subject| subject.network.id.as_str() == name);
    let Some(subject) = named.or(subjects.first()) else { return };
    let status = words.next().and_then(|word| word.parse().ok()).unwrap_or_default();
    let header = words.next().and_then(|name| HeaderName::from_bytes(name.as_bytes()).ok());
    let value = words.next().and_then(|value| HeaderValue::from_str(value).ok());
    subject.check(status, &header.zip(value).into_iter().collect(), body);
}

/// Measures a text in every unit. The surplus begins within the text, and without it the text fits.
pub(crate) fn text(text: &str) {
    for unit in UNITS {
        for (most, bytes) in [(0, None), (23, None), (300, Some(3000)), (500, None)] {
            let limit = Limit { most, unit, bytes };
            let measured = limit.left(text);
            assert_eq!(measured.left < 0, measured.surplus_from.is_some(), "{unit:?} {most}: {measured:?}");
            if let Some(from) = measured.surplus_from {
                assert!(text.is_char_boundary(from) && from < text.len(), "{unit:?} {most}: {from}");
                let fitting = limit.left(&text[..from]);
                assert!(fitting.left >= 0 && fitting.surplus_from.is_none(), "{unit:?} {most}: {fitting:?}");
            }
        }
    }
    let mut end = 0;
    for link in links(text) {
        assert!(end <= link.start && link.start < link.end && link.end <= text.len(), "{link:?} after {end}");
        assert!(text.is_char_boundary(link.start) && text.is_char_boundary(link.end), "{link:?}");
        end = link.end;
    }
}
