//! The life of connections in virtual time: scenarios, the nine invariants, and a year of a thousand of them.

mod common;
mod connecting;
mod interruptions;
mod notices;
mod renewing;
mod verdicts;
