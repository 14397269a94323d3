//! Clocks under the test's control: real time plus an offset, like that of the simulated networks.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use keeper::{Clock, SystemClock};
use tokio::sync::{Notify, watch};

/// A margin, so that no clock that is moved back runs below zero.
const A_CENTURY_SECONDS: i64 = 100 * 366 * 86_400;

/// The test's time beyond real time, and the error of the device's wall clock, in seconds.
#[derive(Clone, Default)]
pub struct Offset {
    passed: Arc<AtomicI64>,
    set: Arc<AtomicI64>,
}

impl Offset {
    pub fn advance(&self, by: TimeDelta) {
        self.passed.fetch_add(by.num_seconds(), Ordering::SeqCst);
    }

    /// The same time on another wall clock, which is this much ahead of the truth.
    pub fn apart(&self, by: TimeDelta) -> Self {
        let other = Self { passed: Arc::clone(&self.passed), set: Arc::default() };
        other.set_ahead(by);
        other
    }

    /// Sets the wall clock alone: this much ahead of the truth.
    pub fn set_ahead(&self, by: TimeDelta) {
        self.set.store(by.num_seconds(), Ordering::SeqCst);
    }

    /// The true time.
    pub fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + TimeDelta::seconds(self.passed.load(Ordering::SeqCst))
    }

    fn wall(&self) -> DateTime<Utc> {
        self.now() + TimeDelta::seconds(self.set.load(Ordering::SeqCst))
    }

    fn elapsed(&self) -> Duration {
        let passed = self.passed.load(Ordering::SeqCst) + A_CENTURY_SECONDS;
        SystemClock.elapsed() + Duration::from_secs(passed.cast_unsigned())
    }
}

/// The clock of one keeper, which tells when that keeper has noticed a move.
pub struct Hand {
    offset: Offset,
    moved: Notify,
    noticed: watch::Sender<u64>,
}

impl Hand {
    pub fn new(offset: Offset) -> Self {
        Self { offset, moved: Notify::new(), noticed: watch::Sender::new(0) }
    }

    /// Wakes the keeper, and waits until it is awake.
    pub async fn tell(&self) {
        let mut noticed = self.noticed.subscribe();
        let before = *noticed.borrow_and_update();
        self.moved.notify_one();
        noticed.wait_for(|noticed| *noticed > before).await.expect("the sender is here");
    }
}

impl Clock for Hand {
    fn now(&self) -> DateTime<Utc> {
        self.offset.wall()
    }

    fn elapsed(&self) -> Duration {
        self.offset.elapsed()
    }

    fn moved(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async {
            self.moved.notified().await;
            self.noticed.send_modify(|noticed| *noticed += 1);
        })
    }
}
