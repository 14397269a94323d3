//! Deletes posts at their networks, and says which ones are left to the person.

use keeper::{ActivityState, ConnectionState, Error, Health, Keeper, PostStage, PostState};

use crate::{Exit, activities, terminal::say};

/// Deletes posts of an activity at their networks, and prints the activity as it is then. No request leaves unless each
/// of the posts is at a network.
///
/// # Errors
/// When a post is unknown or not at a network, or the vault is locked.
pub(crate) async fn delete_posts(
    keeper: &Keeper,
    activity: &ActivityState,
    posts: &[String],
    json: bool,
) -> Result<Exit, Error> {
    let mut chosen: Vec<&PostState> = Vec::new();
    for id in posts {
        let post = activity.posts.iter().find(|post| post.id == *id);
        let post = post.ok_or_else(|| Error::UnknownPost(id.clone()))?;
        if !matches!(post.stage, PostStage::Shared | PostStage::HandedOver) {
            return Err(Error::BadInput(format!(
                "`{id}` is not known to be at {}, so nothing was deleted; `gander activities` shows how far it is",
                post.network_name
            )));
        }
        if !chosen.iter().any(|known| known.id == *id) {
            chosen.push(post);
        }
    }
    let (mut is_left_to_person, mut is_kept) = (false, false);
    for post in chosen {
        if is_gone(post) {
            continue;
        }
        if let Some(sentence) = left_to_person(keeper, post)? {
            say(&sentence);
            is_left_to_person = true;
            continue;
        }
        let name = &post.network_name;
        if let Some(cost) = &post.delete_cost {
            say(&format!("{name} charges your app about {cost} for the deletion of `{}`", post.id));
        }
        if !keeper.delete_post(&post.id).await? {
            say(&format!(
                "{name} did not delete `{}`, or did not answer{}; run the command again later",
                post.id,
                there(keeper, post)?
            ));
            is_kept = true;
        }
    }
    activities::print(keeper, &activities::found(keeper, &activity.id)?, json)?;
    Ok(match (is_kept, is_left_to_person) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::NotActive,
        (false, false) => Exit::Done,
    })
}

fn is_gone(post: &PostState) -> bool {
    post.deletion.is_some_and(|deletion| deletion.done)
}

/// The step that is left to the person if Gander cannot ask the network now.
fn left_to_person(keeper: &Keeper, post: &PostState) -> Result<Option<String>, Error> {
    let PostState { id, network_name, .. } = post;
    if let Some(by_hand) = &post.hand_over {
        return Ok(Some(format!(
            "You shared `{id}` yourself, so only you can delete it, at {}",
            by_hand.page
        )));
    }
    let snapshot = keeper.snapshot();
    let connection = snapshot.connections.iter().find(|known| Some(&known.id) == post.connection.as_ref());
    let Some(connection) = connection else {
        return Ok(Some(format!(
            "The account of `{id}` is no longer connected{}; `gander connect {}` connects it again",
            there(keeper, post)?,
            post.network
        )));
    };
    if matches!(connection.health, Health::Disconnected { .. } | Health::SetUpNeeded { .. }) {
        let account = &connection.id;
        return Ok(Some(format!(
            "{network_name} ({account}) does not let Gander in, so `{id}` stays there; `gander reauthorize {account}`, \
             then delete it"
        )));
    }
    if connection.lacks_for_deleting {
        return Ok(Some(permission(keeper, connection, post)));
    }
    Ok(if post.deletable {
        None
    } else {
        Some(format!(
            "{network_name} lets no app delete a post. Delete `{id}` there yourself{}",
            there(keeper, post)?
        ))
    })
}

/// The way to the permission that the deletion needs.
fn permission(keeper: &Keeper, connection: &ConnectionState, post: &PostState) -> String {
    let ConnectionState { id, network, .. } = connection;
    let networks = keeper.networks();
    let known = networks.get(network);
    let needed =
        known.and_then(|known| known.publish.as_ref()).map_or(&[][..], |publish| &publish.delete_needs);
    let is_asked =
        |scope: &&String| known.and_then(|known| known.oauth.optional_scopes.get(*scope)) != Some(&false);
    let ask = match needed.iter().find(|scope| !is_asked(scope)) {
        Some(scope) => {
            format!("add `--ask {scope}` to `gander app set {network}` if your app has it, and run ")
        }
        None => String::new(),
    };
    format!(
        "{} has not allowed Gander to delete `{}` (permission {}); {ask}`gander reauthorize {id}`",
        post.network_name,
        post.id,
        needed.join(", ")
    )
}

/// The address of a post, or of its account, to follow a sentence.
fn there(keeper: &Keeper, post: &PostState) -> Result<String, Error> {
    let page = keeper.page_of_post(&post.id)?;
    Ok(page.map(|page| format!(", at {page}")).unwrap_or_default())
}
