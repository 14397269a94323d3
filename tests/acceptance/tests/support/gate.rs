//! A gate in front of a server: it records the answers, and holds them back until it opens.

use std::{net::SocketAddr, sync::Arc};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy},
    net::{TcpListener, TcpStream},
    sync::watch,
};
use url::Url;

use super::wait::within;

pub struct Gate {
    address: SocketAddr,
    open: Arc<watch::Sender<bool>>,
    answers: Arc<watch::Sender<Vec<u8>>>,
}

impl Gate {
    /// A closed gate before the server at `origin`.
    pub async fn before(origin: &str) -> Self {
        let origin = Url::parse(origin).expect("an origin");
        let upstream = origin.socket_addrs(|| None).expect("an address")[0];
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (open, answers) = (Arc::new(watch::Sender::new(false)), Arc::new(watch::Sender::default()));
        let gate = Self { address, open: open.clone(), answers: answers.clone() };
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(pass(client, upstream, open.clone(), answers.clone()));
            }
        });
        gate
    }

    /// The gate's own origin, in place of the server's.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits until the gate holds an answer.
    pub async fn an_answer_waits(&self) {
        let mut answers = self.answers.subscribe();
        within("an answer", answers.wait_for(|answers| !answers.is_empty())).await.expect("a gate");
    }

    pub fn open(&self) {
        self.open.send_replace(true);
    }

    /// All answers of the server so far.
    pub fn answers(&self) -> String {
        String::from_utf8_lossy(&self.answers.borrow()).into_owned()
    }
}

async fn pass(
    client: TcpStream,
    upstream: SocketAddr,
    open: Arc<watch::Sender<bool>>,
    answers: Arc<watch::Sender<Vec<u8>>>,
) -> std::io::Result<()> {
    let (mut asks, mut gets) = client.into_split();
    let (mut answered, mut asked) = TcpStream::connect(upstream).await?.into_split();
    tokio::spawn(async move {
        let _ = copy(&mut asks, &mut asked).await;
        let _ = asked.shutdown().await;
    });
    let mut piece = vec![0; 16 * 1024];
    loop {
        let read = answered.read(&mut piece).await?;
        if read == 0 {
            return Ok(());
        }
        answers.send_modify(|answers| answers.extend_from_slice(&piece[..read]));
        let _ = open.subscribe().wait_for(|open| *open).await;
        gets.write_all(&piece[..read]).await?;
    }
}
