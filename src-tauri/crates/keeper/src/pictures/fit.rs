//! Converts and shrinks a picture, where a network's limits demand it and not otherwise.

use image::{
    ColorType, DynamicImage, GenericImageView, ImageDecoder, ImageEncoder, ImageFormat,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    metadata::Orientation,
};
use networks::{PictureFormat, PictureLimits};

use super::{
    Cleaned, LARGEST_PROFILE, PictureTrouble,
    clean::{decoder, shown, trouble},
};

/// The qualities of a JPEG that are tried, one after the other, before the picture is made smaller.
const QUALITIES: [u8; 3] = [90, 82, 72];
/// A smaller picture is no picture any more.
const SMALLEST_SIDE: u32 = 64;

/// A picture within these limits. A picture that keeps them stays as it is.
pub(crate) fn fit(file: Vec<u8>, limits: &PictureLimits) -> Result<Cleaned, PictureTrouble> {
    let format = image::guess_format(&file).map_err(|error| trouble(&error))?;
    let (decoder, orientation) = decoder(&file, format)?;
    let (width, height) = shown(decoder.dimensions(), orientation);
    let scale = scale(width, height, limits);
    let is_allowed = limits.formats.iter().any(|allowed| of(*allowed) == format);
    let is_turned = orientation != Orientation::NoTransforms;
    if is_allowed && !is_turned && scale >= 1.0 && file.len() <= limits.bytes as usize {
        drop(decoder);
        return Ok(Cleaned { bytes: file, format, width, height });
    }
    let mut decoder = decoder;
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| is_of_colors(profile));
    let mut picture = scaled(DynamicImage::from_decoder(decoder).map_err(|error| trouble(&error))?, scale);
    drop(file);
    picture.apply_orientation(orientation);
    let formats = formats(format, &picture, limits);
    loop {
        for format in &formats {
            let most = limits.bytes as usize;
            if let Some(bytes) = encoded(&mut picture, *format, profile.as_ref(), most)? {
                return Ok(Cleaned {
                    bytes,
                    format: *format,
                    width: picture.width(),
                    height: picture.height(),
                });
            }
        }
        if formats.is_empty() || picture.width().min(picture.height()) <= SMALLEST_SIDE {
            return Err(PictureTrouble::TooLarge);
        }
        picture = scaled(picture, 0.75);
    }
}

/// The formats to try, the best first: that of the file, one that keeps what is transparent, and the network's own.
fn formats(format: ImageFormat, picture: &DynamicImage, limits: &PictureLimits) -> Vec<ImageFormat> {
    let own = Some(format);
    let clear = picture.color().has_alpha().then_some(ImageFormat::Png);
    let allowed: Vec<_> = limits.formats.iter().map(|format| of(*format)).collect();
    let mut formats = Vec::new();
    for format in own.into_iter().chain(clear).chain(allowed.iter().copied()) {
        let is_known = matches!(format, ImageFormat::Jpeg | ImageFormat::Png);
        if is_known && allowed.contains(&format) && !formats.contains(&format) {
            formats.push(format);
        }
    }
    formats
}

/// Tells whether a colour profile is one of red, green and blue (ICC.1, section 7.2.6), of a size that real ones have.
/// Any other does not suit the pixels after they are decoded, or swells for nothing.
fn is_of_colors(profile: &[u8]) -> bool {
    profile.get(16..20) == Some(b"RGB ") && profile.len() <= LARGEST_PROFILE
}

/// The limits of a picture that a window shows in small.
pub(crate) fn shown_limits(side: u32) -> PictureLimits {
    PictureLimits {
        most: 1,
        formats: vec![PictureFormat::Jpeg, PictureFormat::Png],
        bytes: u32::MAX,
        pixels: None,
        side: Some(side),
        description: None,
        needs: Vec::new(),
        public: false,
    }
}

fn of(format: PictureFormat) -> ImageFormat {
    match format {
        PictureFormat::Jpeg => ImageFormat::Jpeg,
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::Webp => ImageFormat::WebP,
        PictureFormat::Gif => ImageFormat::Gif,
    }
}

/// The factor by which a picture has to be smaller. 1 or more: it need not be.
fn scale(width: u32, height: u32, limits: &PictureLimits) -> f64 {
    let pixels = f64::from(width) * f64::from(height);
    let by_pixels = limits.pixels.map_or(1.0, |most| (f64::from(most) / pixels).sqrt());
    let by_side = limits.side.map_or(1.0, |most| f64::from(most) / f64::from(width.max(height)));
    by_pixels.min(by_side)
}

/// The averages of neighbouring pixels. Other filters of the decoder's crate need several times the memory.
fn scaled(picture: DynamicImage, scale: f64) -> DynamicImage {
    if scale >= 1.0 {
        return picture;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a smaller side, and never below 0"
    )]
    let side = |side: u32| ((f64::from(side) * scale) as u32).max(1);
    picture.thumbnail_exact(side(picture.width()), side(picture.height()))
}

/// The file of a picture, of at most this many bytes. `None`: it does not become as small.
pub(super) fn encoded(
    picture: &mut DynamicImage,
    format: ImageFormat,
    profile: Option<&Vec<u8>>,
    most: usize,
) -> Result<Option<Vec<u8>>, PictureTrouble> {
    if format == ImageFormat::Png {
        let mut bytes = Vec::new();
        let mut encoder = PngEncoder::new(&mut bytes);
        // A picture without its profile has slightly other colours, which is better than none.
        profile.map(|profile| encoder.set_icc_profile(profile.clone()).ok());
        picture.write_with_encoder(encoder).map_err(|error| trouble(&error))?;
        return Ok(Some(bytes).filter(|bytes| bytes.len() <= most));
    }
    if picture.color() != ColorType::Rgb8 {
        *picture = on_white(picture).into();
    }
    for quality in QUALITIES {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
        profile.map(|profile| encoder.set_icc_profile(profile.clone()).ok());
        picture.write_with_encoder(encoder).map_err(|error| trouble(&error))?;
        if bytes.len() <= most {
            return Ok(Some(bytes));
        }
    }
    Ok(None)
}

/// The picture without transparency, because JPEG has none.
fn on_white(picture: &DynamicImage) -> image::RgbImage {
    image::RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let image::Rgba([red, green, blue, alpha]) = picture.get_pixel(x, y);
        let over = |color: u8| {
            let mixed = u16::from(color) * u16::from(alpha) + 255 * (255 - u16::from(alpha));
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([over(red), over(green), over(blue)])
    })
}
