//! The network of a post: its answers to requests and looks, and Gander's reading of them.

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::Reason;
use networks::{PublishAnswer, PublishRefusal};
use publishing::{Answer, Cause, Job, Look, Outcome, Phase, Reading};

use super::{Flight, Reply, Sharing, Stored};
use crate::{
    timeline::{Refusal, page},
    year::{Year, minutes, seconds},
};

/// The wait for an answer.
const PATIENCE: TimeDelta = TimeDelta::minutes(5);
/// The latest commit of a network after its answer was lost, in seconds: before Mastodon's repeat.
const LATEST_COMMIT: i64 = 280;

impl Sharing {
    pub(super) fn job<'a>(&'a self, stored: &'a Stored, handle: &'a str, now: DateTime<Utc>) -> Job<'a> {
        Job {
            content: &stored.content,
            to: &stored.post.to,
            username: None,
            server: &self.server,
            pictures: &[],
            card_picture: None,
            handle,
            sent_before: stored.post.handle.as_ref().map(|handle| handle.first_used),
            facts: &[],
            now,
        }
    }

    pub(super) fn outcome(&self, now: DateTime<Utc>, flight: &Flight) -> Outcome {
        let said = match &flight.reply {
            Reply::Unsent => return Outcome::Unsent,
            Reply::Lost => return Outcome::Lost,
            Reply::Said(said) => said,
        };
        let stored = &self.posts[flight.post];
        let (author, generation) = (&self.authors[&stored.author], flight.generation);
        let body = said.body.as_bytes();
        let answer = PublishAnswer { at: now, status: said.status, headers: &said.headers, body };
        match author.publish.refusal(&answer) {
            Some(PublishRefusal::Token) => return Outcome::NotDone(Cause::Token(generation)),
            Some(PublishRefusal::PermissionMissing) => {
                return Outcome::NotDone(Cause::Permission(generation));
            }
            Some(PublishRefusal::AppFault) => return Outcome::NotDone(Cause::App),
            Some(PublishRefusal::RateLimited { until }) => return Outcome::NotDone(Cause::Limit(until)),
            // An earlier request, whose answer was lost, may have published the post.
            Some(PublishRefusal::Duplicate { .. }) if stored.post.sent_before().is_some() => {
                return Outcome::Lost;
            }
            Some(PublishRefusal::Refused { reason } | PublishRefusal::Duplicate { reason }) => {
                return Outcome::Rejected(reason);
            }
            None if !(200..300).contains(&said.status) => return Outcome::Lost,
            None => {}
        }
        let handle = stored.post.handle.as_ref().map_or("", |handle| handle.name.as_str());
        let answer = Answer { status: said.status, headers: &said.headers, body };
        let key = publishing::StepKey::new("send");
        match author.publisher.read(&self.job(stored, handle, now), &key, &answer) {
            Reading::Done(remote) => Outcome::Done(remote),
            Reading::Rejected(reason) => Outcome::Rejected(Some(reason)),
            _ => Outcome::Lost,
        }
    }

    pub(super) fn look(&self, now: DateTime<Utc>, flight: &Flight) -> Look {
        let Reply::Said(said) = &flight.reply else { return Look::Unclear };
        let stored = &self.posts[flight.post];
        let handle = stored.post.handle.as_ref().map_or("", |handle| handle.name.as_str());
        let answer = Answer { status: said.status, headers: &said.headers, body: said.body.as_bytes() };
        let publisher = self.authors[&stored.author].publisher;
        match publisher.read_look(&self.job(stored, handle, now), &answer) {
            Look::There(remote) if self.is_bound(stored, &remote.id) => Look::NotSeen,
            look => look,
        }
    }

    /// Tells whether an id belongs to another post of the same account.
    fn is_bound(&self, post: &Stored, id: &str) -> bool {
        self.posts.iter().any(|other| {
            other.author == post.author
                && other.post.id != post.post.id
                && matches!(&other.post.phase, Phase::Published { remote, .. } if remote.id == id)
        })
    }
}

