use http::HeaderMap;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{Answer, Content, Fact, Job, Look, Reading, Step, StepKey, text::Unit};

/// All that a test needs to make a [`Job`].
pub(super) struct Given {
    pub(super) content: Content,
    pub(super) to: Destination,
    pub(super) server: Url,
    pub(super) handle: String,
    pub(super) facts: Vec<Fact>,
    pub(super) pictures: Vec<crate::UploadedPicture>,
    pub(super) card_picture: Option<crate::UploadedPicture>,
    pub(super) sent_before: Option<DateTime<Utc>>,
    pub(super) now: DateTime<Utc>,
}

/// A picture of 4 × 3 pixels.
pub(super) fn picture(description: &str) -> (crate::Picture, crate::UploadedPicture) {
    let (media_type, description) = ("image/jpeg".to_owned(), description.to_owned());
    let (bytes, width, height) = (3, 4, 3);
    let uploaded = crate::UploadedPicture {
        media_type: media_type.clone(),
        bytes,
        width,
        height,
        description: description.clone(),
        url: None,
    };
    (
        crate::Picture { hash: "0a".repeat(32), media_type, bytes, width, height, description, url: None },
        uploaded,
    )
}

impl Given {
    pub(super) fn new(network: &str, account: &str, text: &str) -> Self {
        let now = "2026-11-30T12:00:00.123456Z".parse().unwrap();
        let network = NetworkId::from(network);
        let handle = publisher(&network).unwrap().new_handle(now, 0x0123_4567_89ab_cdef);
        Self {
            content: Content::of_text(text),
            to: Destination { network, account: account.into(), page: String::new() },
            server: "https://home.example/".parse().unwrap(),
            handle,
            facts: Vec::new(),
            pictures: Vec::new(),
            card_picture: None,
            sent_before: None,
            now,
        }
    }

    pub(super) fn on(mut self, page: &str) -> Self {
        page.clone_into(&mut self.to.page);
        self
    }

    pub(super) fn with_a_picture(mut self) -> Self {
        self.pictures.push(crate::UploadedPicture {
            media_type: "image/png".into(),
            bytes: 7,
            width: 2,
            height: 1,
            description: String::new(),
            url: None,
        });
        self
    }

