//! Writes a row in place of the one with the same key.

/// The statement that inserts a row of these columns, the first of them `?1`, or updates the row with the same `key`.
/// It names the columns, so that an older Gander leaves a newer one's columns as they are.
pub(super) fn upsert(table: &str, key: &str, columns: &str) -> String {
    let values = parameters(columns);
    format!("INSERT INTO {table} ({columns}) VALUES ({values}) {}", or_update(key, columns))
}

/// The same for a row of the connection `?1`, unless the connection was removed.
pub(super) fn upsert_of_connection(table: &str, key: &str, columns: &str) -> String {
    let values = parameters(columns);
    format!(
        "INSERT INTO {table} ({columns}) SELECT {values} WHERE EXISTS (SELECT 1 FROM connections WHERE id = ?1) {}",
        or_update(key, columns)
    )
}

fn names(columns: &str) -> impl Iterator<Item = &str> {
    columns.split(',').map(str::trim)
}

fn parameters(columns: &str) -> String {
    (1..=names(columns).count()).map(|number| format!("?{number}")).collect::<Vec<_>>().join(", ")
}

fn or_update(key: &str, columns: &str) -> String {
    let is_key = |name: &&str| names(key).any(|key| key == *name);
    let updates = names(columns).filter(|name| !is_key(name)).map(|name| format!("{name} = excluded.{name}"));
    format!("ON CONFLICT ({key}) DO UPDATE SET {}", updates.collect::<Vec<_>>().join(", "))
}
