//! Pictures at the simulated networks: without what a camera adds, once, and with their descriptions.

use std::path::PathBuf;

use chrono::TimeDelta;
use image::{ImageFormat, Rgb, RgbImage};
use keeper::{ChosenPicture, Error, NotTaken, PostStage, ShareRequest, Target, Uploading};
use simnet::{FaultKind, Network};

use crate::{
    bench::{
        A_LOOK, account_at, accounts_at, add_picture, all_reach, breaks_once, encoded, only_one, only_post,
        reaches, to, to_all,
    },
    support::{Bench, Gate, settled, until},
};

const NETWORKS: [Network; 2] = [Network::Mastodon, Network::Bluesky];
/// The data that a phone writes into a photo.
const PLACE: &[u8] = b"GPSLatitude 52.5200 GPSLongitude 13.4050";

/// A JPEG with a place in its EXIF, and turned by a quarter.
fn photo(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let byte = |value: u32| u8::try_from(value % 256).unwrap();
        Rgb([byte(x), byte(y), byte(x * y)])
    });
    let jpeg = encoded(&picture, ImageFormat::Jpeg);
    let exif =
        [&b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"[..], PLACE].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

fn has_place(file: &[u8]) -> bool {
    file.windows(PLACE.len()).any(|window| window == PLACE)
}

fn look_at(target: &(impl Clone + Into<Target>), pictures: Vec<ChosenPicture>) -> ShareRequest {
    ShareRequest { pictures, ..to(target, "Look") }
}

/// The files of the kept pictures.
fn kept(bench: &Bench) -> Vec<PathBuf> {
    let Ok(files) = std::fs::read_dir(bench.data_dir().join("pictures")) else { return Vec::new() };
    files.map(|file| file.unwrap().path()).collect()
}

#[tokio::test]
async fn a_photo_arrives_once_with_its_description_and_without_its_place() {
    let (bench, home, ids) = accounts_at(&NETWORKS).await;
    let photo = photo(120, 80);
    assert!(has_place(&photo));
    let pictures = vec![add_picture(&home, photo, "Two geese on the lake").await];
    assert!(!has_place(&std::fs::read(&kept(&bench)[0]).unwrap()));
    let id = home.share(&ShareRequest { pictures, ..to_all(&ids, "Look") }).unwrap();
    // Mastodon takes a moment to process it.
    for _ in 0..3 {
        settled(&home).await;
        bench.advance(TimeDelta::seconds(5)).await;
    }
    all_reach(&home, &id, PostStage::Shared).await;
    for network in NETWORKS {
        let post = only_one(&bench, network);
        let [picture] = post.pictures.as_slice() else { panic!("{network}: {:?}", post.pictures) };
        assert_eq!(picture.description, "Two geese on the lake", "{network}");
        assert!(!has_place(&picture.file), "{network}");
        let shown = image::load_from_memory(&picture.file).unwrap();
        assert_eq!((shown.width(), shown.height()), (80, 120), "{network}: it stands upright");
        assert_eq!((post.arrived, post.overwritten), (1, 0), "{network}");
    }
}

#[tokio::test]
async fn a_picture_is_made_smaller_where_a_network_takes_less() {
    let (bench, home, account) = account_at(Network::Bluesky).await;
    let noise = RgbImage::from_fn(720, 480, |x, y| {
        let mixed = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).wrapping_mul(2_246_822_519);
        let [a, b, c, _] = mixed.to_be_bytes();
        Rgb([a, b, c])
    });
    let png = encoded(&noise, ImageFormat::Png);
    assert!(png.len() > 1_000_000, "{}", png.len());
    let pictures = vec![add_picture(&home, png, "").await];
    let id = home.share(&look_at(&account, pictures)).unwrap();
    reaches(&home, &id, PostStage::Shared).await;
    let file = &bench.net.posts(Network::Bluesky)[0].pictures[0].file;
    assert!(file.len() < 976_000, "{}", file.len());
}

#[tokio::test]
async fn too_many_pictures_and_missing_ones_are_said_before_anything_is_shared() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    let mut pictures = Vec::new();
    for side in 10..15 {
        pictures.push(add_picture(&home, photo(side, side), "").await);
    }
    let error = home.share(&look_at(&account, pictures.clone())).unwrap_err();
    assert!(matches!(&error, Error::NotTaken { why: NotTaken::TooManyPictures { most: 4 }, .. }), "{error}");
    let measured = home.measure("Look", None, 5, &[account.clone().into()]);
    assert_eq!(measured[0].not_taken, Some(NotTaken::TooManyPictures { most: 4 }));
    let long = ChosenPicture { description: "a".repeat(1501), ..pictures[0].clone() };
    let error = home.share(&look_at(&account, vec![long])).unwrap_err();
    assert!(
        matches!(error, Error::NotTaken { why: NotTaken::LongDescription { most: 1500 }, .. }),
        "{error}"
    );
    let gone = ChosenPicture { hash: "0".repeat(64), ..ChosenPicture::default() };
    let error = home.share(&look_at(&account, vec![gone])).unwrap_err();
    assert!(error.to_string().contains("add it again"), "{error}");
    let error = home.add_picture(b"no picture".to_vec()).await.unwrap_err();
    assert!(error.to_string().contains("no picture"), "{error}");
    assert!(home.activities().unwrap().is_empty() && bench.net.posts(Network::Mastodon).is_empty());
}

