//! Rows that something else has overwritten: no value of a column causes a panic, and the other rows go on.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use alerts::Entry;
use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta, Utc};
use lifecycle::{
    Endpoint, Event, Evidence, NoticeKind, Page, Reason, Record, Refusal, Standing, Suspicion, Unreachable,
};
use locale::Locale;
use networks::{AppOptions, Catalogue, Network};
use oauth::SystemClock;
use publishing::{Auth, Content, Destination, Late, Request};
use rusqlite::{Connection, types::Value};
use secrecy::SecretString;
use store::{AvatarRecord, DraftContent, FILE, NewActivity, Owner, Picture, Store};
use tempfile::TempDir;
use vault::{App, Key, KeySource, Registered, key::from_file};

use crate::{
    Keeper, NoBrowser, Options, Shell, Snapshot,
    bench::{fill, practice_network},
    read_calendar, read_history, read_status,
};

const CONNECTIONS: usize = 3;
/// Far more than a run takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
const EXTREMES: [i64; 9] = [
    i64::MIN,
    i64::MAX,
    -1,
    0,
    8_210_266_876_799_999, // the last moment of chrono's, in milliseconds
    8_210_266_876_800_000,
    -8_334_601_228_800_001,
    253_402_300_800_000,
    9_007_199_254_740_993,
];

struct Nobody;

impl Shell for Nobody {
    fn publish(&self, _: &Snapshot) {}
    fn open_url(&self, _: &url::Url) -> Result<(), NoBrowser> {
        Ok(())
    }
}

struct Home {
    folder: TempDir,
    /// A database with something in every table.
    whole: Arc<Vec<u8>>,
    catalogue: Arc<Catalogue>,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        // No server answers there, and no request is sent.
        let file = practice_network("http://127.0.0.1:9");
        fs::create_dir(path("networks")).unwrap();
        fs::write(path("networks/practice.toml"), &file).unwrap();
        let network = Network::parse("practice.toml", &file).unwrap();
        fill(&path("data"), &path("key"), &network, CONNECTIONS, Utc::now(), TimeDelta::days(30)).unwrap();
        furnish(&path("data"), &path("key"), &network);
        let catalogue = Arc::new(crate::networks_of(Some(&path("networks"))).unwrap());
        let whole = Arc::new(fs::read(path("data").join(FILE)).unwrap());
        Self { folder, whole, catalogue }
    }

    /// A folder of its own for the same database, so that tries can go on side by side.
    fn another(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::copy(self.path("key"), folder.path().join("key")).unwrap();
        fs::create_dir(folder.path().join("data")).unwrap();
        Self { folder, whole: Arc::clone(&self.whole), catalogue: Arc::clone(&self.catalogue) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes a data folder with this value in a column of the table's first row. `None` if SQLite refuses the value.
    fn damage(&self, table: &str, column: &str, value: &Value) -> Option<()> {
        let data = self.path("data");
        fs::remove_dir_all(&data).unwrap();
        fs::create_dir(&data).unwrap();
        fs::write(data.join(FILE), &*self.whole).unwrap();
        let db = Connection::open(data.join(FILE)).unwrap();
        // The damage itself need not outlast a power cut.
        db.pragma_update(None, "synchronous", "OFF").unwrap();
        let key = columns(&db, table).remove(0);
        let first = format!("SELECT {key} FROM {table} ORDER BY {key} LIMIT 1");
        let change = format!("UPDATE OR IGNORE {table} SET {column} = ?1 WHERE {key} = ({first})");
        (db.execute(&change, [value]).ok()? == 1).then_some(())
    }

    /// Runs a keeper and every function that only reads. Returns the number of connections that are left.
    async fn use_it(&self) -> usize {
        let (data, now) = (self.path("data"), Utc::now());
        let status = read_status(&data, &self.catalogue, now);
        let _ = read_history(&data, &self.catalogue, None, 1000);
        for local in [farthest_east, farthest_west] {
            let locale = Locale::new("en", local);
            let _ = read_calendar(&data, &self.catalogue, None, &locale, now);
        }
        let options = Options {
            data_dir: data.clone(),
            networks_dir: Some(self.path("networks")),
            key: KeySource::File(self.path("key")),
            timed_work: true,
            clock: Arc::new(SystemClock),
            timeouts: oauth::Timeouts::default(),
        };
        let mut kept = None;
        let own = Arc::clone(&self.catalogue);
        if let Ok(keeper) = Keeper::start_with(own, options, Arc::new(Nobody)) {
            let _ = (keeper.activities(), keeper.drafts());
            let _ = (keeper.feeds(), keeper.suggestions());
            keeper.publish_what_is_due();
            let shown = keeper.snapshot().connections.iter().count();
            tokio::time::timeout(PATIENCE, keeper.shutdown()).await.expect("it ends");
            kept = Some(shown);
        }
        if let Ok(Some(store)) = Store::open_to_read(&data) {
            let _ = store.unreadable();
            let _ = store.users();
        }
        // A status reads fewer columns than a keeper.
        let seen = status.map_or(0, |status| status.connections.len());
        seen.min(kept.unwrap_or_default())
    }
}

fn farthest_east(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&FixedOffset::east_opt(14 * 3600).unwrap()).naive_local()
}

