//! An answer of a network, for the classifier.

use chrono::{DateTime, Utc};
use http::HeaderMap;
use lifecycle::Endpoint;

/// An HTTP answer, as it arrived.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    /// The endpoint that was asked.
    pub endpoint: Endpoint,
    /// When the answer arrived.
    pub at: DateTime<Utc>,
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body. Only checked codes of it are kept.
    pub body: &'a [u8],
}
