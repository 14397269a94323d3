//! Sharing: the time from `gander share` to its request at the network, and the cost of ten thousand planned posts.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use acceptance::{Outcome, programs::ours};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use simnet::{Consent, Endpoint, Network, Settings, Simnet, browse_and_deliver};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use crate::process::{kilobytes, percentile};

const NETWORK: Network = Network::Mastodon;
const RUNS: usize = 30;
const STARTS: usize = 11;
const PLANNED: usize = 10_000;
/// Time for the work after a start.
const SETTLE: Duration = Duration::from_secs(10);
const READY: &str = "Gander keeps your connections.";

/// The times in milliseconds, and the memory of one planned post in bytes.
pub async fn measure(dir: &Path) -> Outcome<Value> {
    let gander = Gander::start(dir).await?;
    let first_request = gander.first_requests().await?;
    gander.plan_one().await?;
    let (start_with_one, few_kb) = gander.starts().await?;
    gander.multiply_plans()?;
    let (start_with_many, many_kb) = gander.starts().await?;
    Ok(json!({
        "first_request_ms": first_request,
        "start_with_one_ms": start_with_one,
        "start_with_many_ms": start_with_many,
        "bytes_a_post": (many_kb - few_kb) * 1024.0 / PLANNED as f64,
    }))
}

/// A Gander with one account, and its practice network.
struct Gander {
    simnet: Simnet,
    dir: PathBuf,
    id: String,
}

impl Gander {
    async fn start(dir: &Path) -> Outcome<Self> {
        let simnet = Simnet::start(Settings::default()).await?;
        let networks = dir.join("networks");
        fs::create_dir_all(&networks)?;
        simnet.write_network_file(&networks, NETWORK, None)?;
        let mut gander = Self { simnet, dir: dir.to_owned(), id: String::new() };
        gander.connect().await?;
        gander.id =
            gander.database()?.query_row("SELECT id FROM connections", [], |row| row.get::<_, String>(0))?;
        Ok(gander)
    }

    fn command(&self, words: &[&str]) -> Outcome<Command> {
        let path = |name: &str| self.dir.join(name);
        let mut command = Command::new(ours("gander")?);
        command.arg("--data-dir").arg(path("data")).arg("--networks").arg(path("networks"));
        command.arg("--key-file").arg(path("key")).args(words).kill_on_drop(true);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        Ok(command)
    }

    fn database(&self) -> Outcome<Connection> {
        Ok(Connection::open(self.dir.join("data/gander.db"))?)
    }

    async fn connect(&self) -> Outcome {
        let server = self.simnet.network_url(NETWORK);
        let at = server.trim_start_matches("http://");
        let mut child = self.command(&["connect", NETWORK.id(), "--at", at, "--print-url"])?.spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let url = lines.next_line().await?.ok_or("gander printed no address")?;
        browse_and_deliver(&url, "danar", "goose", Consent::Allow).await?;
        while lines.next_line().await?.is_some() {}
        if child.wait().await?.success() { Ok(()) } else { Err("the account was not connected".into()) }
    }

    /// The median time from the start of `gander share` until its request is at the network.
    async fn first_requests(&self) -> Outcome<f64> {
        let mut times = Vec::new();
        for run in 0..RUNS {
            let asked = || self.simnet.request_count(NETWORK, Endpoint::Publish);
            let before = asked();
            let text = format!("Goose number {run}");
            let begun = Instant::now();
            let mut share = self.command(&["share", "--to", &self.id, "--text", &text])?.spawn()?;
            while asked() == before {
                if begun.elapsed() > SETTLE {
                    return Err("no request came".into());
                }
                // Any pause would be measured as well.
                tokio::task::yield_now().await;
            }
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
            if !share.wait().await?.success() {
                return Err("the post was not shared".into());
            }
        }
        Ok(percentile(times, 50))
    }

    async fn plan_one(&self) -> Outcome {
        let words = ["share", "--to", &self.id, "--text", "Planned", "--at", "2099-01-01 12:00"];
        let planned = self.command(&words)?.status().await?;
        if planned.success() { Ok(()) } else { Err("the post was not planned".into()) }
    }

    /// Copies the planned post.
    fn multiply_plans(&self) -> Outcome {
        let mut database = self.database()?;
        let transaction = database.transaction()?;
        for table in ["activities", "posts"] {
            let names: Vec<String> = {
                let mut columns = transaction.prepare("SELECT name FROM pragma_table_info(?1)")?;
                columns.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?
            };
            let values = names.iter().map(|name| match (table, name.as_str()) {
                ("activities", "id") | ("posts", "id" | "activity") => format!("{name} || '-' || ?1"),
                _ => name.clone(),
            });
            let planned = if table == "posts" { "phase = '\"queued\"'" } else { "planned_at IS NOT NULL" };
            let copy = format!(
                "INSERT INTO {table} ({}) SELECT {} FROM {table} WHERE {planned} AND instr(id, '-copy') = 0 LIMIT 1",
                names.join(", "),
                values.collect::<Vec<_>>().join(", ")
            );
            for number in 1..PLANNED {
                transaction.execute(&copy, params![format!("copy{number}")])?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// The median time of a start in milliseconds, and the resident memory of the last one in kB.
    async fn starts(&self) -> Outcome<(f64, f64)> {
        let (mut times, mut resident) = (Vec::new(), 0.0);
        for run in 1..=STARTS {
            let begun = Instant::now();
            let mut running = self.command(&["run", "--headless"])?.stderr(Stdio::piped()).spawn()?;
            wait_until_ready(&mut running).await?;
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
            if run == STARTS {
                tokio::time::sleep(SETTLE).await;
                resident = kilobytes(running.id().ok_or("it ended")?, "VmRSS")? as f64;
            }
            running.kill().await?;
        }
        Ok((percentile(times, 50), resident))
    }
}

async fn wait_until_ready(running: &mut Child) -> Outcome {
    let stdout = running.stdout.take().ok_or("no output")?;
    let stderr = running.stderr.take().ok_or("no output")?;
    let (mut said, mut told) = (BufReader::new(stdout).lines(), BufReader::new(stderr).lines());
    loop {
        let line = tokio::select! {
            line = said.next_line() => line?,
            line = told.next_line() => line?,
        };
        match line {
            Some(line) if line.contains(READY) => return Ok(()),
            Some(_) => {}
            None => return Err("gander run --headless ended".into()),
        }
    }
}