fn farthest_west(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&FixedOffset::west_opt(12 * 3600).unwrap()).naive_local()
}

fn columns(db: &Connection, table: &str) -> Vec<String> {
    let mut statement = db.prepare(&format!("PRAGMA table_info({table})")).unwrap();
    statement.query_map([], |row| row.get(1)).unwrap().collect::<Result<_, _>>().unwrap()
}

fn tables(db: &Connection) -> Vec<String> {
    let all = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
    let mut statement = db.prepare(all).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Fills every table, and every column of the first connection.
fn furnish(data: &Path, key_file: &Path, network: &Network) {
    let mut store = Store::open(data).unwrap();
    let key = from_file(key_file, false).unwrap().key;
    let changes = store.connections(&|_| Some(Arc::clone(&network.policy))).unwrap();
    let mut records = changes.into_iter().map(|change| match change {
        store::Change::Written(record, _) => *record,
        store::Change::Removed(id) => panic!("{id} is gone"),
    });
    let now = Utc::now();
    let evidence =
        Evidence { at: now, endpoint: Endpoint::Page, status: Some(403), code: None, subcode: None };
    let first = records.next().unwrap();
    let page = Page {
        id: "7".into(),
        name: "Pond".into(),
        held: true,
        lost: Some(evidence.clone()),
        confirm_at: None,
    };
    let spell = Unreachable { since: now, shown_from: now, failures: 3, retry_at: now, asked_to_wait: true };
    let record = Record {
        unreachable: Some(spell),
        suspicion: Some(Suspicion {
            refusal: Refusal::Disconnected(Reason::Revoked),
            evidence: evidence.clone(),
            by_renewal: false,
            confirm_at: now,
            wait: TimeDelta::minutes(5),
        }),
        checked_at: Some(now),
        told: lifecycle::Notified { trouble: 0, warning: Some((now, TimeDelta::days(3))), pages: 1 },
        pages: vec![page],
        ..first
    };
    let by = now + TimeDelta::days(1);
    let kind = NoticeKind::ReauthorizeBy { by, rung: TimeDelta::days(3) };
    let entry = |record: &Record, kind| {
        Entry::raised(None, now, record.id.clone(), record.network.clone(), kind, None)
    };
    store.tell(&record, &entry(&record, kind)).unwrap();
    assert!(crate::programs::allow_in(&mut store, &record.id, lifecycle::Allowance::Tokens, now).unwrap());
    let broken = records.next().unwrap();
    let standing = Standing::Broken { reason: Reason::Revoked, evidence: evidence.clone() };
    let broken = Record { standing, ..broken };
    let kind = NoticeKind::Disconnected { reason: Reason::Revoked, reminder: 0 };
    store.tell(&broken, &entry(&broken, kind)).unwrap();
    for event in [Event::Unreachable, Event::Disconnected(Reason::Revoked), Event::Renewed, Event::Renewed] {
        store.happened(now, &record, event, Some(&evidence)).unwrap();
    }
    let known = AvatarRecord { source: Some([7; 32]), asked_at: now, hash: Some("practice".into()) };
    let picture = Picture { png: vec![0; 64], hash: "practice".into() };
    store.set_avatar(&record.id, &known, Some(&picture)).unwrap();
    let app = App {
        client_id: "practice-app".into(),
        client_secret: Some(SecretString::from("practice-secret")),
        registered: Some(Registered {
            redirect: "http://127.0.0.1:9/callback".into(),
            scopes: "profile".into(),
        }),
        options: AppOptions {
            scopes: Some(["profile".to_owned()].into()),
            parameters: [("team".to_owned(), "7".to_owned())].into(),
        },
    };
    store.set_app(&key, &network.id, &app).unwrap();
    store.set_language(Some("de")).unwrap();
    let endless =
        alerts::Settings { paused_until: Some(DateTime::<Utc>::MAX_UTC), ..alerts::Settings::default() };
    store.set_alert_settings(&endless).unwrap();
    store.set_not_shown_since(Some(now)).unwrap();
    store.begin_renewal(&record.id, record.grant.generation, now).unwrap();
    let tokens = [("7".to_owned(), SecretString::from("practice-token"))];
    store.set_page_tokens(&key, &Owner::of(&record), 1, &tokens, &["7".to_owned()]).unwrap();
    furnish_sharing(&mut store, &key, now);
    furnish_feeds(&mut store, now);
    drop(store);
    let db = Connection::open(data.join(FILE)).unwrap();
    db.execute("UPDATE posts SET refused_token = '[1,1]', remote_id = '7'", []).unwrap();
    db.execute("INSERT INTO removed VALUES ('gone', 1)", []).unwrap();
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE").unwrap();
}

/// Fills the tables of sharing.
fn furnish_sharing(store: &mut Store, key: &Key, now: DateTime<Utc>) {
    let picture = |hash: &str| publishing::Picture {
        hash: hash.into(),
        media_type: "image/png".into(),
        bytes: 10,
        width: 2,
        height: 1,
        description: String::new(),
        url: None,
    };
    for hash in ["used", "unused"] {
        store.note_picture(&picture(hash), now).unwrap();
    }
    let (pictures, to) = (vec![picture("used")], vec!["practice".into()]);
    let text = DraftContent { text: "Geese".into(), to, pictures, ..DraftContent::default() };
    store.save_draft(None, &text, now).unwrap();
    let content = |text: &str| Content {
        link: Some("https://pond.example/".parse().unwrap()),
        ..Content::of_text(text)
    };
    let to = Destination { network: "practice".into(), account: "1".into(), page: String::new() };
    let other = Destination { account: "2".into(), ..to.clone() };
    let new = NewActivity {
        draft: Some("practice".into()),
        content: content("Geese"),
        to: vec![(to.clone(), Some(content("Own")))],
        hand_over: vec![(other, None)],
        plan: Some((now, Late::SixHours)),
        zone: None,
    };
    let activity = store.share(&new, now).unwrap();
    let needs = [("practice".to_owned(), alerts::Need::Refused)].into();
    store.tell_activity(&activity, now, Some(alerts::News { needs, shared: 0 })).unwrap();
    let (posts, _) = store.posts_changed(0).unwrap();
    let step = publishing::StepKey::new("container");
    let fact = publishing::Fact { key: step, value: "practice".into(), good_until: Some(now) };
    store.keep_fact(key, &posts[0], &fact).unwrap();
    let request = Request::get("post", "https://pond.example/".parse().unwrap(), Auth::Account);
    // The other post is the person's by hand.
    let armed =
        posts.iter().filter_map(|post| store.arm(key, post, "practice", &request, now).unwrap()).count();
    assert_eq!(armed, 1);
    store.hold_destination(&to, now).unwrap();
}

/// Fills the tables of feeds. The address is one that Gander never asks, because damage can make the feed due.
fn furnish_feeds(store: &mut Store, now: DateTime<Utc>) {
    let mut feed = store::new_feed("http://192.168.0.1/feed".parse().unwrap(), "Pond", Some("Pond"), now);
    store.add_feed(&feed, &[]).unwrap();
    feed.reading = store::FeedReading {
        read_at: Some(now),
        next_at: Some(now + TimeDelta::days(1)),
        failures: 1,
        failing_since: Some(now),
        etag: Some("practice".into()),
        last_modified: Some("practice".into()),
        moved: Some(("https://pond.example/new".parse().unwrap(), now)),
    };
    let entry = feeds::Entry {
        key: "1".into(),
        title: "Geese".into(),
        link: "https://pond.example/1".parse().ok(),
        summary: "Practice".into(),
        picture: "https://pond.example/1.png".parse().ok(),
        published: Some(now),
    };
    store.feed_was_read(&feed, &[(&entry, feeds::Place::Offered)], now).unwrap();
    let picture = store.take_entry_pictures(1).unwrap().remove(0);
    assert!(store.keep_entry_picture(&picture, "practice", b"practice").unwrap());
}

/// The values that damage may put in a column: numbers, texts and bytes, and each number within its JSON.
fn damages(kept: &Value) -> Vec<Value> {
    let mut damages: Vec<_> = EXTREMES.into_iter().map(Value::Integer).collect();
    damages.extend([f64::MAX, f64::NAN, -0.5].map(Value::Real));
    damages.extend(
        ["", " ", "null", "{}", "[]", "\u{202e}\u{0}x", "practice"].map(|text| Value::Text(text.into())),
    );
    damages.push(Value::Text("[".repeat(100_000)));
    damages.push(Value::Text("a ".repeat(3 << 20)));
    damages.push(Value::Text((0..100_000).map(|number| format!("{number} ")).collect()));
    damages.extend([vec![], vec![0xff, 0, 0xfe]].map(Value::Blob));
    damages.push(Value::Null);
    if let Value::Text(text) = kept
        && let Ok(json) = serde_json::from_str::<serde_json::Value>(text)
    {
        for extreme in EXTREMES {
            let mut json = json.clone();
            overwrite(&mut json, extreme);
            damages.push(Value::Text(json.to_string()));
        }
    }
    damages
}

fn overwrite(json: &mut serde_json::Value, number: i64) {
    match json {
        serde_json::Value::Number(_) => *json = number.into(),
        serde_json::Value::Array(values) => values.iter_mut().for_each(|value| overwrite(value, number)),
        serde_json::Value::Object(members) => {
            members.values_mut().for_each(|value| overwrite(value, number));
        }
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::String(_) => {}
    }
}

#[test]
fn whatever_stands_in_a_column_nothing_panics_or_dawdles_and_the_other_rows_go_on() {
    let home = Home::new();
    assert_eq!(runtime().block_on(home.use_it()), CONNECTIONS);
    let places = Mutex::new(places(&home.path("data").join(FILE)).into_iter());
    let tries = AtomicUsize::new(0);
    // Each try waits for the disk for as long as it computes.
    let at_once = 2 * thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for home in (0..at_once).map(|_| home.another()) {
            scope.spawn(|| {
                let home = home;
                loop {
                    let place = places.lock().unwrap().next();
                    let Some((table, column, kept)) = place else { return };
                    tries.fetch_add(try_all(&home, &table, &column, &kept), Ordering::Relaxed);
                }
            });
        }
    });
    let tries = tries.into_inner();
    assert!(tries > 500, "{tries}");
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// Every column of every table, with a value of it.
fn places(database: &Path) -> Vec<(String, String, Value)> {
    let kept = Connection::open(database).unwrap();
    let value = |table: &str, column: &str| {
        let first = format!("SELECT {column} FROM {table} ORDER BY 1 DESC LIMIT 1");
        kept.query_row(&first, [], |row| row.get(0)).unwrap_or_else(|error| panic!("{table}: {error}"))
    };
    let of = |table: String| {
        let columns = columns(&kept, &table);
        columns.into_iter().map(move |column| (table.clone(), column))
    };
    tables(&kept)
        .into_iter()
        .flat_map(of)
        .map(|(table, column)| (value(&table, &column), table, column))
        .map(|(value, table, column)| (table, column, value))
        .collect()
}

