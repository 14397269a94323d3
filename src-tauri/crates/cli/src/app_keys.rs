//! The keys of the person's own developer apps.

use keeper::{Error, Evidence, Keeper, KeyCheck, NetworkId, networks::AppOptions};

use crate::{
    Exit,
    arguments::Place,
    networks,
    sentences::codes,
    terminal::{print, say},
};

/// The value of `--ask` for no optional permission at all.
const NOTHING: &str = "none";

/// Prints the networks that have keys. Starts nothing, and opens no vault.
pub(crate) fn list(place: &Place) -> Result<Exit, Error> {
    let catalogue = networks::own(place)?;
    let kept = keeper::read_apps(&place.data_dir, &catalogue)?;
    let mut lines = String::new();
    if kept.is_empty() {
        lines.push_str(
            "No keys yet. `gander app set NETWORK --client-id ...` keeps them; `gander networks` lists the networks.\n",
        );
    }
    for keys in kept {
        let secret = if keys.has_secret { "secret kept" } else { "no secret" };
        lines.push_str(&format!("{}\t{}\t{}\t{secret}\n", keys.network, keys.network_name, keys.client_id));
    }
    print(&lines)?;
    Ok(Exit::Done)
}

/// The options of one app, as the person gave them. `None`: the command names none.
pub(crate) fn options(ask: Vec<String>, parameters: Vec<(String, String)>) -> Option<AppOptions> {
    if ask.is_empty() && parameters.is_empty() {
        return None;
    }
    let scopes = (!ask.is_empty()).then(|| ask.into_iter().filter(|scope| scope != NOTHING).collect());
    let parameters = parameters.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    Some(AppOptions { scopes, parameters })
}

/// Forgets the keys of a network. If connections use them, `meant` must be set.
pub(crate) async fn remove(keeper: &Keeper, network: &NetworkId, meant: bool) -> Result<Exit, Error> {
    let snapshot = keeper.snapshot();
    let name = name_of(keeper, network);
    let users = snapshot.connections.iter().filter(|connection| connection.network == *network).count();
    let they = match users {
        1 => format!("1 connection at {name} uses these keys and stays"),
        _ => format!("{users} connections at {name} use these keys and stay"),
    };
    let cost = format!("{they}, but cannot be renewed or signed in again until there are keys");
    if users > 0 && !meant {
        return Err(Error::BadInput(format!("{cost}. Add --yes to remove the keys all the same")));
    }
    keeper.remove_app(network).await?;
    if users > 0 {
        say(&format!("The keys are gone. {cost}: `gander app set {network}`"));
    }
    Ok(Exit::Done)
}

/// Asks a network whether it takes the keys, and prints the result.
pub(crate) async fn check(keeper: &Keeper, network: &NetworkId) -> Result<Exit, Error> {
    let told = keeper.check_app(network).await?;
    let name = name_of(keeper, network);
    let (sentence, exit) = match told {
        KeyCheck::Taken => (format!("{name} takes these keys."), Exit::Done),
        KeyCheck::Refused(evidence) => (
            format!(
                "{name} refuses these keys, or the app that they belong to ({}). Copy both anew from the network's \
                 developer page, and see there that the app is switched on and has the redirect address that Gander names.",
                proof(&evidence)
            ),
            Exit::NotActive,
        ),
        KeyCheck::Untold(evidence) => (
            format!(
                "{name} answered, but not whether it takes these keys ({}). A sign-in will tell.",
                proof(&evidence)
            ),
            Exit::Failed,
        ),
        KeyCheck::Unreachable(_) => (
            format!(
                "{name} could not be asked: it does not answer, or wants to be asked later. Try again then."
            ),
            Exit::Failed,
        ),
    };
    print(&format!("{sentence}\n"))?;
    Ok(exit)
}

fn name_of(keeper: &Keeper, network: &NetworkId) -> String {
    keeper.networks().get(network).map_or_else(|| network.to_string(), |known| known.name.clone())
}

fn proof(evidence: &Evidence) -> String {
    let codes = codes(evidence);
    if codes.is_empty() { "no status".to_owned() } else { codes.join(" / ") }
}
