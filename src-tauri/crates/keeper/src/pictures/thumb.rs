//! The picture of a suggestion: the middle of a picture that nobody chose, as a small square.

use image::{DynamicImage, ImageDecoder, ImageFormat};

use super::{
    PictureTrouble,
    clean::{decoder, format_of, trouble},
    fit::encoded,
};

/// The side, in pixels: that in the window, for a screen of almost triple density.
const SIDE: u32 = 160;
/// The shortest side of a picture that is one. A smaller one counts readers, or draws a line.
const SMALLEST_SIDE: u32 = 16;
/// The most pixels: far more than any site shows.
const MOST_PIXELS: u64 = 24_000_000;

/// The middle of a picture, as a file of at most this many bytes.
pub(crate) fn thumb(file: &[u8], most: usize) -> Result<Vec<u8>, PictureTrouble> {
    let (decoder, orientation) = decoder(file, format_of(file)?)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureTrouble::TooManyPixels);
    }
    let side = width.min(height);
    if side < SMALLEST_SIDE {
        return Err(PictureTrouble::NotAPicture);
    }
    let whole = DynamicImage::from_decoder(decoder).map_err(|error| trouble(&error))?;
    let mut square = square(whole, side);
    square.apply_orientation(orientation);
    let format = if is_clear(&square) { ImageFormat::Png } else { ImageFormat::Jpeg };
    let small = encoded(&mut square, format, None, most)?;
    let small = match small {
        None if format == ImageFormat::Png => encoded(&mut square, ImageFormat::Jpeg, None, most)?,
        small => small,
    };
    small.ok_or(PictureTrouble::TooLarge)
}

/// The middle of a picture whose shorter side this is, in eight bits for each colour.
fn square(whole: DynamicImage, side: u32) -> DynamicImage {
    let scaled = |length: u32| {
        let length = u64::from(length) * u64::from(SIDE) / u64::from(side);
        u32::try_from(length).unwrap_or(u32::MAX).max(SIDE)
    };
    let (whole, side) = match side > SIDE {
        // The averages of neighbouring pixels: other filters need several times the memory.
        true => (whole.thumbnail_exact(scaled(whole.width()), scaled(whole.height())), SIDE),
        false => (whole, side),
    };
    let square = whole.crop_imm((whole.width() - side) / 2, (whole.height() - side) / 2, side, side);
    if square.color().has_alpha() { square.into_rgba8().into() } else { square.into_rgb8().into() }
}

/// Tells whether something shines through a picture.
fn is_clear(picture: &DynamicImage) -> bool {
    picture.as_rgba8().is_some_and(|pixels| pixels.pixels().any(|pixel| pixel.0[3] < u8::MAX))
}
