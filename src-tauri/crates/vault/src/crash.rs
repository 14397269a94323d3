//! Named points at which a test kills this process, like `kill -9`. Only the feature `crash-points` compiles them in,
//! and release builds never have it.

/// Kills the process if the environment variable `GANDER_CRASH_AT` names this point, for example `renew.answered`, or
/// `http.answer-unread:2` for its second passing.
#[cfg(all(feature = "crash-points", target_os = "linux"))]
pub fn point(name: &str) {
    use std::sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    };

    static CHOSEN: LazyLock<Option<(String, u32)>> = LazyLock::new(|| {
        let chosen = std::env::var("GANDER_CRASH_AT").ok()?;
        Some(match chosen.split_once(':') {
            Some((name, passing)) => (name.to_owned(), passing.parse().ok()?),
            None => (chosen, 1),
        })
    });
    static PASSED: AtomicU32 = AtomicU32::new(0);

    let Some((chosen, passing)) = &*CHOSEN else { return };
    if chosen != name || PASSED.fetch_add(1, Ordering::SeqCst) + 1 != *passing {
        return;
    }
    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    // No code may run after this point, even if the signal takes time to arrive.
    loop {
        std::thread::park();
    }
}

/// Does nothing.
#[cfg(not(all(feature = "crash-points", target_os = "linux")))]
#[inline(always)]
pub const fn point(_name: &str) {}
