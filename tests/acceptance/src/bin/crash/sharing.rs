//! Deaths while a post is shared, looked for, or decided about.

use std::time::{Duration, Instant};

use acceptance::Outcome;
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, params};
use serde_json::Value;
use simnet::{Endpoint, Fault, FaultKind, Network, Post};

use crate::{
    case::{Case, Then, Work},
    gander::{Ended, PATIENCE, Running},
    place::{Place, no_secret},
    scenario::{words, works_or_is_told},
    table::Row,
};

/// One network of each kind: a repeat is harmless, a record has its own key, a container is published once, and only the
/// person repeats.
const NETWORKS: [Network; 4] = [Network::Mastodon, Network::Bluesky, Network::Threads, Network::X];
const DESCRIPTION: &str = "A goose";
const TEXT: &str = "Geese are back";
const PICTURE: &[u8] = include_bytes!("../../../../fuzz/corpus/picture/rgb.png");
/// A post that a look did not see, at a network where that is not enough for a repeat.
const NOT_SEEN: &str =
    "network IN ('x', 'threads') AND phase LIKE '{\"unknown\"%' AND phase NOT LIKE '%\"looks\":0,%'";
/// Longer than the pause after that.
const ANOTHER_LOOK: TimeDelta = TimeDelta::minutes(10);
/// Longer than the pause before the look after which Gander repeats.
const A_LOOK: TimeDelta = TimeDelta::minutes(6);

/// The work under way when the process dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// `share`
    Share,
    /// `run --headless`, which publishes what `share` stored. `share` waits meanwhile, and publishes after it.
    ShareBeside,
    /// `run --headless`, which looks for a post that is at the network.
    LookThere,
    /// The same, for a post that is not there: it goes out again.
    LookAbsent,
    /// The same, after `activity ... look`. Another process waits meanwhile.
    LookBeside,
    /// `activity ... again`, for a post that may be at the network, and is not.
    Again,
    /// `activity ... leave`, for such a post.
    Leave,
    /// `share`, of a post that the network does not take.
    Refused,
    /// `share`, of a post with a picture, which is uploaded first.
    Picture,
}

impl Sharing {
    pub fn words(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::ShareBeside => "share, beside another",
            Self::LookThere => "look, it is there",
            Self::LookAbsent => "look, it is not there",
            Self::LookBeside => "look, beside another",
            Self::Again => "share again",
            Self::Leave => "leave it out",
            Self::Refused => "share, refused",
            Self::Picture => "share a picture",
        }
    }

    /// The way in which the first answer was lost, before the process that dies starts.
    fn loss(self) -> Option<FaultKind> {
        match self {
            Self::Share | Self::ShareBeside | Self::Refused | Self::Picture => None,
            Self::LookThere => Some(FaultKind::ResetAfter),
            Self::LookAbsent | Self::LookBeside | Self::Again | Self::Leave => Some(FaultKind::ResetBefore),
        }
    }
}

