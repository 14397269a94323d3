//! Gander's words about posts, compared with the timelines.

use chrono::TimeDelta;
use publishing::Phase;
use url::Url;

use super::good;
use crate::year::{Year, id};

/// A post that neither ends within this time nor has a reason to wait is lost.
const LONGEST_REST: TimeDelta = TimeDelta::days(2);

impl Year {
    /// Compares what Gander says about a post with the timeline.
    pub(super) fn judge(&mut self, post: usize) {
        let stored = &self.sharing.posts[post];
        let kept = self.sharing.authors[&stored.author].timeline.copies(post).next();
        let wrong = match &stored.post.phase {
            Phase::Published { remote, .. } => {
                let is_named = |id: &str| {
                    let given_by_person = |address: &Url| address.as_str().ends_with(id);
                    remote.id == id || remote.address.as_ref().is_some_and(given_by_person)
                };
                !kept.is_some_and(|kept| is_named(&kept.id))
            }
            Phase::Queued
            | Phase::Refused { .. }
            | Phase::Cancelled { .. }
            | Phase::ByHand
            | Phase::HandedOver { .. } => kept.is_some(),
            Phase::Armed { .. } | Phase::Unknown { .. } => false,
        };
        if wrong {
            let there = kept.map(|kept| &kept.id);
            self.figures
                .posts
                .told_wrongly
                .push(format!("{post} is {:?}, and there is {there:?}", stored.post.phase));
        }
    }

    /// Checks the final state of all posts.
    pub(in crate::year) fn take_stock_of_posts(&mut self) {
        let (now, recently) = (self.now, self.now - LONGEST_REST);
        for post in 0..self.sharing.posts.len() {
            self.judge(post);
            let stored = &self.sharing.posts[post];
            let is_open = self.machine.record(&id(stored.author)).is_some_and(good);
            let phase = &stored.post.phase;
            self.figures.posts.shared += usize::from(matches!(phase, Phase::Published { .. }));
            let rests = match phase {
                Phase::Published { .. }
                | Phase::Refused { .. }
                | Phase::Cancelled { .. }
                | Phase::ByHand
                | Phase::HandedOver { .. } => true,
                Phase::Queued => stored.post.due > recently || stored.post.is_late(now) || !is_open,
                Phase::Armed { .. } | Phase::Unknown { .. } => stored.changed_at > recently,
            };
            if !rests {
                self.figures.posts.lost.push(format!("{post} is {phase:?}, due {}", stored.post.due));
            }
        }
    }
}
