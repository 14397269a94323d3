//! The means to use Gander as a person would: a desktop of its own, two browsers, and a transcript. The binary `tour`
//! tells the story with them.

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

/// The result of a step. The person sees the error's text as it is.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
