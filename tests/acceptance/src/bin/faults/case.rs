//! A fault at a stage of a network, and the checks after it.

use std::{fmt, sync::Arc, time::Duration};

use chrono::TimeDelta;
use keeper::{ConnectionId, Event, Health, Options, Snapshot, Timeouts};
use simnet::{DeadEnd, Endpoint, Fault, FaultKind, Network};

use crate::{
    odd, reads, sharing, sign_ins,
    situations::{self, Situation},
    support::{Bench, Home, count},
};

/// A fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    Kind(FaultKind),
    DeadEnd(DeadEnd),
    /// The network takes a post, says nothing, and commits it some time later.
    CommitsLate,
    /// The network takes a post, says nothing, and shows it some time later.
    ShowsLate,
}

#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub network: Network,
    pub stage: Endpoint,
    pub trouble: Trouble,
    /// The event beside the trouble of a post. [`Situation::Idle`] at all stages but those of sharing.
    pub situation: Situation,
}

impl Case {
    /// Tells whether a word of the command selects this case: the network's id, the stage's, the situation's, or a part
    /// of the fault's.
    pub fn is_meant_by(&self, word: &str) -> bool {
        match word.parse::<Network>() {
            Ok(network) => self.network == network,
            Err(_) => {
                self.stage.id() == word || self.situation.id() == word || self.trouble.id().contains(word)
            }
        }
    }

    /// The network whose file leads to this one. Posts go to the servers that are like Mastodon by its own file.
    fn network_of_file(&self) -> Network {
        let by_mastodons = self.network.is_like_mastodon() && situations::is_stage(self.stage);
        if by_mastodons { Network::Mastodon } else { self.network }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { network, stage, trouble, situation } = self;
        write!(formatter, "{network}, {}, {}{}", stage.id(), trouble.id(), situation.words())
    }
}

/// The result of a case.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// Gander reported a disconnect or a need for set-up, though only the path was broken.
    pub false_disconnect: bool,
    /// A token that the network would still accept is gone, or the person had to sign in again.
    pub lost_token: bool,
    /// A notice told the person something untrue.
    pub notified_wrongly: bool,
    /// Gander did not read a valid but odd answer at once, as it reads the plain one.
    pub unread: bool,
    /// The network has a post twice.
    pub published_twice: bool,
    /// A post is neither at the network nor waiting nor asking the person.
    pub lost_post: bool,
    /// Gander showed a stage that contradicts the network's truth.
    pub told_wrongly: bool,
    /// The first other defect.
    pub not_survived: Option<String>,
    /// Tells whether one such answer in a sign-in sent the person back to the login page. `None` where it must.
    pub sent_back: Option<bool>,
}

impl Finding {
    pub fn is_good(&self) -> bool {
        !self.columns().contains(&true) && self.not_survived.is_none() && self.sent_back != Some(true)
    }

    /// The defects with a column of their own, in its order.
    pub fn columns(&self) -> [bool; 7] {
        [
            self.false_disconnect,
            self.lost_token,
            self.notified_wrongly,
            self.unread,
            self.published_twice,
            self.lost_post,
            self.told_wrongly,
        ]
    }

    /// Records the first unmet demand.
    pub fn demand(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds && self.not_survived.is_none() {
            self.not_survived = Some(otherwise());
        }
    }
}

