//! The wire form of a mail (RFC 5322, MIME).

use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

use super::{Mail, MailTrouble};

/// Composes a message in ASCII, except for the addresses.
pub fn compose(
    mail: &Mail,
    from: &Address,
    to: &[Address],
    now: DateTime<Utc>,
) -> Result<Vec<u8>, MailTrouble> {
    let sender = Mailbox::new(Some("Gander".to_owned()), from.clone());
    // Mail systems send no automatic reply to this (RFC 3834).
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    let automatic = HeaderValue::new(automatic, "auto-generated".to_owned());
    let message = Message::builder()
        .date(now.into())
        .message_id(Some(message_id(&mail.key, from)))
        .from(sender)
        .subject(one_line(&mail.subject))
        .raw_header(automatic);
    let message =
        to.iter().fold(message, |message, recipient| message.to(Mailbox::new(None, recipient.clone())));
    let parts = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
    // Only the addresses can be wrong, and they were parsed.
    let message = message.multipart(parts).map_err(|_| MailTrouble::RecipientRefused)?;
    Ok(message.formatted())
}

/// The Message-ID: equal for equal keys, in the characters that every server takes (RFC 5322 section 3.6.4).
fn message_id(key: &str, from: &Address) -> String {
    let mut local = String::from("gander");
    for byte in key.bytes() {
        if local.len() == "gander".len() {
            local.push('.');
        }
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            local.push(char::from(byte));
        } else {
            local.push_str(&format!("_{byte:02x}"));
        }
    }
    format!("<{local}@{}>", from.domain())
}

/// Removes line breaks, because one in a header would begin another header.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
