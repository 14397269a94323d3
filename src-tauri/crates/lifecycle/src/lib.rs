//! The life of a connection as a pure state machine: events in, effects out, time is an argument.
//!
//! **Architecture invariant:** no secret ever enters this crate, and nothing here does I/O or reads a clock.

mod policy;
mod words;

pub use policy::{Grant, Lifetimes, Policy, Renewal};
pub use words::{
    Account, Attempt, ConnectionId, Endpoint, Evidence, Health, NetworkId, Reason, SetUp, Signal, Verdict,
};
