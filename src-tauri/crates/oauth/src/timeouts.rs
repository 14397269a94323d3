//! Timeouts for answers that may never come.

use std::time::Duration;

/// The timeouts of requests, and the delay of retries. Tests shorten the defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection: DNS, TCP and TLS.
    pub connect: Duration,
    /// For an answer, from the first byte sent to the last one read.
    pub answer: Duration,
    /// The same, for a request that cannot be taken back. Gander gives up late, because it could then only guess the
    /// result.
    pub once: Duration,
    /// The delay before a step of a sign-in is retried. It doubles with each further retry.
    pub retry: Duration,
    /// For a revocation, and for the introspection after a sign-in.
    pub revocation: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(30),
            once: Duration::from_secs(300),
            retry: Duration::from_millis(500),
            revocation: Duration::from_secs(5),
        }
    }
}
