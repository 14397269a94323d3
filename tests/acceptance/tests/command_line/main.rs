//! The command line as people and scripts use it: a child process, its words, and its exit code.

#[path = "../support/mod.rs"]
mod support;

mod app_keys;
mod bridge;
mod commands;
#[cfg(unix)]
mod deaths;
#[cfg(target_os = "linux")]
mod disks;
mod doctor;
mod doubts;
mod folders;
mod history;
mod late_key;
mod network_files;
mod organizations;
mod outputs;
mod pasted;
#[cfg(unix)]
mod private;
mod proxies;
mod refusals;
mod running;
mod secrets;
mod storage;
mod suspended;
