//! The errors of the database, each as one sentence with the remedy.

use std::path::PathBuf;

use lifecycle::{ConnectionId, NetworkId};
use vault::{FolderError, VaultTrouble};

/// A part of the database that is not as Gander sealed it. Gander sends nothing of it, and deletes nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Altered {
    /// The row of a connection, its tokens, or those of its pages.
    #[error(
        "another program changed the row of `{0}` in the database, so Gander sends its tokens nowhere; restore gander.db from a \
         backup, or disconnect the account and connect it again"
    )]
    Connection(ConnectionId),
    /// The keys of an app.
    #[error(
        "another program changed the app keys of `{0}` in the database, so Gander sends them nowhere; restore gander.db from a \
         backup, or set them again"
    )]
    App(NetworkId),
    /// The networks that organizations added.
    #[error(
        "another program changed the networks of organizations in the database, so Gander sends nothing there; restore gander.db \
         from a backup, or join with the organizations' files again"
    )]
    Organizations,
    /// The addresses of bridge pages.
    #[error(
        "another program changed the addresses of bridge pages in the database, so Gander uses none; restore gander.db from a \
         backup, or set them again"
    )]
    Bridges,
    /// The mail server, or the password for it.
    #[error(
        "another program changed the mail server in the database, so Gander sends no password there; restore gander.db from a \
         backup, or set the server and its password again"
    )]
    MailPassword,
}

/// The reason for which the database, or a sealed value in it, cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A secret cannot be read or sealed.
    #[error(transparent)]
    Vault(#[from] VaultTrouble),
    /// Something in the database was changed after Gander sealed it.
    #[error(transparent)]
    Altered(#[from] Altered),
    /// The folder cannot be made or used, or is not the person's alone.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// A newer Gander wrote the database.
    #[error("{0} was written by a newer Gander; update this one. Nothing was changed")]
    Newer(PathBuf),
    /// The file is not a database, or is damaged.
    #[error(
        "{0} is damaged; move it aside and reauthorize, or restore it from a backup. Nothing was changed"
    )]
    Damaged(PathBuf),
    /// The disk is full, or the database is not writable.
    #[error(
        "{path} cannot be written ({why}); free some space or make it writable. Nothing is lost while Gander runs"
    )]
    NotWritable {
        /// The database.
        path: PathBuf,
        /// The reason, in a few words.
        why: &'static str,
    },
    /// Any other error of SQLite. Its text holds no values.
    #[error("the database {path} failed ({source}); try again")]
    Other {
        /// The database.
        path: PathBuf,
        /// The error of SQLite.
        source: rusqlite::Error,
    },
}
