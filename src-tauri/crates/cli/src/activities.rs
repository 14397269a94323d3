//! Lists what was shared, planned or drafted, and takes decisions about it.

use std::{collections::BTreeMap, fmt::Write};

use chrono::{DateTime, SecondsFormat, Utc};
use keeper::{
    ActivityState, ConnectionId, Decision, Draft, Error, HandedOver, Keeper, Late, PostStage, PostState,
};
use serde::Serialize;

use crate::{
    Exit,
    arguments::ActivityCommand,
    deleting,
    terminal::{self, print_json},
};

#[derive(Serialize)]
struct ActivityJson<'a> {
    id: &'a str,
    text: &'a str,
    link: Option<&'a str>,
    pictures: Vec<PictureJson<'a>>,
    created_at: String,
    planned_at: Option<String>,
    posts: Vec<PostJson<'a>>,
}

#[derive(Serialize)]
struct PictureJson<'a> {
    /// The SHA-256 of the file, in hexadecimal.
    hash: &'a str,
    media_type: &'a str,
    width: u32,
    height: u32,
    description: &'a str,
}

#[derive(Serialize)]
struct PostJson<'a> {
    id: &'a str,
    /// `None`: the account was removed.
    connection: Option<&'a str>,
    /// The network's own id of the page. `None`: the account itself.
    page: Option<&'a str>,
    /// The name of its place inside the network, such as `r/geese` or that of a board. `None`: it has none.
    place: Option<&'a str>,
    /// The title that the person wrote. `None`: they wrote none.
    title: Option<&'a str>,
    network: &'a str,
    account: &'a str,
    state: &'static str,
    at: Option<String>,
    address: Option<&'a str>,
    reason: Option<&'a str>,
    /// Gander can delete it at its network.
    deletable: bool,
    /// The price of that. `None`: it is free.
    delete_cost: Option<&'a str>,
    /// `None`: it is still at its network.
    deleted_at: Option<String>,
    /// The id of the draft that keeps the text, because the post was not to go out late.
    draft: Option<&'a str>,
    /// `None`: Gander shares it.
    hand_over: Option<HandOverJson<'a>>,
}

/// The text to copy and the page to open, for a post that the person shares by hand.
#[derive(Serialize)]
struct HandOverJson<'a> {
    text: &'a str,
    page: &'a str,
}

#[derive(Serialize)]
struct DraftJson<'a> {
    id: &'a str,
    text: &'a str,
    link: Option<&'a str>,
    /// The accounts that the person chose, as `--to` of `gander share` takes them.
    to: &'a [String],
    /// The texts for single accounts.
    own: &'a BTreeMap<String, String>,
    /// The titles at single accounts.
    titles: &'a BTreeMap<String, String>,
    pictures: Vec<PictureJson<'a>>,
    changed_at: String,
}

/// Lists the activities.
pub(crate) fn list(keeper: &Keeper, json: bool) -> Result<Exit, Error> {
    let (activities, drafts) = (keeper.activities()?, keeper.drafts()?);
    if json {
        let all: Vec<_> = activities.iter().map(|activity| json_of(activity, &drafts)).collect();
        print_json(&as_json(&all))?;
    } else {
        let all: String = activities.iter().map(|activity| lines(activity, &drafts)).collect();
        terminal::print(&all)?;
    }
    Ok(Exit::Done)
}

/// Prints one activity.
pub(crate) fn print(keeper: &Keeper, activity: &ActivityState, json: bool) -> Result<(), Error> {
    let drafts = keeper.drafts()?;
    if json {
        print_json(&as_json(&json_of(activity, &drafts)))
    } else {
        terminal::print(&lines(activity, &drafts))
    }
}

/// Lists the drafts: the id, the time of the last change, and the first line or else the link.
pub(crate) fn list_drafts(keeper: &Keeper, json: bool) -> Result<Exit, Error> {
    let drafts = keeper.drafts()?;
    if json {
        print_json(&as_json(&drafts.iter().map(draft_json).collect::<Vec<_>>()))?;
    } else {
        let line = |Draft { id, content, changed_at }: &Draft| {
            let first = content.text.lines().find(|line| !line.trim().is_empty());
            let first = first.or(content.link.as_deref()).unwrap_or_default();
            format!("{id}\t{}\t{}\n", moment(*changed_at), keeper::harmless(first))
        };
        terminal::print(&drafts.iter().map(line).collect::<String>())?;
    }
    Ok(Exit::Done)
}

