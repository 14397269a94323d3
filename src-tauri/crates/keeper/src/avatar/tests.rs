use image::{ImageBuffer, Luma, Rgb, Rgba};

use super::*;

fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.into().write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// An image that is red in its middle, and green at both ends of its longer side.
fn flag(width: u32, height: u32) -> ImageBuffer<Rgb<u8>, Vec<u8>> {
    let (side, wide) = (width.min(height), width > height);
    ImageBuffer::from_fn(width, height, |x, y| {
        let along = if wide { x } else { y };
        let start = (width.max(height) - side) / 2;
        Rgb(if (start..start + side).contains(&along) { [255, 0, 0] } else { [0, 255, 0] })
    })
}

fn read(png: &[u8]) -> ImageBuffer<Rgba<u8>, Vec<u8>> {
    assert_eq!(image::guess_format(png).unwrap(), ImageFormat::Png);
    image::load_from_memory(png).unwrap().into_rgba8()
}

/// A PNG whose header claims another width and height, with a correct checksum.
fn lying(width: u32, height: u32) -> Vec<u8> {
    let mut png = encoded(flag(4, 4), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = png[12..29].iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
    });
    png[29..33].copy_from_slice(&(!crc).to_be_bytes());
    png
}

#[test]
fn a_picture_of_each_kind_becomes_a_small_square_of_its_middle() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
        for (width, height) in [(400, 400), (600, 200), (200, 600), (2048, 300)] {
            let picture = read(&small(&encoded(flag(width, height), format)).unwrap());
            assert_eq!(picture.dimensions(), (SIDE, SIDE), "{format:?} {width}x{height}");
            for at in [(2, 2), (48, 48), (93, 93)] {
                let [red, green, ..] = picture.get_pixel(at.0, at.1).0;
                assert!(red > 200 && green < 60, "{format:?} {width}x{height}: {red} {green} at {at:?}");
            }
        }
    }
}

#[test]
fn a_small_picture_stays_as_small_as_it_is() {
    assert_eq!(read(&small(&encoded(flag(48, 50), ImageFormat::Png)).unwrap()).dimensions(), (48, 48));
    assert_eq!(read(&small(&encoded(flag(2048, 1), ImageFormat::Png)).unwrap()).dimensions(), (1, 1));
}

#[test]
fn deep_and_gray_pictures_are_taken_as_well() {
    let deep: ImageBuffer<Rgba<u16>, Vec<u16>> = ImageBuffer::from_pixel(200, 200, Rgba([u16::MAX; 4]));
    let gray: ImageBuffer<Luma<u8>, Vec<u8>> = ImageBuffer::from_pixel(200, 200, Luma([9]));
    assert!(small(&encoded(deep, ImageFormat::Png)).is_some());
    assert_eq!(read(&small(&encoded(gray, ImageFormat::Png)).unwrap()).get_pixel(5, 5).0, [9, 9, 9, 255]);
}

#[test]
fn what_is_larger_than_any_avatar_is_refused_before_it_is_decoded() {
    assert!(small(&encoded(flag(2049, 10), ImageFormat::Png)).is_none());
    assert!(small(&encoded(flag(10, 2049), ImageFormat::Jpeg)).is_none());
    for (width, height) in [(60_000, 60_000), (u32::MAX >> 1, u32::MAX >> 1), (2_000_000_000, 1), (0, 0)] {
        assert!(small(&lying(width, height)).is_none(), "{width}x{height}");
    }
    // A header with the true size is accepted: the size alone is refused.
    assert!(small(&lying(4, 4)).is_some());
}

#[test]
fn what_is_no_picture_is_refused() {
    let png = encoded(flag(200, 200), ImageFormat::Png);
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"#;
    for bytes in
        [&b""[..], b"\x89PNG\r\n\x1a\n", b"<!doctype html><p>hello", &svg[..], b"BM", &png[..png.len() / 2]]
    {
        assert!(small(bytes).is_none());
    }
}

#[test]
fn a_picture_is_asked_for_again_when_its_address_changed_and_a_day_is_over() {
    let url = |path: &str| source(&Url::parse("https://pictures.example/").unwrap().join(path).unwrap());
    let at = |hours| DateTime::<Utc>::UNIX_EPOCH + TimeDelta::hours(hours);
    let kept = AvatarRecord { source: Some(url("a")), asked_at: at(0), hash: Some("1".into()) };
    assert!(!is_due(&kept, url("a"), false, at(1000)), "it is here");
    assert!(!is_due(&kept, url("b"), false, at(23)));
    assert!(is_due(&kept, url("b"), false, at(24)));
    assert!(!is_due(&kept, url("a"), true, at(23)));
    assert!(is_due(&kept, url("a"), true, at(24)), "a profile may name another by now");
    let failed = AvatarRecord { hash: None, ..kept.clone() };
    assert!(!is_due(&failed, url("a"), false, at(23)));
    assert!(is_due(&failed, url("a"), false, at(24)));
    assert!(is_due(&failed, url("a"), false, at(-48)), "the clock was wrong when it was asked for");
}
