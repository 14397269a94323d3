//! JPEG without its metadata (ITU-T T.81, annex B).

use image::metadata::Orientation;

use super::PictureTrouble::{self, Damaged};

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const COMMENT: u8 = 0xfe;
const APP0: u8 = 0xe0;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const APP15: u8 = 0xef;
/// The length of a JFIF segment without a thumbnail.
const JFIF_LENGTH: usize = 16;

/// The same picture without what cameras and programs add. The orientation is kept, because the pixels need it.
pub(super) fn strip(file: &[u8], orientation: Orientation) -> Result<Vec<u8>, PictureTrouble> {
    if file.get(..2) != Some(&[0xff, START]) {
        return Err(Damaged);
    }
    let mut out = Vec::with_capacity(file.len());
    out.extend([0xff, START]);
    let mut missing = Some(orientation).filter(|orientation| *orientation != Orientation::NoTransforms);
    let mut rest = &file[2..];
    loop {
        let (marker, after) = next_marker(rest)?;
        rest = after;
        if marker != APP0
            && let Some(orientation) = missing.take()
        {
            out.extend(exif_of(orientation));
        }
        match marker {
            // Phones append videos and depth maps after the end.
            END => {
                out.extend([0xff, END]);
                return Ok(out);
            }
            0x01 | 0xd0..=0xd7 => out.extend([0xff, marker]),
            _ => {
                let length = rest.first_chunk().map(|bytes| usize::from(u16::from_be_bytes(*bytes)));
                let length = length.filter(|length| (2..=rest.len()).contains(length)).ok_or(Damaged)?;
                let (segment, after) = rest.split_at(length);
                rest = after;
                if is_needed(marker, &segment[2..]) {
                    out.extend([0xff, marker]);
                    out.extend_from_slice(segment);
                }
                if marker == SCAN {
                    let (scan, after) = rest.split_at(end_of_scan(rest)?);
                    out.extend_from_slice(scan);
                    rest = after;
                }
            }
        }
    }
}

/// The next marker, and what follows it.
fn next_marker(rest: &[u8]) -> Result<(u8, &[u8]), PictureTrouble> {
    let fill = rest.iter().take_while(|byte| **byte == 0xff).count();
    match rest.get(fill) {
        Some(marker) if fill > 0 && *marker != 0 => Ok((*marker, &rest[fill + 1..])),
        _ => Err(Damaged),
    }
}

/// Tells whether the picture looks otherwise without this segment.
fn is_needed(marker: u8, data: &[u8]) -> bool {
    match marker {
        APP0 => data.starts_with(b"JFIF\0") && data.len() + 2 == JFIF_LENGTH,
        APP2 => data.starts_with(b"ICC_PROFILE\0"),
        APP14 => data.starts_with(b"Adobe"),
        COMMENT => false,
        marker => !(APP0..=APP15).contains(&marker),
    }
}

/// The length of the compressed data before the next marker.
fn end_of_scan(rest: &[u8]) -> Result<usize, PictureTrouble> {
    let mut at = 0;
    while let Some(found) = rest.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)) {
        at += found;
        match rest.get(at + 1) {
            Some(0 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            Some(_) => return Ok(at),
            None => break,
        }
    }
    Err(Damaged)
}

/// A segment that holds the orientation and nothing else (Exif 2.32, section 4.6.4).
fn exif_of(orientation: Orientation) -> [u8; 36] {
    let mut segment = *b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    segment[29] = orientation.to_exif();
    segment
}
