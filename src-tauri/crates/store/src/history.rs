//! The history of each connection, bounded so that important events outlast routine ones.

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{ConnectionId, Event, Evidence, NetworkId, Record};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::{Store, allowances::who_of, columns, event_column, readable, values};
use crate::StoreError;

/// The maximum numbers of important and of routine entries of each connection.
const MOST_THAT_MATTER: u32 = 200;
const MOST_ROUTINE: u32 = 100;
/// The maximum number of entries about the uses by other programs.
const MOST_USES: u32 = 100;
/// A routine event that happens again within this time shares one entry, with a count.
const TOGETHER: TimeDelta = TimeDelta::days(1);
/// The columns of an entry in a database of the first version.
const FIRST_VERSION: &str = "at, connection, network, who, event, NULL, NULL, 1, NULL";
const ENTRY: &str = "at, connection, network, who, event, evidence, first, count, until";

/// The kind of an entry, as the column `routine` has it. Each kind has its own limit, so that an unstable network or a
/// busy program pushes out no disconnect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Important = 0,
    Routine = 1,
    Use = 2,
}

/// An entry to add.
pub(super) struct NewEntry<'a> {
    pub at: DateTime<Utc>,
    pub connection: &'a str,
    pub network: &'a str,
    pub who: Option<&'a str>,
    /// As [`event_column::event`] writes it.
    pub event: &'a str,
    pub evidence: Option<&'a Evidence>,
    /// The first time and the count of the entry that this one replaces.
    pub before: Option<(i64, i64)>,
    pub kind: Kind,
    pub program: Option<&'a str>,
}

/// Adds an entry, and deletes the oldest entries of its kind beyond the limit.
pub(super) fn add_entry(tx: &Transaction<'_>, entry: &NewEntry<'_>) -> rusqlite::Result<()> {
    let (first, count) =
        entry.before.map_or((None, 1), |(first, count)| (Some(first), count.saturating_add(1)));
    tx.prepare_cached(
        "INSERT INTO history (at, connection, network, who, event, evidence, first, count, routine, program) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        values::millis(entry.at),
        entry.connection,
        entry.network,
        entry.who,
        entry.event,
        entry.evidence.map(event_column::evidence),
        first,
        count,
        entry.kind as i64,
        entry.program,
    ])?;
    let most = match entry.kind {
        Kind::Important => MOST_THAT_MATTER,
        Kind::Routine => MOST_ROUTINE,
        Kind::Use => MOST_USES,
    };
    tx.prepare_cached(
        "DELETE FROM history WHERE connection = ?1 AND routine = ?2 AND id <= (SELECT id FROM history \
         WHERE connection = ?1 AND routine = ?2 ORDER BY id DESC LIMIT 1 OFFSET ?3)",
    )?
    .execute(params![entry.connection, entry.kind as i64, most])
    .map(drop)
}

/// Something that happened to a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The time of the last occurrence. For a spell without an answer, its beginning.
    pub at: DateTime<Utc>,
    /// The time of the first occurrence. The same as `at` for a single one.
    pub first: DateTime<Utc>,
    /// The number of occurrences from `first` to `at`. Routine events within a day share one entry.
    pub count: u32,
    /// The end of a spell without an answer.
    pub until: Option<DateTime<Utc>>,
    /// The connection.
    pub connection: ConnectionId,
    /// The network.
    pub network: NetworkId,
    /// The network's name.
    pub network_name: String,
    /// The username or the display name of the account.
    pub who: Option<String>,
    /// The event.
    pub event: Event,
    /// The newest answer that proves the event, if there is any.
    pub evidence: Option<Evidence>,
    /// The name of the program that used the connection, as the system told it.
    pub program: Option<String>,
}

impl Store {
    /// Stores an event, and deletes the oldest entries beyond the limit.
    pub fn happened(
        &mut self,
        at: DateTime<Utc>,
        record: &Record,
        event: Event,
        evidence: Option<&Evidence>,
    ) -> Result<(), StoreError> {
        let id = record.id.as_str();
        if event == Event::Reachable {
            return self.write(|tx| end_spell(tx, id, at));
        }
        let who = who_of(record.account.username.as_deref(), record.account.display_name.as_deref());
        let text = event_column::event(event);
        let kind = if is_routine(event) { Kind::Routine } else { Kind::Important };
        self.write(|tx| {
            let before = if kind == Kind::Routine { take_alike(tx, id, &text, at)? } else { None };
            let entry = NewEntry {
                at,
                connection: id,
                network: record.network.as_str(),
                who: who.as_deref(),
                event: &text,
                evidence,
                before,
                kind,
                program: None,
            };
            add_entry(tx, &entry)
        })
    }