    pub(super) fn job(&self) -> Job<'_> {
        Job {
            content: &self.content,
            to: &self.to,
            username: Some("dana.home.example"),
            server: &self.server,
            handle: &self.handle,
            pictures: &self.pictures,
            card_picture: self.card_picture.as_ref(),
            sent_before: self.sent_before,
            facts: &self.facts,
            now: self.now,
        }
    }

    pub(super) fn publisher(&self) -> &'static dyn Publisher {
        publisher(&self.to.network).unwrap()
    }

    /// The request that publishes.
    pub(super) fn sent(&self) -> crate::Request {
        match self.publisher().next(&self.job()) {
            Step::Send(request) => request,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn body(&self) -> Value {
        serde_json::from_slice(&bytes_of(&self.sent())).unwrap()
    }

    pub(super) fn read(&self, status: u16, body: &str) -> Reading {
        let answer = Answer { status, headers: &HeaderMap::new(), body: body.as_bytes() };
        self.publisher().read(&self.job(), &StepKey::new("send"), &answer)
    }

    pub(super) fn look(&self, status: u16, body: &str) -> Look {
        let answer = Answer { status, headers: &HeaderMap::new(), body: body.as_bytes() };
        self.publisher().read_look(&self.job(), &answer)
    }
}

/// The body of a request. The file of a picture stands as its number.
pub(super) fn bytes_of(request: &crate::Request) -> Vec<u8> {
    let pieces = request.body.iter().map(|piece| match piece {
        crate::Piece::Bytes(bytes) => bytes.clone(),
        crate::Piece::Picture(number) => format!("<picture {number}>").into_bytes(),
        crate::Piece::PictureBase64(number) => format!("<base64 of picture {number}>").into_bytes(),
    });
    pieces.flatten().collect()
}

fn all() -> Vec<Given> {
    vec![
        Given::new("mastodon", "109348@home.example", "News! #geese https://news.example/a"),
        Given::new("bluesky", "did:plc:ewvi7nxzyoun6zhxrhs64oiz", "News! #geese https://news.example/a"),
        Given::new("x", "2244994945", "News! #geese https://news.example/a"),
        Given::new("tumblr", "t:0aY0xL2Fi1OFJg4YxpmegQ", "News! #geese https://news.example/a"),
        Given::new("linkedin-pages", "Dana_7", "News! #geese https://news.example/a")
            .on("urn:li:organization:7"),
        Given::new("pinterest", "549755", "News! #geese https://news.example/a").on("301").with_a_picture(),
    ]
}

#[test]
fn only_known_networks_have_a_publisher() {
    for id in [
        "mastodon",
        "bluesky",
        "x",
        "x-oauth1",
        "tumblr",
        "reddit",
        "linkedin",
        "linkedin-pages",
        "pinterest",
    ] {
        assert!(publisher(&id.into()).is_some(), "{id}");
    }
    for id in ["", "Mastodon", "mastodon-again", "x-again", "youtube"] {
        assert!(publisher(&id.into()).is_none(), "{id}");
    }
}

#[test]
fn the_same_job_gives_the_same_bytes_at_any_time() {
    for mut given in all() {
        let first = given.sent();
        given.now += chrono::TimeDelta::hours(5);
        assert_eq!(given.sent(), first);
        let look = given.publisher().look(&given.job()).unwrap();
        assert_eq!(given.publisher().look(&given.job()).unwrap(), look);
        assert_eq!(look.method, "GET");
    }
}

#[test]
fn a_network_shows_no_escapes_and_the_link_where_it_has_no_field() {
    let link = || Some("https://example.org/a".parse().unwrap());
    let shown = |network: &str, content: &Content| shown_text(&NetworkId::from(network), content);
    let escaped = Content::of_text("A (good) day");
    assert_eq!(shown("linkedin", &escaped), "A (good) day");
    assert_ne!(counted_text(&NetworkId::from("linkedin"), &escaped), "A (good) day");
    let linked = Content { link: link(), ..Content::of_text("Look") };
    for network in ["linkedin", "bluesky", "facebook", "threads"] {
        assert_eq!(shown(network, &linked), "Look", "{network}");
    }
    for network in ["mastodon", "x", "elsewhere"] {
        assert_eq!(shown(network, &linked), "Look\n\nhttps://example.org/a", "{network}");
    }
}

#[test]
fn a_network_shows_the_card_of_the_app_its_own_or_none() {
    let card = |network: &str, content: &Content| shown_card(&NetworkId::from(network), content);
    let linked = Content { link: Some("https://example.org/a".parse().unwrap()), ..Content::of_text("Look") };
    let inside = Content::of_text("Look https://example.org/a");
    let pictured = Content { pictures: vec![picture("").0], ..linked.clone() };
    assert_eq!(card("bluesky", &linked), Some(ShownCard::OfApp));
    assert_eq!(card("bluesky", &inside), None);
    assert_eq!(card("mastodon", &linked), Some(ShownCard::OfNetwork));
    assert_eq!(card("mastodon", &inside), Some(ShownCard::OfNetwork));
    for network in ["bluesky", "mastodon"] {
        assert_eq!(card(network, &pictured), None);
        assert_eq!(card(network, &Content::of_text("Look")), None);
    }
    assert_eq!(card("elsewhere", &linked), None);
    // Tumblr's post has a block of the link, and no other card.
    assert_eq!(card("tumblr", &linked), Some(ShownCard::OfNetwork));
    assert_eq!(card("tumblr", &pictured), Some(ShownCard::OfNetwork));
    assert_eq!(card("tumblr", &inside), None);
}

#[test]
fn nothing_is_not_shared() {
    for mut given in all() {
        given.content.text = " \n".into();
        assert!(matches!(given.publisher().next(&given.job()), Step::Refuse(_)));
    }
}

#[test]
fn no_body_but_the_documented_one_is_a_success() {
    for given in all() {
        for body in [
            "",
            "null",
            "[]",
            "{}",
            "7",
            "<!DOCTYPE html><html><title>Sign in to the hotel</title></html>",
            r#"{"error":"This action is not allowed"}"#,
            r#"{"id":7,"uri":9,"url":[]}"#,
            r#"{"id":null,"uri":null}"#,
            r#"{"id":"#,
        ] {
            for status in [200, 201, 202, 204, 301, 400, 401, 422, 500, 503] {
                assert_eq!(given.read(status, body), Reading::Unclear, "{status} {body}");
                let look = given.look(status, body);
                assert!(!matches!(look, Look::There(_)), "{status} {body}");
                if body != "[]" {
                    assert_eq!(look, Look::Unclear, "{status} {body}");
                }
            }
        }
    }
}

#[test]
fn only_web_addresses_are_addresses() {
    let at = |text: &str| address_in(Some(&json!(text))).map(String::from);
    assert_eq!(at("https://home.example/@dana/1").as_deref(), Some("https://home.example/@dana/1"));
    assert_eq!(at("http://127.0.0.1:8080/@dana/1").as_deref(), Some("http://127.0.0.1:8080/@dana/1"));
    for text in [
        "",
        "javascript:alert(1)",
        "JavaScript://home.example/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://home.example/",
        "https://",
        "https://dana:goose@home.example/",
        "https://dana@home.example/",
        "https://home.example/\u{0}",
        "java\nscript:alert(1)",
        "ht\ntps://home.example/",
        "//home.example/",
        "/@dana/1",
        &format!("https://home.example/{}", "a".repeat(LONGEST_ADDRESS)),
    ] {
        assert_eq!(at(text), None, "{text}");
    }
    assert_eq!(address_in(Some(&json!(7))), None);
    assert_eq!(address_in(None), None);
}

#[test]
fn ids_are_bounded() {
    let id = |value: Value| id_in(Some(&value)).map(str::to_owned);
    assert_eq!(id(json!("a".repeat(512))), Some("a".repeat(512)));
    let long = "a".repeat(513);
    for value in [
        json!(long),
        json!(""),
        json!("a b"),
        json!("a\u{0}"),
        json!("a\u{202e}"),
        json!("\u{fffd}"),
        json!(7),
        json!(null),
        json!(["a"]),
    ] {
        assert_eq!(id(value.clone()), None, "{value}");
    }
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::sample::select(vec![
            "javascript:alert(1)",
            "at://x/app.bsky.feed.post/y",
            "2026-11-30T12:00:00Z",
            "<p>News!",
            "&#",
            "RecordNotFound",
            "99999-99-99T99:99:99Z",
            "https://a.example/",
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 40, 8, |inner| {
        let names =
            prop::sample::select(vec!["id", "uri", "url", "content", "created_at", "error", "reblog", "cid"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((names, inner), 0..6).prop_map(|members| members
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()),
        ]
    })
}

proptest! {
    #[test]
    fn no_answer_panics_and_no_address_is_but_a_web_address(
        value in values(),
        raw in prop::collection::vec(any::<u8>(), 0..64),
        status in prop::sample::select(vec![200_u16, 201, 400, 500]),
    ) {
        for given in all() {
            for body in [value.to_string().into_bytes(), raw.clone()] {
                let answer = Answer { status, headers: &HeaderMap::new(), body: &body };
                let seen = match given.publisher().read_look(&given.job(), &answer) {
                    Look::There(remote) => Some(remote),
                    Look::NotSeen | Look::Void | Look::Unclear => None,
                };
                let done = match given.publisher().read(&given.job(), &StepKey::new("send"), &answer) {
                    Reading::Done(remote) => Some(remote),
                    _ => None,
                };
                for remote in seen.into_iter().chain(done) {
                    prop_assert!(remote.id.len() <= LONGEST_ID);
                    prop_assert!(remote.address.is_none_or(|url| matches!(url.scheme(), "http" | "https")));
                }
            }
        }
    }

    #[test]
    fn no_content_panics(text in any::<String>(), link in prop::option::of("https://[a-z]{1,9}\\.example/[a-z]{0,9}"), handle in "\\PC{0,20}") {
        for mut given in all() {
            given.content = Content { link: link.clone().map(|link| link.parse().unwrap()), ..Content::of_text(text.clone()) };
            given.publisher().next(&given.job());
            given.handle.clone_from(&handle);
            given.publisher().next(&given.job());
            given.publisher().look(&given.job());
            given.look(200, "[]");
        }
    }
}

#[test]
fn a_surplus_begins_in_the_text_as_it_was_written() {
    let limit = |most| Limit { unit: Unit::Characters, most, bytes: None };
    let linkedin = |most, content: &Content| left(&NetworkId::from("linkedin"), &limit(most), content);
    // Each bracket counts two at LinkedIn.
    let escaped = Content::of_text("((((🪿 and more");
    assert_eq!(linkedin(18, &escaped), Left { left: 0, surplus_from: None });
    assert_eq!(linkedin(9, &escaped), Left { left: -9, surplus_from: Some("((((🪿".len()) });
    assert_eq!(linkedin(7, &escaped), Left { left: -11, surplus_from: Some(3) });
    assert_eq!(linkedin(1, &escaped), Left { left: -17, surplus_from: Some(0) });
    let linked =
        Content { link: Some("https://example.org/a".parse().unwrap()), ..Content::of_text("Look (here)") };
    let mastodon = left(&NetworkId::from("mastodon"), &limit(20), &linked);
    assert_eq!(mastodon.surplus_from, Some("Look (here)".len()), "{mastodon:?}");
}
