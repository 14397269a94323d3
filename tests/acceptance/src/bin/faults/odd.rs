//! Valid but odd answers. Gander must read each of them at once, like the plain one: all results are compared. A
//! connection that merely survives is not enough.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::TimeDelta;
use keeper::{Event, Health, Snapshot};
use simnet::{Endpoint, Fault, FaultKind, Network};

use crate::{
    case::{Case, Finding, Place},
    support::{column, within},
};

/// Times that differ by less count as equal, since a case takes a while.
const SAME: TimeDelta = TimeDelta::minutes(2);

/// The facts that are compared.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    health: Health,
    /// The number of requests to the stage.
    asked: u64,
    account: String,
    username: Option<String>,
    /// The remaining lifetimes of the access token and the refresh token.
    left: [Option<TimeDelta>; 2],
    missing: usize,
    has_picture: bool,
    said: Vec<String>,
    events: Vec<Event>,
    /// Tells whether the network accepts the stored tokens, none of which was sent after its use.
    lets_in: bool,
    spent: u64,
    secrets: usize,
}

pub async fn run(case: Case, kind: FaultKind) -> Finding {
    let plain = plain(case).await;
    let odd = live(case, Some(kind)).await;
    let mut finding = Finding::default();
    finding.false_disconnect |= odd.health != Health::Active;
    finding.lost_token |= !odd.lets_in;
    finding.notified_wrongly |= odd.said != plain.said;
    finding.unread = !same(&odd, &plain);
    finding.demand(!finding.unread, || format!("{odd:?}, and if it is plain {plain:?}"));
    finding
}

fn same(odd: &Seen, plain: &Seen) -> bool {
    let near = |(odd, plain): (&Option<TimeDelta>, &Option<TimeDelta>)| match (odd, plain) {
        (Some(odd), Some(plain)) => (*odd - *plain).abs() < SAME,
        (odd, plain) => odd == plain,
    };
    let left = odd.left.iter().zip(&plain.left).all(near);
    let rest = Seen { left: plain.left, ..odd.clone() };
    left && rest == *plain
}

/// A Mastodon name without its server's address, which differs in each run.
fn without_host(name: &str) -> String {
    name.split('@').next().unwrap_or_default().to_owned()
}

/// The facts after plain answers. They are gathered once for all kinds.
async fn plain(case: Case) -> Seen {
    static KNOWN: Mutex<Vec<(Network, Endpoint, Seen)>> = Mutex::new(Vec::new());
    let place = (case.network, case.stage);
    let known = || {
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|(network, stage, _)| (*network, *stage) == place).map(|(.., seen)| seen.clone())
    };
    if let Some(seen) = known() {
        return seen;
    }
    let seen = live(case, None).await;
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).push((place.0, place.1, seen.clone()));
    seen
}

/// Lets Gander do all its work at the stage while the answers are of this kind.
async fn live(case: Case, kind: Option<FaultKind>) -> Seen {
    let Case { network, stage, .. } = case;
    let place = Place::new(case).await;
    let (home, net) = (place.home(), &place.bench.net);
    let begin = || {
        if let Some(kind) = kind {
            net.set_fault(network, Fault::at(stage, kind)).expect("a fault");
        }
        net.request_count(network, stage)
    };
    let before;
    let id;
    if matches!(stage, Endpoint::Probe | Endpoint::Renewal | Endpoint::Revoke) {
        id = home.add(network).await;
        // Instagram extends no token on its first day, and X renews after the access token has expired.
        place.bench.advance(TimeDelta::hours(25)).await;
    } else {
        begin();
        id = home.add(network).await;
    }
    match stage {
        Endpoint::Probe => {
            before = begin();
            home.ask(&id).await;
        }
        Endpoint::Renewal => {
            before = begin();
            home.renewed(&id).await.expect("a renewal");
        }
        Endpoint::Revoke => {
            let left = home.add_member(network, "bolee").await;
            before = begin();
            within("a disconnect", home.disconnect(&left)).await.expect("a disconnect");
            let events = place.events(&left).await;
            assert!(!events.contains(&Event::RevocationFailed), "the network is said not to have confirmed");
            assert_eq!(net.lets_in(network, "bolee"), Ok(false));
        }
        _ => before = 0,
    }
    if network == Network::Bluesky {
        // A public profile names the picture. Gander requests it beside everything else.
        let pictured = |shown: &Arc<Snapshot>| shown.connections.iter().all(|shown| shown.avatar.is_some());
        home.shows("a picture", pictured).await;
    }
    let asked = net.request_count(network, stage) - before;
    let shown = home.find(&id);
    let until = [shown.clocks.access_until, shown.clocks.refresh_until];
    let seen = Seen {
        health: shown.health,
        asked,
        account: without_host(&format!("{:?}", column(&place.bench.database(), "connections", "account"))),
        username: shown.username.as_deref().map(without_cut).map(without_host),
        left: until.map(|until| until.map(|until| until - net.now())),
        missing: shown.missing.len(),
        has_picture: network == Network::Bluesky && shown.avatar.is_some(),
        said: place.said(),
        events: place.events(&id).await,
        lets_in: net.lets_in(network, "danar") == Ok(true),
        spent: net.spent_tokens_used(network),
        secrets: place.secrets(),
    };
    place.end().await;
    seen
}

/// The name without the replacement character of a cut emoji at its end. The rest must be there.
fn without_cut(name: &str) -> &str {
    name.trim_end_matches(" \u{fffd}")
}