impl Trouble {
    pub fn id(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.id(),
            Self::DeadEnd(dead_end) => dead_end.id(),
            Self::CommitsLate => "commits_late",
            Self::ShowsLate => "shows_late",
        }
    }

    pub fn all() -> Vec<Self> {
        let kinds = FaultKind::ALL.iter().copied().filter(|kind| *kind != FaultKind::None);
        let dead_ends = DeadEnd::ALL.map(Self::DeadEnd);
        kinds.map(Self::Kind).chain(dead_ends).chain([Self::CommitsLate, Self::ShowsLate]).collect()
    }

    /// The kind of fault, if it is a valid but odd answer.
    pub fn odd(self) -> Option<FaultKind> {
        match self {
            Self::Kind(kind) => Some(kind).filter(|kind| kind.is_odd()),
            Self::DeadEnd(_) | Self::CommitsLate | Self::ShowsLate => None,
        }
    }

    /// Tells whether the fault can show at this stage of the network.
    pub fn can_show(self, network: Network, stage: Endpoint) -> bool {
        match self {
            // This closes the whole port. At a single endpoint, a refused connection is a `DeadEnd`.
            Self::Kind(FaultKind::RefuseConnection) => situations::is_stage(stage),
            Self::Kind(kind) => kind.suits(network) && kind.touches(stage),
            // The server of a Bluesky account is in its identity, so that no network file leads its posts astray.
            // An upload goes to the address of the post.
            Self::DeadEnd(_) => {
                stage != Endpoint::Upload && (network != Network::Bluesky || !situations::is_stage(stage))
            }
            Self::CommitsLate | Self::ShowsLate => stage == Endpoint::Publish,
        }
    }

    /// Tells whether the fault is specific to some networks.
    fn is_own(self) -> bool {
        matches!(self, Self::Kind(kind) if Network::EVERY.iter().any(|network| !kind.suits(*network)))
    }
}

/// The stages that a network has.
pub fn stages(network: Network) -> Vec<Endpoint> {
    [of_connections(network), situations::stages(network)].concat()
}

fn of_connections(network: Network) -> &'static [Endpoint] {
    use Endpoint::{Identity, LongLived, Probe, Renewal, Request, Revoke, Token};
    match network {
        Network::Facebook => &[Token, LongLived, Identity, Probe, Revoke],
        Network::Instagram | Network::Threads => &[Token, LongLived, Identity, Probe, Renewal],
        Network::LinkedIn | Network::X | Network::YouTube | Network::TikTok | Network::Reddit => {
            &[Token, Identity, Probe, Renewal, Revoke]
        }
        Network::Bluesky | Network::Pleroma => &[Request, Token, Identity, Probe, Renewal, Revoke],
        Network::Pinterest | Network::Tumblr => &[Token, Identity, Probe, Renewal],
        Network::Mastodon | Network::XOAuth1 | Network::GoToSocial | Network::Friendica => {
            &[Request, Token, Identity, Probe, Revoke]
        }
        Network::Pixelfed => &[Request, Token, Identity, Probe, Renewal],
    }
}

pub fn all() -> Vec<Case> {
    let mut all = Vec::new();
    for network in Network::EVERY {
        for stage in stages(network) {
            let shows = Trouble::all().into_iter().enumerate().filter(|(_, it)| it.can_show(network, stage));
            for (turn, trouble) in shows {
                // A closed port refuses the first request as well.
                let can_be = |situation: &Situation| {
                    *situation != Situation::Later || trouble != Trouble::Kind(FaultKind::RefuseConnection)
                };
                let situations = Situation::at(network, stage, turn).filter(can_be);
                all.extend(situations.map(|situation| Case { network, stage, trouble, situation }));
            }
        }
    }
    all
}

/// Each fault at each stage at one network in turn, and network-specific faults at all of [`Network::ALL`]. At the stages
/// of sharing, the situations take turns as well, and each fault comes once at each network whose code is its own.
pub fn covering() -> Vec<Case> {
    let all = all();
    let mut chosen = Vec::new();
    for stage in Endpoint::ALL {
        for (turn, trouble) in Trouble::all().into_iter().enumerate() {
            let here: Vec<_> =
                all.iter().filter(|case| case.stage == stage && case.trouble == trouble).copied().collect();
            if situations::is_stage(stage) {
                chosen.extend(here.into_iter().filter(|case| situations::is_in_turn(case, turn)));
            } else if trouble.is_own() {
                chosen.extend(here.into_iter().filter(|case| Network::ALL.contains(&case.network)));
            } else if !here.is_empty() {
                chosen.push(here[turn % here.len()]);
            }
        }
    }
    chosen
}