impl Year {
    /// Sends the stored request of a post. The network commits it now, late, or never.
    pub(super) fn send(&mut self, post: usize, generation: u64) {
        let (reply, commits, takes) = self.fate(post);
        let (now, sharing) = (self.now, &mut self.sharing);
        let Some(handle) = sharing.posts[post].post.handle.clone() else { return };
        if let Some(after) = commits {
            let shown_after = if sharing.random.one_in(10) { minutes(4) } else { TimeDelta::zero() };
            let text = sharing.posts[post].content.text.clone();
            let author = sharing.posts[post].author;
            let timeline = &mut sharing.authors.get_mut(&author).expect("an author").timeline;
            timeline.publish(post, &handle.name, &text, now + after, now + after + shown_after);
            if timeline.copies(post).count() > 1 {
                self.figures.posts.published_twice.push(format!("{post} at {now}"));
            }
        }
        let author = &sharing.authors[&sharing.posts[post].author];
        let reply = reply.unwrap_or_else(|| Reply::Said(author.timeline.success(&handle.name)));
        self.fly(Flight { post, generation, publishes: true, usable: true, reply }, takes);
    }

    /// The fate of a request that publishes: the reply, which is the network's success if there is none here, the time
    /// until the commit, if there is one, and the time until the reply.
    fn fate(&mut self, post: usize) -> (Option<Reply>, Option<TimeDelta>, TimeDelta) {
        let author = self.sharing.posts[post].author;
        let luck = self.sharing.random.below(100);
        let late = seconds(self.sharing.random.below(LATEST_COMMIT));
        let (now, kind) = (self.now, self.members[author].kind);
        let at_once = Some(TimeDelta::zero());
        if self.offline_until > now {
            return (Some(Reply::Unsent), None, seconds(1));
        }
        if self.down_until[kind] > now {
            let reply = if luck % 2 == 0 { Reply::Unsent } else { Reply::Said(page(503)) };
            return (Some(reply), None, seconds(20));
        }
        let timeline = &self.sharing.authors[&author].timeline;
        let refused = |refusal| (Some(Reply::Said(timeline.refusal(refusal))), None, seconds(1));
        if self.members[author].proof(&self.kinds[kind].policy, now, false).is_some() {
            let ended = self.members[author].ended;
            let scope = ended.is_some_and(|(reason, _)| reason == Reason::PermissionMissing);
            return refused(if scope { Refusal::Permission } else { Refusal::Token });
        }
        let lost = |reply, commit| (Some(reply), commit, PATIENCE);
        let (reply, commits, takes) = match luck {
            0 => refused(Refusal::Limit(now + minutes(5))),
            1 => refused(Refusal::Content),
            2 | 3 => lost(Reply::Lost, None),
            4..=6 => lost(Reply::Lost, Some(late)),
            7 => (Some(Reply::Said(page(503))), None, seconds(30)),
            8 => (Some(Reply::Said(page(503))), at_once, seconds(30)),
            9 => (Some(Reply::Said(page(200))), at_once, seconds(1)),
            10 => (Some(Reply::Unsent), None, seconds(1)),
            _ => (None, at_once, seconds(1 + luck % 3)),
        };
        let is_lost = (2..=9).contains(&luck);
        self.figures.posts.lost_answers += usize::from(is_lost);
        (reply, commits, takes)
    }

    pub(super) fn reply_to_look(&mut self, post: usize) -> Reply {
        let luck = self.sharing.random.below(20);
        let stored = &self.sharing.posts[post];
        let kind = self.members[stored.author].kind;
        if self.offline_until > self.now || self.down_until[kind] > self.now {
            return Reply::Lost;
        }
        let handle = stored.post.handle.as_ref().map_or("", |handle| handle.name.as_str());
        let timeline = &self.sharing.authors[&stored.author].timeline;
        match luck {
            0 => Reply::Said(page(503)),
            1 => Reply::Said(page(200)),
            2 => Reply::Said(timeline.look(handle, self.now, true)),
            _ => Reply::Said(timeline.look(handle, self.now, false)),
        }
    }
}
