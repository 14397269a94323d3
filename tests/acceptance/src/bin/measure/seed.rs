//! A Gander with connections.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use acceptance::{Outcome, programs::ours};
use rusqlite::Connection;
use simnet::{Consent, Network, Settings, Simnet, browse_and_deliver};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
};

/// The number of possible accounts: two members at four networks, and Facebook once more under another name.
pub const MOST_REAL: usize = 10;
const PASSWORD: &str = "goose";

/// The practice networks, and a Gander that is connected to them.
pub struct Seeded {
    /// The practice networks, which end with this value.
    pub simnet: Simnet,
    dir: PathBuf,
}

impl Seeded {
    /// Signs in to ten accounts, through the command line.
    ///
    /// # Errors
    /// When an account does not become Active.
    pub async fn start(dir: &Path) -> Outcome<Seeded> {
        let simnet = Simnet::start(Settings::default()).await?;
        let seeded = Seeded { simnet, dir: dir.to_owned() };
        let networks = dir.join("networks");
        seeded.simnet.write_network_files(&networks)?;
        let facebook = fs::read_to_string(networks.join("facebook.toml"))?;
        let again = facebook
            .replace("id = \"facebook\"", "id = \"facebook-again\"")
            .replace("name = \"Facebook\"", "name = \"Facebook again\"");
        fs::write(networks.join("facebook-again.toml"), again)?;

        let ids = Network::ALL.map(Network::id).into_iter().chain(["facebook-again"]);
        for network in ids {
            seeded.set_keys(network).await?;
            for member in ["danar", "bolee"] {
                seeded.connect(network, member).await?;
            }
        }
        Ok(seeded)
    }

    /// The command line, or the app, with this Gander's folders.
    pub fn gander(&self, name: &str) -> Outcome<Command> {
        let mut command = Command::new(ours(name)?);
        command.args(self.arguments()).kill_on_drop(true);
        Ok(command)
    }

    /// The arguments that choose this Gander's folders.
    pub fn arguments(&self) -> [String; 6] {
        let path = |name: &str| self.dir.join(name).display().to_string();
        [
            "--data-dir".into(),
            path("data"),
            "--networks".into(),
            path("networks"),
            "--key-file".into(),
            path("key"),
        ]
    }

    /// Copies the connections in the database up to `count`. The copies' tokens cannot be opened, but stay unused.
    pub fn multiply_to(&self, count: usize) -> Outcome {
        let mut database = Connection::open(self.dir.join("data/gander.db"))?;
        let names: Vec<String> = {
            let mut columns = database.prepare("SELECT name FROM pragma_table_info('connections')")?;
            columns.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        let values = names.iter().map(|name| match name.as_str() {
            "id" | "account" => format!("{name} || '-' || ?1"),
            name => name.to_owned(),
        });
        let copy = format!(
            "INSERT INTO connections ({}) SELECT {} FROM originals",
            names.join(", "),
            values.collect::<Vec<_>>().join(", ")
        );
        let transaction = database.transaction()?;
        transaction.execute_batch("CREATE TEMP TABLE originals AS SELECT * FROM connections")?;
        for round in 1..count.div_ceil(MOST_REAL) {
            transaction.execute(&copy, [round.to_string()])?;
        }
        Ok(transaction.commit()?)
    }

    async fn set_keys(&self, network: &str) -> Outcome {
        let client = network.trim_end_matches("-again");
        let mut set = self.gander("gander")?;
        set.args(["app", "set", network, "--client-secret-stdin", "--client-id"]);
        let mut child = set.arg(format!("practice-{client}")).stdin(Stdio::piped()).spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            tokio::io::AsyncWriteExt::write_all(&mut stdin, simnet::CLIENT_SECRET.as_bytes()).await?;
        }
        if child.wait().await?.success() { Ok(()) } else { Err(format!("no keys for {network}").into()) }
    }

    async fn connect(&self, network: &str, member: &str) -> Outcome {
        let mut connect = self.gander("gander")?;
        connect.args(["connect", network, "--print-url"]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = connect.spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let url = lines.next_line().await?.ok_or("gander printed no address")?;
        browse_and_deliver(&url, member, PASSWORD, Consent::Allow).await?;
        // The output is read to its end, so that the process never waits for its reader.
        while lines.next_line().await?.is_some() {}
        match child.wait().await?.code() {
            Some(0) => Ok(()),
            code => Err(format!("{member} at {network} is not Active: {code:?}").into()),
        }
    }
}
