//! The database as another program reads it.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, types::Value};

/// Every row of a table, to see that nothing changed.
pub fn rows(database: &Path, table: &str) -> Vec<Vec<Value>> {
    let db = open(database, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let mut statement = db.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).expect("a table");
    let width = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| (0..width).map(|column| row.get(column)).collect();
    let rows = statement.query_map([], row).expect("rows");
    rows.collect::<Result<_, _>>().expect("rows")
}

/// The values of one column of a table.
pub fn column(database: &Path, table: &str, column: &str) -> Vec<Value> {
    let db = open(database, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let mut statement = db.prepare(&format!("SELECT {column} FROM {table} ORDER BY 1")).expect("a column");
    let values = statement.query_map([], |row| row.get(0)).expect("rows");
    values.collect::<Result<_, _>>().expect("rows")
}

pub fn count(database: &Path, table: &str) -> usize {
    rows(database, table).len()
}

/// The version of the database's tables.
pub fn version(database: &Path) -> i64 {
    let rows = rows(database, "pragma_user_version");
    let [Value::Integer(version)] = rows[0][..] else { panic!("no version: {rows:?}") };
    version
}

pub fn execute(database: &Path, sql: &str) {
    open(database, OpenFlags::SQLITE_OPEN_READ_WRITE).execute_batch(sql).expect("a statement");
}

fn open(database: &Path, flags: OpenFlags) -> Connection {
    let db = Connection::open_with_flags(database, flags).expect("a database");
    db.busy_timeout(super::wait::DEADLINE).expect("a timeout");
    db
}
