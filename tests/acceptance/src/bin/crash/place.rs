//! One case's own world: simulated networks, a data directory and a key.

use std::{
    fs,
    path::{Path, PathBuf},
};

use acceptance::{Outcome, keyring::Keyring, programs::ours};
use rusqlite::{Connection, types::Value};
use simnet::{CLIENT_SECRET, Consent, Network, Settings, Simnet, browse};
use tokio::process::Command;

use crate::gander::{Ended, Running};

const MEMBER: &str = "danar";
const PASSWORD: &str = "goose";
const FIRST_VERSION: &str = include_str!("../../../../../src-tauri/crates/store/src/schema.sql");
/// Prefixes of the simulated networks' tokens and codes, and the app's secret. No file may hold one.
const SECRETS: [&str; 5] =
    ["practice-access-", "practice-refresh-", "practice-signing-", "practice-code-", CLIENT_SECRET];

pub struct Place {
    pub net: Simnet,
    pub network: Network,
    folder: tempfile::TempDir,
    keyring: Option<Keyring>,
}

impl Place {
    pub async fn new(network: Network, keyring: bool) -> Outcome<Self> {
        let folder = in_memory()?;
        let keyring = match keyring {
            true => Some(Keyring::start(folder.path().join("keyring")).await?),
            false => None,
        };
        let place = Self { net: Simnet::start(Settings::default()).await?, network, folder, keyring };
        place.net.write_network_files(&place.path("networks"))?;
        Ok(place)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn database(&self) -> PathBuf {
        self.path("data/gander.db")
    }

    pub fn keyring(&self) -> Outcome<&Keyring> {
        self.keyring.as_ref().ok_or_else(|| "the key is in a file here".into())
    }

    pub fn keyring_mut(&mut self) -> Outcome<&mut Keyring> {
        self.keyring.as_mut().ok_or_else(|| "the key is in a file here".into())
    }

    pub fn member(&self) -> &'static str {
        MEMBER
    }

    /// `gander`, or the build that dies at a point. It sees no display, bus or home of this machine.
    fn command(&self, arguments: &[&str], dies_at: Option<&str>) -> Outcome<Command> {
        let mut command = Command::new(ours(if dies_at.is_some() { "gander-crash" } else { "gander" })?);
        command.env_clear().env("HOME", self.path("home"));
        if let Some(point) = dies_at {
            command.env("GANDER_CRASH_AT", point);
        }
        command.arg("--data-dir").arg(self.path("data")).arg("--networks").arg(self.path("networks"));
        match &self.keyring {
            Some(keyring) => command.env("DBUS_SESSION_BUS_ADDRESS", keyring.address()),
            None => command.arg("--key-file").arg(self.path("key")),
        };
        command.args(arguments);
        Ok(command)
    }

    pub async fn start(&self, arguments: &[&str], dies_at: Option<&str>) -> Outcome<Running> {
        Running::start(self.command(arguments, dies_at)?, "").await
    }

    /// Runs a command to its end.
    pub async fn gander(&self, arguments: &[&str], dies_at: Option<&str>) -> Outcome<Ended> {
        self.start(arguments, dies_at).await?.end().await
    }

    /// Stores the app keys of the network.
    pub async fn set_keys(&self, dies_at: Option<&str>) -> Outcome<Ended> {
        let client = self.network.client_id();
        let arguments = ["app", "set", self.network.id(), "--client-id", &client, "--client-secret-stdin"];
        Running::start(self.command(&arguments, dies_at)?, CLIENT_SECRET).await?.end().await
    }

    /// An organization's file with other keys for the network, and another warning ladder.
    pub fn handed_out(&self) -> Outcome<PathBuf> {
        let path = self.path("gander.toml");
        let text = format!(
            "[organization]\nname = \"Example Newsroom\"\n[networks.{}]\nclient_id = \"another-app\"\n\
             [alerts]\nwarn = [\"9d\", \"2d\"]\n",
            self.network.id()
        );
        fs::write(&path, text)?;
        Ok(path)
    }

    /// Runs `connect` or `reauthorize`, and the person signs in meanwhile.
    pub async fn sign_in(&self, arguments: &[&str], dies_at: Option<&str>) -> Outcome<Ended> {
        let mut running = self.start(&[arguments, &["--print-url"]].concat(), dies_at).await?;
        let url = running.line().await?;
        let redirect = browse(&url, MEMBER, PASSWORD, Consent::Allow).await?;
        // The process may die before it has answered the browser.
        let _ = reqwest::Client::builder().no_proxy().build()?.get(redirect).send().await;
        running.end().await
    }

    /// Adds the account and returns its id.
    pub async fn connect(&self) -> Outcome<String> {
        self.sign_in(&["connect", self.network.id()], None).await?.with(0, "connect")?;
        self.only_connection().await
    }

    /// The id and status of each connection, as `gander status` shows them.
    pub async fn status(&self) -> Outcome<Vec<(String, String)>> {
        let ended = self.gander(&["status", "--json"], None).await?;
        let told: serde_json::Value = serde_json::from_str(&ended.stdout).map_err(|_| ended.stderr)?;
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let connections = told["connections"].as_array().ok_or("a status without connections")?;
        Ok(connections
            .iter()
            .map(|connection| (text(&connection["id"]), text(&connection["status"])))
            .collect())
    }

