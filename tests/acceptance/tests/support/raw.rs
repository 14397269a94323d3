//! HTTP by hand: requests that no well-behaved client sends.

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use url::Url;

use super::wait::within;

/// The answer.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub text: String,
}

/// Sends a request to the origin of `url`, under another method, target or Host.
pub async fn raw(url: &Url, method: &str, host: &str, target: &str) -> Page {
    raw_with(url, method, host, target, "Content-Length: 0\r\n").await
}

/// Like [`raw`], with other header lines than `Content-Length`.
pub async fn raw_with(url: &Url, method: &str, host: &str, target: &str, headers: &str) -> Page {
    let request = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n");
    let text = raw_bytes(url, request.as_bytes()).await;
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Page { status, text }
}

/// Sends bytes to the origin of `url`. Returns all that comes back until the connection is closed.
pub async fn raw_bytes(url: &Url, bytes: &[u8]) -> String {
    let port = url.port().expect("a port");
    let answered = async {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.write_all(bytes).await?;
        let mut text = String::new();
        stream.read_to_string(&mut text).await?;
        std::io::Result::Ok(text)
    };
    within("a page", answered).await.expect("an answer")
}
