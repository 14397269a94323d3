//! The requests of the person, or of a script: renew, check, disconnect, and new app keys.

use chrono::{DateTime, Utc};

use super::Lifecycle;
use crate::{ConnectionId, Effect, Refusal, Standing, Suspicion, connection::Work};

impl Lifecycle {
    pub(super) fn renew_requested(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        if !connection.record.grant.renewable(&connection.record.policy) || connection.leaving {
            self.effects.push_back(Effect::WorkEnded { connection: id.clone() });
        } else if let Some(operation) = &mut connection.operation {
            operation.asked = true;
            connection.renew_next |= !operation.kind.renews();
        } else {
            self.start(id, Work::Renewal, true);
        }
        self.advance(now, id);
    }

    pub(super) fn check_requested(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        if let Some(operation) = &mut connection.operation {
            operation.asked = true;
        } else if connection.leaving {
            self.effects.push_back(Effect::WorkEnded { connection: id.clone() });
        } else {
            self.start_check(now, id, true);
        }
        self.advance(now, id);
    }

    pub(super) fn disconnect_requested(&mut self, id: &ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        connection.leaving = true;
        let waits = connection.use_request.take().is_some();
        if connection.operation.is_none() {
            self.effects.push_back(Effect::Forget { connection: id.clone() });
        }
        if waits {
            self.effects.push_back(Effect::Unusable { connection: id.clone() });
        }
    }

    pub(super) fn app_keys_changed(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        // The network refused the former keys, not the new ones.
        let is_of_keys = |suspicion: &mut Suspicion| suspicion.refusal == Refusal::AppKeysRefused;
        let doubted = connection.record.suspicion.take_if(is_of_keys).is_some();
        let waiting = doubted || matches!(connection.record.standing, Standing::SetUpNeeded { .. });
        let works = connection.operation.is_some();
        if let Some(operation) = &mut connection.operation {
            operation.keys_changed = true;
        }
        if doubted {
            self.save(id);
        }
        if waiting && !works {
            self.start_check(now, id, false);
        }
        self.advance(now, id);
    }
}
