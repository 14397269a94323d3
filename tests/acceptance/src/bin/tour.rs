//! The story of Gander, in the real application: connect four accounts, change a password, get a notice, sign in
//! again. `tour DIR` leaves a transcript and pictures in DIR. `tour DIR DATA` keeps Gander's data in DATA afterwards.

use std::process::ExitCode;

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("The tour drives Gander through WebKitGTK's WebDriver, which is on Linux alone.");
    ExitCode::FAILURE
}

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    use acceptance::desktop;

    let Some(dir) = std::env::args_os().nth(1).map(std::path::PathBuf::from) else {
        eprintln!("usage: tour DIR [DATA]");
        return ExitCode::from(2);
    };
    let done = match desktop::inside() {
        Some(private) => tell(&dir, &private).map(|()| 0),
        // The private folder is not in DIR: a socket's path must be short.
        None => tempfile::tempdir().map_err(Into::into).and_then(|private| desktop::enter(private.path())),
    };
    match done {
        Ok(code) => u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(target_os = "linux")]
fn tell(dir: &std::path::Path, private: &std::path::Path) -> acceptance::Outcome {
    let data = std::env::args_os().nth(2).map_or_else(|| private.join("data"), std::path::PathBuf::from);
    // thirtyfour speaks HTTP through reqwest, which has no TLS provider of its own here.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut transcript = acceptance::transcript::Transcript::begin(dir)?;
        let outcome = acceptance::story::tell(&mut transcript, private, data).await;
        if outcome.is_err() {
            // The programs' logs help to explain the failure.
            for entry in std::fs::read_dir(private)?.flatten() {
                if entry.path().extension().is_some_and(|extension| extension == "log") {
                    std::fs::copy(entry.path(), dir.join(entry.file_name()))?;
                }
            }
        }
        transcript.end(&outcome);
        outcome
    })
}
