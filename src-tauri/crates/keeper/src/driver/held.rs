//! Posts that waited for an account: after Reauthorize the person decides, if they are many.

use lifecycle::{Record, Standing};

use super::Driver;
use crate::view;

impl Driver {
    /// Holds back what waited for this account, before the sign-in that brings it back is stored. Returns whether any
    /// post is held.
    pub(super) fn hold_what_waited(&self, signed_in: &Record) -> bool {
        let former = self.machine.record(&signed_in.id);
        let was_usable = former.is_some_and(|former| {
            let lacks_nothing =
                former.missing().is_empty() && !view::lacks_for_pictures(&self.catalogue, former);
            former.standing == Standing::Good && lacks_nothing
        });
        if was_usable {
            return false;
        }
        let now = self.clock.now();
        let held = self.store().hold_what_waited(&signed_in.network, &signed_in.account.id, now);
        held.map(|held| held > 0).unwrap_or_else(|error| {
            tracing::error!(%error, "the posts that waited could not be held back");
            false
        })
    }
}
