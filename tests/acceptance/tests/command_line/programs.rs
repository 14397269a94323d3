//! Other programs use a connection: a token, a request, and a program that runs with a token.

use std::{fs, process::Stdio};

use chrono::{TimeDelta, Utc};
use serde_json::Value;
use simnet::Network;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use toml::Table;

use crate::support::{Bench, Ran, Running, execute, rows, within};

/// A bench with Dana's account at X, whose tokens end after two hours and are renewed.
async fn bench() -> (Bench, String) {
    let bench = Bench::start().await;
    bench.set_keys(Network::X).await;
    let id = bench.gander_adds(Network::X).await;
    (bench, id)
}

async fn allow(bench: &Bench, id: &str, what: &str) {
    let ran = bench.gander(&["allow", id, what]).await;
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""), "{what}");
}

fn probe_of(bench: &Bench, network: &str) -> String {
    let file = fs::read_to_string(bench.networks_dir().join(format!("{network}.toml"))).unwrap();
    let file: Table = file.parse().unwrap();
    file["probe"]["url"].as_str().unwrap().to_owned()
}

/// Lets the token of two hours be so old that it ends after this time.
fn let_end(bench: &Bench, after: TimeDelta) {
    let until = Utc::now() + after;
    let (issued, until) = ((until - TimeDelta::hours(2)).timestamp_millis(), until.timestamp_millis());
    let change = format!("UPDATE connections SET access_until = {until}, issued_at = {issued}");
    execute(&bench.database(), &change);
}

fn generation(bench: &Bench) -> i64 {
    rusqlite::Connection::open(bench.database())
        .unwrap()
        .query_row("SELECT generation FROM connections", [], |row| row.get(0))
        .unwrap()
}

fn assert_no_secret(ran: &Ran) {
    for word in ["practice-access", "practice-refresh", "Bearer"] {
        assert!(!ran.stderr.contains(word), "{ran:?}");
    }
}

#[tokio::test]
async fn a_program_gets_nothing_before_the_person_allows_it_and_nothing_after() {
    let (bench, id) = bench().await;
    let url = probe_of(&bench, "x");
    let refused = async || {
        for arguments in
            [["token", id.as_str()].as_slice(), &["request", &id, "GET", &url], &["exec", &id, "--", "true"]]
        {
            let ran = bench.gander(arguments).await;
            assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
            assert!(ran.stderr.contains("`gander allow"), "{ran:?}");
        }
    };
    refused().await;
    allow(&bench, &id, "requests").await;
    assert_eq!(bench.gander(&["token", &id]).await.code, 1);
    assert_eq!(bench.gander(&["request", &id, "GET", &url]).await.code, 0);
    allow(&bench, &id, "tokens").await;
    let status = bench.gander(&["status", "--json"]).await;
    let status: Value = serde_json::from_str(&status.stdout).unwrap();
    assert_eq!(status["connections"][0]["allowed"], "tokens");
    assert_eq!(bench.gander(&["token", &id]).await.code, 0);
    allow(&bench, &id, "nothing").await;
    refused().await;
    let ran = bench.gander(&["history", &id]).await;
    for words in ["you allow other programs nothing", "a program took the token", "a program made a request"]
    {
        assert!(ran.stdout.contains(words), "{words}: {ran:?}");
    }
    let unknown = bench.gander(&["allow", "nobody", "tokens"]).await;
    assert!(unknown.code == 1 && unknown.stderr.contains("no connection `nobody`"), "{unknown:?}");
}

#[tokio::test]
async fn a_token_lives_as_long_as_the_program_needs_it_or_is_not_given() {
    let (bench, id) = bench().await;
    allow(&bench, &id, "tokens").await;
    let first = bench.gander(&["token", &id]).await;
    assert_eq!((first.code, generation(&bench)), (0, 1), "{first:?}");
    let_end(&bench, TimeDelta::minutes(4));
    let enough = bench.gander(&["token", &id, "--min-valid", "2m"]).await;
    assert_eq!((enough.stdout.as_str(), generation(&bench)), (first.stdout.as_str(), 1));
    let renewed = bench.gander(&["token", &id, "--format", "json"]).await;
    assert_eq!((renewed.code, generation(&bench)), (0, 2), "{renewed:?}");
    let json: Value = serde_json::from_str(&renewed.stdout).unwrap();
    assert_ne!(json["access_token"].as_str().unwrap(), first.stdout.trim());
    let until = json["expires_at"].as_str().unwrap().parse::<chrono::DateTime<Utc>>().unwrap();
    assert!(until - Utc::now() > TimeDelta::minutes(5));
    // A renewal brings no longer life, so none is tried.
    let long = bench.gander(&["token", &id, "--min-valid", "30d"]).await;
    assert_eq!((long.code, long.stdout.as_str(), generation(&bench)), (3, "", 2), "{long:?}");
    assert!(long.stderr.contains("--min-valid"), "{long:?}");
    assert!(!renewed.stdout.contains("refresh"));
    let wrong = bench.gander(&["token", &id, "--min-valid", "soon"]).await;
    assert_eq!(wrong.code, 2, "{wrong:?}");
}

