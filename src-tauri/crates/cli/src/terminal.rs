//! What the command line says, and to whom: results on stdout, everything else on stderr.

use std::io::{Write, stderr};

use keeper::{ConnectionId, NoBrowser, Notice, NoticeKind, Shell, Snapshot};
use url::Url;

use crate::output::{reason_words, set_up_words};

/// Says a sentence on stderr. A closed stderr is nobody to tell.
pub(crate) fn say(sentence: &str) {
    let _ = writeln!(stderr(), "{sentence}");
}

/// Ids and codes on stderr, without colours or times where nobody asked for them.
pub(crate) fn start_log(verbose: bool) {
    let level = if verbose { tracing::Level::DEBUG } else { tracing::Level::ERROR };
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(stderr)
        .with_ansi(false)
        .with_target(false)
        .init();
}

/// The keeper's way to a person at a terminal.
#[derive(Debug)]
pub(crate) struct Terminal {
    /// A browser is opened, rather than the address printed.
    pub browser: bool,
    /// Tell of what happens to connections: for `run`, where nobody waits for a result.
    pub tell: bool,
}

impl Shell for Terminal {
    fn publish(&self, _: &Snapshot) {}

    fn raised(&self, notice: &Notice) {
        if !self.tell {
            return;
        }
        let id = &notice.connection;
        let network = &notice.network_name;
        say(&match &notice.kind {
            NoticeKind::Disconnected { reason, .. } => {
                format!(
                    "{network} ({id}) is disconnected: {}; `gander reauthorize {id}`",
                    reason_words(*reason)
                )
            }
            NoticeKind::ReauthorizeBy { by, .. } => {
                format!(
                    "{network} ({id}): reauthorize by {}; `gander reauthorize {id}`",
                    by.format("%Y-%m-%d")
                )
            }
            NoticeKind::SetUpNeeded(what) => format!("{network} ({id}): {}", set_up_words(*what)),
            NoticeKind::PageLost { names } => {
                format!("{network} ({id}): the account may act no longer for {names}; `gander pages {id}`")
            }
        });
    }

    fn over(&self, connection: &ConnectionId) {
        if self.tell {
            say(&format!("{connection} is fine again"));
        }
    }

    fn open_url(&self, url: &Url) -> Result<(), NoBrowser> {
        if !self.browser {
            return Ok(());
        }
        open::that_detached(url.as_str()).map_err(|_| NoBrowser)
    }
}
