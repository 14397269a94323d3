//! Faults of the request that publishes a post, and of a look for a post whose answer was lost.

use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use keeper::{
    ChosenPicture, ConnectionId, Decision, Error, Event, Health, Outcome, PostStage, PostState, ShareRequest,
    Target,
};
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use simnet::{Endpoint, Fault, FaultKind, Network};
use tokio::task::yield_now;

use crate::{
    case::{Case, Finding, Place, Trouble},
    situations::{Situation, stages},
    support::{DEADLINE, PASSWORD, settled, until},
};

/// The seconds after which the network commits a post late: before Gander's first look.
pub const COMMITS_AFTER: i64 = 90;
/// The seconds after which the network shows a post late: after Gander's first look.
pub const SHOWS_AFTER: i64 = 240;

const TEXT: &str = "Geese are back";
const LINK: &str = "https://news.example/geese?of=2026";
/// Pictures with their descriptions.
const PICTURES: [(&[u8], &str); 2] = [
    (include_bytes!("../../../../fuzz/corpus/picture/rgb.png"), "A goose"),
    (include_bytes!("../../../../fuzz/corpus/picture/grey.png"), "Another one"),
];
/// Longer than the pause between two questions whether a picture is processed.
const ONE_STEP: TimeDelta = TimeDelta::seconds(6);
/// Longer than the pause before the first look.
const A_LOOK: TimeDelta = TimeDelta::seconds(125);
/// Longer than any network's refusal waits for its confirmation.
const ONCE_MORE: TimeDelta = TimeDelta::seconds(601);
/// The pauses after the fault, in minutes. The further looks and all limits end within them.
const LATER: [i64; 5] = [3, 10, 45, 6 * 60, 24 * 60];

/// Tells whether the network lets no app look for a post. Then the person settles each lost answer.
fn is_blind(network: Network) -> bool {
    !stages(network).contains(&Endpoint::Look)
}

/// The looks that must miss a post before Gander sends its request again. `None`: Gander never does, and the person
/// decides.
fn looks_before_repeat(network: Network) -> Option<u32> {
    match network {
        Network::Bluesky => Some(1),
        Network::Mastodon | Network::Pleroma | Network::Friendica | Network::Threads => Some(2),
        _ => None,
    }
}

/// The page that takes the posts, where the account itself takes none.
fn page(network: Network) -> Option<&'static str> {
    match network {
        Network::Facebook => Some("30100000000000002"),
        Network::Pinterest => Some("301000000000000001"),
        _ => None,
    }
}

/// Tells whether the network names a post's address only in the answer to a later request, which Gander sends once.
fn names_addresses_later(network: Network) -> bool {
    matches!(network, Network::Facebook | Network::Threads)
}

