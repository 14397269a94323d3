//! Posts that are at the network, as something else than the answer to their request tells.

use chrono::{DateTime, Utc};

use super::{Phase, Post};
use crate::Remote;

impl Post {
    /// A step before its request found it at the network: an earlier request published it, although no answer told so. A
    /// post that is not queued ignores it.
    pub fn found(&mut self, now: DateTime<Utc>, remote: Remote) {
        if self.phase == Phase::Queued {
            self.phase = Phase::Published { at: now, remote };
        }
    }

    /// Takes what the network told later about the post there, such as its address. A post that is known as another one
    /// ignores it.
    pub fn told(&mut self, former: &Remote, now_known: Remote) {
        if let Phase::Published { remote, .. } = &mut self.phase
            && remote == former
        {
            *remote = now_known;
        }
    }
}
