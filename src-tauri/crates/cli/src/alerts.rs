//! The alerts of a person: the calendar and the mail server.

use std::{
    fs::File,
    io::{self, Write},
    path::Path,
};

use chrono::Utc;
use keeper::{
    ConnectionId, Error, Keeper, Locale, SecretString,
    alerts::{Email, Security, Settings},
};

use crate::{
    Exit,
    arguments::{AlertsCommand, EmailArguments, MailSecurity, Place},
    networks,
    terminal::{hand_out, print, say},
};

/// Writes the days by which the person must act. Starts nothing, like `gander status`.
pub(crate) fn calendar(place: &Place, id: Option<&str>, output: Option<&Path>) -> Result<Exit, Error> {
    let catalogue = networks::here(place)?;
    let id = id.map(ConnectionId::from);
    let locale = Locale::of_person(keeper::read_language(&place.data_dir)?);
    let file = keeper::read_calendar(&place.data_dir, &catalogue, id.as_ref(), &locale, Utc::now())?;
    let Some(file) = file else {
        say("There is no day by which you must act: Gander renews what it keeps by itself.");
        return Ok(Exit::Done);
    };
    match output {
        Some(path) => write_file(path, file.as_bytes()).map_err(|error| {
            Error::BadInput(format!("{} cannot be written ({error}); choose another place", path.display()))
        })?,
        None => hand_out(file.as_bytes())?,
    }
    Ok(Exit::Done)
}

/// Writes a file and syncs it, because some disks report only then that they are full.
fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    match file.sync_all() {
        // Pipes and devices cannot be synced.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        synced => synced,
    }
}

/// Prints the alert settings.
pub(crate) fn show(place: &Place) -> Result<Exit, Error> {
    let kept = keeper::read_alert_settings(&place.data_dir)?;
    let mut lines = of_settings(&kept.settings);
    if let Some(email) = &kept.settings.email {
        lines.extend(of_email(email, kept.has_mail_password));
        lines.extend(kept.mail_trouble.map(|trouble| ("last mail", format!("not sent: {trouble}"))));
    }
    let lines: String = lines.iter().map(|(name, value)| format!("{name:<14}{value}\n")).collect();
    print(&lines)?;
    Ok(Exit::Done)
}

/// Changes the alert settings, or sends a test mail.
pub(crate) async fn change(
    keeper: &Keeper,
    command: AlertsCommand,
    password: Option<SecretString>,
) -> Result<(), Error> {
    let former = keeper.alert_settings()?.settings;
    match command {
        AlertsCommand::Show => Ok(()),
        AlertsCommand::SetEmail(arguments) => {
            let email = Some(email_of(arguments));
            keeper.set_alert_settings(Settings { email, ..former }, password).await
        }
        AlertsCommand::RemoveEmail => {
            keeper.set_alert_settings(Settings { email: None, ..former }, None).await
        }
        AlertsCommand::TestEmail => {
            let email = former.email.ok_or_else(|| {
                Error::BadInput("no mail server is set; set one with `gander alerts set-email`".into())
            })?;
            let to = email.to.join(", ");
            say("Sending.");
            keeper.test_email(email, None).await?;
            say(&format!("The mail server took a test mail to {to}."));
            Ok(())
        }
    }
}

fn email_of(arguments: EmailArguments) -> Email {
    let EmailArguments { host, port, security, username, from, to, password_stdin: _ } = arguments;
    let security = match security {
        MailSecurity::Tls => Security::Tls,
        MailSecurity::Starttls => Security::StartTls,
        MailSecurity::None => Security::None,
    };
    Email { host, port, security, username, from, to }
}

type Line = (&'static str, String);

fn of_settings(settings: &Settings) -> Vec<Line> {
    let word = |on: bool| if on { "on" } else { "off" }.to_owned();
    let mut lines = vec![("notification", word(settings.native)), ("e-mail", word(settings.email.is_some()))];
    let days = settings.warn_days.as_ref().map(|days| {
        let days: Vec<_> = days.iter().map(u16::to_string).collect();
        ("days before", days.join(", "))
    });
    lines.extend(days);
    let quiet = settings
        .quiet_hours
        .map(|hours| ("quiet", format!("{} to {}", hours.from.format("%H:%M"), hours.to.format("%H:%M"))));
    lines.extend(quiet);
    lines.extend(settings.digest.map(|time| ("once a day", format!("at {}", time.format("%H:%M")))));
    let muted: Vec<&str> = settings.muted.iter().map(String::as_str).collect();
    if !muted.is_empty() {
        lines.push(("muted", muted.join(", ")));
    }
    let paused = settings.paused_until.filter(|until| *until > Utc::now());
    lines.extend(paused.map(|until| ("paused until", until.format("%Y-%m-%d %H:%M UTC").to_string())));
    lines
}

fn of_email(email: &Email, has_password: bool) -> Vec<Line> {
    let security = match email.security {
        Security::Tls => "tls",
        Security::StartTls => "starttls",
        Security::None => "none",
    };
    let mut lines = vec![
        ("server", format!("{} port {}, {security}", email.host, email.port)),
        ("from", email.from.clone()),
        ("to", email.to.join(", ")),
    ];
    if let Some(username) = &email.username {
        let password = if has_password { "a password is kept" } else { "no password is kept" };
        lines.push(("name", format!("{username}, {password}")));
    }
    lines
}
