//! Documents of every kind, good and bad.

use chrono::{DateTime, TimeDelta, Utc};
use feeds::{Document, Entry, Feed, MOST_BYTES, MOST_ENTRIES, Unreadable, read};
use proptest::prelude::*;
use url::Url;

fn now() -> DateTime<Utc> {
    "2026-11-30T12:00:00Z".parse().unwrap()
}

fn address() -> Url {
    Url::parse("https://news.example/blog/feed.xml").unwrap()
}

fn feed(text: &str) -> Feed {
    match read(text.as_bytes(), &address(), now()) {
        Ok(Document::Feed(feed)) => feed,
        other => panic!("{other:?} from {text}"),
    }
}

/// An RSS feed of one item.
fn item(inside: &str) -> Entry {
    let text = format!("<rss version='2.0'><channel><title>T</title><item>{inside}</item></channel></rss>");
    feed(&text).entries.into_iter().next().unwrap()
}

fn shown(entry: &Entry) -> [Option<String>; 5] {
    let text = |url: &Option<Url>| url.as_ref().map(Url::to_string);
    [
        Some(entry.title.clone()),
        text(&entry.link),
        Some(entry.summary.clone()),
        text(&entry.picture),
        entry.published.map(|at| at.format("%Y-%m-%dT%H:%M").to_string()),
    ]
}

#[test]
fn each_format_gives_the_same_entry() {
    let rss = r#"<?xml version="1.0"?><!-- c --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>News &amp; more</title><atom:link rel="self" href="/f"/>
        <ttl>60</ttl><image><title>Logo</title><link>https://news.example/logo</link></image>
        <item><guid isPermaLink="false">1</guid><title>Baker&#8217;s <![CDATA[<b>apprentice</b>]]></title><link>/jobs/1</link>
        <description>&lt;p&gt;Start in &lt;b&gt;March&lt;/b&gt;.&lt;/p&gt;</description>
        <enclosure url="/1.jpg" type="image/jpeg" length="9"/><pubDate>Sat, 28 Nov 2026 10:00:00 GMT</pubDate>
        <content:encoded><![CDATA[<p>Long</p>]]></content:encoded></item></channel></rss>"#;
    let rss1 = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
        <channel><title>News &amp; more</title><ttl>60</ttl></channel><item><title>Baker’s apprentice</title>
        <link>https://news.example/jobs/1</link><description>Start in March.</description>
        <media:group><media:title>Other</media:title><media:thumbnail url="/1.jpg"/></media:group>
        <dc:date>2026-11-28T10:00:00Z</dc:date></item></rdf:RDF>"#;
    let atom = r#"<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="https://news.example/"><a:title>News &amp; more</a:title>
        <a:ttl>60</a:ttl><a:entry><a:id>tag:1</a:id><a:title type="html">Baker’s &lt;b&gt;apprentice&lt;/b&gt;</a:title>
        <a:link rel="enclosure" type="image/jpeg" href="1.jpg"/><a:link rel="self" href="x"/><a:link href="jobs/1"/>
        <a:summary type="xhtml"><div>Start in <b>March</b>.</div></a:summary>
        <a:author><a:name>Dana</a:name></a:author><a:updated>2026-11-28T10:00:00Z</a:updated></a:entry></a:feed>"#;
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"News & more","items":[{"id":1,"title":"Baker’s apprentice",
        "url":"/jobs/1","content_html":"<p>Start in <b>March</b>.</p>","image":"/1.jpg","date_published":"2026-11-28T10:00:00Z",
        "tags":7,"authors":"x"}]}"#;
    let expected = [
        Some("Baker’s apprentice".to_owned()),
        Some("https://news.example/jobs/1".to_owned()),
        Some("Start in March.".to_owned()),
        Some("https://news.example/1.jpg".to_owned()),
        Some("2026-11-28T10:00".to_owned()),
    ];
    for text in [rss, rss1, atom, json] {
        let feed = feed(text);
        assert_eq!(feed.title, "News & more");
        assert_eq!(feed.ttl, (text != json).then(|| TimeDelta::hours(1)));
        assert_eq!(feed.entries.len(), 1, "{text}");
        assert_eq!(shown(&feed.entries[0]), expected, "{text}");
    }
}

