//! The errors of a request.

use std::fmt;

use lifecycle::{Evidence, Signal, Verdict};

/// The reason for which there is no usable answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// No byte of the request reached the network, so nothing happened there.
    NotSent,
    /// The network may have processed the request.
    NoAnswer,
    /// The answer is larger than Gander reads.
    TooLarge,
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotSent => "the request could not be sent",
            Self::NoAnswer => "no answer",
            Self::TooLarge => "the answer is too large",
        })
    }
}

impl std::error::Error for TransportError {}

/// The reason for which a request failed.
#[derive(Debug)]
pub enum RequestError {
    /// The network refused the request.
    Rejected(Verdict),
    /// The request was not sent, something answered in the network's place, or the network asks to retry later.
    Transient(Verdict),
    /// The network answered with success, but without usable content.
    Malformed(Evidence),
    /// The network may have processed the request, but the answer was lost.
    ResponseLost(Evidence),
}

impl RequestError {
    /// The verdict of a check for the state machine. An unusable or lost answer proves nothing.
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Rejected(verdict) | Self::Transient(verdict) => verdict,
            Self::Malformed(evidence) | Self::ResponseLost(evidence) => {
                Verdict { signal: Signal::Transient, confirm_after: None, missing: None, evidence }
            }
        }
    }
}
