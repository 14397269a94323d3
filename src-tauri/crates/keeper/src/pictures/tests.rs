use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage,
    codecs::png::PngEncoder,
};
use networks::{PictureFormat, PictureLimits};

use super::{PictureTrouble, clean, clean::decoder, fit, gif, hash_of, keep, path, png, read, remove, thumb};

/// A place, as a camera writes it, and other texts of a file.
const SECRETS: [&[u8]; 5] =
    [b"GPS 52.5200N", b"Camera of Dana", b"http://ns.adobe.com/xap", b"made at home", b"MPF"];

fn drawing(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| {
        let byte = |value: u32| u8::try_from(value % 256).unwrap();
        Rgb([byte(x), byte(y), byte(x * 7 + y * 13)])
    })
    .into()
}

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker][..], &length, data].concat()
}

/// EXIF with an orientation, and a place behind it.
fn exif(orientation: u8) -> Vec<u8> {
    let mut data = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    data.extend([orientation, 0, 0, 0, 0, 0, 0]);
    data.extend(SECRETS[0]);
    data.extend(SECRETS[1]);
    data
}

/// A JPEG as a phone writes it.
fn photo(orientation: u8) -> Vec<u8> {
    let jpeg = file(&drawing(40, 30), ImageFormat::Jpeg);
    let mut photo = jpeg[..2].to_vec();
    photo.extend(segment(0xe1, &exif(orientation)));
    photo.extend(segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"));
    photo.extend(segment(0xe2, b"MPF\0more pictures"));
    photo.extend(segment(0xfe, b"made at home"));
    photo.extend(&jpeg[2..]);
    photo.extend(b"GPS 52.5200N a video after the end");
    photo
}

fn has_secret(bytes: &[u8]) -> bool {
    SECRETS.iter().any(|secret| bytes.windows(secret.len()).any(|window| window == *secret))
}

fn pixels(bytes: &[u8]) -> Vec<u8> {
    image::load_from_memory(bytes).unwrap().into_rgba8().into_raw()
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap();
    // Decoders check no checksum of what they do not need.
    [&length.to_be_bytes()[..], name, data, &[0; 4]].concat()
}

fn limits(formats: &[PictureFormat], bytes: u32) -> PictureLimits {
    PictureLimits {
        most: 4,
        formats: formats.to_vec(),
        bytes,
        pixels: None,
        side: None,
        description: None,
        needs: Vec::new(),
        public: false,
    }
}

fn refused(bytes: &[u8]) -> PictureTrouble {
    clean(bytes).err().expect("a refusal")
}

#[test]
fn a_photo_keeps_its_pixels_and_orientation_and_loses_where_it_was_taken() {
    for orientation in 1..=8 {
        let photo = photo(orientation);
        assert!(has_secret(&photo));
        let cleaned = clean(&photo).unwrap();
        assert!(!has_secret(&cleaned.bytes), "{orientation}");
        assert_eq!(pixels(&cleaned.bytes), pixels(&photo), "not encoded again");
        let shown = if orientation > 4 { (30, 40) } else { (40, 30) };
        assert_eq!((cleaned.width, cleaned.height), shown, "{orientation}");
        let again = clean(&cleaned.bytes).unwrap();
        assert_eq!((again.width, again.height), shown, "the orientation is still there");
        assert_eq!(again.bytes, cleaned.bytes);
    }
}

#[test]
fn texts_leave_a_png_a_webp_and_a_gif() {
    let drawing = drawing(8, 6);
    let mut png = file(&drawing, ImageFormat::Png);
    let end = png.len() - 12;
    png.splice(end..end, [chunk(b"tEXt", b"Comment\0made at home"), chunk(b"eXIf", &exif(1)[6..])].concat());
    png.extend(b"GPS 52.5200N");
    let mut webp = file(&drawing, ImageFormat::WebP);
    let more = b"made at home";
    webp.extend([&b"XMP \x0c\0\0\0"[..], more].concat());
    let length = u32::try_from(webp.len() - 8).unwrap();
    webp[4..8].copy_from_slice(&length.to_le_bytes());
    let mut gif = file(&drawing, ImageFormat::Gif);
    let end = gif.len() - 1;
    gif.splice(end..end, [&b"\x21\xfe\x0c"[..], more, b"\0"].concat());
    for file in [png, webp, gif] {
        assert!(has_secret(&file));
        let cleaned = clean(&file).unwrap();
        assert!(!has_secret(&cleaned.bytes), "{:?}", cleaned.format);
        assert_eq!(pixels(&cleaned.bytes), pixels(&file), "{:?}", cleaned.format);
        assert_eq!((cleaned.width, cleaned.height), (8, 6));
    }
}

#[test]
fn a_file_that_is_no_still_picture_is_refused_with_its_reason() {
    assert_eq!(refused(b"Hello"), PictureTrouble::NotAPicture);
    assert_eq!(refused(b""), PictureTrouble::NotAPicture);
    assert_eq!(refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), PictureTrouble::NotAPicture);
    assert_eq!(refused(b"\0\0\0\x20ftypisom and more"), PictureTrouble::Video);
    assert_eq!(refused(b"\0\0\0\x20ftypheic and more"), PictureTrouble::OtherFormat("HEIC"));
    assert_eq!(refused(&vec![0; super::MOST_BYTES + 1]), PictureTrouble::TooLarge);
    let mut png = file(&drawing(4, 4), ImageFormat::Png);
    png.splice(33..33, chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]));
    assert_eq!(refused(&png), PictureTrouble::Animated);
    let gif = file(&drawing(4, 4), ImageFormat::Gif);
    let frames = gif::strip(&gif).unwrap();
    let from = frames.iter().position(|byte| *byte == 0x2c).unwrap();
    let second = frames[from..].to_vec();
    let twice = [&frames[..frames.len() - 1], &second].concat();
    assert_eq!(refused(&twice), PictureTrouble::Animated);
    let mut webp = file(&drawing(4, 4), ImageFormat::WebP);
    webp.extend(b"ANIM\x06\0\0\0\0\0\0\0\0\0");
    let length = u32::try_from(webp.len() - 8).unwrap();
    webp[4..8].copy_from_slice(&length.to_le_bytes());
    assert_eq!(refused(&webp), PictureTrouble::Animated);
}

