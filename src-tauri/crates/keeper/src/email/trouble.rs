//! The reasons why a mail was not sent, each with advice for the person.

use std::{error::Error as StdError, io};

use lettre::transport::smtp::Error;

/// The reason why a mail was not sent. It holds no secret, and only the code of the server's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailTrouble {
    /// The name does not exist, the server takes no connection, or it does not answer in time.
    #[error("the mail server cannot be reached; check its name and port, and the way it is secured")]
    Unreachable,
    /// The server does not speak TLS there, or does not offer STARTTLS.
    #[error("the mail server offers no TLS there; try port 465 with `tls`, or port 587 with `starttls`")]
    NoTls,
    /// The server's certificate is for another name, has ended, or has no issuer that this device trusts.
    #[error("the mail server's certificate is not trusted; check the server's name")]
    BadCertificate,
    /// The name or the password is wrong, or missing.
    #[error("the mail server refused the name or the password; many want an app password made for this")]
    PasswordRefused,
    /// The server offers no password login there.
    #[error(
        "the mail server takes no password there; use another server, or leave out the name if it wants none"
    )]
    NoPasswordLogin,
    /// The server refuses the sender's address.
    #[error("the mail server refused the address that writes; use one that belongs to this account")]
    SenderRefused,
    /// The server takes no mail for any of the recipients.
    #[error("the mail server refused every address that is written to; check them")]
    RecipientRefused,
    /// The server takes no addresses beyond ASCII (RFC 6531).
    #[error(
        "the mail server takes no address with letters beyond a to z before the @; use addresses of plain letters"
    )]
    PlainLettersOnly,
    /// The server wants to be asked later.
    #[error("the mail server is busy; Gander tries again later")]
    ServerBusy,
    /// The server refused the mail.
    #[error("the mail server refused the mail (SMTP {0}); its operator can tell why")]
    Refused(u16),
}

impl MailTrouble {
    /// The identifier for programs and translations. It never changes.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::NoTls => "no_tls",
            Self::BadCertificate => "bad_certificate",
            Self::PasswordRefused => "password_refused",
            Self::NoPasswordLogin => "no_password_login",
            Self::SenderRefused => "sender_refused",
            Self::RecipientRefused => "recipient_refused",
            Self::PlainLettersOnly => "plain_letters_only",
            Self::ServerBusy => "server_busy",
            Self::Refused(_) => "refused",
        }
    }
}

/// Translates an error of the connection, before any command.
pub fn of_connection(error: &Error) -> MailTrouble {
    match of_tls(error) {
        Some(rustls::Error::InvalidCertificate(_)) => MailTrouble::BadCertificate,
        Some(_) => MailTrouble::NoTls,
        None => of_refusal(error),
    }
}

/// Translates the answer to a command. `refused` is the meaning of a permanent refusal.
pub fn of_answer(error: &Error, refused: MailTrouble) -> MailTrouble {
    match code(error) {
        // Authentication required (RFC 4954 section 6).
        Some(530) => MailTrouble::PasswordRefused,
        Some(_) if error.is_permanent() => refused,
        _ => of_refusal(error),
    }
}

/// Translates the answer to a command whose refusal has no further meaning.
pub fn of_refusal(error: &Error) -> MailTrouble {
    match code(error) {
        Some(_) if error.is_transient() => MailTrouble::ServerBusy,
        Some(code) => MailTrouble::Refused(code),
        None => MailTrouble::Unreachable,
    }
}

fn code(error: &Error) -> Option<u16> {
    error.status().map(Into::into)
}

/// The error of TLS. Each layer wraps it in its own error.
fn of_tls(error: &Error) -> Option<&rustls::Error> {
    let mut layer: Option<&(dyn StdError + 'static)> = error.source();
    while let Some(error) = layer {
        if let Some(found) = error.downcast_ref::<rustls::Error>() {
            return Some(found);
        }
        // `source` skips the error that an `io::Error` wraps.
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        layer = match inner {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}
