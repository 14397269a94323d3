//! Sharing: the life of each post, and the requests of each network.
//!
//! An activity is what a person wrote. It becomes one post at each destination, and each post has a life of its own: it
//! waits while its account is cut, goes out once, and is never published twice.
//!
//! **Architecture invariant:** pure. No clock, no file, no network, no token.

mod content;
mod machine;
pub mod networks;
mod post;
mod request;
mod step;
pub mod text;

pub use content::{Card, Content, Destination, Picture};
pub use machine::{Effect, Ended, Publishing};
pub use post::{
    ActivityId, Cause, Decision, Deletion, Handle, Hold, Late, NotNow, Outcome, Phase, Post, PostId,
};
pub use request::{Auth, Piece, Request, StepKey, UploadedPicture};
pub use step::{
    AfterLoss, Answer, Fact, Job, Look, Place, Publisher, Reading, Remote, ShownCard, Step, Unfit,
};
