//! The place that the window shows when it opens or comes forward.

use std::sync::{Mutex, PoisonError};

use keeper::{ConnectionId, PictureTrouble};

use crate::error::AppError;

/// The event that tells an open window to take the route.
pub const ROUTE: &str = "route";

/// A place in the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The row of an account.
    Account(ConnectionId),
    /// The activities that need the person.
    Needs,
    /// One activity, by its id: a phone's reminder leads to it.
    #[cfg_attr(desktop, allow(dead_code))]
    Activity(String),
    /// The composer. The tray leads to it, which a phone has not.
    #[cfg_attr(mobile, allow(dead_code))]
    Share,
    /// The composer, with what another app shares.
    #[cfg_attr(desktop, allow(dead_code))]
    Shared(Shared),
}

/// The draft made of the text and the pictures that another app shares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The id of the draft with them. `None`: nothing could be kept.
    pub draft: Option<String>,
    /// The reason for which the last picture was not taken.
    pub trouble: Option<PictureTrouble>,
    /// The reason for which there is no draft.
    pub error: Option<AppError>,
}

impl From<Shared> for Place {
    fn from(shared: Shared) -> Self {
        Self::Shared(shared)
    }
}

impl From<ConnectionId> for Place {
    fn from(connection: ConnectionId) -> Self {
        Self::Account(connection)
    }
}

/// A place asked for from outside the window. It waits here until the window takes it, since a new window hears no
/// events yet.
#[derive(Default)]
pub struct Route(Mutex<Option<Place>>);

impl Route {
    /// Ask for a place, instead of any other.
    pub fn set(&self, place: Place) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(place);
    }

    /// Take the place. A second call returns `None`.
    pub fn take(&self) -> Option<Place> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
