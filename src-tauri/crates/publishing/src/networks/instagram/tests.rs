use http::HeaderMap;
use serde_json::{Value, json};

use super::*;
use crate::networks::tests::{Given, bytes_of};

const ACCOUNT: &str = "17841400000000001";
const CONTAINER: &str = "17889455560051444";

fn picture(url: Option<&str>, media_type: &str) -> Picture {
    Picture {
        hash: "a".repeat(64),
        media_type: media_type.into(),
        bytes: 1000,
        width: 400,
        height: 300,
        description: "A goose".into(),
        url: url.map(|url| url.parse().unwrap()),
    }
}

fn given(pictures: usize) -> Given {
    let mut given = Given::new("instagram", ACCOUNT, "Geese #goose");
    let number = |number| picture(Some(&format!("https://a.example/{number}.jpg")), "image/jpeg");
    given.content.pictures = (0..pictures).map(number).collect();
    given
}

fn step(given: &mut Given, body: &Value) -> Vec<(String, String)> {
    let Step::Ask(request) = Instagram.next(&given.job()) else {
        panic!("{:?}", Instagram.next(&given.job()))
    };
    let body = body.to_string();
    let answer = Answer { status: 200, headers: &HeaderMap::new(), body: body.as_bytes() };
    let Reading::Fact(fact) = Instagram.read(&given.job(), &request.key, &answer) else { panic!("{body}") };
    given.facts.push(fact);
    url::form_urlencoded::parse(&bytes_of(&request)).into_owned().collect()
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn status(of: &str) -> Value {
    json!({ "status_code": of, "status": format!("{of}: practice"), "id": CONTAINER })
}

#[test]
fn one_picture_is_a_container_with_its_caption() {
    let mut given = given(1);
    let made = step(&mut given, &json!({ "id": CONTAINER }));
    let image = [("image_url", "https://a.example/0.jpg"), ("alt_text", "A goose")];
    assert_eq!(made, fields(&[&image[..], &[("caption", "Geese #goose")]].concat()));
    step(&mut given, &status("FINISHED"));
    let sent = given.sent();
    assert_eq!(sent.url.as_str(), format!("https://home.example/v25.0/{ACCOUNT}/media_publish"));
    assert_eq!(bytes_of(&sent), format!("creation_id={CONTAINER}").into_bytes());
    let done = Remote { id: "1792".into(), address: None };
    assert_eq!(given.read(200, r#"{"id":"1792"}"#), Reading::Done(done.clone()));
    assert_eq!(Instagram.after_loss(given.now), AfterLoss::Handle);
    let address = Instagram.address(&given.job(), &done).unwrap();
    assert_eq!(address.url.as_str(), "https://home.example/v25.0/1792?fields=id%2Cpermalink");
    // The container names no post.
    let by_container = Remote { id: CONTAINER.into(), address: None };
    assert_eq!(Instagram.address(&given.job(), &by_container), None);
}

#[test]
fn several_pictures_are_children_without_captions() {
    let mut given = given(2);
    let child = step(&mut given, &json!({ "id": "11" }));
    let image = [("image_url", "https://a.example/0.jpg"), ("alt_text", "A goose")];
    assert_eq!(child, fields(&[&image[..], &[("is_carousel_item", "true")]].concat()));
    step(&mut given, &json!({ "status_code": "FINISHED", "id": "11" }));
    step(&mut given, &json!({ "id": "12" }));
    step(&mut given, &json!({ "status_code": "FINISHED", "id": "12" }));
    let post = step(&mut given, &json!({ "id": CONTAINER }));
    let all = [("media_type", "CAROUSEL"), ("caption", "Geese #goose"), ("children", "11,12")];
    assert_eq!(post, fields(&all));
}

#[test]
fn only_jpeg_pictures_with_a_public_address_suit() {
    assert_eq!(Instagram.unfit(&given(0).content), Some(Unfit::NeedsPicture));
    assert_eq!(Instagram.unfit(&given(10).content), None);
    let refuses = |given: &Given| matches!(Instagram.next(&given.job()), Step::Refuse(_));
    assert!(refuses(&given(0)) && refuses(&given(11)) && !refuses(&given(10)));
    let mut given = given(0);
    given.content.pictures = vec![picture(None, "image/jpeg")];
    assert_eq!(Instagram.unfit(&given.content), Some(Unfit::NeedsPublicPicture));
    given.content.pictures = vec![picture(Some("https://a.example/0.png"), "image/png")];
    assert!(refuses(&given));
}

#[test]
fn the_status_tells_and_a_status_that_is_a_sentence_does_not() {
    let mut given = given(1);
    step(&mut given, &json!({ "id": CONTAINER }));
    let look = |body: &Value| given.look(200, &body.to_string());
    assert_eq!(look(&status("PUBLISHED")), Look::There(Remote { id: CONTAINER.into(), address: None }));
    assert_eq!(look(&status("FINISHED")), Look::NotSeen);
    assert_eq!(look(&status("EXPIRED")), Look::Void);
    assert_eq!(look(&json!({ "status": "PUBLISHED", "id": CONTAINER })), Look::Unclear);
}

#[test]
fn a_container_that_is_gone_is_made_anew() {
    let given = given(1);
    for (subcode, wanted) in [(2_207_006, true), (2_207_008, true), (2_207_020, true), (2_207_027, false)] {
        let body = json!({ "error": { "code": 9007, "error_subcode": subcode } }).to_string();
        let answer = Answer { status: 400, headers: &HeaderMap::new(), body: body.as_bytes() };
        assert_eq!(Instagram.stale(&given.job(), &answer).is_some(), wanted, "{subcode}");
    }
}
