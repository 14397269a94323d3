//! PNG without its metadata (W3C PNG, third edition).

use std::{
    borrow::Cow,
    io::{self, Read},
};

use flate2::read::ZlibDecoder;

use super::{
    LARGEST_PROFILE,
    PictureTrouble::{self, Animated, Damaged},
};

const SIGNATURE: usize = 8;
/// The length, the name and the checksum of a chunk.
const AROUND: usize = 12;
/// The longest name of a colour profile, in bytes.
const LONGEST_NAME: usize = 79;
/// The chunks that a picture needs to look as it does.
const NEEDED: [&[u8; 4]; 11] =
    [b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"IDAT", b"IEND"];

pub(super) fn strip(file: &[u8]) -> Result<Vec<u8>, PictureTrouble> {
    let file = with_small_profile(file);
    let (signature, mut rest) = file.split_at_checked(SIGNATURE).ok_or(Damaged)?;
    let mut out = Vec::with_capacity(file.len());
    out.extend_from_slice(signature);
    loop {
        let (chunk, after) = split_chunk(rest).ok_or(Damaged)?;
        rest = after;
        let name = name_of(chunk);
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

/// The file without a colour profile that swells. A decoder inflates the profile as a whole before it knows of any
/// pixel: from a file of 200 kB, to 160 MB.
pub(super) fn with_small_profile(file: &[u8]) -> Cow<'_, [u8]> {
    let Some((signature, mut rest)) = file.split_at_checked(SIGNATURE) else { return Cow::Borrowed(file) };
    let mut kept: Option<Vec<u8>> = None;
    let mut seen = signature.len();
    let mut profiles = 0;
    // A profile after the pixels counts for nothing.
    while let Some((chunk, after)) = split_chunk(rest).filter(|(chunk, _)| name_of(chunk) != b"IDAT") {
        rest = after;
        let is_profile = name_of(chunk) == b"iCCP";
        profiles += usize::from(is_profile);
        // Only the first counts. A thousand small ones would take long to inflate.
        if is_profile && (profiles > 1 || !is_small(&chunk[8..chunk.len() - 4])) {
            kept.get_or_insert_with(|| file[..seen].to_vec());
        } else if let Some(kept) = &mut kept {
            kept.extend_from_slice(chunk);
        }
        seen += chunk.len();
    }
    match kept {
        Some(mut kept) => {
            kept.extend_from_slice(rest);
            Cow::Owned(kept)
        }
        None => Cow::Borrowed(file),
    }
}

/// Tells whether the data of a colour profile (its name, the number of its compression, and zlib) is whole and not larger
/// than any real one.
fn is_small(data: &[u8]) -> bool {
    let name = data.iter().take(LONGEST_NAME + 1).position(|byte| *byte == 0);
    let Some(compressed) = name.and_then(|end| data.get(end + 2..)) else { return false };
    let most = LARGEST_PROFILE as u64;
    let mut inflated = ZlibDecoder::new(compressed).take(most + 1);
    io::copy(&mut inflated, &mut io::sink()).is_ok_and(|size| size <= most)
}

/// The first chunk, and what follows it.
fn split_chunk(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = rest.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))?;
    rest.split_at_checked(usize::try_from(length).ok()?.checked_add(AROUND)?)
}

/// The name of a whole chunk.
fn name_of(chunk: &[u8]) -> &[u8; 4] {
    chunk[4..].first_chunk().expect("a chunk has a name")
}
