//! Reads the parts of a request head that matter: the request line, `Host` and the prefetch headers. All other headers
//! are dropped, because browsers also send the cookies of other programs on this device: cookies are not isolated by
//! port (RFC 6265 section 8.5).

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, BufReader};

/// The maximum length of the request line and of each header that matters, in bytes.
const LONGEST_LINE: usize = 16 * 1024;
/// The maximum length of the whole head, in bytes. Browsers keep 180 cookies of 4 KiB for a host.
const LONGEST_HEAD: usize = 1024 * 1024;
/// The first byte of a TLS ClientHello (RFC 8446 section 5.1).
const TLS_HANDSHAKE: u8 = 0x16;
/// The headers with which browsers mark a prefetch. The last three are older names of the first.
pub(super) const PURPOSES: [&str; 4] = ["sec-purpose", "purpose", "x-moz", "x-purpose"];

/// The head of the first request on a connection.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// The request line and the headers that matter, including the final empty line.
    Request(Vec<u8>),
    /// The head is longer than any that a browser sends.
    TooLong,
    /// The browser tries HTTPS first. A closed connection is the fastest way to make it fall back to HTTP.
    Tls,
}

/// Reads up to the empty line.
pub(super) async fn read(stream: impl AsyncRead + Unpin) -> io::Result<Head> {
    let mut stream = BufReader::new(stream);
    if stream.fill_buf().await?.first() == Some(&TLS_HANDSHAKE) {
        return Ok(Head::Tls);
    }
    let (mut kept, mut counts, mut left) = (Vec::new(), true, LONGEST_HEAD);
    loop {
        let Some(line) = read_line(&mut stream, &mut left).await? else { return Ok(Head::TooLong) };
        match line.text.as_slice() {
            // An empty line before the request line is ignored (RFC 9112 section 2.2).
            b"\r\n" | b"\n" if kept.is_empty() => continue,
            b"\r\n" | b"\n" => {
                kept.extend_from_slice(b"\r\n");
                return Ok(Head::Request(kept));
            }
            // A folded line continues the previous one (RFC 9112 section 5.2).
            [b' ' | b'\t', ..] => {}
            text => counts = kept.is_empty() || does_count(text),
        }
        if counts && line.is_cut {
            return Ok(Head::TooLong);
        }
        if counts {
            kept.extend_from_slice(&line.text);
        }
    }
}

struct Line {
    text: Vec<u8>,
    /// True if the line is longer than the kept text.
    is_cut: bool,
}

/// Reads a line with its line break. `None` if the line exceeds the bytes `left` for the head.
async fn read_line(stream: &mut (impl AsyncBufRead + Unpin), left: &mut usize) -> io::Result<Option<Line>> {
    let mut line = Line { text: Vec::new(), is_cut: false };
    loop {
        let buffer = stream.fill_buf().await?;
        if buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(buffer.len(), |end| end + 1);
        let kept = length.min(LONGEST_LINE - line.text.len());
        line.text.extend_from_slice(&buffer[..kept]);
        line.is_cut |= kept < length;
        stream.consume(length);
        let Some(rest) = left.checked_sub(length) else { return Ok(None) };
        *left = rest;
        if end.is_some() {
            return Ok(Some(line));
        }
    }
}

fn does_count(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    name.eq_ignore_ascii_case(b"host")
        || PURPOSES.iter().any(|purpose| name.eq_ignore_ascii_case(purpose.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read_of(text: &str) -> Head {
        read(text.as_bytes()).await.unwrap()
    }

    fn request(text: &str) -> Head {
        Head::Request(text.as_bytes().to_vec())
    }

    #[tokio::test]
    async fn what_does_not_count_is_dropped_however_long_and_many() {
        let cookies = format!("Cookie: {}\r\n", "a=practice-cookie; ".repeat(3000));
        let many: String = (0..300).map(|number| format!("X-{number}: a\r\n")).collect();
        let odd = "\u{1}odd line\r\nCookie: a\r\n folded\r\n";
        let head = format!(
            "\r\nGET /callback HTTP/1.1\r\n{cookies}{many}hOsT: a\r\n{odd}Sec-Purpose: prefetch\r\n{cookies}\r\nrest"
        );
        let kept = "GET /callback HTTP/1.1\r\nhOsT: a\r\nSec-Purpose: prefetch\r\n\r\n";
        assert_eq!(read_of(&head).await, request(kept));
        assert_eq!(read_of("GET / HTTP/1.1\nHost: a\n\n").await, request("GET / HTTP/1.1\nHost: a\n\r\n"));
        assert_eq!(
            read_of("GET / HTTP/1.1\r\nHost:\r\n a\r\n\r\n").await,
            request("GET / HTTP/1.1\r\nHost:\r\n a\r\n\r\n")
        );
    }

    #[tokio::test]
    async fn a_head_without_end_is_too_long() {
        let long = "a".repeat(LONGEST_LINE);
        assert_eq!(read_of(&format!("GET /{long} HTTP/1.1\r\n\r\n")).await, Head::TooLong);
        assert_eq!(read_of(&format!("GET / HTTP/1.1\r\nHost: {long}\r\n\r\n")).await, Head::TooLong);
        let endless = format!("GET / HTTP/1.1\r\nCookie: {}", "a".repeat(LONGEST_HEAD));
        assert_eq!(read_of(&endless).await, Head::TooLong);
        let many = "Cookie: a\r\n".repeat(LONGEST_HEAD / 10);
        assert_eq!(read_of(&format!("GET / HTTP/1.1\r\n{many}\r\n")).await, Head::TooLong);
    }

    #[tokio::test]
    async fn a_tls_hello_is_told_by_its_first_byte() {
        assert_eq!(read(&[0x16][..]).await.unwrap(), Head::Tls);
        assert!(read(&b"GET / HTTP/1.1\r\n"[..]).await.is_err(), "half a head");
        assert!(read(&b""[..]).await.is_err());
    }
}
