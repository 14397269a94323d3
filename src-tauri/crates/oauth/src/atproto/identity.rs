//! Resolves a name to the account's own server: handle, DID, DID document.

use networks::{Json, Network};
use serde_json::Value;
use url::Url;

use super::{Lookup, Trouble, text};

/// The id and type of the server's entry in a DID document (https://atproto.com/specs/did).
const SERVICE: (&str, &str) = ("#atproto_pds", "AtprotoPersonalDataServer");

/// An account and its own server.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The lasting identifier of the account.
    pub did: String,
    /// The account's own server.
    pub home: Url,
}

/// The name of an account, from a person or from an earlier sign-in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum AccountIdentifier {
    Handle(String),
    Did(String),
}

impl AccountIdentifier {
    /// Parses typed or pasted text: a handle, with or without `@`, the address of a profile, or a DID. `None` for any
    /// other text.
    pub fn read(said: &str) -> Option<Self> {
        let said = said.trim();
        let said = match said.split_once("/profile/") {
            Some((_, rest)) => rest.split(['/', '?', '#']).next().unwrap_or_default(),
            None => match said.split_once("://") {
                Some(("at" | "https", rest)) => rest.split(['/', '?', '#']).next().unwrap_or_default(),
                Some(_) | None => said,
            },
        };
        if is_did(said) {
            return Some(Self::Did(said.to_owned()));
        }
        let handle = said.trim_start_matches('@').trim_end_matches('.').to_ascii_lowercase();
        is_handle(&handle).then_some(Self::Handle(handle))
    }
}

