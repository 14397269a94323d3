//! Measures Gander's promised figures with the binaries beside this one. Prints one line of JSON: names and numbers.
//!
//! `measure status | headless | sharing | redirect | closed-window | first-paint`

use std::process::ExitCode;

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("What is measured here is read from Linux's /proc, and from WebKitGTK.");
    ExitCode::FAILURE
}

#[cfg(target_os = "linux")]
mod closed_window;
#[cfg(target_os = "linux")]
mod first_paint;
#[cfg(target_os = "linux")]
mod headless;
#[cfg(target_os = "linux")]
mod process;
#[cfg(target_os = "linux")]
mod redirect;
#[cfg(target_os = "linux")]
mod seed;
#[cfg(target_os = "linux")]
mod sharing;
#[cfg(target_os = "linux")]
mod status;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    match measure() {
        Ok(code) => u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(target_os = "linux")]
fn measure() -> acceptance::Outcome<i32> {
    use acceptance::desktop;

    let figure = std::env::args().nth(1).unwrap_or_default();
    let needs_desktop = matches!(figure.as_str(), "redirect" | "closed-window" | "first-paint");
    let private = desktop::inside();
    if needs_desktop && private.is_none() {
        return desktop::enter(tempfile::tempdir()?.path());
    }

    // Both WebDriver and the person at the login page speak HTTP through reqwest, which has no TLS provider of its own.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let figures = runtime.block_on(async {
        let own = tempfile::tempdir()?;
        let dir = private.unwrap_or_else(|| own.path().to_owned());
        match figure.as_str() {
            "status" => status::measure(&dir).await,
            "headless" => headless::measure(&dir).await,
            "sharing" => sharing::measure(&dir).await,
            "redirect" => redirect::measure(dir).await,
            "closed-window" => closed_window::measure(dir).await,
            "first-paint" => first_paint::measure(dir).await,
            _ => {
                Err("usage: measure status | headless | sharing | redirect | closed-window | first-paint"
                    .into())
            }
        }
    })?;
    println!("{figures}");
    Ok(0)
}
