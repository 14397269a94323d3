//! The members' pictures, and the bad files that can replace them.

use std::{io::Cursor, ops::Range};

use image::{ImageBuffer, ImageFormat, Rgb};

use crate::{
    pages,
    wire::{Answer, Asked, Body},
    world::{Picture, World},
};

/// The side of a picture, in pixels.
const SIDE: u32 = 128;
/// The offset of the width in a PNG, and the range that the checksum after it covers.
const WIDTH: usize = 16;
const HEAD: Range<usize> = 12..29;

pub(crate) fn answer(world: &mut World, asked: &Asked, member: usize) -> Answer {
    world.pictures_asked += 1;
    if asked.authorization.is_some() || asked.parameter("access_token").is_some() {
        // A server of pictures should never see a token.
        return Answer::empty(403);
    }
    let is_redirected = asked.parameter("again").is_some();
    let picture = match world.picture {
        Picture::Redirect if !is_redirected => {
            return Answer::redirect(302, &format!("{}?again=1", asked.path));
        }
        Picture::Honest | Picture::Redirect => portrait(member),
        // Decoders ignore the bytes after the end of a picture.
        Picture::TooLarge => {
            let mut large = portrait(member);
            large.resize(2 << 20, 0);
            large
        }
        Picture::Bomb => lying(portrait(member), 60_000),
        Picture::NotAnImage => return Answer::html(200, pages::captive_portal()),
    };
    let mut answer = Answer::empty(200).header("content-type", "image/png");
    answer.body = Body::Bytes(picture);
    answer
}

/// Draws a head and shoulders in the member's own colours.
fn portrait(member: usize) -> Vec<u8> {
    let (behind, person) = match member {
        0 => ([0x1f, 0x6f, 0x6b], [0xf2, 0xd5, 0xb1]),
        _ => ([0x7a, 0x3e, 0x5c], [0xd9, 0xc2, 0xe6]),
    };
    let near = |x: u32, y: u32, height: f64, radius: f64| {
        (f64::from(x) - f64::from(SIDE) / 2.0).hypot(f64::from(y) - height) <= radius
    };
    let picture: ImageBuffer<Rgb<u8>, Vec<u8>> = ImageBuffer::from_fn(SIDE, SIDE, |x, y| {
        Rgb(if near(x, y, 50.0, 24.0) || near(x, y, 130.0, 46.0) { person } else { behind })
    });
    let mut png = Vec::new();
    picture.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).expect("memory takes what is written");
    png
}

/// Makes a PNG claim this width and height, with a valid checksum.
fn lying(mut png: Vec<u8>, side: u32) -> Vec<u8> {
    png[WIDTH..WIDTH + 4].copy_from_slice(&side.to_be_bytes());
    png[WIDTH + 4..WIDTH + 8].copy_from_slice(&side.to_be_bytes());
    let crc = png[HEAD].iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
    });
    png[HEAD.end..HEAD.end + 4].copy_from_slice(&(!crc).to_be_bytes());
    png
}
