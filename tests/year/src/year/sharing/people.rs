//! The people who write and plan posts, and decide about those that ask.

use publishing::{Content, Decision, Late, Phase, Post, PostId};

use super::Stored;
use crate::year::{Later, Year, hours, minutes, seconds};

impl Year {
    /// The person of an account writes a post, for now or for later.
    pub(in crate::year) fn write(&mut self, number: usize) {
        let until_next = hours(1 + self.sharing.random.below(80)) + seconds(self.sharing.random.below(3600));
        self.plan(until_next, Later::Write(number));
        if self.asleep.is_some() {
            return;
        }
        let (now, sharing) = (self.now, &mut self.sharing);
        let (due, late) = match sharing.random.below(4) {
            0 => (now, None),
            rule => {
                let after = minutes(10 + sharing.random.below(8 * 24 * 60));
                let rules = [Late::SixHours, Late::Ask, Late::Never];
                (now + after, Some(rules[usize::try_from(rule - 1).unwrap_or_default()]))
            }
        };
        let post = sharing.posts.len();
        sharing.posts.push(Stored {
            post: Post {
                id: PostId::from(post.to_string()),
                activity: "activity".into(),
                to: sharing.authors[&number].to.clone(),
                version: 1,
                phase: Phase::Queued,
                due,
                late,
                handle: None,
                cancel: false,
                refused_token: None,
                hold: None,
                deletion: None,
            },
            author: number,
            content: Content::of_text(format!("News {} of the geese", in_letters(post))),
            request: None,
            changed_at: now,
        });
        sharing.put(now, post);
        self.figures.posts.written += 1;
    }

    /// Each person looks at the list once a day, and decides about the posts that ask.
    pub(in crate::year) fn decide(&mut self) {
        self.plan(hours(24), Later::Decide);
        if self.asleep.is_some() {
            return;
        }
        let (now, sharing) = (self.now, &mut self.sharing);
        for post in 0..sharing.posts.len() {
            let stored = &sharing.posts[post];
            if matches!(stored.post.phase, Phase::Published { .. } | Phase::Cancelled { .. }) {
                continue;
            }
            let kept = sharing.authors[&stored.author].timeline.copies(post).next();
            let decision = match &stored.post.phase {
                // The person looks at the timeline.
                Phase::Unknown { next_look: None, .. } => match kept {
                    Some(kept) => {
                        Decision::There(format!("https://practice.example/{}", kept.id).parse().ok())
                    }
                    None => Decision::Again,
                },
                Phase::Refused { .. } if sharing.random.one_in(2) => Decision::Again,
                Phase::Refused { .. } => Decision::Leave,
                Phase::Queued if stored.post.is_late(now) && sharing.random.one_in(4) => Decision::Leave,
                Phase::Queued if stored.post.is_late(now) => Decision::Now,
                Phase::Queued if stored.post.late.is_some() && sharing.random.one_in(40) => {
                    Decision::At(now + hours(1 + sharing.random.below(72)))
                }
                _ => continue,
            };
            if sharing.posts[post].post.settle(now, decision).is_ok() {
                self.figures.posts.decided += 1;
                sharing.put(now, post);
            }
        }
    }
}

/// A number in letters: texts that differ only in their digits may be one text in two forms.
fn in_letters(number: usize) -> String {
    let letter = |digit: char| {
        char::from(b'a' + u8::try_from(digit.to_digit(10).unwrap_or_default()).unwrap_or_default())
    };
    number.to_string().chars().map(letter).collect()
}
