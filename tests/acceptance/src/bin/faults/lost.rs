//! Renewals at X whose new tokens never arrived.

use std::time::Duration;

use chrono::TimeDelta;
use keeper::{Health, Keeper, Reason};
use simnet::{Endpoint, Fault, FaultKind, Network};
use tokio::time::timeout;

use crate::support::{Bench, Gate, Home, Recorder};

/// Enough for the keeper's own timeouts, twice over.
const DEADLINE: Duration = Duration::from_secs(100);
pub const GRACES: [i64; 4] = [0, 5, 60, 300];

/// The way in which the answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    Cut,
    Reset,
    Truncated,
    Gateway,
    /// No answer until the keeper's timeout, without a grace window in the network's file.
    Hang,
    /// The same, with the grace window in the file.
    HangNamed,
    StopsNamed,
    /// The process ends before it stores the answer; another starts at once.
    Crash,
    /// Another process starts a minute later.
    LateRestart,
    /// Two processes renew at once.
    Race,
}

impl Loss {
    pub const ALL: [Self; 10] = [
        Self::Hang,
        Self::HangNamed,
        Self::StopsNamed,
        Self::Cut,
        Self::Reset,
        Self::Truncated,
        Self::Gateway,
        Self::Crash,
        Self::LateRestart,
        Self::Race,
    ];

    pub fn words(self) -> &'static str {
        match self {
            Self::Cut => "answer cut after the rotation",
            Self::Reset => "reset after the rotation",
            Self::Truncated => "half the answer",
            Self::Gateway => "a gateway's 504 in its place",
            Self::Hang => "hang until the timeout (30 s)",
            Self::HangNamed => "hang; the file names the grace",
            Self::StopsNamed => "stops halfway; the file names it",
            Self::Crash => "crash before storing",
            Self::LateRestart => "crash, restarted a minute later",
            Self::Race => "two processes at once",
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub loss: Loss,
    pub grace: i64,
}

/// The final state of the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    Recovered,
    /// X had ended the grant, Gander said so once and rightly, and one sign-in mended it.
    DisconnectedTruthfully,
    Lost(String),
}

pub fn all() -> Vec<Case> {
    let each = |loss| GRACES.map(|grace| Case { loss, grace });
    Loss::ALL.into_iter().flat_map(each).collect()
}

pub async fn run(case: Case) -> Became {
    let bench = Bench::start().await;
    bench.net.set_grace(Network::X, case.grace).expect("a grace window");
    if matches!(case.loss, Loss::HangNamed | Loss::StopsNamed) && case.grace > 0 {
        let named = format!("rotates = true\ngrace = \"{}s\"", case.grace);
        bench.edit_network(Network::X, |text| text.replace("rotates = true", &named));
    }
    let home = match case.loss {
        Loss::Crash => crashed(&bench, TimeDelta::zero()).await,
        Loss::LateRestart => crashed(&bench, TimeDelta::minutes(1)).await,
        _ => bench.home().await,
    };
    let id = match home.snapshot().connections.first() {
        Some(there) => there.id.clone(),
        None => {
            let id = home.add(Network::X).await;
            bench.advance(TimeDelta::hours(3)).await;
            id
        }
    };
    let kind = match case.loss {
        Loss::Cut => Some(FaultKind::CutAfterRotation),
        Loss::Reset => Some(FaultKind::ResetAfter),
        Loss::Truncated => Some(FaultKind::Truncated),
        Loss::Gateway => Some(FaultKind::GatewayTimeout),
        Loss::Hang | Loss::HangNamed => Some(FaultKind::HangAfter),
        Loss::StopsNamed => Some(FaultKind::StopHalfway),
        Loss::Crash | Loss::LateRestart | Loss::Race => None,
    };
    if let Some(kind) = kind {
        bench.net.set_fault(Network::X, Fault::at(Endpoint::Renewal, kind).times(1)).expect("a fault");
    }
    let ended = match case.loss {
        Loss::Race => {
            let other = bench.home().await;
            let (one, two) =
                tokio::join!(timeout(DEADLINE, home.renew(&id)), timeout(DEADLINE, other.renew(&id)));
            one.is_ok() && two.is_ok()
        }
        // A restart repeats a renewal in doubt by itself.
        Loss::Crash | Loss::LateRestart => true,
        _ => timeout(DEADLINE, home.renew(&id)).await.is_ok(),
    };
    if !ended {
        return Became::Lost("the renewal never ended".to_owned());
    }
    judge(&bench, &home, &id).await
}

async fn judge(bench: &Bench, home: &Home, id: &keeper::ConnectionId) -> Became {
    // The check waits for work under way.
    let Ok(checked) = timeout(DEADLINE, home.check(Some(id))).await else {
        return Became::Lost("a check never ended".to_owned());
    };
    let notices = home.shell.notices(id);
    let lives = bench.net.lets_in(Network::X, "danar") == Ok(true);
    match (home.health(id), notices.len(), lives) {
        (Health::Active, 0, true) => Became::Recovered,
        (Health::Disconnected { reason: Reason::RefreshRejected, .. }, 1, false) => {
            home.sign_in_again(id, crate::support::PASSWORD).await;
            match home.ask(id).await {
                Health::Active => Became::DisconnectedTruthfully,
                other => Became::Lost(format!("after Reauthorize it is {other:?}")),
            }
        }
        other => Became::Lost(format!("{other:?}, {checked:?}")),
    }
}

/// A keeper that starts after another one died between the network's answer and its own store.
async fn crashed(bench: &Bench, later: TimeDelta) -> Home {
    let home = bench.home().await;
    let id = home.add(Network::X).await;
    bench.advance(TimeDelta::hours(3)).await;
    bench.leave(home).await;
    let gate = Gate::before(&bench.net.network_url(Network::X)).await;
    bench.ask_through(&gate, Network::X);
    let options = bench.options();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a runtime");
    runtime.spawn(async move {
        let keeper =
            Keeper::start(options, std::sync::Arc::new(Recorder::default())).await.expect("a keeper");
        let _ = keeper.renew(&id).await;
    });
    gate.an_answer_waits().await;
    // The dead keeper's memory is gone, and its locks are free.
    let ended = tokio::task::spawn_blocking(move || runtime.shutdown_timeout(Duration::from_secs(10)));
    ended.await.expect("an end");
    gate.open();
    if later > TimeDelta::zero() {
        bench.advance(later).await;
    }
    bench.home().await
}
