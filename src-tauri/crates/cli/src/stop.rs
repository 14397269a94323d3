//! The signals by which the system stops a command.

use std::{future::Future, io};

/// Resolves when the system asks this process to end. Listens from the call on, not from the first poll: a program may
/// send the signal as soon as it reads the next sentence.
pub(crate) fn told_to_stop() -> impl Future<Output = ()> {
    let signals = signals();
    async move {
        match signals {
            Ok(signals) => signals.await,
            // Without listeners the system ends the process by itself.
            Err(_) => std::future::pending().await,
        }
    }
}

/// Ctrl-C and SIGTERM.
#[cfg(unix)]
fn signals() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ctrl-C, Ctrl-Break, the console's close button, and the end of the session.
#[cfg(windows)]
fn signals() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close, ctrl_shutdown};

    let (mut c, mut pause) = (ctrl_c()?, ctrl_break()?);
    let (mut close, mut shutdown) = (ctrl_close()?, ctrl_shutdown()?);
    Ok(async move {
        tokio::select! {
            _ = c.recv() => {}
            _ = pause.recv() => {}
            _ = close.recv() => {}
            _ = shutdown.recv() => {}
        }
    })
}
