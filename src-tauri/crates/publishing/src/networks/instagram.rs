//! Instagram: a container of one picture, or of several, which is published once. Instagram fetches the pictures.

use chrono::{DateTime, Utc};
use url::Url;

use super::{
    containers::{Fields, Manner, Plan, container, is_id},
    page_at,
    threads::of_object,
};
use crate::{
    AfterLoss, Answer, Content, Destination, Job, Look, Picture, Publisher, Reading, Remote, Request, Step,
    StepKey, Unfit,
};

const WEBSITE: &str = "https://www.instagram.com/";
const MOST_PICTURES: usize = 10;

const MANNER: Manner = Manner {
    version: "v25.0",
    make: "media",
    publish: "media_publish",
    fields: "id,status_code,status",
    status: "status_code",
    reason: "status",
    // The container is not found, or expired.
    not_found: &[2_207_006, 2_207_008, 2_207_020],
};

pub(super) struct Instagram;

impl Publisher for Instagram {
    fn unfit(&self, content: &Content) -> Option<Unfit> {
        if content.pictures.is_empty() {
            return Some(Unfit::NeedsPicture);
        }
        let is_public = |picture: &Picture| picture.url.is_some();
        (!content.pictures.iter().all(is_public)).then_some(Unfit::NeedsPublicPicture)
    }

    fn profile(&self, _: &Destination, username: Option<&str>) -> Option<Url> {
        page_at(WEBSITE, &[username?, ""])
    }

    fn next(&self, job: &Job<'_>) -> Step {
        match plan(job) {
            Ok(plan) => MANNER.next(job, &plan),
            Err(reason) => Step::Refuse(reason.to_owned()),
        }
    }

    fn read(&self, job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Reading {
        MANNER.read(job, key, answer)
    }

    fn stale(&self, _: &Job<'_>, answer: &Answer<'_>) -> Option<StepKey> {
        MANNER.stale(answer)
    }

    fn look(&self, job: &Job<'_>) -> Option<Request> {
        MANNER.look(job)
    }

    fn read_look(&self, job: &Job<'_>, answer: &Answer<'_>) -> Look {
        MANNER.read_look(job, answer)
    }

    fn after_loss(&self, _: DateTime<Utc>) -> AfterLoss {
        AfterLoss::Handle
    }

    /// An app with Instagram's own login cannot read the caption of a post, so that the post of a container cannot be
    /// told from others.
    fn address(&self, job: &Job<'_>, remote: &Remote) -> Option<Request> {
        let is_post = container(job) != Some(remote.id.as_str()) && is_id(&remote.id);
        is_post.then(|| MANNER.read_object(job, &remote.id, "id,permalink"))
    }

    fn read_address(&self, _: &Job<'_>, remote: &Remote, answer: &Answer<'_>) -> Option<Remote> {
        of_object(&answer.object()?, "permalink").filter(|read| read.id == remote.id)
    }
}

fn plan<'a>(job: &Job<'_>) -> Result<Plan<'a>, &'static str> {
    let content = job.content;
    if !is_id(&job.to.account) {
        return Err("The id of this account is damaged.");
    }
    let picture = |picture: &Picture| -> Result<Fields<'a>, &'static str> {
        let url = picture.url.as_ref().ok_or("Instagram takes only pictures that have a public address.")?;
        if picture.media_type != "image/jpeg" {
            return Err("Instagram takes only JPEG pictures.");
        }
        let mut fields = vec![("image_url", url.to_string())];
        let description = picture.description.trim();
        if !description.is_empty() {
            fields.push(("alt_text", description.to_owned()));
        }
        Ok(fields)
    };
    let mut pictures = content.pictures.iter().map(picture).collect::<Result<Vec<_>, _>>()?;
    let mut post = match pictures.len() {
        0 => return Err("Instagram takes no post without a picture."),
        1 => pictures.remove(0),
        2..=MOST_PICTURES => {
            pictures.iter_mut().for_each(|fields| fields.push(("is_carousel_item", "true".to_owned())));
            vec![("media_type", "CAROUSEL".to_owned())]
        }
        _ => return Err("Instagram takes at most ten pictures in a post."),
    };
    let caption = content.text_with_link();
    if !caption.trim().is_empty() {
        post.push(("caption", caption));
    }
    Ok(Plan { pictures, post })
}

#[cfg(test)]
mod tests;
