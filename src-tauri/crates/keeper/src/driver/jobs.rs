//! Jobs that ask a network: each lines up in a queue, begins in its turn, and runs to its end.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use lifecycle::{ConnectionId, Input, NetworkId, OperationId};
use networks::{Asks, Network};
use oauth::Failure;
use publishing::Ended;
use store::Owner;

use super::{Driver, Message};
use crate::{
    Error,
    host_queue::{Job, Urgency},
    work::{WorkContext, WorkResult, failure_of},
};

impl Driver {
    pub(super) fn enqueue(&mut self, job: Job) {
        let asked = matches!(job, Job::Exchange { .. } | Job::ListPages { .. })
            || matches!(job, Job::Share { .. })
            || self.state.waiting.contains_key(job.connection());
        let network = self.network_of(&job).and_then(|network| self.network(&network));
        match network {
            Err(error) => self.cannot_begin(&job, error),
            // During a shutdown only the work that a person began goes on.
            Ok(_) if self.state.shut_down.is_some() && !asked => {
                self.postpone(job.connection().clone(), job.operation_id());
            }
            Ok(network) => {
                let hosts = job.hosts(&self.at_home(network, job.connection()));
                let urgency = if asked { Urgency::Asked } else { Urgency::Scheduled };
                self.state.queue.enqueue(job, hosts, urgency);
                self.start_ready();
            }
        }
    }

    /// Begins every job whose turn it is.
    pub(super) fn start_ready(&mut self) {
        while let Some(job) = self.state.queue.next() {
            if let Err(error) = self.begin(&job) {
                self.state.queue.leave(job.operation_id());
                self.cannot_begin(&job, error);
            }
        }
    }

    /// Postpones the jobs that have not begun.
    pub(super) fn give_back_all(&mut self) {
        let line: Vec<_> = self.state.queue.waiting().map(|(connection, _)| connection.clone()).collect();
        for connection in &line {
            if self.state.waiting.contains_key(connection) {
                self.state.errors.insert(connection.clone(), Error::ShutDown);
            }
        }
        self.give_back(&line);
    }

    fn give_back(&mut self, line: &[ConnectionId]) {
        if !line.is_empty() {
            tracing::info!(count = line.len(), "not begun, and put off");
        }
        for connection in line {
            if let Some(operation_id) = self.state.queue.take_back(connection) {
                self.postpone(connection.clone(), operation_id);
            }
        }
    }

    /// Pauses a network that limits all requests, and postpones its scheduled jobs that have not begun.
    pub(super) fn pause_network(&mut self, network: NetworkId, until: DateTime<Utc>) {
        tracing::info!(%network, %until, "the network asks all for patience");
        let of_network = |id: &ConnectionId| self.machine.record(id).is_some_and(|r| r.network == network);
        let scheduled = self.state.queue.waiting().filter(|(_, urgency)| *urgency == Urgency::Scheduled);
        let line: Vec<_> = scheduled.map(|(id, _)| id).filter(|id| of_network(id)).cloned().collect();
        self.handle(Input::RateLimited { network, until });
        self.give_back(&line);
    }

    fn postpone(&mut self, connection: ConnectionId, operation_id: OperationId) {
        self.handle(Input::Postponed { connection, operation_id });
    }

    fn cannot_begin(&mut self, job: &Job, error: Error) {
        let (connection, operation_id) = (job.connection().clone(), job.operation_id());
        match job {
            Job::Exchange { .. } => self.fail_sign_in(operation_id, failure_of(&error)),
            Job::ListPages { generation, .. } => {
                let (generation, seen) = (*generation, Err(error));
                self.handle_result(WorkResult::PagesSeen { connection, operation_id, generation, seen });
            }
            Job::Share { post, .. } => {
                tracing::warn!(%post, %error, "not shared yet");
                self.shared(post, Ended::Unsent);
            }
            Job::Renew { .. } | Job::Probe { .. } => {
                self.handle_result(WorkResult::Postponed { connection, operation_id, error });
            }
        }
    }

