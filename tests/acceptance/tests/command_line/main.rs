//! The command line as people and scripts use it: a child process, its words, and its exit code.
#![cfg_attr(not(unix), allow(unused_imports, reason = "what needs Unix is left out"))]

#[path = "../support/mod.rs"]
mod support;

mod app_keys;
#[cfg(target_os = "linux")]
mod bridge;
mod commands;
#[cfg(unix)]
mod deaths;
mod deleting;
#[cfg(target_os = "linux")]
mod disks;
mod doctor;
mod doubts;
mod folders;
mod history;
mod late_key;
#[cfg(unix)]
mod library;
mod network_files;
mod organizations;
mod outputs;
mod pasted;
#[cfg(unix)]
mod private;
#[cfg(unix)]
mod programs;
mod proxies;
mod refusals;
mod running;
mod secrets;
mod sharing;
mod storage;
mod suspended;
#[cfg(target_os = "linux")]
mod terminal;
