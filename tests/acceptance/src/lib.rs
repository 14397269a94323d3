//! What it takes to use Gander as a person would: a desktop of its own, two browsers, and somebody who writes
//! down what is seen. The binary `tour` tells the story with it.

#[cfg(target_os = "linux")]
pub mod app;
#[cfg(target_os = "linux")]
pub mod browser;
#[cfg(target_os = "linux")]
pub mod desktop;
#[cfg(target_os = "linux")]
pub mod keyring;
pub mod programs;
#[cfg(target_os = "linux")]
pub mod story;
pub mod transcript;
#[cfg(target_os = "linux")]
pub mod tray;
#[cfg(target_os = "linux")]
pub mod window_manager;

/// What a step comes to. The error's text is shown to the person as it is.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
