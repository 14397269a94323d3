//! The pictures that a person shares: checked, freed of all that tells of the person, and kept as files.
//!
//! A file's name is the SHA-256 of its content. The database names each file before it is written and forgets it in
//! the transaction that deletes it, so that no file is left over and none is missing.

mod clean;
mod fit;
mod gif;
mod jpeg;
mod png;
#[cfg(test)]
mod tests;
mod thumb;
mod webp;

use std::{
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use vault::private;

pub(crate) use clean::{Cleaned, MOST_BYTES, clean};
pub(crate) use fit::{fit, shown_limits};
pub(crate) use thumb::thumb;

/// The folder of the pictures in a data folder.
const FOLDER: &str = "pictures";
/// The media types of the pictures that Gander reads, for a server.
pub(crate) const WANTED: &str = "image/jpeg, image/png, image/webp, image/gif";
/// The largest colour profile, in bytes. Those of cameras and screens are far smaller.
const LARGEST_PROFILE: usize = 1 << 20;

/// The reason for which Gander does not take a file as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureTrouble {
    /// It is something else.
    #[error("this file is no picture; choose a JPEG, PNG, WebP or GIF file")]
    NotAPicture,
    /// It is a video.
    #[error("Gander cannot share videos yet")]
    Video,
    /// It is a picture of a format that Gander cannot read.
    #[error("Gander cannot read {0} pictures; save it as JPEG or PNG first")]
    OtherFormat(&'static str),
    /// The file is too large.
    #[error("the picture is larger than {} MB; make it smaller first", MOST_BYTES >> 20)]
    TooLarge,
    /// The picture would take too much memory.
    #[error("the picture has too many pixels; make it smaller first")]
    TooManyPixels,
    /// The picture moves.
    #[error("Gander cannot share animated pictures yet; choose one that stands still")]
    Animated,
    /// The file ends too early, or cannot be decoded.
    #[error("the picture is damaged or not complete; choose another file")]
    Damaged,
}

/// The path of a picture in a data folder. `None` if the text is no hash.
pub(crate) fn path(dir: &Path, hash: &str) -> Option<PathBuf> {
    let is_hash = hash.len() == 64 && hash.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    is_hash.then(|| dir.join(FOLDER).join(hash))
}

/// Writes a picture so that it is there as a whole or not at all, for the person alone.
pub(crate) fn keep(dir: &Path, hash: &str, bytes: &[u8]) -> io::Result<()> {
    let path = path(dir, hash).ok_or(io::ErrorKind::InvalidInput)?;
    private::make_dir(&dir.join(FOLDER))?;
    let new = path.with_extension(vault::new_id());
    let write = || {
        let mut file = private::options().write(true).create_new(true).open(&new)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&new, &path)
    };
    write().inspect_err(|_| drop(std::fs::remove_file(&new)))
}

/// Reads a picture. `None`: there is no such file, or it is not the one of this hash.
pub(crate) fn read(dir: &Path, hash: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path(dir, hash)?).ok()?;
    file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes).ok()?;
    (hash_of(&bytes) == hash).then_some(bytes)
}

/// Deletes a picture, if it is there.
pub(crate) fn remove(dir: &Path, hash: &str) {
    let Some(path) = path(dir, hash) else { return };
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "a picture that nothing uses could not be deleted");
    }
}

/// The SHA-256 of a file, in hexadecimal.
pub(crate) fn hash_of(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    use std::fmt::Write as _;

    Sha256::digest(bytes).iter().fold(String::new(), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}
