//! Waiting for events, and never for longer than makes sense.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

/// Far above the duration of any step here, and below the pause after which a keeper without news looks by itself.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// Looks again and again until there is a result.
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

/// Awaits a future that must come to an end.
pub async fn within<F: Future>(what: &str, future: F) -> F::Output {
    timeout(DEADLINE, future).await.unwrap_or_else(|_| panic!("waited in vain: {what}"))
}