#[tokio::test]
async fn a_disconnected_account_lends_nothing_and_says_how_to_sign_in_again() {
    let (bench, id) = bench().await;
    allow(&bench, &id, "tokens").await;
    bench.net.revoke(Network::X, "danar").unwrap();
    let rejected = bench.gander(&["token", &id, "--rejected"]).await;
    assert_eq!((rejected.code, rejected.stdout.as_str()), (3, ""), "{rejected:?}");
    for arguments in [["token", id.as_str()].as_slice(), &["request", &id, "GET", &probe_of(&bench, "x")]] {
        let ran = bench.gander(arguments).await;
        assert_eq!((ran.code, ran.stdout.as_str()), (3, ""), "{ran:?}");
        assert!(ran.stderr.contains(&format!("gander://reauthorize/{id}")), "{ran:?}");
        assert_no_secret(&ran);
    }
}

#[tokio::test]
async fn two_hundred_programs_at_once_cause_one_renewal_and_get_the_same_token() {
    let (bench, id) = bench().await;
    allow(&bench, &id, "tokens").await;
    let_end(&bench, TimeDelta::seconds(-1));
    let callers: Vec<_> = (0..200).map(|_| Running::start(bench.command(&["token", &id]))).collect();
    let mut tokens = std::collections::BTreeSet::new();
    for caller in callers {
        let ran = caller.end().await;
        assert_eq!(ran.code, 0, "{ran:?}");
        tokens.insert(ran.stdout);
    }
    assert_eq!((tokens.len(), generation(&bench)), (1, 2));
    let counted = rows(&bench.database(), "history");
    assert!(format!("{counted:?}").contains("token_taken"));
    let sum: i64 = rusqlite::Connection::open(bench.database())
        .unwrap()
        .query_row("SELECT sum(count) FROM history WHERE event LIKE '%token_taken%'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(sum, 200);
}

#[tokio::test]
async fn a_request_goes_to_the_network_alone_and_its_answer_is_given_as_it_is() {
    let (bench, id) = bench().await;
    allow(&bench, &id, "requests").await;
    let url = probe_of(&bench, "x");
    let ran = bench.gander(&["request", &id, "GET", &url]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("danar"), "{ran:?}");
    let ran = bench.gander(&["request", &id, "GET", &url, "--json"]).await;
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["status"], 200);
    assert!(json["body"].as_str().unwrap().contains("danar"));
    let nowhere = url.replace("/2/users/me", "/2/nowhere");
    let ran = bench.gander(&["request", &id, "GET", &nowhere]).await;
    assert_eq!(ran.code, 4, "{ran:?}");
    let large = bench.path("large");
    fs::File::create(&large).unwrap().set_len(100_000_000).unwrap();
    for (arguments, words) in [
        (vec!["GET", "https://evil.example/me"], "and not to https://evil.example"),
        (vec!["GET", &url, "--header", "X-A: b\r\nHost: evil.example"], "line break"),
        (vec!["GET", &url, "--header", "Authorization: Bearer mine"], "sets the header authorization itself"),
        (vec!["POST", &url, "--body", large.to_str().unwrap()], "larger than 25 MB"),
        (vec!["POST", &url, "--body", "/nowhere"], "cannot be read"),
        (vec!["CONNECT", &url], "no method"),
        (vec!["GET", "me"], "no web address"),
    ] {
        let ran = bench.gander(&[vec!["request", &id], arguments].concat()).await;
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
        assert!(ran.stderr.contains(words), "{words}: {ran:?}");
        assert_no_secret(&ran);
    }
}

