//! States, reasons and events in the words of the command line.

use keeper::{
    Allowance, Altered, ConnectionId, Error, Event, Evidence, Failure, Health, Reason, SetUp, StoreError,
    VaultTrouble,
};

/// Tells whether the network confirmed that the connection works.
pub(crate) fn is_active(health: &Health) -> bool {
    matches!(health, Health::Active | Health::Expiring { .. })
}

/// The reason for a disconnect, in words.
pub(crate) fn reason_words(reason: Reason) -> &'static str {
    match reason {
        Reason::Expired => "the access has expired",
        Reason::Revoked => "the network revoked the access",
        Reason::PasswordChanged => "the password was changed",
        Reason::Checkpoint => "the network wants you to confirm who you are",
        Reason::PermissionMissing => "a permission is missing",
        Reason::RefreshRejected => "the network refused to renew",
    }
}

/// The part that a developer app lacks, in words.
pub(crate) fn set_up_words(what: SetUp) -> &'static str {
    match what {
        SetUp::AppKeysMissing => "your app's keys are missing; set them with `gander app set`",
        SetUp::AppKeysRefused => {
            "the network refused your app's keys; check them and set them with `gander app set`"
        }
    }
}

/// The reason why a connection cannot be used, and the remedy.
fn unusable_words(connection: &ConnectionId, health: &Health) -> String {
    let reauthorize = format!("`gander reauthorize {connection}`, or open gander://reauthorize/{connection}");
    match health {
        Health::Disconnected { reason, .. } => format!(": {}; {reauthorize}", reason_words(*reason)),
        Health::SetUpNeeded { what } => format!(": {}", set_up_words(*what)),
        Health::Expiring { .. } => format!(": its access ends; {reauthorize}"),
        Health::Unconfirmed { .. } => ": the network refused it; the next check decides".to_owned(),
        Health::Active | Health::Unreachable { .. } => {
            ": the token ended, and the network could not be reached for another; try again later".to_owned()
        }
    }
}

/// An event of the history, in words.
pub(crate) fn event_words(event: Event) -> String {
    match event {
        Event::Connected => "connected".into(),
        Event::Reauthorized => "reauthorized".into(),
        Event::Renewed => "renewed by Gander".into(),
        Event::Disconnected(reason) => format!("disconnected: {}", reason_words(reason)),
        Event::PermissionMissing => "a permission is missing".into(),
        Event::PageLost => "the account may act for a page no longer".into(),
        Event::Recovered => "active again".into(),
        Event::SetUpNeeded(what) => format!("set-up needed: {}", set_up_words(what)),
        Event::Warned => "reminded to reauthorize".into(),
        Event::Unreachable => "could not be reached".into(),
        Event::Reachable => "could be reached again".into(),
        Event::SignInFailed => "a sign-in did not succeed".into(),
        Event::WrongAccount => "another account signed in; nothing was changed".into(),
        Event::Removed => "removed by you".into(),
        Event::RevocationFailed => "the network did not confirm that access has ended".to_owned(),
        Event::Notified => "told by a notification".to_owned(),
        Event::Mailed => "told by e-mail".to_owned(),
        Event::MailFailed => "an e-mail could not be sent".to_owned(),
        Event::Allowed(Allowance::Nothing) => "you allow other programs nothing".to_owned(),
        Event::Allowed(Allowance::Requests) => "you allow other programs requests".to_owned(),
        Event::Allowed(Allowance::Tokens) => "you allow other programs requests and tokens".to_owned(),
        Event::TokenTaken => "a program took the token".to_owned(),
        Event::RequestMade => "a program made a request".to_owned(),
    }
}

/// The reason for a failed sign-in, with advice.
pub(crate) fn failure_words(failure: Failure) -> String {
    match failure {
        Failure::Denied => "the sign-in was declined at the network; run the command again to accept".into(),
        Failure::TimedOut => "nothing came back within five minutes; run the command again".into(),
        Failure::Refused => "the network refused the sign-in; run the command again".into(),
        Failure::AppKeys(what) => set_up_words(what).into(),
        Failure::Unreachable => "the network could not be reached; try again later".into(),
        Failure::BadAnswer => "the network's answer could not be used; try again later".into(),
        Failure::PortTaken(port) => {
            format!(
                "port {port} on this device is taken by another program; close it and run the command again"
            )
        }
        Failure::Storage => {
            "the result could not be stored; free some space and run the command again".into()
        }
        Failure::Unsupported => "this network cannot be connected from this device yet".into(),
        Failure::AddressUnknown => {
            "there is no such server or name; check it, and run the command again".into()
        }
        Failure::RegistrationRefused { status, code, .. } => {
            let code = code.map(|code| format!(" {code}")).unwrap_or_default();
            format!(
                "the server did not let Gander register an app ({status}{code}); check that this is the server of your \
                 account, or ask whoever runs it"
            )
        }
        Failure::VaultLocked => "the keyring is locked; unlock it and run the command again".into(),
    }
}

/// The kept parts of an answer: the status, and the network's own codes.
pub(crate) fn codes(evidence: &Evidence) -> Vec<String> {
    let status = evidence.status.map(|status| format!("HTTP {status}"));
    [status, evidence.code.clone(), evidence.subcode.clone()].into_iter().flatten().collect()
}

/// The commands and flags that mend an error, to follow its sentence. Empty if the sentence says it all.
pub(crate) fn advice(error: &Error) -> String {
    match error {
        Error::UnknownConnection(_) => "; `gander status` lists them".into(),
        Error::UnknownNetwork(_) => "; `gander networks` lists them".into(),
        Error::UnknownPage(_) => "; `gander pages` lists them".into(),
        Error::UnknownActivity(_) | Error::UnknownPost(_) => "; `gander activities` lists them".into(),
        Error::AppKeysMissing { network, .. } => {
            format!("; set them with `gander app set {network} --client-id ...`")
        }
        Error::ClientSecretMissing { .. } => "; give it with --client-secret-stdin".into(),
        Error::NotUsable { connection, health } => unusable_words(connection, health),
        Error::NotRenewable { .. } => ": `gander reauthorize`".into(),
        Error::AddressMissing { .. } => ", with --at".into(),
        Error::VaultLocked(VaultTrouble::NoKeyring) => " with --key-file PATH".into(),
        Error::Altered(Altered::App(_)) => ": `gander app set`".into(),
        Error::Altered(Altered::Bridges) => ": `gander bridge set`".into(),
        Error::Altered(Altered::MailPassword) => ": `gander alerts set-email`".into(),
        Error::Store(StoreError::Folder(_)) => " with --data-dir".into(),
        _ => String::new(),
    }
}
