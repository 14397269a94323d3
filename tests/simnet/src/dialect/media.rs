//! The pictures that Mastodon takes before a status: an upload, and a question whether it is processed.

use serde_json::{Value, json};

use super::{Turn, mastodon::said, standard::Standard};
use crate::{
    multipart,
    posts::{Media, PostPicture},
    wire::{Answer, Asked},
};

const UPLOAD: &str = "/api/v2/media";
const MEDIA: &str = "/api/v1/media/";
const MOST: usize = 4;
const LONGEST_DESCRIPTION: usize = 1500;
const LARGEST: usize = 16 << 20;

/// Tells whether a request uploads a picture.
pub(super) fn is_upload(asked: &Asked) -> bool {
    asked.method == "POST" && asked.path == UPLOAD
}

/// The id of the picture that a request asks about.
pub(super) fn asked_about(asked: &Asked) -> Option<&str> {
    asked.path.strip_prefix(MEDIA).filter(|_| asked.method == "GET")
}

/// Takes a picture, which is processed later.
pub(super) fn upload(standard: &Standard, turn: &mut Turn<'_>) -> Answer {
    let manner = standard.publishing.as_ref().and_then(|publishing| publishing.manner);
    // A server with finer scopes has one for pictures.
    let scope = manner.map_or("write:media", |manner| match manner.scope {
        "write:statuses" => "write:media",
        coarse => coarse,
    });
    let grant = match turn.admit(turn.asked.bearer(), &[scope]) {
        Ok(grant) => grant,
        Err(trouble) => return (standard.speech.trouble)(&trouble),
    };
    let member = turn.world.grants.get(grant).member;
    let part = |name: &str| multipart::named(&turn.asked.file, name).map(|part| part.content);
    let Some(file) = part("file").filter(|file| !file.is_empty()) else {
        return said(422, "Validation failed: File can't be blank");
    };
    let Some(media_type) = media_type(file).filter(|_| file.len() <= LARGEST) else {
        return said(422, "Validation failed: File has contents that are not what they are reported to be");
    };
    let description = String::from_utf8_lossy(part("description").unwrap_or_default()).into_owned();
    if description.chars().count() > LONGEST_DESCRIPTION {
        return said(422, "Validation failed: Description is too long");
    }
    let id = turn.world.posts.next_id(turn.now);
    let picture = PostPicture { media_type, file: file.to_vec(), description };
    turn.world.posts.media.insert(id.clone(), Media { member, picture, asked: 0 });
    Answer::json(202, attachment(&id, None))
}

/// Answers whether a picture is processed: at the second question.
pub(super) fn show(standard: &Standard, turn: &mut Turn<'_>) -> Answer {
    let grant = match turn.admit(turn.asked.bearer(), &[]) {
        Ok(grant) => grant,
        Err(trouble) => return (standard.speech.trouble)(&trouble),
    };
    let member = turn.world.grants.get(grant).member;
    let (id, here) = (asked_about(turn.asked).unwrap_or_default(), turn.here());
    match turn.world.posts.media.get_mut(id).filter(|media| media.member == member) {
        None => said(404, "Record not found"),
        Some(media) => {
            media.asked += 1;
            let address = (media.asked > 1).then(|| format!("{here}/media/{id}"));
            Answer::json(if address.is_some() { 200 } else { 206 }, attachment(id, address.as_deref()))
        }
    }
}

/// The pictures that a status names.
pub(super) fn named(turn: &Turn<'_>, member: usize) -> Result<Vec<PostPicture>, Answer> {
    let ids = turn.asked.json.as_ref().and_then(|json| json["media_ids"].as_array());
    let ids = ids.map(Vec::as_slice).unwrap_or_default();
    if ids.len() > MOST {
        return Err(said(422, "Validation failed: Cannot attach more than 4 files"));
    }
    let media = |id: &Value| turn.world.posts.media.get(id.as_str()?).filter(|media| media.member == member);
    let found: Vec<_> = ids.iter().filter_map(media).collect();
    if found.len() < ids.len() || found.iter().any(|media| media.asked < 2) {
        return Err(said(
            422,
            "Cannot attach files that have not finished processing. Try again in a moment!",
        ));
    }
    Ok(found.into_iter().map(|media| media.picture.clone()).collect())
}

fn attachment(id: &str, address: Option<&str>) -> Value {
    json!({ "id": id, "type": "image", "url": address, "preview_url": address, "description": null })
}

/// The media type of a picture, by its first bytes.
pub(super) fn media_type(file: &[u8]) -> Option<String> {
    image::guess_format(file).ok().map(|format| format.to_mime_type().to_owned())
}
