use chrono::TimeDelta;
use http::HeaderMap;
use serde_json::json;

use super::*;
use crate::{
    Auth, Fact,
    networks::tests::{Given, bytes_of},
};

const ACCOUNT: &str = "30300000000000001";
const CONTAINER: &str = "17889615691921648";

fn given(text: &str) -> Given {
    Given::new("threads", ACCOUNT, text)
}

fn picture(url: Option<&str>, description: &str) -> Picture {
    Picture {
        hash: "a".repeat(64),
        media_type: "image/jpeg".into(),
        bytes: 1000,
        width: 400,
        height: 300,
        description: description.into(),
        url: url.map(|url| url.parse().unwrap()),
    }
}

fn asked(given: &Given) -> Request {
    match Threads.next(&given.job()) {
        Step::Ask(request) => request,
        other => panic!("{other:?}"),
    }
}

fn form(request: &Request) -> Vec<(String, String)> {
    url::form_urlencoded::parse(&bytes_of(request)).into_owned().collect()
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn read(given: &Given, key: &StepKey, status: u16, body: &Value) -> Reading {
    let body = body.to_string();
    Threads.read(&given.job(), key, &Answer { status, headers: &HeaderMap::new(), body: body.as_bytes() })
}

/// Takes the next step, with this answer.
fn step(given: &mut Given, body: &Value) -> Request {
    let request = asked(given);
    match read(given, &request.key, 200, body) {
        Reading::Fact(fact) => keep(given, fact),
        Reading::Drop(key) => given.facts.retain(|fact| fact.key != key),
        other => panic!("{other:?}"),
    }
    request
}

fn keep(given: &mut Given, fact: Fact) {
    given.facts.retain(|known| known.key != fact.key);
    given.facts.push(fact);
}

fn status(of: &str) -> Value {
    json!({ "status": of, "id": CONTAINER })
}

/// A post whose container is made and ready.
fn ready(text: &str) -> Given {
    let mut given = given(text);
    step(&mut given, &json!({ "id": CONTAINER }));
    step(&mut given, &status("FINISHED"));
    given
}

#[test]
fn a_text_and_its_link_are_a_container_that_is_published_when_it_is_ready() {
    let mut given = given("News! #geese");
    given.content.link = Some("https://news.example/a".parse().unwrap());
    assert_eq!(Threads.counted_text(&given.content), "News! #geese");
    let make = step(&mut given, &json!({ "id": CONTAINER }));
    assert_eq!(make.url.as_str(), format!("https://home.example/v1.0/{ACCOUNT}/threads"));
    assert_eq!((make.method.as_str(), make.auth), ("POST", Auth::Account));
    let link = ("link_attachment", "https://news.example/a");
    assert_eq!(form(&make), fields(&[("media_type", "TEXT"), ("text", "News! #geese"), link]));
    let poll = step(&mut given, &status("FINISHED"));
    assert_eq!(
        poll.url.as_str(),
        format!("https://home.example/v1.0/{CONTAINER}?fields=id%2Cstatus%2Cerror_message")
    );
    let sent = given.sent();
    assert_eq!(sent.url.as_str(), format!("https://home.example/v1.0/{ACCOUNT}/threads_publish"));
    assert_eq!(form(&sent), fields(&[("creation_id", CONTAINER)]));
    let done = Reading::Done(Remote { id: "1790".into(), address: None });
    assert_eq!(given.read(200, r#"{"id":"1790"}"#), done);
}

#[test]
fn a_link_alone_is_the_text() {
    let mut given = given(" ");
    given.content.link = Some("https://news.example/a".parse().unwrap());
    let text = ("text", "https://news.example/a");
    assert_eq!(form(&asked(&given)), fields(&[("media_type", "TEXT"), text]));
    assert_eq!(Threads.counted_text(&given.content), text.1);
}

#[test]
fn several_pictures_are_ready_before_they_become_one_post() {
    let mut given = given("Geese");
    given.content.pictures =
        vec![picture(Some("https://a.example/1.jpg"), "One"), picture(Some("https://a.example/2.jpg"), "")];
    let first = step(&mut given, &json!({ "id": "11" }));
    let image = [("media_type", "IMAGE"), ("image_url", "https://a.example/1.jpg"), ("alt_text", "One")];
    assert_eq!(form(&first), fields(&[&image[..], &[("is_carousel_item", "true")]].concat()));
    step(&mut given, &json!({ "status": "FINISHED", "id": "11" }));
    assert_eq!(step(&mut given, &json!({ "id": "12" })).key, StepKey { name: "picture".into(), part: 1 });
    step(&mut given, &json!({ "status": "FINISHED", "id": "12" }));
    let post = step(&mut given, &json!({ "id": CONTAINER }));
    let all = [("media_type", "CAROUSEL"), ("text", "Geese"), ("children", "11,12")];
    assert_eq!(form(&post), fields(&all));
    step(&mut given, &status("FINISHED"));
    assert_eq!(form(&given.sent()), fields(&[("creation_id", CONTAINER)]));
}

#[test]
fn a_picture_of_this_device_and_a_sixth_link_do_not_suit() {
    let mut given = given("Geese");
    given.content.pictures = vec![picture(None, "")];
    assert_eq!(Threads.unfit(&given.content), Some(Unfit::NeedsPublicPicture));
    assert!(matches!(Threads.next(&given.job()), Step::Refuse(_)));
    given.content.pictures = vec![picture(Some("https://a.example/1.jpg"), "")];
    assert_eq!(Threads.unfit(&given.content), None);
    given.content.pictures.clear();
    let links = |number: usize| {
        (0..number).map(|number| format!("https://a.example/{number} ")).collect::<Vec<_>>().concat()
    };
    given.content.text = links(5) + "https://a.example/0";
    assert!(matches!(Threads.next(&given.job()), Step::Ask(_)));
    given.content.link = Some("https://a.example/5".parse().unwrap());
    assert!(matches!(Threads.next(&given.job()), Step::Refuse(_)));
}

#[test]
fn a_container_that_is_too_old_is_made_anew_and_its_status_is_asked_for_again_soon() {
    let mut given = ready("News!");
    given.now += TimeDelta::seconds(61);
    assert_eq!(asked(&given).key, StepKey::new("ready"));
    given.now += TimeDelta::hours(23);
    assert_eq!(asked(&given).key, StepKey::new("container"));
    // A look asks about it, however old it is.
    assert!(Threads.look(&given.job()).unwrap().url.path().ends_with(CONTAINER));
}

#[test]
fn a_container_is_waited_for_half_an_hour_and_one_in_error_is_made_anew_once() {
    let mut given = given("News!");
    let key = StepKey::new("ready");
    step(&mut given, &json!({ "id": CONTAINER }));
    let later = Reading::Later(given.now + TimeDelta::minutes(1));
    assert_eq!(read(&given, &key, 200, &status("IN_PROGRESS")), later);
    let absent = json!({ "error": { "code": 24, "error_subcode": 4_279_009, "message": "No" } });
    assert_eq!(read(&given, &key, 400, &absent), later);
    let drop = Reading::Drop(StepKey::new("container"));
    assert_eq!(read(&given, &key, 200, &status("EXPIRED")), drop);
    given.now += TimeDelta::minutes(31);
    assert_eq!(read(&given, &key, 200, &status("IN_PROGRESS")), drop);
    let failed = json!({ "status": "ERROR", "id": CONTAINER, "error_message": "INVALID_ASPEC_RATIO" });
    step(&mut given, &failed);
    step(&mut given, &json!({ "id": "99" }));
    let failed = json!({ "status": "ERROR", "id": "99", "error_message": "INVALID_ASPEC_RATIO\u{202e}" });
    assert_eq!(read(&given, &key, 200, &failed), Reading::Rejected("INVALID_ASPEC_RATIO".into()));
}

#[test]
fn the_status_of_the_container_tells_whether_it_was_published() {
    let given = ready("News!");
    let look = |body: &Value| given.look(200, &body.to_string());
    let there = Look::There(Remote { id: CONTAINER.into(), address: None });
    assert_eq!(look(&status("PUBLISHED")), there);
    assert_eq!(look(&status("FINISHED")), Look::NotSeen);
    assert_eq!(look(&status("EXPIRED")), Look::Void);
    assert_eq!(look(&status("ERROR")), Look::Void);
    // The lost request may be under way.
    assert_eq!(look(&status("IN_PROGRESS")), Look::Unclear);
    for body in [
        json!({ "status": "PUBLISHED", "id": "1" }),
        json!({ "status": "PUBLISHED" }),
        json!({ "status": "published", "id": CONTAINER }),
        json!({ "id": CONTAINER }),
        json!({ "status": 7, "id": CONTAINER }),
        json!([]),
    ] {
        assert_eq!(look(&body), Look::Unclear, "{body}");
    }
    for status_code in [400, 401, 500] {
        assert_eq!(given.look(status_code, &status("PUBLISHED").to_string()), Look::Unclear);
        assert_eq!(given.look(status_code, "<html>"), Look::Unclear);
    }
    let absent = r#"{"error":{"code":24,"error_subcode":4279009,"message":"No"}}"#;
    assert_eq!(given.look(400, absent), Look::Unclear);
    assert_eq!(Threads.look(&self::given("No container").job()), None);
}

#[test]
fn a_step_finds_a_container_that_an_earlier_request_published() {
    let given = ready("News!");
    let published = status("PUBLISHED");
    let done = Reading::Done(Remote { id: CONTAINER.into(), address: None });
    assert_eq!(read(&given, &StepKey::new("ready"), 200, &published), done);
}

#[test]
fn only_a_container_that_is_not_there_is_made_anew_after_a_refusal() {
    let given = ready("News!");
    let stale = |status: u16, body: &str| {
        let answer = Answer { status, headers: &HeaderMap::new(), body: body.as_bytes() };
        Threads.stale(&given.job(), &answer)
    };
    let absent = r#"{"error":{"code":24,"error_subcode":4279009,"message":"No"}}"#;
    assert_eq!(stale(400, absent), Some(StepKey::new("container")));
    assert_eq!(stale(500, absent), None);
    assert_eq!(stale(400, r#"{"error":{"code":2,"message":"Later"}}"#), None);
    assert_eq!(stale(400, "<html>"), None);
}

#[test]
fn no_answer_without_an_id_is_a_success() {
    let given = ready("News!");
    for body in ["", "{}", "[]", r#"{"id":7}"#, r#"{"id":"../me"}"#, r#"{"id":""}"#, "<html>", r#"{"id":"#] {
        for status in [200, 202, 400, 500] {
            assert_eq!(given.read(status, body), Reading::Unclear, "{status} {body}");
        }
    }
    assert_eq!(given.read(500, r#"{"id":"1790"}"#), Reading::Unclear);
}

#[test]
fn the_address_is_that_of_the_post_or_of_the_one_post_with_this_text() {
    let mut given = ready("News! https://news.example/a");
    let address = |given: &Given, id: &str, body: &Value| {
        let (remote, body) = (Remote { id: id.into(), address: None }, body.to_string());
        let answer = Answer { status: 200, headers: &HeaderMap::new(), body: body.as_bytes() };
        Threads.read_address(&given.job(), &remote, &answer)
    };
    let known = Remote { id: "1790".into(), address: None };
    let request = Threads.address(&given.job(), &known).unwrap();
    assert_eq!(request.url.as_str(), "https://home.example/v1.0/1790?fields=id%2Cpermalink");
    let page = "https://www.threads.com/@dana/post/A";
    let found = Some(Remote { id: "1790".into(), address: Some(page.parse().unwrap()) });
    assert_eq!(address(&given, "1790", &json!({ "id": "1790", "permalink": page })), found);
    assert_eq!(address(&given, "1790", &json!({ "id": "1791", "permalink": page })), None);
    assert_eq!(address(&given, "1790", &json!({ "id": "1790", "permalink": "javascript:x" })), None);

    let by_container = Remote { id: CONTAINER.into(), address: None };
    let list = Threads.address(&given.job(), &by_container).unwrap();
    assert_eq!(list.url.path(), format!("/v1.0/{ACCOUNT}/threads"));
    let listed = |text: &str, time: &str| {
        json!({ "data": [
            { "id": "1789", "text": "Other", "timestamp": "2026-11-30T12:00:30+0000", "permalink": page },
            { "id": "1790", "text": text, "timestamp": time, "permalink": page },
        ] })
    };
    let now = "2026-11-30T12:00:20+0000";
    assert_eq!(address(&given, CONTAINER, &listed("News! https://news.example/a", now)), found);
    assert_eq!(address(&given, CONTAINER, &listed("News!", now)), None);
    let before = "2026-11-29T12:00:20+0000";
    assert_eq!(address(&given, CONTAINER, &listed("News! https://news.example/a", before)), None);
    given.content.text.clear();
    assert_eq!(address(&given, CONTAINER, &listed("", now)), None);
}

#[test]
fn the_profile_is_that_of_the_username() {
    let given = given("News!");
    let profile = Threads.profile(&given.to, Some("dana.reyes")).unwrap();
    assert_eq!(profile.as_str(), "https://www.threads.com/@dana.reyes");
    assert_eq!(Threads.profile(&given.to, None), None);
}
