use proptest::prelude::*;

use super::*;

const ALL: [Unit; 6] =
    [Unit::Characters, Unit::Graphemes, Unit::Utf16, Unit::Weighted, Unit::Mastodon, Unit::Threads];

/// The lengths of a text in the order of [`ALL`].
fn lengths(text: &str) -> [usize; 6] {
    ALL.map(|unit| unit.count(text))
}

fn limit(most: usize, unit: Unit) -> Limit {
    Limit { most, unit, bytes: None }
}

#[test]
fn each_script_counts_as_at_the_networks() {
    for (text, is) in [
        ("", [0; 6]),
        ("News!", [5; 6]),
        ("Straße", [6; 6]),
        ("Привет", [6; 6]),
        ("Ελλάδα", [6; 6]),
        ("مرحبا", [5; 6]),
        ("שלום", [4; 6]),
        ("გამარჯობა", [9; 6]),
        ("Բարեւ", [5; 6]),
        ("ሰላም", [3, 3, 3, 6, 3, 3]),
        ("漢字", [2, 2, 2, 4, 2, 2]),
        ("ひらがな", [4, 4, 4, 8, 4, 4]),
        ("안녕", [2, 2, 2, 4, 2, 2]),
        // The same syllables in their parts: X composes them.
        ("\u{110b}\u{1161}\u{11ab}\u{1102}\u{1167}\u{11bc}", [6, 2, 6, 4, 2, 6]),
        ("नमस्ते", [6, 3, 6, 6, 3, 6]),
        ("தமிழ்", [5, 3, 5, 5, 3, 5]),
        ("ไทย", [3; 6]),
        ("e\u{301}", [2, 1, 2, 1, 1, 2]),
        ("𝕏", [1, 1, 2, 2, 1, 1]),
        ("\r\n", [2, 1, 2, 2, 1, 2]),
        ("\u{202e}abc\u{202c}", [5, 5, 5, 7, 5, 5]),
    ] {
        assert_eq!(lengths(text), is, "{text}");
    }
}

#[test]
fn each_emoji_counts_as_at_the_networks() {
    for (text, is) in [
        ("😀", [1, 1, 2, 2, 1, 4]),
        ("❤️", [2, 1, 2, 2, 1, 6]),
        ("👍🏽", [2, 1, 4, 2, 1, 8]),
        ("🇪🇺", [2, 1, 4, 2, 1, 8]),
        ("🇪🇺🇩🇪", [4, 2, 8, 4, 2, 16]),
        ("1️⃣", [3, 1, 3, 2, 1, 7]),
        ("👨‍👩‍👧‍👦", [7, 1, 11, 2, 1, 25]),
        ("🏳️‍🌈", [4, 1, 6, 2, 1, 14]),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", [7, 1, 14, 2, 1, 28]),
        ("a😀b", [3, 3, 4, 4, 3, 6]),
    ] {
        assert_eq!(lengths(text), is, "{text}");
    }
}

#[test]
fn links_and_mentions_are_short_where_the_network_says_so() {
    let link = "https://news.example/a/long/way/to/the/page?of=2026";
    let whole = link.len();
    assert_eq!(lengths(link), [whole, whole, whole, 23, 23, whole]);
    assert_eq!(lengths("@dana@mastodon.example"), [22, 22, 22, 22, 5, 22]);
    assert_eq!(Unit::Mastodon.count("Hi @dana@mastodon.example: https://a.example!"), 3 + 5 + 2 + 23 + 1);
    // A mark that combines with the first letter after it, and one that combines with the last before it.
    assert_eq!(Unit::Mastodon.count("\u{600}https://a.example"), 24);
    assert_eq!(Unit::Mastodon.count("@dana@a.example\u{301}"), 6);
}

#[test]
fn the_surplus_begins_at_a_whole_piece() {
    let left = |most, unit, text: &str| {
        let left = limit(most, unit).left(text);
        (left.left, left.surplus_from)
    };
    assert_eq!(left(5, Unit::Graphemes, "News"), (1, None));
    assert_eq!(left(4, Unit::Graphemes, "News"), (0, None));
    assert_eq!(left(3, Unit::Graphemes, "News"), (-1, Some(3)));
    assert_eq!(left(1, Unit::Graphemes, "👨‍👩‍👧‍👦👍🏽"), (-1, Some(25)));
    assert_eq!(left(3, Unit::Utf16, "a👨‍👩‍👧‍👦"), (-9, Some(1)));
    assert_eq!(left(22, Unit::Weighted, "a https://news.example"), (-3, Some(2)));
    assert_eq!(left(500, Unit::Mastodon, &"é".repeat(501)), (-1, Some(1000)));
    assert_eq!(left(0, Unit::Mastodon, "\u{600}https://a.example"), (-24, Some(0)));
    assert_eq!(left(280, Unit::Weighted, &"字".repeat(141)), (-2, Some(420)));
}

