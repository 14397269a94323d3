//! A clock in the test's hands: real time plus an offset, like that of the simulated networks.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};
use keeper::{Clock, SystemClock};
use tokio::sync::{Notify, watch};

/// The offset of all clocks of one test, in seconds.
#[derive(Clone, Default)]
pub struct Offset(Arc<AtomicI64>);

impl Offset {
    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_seconds(), Ordering::SeqCst);
    }

    pub fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + TimeDelta::seconds(self.0.load(Ordering::SeqCst))
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
        self.offset.now()
    }

    fn moved(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async {
            self.moved.notified().await;
            self.noticed.send_modify(|noticed| *noticed += 1);
        })
    }
}
