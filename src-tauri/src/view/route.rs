//! The place that the window shows, asked for by the tray, a notification or a link.

use serde::Serialize;
use ts_rs::TS;

use super::picture::PictureTroubleView;
use crate::{
    error::AppError,
    route::{Place, Shared},
};

/// A place in the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "to", rename_all = "snake_case")]
#[ts(tag = "to", rename_all = "snake_case")]
pub enum RouteView {
    /// The row of an account.
    Account { connection: String },
    /// The activities that need the person.
    Needs,
    /// One activity, wherever it is shown.
    Activity { id: String },
    /// The composer.
    Share,
    /// The composer, with what another app shares.
    Shared { draft: Option<String>, trouble: Option<PictureTroubleView>, error: Option<AppError> },
}

impl From<Place> for RouteView {
    fn from(place: Place) -> Self {
        match place {
            Place::Account(connection) => Self::Account { connection: connection.to_string() },
            Place::Needs => Self::Needs,
            Place::Activity(id) => Self::Activity { id },
            Place::Share => Self::Share,
            Place::Shared(Shared { draft, trouble, error }) => {
                Self::Shared { draft, trouble: trouble.map(Into::into), error }
            }
        }
    }
}
