//! The connection that the window shows when it opens or comes forward.

use std::sync::{Mutex, PoisonError};

use keeper::ConnectionId;

/// The event that tells an open window to take the route.
pub const ROUTE: &str = "route";

/// A connection asked for from outside the window. It waits here until the window takes it, since a new window
/// hears no events yet.
#[derive(Default)]
pub struct Route(Mutex<Option<ConnectionId>>);

impl Route {
    /// Ask for a connection, in place of any other.
    pub fn set(&self, connection: ConnectionId) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(connection);
    }

    /// Take the connection. A second call returns `None`.
    pub fn take(&self) -> Option<ConnectionId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