pub fn cases() -> Vec<Case> {
    let mut all = Vec::new();
    for network in NETWORKS {
        let mut add = |sharing, then, points: &[&'static str]| {
            let work = Work::Sharing(sharing);
            let case =
                |point: &'static str| Case { work, network, grace: 0, away: 0, point, then, reused: 0 };
            all.extend(points.iter().copied().map(case));
        };
        add(Sharing::Share, Then::NotShared, &["share.before"]);
        add(Sharing::Share, Then::Shared, &["share.after"]);
        let sending = ["arm.before", "arm.after", "send.before", "http.answer-unread"];
        let stored = ["send.answered", "send.stored"];
        for sharing in [Sharing::Share, Sharing::ShareBeside] {
            add(sharing, Then::Shared, &sending);
            add(sharing, Then::Shared, &stored);
        }
        if network == Network::Threads {
            // A container is made before the request that publishes, and its status is asked for.
            let container = ["http.answer-unread:2", "http.answer-unread:3", "step.answered", "step.stored"];
            add(Sharing::Share, Then::Shared, &container);
        }
        add(Sharing::LookThere, Then::Shared, &["http.answer-unread", "look.answered"]);
        for sharing in [Sharing::LookAbsent, Sharing::LookBeside] {
            add(sharing, Then::Shared, &["http.answer-unread", "look.answered"]);
            if only_the_person_repeats(network) {
                continue;
            }
            add(sharing, Then::Shared, &["send.before", "http.answer-unread:2"]);
            add(sharing, Then::Shared, &stored);
        }
        if network == Network::Bluesky {
            // Its first answer demands a nonce.
            add(Sharing::Share, Then::Shared, &["http.answer-unread:2"]);
            add(Sharing::ShareBeside, Then::Shared, &["http.answer-unread:2"]);
            add(Sharing::LookAbsent, Then::Shared, &["http.answer-unread:3"]);
            add(Sharing::LookBeside, Then::Shared, &["http.answer-unread:3"]);
        }
        add(Sharing::Again, Then::Shared, &["settle.before", "settle.after"]);
        // Before it was stored, the decision is as if it had not been taken.
        add(Sharing::Leave, Then::Shared, &["settle.before"]);
        add(Sharing::Leave, Then::LeftOut, &["settle.after"]);
        add(Sharing::Refused, Then::Refused, &["activity-notice.before", "activity-notice.after"]);
        if network != Network::Threads {
            // Threads takes no pictures from this device.
            add(Sharing::Picture, Then::Shared, &["step.answered", "step.stored"]);
        }
        if network == Network::X {
            // It describes the picture in a step of its own.
            add(Sharing::Picture, Then::Shared, &["step.answered:2", "step.stored:2"]);
        }
    }
    all
}

/// Tells whether Gander never sends a request again by itself.
fn only_the_person_repeats(network: Network) -> bool {
    network == Network::X
}

pub async fn tell(sharing: Sharing, case: &Case, row: &mut Row) -> Outcome {
    let place = Place::new(case.network, false).await?;
    place.net.write_network_file(&place.path("networks"), case.network, None)?;
    let id = connect(&place).await?;
    if let Some(kind) = sharing.loss() {
        place.net.set_fault(case.network, Fault::at(Endpoint::Publish, kind).times(1))?;
        share(&place, &id, None).await?.with(3, "a share whose answer is lost")?;
        stored(&place, "posts WHERE phase LIKE '{\"unknown\"%'")?;
    }
    let (died, said) = die(sharing, case, &place, &id).await?;
    if !died.was_killed() {
        return Err(format!("it did not die at this point, but ended: {died:?}").into());
    }
    row.sound = words(place.sound());
    row.none_twice = words(at_most_once(&place));
    pass(&place, A_LOOK)?;
    let restarted = restart(case, &place).await?;
    no_secret("what it said", (died.stderr + said.as_str() + restarted.as_str()).as_bytes())?;
    row.none_twice = row.none_twice.clone().and(words(at_most_once(&place)));
    row.no_post_lost = words(ends_well(case, &place).await);
    row.nothing_promoted = words(place.only_connection().await.map(drop));
    row.no_token_lost = words(works_or_is_told(case, &place).await);
    row.sound = row.sound.clone().and(words(place.sound()));
    Ok(())
}

async fn connect(place: &Place) -> Outcome<String> {
    if !place.network.brings_its_app() {
        place.set_keys(None).await?.with(0, "app set")?;
        return place.connect().await;
    }
    let server = place.net.network_url(place.network);
    let at = match place.network {
        Network::Bluesky => simnet::handle(place.member()),
        _ => server.trim_start_matches("http://").to_owned(),
    };
    place.sign_in(&["connect", place.network.id(), "--at", &at], None).await?.with(0, "connect")?;
    place.only_connection().await
}

async fn share(place: &Place, id: &str, dies_at: Option<&str>) -> Outcome<Ended> {
    place.gander(&["share", "--to", id, "--text", TEXT], dies_at).await
}

