//! The use of connections by other programs: what the person allows, what a program may borrow, and the record of each
//! use.

use chrono::{DateTime, NaiveTime, Utc};
use lifecycle::{Allowance, ConnectionId, Event, Standing};
use rusqlite::{OptionalExtension, params};

use super::{
    Store, columns, event_column,
    history::{Kind, NewEntry, add_entry},
    place::Owner,
    upsert::upsert,
    values,
};
use crate::StoreError;

/// The longest kept name of a program, in characters.
const LONGEST_PROGRAM: usize = 64;

/// The facts that decide whether a program may have a connection's token, read without the network's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lendable {
    /// The owner of the secrets.
    pub owner: Owner,
    /// The name of the account for the history.
    pub who: Option<String>,
    /// The username.
    pub username: Option<String>,
    /// The generation of the token.
    pub generation: u64,
    /// The moment at which the access token was issued.
    pub issued_at: DateTime<Utc>,
    /// The end of the access token. `None`: never.
    pub access_until: Option<DateTime<Utc>>,
    /// `true` if the network did not refuse the connection.
    pub is_good: bool,
    /// The use that the person allows.
    pub allowed: Allowance,
}

fn word(allowed: Allowance) -> Option<&'static str> {
    match allowed {
        Allowance::Nothing => None,
        Allowance::Requests => Some("requests"),
        Allowance::Tokens => Some("tokens"),
    }
}

/// An unknown word of a later version allows nothing.
fn read(word: Option<&str>) -> Allowance {
    match word {
        Some("requests") => Allowance::Requests,
        Some("tokens") => Allowance::Tokens,
        _ => Allowance::Nothing,
    }
}

/// The name of an account, as the history keeps it.
pub(super) fn who_of(username: Option<&str>, display_name: Option<&str>) -> Option<String> {
    username.map(|name| format!("@{name}")).or_else(|| display_name.map(str::to_owned))
}

impl Store {
    /// Tells whether the database is of a version that has allowances. One that is only read may be older.
    pub(super) fn has_allowances(&self) -> Result<bool, StoreError> {
        self.read(|db| {
            let query = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'allowances')";
            db.query_row(query, [], |row| row.get(0))
        })
    }

    /// The connections whose use the person allows, with the allowance. All others allow nothing.
    ///
    /// # Errors
    /// [`StoreError`], when the database cannot be read.
    pub fn allowances(&self) -> Result<Vec<(ConnectionId, Allowance)>, StoreError> {
        if !self.has_allowances()? {
            return Ok(Vec::new());
        }
        self.read(|db| {
            let mut statement = db.prepare_cached(
                "SELECT a.connection, a.allowed FROM allowances a JOIN connections c \
                 ON c.id = a.connection AND c.account = a.account",
            )?;
            let rows = statement.query([])?;
            super::readable(rows, |row| {
                Ok((ConnectionId::from(row.get::<_, String>(0)?), read(row.get_ref(1)?.as_str().ok())))
            })
        })
    }

    /// Changes the use that the person allows, and adds that to the history, together. `false` if it was so before.
    ///
    /// # Errors
    /// [`StoreError`], when the disk cannot be written.
    pub fn allow(
        &mut self,
        at: DateTime<Utc>,
        of: &Lendable,
        allowed: Allowance,
    ) -> Result<bool, StoreError> {
        let (id, account) = (of.owner.connection.as_str(), of.owner.account.as_str());
        self.change(|tx, revision| {
            let former: Option<String> = tx
                .query_row(
                    "SELECT allowed FROM allowances WHERE connection = ?1 AND account = ?2",
                    [id, account],
                    |row| Ok(row.get(0).unwrap_or_default()),
                )
                .optional()?;
            if read(former.as_deref()) == allowed {
                return Ok(false);
            }
            match word(allowed) {
                Some(word) => {
                    let write = upsert("allowances", "connection", "connection, account, allowed");
                    tx.execute(&write, params![id, account, word])?;
                }
                None => {
                    tx.execute("DELETE FROM allowances WHERE connection = ?1", [id])?;
                }
            }
            // Other processes show the connection anew.
            tx.execute("UPDATE connections SET revision = ?2 WHERE id = ?1", params![id, revision])?;
            let entry = NewEntry {
                at,
                connection: id,
                network: of.owner.network.as_str(),
                who: of.who.as_deref(),
                event: &event_column::event(Event::Allowed(allowed)),
                evidence: None,
                before: None,
                kind: Kind::Important,
                program: None,
            };
            add_entry(tx, &entry)?;
            Ok(true)
        })
    }

    /// Reads what decides about the use of one connection. `None` if there is no such connection.
    ///
    /// # Errors
    /// [`StoreError`], when the database cannot be read.
    pub fn lendable(&self, id: &ConnectionId) -> Result<Option<Lendable>, StoreError> {
        let allowed = if self.has_allowances()? {
            "(SELECT allowed FROM allowances a WHERE a.connection = c.id AND a.account = c.account)"
        } else {
            "NULL"
        };
        let names = columns::of("username, display_name, standing", i64::MAX);
        self.read(|db| {
            let mut statement = db.prepare(&format!(
                "SELECT network, account, {names}, generation, access_until, {allowed}, issued_at FROM connections c WHERE id = ?1"
            ))?;
            let read_row = |row: &rusqlite::Row<'_>| {
                let username: Option<String> = row.get(2)?;
                let display_name: Option<String> = row.get(3)?;
                Ok(Lendable {
                    owner: Owner {
                        connection: id.clone(),
                        network: row.get::<_, String>(0)?.into(),
                        account: row.get(1)?,
                    },
                    who: who_of(username.as_deref(), display_name.as_deref()),
                    username,
                    is_good: matches!(columns::read_standing(row, 4)?, Standing::Good),
                    generation: row.get::<_, i64>(5)?.cast_unsigned(),
                    issued_at: values::time(row.get(8)?),
                    access_until: row.get::<_, Option<i64>>(6)?.map(values::time),
                    allowed: read(row.get::<_, Option<String>>(7)?.as_deref()),
                })
            };
            statement.query_row([id.as_str()], read_row).optional()
        })
    }

    /// Counts a use of a connection by a program: one entry of the history for each day (UTC), kind of use and
    /// program.
    ///
    /// # Errors
    /// [`StoreError`], when the disk cannot be written.
    pub fn used(
        &mut self,
        at: DateTime<Utc>,
        of: &Lendable,
        event: Event,
        program: &str,
    ) -> Result<(), StoreError> {
        let program: String = locale::plain(program).chars().take(LONGEST_PROGRAM).collect();
        let event = event_column::event(event);
        let since = values::millis(at.date_naive().and_time(NaiveTime::MIN).and_utc());
        self.write(|tx| {
            let former = tx
                .prepare_cached(
                    "DELETE FROM history WHERE id = (SELECT max(id) FROM history WHERE connection = ?1 AND \
                     event = ?2 AND program = ?3 AND at >= ?4) RETURNING ifnull(first, at), count",
                )?
                .query_row(params![of.owner.connection.as_str(), event, program, since], |row| {
                    let read = || Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
                    let read: rusqlite::Result<_> = read();
                    // A damaged count begins anew.
                    Ok(read.ok())
                })
                .optional()?
                .flatten();
            let entry = NewEntry {
                at,
                connection: of.owner.connection.as_str(),
                network: of.owner.network.as_str(),
                who: of.who.as_deref(),
                event: &event,
                evidence: None,
                before: former,
                kind: Kind::Use,
                program: Some(&program),
            };
            add_entry(tx, &entry)
        })
    }
}
