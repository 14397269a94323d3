//! Reads the database: the state of an earlier run, and the changes of other processes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use lifecycle::{Input, Record, Standing};
use store::{Altered, Change};

use super::Driver;

impl Driver {
    /// Takes in the state of an earlier run, and shows it.
    pub fn restore(&mut self) {
        self.now();
        self.reload_networks();
        // Load these before the connections, whose policies follow from the apps' options and the ladder. The keys are
        // then no news to any connection: a refusal of these keys stays in doubt.
        self.reload_apps();
        self.reload_alerts();
        let policies = Arc::clone(&self.state.policies);
        let changes = self.store().connections(&|id| policies.get(id).cloned());
        self.take_changes(changes, true);
        self.restore_alerts();
        self.reload_activity_alerts();
        self.reload_sharing();
        self.reload_feeds();
        self.reload_avatars();
        self.reload_allowances();
        self.publish();
    }

    /// Checks the connections that need set-up, because keys may have been set while no keeper ran.
    pub(super) fn ask_where_set_up_is_needed(&mut self) {
        let waits = |record: &&Record| matches!(record.standing, Standing::SetUpNeeded { .. });
        let networks: BTreeSet<_> =
            self.machine.records().filter(waits).map(|record| record.network.clone()).collect();
        for network in networks {
            self.handle(Input::AppKeysChanged { network });
        }
    }

    /// Takes in all that another process may have changed.
    pub(super) fn reload(&mut self) {
        self.reload_networks();
        self.reload_app_options();
        self.reload_alerts();
        self.reload_activity_alerts();
        let policies = Arc::clone(&self.state.policies);
        let changes = self.store().changes(&|id| policies.get(id).cloned());
        self.take_changes(changes, false);
        self.reload_apps();
        self.reload_avatars();
        self.reload_allowances();
        self.reload_sharing();
        self.reload_feeds();
        self.watch_journal();
    }

    pub(super) fn take_changes(&mut self, changes: Result<Vec<Change>, store::StoreError>, at_start: bool) {
        let now = self.now();
        match changes {
            Ok(changes) => {
                for change in changes {
                    match change {
                        Change::Written(record, _) if self.machine.record(&record.id) == Some(&*record) => {}
                        // After the start, a journalled renewal may be another process's, and under way.
                        Change::Written(record, interrupted) => {
                            let interrupted = interrupted && at_start;
                            if interrupted {
                                self.state.begun.insert(record.id.clone(), record.grant.generation);
                            }
                            self.machine.handle(now, Input::Restored { record, interrupted });
                        }
                        Change::Removed(connection) => {
                            self.machine.handle(now, Input::Removed { connection });
                        }
                    }
                }
            }
            Err(error) => tracing::error!(%error, "the store could not be read"),
        }
    }

    /// Takes in the options of each app, and applies them from now on.
    fn reload_app_options(&mut self) {
        let Ok(options) = self.store().app_options() else { return };
        if std::mem::replace(&mut self.state.app_options, options) != self.state.app_options
            && !self.state.policies.is_empty()
        {
            self.relearn_policies();
        }
    }

    pub(super) fn reload_apps(&mut self) {
        self.reload_app_options();
        let kept = {
            let store = self.store();
            let key = self.state.key.as_ref();
            store.apps().and_then(|apps| {
                let authentic = key.map_or(Ok(true), |key| store.bridges_are_authentic(key))?;
                Ok((BTreeMap::from_iter(apps), store.bridges()?, authentic))
            })
        };
        let Ok((apps, mut bridges, authentic)) = kept else { return };
        self.note_setting(Altered::Bridges, authentic);
        if !authentic {
            bridges.clear();
        }
        let moved = self.state.bridges != bridges;
        self.state.bridges = bridges;
        let former = std::mem::replace(&mut self.state.apps, apps);
        if former == self.state.apps && !moved {
            return;
        }
        let changed: Vec<_> = self
            .state
            .apps
            .iter()
            .filter(|(network, keys)| former.get(*network) != Some(keys))
            .map(|(network, _)| network.clone())
            .collect();
        for network in changed {
            self.is_right_again(&Altered::App(network.clone()));
            self.handle(Input::AppKeysChanged { network });
        }
        self.publish();
    }
}