#[test]
fn a_picture_that_ends_too_early_is_damaged_wherever_it_ends() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let whole = file(&drawing(20, 20), format);
        for end in (12..whole.len()).step_by(7) {
            assert_eq!(refused(&whole[..end]), PictureTrouble::Damaged, "{format:?} at {end}");
        }
    }
}

#[test]
fn a_small_file_of_many_pixels_is_refused_before_they_are_decoded() {
    let mut bomb = file(&drawing(4, 4), ImageFormat::Png);
    for side in [16..20, 20..24] {
        bomb[side].copy_from_slice(&60_000_u32.to_be_bytes());
    }
    let sum = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(refused(&bomb), PictureTrouble::TooManyPixels);

    let mut jpeg = file(&drawing(4, 4), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xea, 0x60, 0xea, 0x60]);
    assert_eq!(refused(&jpeg), PictureTrouble::TooManyPixels);
    let mut gif = file(&drawing(4, 4), ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0x60, 0xea, 0x60, 0xea]);
    assert_eq!(refused(&gif), PictureTrouble::TooManyPixels);
    let mut webp = file(&drawing(4, 4), ImageFormat::WebP);
    // 14 bits each for the width and the height, less one.
    webp[21..25].copy_from_slice(&(9_999_u32 | 9_999 << 14).to_le_bytes());
    assert_eq!(refused(&webp), PictureTrouble::TooManyPixels);
}

