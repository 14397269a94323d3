//! A listener that can close its port and open it again, and connections that can be cut without an answer.

use std::{
    future::pending,
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{extract::connect_info::Connected, serve::IncomingStream};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::watch,
    time::sleep,
};

/// The pause before a failed accept or bind is retried.
const PATIENCE: Duration = Duration::from_millis(20);

/// A listener that closes its port while `refusing` holds true.
pub(crate) struct Door {
    address: SocketAddr,
    listener: Option<TcpListener>,
    refusing: watch::Receiver<bool>,
}

impl Door {
    pub(crate) fn new(listener: TcpListener, refusing: watch::Receiver<bool>) -> io::Result<Self> {
        Ok(Self { address: listener.local_addr()?, listener: Some(listener), refusing })
    }
}

impl axum::serve::Listener for Door {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        loop {
            if *self.refusing.borrow_and_update() {
                self.listener = None;
                changed(&mut self.refusing).await;
                continue;
            }
            let Some(listener) = &self.listener else {
                match TcpListener::bind(self.address).await {
                    Ok(listener) => self.listener = Some(listener),
                    Err(_) => sleep(PATIENCE).await,
                }
                continue;
            };
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, peer)) => return (Wire { stream, line: Line::default() }, peer),
                    Err(_) => sleep(PATIENCE).await,
                },
                () = changed(&mut self.refusing) => {}
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

async fn changed(refusing: &mut watch::Receiver<bool>) {
    if refusing.changed().await.is_err() {
        pending::<()>().await;
    }
}

/// Bytes that replace an answer, and whether the connection ends after them.
type Raw = (Vec<u8>, bool);

/// A handle to the connection of a request, which can cut it.
#[derive(Clone, Default)]
pub(crate) struct Line {
    cut: Arc<AtomicBool>,
    reset: Arc<AtomicBool>,
    /// The replacement of the next answer.
    instead: Arc<Mutex<Option<Raw>>>,
}

impl Line {
    /// Stops all writing: the HTTP library then gives up and closes the connection.
    pub(crate) fn cut(&self) {
        self.cut.store(true, Ordering::SeqCst);
    }

    /// Cuts the connection with a TCP reset instead of an orderly end.
    pub(crate) fn reset(&self) {
        self.reset.store(true, Ordering::SeqCst);
        self.cut();
    }

    /// Sends these bytes in place of the next answer. With `then_end`, the connection ends after them.
    pub(crate) fn write_instead(&self, bytes: Vec<u8>, then_end: bool) {
        *self.instead.lock().unwrap_or_else(PoisonError::into_inner) = Some((bytes, then_end));
    }
}

impl Connected<IncomingStream<'_, Door>> for Line {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        stream.io().line.clone()
    }
}

/// A TCP connection that its [`Line`] can cut.
pub(crate) struct Wire {
    stream: TcpStream,
    line: Line,
}

impl Wire {
    fn cut(&self) -> io::Result<()> {
        if self.line.cut.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(())
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        if self.line.reset.load(Ordering::SeqCst) {
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.cut()?;
        let line = self.line.clone();
        let mut instead = line.instead.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((waiting, then_end)) = instead.as_mut() else {
            return Pin::new(&mut self.stream).poll_write(context, bytes);
        };
        while !waiting.is_empty() {
            let written = ready!(Pin::new(&mut self.stream).poll_write(context, waiting))?;
            waiting.drain(..written);
        }
        if *then_end {
            line.cut();
        }
        *instead = None;
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.cut()?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
