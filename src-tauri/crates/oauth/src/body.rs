//! Reads the body of an answer: bounded in size, and decompressed if the server compressed it unasked.

use std::io::{self, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use http::{HeaderMap, HeaderValue, header::CONTENT_ENCODING};
use networks::Json;
use zeroize::Zeroizing;

use crate::error::TransportError;

/// The first bytes of gzip data (RFC 1952 section 2.3.1). No uncompressed answer begins with them.
const GZIP: [u8; 3] = [0x1f, 0x8b, 8];

/// Reads a body of at most `most` bytes, both compressed and decompressed.
pub async fn read(
    mut response: reqwest::Response,
    most: usize,
) -> Result<Zeroizing<Vec<u8>>, TransportError> {
    let mut body = Zeroizing::new(Vec::new());
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > most => return Err(TransportError::TooLarge),
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => break,
            // The JSON is complete. Only the end of the transfer failed, for example by a wrong length.
            Err(_) if Json::read(&body).is_some() => break,
            Err(_) => return Err(TransportError::NoAnswer),
        }
    }
    decompressed(body, response.headers(), most)
}

/// Decompresses a body. The first bytes alone identify gzip, because headers may be wrong.
fn decompressed(
    body: Zeroizing<Vec<u8>>,
    headers: &HeaderMap,
    most: usize,
) -> Result<Zeroizing<Vec<u8>>, TransportError> {
    let is_gzip = body.starts_with(&GZIP);
    let names_deflate = |value: &HeaderValue| value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"deflate");
    if !is_gzip && !headers.get(CONTENT_ENCODING).is_some_and(names_deflate) {
        return Ok(body);
    }
    let (mut whole, mut ended) = if is_gzip {
        bounded(MultiGzDecoder::new(&body[..]), most)
    } else {
        bounded(ZlibDecoder::new(&body[..]), most)
    };
    if !is_gzip && whole.is_empty() && ended.is_err() {
        // RFC 9110 section 8.4.1.2: some senders omit the zlib wrapper. Raw deflate has no signature.
        (whole, ended) = bounded(DeflateDecoder::new(&body[..]), most);
        if ended.is_err() && whole.len() <= most {
            return Ok(body);
        }
    }
    match whole.len() {
        size if size > most => Err(TransportError::TooLarge),
        // Data before a wrong checksum or a missing end still counts.
        0 if ended.is_err() => Err(TransportError::NoAnswer),
        _ => Ok(whole),
    }
}

/// The output of a decoder, at most `most` + 1 bytes, and an error if the decoder did not reach its end.
fn bounded(decoder: impl Read, most: usize) -> (Zeroizing<Vec<u8>>, io::Result<usize>) {
    let mut whole = Zeroizing::new(Vec::new());
    let ended = decoder.take(most as u64 + 1).read_to_end(&mut whole);
    (whole, ended)
}

#[cfg(test)]
mod tests {
    use flate2::{
        Compression,
        bufread::{DeflateEncoder, GzEncoder, ZlibEncoder},
    };

    use super::*;

    const BODY: &[u8] = br#"{"access_token":"practice-access-1"}"#;
    const MOST: usize = 1 << 16;

    fn all(mut reader: impl Read) -> Vec<u8> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        all(GzEncoder::new(bytes, Compression::best()))
    }

    fn read(body: &[u8], encoding: Option<&str>) -> Result<Vec<u8>, TransportError> {
        let headers = encoding.map(|encoding| (CONTENT_ENCODING, encoding.parse().unwrap()));
        decompressed(Zeroizing::new(body.to_vec()), &headers.into_iter().collect(), MOST)
            .map(|body| body.to_vec())
    }

    #[test]
    fn a_body_is_read_whether_its_encoding_is_named_or_not() {
        let zlib = all(ZlibEncoder::new(BODY, Compression::best()));
        let deflate = all(DeflateEncoder::new(BODY, Compression::best()));
        let nothing = all(ZlibEncoder::new(&b""[..], Compression::best()));
        assert_eq!(read(&nothing, Some("deflate")), Ok(Vec::new()), "an empty answer stays empty");
        assert_eq!(read(&gzip(b""), None), Ok(Vec::new()));
        for (sent, encodings) in [
            (gzip(BODY), &[Some("gzip"), Some("x-gzip"), Some("GZIP, identity"), Some("br"), None][..]),
            (zlib, &[Some("deflate"), Some("Deflate ")]),
            (deflate, &[Some("deflate")]),
            (
                BODY.to_vec(),
                &[Some("gzip"), Some("deflate"), Some("br"), Some("identity"), Some("\u{e9}"), None],
            ),
        ] {
            for encoding in encodings {
                assert_eq!(read(&sent, *encoding).as_deref(), Ok(BODY), "{encoding:?}");
            }
        }
        assert_eq!(read(b"", Some("gzip")).as_deref(), Ok(&b""[..]));
        assert_eq!(read(b"", Some("deflate")).as_deref(), Ok(&b""[..]));
    }

    #[test]
    fn a_wrong_end_costs_nothing_of_a_body() {
        let mut sent = gzip(BODY);
        let end = sent.len() - 8;
        sent[end] ^= 0xff;
        assert_eq!(read(&sent, Some("gzip")).as_deref(), Ok(BODY), "a wrong checksum");
        assert_eq!(read(&sent[..end], Some("gzip")).as_deref(), Ok(BODY), "no checksum");
        assert_eq!(read(&[gzip(BODY), b"\0\0".to_vec()].concat(), None).as_deref(), Ok(BODY), "padding");
        assert_eq!(read(&gzip(BODY)[..10], Some("gzip")), Err(TransportError::NoAnswer));
    }

    #[test]
    fn the_bound_holds_after_decompression() {
        let [fits, too_large] = [MOST, MOST + 1].map(|size| vec![b' '; size]);
        assert_eq!(read(&gzip(&fits), None).as_deref(), Ok(&fits[..]));
        assert_eq!(read(&gzip(&too_large), None), Err(TransportError::TooLarge));
        let zlib = all(ZlibEncoder::new(&too_large[..], Compression::best()));
        assert_eq!(read(&zlib, Some("deflate")), Err(TransportError::TooLarge));
        let bomb = gzip(&vec![b' '; 64 << 20]);
        assert!(bomb.len() < 1 << 17);
        assert_eq!(read(&bomb, Some("gzip")), Err(TransportError::TooLarge));
    }
}
