//! WebP without its metadata (RFC 9649).

use super::PictureTrouble::{self, Animated, Damaged};

/// `RIFF`, the length and `WEBP`.
const HEAD: usize = 12;
/// The flags of Exif and of XMP in the first byte of `VP8X`.
const METADATA: u8 = 0x08 | 0x04;
const FLAGS: usize = 8;

pub(super) fn strip(file: &[u8]) -> Result<Vec<u8>, PictureTrouble> {
    let length = file.get(4..8).and_then(|bytes| bytes.first_chunk()).map(|bytes| u32::from_le_bytes(*bytes));
    let end = length.and_then(|length| usize::try_from(length).ok()?.checked_add(8)).ok_or(Damaged)?;
    let mut rest = file.get(HEAD..end).ok_or(Damaged)?;
    let mut out = file[..HEAD].to_vec();
    while !rest.is_empty() {
        let length =
            rest.get(4..8).and_then(|bytes| bytes.first_chunk()).map(|bytes| u32::from_le_bytes(*bytes));
        let data = length.and_then(|length| usize::try_from(length).ok()).ok_or(Damaged)?;
        let whole = data.checked_add(8 + data % 2).ok_or(Damaged)?;
        let (chunk, after) = rest.split_at_checked(whole).ok_or(Damaged)?;
        rest = after;
        match &chunk[..4] {
            b"ANIM" | b"ANMF" => return Err(Animated),
            b"VP8X" => {
                let from = out.len();
                out.extend_from_slice(chunk);
                *out.get_mut(from + FLAGS).ok_or(Damaged)? &= !METADATA;
            }
            b"VP8 " | b"VP8L" | b"ALPH" | b"ICCP" => out.extend_from_slice(chunk),
            _ => {}
        }
    }
    let length = u32::try_from(out.len() - 8).map_err(|_| Damaged)?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Ok(out)
}
