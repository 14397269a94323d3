//! Pictures for posts.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};
use keeper::{ChosenPicture, Keeper};

/// The file of a picture.
pub fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Vec::new();
    picture.write_to(&mut Cursor::new(&mut file), format).expect("a file");
    file
}

/// A black square.
pub fn png(side: u32) -> Vec<u8> {
    encoded(&RgbImage::new(side, side), ImageFormat::Png)
}

/// Hands a file to the keeper, as a picture for a post.
pub async fn add_picture(keeper: &Keeper, file: Vec<u8>, description: &str) -> ChosenPicture {
    let hash = keeper.add_picture(file).await.expect("a picture").hash;
    ChosenPicture { hash, description: description.to_owned() }
}
