use super::*;
use crate::networks::tests::{Given, bytes_of};

fn given(text: &str) -> Given {
    Given::new("tumblr", "t:0aY0xL2Fi1OFJg4YxpmegQ", text)
}

fn with_link(text: &str, link: &str) -> Given {
    let mut given = given(text);
    given.content.link = Some(link.parse().unwrap());
    given
}

fn picture(description: &str) -> UploadedPicture {
    UploadedPicture {
        media_type: "image/jpeg".into(),
        bytes: 9,
        width: 250,
        height: 200,
        description: description.into(),
        url: None,
    }
}

const NOW: i64 = 1_796_040_030;

fn post(id: &str, timestamp: i64, content: &Value) -> Value {
    json!({
        "id": 7, "id_string": id, "timestamp": timestamp, "state": "published", "is_blocks_post_format": true,
        "post_url": format!("https://dana.tumblr.com/post/{id}/news"), "content": content, "layout": [], "trail": [],
    })
}

fn list(posts: &[Value]) -> String {
    json!({ "meta": { "status": 200, "msg": "OK" }, "response": { "blog": {}, "posts": posts, "total_posts": 105 } })
        .to_string()
}

fn there(id: &str) -> Look {
    let address = format!("https://dana.tumblr.com/post/{id}/news").parse().unwrap();
    Look::There(Remote { id: id.into(), address: Some(address) })
}

fn text(text: &str) -> Value {
    json!([{ "type": "text", "text": text }])
}

#[test]
fn the_request_is_as_tumblr_documents_it() {
    let given = with_link("Ä https://a.example/b\nsecond line\n \n\nAnother", "https://news.example/a");
    let sent = given.sent();
    assert_eq!(sent.method, "POST");
    assert_eq!(sent.url.as_str(), "https://home.example/v2/blog/t:0aY0xL2Fi1OFJg4YxpmegQ/posts");
    let link = json!({ "type": "link", "start": 2, "end": 21, "url": "https://a.example/b" });
    assert_eq!(
        given.body(),
        json!({ "state": "published", "content": [
            { "type": "text", "text": "Ä https://a.example/b\nsecond line", "formatting": [link] },
            { "type": "text", "text": "Another" },
            { "type": "link", "url": "https://news.example/a" },
        ] })
    );
    let look = Tumblr.look(&given.job()).unwrap();
    assert_eq!(look.auth, Auth::Account);
    assert_eq!(
        look.url.as_str(),
        "https://home.example/v2/blog/t:0aY0xL2Fi1OFJg4YxpmegQ/posts?npf=true&limit=20"
    );
    assert_eq!(Tumblr.counted_text(&given.content), given.content.text);
}

#[test]
fn pictures_are_parts_after_the_post() {
    let mut given = given("News!");
    given.pictures = vec![picture("A goose"), picture("")];
    let sent = given.sent();
    let boundary = sent.headers[0].1.strip_prefix("multipart/form-data; boundary=").unwrap();
    let body = String::from_utf8(bytes_of(&sent)).unwrap();
    let parts: Vec<_> = body.split(&format!("--{boundary}\r\n")).collect();
    assert_eq!(parts[0], "");
    assert!(
        parts[1]
            .starts_with("content-disposition: form-data; name=\"json\"\r\ncontent-type: application/json")
    );
    let json = parts[1].split("\r\n\r\n").nth(1).unwrap();
    let media =
        |name: &str| json!([{ "type": "image/jpeg", "identifier": name, "width": 250, "height": 200 }]);
    assert_eq!(
        serde_json::from_str::<Value>(json.trim_end()).unwrap()["content"],
        json!([
            { "type": "image", "media": media("picture-0"), "alt_text": "A goose" },
            { "type": "image", "media": media("picture-1") },
            { "type": "text", "text": "News!" },
        ])
    );
    assert_eq!(
        parts[2],
        "content-disposition: form-data; name=\"picture-0\"; filename=\"picture-0.jpeg\"\r\n\
         content-type: image/jpeg\r\n\r\n<picture 0>\r\n"
    );
    assert!(parts[3].ends_with(&format!("<picture 1>\r\n--{boundary}--\r\n")), "{}", parts[3]);
}

#[test]
fn no_text_ends_a_part_early() {
    let boundary = "gander-4b1f0d63a7c94e2f8e5d92ab7c310f64";
    let mut given = given(&format!("--{boundary}--"));
    given.pictures = vec![picture("")];
    assert!(given.sent().headers[0].1.ends_with(&format!("{boundary}x")));
}

#[test]
fn an_id_that_would_leave_the_path_is_refused() {
    for account in ["", "..", "a/b", "a?b", "a b", "t:ä"] {
        let given = Given::new("tumblr", account, "News!");
        assert_eq!(Tumblr.look(&given.job()), None, "{account}");
        assert!(matches!(Tumblr.next(&given.job()), Step::Refuse(_)), "{account}");
    }
}