pub async fn run(case: Case) -> Finding {
    if let Some(kind) = case.trouble.odd().filter(|_| !situations::is_stage(case.stage)) {
        return odd::run(case, kind).await;
    }
    match case.stage {
        Endpoint::Request | Endpoint::Token | Endpoint::LongLived | Endpoint::Identity => {
            sign_ins::run(case).await
        }
        Endpoint::Probe | Endpoint::Renewal => reads::run(case).await,
        Endpoint::Revoke => reads::disconnect(case).await,
        Endpoint::Authorize | Endpoint::Page | Endpoint::Introspect => Finding::default(),
        Endpoint::Publish | Endpoint::Look | Endpoint::Upload => sharing::run(case).await,
    }
}

/// A place to run a case in: simulated networks, and a keeper with short timeouts.
pub struct Place {
    pub bench: Bench,
    home: Option<Home>,
    case: Case,
    said: Vec<String>,
    /// The number of requests to the stage when it broke.
    asked: u64,
}

impl Place {
    pub async fn new(case: Case) -> Self {
        let bench = Bench::start_with(case.network_of_file()).await;
        if case.network.rotates() {
            // Another table shows the cost of a lost answer without a grace window.
            bench.net.set_grace(case.network, 300).expect("a grace window");
        }
        let mut place = Self { bench, home: None, case, said: Vec::new(), asked: 0 };
        place.come_home().await;
        place
    }

    pub fn case(&self) -> Case {
        self.case
    }

    pub fn is_dead_end(&self) -> bool {
        matches!(self.case.trouble, Trouble::DeadEnd(_))
    }

    pub fn home(&self) -> &Home {
        self.home.as_ref().expect("somebody is at home")
    }

    /// Starts the fault, which lasts until [`Self::clear`].
    pub async fn break_it(&mut self) {
        let Case { network, stage, trouble, situation } = self.case;
        if network == Network::Bluesky && stage == Endpoint::Request {
            // A request to this stage fetches the public profile, which names the picture.
            let pictured =
                |shown: &Arc<Snapshot>| shown.connections.iter().any(|shown| shown.avatar.is_some());
            self.home().shows("a picture", pictured).await;
        }
        let net = &self.bench.net;
        let lost = Fault::at(stage, FaultKind::ResetAfter);
        match trouble {
            Trouble::Kind(FaultKind::RefuseConnection) => {
                net.set_fault(network, Fault::everywhere(FaultKind::RefuseConnection)).expect("a fault");
            }
            Trouble::Kind(kind) => {
                let fault = Fault::at(stage, kind);
                let fault = if situation == Situation::Later { fault.after(1) } else { fault };
                net.set_fault(network, fault).expect("a fault");
            }
            Trouble::DeadEnd(dead_end) => self.rewrite(Some((stage, dead_end))).await,
            Trouble::CommitsLate => {
                net.set_fault(network, lost.late(sharing::COMMITS_AFTER)).expect("a fault");
            }
            Trouble::ShowsLate => {
                net.set_posts_shown_after(network, sharing::SHOWS_AFTER).expect("a time");
                net.set_fault(network, lost).expect("a fault");
            }
        }
        self.asked = self.bench.net.request_count(network, stage);
    }

    /// Ends the fault. Checks that a dead end received no request: otherwise the case would show nothing.
    pub async fn clear(&mut self, finding: &mut Finding) {
        let Case { network, stage, .. } = self.case;
        let asked = self.bench.net.request_count(network, stage) - self.asked;
        finding.demand(!self.is_dead_end() || asked == 0, || format!("asked {asked} times in spite of all"));
        match self.case.trouble {
            Trouble::Kind(_) | Trouble::CommitsLate | Trouble::ShowsLate => {
                let behave = Fault::everywhere(FaultKind::None);
                self.bench.net.set_fault(self.case.network, behave).expect("no fault");
            }
            Trouble::DeadEnd(_) => self.rewrite(None).await,
        }
    }

