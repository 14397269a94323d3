//! The reactions: the lifecycle's effects, the answers of the networks, and what the person is told.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{
    Account, Confidence, ConnectionId, Effect, Endpoint, Event, Evidence, Input, Lifetimes, NoticeKind,
    OperationId, Reason, Renewal, SignInOutcome, Signal, Standing, Verdict,
};

use super::{DAYS, Later, Year, hours, id, minutes, seconds};
use crate::figures;

/// The tolerance on top of the probe interval for finding a disconnect.
const GRACE: TimeDelta = TimeDelta::seconds(30);

impl Year {
    pub(super) fn tell(&mut self, input: Input) {
        self.machine.handle(self.now, input);
        let mut recovered = Vec::new();
        while let Some(effect) = self.machine.next_effect() {
            self.act(effect, &mut recovered);
        }
        for number in recovered {
            if std::mem::take(&mut self.members[number].to_withdraw) {
                self.figures.told_wrongly.push(format!("{} recovered, and the notice stays", id(number)));
            }
        }
    }

    fn act(&mut self, effect: Effect, recovered: &mut Vec<usize>) {
        match effect {
            Effect::OpenAuthorization { operation_id, .. } => {
                self.machine.handle(self.now, Input::RedirectArrived { operation_id });
            }
            Effect::Exchange { operation_id, .. } => {
                let number = self.signing_in[&operation_id];
                self.sign_in(number);
                let account = Account { id: id(number).to_string(), username: None, display_name: None };
                self.machine.handle(
                    self.now,
                    Input::Exchanged { operation_id, account, lifetimes: refreshable(), scopes: None },
                );
            }
            Effect::Renew { connection, operation_id, .. } => self.ask(&connection, operation_id, true),
            Effect::Probe { connection, operation_id, .. } => self.ask(&connection, operation_id, false),
            Effect::Commit { operation_id, .. } => {
                let input = if self.random.one_in(10) {
                    Input::CommitFailed { operation_id }
                } else {
                    Input::Committed { operation_id }
                };
                self.machine.handle(self.now, input);
            }
            Effect::SignInEnded { operation_id, outcome } => {
                let number = self.signing_in.remove(&operation_id);
                let active = number.map(|number| SignInOutcome::Active(id(number)));
                assert!(active.as_ref() == Some(&outcome), "{number:?} ended as {outcome:?}");
                self.figures.sign_ins += 1;
            }
            Effect::Happened { connection, event, .. } => {
                self.happened(self.places[&connection], event, recovered);
            }
            Effect::Notify { connection, kind } => self.notified(self.places[&connection], &kind),
            Effect::Withdraw { connection } => {
                let member = &mut self.members[self.places[&connection]];
                member.told.clear();
                member.to_withdraw = false;
                self.figures.withdrawn += 1;
            }
            Effect::Forget { connection } => panic!("{connection} was forgotten"),
            Effect::Usable { connection, generation } => self.token_is_usable(&connection, Some(generation)),
            Effect::Unusable { connection } => self.token_is_usable(&connection, None),
            Effect::Save { .. } | Effect::WorkEnded { .. } | Effect::Publish => {}
        }
    }

    fn sign_in(&mut self, number: usize) {
        let policy = Arc::clone(&self.kinds[self.members[number].kind].policy);
        let member = &mut self.members[number];
        // The sign-in ends any disconnect still to be found.
        member.waiting.end(self.now);
        member.waiting.answered(self.now);
        member.sign_in(&policy, self.now);
        member.asked = std::mem::take(&mut member.asked).renewed_by_person();
        self.sharing.touch(number);
        self.plan_end(number, &policy.renewal);
    }

    fn plan_end(&mut self, number: usize, renewal: &Renewal) {
        if let (Renewal::None, Some(until)) = (renewal, self.members[number].access_until) {
            self.plan(until - self.now, Later::End(number, until));
        }
    }