/// Tells whether a text is a handle (https://atproto.com/specs/handle).
fn is_handle(text: &str) -> bool {
    let fits = |label: &str| {
        let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = text.rsplit('.').next().unwrap_or_default();
    text.len() <= 253
        && text.contains('.')
        && text.split('.').all(fits)
        && last.starts_with(|first: char| first.is_ascii_alphabetic())
}

/// Tells whether a text is a DID of a method that the AT Protocol allows (https://atproto.com/specs/did).
fn is_did(text: &str) -> bool {
    let plc = |id: &str| id.len() == 24 && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7'));
    match text.split(':').collect::<Vec<_>>()[..] {
        ["did", "plc", id] => plc(id),
        ["did", "web", host] => is_web_host(host),
        _ => false,
    }
}

/// Tells whether a text is the host of a `did:web:`. The AT Protocol allows no path there, and a port, written `%3A`,
/// only on this device.
fn is_web_host(text: &str) -> bool {
    let is_port =
        |port: &str| port.bytes().all(|digit| digit.is_ascii_digit()) && port.parse::<u16>().is_ok();
    match text.split_once("%3A") {
        None => is_handle(text),
        Some((host, port)) => matches!(host, "localhost" | "127.0.0.1") && is_port(port),
    }
}

/// A DID document, as far as it is read here.
struct Document(Json);

impl Document {
    /// The first handle, which alone counts.
    fn handle(&self) -> Option<&str> {
        let names = self.0.get("alsoKnownAs")?.as_array()?;
        names.iter().filter_map(Value::as_str).find_map(|name| name.strip_prefix("at://"))
    }

    fn home(&self, network: &Network) -> Option<Url> {
        let (id, services) = (self.0.get("id")?.as_str()?, self.0.get("service")?.as_array()?);
        let own = |service: &&Value| {
            let of = service.get("id").and_then(Value::as_str);
            of.is_some_and(|of| of.strip_prefix(id).unwrap_or(of) == SERVICE.0)
                && service.get("type").is_some_and(|kind| kind == SERVICE.1)
        };
        network.server(services.iter().find(own)?.get("serviceEndpoint")?.as_str()?)
    }
}

impl Lookup<'_> {
    /// Resolves an account. A handle counts only if the account's document names it too, because anyone can point a
    /// handle at another person's account.
    pub async fn account(&self, said: &str) -> Result<Place, Trouble> {
        let (did, handle) = match AccountIdentifier::read(said).ok_or(Trouble::Unknown)? {
            AccountIdentifier::Did(did) => (did, None),
            AccountIdentifier::Handle(handle) => (self.resolve(&handle).await?, Some(handle)),
        };
        let document = self.document(&did).await?;
        if handle
            .as_deref()
            .is_some_and(|said| document.handle().is_none_or(|named| !named.eq_ignore_ascii_case(said)))
        {
            return Err(Trouble::Unknown);
        }
        let home = document.home(self.network).ok_or(Trouble::Unknown)?;
        Ok(Place { did, home })
    }

    async fn resolve(&self, handle: &str) -> Result<String, Trouble> {
        let mut url = self.handles()?.resolve.clone();
        url.query_pairs_mut().append_pair("handle", handle);
        // The resolver has no other answer for an unknown handle.
        let resolved = self.json(url, &[400, 404]).await?;
        text(&resolved, "did").filter(|did| is_did(did)).ok_or(Trouble::Unusable)
    }

    async fn document(&self, did: &str) -> Result<Document, Trouble> {
        let url = match did.strip_prefix("did:web:") {
            Some(host) => self.of_host(host)?,
            None => {
                let mut url = self.handles()?.directory.clone();
                url.path_segments_mut().map_err(|()| Trouble::Unusable)?.pop_if_empty().push(did);
                url
            }
        };
        // 410: the account is deleted.
        let document = self.json(url, &[404, 410]).await?;
        if document.get("id").is_some_and(|id| id == did) {
            Ok(Document(document))
        } else {
            Err(Trouble::Unusable)
        }
    }

    /// The address of a `did:web:` document. A port, written `%3A`, is only for practice.
    fn of_host(&self, host: &str) -> Result<Url, Trouble> {
        let scheme = if self.network.practice { "http" } else { "https" };
        let host = host.replace("%3A", ":");
        let url = Url::parse(&format!("{scheme}://{host}/.well-known/did.json"));
        url.ok().filter(|url| self.network.may_ask(url)).ok_or(Trouble::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DID: &str = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";

    #[test]
    fn a_person_may_write_their_name_in_many_ways() {
        let handle = Some(AccountIdentifier::Handle("dana.bsky.social".to_owned()));
        for said in [
            "dana.bsky.social",
            " @Dana.Bsky.Social ",
            "dana.bsky.social.",
            "at://dana.bsky.social",
            "at://dana.bsky.social/app.bsky.feed.post/3k",
            "https://dana.bsky.social/",
            "bsky.app/profile/dana.bsky.social",
            "https://bsky.app/profile/dana.bsky.social",
            "https://bsky.app/profile/dana.bsky.social/post/3k?a=b",
        ] {
            assert_eq!(AccountIdentifier::read(said), handle, "{said}");
        }
        let did = Some(AccountIdentifier::Did(DID.to_owned()));
        assert_eq!(AccountIdentifier::read(DID), did);
        assert_eq!(AccountIdentifier::read(&format!("https://bsky.app/profile/{DID}")), did);
        for did in ["did:web:geese.example", "did:web:localhost%3A8080", "did:web:127.0.0.1%3A8080"] {
            assert_eq!(AccountIdentifier::read(did), Some(AccountIdentifier::Did(did.to_owned())));
        }
    }

    #[test]
    fn what_is_no_name_is_not_asked_for() {
        for said in [
            "",
            "dana",
            "dana@example.com",
            "dana.",
            ".bsky.social",
            "da na.bsky.social",
            "-dana.example",
            "127.0.0.1",
            "dänä.example",
            "did:plc:short",
            "did:key:z6Mk",
            "did:plc:ewvi7nxzyoun6zhxrhs64oiz/..",
            "did:web:good.example@evil.example",
            "did:web:good.example%40evil.example",
            "did:web:good.example:evil.example",
            "did:web:good.example%3Apw@evil.example",
            "did:web:good.example/..",
            "did:web:good.example%2Fevil",
            "did:web:good.example?a=b",
            "did:web:good.example#a",
            "did:web:good.example%3A8443",
            "did:web:good%2Eexample",
            "did:web:127.0.0.1",
            "did:web:[::1]",
            "did:web:localhost",
            "did:web:localhost%3A8080%3A1",
            "did:web:localhost%3A+80",
            "did:web:localhost%3A70000",
            "did:web:localhost%3A8080@evil.example",
            "did:web:g\u{f6}\u{f6}d.example",
            "did:web:good\u{2e}example\u{3002}evil.example",
            "did:web:",
            "https://bsky.app/profile/",
        ] {
            assert_eq!(AccountIdentifier::read(said), None, "{said}");
        }
    }

    #[test]
    fn a_document_names_its_handle_and_its_server() {
        let catalogue = networks::Catalogue::builtin();
        let network = catalogue.get(&"bluesky".into()).unwrap();
        let read = |endpoint: &str, kind: &str| {
            let text = format!(
                r##"{{"id":"{DID}","alsoKnownAs":[7,"https://dana.example","at://dana.example","at://old.example"],
                "service":[null,"x",{{"id":7}},{{"id":"#other","type":"Other","serviceEndpoint":{{}}}},
                {{"id":"#atproto_pds","type":"{kind}","serviceEndpoint":"{endpoint}"}}]}}"##
            );
            Document(Json::read(text.as_bytes()).unwrap())
        };
        let document = read("https://pds.example", SERVICE.1);
        assert_eq!(document.handle(), Some("dana.example"));
        assert_eq!(document.home(network).unwrap().as_str(), "https://pds.example/");
        let elsewhere = read("https://pds.example:8443", SERVICE.1).home(network);
        assert_eq!(elsewhere.unwrap().as_str(), "https://pds.example:8443/");
        for (endpoint, kind) in [
            ("http://127.0.0.1:80", SERVICE.1),
            ("https://pds.internal", SERVICE.1),
            ("https://pds.example:25", SERVICE.1),
            ("https://pds.internal:8443", SERVICE.1),
            ("https://pds.example", "Other"),
        ] {
            assert_eq!(read(endpoint, kind).home(network), None, "{endpoint} {kind}");
        }
    }
}
