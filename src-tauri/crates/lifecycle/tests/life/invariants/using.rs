//! The requests for the use of a token, under random inputs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use lifecycle::{ConnectionId, Effect, Input, Standing};
use proptest::prelude::*;

use super::world::{Done, World};

/// The requests without an answer.
#[derive(Default)]
pub struct Uses {
    /// The longest time that was requested.
    waiting: BTreeMap<ConnectionId, TimeDelta>,
    /// The connections for which a person asked for a renewal or a check.
    wished: BTreeSet<ConnectionId>,
}

impl Uses {
    /// Each request gets one answer, and waits only while an operation is under way. An answer is true.
    pub fn follow(&mut self, world: &World, done: &Done) -> Result<(), TestCaseError> {
        match &done.input {
            Some(Input::UseRequested { connection, valid_for }) => {
                let longest = self.waiting.entry(connection.clone()).or_default();
                *longest = (*valid_for).max(*longest);
            }
            Some(Input::RenewRequested { connection } | Input::CheckRequested { connection }) => {
                self.wished.insert(connection.clone());
            }
            _ => {}
        }
        self.renews_only_what_ends_too_soon(world, done)?;
        for effect in &done.effects {
            match effect {
                Effect::Usable { connection, generation } => {
                    prop_assert!(self.waiting.remove(connection).is_some(), "answered twice by {:?}", done);
                    let record = world.machine.record(connection).expect("a connection");
                    prop_assert_eq!(record.grant.generation, *generation);
                    prop_assert_eq!(&record.standing, &Standing::Good);
                    prop_assert!(record.grant.lives_for(world.now, TimeDelta::zero()), "{:?}", done);
                }
                Effect::Unusable { connection } => {
                    prop_assert!(self.waiting.remove(connection).is_some(), "answered twice by {:?}", done);
                }
                Effect::WorkEnded { connection } | Effect::Forget { connection } => {
                    self.wished.remove(connection);
                }
                _ => {}
            }
        }
        for id in self.waiting.keys() {
            prop_assert!(world.machine.working(id).is_some(), "{} waits for nothing after {:?}", id, done);
        }
        Ok(())
    }

    pub fn none_wait(&self) -> bool {
        self.waiting.is_empty()
    }

    /// In a machine that does not keep time, a renewal that no person wished, and that follows from no refusal and no
    /// lost answer, is for a token that ends too soon for a request.
    fn renews_only_what_ends_too_soon(&self, world: &World, done: &Done) -> Result<(), TestCaseError> {
        let follows = matches!(
            done.input,
            Some(
                Input::Refused { .. }
                    | Input::AnswerLost { .. }
                    | Input::AppKeysMissing { .. }
                    | Input::AppKeysChanged { .. }
            )
        );
        for effect in done.effects.iter().filter(|_| !follows && !world.keeps_time) {
            let Effect::Renew { connection, .. } = effect else { continue };
            if self.wished.contains(connection) {
                continue;
            }
            let wanted = self.waiting.get(connection);
            let record = world.machine.record(connection).expect("a connection");
            let too_soon = wanted.is_some_and(|time| !record.grant.lives_for(world.now, *time));
            prop_assert!(too_soon, "{:?} renewed for {:?} by {:?}", record.grant, wanted, done);
        }
        Ok(())
    }
}
