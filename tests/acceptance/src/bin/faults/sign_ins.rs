//! Faults while a sign-in is being finished.

use keeper::{ConnectionId, Failure, Health, OperationId, Outcome};
use simnet::{Consent, Endpoint, Fault, FaultKind, Network, browse_and_deliver};

use crate::{
    case::{Case, Finding, Place, Trouble},
    support::{PASSWORD, rows},
};

pub async fn run(case: Case) -> Finding {
    let mut place = Place::new(case).await;
    let mut finding = Finding::default();
    let id = place.home().add(case.network).await;
    // LinkedIn's false alarm never lasts.
    if case.trouble != Trouble::Kind(FaultKind::FalseRevoked) {
        lasting(&mut place, &id, &mut finding).await;
    }
    if let Trouble::Kind(kind) = case.trouble {
        // The network refuses a used code from then on, and some rate limits last longer than a person waits.
        let used_up = kind.acts() && case.stage == Endpoint::Token;
        if !used_up && !asks_for_minutes(case.network, kind) {
            blip(&place, kind, &mut finding).await;
        }
    }
    place.afterwards(&id, &mut finding).await;
    place.end().await;
    finding
}

/// Lets the fault outlast the sign-in, which succeeds or fails clearly and harmlessly. A later sign-in succeeds.
async fn lasting(place: &mut Place, id: &ConnectionId, finding: &mut Finding) {
    let case = place.case();
    place.break_it().await;
    let before = rows(&place.bench.database(), "secrets");
    let outcome = sign_in(place, id).await;
    match &outcome {
        Outcome::Active(_) if place.is_dead_end() => finding.demand(false, || "nothing was broken".into()),
        Outcome::Active(_) => {}
        Outcome::Failed(Failure::Unreachable | Failure::BadAnswer) => {
            finding.lost_token |= rows(&place.bench.database(), "secrets") != before;
        }
        // Neither the network nor the person refused anything.
        other => {
            finding.notified_wrongly = true;
            finding.demand(false, || format!("{other:?}"));
        }
    }
    place.watch(id, finding);
    place.clear(finding).await;
    let health = place.home().ask(id).await;
    // A sign-in without a refresh token ends soon, and Gander may say so.
    let rightly = case.trouble == Trouble::Kind(FaultKind::BlankRefresh) && case.stage == Endpoint::Token;
    let good = health == Health::Active || (rightly && matches!(health, Health::Expiring { .. }));
    finding.lost_token |= !good;
    finding.demand(good, || format!("the former connection is {health:?}"));
    let later = sign_in(place, id).await;
    finding.demand(matches!(later, Outcome::Active(_)), || format!("later: {later:?} at {}", case.network));
}

/// Lets one answer fail: Gander asks again, and the person notices nothing.
async fn blip(place: &Place, kind: FaultKind, finding: &mut Finding) {
    let Case { network, stage, .. } = place.case();
    place.bench.net.set_fault(network, Fault::at(stage, kind).times(1)).expect("a fault");
    let operation_id = place.home().start(network, member(network)).await;
    let outcome = go_on(place, operation_id).await;
    finding.sent_back = Some(!matches!(outcome, Outcome::Active(_)));
    finding.demand(matches!(outcome, Outcome::Active(_)), || format!("after one such answer: {outcome:?}"));
    place.bench.net.set_fault(network, Fault::everywhere(FaultKind::None)).expect("no fault");
}

/// The member who signs in. X ends a member's former grant with each code exchange, so there it is another member.
fn member(network: Network) -> &'static str {
    if network == Network::X { "bolee" } else { "danar" }
}

async fn sign_in(place: &Place, id: &ConnectionId) -> Outcome {
    let network = place.case().network;
    let operation_id = match network {
        Network::X => place.home().start(network, member(network)).await,
        _ => place.home().reauthorize(id).await.expect("a sign-in"),
    };
    go_on(place, operation_id).await
}

/// Follows the sign-in to the login page and back, or to an end before there is a page.
async fn go_on(place: &Place, operation_id: OperationId) -> Outcome {
    let (home, network) = (place.home(), place.case().network);
    let ended = home.outcome(operation_id);
    tokio::select! {
        outcome = ended => outcome,
        page = home.login_page(operation_id) => {
            browse_and_deliver(page.as_str(), member(network), PASSWORD, Consent::Allow).await.expect("a login");
            home.end_of(operation_id).await
        }
    }
}

fn asks_for_minutes(network: Network, kind: FaultKind) -> bool {
    match kind {
        FaultKind::RateLimit => {
            use Network::{Bluesky, LinkedIn, Reddit, X, XOAuth1};
            matches!(network, LinkedIn | X | XOAuth1 | Reddit | Bluesky)
        }
        FaultKind::RateLimitBusiness
        | FaultKind::Meta80001As400
        | FaultKind::Meta80001As403
        | FaultKind::Status429Seconds
        | FaultKind::Status429Date => true,
        _ => false,
    }
}
