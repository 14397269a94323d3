//! What the command line prints.

use std::io::{BufWriter, Write, stdout};

use chrono::{DateTime, SecondsFormat, Utc};
use keeper::{ConnectionState, Error, Evidence, Failure, Health, Reason, SetUp};
use serde::Serialize;

use crate::{Exit, arguments::Place};

#[derive(Serialize)]
struct StatusJson<'a> {
    revision: u64,
    connections: Vec<ConnectionJson<'a>>,
}

#[derive(Serialize)]
struct ConnectionJson<'a> {
    id: &'a str,
    network: &'a str,
    /// The login name, or the person's name where the network has no login names.
    username: Option<&'a str>,
    status: &'static str,
    reason: Option<&'static str>,
    reauthorize_by: Option<String>,
    evidence: Option<EvidenceJson<'a>>,
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    at: String,
    endpoint: &'static str,
    status: Option<u16>,
    code: Option<&'a str>,
    subcode: Option<&'a str>,
}

/// Prints every connection as the database has it.
pub(crate) fn status(place: &Place, json: bool) -> Result<Exit, Error> {
    let catalogue = keeper::networks_of(place.networks.as_deref())?;
    let (revision, connections) = keeper::read_status(&place.data_dir, &catalogue, Utc::now())?;
    let mut out = BufWriter::new(stdout().lock());
    let written = if json {
        let connections = connections.iter().map(ConnectionJson::new).collect();
        serde_json::to_writer(&mut out, &StatusJson { revision, connections })
            .map_err(std::io::Error::from)
            .and_then(|()| writeln!(out))
    } else {
        print_table(&mut out, &connections)
    };
    // A reader that has seen enough, like `head`, is no failure.
    let _ = written.and_then(|()| out.flush());
    let active = connections.iter().all(|connection| is_active(&connection.health));
    Ok(if active { Exit::Done } else { Exit::NotActive })
}

/// Prints the networks.
pub(crate) fn networks(place: &Place) -> Result<Exit, Error> {
    let catalogue = keeper::networks_of(place.networks.as_deref())?;
    let mut out = BufWriter::new(stdout().lock());
    for (id, name) in catalogue.names() {
        if writeln!(out, "{id}\t{name}").is_err() {
            break;
        }
    }
    let _ = out.flush();
    Ok(Exit::Done)
}

/// One line of a connection, for the end of a command that changed it.
pub(crate) fn line(connection: &ConnectionState) -> String {
    let status = match &connection.health {
        Health::Active => "Active".to_owned(),
        Health::Expiring { by } => format!("Active, reauthorize by {}", by.format("%Y-%m-%d %H:%M UTC")),
        Health::Unreachable { since } => {
            format!(
                "Active, cannot reach {} since {}",
                connection.network_name,
                since.format("%Y-%m-%d %H:%M UTC")
            )
        }
        Health::Disconnected { reason, evidence } => {
            format!("Disconnected: {} ({})", reason_words(*reason), proof(evidence))
        }
        Health::SetUpNeeded { what } => format!("Set-up needed: {}", set_up_words(*what)),
    };
    format!("{}\t{}\t{}\t{status}", connection.id, connection.network_name, who(connection))
}

/// Whether the network said that it works.
pub(crate) fn is_active(health: &Health) -> bool {
    matches!(health, Health::Active | Health::Expiring { .. })
}

/// Why a connection is disconnected, in words.
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

/// What a developer app lacks, in words.
pub(crate) fn set_up_words(what: SetUp) -> &'static str {
    match what {
        SetUp::AppKeysMissing => "your app's keys are missing; set them with `gander app set`",
        SetUp::AppKeysRefused => {
            "the network refused your app's keys; check them and set them with `gander app set`"
        }
    }
}

/// Why a sign-in ended, and what to do.
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
        Failure::VaultLocked => "the keyring is locked; unlock it and run the command again".into(),
    }
}

fn print_table(out: &mut impl Write, connections: &[ConnectionState]) -> std::io::Result<()> {
    if connections.is_empty() {
        return writeln!(
            out,
            "No accounts yet. `gander connect NETWORK` adds one; `gander networks` lists them."
        );
    }
    for connection in connections {
        writeln!(out, "{}", line(connection))?;
    }
    Ok(())
}

fn who(connection: &ConnectionState) -> String {
    match (&connection.username, &connection.display_name) {
        (Some(username), _) => format!("@{username}"),
        (None, Some(name)) => name.clone(),
        (None, None) => "-".into(),
    }
}

fn proof(evidence: &Evidence) -> String {
    let parts = [
        evidence.status.map(|status| format!("HTTP {status}")),
        evidence.code.clone(),
        evidence.subcode.clone(),
        Some(evidence.at.format("%Y-%m-%d %H:%M UTC").to_string()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl<'a> ConnectionJson<'a> {
    fn new(connection: &'a ConnectionState) -> Self {
        let (status, reason, evidence) = match &connection.health {
            Health::Active => ("active", None, None),
            Health::Expiring { .. } => ("expiring", None, None),
            Health::Unreachable { .. } => ("unreachable", None, None),
            Health::Disconnected { reason, evidence } => {
                ("disconnected", Some(reason_id(*reason)), Some(EvidenceJson::new(evidence)))
            }
            Health::SetUpNeeded { what } => ("set_up_needed", Some(set_up_id(*what)), None),
        };
        Self {
            id: connection.id.as_str(),
            network: connection.network.as_str(),
            username: connection.username.as_deref().or(connection.display_name.as_deref()),
            status,
            reason,
            reauthorize_by: connection.reauthorize_by.map(rfc3339),
            evidence,
        }
    }
}

impl<'a> EvidenceJson<'a> {
    fn new(evidence: &'a Evidence) -> Self {
        Self {
            at: rfc3339(evidence.at),
            endpoint: match evidence.endpoint {
                keeper::Endpoint::Authorization => "authorization",
                keeper::Endpoint::Token => "token",
                keeper::Endpoint::LongLived => "long_lived",
                keeper::Endpoint::Renewal => "renewal",
                keeper::Endpoint::Identity => "identity",
                keeper::Endpoint::Probe => "probe",
                keeper::Endpoint::Revocation => "revocation",
            },
            status: evidence.status,
            code: evidence.code.as_deref(),
            subcode: evidence.subcode.as_deref(),
        }
    }
}

fn reason_id(reason: Reason) -> &'static str {
    match reason {
        Reason::Expired => "expired",
        Reason::Revoked => "revoked",
        Reason::PasswordChanged => "password_changed",
        Reason::Checkpoint => "checkpoint",
        Reason::PermissionMissing => "permission_missing",
        Reason::RefreshRejected => "refresh_rejected",
    }
}

fn set_up_id(what: SetUp) -> &'static str {
    match what {
        SetUp::AppKeysMissing => "app_keys_missing",
        SetUp::AppKeysRefused => "app_keys_refused",
    }
}