/// Takes a decision.
pub(crate) async fn decide(keeper: &Keeper, id: &str, command: ActivityCommand) -> Result<Exit, Error> {
    let activity = found(keeper, id)?;
    let every = |decision: &Decision, stages: &[PostStage]| -> Result<(), Error> {
        for post in activity.posts.iter().filter(|post| stages.contains(&post.stage)) {
            keeper.settle_post(&post.id, decision.clone())?;
        }
        Ok(())
    };
    let one = |post: &str, decision: Decision| {
        let known = activity.posts.iter().any(|of| of.id == post);
        known.then(|| keeper.settle_post(post, decision)).ok_or_else(|| Error::UnknownPost(post.into()))?
    };
    use PostStage as Stage;
    match command {
        ActivityCommand::Delete => keeper.remove_activity(id)?,
        ActivityCommand::DeletePost { posts, json } => {
            return deleting::delete_posts(keeper, &activity, &posts, json).await;
        }
        ActivityCommand::Now => {
            every(&Decision::Now, &[Stage::Planned, Stage::Late, Stage::Asks])?;
            hand_over(keeper, id)?;
        }
        ActivityCommand::Cancel => every(
            &Decision::Leave,
            &[
                Stage::Planned,
                Stage::Late,
                Stage::Asks,
                Stage::Waits,
                Stage::WaitsForNetwork,
                Stage::Sharing,
                Stage::Unknown,
                Stage::ByHand,
            ],
        )?,
        ActivityCommand::Look { post } => one(&post, Decision::Look)?,
        ActivityCommand::There { post, url } => one(&post, Decision::There(address(url)?))?,
        ActivityCommand::Again { post } => one(&post, Decision::Again)?,
        ActivityCommand::Leave { post } => one(&post, Decision::Leave)?,
    }
    Ok(Exit::Done)
}

/// Prints the page and the text of each post that the person shares by hand. The rest of it is theirs then.
fn hand_over(keeper: &Keeper, id: &str) -> Result<(), Error> {
    for post in found(keeper, id)?.posts.iter().filter(|post| post.stage == PostStage::ByHand) {
        let HandedOver { text, page } = keeper.hand_over(&post.id)?;
        let text: String = text.lines().map(|line| format!("{}\n", keeper::harmless(line))).collect();
        let network = &post.network_name;
        terminal::print(&format!("You share this to {network} yourself, at {page}\n\n{text}\n"))?;
        keeper.handed_over(&post.id)?;
    }
    Ok(())
}

fn address(typed: Option<String>) -> Result<Option<keeper::Url>, Error> {
    let wrong =
        || Error::BadInput("that is no web address; write one such as https://example.org/post/1".into());
    let url = typed.map(|typed| keeper::Url::parse(&typed).map_err(|_| wrong())).transpose()?;
    match url {
        Some(url) if !matches!(url.scheme(), "http" | "https") => Err(wrong()),
        url => Ok(url),
    }
}

pub(crate) fn found(keeper: &Keeper, id: &str) -> Result<ActivityState, Error> {
    let activities = keeper.activities()?;
    activities.into_iter().find(|activity| activity.id == id).ok_or_else(|| Error::UnknownActivity(id.into()))
}

/// The activity's id and first line, and a line for each post.
fn lines(activity: &ActivityState, drafts: &[Draft]) -> String {
    let first = activity.content.text.lines().next().unwrap_or_default();
    let mut lines = format!("{}\t{}\n", activity.id, keeper::harmless(first));
    for post in &activity.posts {
        let draft = draft_of(activity, post, drafts);
        let stage = if draft.is_some() { "left out, now a draft" } else { stage_words(post) };
        let at = post.deletion.map(|deletion| deletion.at).or(post.at).map(moment).unwrap_or_default();
        let page = post.address.as_ref().or(post.hand_over.as_ref().map(|by_hand| &by_hand.page));
        let more = page.map(ToString::to_string).or_else(|| post.reason.clone());
        let more = more.or_else(|| draft.map(|_| "`gander drafts` lists it".to_owned()));
        let more = more.map(|more| format!("\t{}", keeper::harmless(&more))).unwrap_or_default();
        let account = keeper::harmless(&post.account);
        let _ = writeln!(lines, "  {}\t{}\t{account}\t{stage}\t{at}{more}", post.id, post.network_name);
    }
    lines
}

