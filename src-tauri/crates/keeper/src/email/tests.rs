//! Tests against a scripted server. The acceptance tests use a real one.

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
    task::JoinHandle,
};

use super::*;

/// The server's answer to each command with this beginning. The last that fits counts.
type Answers = Vec<(&'static str, &'static str)>;

/// The answers of a server that takes everything.
fn willing() -> Answers {
    vec![
        ("", "502 no"),
        ("greeting", "220 here"),
        ("EHLO", "250-here\r\n250 AUTH PLAIN"),
        ("AUTH", "235 welcome"),
        ("MAIL", "250 ok"),
        ("RCPT", "250 ok"),
        ("DATA", "354 go on"),
        (".", "250 taken"),
        ("QUIT", "221 bye"),
    ]
}

/// Serves one conversation, whose lines the task returns.
async fn server(answers: Answers) -> (alerts::Email, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let conversation = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut heard: Vec<String> = vec![];
        let mut command = "greeting".to_owned();
        let mut of_the_mail = false;
        loop {
            if !of_the_mail || command == "." {
                let fits = |(begin, _): &&(&str, &str)| command.starts_with(begin);
                let (_, answer) = answers.iter().rev().find(fits).unwrap();
                match *answer {
                    // Only waiting is left, so the deadline comes at once.
                    "nothing" => tokio::time::pause(),
                    "closes" => return heard,
                    answer => write.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap(),
                }
                of_the_mail = answer.starts_with("354");
            }
            let Ok(Some(line)) = lines.next_line().await else { return heard };
            heard.push(line.clone());
            command = line;
        }
    });
    let settings = alerts::Email {
        host: "127.0.0.1".into(),
        port,
        security: Security::None,
        username: Some("dana".into()),
        from: "gander@example.org".into(),
        to: vec!["dana@example.org".into(), "bo@example.org".into()],
    };
    (settings, conversation)
}

fn mail() -> Mail {
    Mail {
        key: "linkedin/7 é".into(),
        subject: "LinkedIn is disconnected\r\nBcc: eve@example.org".into(),
        text: "Reauthorize.\n.\nThat was a lonely dot.".into(),
        html: "<p>Reauthorize.</p>".into(),
    }
}

fn now() -> DateTime<Utc> {
    "2026-03-14T09:26:53Z".parse().unwrap()
}

async fn sends(settings: &alerts::Email) -> Result<Sent, MailTrouble> {
    send(settings, Some(&"practice-password".to_owned().into()), &mail(), now()).await
}

/// Sends to a willing server with this one other answer.
async fn when(command: &'static str, answer: &'static str) -> Result<Sent, MailTrouble> {
    let (settings, _conversation) = server([willing(), vec![(command, answer)]].concat()).await;
    sends(&settings).await
}

#[tokio::test]
async fn a_mail_is_handed_over_with_what_makes_it_the_same_mail_again() {
    let (settings, conversation) = server(willing()).await;
    assert_eq!(sends(&settings).await, Ok(Sent { refused: 0 }));
    let heard = conversation.await.unwrap();
    for line in [
        "EHLO [127.0.0.1]",
        "MAIL FROM:<gander@example.org>",
        "RCPT TO:<dana@example.org>",
        "RCPT TO:<bo@example.org>",
        "From: Gander <gander@example.org>",
        "To: dana@example.org, bo@example.org",
        "Message-ID: <gander.linkedin_2f7_20_c3_a9@example.org>",
        "Date: Sat, 14 Mar 2026 09:26:53 +0000",
        "Auto-Submitted: auto-generated",
        "..",
    ] {
        assert!(heard.iter().any(|heard| heard == line), "{line} in {heard:#?}");
    }
}

#[tokio::test]
async fn a_line_break_in_the_subject_begins_no_header() {
    let (settings, conversation) = server(willing()).await;
    sends(&settings).await.unwrap();
    let heard = conversation.await.unwrap();
    let subject = heard.iter().find_map(|line| line.strip_prefix("Subject: ")).unwrap();
    assert_eq!(subject, "LinkedIn is disconnected Bcc: eve@example.org");
    assert!(!heard.iter().any(|line| line.starts_with("Bcc")), "{heard:#?}");
}

