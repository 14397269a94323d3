//! Waiting for what will happen, and never for longer than makes sense.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

/// Far more than anything here takes on any machine, and less than what a keeper that was told nothing waits before it
/// looks by itself.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// Looks again and again until there is something.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let end = Instant::now() + DEADLINE;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(Instant::now() < end, "waited in vain: {what}");
        sleep(Duration::from_millis(10)).await;
    }
}

/// Awaits what must come to an end.
pub async fn within<F: Future>(what: &str, future: F) -> F::Output {
    timeout(DEADLINE, future).await.unwrap_or_else(|_| panic!("waited in vain: {what}"))
}
