//! Shares, lists what was shared, and takes decisions about it.

use std::{
    collections::BTreeMap,
    fmt::Write,
    fs::File,
    io::{Read, stdin},
    path::Path,
    time::Duration,
};

use chrono::{DateTime, SecondsFormat, Utc};
use keeper::{
    ActivityState, ChosenPicture, ConnectionId, Decision, Error, Keeper, Late, PostStage, PostState,
    ShareRequest, Target, typed,
};
use serde::Serialize;

use crate::{
    Exit,
    arguments::ActivityCommand,
    share_arguments::{LateRule, NamedPicture, ShareArguments},
    terminal::{print, print_json, say},
};

/// Without `--wait`, the longest wait for a post that is under way.
const PATIENCE: Duration = Duration::from_secs(30);
/// In bytes: longer than any network takes.
const LONGEST: u64 = 1 << 20;
/// In bytes: larger than any picture that Gander takes.
const LARGEST_PICTURE: u64 = 64 << 20;

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
    network: &'a str,
    account: &'a str,
    state: &'static str,
    at: Option<String>,
    address: Option<&'a str>,
    reason: Option<&'a str>,
    /// `None`: Gander shares it.
    hand_over: Option<HandOverJson<'a>>,
}

/// The text to copy and the page to open, for a post that the person shares by hand.
#[derive(Serialize)]
struct HandOverJson<'a> {
    text: &'a str,
    page: &'a str,
}

/// Shares, and prints the activity's id and a line for each account.
pub(crate) async fn share(keeper: &Keeper, arguments: ShareArguments) -> Result<Exit, Error> {
    let (wait, json) = (arguments.wait, arguments.json);
    let id = keeper.share(&request(keeper, arguments).await?)?;
    let goes_on = |post: &PostState| match post.stage {
        PostStage::Sharing => true,
        PostStage::Planned | PostStage::WaitsForNetwork => wait,
        _ => false,
    };
    let under_way = || Ok(found(keeper, &id)?.posts.iter().any(goes_on));
    until_not(keeper, under_way, if wait { Duration::MAX } else { PATIENCE }).await?;
    let activity = found(keeper, &id)?;
    if json {
        print_json(&as_json(&json_of(&activity)))?;
    } else {
        print(&lines(&activity))?;
    }
    Ok(exit(&activity))
}

/// Shares what waited for an account that the person has just signed in to, and says how much still waits. More than
/// three posts wait for the person's word: `share_waiting`.
pub(crate) async fn release(
    keeper: &Keeper,
    connection: &ConnectionId,
    share_waiting: bool,
) -> Result<(), Error> {
    let count = |stages: &[PostStage]| -> Result<usize, Error> {
        let activities = keeper.activities()?;
        let posts = activities.iter().flat_map(|activity| &activity.posts);
        let of_account = posts.filter(|post| post.connection.as_ref() == Some(connection));
        Ok(of_account.filter(|post| stages.contains(&post.stage)).count())
    };
    if share_waiting {
        keeper.share_what_waited(connection)?;
    }
    let asks = count(&[PostStage::Asks])?;
    if asks > 0 {
        say(&format!(
            "{asks} activities waited for this account. Gander shares them once you say so: in the app, or each with \
             `gander activity ID now`; `gander activities` lists them. With `--share-waiting`, `gander reauthorize` \
             shares them at once"
        ));
    }
    if count(&[PostStage::Sharing])? == 0 {
        return Ok(());
    }
    keeper.publish_what_is_due();
    until_not(keeper, || Ok(count(&[PostStage::Sharing])? > 0), PATIENCE).await?;
    let waits = count(&[PostStage::Sharing, PostStage::WaitsForNetwork])?;
    if waits > 0 {
        say(&format!(
            "{waits} more will follow two minutes apart; `gander run --headless` and the app share them"
        ));
    }
    Ok(())
}

/// Waits until a condition no longer holds, or for this long.
async fn until_not(
    keeper: &Keeper,
    holds: impl Fn() -> Result<bool, Error>,
    patience: Duration,
) -> Result<(), Error> {
    let mut changes = keeper.sharing_changes();
    let waiting = async {
        loop {
            changes.mark_unchanged();
            if !holds()? {
                return Ok(());
            }
            if changes.changed().await.is_err() {
                return Err(Error::ShutDown);
            }
        }
    };
    tokio::time::timeout(patience, waiting).await.unwrap_or(Ok(()))
}

async fn request(keeper: &Keeper, arguments: ShareArguments) -> Result<ShareRequest, Error> {
    let text = match (arguments.text, arguments.text_file) {
        (Some(text), _) => text,
        (None, Some(file)) => read(&file)?,
        (None, None) => String::new(),
    };
    let mut own = BTreeMap::new();
    let to = arguments.to.iter().map(|id| id.parse()).collect::<Result<Vec<Target>, _>>()?;
    for (id, file) in arguments.own {
        let target = id.parse()?;
        if !to.contains(&target) {
            return Err(Error::BadInput(format!("--own names `{id}`, which --to does not; add it to --to")));
        }
        own.insert(target, read(&file)?);
    }
    let late = match arguments.late {
        LateRule::SixHours => Late::SixHours,
        LateRule::Ask => Late::Ask,
        LateRule::Never => Late::Never,
    };
    let at = arguments.at.map(|at| {
        typed::local_time(&at)
            .ok_or_else(|| Error::BadInput(format!("`{at}` is no time; write one such as 2026-12-01T09:00")))
    });
    // A card that cannot be made never stops a post.
    let card = match &arguments.link {
        Some(link) if keeper.shows_own_card(&to) => keeper.make_card(link).await,
        _ => None,
    };
    Ok(ShareRequest {
        draft: None,
        text,
        link: arguments.link,
        card,
        pictures: pictures(keeper, arguments.pictures.0).await?,
        to,
        own,
        plan: at.transpose()?.map(|at| (at, late)),
    })
}