    pub async fn only_connection(&self) -> Outcome<String> {
        match self.status().await?.as_slice() {
            [(id, _)] => Ok(id.clone()),
            other => Err(format!("there is not one connection, but {other:?}").into()),
        }
    }

    /// Every row of a table, to see that nothing changed.
    pub fn rows(&self, table: &str) -> Outcome<Vec<Vec<Value>>> {
        let database = Connection::open(self.database())?;
        let mut statement = database.prepare(&format!("SELECT * FROM {table} ORDER BY 1"))?;
        let width = statement.column_count();
        let row = |row: &rusqlite::Row<'_>| (0..width).map(|column| row.get(column)).collect();
        Ok(statement.query_map([], row)?.collect::<Result<_, _>>()?)
    }

    /// Shortens the network's delay before a second refusal is believed to a millisecond.
    pub fn confirm_at_once(&self) -> Outcome {
        let path = self.path("networks").join(format!("{}.toml", self.network.id()));
        let text = fs::read_to_string(&path)?;
        let hurried = text.replace("confirm_after = \"30s\"", "confirm_after = \"1ms\"");
        if hurried == text {
            return Err(format!("no rule of {} waits for 30 s", self.network).into());
        }
        Ok(fs::write(path, hurried)?)
    }

    /// Moves all that is stored into a database of the first version.
    pub fn make_old(&self) -> Outcome {
        let (new, old) = (self.database(), self.path("old.db"));
        let database = Connection::open(&old)?;
        database.execute_batch(FIRST_VERSION)?;
        database.pragma_update(None, "user_version", 1)?;
        database.execute("ATTACH ?1 AS new", [new.display().to_string()])?;
        let list = |sql: &str| -> rusqlite::Result<Vec<String>> {
            database.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        };
        let tables = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
        for table in list(tables)? {
            let columns = |of: &str| list(&format!("SELECT name FROM pragma_table_info('{table}', '{of}')"));
            let known = columns("new")?;
            let both: Vec<_> = columns("main")?.into_iter().filter(|name| known.contains(name)).collect();
            let both = both.join(", ");
            database
                .execute(&format!("INSERT INTO main.{table} ({both}) SELECT {both} FROM new.{table}"), [])?;
        }
        database.close().map_err(|(_, error)| error)?;
        Ok(fs::rename(old, new)?)
    }

    /// The number of rows in a table.
    pub fn count(&self, table: &str) -> Outcome<i64> {
        let database = Connection::open(self.database())?;
        Ok(database.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?)
    }

    /// Like [`Self::count`], with or without a database.
    pub fn count_if_any(&self, table: &str) -> Outcome<i64> {
        let database = Connection::open(self.database())?;
        if !database.table_exists(None, table)? {
            return Ok(0);
        }
        self.count(table)
    }

    /// Runs SQLite's integrity check and pairs states with secrets, on a copy, so that the check mends nothing.
    pub fn sound(&self) -> Outcome {
        let copy = in_memory()?;
        if self.path("data").exists() {
            for entry in fs::read_dir(self.path("data"))?.flatten().filter(|entry| entry.path().is_file()) {
                fs::copy(entry.path(), copy.path().join(entry.file_name()))?;
            }
        }
        let path = copy.path().join("gander.db");
        if path.exists() {
            let database = Connection::open(path)?;
            let told: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
            if told != "ok" {
                return Err(told.into());
            }
            let version: i64 = database.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            let mixed = "SELECT (SELECT count(*) FROM connections c LEFT JOIN secrets s ON s.connection = c.id \
                         AND s.generation = c.generation WHERE s.sealed IS NULL) + (SELECT count(*) FROM secrets s \
                         LEFT JOIN connections c ON c.id = s.connection WHERE c.id IS NULL)";
            if version > 0 && database.query_row(mixed, [], |row| row.get::<_, i64>(0))? != 0 {
                return Err("a state and its secret are not of one generation".into());
            }
        }
        no_plain_text(self.folder.path())
    }
}

/// A folder on a file system in memory, if available. A killed process loses no data that it has handed to the system,
/// and waiting for a disk would take longest here.
fn in_memory() -> std::io::Result<tempfile::TempDir> {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir())
}

/// Checks that no file under the folder holds a token, a code or the app's secret. The network files are exempt: they
/// name the practice app's own secret in a comment.
fn no_plain_text(folder: &Path) -> Outcome {
    for entry in fs::read_dir(folder)?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            // The keyring may hold secrets.
            if !["networks", "keyring"].map(Into::into).contains(&entry.file_name()) {
                no_plain_text(&path)?;
            }
            continue;
        }
        no_secret(&path.display().to_string(), &fs::read(&path)?)?;
    }
    Ok(())
}

/// Checks that the bytes hold no token, code or app's secret.
pub fn no_secret(what: &str, bytes: &[u8]) -> Outcome {
    let holds = |secret: &str| bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
    match SECRETS.into_iter().find(|secret| holds(secret)) {
        Some(secret) => Err(format!("{what} holds \"{secret}\" in plain text").into()),
        None => Ok(()),
    }
}
