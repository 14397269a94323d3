use serde_json::json;

use super::*;
use crate::{
    Card,
    networks::tests::{Given, bytes_of},
};

fn job_of(given: &Given) -> Job<'_> {
    Job { username: Some("dana_r"), ..given.job() }
}

fn given(text: &str) -> Given {
    Given::new("reddit", "1w72", text)
}

fn with_link(text: &str, link: &str) -> Given {
    let mut given = given(text);
    given.content.link = Some(link.parse().unwrap());
    given
}

/// The fields of the request.
fn fields(given: &Given) -> Vec<(String, String)> {
    let Step::Send(request) = Reddit.next(&job_of(given)) else { panic!("nothing is sent") };
    assert_eq!((request.method.as_str(), request.url.as_str()), ("POST", "https://home.example/api/submit"));
    url::form_urlencoded::parse(&bytes_of(&request)).into_owned().collect()
}

fn field(given: &Given, name: &str) -> Option<String> {
    fields(given).into_iter().find_map(|(its, value)| (its == name).then_some(value))
}

fn read(given: &Given, status: u16, body: &str) -> Reading {
    let headers = http::HeaderMap::new();
    let answer = Answer { status, headers: &headers, body: body.as_bytes() };
    Reddit.read(&job_of(given), &StepKey::new("send"), &answer)
}

fn look(given: &Given, status: u16, body: &str) -> Look {
    let headers = http::HeaderMap::new();
    let answer = Answer { status, headers: &headers, body: body.as_bytes() };
    Reddit.read_look(&job_of(given), &answer)
}

const NOW: f64 = 1_796_040_030.0;
const LINK: &str = "https://news.example/a?of=1&b=2";

fn post(title: &str, selftext: &str, url: Option<&str>) -> Value {
    json!({ "kind": "t3", "data": {
        "name": "t3_abc1", "id": "abc1", "title": title, "selftext": selftext, "is_self": url.is_none(),
        "url": url.unwrap_or("https://www.reddit.com/r/u_dana_r/comments/abc1/news/"), "subreddit": "u_Dana_R",
        "created_utc": NOW, "permalink": "/r/u_dana_r/comments/abc1/news/",
    } })
}

fn list(posts: &[Value]) -> String {
    json!({ "kind": "Listing", "data": { "after": null, "children": posts } }).to_string()
}

fn there() -> Look {
    let address = "https://www.reddit.com/r/u_dana_r/comments/abc1/news/".parse().unwrap();
    Look::There(Remote { id: "t3_abc1".into(), address: Some(address) })
}

