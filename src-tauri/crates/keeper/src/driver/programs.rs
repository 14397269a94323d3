//! The use of connections that the person allows to other programs, and the programs that wait for a token.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use chrono::TimeDelta;
use lifecycle::{Allowance, ConnectionId, Input};
use networks::Network;

use super::{Driver, Reply};
use crate::{Error, work::WorkContext};

/// The driver's part of the use by other programs.
#[derive(Default)]
pub(crate) struct Programs {
    allowances: HashMap<ConnectionId, Allowance>,
    waiting: HashMap<ConnectionId, Vec<Reply<()>>>,
}

/// The tools of a request for a program.
pub(crate) struct Tools {
    pub context: WorkContext,
    pub network: Arc<Network>,
}

impl Programs {
    /// The use that the person allows.
    pub fn allowed(&self, id: &ConnectionId) -> Allowance {
        self.allowances.get(id).copied().unwrap_or_default()
    }
}

impl Driver {
    /// Takes in what the person allows, which another process may have changed.
    pub(super) fn reload_allowances(&mut self) {
        let read = self.store().allowances();
        let present: HashMap<_, _> = match read {
            Ok(allowances) => allowances.into_iter().collect(),
            Err(error) => return tracing::error!(%error, "what other programs may do could not be read"),
        };
        let former = std::mem::replace(&mut self.state.programs.allowances, present);
        let present = &self.state.programs.allowances;
        let changed = |id: &&ConnectionId| former.get(*id) != present.get(*id);
        let changed: BTreeSet<_> = former.keys().chain(present.keys()).filter(changed).cloned().collect();
        for id in changed {
            self.machine.look_again(&id);
        }
    }

    /// Answers once the machine says whether the token may be used.
    pub(super) fn use_token(&mut self, id: ConnectionId, valid_for: TimeDelta, reply: Reply<()>) {
        let waits = |driver: &mut Self, reply| {
            driver.state.programs.waiting.entry(id.clone()).or_default().push(reply);
            driver.state.queue.prioritize(&id);
        };
        if self.known(&id, reply, waits) {
            self.handle(Input::UseRequested { connection: id, valid_for });
        }
    }

    pub(super) fn tools_for_program(&mut self, id: &ConnectionId) -> Result<Tools, Error> {
        let record = self.machine.record(id).ok_or_else(|| Error::UnknownConnection(id.to_string()))?;
        let network = record.network.clone();
        Ok(Tools { network: self.network(&network)?, context: self.tools()? })
    }

    /// The machine answered.
    pub(super) fn answer_programs(&mut self, id: &ConnectionId, usable: bool) {
        let health = self.machine.record(id).map(|record| record.health(self.clock.now()));
        for reply in self.state.programs.waiting.remove(id).unwrap_or_default() {
            let answer = match &health {
                _ if usable => Ok(()),
                Some(health) => {
                    Err(Error::NotUsable { connection: id.clone(), health: Box::new(health.clone()) })
                }
                None => Err(Error::UnknownConnection(id.to_string())),
            };
            let _ = reply.send(answer);
        }
    }
}