#[tokio::test]
async fn a_picture_stays_while_a_draft_or_an_activity_uses_it_and_an_hour_longer() {
    let (bench, home, account) = account_at(Network::Bluesky).await;
    let picture = add_picture(&home, photo(30, 20), "Geese").await;
    let pictures = home.chosen_pictures(std::slice::from_ref(&picture)).unwrap();
    let content = keeper::DraftContent { pictures, ..keeper::DraftContent::default() };
    let draft = home.save_draft(None, &content).unwrap();
    bench.advance(TimeDelta::days(2)).await;
    add_picture(&home, photo(31, 20), "").await;
    assert_eq!(kept(&bench).len(), 2, "the draft uses it");
    assert_eq!(home.drafts().unwrap()[0].content.pictures[0].description, "Geese");
    let request = ShareRequest { draft: Some(draft), ..look_at(&account, vec![picture]) };
    let id = home.share(&request).unwrap();
    reaches(&home, &id, PostStage::Shared).await;
    bench.advance(TimeDelta::days(2)).await;
    add_picture(&home, photo(32, 20), "").await;
    assert_eq!(kept(&bench).len(), 2, "the activity uses it; nothing used the second one");
    home.remove_activity(&id).unwrap();
    assert_eq!(kept(&bench).len(), 2, "it stays for an hour");
    bench.advance(TimeDelta::hours(2)).await;
    add_picture(&home, photo(33, 20), "").await;
    assert_eq!(kept(&bench).len(), 1);
    bench.leave(home).await;
    bench.advance(TimeDelta::hours(2)).await;
    let _home = bench.home().await;
    assert!(kept(&bench).is_empty(), "also at a start");
}

#[tokio::test]
async fn a_lost_answer_with_a_picture_makes_no_second_post() {
    for network in NETWORKS {
        let (bench, home, account) = account_at(network).await;
        let pictures = vec![add_picture(&home, photo(40, 30), "Geese").await];
        // The upload may be repeated; the post is not.
        breaks_once(&bench, network, FaultKind::Status500After);
        let id = home.share(&look_at(&account, pictures)).unwrap();
        for _ in 0..30 {
            settled(&home).await;
            if only_post(&home, &id).stage == PostStage::Shared {
                break;
            }
            bench.advance(A_LOOK).await;
        }
        reaches(&home, &id, PostStage::Shared).await;
        assert_eq!(bench.net.posts(network).len(), 1, "{network}");
        assert_eq!(bench.net.posts(network)[0].pictures.len(), 1, "{network}");
    }
}

#[tokio::test]
async fn a_picture_that_is_gone_is_said_and_never_left_out() {
    let (bench, home, account) = account_at(Network::Bluesky).await;
    let pictures = vec![add_picture(&home, photo(40, 30), "Geese").await];
    std::fs::remove_file(&kept(&bench)[0]).unwrap();
    let id = home.share(&look_at(&account, pictures)).unwrap();
    reaches(&home, &id, PostStage::Refused).await;
    assert_eq!(
        only_post(&home, &id).reason.as_deref(),
        Some("A picture of this post is no longer on this device.")
    );
    assert!(bench.net.posts(Network::Bluesky).is_empty());
}

#[tokio::test]
async fn while_a_picture_is_uploaded_the_post_says_which_one_of_how_many() {
    let bench = Bench::start().await;
    let origin = bench.net.network_url(Network::X);
    let gate = Gate::before(&origin).await;
    bench.edit_network(Network::X, |text| {
        let (before, publish) = text.split_once("[publish]").expect("a table");
        format!("{before}[publish]{}", publish.replacen(&origin, &gate.origin(), 1))
    });
    let home = bench.home().await;
    let account = home.add(Network::X).await;
    let mut pictures = Vec::new();
    for side in [30, 40] {
        pictures.push(add_picture(&home, photo(side, 20), "").await);
    }
    let id = home.share(&look_at(&account, pictures)).unwrap();
    let first = until("an upload", async || only_post(&home, &id).uploading).await;
    assert_eq!(first, Uploading { picture: 1, of: 2 });
    gate.an_answer_waits().await;
    assert_eq!(only_post(&home, &id).stage, PostStage::Sharing);
    gate.open();
    reaches(&home, &id, PostStage::Shared).await;
    assert_eq!(only_post(&home, &id).uploading, None);
    assert_eq!(only_one(&bench, Network::X).pictures.len(), 2);
}