#[test]
fn a_link_without_a_text_beside_the_title_is_a_link() {
    let expected = [
        ("api_type", "json"),
        ("sr", "u_dana_r"),
        ("title", "News!"),
        ("resubmit", "false"),
        ("kind", "link"),
        ("url", LINK),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(fields(&with_link(" News! \n", LINK)), expected);
    // Without any text, the page's title stands for it, or the link itself.
    let mut bare = with_link("", LINK);
    assert_eq!(field(&bare, "title").as_deref(), Some(LINK));
    bare.content.card = Some(Card { title: "The\n news".into(), ..Card::default() });
    assert_eq!(field(&bare, "title").as_deref(), Some("The news"));
    assert_eq!(field(&bare, "kind").as_deref(), Some("link"));
}

#[test]
fn a_text_beside_the_title_is_the_body_and_takes_the_link() {
    let text = |given: &Given| (field(given, "title").unwrap(), field(given, "text").unwrap());
    assert_eq!(text(&given("News!")), ("News!".into(), String::new()));
    let lines = given("News!\n\nOne\ntwo\n\n#geese\nthree");
    assert_eq!(text(&lines), ("News!".into(), "One  \ntwo\n\n\\#geese  \nthree".into()));
    assert_eq!(text(&with_link("News!\nMore", LINK)), ("News!".into(), format!("More\n\n{LINK}")));
    let said = with_link(&format!("News!\nSee {LINK}"), LINK);
    assert_eq!(text(&said), ("News!".into(), format!("See {LINK}")));
    // A title of its own leaves the text whole.
    let mut titled = given("News!\nMore");
    titled.content.title = Some("Title".into());
    assert_eq!(text(&titled), ("Title".into(), "News!  \nMore".into()));
    // A first line that is too long for a title is not lost.
    let long = "x".repeat(301);
    assert_eq!(text(&given(&long)), ("x".repeat(300), long.clone()));
}

#[test]
fn a_post_goes_to_the_own_profile_or_to_the_subreddit_of_the_destination() {
    let mut given = given("News!");
    given.to.page = "geese".into();
    assert_eq!(field(&given, "sr").as_deref(), Some("geese"));
    for page in ["../a", "a b", "a/b", "ä"] {
        given.to.page = page.into();
        assert!(matches!(Reddit.next(&job_of(&given)), Step::Refuse(_)), "{page}");
    }
    given.to.page.clear();
    for username in [None, Some(""), Some("../a"), Some("da na")] {
        let job = Job { username, ..given.job() };
        assert!(matches!(Reddit.next(&job), Step::Refuse(_)), "{username:?}");
        assert_eq!(Reddit.look(&job), None, "{username:?}");
    }
    assert_eq!(
        Reddit.profile(&given.to, Some("dana_r")).unwrap().as_str(),
        "https://www.reddit.com/user/dana_r"
    );
    let look = Reddit.look(&job_of(&given)).unwrap();
    assert_eq!(look.url.as_str(), "https://home.example/user/dana_r/submitted?sort=new&limit=25&raw_json=1");
    assert_eq!(look.auth, Auth::Account);
}

#[test]
fn pictures_are_not_taken() {
    let mut content = Content::of_text("News!");
    assert_eq!(Reddit.unfit(&content), None);
    content.pictures.push(crate::Picture {
        hash: "0".into(),
        media_type: "image/png".into(),
        bytes: 9,
        width: 3,
        height: 3,
        description: String::new(),
        url: None,
    });
    assert_eq!(Reddit.unfit(&content), Some(Unfit::NoPictures));
    assert!(matches!(Reddit.next(&job_of(&given(" \n"))), Step::Refuse(_)));
}

#[test]
fn a_created_post_is_a_success_and_an_error_with_the_same_status_is_none() {
    let given = given("News!");
    let url = "https://www.reddit.com/r/u_dana_r/comments/abc1/news/";
    let good = json!({ "json": { "errors": [], "data": { "url": url, "drafts_count": 0, "id": "abc1", "name": "t3_abc1" } } });
    let Look::There(remote) = there() else { unreachable!() };
    for status in [200, 201, 202] {
        assert_eq!(read(&given, status, &good.to_string()), Reading::Done(remote.clone()), "{status}");
    }
    for status in [302, 400, 403, 500, 503] {
        assert_eq!(read(&given, status, &good.to_string()), Reading::Unclear, "{status}");
    }
    let mut failed = good.clone();
    failed["json"]["errors"] = json!([["RATELIMIT", "you are doing that too much.", "ratelimit"]]);
    assert_eq!(read(&given, 200, &failed.to_string()), Reading::Unclear);
    for odd in [
        "",
        "<html>",
        "{}",
        r#"{"json":{"errors":[]}}"#,
        r#"{"json":{"errors":[],"data":{"name":"t1_abc1"}}}"#,
        r#"{"json":{"errors":[],"data":{"name":7}}}"#,
        r#"{"json":{"errors":[],"data":{"websocket_url":"wss://ws.example/"}}}"#,
        r#"{"success":true,"jquery":[]}"#,
        r#"{"error":"RATELIMIT","message":"Too Many Requests"}"#,
    ] {
        assert_eq!(read(&given, 200, odd), Reading::Unclear, "{odd}");
    }
}

#[test]
fn a_look_finds_the_post_by_title_place_and_body() {
    for (given, post) in [
        (given("News!"), post("News!", "", None)),
        (given("News!\n\nOne\ntwo\n#geese"), post("News!", "One  \ntwo  \n\\#geese", None)),
        (with_link("News!", LINK), post("News!", "", Some(LINK))),
        (with_link("News!\nMore", LINK), post("News!", &format!("More\n\n{LINK}"), None)),
        (with_link("", LINK), post(LINK, "", Some(LINK))),
    ] {
        let other = self::post("Another", "", None);
        assert_eq!(look(&given, 200, &list(&[other, post.clone()])), there(), "{post}");
    }
}

#[test]
fn another_post_is_not_ours() {
    let ours = given("News!");
    let with = |member: &str, value: Value| {
        let mut post = post("News!", "", None);
        post["data"][member] = value;
        look(&ours, 200, &list(&[post]))
    };
    assert_eq!(with("title", json!("News!")), there());
    assert_eq!(with("created_utc", json!(NOW - 540.0)), there());
    assert_eq!(with("created_utc", json!(NOW - 660.0)), Look::NotSeen);
    assert_eq!(with("title", json!("News")), Look::NotSeen);
    assert_eq!(with("subreddit", json!("geese")), Look::NotSeen);
    assert_eq!(with("selftext", json!("More")), Look::NotSeen);
    assert_eq!(with("is_self", json!(false)), Look::NotSeen);
    assert_eq!(
        look(&with_link("News!", LINK), 200, &list(&[post("News!", "", Some("https://a.example/"))])),
        Look::NotSeen
    );
    assert_eq!(look(&ours, 200, &list(&[])), Look::NotSeen);
}

#[test]
fn a_list_that_proves_nothing_is_unclear() {
    let ours = given("News!");
    let good = post("News!", "", None);
    for odd in [json!(null), json!(7), json!({}), json!({ "data": { "is_self": 7 } })] {
        assert_eq!(look(&ours, 200, &list(std::slice::from_ref(&odd))), Look::Unclear, "{odd}");
        assert_eq!(look(&ours, 200, &list(&[odd, good.clone()])), there());
    }
    let full = vec![post("Another", "", None); SEEN];
    assert_eq!(look(&ours, 200, &list(&full)), Look::Unclear);
    let mut without = good.clone();
    without["data"]["name"] = json!("abc1");
    assert_eq!(look(&ours, 200, &list(&[without])), Look::Unclear);
    // An address that leads elsewhere is none.
    let mut elsewhere = good.clone();
    elsewhere["data"]["permalink"] = json!("@away.example/");
    let remote = Remote { id: "t3_abc1".into(), address: None };
    assert_eq!(look(&ours, 200, &list(&[elsewhere])), Look::There(remote));
    for body in ["", "[]", "<html>", "{}", r#"{"data":{}}"#, r#"{"is_suspended":true}"#] {
        assert_eq!(look(&ours, 200, body), Look::Unclear, "{body}");
    }
    assert_eq!(look(&ours, 403, &list(&[good])), Look::Unclear);
}

#[test]
fn a_post_is_gone_once_reddit_says_nothing_against_it() {
    let given = given("News!");
    let remote = |id: &str| Remote { id: id.into(), address: None };
    let request = Reddit.delete(&job_of(&given), &remote("t3_abc1")).unwrap();
    assert_eq!((request.method.as_str(), request.url.path()), ("POST", "/api/del"));
    assert_eq!(Reddit.delete(&job_of(&given), &remote("t1_abc1")), None);
    let is_gone = |status, body: &str| {
        let answer = Answer { status, headers: &http::HeaderMap::new(), body: body.as_bytes() };
        Reddit.read_delete(&job_of(&given), &answer)
    };
    assert!(is_gone(200, "{}") && is_gone(200, r#"{"json":{"errors":[]}}"#));
    for (status, body) in [
        (200, ""),
        (200, "<html>"),
        (200, "[]"),
        (200, r#"{"error":"RATELIMIT","message":"Too Many Requests"}"#),
        (200, r#"{"json":{"errors":[["USER_REQUIRED","please log in",""]]}}"#),
        (200, r#"{"json":{}}"#),
        (404, "{}"),
        (500, "{}"),
    ] {
        assert!(!is_gone(status, body), "{status} {body}");
    }
}

#[test]
fn a_community_is_named_in_each_way_that_people_know() {
    let community = |typed: &str| Reddit.place_id(typed, Some("Dana_R"));
    for typed in [
        "geese",
        "Geese",
        " r/geese ",
        "/r/Geese/",
        "https://www.reddit.com/r/geese/",
        "https://old.reddit.com/r/geese/comments/abc1/news/?sort=new",
        "reddit.com/r/geese",
    ] {
        assert_eq!(community(typed).as_deref(), Some("geese"), "{typed}");
    }
    for own in ["u/dana_r", "user/Dana_R", "r/u_dana_r", "https://www.reddit.com/user/dana_r/submitted"] {
        assert_eq!(community(own).as_deref(), Some(""), "{own}");
    }
    assert_eq!(community("r/de").as_deref(), Some("de"));
    assert_eq!(community(&"a".repeat(21)), Some("a".repeat(21)));
    for wrong in [
        "",
        "r/",
        "x",
        "d1",
        "_geese",
        "two words",
        "gänse",
        "r/geese-x",
        "../a",
        "u/other",
        "r/u_other-x",
        "all",
        "r/popular",
        "https://example.org/r/geese",
        "https://notreddit.com/r/geese",
        "https://www.reddit.com/",
        &"a".repeat(22),
    ] {
        assert_eq!(community(wrong), None, "{wrong}");
    }
    assert_eq!(Reddit.place_id("u/dana_r", None), None);
}

#[test]
fn a_refusal_for_the_community_says_what_to_do() {
    let mut given = given("News!");
    given.to.page = "geese".into();
    let explained = |body: &str| {
        let answer = Answer { status: 200, headers: &http::HeaderMap::new(), body: body.as_bytes() };
        Reddit.explain(&job_of(&given), &answer)
    };
    let error = |code: &str| explained(&json!({ "json": { "errors": [[code, "no", "sr"]] } }).to_string());
    for code in [
        "SUBREDDIT_NOEXIST",
        "SUBREDDIT_NOTALLOWED",
        "NO_SELFS",
        "NO_LINKS",
        "SUBMIT_VALIDATION_FLAIR_REQUIRED",
        "DOMAIN_BANNED",
    ] {
        let sentence = error(code).unwrap();
        assert!(sentence.contains("r/geese") && sentence.contains("another community"), "{code}: {sentence}");
    }
    let private = r#"{"reason":"private","message":"Forbidden","error":403}"#;
    assert!(explained(private).unwrap().contains("closed"));
    // Reddit's own sentence is as good.
    assert_eq!(error("TOO_LONG"), None);
    for odd in ["", "[]", "{}", r#"{"json":{"errors":[]}}"#, r#"{"json":{"errors":[[7]]}}"#] {
        assert_eq!(explained(odd), None, "{odd}");
    }
}
