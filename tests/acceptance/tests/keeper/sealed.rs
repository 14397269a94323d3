//! Foreign changes of the database: no token and no secret goes to a new place, nothing is lost, and all is well again
//! once the change is undone.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use futures_util::{StreamExt, stream};
use keeper::{ConnectionId, Health, Invitation, Keeper, KeySource, Options, VaultState};
use rusqlite::{Connection, params_from_iter, types::Value};
use simnet::{CLIENT_SECRET, Network};

use crate::{
    bench::listed_pages,
    support::{Bench, Home, PASSWORD, Recorder, Relay, count, within},
};

/// The number of changes tried at once: more would wait for the processor longer than their deadlines.
const AT_ONCE: usize = 2;

/// The tests' accounts at networks of every kind, with relays that record which tokens go where.
struct World {
    bench: Bench,
    relays: BTreeMap<&'static str, Relay>,
    evil: Relay,
    /// The tokens that each network has issued.
    given: Mutex<BTreeMap<&'static str, BTreeSet<String>>>,
    key: PathBuf,
    /// The data directory that stays unchanged.
    good: PathBuf,
}

/// One change of one cell.
struct Edit {
    table: String,
    column: String,
    row: usize,
    value: Value,
}

impl World {
    async fn new() -> Self {
        let bench = Bench::start().await;
        bench.net.write_every_network_file(&bench.networks_dir()).unwrap();
        let mut relays = BTreeMap::new();
        for network in [Network::Facebook, Network::LinkedIn, Network::X, Network::Mastodon] {
            let origin = bench.net.network_url(network);
            let relay = Relay::before(&origin).await;
            bench.edit_network(network, |text| text.replace(&origin, &relay.origin()));
            relays.insert(network.id(), relay);
        }
        // Each life begins with the same tokens, so the networks must accept single-use tokens again.
        for network in [Network::X, Network::Bluesky] {
            bench.net.set_grace(network, 86_400 * 366).unwrap();
        }
        let home = bench.home().await;
        for network in [Network::Facebook, Network::LinkedIn, Network::X, Network::Bluesky] {
            let id = home.add(network).await;
            if network == Network::Facebook {
                hold_all_pages(&home, &id).await;
            }
        }
        let at = relays["mastodon"].host();
        let operation_id = home.connect_at(&"mastodon".into(), &at).await.unwrap();
        home.sign_in(operation_id, "danar", PASSWORD).await;
        home.add_member(Network::X, "bolee").await;
        let relay = Relay::before(&bench.net.network_url(Network::LinkedIn)).await;
        join_pond(&bench, &home, &relays["linkedin"], &relay).await;
        relays.insert("pond", relay);
        assert_eq!(home.snapshot().connections.len(), 7);
        bench.leave(home).await;
        let (key, good) = (bench.key_file(), bench.data_dir());
        Self { bench, relays, evil: Relay::alone().await, given: Mutex::default(), key, good }
    }

    /// A copy of the good data directory, for a change.
    fn copy(&self) -> tempfile::TempDir {
        let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        for entry in fs::read_dir(&self.good).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, dir.path().join(path.file_name().unwrap())).unwrap();
            }
        }
        dir
    }

    async fn keeper(&self, dir: &Path) -> Keeper {
        let options = Options {
            data_dir: dir.to_owned(),
            key: KeySource::File(self.key.clone()),
            ..self.bench.options()
        };
        let keeper = Keeper::start(options, Arc::new(Recorder::default())).await.unwrap();
        let mut changes = keeper.changes();
        within("the key", changes.wait_for(|it| it.vault != VaultState::Opening)).await.unwrap();
        keeper
    }

    /// Makes all requests. Failures do not matter here.
    async fn live(&self, dir: &Path, what: &str) -> Keeper {
        let keeper = self.keeper(dir).await;
        let _ = within(&format!("{what}: the checks"), keeper.check(None)).await;
        let ids: Vec<ConnectionId> =
            keeper.snapshot().connections.iter().map(|connection| connection.id.clone()).collect();
        for id in &ids {
            let _ = within(&format!("{what}: a renewal"), keeper.renew(id)).await;
            let _ = within(&format!("{what}: the pages"), keeper.list_pages(id)).await;
        }
        keeper
    }

    /// Checks that each network received only tokens of its own, and that no secret went to the foreign server.
    fn nothing_went_astray(&self, what: &str) {
        for (network, relay) in &self.relays {
            let (asked, answered) = relay.take_tokens();
            let mut given = self.given.lock().unwrap();
            let given = given.entry(*network).or_default();
            given.extend(answered);
            assert!(asked.is_subset(given), "{what}: {network} got tokens that are none of its own");
        }
        let asked = self.evil.asked();
        assert!(!asked.contains("practice-access-"), "{what}: a token went astray");
        assert!(!asked.contains("practice-refresh-"), "{what}: a token that renews went astray");
        assert!(!asked.contains(CLIENT_SECRET), "{what}: a secret went astray");
        assert!(!asked.to_lowercase().contains("\r\nauthorization:"), "{what}: something secret went astray");
    }

    /// Checks that all connections are as before.
    async fn is_well(&self, dir: &Path, what: &str) {
        let keeper = self.keeper(dir).await;
        within(&format!("{what}: the checks"), keeper.check(None))
            .await
            .unwrap_or_else(|error| panic!("{what}: {error}"));
        let snapshot = keeper.snapshot();
        assert_eq!(snapshot.altered, [], "{what}");
        assert_eq!(snapshot.connections.len(), 7, "{what}");
        for connection in snapshot.connections.iter() {
            assert_eq!(connection.health, Health::Active, "{what}: {}", connection.id);
        }
        within("the end", keeper.shutdown()).await;
    }
}