#[test]
fn a_created_post_is_a_success() {
    let given = given("News!");
    let body = r#"{"meta":{"status":201,"msg":"Created"},"response":{"id":"1234567891234567"}}"#;
    // The username of these tests is no name of a blog.
    let remote = Remote { id: "1234567891234567".into(), address: None };
    for status in [200, 201, 202] {
        assert_eq!(given.read(status, body), Reading::Done(remote.clone()), "{status}");
    }
    for status in [302, 400, 401, 403, 500, 503] {
        assert_eq!(given.read(status, body), Reading::Unclear, "{status}");
    }
    for odd in [
        "",
        "<html>",
        "{}",
        r#"{"response":[]}"#,
        r#"{"response":{"id":7}}"#,
        r#"{"response":{"id":""}}"#,
        r#"{"response":{"id":"../7"}}"#,
        r#"{"meta":{"status":500,"msg":"Internal Server Error"},"response":[]}"#,
    ] {
        assert_eq!(given.read(201, odd), Reading::Unclear, "{odd}");
    }
    assert_eq!(Tumblr.profile(&given.to, Some("dana-r")).unwrap().as_str(), "https://www.tumblr.com/dana-r");
    assert_eq!(Tumblr.profile(&given.to, Some("../a")), None);
}

#[test]
fn a_look_finds_the_post_by_its_blocks() {
    let link = "https://news.example/a?of=1&b=2";
    let block =
        |url: &str| json!({ "type": "link", "url": url, "title": "News", "site_name": "news.example" });
    let redirect = "https://t.umblr.com/redirect?z=https%3A%2F%2Fnews.example%2Fa%3Fof%3D1%26b%3D2&t=Zm9v";
    for (given, content) in [
        (given("News!"), text("News!")),
        (given("  News! \n"), text("News!")),
        (
            given("One\ntwo\n\nthree"),
            json!([{ "type": "text", "text": "One\ntwo" }, { "type": "text", "text": "three" }]),
        ),
        (with_link("News!", link), json!([{ "type": "text", "text": "News!" }, block(link)])),
        (with_link("", link), json!([block(link)])),
        // Tumblr leads links through its own servers.
        (with_link("News!", link), json!([{ "type": "text", "text": "News!" }, block(redirect)])),
        (with_link("", link), json!([block(&format!("https://href.li/?{link}"))])),
    ] {
        let posts = [post("2", NOW, &text("Another")), post("1", NOW, &content)];
        assert_eq!(given.look(200, &list(&posts)), there("1"), "{content}");
    }
}

#[test]
fn another_post_is_not_ours() {
    let ours = given("News!");
    let at = |timestamp: i64| ours.look(200, &list(&[post("1", timestamp, &text("News!"))]));
    assert_eq!(at(NOW), there("1"));
    assert_eq!(at(NOW - 9 * 60), there("1"));
    assert_eq!(at(NOW - 11 * 60), Look::NotSeen);
    for content in [
        text("News! News!"),
        json!([{ "type": "text", "text": "News!" }, { "type": "link", "url": "https://news.example/" }]),
        json!([{ "type": "text", "text": "News!" }, { "type": "image", "media": [] }]),
        json!([]),
    ] {
        assert_eq!(ours.look(200, &list(&[post("1", NOW, &content)])), Look::NotSeen, "{content}");
    }
    let mut reblog = post("1", NOW, &text("News!"));
    reblog["trail"] = json!([{ "post": { "id": "7" } }]);
    assert_eq!(ours.look(200, &list(&[reblog])), Look::NotSeen);
    let other = with_link("News!", "https://news.example/a");
    let content =
        json!([{ "type": "text", "text": "News!" }, { "type": "link", "url": "https://news.example/b" }]);
    assert_eq!(other.look(200, &list(&[post("1", NOW, &content)])), Look::NotSeen);
}

#[test]
fn a_list_that_proves_nothing_is_unclear() {
    let ours = given("News!");
    let good = post("1", NOW, &text("News!"));
    for odd in [json!(null), json!(7), json!({}), json!({ "content": [], "timestamp": "soon" })] {
        assert_eq!(ours.look(200, &list(std::slice::from_ref(&odd))), Look::Unclear, "{odd}");
        assert_eq!(ours.look(200, &list(&[odd, good.clone()])), there("1"));
    }
    let other = post("2", NOW, &text("Another"));
    let mut full = vec![other; SEEN];
    assert_eq!(ours.look(200, &list(&full)), Look::Unclear);
    full[SEEN - 1] = post("0", NOW - 86_400, &text("Old"));
    assert_eq!(ours.look(200, &list(&full)), Look::NotSeen);
    let mut without = good.clone();
    without["id_string"] = json!(7);
    assert_eq!(ours.look(200, &list(&[without])), Look::Unclear);
    for body in ["", "[]", "<html>", r#"{"response":[]}"#, r#"{"response":{}}"#] {
        assert_eq!(ours.look(200, body), Look::Unclear, "{body}");
    }
    assert_eq!(ours.look(401, &list(&[good])), Look::Unclear);
    // Pictures alone could be another post's.
    let mut bare = given("");
    bare.pictures = vec![picture("")];
    let content = json!([{ "type": "image", "media": [] }]);
    assert_eq!(bare.look(200, &list(&[post("1", NOW, &content)])), Look::Unclear);
}