#[test]
fn links_are_whole_and_of_the_web() {
    let link = |inside: &str| item(&format!("<title>x</title>{inside}")).link.map(|link| link.to_string());
    for (inside, expected) in [
        ("<link>a</link>", Some("https://news.example/blog/a")),
        ("<link>../a?b=1&amp;c=2</link>", Some("https://news.example/a?b=1&c=2")),
        ("<link>//b.example/x</link>", Some("https://b.example/x")),
        ("<guid>https://b.example/1</guid>", Some("https://b.example/1")),
        ("<guid>https://b.example/1</guid><link>https://b.example/2</link>", Some("https://b.example/2")),
        ("<guid isPermaLink='false'>https://b.example/1</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>file:///etc/passwd</link>", None),
        ("<link>https://dana:secret@b.example/</link>", None),
        ("<link> </link>", None),
    ] {
        assert_eq!(link(inside).as_deref(), expected, "{inside}");
    }
    assert_eq!(link(&format!("<link>https://b.example/{}</link>", "x".repeat(5000))), None);
}

/// The picture of an RSS item with this inside.
fn picture(inside: &str) -> Option<String> {
    item(&format!("<title>x</title>{inside}")).picture.map(|url| url.to_string())
}

#[test]
fn the_best_picture_of_an_entry_is_its_picture_wherever_it_stands() {
    let thumbnail = "<media:thumbnail url='https://b.example/t' width='75' height='50'/>";
    let content = "<media:content medium='image' url='https://b.example/m'/>";
    let group = "<media:group><media:content type='video/mp4' url='v'/><media:content type='image/jpeg' url='g'/></media:group>";
    let enclosure = "<enclosure type='IMAGE/PNG' url='e' length='9'/>";
    let text = "<description>&lt;img src='d.png'></description>";
    for (inside, expected) in [
        (format!("{text}{enclosure}{content}{thumbnail}"), "https://b.example/t"),
        (format!("{enclosure}{text}{content}"), "https://b.example/m"),
        (format!("{enclosure}{group}"), "https://news.example/blog/g"),
        (format!("{text}{enclosure}"), "https://news.example/blog/e"),
        (text.to_owned(), "https://news.example/blog/d.png"),
        (format!("{content}<media:content medium='image' url='second'/>"), "https://b.example/m"),
        (
            "<enclosure type='audio/mpeg' url='a.mp3'/><description>&lt;img src='d'></description>"
                .to_owned(),
            "https://news.example/blog/d",
        ),
        (
            "<content:encoded><![CDATA[<p>1</p><img src='//c.example/e?a=1&amp;b=2'>]]></content:encoded>"
                .to_owned(),
            "https://c.example/e?a=1&b=2",
        ),
    ] {
        assert_eq!(picture(&inside).as_deref(), Some(expected), "{inside}");
    }
}

#[test]
fn relative_pictures_are_relative_to_their_entry() {
    let atom = |inside: &str| {
        let text = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/a/'><title>T</title><entry xml:base='b/'><title>x</title>\
             <id>1</id>{inside}</entry></feed>"
        );
        feed(&text).entries[0].picture.as_ref().map(Url::to_string)
    };
    for (inside, expected) in [
        ("<link rel='enclosure' type='image/jpeg' href='1.jpg'/>", Some("https://news.example/a/b/1.jpg")),
        ("<link rel='enclosure' type='audio/mpeg' href='1.mp3'/>", None),
        ("<content type='html'>&lt;img src='2.jpg'></content>", Some("https://news.example/a/b/2.jpg")),
        (
            "<content type='xhtml'><div xml:base='c/'><img width='1' height='1' src='p'/><img src='3.jpg'/></div></content>",
            Some("https://news.example/a/b/c/3.jpg"),
        ),
        // The text of Atom without a type is plain.
        ("<content>&lt;img src='4.jpg'></content>", None),
    ] {
        assert_eq!(atom(inside).as_deref(), expected, "{inside}");
    }
}