async fn hold_all_pages(home: &Home, id: &ConnectionId) {
    let pages = listed_pages(home, id).await;
    home.hold_pages(id, pages.into_iter().map(|page| page.id).collect()).await.unwrap();
}

/// Joins an organization whose network is LinkedIn behind another relay, and connects there.
async fn join_pond(bench: &Bench, home: &Home, linkedin: &Relay, pond: &Relay) {
    let text = fs::read_to_string(bench.networks_dir().join("linkedin.toml")).unwrap();
    let text = text
        .replace(&linkedin.origin(), &pond.origin())
        .replace("id = \"linkedin\"", "id = \"pond\"")
        .replace("name = \"LinkedIn\"", "name = \"Pond\"");
    let file = format!("[organization]\nname = \"A\"\n[definitions]\npond = '''\n{text}\n'''\n");
    let invitation = Invitation::parse("gander.toml", &file, home.own_networks()).unwrap();
    let plan = home.plan(&invitation).await.unwrap();
    home.join(invitation, plan, None).await.unwrap();
    home.set_app(&"pond".into(), Network::LinkedIn.client_id(), Some(CLIENT_SECRET.into())).await.unwrap();
    let operation_id = home.connect(&"pond".into()).await.unwrap();
    home.sign_in(operation_id, "danar", PASSWORD).await;
}

fn open(dir: &Path) -> Connection {
    Connection::open(dir.join("gander.db")).unwrap()
}

