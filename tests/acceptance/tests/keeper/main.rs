//! The keeper, in this process, against the simulated networks.

#[path = "../support/mod.rs"]
mod support;

mod alerts;
mod apart;
mod avatars;
mod bridge;
mod causes;
mod clocks;
mod connecting;
mod demands;
mod domains;
mod faults;
mod hosts;
mod introspection;
mod pages;
mod permissions;
mod publishing;
mod redirects;
mod renewals;
mod sealed;
mod servers;
mod sharing;
mod signed;
mod storage;
mod warnings;
mod wrong_account;
