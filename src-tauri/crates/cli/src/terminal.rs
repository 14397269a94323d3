//! The output of the command line: results on stdout, everything else on stderr.

use std::io::{ErrorKind, Write, stderr, stdout};

use keeper::{
    ConnectionId, Error, NoBrowser, Notice, NoticeKind, Shell, Snapshot, VaultTrouble, escaped, harmless,
};
use url::Url;

use crate::sentences::{reason_words, set_up_words};

/// Prints a sentence on stderr. A closed stderr is no error.
pub(crate) fn say(sentence: &str) {
    let _ = writeln!(stderr(), "{}", harmless(sentence));
}

/// Prints lines for a person. Foreign names in them cannot drive the terminal.
///
/// # Errors
/// The errors of [`hand_out`].
pub(crate) fn print(lines: &str) -> Result<(), Error> {
    hand_out(harmless(lines).as_bytes())
}

/// Prints JSON for a program. A person may look at it as well, so it drives no terminal either.
///
/// # Errors
/// The errors of [`hand_out`].
pub(crate) fn print_json(json: &str) -> Result<(), Error> {
    hand_out(escaped(json).as_bytes())
}

/// Prints bytes unchanged.
///
/// # Errors
/// When standard output does not take all of it.
pub(crate) fn hand_out(bytes: &[u8]) -> Result<(), Error> {
    // A reader that has seen enough, like `head`, is no failure.
    Out.write(bytes).map(drop)
}

/// Standard output, piece by piece.
#[derive(Debug, Default)]
pub(crate) struct Out;

impl Out {
    /// Prints bytes unchanged. `false` once the reader is gone.
    ///
    /// # Errors
    /// When standard output does not take all of it.
    pub fn write(&mut self, bytes: &[u8]) -> Result<bool, Error> {
        let mut out = stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
            Err(error) => Err(not_written(&error)),
        }
    }
}

fn not_written(error: &std::io::Error) -> Error {
    Error::BadInput(format!(
        "standard output cannot be written ({error}); free some space, or send the output elsewhere"
    ))
}

/// Starts the log of ids and codes on stderr, without colours. `verbose` adds debug events.
pub(crate) fn start_log(verbose: bool) {
    let level = if verbose { tracing::Level::DEBUG } else { tracing::Level::ERROR };
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(stderr)
        .with_ansi(false)
        .with_target(false)
        .init();
}

/// The keeper's [`Shell`] at a terminal.
#[derive(Debug)]
pub(crate) struct Terminal {
    /// Opens a browser, rather than print the address.
    pub browser: bool,
    /// Reports events of connections: for `run`, which has no other result.
    pub tell: bool,
}

impl Shell for Terminal {
    fn publish(&self, _: &Snapshot) {}

    fn vault(&self, trouble: Option<VaultTrouble>) {
        if !self.tell {
            return;
        }
        say(&match trouble {
            Some(trouble) => {
                format!("gander: {trouble}. Nothing is checked until then; Gander tries again by itself")
            }
            None => "The tokens can be opened now; Gander keeps your connections".to_owned(),
        });
    }

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
                let by = by.format("%Y-%m-%d");
                let planned = planned_words(notice.planned_after);
                format!("{network} ({id}): reauthorize by {by}; {planned}`gander reauthorize {id}`")
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

/// The number of activities that are planned for later than an end, in words, with a semicolon after them.
fn planned_words(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "1 planned activity comes after that; ".to_owned(),
        count => format!("{count} planned activities come after that; "),
    }
}
