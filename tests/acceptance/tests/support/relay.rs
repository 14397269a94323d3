//! A server that forwards requests or answers with an empty object, and records both directions.

use std::{
    collections::BTreeSet,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
};
use url::Url;

/// The prefixes of all tokens of the simulated networks.
const TOKENS: [&str; 2] = ["practice-access-", "practice-refresh-"];

#[derive(Clone)]
pub struct Relay {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<u8>>>,
    answered: Arc<Mutex<Vec<u8>>>,
}

impl Relay {
    /// A relay before the server at `origin`.
    pub async fn before(origin: &str) -> Self {
        let origin = Url::parse(origin).expect("an origin");
        Self::start(Some(origin.socket_addrs(|| None).expect("an address")[0])).await
    }

    /// A relay before no server: it answers everything with an empty JSON object.
    pub async fn alone() -> Self {
        Self::start(None).await
    }

    async fn start(upstream: Option<SocketAddr>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let relay = Self { address, asked: Arc::default(), answered: Arc::default() };
        let serving = relay.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let relay = serving.clone();
                tokio::spawn(async move {
                    let _ = match upstream {
                        Some(upstream) => relay.pass(client, upstream).await,
                        None => relay.answer(client).await,
                    };
                });
            }
        });
        relay
    }

    /// Host and port.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far.
    pub fn asked(&self) -> String {
        String::from_utf8_lossy(&locked(&self.asked)).into_owned()
    }

    /// Every token that came in, and every one that went out, since the last call.
    pub fn take_tokens(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        (taken(&self.asked), taken(&self.answered))
    }

    async fn pass(&self, client: TcpStream, upstream: SocketAddr) -> std::io::Result<()> {
        let (asks, gets) = client.into_split();
        let (answers, asked) = TcpStream::connect(upstream).await?.into_split();
        tokio::spawn(copy(asks, asked, Arc::clone(&self.asked)));
        copy(answers, gets, Arc::clone(&self.answered)).await;
        Ok(())
    }

    async fn answer(&self, mut client: TcpStream) -> std::io::Result<()> {
        let mut piece = vec![0; 16 * 1024];
        loop {
            let read = client.read(&mut piece).await?;
            if read == 0 {
                return Ok(());
            }
            locked(&self.asked).extend_from_slice(&piece[..read]);
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
            client.write_all(head.as_bytes()).await?;
        }
    }
}

async fn copy(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, record: Arc<Mutex<Vec<u8>>>) {
    let mut piece = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut piece).await {
        locked(&record).extend_from_slice(&piece[..read]);
        if to.write_all(&piece[..read]).await.is_err() {
            return;
        }
    }
    let _ = to.shutdown().await;
}

fn taken(record: &Mutex<Vec<u8>>) -> BTreeSet<String> {
    let bytes = std::mem::take(&mut *locked(record));
    tokens(&String::from_utf8_lossy(&bytes))
}

fn tokens(text: &str) -> BTreeSet<String> {
    let is_of_token = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let token =
        |at: usize| text[at..].split(|letter| !is_of_token(letter)).next().unwrap_or_default().to_owned();
    TOKENS.iter().flat_map(|prefix| text.match_indices(prefix).map(|(at, _)| token(at))).collect()
}

fn locked(mutex: &Mutex<Vec<u8>>) -> MutexGuard<'_, Vec<u8>> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