#[test]
fn what_swells_inside_of_a_picture_is_not_taken_along() {
    let plain = file(&drawing(4, 4), ImageFormat::Png);
    let swelling = swelling();
    let with = |name: &[u8; 4], before: &[u8]| {
        let mut png = plain.clone();
        png.splice(33..33, whole_chunk(name, &[before, &swelling].concat()));
        png
    };
    let more_pixels_than_announced =
        [&plain[..33], &whole_chunk(b"IDAT", &swelling), &whole_chunk(b"IEND", b"")].concat();
    for (png, left) in [
        (with(b"zTXt", b"a\0\0"), plain.len()),
        (with(b"iTXt", b"a\0\x01\0\0\0"), plain.len()),
        (more_pixels_than_announced.clone(), more_pixels_than_announced.len()),
    ] {
        let cleaned = clean(&png).unwrap();
        assert_eq!((cleaned.width, cleaned.height, cleaned.bytes.len()), (4, 4, left));
        let fitted = fit(cleaned.bytes, &limits(&[PictureFormat::Jpeg], 1 << 20)).unwrap();
        assert!(fitted.bytes.len() < 2000, "{}", fitted.bytes.len());
    }
}

#[test]
fn a_profile_that_swells_is_left_out_where_a_picture_is_converted() {
    for (size, kept) in [(500_000, true), (8 << 20, false)] {
        let mut profile = vec![0; size];
        profile[16..20].copy_from_slice(b"RGB ");
        let mut png = Vec::new();
        let mut encoder = PngEncoder::new(&mut png);
        encoder.set_icc_profile(profile).unwrap();
        drawing(80, 80).write_with_encoder(encoder).unwrap();
        let cleaned = clean(&png).unwrap();
        let fitted = fit(cleaned.bytes, &limits(&[PictureFormat::Jpeg], 1 << 20)).unwrap();
        assert_eq!((fitted.width, fitted.bytes.len() > 500_000), (80, kept), "{size}");
    }
}

/// A PNG with a colour profile of this many bytes.
fn with_profile(size: usize) -> Vec<u8> {
    let mut png = Vec::new();
    let mut encoder = PngEncoder::new(&mut png);
    encoder.set_icc_profile(vec![0; size]).unwrap();
    drawing(80, 80).write_with_encoder(encoder).unwrap();
    png
}

#[test]
fn no_decoder_inflates_a_profile_that_swells() {
    let profile = |png: &[u8]| decoder(png, ImageFormat::Png).unwrap().0.icc_profile().unwrap();
    let small = with_profile(500_000);
    assert_eq!(profile(&small).map(|profile| profile.len()), Some(500_000));
    assert_eq!(clean(&small).unwrap().bytes, small);
    let bomb = with_profile(20 << 20);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    assert_eq!(profile(&bomb), None);
    let cleaned = clean(&bomb).unwrap().bytes;
    assert!(!cleaned.windows(4).any(|name| name == b"iCCP"), "it is not kept either");
    assert_eq!(pixels(&cleaned), pixels(&small));

    let plain = file(&drawing(80, 80), ImageFormat::Png);
    let with = |data: &[u8]| {
        let mut png = plain.clone();
        png.splice(33..33, whole_chunk(b"iCCP", data));
        png
    };
    let many = [&b"a\0\0"[..], &swelling()].concat();
    for data in [&b""[..], b"a", b"a\0", b"a\0\0", b"a\0\0no zlib", &[b'a'; 200], &many] {
        assert_eq!(profile(&with(data)), None);
        assert_eq!(clean(with(data)).unwrap().bytes, plain);
    }
    // The decoder gets the chunks that cannot be read, without the bomb that precedes them.
    let broken = &bomb[..bomb.len() - 30];
    assert!(png::with_small_profile(broken).len() < plain.len());
    for end in 0..50 {
        assert_eq!(png::with_small_profile(&plain[..end]), &plain[..end]);
    }
}

/// The picture of a suggestion, decoded.
fn shown(file: &[u8]) -> DynamicImage {
    image::load_from_memory(&thumb(file, 32 << 10).unwrap()).unwrap()
}

