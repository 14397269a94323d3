//! Reads what the network tells of a post beside the answer to its request.

use oauth::http::Reply;
use publishing::{Ended, Job, Post, Remote};

use super::{Publication, answer};
use crate::Error;

impl Publication<'_> {
    /// Stores that a step before the request found the post at the network.
    pub(super) async fn found(&self, job: &Job<'_>, post: &Post, remote: Remote) -> Result<Ended, Error> {
        // An id that belongs to another post settles nothing.
        if self.context.store(|store| store.is_bound(post, &remote))? {
            return Ok(Ended::Unsent);
        }
        let now = self.now();
        self.context.change(&post.id, |post| post.found(now, remote.clone())).await;
        self.add_address(job, post, &remote).await;
        Ok(Ended::Answered)
    }

    /// Drops the result of a step that the network no longer knows. Returns whether it did: then the request published
    /// nothing.
    pub(super) fn drop_stale(&self, post: &Post, job: &Job<'_>, reply: &Reply) -> bool {
        let is_first = job.sent_before.is_none();
        let stale = is_first.then(|| self.publisher.stale(job, &answer(reply))).flatten();
        stale.is_some_and(|step| self.context.store(|store| store.drop_fact(post, &step)).is_ok())
    }

    /// Reads the address of a post that is at the network, if no answer had it. Without it, the post stays as it is.
    pub(super) async fn add_address(&self, job: &Job<'_>, post: &Post, remote: &Remote) {
        if remote.address.is_some() {
            return;
        }
        let Some(request) = self.publisher.address(job, remote) else { return };
        let Ok(reply) = self.send(&request, false).await else { return };
        let Some(told) = self.publisher.read_address(job, remote, &answer(&reply)) else { return };
        // An id that belongs to another post settles nothing.
        if self.context.store(|store| store.is_bound(post, &told)).is_ok_and(|is_bound| !is_bound) {
            let change = |post: &mut Post| post.told(remote, told.clone());
            if let Err(error) = self.context.store(|store| store.change_post(&post.id, change)) {
                tracing::warn!(post = %post.id, %error, "the address of a post was not stored");
            }
        }
    }
}
