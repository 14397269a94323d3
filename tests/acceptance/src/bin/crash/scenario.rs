//! The course of a case: the process dies, another starts, and the results are checked.

use std::time::{Duration, Instant};

use acceptance::Outcome;
use simnet::Network;

use crate::{
    case::{Case, Then, Work},
    gander::{Ended, PATIENCE, Running},
    place::{Place, no_secret},
    sharing,
    table::Row,
};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// Runs a case to its end.
pub async fn run(case: &Case) -> Row {
    let mut row = Row {
        case: case.clone(),
        story: Ok(()),
        no_token_lost: Ok(()),
        nothing_promoted: Ok(()),
        no_post_lost: Ok(()),
        none_twice: Ok(()),
        reused: 0,
        sound: Ok(()),
    };
    let told = match case.work {
        Work::Sharing(sharing) => sharing::tell(sharing, case, &mut row).await,
        _ => tell(case, &mut row).await,
    };
    if let Err(error) = told {
        row.story = Err(error.to_string());
    }
    row
}

async fn tell(case: &Case, row: &mut Row) -> Outcome {
    let place = Place::new(case.network, case.work == Work::FirstStartWithKeyring).await?;
    let id = before(case, &place).await?;
    let id = id.as_deref();

    let died = die(case, &place, id).await?;
    if !died.was_killed() {
        return Err(format!("it did not die at this point, but ended: {died:?}").into());
    }
    row.sound = words(place.sound());
    row.nothing_promoted = words(only_what_is_finished(case, &place, id).await);

    place.net.advance(case.away)?;
    let said = died.stderr + restart(case, &place).await?.as_str();
    no_secret("what it said", said.as_bytes())?;
    row.reused = place.net.spent_tokens_used(case.network);
    if row.nothing_promoted.is_ok() {
        row.nothing_promoted = words(only_what_is_finished(case, &place, id).await);
    }
    row.no_token_lost = words(works_or_is_told(case, &place).await);
    if row.sound.is_ok() {
        row.sound = words(place.sound().and_then(|()| match place.count("journal")? {
            0 => Ok(()),
            _ => Err("the journal was not replayed".into()),
        }));
    }
    if case.work == Work::Notice {
        told_once(case, &said)?;
    }
    Ok(())
}

/// Prepares the state that the work needs. Returns the id of the connection, if the work needs one.
async fn before(case: &Case, place: &Place) -> Outcome<Option<String>> {
    if matches!(case.work, Work::Doubt | Work::Decision) {
        place.confirm_at_once()?;
    }
    if case.grace > 0 {
        place.net.set_grace(case.network, case.grace)?;
    }
    if matches!(case.work, Work::FirstStart | Work::FirstStartWithKeyring) {
        return Ok(None);
    }
    place.set_keys(None).await?.with(0, "app set")?;
    if case.work == Work::Connect {
        return Ok(None);
    }
    let age = age(case);
    place.net.advance(-age)?;
    let id = place.connect().await?;
    place.net.advance(age)?;
    if case.work == Work::Migrate {
        place.make_old()?;
    }
    if matches!(case.work, Work::RefusedRenewal | Work::Notice | Work::Doubt | Work::Decision) {
        place.net.revoke(case.network, place.member())?;
    }
    if case.work == Work::Decision {
        place.gander(&["check", &id], None).await?.with(3, "a check")?;
        if place.count("connections WHERE suspicion IS NOT NULL")? != 1 {
            return Err("the doubt was not kept".into());
        }
    }
    Ok(Some(id))
}

/// The age of the connection in seconds, so that the work is due or permitted.
fn age(case: &Case) -> i64 {
    match (case.work, case.network) {
        (Work::Notice, _) => 7 * HOUR,
        (Work::Renew | Work::TimedRenewal, Network::Instagram) => 8 * DAY,
        (Work::TimedRenewal, Network::LinkedIn) => 54 * DAY,
        (Work::TimedRenewal, _) => 13 * HOUR,
        _ => 0,
    }
}

async fn die(case: &Case, place: &Place, id: Option<&str>) -> Outcome<Ended> {
    let at = Some(case.point);
    let id = id.unwrap_or_default();
    match case.work {
        Work::FirstStart | Work::FirstStartWithKeyring => place.set_keys(at).await,
        Work::Connect => place.sign_in(&["connect", case.network.id()], at).await,
        Work::Reauthorize => place.sign_in(&["reauthorize", id], at).await,
        Work::Renew | Work::RefusedRenewal => place.gander(&["renew", id], at).await,
        Work::TimedRenewal | Work::Notice => place.gander(&["run", "--headless"], at).await,
        Work::Disconnect => place.gander(&["disconnect", id], at).await,
        Work::Join => {
            let file = place.handed_out()?;
            let file = file.to_str().ok_or("a path in Unicode")?;
            place.gander(&["organization", "join", file, "--yes"], at).await
        }
        Work::Migrate | Work::Doubt | Work::Decision => place.gander(&["check", id], at).await,
        Work::Sharing(_) => unreachable!("a story of its own"),
    }
}

