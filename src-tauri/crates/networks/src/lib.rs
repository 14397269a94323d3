//! Describes each social network as data, and classifies its answers.
//!
//! A network is a TOML file (its reference is `src-tauri/docs/network-file.md`). [`Catalogue`] holds the
//! shipped ones and those of a folder; [`Network::classify`] turns an HTTP answer into a [`lifecycle::Verdict`].
//!
//! **Architecture invariant:** pure, apart from reading a given folder. It sees only answers, keeps only checked codes
//! of them, and borrows the tokens in them.

mod account;
mod addresses;
mod answer;
mod app;
mod catalogue;
mod check;
mod classify;
mod error;
mod explain;
mod file;
mod folder;
mod granted;
mod hand_over;
mod headers;
mod hosts;
mod introspect;
mod json;
mod look_alike;
mod network;
mod one_or_many;
mod options;
mod organization;
mod pages;
mod permissions;
mod pointer;
mod publish;
mod review;
mod rule;
mod server;
mod terms;
mod text;
mod value;
mod wait;
mod whoami;

pub use addresses::AddressUse;
pub use answer::Answer;
pub use app::{AppOptions, AppParameter, OwnApp};
pub use catalogue::Catalogue;
pub use error::Error;
pub use folder::Unusable;
pub use granted::GrantedList;
pub use hand_over::HandOver;
pub use headers::Headers;
pub use hosts::{at_server, is_loopback, is_public, is_same_site};
pub use introspect::{Introspect, Introspected};
pub use json::{Json, decoded, whole_number};
pub use network::{EvidencePointers, Handles, Loopback, Network, OAuth, TokenSwap, WithoutSecret};
pub use organization::{
    Definition, HandedFeed, HandedKeys, LARGEST as LARGEST_ORGANIZATION, Organization, SEALED,
};
pub use pages::{FoundPage, PageList, Pages};
pub use pointer::{NamePointers, Pointers};
pub use publish::{
    Cost, PictureFormat, PictureLimits, Publish, PublishAnswer, PublishRefusal, PublishTo, TextLimit,
};
pub use review::Review;
pub use rule::Rule;
pub use terms::{
    Asks, ClientAuth, Method, Pkce, Protocol, Purpose, Redirect, RevokeBy, RevokeToken, Secret, Send,
    TextUnit, TokenPlacement, UsedIn,
};
pub use wait::Usage;
pub use whoami::WhoAmI;
