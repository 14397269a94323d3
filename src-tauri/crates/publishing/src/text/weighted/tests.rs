use super::*;

fn count(text: &str) -> usize {
    Unit::Weighted.count(text)
}

fn found(text: &str) -> Vec<&str> {
    spans(text).into_iter().map(|span| &text[span.range]).collect()
}

/// From the conformance files of twitter-text (`validate.yml`, with discounted emoji).
#[test]
fn texts_count_as_in_the_conformance_files() {
    let dense = "あいうえおかきくけこ";
    let long = "somesuperlongurl".repeat(250);
    for (text, length) in [
        ("Hi http://test.co", 26),
        ("http://test.co", 23),
        (&format!("285 chars-{}", "xxxxxxxxxx-".repeat(25)), 285),
        (&format!("285 chars- http://www.twitter.com/jack {}", "xxxxxxxxxx-".repeat(24)), 299),
        (&format!("{} http://www.twitter.com/jack ", "xxxxxxxxxx-".repeat(24)), 289),
        (&"https://www.twitter.com/aloha ".repeat(10), 240),
        (&"故人西辞黄鹤楼，烟花三月下扬州。".repeat(10), 320),
        (&"😷".repeat(160), 320),
        (&format!("the{}", "故人西辞黄鹤楼，烟花三月下扬州。".repeat(10)), 323),
        ("A\u{301}B", 2),
        ("A\u{fb2c}", 4),
        (&format!("282 chars-{}xxxxxA\u{301}x", "xxxxxxxxxx-".repeat(24)), 281),
        ("H🐱☺👨‍👩‍👧‍👦", 7),
        ("😷👾😡🔥💩", 10),
        ("🙋🏽👨‍🎤", 4),
        ("\u{2000}\u{2001}\u{200a}\u{200b} ‐ ‑ ‒ – — ― ‖  ‗ ‘ ’ ‚ ‛ “ ” „ ‟ ′ ″ ‴ ‵ ‶ ‷", 49),
        (&format!("https://{long}.com/foo https://validurl.com"), 4040),
        ("randomurlrandomurlrandomurlrandomurlrandomurlrandomurlrandomurls.com", 68),
        (&format!("{} http://{}あいう.com", dense.repeat(12), dense.repeat(5)), 358),
        (&format!("{} http://{}あい.com", dense.repeat(12), dense.repeat(5)), 264),
        (&"👨‍👩‍👧‍👦".repeat(140), 280),
        ("1⃣", 2),
        ("Unicode 10.0 emoji: 🤪; 🧕; 🧕🏾; 🏴󠁧󠁢󠁥󠁮󠁧󠁿", 34),
        ("Unicode 9.0 emoji: 🤠; 💃; 💃🏾", 29),
        ("ABC\u{202a}\u{ffff}ABC\u{fffe}", 12),
        ("\u{2066}\u{202a}http://foobar.پاکستان/\u{202c}\u{2069}", 31),
        ("A lié géts halfway http://bit.ly/dJpywL", 42),
    ] {
        assert_eq!(count(text), length, "{text}");
    }
}

/// From the conformance files of twitter-text (`extract.yml`).
#[test]
fn links_are_found_as_in_the_conformance_files() {
    for (text, links) in [
        ("http://あ-あ.com", &["http://あ-あ.com"][..]),
        ("text http://foobar.com/#", &["http://foobar.com/#"]),
        ("text http://xo.com/~matthew+%ff-,.;x", &["http://xo.com/~matthew+%ff-,.;x"]),
        ("text http://en.wikipedia.org/wiki/Primer_(film)", &["http://en.wikipedia.org/wiki/Primer_(film)"]),
        ("text http://somehost.com:3000", &["http://somehost.com:3000"]),
        ("text http://✪df.ws/ejp", &["http://✪df.ws/ejp"]),
        ("test http://example.comだよね.comtest/hogehoge", &["http://example.com"]),
        ("text http://chilp.it/?77e8fd", &["http://chilp.it/?77e8fd"]),
        ("text http://a.com/b(v=VS.100).aspx", &["http://a.com/b(v=VS.100).aspx"]),
        ("text http://no-tld", &[]),
        ("(http://twitter.com", &["http://twitter.com"]),
        ("text http://foo.com?#foo text", &["http://foo.com?#foo"]),
        ("foo.com foo.net foo.gov", &["foo.com", "foo.net", "foo.gov"]),
        ("foo.baz foo.co.jp www.xxxxxxx.baz wwwww.xxxxxxx foo.comm foo.somecom", &["foo.co.jp"]),
        ("t.co/abcde bit.ly/abcde", &["t.co/abcde", "bit.ly/abcde"]),
        (
            "Go to http://example.com/a+ or http://example.com/a-",
            &["http://example.com/a+", "http://example.com/a-"],
        ),
        ("https://a.org/Hatfield–McCoy_feud please", &["https://a.org/Hatfield–McCoy_feud"]),
        ("@user Try http:// example.com/path", &["example.com/path"]),
        (
            "これは。example.com/path/index.html中国語example.com/path한국",
            &["example.com/path/index.html", "example.com/path"],
        ),
        (
            "http://twitter.com/これは。example.com中国語http://t.co/abcde한국",
            &["http://twitter.com/", "example.com", "http://t.co/abcde"],
        ),
        ("Go to http://twitter.com/Русские_слова", &["http://twitter.com/Русские_слова"]),
        ("Email me at name.al-lastname@foo.com or name.al+lastname@foo.com", &[]),
        ("Find my page at name.al-lastname.com", &["name.al-lastname.com"]),
        ("MLB.tv vine.co", &["MLB.tv", "vine.co"]),
        ("test ELPAÍS.com", &["ELPAÍS.com"]),
        ("test http://twitter.com/.", &["http://twitter.com/"]),
        ("http://example.com/path..........", &["http://example.com/path"]),
        ("#test.com @test.com #http://test.com @http://test.com #t.co/abcde", &[]),
        ("example.comてすとですtwitter.みんなです", &["example.com", "twitter.みんな"]),
        ("http://twitter.com\nexample.com/path\nit.so", &["http://twitter.com", "example.com/path", "it.so"]),
        ("$http://twitter.com $twitter.com $TVI.CA", &[]),
        ("long.test.tar.bz2 test.tar.bz2 john.doe.gov@mail.com", &[]),
    ] {
        assert_eq!(found(text), links, "{text}");
    }
}

#[test]
fn other_names_count_in_full() {
    assert_eq!(count("node.js 3.14 e.g. U.S.A. a.b"), 28);
    assert_eq!(count("http://localhost:3000/"), 22);
    // Perhaps a new top-level domain.
    assert_eq!(count("http://news.quack"), 23);
    assert_eq!(count(&format!("http://news.quack/{}", "a".repeat(40))), 58);
}

#[test]
fn a_link_may_contain_another() {
    assert_eq!(found("archive.org/web/https://news.example/a b"), ["archive.org/web/https://news.example/a"]);
    assert_eq!(found("http://http://news.example"), ["http://news.example"]);
}

#[test]
fn emoji_that_x_does_not_know_count_in_parts() {
    let crowd = ["😀"; 5].join("\u{200d}");
    assert_eq!(count(&crowd), 14);
    assert_eq!(count(&format!("😀{}", "\u{301}".repeat(300))), 302);
    assert_eq!(count("©"), 1);
    assert_eq!(count("©️"), 2);
}