/// Keeps each picture, and gives it its description.
async fn pictures(keeper: &Keeper, named: Vec<NamedPicture>) -> Result<Vec<ChosenPicture>, Error> {
    let mut pictures = Vec::new();
    for NamedPicture { file, description } in named {
        let wrong = |why: String| Error::BadInput(format!("{}: {why}", file.display()));
        let mut bytes = Vec::new();
        let read = File::open(&file).and_then(|file| file.take(LARGEST_PICTURE).read_to_end(&mut bytes));
        read.map_err(|error| wrong(error.to_string()))?;
        let hash = match keeper.add_picture(bytes).await {
            Err(Error::Picture(trouble)) => return Err(wrong(trouble.to_string())),
            kept => kept?.hash,
        };
        pictures.push(ChosenPicture { hash, description: description.unwrap_or_default() });
    }
    Ok(pictures)
}

/// Reads a text, as it is but for the byte order mark and the line break at its end.
fn read(path: &Path) -> Result<String, Error> {
    let wrong = |why: String| Error::BadInput(format!("{} cannot be read: {why}", path.display()));
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        stdin().take(LONGEST + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| wrong(error.to_string()))?;
    if bytes.len() as u64 > LONGEST {
        return Err(wrong("it is larger than a megabyte, which no network takes".into()));
    }
    let text = typed::decoded(&bytes)
        .map_err(|_| wrong("it is neither UTF-8 nor UTF-16 text; save it as UTF-8".into()))?;
    Ok(text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']).to_owned())
}

/// Lists the activities.
pub(crate) fn list(keeper: &Keeper, json: bool) -> Result<Exit, Error> {
    let activities = keeper.activities()?;
    if json {
        let all: Vec<_> = activities.iter().map(json_of).collect();
        print_json(&as_json(&all))?;
    } else {
        print(&activities.iter().map(lines).collect::<String>())?;
    }
    Ok(Exit::Done)
}

/// Takes a decision.
pub(crate) fn decide(keeper: &Keeper, id: &str, command: ActivityCommand) -> Result<Exit, Error> {
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
        ActivityCommand::Now => every(&Decision::Now, &[Stage::Planned, Stage::Late, Stage::Asks])?,
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
            ],
        )?,
        ActivityCommand::Look { post } => one(&post, Decision::Look)?,
        ActivityCommand::There { post, url } => one(&post, Decision::There(address(url)?))?,
        ActivityCommand::Again { post } => one(&post, Decision::Again)?,
        ActivityCommand::Leave { post } => one(&post, Decision::Leave)?,
    }
    Ok(Exit::Done)
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

fn found(keeper: &Keeper, id: &str) -> Result<ActivityState, Error> {
    let activities = keeper.activities()?;
    activities.into_iter().find(|activity| activity.id == id).ok_or_else(|| Error::UnknownActivity(id.into()))
}

fn exit(activity: &ActivityState) -> Exit {
    let any = |stages: &[PostStage]| activity.posts.iter().any(|post| stages.contains(&post.stage));
    if any(&[PostStage::Refused]) {
        Exit::Failed
    } else if any(&[
        PostStage::Waits,
        PostStage::WaitsForNetwork,
        PostStage::Unknown,
        PostStage::Late,
        PostStage::Asks,
        PostStage::Sharing,
    ]) {
        Exit::NotActive
    } else {
        Exit::Done
    }
}

/// The activity's id and first line, and a line for each post.
fn lines(activity: &ActivityState) -> String {
    let first = activity.content.text.lines().next().unwrap_or_default();
    let mut lines = format!("{}\t{}\n", activity.id, keeper::harmless(first));
    for post in &activity.posts {
        let (stage, at) = (stage_words(post), post.at.map(moment).unwrap_or_default());
        let page = post.address.as_ref().or(post.hand_over.as_ref().map(|by_hand| &by_hand.page));
        let more = page.map(ToString::to_string).or_else(|| post.reason.clone());
        let more = more.map(|more| format!("\t{}", keeper::harmless(&more))).unwrap_or_default();
        let account = keeper::harmless(&post.account);
        let _ = writeln!(lines, "  {}\t{}\t{account}\t{stage}\t{at}{more}", post.id, post.network_name);
    }
    lines
}

fn stage_words(post: &PostState) -> &'static str {
    match post.stage {
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
        PostStage::HandedOver => "you share it yourself",
    }
}

fn json_of(activity: &ActivityState) -> ActivityJson<'_> {
    ActivityJson {
        id: &activity.id,
        text: &activity.content.text,
        link: activity.content.link.as_ref().map(keeper::Url::as_str),
        pictures: activity.content.pictures.iter().map(picture_json).collect(),
        created_at: moment(activity.created_at),
        planned_at: activity.planned_at.map(moment),
        posts: activity.posts.iter().map(post_json).collect(),
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

fn post_json(post: &PostState) -> PostJson<'_> {
    PostJson {
        id: &post.id,
        connection: post.connection.as_ref().map(ConnectionId::as_str),
        page: post.page.as_deref(),
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
            PostStage::HandedOver => "handed_over",
        },
        at: post.at.map(moment),
        address: post.address.as_ref().map(keeper::Url::as_str),
        reason: post.reason.as_deref(),
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
