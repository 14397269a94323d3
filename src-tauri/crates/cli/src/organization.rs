//! The files of organizations: written, shown and joined.

use std::{fs, io::Write, path::Path};

use keeper::{
    Change, DefinitionPlan, Error, FeedPlan, Invitation, JoinPlan, Keeper, KeysPlan, LadderPlan, SecretString,
};

use crate::{
    Exit,
    arguments::Place,
    networks,
    terminal::{hand_out, print, say},
};

/// Prints the changes that a file would make. Starts nothing, and opens no vault.
pub(crate) fn show(place: &Place, file: &Path) -> Result<Exit, Error> {
    let own = networks::own(place)?;
    let invitation = Invitation::read(file, &own)?;
    let plan = keeper::read_plan(&place.data_dir, place.networks.as_deref(), &invitation)?;
    print(&lines(&plan))?;
    Ok(Exit::Done)
}

/// Prints the changes that a file makes, and applies them if `meant` is set.
pub(crate) async fn join(
    keeper: &Keeper,
    file: &Path,
    meant: bool,
    passphrase: Option<SecretString>,
) -> Result<Exit, Error> {
    let invitation = Invitation::read(file, keeper.own_networks())?;
    let plan = keeper.plan(&invitation).await?;
    print(&lines(&plan))?;
    if plan.is_nothing() {
        return Ok(Exit::Done);
    }
    if !meant {
        return Err(Error::BadInput("nothing was changed yet. Add --yes to do what is written above".into()));
    }
    if plan.is_sealed && passphrase.is_none() {
        return Err(Error::BadInput(
            "the secrets of this file are sealed; give their passphrase with --passphrase-stdin. Nothing was changed".into(),
        ));
    }
    keeper.join(invitation, plan, passphrase).await?;
    say("Done.");
    Ok(Exit::Done)
}

/// Writes an organization's file with the kept keys.
pub(crate) async fn make(
    keeper: &Keeper,
    name: &str,
    output: Option<&Path>,
    passphrase: Option<SecretString>,
) -> Result<Exit, Error> {
    let text = keeper.make_organization(name, passphrase).await?;
    let Some(path) = output else {
        hand_out(text.as_bytes())?;
        return Ok(Exit::Done);
    };
    let written = fs::File::create_new(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map(|()| Exit::Done).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Error::BadInput(format!(
            "{} is there already; move it aside, or name another file",
            path.display()
        )),
        _ => Error::BadInput(format!("{} cannot be written ({error}); name another file", path.display())),
    })
}

fn lines(plan: &JoinPlan) -> String {
    let mut lines = vec![format!(
        "From \"{}\". Nobody has checked that name: be sure that you know who sent the file.",
        plan.name
    )];
    lines.extend(plan.keys.iter().flat_map(of_keys));
    lines.extend(plan.definitions.iter().map(of_definition));
    lines.extend(plan.ladder.iter().map(of_ladder));
    lines.extend(plan.feeds.iter().map(of_feed));
    lines.extend(plan.feeds_removed.iter().map(|title| {
        format!("The feed {} is removed, with the news that it offers", keeper::harmless(title))
    }));
    if plan.is_nothing() {
        lines.push("Nothing changes.".into());
    }
    lines.join("\n") + "\n"
}

fn of_keys(keys: &KeysPlan) -> Vec<String> {
    let KeysPlan { network_name: name, client_id, former, has_secret, lacks_secret, change, users, .. } =
        keys;
    let secret = if *has_secret { ", with its secret" } else { "" };
    let instead = match (change, former) {
        (Change::Same, _) => " (as here)".to_owned(),
        (Change::Added, _) => String::new(),
        (Change::ReplacesOwn, Some(former)) => format!(" in place of YOUR OWN, {former}"),
        (Change::ReplacesOwn, None) => " in place of YOUR OWN secret".to_owned(),
        (Change::Replaces, Some(former)) => format!(" in place of {former}, which an organization gave you"),
        (Change::Replaces, None) => " in place of the secret that an organization gave you".to_owned(),
    };
    let mut lines = vec![format!("{name}: the app {client_id}{secret}{instead}")];
    if *lacks_secret {
        lines.push(format!(
            "{name}: its secret is not in the file; you set it with `gander app set {}`",
            keys.network
        ));
    }
    if *users > 0 {
        lines.push(format!(
            "{name}: accounts to reauthorize, because they were connected with another app: {users}"
        ));
    }
    lines
}

fn of_definition(definition: &DefinitionPlan) -> String {
    let DefinitionPlan { network, network_name, hosts, change } = definition;
    let how = match change {
        Change::Added | Change::ReplacesOwn => "a new network",
        Change::Replaces => "changed",
        Change::Same => "as here",
    };
    format!("{network_name} ({network}): {how}. A sign-in there goes to {}", hosts.join(", "))
}

fn of_feed(FeedPlan { title, address, change }: &FeedPlan) -> String {
    let how = if *change == Change::Same { " (as here)" } else { "" };
    format!("The feed {title}{how}: its news is offered to you. Gander reads it at {address}")
}

fn of_ladder(ladder: &LadderPlan) -> String {
    let days = |days: &[u16]| days.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    let whose = match (ladder.change, &ladder.former) {
        (Change::Same, _) => " (as here)".to_owned(),
        (Change::ReplacesOwn, Some(former)) => format!(" in place of YOUR OWN {}", days(former)),
        (_, Some(former)) => format!(" in place of {}", days(former)),
        (_, None) => " in place of each network's own".to_owned(),
    };
    format!("You are told {} days before you must act{whose}", days(&ladder.days))
}