    fn begin(&mut self, job: &Job) -> Result<(), Error> {
        let network = self.network_of(job)?;
        let network = self.network(&network)?;
        let tools = self.tools()?;
        let owner = self.owner(job.connection());
        match job.clone() {
            Job::Exchange { connection, operation_id } => {
                self.exchange(tools, network, connection, operation_id);
            }
            Job::Renew { connection, operation_id, generation } => {
                let owner = owner?;
                self.state.begun.insert(connection, generation);
                self.report(tools.renew(network, owner, operation_id, generation));
            }
            Job::Probe { connection, operation_id, generation } => {
                let held = self.held(&connection);
                let granted = self.machine.record(&connection).and_then(|record| record.grant.scopes.clone());
                self.report(tools.probe(network, owner?, operation_id, generation, granted, held));
            }
            Job::Share { .. } => {
                let unknown = || Error::UnknownConnection(job.connection().to_string());
                let sharing = self.sharing_of(job).ok_or_else(unknown)?;
                self.report(tools.share(network, sharing));
            }
            Job::ListPages { connection, operation_id, generation } => {
                let held = self.held(&connection);
                self.report(tools.list_pages(network, owner?, operation_id, generation, held));
            }
        }
        Ok(())
    }

    /// The owner of a connection's secrets.
    pub(super) fn owner(&self, connection: &ConnectionId) -> Result<Owner, Error> {
        let unknown = || Error::UnknownConnection(connection.to_string());
        self.machine.record(connection).map(Owner::of).ok_or_else(unknown)
    }

    fn exchange(
        &mut self,
        tools: WorkContext,
        network: Arc<Network>,
        connection: ConnectionId,
        operation_id: OperationId,
    ) {
        let said =
            self.state.sign_ins.get_mut(operation_id).and_then(|pending| pending.said.app_password.take());
        if let Some(password) = said {
            let at = self.address(operation_id, &connection).map(|place| place.said);
            return self.report(tools.sign_in_with_app_password(
                network,
                connection,
                operation_id,
                at,
                password,
            ));
        }
        let pending = self.state.sign_ins.get_mut(operation_id);
        let code = pending.and_then(|pending| Some((pending.authorization.clone()?, pending.code.take()?)));
        match code {
            Some((authorization, code)) => {
                // The server that the person named for this sign-in.
                let network = match &authorization.binding.home {
                    Some(home) if network.oauth.asks == Some(Asks::Server) => network.at(home).into(),
                    Some(_) | None => network,
                };
                self.report(tools.sign_in(network, connection, operation_id, authorization, code));
            }
            // The sign-in was cancelled while the job waited.
            None => {
                self.state.queue.leave(operation_id);
                self.fail_sign_in(operation_id, Failure::Refused);
            }
        }
    }

    /// The network at the server of this account, for a network of many servers. It only selects the queue: the
    /// requests go to the server that was sealed with the tokens.
    fn at_home(&self, network: Arc<Network>, connection: &ConnectionId) -> Arc<Network> {
        if network.oauth.asks != Some(Asks::Server) {
            return network;
        }
        let home = self.machine.record(connection).and_then(|record| network.server(&record.account.id));
        home.map_or(network.clone(), |home| network.at(&home).into())
    }

    /// Lets work run to its end, even if no caller still waits for it.
    pub(super) fn report(&mut self, work: impl Future<Output = WorkResult> + Send + 'static) {
        self.state.in_flight += 1;
        let messages = self.messages.clone();
        tokio::spawn(async move {
            let _ = messages.send(Message::WorkResult(Box::new(work.await)));
        });
    }

    fn network_of(&self, job: &Job) -> Result<NetworkId, Error> {
        let unknown = || Error::UnknownConnection(job.connection().to_string());
        match job {
            Job::Exchange { operation_id, .. } => {
                let mut sign_ins = self.machine.sign_ins();
                sign_ins.find(|(of, _)| of == operation_id).map(|(_, sign_in)| sign_in.network.clone())
            }
            Job::Renew { connection, .. }
            | Job::Probe { connection, .. }
            | Job::Share { connection, .. }
            | Job::ListPages { connection, .. } => {
                self.machine.record(connection).map(|record| record.network.clone())
            }
        }
        .ok_or_else(unknown)
    }
}
