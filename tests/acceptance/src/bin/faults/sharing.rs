//! Faults of the request that publishes a post, and of a look for a post whose answer was lost.

use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use keeper::{ConnectionId, Decision, Error, Event, Health, PostStage, PostState, ShareRequest};
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use simnet::{Endpoint, Fault, FaultKind, Network};
use tokio::task::yield_now;

use crate::{
    case::{Case, Finding, Place, Trouble},
    support::{DEADLINE, PASSWORD, settled, until},
};

/// The seconds after which the network commits a post late: before Gander's first look.
pub const COMMITS_AFTER: i64 = 90;
/// The seconds after which the network shows a post late: after Gander's first look.
pub const SHOWS_AFTER: i64 = 240;

const TEXT: &str = "Geese are back";
const LINK: &str = "https://news.example/geese?of=2026";
/// Longer than the pause before the first look.
const A_LOOK: TimeDelta = TimeDelta::seconds(125);
/// Longer than any network's refusal waits for its confirmation.
const ONCE_MORE: TimeDelta = TimeDelta::seconds(601);
/// The pauses after the fault, in minutes. The further looks and all limits end within them.
const LATER: [i64; 5] = [3, 10, 45, 6 * 60, 24 * 60];

/// What else happens to the post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Situation {
    Idle,
    /// The network ends the grant while the request is under way, and the person reauthorizes.
    Cut,
    /// The person cancels the post while the request is under way.
    Cancelled,
}

impl Situation {
    /// The situations of a stage.
    pub fn at(stage: Endpoint) -> &'static [Self] {
        if is_stage(stage) { &[Self::Idle, Self::Cut, Self::Cancelled] } else { &[Self::Idle] }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Idle => "",
            Self::Cut => ", cut meanwhile",
            Self::Cancelled => ", cancelled meanwhile",
        }
    }
}

/// Tells whether this is a stage of sharing.
pub fn is_stage(stage: Endpoint) -> bool {
    matches!(stage, Endpoint::Publish | Endpoint::Look)
}

pub async fn run(case: Case) -> Finding {
    let place = Place::new(case).await;
    let id = place.home().add(case.network).await;
    let mut story = Story {
        place,
        id,
        activity: String::new(),
        left_at: None,
        is_cut: false,
        finding: Finding::default(),
    };
    story.share().await;
    story.rest().await;
    if case.stage == Endpoint::Look {
        story.place.break_it().await;
    } else {
        story.read_at_once();
    }
    story.pass(A_LOOK).await;
    if case.stage == Endpoint::Look {
        story.read_at_once();
    }
    story.pass(A_LOOK).await;
    story.mend().await;
    for minutes in LATER {
        if story.has_ended() {
            break;
        }
        story.pass(TimeDelta::minutes(minutes)).await;
    }
    story.decide().await;
    story.end().await
}

struct Story {
    place: Place,
    id: ConnectionId,
    activity: String,
    /// The stage at which the person cancelled the post.
    left_at: Option<PostStage>,
    /// The network has ended the grant, and the person has not reauthorized yet.
    is_cut: bool,
    finding: Finding,
}

impl Story {
    fn case(&self) -> Case {
        self.place.case()
    }

    /// Shares the post, and lets the situation happen while its request is under way.
    async fn share(&mut self) {
        let Case { network, stage, trouble, situation } = self.case();
        if stage == Endpoint::Publish {
            self.place.break_it().await;
        } else {
            let lost = Fault::at(Endpoint::Publish, self.loss()).times(1);
            self.place.bench.net.set_fault(network, lost).expect("a fault");
        }
        let (home, net) = (self.place.home(), &self.place.bench.net);
        let asked = || net.request_count(network, Endpoint::Publish);
        let before = asked();
        let request = ShareRequest {
            text: TEXT.into(),
            link: Some(LINK.into()),
            to: vec![self.id.clone()],
            ..ShareRequest::default()
        };
        self.activity = home.share(&request).expect("an activity");
        let no_way = stage == Endpoint::Publish
            && (self.place.is_dead_end() || trouble == Trouble::Kind(FaultKind::RefuseConnection));
        let end = Instant::now() + DEADLINE;
        // Any pause would let the answer arrive.
        while !no_way && asked() == before {
            assert!(Instant::now() < end, "the post never left");
            yield_now().await;
        }
        match situation {
            Situation::Idle => {}
            Situation::Cut => {
                net.revoke(network, "danar").expect("a member");
                self.is_cut = true;
            }
            Situation::Cancelled => {
                let post = self.post();
                self.left_at = Some(post.stage);
                let cancelled = self.place.home().settle_post(&post.id, Decision::Leave);
                let too_late = matches!(cancelled, Ok(()) | Err(Error::NotNow));
                self.finding.demand(too_late, || format!("cancelling failed: {cancelled:?}"));
            }
        }
    }

