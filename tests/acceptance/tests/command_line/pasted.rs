//! Pasted and piped input may contain invisible characters: Gander takes it as it was meant.

use simnet::{CLIENT_SECRET, Network};

use crate::support::{Bench, PASSWORD};

#[tokio::test]
async fn keys_are_taken_without_marks_and_from_any_shell() {
    let wide = |text: &str, unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let marked = format!("\u{feff}{CLIENT_SECRET}\r\n");
    let around = format!("\u{a0}\u{202a}{CLIENT_SECRET}\u{202c}\u{200b}\u{3000}");
    let network = Network::X;
    let client_id = format!("\u{200b}{}\u{200f}\u{a0}", network.client_id());
    for input in [
        marked.as_bytes().to_vec(),
        around.as_bytes().to_vec(),
        wide(&marked, u16::to_le_bytes),
        wide(&marked, u16::to_be_bytes),
        wide(CLIENT_SECRET, u16::to_le_bytes),
    ] {
        let bench = Bench::start().await;
        let arguments = ["app", "set", "\u{feff}x", "--client-id", &client_id, "--client-secret-stdin"];
        let ran = bench.gander_reads(&arguments, &input).await;
        assert_eq!(ran.code, 0, "{input:?} {ran:?}");
        let checked = bench.gander(&["app", "check", "x"]).await;
        assert_eq!(checked.code, 0, "{input:?} {checked:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_a_secret_is_told_and_nothing_is_kept() {
    let bench = Bench::start().await;
    let set = ["app", "set", "x", "--client-id", "practice-x", "--client-secret-stdin"];
    for (input, sentence) in [
        (b"practice-\xfc\n".to_vec(), "standard input is neither UTF-8 nor UTF-16 text; pipe it in as UTF-8"),
        (vec![0xff, 0xfe, 0x61], "standard input is neither UTF-8 nor UTF-16 text"),
        ("\u{feff}\u{200b} \n".as_bytes().to_vec(), "standard input holds no client secret; pipe it in"),
        (
            b"practice-1\npractice-2\n".to_vec(),
            "a client secret is one line; copy it from the network's developer page",
        ),
        (vec![b'a'; 9000], "standard input holds more than 8192 bytes; pipe in the secret alone"),
    ] {
        let ran = bench.gander_reads(&set, &input).await;
        assert!(ran.code == 1 && ran.stderr.contains(sentence), "{ran:?}");
    }
    assert!(bench.gander(&["app", "list"]).await.stdout.starts_with("No keys yet."));
}

#[tokio::test]
async fn mail_settings_are_taken_as_they_were_meant() {
    let bench = Bench::start().await;
    let set = [
        "alerts",
        "set-email",
        "--host",
        "smtp.m\u{fc}nchen.example\u{200b}",
        "--port",
        "465",
        "--username",
        "\u{202a}dana\u{202c}",
        "--from",
        "\u{feff}gander@example.org",
        "--to",
        "dana\u{ff20}m\u{fc}nchen.example\u{a0}",
        "--password-stdin",
    ];
    let ran = bench.gander_reads(&set, "\u{feff}abcd\u{a0}efgh\u{a0}ijkl\u{a0}mnop\r\n").await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let shown = bench.gander(&["alerts", "show"]).await.stdout;
    for line in [
        "server        smtp.xn--mnchen-3ya.example port 465, tls",
        "from          gander@example.org",
        "to            dana@xn--mnchen-3ya.example",
        "name          dana, a password is kept",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line} is not in {shown}");
    }
}

#[tokio::test]
async fn a_name_or_a_server_is_found_however_it_was_pasted() {
    let bench = Bench::start_with(Network::Bluesky).await;
    let handle = simnet::handle("danar");
    for said in [
        format!("\u{202a}{handle}\u{202c}"),
        format!("\u{ff20}{}\u{a0}", handle.replace('.', "\u{ff0e}")),
        format!("https://bsky.app/profile/\u{2068}{handle}\u{2069}"),
    ] {
        let ran = bench
            .gander_signs_in(&["connect", "bluesky", "--print-url", "--at", &said], "danar", PASSWORD)
            .await;
        assert_eq!(ran.code, 0, "{said:?}: {ran:?}");
    }
}
