//! Reads `gander.toml`: its permitted content, and the messages for anything else.

use networks::{Catalogue, HandedKeys, Organization};

const GOOD: &str = r#"[organization]
name = "Example Newsroom"

[networks.linkedin]
client_id = "86practice"
secret = "sealed:practice"

[networks.pond]
client_id = "pond-app"

[alerts]
warn = ["3d", "10d"]

[definitions]
pond = '''
id = "pond"
name = "Pond"
[oauth]
protocol = "oauth2"
authorize = "https://pond.example/authorize"
token = "https://token.pond.example/token"
client_auth = "body"
secret = "optional"
pkce = "s256"
scopes = ["read"]
redirect = ["loopback"]
[policy]
access = "60d"
renew = { kind = "none" }
warn = ["10d"]
summary = "Sixty days. Then you sign in again."
page = "https://pond.example/policy"
[probe]
url = "https://api.pond.example/me"
every = "6h"
id = "/id"
[pages]
url = "https://pages.pond.example/mine"
list = "/data"
id = "/id"
check = "https://page.pond.example/{page}"
'''
"#;

fn read(text: &str) -> Result<Organization, String> {
    Organization::parse("gander.toml", text, &Catalogue::builtin()).map_err(|error| error.to_string())
}

fn said(piece: &str, replacement: &str) -> String {
    assert_eq!(GOOD.matches(piece).count(), 1, "{piece} must stand in the good file once");
    read(&GOOD.replace(piece, replacement)).err().unwrap_or_else(|| "it is fine".to_owned())
}

