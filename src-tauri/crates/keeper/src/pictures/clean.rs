//! Checks a file, and takes everything out of it that is not the picture: places, times, names of cameras, comments.

use std::{borrow::Cow, io::Cursor};

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, metadata::Orientation};

use super::{PictureTrouble, gif, jpeg, png, webp};

/// The largest file that is taken, in bytes.
pub(crate) const MOST_BYTES: usize = 50 << 20;
/// The most pixels: those of a camera of 40 megapixels.
const MOST_PIXELS: u64 = 40_000_000;
/// The most memory of the decoded pixels, in bytes.
const MOST_MEMORY: u64 = 160 << 20;

/// A picture that holds nothing but itself.
pub(crate) struct Cleaned {
    pub bytes: Vec<u8>,
    pub format: ImageFormat,
    /// As it is shown, in pixels.
    pub width: u32,
    pub height: u32,
}

/// A decoder within the limits of memory, with the way in which the picture is turned when it is shown.
pub(super) fn decoder(
    bytes: &[u8],
    format: ImageFormat,
) -> Result<(impl ImageDecoder + '_, Orientation), PictureTrouble> {
    let bytes =
        if format == ImageFormat::Png { png::with_small_profile(bytes) } else { Cow::Borrowed(bytes) };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| trouble(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(PictureTrouble::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((decoder, orientation))
}

pub(super) fn trouble(error: &image::ImageError) -> PictureTrouble {
    match error {
        image::ImageError::Limits(_) => PictureTrouble::TooManyPixels,
        _ => PictureTrouble::Damaged,
    }
}

/// The picture in a file that a person chose. Its pixels stay as they are, as far as its format allows.
pub(crate) fn clean(chosen: impl AsRef<[u8]>) -> Result<Cleaned, PictureTrouble> {
    let file = chosen.as_ref();
    if file.len() > MOST_BYTES {
        return Err(PictureTrouble::TooLarge);
    }
    let format = format_of(file)?;
    let (_, orientation) = decoder(file, format)?;
    let turned = orientation != Orientation::NoTransforms;
    let stripped = match format {
        ImageFormat::Jpeg => jpeg::strip(file, orientation),
        ImageFormat::Png => png::strip(file),
        ImageFormat::WebP => webp::strip(file),
        _ => gif::strip(file),
    }?;
    // The pixels take enough memory.
    drop(chosen);
    // A picture that decoded before has to decode without the rest, too.
    let (decoder, _) = decoder(&stripped, format)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| trouble(&error))?;
    if !turned || format == ImageFormat::Jpeg {
        let (width, height) = shown((picture.width(), picture.height()), orientation);
        return Ok(Cleaned { bytes: stripped, format, width, height });
    }
    // Few programs read the orientation of other formats.
    picture.apply_orientation(orientation);
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).map_err(|error| trouble(&error))?;
    Ok(Cleaned { bytes, format: ImageFormat::Png, width: picture.width(), height: picture.height() })
}

/// The width and height of a picture as it is shown.
pub(super) fn shown((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (height, width),
        _ => (width, height),
    }
}

/// The format of a file, by its first bytes. Its name says nothing.
pub(super) fn format_of(file: &[u8]) -> Result<ImageFormat, PictureTrouble> {
    let at = |from: usize, bytes: &[u8]| file.get(from..).is_some_and(|rest| rest.starts_with(bytes));
    if at(0, b"\xff\xd8\xff") {
        return Ok(ImageFormat::Jpeg);
    }
    if at(0, b"\x89PNG\r\n\x1a\n") {
        return Ok(ImageFormat::Png);
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Ok(ImageFormat::WebP);
    }
    if at(0, b"GIF87a") || at(0, b"GIF89a") {
        return Ok(ImageFormat::Gif);
    }
    let is_heif = [&b"heic"[..], b"heix", b"mif1", b"msf1", b"heim"].iter().any(|brand| at(8, brand));
    Err(if at(4, b"ftyp") && at(8, b"avif") {
        PictureTrouble::OtherFormat("AVIF")
    } else if at(4, b"ftyp") && is_heif {
        PictureTrouble::OtherFormat("HEIC")
    } else if at(4, b"ftyp") || at(0, b"\x1a\x45\xdf\xa3") || (at(0, b"RIFF") && at(8, b"AVI ")) {
        PictureTrouble::Video
    } else if at(0, b"II*\0") || at(0, b"MM\0*") {
        PictureTrouble::OtherFormat("TIFF")
    } else if at(0, b"BM") {
        PictureTrouble::OtherFormat("BMP")
    } else {
        PictureTrouble::NotAPicture
    })
}
