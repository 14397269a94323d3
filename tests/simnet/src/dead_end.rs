//! Addresses at which no request arrives, for failures that a server at a network's own port cannot produce.

use std::{io, net::Ipv4Addr, sync::Arc, time::Duration};

use rustls::{ServerConfig, pki_types::PrivateKeyDer};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::watch,
    time::sleep,
};
use tokio_rustls::TlsAcceptor;

/// The fatal alert `handshake_failure` (RFC 8446 section 6.2).
const TLS_ALERT: [u8; 7] = [0x15, 3, 3, 0, 2, 2, 40];
/// The pause before a failed accept is retried.
const PATIENCE: Duration = Duration::from_millis(20);

/// A dead end: an address for one endpoint of a network file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeadEnd {
    /// A host name that does not resolve (RFC 6761 section 6.4).
    NoSuchName,
    /// A port without a listener.
    Refused,
    /// A connection that is reset at once, before anything is read.
    Reset,
    /// A connection that is accepted but never read.
    Unread,
    /// A TLS handshake that ends with an alert.
    TlsAlert,
    /// Plain HTTP where TLS is expected.
    NotTls,
    /// A complete TLS connection with an untrusted certificate, as of a captive portal or an intercepting proxy.
    UntrustedCertificate,
}

impl DeadEnd {
    /// All dead ends.
    pub const ALL: [Self; 7] = [
        Self::NoSuchName,
        Self::Refused,
        Self::Reset,
        Self::Unread,
        Self::TlsAlert,
        Self::NotTls,
        Self::UntrustedCertificate,
    ];

    /// The name, such as `no_such_name`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::NoSuchName => "no_such_name",
            Self::Refused => "refused",
            Self::Reset => "reset_at_once",
            Self::Unread => "unread",
            Self::TlsAlert => "tls_alert",
            Self::NotTls => "not_tls",
            Self::UntrustedCertificate => "untrusted_certificate",
        }
    }
}

/// All dead ends, open until the simulated networks stop.
pub(crate) struct DeadEnds {
    origins: [String; 7],
    /// Bound but not listening, so that no other program gets the port.
    _refused: TcpSocket,
}

impl DeadEnds {
    pub(crate) async fn open(stopping: &watch::Sender<bool>) -> io::Result<Self> {
        let refused = TcpSocket::new_v4()?;
        refused.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        let port = refused.local_addr()?.port();
        let mut origins = ["https://gander.invalid".to_owned(), format!("http://127.0.0.1:{port}")].to_vec();
        let untrusted = untrusted()?;
        for dead_end in DeadEnd::ALL.into_iter().skip(origins.len()) {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
            let port = listener.local_addr()?.port();
            let scheme = if matches!(dead_end, DeadEnd::Reset | DeadEnd::Unread) { "http" } else { "https" };
            origins.push(format!("{scheme}://127.0.0.1:{port}"));
            tokio::spawn(take(listener, dead_end, untrusted.clone(), stopping.subscribe()));
        }
        let origins = origins.try_into().unwrap_or_else(|_| unreachable!("one for each dead end"));
        Ok(Self { origins, _refused: refused })
    }

    pub(crate) fn origin(&self, dead_end: DeadEnd) -> &str {
        &self.origins[dead_end as usize]
    }
}

/// TLS for 127.0.0.1 with a self-signed certificate.
fn untrusted() -> io::Result<TlsAcceptor> {
    let rcgen::CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).map_err(io::Error::other)?;
    let key = PrivateKeyDer::Pkcs8(signing_key.serialize_der().into());
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(vec![cert.der().clone()], key))
        .map_err(io::Error::other)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

async fn take(
    listener: TcpListener,
    dead_end: DeadEnd,
    untrusted: TlsAcceptor,
    mut stopping: watch::Receiver<bool>,
) {
    loop {
        let still = stopping.clone();
        tokio::select! {
            _ = stopping.changed() => return,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => drop(tokio::spawn(treat(stream, dead_end, untrusted.clone(), still))),
                Err(_) => sleep(PATIENCE).await,
            },
        }
    }
}

async fn treat(
    mut stream: TcpStream,
    dead_end: DeadEnd,
    untrusted: TlsAcceptor,
    mut stopping: watch::Receiver<bool>,
) {
    let say = match dead_end {
        DeadEnd::NoSuchName | DeadEnd::Refused => return,
        DeadEnd::Reset => return drop(stream.set_zero_linger()),
        DeadEnd::Unread => return drop(stopping.wait_for(|stopping| *stopping).await),
        DeadEnd::TlsAlert => TLS_ALERT.as_slice(),
        DeadEnd::UntrustedCertificate => return refuse_all(stream, &untrusted).await,
        DeadEnd::NotTls => b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n",
    };
    let mut hello = [0; 4096];
    let _ = stream.read(&mut hello).await;
    let _ = stream.write_all(say).await;
    // A shutdown instead of a reset lets the bytes arrive.
    let _ = stream.shutdown().await;
    let _ = stream.read(&mut hello).await;
}

/// Answers, in the words of every network, that the token is revoked. Only a client that ignores the certificate
/// believes it.
async fn refuse_all(stream: TcpStream, untrusted: &TlsAcceptor) {
    let Ok(mut stream) = untrusted.accept(stream).await else { return };
    let mut request = [0; 4096];
    let _ = stream.read(&mut request).await;
    let body =
        r#"{"error":"invalid_grant","code":"REVOKED_ACCESS_TOKEN","serviceErrorCode":65601,"status":401}"#;
    let head = format!(
        "HTTP/1.1 401 Unauthorized\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(body.as_bytes()).await;
    let _ = stream.shutdown().await;
}