fn column<T: rusqlite::types::FromSql>(db: &Connection, query: &str) -> Vec<T> {
    let mut statement = db.prepare(query).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Every table with its columns, as the database itself has them.
fn schema(db: &Connection) -> Vec<(String, Vec<String>)> {
    let tables =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1";
    let columns = |table: &String| column(db, &format!("SELECT name FROM pragma_table_info('{table}')"));
    column::<String>(db, tables).into_iter().map(|table| (table.clone(), columns(&table))).collect()
}

/// One column of a table, in the order of its key.
fn cells(db: &Connection, table: &str, of: &str) -> Vec<Value> {
    column(db, &format!("SELECT \"{of}\" FROM {table} ORDER BY {}", key_of(db, table)))
}

/// The columns of a table's primary key.
fn key_of(db: &Connection, table: &str) -> String {
    let query = format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk");
    column::<String>(db, &query).join(", ")
}

/// Values that an attacker might write.
fn evil_values(world: &World, own: &Value, others: &[Value]) -> Vec<Value> {
    let mut values: Vec<Value> = match own {
        Value::Text(text) => {
            let hosts = world.relays.values().map(Relay::host);
            let mut led_astray =
                hosts.fold(text.clone(), |text, host| text.replace(&host, &world.evil.host()));
            if led_astray == *text {
                led_astray = format!("{text}@{}", world.evil.host());
            }
            vec![Value::Text(led_astray)]
        }
        Value::Integer(number) => vec![Value::Integer(number + 1), Value::Null],
        Value::Blob(blob) => {
            let mut bits = blob.clone();
            if let Some(last) = bits.last_mut() {
                *last ^= 1;
            }
            vec![Value::Blob(bits), Value::Null]
        }
        Value::Null | Value::Real(_) => vec![Value::Text(world.evil.origin())],
    };
    // The value of another row.
    values.extend(others.iter().find(|other| *other != own).cloned());
    values
}

fn set(db: &Connection, edit: &Edit, key: &[Value], value: &Value) -> bool {
    let Edit { table, column, .. } = edit;
    let by = key_of(db, table)
        .split(", ")
        .enumerate()
        .map(|(at, name)| format!("{name} IS ?{}", at + 2))
        .collect::<Vec<_>>();
    let sql = format!("UPDATE OR REPLACE {table} SET \"{column}\" = ?1 WHERE {}", by.join(" AND "));
    let given = [value].into_iter().chain(key);
    matches!(db.execute(&sql, params_from_iter(given)), Ok(1))
}

/// The key of a row before an edit, and after it.
fn keys(db: &Connection, edit: &Edit) -> (Vec<Value>, Vec<Value>) {
    let names = key_of(db, &edit.table);
    let names: Vec<_> = names.split(", ").collect();
    let before: Vec<Value> =
        names.iter().map(|name| cells(db, &edit.table, name)[edit.row].clone()).collect();
    let after = names
        .iter()
        .zip(&before)
        .map(|(name, value)| if **name == edit.column { edit.value.clone() } else { value.clone() })
        .collect();
    (before, after)
}

/// Tells whether Gander must report a change: of secrets, and of columns that decide where a secret goes.
fn must_be_told(edit: &Edit) -> bool {
    matches!(
        (edit.table.as_str(), edit.column.as_str()),
        ("connections", "id" | "network" | "account") | ("secrets", "connection" | "generation" | "sealed")
    )
}

/// Changes of every column.
fn edits(world: &World) -> Vec<Edit> {
    let db = open(&world.good);
    let mut edits = Vec::new();
    for (table, columns) in schema(&db) {
        for column in columns {
            let values = cells(&db, &table, &column);
            // The history's columns and the times lead nowhere: one row of them stands for all.
            let rows = if table == "history" || column.ends_with("_at") { 1 } else { values.len() };
            for (row, own) in values.iter().enumerate().take(rows) {
                for value in evil_values(world, own, &values) {
                    edits.push(Edit { table: table.clone(), column: column.clone(), row, value });
                }
            }
        }
    }
    edits
}

/// Makes one change, checks its effects, and undoes it. Returns `None` where the table forbids the change, and
/// otherwise whether Gander reported it.
async fn survives(world: &World, edit: &Edit) -> Option<bool> {
    let what = format!("{}.{} of row {} as {:?}", edit.table, edit.column, edit.row, edit.value);
    let dir = world.copy();
    let column = cells(&open(dir.path()), &edit.table, &edit.column);
    let (before, after) = keys(&open(dir.path()), edit);
    let own = &column[edit.row];
    // Two rows cannot have the same key.
    let replaces = column.contains(&edit.value) && before != after;
    if *own == edit.value || replaces || !set(&open(dir.path()), edit, &before, &edit.value) {
        return None;
    }
    let secrets = count(&dir.path().join("gander.db"), "secrets");
    let keeper = world.live(dir.path(), &what).await;
    world.nothing_went_astray(&what);
    let snapshot = keeper.snapshot();
    let is_told = !snapshot.altered.is_empty() || snapshot.vault == VaultState::Locked;
    let is_known = snapshot.connections.len() == 7;
    assert!(is_told || !must_be_told(edit) || !is_known, "{what}: nothing is told");
    within("the end", keeper.shutdown()).await;
    assert_eq!(count(&dir.path().join("gander.db"), "secrets"), secrets, "{what}: a secret is gone");
    set(&open(dir.path()), edit, &after, own);
    world.is_well(dir.path(), &format!("undone: {what}")).await;
    world.nothing_went_astray(&what);
    Some(is_told)
}

/// Tries changes, some at once. Returns their number, and the number that Gander reported.
async fn try_all(world: &World, edits: Vec<Edit>) -> (usize, usize) {
    world.is_well(world.copy().path(), "unchanged").await;
    world.nothing_went_astray("unchanged");
    let tried: Vec<bool> = stream::iter(&edits)
        .map(|edit| survives(world, edit))
        .buffer_unordered(AT_ONCE)
        .filter_map(async |told| told)
        .collect()
        .await;
    (tried.len(), tried.iter().filter(|told| **told).count())
}

#[tokio::test]
async fn no_change_of_any_cell_without_the_key_leads_a_secret_astray_or_loses_one() {
    let world = World::new().await;
    let (tried, told) = try_all(&world, edits(&world)).await;
    assert!(tried > 200 && told > 20, "{tried} changes, {told} told");
}

#[tokio::test]
async fn a_command_is_answered_though_the_database_does_not_name_its_key() {
    let world = World::new().await;
    for value in ["x'00ff'", "7", "NULL"] {
        let dir = world.copy();
        let sql = format!("UPDATE meta SET value = {value} WHERE name = 'vault'");
        open(dir.path()).execute_batch(&sql).unwrap();
        let keeper = world.keeper(dir.path()).await;
        let id = keeper.snapshot().connections.iter().next().unwrap().id.clone();
        for answer in [
            within(&format!("{sql}: a check"), keeper.check(None)).await,
            within(&format!("{sql}: a renewal"), keeper.renew(&id)).await,
        ] {
            assert!(matches!(answer, Err(keeper::Error::VaultLocked(_))), "{sql}: {answer:?}");
        }
        within("the end", keeper.shutdown()).await;
    }
}

#[tokio::test]
async fn no_rows_that_change_places_lead_a_secret_astray() {
    let world = World::new().await;
    for table in ["connections", "secrets", "page_tokens", "apps", "journal", "settings"] {
        let columns: Vec<String> =
            schema(&open(&world.good)).into_iter().find(|(name, _)| name == table).unwrap().1;
        let rows = cells(&open(&world.good), table, &columns[0]).len();
        for (one, other) in (0..rows).flat_map(|one| (one + 1..rows).map(move |other| (one, other))) {
            let dir = world.copy();
            let db = open(dir.path());
            let key = key_of(&db, table);
            let names: Vec<&String> =
                columns.iter().filter(|name| !key.split(", ").any(|it| it == *name)).collect();
            // All columns but the key are swapped, which equals a swap of the keys.
            let all: Vec<Vec<Value>> = names.iter().map(|name| cells(&db, table, name)).collect();
            for (name, values) in names.iter().zip(&all) {
                for (row, from) in [(one, other), (other, one)] {
                    let edit = Edit { table: table.into(), column: (*name).clone(), row, value: Value::Null };
                    let (key, _) = keys(&db, &edit);
                    assert!(set(&db, &edit, &key, &values[from]), "{table}.{name}");
                }
            }
            drop(db);
            let what = format!("{table}: rows {one} and {other}");
            let keeper = world.live(dir.path(), &what).await;
            world.nothing_went_astray(&what);
            let told = !keeper.snapshot().altered.is_empty();
            assert!(
                told || matches!(table, "apps" | "settings" | "journal" | "page_tokens"),
                "{what}: nothing is told"
            );
            within("the end", keeper.shutdown()).await;
        }
    }
}

#[tokio::test]
async fn rows_that_are_put_there_without_the_key_are_not_believed() {
    let world = World::new().await;
    let evil = world.evil.origin();
    let definition = fs::read_to_string(world.bench.networks_dir().join("x.toml")).unwrap();
    let definition =
        definition.replace(&world.relays["x"].origin(), &evil).replace("id = \"x\"", "id = \"pond\"");
    let joined =
        serde_json::json!({ "definitions": { "pond": { "organization": "A", "what": definition } } });
    for sql in [
        format!(
            "INSERT OR REPLACE INTO settings VALUES ('organizations', '{}', NULL, 1)",
            joined.to_string().replace('\'', "''")
        ),
        format!("INSERT OR REPLACE INTO settings VALUES ('bridges', '{{\"linkedin\":\"{evil}\"}}', NULL, 1)"),
        "INSERT INTO removed SELECT id, 1000000 FROM connections".to_owned(),
        "INSERT OR REPLACE INTO journal SELECT id, generation, 1 FROM connections".to_owned(),
        format!(
            "INSERT INTO apps (network, client_id, sealed, revision) SELECT 'mastodon@{}', client_id, sealed, 1 FROM apps LIMIT 1",
            world.evil.host()
        ),
    ] {
        let dir = world.copy();
        open(dir.path()).execute_batch(&sql).unwrap();
        let keeper = world.live(dir.path(), &sql).await;
        world.nothing_went_astray(&sql);
        assert_eq!(keeper.snapshot().connections.len(), 7, "{sql}");
        if sql.contains("organizations") || sql.contains("bridges") {
            assert_eq!(keeper.snapshot().altered.len(), 1, "{sql}");
        }
        if sql.contains("organizations") {
            let error = keeper.connect(&"pond".into()).await.unwrap_err().to_string();
            assert!(error.contains("another program changed the networks of organizations"), "{error}");
        }
        within("the end", keeper.shutdown()).await;
    }
}

#[tokio::test]
async fn the_person_is_not_led_to_another_server_to_sign_in_again() {
    let world = World::new().await;
    let dir = world.copy();
    let account = format!("110000000000000001@{}", world.evil.host());
    open(dir.path())
        .execute("UPDATE connections SET account = ?1 WHERE network = 'mastodon'", [&account])
        .unwrap();
    let keeper = world.live(dir.path(), "another server").await;
    let snapshot = keeper.snapshot();
    let mastodon = snapshot.connections.iter().find(|it| it.network.as_str() == "mastodon").unwrap();
    for error in [
        keeper.check(Some(&mastodon.id)).await.unwrap_err(),
        keeper.reauthorize(&mastodon.id).await.map(drop).unwrap_err(),
    ] {
        assert!(error.to_string().contains("another program changed the row of `mastodon-"), "{error}");
    }
    assert_eq!(world.evil.asked(), "");
    // The account can be removed, and the foreign server hears nothing.
    keeper.disconnect(&mastodon.id).await.unwrap();
    assert_eq!(world.evil.asked(), "");
    within("the end", keeper.shutdown()).await;
}