    /// Writes the network file and restarts the keeper, which reads it at its start.
    async fn rewrite(&mut self, astray: Option<(Endpoint, DeadEnd)>) {
        self.leave_home().await;
        let folder = self.bench.networks_dir();
        self.bench
            .net
            .write_network_file(&folder, self.case.network_of_file(), astray)
            .expect("a network file");
        self.come_home().await;
    }

    async fn come_home(&mut self) {
        let timeouts = Timeouts {
            connect: Duration::from_secs(2),
            answer: Duration::from_secs(3),
            // Longer than a good answer takes while all processors are busy.
            once: Duration::from_secs(6),
            retry: Duration::from_millis(50),
            revocation: Duration::from_secs(3),
        };
        let options = Options { timeouts, ..self.bench.options() };
        self.home = Some(self.bench.home_with(options).await.expect("a keeper"));
    }

    async fn leave_home(&mut self) {
        let Some(home) = self.home.take() else { return };
        self.said.extend(home.shell.all().into_iter().map(|(id, said)| format!("{id}: {said:?}")));
        self.bench.leave(home).await;
    }

    /// All notices so far, except rightful warnings.
    pub fn said(&self) -> Vec<String> {
        let now = self.home().shell.all().into_iter().map(|(id, said)| format!("{id}: {said:?}"));
        // A sign-in without a refresh token ends soon, so a warning of that is right.
        let Case { stage, trouble, .. } = self.case;
        let warned = stage == Endpoint::Token && trouble == Trouble::Kind(FaultKind::BlankRefresh);
        let rightly =
            |said: &String| warned && (said.contains("ReauthorizeBy") || said.contains("Withdrawn"));
        self.said.iter().cloned().chain(now).filter(|said| !rightly(said)).collect()
    }

    /// Records a disconnect as false, since only the path is broken.
    pub fn watch(&self, id: &ConnectionId, finding: &mut Finding) {
        match self.home().health(id) {
            Health::Active
            | Health::Unconfirmed { .. }
            | Health::Unreachable { .. }
            | Health::Expiring { .. } => {}
            Health::Disconnected { .. } | Health::SetUpNeeded { .. } => finding.false_disconnect = true,
        }
    }

    /// Checks after the fault that the connection recovers by itself, with a token that the network accepts.
    pub async fn afterwards(&self, id: &ConnectionId, finding: &mut Finding) {
        let network = self.case.network;
        // Longer than the first pauses, and shorter than X's grace window for a used token. Two steps, because
        // requests after a sleep are spread.
        for _ in 0..2 {
            self.bench.advance(TimeDelta::seconds(40)).await;
        }
        self.watch(id, finding);
        // Longer than the wait that any network may demand.
        self.bench.advance(TimeDelta::hours(25)).await;
        self.bench.advance(TimeDelta::seconds(40)).await;
        self.watch(id, finding);
        let health = self.home().health(id);
        finding.demand(health == Health::Active, || format!("{health:?} a day after"));
        let asked = self.bench.net.request_count(network, Endpoint::Probe);
        let health = self.home().ask(id).await;
        finding.demand(health == Health::Active, || format!("{health:?} when asked"));
        finding.demand(self.bench.net.request_count(network, Endpoint::Probe) > asked, || {
            "nobody was asked".into()
        });
        finding.lost_token |= self.bench.net.lets_in(network, "danar") != Ok(true);
        let said = self.said();
        finding.notified_wrongly |= !said.is_empty();
        finding.demand(said.is_empty(), || said.join(", "));
        for event in self.events(id).await {
            finding.false_disconnect |= matches!(event, Event::Disconnected(_) | Event::SetUpNeeded(_));
        }
    }

    /// The history of a connection, newest event first.
    pub async fn events(&self, id: &ConnectionId) -> Vec<Event> {
        let history = self.home().history(Some(id), 1000).await.expect("a history");
        history.into_iter().map(|entry| entry.event).collect()
    }

    pub fn secrets(&self) -> usize {
        count(&self.bench.database(), "secrets")
    }

    pub async fn end(mut self) {
        self.leave_home().await;
        self.bench.net.stop().await;
    }
}
