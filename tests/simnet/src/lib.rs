//! Simulated social networks: Facebook, Instagram, LinkedIn, X and thirteen more as real HTTP servers on this device,
//! with login and consent pages, tokens with the documented lifetimes, the documented answers to all failures, a
//! movable clock, and a switchboard for faults. Mastodon and Bluesky take posts too, and show them on a timeline.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use simnet::{Network, Settings, Simnet};
//!
//! let simnet = Simnet::start(Settings::default()).await?;
//! simnet.write_every_network_file("practice-networks".as_ref())?;
//! simnet.change_password(Network::Facebook, "danar", "gander")?;
//! simnet.stop().await;
//! # Ok(())
//! # }
//! ```

mod apps;
mod bound;
mod browser;
mod clock;
mod control;
mod control_page;
mod dead_end;
mod delivery;
mod dialect;
mod door;
mod fault;
mod files;
mod grants;
mod multipart;
mod network;
mod pages;
mod pictures;
mod posts;
mod random;
mod server;
mod sign_in;
mod signed;
mod simnet;
mod switchboard;
mod text;
mod timeline;
mod wire;
mod world;

use std::{error, fmt};

pub use browser::{BrowseError, Consent, browse, browse_and_deliver, browse_for_pin};
pub use dead_end::DeadEnd;
pub use dialect::handle;
pub use fault::{Fault, FaultKind};
pub use network::{Endpoint, Network};
pub use posts::{Link, Post, PostPicture};
pub use simnet::{Settings, Simnet};
pub use switchboard::Switchboard;
pub use world::{CLIENT_SECRET, Lifetime, Picture, Refusals, TokenShape};

/// A switchboard input that makes no sense, explained in a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadInput(String);

impl BadInput {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for BadInput {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl error::Error for BadInput {}
