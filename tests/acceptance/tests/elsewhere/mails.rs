//! Mails, sent to a foreign server.

use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use keeper::{
    ConnectionId, Event, ShareRequest,
    alerts::{Email, Security, Settings},
};
use simnet::{Endpoint, Fault, FaultKind, Network};

use crate::{
    server::{Server, Taken},
    support::{Bench, Home, Ran, until},
};

const PASSWORD: &str = "practice-password";

/// Sets a server up on the command line and sends a test mail. Returns the result of the test.
async fn try_mail(bench: &Bench, port: u16, security: &str, more: &[&str], password: &str) -> Ran {
    let port = port.to_string();
    let mut arguments = vec!["alerts", "set-email", "--host", "localhost", "--port", &port];
    arguments.extend(["--security", security, "--from", "gander@example.org", "--password-stdin"]);
    arguments.extend(more);
    if !more.contains(&"--to") {
        arguments.extend(["--to", "dana@example.org"]);
    }
    let set = bench.gander_reads(&arguments, password).await;
    assert_eq!(set.code, 0, "{set:?}");
    let mut test = bench.command(&["alerts", "test-email"]);
    test.env("SSL_CERT_FILE", bench.path("root.pem"));
    crate::support::Running::start(test).end().await
}

fn assert_is_the_test_mail(taken: &Taken) {
    assert_eq!(taken.headers["Subject"], "Gander can send you e-mail");
    assert_eq!(taken.headers["From"], "Gander <gander@example.org>");
    assert_eq!(taken.headers["Auto-Submitted"], "auto-generated");
    assert!(taken.headers["Message-ID"].starts_with("<gander.test_2e"), "{taken:?}");
    assert_eq!(taken.kind, "multipart/alternative");
    assert_eq!(taken.kinds, ["text/plain", "text/html"]);
    assert!(taken.plain.starts_with("This is the test e-mail that you asked for."), "{taken:?}");
    assert!(taken.html.contains("<h1 style="), "{taken:?}");
    assert_eq!(taken.defects, [""; 0]);
    assert_eq!(
        (taken.sender.as_str(), &taken.recipients[..]),
        ("gander@example.org", &["dana@example.org".to_owned()][..])
    );
    assert!(!taken.raw.contains(PASSWORD));
}

// On systems other than Linux, the system alone decides about trusted roots.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_test_mail_arrives_over_tls_from_whoever_logs_in() {
    let bench = Bench::start().await;
    for mode in ["tls", "starttls"] {
        let mut server = Server::with_tls(mode, &bench.path("root.pem"), &["--login"]).await;
        let ran = try_mail(&bench, server.port, mode, &["--username", "dana"], PASSWORD).await;
        assert_eq!(ran.code, 0, "{mode}: {ran:?}");
        assert!(ran.stderr.contains("The mail server took a test mail to dana@example.org."), "{ran:?}");
        let taken = server.taken().await;
        assert_is_the_test_mail(&taken);
        assert!(taken.tls && taken.logged_in, "{mode}: {taken:?}");
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_wrong_password_and_a_certificate_of_nobody_known_are_told_apart() {
    let bench = Bench::start().await;
    let root = bench.path("root.pem");
    let server = Server::with_tls("starttls", &root, &["--login"]).await;
    let ran = try_mail(&bench, server.port, "starttls", &["--username", "dana"], "another-password").await;
    assert_fails(&ran, "refused the name or the password");
    assert!(!ran.stderr.contains("another-password"), "{ran:?}");

    for mode in ["tls", "starttls"] {
        let other = Server::with_tls(mode, &root, &["--named", "another.example"]).await;
        let ran = try_mail(&bench, other.port, mode, &[], PASSWORD).await;
        assert_fails(&ran, "certificate is not trusted");
        // This server's root is unknown: the trusted file holds another.
        let stranger = Server::with_tls(mode, &bench.path("stranger.pem"), &[]).await;
        let ran = try_mail(&bench, stranger.port, mode, &[], PASSWORD).await;
        assert_fails(&ran, "certificate is not trusted");
    }
}

#[tokio::test]
async fn each_trouble_with_a_server_says_what_to_do() {
    let bench = Bench::start().await;
    let server = Server::start(&["plain"]).await;
    let to = |name| ["--to", name];
    let ran = try_mail(&bench, server.port, "none", &to("nobody@example.org"), PASSWORD).await;
    assert_fails(&ran, "refused every address");
    assert!(!ran.stderr.contains("practice-words-of-the-server"), "{ran:?}");
    let ran = try_mail(&bench, server.port, "none", &to("later@example.org"), PASSWORD).await;
    assert_fails(&ran, "busy");
    for security in ["tls", "starttls"] {
        let ran = try_mail(&bench, server.port, security, &[], PASSWORD).await;
        assert_fails(&ran, "offers no TLS");
    }
    let closing = Server::start(&["closing"]).await;
    assert_fails(&try_mail(&bench, closing.port, "none", &[], PASSWORD).await, "cannot be reached");
}

fn assert_fails(ran: &Ran, words: &str) {
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains(words), "{words}: {ran:?}");
}