pub async fn run(case: Case) -> Finding {
    let place = Place::new(case).await;
    let id = connect(&place).await;
    if let Some(page) = page(case.network) {
        until("the pages", async || (!place.home().find(&id).pages.is_empty()).then_some(())).await;
        place.home().hold_pages(&id, vec![page.to_owned()]).await.expect("a page");
    }
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
    match case.stage {
        Endpoint::Look => story.place.break_it().await,
        Endpoint::Publish => story.read_at_once(),
        _ => {}
    }
    story.pass(A_LOOK).await;
    if case.stage != Endpoint::Publish {
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

async fn connect(place: &Place) -> ConnectionId {
    let network = place.case().network;
    if !network.is_like_mastodon() {
        return place.home().add(network).await;
    }
    let server = place.bench.net.network_url(network);
    let server = server.trim_start_matches("http://");
    let operation_id =
        place.home().connect_at(&Network::Mastodon.id().into(), server).await.expect("a sign-in");
    match place.home().sign_in(operation_id, "danar", PASSWORD).await {
        Outcome::Active(id) => id,
        other => panic!("danar was not added at {network}: {other:?}"),
    }
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
        if stage != Endpoint::Look {
            self.place.break_it().await;
        } else {
            let lost = Fault::at(Endpoint::Publish, self.loss()).times(1);
            self.place.bench.net.set_fault(network, lost).expect("a fault");
        }
        let request = self.request().await;
        let (home, net) = (self.place.home(), &self.place.bench.net);
        let left = if stage == Endpoint::Upload { stage } else { Endpoint::Publish };
        let asked = || net.request_count(network, left);
        let before = asked();
        self.activity = home.share(&request).expect("an activity");
        let no_way = stage != Endpoint::Look
            && (self.place.is_dead_end() || trouble == Trouble::Kind(FaultKind::RefuseConnection));
        let end = Instant::now() + DEADLINE;
        // Any longer pause would let the answer arrive.
        while !no_way && asked() == before {
            assert!(Instant::now() < end, "the post never left");
            match self.is_due() {
                true => yield_now().await,
                // The network processes a picture, or a container.
                false => self.place.bench.advance(ONE_STEP).await,
            }
        }
        match situation {
            Situation::Idle | Situation::Later => {}
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

    /// A text and a link, and pictures where they are uploaded, or needed.
    async fn request(&self) -> ShareRequest {
        let (network, mut pictures) = (self.case().network, Vec::new());
        for (file, description) in PICTURES.into_iter().take(self.pictures()) {
            let hash = self.place.home().add_picture(file.to_vec()).await.expect("a picture").hash;
            pictures.push(ChosenPicture { hash, description: description.into() });
        }
        let id = self.id.clone();
        let to = vec![page(network).map_or_else(|| id.clone().into(), |page| Target::new(id.clone(), page))];
        ShareRequest { text: TEXT.into(), link: Some(LINK.into()), to, pictures, ..ShareRequest::default() }
    }

    /// The number of pictures.
    fn pictures(&self) -> usize {
        let Case { network, stage, trouble, .. } = self.case();
        match (network, stage) {
            // The step before its post is a container.
            (Network::Threads, _) => 0,
            // It uploads only one of several before the post.
            (Network::Facebook, Endpoint::Upload) => 2,
            // At Tumblr the picture is a part of the request that publishes.
            (_, Endpoint::Upload)
            | (Network::Pinterest | Network::Pixelfed, _)
            | (Network::Tumblr, Endpoint::Publish) => 1,
            (Network::Facebook | Network::Tumblr, _) => trouble.id().len() % 2,
            _ => 0,
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
                let leads_there = match &post.address {
                    Some(address) => address.as_str().contains(&there.id),
                    None => names_addresses_later(network),
                };
                let described = there.pictures.iter().map(|picture| picture.description.as_str());
                let is_whole = described.eq(PICTURES.into_iter().take(self.pictures()).map(|it| it.1));
                there.text.starts_with(TEXT) && is_whole && leads_there
            }),
            PostStage::Refused => there.is_some() || trouble != Trouble::Kind(FaultKind::RefuseContent),
            // A person who cancels an unknown post gives it up, wherever it is.
            PostStage::Cancelled => there.is_some() && self.left_at != Some(PostStage::Unknown),
            PostStage::Waits => there.is_some() || !self.is_cut,
            PostStage::Sharing | PostStage::Unknown => false,
            // The request has not left.
            _ => there.is_some(),
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
        let alone = stage == Endpoint::Publish || matches!(situation, Situation::Idle | Situation::Later);
        // No single look proves that a post is not there, except that of a record by its key. A part of a list proves
        // nothing at all.
        let is_absent = self.place.bench.net.posts(network).is_empty();
        let proves_nothing = stage == Endpoint::Look
            && is_absent
            && (looks_before_repeat(network) != Some(1) || trouble == Trouble::Kind(FaultKind::Odd206));
        // These forms change titles, and Pinterest's pins have one.
        let is_another = stage == Endpoint::Look
            && network == Network::Pinterest
            && matches!(trouble.odd(), Some(FaultKind::OddSurrogates | FaultKind::OddBytes));
        // Where the status is the whole answer to an upload, another status proves nothing.
        let odd_status = [FaultKind::Odd202, FaultKind::Odd203, FaultKind::Odd206];
        let waits = stage == Endpoint::Upload
            && match network {
                Network::LinkedIn => trouble.odd().is_some_and(|kind| odd_status.contains(&kind)),
                // The picture is not processed yet.
                _ => network.speaks_mastodon() && trouble.odd() == Some(FaultKind::Odd206),
            };
        if trouble.odd().is_some() && alone && !proves_nothing && !is_another && !waits {
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
        let asks =
            matches!(post.stage, PostStage::Refused | PostStage::Unknown | PostStage::Late | PostStage::Asks);
        let there = self.place.bench.net.posts(network).into_iter().next();
        let is_for_the_person =
            is_blind(network) || (looks_before_repeat(network).is_none() && there.is_none());
        if post.stage == PostStage::Unknown && is_for_the_person {
            let decision = match there {
                Some(there) => Decision::There(there.address.parse().ok()),
                None if situation == Situation::Cancelled => Decision::Leave,
                None => Decision::Again,
            };
            return self.settle(&post, decision).await;
        }
        if !asks || situation == Situation::Cancelled {
            return;
        }
        // A request that was stored at a dead end is for that address, and no repeat of it goes to another one.
        let truly = trouble == Trouble::Kind(FaultKind::RefuseContent) || self.place.is_dead_end();
        self.finding.demand(truly, || format!("the person had to decide about {post:?}"));
        let decision = if there.is_some() { Decision::Look } else { Decision::Again };
        self.settle(&post, decision).await;
    }

    async fn settle(&mut self, post: &PostState, decision: Decision) {
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
