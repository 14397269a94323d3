//! Troubles before the start of Gander that need a keyring: each checks Gander's message, and that nothing is lost.

use acceptance::Outcome;
use simnet::{Endpoint, Network};

use crate::place::Place;

/// One state of the keyring.
#[derive(Clone, Copy, Debug)]
pub enum State {
    /// The keyring answers no question at first, and later all.
    KeyringLate,
    /// The keyring is locked since the login.
    KeyringLocked,
    /// The key's entry was deleted.
    KeyringEmpty,
    /// Several processes make the first key at once.
    FirstStartsAtOnce,
}

/// The result of one state.
pub struct Said {
    pub state: State,
    /// The sentence that Gander said.
    pub said: Outcome<String>,
}

/// Every state.
pub fn all() -> Vec<State> {
    vec![State::KeyringLate, State::KeyringLocked, State::KeyringEmpty, State::FirstStartsAtOnce]
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            Self::KeyringLate => "keyring that answers late",
            Self::KeyringLocked => "keyring locked",
            Self::KeyringEmpty => "keyring without the key",
            Self::FirstStartsAtOnce => "keyring and several first starts at once",
        }
    }
}

/// Runs one state to its end.
pub async fn run(state: State) -> Said {
    let said = match state {
        State::KeyringLate => late().await,
        State::KeyringLocked => locked().await,
        State::KeyringEmpty => empty().await,
        State::FirstStartsAtOnce => at_once().await,
    };
    Said { state, said }
}

async fn late() -> Outcome<String> {
    let (place, id) = connected().await?;
    place.keyring()?.freeze()?;
    let mut running = place.start(&["run", "--headless"], None).await?;
    running.says("Gander keeps your connections.").await?;
    let said = refused(&place, &["check", &id]).await?;
    let asked = || place.net.request_count(Network::X, Endpoint::Renewal);
    if asked() != 0 {
        return Err("the network was asked without a key".into());
    }
    place.keyring()?.thaw()?;
    // The waiting process renews the expired token as soon as the late answer arrives.
    acceptance::programs::until("a renewal", async || (asked() == 1).then_some(())).await?;
    running.terminate().await?;
    running.end().await?.with(0, "run --headless")?;
    works(&place, &id).await?;
    Ok(said)
}

async fn locked() -> Outcome<String> {
    let (mut place, id) = connected().await?;
    place.keyring_mut()?.lock().await?;
    let said = refused(&place, &["check", &id]).await?;
    refused(&place, &["connect", "x"]).await?;
    place.keyring_mut()?.unlock().await?;
    works(&place, &id).await?;
    Ok(said)
}

async fn empty() -> Outcome<String> {
    let (mut place, id) = connected().await?;
    let kept = place.keyring_mut()?.take_away().await?;
    let said = refused(&place, &["check", &id]).await?;
    refused(&place, &["reauthorize", &id]).await?;
    place.keyring_mut()?.bring_back(kept).await?;
    works(&place, &id).await?;
    Ok(said)
}

async fn at_once() -> Outcome<String> {
    let place = Place::new(Network::X, true).await?;
    let (one, two, three) = tokio::join!(place.set_keys(None), place.set_keys(None), place.set_keys(None));
    for ended in [one, two, three] {
        ended?.with(0, "app set")?;
    }
    let id = place.connect().await?;
    works(&place, &id).await?;
    Ok("(all of them set the app's keys)".to_owned())
}

/// A connection whose access token has expired.
async fn connected() -> Outcome<(Place, String)> {
    const HALF_A_DAY: i64 = 13 * 3600;
    let place = Place::new(Network::X, true).await?;
    place.set_keys(None).await?.with(0, "app set")?;
    place.net.advance(-HALF_A_DAY)?;
    let id = place.connect().await?;
    place.net.advance(HALF_A_DAY)?;
    Ok((place, id))
}

/// Checks that a command fails, says why, and changes nothing.
async fn refused(place: &Place, arguments: &[&str]) -> Outcome<String> {
    let before = place.rows("secrets")?;
    let ended = place.gander(arguments, None).await?.with(1, "a command without a key")?;
    if place.rows("secrets")? != before || before.is_empty() {
        return Err("the sealed secrets are not what they were".into());
    }
    if place.status().await?.len() != 1 {
        return Err("what is known is not shown".into());
    }
    let sentence = ended.stderr.trim().lines().last().unwrap_or_default();
    sentence.strip_prefix("gander: ").map(str::to_owned).ok_or_else(|| ended.stderr.clone().into())
}

async fn works(place: &Place, id: &str) -> Outcome {
    place.gander(&["check", id], None).await?.with(0, "a check")?;
    place.gander(&["renew", id], None).await?.with(0, "a renewal")?;
    place.sound()
}
