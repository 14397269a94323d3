//! The errors of the keeper, each as one sentence with a remedy.

use chrono::{DateTime, Utc};
use lifecycle::{Allowance, ConnectionId, Health};
use store::{Altered, StoreError};
use vault::VaultTrouble;

use crate::{FeedTrouble, PictureTrouble, email::MailTrouble};

/// The reason why something could not be done. Nothing is lost in any of these cases.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No connection has this id.
    #[error("there is no connection `{0}`")]
    UnknownConnection(String),
    /// No network has this id.
    #[error("there is no network `{0}`")]
    UnknownNetwork(String),
    /// The sign-in has ended.
    #[error("this sign-in has already ended; start it again")]
    UnknownSignIn,
    /// The developer app's keys are missing.
    #[error("{name} needs your own app's keys")]
    AppKeysMissing {
        /// The network's id.
        network: String,
        /// The network's name.
        name: String,
    },
    /// The network demands a client secret beside the client id.
    #[error("{name} demands a client secret as well")]
    ClientSecretMissing {
        /// The network's name.
        name: String,
    },
    /// A secret cannot be read or sealed.
    #[error("{0}")]
    VaultLocked(#[from] VaultTrouble),
    /// Something in the database is not as it was sealed.
    #[error("{0}")]
    Altered(#[from] Altered),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
    /// This network's protocol is not built, or needs a redirect that this device cannot take.
    #[error("{name} cannot be connected from this device yet: {why}")]
    Unsupported {
        /// The network's name.
        name: String,
        /// The missing requirement.
        why: &'static str,
    },
    /// Only the person can renew this connection.
    #[error("{name} gives nothing to renew with; sign in again")]
    NotRenewable {
        /// The network's name.
        name: String,
    },
    /// The network does not renew a token this young.
    #[error("{name} renews this access only from {} on; until then there is nothing to do", .from.format("%Y-%m-%d %H:%M UTC"))]
    NotYetRenewable {
        /// The network's name.
        name: String,
        /// The time from which the network renews it.
        from: DateTime<Utc>,
    },
    /// The network is many servers, and the person named none.
    #[error("{name} {}", match .asks {
        networks::Asks::Server => "has many servers; choose yours, like mastodon.social",
        networks::Asks::Handle => "needs your handle; like dana.bsky.social",
    })]
    AddressMissing {
        /// The network's name.
        name: String,
        /// The missing input.
        asks: networks::Asks,
    },
    /// The account has no pages that Gander could hold.
    #[error(
        "{name} lists no pages here: either it has none, or Gander was not allowed to see them; sign in again to allow it"
    )]
    NoPages {
        /// The network's name.
        name: String,
    },
    /// The account runs no page of this id.
    #[error("the account runs no page `{0}`")]
    UnknownPage(String),
    /// The network did not list its pages.
    #[error("{name} did not say which pages there are{}", if *.refused { ": it refused; sign in again" } else { "; try again later" })]
    PagesUnknown {
        /// The network's id.
        network: String,
        /// The network's name.
        name: String,
        /// `true` if it refused, instead of not answering.
        refused: bool,
    },
    /// Gander cannot publish at this network.
    #[error("Gander cannot share to {name} yet")]
    CannotShare {
        /// The network's name.
        name: String,
    },
    /// A text is longer than a network takes. Gander cuts nothing.
    #[error(
        "the text is too long for {name} by {surplus}: {name} takes {most}{}; shorten it, or give {name} a text of its own",
        .bytes.map(|bytes| format!(", and {bytes} bytes at most")).unwrap_or_default()
    )]
    TooLong {
        /// The network's name.
        name: String,
        /// The number of units to remove.
        surplus: u64,
        /// The most units.
        most: u32,
        /// The most bytes, if the network limits them as well.
        bytes: Option<u32>,
    },
    /// The network does not take the content, whatever the length of its text.
    #[error("{name} {why}")]
    NotTaken {
        /// The network's name.
        name: String,
        /// The reason.
        why: NotTaken,
    },
    /// A file cannot be shared as a picture.
    #[error("{0}")]
    Picture(#[from] PictureTrouble),
    /// A picture could not be kept.
    #[error("the picture cannot be kept: {0}; make room on the disk, or choose another data folder")]
    PictureNotKept(std::io::Error),
    /// No post has this id.
    #[error("there is no post `{0}`")]
    UnknownPost(String),
    /// No activity has this id.
    #[error("there is no activity `{0}`")]
    UnknownActivity(String),
    /// No feed has this id.
    #[error("there is no feed `{0}`; `gander feeds` lists them")]
    UnknownFeed(String),
    /// A feed cannot be read.
    #[error(transparent)]
    Feed(#[from] FeedTrouble),
    /// The post changed meanwhile, or its request is under way.
    #[error("that is not possible for this post now; look at it again")]
    NotNow,
    /// A post that the person edits has left, or is about to.
    #[error(
        "Gander has already begun to share this, so it can no longer be changed; changed text is kept as a draft"
    )]
    AlreadyLeft,
    /// The person does not allow this use to other programs.
    #[error(
        "you have not allowed other programs {} at `{connection}`; `gander allow {connection} {}` allows it",
        if *.needed == Allowance::Tokens { "to take the token" } else { "to make requests" },
        crate::words::allowance(*.needed)
    )]
    NotAllowed {
        /// The connection.
        connection: ConnectionId,
        /// The use that the person would have to allow.
        needed: Allowance,
    },
    /// The connection cannot be used now.
    #[error("`{connection}` cannot be used now")]
    NotUsable {
        /// The connection.
        connection: ConnectionId,
        /// The health of the connection.
        health: Box<Health>,
    },
    /// The token does not live for as long as the program needs, and a renewal brings no longer life.
    #[error(
        "the token of `{connection}` lives only until {}; ask for less with --min-valid, or try again later",
        .until.format("%Y-%m-%d %H:%M:%S UTC")
    )]
    EndsTooSoon {
        /// The connection.
        connection: ConnectionId,
        /// The end of the token.
        until: DateTime<Utc>,
    },
    /// A bare token is useless at the network.
    #[error(
        "a bare token of `{connection}` is useless, because the network wants a program that {why}; let Gander do it: `gander request {connection} GET URL`"
    )]
    BareTokenUseless {
        /// The connection.
        connection: ConnectionId,
        /// The kind of request that the network takes.
        why: &'static str,
    },
    /// A request of a program is not one that Gander makes.
    #[error("{0}")]
    Request(#[from] crate::RequestTrouble),
    /// An argument is not usable.
    #[error("{0}")]
    BadInput(String),
    /// Settings that are not valid.
    #[error("these settings cannot be kept; needed: {}", advice(.0))]
    BadSettings(Vec<alerts::BadSetting>),
    /// A mail was not sent.
    #[error("{0}")]
    Mail(MailTrouble),
    /// A network file is wrong.
    #[error("{0}")]
    Networks(#[from] networks::Error),
    /// The HTTP client could not be built.
    #[error(transparent)]
    Http(#[from] oauth::HttpsUnavailable),
    /// The keeper has been shut down.
    #[error("Gander is shutting down")]
    ShutDown,
}

/// The reason for which a network does not take a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// It takes no post without a picture.
    #[error("takes no post without a picture; add one")]
    NeedsPicture,
    /// It takes only pictures that are already on the web.
    #[error("takes only pictures that are already on the web; leave it out")]
    NeedsPublicPicture,
    /// It takes no pictures.
    #[error("takes no pictures; remove them, or leave it out")]
    NoPictures,
    /// It takes fewer pictures.
    #[error("takes {most} pictures at most; remove some, or leave it out")]
    TooManyPictures {
        /// The most pictures.
        most: u32,
    },
    /// The description of a picture is too long.
    #[error("takes descriptions of {most} characters at most; shorten them")]
    LongDescription {
        /// The most characters.
        most: u32,
    },
    /// The person did not allow it yet. Gander takes the post, which waits until they do.
    #[error("has not allowed Gander to share pictures; sign in again to allow it")]
    NeedsPermission,
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Vault(trouble) => Self::VaultLocked(trouble),
            StoreError::Altered(altered) => Self::Altered(altered),
            error => Self::Store(error),
        }
    }
}

fn advice(trouble: &[alerts::BadSetting]) -> String {
    trouble.iter().map(|trouble| trouble.advice()).collect::<Vec<_>>().join("; ")
}
