//! The uploads under way, for the person to see. They are in memory: in other processes their posts are only Sharing.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use publishing::{Piece, PostId, Request};
use tokio::sync::watch;

use crate::shell::Shell;

/// The upload of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uploading {
    /// The number of the picture, from 1.
    pub picture: u16,
    /// The number of all pictures of the post.
    pub of: u16,
}

/// The upload of each post. Cheap to clone; all clones share it.
#[derive(Clone, Default)]
pub(crate) struct Uploads(Arc<Mutex<HashMap<PostId, Uploading>>>);

impl Uploads {
    /// The upload of a post.
    pub fn of(&self, post: &PostId) -> Option<Uploading> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(post).copied()
    }

    /// Tells whether the upload of a post differs from the former one.
    fn set(&self, post: &PostId, upload: Option<Uploading>) -> bool {
        let mut uploads = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let former = match upload {
            Some(upload) => uploads.insert(post.clone(), upload),
            None => uploads.remove(post),
        };
        former != upload
    }
}

/// Shows the uploads of this process's posts.
#[derive(Clone)]
pub(crate) struct ShownUploads {
    pub uploads: Uploads,
    pub changes: watch::Sender<u64>,
    pub shell: Arc<dyn Shell>,
}

impl ShownUploads {
    /// The uploads of a post, which end with the returned value.
    pub fn of_post<'a>(&'a self, post: &'a PostId) -> UploadsOfPost<'a> {
        UploadsOfPost { shown: self, post }
    }

    fn show(&self, post: &PostId, upload: Option<Uploading>) {
        if self.uploads.set(post, upload) {
            self.changes.send_modify(|changes| *changes = changes.wrapping_add(1));
            self.shell.sharing_changed();
        }
    }
}

pub(crate) struct UploadsOfPost<'a> {
    shown: &'a ShownUploads,
    post: &'a PostId,
}

impl UploadsOfPost<'_> {
    /// Shows the picture that a request uploads. A request without one, such as a question whether the network has
    /// processed a picture, changes nothing.
    pub fn begin(&self, request: &Request, pictures: usize) {
        if let Some(upload) = upload_of(request, pictures) {
            self.shown.show(self.post, Some(upload));
        }
    }
}

impl Drop for UploadsOfPost<'_> {
    fn drop(&mut self) {
        self.shown.show(self.post, None);
    }
}

/// The upload of a request. The picture of a card has the number after the last of the others, and is none of the
/// person's.
fn upload_of(request: &Request, pictures: usize) -> Option<Uploading> {
    let number = request.body.iter().find_map(|piece| match piece {
        Piece::Picture(number) | Piece::PictureBase64(number) => Some(*number),
        Piece::Bytes(_) => None,
    })?;
    let of = u16::try_from(pictures).ok().filter(|of| number < *of)?;
    Some(Uploading { picture: number + 1, of })
}

#[cfg(test)]
mod tests {
    use publishing::{Auth, StepKey};

    use super::*;

    #[test]
    fn a_request_uploads_one_picture_of_several_or_none() {
        let with = |body: Vec<Piece>| {
            let url = "https://pond.example/media".parse().unwrap();
            let request = Request { body, ..Request::get("picture", url, Auth::Account) };
            assert_eq!(request.key, StepKey::new("picture"));
            upload_of(&request, 3)
        };
        let nth = |picture| Some(Uploading { picture, of: 3 });
        assert_eq!(with(vec![Piece::Bytes(b"--".to_vec()), Piece::Picture(0)]), nth(1));
        assert_eq!(with(vec![Piece::PictureBase64(2)]), nth(3));
        assert_eq!(with(vec![Piece::Picture(3)]), None, "the picture of the card");
        assert_eq!(with(vec![Piece::Bytes(b"{}".to_vec())]), None);
        assert_eq!(with(Vec::new()), None);
    }
}