    fn ask(&mut self, connection: &ConnectionId, operation_id: OperationId, renewal: bool) {
        let (now, number) = (self.now, self.places[connection]);
        let kind = self.members[number].kind;
        let member = &mut self.members[number];
        let impolite = member.asked.ask(now, renewal).map(str::to_owned);
        let rotates = matches!(self.kinds[kind].policy.renewal, Renewal::Refresh { rotates: true, .. });
        // A post needs a token that lives for its request and one repeat.
        let needed = minutes(if self.sharing.wants(number) { 5 } else { 1 });
        let healthy = member.access_until.is_some_and(|until| until > now + needed);
        let early = renewal && rotates && healthy && !member.asked.is_retry();
        let early = early.then(|| "rotated a healthy token".to_owned());
        for what in impolite.into_iter().chain(early) {
            self.figures.impolite.push(format!("{connection} {what} at {now}"));
        }
        if renewal {
            let minute = &mut self.within_a_minute[kind];
            minute.push_back(now);
            while minute.front().is_some_and(|at| *at <= now - minutes(1)) {
                minute.pop_front();
            }
            let peak = &mut self.figures.networks[kind].most_renewals_in_a_minute;
            *peak = minute.len().max(*peak);
            self.figures.renewals += 1;
        }
        // One request in 50 is slow.
        let takes = if self.random.one_in(50) { seconds(self.random.below(25)) } else { seconds(1) };
        self.plan(takes, Later::Answer(operation_id, number, renewal));
    }

    pub(super) fn answer(&mut self, operation_id: OperationId, number: usize, renewal: bool) {
        if self.asleep.is_some() {
            // The answer came while the device slept, so it is delivered after the wake.
            self.plan(minutes(10), Later::Answer(operation_id, number, renewal));
            return;
        }
        let (now, luck) = (self.now, self.random.below(100));
        let kind = self.members[number].kind;
        let policy = Arc::clone(&self.kinds[kind].policy);
        let offline = self.offline_until > now;
        let down = offline || self.down_until[kind] > now;
        let until = now + minutes(5 + self.random.below(30 * 60));
        let member = &mut self.members[number];
        let proof = member.proof(&policy, now, renewal);
        let fault = match luck {
            _ if down => Some(Signal::Transient),
            0 => Some(Signal::RateLimited { until: None }),
            1 => Some(Signal::RateLimited { until: Some(until) }),
            2 => Some(Signal::Transient),
            _ => None,
        };
        let endpoint = if renewal { Endpoint::Renewal } else { Endpoint::Probe };
        let connection = id(number);
        let refused = |signal, confirm_after| {
            let verdict = Verdict { signal, confirm_after, missing: None, evidence: evidence(now, endpoint) };
            Input::Refused { connection: connection.clone(), operation_id, verdict }
        };
        let mut answered = true;
        let input = if let Some(signal) = fault {
            self.figures.faults += 1;
            answered = false;
            let until = if let Signal::RateLimited { until } = signal { until } else { None };
            if self.first_operation.is_none_or(|first| operation_id >= first) {
                member.asked.failed(now, until);
            }
            refused(signal, None)
        } else if luck == 3 {
            answered = false;
            Input::Postponed { connection: connection.clone(), operation_id }
        } else if let Some(signal) = proof {
            refused(signal, (luck % 2 == 0).then(|| seconds(30)))
        } else if renewal {
            member.renew(&policy, now);
            if luck == 4 {
                answered = false;
                Input::AnswerLost {
                    connection: connection.clone(),
                    operation_id,
                    evidence: evidence(now, endpoint),
                }
            } else {
                Input::Renewed {
                    connection: connection.clone(),
                    operation_id,
                    lifetimes: refreshable(),
                    scopes: None,
                }
            }
        } else if luck == 5 && !member.hiccup {
            // A false "revoked", which the next probe does not repeat.
            member.hiccup = true;
            refused(Signal::Revoked, Some(seconds(30)))
        } else {
            member.hiccup = false;
            Input::Probed { connection: connection.clone(), operation_id, account: None, scopes: None }
        };
        if answered {
            member.waiting.answered(now);
            member.asked.answered();
            self.machine.trust_clock(now, Confidence::Confirmed);
            self.trust_time();
        } else {
            member.waiting.was_silent(now);
            member.asked.retry_comes(matches!(input, Input::AnswerLost { .. }));
        }
        self.sharing.touch(number);
        self.tell(input);
    }