/// Lets a process die. Returns its end, and what the others said.
async fn die(sharing: Sharing, case: &Case, place: &Place, id: &str) -> Outcome<(Ended, String)> {
    let at = Some(case.point);
    let headless = ["run", "--headless"];
    let died = match sharing {
        Sharing::Share => share(place, id, at).await?,
        Sharing::Picture => {
            let picture = place.path("picture.png");
            std::fs::write(&picture, PICTURE)?;
            let picture = picture.to_str().ok_or("the folder has no name in UTF-8")?;
            let arguments = ["share", "--to", id, "--text", TEXT, "--image", picture, "--alt", DESCRIPTION];
            place.gander(&arguments, at).await?
        }
        Sharing::Refused => {
            let refuses = Fault::at(Endpoint::Publish, FaultKind::RefuseContent).times(1);
            place.net.set_fault(case.network, refuses)?;
            share(place, id, at).await?
        }
        Sharing::ShareBeside => {
            let mut leader = place.start(&headless, at).await?;
            leader.says("Gander keeps your connections.").await?;
            let shared = share(place, id, None).await?;
            if !matches!(shared.code(), Some(0 | 3)) {
                return Err(format!("the share beside it failed: {shared:?}").into());
            }
            return Ok((leader.end().await?, shared.stderr));
        }
        Sharing::LookThere | Sharing::LookAbsent => {
            pass(place, A_LOOK)?;
            place.gander(&headless, at).await?
        }
        Sharing::LookBeside => {
            let mut leader = place.start(&headless, at).await?;
            leader.says("Gander keeps your connections.").await?;
            let mut other = place.start(&headless, None).await?;
            other.says("Gander keeps your connections.").await?;
            let (activity, post) = ids(place)?;
            // Mastodon's repeat waits for five minutes.
            pass(place, A_LOOK)?;
            place.gander(&["activity", &activity, "look", &post], None).await?.with(0, "look")?;
            let died = leader.end().await?;
            other.terminate().await?;
            return Ok((died, other.end().await?.with(0, "run --headless")?.stderr));
        }
        Sharing::Again | Sharing::Leave => {
            let (activity, post) = ids(place)?;
            let decision = if sharing == Sharing::Again { "again" } else { "leave" };
            place.gander(&["activity", &activity, decision, &post], at).await?
        }
    };
    Ok((died, String::new()))
}

