//! The simulated clock: real time plus an offset that can be moved.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

use crate::BadInput;

/// Two centuries either way: far enough for any test, and no arithmetic on dates overflows.
const FURTHEST_SECONDS: i64 = 200 * 366 * 86_400;

#[derive(Default)]
pub(crate) struct Clock {
    offset_seconds: AtomicI64,
}

impl Clock {
    pub(crate) fn now(&self) -> DateTime<Utc> {
        Utc::now() + TimeDelta::seconds(self.offset_seconds())
    }

    pub(crate) fn offset_seconds(&self) -> i64 {
        self.offset_seconds.load(Ordering::SeqCst)
    }

    pub(crate) fn advance(&self, seconds: i64) -> Result<(), BadInput> {
        let moved = self.offset_seconds().checked_add(seconds);
        let Some(moved) = moved.filter(|moved| moved.abs() <= FURTHEST_SECONDS) else {
            return Err(BadInput::new("The clock moves at most 200 years away from the real time."));
        };
        self.offset_seconds.store(moved, Ordering::SeqCst);
        Ok(())
    }

    pub(crate) fn reset(&self) {
        self.offset_seconds.store(0, Ordering::SeqCst);
    }
}