#[tokio::test]
async fn a_broken_account_is_mailed_of_once_with_a_link_to_it() {
    let bench = Bench::start().await;
    let mut server = Server::start(&["plain"]).await;
    let home = bench.home().await;
    let id = home.add(Network::Facebook).await;
    let email = email(server.port, None);
    home.set_alert_settings(Settings { email: Some(email), ..Settings::default() }, None).await.unwrap();

    bench.net.revoke(Network::Facebook, "danar").unwrap();
    home.ask(&id).await;
    bench.advance(TimeDelta::minutes(6)).await;
    let taken = server.taken().await;
    assert_eq!(taken.headers["Subject"], "Facebook is disconnected");
    let link = format!("gander://reauthorize/{id}");
    assert!(taken.plain.lines().any(|line| line == link), "{taken:?}");
    assert!(taken.html.contains(&format!("href=\"{link}\"")), "{taken:?}");
    assert!(taken.plain.contains("Dana Reyes"), "{taken:?}");
    until("the mail in the history", async || (home.times(&id, Event::Mailed).await == 1).then_some(()))
        .await;
}

/// Shares a text that the network does not take, and waits for its notification, or for its notice alone.
async fn refused(bench: &Bench, home: &Home, id: &ConnectionId, text: &str, needing: usize) {
    let refuses = Fault::at(Endpoint::Publish, FaultKind::RefuseContent).times(1);
    bench.net.set_fault(Network::Mastodon, refuses).unwrap();
    let request = ShareRequest { text: text.into(), to: vec![id.clone().into()], ..ShareRequest::default() };
    home.share(&request).unwrap();
    until("the refusal", async || (home.snapshot().sharing.needing == needing).then_some(())).await;
    bench.advance(TimeDelta::seconds(6)).await;
}

#[tokio::test]
async fn an_activity_is_mailed_of_once_if_it_is_unseen_for_an_hour() {
    let bench = Bench::start_with(Network::Mastodon).await;
    let mut server = Server::start(&["plain"]).await;
    let home = bench.home().await;
    let id = home.add(Network::Mastodon).await;
    let email = email(server.port, None);
    home.set_alert_settings(Settings { email: Some(email), ..Settings::default() }, None).await.unwrap();

    refused(&bench, &home, &id, "Seen in the window", 1).await;
    home.saw_activities();
    home.shell.watched.store(true, Ordering::SeqCst);
    refused(&bench, &home, &id, "Seen at once", 2).await;
    home.shell.watched.store(false, Ordering::SeqCst);
    refused(&bench, &home, &id, "Unseen", 3).await;
    bench.advance(TimeDelta::minutes(61)).await;
    let taken = server.taken().await;
    assert_eq!(taken.headers["Subject"], "Mastodon does not take “Unseen”");
    assert!(taken.plain.lines().any(|line| line == "gander://needs"), "{taken:?}");
    assert!(taken.html.contains("href=\"gander://needs\""), "{taken:?}");

    bench.advance(TimeDelta::hours(5)).await;
    refused(&bench, &home, &id, "The next", 4).await;
    bench.advance(TimeDelta::minutes(61)).await;
    assert_eq!(server.taken().await.headers["Subject"], "Mastodon does not take “The next”");
}

