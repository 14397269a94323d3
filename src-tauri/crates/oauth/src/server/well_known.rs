//! Parses the documents with which a domain names the server of its accounts: host-meta (RFC 6415), as XML or JSON, and
//! WebFinger answers (RFC 7033).

use networks::{Json, decoded};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use quick_xml::{XmlVersion, events::Event};
use serde_json::Value;

/// The placeholder for the resource in a template.
pub(super) const URI: &str = "{uri}";
/// The relation of the link that looks up an account (RFC 6415 section 3.1.1).
const RELATION: &str = "lrdd";
/// The maximum number of XML nodes to read. A host-meta document has about ten.
const MOST_NODES: usize = 10_000;

/// Percent-encodes a resource for a query.
pub(super) fn encoded(resource: &str) -> String {
    utf8_percent_encode(resource, NON_ALPHANUMERIC).to_string()
}

/// The template of the account lookup address.
pub(super) fn template(host_meta: &[u8]) -> Option<String> {
    let found = match Json::object(host_meta) {
        Some(json) => links(json.get("links")?).find_map(|link| {
            (text(link, "rel") == Some(RELATION)).then(|| text(link, "template")).flatten().map(str::to_owned)
        }),
        None => template_in_xml(host_meta),
    };
    found.filter(|template| template.contains(URI))
}

/// The address of the account's ActivityPub actor in a WebFinger answer.
pub(super) fn actor(webfinger: &[u8]) -> Option<String> {
    let json = Json::object(webfinger)?;
    let is_actor = |link: &&Value| {
        let kind = text(link, "type").unwrap_or_default();
        text(link, "rel") == Some("self") && (kind.contains("activity+json") || kind.contains("ld+json"))
    };
    let actor = links(json.get("links")?).find(is_actor)?;
    text(actor, "href").map(str::to_owned)
}

fn links(links: &Value) -> impl Iterator<Item = &Value> {
    links.as_array().into_iter().flatten()
}

fn text<'a>(link: &'a Value, name: &str) -> Option<&'a str> {
    link.get(name).and_then(Value::as_str)
}

/// Finds the template in the attributes of a `Link` element. The rest of the document is ignored, and need not be
/// well-formed after that element.
fn template_in_xml(host_meta: &[u8]) -> Option<String> {
    let text = decoded(host_meta);
    let mut reader = quick_xml::Reader::from_str(&text);
    for _ in 0..MOST_NODES {
        let link = match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Link" => tag,
            Event::Eof => return None,
            _ => continue,
        };
        let attribute = |name: &str| {
            let attribute = link.try_get_attribute(name).ok()??;
            attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
        };
        if attribute("rel").as_deref() == Some(RELATION)
            && let Some(template) = attribute("template")
        {
            return Some(template);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "https://social.example.org/.well-known/webfinger?resource={uri}";

    #[test]
    fn a_host_meta_is_read_as_xml_and_as_json() {
        for host_meta in [
            format!(
                r#"<?xml version="1.0" encoding="UTF-8"?><XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
                   <Link rel="lrdd" template="{TEMPLATE}"/></XRD>"#
            ),
            format!(
                "\u{feff}<XRD><hm:Host>x</hm:Host><Link rel='acct-mgmt' href='/amcd'/><Link template='{TEMPLATE}' \
                 type='application/xrd+xml' rel='lrdd'></Link>"
            ),
            format!(r#"{{"links":[{{"rel":"x"}},{{"rel":"lrdd","template":"{TEMPLATE}"}}]}}"#),
        ] {
            assert_eq!(template(host_meta.as_bytes()).as_deref(), Some(TEMPLATE), "{host_meta}");
        }
        let escaped = r#"<XRD><Link rel="lrdd" template="https://a.example/w?f=j&amp;r={uri}"/></XRD>"#;
        assert_eq!(template(escaped.as_bytes()).as_deref(), Some("https://a.example/w?f=j&r={uri}"));
    }

    #[test]
    fn what_names_no_template_is_none() {
        for nothing in [
            "",
            "<html><body>Welcome<br></body></html>",
            "<XRD><Link rel=\"lrdd\"/></XRD>",
            "<XRD><Link rel=\"lrdd\" template=\"https://a.example/\"/></XRD>",
            "<XRD><Link rel=\"lrdd\" template=\"https://a.example/{uri",
            r#"{"links":{"rel":"lrdd"}}"#,
            r#"{"links":[{"rel":"lrdd","template":7}]}"#,
            "[]",
            "<!DOCTYPE x [<!ENTITY a \"b\">]><XRD><Link rel=\"lrdd\" template=\"&a;{uri}\"/></XRD>",
        ] {
            assert_eq!(template(nothing.as_bytes()), None, "{nothing}");
        }
        let deep = format!("{}<Link rel='lrdd' template='{TEMPLATE}'/>", "<a>".repeat(MOST_NODES));
        assert_eq!(template(deep.as_bytes()), None);
        assert_eq!(template(b"\xff\xfe<XRD/>"), None);
    }

    #[test]
    fn a_webfinger_answer_names_the_actor() {
        let answer = |kind: &str| {
            format!(
                r#"{{"subject":"acct:dana@example.org","links":[
                   {{"rel":"http://webfinger.net/rel/profile-page","type":"text/html","href":"https://x.example/@dana"}},
                   {{"rel":"self","type":"{kind}","href":"https://social.example.org/users/dana"}}]}}"#
            )
        };
        for kind in ["application/activity+json", "application/ld+json; profile=x"] {
            let actor = actor(answer(kind).as_bytes());
            assert_eq!(actor.as_deref(), Some("https://social.example.org/users/dana"), "{kind}");
        }
        assert_eq!(actor(answer("text/html").as_bytes()), None);
        assert_eq!(actor(b"{}"), None);
        assert_eq!(actor(br#"{"links":7}"#), None);
    }

    #[test]
    fn what_is_asked_about_is_encoded_whole() {
        assert_eq!(encoded("acct:dana@example.org"), "acct%3Adana%40example%2Eorg");
    }
}