/// Tries every damage of a column. Returns the number of tries.
fn try_all(home: &Home, table: &str, column: &str, kept: &Value) -> usize {
    let runtime = runtime();
    let mut tries = 0;
    for value in damages(kept) {
        if home.damage(table, column, &value).is_none() {
            continue;
        }
        tries += 1;
        let begun = Instant::now();
        let left = runtime.block_on(home.use_it());
        let what = || format!("{table}.{column} = {}", brief(&value));
        assert!(begun.elapsed() < PATIENCE, "{} took {:?}", what(), begun.elapsed());
        // Damage to the version, the key or the revision in `meta` may affect the whole database.
        assert!(left >= CONNECTIONS - 1 || table == "meta", "{} left {left}", what());
        assert!(left == CONNECTIONS || ["connections", "meta"].contains(&table), "{} left {left}", what());
    }
    tries
}

fn brief(value: &Value) -> String {
    format!("{value:?}").chars().take(200).collect()
}

/// Tests damage that is merely large: many rows, each of its own network.
#[test]
fn a_thousand_rows_that_each_name_a_network_of_their_own_are_soon_passed_over() {
    let home = Home::new();
    let db = Connection::open(home.path("data").join(FILE)).unwrap();
    let columns = columns(&db, "connections").join(", ").replace("id, network,", "");
    db.execute_batch(&format!(
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 20000) \
         INSERT INTO connections (id, network, {columns}) SELECT 'more-' || x, 'network-' || x, {columns} \
         FROM n, (SELECT * FROM connections ORDER BY id LIMIT 1)"
    ))
    .unwrap();
    let begun = Instant::now();
    let status = read_status(&home.path("data"), &home.catalogue, Utc::now()).unwrap();
    assert_eq!(status.connections.len(), CONNECTIONS);
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    let mut store = Store::open(&home.path("data")).unwrap();
    let practice = home.catalogue.get(&"practice".into()).unwrap();
    let known = |id: &lifecycle::NetworkId| (id.as_str() == "practice").then(|| Arc::clone(&practice.policy));
    assert_eq!(store.connections(&known).unwrap().len(), CONNECTIONS + 1);
}
