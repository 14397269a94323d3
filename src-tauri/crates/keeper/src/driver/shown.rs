//! Publishes snapshots. Only the changed connections are made anew.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use vault::KeySource;

use super::Driver;
use crate::{
    snapshot::{ConnectionState, Snapshot, VaultState},
    view,
};

impl Driver {
    pub(super) fn vault(&self) -> VaultState {
        match (&self.state.key, self.state.trouble) {
            (Some(_), _) if self.key_source == KeySource::ThisRunOnly => VaultState::ThisRunOnly,
            (Some(_), _) => VaultState::Ready,
            (None, None) => VaultState::Opening,
            (None, Some(_)) => VaultState::Locked,
        }
    }

    /// Updates the displayed state of the connections that may have changed.
    pub(super) fn look_at_changed(&mut self, now: DateTime<Utc>) {
        let changed = self.machine.take_changed();
        // At the start all connections have changed.
        self.state.shown.reserve(changed.len().saturating_sub(self.state.shown.len()));
        let (mut former, mut present) = (Vec::new(), Vec::new());
        for id in changed {
            let record = self.machine.record(&id);
            let avatar = self.state.avatars.hash(&id);
            let state = record.map(|record| {
                let may_have_pages = self.may_have_pages(record);
                let allowed = self.state.programs.allowed(&id);
                view::connection(&self.machine, &self.catalogue, record, avatar, may_have_pages, allowed, now)
            });
            if self.state.shown.get(&id).map(AsRef::as_ref) == state.as_ref() {
                continue;
            }
            former.extend(self.state.shown.remove(&id));
            if let Some(state) = state.map(Arc::new) {
                present.push(Arc::clone(&state));
                self.state.shown.insert(id, state);
            }
        }
        if !present.is_empty() {
            self.look_for_connections_again();
        }
        self.count_networks(&former, &present);
        if !(former.is_empty() && present.is_empty()) {
            self.state.connections.replace(&former, present);
            self.state.activities.changed();
        }
    }

    /// Counts the displayed connections of each network anew, so that no question about the networks reads them all.
    fn count_networks(&mut self, former: &[Arc<ConnectionState>], present: &[Arc<ConnectionState>]) {
        let counts = &mut self.state.activities.connections_at;
        for state in present {
            *counts.entry(state.network.clone()).or_default() += 1;
        }
        for state in former {
            if let Some(count) = counts.get_mut(&state.network) {
                *count -= 1;
            }
        }
        counts.retain(|_, count| *count > 0);
    }

    pub(super) fn publish(&mut self) {
        let now = self.clock.now();
        let stored = self.store().revision().map(i64::cast_unsigned).unwrap_or_default();
        self.state.revision = stored.max(self.state.revision + 1);
        self.look_at_changed(now);
        let sign_in = |(operation_id, sign_in)| {
            view::sign_in(operation_id, sign_in, &self.catalogue, self.state.sign_ins.get(operation_id))
        };
        let snapshot = Arc::new(Snapshot {
            revision: self.state.revision,
            vault: self.vault(),
            storage_problem: self.state.storage_problem,
            altered: self.state.altered.iter().cloned().collect(),
            alerts_paused_until: self.state.alerts.paused_until,
            language: self.state.alerts.language,
            sharing: self.state.activities.summary,
            connections: self.state.connections.clone(),
            sign_ins: self.machine.sign_ins().map(sign_in).collect(),
            networks: self
                .catalogue
                .iter()
                .map(|network| {
                    let bridge = self.state.bridges.get(&network.id);
                    view::network(network, self.state.apps.get(&network.id), bridge)
                })
                .collect(),
            unusable_networks: self.catalogue.unusable().to_vec(),
        });
        // The shell asks the keeper what each post waits for, which the former snapshot would answer.
        self.published.send_replace(Arc::clone(&snapshot));
        self.shell.publish(&snapshot);
    }
}
