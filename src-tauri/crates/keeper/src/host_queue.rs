//! Limits the requests at once to one host, and orders those that wait.
//!
//! A job that waits here has not begun: it holds no task, lock file, secret or connection, and no time limit runs. So
//! ten thousand renewals that fall due together cost ten thousand small entries.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use lifecycle::{ConnectionId, OperationId};
use networks::{Network, Pages};
use publishing::PostId;
use url::{Position, Url};

use crate::work::Task;

pub(crate) use oauth::http::AT_ONCE;

/// A piece of slow work that asks a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Job {
    /// See [`lifecycle::Effect::Exchange`].
    Exchange { connection: ConnectionId, operation_id: OperationId },
    /// See [`lifecycle::Effect::Renew`].
    Renew { connection: ConnectionId, operation_id: OperationId, generation: u64 },
    /// See [`lifecycle::Effect::Probe`].
    Probe { connection: ConnectionId, operation_id: OperationId, generation: u64 },
    /// The network is asked which pages the account runs.
    ListPages { connection: ConnectionId, operation_id: OperationId, generation: u64 },
    /// A post is published, looked for, or deleted.
    Share {
        connection: ConnectionId,
        operation_id: OperationId,
        generation: u64,
        post: PostId,
        task: Task,
        /// The token may be used.
        usable: bool,
    },
}

/// The order of jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Urgency {
    /// A person waits for it.
    Asked,
    /// It is due by schedule.
    Scheduled,
}

/// The queue in front of every host.
#[derive(Default)]
pub(crate) struct HostQueue {
    hosts: BTreeMap<Host, Queue>,
    /// The place of a connection's renewal or check. A connection has at most one such operation.
    places: HashMap<ConnectionId, (Host, Place)>,
    /// The hosts of each job that has begun.
    inside: HashMap<OperationId, Vec<Host>>,
    arrivals: u64,
}

/// The scheme, host and port of a URL.
pub(crate) type Host = Arc<str>;

/// The place in a queue: by urgency, then by arrival.
type Place = (Urgency, u64);

#[derive(Default)]
struct Queue {
    inside: usize,
    waiting: BTreeMap<Place, Waiting>,
}

struct Waiting {
    job: Job,
    hosts: Vec<Host>,
}

impl Job {
    pub fn operation_id(&self) -> OperationId {
        match self {
            Self::Exchange { operation_id, .. }
            | Self::Renew { operation_id, .. }
            | Self::Probe { operation_id, .. }
            | Self::Share { operation_id, .. }
            | Self::ListPages { operation_id, .. } => *operation_id,
        }
    }

    pub fn connection(&self) -> &ConnectionId {
        match self {
            Self::Exchange { connection, .. }
            | Self::Renew { connection, .. }
            | Self::Probe { connection, .. }
            | Self::Share { connection, .. }
            | Self::ListPages { connection, .. } => connection,
        }
    }

    /// Tells whether it is the one operation that a connection has at a time.
    fn is_operation(&self) -> bool {
        matches!(self, Self::Renew { .. } | Self::Probe { .. })
    }

    /// Every host that the job asks.
    pub fn hosts(&self, network: &Network) -> Vec<Host> {
        let oauth = &network.oauth;
        let urls = match self {
            Self::Exchange { .. } => {
                let swap = oauth.long_lived.as_ref().map(|swap| &swap.url);
                [&oauth.token, &network.identity.url].into_iter().chain(swap).collect()
            }
            Self::Renew { .. } => vec![oauth.extend.as_ref().map_or(&oauth.token, |swap| &swap.url)],
            Self::Probe { .. } => vec![&network.probe.url],
            Self::Share { .. } => {
                vec![network.publish.as_ref().map_or(&network.probe.url, |publish| &publish.url)]
            }
            Self::ListPages { .. } => network.pages.iter().flat_map(Pages::asked).collect(),
        };
        let mut hosts: Vec<_> = urls.into_iter().map(host).collect();
        hosts.sort_unstable();
        hosts.dedup();
        hosts
    }
}

fn host(url: &Url) -> Host {
    url[..Position::BeforePath].into()
}

impl HostQueue {
    /// Adds a job. Drops a waiting renewal or check of the same connection, because its operation is over.
    pub fn enqueue(&mut self, job: Job, hosts: Vec<Host>, urgency: Urgency) {
        let Some(first) = hosts.first().cloned() else { return };
        self.arrivals += 1;
        let place = (urgency, self.arrivals);
        if job.is_operation() {
            let former = self.places.insert(job.connection().clone(), (first.clone(), place));
            if let Some((host, place)) = former {
                self.queue(&host).waiting.remove(&place);
            }
        }
        self.queue(&first).waiting.insert(place, Waiting { job, hosts });
    }

    /// The next job that may begin, if any. It counts as begun until it [leaves](Self::leave).
    pub fn next(&mut self) -> Option<Job> {
        let next = self.hosts.iter().filter_map(|(host, queue)| {
            let (place, waiting) = queue.waiting.first_key_value()?;
            let room = waiting.hosts.iter().all(|host| self.hosts.get(host).is_none_or(Queue::has_room));
            room.then(|| (*place, host.clone()))
        });
        let (place, first) = next.min()?;
        let Waiting { job, hosts } = self.queue(&first).waiting.remove(&place)?;
        if job.is_operation() {
            self.places.remove(job.connection());
        }
        for host in &hosts {
            self.queue(host).inside += 1;
        }
        self.inside.insert(job.operation_id(), hosts);
        Some(job)
    }

    /// Removes a job that has ended, or could not begin.
    pub fn leave(&mut self, operation_id: OperationId) {
        for host in self.inside.remove(&operation_id).unwrap_or_default() {
            let queue = self.queue(&host);
            queue.inside = queue.inside.saturating_sub(1);
            if queue.inside == 0 && queue.waiting.is_empty() {
                self.hosts.remove(&host);
            }
        }
    }

    /// Makes the renewal or check of a connection urgent, because a caller waits for it.
    pub fn prioritize(&mut self, connection: &ConnectionId) {
        let Some((host, place)) = self.places.get(connection).cloned() else { return };
        let urgent = (Urgency::Asked, place.1);
        let queue = self.queue(&host);
        if let Some(waiting) = queue.waiting.remove(&place) {
            queue.waiting.insert(urgent, waiting);
            self.places.insert(connection.clone(), (host, urgent));
        }
    }

    /// The connections whose renewal or check has not begun.
    pub fn waiting(&self) -> impl Iterator<Item = (&ConnectionId, Urgency)> {
        self.places.iter().map(|(connection, (_, (urgency, _)))| (connection, *urgency))
    }

    /// Takes the renewal or check of a connection out of the line, unless it has begun.
    pub fn take_back(&mut self, connection: &ConnectionId) -> Option<OperationId> {
        let (host, place) = self.places.remove(connection)?;
        let waiting = self.queue(&host).waiting.remove(&place)?;
        Some(waiting.job.operation_id())
    }

    fn queue(&mut self, host: &Host) -> &mut Queue {
        self.hosts.entry(Arc::clone(host)).or_default()
    }
}

impl Queue {
    fn has_room(&self) -> bool {
        self.inside < AT_ONCE
    }
}

#[cfg(test)]
mod tests;
