//! The requests of work that needs the access token, such as a post.
//!
//! A request waits only while an operation is under way: its end answers the request, or starts the one check or the one
//! renewal that the answer needs.

use chrono::{DateTime, TimeDelta, Utc};

use super::Lifecycle;
use crate::{
    ConnectionId, Effect, Standing, bounded_span,
    connection::{Connection, UseRequest, Work},
};

/// The next step towards the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// The operation under way must end first.
    Wait,
    Start(Work),
    Usable,
    Unusable,
}

impl UseRequest {
    /// Counts an operation that begins while the requests wait.
    pub fn note(&mut self, kind: Work) {
        self.renewed |= kind.renews();
        self.probed |= matches!(kind, Work::Probe | Work::ProbeAfterRenewal);
    }
}

impl Connection {
    /// The next step for the requests that wait, if any do. `held`: a limit of the whole network is in force.
    fn next_for_use(&self, now: DateTime<Utc>, held: bool) -> Option<Next> {
        let request = self.use_request.as_ref()?;
        let grant = &self.record.grant;
        let as_long_as_it_lives =
            if grant.lives_for(now, TimeDelta::zero()) { Next::Usable } else { Next::Unusable };
        Some(if self.leaving || self.record.standing != Standing::Good {
            Next::Unusable
        } else if self.operation.is_some() {
            Next::Wait
        } else if grant.lives_for(now, request.valid_for) {
            Next::Usable
        } else if grant.generation > request.generation || held || !self.may_renew(now) {
            // A second renewal would bring no longer life.
            as_long_as_it_lives
        } else if request.renewed {
            Next::Unusable
        } else if !self.needs_contact {
            Next::Start(Work::Renewal)
        } else if request.probed {
            // The network is still silent, so a renewal could lose its answer.
            Next::Unusable
        } else {
            Next::Start(Work::Probe)
        })
    }

    /// Tells whether the network allows a renewal now.
    fn may_renew(&self, now: DateTime<Utc>) -> bool {
        let record = &self.record;
        let (grant, policy) = (&record.grant, &record.policy);
        // A refused renewal is repeated only at the moment that decides, as without a request.
        let refused = record.suspicion.as_ref().is_some_and(|suspicion| suspicion.by_renewal);
        let limited = record.unreachable.is_some_and(|spell| spell.asked_to_wait && spell.retry_at > now);
        !limited
            && grant.renewable(policy)
            && grant.renewable_from(policy).is_none_or(|from| from <= now)
            && (!refused || record.is_to_renew_again(now))
    }
}

impl Lifecycle {
    pub(super) fn use_requested(&mut self, now: DateTime<Utc>, id: ConnectionId, valid_for: TimeDelta) {
        let Some(connection) = self.connections.get_mut(&id) else {
            return self.effects.push_back(Effect::Unusable { connection: id });
        };
        let former = connection.use_request.take();
        let longest = former.map_or(TimeDelta::zero(), |former| former.valid_for);
        let mut request = UseRequest {
            valid_for: bounded_span(valid_for).max(longest),
            generation: connection.record.grant.generation,
            probed: false,
            renewed: false,
        };
        if let Some(operation) = &connection.operation {
            request.note(operation.kind);
        }
        connection.use_request = Some(request);
        self.answer_use(now, &id);
        // A plan could start other work that is due, so an answered request makes none.
        if self.connections.get(&id).is_some_and(|connection| connection.use_request.is_some()) {
            self.advance(now, &id);
        }
    }

    /// Answers the requests that wait, if the answer needs no more work.
    pub(super) fn answer_use(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let held = self.is_held(now, id);
        let Some(connection) = self.connections.get_mut(id) else { return };
        let usable = match connection.next_for_use(now, held) {
            Some(Next::Usable) => true,
            Some(Next::Unusable) => false,
            Some(Next::Wait | Next::Start(_)) | None => return,
        };
        connection.use_request = None;
        let (connection, generation) = (id.clone(), connection.record.grant.generation);
        self.effects.push_back(if usable {
            Effect::Usable { connection, generation }
        } else {
            Effect::Unusable { connection }
        });
    }

    fn is_held(&self, now: DateTime<Utc>, id: &ConnectionId) -> bool {
        self.connections.get(id).is_some_and(|connection| self.held_until(now, connection).is_some())
    }

    /// Starts the check or the renewal that the answer needs.
    pub(super) fn work_for_use(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let held = self.is_held(now, id);
        let next = self.connections.get(id).and_then(|connection| connection.next_for_use(now, held));
        if let Some(Next::Start(work)) = next {
            self.start(id, work, false);
        }
    }
}