    fn happened(&mut self, number: usize, event: Event, recovered: &mut Vec<usize>) {
        let now = self.now;
        let member = &mut self.members[number];
        match event {
            Event::Disconnected(reason) => {
                self.figures.disconnects += 1;
                member.untold = true;
                if !member.proves(now, reason) {
                    self.figures
                        .false_disconnects
                        .push(format!("{} was called {reason:?} at {now}", id(number)));
                }
                if let Some((counted, by_the_clock)) = member.waiting.end(now) {
                    let every = self.kinds[member.kind].policy.probe_every;
                    let network = &mut self.figures.networks[member.kind];
                    network.found += 1;
                    network.worst_delay = network.worst_delay.max(counted);
                    network.worst_delay_by_the_clock = network.worst_delay_by_the_clock.max(by_the_clock);
                    if counted > every + GRACE {
                        self.figures.late.push(format!("{} was found after {counted} at {now}", id(number)));
                    }
                }
            }
            Event::Recovered | Event::Reauthorized => {
                member.untold = false;
                member.to_withdraw = !member.told.is_empty();
                recovered.push(number);
            }
            Event::Connected
            | Event::Renewed
            | Event::PermissionMissing
            | Event::SetUpNeeded(_)
            | Event::Warned
            | Event::Unreachable
            | Event::Reachable
            | Event::SignInFailed
            | Event::WrongAccount
            | Event::RevocationFailed
            | Event::PageLost
            | Event::Notified
            | Event::Mailed
            | Event::MailFailed
            | Event::Allowed(_)
            | Event::TokenTaken
            | Event::RequestMade
            | Event::Removed => {}
        }
    }

    fn notified(&mut self, number: usize, kind: &NoticeKind) {
        self.figures.notices += 1;
        let member = &mut self.members[number];
        let wrong = match kind {
            NoticeKind::Disconnected { reminder: 0, .. } => !std::mem::take(&mut member.untold),
            NoticeKind::Disconnected { .. } | NoticeKind::ReauthorizeBy { .. } => member.told.contains(kind),
            NoticeKind::SetUpNeeded(_) | NoticeKind::PageLost { .. } => true,
        };
        if wrong {
            self.figures.told_wrongly.push(format!("{}: {kind:?} at {}", id(number), self.now));
        }
        member.told.push(kind.clone());
        self.figures.warnings += usize::from(matches!(kind, NoticeKind::ReauthorizeBy { .. }));
        if !member.sign_in_planned && !self.random.one_in(4) {
            self.members[number].sign_in_planned = true;
            let soon = hours(self.random.below(6 * 24));
            self.plan(soon, Later::SignIn(number));
        }
    }

    /// Checks the final state of all connections and completes the figures.
    pub(super) fn take_stock(&mut self) {
        if let Some(from) = self.asleep {
            self.members.iter_mut().for_each(|member| member.waiting.slept(from, self.now));
        }
        for record in self.machine.records() {
            let member = &self.members[self.places[&record.id]];
            let every = self.kinds[member.kind].policy.probe_every;
            if member.waiting.counted(self.now).is_some_and(|counted| counted > every + GRACE) {
                self.figures.late.push(format!("{} is over and still {:?}", record.id, record.standing));
            }
            if member.untold {
                self.figures.told_wrongly.push(format!("{} was never told of", record.id));
            }
            let broken = matches!(record.standing, Standing::Broken { .. });
            let recovering = matches!(&record.standing, Standing::Broken { reason: Reason::Checkpoint, .. });
            let works = member.ended.is_none() && member.access_until.is_none_or(|a| a > self.now);
            if broken && !recovering && works {
                self.figures.false_disconnects.push(format!("{} is still {:?}", record.id, record.standing));
            }
            self.figures.renewed_members += usize::from(record.grant.generation > 1);
        }
        for (kind, network) in self.figures.networks.iter_mut().enumerate() {
            let asked = self.members.iter().filter(|member| member.kind == kind).map(|member| &member.asked);
            figures::count(network, asked, DAYS);
        }
    }
}

fn refreshable() -> Lifetimes {
    Lifetimes { refresh_token: true, ..Lifetimes::default() }
}

fn evidence(at: DateTime<Utc>, endpoint: Endpoint) -> Evidence {
    Evidence { at, endpoint, status: Some(400), code: None, subcode: None }
}
