//! The use of connections by other programs: what the person allows, and a token for a program.
//!
//! The switch is consent and a record. It is no wall: a program of the same person that can read the key can read the
//! vault.

use std::{fs::File, path::Path};

use base64::Engine as _;
use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{Allowance, ConnectionId, Event};
use secrecy::{ExposeSecret, SecretString};
use store::{Lendable, Store};
use vault::{Key, KeySource, Secrets, key::from_file, lock::lock};

use crate::Error;

/// The lock of the one program that has a token renewed.
const TURN: &str = "programs.lock";

/// A program's wish for a token.
#[derive(Clone, Debug)]
pub struct Loan {
    /// The connection.
    pub connection: ConnectionId,
    /// The time for which the token must still live.
    pub min_valid: TimeDelta,
    /// `true` if the network refused the token that the program has.
    pub rejected: bool,
    /// The only server, as `host` or `host:port`, for which the program wants the token. `None`: it does not say.
    pub host: Option<String>,
    /// The name of the program, as the system told it.
    pub program: String,
}

/// An access token for a program.
#[derive(Clone, Debug)]
pub struct Lent {
    /// The token. It is one line of printable characters.
    pub token: SecretString,
    /// The end of the token. `None`: never.
    pub expires_at: Option<DateTime<Utc>>,
    /// The username of the account.
    pub username: Option<String>,
}

impl Lent {
    /// The token, to hand it to the program.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.token.expose_secret()
    }
}

/// Bytes in base64 (RFC 4648 section 4).
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// Changes the use that the person allows to other programs. `false` if it was so before.
///
/// # Errors
/// When there is no such connection, or the database cannot be written.
pub fn allow(
    data_dir: &Path,
    connection: &ConnectionId,
    allowed: Allowance,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    // A look makes no database where there is none.
    let known = Store::open_to_read(data_dir)?.map(|store| store.lendable(connection)).transpose()?.flatten();
    known.ok_or_else(|| Error::UnknownConnection(connection.to_string()))?;
    allow_in(&mut Store::open(data_dir)?, connection, allowed, now)
}

pub(crate) fn allow_in(
    store: &mut Store,
    connection: &ConnectionId,
    allowed: Allowance,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let known =
        store.lendable(connection)?.ok_or_else(|| Error::UnknownConnection(connection.to_string()))?;
    let changed = store.allow(now, &known, allowed)?;
    store.tell_others();
    Ok(changed)
}

/// Lends the stored token at once, without a keeper, if it lives long enough and the key is a file. `None` if that takes
/// a keeper.
///
/// # Errors
/// When the person does not allow it, or a bare token is useless at the network.
pub fn lend_at_once(
    data_dir: &Path,
    key: &KeySource,
    loan: &Loan,
    now: DateTime<Utc>,
) -> Result<Option<Lent>, Error> {
    let KeySource::File(path) = key else { return Ok(None) };
    let Some(mut store) = Store::open_briefly(data_dir)? else { return Ok(None) };
    let known = allowed_to(&store, &loan.connection, Allowance::Tokens)?;
    if loan.rejected || loan.host.is_some() || !known.is_good || !lives_for(&known, loan.min_valid, now) {
        return Ok(None);
    }
    let key = from_file(path, true)?.key;
    let secrets = store.secrets(&key, &known.owner)?;
    // A renewal may have ended between the two reads.
    if store.generation(&loan.connection)? != Some(known.generation) {
        return Ok(None);
    }
    lend(&mut store, &known, &secrets, loan, now).map(Some)
}

/// The turn of one program among those that need a keeper. The system releases it with its process.
#[derive(Debug)]
pub struct Turn(#[expect(dead_code, reason = "held, not read")] Option<File>);

/// Waits until no other program starts a keeper for a token. Of many programs at once, the first one has the token
/// renewed, and the others then find it in the store; a keeper for each would read every change of all others. A folder
/// that takes no lock keeps no program waiting.
#[must_use]
pub fn wait_for_turn(data_dir: &Path) -> Turn {
    Turn(lock(&data_dir.join(TURN)).ok())
}

/// Reads a connection that the person allows to use in this way.
pub(crate) fn allowed_to(
    store: &Store,
    connection: &ConnectionId,
    needed: Allowance,
) -> Result<Lendable, Error> {
    let known =
        store.lendable(connection)?.ok_or_else(|| Error::UnknownConnection(connection.to_string()))?;
    if known.allowed < needed {
        return Err(Error::NotAllowed { connection: connection.clone(), needed });
    }
    Ok(known)
}

/// Tells whether the access token lives for this long.
pub(crate) fn lives_for(known: &Lendable, valid_for: TimeDelta, now: DateTime<Utc>) -> bool {
    known.access_until.is_none_or(|until| until - now >= valid_for && until > now)
}

/// Records the loan, and then gives the token out.
pub(crate) fn lend(
    store: &mut Store,
    known: &Lendable,
    secrets: &Secrets,
    loan: &Loan,
    now: DateTime<Utc>,
) -> Result<Lent, Error> {
    let binding = &secrets.binding;
    if binding.is_bound() || binding.token_secret.is_some() {
        return Err(Error::BareTokenUseless {
            connection: loan.connection.clone(),
            why: if binding.is_bound() {
                "proves a key with each request (DPoP)"
            } else {
                "signs each request (OAuth 1.0a)"
            },
        });
    }
    let is_one_line = |token: &str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_one_line(secrets.access_token.expose_secret()) {
        return Err(Error::BadInput(
            "the network's token holds characters that no header may hold; use `gander request`".into(),
        ));
    }
    store.used(now, known, Event::TokenTaken, &loan.program)?;
    Ok(Lent {
        token: secrets.access_token.clone(),
        expires_at: known.access_until,
        username: known.username.clone(),
    })
}

/// Reads a connection together with the secrets of the same generation.
pub(crate) fn secrets_of(
    store: &Store,
    key: &Key,
    connection: &ConnectionId,
    needed: Allowance,
) -> Result<(Lendable, Secrets), Error> {
    let mut known = allowed_to(store, connection, needed)?;
    loop {
        let secrets = store.secrets(key, &known.owner)?;
        let after = allowed_to(store, connection, needed)?;
        if after.generation == known.generation && after.owner == known.owner {
            return Ok((after, secrets));
        }
        known = after;
    }
}
