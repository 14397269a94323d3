//! PNG without its metadata (W3C PNG, third edition).

use super::PictureTrouble::{self, Animated, Damaged};

const SIGNATURE: usize = 8;
/// The length, the name and the checksum of a chunk.
const AROUND: usize = 12;
/// The chunks that a picture needs to look as it does.
const NEEDED: [&[u8; 4]; 11] =
    [b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"IDAT", b"IEND"];

pub(super) fn strip(file: &[u8]) -> Result<Vec<u8>, PictureTrouble> {
    let (signature, mut rest) = file.split_at_checked(SIGNATURE).ok_or(Damaged)?;
    let mut out = Vec::with_capacity(file.len());
    out.extend_from_slice(signature);
    loop {
        let length = rest.first_chunk().map(|bytes| u32::from_be_bytes(*bytes)).ok_or(Damaged)?;
        let whole = usize::try_from(length).ok().and_then(|length| length.checked_add(AROUND));
        let (chunk, after) = whole.and_then(|whole| rest.split_at_checked(whole)).ok_or(Damaged)?;
        rest = after;
        let name: &[u8; 4] = chunk[4..].first_chunk().ok_or(Damaged)?;
        if name == b"acTL" {
            return Err(Animated);
        }
        if NEEDED.contains(&name) {
            out.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Ok(out);
        }
    }
}