#[test]
fn a_file_hands_out_keys_networks_and_a_ladder() {
    let read = read(GOOD).unwrap();
    assert_eq!(read.name, "Example Newsroom");
    let keys = |network: &str, client_id: &str, sealed: Option<&str>, line| HandedKeys {
        network: network.into(),
        client_id: client_id.into(),
        sealed: sealed.map(str::to_owned),
        line,
    };
    assert_eq!(
        read.keys,
        [keys("linkedin", "86practice", Some("sealed:practice"), 4), keys("pond", "pond-app", None, 8)]
    );
    assert_eq!(read.warn_days, Some(vec![10, 3]));
    let [pond] = read.definitions.as_slice() else { panic!("{read:?}") };
    assert_eq!(pond.network.name, "Pond");
    let hosts: Vec<_> = pond.network.hosts().into_iter().collect();
    assert_eq!(
        hosts,
        ["api.pond.example", "page.pond.example", "pages.pond.example", "pond.example", "token.pond.example"]
    );
    let alone =
        Organization::parse("gander.toml", "[organization]\nname = \"A\"\n", &Catalogue::builtin()).unwrap();
    assert!(alone.keys.is_empty() && alone.definitions.is_empty() && alone.warn_days.is_none());
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_to_do() {
    for (piece, replacement, sentence) in [
        (
            "name = \"Example Newsroom\"",
            "nam = \"A\"",
            "gander.toml:2: unknown key `nam` in [organization]; did you mean `name`?",
        ),
        (
            "\"Example Newsroom\"",
            "\" \"",
            "gander.toml:2: a `name` is one line of 1 to 80 plain letters; write another",
        ),
        (
            "\"Example Newsroom\"",
            "\"Example \\u202Emoorswen\"",
            "gander.toml:2: a `name` is one line of 1 to 80 plain letters; write another",
        ),
        (
            "[networks.linkedin]",
            "[networks.linkedout]",
            "gander.toml:4: there is no network `linkedout`; `gander networks` lists them, and [definitions] adds one",
        ),
        (
            "[networks.linkedin]",
            "[networks.mastodon]",
            "gander.toml:4: Mastodon needs no app keys; remove [networks.mastodon]",
        ),
        (
            "\"86practice\"",
            "\"86 practice\"",
            "gander.toml:5: a client id is one word; copy it from the network's developer page",
        ),
        (
            "\"sealed:practice\"",
            "\"practice\"",
            "gander.toml:6: a secret stands here only sealed, as `gander organization make` writes it; if this one was in the open, \
             make a new one at the network",
        ),
        (
            "client_id = \"pond-app\"",
            "id = \"pond-app\"",
            "gander.toml:9: unknown key `id` in [networks.pond]; its keys are client_id, secret",
        ),
        (
            "[\"3d\", \"10d\"]",
            "[\"36h\"]",
            "gander.toml:12: `warn` is 1 to 6 different spans of 1 to 60 days, such as [\"10d\", \"3d\"]",
        ),
        (
            "[\"3d\", \"10d\"]",
            "[\"3d\", \"3d\"]",
            "gander.toml:12: `warn` is 1 to 6 different spans of 1 to 60 days, such as [\"10d\", \"3d\"]",
        ),
        (
            "[\"3d\", \"10d\"]",
            "[\"7d\", \"6d\", \"5d\", \"4d\", \"3d\", \"2d\", \"1d\"]",
            "gander.toml:12: `warn` is 1 to 6 different spans of 1 to 60 days, such as [\"10d\", \"3d\"]",
        ),
        (
            "[\"3d\", \"10d\"]",
            "[]",
            "gander.toml:12: `warn` is 1 to 6 different spans of 1 to 60 days, such as [\"10d\", \"3d\"]",
        ),
        (
            "[alerts]",
            "[alarms]",
            "gander.toml:11: unknown key `alarms` at the top of the file; did you mean `alerts`?",
        ),
    ] {
        assert_eq!(said(piece, replacement), sentence, "{replacement}");
    }
}

#[test]
fn a_network_of_an_organization_is_added_and_replaces_none() {
    let pond = read(GOOD).unwrap().definitions.remove(0);
    let id = pond.network.id.clone();
    assert!(!Catalogue::builtin().knows(&id));
    let mut other = pond.clone();
    other.network.name = "Another".into();
    let catalogue = Catalogue::builtin().with_definition(pond.clone()).with_definition(other);
    assert_eq!(catalogue.get(&id).map(|network| network.name.clone()), Some(pond.network.name));
    assert_eq!(catalogue.own_file(&id), Some(pond.text.as_str()));
}

#[test]
fn the_longest_name_and_ladder_are_read_and_a_longer_name_is_not() {
    let named = |count| GOOD.replacen("Example Newsroom", &"ä".repeat(count), 1);
    assert_eq!(read(&named(80)).unwrap().name, "ä".repeat(80));
    assert!(read(&named(81)).unwrap_err().contains("1 to 80 plain letters"));
    let six = GOOD.replacen("[\"3d\", \"10d\"]", "[\"6d\", \"5d\", \"4d\", \"3d\", \"2d\", \"1d\"]", 1);
    assert_eq!(read(&six).unwrap().warn_days, Some(vec![6, 5, 4, 3, 2, 1]));
}

#[test]
fn no_file_changes_a_network_that_gander_knows_or_passes_for_one() {
    let own = |id: &str, name: &str| {
        read(
            &GOOD
                .replace("[networks.pond]\nclient_id = \"pond-app\"\n", "")
                .replace("pond = '''", &format!("{id} = '''"))
                .replace("id = \"pond\"\nname = \"Pond\"", &format!("id = \"{id}\"\nname = \"{name}\"")),
        )
        .unwrap_err()
    };
    assert_eq!(
        own("linkedin", "LinkedIn"),
        "gander.toml:13: `linkedin` is a network that Gander knows, and no file of an organization may change one; give yours \
         another id"
    );
    assert_eq!(
        own("linkedln", "LINKEDIN"),
        "gander.toml:13: there is a network of the name LINKEDIN already, or of one that looks like it; give yours another name"
    );
    for look_alike in [
        "Linked\u{406}n",
        "Linked In",
        "Linked-In",
        "linkedln",
        "L\u{130}nked\u{130}n",
        "\u{ff2c}\u{ff49}\u{ff4e}\u{ff4b}\u{ff45}\u{ff44}\u{ff29}\u{ff4e}",
        "\u{1d40b}inked\u{1d408}n",
        "Linked\u{ad}In",
        "Linked\u{3164}In",
        "Linked\u{fe0f}In",
        "L\u{ed}nkedIn",
        "Ma\u{455}t\u{43e}don",
        "\u{425}",
        "\u{1d54f}.",
        "FACEB00K",
        "In\u{455}tagram",
    ] {
        let told = own("other", look_alike);
        assert!(told.contains("or of one that looks like it"), "{look_alike}: {told}");
    }
}

#[test]
fn a_name_that_only_shares_letters_with_one_that_is_known_is_taken() {
    for name in [
        "Pond",
        "Linked",
        "LinkedIn at Example",
        "\u{4e00}\u{672c}",
        "\u{411}\u{43e}\u{43b}\u{43e}\u{442}\u{43e}",
        "\u{2605}",
    ] {
        let text = GOOD.replace("name = \"Pond\"", &format!("name = \"{name}\""));
        assert_eq!(read(&text).map(|read| read.definitions.len()), Ok(1), "{name}");
    }
}

#[test]
fn an_error_in_a_definition_names_the_line_of_the_whole_file() {
    assert_eq!(
        said(
            "authorize = \"https://pond.example/authorize\"",
            "authorize = \"http://pond.example/authorize\""
        ),
        "gander.toml:20: `http://pond.example/authorize` must be https; http is only for this device: 127.0.0.1, [::1] or localhost"
    );
    assert_eq!(said("protocol = \"oauth2\"", "protocol = \"oauth3\"").split(':').nth(1), Some("19"));
    assert_eq!(
        said("id = \"pond\"", "id = \"pool\""),
        "gander.toml:15: this defines `pool`, and not `pond`; let both be the same"
    );
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let large = format!("{GOOD}# {}", "x".repeat(256 * 1024));
    assert_eq!(
        read(&large).unwrap_err(),
        "gander.toml: the file is larger than 256 KiB; it cannot be a gander.toml"
    );
    let many: String = (0..21).map(|n| format!("p{n} = ''\n")).collect();
    let text = format!("[organization]\nname = \"A\"\n[definitions]\n{many}");
    assert!(read(&text).is_err());
}

/// A file of these feeds, read.
fn feeds(lines: &str) -> Result<Vec<(String, String)>, String> {
    let text = format!("[organization]\nname = \"A\"\n[feeds]\n{lines}");
    let feeds = read(&text)?.feeds;
    Ok(feeds.into_iter().map(|feed| (feed.title, feed.address.into())).collect())
}

#[test]
fn a_file_hands_out_feeds_at_public_addresses() {
    let news = ("Press releases".to_owned(), "https://news.example/feed.xml".to_owned());
    assert_eq!(feeds("\"Press releases\" = \"https://news.example/feed.xml\""), Ok(vec![news]));
    assert_eq!(feeds("Practice = \"http://127.0.0.1:9/feed\"").unwrap().len(), 1);
    let advice =
        "gander.toml:4: a feed is a public address without a port, such as https://example.org/feed.xml";
    for address in [
        "http://news.example/feed.xml",
        "https://news.example:8443/feed.xml",
        "https://dana:secret@news.example/",
        "https://dana@news.example/",
        "https://:secret@news.example/",
        "https://192.168.1.1/feed.xml",
        "https://router.local/feed.xml",
        "http://192.168.1.1/feed.xml",
        "file:///etc/passwd",
        "news.example",
        "",
    ] {
        assert_eq!(feeds(&format!("News = \"{address}\"")).unwrap_err(), advice, "{address}");
    }
    let title = feeds("\"a\\u202Eb\" = \"https://news.example/\"").unwrap_err();
    assert!(title.contains("one line of 1 to 80 plain letters"), "{title}");
    let twice = feeds("A = \"https://news.example/\"\nB = \"https://news.example/\"").unwrap_err();
    assert_eq!(twice, "gander.toml:5: this feed is here twice; remove one");
    let many: String = (0..21).map(|n| format!("f{n} = \"https://news.example/{n}\"\n")).collect();
    assert!(feeds(&many).unwrap_err().contains("more than 20 feeds"));
}
