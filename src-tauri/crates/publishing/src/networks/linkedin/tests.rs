use http::HeaderMap;

use super::*;
use crate::{
    AfterLoss, Card,
    networks::tests::{Given, bytes_of},
};

const PAGE: &str = "urn:li:organization:3010001";

fn member(text: &str) -> Given {
    Given { server: "https://api.linkedin.com/".parse().unwrap(), ..Given::new("linkedin", "Dana_7-x", text) }
}

fn organization(text: &str) -> Given {
    let mut given = member(text);
    given.to.network = "linkedin-pages".into();
    given.to.page = PAGE.into();
    given
}

fn picture(description: &str) -> UploadedPicture {
    UploadedPicture {
        media_type: "image/png".into(),
        bytes: 7,
        width: 2,
        height: 1,
        description: description.into(),
        url: None,
    }
}

fn link() -> Url {
    "https://news.example/geese".parse().unwrap()
}

fn asked(given: &Given) -> Request {
    match given.publisher().next(&given.job()) {
        Step::Ask(request) => request,
        other => panic!("{other:?}"),
    }
}

fn read(given: &Given, key: &StepKey, status: u16, headers: &HeaderMap, body: &str) -> Reading {
    given.publisher().read(&given.job(), key, &Answer { status, headers, body: body.as_bytes() })
}

fn with_id(id: &str) -> HeaderMap {
    HeaderMap::from_iter([(http::HeaderName::from_static(NEW_ID), id.parse().unwrap())])
}

/// Takes the upload steps until the post leaves.
fn uploaded(given: &mut Given) -> Vec<Request> {
    let mut requests = Vec::new();
    while let Step::Ask(request) = given.publisher().next(&given.job()) {
        let number = request.key.part;
        let body = json!({ "value": {
            "uploadUrlExpiresAt": (given.now + TimeDelta::hours(1)).timestamp_millis(),
            "uploadUrl": format!("https://www.linkedin.com/dms-uploads/{number}?ca=x"),
            "image": format!("urn:li:image:C{number}"),
        } });
        let (status, body) =
            if request.key.name == REGISTER { (200, body.to_string()) } else { (201, String::new()) };
        let Reading::Fact(fact) = read(given, &request.key, status, &HeaderMap::new(), &body) else {
            panic!("no fact")
        };
        given.facts.push(fact);
        requests.push(request);
    }
    requests
}

#[test]
fn a_text_is_posted_as_the_member_or_as_the_page() {
    let given = member("Back (all) #geese");
    let request = given.sent();
    assert_eq!((request.method.as_str(), request.auth), ("POST", Auth::Account));
    assert_eq!(request.url.as_str(), "https://api.linkedin.com/rest/posts");
    let body = given.body();
    assert_eq!(body["author"], "urn:li:person:Dana_7-x");
    assert_eq!(body["commentary"], r"Back \(all\) #geese");
    assert_eq!((&body["visibility"], &body["lifecycleState"]), (&json!("PUBLIC"), &json!("PUBLISHED")));
    assert_eq!(body.get("content"), None);
    assert_eq!(organization("Back").body()["author"], PAGE);
    assert_eq!(organization("Back").sent().auth, Auth::Account);
    let mut by_number = organization("Back");
    by_number.to.page = "3010001".into();
    assert_eq!(by_number.body()["author"], PAGE);
    for damaged in ["urn:li:organization:", "urn:li:person:7", "x", "urn:li:organization:7:8x"] {
        by_number.to.page = damaged.into();
        assert!(matches!(by_number.publisher().next(&by_number.job()), Step::Refuse(_)), "{damaged}");
        assert_eq!(by_number.publisher().look(&by_number.job()), None, "{damaged}");
    }
}

