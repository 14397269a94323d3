//! How long is waited for what may never come.

use std::time::Duration;

/// How long is waited for what may never come. The default is what people get; tests shorten it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection: name, TCP and TLS.
    pub connect: Duration,
    /// For an answer, from the first byte sent to the last one read.
    pub answer: Duration,
    /// Before a step of a sign-in is tried again; twice as long each further time.
    pub retry: Duration,
    /// For a network to take its access back, when the person disconnects.
    pub revocation: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(30),
            retry: Duration::from_millis(500),
            revocation: Duration::from_secs(5),
        }
    }
}
