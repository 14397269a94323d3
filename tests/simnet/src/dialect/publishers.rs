//! Gander's own publishing code against these dialects, without a keeper: each upload, each post and each look.

use axum::http::HeaderMap;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, TimeDelta, Utc};
use networks::Catalogue;
use publishing::{
    Answer as Told, Auth, Card, Content, Destination, Fact, Job, Look, Piece, Publisher, Reading, Remote,
    Request, Step, StepKey, UploadedPicture, networks::publisher,
};
use url::Url;

use super::{Turn, of};
use crate::{
    Network, Post,
    wire::{Asked, parameters},
    world::World,
};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n goose";
const ORIGIN: &str = "http://127.0.0.1:9";

/// An account that may do what its network's file asks for, and a destination of it.
struct Place {
    network: Network,
    world: World,
    token: String,
    to: Destination,
    now: DateTime<Utc>,
}

/// An answer of the network.
struct Reply {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Reply {
    fn told(&self) -> Told<'_> {
        Told { status: self.status, headers: &self.headers, body: &self.body }
    }
}

impl Place {
    fn new(network: Network, id: &str, page: &str) -> Self {
        let now = "2026-11-30T12:00:00Z".parse().expect("a time");
        let mut world = World::new(network, ORIGIN.to_owned(), "/callback".to_owned());
        let catalogue = Catalogue::builtin();
        let oauth = &catalogue.get(&id.into()).expect("shipped").oauth;
        let optional = oauth.optional_scopes.keys().cloned();
        let scopes: Vec<_> = oauth.scopes.iter().cloned().chain(optional).collect();
        let grant = world.grants.open(0, &scopes, &[], now);
        let token = world.grants.mint_access(grant, false, now, 3600);
        let to = Destination { network: id.into(), account: world.members[0].id.into(), page: page.into() };
        Self { network, world, token, to, now }
    }

    fn publisher(&self) -> &'static dyn Publisher {
        publisher(&self.to.network).expect("a publisher")
    }

    fn ask(&mut self, request: &Request) -> Reply {
        let file = Catalogue::builtin().get(&self.to.network).expect("shipped").clone();
        let publish = file.publish.as_ref().expect("a table");
        let (all, posts) = (file.headers.of(|_| None), publish.headers.of(|_| None));
        let named = |name: &str| {
            let value = posts.get(name).or_else(|| all.get(name))?;
            value.to_str().ok().map(str::to_owned)
        };
        let body: Vec<u8> = request
            .body
            .iter()
            .flat_map(|piece| match piece {
                Piece::Bytes(bytes) => bytes.clone(),
                Piece::Picture(_) => PNG.to_vec(),
                Piece::PictureBase64(_) => STANDARD.encode(PNG).into_bytes(),
            })
            .collect();
        let is_json = request.headers.iter().any(|(_, value)| value == "application/json");
        assert_eq!(request.auth, Auth::Account);
        let asked = Asked {
            method: request.method.clone(),
            path: request.url.path().to_owned(),
            query: parameters(request.url.query().unwrap_or_default().as_bytes()),
            json: is_json.then(|| serde_json::from_slice(&body).expect("JSON")),
            file: if is_json { Vec::new() } else { body },
            authorization: Some(format!("Bearer {}", self.token)),
            host: Some("127.0.0.1:9".into()),
            restli_version: named("x-restli-protocol-version"),
            linkedin_version: named("linkedin-version"),
            ..Asked::default()
        };
        let dialect = of(self.network);
        let endpoint = dialect.endpoint(&asked).expect("an endpoint");
        let mut turn =
            Turn { world: &mut self.world, asked: &asked, now: self.now, keep_refresh: false, late: None };
        let (status, headers, body) = dialect.answer(&mut turn, endpoint).into_bytes();
        let header = |(name, value): (&'static str, String)| Some((name.parse().ok()?, value.parse().ok()?));
        Reply { status, headers: headers.into_iter().filter_map(header).collect(), body }
    }

    /// Takes each step until the post is at the network. Returns it with the look that would find it.
    fn share(&mut self, content: &Content, pictures: &[&str], of_card: bool) -> (Remote, Option<Look>) {
        let server: Url = format!("{ORIGIN}/").parse().expect("an address");
        let uploaded = |description: &&str| UploadedPicture {
            media_type: "image/png".into(),
            bytes: PNG.len() as u64,
            width: 2,
            height: 3,
            description: (*description).into(),
            url: None,
        };
        let pictures: Vec<_> = pictures.iter().map(uploaded).collect();
        let card = of_card.then(|| uploaded(&""));
        let handle = self.publisher().new_handle(self.now, 7);
        let mut facts: Vec<Fact> = Vec::new();
        for _ in 0..20 {
            let (to, publisher) = (self.to.clone(), self.publisher());
            let job = Job {
                content,
                to: &to,
                username: None,
                server: &server,
                pictures: &pictures,
                card_picture: card.as_ref(),
                handle: &handle,
                sent_before: None,
                facts: &facts,
                now: self.now,
            };
            let (request, is_last) = match publisher.next(&job) {
                Step::Ask(request) => (request, false),
                Step::Send(request) => (request, true),
                other => panic!("{other:?}"),
            };
            let reply = self.ask(&request);
            let read = |key: &StepKey| publisher.read(&job, key, &reply.told());
            match (read(&request.key), is_last) {
                (Reading::Fact(fact), false) => facts.push(fact),
                (Reading::Done(remote), true) => {
                    self.now += TimeDelta::minutes(2);
                    let looked = publisher.look(&job).map(|look| self.ask(&look));
                    return (remote, looked.map(|looked| publisher.read_look(&job, &looked.told())));
                }
                (other, _) => {
                    panic!("{other:?} after {} {}", reply.status, String::from_utf8_lossy(&reply.body))
                }
            }
        }
        panic!("no end");
    }

    fn only_post(&self) -> Post {
        let [post] = self.world.posts.all(|_| "danar").try_into().expect("one post");
        post
    }
}

