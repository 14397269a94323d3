//! Selects the one process that does the timed work, and takes over the renewals of a process that died.

use lifecycle::{ConnectionId, Input};
use store::{Guard, Lead};

use super::{Driver, Message};

impl Driver {
    /// Leads, if no other process on the data directory does. Otherwise waits for the end of the leader.
    pub(super) fn try_to_lead(&mut self) {
        if !self.timed_work || self.state.key.is_none() || self.state.lead.is_some() {
            return;
        }
        let Some(dir) = self.dir.clone() else {
            self.plan_again();
            let now = self.now();
            return self.machine.keep_time(now);
        };
        match Lead::take(&dir) {
            Some(lead) => self.lead(lead),
            None if self.state.waits_to_lead => {}
            None => {
                self.state.waits_to_lead = true;
                let messages = self.messages.clone();
                Lead::wait(dir, move |lead| drop(messages.send(Message::Lead(lead))));
            }
        }
    }

    pub(super) fn lead(&mut self, lead: Lead) {
        self.state.waits_to_lead = false;
        self.state.lead = Some(lead);
        if let Some(key) = self.state.key.clone()
            && let Err(error) = self.store().seal_anew(&key)
        {
            tracing::error!(%error, "what an earlier Gander sealed could not be sealed anew; it is read as it is");
        }
        self.watch_journal();
        let now = self.now();
        self.machine.keep_time(now);
        // Only now may this process send mails, also those that an earlier leader left.
        self.plan_again();
    }

    /// Watches the renewals of other processes. If a process dies during one, the former secret gets its one prompt
    /// retry here, while a grace window may still be open.
    pub(super) fn watch_journal(&mut self) {
        let (Some(dir), Some(_)) = (&self.dir, &self.state.lead) else { return };
        let journal = match self.store().journal() {
            Ok(journal) => journal,
            Err(error) => return tracing::error!(%error, "the journal could not be read"),
        };
        for (id, generation) in journal {
            if self.state.begun.insert(id.clone(), generation) == Some(generation) {
                continue;
            }
            let (messages, of) = (self.messages.clone(), id.clone());
            Guard::when_free(dir.clone(), id, move || drop(messages.send(Message::Free(of, generation))));
        }
    }

    /// Handles the end of another process's renewal. If the journal still holds it, the process died: tries again.
    pub(super) fn take_over(&mut self, id: &ConnectionId, generation: u64) {
        self.reload();
        let in_doubt = self
            .store()
            .journal()
            .is_ok_and(|journal| journal.iter().any(|(of, begun)| of == id && *begun == generation));
        let Some(record) = self.machine.record(id).filter(|record| record.grant.generation == generation)
        else {
            return;
        };
        if in_doubt && self.machine.working(id).is_none() {
            tracing::warn!(connection = %id, "another process died over a renewal; it is asked for again");
            let record = Box::new(record.clone());
            self.handle(Input::Restored { record, interrupted: true });
        }
    }
}
