//! The life of a connection as a pure state machine: inputs in, effects out, time is an argument.
//!
//! **Architecture invariant:** no secret ever enters this crate, and nothing here does I/O or reads a clock.

mod clocks;
mod connection;
mod effect;
mod hash;
mod input;
mod machine;
mod moments;
mod notice;
mod pages;
mod permissions;
mod policy;
mod record;
mod sign_in;
mod standing;
mod suspicion;
mod words;

pub use clocks::{Clocks, Confidence, Witness};
pub use effect::{Effect, Event, SignInOutcome};
pub use hash::fnv_1a;
pub use input::Input;
pub use machine::{Lifecycle, Working};
pub use moments::{bounded_moment, bounded_span, moment_of_millis, span_of_seconds};
pub use notice::{NoticeKind, Notified};
pub use pages::{Listing, MOST_PAGES, Page};
pub use permissions::{Need, Scopes};
pub use policy::{Grant, Lifetimes, Policy, Renewal};
pub use record::Record;
pub use sign_in::{SignIn, SignInProgress};
pub use standing::{Standing, Unreachable};
pub use suspicion::Suspicion;
pub use words::{
    Account, Allowance, ConnectionId, Endpoint, Evidence, Health, NetworkId, OperationId, Reason, Refusal,
    SetUp, Signal, Verdict,
};