/// The ids of the only activity and of its only post.
fn ids(place: &Place) -> Outcome<(String, String)> {
    let database = Connection::open(place.database())?;
    Ok(database.query_row("SELECT activity, id FROM posts", [], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

fn stored(place: &Place, what: &str) -> Outcome {
    match place.count(what)? {
        1 => Ok(()),
        other => Err(format!("{other} {what}").into()),
    }
}

/// Lets time pass for the post, by moving all its times back: a process reads the clock of this device.
fn pass(place: &Place, time: TimeDelta) -> Outcome {
    let database = Connection::open(place.database())?;
    let columns = "SELECT id, phase, handle FROM posts";
    let mut statement = database.prepare(columns)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    for row in rows {
        let (id, phase, handle): (String, String, Option<String>) = row?;
        let moved = |text: &str| -> Outcome<String> {
            let mut value = serde_json::from_str(text)?;
            move_back(&mut value, time);
            // Mastodon's repeat needs two looks, the first of which came in this time.
            if let Some(not_seen) = value.pointer_mut("/unknown/not_seen") {
                *not_seen = 1.into();
            }
            Ok(value.to_string())
        };
        let handle = handle.map(|handle| moved(&handle)).transpose()?;
        database.execute(
            "UPDATE posts SET phase = ?2, handle = ?3, due = due - ?4 WHERE id = ?1",
            params![id, moved(&phase)?, handle, time.num_milliseconds()],
        )?;
    }
    database.execute("UPDATE destinations SET next_at = next_at - ?1", [time.num_milliseconds()])?;
    Ok(())
}

fn move_back(value: &mut Value, by: TimeDelta) {
    match value {
        Value::String(text) => {
            if let Ok(at) = text.parse::<DateTime<Utc>>() {
                *value = (at - by).to_rfc3339().into();
            }
        }
        Value::Object(members) => members.values_mut().for_each(|member| move_back(member, by)),
        _ => {}
    }
}

/// Runs Gander again until nothing is under way. Returns its standard error.
async fn restart(case: &Case, place: &Place) -> Outcome<String> {
    let open = format!("posts WHERE settled = 0 AND NOT ({NOT_SEEN})");
    let (what, count) = match case.then {
        Then::NotShared => ("posts", 0),
        Then::Refused => ("activity_alerts", 1),
        _ => (open.as_str(), 0),
    };
    let said = run(place, what, count).await?;
    if place.count(&format!("posts WHERE {NOT_SEEN}"))? == 0 {
        return Ok(said);
    }
    at_most_once(place)?;
    let mut decided = String::new();
    if only_the_person_repeats(case.network) {
        let (activity, post) = ids(place)?;
        let again = ["activity", &activity, "again", &post];
        decided = place.gander(&again, None).await?.with(0, "again")?.stderr;
    } else {
        pass(place, ANOTHER_LOOK)?;
    }
    let rest = run(place, "posts WHERE settled = 0", 0).await?;
    Ok([said, decided, rest].concat())
}

async fn run(place: &Place, what: &str, count: i64) -> Outcome<String> {
    let mut running = place.start(&["run", "--headless"], None).await?;
    running.says("Gander keeps your connections.").await?;
    until(place, &running, what, count).await?;
    running.terminate().await?;
    Ok(running.end().await?.with(0, "run --headless")?.stderr)
}

/// Waits until the database holds this number of rows.
async fn until(place: &Place, running: &Running, what: &str, count: i64) -> Outcome {
    let start = Instant::now();
    while place.count(what)? != count {
        if start.elapsed() > PATIENCE {
            let phases = place.rows("posts")?;
            return Err(format!("after the restart it goes on: {phases:?}, {}", running.said()).into());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

fn posts(place: &Place) -> Vec<Post> {
    place.net.posts(place.network)
}

fn at_most_once(place: &Place) -> Outcome {
    let posts = posts(place);
    if posts.len() > 1 || posts.iter().any(|post| post.overwritten > 0) {
        return Err(format!("published twice: {posts:?}").into());
    }
    Ok(())
}

/// Checks what Gander shows against the network's truth, and that the text is kept.
async fn ends_well(case: &Case, place: &Place) -> Outcome {
    let ended = place.gander(&["activities", "--json"], None).await?.with(0, "activities")?;
    let told: Value = serde_json::from_str(&ended.stdout)?;
    let posts = posts(place);
    let shown = told.as_array().ok_or("no list of activities")?;
    let (activity, state) = match (shown.as_slice(), case.then) {
        ([], Then::NotShared) if posts.is_empty() => return Ok(()),
        ([activity], _) => (activity, activity["posts"][0]["state"].as_str().unwrap_or_default()),
        _ => return Err(format!("shown is {told}, and there is {posts:?}").into()),
    };
    let is_true = match (posts.as_slice(), case.then) {
        ([post], Then::Shared) => {
            let address = activity["posts"][0]["address"].as_str().unwrap_or_default();
            // Gander asks Threads once for the address of a post, and that died with the process.
            let is_not_told = case.network == Network::Threads && address.is_empty();
            let described: Vec<_> =
                post.pictures.iter().map(|picture| picture.description.as_str()).collect();
            let is_whole = match case.work {
                Work::Sharing(Sharing::Picture) => described == [DESCRIPTION],
                _ => described.is_empty(),
            };
            state == "shared" && (address.ends_with(&post.id) || is_not_told) && post.text == TEXT && is_whole
        }
        ([], Then::LeftOut) => state == "cancelled",
        ([], Then::Refused) => {
            stored(place, "activity_alerts")?;
            state == "refused"
        }
        _ => false,
    };
    if is_true && activity["text"] == TEXT {
        return Ok(());
    }
    Err(format!("shown is {told}, and there is {posts:?}").into())
}