    /// The way in which the answer to the request is lost. Each fault of a look meets a published post and an unpublished
    /// one.
    fn loss(&self) -> FaultKind {
        let Case { network, trouble, situation, .. } = self.case();
        let published = (network == Network::Bluesky)
            ^ (situation == Situation::Cut)
            ^ trouble.id().len().is_multiple_of(2);
        match (published, situation) {
            (true, Situation::Cancelled) => FaultKind::HangAfter,
            (true, _) => FaultKind::ResetAfter,
            (false, Situation::Cancelled) => FaultKind::Hang,
            (false, _) => FaultKind::ResetBefore,
        }
    }

    fn post(&self) -> PostState {
        let activities = self.place.home().activities().expect("activities");
        let activity = activities.into_iter().find(|activity| activity.id == self.activity);
        let [post] = activity.expect("the activity").posts.try_into().expect("one post");
        post
    }

    fn has_ended(&self) -> bool {
        matches!(self.post().stage, PostStage::Shared | PostStage::Cancelled | PostStage::Refused)
    }

    async fn pass(&mut self, time: TimeDelta) {
        self.place.bench.advance(time).await;
        self.rest().await;
    }

    /// Waits until nothing more is due, and compares what Gander shows with the truth.
    async fn rest(&mut self) {
        settled(self.place.home()).await;
        until("the end of the work on the post", async || (!self.is_due()).then_some(())).await;
        self.judge();
    }

