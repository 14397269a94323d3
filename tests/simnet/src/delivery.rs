//! Answers that arrive in pieces, or not at all.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{header, response::Parts},
    response::Response,
};
use futures_util::stream;
use tokio::{sync::watch, time::sleep};

use crate::{door::Line, wire::Delivery};

/// The pause between bytes: ten bytes a second.
const DRIP: Duration = Duration::from_millis(100);
/// The time that written bytes need to leave.
const LEAVING: Duration = Duration::from_millis(50);

/// Delivers an answer in the given way. Silence lasts until the simulated networks stop.
pub(crate) async fn deliver(
    response: Response,
    delivery: Delivery,
    line: Line,
    stopping: watch::Receiver<bool>,
) -> Response {
    if delivery == Delivery::Whole {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    if let Some(written) = written(&head, &bytes, delivery) {
        line.write_instead(written, delivery == Delivery::Short);
        return Response::default();
    }
    let half = bytes.slice(..bytes.len() / 2);
    if delivery == Delivery::Half {
        return Response::from_parts(head, Body::from(half));
    }
    head.headers.insert(header::CONTENT_LENGTH, bytes.len().into());
    let first = match delivery {
        Delivery::Stops | Delivery::Reset => half,
        _ => Bytes::new(),
    };
    let rest = stream::unfold((Some(first), bytes, stopping), move |(first, rest, mut stopping)| {
        let line = line.clone();
        async move {
            if let Some(first) = first.filter(|first| !first.is_empty()) {
                return Some((Ok(first), (None, rest, stopping)));
            }
            match delivery {
                Delivery::Drips if rest.is_empty() => None,
                Delivery::Drips => {
                    sleep(DRIP).await;
                    Some((Ok(rest.slice(..1)), (None, rest.slice(1..), stopping)))
                }
                Delivery::Reset => {
                    sleep(LEAVING).await;
                    line.reset();
                    Some((Err(io::ErrorKind::ConnectionReset.into()), (None, rest, stopping)))
                }
                _ => {
                    let _ = stopping.wait_for(|stopping| *stopping).await;
                    line.cut();
                    let ended: io::Result<Bytes> = Err(io::ErrorKind::ConnectionAborted.into());
                    Some((ended, (None, rest, stopping)))
                }
            }
        }
    });
    Response::from_parts(head, Body::from_stream(rest))
}

/// All bytes of an answer in a form that the HTTP library does not write. `None` for other deliveries.
fn written(head: &Parts, body: &[u8], delivery: Delivery) -> Option<Vec<u8>> {
    let (reason, end) = match delivery {
        Delivery::OddHead => ("Tout va bien \u{e9}, \"yes\"", ""),
        Delivery::Chunks => ("", ""),
        Delivery::Short => ("OK", "connection: close\r\n"),
        _ => return None,
    };
    let mut bytes = format!("HTTP/1.1 {} {reason}\r\n{end}", head.status.as_u16()).into_bytes();
    for (name, value) in &head.headers {
        let name = name.as_str();
        let line = match delivery {
            Delivery::OddHead => format!("{}:\t", name.to_uppercase()),
            _ => format!("{name}: "),
        };
        bytes.extend_from_slice(line.as_bytes());
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    match delivery {
        Delivery::OddHead => {
            bytes.extend_from_slice(
                b"X-Folded: one,\r\n two,\r\n\tthree\r\nX-Blank : 1\r\nX-Empty:\r\nno header at all\r\n",
            );
            for number in 0..200 {
                bytes.extend_from_slice(format!("Set-Cookie: practice-{number}=1; Path=/\r\n").as_bytes());
            }
            bytes.extend_from_slice(format!("CONTENT-LENGTH:{}\r\n\r\n", body.len()).as_bytes());
            bytes.extend_from_slice(body);
        }
        Delivery::Chunks => {
            bytes.extend_from_slice(b"Transfer-Encoding: Chunked\r\nTrailer: X-Checksum, Expires\r\n\r\n");
            for chunk in body.chunks(7) {
                bytes.extend_from_slice(format!("{:04X};practice=\"a\";b\r\n", chunk.len()).as_bytes());
                bytes.extend_from_slice(chunk);
                bytes.extend_from_slice(b"\r\n");
            }
            bytes.extend_from_slice(b"0\r\nX-Checksum: 7\r\nExpires: Thu, 01 Jan 1970 00:00:00 GMT\r\n\r\n");
        }
        _ => {
            bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", body.len() + 10).as_bytes());
            bytes.extend_from_slice(body);
        }
    }
    Some(bytes)
}
