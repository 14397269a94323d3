//! The pauses of Gander, and steps through time.

use std::iter::repeat_n;

use chrono::TimeDelta;
use keeper::Keeper;

use crate::support::{Bench, settled};

/// Longer than the pause before the first look, and than the pauses between the steps.
pub const A_LOOK: TimeDelta = TimeDelta::seconds(125);
/// Longer than any network's pause between checks.
pub const ONE_CHECK: TimeDelta = TimeDelta::hours(13);
/// Longer than the network files wait for a second answer.
pub const LONGEST_DOUBT: TimeDelta = TimeDelta::seconds(601);
/// Longer than a notification waits for others.
pub const TOGETHER: TimeDelta = TimeDelta::seconds(6);

/// Lets time pass in steps, each longer than the pause before a look.
pub async fn wait(bench: &Bench, keeper: &Keeper, steps: usize) {
    pass(bench, keeper, repeat_n(A_LOOK, steps)).await;
}

/// Lets time pass in steps of this many minutes.
pub async fn pass_minutes(bench: &Bench, keeper: &Keeper, steps: impl IntoIterator<Item = i64>) {
    pass(bench, keeper, steps.into_iter().map(TimeDelta::minutes)).await;
}

async fn pass(bench: &Bench, keeper: &Keeper, steps: impl IntoIterator<Item = TimeDelta>) {
    for step in steps {
        bench.advance(step).await;
        settled(keeper).await;
    }
}
