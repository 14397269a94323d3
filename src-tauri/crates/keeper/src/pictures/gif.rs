//! GIF without its metadata (GIF89a).

use super::PictureTrouble::{self, Animated, Damaged};

/// The signature and the description of the screen.
const HEAD: usize = 13;
const EXTENSION: u8 = 0x21;
const GRAPHIC_CONTROL: u8 = 0xf9;
const IMAGE: u8 = 0x2c;
const TRAILER: u8 = 0x3b;
/// The description of an image, with its separator.
const IMAGE_HEAD: usize = 10;

pub(super) fn strip(file: &[u8]) -> Result<Vec<u8>, PictureTrouble> {
    let mut at = HEAD + colors(*file.get(10).ok_or(Damaged)?);
    let mut out = file.get(..at).ok_or(Damaged)?.to_vec();
    let mut has_image = false;
    loop {
        let from = at;
        let kept = match *file.get(at).ok_or(Damaged)? {
            TRAILER if has_image => {
                out.push(TRAILER);
                return Ok(out);
            }
            EXTENSION => {
                let label = *file.get(at + 1).ok_or(Damaged)?;
                at = end_of_blocks(file, at + 2)?;
                label == GRAPHIC_CONTROL
            }
            IMAGE if has_image => return Err(Animated),
            IMAGE => {
                has_image = true;
                let flags = *file.get(at + IMAGE_HEAD - 1).ok_or(Damaged)?;
                // One byte, the size of the codes, comes before the data.
                at = end_of_blocks(file, at + IMAGE_HEAD + colors(flags) + 1)?;
                true
            }
            _ => return Err(Damaged),
        };
        if kept {
            out.extend_from_slice(file.get(from..at).ok_or(Damaged)?);
        }
    }
}

/// The bytes of a table of colours, by the flags that announce it.
fn colors(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The place after a row of blocks, the last of which is empty.
fn end_of_blocks(file: &[u8], mut at: usize) -> Result<usize, PictureTrouble> {
    loop {
        let length = usize::from(*file.get(at).ok_or(Damaged)?);
        at += length + 1;
        if length == 0 {
            return Ok(at);
        }
    }
}
