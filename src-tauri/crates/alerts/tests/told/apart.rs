//! Two processes on one data directory, with clocks that disagree.

use alerts::{Channel, Delivery};
use chrono::TimeDelta;
use chrono_tz::UTC;
use proptest::prelude::*;

use crate::{
    properties::{Act, calm},
    world::{World, with_email},
};

/// Lets the other process act by its own clock. It sends no mails: only the process that keeps the time does.
fn other(world: &mut World, ahead: TimeDelta, does: impl FnOnce(&mut World)) {
    let email = world.settings.email.take();
    world.now += ahead;
    does(world);
    world.now -= ahead;
    world.settings.email = email;
    world.look();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn of_two_processes_whose_clocks_are_apart_one_tells_and_only_once(
        ahead in -400_000..400_000_i64,
        acts in prop::collection::vec((calm(), any::<bool>()), 1..30),
    ) {
        let ahead = TimeDelta::seconds(ahead);
        let mut world = World::new("2026-06-01T00:00:00Z", UTC, with_email());
        for (act, by_other) in &acts {
            match act {
                Act::Break(_) | Act::Warn(..) | Act::Recover(_) if *by_other => {
                    other(&mut world, ahead, |world| act.on(world));
                }
                act => act.on(&mut world),
            }
            other(&mut world, ahead, World::look);
        }
        world.wait(TimeDelta::days(3));
        other(&mut world, ahead, World::look);
        for (number, raised) in world.raised.iter().enumerate() {
            let (shows, mails) = (world.times(Channel::Native, number), world.times(Channel::Email, number));
            prop_assert!(shows <= 1, "{raised:?} came up {shows} times");
            prop_assert!(mails <= 1, "{raised:?} was mailed {mails} times");
            if raised.ended.is_none() {
                let meant = world.store[&raised.connection].email != Delivery::NotMeant;
                prop_assert_eq!((shows, mails), (1, usize::from(meant)), "{:?}", raised);
            }
        }
    }
}
