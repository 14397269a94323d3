use chrono::TimeDelta;
use http::HeaderMap;
use serde_json::json;

use super::*;
use crate::{
    AfterLoss,
    networks::tests::{Given, bytes_of},
};

const PAGE: &str = "30100000000000001";

fn given(text: &str) -> Given {
    let mut given = Given::new("facebook", "10200000000000099", text);
    given.to.page = PAGE.into();
    given
}

fn with_pictures(text: &str, number: usize) -> Given {
    let mut given = given(text);
    let picture = UploadedPicture {
        media_type: "image/jpeg".into(),
        bytes: 1000,
        width: 400,
        height: 300,
        description: "A goose".into(),
        url: None,
    };
    given.pictures = vec![picture; number];
    given.content.pictures = given
        .pictures
        .iter()
        .map(|picture| crate::Picture {
            hash: "a".repeat(64),
            media_type: picture.media_type.clone(),
            bytes: picture.bytes,
            width: picture.width,
            height: picture.height,
            description: picture.description.clone(),
            url: None,
        })
        .collect();
    given
}

fn form(request: &Request) -> Vec<(String, String)> {
    url::form_urlencoded::parse(&bytes_of(request)).into_owned().collect()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn a_text_and_its_link_go_to_the_feed_of_the_page_with_its_token() {
    let mut given = given("News!");
    given.content.link = Some("https://news.example/a?b=c".parse().unwrap());
    let sent = given.sent();
    assert_eq!(sent.url.as_str(), format!("https://home.example/v25.0/{PAGE}/feed"));
    assert_eq!((sent.method.as_str(), sent.auth), ("POST", Auth::Page));
    assert_eq!(form(&sent), [pair("message", "News!"), pair("link", "https://news.example/a?b=c")]);
    assert_eq!(Facebook.counted_text(&given.content), "News!");
    given.content.text.clear();
    assert_eq!(form(&given.sent()), [pair("link", "https://news.example/a?b=c")]);
    let id = format!("{PAGE}_77");
    let body = json!({ "id": id }).to_string();
    assert_eq!(given.read(200, &body), Reading::Done(Remote { id, address: None }));
    assert_eq!(Facebook.after_loss(given.now), AfterLoss::LookOnly);
}

#[test]
fn only_a_page_takes_posts() {
    for page in ["", "me", "1/feed", "../1"] {
        let mut given = given("News!");
        given.to.page = page.into();
        assert!(matches!(Facebook.next(&given.job()), Step::Refuse(_)), "{page}");
        assert_eq!(Facebook.look(&given.job()), None, "{page}");
        assert_eq!(Facebook.profile(&given.to, None), None, "{page}");
    }
    let page = Facebook.profile(&given("").to, None).unwrap();
    assert_eq!(page.as_str(), format!("https://www.facebook.com/{PAGE}"));
}

#[test]
fn one_picture_is_a_photo_with_the_message() {
    let mut given = with_pictures("News!", 1);
    given.content.link = Some("https://news.example/a".parse().unwrap());
    let sent = given.sent();
    assert_eq!(sent.url.as_str(), format!("https://home.example/v25.0/{PAGE}/photos"));
    assert_eq!(sent.auth, Auth::Page);
    let body = String::from_utf8(bytes_of(&sent)).unwrap();
    assert!(body.contains("name=\"message\"\r\n\r\nNews!\n\nhttps://news.example/a\r\n"), "{body}");
    assert!(body.contains("name=\"alt_text_custom\"\r\n\r\nA goose\r\n"), "{body}");
    assert!(body.contains("name=\"source\"") && body.contains("<picture 0>"), "{body}");
    assert!(!body.contains("published"), "{body}");
    let body = json!({ "id": "55", "post_id": format!("{PAGE}_55") }).to_string();
    let done = Remote { id: format!("{PAGE}_55"), address: None };
    assert_eq!(given.read(200, &body), Reading::Done(done));
}

#[test]
fn several_pictures_are_uploaded_unpublished_and_then_attached() {
    let mut given = with_pictures("News!", 2);
    for (part, id) in (0..).zip(["55", "56"]) {
        let Step::Ask(upload) = Facebook.next(&given.job()) else { panic!("no upload") };
        assert_eq!(upload.key, StepKey { name: "picture".into(), part });
        let body = String::from_utf8(bytes_of(&upload)).unwrap();
        assert!(body.contains("name=\"published\"\r\n\r\nfalse\r\n"), "{body}");
        assert!(body.contains(&format!("<picture {part}>")) && !body.contains("News!"), "{body}");
        let body = json!({ "id": id }).to_string();
        let answer = Answer { status: 200, headers: &HeaderMap::new(), body: body.as_bytes() };
        let Reading::Fact(fact) = Facebook.read(&given.job(), &upload.key, &answer) else {
            panic!("no fact")
        };
        given.facts.push(fact);
    }
    let sent = given.sent();
    let attached =
        |part, id: &str| pair(&format!("attached_media[{part}]"), &format!(r#"{{"media_fbid":"{id}"}}"#));
    assert_eq!(form(&sent), [pair("message", "News!"), attached(0, "55"), attached(1, "56")]);
    given.now += TimeDelta::hours(21);
    assert!(matches!(Facebook.next(&given.job()), Step::Ask(_)), "an old upload is repeated");
}

#[test]
fn only_a_post_of_the_page_with_this_text_since_then_is_ours_and_absence_proves_nothing() {
    let given = given("News! #geese");
    let look = Facebook.look(&given.job()).unwrap();
    assert_eq!(look.url.path(), format!("/v25.0/{PAGE}/feed"));
    assert_eq!(look.auth, Auth::Page);
    let listed = |id: &str, author: Option<&str>, message: &str, time: &str| {
        let mut post = json!({ "id": id, "message": message, "created_time": time,
            "permalink_url": "https://www.facebook.com/301/posts/77" });
        if let Some(author) = author {
            post["from"] = json!({ "id": author, "name": "Garden" });
        }
        given.look(200, &json!({ "data": [post], "paging": {} }).to_string())
    };
    let (id, now) = (format!("{PAGE}_77"), "2026-11-30T12:00:20+0000");
    let address = Some("https://www.facebook.com/301/posts/77".parse().unwrap());
    assert_eq!(listed(&id, Some(PAGE), "News! #geese", now), Look::There(Remote { id: id.clone(), address }));
    assert_eq!(listed(&id, Some("4"), "News! #geese", now), Look::Unclear);
    assert_eq!(listed(&id, None, "News! #geese", now), Look::Unclear);
    assert_eq!(listed(&id, Some(PAGE), "News!", now), Look::Unclear);
    assert_eq!(listed(&id, Some(PAGE), "News! #geese", "2026-11-30T11:40:00+0000"), Look::Unclear);
    assert_eq!(listed("../me", Some(PAGE), "News! #geese", now), Look::Unclear);
    for body in ["", "{}", "[]", r#"{"data":{}}"#, r#"{"data":[7]}"#, "<html>", r#"{"data":[]}"#] {
        assert_eq!(given.look(200, body), Look::Unclear, "{body}");
    }
    // A link without a text names nothing to compare.
    let mut link = self::given("");
    link.content.link = Some("https://news.example/a".parse().unwrap());
    assert_eq!(Facebook.look(&link.job()), None);
}

#[test]
fn the_address_of_a_post_is_read() {
    let given = given("News!");
    let known = Remote { id: format!("{PAGE}_77"), address: None };
    let request = Facebook.address(&given.job(), &known).unwrap();
    assert_eq!(request.url.path(), format!("/v25.0/{PAGE}_77"));
    assert_eq!(request.auth, Auth::Page);
    let bad = Remote { id: "1/../me".into(), address: None };
    assert_eq!(Facebook.address(&given.job(), &bad), None);
}

#[test]
fn no_answer_without_an_id_is_a_success() {
    let given = given("News!");
    for body in ["", "{}", "[]", r#"{"id":7}"#, r#"{"id":"a/b"}"#, "<html>", r#"{"success":true}"#] {
        for status in [200, 400, 500] {
            assert_eq!(given.read(status, body), Reading::Unclear, "{status} {body}");
        }
    }
}