/// A broken account whose mail waits, because this server is out of reach. One attempt has failed.
async fn waiting_mail(bench: &Bench, port: u16) -> (Home, ConnectionId) {
    let home = bench.home().await;
    let id = home.add(Network::Facebook).await;
    let email = email(port, None);
    home.set_alert_settings(Settings { email: Some(email), ..Settings::default() }, None).await.unwrap();
    bench.net.revoke(Network::Facebook, "danar").unwrap();
    home.ask(&id).await;
    bench.advance(TimeDelta::minutes(6)).await;
    mails_failed(&home, &id, 1).await;
    (home, id)
}

async fn mails_failed(home: &Home, id: &ConnectionId, times: usize) {
    until("a mail that was not sent", async || {
        (home.times(id, Event::MailFailed).await == times).then_some(())
    })
    .await;
}

/// The port of a server that has ended.
async fn dead_server() -> u16 {
    Server::start(&["plain"]).await.port
}

async fn back(port: u16) -> Server {
    Server::start(&["plain", "--port", &port.to_string()]).await
}

#[tokio::test]
async fn a_mail_that_could_not_be_sent_is_sent_by_the_next_run() {
    let bench = Bench::start().await;
    let port = dead_server().await;
    let (home, id) = waiting_mail(&bench, port).await;
    assert_eq!(home.alert_settings().unwrap().mail_trouble.as_deref(), Some("unreachable"));
    bench.leave(home).await;

    let mut server = back(port).await;
    let home = bench.home().await;
    bench.advance(TimeDelta::minutes(2)).await;
    let taken = server.taken().await;
    assert_eq!(taken.headers["Subject"], "Facebook is disconnected");
    until("the mail in the history", async || (home.times(&id, Event::Mailed).await == 1).then_some(()))
        .await;
    assert_eq!(home.alert_settings().unwrap().mail_trouble, None);
}

#[tokio::test]
async fn a_mail_kept_while_offline_is_sent_when_a_network_answers_again() {
    let bench = Bench::start().await;
    let port = dead_server().await;
    let (home, id) = waiting_mail(&bench, port).await;
    let other = home.add(Network::X).await;
    bench.net.set_fault(Network::X, Fault::everywhere(FaultKind::RefuseConnection)).unwrap();
    home.ask(&other).await;
    for times in 2..8 {
        bench.advance(TimeDelta::hours(1)).await;
        mails_failed(&home, &id, times).await;
    }
    // The next attempt would be due in an hour or more.
    let mut server = back(port).await;
    bench.net.set_fault(Network::X, Fault::everywhere(FaultKind::None)).unwrap();
    home.ask(&other).await;
    let taken = server.taken().await;
    assert_eq!(taken.headers["Subject"], "Facebook is disconnected");
}

fn email(port: u16, username: Option<&str>) -> Email {
    Email {
        host: "127.0.0.1".into(),
        port,
        security: Security::None,
        username: username.map(str::to_owned),
        from: "gander@example.org".into(),
        to: vec!["dana@example.org".into()],
    }
}

#[tokio::test]
async fn the_password_that_is_kept_goes_to_no_other_server() {
    let bench = Bench::start().await;
    let mut own = Server::start(&["plain", "--login"]).await;
    let other = Server::start(&["plain", "--login"]).await;
    let home = bench.home().await;
    let set = |port| Settings { email: Some(email(port, Some("dana"))), ..Settings::default() };
    home.set_alert_settings(set(own.port), Some(PASSWORD.to_owned().into())).await.unwrap();
    home.test_email(email(own.port, Some("dana")), None).await.unwrap();
    assert_is_the_test_mail(&own.taken().await);

    let refused =
        Err("the mail server refused the name or the password; many want an app password made for this"
            .to_owned());
    let tried = home.test_email(email(other.port, Some("dana")), None).await;
    assert_eq!(tried.map_err(|error| error.to_string()), refused);
    assert!(home.alert_settings().unwrap().has_mail_password);
    home.set_alert_settings(set(own.port), None).await.unwrap();
    assert!(home.alert_settings().unwrap().has_mail_password);

    home.set_alert_settings(set(other.port), None).await.unwrap();
    assert!(!home.alert_settings().unwrap().has_mail_password);
}