/// Checks that only the former or the stored connection is listed.
async fn only_what_is_finished(case: &Case, place: &Place, id: Option<&str>) -> Outcome {
    let listed = place.status().await?;
    let fits = match (listed.as_slice(), case.then, id) {
        ([], Then::Absent, _) => place.count_if_any("secrets")? == 0,
        ([(listed, _)], Then::Active | Then::Disconnected, Some(id)) => listed == id,
        ([_], Then::Active, None) => true,
        _ => false,
    };
    if fits { Ok(()) } else { Err(format!("listed is {listed:?}").into()) }
}

/// Runs Gander again, as the app would after a crash, until nothing is in doubt. Returns its standard error.
async fn restart(case: &Case, place: &Place) -> Outcome<String> {
    if matches!(case.work, Work::FirstStart | Work::FirstStartWithKeyring) {
        return Ok(place.set_keys(None).await?.with(0, "app set")?.stderr);
    }
    let mut running = place.start(&["run", "--headless"], None).await?;
    running.says("Gander keeps your connections.").await?;
    settled(case, place, &mut running).await?;
    running.terminate().await?;
    Ok(running.end().await?.with(0, "run --headless")?.stderr)
}

async fn settled(case: &Case, place: &Place, running: &mut Running) -> Outcome {
    let start = Instant::now();
    loop {
        let told = || match case.work {
            Work::Notice => {
                place.count("connections WHERE told LIKE '%\"trouble\":1%'").map(|told| told == 1)
            }
            _ => Ok(true),
        };
        // Gander must find these disconnects by itself.
        let found = match (case.work, case.then) {
            (Work::Renew | Work::TimedRenewal | Work::Notice, Then::Disconnected) => {
                place.status().await?.iter().all(|(_, status)| status == "disconnected")
            }
            _ => true,
        };
        if found && place.count("journal")? == 0 && told()? {
            return Ok(());
        }
        if start.elapsed() > PATIENCE {
            return Err(format!("after the restart it stays in doubt: {}", running.said()).into());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Checks that the network accepts the token and, if there is one, the refresh token; or that Gander reports a
/// disconnect and a new sign-in mends it.
pub async fn works_or_is_told(case: &Case, place: &Place) -> Outcome {
    let id = match case.then {
        Then::Active | Then::Shared | Then::NotShared | Then::LeftOut | Then::Refused => {
            place.only_connection().await?
        }
        Then::Absent => place.connect().await?,
        Then::Disconnected => {
            let id = place.only_connection().await?;
            if case.work == Work::Doubt {
                // If the answer died with the process, this check is the first.
                place.gander(&["check", &id], None).await?.with(3, "a check")?;
            }
            place.gander(&["check", &id], None).await?.with(3, "a check")?;
            if place.status().await? != [(id.clone(), "disconnected".to_owned())] {
                return Err(format!("listed is {:?}", place.status().await?).into());
            }
            if place.count("secrets")? != 1 {
                return Err("the secret of a disconnected connection is gone".into());
            }
            place.sign_in(&["reauthorize", &id], None).await?.with(0, "reauthorize")?;
            id
        }
    };
    place.gander(&["check", &id], None).await?.with(0, "a check")?;
    // Facebook has no renewal, and Instagram renews no token that young.
    if matches!(case.network, Network::LinkedIn | Network::X) {
        place.gander(&["renew", &id], None).await?.with(0, "a renewal")?;
        place.gander(&["check", &id], None).await?.with(0, "a check after the renewal")?;
    }
    if case.work == Work::Disconnect {
        place.gander(&["disconnect", &id], None).await?.with(0, "disconnect")?;
        return if place.status().await?.is_empty() { Ok(()) } else { Err("it is still listed".into()) };
    }
    match place.status().await?.as_slice() {
        [(listed, status)] if *listed == id && status == "active" => Ok(()),
        other => Err(format!("listed is {other:?}").into()),
    }
}

/// Checks that at most one notice came. None comes only if the process died after it recorded the notice and before it
/// showed it: the row shows the disconnect all the same, and a reminder follows.
fn told_once(case: &Case, said: &str) -> Outcome {
    let not_stored = ["check.answered", "save.before", "save.in-transaction"].contains(&case.point);
    let expected = usize::from(not_stored || case.point == "notice.told");
    let told = said.matches("is disconnected").count();
    if told == expected { Ok(()) } else { Err(format!("told {told} times, not {expected}").into()) }
}

pub fn words(outcome: Outcome) -> Result<(), String> {
    outcome.map_err(|error| error.to_string())
}
