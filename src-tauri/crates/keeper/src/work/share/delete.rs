//! Deletes one post at its network. The request may be repeated: a post that is gone stays gone.

use networks::PublishRefusal;
use publishing::{Content, Ended, Post};

use super::{Publication, answer};
use crate::Error;

impl Publication<'_> {
    /// Deletes a post, and stores that it is gone. Without a proof of that, nothing is stored.
    pub(super) async fn delete(&self, post: &Post, content: &Content) -> Result<Ended, Error> {
        let Some(remote) = post.deletable() else { return Ok(Ended::Answered) };
        let facts = self.facts(post)?;
        let handle = post.handle.as_ref().map_or("", |handle| handle.name.as_str());
        let job = self.job(post, content, handle, &facts);
        let Some(request) = self.publisher.delete(&job, remote) else { return Ok(Ended::Answered) };
        let Ok(reply) = self.send(&request, false).await else { return Ok(Ended::Unsent) };
        match self.publish.refusal(&self.answer(&reply)) {
            Some(PublishRefusal::Token | PublishRefusal::PermissionMissing | PublishRefusal::AppFault) => {
                return Ok(Ended::NeedsCheck);
            }
            Some(PublishRefusal::RateLimited { .. }) => return Ok(Ended::Answered),
            // The network names a post that is gone with an answer of its own, which the code reads.
            Some(PublishRefusal::Refused { .. } | PublishRefusal::Duplicate { .. }) | None => {}
        }
        if self.publisher.read_delete(&job, &answer(&reply)) {
            let now = self.now();
            self.context.change(&post.id, |post| post.deleted(now, true)).await;
        }
        Ok(Ended::Answered)
    }
}