    /// The entries, newest first. Also reads a database of an older version, which was opened for reading.
    pub fn history(
        &self,
        connection: Option<&ConnectionId>,
        most: u32,
        name: &dyn Fn(&NetworkId) -> String,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let columns = if self.version()? < 2 { FIRST_VERSION } else { ENTRY };
        let program = if self.has_allowances()? { "program" } else { "NULL" };
        let columns =
            columns.split(", ").chain([program]).map(columns::bounded).collect::<Vec<_>>().join(", ");
        self.read(|db| {
            // Each of the two queries has its own index.
            let one = if connection.is_some() { "connection = ?1" } else { "?1 IS NULL" };
            let mut statement = db.prepare_cached(&format!(
                "SELECT {columns} FROM history WHERE {one} ORDER BY id DESC LIMIT ?2"
            ))?;
            let rows = statement.query(params![connection.map(ConnectionId::as_str), most])?;
            readable(rows, |row| read_entry(row, name))
        })
    }
}

/// Tells whether an event is routine, so that it never pushes out an important one.
fn is_routine(event: Event) -> bool {
    match event {
        Event::Renewed
        | Event::Unreachable
        | Event::SignInFailed
        | Event::WrongAccount
        | Event::MailFailed
        | Event::TokenTaken
        | Event::RequestMade => true,
        Event::Connected
        | Event::Reauthorized
        | Event::Disconnected(_)
        | Event::PermissionMissing
        | Event::Recovered
        | Event::SetUpNeeded(_)
        | Event::Warned
        | Event::Reachable
        | Event::Removed
        | Event::RevocationFailed
        | Event::PageLost
        | Event::Notified
        | Event::Mailed
        | Event::Allowed(_) => false,
    }
}

/// Removes the last entry of the same event, if it began within a day and no important event came after it. Returns its
/// first time and its count. The entry that replaces it is the newest again.
fn take_alike(
    tx: &Transaction<'_>,
    connection: &str,
    event: &str,
    at: DateTime<Utc>,
) -> rusqlite::Result<Option<(i64, i64)>> {
    let alike = tx
        .prepare_cached(
            "SELECT id, ifnull(first, at), count FROM history WHERE connection = ?1 AND event = ?2 AND id > \
             ifnull((SELECT max(id) FROM history WHERE connection = ?1 AND routine = 0), 0) \
             ORDER BY id DESC LIMIT 1",
        )?
        // An unreadable entry does not count as one of the same event.
        .query_row([connection, event], |row| {
            let alike = || Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get::<_, i64>(2)?));
            let alike: rusqlite::Result<_> = alike();
            Ok(alike.ok())
        })
        .optional()?
        .flatten();
    let together = |first| (at - values::time(first)).abs() < TOGETHER;
    let Some((id, first, count)) = alike.filter(|(_, first, _)| together(*first)) else { return Ok(None) };
    tx.execute("DELETE FROM history WHERE id = ?1", [id])?;
    Ok(Some((first, count)))
}

fn end_spell(tx: &Transaction<'_>, connection: &str, at: DateTime<Utc>) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE history SET until = ?2 WHERE until IS NULL AND id = \
         (SELECT max(id) FROM history WHERE connection = ?1 AND event = ?3)",
        params![connection, values::millis(at), event_column::event(Event::Unreachable)],
    )
    .map(drop)
}

fn read_entry(row: &Row<'_>, name: &dyn Fn(&NetworkId) -> String) -> rusqlite::Result<HistoryEntry> {
    let at = values::read_time(row, 0)?;
    let network = NetworkId::from(row.get::<_, String>(2)?);
    Ok(HistoryEntry {
        at,
        first: row.get::<_, Option<i64>>(6)?.map_or(at, values::time),
        count: u32::try_from(row.get::<_, i64>(7)?).unwrap_or(u32::MAX),
        until: row.get::<_, Option<i64>>(8)?.map(values::time),
        connection: row.get::<_, String>(1)?.into(),
        network_name: name(&network),
        network,
        who: row.get::<_, Option<String>>(3)?.as_deref().and_then(locale::shown),
        event: event_column::read_event(row, 4)?,
        evidence: event_column::read_proof(row, 5)?,
        program: row.get::<_, Option<String>>(9)?.as_deref().and_then(locale::shown),
    })
}
