//! The binary `gander-app`.
// Without this a console window opens beside Gander on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(desktop)]
fn main() -> std::process::ExitCode {
    gander_app::run(clap::Parser::parse())
}

/// Phones and tablets load the library instead.
#[cfg(mobile)]
fn main() {}
