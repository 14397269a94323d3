//! Places where no request arrives: what no server at a network's own port could do.

use std::{io, net::Ipv4Addr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::watch,
    time::sleep,
};

/// The fatal alert `handshake_failure` (RFC 8446 section 6.2).
const TLS_ALERT: [u8; 7] = [0x15, 3, 3, 0, 2, 2, 40];
/// How soon a failed accept is tried again.
const PATIENCE: Duration = Duration::from_millis(20);

/// A place to point a network file at, for one endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeadEnd {
    /// A name that no server knows (RFC 6761 section 6.4).
    NoSuchName,
    /// A port at which nobody listens.
    Refused,
    /// A connection that is reset as soon as it is there, before anything is read.
    Reset,
    /// A connection that is taken, and nothing is ever read.
    Unread,
    /// TLS that ends with an alert in the handshake.
    TlsAlert,
    /// Plain HTTP where TLS is expected.
    NotTls,
}

impl DeadEnd {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::NoSuchName, Self::Refused, Self::Reset, Self::Unread, Self::TlsAlert, Self::NotTls];

    /// Its name: `no_such_name`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::NoSuchName => "no_such_name",
            Self::Refused => "refused",
            Self::Reset => "reset_at_once",
            Self::Unread => "unread",
            Self::TlsAlert => "tls_alert",
            Self::NotTls => "not_tls",
        }
    }
}

/// Every dead end, open until the simulated networks stop.
pub(crate) struct DeadEnds {
    origins: [String; 6],
    /// Bound and not listening: nobody else gets the port.
    _refused: TcpSocket,
}

impl DeadEnds {
    pub(crate) async fn open(stopping: &watch::Sender<bool>) -> io::Result<Self> {
        let refused = TcpSocket::new_v4()?;
        refused.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        let port = refused.local_addr()?.port();
        let mut origins = ["https://gander.invalid".to_owned(), format!("http://127.0.0.1:{port}")].to_vec();
        for dead_end in [DeadEnd::Reset, DeadEnd::Unread, DeadEnd::TlsAlert, DeadEnd::NotTls] {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
            let port = listener.local_addr()?.port();
            let scheme =
                if matches!(dead_end, DeadEnd::TlsAlert | DeadEnd::NotTls) { "https" } else { "http" };
            origins.push(format!("{scheme}://127.0.0.1:{port}"));
            tokio::spawn(take(listener, dead_end, stopping.subscribe()));
        }
        let origins = origins.try_into().unwrap_or_else(|_| unreachable!("one for each dead end"));
        Ok(Self { origins, _refused: refused })
    }

    pub(crate) fn origin(&self, dead_end: DeadEnd) -> &str {
        &self.origins[dead_end as usize]
    }
}

async fn take(listener: TcpListener, dead_end: DeadEnd, mut stopping: watch::Receiver<bool>) {
    loop {
        let still = stopping.clone();
        tokio::select! {
            _ = stopping.changed() => return,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => drop(tokio::spawn(treat(stream, dead_end, still))),
                Err(_) => sleep(PATIENCE).await,
            },
        }
    }
}

async fn treat(mut stream: TcpStream, dead_end: DeadEnd, mut stopping: watch::Receiver<bool>) {
    let say = match dead_end {
        DeadEnd::NoSuchName | DeadEnd::Refused => return,
        DeadEnd::Reset => return drop(stream.set_zero_linger()),
        DeadEnd::Unread => return drop(stopping.wait_for(|stopping| *stopping).await),
        DeadEnd::TlsAlert => TLS_ALERT.as_slice(),
        DeadEnd::NotTls => b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n",
    };
    let mut hello = [0; 4096];
    let _ = stream.read(&mut hello).await;
    let _ = stream.write_all(say).await;
    // An end, not a reset: what was said is to arrive.
    let _ = stream.shutdown().await;
    let _ = stream.read(&mut hello).await;
}
