//! HTTP by hand: what no well-behaved client sends.

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use url::Url;

use super::wait::within;

/// What came back.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub text: String,
}

/// Sends a request to the origin of `url`, under another method, target or Host.
pub async fn raw(url: &Url, method: &str, host: &str, target: &str) -> Page {
    let port = url.port().expect("a port");
    let request = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n");
    let answered = async {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.write_all(request.as_bytes()).await?;
        let mut text = String::new();
        stream.read_to_string(&mut text).await?;
        std::io::Result::Ok(text)
    };
    let text = within("a page", answered).await.expect("an answer");
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Page { status, text }
}
