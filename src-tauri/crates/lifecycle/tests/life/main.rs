//! The life of connections in virtual time: scenarios, the nine invariants, and a year of a thousand of them.

mod common;
mod connecting;
mod history;
mod interruptions;
mod invariants;
mod notices;
mod renewing;
mod verdicts;
mod waking;
mod year;
