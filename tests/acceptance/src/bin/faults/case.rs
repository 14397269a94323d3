//! A fault at a stage of a network, and what is looked at afterwards.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use keeper::{ConnectionId, Event, Health, Options, Snapshot, Timeouts};
use simnet::{DeadEnd, Endpoint, Fault, FaultKind, Network};

use crate::{
    odd, reads, sign_ins,
    support::{Bench, Home, count},
};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    Kind(FaultKind),
    DeadEnd(DeadEnd),
}

#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub network: Network,
    pub stage: Endpoint,
    pub trouble: Trouble,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// Told as disconnected, or as in need of set-up, though nothing was wrong but the way.
    pub false_disconnect: bool,
    /// The token that the network would still take is no longer there, or the person had to sign in again.
    pub lost_token: bool,
    /// The person was told something that was not true.
    pub notified_wrongly: bool,
    /// An answer that is good, though odd, was not read at once as the plain one is.
    pub unread: bool,
    /// What else is not as it should be.
    pub not_survived: Option<String>,
    /// At a sign-in: whether one such answer sent the person back to the login page. `None` where it must.
    pub sent_back: Option<bool>,
}

impl Finding {
    pub fn is_good(&self) -> bool {
        let wrong = self.false_disconnect || self.lost_token || self.notified_wrongly || self.unread;
        !wrong && self.not_survived.is_none() && self.sent_back != Some(true)
    }

    /// Remembers the first thing that is not as it should be.
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
        }
    }

    pub fn all() -> Vec<Self> {
        // For one endpoint a refused connection is a dead end.
        let kinds = FaultKind::ALL.iter().copied();
        let kinds = kinds.filter(|kind| !matches!(kind, FaultKind::None | FaultKind::RefuseConnection));
        kinds.map(Self::Kind).chain(DeadEnd::ALL.map(Self::DeadEnd)).collect()
    }

    /// The kind of an answer that is good, though odd.
    pub fn odd(self) -> Option<FaultKind> {
        match self {
            Self::Kind(kind) => Some(kind).filter(|kind| kind.is_odd()),
            Self::DeadEnd(_) => None,
        }
    }

    fn can_show(self, network: Network, stage: Endpoint) -> bool {
        match self {
            Self::Kind(kind) => kind.suits(network) && kind.touches(stage),
            Self::DeadEnd(_) => true,
        }
    }

    /// Whether only the network's own answers look like this.
    fn is_own(self) -> bool {
        matches!(self, Self::Kind(kind) if Network::EVERY.iter().any(|network| !kind.suits(*network)))
    }
}

/// The stages that a network has.
pub fn stages(network: Network) -> &'static [Endpoint] {
    use Endpoint::{Identity, LongLived, Probe, Renewal, Request, Revoke, Token};
    match network {
        Network::Facebook => &[Token, LongLived, Identity, Probe, Revoke],
        Network::Instagram | Network::Threads => &[Token, LongLived, Identity, Probe, Renewal],
        Network::LinkedIn | Network::X | Network::YouTube | Network::TikTok | Network::Reddit => {
            &[Token, Identity, Probe, Renewal, Revoke]
        }
        Network::Bluesky | Network::Pleroma => &[Request, Token, Identity, Probe, Renewal, Revoke],
        Network::Pinterest | Network::Tumblr => &[Token, Identity, Probe, Renewal],
        Network::XOAuth1 | Network::Mastodon | Network::GoToSocial | Network::Friendica => {
            &[Request, Token, Identity, Probe, Revoke]
        }
        Network::Pixelfed => &[Request, Token, Identity, Probe, Renewal],
    }
}

pub fn all() -> Vec<Case> {
    let at = |network: Network| {
        let stage = move |stage: &Endpoint| {
            let (stage, shows) = (*stage, move |trouble: &Trouble, stage| trouble.can_show(network, stage));
            let troubles = Trouble::all().into_iter().filter(move |trouble| shows(trouble, stage));
            troubles.map(move |trouble| Case { network, stage, trouble })
        };
        stages(network).iter().flat_map(stage)
    };
    Network::EVERY.into_iter().flat_map(at).collect()
}

/// Each fault at each stage at one network, by turns; and what is a network's own, wherever one of each kind has it.
pub fn covering() -> Vec<Case> {
    let all = all();
    let mut chosen = Vec::new();
    for stage in Endpoint::ALL {
        for (turn, trouble) in Trouble::all().into_iter().enumerate() {
            let here: Vec<_> =
                all.iter().filter(|case| case.stage == stage && case.trouble == trouble).copied().collect();
            if trouble.is_own() {
                chosen.extend(here.into_iter().filter(|case| Network::ALL.contains(&case.network)));
            } else if !here.is_empty() {
                chosen.push(here[turn % here.len()]);
            }
        }
    }
    chosen
}

