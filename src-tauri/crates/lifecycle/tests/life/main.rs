//! The life of connections in virtual time: scenarios, and the nine invariants.

mod common;
mod connecting;
mod history;
mod interruptions;
mod invariants;
mod notices;
mod pages;
mod permissions;
mod renewing;
mod stored;
mod suspicions;
mod times;
mod using;
mod verdicts;
mod waking;
