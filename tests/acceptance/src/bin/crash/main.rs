//! Kills `gander` with SIGKILL at every named point, starts it again, and checks the result; then takes its keyring
//! away. `crash [WORD]` runs the cases whose name holds the word. Needs `gander-crash` beside it: `cargo xtask crash`
//! builds both.

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
mod place;
#[cfg(target_os = "linux")]
mod points;
#[cfg(target_os = "linux")]
mod scenario;
#[cfg(target_os = "linux")]
mod sharing;
#[cfg(target_os = "linux")]
mod states;
#[cfg(target_os = "linux")]
mod table;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    let word = std::env::args().nth(1).unwrap_or_default();
    match run(&word) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Tells whether all cases passed.
#[cfg(target_os = "linux")]
fn run(word: &str) -> acceptance::Outcome<bool> {
    use std::{io::Write, rc::Rc};

    // More cases than processors: a case mostly waits for its processes and for the disk.
    const AT_ONCE: usize = 6;

    // reqwest has no TLS provider of its own here.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut cases = case::all();
    let unnamed = points::without_a_case(&cases)?;
    cases.retain(|case| case.name().contains(word));
    let mut states = states::all();
    states.retain(|state| state.name().contains(word));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (rows, said) = tokio::task::LocalSet::new().block_on(&runtime, async {
        // The states wait for deliberate delays, so they run beside the cases.
        let states: Vec<_> =
            states.into_iter().map(|state| tokio::task::spawn_local(states::run(state))).collect();
        let turns = Rc::new(tokio::sync::Semaphore::new(AT_ONCE));
        let start = |case: case::Case| {
            let turns = Rc::clone(&turns);
            tokio::task::spawn_local(async move {
                let _turn = turns.acquire().await;
                let row = scenario::run(&case).await;
                print!("{}", if row.good() { '.' } else { 'F' });
                let _ = std::io::stdout().flush();
                row
            })
        };
        let running: Vec<_> = cases.into_iter().map(start).collect();
        let (mut rows, mut said) = (Vec::new(), Vec::new());
        for row in running {
            rows.push(row.await?);
        }
        for state in states {
            said.push(state.await?);
        }
        acceptance::Outcome::Ok((rows, said))
    })?;
    println!();
    Ok(table::print(&rows, &said, &unnamed))
}
