//! A shell that writes down what it is asked.

use std::sync::{Mutex, MutexGuard, PoisonError};

use keeper::{ConnectionId, NoBrowser, Notice, NoticeKind, Shell, Snapshot};
use url::Url;

/// What a person was told.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    Notice(NoticeKind),
    Withdrawn,
}

#[derive(Default)]
pub struct Recorder {
    said: Mutex<Vec<(ConnectionId, Said)>>,
    /// `Debug` of everything that came through here.
    debug: Mutex<String>,
    opened: Mutex<Vec<Url>>,
}

impl Recorder {
    /// What was said about a connection, in order.
    pub fn said(&self, id: &ConnectionId) -> Vec<Said> {
        locked(&self.said).iter().filter(|(of, _)| of == id).map(|(_, said)| said.clone()).collect()
    }

    /// What was said about any.
    pub fn all(&self) -> Vec<(ConnectionId, Said)> {
        locked(&self.said).clone()
    }

    pub fn notices(&self, id: &ConnectionId) -> Vec<NoticeKind> {
        let notice = |said| match said {
            Said::Notice(kind) => Some(kind),
            Said::Withdrawn => None,
        };
        self.said(id).into_iter().filter_map(notice).collect()
    }

    pub fn debug(&self) -> String {
        locked(&self.debug).clone()
    }

    /// The login pages that were opened.
    pub fn opened(&self) -> Vec<Url> {
        locked(&self.opened).clone()
    }
}

impl Shell for Recorder {
    fn publish(&self, snapshot: &Snapshot) {
        locked(&self.debug).push_str(&format!("{snapshot:?}\n"));
    }

    fn raised(&self, notice: &Notice) {
        locked(&self.debug).push_str(&format!("{notice:?}\n"));
        locked(&self.said).push((notice.connection.clone(), Said::Notice(notice.kind.clone())));
    }

    fn over(&self, connection: &ConnectionId) {
        locked(&self.said).push((connection.clone(), Said::Withdrawn));
    }

    fn open_url(&self, url: &Url) -> Result<(), NoBrowser> {
        locked(&self.opened).push(url.clone());
        Ok(())
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
