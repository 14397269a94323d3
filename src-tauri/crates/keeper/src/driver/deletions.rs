//! Posts that the person deletes at their networks.

use lifecycle::Input;
use publishing::{Ended, PostId};

use super::{Driver, Reply, sharing::TOKEN_LIFE};
use crate::{Error, work::Task};

impl Driver {
    /// Deletes a post at its network, and answers when that has ended. The post itself tells whether it is gone.
    pub(super) fn delete_post(&mut self, post: &PostId, reply: Reply<()>) {
        let known = self.store().post(post).ok().flatten().map(|(post, _)| post);
        let Some(to) = known.filter(|post| post.deletable().is_some()).map(|post| post.to) else {
            let _ = reply.send(Err(Error::UnknownPost(post.to_string())));
            return;
        };
        let callers = self.state.sharing.deleting.entry(post.clone()).or_default();
        callers.push(reply);
        if callers.len() > 1 {
            return;
        }
        match self.account_of(&to) {
            Some(connection) => {
                let wanting = self.state.sharing.wanting.entry(connection.clone()).or_default();
                wanting.push((post.clone(), Task::Delete));
                self.handle(Input::UseRequested { connection, valid_for: TOKEN_LIFE });
            }
            None => self.deleted(post, Ended::Unsent),
        }
    }

    /// The work on a deletion ended. A post that is not gone by then was not deleted.
    pub(super) fn deleted(&mut self, post: &PostId, ended: Ended) {
        let now = self.now();
        let stored = self.store().change_post(post, |post| post.deleted(now, false));
        if let Err(error) = &stored {
            tracing::error!(%post, %error, "the result of a deletion could not be stored");
        }
        if ended == Ended::NeedsCheck
            && let Ok(Some((post, ()))) = &stored
            && let Some(connection) = self.connection_of(&post.to)
        {
            self.handle(Input::CheckRequested { connection });
        }
        self.take_changed_posts();
        self.say_sharing_changed();
        for caller in self.state.sharing.deleting.remove(post).unwrap_or_default() {
            let _ = caller.send(Ok(()));
        }
    }
}