    /// Tells whether the post is under way, or about to be.
    fn is_due(&self) -> bool {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        let db = Connection::open_with_flags(self.place.bench.database(), flags).expect("a database");
        db.busy_timeout(DEADLINE).expect("a timeout");
        let query = "SELECT phase, due, (SELECT max(next_at) FROM destinations) FROM posts";
        let row = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, Option<i64>>(2)?))
        };
        let (phase, due, held) = db.query_row(query, [], row).expect("one post");
        let phase: Value = serde_json::from_str(&phase).expect("a phase");
        let now = self.place.bench.now();
        let is_over = |at: i64| at <= now.timestamp_millis();
        let is_free = held.is_none_or(is_over);
        if let Some(unknown) = phase.get("unknown") {
            let next = unknown["next_look"].as_str().and_then(|at| at.parse::<DateTime<Utc>>().ok());
            return is_free && next.is_some_and(|at| at <= now);
        }
        let open = matches!(
            self.place.home().health(&self.id),
            Health::Active | Health::Expiring { .. } | Health::Unreachable { .. }
        );
        phase.get("armed").is_some() || (phase == "queued" && open && is_over(due) && is_free)
    }

    /// Compares what Gander shows with the truth.
    fn judge(&mut self) {
        let Case { network, trouble, .. } = self.case();
        let posts = self.place.bench.net.posts(network);
        self.finding.published_twice |= posts.len() > 1 || posts.iter().any(|post| post.overwritten > 0);
        let post = self.post();
        let there = posts.first();
        let wrong = match post.stage {
            PostStage::Shared => !there.is_some_and(|there| {
                there.text.starts_with(TEXT)
                    && post.address.as_ref().is_some_and(|address| address.as_str().ends_with(&there.id))
            }),
            PostStage::Refused => there.is_some() || trouble != Trouble::Kind(FaultKind::RefuseContent),
            // Who cancels a post that Gander calls unknown gives it up, wherever it is.
            PostStage::Cancelled => there.is_some() && self.left_at != Some(PostStage::Unknown),
            PostStage::Waits => there.is_some() || !self.is_cut,
            PostStage::Planned | PostStage::WaitsForNetwork | PostStage::Late => there.is_some(),
            PostStage::Sharing | PostStage::Unknown => false,
        };
        if wrong {
            self.finding.told_wrongly = true;
            self.finding.demand(false, || format!("shown is {post:?}, and there is {there:?}"));
        }
        if !self.is_cut {
            self.place.watch(&self.id, &mut self.finding);
        }
    }

    /// An odd but good answer is read like the plain one.
    fn read_at_once(&mut self) {
        let Case { network, stage, trouble, situation } = self.case();
        let alone = stage == Endpoint::Publish || situation == Situation::Idle;
        // The status says that this is a part of a list, and the post may be in the rest.
        let proves_nothing = stage == Endpoint::Look
            && trouble == Trouble::Kind(FaultKind::Odd206)
            && self.place.bench.net.posts(network).is_empty();
        if trouble.odd().is_some() && alone && !proves_nothing {
            let stage = self.post().stage;
            self.finding.unread = stage != PostStage::Shared;
            self.finding.demand(stage == PostStage::Shared, || format!("{stage:?} after a good answer"));
        }
    }

    /// Ends the fault, and reauthorizes an account that was cut.
    async fn mend(&mut self) {
        let silent = self.case().trouble == Trouble::Kind(FaultKind::RefuseConnection);
        if self.is_cut && !silent {
            self.find_the_cut().await;
        }
        self.place.clear(&mut self.finding).await;
        if self.is_cut {
            if silent {
                self.find_the_cut().await;
            }
            self.place.home().sign_in_again(&self.id, PASSWORD).await;
            self.is_cut = false;
            self.rest().await;
        }
    }

    /// Checks the account until Gander believes that it is cut.
    async fn find_the_cut(&mut self) {
        self.place.home().ask(&self.id).await;
        self.pass(ONCE_MORE).await;
        let health = self.place.home().ask(&self.id).await;
        let found = matches!(health, Health::Disconnected { .. });
        self.finding.demand(found, || format!("{health:?} after the cut"));
        self.rest().await;
    }

    /// The person decides about a post that asks.
    async fn decide(&mut self) {
        let Case { network, trouble, situation, .. } = self.case();
        let post = self.post();
        let asks = matches!(post.stage, PostStage::Refused | PostStage::Unknown | PostStage::Late);
        if !asks || situation == Situation::Cancelled {
            return;
        }
        // A request that was stored at a dead end is for that address, and no repeat of it goes to another one.
        let truly = trouble == Trouble::Kind(FaultKind::RefuseContent) || self.place.is_dead_end();
        self.finding.demand(truly, || format!("the person had to decide about {post:?}"));
        let there = !self.place.bench.net.posts(network).is_empty();
        let decision = if there { Decision::Look } else { Decision::Again };
        self.place.home().settle_post(&post.id, decision).expect("a decision");
        for _ in 0..2 {
            self.pass(A_LOOK).await;
        }
    }

    async fn end(mut self) -> Finding {
        let Case { network, trouble, situation, .. } = self.case();
        if situation == Situation::Cut {
            self.was_cut_once().await;
        } else {
            self.place.afterwards(&self.id, &mut self.finding).await;
        }
        self.rest().await;
        let stage = self.post().stage;
        let cancelled = situation == Situation::Cancelled;
        let is_well = match stage {
            PostStage::Shared => true,
            PostStage::Cancelled => cancelled,
            PostStage::Refused => cancelled && trouble == Trouble::Kind(FaultKind::RefuseContent),
            _ => false,
        };
        let there = !self.place.bench.net.posts(network).is_empty();
        self.finding.lost_post |= !there && !is_well;
        self.finding.demand(is_well, || format!("{stage:?} in the end"));
        self.place.end().await;
        self.finding
    }

    /// The account works again, and Gander told of one disconnect, which was true.
    async fn was_cut_once(&mut self) {
        let network = self.case().network;
        let health = self.place.home().ask(&self.id).await;
        self.finding.demand(health == Health::Active, || format!("{health:?} when asked"));
        self.finding.lost_token |= self.place.bench.net.lets_in(network, "danar") != Ok(true);
        let said = self.place.said();
        let rightly = said.len() == 2 && said[0].contains("Disconnected") && said[1].contains("Withdrawn");
        self.finding.notified_wrongly |= !rightly;
        self.finding.demand(rightly, || format!("said {said:?}"));
        let events = self.place.events(&self.id).await;
        let ends =
            events.iter().filter(|event| matches!(event, Event::Disconnected(_) | Event::SetUpNeeded(_)));
        self.finding.false_disconnect |= ends.count() != 1;
    }
}
