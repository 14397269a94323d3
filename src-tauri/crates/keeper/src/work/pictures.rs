//! The pictures of a post, within the limits of its network.

use std::path::PathBuf;

use networks::{PictureLimits, Publish};
use publishing::{Content, Picture, UploadedPicture};

use super::WorkContext;
use crate::pictures::{fit, read};

/// The pictures of a post, as they are uploaded.
#[derive(Default)]
pub(super) struct Pictures {
    /// Their measures.
    pub uploaded: Vec<UploadedPicture>,
    /// The picture of the link's card.
    pub of_card: Option<UploadedPicture>,
    /// Their files, that of the card last.
    pub files: Vec<Vec<u8>>,
}

impl WorkContext {
    /// Prepares the pictures of a content for a network: shrunk and converted only where a limit demands it. A picture
    /// of a card that is not there is left out.
    ///
    /// # Errors
    /// A sentence about a picture that is not on this device any more, or cannot be made to fit.
    pub(super) async fn pictures_of(
        &self,
        content: &Content,
        publish: &Publish,
    ) -> Result<Pictures, &'static str> {
        let mut pictures = Pictures::default();
        let Some(limits) = &publish.pictures else { return Ok(pictures) };
        let Some(dir) = self.dir.clone().filter(|_| content.all_pictures().next().is_some()) else {
            return Ok(pictures);
        };
        for picture in &content.pictures {
            let (uploaded, file) = prepared(dir.clone(), picture.clone(), limits.clone()).await?;
            pictures.uploaded.push(uploaded);
            pictures.files.push(file);
        }
        if let Some(picture) = content.card.as_ref().and_then(|card| card.picture.clone())
            && content.pictures.is_empty()
            && let Ok((uploaded, file)) = prepared(dir, picture, limits.clone()).await
        {
            pictures.of_card = Some(uploaded);
            pictures.files.push(file);
        }
        Ok(pictures)
    }
}

/// A picture, and its file within these limits.
async fn prepared(
    dir: PathBuf,
    picture: Picture,
    limits: PictureLimits,
) -> Result<(UploadedPicture, Vec<u8>), &'static str> {
    const GONE: &str = "A picture of this post is no longer on this device.";
    const TOO_LARGE: &str = "A picture of this post cannot be made small enough.";
    let prepare = move || {
        let file = read(&dir, &picture.hash).ok_or(GONE)?;
        let fitted = fit(file, &limits).map_err(|_| TOO_LARGE)?;
        let uploaded = UploadedPicture {
            media_type: fitted.format.to_mime_type().to_owned(),
            bytes: fitted.bytes.len() as u64,
            width: fitted.width,
            height: fitted.height,
            description: if limits.description == Some(0) { String::new() } else { picture.description },
            url: picture.url,
        };
        Ok((uploaded, fitted.bytes))
    };
    tokio::task::spawn_blocking(prepare).await.map_err(|_| TOO_LARGE)?
}
