//! Where the time comes from.

use std::{future::Future, pin::Pin};

use chrono::{DateTime, SubsecRound, Utc};

/// The wall clock, as an argument, so that tests can move it.
pub trait Clock: Send + Sync + 'static {
    /// Now, to the millisecond: what is stored and read again is then the same.
    fn now(&self) -> DateTime<Utc>;

    /// Resolves when the clock was set, or the device woke. A clock that is never told of either need not resolve:
    /// the driver looks at it again and again.
    fn moved(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::pending())
    }
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(3)
    }

    #[cfg(target_os = "linux")]
    fn moved(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async {
            if let Err(error) = linux::clock_was_set().await {
                tracing::debug!(%error, "this system does not tell of a clock that was set");
                std::future::pending::<()>().await;
            }
        })
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io;

    use rustix::time::{
        Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create,
        timerfd_settime,
    };
    use tokio::io::unix::AsyncFd;

    /// Some centuries from now, in seconds since 1970: the timer's own end never comes.
    const NEVER: i64 = 1 << 34;

    /// Resolves when the system's clock is set. The kernel sets it as well when the device wakes.
    pub(super) async fn clock_was_set() -> io::Result<()> {
        let timer = timerfd_create(TimerfdClockId::Realtime, TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC)?;
        let none = Timespec { tv_sec: 0, tv_nsec: 0 };
        let end = Itimerspec { it_interval: none, it_value: Timespec { tv_sec: NEVER, tv_nsec: 0 } };
        timerfd_settime(&timer, TimerfdTimerFlags::ABSTIME | TimerfdTimerFlags::CANCEL_ON_SET, &end)?;
        #[expect(
            deprecated,
            reason = "what replaces it is unsafe, and an owned descriptor stays open as long as it is watched"
        )]
        let timer = AsyncFd::new(timer)?;
        timer.readable().await.map(drop)
    }
}