pub async fn run(case: Case) -> Finding {
    if let Some(kind) = case.trouble.odd() {
        return odd::run(case, kind).await;
    }
    match case.stage {
        Endpoint::Request | Endpoint::Token | Endpoint::LongLived | Endpoint::Identity => {
            sign_ins::run(case).await
        }
        Endpoint::Probe | Endpoint::Renewal => reads::run(case).await,
        Endpoint::Revoke => reads::disconnect(case).await,
        Endpoint::Authorize | Endpoint::Page | Endpoint::Introspect => Finding::default(),
    }
}

/// A place to run a case in: simulated networks, and a keeper that does not wait for long.
pub struct Place {
    pub bench: Bench,
    home: Option<Home>,
    case: Case,
    said: Vec<String>,
    /// How often the stage was asked for when it broke.
    asked: u64,
}

impl Place {
    pub async fn new(case: Case) -> Self {
        let bench = Bench::start_with(case.network).await;
        if case.network.rotates() {
            // What a lost answer costs without it is in a table of its own.
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

    /// From now on, until [`Self::clear`], this goes wrong.
    pub async fn break_it(&mut self) {
        let Case { network, stage, trouble } = self.case;
        if network == Network::Bluesky && stage == Endpoint::Request {
            // Where its picture is says a public profile, and that is asked for there as well.
            let pictured =
                |shown: &Arc<Snapshot>| shown.connections.iter().any(|shown| shown.avatar.is_some());
            self.home().shows("a picture", pictured).await;
        }
        match trouble {
            Trouble::Kind(kind) => {
                self.bench.net.set_fault(network, Fault::at(stage, kind)).expect("a fault");
            }
            Trouble::DeadEnd(dead_end) => self.rewrite(Some((stage, dead_end))).await,
        }
        self.asked = self.bench.net.request_count(network, stage);
    }

    /// Behind a dead end nobody is asked: otherwise the case would show nothing.
    pub async fn clear(&mut self, finding: &mut Finding) {
        let Case { network, stage, .. } = self.case;
        let asked = self.bench.net.request_count(network, stage) - self.asked;
        finding.demand(!self.is_dead_end() || asked == 0, || format!("asked {asked} times in spite of all"));
        match self.case.trouble {
            Trouble::Kind(_) => {
                let behave = Fault::everywhere(FaultKind::None);
                self.bench.net.set_fault(self.case.network, behave).expect("no fault");
            }
            Trouble::DeadEnd(_) => self.rewrite(None).await,
        }
    }

    /// A keeper reads its network files when it starts.
    async fn rewrite(&mut self, astray: Option<(Endpoint, DeadEnd)>) {
        self.leave_home().await;
        let folder = self.bench.networks_dir();
        self.bench.net.write_network_file(&folder, self.case.network, astray).expect("a network file");
        self.come_home().await;
    }

    async fn come_home(&mut self) {
        let timeouts = Timeouts {
            connect: Duration::from_secs(2),
            answer: Duration::from_secs(3),
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

    /// All that was told by notices.
    pub fn said(&self) -> Vec<String> {
        let now = self.home().shell.all().into_iter().map(|(id, said)| format!("{id}: {said:?}"));
        // A sign-in that brought nothing to renew with ends soon: that is warned of, and rightly.
        let Case { stage, trouble, .. } = self.case;
        let warned = stage == Endpoint::Token && trouble == Trouble::Kind(FaultKind::BlankRefresh);
        let rightly =
            |said: &String| warned && (said.contains("ReauthorizeBy") || said.contains("Withdrawn"));
        self.said.iter().cloned().chain(now).filter(|said| !rightly(said)).collect()
    }

    /// What a connection must never be while only the way is broken.
    pub fn watch(&self, id: &ConnectionId, finding: &mut Finding) {
        match self.home().health(id) {
            Health::Active
            | Health::Unconfirmed { .. }
            | Health::Unreachable { .. }
            | Health::Expiring { .. } => {}
            Health::Disconnected { .. } | Health::SetUpNeeded { .. } => finding.false_disconnect = true,
        }
    }

    /// The fault is over: the connection comes back by itself, with a token that the network takes.
    pub async fn afterwards(&self, id: &ConnectionId, finding: &mut Finding) {
        let network = self.case.network;
        // Long enough for the first pauses, and less than the window in which X takes a used token once more. In two
        // steps, because what is asked after a sleep is spread.
        for _ in 0..2 {
            self.bench.advance(TimeDelta::seconds(40)).await;
        }
        self.watch(id, finding);
        // Longer than any network may ask to wait.
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

    /// What the history holds of a connection, newest first.
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
