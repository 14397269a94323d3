//! The view of pictures, cards and prices, and the content that the window shares.

use std::collections::BTreeMap;

use keeper::{Card, NotTaken, Picture, PictureTrouble};
use serde::{Deserialize, Serialize};
use tauri::Url;
use ts_rs::TS;

/// The content of an activity, as the window shares it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
pub struct ContentView {
    pub text: String,
    pub link: Option<String>,
    /// The link has the card that was made last.
    pub card: bool,
    pub pictures: Vec<ChosenPictureView>,
    /// The accounts and pages.
    pub to: Vec<String>,
    /// The own texts of accounts and pages.
    pub own: BTreeMap<String, String>,
    /// The titles at accounts and pages, where the person wrote one.
    pub titles: BTreeMap<String, String>,
}

/// A picture with its description.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
pub struct ChosenPictureView {
    pub hash: String,
    pub description: String,
}

/// A picture that Gander keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PictureView {
    hash: String,
    description: String,
    width: u32,
    height: u32,
}

/// A picture that was added, or the reason for which it was not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AddedPictureView {
    picture: Option<PictureView>,
    trouble: Option<PictureTroubleView>,
}

/// The reason for which Gander does not take a file as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum PictureTroubleView {
    NotAPicture,
    Video,
    OtherFormat,
    TooLarge,
    Animated,
    Damaged,
}

/// The card of a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CardView {
    title: String,
    description: String,
    /// The host of the link.
    host: String,
    /// The hash of its picture.
    picture: Option<String>,
}

/// The price of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CostView {
    /// Decimal, such as `0.20`.
    amount: String,
    /// ISO 4217.
    currency: String,
}

/// The reason for which a network does not take a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum NotTakenView {
    NeedsPicture,
    NeedsPublicPicture,
    NoPictures,
    TooManyPictures,
    LongDescription,
    /// The person did not allow it yet: Gander takes the post, which waits until they do.
    NeedsPermission,
}

impl PictureView {
    pub(super) fn of(picture: &Picture) -> Self {
        let Picture { hash, description, width, height, .. } = picture.clone();
        Self { hash, description, width, height }
    }
}

impl AddedPictureView {
    /// A picture that Gander keeps now.
    pub fn kept(picture: &Picture) -> Self {
        Self { picture: Some(PictureView::of(picture)), trouble: None }
    }

    /// A file that cannot be shared as a picture.
    pub fn refused(trouble: PictureTrouble) -> Self {
        Self { picture: None, trouble: Some(trouble.into()) }
    }
}

impl From<PictureTrouble> for PictureTroubleView {
    fn from(trouble: PictureTrouble) -> Self {
        match trouble {
            PictureTrouble::NotAPicture => Self::NotAPicture,
            PictureTrouble::Video => Self::Video,
            PictureTrouble::OtherFormat(_) => Self::OtherFormat,
            PictureTrouble::TooLarge | PictureTrouble::TooManyPixels => Self::TooLarge,
            PictureTrouble::Animated => Self::Animated,
            PictureTrouble::Damaged => Self::Damaged,
        }
    }
}

impl CardView {
    /// The card of this link.
    pub fn of(card: &Card, link: &str) -> Self {
        let host = Url::parse(link).ok().and_then(|link| link.host_str().map(str::to_owned));
        Self {
            title: card.title.clone(),
            description: card.description.clone(),
            host: host.unwrap_or_default(),
            picture: card.picture.as_ref().map(|picture| picture.hash.clone()),
        }
    }
}

impl CostView {
    /// A price as a network's file names it, such as `0.20 USD`.
    pub(super) fn of(cost: &str) -> Option<Self> {
        let (amount, currency) = cost.split_once(' ')?;
        Some(Self { amount: amount.to_owned(), currency: currency.to_owned() })
    }
}

impl From<NotTaken> for NotTakenView {
    fn from(not_taken: NotTaken) -> Self {
        match not_taken {
            NotTaken::NeedsPicture => Self::NeedsPicture,
            NotTaken::NeedsPublicPicture => Self::NeedsPublicPicture,
            NotTaken::NoPictures => Self::NoPictures,
            NotTaken::TooManyPictures { .. } => Self::TooManyPictures,
            NotTaken::LongDescription { .. } => Self::LongDescription,
            NotTaken::NeedsPermission => Self::NeedsPermission,
        }
    }
}
