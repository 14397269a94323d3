//! The life of a connection as a pure state machine: events in, effects out, time is an argument.
//!
//! **Architecture invariant:** no secret ever enters this crate, and nothing here does I/O or reads a clock.

mod clocks;
mod connection;
mod exchange;
mod hash;
mod machine;
mod moments;
mod pages;
mod permissions;
mod policy;
mod sign_in;
mod suspicion;
mod words;

pub use clocks::{Clocks, Confidence, Witness};
pub use exchange::{
    Effect, Event, Input, NoticeKind, Notified, Record, SignInOutcome, Standing, Unreachable, Vitals,
};
pub use hash::fnv_1a;
pub use machine::{Lifecycle, Working};
pub use moments::{bounded_moment, bounded_span, moment_of_millis, span_of_seconds};
pub use pages::{Listing, MOST_PAGES, Page};
pub use permissions::{Need, Scopes};
pub use policy::{Grant, Lifetimes, Policy, Renewal};
pub use sign_in::{SignIn, SignInProgress};
pub use suspicion::{Refusal, Suspicion};
pub use words::{
    Account, ConnectionId, Endpoint, Evidence, Health, NetworkId, OperationId, Reason, SetUp, Signal, Verdict,
};