#[tokio::test]
async fn each_refusal_says_what_the_person_can_do() {
    for (command, answer, trouble) in [
        ("greeting", "554 go away", MailTrouble::Refused(554)),
        ("greeting", "421 later", MailTrouble::ServerBusy),
        ("greeting", "closes", MailTrouble::Unreachable),
        ("greeting", "SSH-2.0-practice", MailTrouble::Unreachable),
        ("EHLO", "250 here", MailTrouble::NoPasswordLogin),
        ("AUTH", "535 no", MailTrouble::PasswordRefused),
        ("AUTH", "534 another way", MailTrouble::PasswordRefused),
        ("AUTH", "454 later", MailTrouble::ServerBusy),
        ("MAIL", "530 log in first", MailTrouble::PasswordRefused),
        ("MAIL", "553 not yours", MailTrouble::SenderRefused),
        ("RCPT", "550 nobody", MailTrouble::RecipientRefused),
        ("RCPT TO:<bo@example.org>", "451 later", MailTrouble::ServerBusy),
        ("DATA", "554 no", MailTrouble::Refused(554)),
        ("DATA", "250 out of step", MailTrouble::Unreachable),
        (".", "552 too much", MailTrouble::Refused(552)),
        (".", "354 out of step", MailTrouble::Unreachable),
        (".", "closes", MailTrouble::Unreachable),
    ] {
        assert_eq!(when(command, answer).await, Err(trouble), "{command}: {answer}");
    }
}

#[tokio::test]
async fn one_refused_recipient_does_not_keep_the_mail_from_the_others() {
    assert_eq!(when("RCPT TO:<bo@example.org>", "550 nobody").await, Ok(Sent { refused: 1 }));
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up() {
    for command in ["greeting", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "."] {
        assert_eq!(when(command, "nothing").await, Err(MailTrouble::Unreachable), "{command}");
        tokio::time::resume();
    }
}

#[tokio::test]
async fn what_the_server_has_taken_is_sent_even_if_it_says_no_goodbye() {
    for answer in ["closes", "421 gone", "nothing"] {
        assert_eq!(when("QUIT", answer).await, Ok(Sent { refused: 0 }), "{answer}");
    }
}

#[tokio::test]
async fn nobody_there_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (mut settings, _conversation) = server(willing()).await;
    settings.port = listener.local_addr().unwrap().port();
    drop(listener);
    assert_eq!(sends(&settings).await, Err(MailTrouble::Unreachable));
}

#[tokio::test]
async fn a_server_without_tls_gets_no_password() {
    let answers = [willing(), vec![("EHLO", "250-here\r\n250 AUTH PLAIN")]].concat();
    for security in [Security::StartTls, Security::Tls] {
        let (mut settings, conversation) = server(answers.clone()).await;
        settings.security = security;
        assert_eq!(sends(&settings).await, Err(MailTrouble::NoTls), "{security:?}");
        let heard = conversation.await.unwrap();
        assert!(!heard.iter().any(|line| line.starts_with("AUTH")), "{heard:#?}");
    }
}

#[tokio::test]
async fn nothing_goes_to_another_device_in_the_open() {
    let (mut settings, _conversation) = server(willing()).await;
    settings.host = "192.0.2.1".into();
    assert_eq!(sends(&settings).await, Err(MailTrouble::NoTls));
}

#[tokio::test]
async fn a_name_without_a_password_is_not_tried() {
    let (settings, conversation) = server(willing()).await;
    assert_eq!(send(&settings, None, &mail(), now()).await, Err(MailTrouble::PasswordRefused));
    let heard = conversation.await.unwrap();
    assert!(!heard.iter().any(|line| line.starts_with("MAIL")), "{heard:#?}");
}

#[tokio::test]
async fn an_address_in_another_script_needs_a_server_that_takes_it() {
    let (mut settings, _conversation) = server(willing()).await;
    settings.to = vec!["用户@example.org".into()];
    assert_eq!(sends(&settings).await, Err(MailTrouble::PlainLettersOnly));

    let answers = [willing(), vec![("EHLO", "250-here\r\n250-SMTPUTF8\r\n250 AUTH PLAIN")]].concat();
    let (mut settings, conversation) = server(answers).await;
    settings.to = vec!["用户@example.org".into()];
    assert_eq!(sends(&settings).await, Ok(Sent { refused: 0 }));
    let heard = conversation.await.unwrap();
    assert!(heard.contains(&"MAIL FROM:<gander@example.org> SMTPUTF8".to_owned()), "{heard:#?}");
}
