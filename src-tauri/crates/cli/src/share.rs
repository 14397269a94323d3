//! Shares, now or at a time.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{Read, stdin},
    path::Path,
    time::Duration,
};

use keeper::{
    ChosenPicture, ConnectionId, Error, Keeper, Late, PostStage, PostState, ShareRequest, Target, typed,
};

use crate::{
    Exit, activities,
    progress::Progress,
    share_arguments::{LateRule, NamedPicture, ShareArguments},
    terminal::say,
};

/// Without `--wait`, the longest wait for a post that is under way.
const PATIENCE: Duration = Duration::from_secs(30);
/// In bytes: longer than any network takes.
const LONGEST: u64 = 1 << 20;
/// In bytes: larger than any picture that Gander takes.
const LARGEST_PICTURE: u64 = 64 << 20;

/// Shares, and prints the activity's id and a line for each account.
pub(crate) async fn share(keeper: &Keeper, arguments: ShareArguments) -> Result<Exit, Error> {
    let (wait, json) = (arguments.wait, arguments.json);
    let id = keeper.share(&request(keeper, arguments).await?)?;
    let goes_on = |post: &PostState| match post.stage {
        PostStage::Sharing => true,
        PostStage::Planned | PostStage::WaitsForNetwork => wait,
        _ => false,
    };
    let mut progress = Progress::new();
    let under_way = || {
        let posts = activities::found(keeper, &id)?.posts;
        progress.show(&posts);
        Ok(posts.iter().any(goes_on))
    };
    until_not(keeper, under_way, if wait { Duration::MAX } else { PATIENCE }).await?;
    let activity = activities::found(keeper, &id)?;
    activities::print(keeper, &activity, json)?;
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
    mut holds: impl FnMut() -> Result<bool, Error>,
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
        title: arguments.title,
        titles: BTreeMap::new(),
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

fn exit(activity: &keeper::ActivityState) -> Exit {
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
