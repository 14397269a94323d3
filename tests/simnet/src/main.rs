//! `simnet`: runs the simulated networks until it is told to stop.

use std::{fs, io, path::PathBuf, process::ExitCode};

use clap::Parser;
use serde_json::json;
use simnet::{CLIENT_SECRET, Network, Settings, Simnet};

/// Simulated social networks on this device, to try Gander with.
#[derive(Parser)]
#[command(name = "simnet", version)]
struct Arguments {
    /// The folder for the network files that point here, for `--networks` of Gander.
    #[arg(long, value_name = "DIR", default_value = "practice-networks")]
    networks_dir: PathBuf,
    /// Write the files of every network, not only of Facebook, Instagram, LinkedIn and X.
    #[arg(long)]
    every: bool,
    /// Write the file of this network as well.
    #[arg(long, value_name = "ID", conflicts_with = "every")]
    with: Vec<Network>,
    /// The port of Facebook; the others take the next ones. Any free ports without it.
    #[arg(long, value_name = "N")]
    port_base: Option<u16>,
    /// The port of the control page. Any free port without it.
    #[arg(long, value_name = "N")]
    control_port: Option<u16>,
    /// A JSON file to write once all servers listen: {"control": URL, "networks": {ID: URL}}.
    #[arg(long, value_name = "FILE")]
    ready_file: Option<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("simnet: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> io::Result<()> {
    let Arguments { networks_dir, every, with, port_base, control_port, ready_file } = arguments;
    let networks = if every { Network::EVERY.to_vec() } else { [&Network::ALL[..], &with].concat() };
    let simnet = Simnet::start(Settings { port_base, control_port }).await?;
    let written = match every {
        true => simnet.write_every_network_file(&networks_dir),
        false => simnet.write_network_files(&networks_dir).and_then(|()| {
            with.iter().try_for_each(|network| simnet.write_network_file(&networks_dir, *network, None))
        }),
    };
    written.map_err(|error| at(&networks_dir, &error))?;
    for network in &networks {
        println!("{:<14} {}", network.name(), simnet.network_url(*network));
    }
    println!("{:<14} {}", "Control page", simnet.control_url());
    println!("{:<14} {}", "Network files", networks_dir.display());
    println!("{:<14} danar and bolee, password goose; app secret {CLIENT_SECRET}", "Members");
    if let Some(file) = ready_file {
        write_ready_file(&simnet, &networks, &file).map_err(|error| at(&file, &error))?;
    }
    told_to_stop().await?;
    simnet.stop().await;
    Ok(())
}

fn write_ready_file(simnet: &Simnet, networks: &[Network], file: &PathBuf) -> io::Result<()> {
    let networks: serde_json::Map<_, _> = networks
        .iter()
        .map(|network| (network.id().to_owned(), simnet.network_url(*network).into()))
        .collect();
    let text = json!({ "control": simnet.control_url(), "networks": networks }).to_string();
    // A reader that waits for the file must never see half of it.
    let unfinished = file.with_extension("new");
    fs::write(&unfinished, text)?;
    fs::rename(unfinished, file)
}

fn at(path: &std::path::Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(unix)]
async fn told_to_stop() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn told_to_stop() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