#[test]
fn bytes_are_told_as_characters_to_remove() {
    let bluesky = Limit { most: 300, unit: Unit::Graphemes, bytes: Some(3000) };
    let family = "👨‍👩‍👧‍👦";
    assert_eq!(bluesky.left(&"a".repeat(300)), Left { left: 0, surplus_from: None });
    assert_eq!(bluesky.left(&"a".repeat(301)), Left { left: -1, surplus_from: Some(300) });
    assert_eq!(bluesky.left(&"字".repeat(100)), Left { left: 200, surplus_from: None });
    assert_eq!(bluesky.left(&family.repeat(119)), Left { left: 25, surplus_from: None });
    assert_eq!(bluesky.left(&family.repeat(120)), Left { left: 0, surplus_from: None });
    assert_eq!(bluesky.left(&family.repeat(122)), Left { left: -2, surplus_from: Some(3000) });
}

#[test]
fn the_rest_of_a_cut_text_fits() {
    // The whole is no link to X, for a letter follows. Its first part is one.
    let text = "ab news.cox";
    let left = limit(10, Unit::Weighted).left(text);
    assert_eq!((left.left, left.surplus_from), (-1, Some(3)));
}

#[test]
fn long_texts_take_no_long_time() {
    for part in [
        "a",
        "字",
        "a.co ",
        "@a@b ",
        "https://a.example/ ",
        "😀",
        "\u{301}",
        ".co",
        "http://",
        "a.b.",
        "@a",
        "\u{600}",
    ] {
        let text = part.repeat(20_000 / part.len());
        for unit in ALL {
            let left = Limit { most: 280, unit, bytes: Some(3000) }.left(&text);
            assert!(left.surplus_from.is_some(), "{part} {unit:?}");
        }
    }
}

#[test]
fn limits_are_read_as_network_files_write_them() {
    let limit: Limit = serde_json::from_str(r#"{"most": 300, "unit": "graphemes", "bytes": 3000}"#).unwrap();
    assert_eq!(limit, Limit { most: 300, unit: Unit::Graphemes, bytes: Some(3000) });
    for (unit, name) in
        ALL.iter().zip(["characters", "graphemes", "utf16", "weighted", "mastodon", "threads"])
    {
        assert_eq!(serde_json::from_value::<Unit>(name.into()).unwrap(), *unit);
    }
}

fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "\\PC{0,3}",
        "[a-z. /:@#]{0,6}",
        any::<String>(),
        prop::sample::select(vec![
            "https://",
            "http://",
            "a.co",
            "@dana@a.example",
            "😀",
            "👨‍👩‍👧‍👦",
            "🇪🇺",
            "\u{1f1ea}",
            "\u{301}",
            "\u{600}",
            "\u{200d}",
            "\u{fe0f}",
            "\u{20e3}",
            "\r\n",
            "字",
            "/a(b)",
            "?c=d",
            "\u{1100}",
            "\u{1161}",
            "1",
            "é",
            "\u{e0067}",
            "\u{e007f}",
            "🏴",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn the_text_before_the_surplus_fits(
        text in texts(),
        most in 0_usize..60,
        bytes in prop::option::of(0_usize..80),
        unit in prop::sample::select(&ALL[..]),
    ) {
        let limit = Limit { most, unit, bytes };
        let left = limit.left(&text);
        prop_assert_eq!(left.left < 0, left.surplus_from.is_some());
        let Some(from) = left.surplus_from else { return Ok(()) };
        prop_assert!(from < text.len());
        prop_assert!(text.grapheme_indices(true).any(|(start, _)| start == from));
        let rest = limit.left(&text[..from]);
        prop_assert!(rest.left >= 0 && rest.surplus_from.is_none());
    }

    #[test]
    fn graphemes_grow_with_the_text(text in texts(), more in texts()) {
        let longer = format!("{text}{more}");
        for unit in [Unit::Graphemes, Unit::Characters, Unit::Utf16] {
            prop_assert!(unit.count(&longer) >= unit.count(&text), "{:?}", unit);
        }
    }

    #[test]
    fn pieces_are_the_whole_text(text in texts()) {
        for unit in ALL {
            let mut end = 0;
            for piece in unit.pieces(&text) {
                prop_assert_eq!(piece.start, end);
                prop_assert!(piece.end > end && piece.length > 0);
                end = piece.end;
            }
            prop_assert_eq!(end, text.len());
        }
    }
}