#[test]
fn the_picture_of_a_suggestion_is_the_middle_as_a_small_square() {
    let stripes = |width: u32, height: u32| -> DynamicImage {
        let middle = |at: u32, length: u32, other: u32| at.abs_diff(length / 2) < other / 2;
        RgbImage::from_fn(width, height, |x, y| {
            let is_middle = if width > height { middle(x, width, height) } else { middle(y, height, width) };
            Rgb(if is_middle { [0, 200, 0] } else { [200, 0, 0] })
        })
        .into()
    };
    for (width, height) in [(900, 300), (300, 900), (20, 90), (3000, 16)] {
        let small = shown(&file(&stripes(width, height), ImageFormat::Png));
        let side = width.min(height).min(160);
        assert_eq!((small.width(), small.height()), (side, side), "{width} × {height}");
        let middle = small.to_rgb8();
        let [red, green, _] = middle.get_pixel(side / 4, side / 4).0;
        assert!(green > 150 && red < 50, "{width} × {height}: {red} {green}");
    }
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let small = thumb(&file(&drawing(400, 300), format), 32 << 10).unwrap();
        assert!(small.len() <= 32 << 10, "{format:?}: {}", small.len());
    }
}

#[test]
fn the_picture_of_a_suggestion_is_turned_and_says_nothing_about_its_camera() {
    let small = thumb(&photo(6), 32 << 10).unwrap();
    assert!(!has_secret(&small) && !small.windows(4).any(|name| name == b"Exif"));
    let upright: DynamicImage =
        RgbImage::from_fn(200, 200, |_, y| Rgb(if y < 100 { [250; 3] } else { [5; 3] })).into();
    let mut turned = file(&upright, ImageFormat::Jpeg);
    turned.splice(2..2, segment(0xe1, &exif(3)));
    assert!(shown(&turned).to_luma8().get_pixel(80, 20).0[0] < 50);
}

#[test]
fn the_picture_of_a_suggestion_stays_clear_where_it_is() {
    let clear = |alpha| -> DynamicImage { RgbaImage::from_pixel(300, 200, Rgba([9, 9, 9, alpha])).into() };
    let see_through = thumb(&file(&clear(0), ImageFormat::Png), 32 << 10).unwrap();
    assert_eq!(image::guess_format(&see_through).unwrap(), ImageFormat::Png);
    assert_eq!(image::load_from_memory(&see_through).unwrap().to_rgba8().get_pixel(0, 0).0[3], 0);
    let opaque = thumb(&file(&clear(255), ImageFormat::Png), 32 << 10).unwrap();
    assert_eq!(image::guess_format(&opaque).unwrap(), ImageFormat::Jpeg);
    // Noise that PNG cannot compress becomes a JPEG on white.
    let mut state = 1_u32;
    let noise: DynamicImage = RgbaImage::from_fn(160, 160, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgba(state.rotate_left(13).wrapping_mul(state).to_be_bytes())
    })
    .into();
    let noise = thumb(&file(&noise, ImageFormat::Png), 32 << 10).unwrap();
    assert!(noise.len() <= 32 << 10 && image::guess_format(&noise).unwrap() == ImageFormat::Jpeg);
}

#[test]
fn a_file_that_is_no_picture_to_see_gives_a_suggestion_none() {
    let trouble = |file: &[u8]| thumb(file, 32 << 10).unwrap_err();
    assert_eq!(trouble(b"<!doctype html><p>Not found"), PictureTrouble::NotAPicture);
    assert_eq!(trouble(b""), PictureTrouble::NotAPicture);
    for pixel in [(1, 1), (1, 400), (400, 3)] {
        let pixel = file(&drawing(pixel.0, pixel.1), ImageFormat::Gif);
        assert_eq!(trouble(&pixel), PictureTrouble::NotAPicture);
    }
    let bomb = file(&image::GrayImage::new(6000, 5000).into(), ImageFormat::Png);
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    assert_eq!(trouble(&bomb), PictureTrouble::TooManyPixels);
    assert_eq!(shown(&with_profile(20 << 20)).width(), 80, "only the profile is left out");
    let whole = file(&drawing(60, 60), ImageFormat::Jpeg);
    for end in (3..whole.len()).step_by(97) {
        let _ = thumb(&whole[..end], 32 << 10);
    }
}