fn link() -> Option<Url> {
    Some("https://practice.example/geese_(all)".parse().expect("an address"))
}

#[test]
fn an_organizations_pictures_are_uploaded_and_shown_with_their_descriptions() {
    let page = "urn:li:organization:3010001";
    for pictures in [&["A goose"][..], &["One", "", "Three"]] {
        let mut place = Place::new(Network::LinkedIn, "linkedin-pages", page);
        let content = Content { link: link(), ..Content::of_text("Bread (fresh)") };
        let (remote, look) = place.share(&content, pictures, false);
        assert_eq!(look, Some(Look::There(remote.clone())));
        let post = place.only_post();
        assert_eq!(post.id, remote.id);
        let described: Vec<_> = post.pictures.iter().map(|picture| picture.description.as_str()).collect();
        assert_eq!(described, pictures);
        assert!(post.pictures.iter().all(|picture| picture.file == PNG));
    }
}

#[test]
fn the_card_of_a_members_link_has_its_picture() {
    let mut place = Place::new(Network::LinkedIn, "linkedin", "");
    let card = Card { title: "All geese".into(), description: "Each of them.".into(), picture: None };
    let content = Content { link: link(), card: Some(card), ..Content::of_text("See them #geese") };
    let (_, look) = place.share(&content, &[], true);
    assert_eq!(look, None);
    let post = place.only_post();
    assert_eq!(post.text, "See them #geese");
    assert_eq!(post.link.expect("a card").title.as_deref(), Some("All geese"));
    assert_eq!(place.world.uploads.len(), 1);
}

#[test]
fn a_pin_is_on_its_board_with_its_pictures() {
    for pictures in [&["A goose"][..], &["One", "Two", "", "Four", "Five"]] {
        let mut place = Place::new(Network::Pinterest, "pinterest", "301000000000000001");
        let content = Content { link: link(), ..Content::of_text("Geese \"are\" back\n\nAll of them.") };
        let (remote, look) = place.share(&content, pictures, false);
        assert_eq!(look, Some(Look::There(remote.clone())));
        let post = place.only_post();
        assert_eq!((post.id, post.pictures.len()), (remote.id.clone(), pictures.len()));
        assert!(post.pictures.iter().all(|picture| picture.file == PNG));
        assert_eq!(post.link.map(|link| link.url.parse().expect("an address")), link());
    }
}

#[test]
fn pictures_are_uploaded_at_x_and_described_before_the_post() {
    for pictures in [&["A goose"][..], &["One", "", "Three", "Four"]] {
        let mut place = Place::new(Network::X, "x", "");
        let content = Content { link: link(), ..Content::of_text("Geese & bread") };
        let (remote, look) = place.share(&content, pictures, false);
        assert_eq!(look, Some(Look::There(remote.clone())));
        let post = place.only_post();
        assert_eq!(post.id, remote.id);
        let described: Vec<_> = post.pictures.iter().map(|picture| picture.description.as_str()).collect();
        assert_eq!(described, pictures);
        assert!(post.pictures.iter().all(|picture| picture.file == PNG));
    }
}

#[test]
fn pictures_are_a_part_of_a_post_at_tumblr() {
    for pictures in [&["A goose"][..], &["One", "", "Three"]] {
        let mut place = Place::new(Network::Tumblr, "tumblr", "");
        let content = Content { link: link(), ..Content::of_text("Geese\n\nare \"back\"") };
        let (remote, look) = place.share(&content, pictures, false);
        assert!(matches!(look, Some(Look::There(there)) if there.id == remote.id));
        let post = place.only_post();
        assert_eq!(post.text, "Geese\n\nare \"back\"");
        let described: Vec<_> = post.pictures.iter().map(|picture| picture.description.as_str()).collect();
        assert_eq!(described, pictures);
        assert!(post.pictures.iter().all(|picture| picture.file == PNG));
    }
}
