//! Simulated networks, a keeper or the command line on one data directory, a controlled clock, and a person.
#![allow(dead_code, unused_imports, reason = "each suite uses its own part")]

mod bench;
mod clock;
mod database;
#[cfg(target_os = "linux")]
mod disk;
mod gander;
mod gate;
mod home;
mod raw;
mod recorder;
mod relay;
mod wait;

pub use bench::Bench;
pub use database::{column, count, execute, rows, version};
#[cfg(target_os = "linux")]
pub use disk::{Disk, Wrong};
pub use gander::{Ran, Running, binary, example, terminate};
pub use gate::Gate;
pub use home::{Home, PASSWORD, settled};
pub use raw::{Page, raw, raw_bytes, raw_with};
pub use recorder::{OfActivity, Recorder, Said, Screen};
pub use relay::Relay;
pub use wait::{DEADLINE, until, within};
