//! The values of a network file that are refused, and the largest that are taken.

use lifecycle::Endpoint;
use networks::Network;

const BLUESKY: &str = include_str!("../networks/bluesky.toml");
const LINKEDIN: &str = include_str!("../networks/linkedin.toml");
const MASTODON: &str = include_str!("../networks/mastodon.toml");
const TUMBLR: &str = include_str!("../networks/tumblr.toml");
const X: &str = include_str!("../networks/x.toml");

/// The file with the first of these pieces replaced, read.
fn read(file: &str, piece: &str, replacement: &str) -> Result<Network, String> {
    assert!(file.contains(piece), "{piece}");
    Network::parse("changed.toml", &file.replacen(piece, replacement, 1)).map_err(|error| error.to_string())
}

fn told(file: &str, piece: &str, replacement: &str) -> String {
    read(file, piece, replacement).expect_err(replacement)
}

#[test]
fn no_address_holds_a_user_name_or_a_password() {
    for host in ["api.x.com/2/oauth2/token", "console.x.com/"] {
        for nobody in ["dana@", ":secret@", "dana:secret@"] {
            let sentence = told(X, &format!("https://{host}"), &format!("https://{nobody}{host}"));
            assert!(sentence.contains("must not hold a user name or a password"), "{sentence}");
        }
    }
}

#[test]
fn a_price_is_a_number_above_zero_and_a_currency() {
    for no_price in [
        "0 USD",
        "-1 USD",
        "inf USD",
        "NaN USD",
        "0.015 usd",
        "0.015 US",
        "0.015 USDX",
        "0.015USD",
        "cheap USD",
        "0.01500000001 USD",
    ] {
        let sentence = told(X, "0.015 USD", no_price);
        assert!(sentence.contains("is no price"), "{sentence}");
    }
    let price = read(X, "0.015 USD", "0.0150000001 EUR").unwrap().publish.unwrap().cost.unwrap().post;
    assert_eq!(price, "0.0150000001 EUR");
}

#[test]
fn a_network_of_many_servers_demands_no_headers() {
    for file in [MASTODON, BLUESKY] {
        let sentence = told(file, "[policy]\n", "[headers]\nX-Practice = \"1\"\n\n[policy]\n");
        assert!(sentence.contains("a network of many servers has none"), "{sentence}");
    }
}

#[test]
fn the_value_of_a_header_has_a_length_and_no_blank_at_its_ends() {
    let with = |value: &str| read(LINKEDIN, "\"2.0.0\"", &format!("\"{value}\""));
    assert!(with(&"v".repeat(256)).is_ok() && with("one two").is_ok());
    for wrong in [String::new(), "v".repeat(257), "v".repeat(300), " v".into(), "v ".into(), "ä".into()] {
        let sentence = with(&wrong).expect_err(&wrong);
        assert!(sentence.contains("a header's value is 1 to 256 plain letters"), "{sentence}");
    }
}

#[test]
fn uploads_go_to_the_hosts_of_one_name() {
    for many in ["https://*.com/", "https://a.*.com/", "https://*.*.linkedin.com/"] {
        let sentence = told(LINKEDIN, "https://*.linkedin.com/", many);
        assert!(sentence.contains("allows too many hosts"), "{sentence}");
    }
    assert!(read(LINKEDIN, "https://*.linkedin.com/", "https://*.up.linkedin.com/").is_ok());
    let one = read(LINKEDIN, "https://*.linkedin.com/", "https://up.linkedin.com/").unwrap().publish.unwrap();
    assert!(one.takes_upload_at(&"https://up.linkedin.com/1".parse().unwrap()));
    assert!(!one.takes_upload_at(&"https://www.linkedin.com/1".parse().unwrap()));
}

#[test]
fn a_network_may_take_pictures_without_descriptions() {
    let network = read(LINKEDIN, "description = 4086", "description = 0").unwrap();
    assert_eq!(network.publish.unwrap().pictures.unwrap().description, Some(0));
    assert!(read(LINKEDIN, "most = 20", "most = 0").is_err());
}

#[test]
fn a_handle_leads_to_a_server_by_both_of_its_keys() {
    let tables = ["asks = \"handle\"\n", &BLUESKY[handles()]];
    for part in tables {
        let sentence = told(BLUESKY, part, "");
        assert!(sentence.contains("needs `asks = \"handle\"` and a table [oauth.handles]"), "{sentence}");
    }
    let identity = "[identity]\nurl = \"https://one.example/me\"\nid = \"/did\"\n\n[evidence]";
    let sentence = told(BLUESKY, "[evidence]", identity);
    assert!(sentence.contains("in place of the host in [probe] and [identity]"), "{sentence}");
}

/// The lines of the table [oauth.handles].
fn handles() -> std::ops::Range<usize> {
    BLUESKY.find("[oauth.handles]").unwrap()..BLUESKY.find("[policy]").unwrap()
}

#[test]
fn a_key_without_the_one_that_it_belongs_to_is_refused() {
    let coarse =
        told(X, "redirect = [\"loopback\"]", "redirect = [\"loopback\"]\ncoarse_scopes = [\"read\"]");
    assert!(coarse.contains("add `register`, or remove this"), "{coarse}");
    let midnight = "until = { unit = \"utc_midnight\", member = \"reset\" }";
    let sentence = told(X, "until = { unit = \"epoch\", header = \"x-rate-limit-reset\" }", midnight);
    assert!(sentence.contains("`utc_midnight` takes no header"), "{sentence}");
    assert!(
        read(X, "\"/error\" = \"invalid_request\"", "\"/error\" = []").is_err(),
        "it would match nothing"
    );
}

#[test]
fn the_largest_file_and_the_longest_list_are_read() {
    let most = 256 * 1024;
    assert!(read(X, "[app]", &format!("#{}\n[app]", "x".repeat(most - X.len() - 2))).is_ok());
    let sentence = told(X, "[app]", &format!("#{}\n[app]", "x".repeat(most - X.len() - 1)));
    assert!(sentence.contains("larger than 256 KiB"), "{sentence}");
    let warn = |count: u32| {
        let all: Vec<_> = (1..=count).map(|days| format!("\"{days}d\"")).collect();
        read(X, "warn = [\"10d\", \"3d\", \"1d\"]", &format!("warn = [{}]", all.join(", ")))
    };
    assert_eq!(warn(20).unwrap().policy.warn.len(), 20);
    assert!(warn(21).unwrap_err().contains("20 are the most"));
}

#[test]
fn a_choice_in_a_list_names_a_member_and_its_value() {
    for choice in ["[=true]", "[primary=]", "[primary]"] {
        assert!(read(TUMBLR, "[primary=true]", choice).is_err(), "{choice}");
    }
    let by_number = read(TUMBLR, "[primary=true]", "[primary=7]").unwrap();
    let body = br#"{"response":{"user":{"name":"danar","blogs":[
        {"uuid":"t:one","primary":70},{"uuid":"t:two","primary":7}]}}}"#;
    assert_eq!(by_number.whoami(Endpoint::Probe, body).unwrap().id.to_string(), "t:two");
}
