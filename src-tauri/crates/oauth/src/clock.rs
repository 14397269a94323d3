//! The source of the time.

use std::{future::Future, pin::Pin, time::Duration};

use chrono::{DateTime, SubsecRound, Utc};

/// This device's clocks, as a trait so that tests can move them.
pub trait Clock: Send + Sync + 'static {
    /// The wall clock, to the millisecond. It may be set at any time.
    fn now(&self) -> DateTime<Utc>;

    /// The time since a fixed moment, including the device's sleep. It cannot be set.
    fn elapsed(&self) -> Duration;

    /// The time zone that the person's clocks show.
    fn zone(&self) -> &dyn alerts::Zone {
        &chrono::Local
    }

    /// Resolves when the clock was set or the device woke. A clock without such events may stay pending, because the
    /// driver also polls it.
    fn moved(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::pending())
    }
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        (Utc::now() + practice::ahead()).trunc_subsecs(3)
    }

    fn elapsed(&self) -> Duration {
        since_boot() + practice::passed()
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

/// Lets a test advance the time, and set the wall clock, of a Gander in another process. The environment variable
/// `GANDER_PRACTICE_CLOCK` names a file with two numbers: the seconds that passed, and the additional seconds by which
/// the wall clock is ahead. Release builds do not have this.
#[cfg(debug_assertions)]
mod practice {
    use std::{env, fs, time::Duration};

    use chrono::TimeDelta;

    pub(super) fn ahead() -> TimeDelta {
        let (passed, set) = read();
        TimeDelta::seconds(i64::from(passed) + i64::from(set))
    }

    pub(super) fn passed() -> Duration {
        Duration::from_secs(read().0.into())
    }

    fn read() -> (u32, i32) {
        let file = env::var_os("GANDER_PRACTICE_CLOCK").and_then(|file| fs::read_to_string(file).ok());
        let text = file.unwrap_or_default();
        let mut numbers = text.split_whitespace();
        let passed = numbers.next().and_then(|number| number.parse().ok()).unwrap_or_default();
        (passed, numbers.next().and_then(|number| number.parse().ok()).unwrap_or_default())
    }
}

#[cfg(not(debug_assertions))]
mod practice {
    use std::time::Duration;

    use chrono::TimeDelta;

    pub(super) const fn ahead() -> TimeDelta {
        TimeDelta::zero()
    }

    pub(super) const fn passed() -> Duration {
        Duration::ZERO
    }
}

/// The time since boot, including sleep: `CLOCK_BOOTTIME` on Linux, and the monotonic clock on Darwin.
#[cfg(unix)]
fn since_boot() -> Duration {
    use rustix::time::{ClockId, clock_gettime};

    #[cfg(any(target_os = "linux", target_os = "android"))]
    let clock = ClockId::Boottime;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let clock = ClockId::Monotonic;
    Duration::try_from(clock_gettime(clock)).unwrap_or_default()
}

/// [`std::time::Instant`] reads the performance counter of Windows, which includes sleep.
#[cfg(not(unix))]
fn since_boot() -> Duration {
    use std::{sync::LazyLock, time::Instant};

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io;

    use rustix::time::{
        Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create,
        timerfd_settime,
    };
    use tokio::io::unix::AsyncFd;

    /// A moment centuries ahead, in seconds since 1970, so that the timer itself never expires.
    const NEVER: i64 = 1 << 34;

    /// Resolves when the system's clock is set. The kernel also sets it when the device wakes.
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