/// A server in the place of X that answers each request with these bytes, and then with more of them for ever.
async fn answering(
    bench: &Bench,
    first: &'static str,
    more: &'static [u8],
) -> (String, tokio::task::JoinHandle<Vec<String>>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("http://{}", listener.local_addr().unwrap());
    let path = bench.networks_dir().join("x.toml");
    let mut file: Table = fs::read_to_string(&path).unwrap().parse().unwrap();
    file["publish"].as_table_mut().unwrap().insert("url".to_owned(), server.clone().into());
    fs::write(&path, toml::to_string(&file).unwrap()).unwrap();
    let serving = tokio::spawn(async move {
        let mut heads = Vec::new();
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = vec![0; 8192];
        let read = stream.read(&mut head).await.unwrap();
        heads.push(String::from_utf8_lossy(&head[..read]).into_owned());
        let mut sent = stream.write_all(first.as_bytes()).await;
        while sent.is_ok() && !more.is_empty() {
            sent = stream.write_all(more).await;
        }
        heads
    });
    (server, serving)
}

#[tokio::test]
async fn a_redirect_is_handed_out_and_not_followed() {
    let (bench, id) = bench().await;
    allow(&bench, &id, "requests").await;
    let redirect = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n";
    let (server, serving) = answering(&bench, redirect, b"").await;
    let ran = bench.gander(&["request", &id, "GET", &server, "--json", "--header", "X-Own: 1"]).await;
    assert_eq!(ran.code, 4, "{ran:?}");
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["status"], 302);
    let heads = serving.await.unwrap();
    assert!(heads[0].to_lowercase().contains("authorization: bearer ") && heads[0].contains("x-own: 1"));
}

#[tokio::test]
async fn an_answer_that_never_ends_is_cut_off_and_a_reader_that_leaves_ends_it() {
    let (bench, id) = bench().await;
    allow(&bench, &id, "requests").await;
    const HEAD: &str = "HTTP/1.1 200 OK\r\n\r\n";
    let (server, serving) = answering(&bench, HEAD, &[b'a'; 65_536]).await;
    let mut command = bench.command(&["request", &id, "GET", &server]);
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let ran = within("the end of an endless answer", child.wait_with_output()).await.unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1), "{said}");
    assert!(said.contains("larger than 256 MB"), "{said}");
    serving.await.unwrap();

    let (server, serving) = answering(&bench, HEAD, &[b'a'; 65_536]).await;
    let (reader, writer) = std::io::pipe().unwrap();
    let mut command = bench.command(&["request", &id, "GET", &server]);
    let child = command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
    drop((reader, command));
    let ran = within("the end without a reader", child.wait_with_output()).await.unwrap();
    assert_eq!((ran.status.code(), ran.stderr.as_slice()), (Some(0), &b""[..]));
    serving.await.unwrap();
}

#[tokio::test]
async fn a_program_runs_with_the_token_and_its_exit_code_is_passed_on() {
    let (bench, id) = bench().await;
    allow(&bench, &id, "tokens").await;
    let token = bench.gander(&["token", &id]).await.stdout;
    let ran = bench.gander(&["exec", &id, "--", "sh", "-c", "echo $GANDER_TOKEN; exit 7"]).await;
    assert_eq!((ran.code, ran.stdout), (7, token));
    let none = bench.gander(&["exec", &id, "--", "/nowhere/program"]).await;
    assert!(none.code == 1 && none.stderr.contains("/nowhere/program cannot be run"), "{none:?}");
    assert_no_secret(&none);
}

#[tokio::test]
async fn git_gets_a_token_for_the_networks_own_server_alone() {
    let (bench, id) = bench().await;
    allow(&bench, &id, "tokens").await;
    let host = probe_of(&bench, "x").split('/').nth(2).unwrap().to_owned();
    let asked = format!("protocol=http\nhost={host}\n\n");
    let ran = bench.gander_reads(&["token", &id, "--format", "git", "get"], asked).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    for line in ["username=danar\n", "password=", "password_expiry_utc="] {
        assert!(ran.stdout.contains(line), "{line}: {ran:?}");
    }
    for asked in ["host=evil.example\n\n", "protocol=https\n\n", ""] {
        let ran = bench.gander_reads(&["token", &id, "--format", "git", "get"], asked).await;
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
        assert_no_secret(&ran);
    }
    assert_eq!(bench.gander(&["token", &id, "get"]).await.code, 1);
}
