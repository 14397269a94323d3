//! A server that answers every request with success, after a while.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};

/// A network's server, on this device.
pub struct Pond {
    origin: String,
    counts: Arc<Counts>,
    /// Each answer takes one permit.
    ice: Arc<Semaphore>,
}

/// The start of the header that reports the app's use of its limit, in per cent.
const USAGE: &str = "X-App-Usage: {\"call_count\":";

#[derive(Default)]
struct Counts {
    used: AtomicUsize,
    answered: AtomicUsize,
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Pond {
    /// Starts a server that takes this long for each answer. A frozen one answers nothing before it thaws.
    ///
    /// # Panics
    /// When there is no free port.
    pub async fn start(latency: Duration, frozen: bool) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let counts = Arc::new(Counts::default());
        let ice = Arc::new(Semaphore::new(if frozen { 0 } else { Semaphore::MAX_PERMITS }));
        let (shared, thawing) = (Arc::clone(&counts), Arc::clone(&ice));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, latency, Arc::clone(&shared), Arc::clone(&thawing)));
            }
        });
        Self { origin, counts, ice }
    }

    /// The origin of its addresses.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The number of answered requests.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.counts.answered.load(Ordering::SeqCst)
    }

    /// The number of requests that wait for their answer.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.counts.now.load(Ordering::SeqCst)
    }

    /// The most requests that have waited at once.
    #[must_use]
    pub fn most_at_once(&self) -> usize {
        self.counts.most.load(Ordering::SeqCst)
    }

    /// Reports with each answer that the app has used this much of its limit, in per cent.
    pub fn tell_used(&self, per_cent: usize) {
        self.counts.used.store(per_cent, Ordering::SeqCst);
    }

    /// Answers all waiting requests, and all later ones.
    pub fn thaw(&self) {
        self.ice.add_permits(Semaphore::MAX_PERMITS / 2);
    }

    /// Answers one waiting request, or the next.
    pub fn answer_one(&self) {
        self.ice.add_permits(1);
    }
}

async fn serve(
    stream: TcpStream,
    latency: Duration,
    counts: Arc<Counts>,
    ice: Arc<Semaphore>,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    while let Some((length, authorization)) = head(&mut stream).await? {
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await?;
        // A check has its token in the head, a renewal in the body.
        let answer = answer(&(authorization + &String::from_utf8_lossy(&body)));
        let now = counts.now.fetch_add(1, Ordering::SeqCst) + 1;
        counts.most.fetch_max(now, Ordering::SeqCst);
        tokio::time::sleep(latency).await;
        if let Ok(permit) = ice.acquire().await {
            permit.forget();
        }
        counts.now.fetch_sub(1, Ordering::SeqCst);
        counts.answered.fetch_add(1, Ordering::SeqCst);
        let used = counts.used.load(Ordering::SeqCst);
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{USAGE}{used}}}\r\nContent-Length");
        stream.write_all(format!("{head}: {}\r\n\r\n{answer}", answer.len()).as_bytes()).await?;
    }
    Ok(())
}

/// The answer to a check and to a renewal. A token names the account, which a check asks about.
fn answer(question: &str) -> String {
    let named = ["practice-access-", "practice-refresh-"].iter().find_map(|begin| question.split_once(begin));
    let account = named.and_then(|(_, rest)| rest.split_once('-')).map_or("", |(account, _)| account);
    format!(
        r#"{{"id": "{account}", "access_token": "practice-access-{account}-", "token_type": "bearer", "expires_in": 3600}}"#
    )
}

/// Reads the head of a request, and returns the length of its body and its `Authorization`. `None` at the end of the
/// connection.
async fn head(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<(usize, String)>> {
    let (mut length, mut authorization) = (0, String::new());
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            return Ok(Some((length, authorization)));
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or_default();
        } else if let Some(value) = line.strip_prefix("authorization:") {
            value.clone_into(&mut authorization);
        }
    }
}
