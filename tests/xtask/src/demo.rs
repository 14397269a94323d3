//! `cargo xtask demo`: opens Gander against practice networks, or runs the scripted tour.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Outcome, build, process, setup, workspace};

/// The simulated networks, by the ids of their network files.
const NETWORKS: [&str; 4] = ["facebook", "instagram", "linkedin", "x"];
const CLIENT_SECRET: &str = "practice-secret";

/// Opens Gander. Runs the tour on request, or when there is no display.
pub fn run(tour: bool) -> Outcome {
    if tour || !has_display() {
        if !tour {
            println!("There is no display here, so this is the tour instead.");
        }
        if !cfg!(target_os = "linux") {
            return Err(
                "the tour drives the app through WebKitGTK's WebDriver, which is on Linux alone".into()
            );
        }
        let command = tour_command()?;
        build::debug()?;
        let run = process::run(command);
        process::end_leftovers();
        return run;
    }
    println!("Building for development, which starts sooner the first time.");
    build::debug()?;
    open()
}

/// The command that runs the tour. Needs built binaries.
pub fn tour_command() -> Outcome<Command> {
    let programs = setup::for_the_tour()?;
    let mut tour = Command::new(workspace::binary("debug", "tour"));
    tour.current_dir(workspace::root()).arg(workspace::results("tour"));
    programs.hand_to(&mut tour)?;
    process::mark(&mut tour);
    Ok(tour)
}

fn open() -> Outcome {
    let home = workspace::results("demo");
    // The practice networks lose all state when they end, so connections of an earlier demo are useless.
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(&home)?;

    let ready = home.join("simnet.json");
    let mut simnet = Command::new(workspace::binary("debug", "simnet"));
    simnet
        .arg("--networks-dir")
        .arg(home.join("networks"))
        .args(["--with", "mastodon", "--with", "bluesky"])
        .arg("--ready-file")
        .arg(&ready)
        .stdout(Stdio::null());
    let mut simnet = process::Running::start(simnet)?;
    let told = ready_file(&ready, &mut simnet)?;
    let address = |of: &serde_json::Value| of.as_str().map(str::to_owned);
    let control = address(&told["control"]).ok_or("the practice networks told no control page")?;
    let mastodon =
        address(&told["networks"]["mastodon"]).ok_or("the practice networks told no server of Mastodon")?;

    let place = [
        ("--data-dir", home.join("data")),
        ("--networks", home.join("networks")),
        ("--key-file", home.join("key")),
    ];
    let gander = |name: &str| {
        let mut command = Command::new(workspace::binary("debug", name));
        for (flag, value) in &place {
            command.arg(flag).arg(value);
        }
        command
    };
    for network in NETWORKS {
        set_app_keys(gander("gander"), network)?;
    }

    println!("\nGander opens now, with practice networks that run on this device.");
    println!("  Press Connect at any network, and sign in as");
    println!("    danar, password goose   (Dana Reyes)");
    println!("    bolee, password goose   (Bo Lee)");
    println!("  Mastodon asks for a server: {}", mastodon.trim_start_matches("http://"));
    println!("  Bluesky asks for a handle: danar.practice.test");
    println!("  Gander shares to these two, and {mastodon}/timeline shows the posts.");
    println!("  Then change a password, or break something else, at {control}");
    println!("  and press Check now in the account's details.");
    println!(
        "Closing the window leaves Gander in the tray. Quit there, or press Ctrl-C here, to end everything.\n"
    );

    let mut app = process::Running::start(gander("gander-app"))?;
    if app.wait()? { Ok(()) } else { Err("Gander ended with an error".into()) }
}

fn set_app_keys(mut gander: Command, network: &str) -> Outcome {
    gander.args(["app", "set", network, "--client-secret-stdin", "--client-id"]);
    gander.arg(format!("practice-{network}")).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut child = gander.spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(CLIENT_SECRET.as_bytes())?;
    }
    if child.wait()?.success() {
        Ok(())
    } else {
        Err(format!("the app keys of {network} could not be set").into())
    }
}

/// Waits until the practice networks listen, and returns their addresses.
fn ready_file(ready: &Path, simnet: &mut process::Running) -> Outcome<serde_json::Value> {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        if let Ok(text) = std::fs::read_to_string(ready) {
            return Ok(serde_json::from_str(&text)?);
        }
        if simnet.ended() || Instant::now() > deadline {
            return Err("the practice networks did not start".into());
        }
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

/// Always true on macOS and Windows.
fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