/// The draft that keeps the text of a post that was not to go out late. It has the activity's own id.
fn draft_of<'a>(activity: &ActivityState, post: &PostState, drafts: &'a [Draft]) -> Option<&'a str> {
    let was_late = activity.late == Some(Late::Never) && post.at > activity.planned_at;
    let draft = drafts.iter().find(|draft| draft.id == activity.id)?;
    (post.stage == PostStage::Cancelled && was_late).then_some(&draft.id)
}

fn stage_words(post: &PostState) -> &'static str {
    match post.stage {
        PostStage::Shared if post.deletion.is_some_and(|deletion| deletion.done) => "deleted at the network",
        PostStage::Shared if post.deletion.is_some() => "shared; the network did not delete it",
        PostStage::Planned if post.by_hand => "planned; you share it yourself",
        PostStage::Planned => "planned",
        PostStage::Waits if post.connection.is_none() => "waits until the account is connected again",
        PostStage::Waits if post.lacks_permission => "waits until you allow it; reauthorize to do so",
        PostStage::Waits => "waits until you reauthorize",
        PostStage::WaitsForNetwork => "waits for the network",
        PostStage::Sharing => "sharing",
        PostStage::Unknown => "not known whether it was shared",
        PostStage::Shared => "shared",
        PostStage::Refused => "not taken",
        PostStage::Late => "late",
        PostStage::Asks => "waits for your answer",
        PostStage::Cancelled => "left out",
        PostStage::ByHand | PostStage::HandedOver => "you share it yourself",
    }
}

fn json_of<'a>(activity: &'a ActivityState, drafts: &'a [Draft]) -> ActivityJson<'a> {
    ActivityJson {
        id: &activity.id,
        text: &activity.content.text,
        link: activity.content.link.as_ref().map(keeper::Url::as_str),
        pictures: activity.content.pictures.iter().map(picture_json).collect(),
        created_at: moment(activity.created_at),
        planned_at: activity.planned_at.map(moment),
        posts: activity.posts.iter().map(|post| post_json(post, draft_of(activity, post, drafts))).collect(),
    }
}

fn draft_json(draft: &Draft) -> DraftJson<'_> {
    DraftJson {
        id: &draft.id,
        text: &draft.content.text,
        link: draft.content.link.as_deref(),
        to: &draft.content.to,
        own: &draft.content.own,
        titles: &draft.content.titles,
        pictures: draft.content.pictures.iter().map(picture_json).collect(),
        changed_at: moment(draft.changed_at),
    }
}

fn picture_json(picture: &keeper::Picture) -> PictureJson<'_> {
    PictureJson {
        hash: &picture.hash,
        media_type: &picture.media_type,
        width: picture.width,
        height: picture.height,
        description: &picture.description,
    }
}

fn post_json<'a>(post: &'a PostState, draft: Option<&'a str>) -> PostJson<'a> {
    PostJson {
        id: &post.id,
        connection: post.connection.as_ref().map(ConnectionId::as_str),
        page: post.page.as_deref(),
        place: post.place.as_deref(),
        title: post.title.as_deref(),
        network: &post.network,
        account: &post.account,
        state: match post.stage {
            PostStage::Planned => "planned",
            PostStage::Waits => "waits",
            PostStage::WaitsForNetwork => "waits_for_network",
            PostStage::Sharing => "sharing",
            PostStage::Unknown => "unknown",
            PostStage::Shared => "shared",
            PostStage::Refused => "refused",
            PostStage::Late => "late",
            PostStage::Asks => "asks",
            PostStage::Cancelled => "cancelled",
            PostStage::ByHand => "by_hand",
            PostStage::HandedOver => "handed_over",
        },
        at: post.at.map(moment),
        address: post.address.as_ref().map(keeper::Url::as_str),
        reason: post.reason.as_deref(),
        deletable: post.deletable,
        delete_cost: post.delete_cost.as_deref(),
        deleted_at: post.deletion.filter(|deletion| deletion.done).map(|deletion| moment(deletion.at)),
        draft,
        hand_over: post
            .hand_over
            .as_ref()
            .map(|by_hand| HandOverJson { text: &by_hand.text, page: by_hand.page.as_str() }),
    }
}

fn as_json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("plain data") + "\n"
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