#[test]
fn a_link_becomes_an_article_with_a_title() {
    let mut given = member("Geese are back");
    given.content.link = Some(link());
    assert_eq!(given.body()["content"], json!({ "article": { "source": link(), "title": "news.example" } }));
    assert_eq!(given.body()["commentary"], "Geese are back");
    let card = Card { title: " The\ngeese ".repeat(60), description: "All of them.".into(), picture: None };
    given.content.card = Some(card);
    let article = &given.body()["content"]["article"];
    assert_eq!(article["title"].as_str().unwrap().chars().count(), LONGEST_TITLE);
    assert!(article["title"].as_str().unwrap().starts_with("The geese The"));
    assert_eq!(article["description"], "All of them.");
    // LinkedIn takes no post without a text.
    given.content.text = String::new();
    assert_eq!(given.body()["commentary"], "https://news.example/geese");
}

#[test]
fn the_picture_of_the_card_is_uploaded_as_an_image() {
    let mut given = member("Geese");
    given.content.link = Some(link());
    given.card_picture = Some(picture(""));
    let requests = uploaded(&mut given);
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[1].body, [Piece::Picture(0)]);
    assert_eq!(given.body()["content"]["article"]["thumbnail"], "urn:li:image:C0");
}

#[test]
fn pictures_are_registered_uploaded_and_named_in_their_order() {
    let mut given = organization("Geese");
    given.pictures = vec![picture(" A goose ")];
    let requests = uploaded(&mut given);
    let [register, upload] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(register.url.as_str(), "https://api.linkedin.com/rest/images?action=initializeUpload");
    let owner: Value = serde_json::from_slice(&bytes_of(register)).unwrap();
    assert_eq!(owner, json!({ "initializeUploadRequest": { "owner": PAGE } }));
    assert_eq!((upload.method.as_str(), upload.auth), ("PUT", Auth::Account));
    assert_eq!(upload.url.as_str(), "https://www.linkedin.com/dms-uploads/0?ca=x");
    assert_eq!(upload.headers, [("content-type".to_owned(), "image/png".to_owned())]);
    assert_eq!(upload.body, [Piece::Picture(0)]);
    assert_eq!(
        given.body()["content"],
        json!({ "media": { "id": "urn:li:image:C0", "altText": "A goose" } })
    );

    let mut given = member("Geese");
    given.pictures = vec![picture("One"), picture("")];
    given.content.pictures = vec![crate::Picture {
        hash: String::new(),
        media_type: String::new(),
        bytes: 7,
        width: 2,
        height: 1,
        description: String::new(),
        url: None,
    }];
    given.content.link = Some(link());
    let keys: Vec<_> =
        uploaded(&mut given).into_iter().map(|request| (request.key.name, request.key.part)).collect();
    let named = |name: &str, part| (name.to_owned(), part);
    assert_eq!(keys, [named(REGISTER, 0), named(PICTURE, 0), named(REGISTER, 1), named(PICTURE, 1)]);
    let images = json!([{ "id": "urn:li:image:C0", "altText": "One" }, { "id": "urn:li:image:C1" }]);
    assert_eq!(given.body()["content"], json!({ "multiImage": { "images": images } }));
    // Pictures take the place of the card, so that the link is in the text.
    assert_eq!(given.body()["commentary"], "Geese\n\nhttps://news.example/geese");
}

#[test]
fn an_address_that_takes_no_picture_is_asked_for_anew() {
    let mut given = member("Geese");
    given.pictures = vec![picture("")];
    let register = asked(&given).key;
    let answer = |expires: i64, url: &str, image: &str| {
        let value = json!({ "uploadUrlExpiresAt": expires, "uploadUrl": url, "image": image });
        read(&given, &register, 200, &HeaderMap::new(), &json!({ "value": value }).to_string())
    };
    let good_until = |reading: Reading| match reading {
        Reading::Fact(fact) => fact.good_until.unwrap() - given.now,
        other => panic!("{other:?}"),
    };
    let soon = (given.now + TimeDelta::seconds(60)).timestamp_millis();
    let url = "https://www.linkedin.com/dms-uploads/x";
    assert!(good_until(answer(soon, url, "urn:li:image:C")) <= TimeDelta::seconds(60));
    assert_eq!(good_until(answer(i64::MAX, url, "urn:li:image:C")), ADDRESS_IS_GOOD);
    assert_eq!(answer(soon, "file:///etc/passwd", "urn:li:image:C"), Reading::Unclear);
    assert_eq!(answer(soon, url, ""), Reading::Unclear);
    let Reading::Fact(fact) = answer(soon, url, "urn:li:image:C") else { panic!("no fact") };
    given.facts = vec![fact];
    let upload = asked(&given).key;
    let taken = |status, body| read(&given, &upload, status, &HeaderMap::new(), body);
    for status in [200, 202, 204, 301, 403, 404, 500] {
        for body in ["", "<html>"] {
            assert_eq!(taken(status, body), Reading::Unclear, "{status} {body}");
        }
    }
    assert_eq!(asked(&given).key, upload, "the upload is repeated");
    assert!(matches!(taken(201, ""), Reading::Fact(_)));
    given.facts.clear();
    assert_eq!(asked(&given).key, register);
}