#[test]
fn the_pictures_of_json_feed_are_read() {
    let json = |inside: &str| {
        let text = format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","items":[{{"id":1,"title":"x",{inside}}}]}}"#
        );
        feed(&text).entries[0].picture.as_ref().map(Url::to_string)
    };
    let html = r#""content_html":"<img src='c.png'>""#;
    for (inside, expected) in [
        (format!(r#""banner_image":"/b.png","image":"/i.png",{html}"#), Some("https://news.example/i.png")),
        (format!(r#""image":"","banner_image":"/b.png",{html}"#), Some("https://news.example/b.png")),
        (format!(r#""image":"data:image/png;base64,AAAA",{html}"#), Some("https://news.example/blog/c.png")),
        (r#""image":["/i.png"],"content_text":"<img src='c.png'>""#.to_owned(), None),
    ] {
        assert_eq!(json(&inside).as_deref(), expected, "{inside}");
    }
}

#[test]
fn a_pixel_that_counts_readers_and_an_address_outside_of_the_web_are_no_pictures() {
    let pixels = ["width='1' height='1'", "height='1px'", "width='0'", "width=' 2 ' height='500'"];
    for pixel in pixels {
        for inside in [
            format!("<media:thumbnail url='p' {pixel}/>"),
            format!("<media:content medium='image' url='p' {pixel}/>"),
            format!("<description>&lt;img src='p' {pixel}></description>"),
            format!("<content:encoded><![CDATA[<img {pixel} src='p'>]]></content:encoded>"),
        ] {
            assert_eq!(picture(&inside), None, "{inside}");
            let with_other = format!("{inside}<enclosure type='image/gif' url='e'/>");
            assert_eq!(picture(&with_other).as_deref(), Some("https://news.example/blog/e"), "{inside}");
        }
    }
    let second = "<description>&lt;img src='p' width=1>&lt;img src='data:x'>&lt;img src='s'></description>";
    assert_eq!(picture(second).as_deref(), Some("https://news.example/blog/s"));
    for address in [
        "data:image/png;base64,iVBORw0KGgo=",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "blob:https://b.example/1",
        "cid:1@b.example",
        "ftp://b.example/1.png",
        "https://dana:secret@b.example/1.png",
        "http://",
        " ",
        "",
    ] {
        let named =
            format!("<media:thumbnail url='{address}'/><media:content medium='image' url='{address}'/>");
        let all = format!("{named}<description>&lt;img src='{address}'></description>");
        assert_eq!(picture(&all), None, "{address}");
        let beside = format!("{all}<enclosure type='image/png' url='e'/>");
        assert_eq!(picture(&beside).as_deref(), Some("https://news.example/blog/e"), "{address}");
    }
    assert_eq!(picture(&format!("<media:thumbnail url='https://b.example/{}'/>", "x".repeat(5000))), None);
    assert_eq!(picture("<enclosure type='image/svg+xml' url='drawing'/>"), None);
    assert_eq!(picture("<media:content type='video/mp4' medium='image' url='film'/>"), None);
    let many = "<media:thumbnail url='data:x'/>".repeat(100_000);
    assert_eq!(picture(&many), None);
}

#[test]
fn a_date_that_is_missing_wrong_or_in_the_future_is_none() {
    let published = |date: &str| item(&format!("<title>x</title><pubDate>{date}</pubDate>")).published;
    assert_eq!(item("<title>x</title>").published, None);
    for date in ["soon", "Sat, 28 Nov 2099 10:00:00 GMT", "", "99999999-01-01T00:00:00Z"] {
        assert_eq!(published(date), None, "{date}");
    }
    // The feed's clock is a little ahead.
    assert_eq!(published("2026-11-30T12:30:00Z"), Some(now()));
}

#[test]
fn texts_are_plain_bounded_and_never_empty() {
    let hostile = item("<title>a&#x202E;b&#10;c&#x1b;[0m &lt;script&gt;alert(1)&lt;/script&gt;</title>");
    assert_eq!(hostile.title, "ab c&#x1b;[0m");
    assert_eq!(item("<description>Only a text</description>").title, "Only a text");
    assert_eq!(item("<link>https://b.example/1</link>").title, "https://b.example/1");
    assert!(item(&format!("<title>{}</title>", "word ".repeat(100_000))).title.len() < 2000);
    let empty = feed("<rss version='2.0'><channel><item><pubDate>x</pubDate></item></channel></rss>");
    assert_eq!(empty.entries, []);
}

#[test]
fn an_entry_keeps_its_key_when_it_is_edited() {
    let key = |inside: &str| item(inside).key;
    assert_eq!(key("<guid>1</guid><title>a</title>"), key("<guid> 1 </guid><title>b</title><link>x</link>"));
    assert_eq!(key("<title>a</title><link>x</link>"), key("<title>b</title><link>x</link>"));
    assert_ne!(key("<guid>1</guid><title>a</title>"), key("<guid>2</guid><title>a</title>"));
    assert_ne!(key("<guid>a</guid><title>a</title>"), key("<title>a</title>"));
}

#[test]
fn a_feed_is_read_as_far_as_it_is_offered() {
    let items: String =
        (0..100_000).map(|n| format!("<item><guid>{n}</guid><title>{n}</title></item>")).collect();
    let rss = feed(&format!("<rss version='2.0'><channel>{items}</channel></rss>"));
    assert_eq!(rss.entries.len(), MOST_ENTRIES);
    let items: Vec<String> = (0..100_000).map(|n| format!(r#"{{"id":{n},"title":"{n}"}}"#)).collect();
    let json = format!(r#"{{"version":"https://jsonfeed.org/version/1","items":[{}]}}"#, items.join(","));
    assert_eq!(feed(&json).entries.len(), MOST_ENTRIES);
    let same = "<item><guid>1</guid><title>a</title></item>".repeat(9);
    assert_eq!(feed(&format!("<rss version='2.0'><channel>{same}</channel></rss>")).entries.len(), 1);
}

#[test]
fn what_is_no_feed_is_refused() {
    let nested = format!("<rss><channel>{}{}</channel></rss>", "<a>".repeat(200), "</a>".repeat(200));
    let deep = format!("<rss><channel>{}", "<a>".repeat(1_000_000));
    let deep_json =
        format!(r#"{{"version":"https://jsonfeed.org/version/1","items":{}"#, "[".repeat(1_000_000));
    let tags = format!("<!doctype html>{}", "<a b='".repeat(500_000));
    let ampersands = format!("<rss><channel><title>{}", "&".repeat(3_000_000));
    for text in [
        "",
        "hello",
        "<!doctype html><html><head><title>x</title></head><body><p>no feed</p></body></html>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "<rss version='2.0'><channel><item><title>broken off",
        "{}",
        r#"{"version":"1","items":[]}"#,
        "\u{1f}\u{8b}",
        &nested,
        &deep,
        &deep_json,
        &tags,
        &ampersands,
    ] {
        let start: String = text.chars().take(60).collect();
        assert_eq!(read(text.as_bytes(), &address(), now()), Err(Unreadable::NoFeed), "{start}");
    }
    assert_eq!(read(&vec![b'<'; 50 << 20], &address(), now()), Err(Unreadable::TooLarge));
    assert_eq!(read(&vec![b'<'; MOST_BYTES], &address(), now()), Err(Unreadable::NoFeed));
}

#[test]
fn entities_do_not_expand() {
    let mut bomb = String::from("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 'ha'>");
    for n in 1..30 {
        bomb.push_str(&format!("<!ENTITY a{n} '{}'>", format!("&a{};", n - 1).repeat(10)));
    }
    bomb.push_str(
        "<!ENTITY file SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><title>x</title><item>",
    );
    bomb.push_str("<title>&a29; &file; &eacute;</title></item></channel></rss>");
    assert_eq!(feed(&bomb).entries[0].title, "&a29; &file; é");
}

#[test]
fn a_page_that_names_feeds_is_a_page() {
    let page = "<!doctype html><html><head><meta charset=utf-8><link rel=alternate type='application/atom+xml' href=atom.xml>";
    let Ok(Document::Page(links)) = read(page.as_bytes(), &address(), now()) else { panic!("no page") };
    assert_eq!(links[0].address.as_str(), "https://news.example/blog/atom.xml");
}

proptest! {
    #[test]
    fn no_bytes_panic_or_leave_a_bound(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read(&bytes, &address(), now());
    }

    #[test]
    fn no_document_panics_or_leaves_a_bound(
        parts in prop::collection::vec(prop_oneof![
            Just("<rss version='2.0'><channel>"), Just("<feed>"), Just("<item>"), Just("</item>"), Just("<entry>"), Just("</entry>"),
            Just("<title>"), Just("</title>"), Just("<link href='"), Just("'/>"), Just("<link>"), Just("</link>"), Just("<guid>"),
            Just("</guid>"), Just("<description>"), Just("</description>"), Just("<![CDATA["), Just("]]>"), Just("<media:thumbnail url='"),
            Just("<author>«a@b.co</author>"), Just("<pubDate>"), Just("</pubDate>"), Just("&amp;"), Just("&#x202e;"), Just("&"), Just("é日👩‍👧"),
            Just("</channel></rss>"), Just("</feed>"), Just("2026-11-30"), Just("<img src="), Just("xml:base='"), Just("//"), Just(":"),
        ], 0..40),
        other in "\\PC{0,20}",
    ) {
        let text = format!("<rss><channel><item><title>{other}</title>{}", parts.concat());
        for text in [text.clone(), parts.concat(), format!("{text}</item></channel></rss>")] {
            if let Ok(Document::Feed(feed)) = read(text.as_bytes(), &address(), now()) {
                prop_assert!(feed.entries.len() <= MOST_ENTRIES);
                for entry in feed.entries {
                    prop_assert!(!entry.title.is_empty() && entry.title.len() < 2000 && entry.summary.len() < 4000);
                    prop_assert!(!entry.title.contains(char::is_control));
                    prop_assert!(entry.published.is_none_or(|at| at <= now()));
                }
            }
        }
    }
}
