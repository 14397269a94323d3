//! Kills `gander` with SIGKILL at every named point, starts it again, and looks what is left. `crash [WORD]` runs the
//! cases whose name holds the word. Needs `gander-crash` beside it: `cargo xtask crash` builds both.

use std::process::ExitCode;

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("The crash points are compiled in on Linux alone.");
    ExitCode::FAILURE
}

#[cfg(target_os = "linux")]
mod case;
#[cfg(target_os = "linux")]
mod gander;
#[cfg(target_os = "linux")]
mod keyring;
#[cfg(target_os = "linux")]
mod place;
#[cfg(target_os = "linux")]
mod points;
#[cfg(target_os = "linux")]
mod scenario;
#[cfg(target_os = "linux")]
mod table;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    let word = std::env::args().nth(1).unwrap_or_default();
    let ended = match keyring::inside() {
        Some(private) => run(&word, Some(&private)).map(|good| i32::from(!good)),
        None => outside(&word),
    };
    match ended {
        Ok(code) => u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// On a private bus, if there can be one.
#[cfg(target_os = "linux")]
fn outside(word: &str) -> acceptance::Outcome<i32> {
    let private = tempfile::tempdir()?;
    match keyring::enter(private.path())? {
        Some(code) => Ok(code),
        None => run(word, None).map(|good| i32::from(!good)),
    }
}

/// Whether all went well.
#[cfg(target_os = "linux")]
fn run(word: &str, private: Option<&std::path::Path>) -> acceptance::Outcome<bool> {
    use std::{io::Write, sync::Arc};

    // More than there are processors: a case mostly waits for its processes and for the disk.
    const AT_ONCE: usize = 6;

    // Whatever uses reqwest brings the TLS provider along.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut cases = case::all();
    let unnamed = points::without_a_case(&cases)?;
    cases.retain(|case| case.name().contains(word));
    if private.is_none() && cases.iter().any(case::Case::needs_a_keyring) {
        println!("skipped: the cases with a keyring, which need dbus-run-session and gnome-keyring-daemon");
        cases.retain(|case| !case.needs_a_keyring());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let rows = runtime.block_on(async {
        let _keyring = match private {
            Some(private) => Some(keyring::start(private).await?),
            None => None,
        };
        let turns = Arc::new(tokio::sync::Semaphore::new(AT_ONCE));
        let start = |case: case::Case| {
            let turns = Arc::clone(&turns);
            tokio::spawn(async move {
                let _turn = turns.acquire().await;
                let row = scenario::run(&case).await;
                print!("{}", if row.good() { '.' } else { 'F' });
                let _ = std::io::stdout().flush();
                row
            })
        };
        let running: Vec<_> = cases.into_iter().map(start).collect();
        let mut rows = Vec::new();
        for row in running {
            rows.push(row.await?);
        }
        acceptance::Outcome::Ok(rows)
    })?;
    println!();
    Ok(table::print(&rows, &unnamed))
}
