//! The result of a piece of work, which it reports once.

use lifecycle::{ConnectionId, Evidence, OperationId, Verdict};
use oauth::{Failure, PagesSeen, SignedIn, TokenAnswer, TokenInfo};
use publishing::{Ended, PostId};
use store::Guard;

use crate::error::Error;

/// The result of a piece of work.
pub(crate) enum WorkResult {
    SignedIn {
        operation_id: OperationId,
        signed_in: SignedIn,
        guard: Guard,
    },
    SignInFailed {
        operation_id: OperationId,
        failure: Failure,
    },
    Renewed {
        connection: ConnectionId,
        operation_id: OperationId,
        answer: TokenAnswer,
        guard: Guard,
    },
    Probed {
        connection: ConnectionId,
        operation_id: OperationId,
        known: TokenInfo,
        /// The answer about the held pages, with the generation of the secret that asked.
        pages: Option<(u64, PagesSeen)>,
    },
    /// The network was asked which pages the account runs.
    PagesSeen {
        connection: ConnectionId,
        operation_id: OperationId,
        /// The generation of the secret that authorized the request.
        generation: u64,
        seen: Result<PagesSeen, Error>,
    },
    Refused {
        connection: ConnectionId,
        operation_id: OperationId,
        verdict: Verdict,
    },
    Lost {
        connection: ConnectionId,
        operation_id: OperationId,
        evidence: Evidence,
    },
    /// The network was asked to revoke the access of a connection that the person disconnects.
    Revoked {
        connection: ConnectionId,
        /// `true` if the network confirmed the revocation.
        confirmed: bool,
    },
    AppKeysMissing {
        connection: ConnectionId,
        operation_id: OperationId,
    },
    /// The store holds another secret by now.
    MovedOn {
        connection: ConnectionId,
        operation_id: OperationId,
    },
    Postponed {
        connection: ConnectionId,
        operation_id: OperationId,
        error: Error,
    },
    /// A post was published, or looked for. The store holds the result.
    Shared {
        operation_id: OperationId,
        post: PostId,
        ended: Ended,
    },
    /// The network was asked to revoke the tokens of a sign-in that is not kept.
    GivenBack,
}

impl WorkResult {
    /// The number of the operation that ended. A revocation has none, because it takes no place in a queue.
    pub fn operation_id(&self) -> Option<OperationId> {
        match self {
            Self::SignedIn { operation_id, .. }
            | Self::SignInFailed { operation_id, .. }
            | Self::Renewed { operation_id, .. }
            | Self::Probed { operation_id, .. }
            | Self::Refused { operation_id, .. }
            | Self::Lost { operation_id, .. }
            | Self::AppKeysMissing { operation_id, .. }
            | Self::MovedOn { operation_id, .. }
            | Self::Postponed { operation_id, .. }
            | Self::Shared { operation_id, .. }
            | Self::PagesSeen { operation_id, .. } => Some(*operation_id),
            Self::Revoked { .. } | Self::GivenBack => None,
        }
    }
}