#[test]
fn the_id_is_in_a_header_alone() {
    let given = member("Geese");
    let send = StepKey::new("send");
    for urn in ["urn:li:share:7244555555555555555", "urn:li:ugcPost:7244555555555555555"] {
        let Reading::Done(remote) = read(&given, &send, 201, &with_id(urn), "") else { panic!("{urn}") };
        assert_eq!(remote.id, urn);
        let address = format!("https://www.linkedin.com/feed/update/{urn}/");
        assert_eq!(remote.address.unwrap().as_str(), address);
    }
    for urn in ["", "7", "urn:li:person:7", "urn:li:share:", "urn:li:share:7/../x", "urn:li:share:7 8"] {
        assert_eq!(read(&given, &send, 201, &with_id(urn), ""), Reading::Unclear, "{urn}");
    }
    let good = with_id("urn:li:share:7");
    for status in [302, 400, 422, 500] {
        assert_eq!(read(&given, &send, status, &good, ""), Reading::Unclear, "{status}");
    }
    assert_eq!(given.read(201, r#"{"id":"urn:li:share:7"}"#), Reading::Unclear);
}

fn duplicate(of: &str) -> String {
    json!({
        "status": 422,
        "message": format!("Content is a duplicate of {of}"),
        "errorDetails": { "inputErrors": [
            { "code": "DUPLICATE_POST", "description": "Duplicate post is detected" },
        ] },
    })
    .to_string()
}

#[test]
fn a_duplicate_is_ours_only_soon_after_a_lost_request() {
    let mut given = member("Geese");
    let twin = |given: &Given, status, body: &str| {
        let answer = Answer { status, headers: &HeaderMap::new(), body: body.as_bytes() };
        given.publisher().twin(&given.job(), &answer).map(|remote| remote.id)
    };
    let body = duplicate("urn:li:share:42");
    assert_eq!(twin(&given, 422, &body), None);
    for (minutes, found) in [(0, true), (29, true), (30, false), (48 * 60, false), (-1, false)] {
        given.sent_before = Some(given.now - TimeDelta::minutes(minutes));
        let found = found.then(|| "urn:li:share:42".to_owned());
        assert_eq!(twin(&given, 422, &body), found, "{minutes}");
    }
    given.sent_before = Some(given.now);
    assert_eq!(twin(&given, 422, &duplicate("urn:li:share:42.")).as_deref(), Some("urn:li:share:42"));
    for (status, body) in [
        (400, body.clone()),
        (422, duplicate("something")),
        (422, duplicate("")),
        (422, r#"{"message":"Content is a duplicate of urn:li:share:42"}"#.into()),
        (422, body.replace("DUPLICATE_POST", "FIELD_LENGTH_TOO_LONG")),
        (422, "<html>".into()),
    ] {
        assert_eq!(twin(&given, status, &body), None, "{status} {body}");
    }
}

#[test]
fn nobody_may_look_for_a_members_post_and_a_pages_is_in_its_list() {
    assert_eq!(member("Geese").publisher().look(&member("Geese").job()), None);
    let given = organization("Geese");
    let look = given.publisher().look(&given.job()).unwrap();
    assert_eq!(
        look.url.as_str(),
        "https://api.linkedin.com/rest/posts?author=urn%3Ali%3Aorganization%3A3010001&q=author&count=20"
    );
    assert_eq!((look.auth, look.method.as_str()), (Auth::Account, "GET"));
    assert_eq!(look.headers, [("x-restli-method".to_owned(), "FINDER".to_owned())]);
    assert_eq!(given.publisher().after_loss(given.now), AfterLoss::LookOnly);
    let page = given.publisher().profile(&given.to, Some("danar")).unwrap();
    assert_eq!(page.as_str(), "https://www.linkedin.com/company/3010001");
    assert_eq!(given.publisher().profile(&member("").to, Some("danar")), None);
}

#[test]
fn a_look_finds_the_post_by_its_text_and_time() {
    let given = organization("Back (all) #geese https://a.example/x_(y)");
    let post = |minutes: i64| {
        json!({
            "id": "urn:li:share:7", "author": PAGE, "lifecycleState": "PUBLISHED",
            "createdAt": (given.now + TimeDelta::minutes(minutes)).timestamp_millis(),
            "commentary": r"Back \(all\) {hashtag|\#|geese} https://a.example/x_%28y%29",
        })
    };
    let look = |posts: Value| given.look(200, &json!({ "elements": posts }).to_string());
    let there = |look: Look| matches!(look, Look::There(remote) if remote.id == "urn:li:share:7");
    assert!(there(look(json!([post(0)]))));
    assert!(there(look(json!([post(-9)]))));
    assert_eq!(look(json!([post(-11)])), Look::NotSeen);
    assert_eq!(look(json!([])), Look::NotSeen);
    let with = |member: &str, value: Value| {
        let mut post = post(0);
        post[member] = value;
        look(json!([post]))
    };
    assert_eq!(with("commentary", json!("Back")), Look::NotSeen);
    assert_eq!(with("author", json!("urn:li:organization:1")), Look::NotSeen);
    assert_eq!(with("lifecycleState", json!("DRAFT")), Look::NotSeen);
    assert_eq!(with("reshareContext", json!({ "parent": "urn:li:share:1" })), Look::NotSeen);
    assert!(there(with("createdAt", json!(given.now.timestamp_millis().to_string()))));
    for unreadable in [("createdAt", json!({})), ("commentary", json!(7)), ("id", json!("x"))] {
        assert_eq!(with(unreadable.0, unreadable.1), Look::Unclear, "{}", unreadable.0);
    }
    let mut other = post(0);
    other["commentary"] = json!("Another");
    assert_eq!(look(json!(vec![other.clone(); SEEN])), Look::Unclear);
    other["createdAt"] = json!(0);
    assert_eq!(look(json!(vec![other; SEEN])), Look::NotSeen);
}

#[test]
fn a_page_that_was_not_chosen_is_not_the_member() {
    let mut given = organization("Geese");
    given.to.page = String::new();
    assert!(matches!(given.publisher().next(&given.job()), Step::Refuse(_)));
}

#[test]
fn a_post_is_deleted_by_its_urn() {
    let given = member("Geese");
    let remote = |id: &str| Remote { id: id.into(), address: None };
    let request = given.publisher().delete(&given.job(), &remote("urn:li:share:7")).unwrap();
    assert_eq!(request.method, "DELETE");
    assert_eq!(request.url.as_str(), "https://api.linkedin.com/rest/posts/urn%3Ali%3Ashare%3A7");
    for id in ["", "https://www.linkedin.com/feed/", "urn:li:share:7/../8"] {
        assert_eq!(given.publisher().delete(&given.job(), &remote(id)), None, "{id}");
    }
    let is_gone = |status, body: &str| {
        let answer = Answer { status, headers: &HeaderMap::new(), body: body.as_bytes() };
        given.publisher().read_delete(&given.job(), &answer)
    };
    assert!(is_gone(204, ""));
    for status in [200, 302, 403, 404, 500] {
        assert!(!is_gone(status, "<html>"), "{status}");
    }
}
