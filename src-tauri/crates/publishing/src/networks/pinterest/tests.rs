use chrono::TimeDelta;

use super::*;
use crate::{
    AfterLoss, UploadedPicture,
    networks::tests::{Given, bytes_of},
};

fn given(text: &str, pictures: usize) -> Given {
    let mut given = Given::new("pinterest", "549755880000000001", text);
    given.server = "https://api.pinterest.com/".parse().unwrap();
    given.to.page = "301001".into();
    let picture = |number| UploadedPicture {
        media_type: "image/jpeg".into(),
        bytes: 7,
        width: 2,
        height: 3,
        description: format!(" Goose {number} "),
        url: None,
    };
    given.pictures = (1..=pictures).map(picture).collect();
    given
}

fn body(given: &Given) -> Value {
    serde_json::from_slice(&bytes_of(&given.sent())).unwrap()
}

#[test]
fn a_pin_has_a_board_a_title_and_its_picture() {
    let mut given = given("Geese \"are\" back\n\nAll of them.", 1);
    given.content.link = Some("https://news.example/geese".parse().unwrap());
    let request = given.sent();
    assert_eq!((request.method.as_str(), request.auth), ("POST", Auth::Account));
    assert_eq!(request.url.as_str(), "https://api.pinterest.com/v5/pins");
    assert_eq!(
        body(&given),
        json!({
            "board_id": "301001", "title": "Geese \"are\" back",
            "description": "Geese \"are\" back\n\nAll of them.", "link": "https://news.example/geese",
            "alt_text": "Goose 1",
            "media_source": {
                "source_type": "image_base64", "content_type": "image/jpeg", "data": "<base64 of picture 0>",
            },
        })
    );
    given.content.title = Some("x".repeat(200));
    assert_eq!(body(&given)["title"], "x".repeat(LONGEST_TITLE));
    // No file is in the stored request.
    assert_eq!(given.sent().body[1], Piece::PictureBase64(0));
}

#[test]
fn several_pictures_are_one_pin() {
    let given = given("Geese", 3);
    let body = body(&given);
    let item = |number: u16| json!({ "content_type": "image/jpeg", "data": format!("<base64 of picture {number}>") });
    assert_eq!(
        body["media_source"],
        json!({ "source_type": "multiple_image_base64", "items": [item(0), item(1), item(2)] })
    );
    assert_eq!(body["alt_text"], "Goose 1\nGoose 2\nGoose 3");
}

#[test]
fn a_pin_needs_a_picture_and_a_board() {
    let refused = |given: &Given| matches!(given.publisher().next(&given.job()), Step::Refuse(_));
    assert!(!refused(&given("Geese", 1)));
    assert!(refused(&given("Geese", 0)));
    let unfit = given("Geese", 0).publisher().unfit(&Content::of_text("Geese"));
    assert_eq!(unfit, Some(Unfit::NeedsPicture));
    for page in ["", "board", "301/../x"] {
        let mut given = given("Geese", 1);
        given.to.page = page.into();
        assert!(refused(&given), "{page}");
        assert_eq!(given.publisher().look(&given.job()), None, "{page}");
    }
    let mut long = given("Geese", 1);
    long.content.link = Some(format!("https://news.example/{}", "a".repeat(2048)).parse().unwrap());
    assert!(refused(&long));
}

#[test]
fn a_pin_has_an_address() {
    let given = given("Geese", 1);
    let Reading::Done(remote) = given.read(201, r#"{"id":"813744226420795884","link":null}"#) else {
        panic!("not read")
    };
    assert_eq!(remote.id, "813744226420795884");
    assert_eq!(remote.address.unwrap().as_str(), "https://www.pinterest.com/pin/813744226420795884/");
    for body in ["", "[]", "{}", "<html>", r#"{"id":7}"#, r#"{"id":"a/b"}"#, r#"{"code":1,"message":"x"}"#] {
        assert_eq!(given.read(201, body), Reading::Unclear, "{body}");
    }
    assert_eq!(given.read(400, r#"{"id":"813744226420795884"}"#), Reading::Unclear);
    let profile = given.publisher().profile(&given.to, Some("danar")).unwrap();
    assert_eq!(profile.as_str(), "https://www.pinterest.com/danar/");
}

#[test]
fn a_look_compares_title_text_link_and_time() {
    let mut given = given("Geese are\n back", 1);
    given.content.link = Some("https://news.example/geese".parse().unwrap());
    let look = given.publisher().look(&given.job()).unwrap();
    assert_eq!(look.url.as_str(), "https://api.pinterest.com/v5/boards/301001/pins?page_size=100");
    let pin = json!({
        "id": "813744226420795884", "title": "Geese are", "description": "Geese are back",
        "link": "https://news.example/geese", "created_at": "2026-11-30T12:00:03", "is_owner": true,
    });
    let list = |pin: &Value, bookmark: Value| {
        given.look(200, &json!({ "items": [pin], "bookmark": bookmark }).to_string())
    };
    let found = |look: Look| matches!(look, Look::There(remote) if remote.id == "813744226420795884");
    assert!(found(list(&pin, Value::Null)));
    assert!(found(list(&pin, json!("more"))));
    let with = |member: &str, value: Value| {
        let mut pin = pin.clone();
        pin[member] = value;
        list(&pin, Value::Null)
    };
    assert!(found(with("created_at", json!("2026-11-30T11:51:00+00:00"))));
    for (member, value) in [
        ("created_at", json!("2026-11-30T11:49:00")),
        ("title", json!("Another")),
        ("description", json!("Another")),
        ("link", Value::Null),
        ("is_owner", json!(false)),
    ] {
        assert_eq!(with(member, value), Look::NotSeen, "{member}");
    }
    assert_eq!(with("created_at", json!("yesterday")), Look::Unclear);
    assert_eq!(with("id", json!(7)), Look::Unclear);
    // The rest of a list may hold the pin.
    let mut other = pin.clone();
    other["title"] = json!("Another");
    assert_eq!(list(&other, json!("more")), Look::Unclear);
    assert_eq!(given.publisher().after_loss(given.now), AfterLoss::LookOnly);
    given.now += TimeDelta::days(400);
    assert!(matches!(given.publisher().next(&given.job()), Step::Send(_)));
}

#[test]
fn a_pin_is_deleted_by_its_id() {
    let given = given("Geese", 1);
    let remote = |id: &str| Remote { id: id.into(), address: None };
    let request = given.publisher().delete(&given.job(), &remote("813744226420795884")).unwrap();
    assert_eq!(request.method, "DELETE");
    assert_eq!(request.url.as_str(), "https://api.pinterest.com/v5/pins/813744226420795884");
    assert_eq!(given.publisher().delete(&given.job(), &remote("../boards/7")), None);
    let is_gone = |status, body: &str| {
        let answer = Answer { status, headers: &http::HeaderMap::new(), body: body.as_bytes() };
        given.publisher().read_delete(&given.job(), &answer)
    };
    assert!(is_gone(204, "") && is_gone(404, r#"{"code":50,"message":"Pin not found."}"#));
    for (status, body) in [(200, "<html>"), (403, "{}"), (404, "<html>"), (500, "{}")] {
        assert!(!is_gone(status, body), "{status}");
    }
}
