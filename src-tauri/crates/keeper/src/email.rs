//! Sends one mail through the person's own server (RFC 5321).
//!
//! lettre speaks the protocol, and this module turns its answers into advice for the person. It sends the commands one
//! by one, because lettre does not say which of them was refused.

mod message;
#[cfg(test)]
mod tests;
mod trouble;

use std::time::Duration;

use alerts::{BadSetting, Security, Settings};
use chrono::{DateTime, Utc};
use lettre::{
    Address,
    transport::smtp::{
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters, TlsParametersBuilder},
        commands::{Data, Mail as MailFrom, Rcpt},
        extension::{ClientId, Extension, MailParameter},
        response::{Response, Severity},
    },
};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::timeout;

pub use trouble::MailTrouble;

/// The time limit of sending a mail.
const DEADLINE: Duration = Duration::from_secs(30);
/// The time limit of a connection to each address of the server's name.
const CONNECT: Duration = Duration::from_secs(8);
/// The time limit of `QUIT`, after the server has taken the mail.
const FAREWELL: Duration = Duration::from_secs(1);

/// A mail to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mail {
    /// Stable Message-ID, so that a resend after a crash is recognised as the same mail.
    pub key: String,
    /// The subject, one line.
    pub subject: String,
    /// The body as plain text.
    pub text: String,
    /// The body as HTML.
    pub html: String,
}

/// A mail that the server has taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    /// The number of recipients that it refused, of several. The others have the mail.
    pub refused: usize,
}

/// Sends a mail. Takes 30 seconds at most. A mail is sent if the server takes it for one recipient of several.
pub(crate) async fn send(
    settings: &alerts::Email,
    password: Option<&SecretString>,
    mail: &Mail,
    now: DateTime<Utc>,
) -> Result<Sent, MailTrouble> {
    let whole = Settings { email: Some(settings.clone()), ..Settings::default() };
    if whole.trouble().contains(&BadSetting::Security) {
        return Err(MailTrouble::NoTls);
    }
    let from: Address = settings.from.parse().map_err(|_| MailTrouble::SenderRefused)?;
    let to: Vec<Address> = settings
        .to
        .iter()
        .map(|to| to.parse())
        .collect::<Result<_, _>>()
        .map_err(|_| MailTrouble::RecipientRefused)?;
    let message = message::compose(mail, &from, &to, now)?;

    let oauth = async {
        let mut server = connect(settings).await?;
        if let Some(name) = &settings.username {
            let password = password.ok_or(MailTrouble::PasswordRefused)?;
            log_in(&mut server, name, password).await?;
        }
        let sent = hand_over(&mut server, &from, &to, &message).await?;
        Ok((server, sent))
    };
    let talked: Result<_, MailTrouble> =
        timeout(DEADLINE, oauth).await.unwrap_or(Err(MailTrouble::Unreachable));
    let (mut server, sent) = talked.inspect_err(|trouble| tracing::warn!(?trouble, "no mail was sent"))?;
    // The mail is on its way, so the answer does not matter.
    let _ = timeout(FAREWELL, server.quit()).await;
    Ok(sent)
}

async fn connect(settings: &alerts::Email) -> Result<AsyncSmtpConnection, MailTrouble> {
    // An address literal that reveals nothing of this device (RFC 5321 section 4.1.4).
    let me = ClientId::default();
    let address = (settings.host.as_str(), settings.port);
    let tls = || {
        let tls = trusting_like_https(TlsParameters::builder(settings.host.clone()));
        tls.build_rustls().map_err(|error| trouble::of_connection(&error))
    };
    let (at_once, later) = match settings.security {
        Security::Tls => (Some(tls()?), None),
        Security::StartTls => (None, Some(tls()?)),
        Security::None => (None, None),
    };
    let mut server = AsyncSmtpConnection::connect_tokio1(address, Some(CONNECT), &me, at_once, None)
        .await
        .map_err(|error| trouble::of_connection(&error))?;
    if let Some(tls) = later {
        if !server.can_starttls() {
            return Err(MailTrouble::NoTls);
        }
        server.starttls(tls, &me).await.map_err(|error| trouble::of_connection(&error))?;
    }
    Ok(server)
}

async fn log_in(
    server: &mut AsyncSmtpConnection,
    name: &str,
    password: &SecretString,
) -> Result<(), MailTrouble> {
    if server.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
        return Err(MailTrouble::NoPasswordLogin);
    }
    let credentials = Credentials::new(name.to_owned(), password.expose_secret().to_owned());
    let answer = server.auth(DEFAULT_MECHANISMS, &credentials).await;
    answer.map(drop).map_err(|error| trouble::of_answer(&error, MailTrouble::PasswordRefused))
}

async fn hand_over(
    server: &mut AsyncSmtpConnection,
    from: &Address,
    to: &[Address],
    message: &[u8],
) -> Result<Sent, MailTrouble> {
    let utf8 = server.server_info().supports_feature(Extension::SmtpUtfEight);
    let takes = |address: &Address| utf8 || AsRef::<str>::as_ref(address).is_ascii();
    if !takes(from) || !to.iter().all(takes) {
        return Err(MailTrouble::PlainLettersOnly);
    }
    let named = to.iter().chain([from]).all(|address| AsRef::<str>::as_ref(address).is_ascii());
    let parameters = if named { vec![] } else { vec![MailParameter::SmtpUtfEight] };

    let answer = server.command(MailFrom::new(Some(from.clone()), parameters)).await;
    answer.map_err(|error| trouble::of_answer(&error, MailTrouble::SenderRefused))?;

    let mut refused = 0;
    for recipient in to {
        let answer = server.command(Rcpt::new(recipient.clone(), vec![])).await;
        match answer.map_err(|error| trouble::of_answer(&error, MailTrouble::RecipientRefused)) {
            Ok(_) => {}
            Err(MailTrouble::RecipientRefused) => refused += 1,
            Err(trouble) => return Err(trouble),
        }
    }
    if refused == to.len() {
        return Err(MailTrouble::RecipientRefused);
    }

    // Accept exactly these answers: one that was injected before TLS would shift all later ones (RFC 3207 section 6).
    let answer = server.command(Data).await;
    expect(answer, Severity::PositiveIntermediate)?;
    expect(server.message(message).await, Severity::PositiveCompletion)?;
    Ok(Sent { refused })
}

fn expect(
    answer: Result<Response, lettre::transport::smtp::Error>,
    severity: Severity,
) -> Result<(), MailTrouble> {
    let answer = answer.map_err(|error| trouble::of_refusal(&error))?;
    if answer.code().severity == severity { Ok(()) } else { Err(MailTrouble::Unreachable) }
}

/// Trusts the certificates that the system trusts. On Linux `SSL_CERT_FILE` names another file of roots.
fn trusting_like_https(tls: TlsParametersBuilder) -> TlsParametersBuilder {
    // The platform's verifier needs a Java context that Tauri does not hand out.
    #[cfg(target_os = "android")]
    let tls = webpki_root_certs::TLS_SERVER_ROOT_CERTS
        .iter()
        .filter_map(|der| lettre::transport::smtp::client::Certificate::from_der(der.to_vec()).ok())
        .fold(tls.certificate_store(lettre::transport::smtp::client::CertificateStore::None), |tls, root| {
            tls.add_root_certificate(root)
        });
    tls
}