/// Eight megabytes of zeros, as PNG compresses them: a few kilobytes.
fn swelling() -> Vec<u8> {
    let png = file(&RgbImage::new(2000, 1400).into(), ImageFormat::Png);
    let (mut rest, mut data) = (&png[8..], Vec::new());
    while let Some((length, after)) = rest.split_first_chunk() {
        let (chunk, after) = after.split_at(u32::from_be_bytes(*length) as usize + 8);
        if chunk.starts_with(b"IDAT") {
            data.extend_from_slice(&chunk[4..chunk.len() - 4]);
        }
        rest = after;
    }
    assert!(data.len() < 100_000, "{}", data.len());
    data
}

/// A chunk with the checksum that a decoder demands.
fn whole_chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut whole = chunk(name, data);
    let end = whole.len() - 4;
    let sum = crc(&whole[4..end]);
    whole[end..].copy_from_slice(&sum.to_be_bytes());
    whole
}

/// CRC-32, as PNG has it.
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 * (crc & 1));
        }
    }
    !crc
}

#[test]
fn a_picture_within_the_limits_stays_as_it_is() {
    let png = file(&drawing(20, 10), ImageFormat::Png);
    let fitted = fit(png.clone(), &limits(&[PictureFormat::Jpeg, PictureFormat::Png], 1 << 20)).unwrap();
    assert_eq!(fitted.bytes, png);
}

#[test]
fn a_picture_is_converted_turned_and_shrunk_where_a_limit_demands_it() {
    let turned = fit(clean(photo(6)).unwrap().bytes, &limits(&[PictureFormat::Jpeg], 1 << 20)).unwrap();
    assert_eq!((turned.width, turned.height, turned.format), (30, 40, ImageFormat::Jpeg));
    assert!(!turned.bytes.windows(4).any(|window| window == b"Exif"));

    let clear: DynamicImage = RgbaImage::from_pixel(20, 10, Rgba([0, 0, 0, 0])).into();
    let on_white = fit(file(&clear, ImageFormat::Png), &limits(&[PictureFormat::Jpeg], 1 << 20)).unwrap();
    assert_eq!(on_white.format, ImageFormat::Jpeg);
    assert!(pixels(&on_white.bytes).iter().all(|byte| *byte > 250));
    let gif =
        fit(file(&drawing(20, 10), ImageFormat::Gif), &limits(&[PictureFormat::Jpeg], 1 << 20)).unwrap();
    assert_eq!(gif.format, ImageFormat::Jpeg);

    let wide = file(&drawing(400, 200), ImageFormat::Png);
    let by_side = PictureLimits { side: Some(100), ..limits(&[PictureFormat::Png], 1 << 20) };
    let small = fit(wide.clone(), &by_side).unwrap();
    assert_eq!((small.width, small.height, small.format), (100, 50, ImageFormat::Png));
    let by_pixels = PictureLimits { pixels: Some(20_000), ..limits(&[PictureFormat::Png], 1 << 20) };
    let small = fit(wide.clone(), &by_pixels).unwrap();
    assert_eq!((small.width, small.height), (200, 100));
    let by_bytes = fit(wide.clone(), &limits(&[PictureFormat::Png, PictureFormat::Jpeg], 9_000)).unwrap();
    assert!(by_bytes.bytes.len() <= 9_000 && by_bytes.format == ImageFormat::Jpeg);
    assert_eq!(fit(wide, &limits(&[PictureFormat::Jpeg], 100)).err(), Some(PictureTrouble::TooLarge));
}

#[test]
fn a_kept_picture_is_the_persons_alone_and_is_believed_only_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = file(&drawing(4, 4), ImageFormat::Png);
    let hash = hash_of(&bytes);
    keep(dir.path(), &hash, &bytes).unwrap();
    keep(dir.path(), &hash, &bytes).unwrap();
    assert_eq!(read(dir.path(), &hash), Some(bytes));
    let kept = path(dir.path(), &hash).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&kept), mode(kept.parent().unwrap())), (0o600, 0o700));
    }
    std::fs::write(&kept, "another").unwrap();
    assert_eq!(read(dir.path(), &hash), None);
    remove(dir.path(), &hash);
    remove(dir.path(), &hash);
    assert!(!kept.exists());
    for name in ["../gander.db", "", "A".repeat(64).as_str(), &"0".repeat(63)] {
        assert_eq!(path(dir.path(), name), None, "{name}");
    }
}
