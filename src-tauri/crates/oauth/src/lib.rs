//! Speaks OAuth to the networks: OAuth 2.0, OAuth 1.0a and the AT Protocol. Receives the redirect, and sends every
//! request that carries a token.
//!
//! **Architecture invariant:** this crate stores nothing and decides nothing about a connection. No secret appears in
//! an error, a log or a `Debug` output.

mod atproto;
mod authorized;
mod body;
pub mod bridge;
mod client;
mod clock;
mod demands;
mod error;
mod failure;
mod flow;
mod for_program;
pub mod http;
mod introspect;
mod key_check;
mod nonces;
pub mod oauth1;
mod oauth2;
mod pages;
pub mod redirect;
mod revoke;
mod server;
pub mod time;
mod timeouts;
pub mod token;
mod using;

pub use atproto::{app_of_this_device, is_app_password};
pub use body::read as read_body;
pub use client::{Authorization, OAuthClient, SignedIn, TokenInfo, complete};
pub use clock::{Clock, SystemClock};
pub use error::{RequestError, TransportError};
pub use failure::Failure;
pub use for_program::{ForProgram, Streamed, is_for_programs, servers_for_programs};
pub use http::{Http, HttpsUnavailable};
pub use key_check::KeyCheck;
pub use pages::{Held, PagesSeen};
pub use redirect::Listener;
pub use server::{DiscoveredServer, Metadata, Place, ServerClient, Standing, app_of, at_home, coarsen, fit};
pub use time::Time;
pub use timeouts::Timeouts;
pub use token::TokenAnswer;
pub use using::AccountRequest;
