//! Answers that do not arrive in one piece, or not at all.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::header,
    response::Response,
};
use futures_util::stream;
use tokio::{sync::watch, time::sleep};

use crate::{door::Line, wire::Delivery};

/// Ten bytes a second.
const DRIP: Duration = Duration::from_millis(100);
/// Until what was written has left.
const LEAVING: Duration = Duration::from_millis(50);

/// Sends an answer in this way. Silence lasts until the simulated networks stop.
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
    let half = bytes.slice(..bytes.len() / 2);
    if delivery == Delivery::Half {
        return Response::from_parts(head, Body::from(half));
    }
    head.headers.insert(header::CONTENT_LENGTH, bytes.len().into());
    let first = match delivery {
        Delivery::Drips | Delivery::Never | Delivery::Half | Delivery::Whole => Bytes::new(),
        Delivery::Stops | Delivery::Reset => half,
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
                Delivery::Never | Delivery::Stops | Delivery::Half | Delivery::Whole => {
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
