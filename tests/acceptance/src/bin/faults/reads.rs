//! Faults of checks, renewals, and the last request of a connection.

use chrono::TimeDelta;
use keeper::{Error, Event};
use simnet::Endpoint;

use crate::{
    case::{Case, Finding, Place},
    support::within,
};

/// A check or a renewal, twice, while the fault lasts.
pub async fn run(case: Case) -> Finding {
    let mut place = Place::new(case).await;
    let mut finding = Finding::default();
    let id = place.home().add(case.network).await;
    // Instagram extends no token on its first day, and X renews after the access token has expired.
    place.bench.advance(TimeDelta::hours(25)).await;
    place.break_it().await;
    for _ in 0..2 {
        if case.stage == Endpoint::Probe {
            place.home().ask(&id).await;
        } else {
            match place.home().renewed(&id).await {
                // The token was renewed a moment ago, in spite of the fault.
                Ok(_) | Err(Error::NotYetRenewable { .. }) => {}
                Err(error) => finding.demand(false, || error.to_string()),
            }
        }
        place.watch(&id, &mut finding);
    }
    place.clear(&mut finding).await;
    place.afterwards(&id, &mut finding).await;
    finding.lost_token |= place.secrets() != 1;
    place.end().await;
    finding
}

/// The person disconnects one of two accounts, and the network cannot be asked to end the access.
pub async fn disconnect(case: Case) -> Finding {
    let mut place = Place::new(case).await;
    let mut finding = Finding::default();
    let kept = place.home().add(case.network).await;
    let left = place.home().add_member(case.network, "bolee").await;
    place.break_it().await;
    let done = within("a disconnect", place.home().disconnect(&left)).await;
    finding.demand(done.is_ok(), || format!("{done:?}"));
    let shown = place.home().snapshot();
    finding.demand(!shown.connections.iter().any(|shown| shown.id == left), || "it is still listed".into());
    let events = place.events(&left).await;
    finding.demand(events.contains(&Event::Removed), || "the history says nothing".into());
    let failed = events.contains(&Event::RevocationFailed);
    finding.demand(failed || !place.is_dead_end(), || "nothing was broken".into());
    let confirmed = !failed;
    // A confirmed revocation of a live token would be a lie. In the reverse case only the answer was lost.
    finding.notified_wrongly |= confirmed && place.bench.net.lets_in(case.network, "bolee") != Ok(false);
    place.clear(&mut finding).await;
    place.afterwards(&kept, &mut finding).await;
    finding.lost_token |= place.secrets() != 1;
    place.end().await;
    finding
}
