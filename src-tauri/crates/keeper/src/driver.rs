//! The driver: one task owns the machine, feeds it what happened and does what it says.

pub(crate) mod alerts;
mod avatars;
mod commands;
#[cfg(test)]
mod crowd;
mod effects;
mod errands;
mod lead;
mod mails;
mod organizations;
mod pages;
mod shown;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{Attempt, ConnectionId, Input, Lifecycle, NetworkId, Policy, SignInProgress};
use networks::{Catalogue, Network};
use secrecy::SecretString;
use tokio::sync::{mpsc, oneshot, watch};
use url::Url;

use crate::{
    Error, Invitation, JoinPlan, KeyCheck, KeySource, Outcome, Patience,
    avatar::{Picture, Source},
    connections::Connections,
    crash,
    email::MailTrouble,
    gate::Gate,
    http::Http,
    key::{self, Found},
    oauth::{Authorization, Known, SignedIn},
    organization::{Joined, Joining},
    process::{Guard, Lead, Watch},
    redirect::Redirected,
    shell::{NotShown, Shell},
    sign_ins::{Said, SignIns},
    snapshot::{ConnectionState, Failure, Snapshot},
    store::{App, AppKeys, Change, Store},
    time::Time,
    token::Secrets,
    vault::{Key, VaultTrouble},
    work::{Done, Tools},
};

/// Every wait is this short at most, and reads the clock again: sleep, wake and jumps are noticed.
/// Linux tells of both by itself, so there it is only for what another process left behind.
const LONGEST_WAIT: Duration = Duration::from_secs(if cfg!(target_os = "linux") { 60 } else { 30 });
/// Clocks that move apart by more than this tell of a jump, or of the device's sleep.
const JUMP: TimeDelta = TimeDelta::seconds(10);
/// How long a keyring may take before the vault is called locked. It is still believed when it answers later.
const KEYRING_PATIENCE: Duration = Duration::from_secs(10);
/// How long a shutdown waits for a disk that takes nothing.
const SHUTDOWN_PATIENCE: Duration = Duration::from_secs(10);

type Reply<T> = oneshot::Sender<Result<T, Error>>;

/// What a handle asks for.
pub(crate) enum Command {
    Connect(NetworkId, Said, Reply<Attempt>),
    Reauthorize(ConnectionId, Said, Reply<Attempt>),
    EnterPin(Attempt, SecretString, Reply<()>),
    Outcome(Attempt, oneshot::Sender<Outcome>),
    AuthorizationUrl(Attempt, Reply<Url>),
    Cancel(Attempt, Reply<()>),
    AddAsNew(Attempt, Reply<()>),
    Check(Option<ConnectionId>, Reply<()>),
    Renew(ConnectionId, Reply<()>),
    Disconnect(ConnectionId, Reply<()>),
    ListPages(ConnectionId, Reply<()>),
    HoldPages(ConnectionId, Vec<String>, Reply<()>),
    SetApp(NetworkId, App, Reply<()>),
    RemoveApp(NetworkId, Reply<()>),
    Plan(Box<Invitation>, Reply<JoinPlan>),
    Join(Box<Joining>, JoinPlan, Reply<()>),
    /// The file that an organization of this name hands out, with secrets if there is a passphrase.
    MakeOrganization(String, Option<SecretString>, Reply<String>),
    CheckApp(NetworkId, Reply<KeyCheck>),
    SetBridge(NetworkId, Option<String>, Reply<()>),
    /// A link that a bridge page opened.
    TakeRedirect(SecretString, Reply<()>),
    SetAlerts(Box<::alerts::Settings>, Option<SecretString>, Reply<()>),
    TestEmail(Box<::alerts::Email>, Option<SecretString>, Reply<()>),
    PauseAlerts(Option<DateTime<Utc>>, Reply<()>),
    SetLanguage(Option<&'static str>, Reply<()>),
    ShutDown(oneshot::Sender<()>),
}

pub(crate) enum Message {
    Command(Command),
    Done(Box<Done>),
    /// What the person's browser is to open.
    Prepared(Attempt, Result<Box<Authorization>, Failure>),
    Redirected(Attempt, Redirected),
    Key(Option<Result<Found, VaultTrouble>>),
    /// The process that kept the time is gone.
    Lead(Lead),
    /// All that is not asked for by a person waits until then.
    PatienceAsked(NetworkId, DateTime<Utc>),
    /// No other process works on this connection any more, whose renewal of this generation one had begun.
    Free(ConnectionId, u64),
    /// A notification with these as its news was shown, or was not.
    Shown(Vec<ConnectionId>, Result<(), NotShown>),
    /// A mail was taken by the server, or was not.
    Mailed(mails::Told, Result<(), MailTrouble>),
    /// The picture of a connection that was named by this address, or nothing.
    Picture(ConnectionId, Source, Option<Picture>),
}

pub(crate) struct Driver {
    pub machine: Lifecycle,
    /// Every network, those of organizations included.
    pub catalogue: Arc<Catalogue>,
    /// Those that Gander brings along, and those of the person's folder.
    pub own: Arc<Catalogue>,
    /// What handles read.
    pub known: Arc<RwLock<Arc<Catalogue>>>,
    pub store: Arc<Mutex<Store>>,
    pub shell: Arc<dyn Shell>,
    pub clock: Arc<Time>,
    pub patience: Patience,
    pub key_source: KeySource,
    /// `None` in memory.
    pub dir: Option<PathBuf>,
    /// Whether this process would keep the time, if no other does.
    pub timed_work: bool,
    pub messages: mpsc::UnboundedSender<Message>,
    pub published: watch::Sender<Arc<Snapshot>>,
    pub state: State,
}

/// All clocks at one moment.
#[derive(Clone, Copy)]
struct Moment {
    now: DateTime<Utc>,
    elapsed: Duration,
    /// On some systems this stands still while the device sleeps.
    awake: Instant,
}

/// Why the driver looks around.
enum Woken {
    Told(Option<Message>),
    StoreChanged,
    ClockMoved,
    TimePassed,
}

/// What the driver itself remembers.
#[derive(Default)]
pub(crate) struct State {
    key: Option<Key>,
    trouble: Option<VaultTrouble>,
    asking_keyring: bool,
    /// Commands that wait for the key.
    parked: Vec<Command>,
    http: Option<Http>,
    lead: Option<Lead>,
    waits_to_lead: bool,
    /// Renewals, by their generation, that this process began or knows of: what becomes of them is seen to.
    begun: HashMap<ConnectionId, u64>,
    watch: Option<Watch>,
    sign_ins: SignIns,
    /// Renewed secrets that are not durable yet.
    renewed: HashMap<Attempt, (Secrets, Guard)>,
    waiting: HashMap<ConnectionId, Vec<oneshot::Sender<Result<(), Error>>>>,
    waiting_for_pages: pages::Waiting,
    /// What the asker of a piece of work is told instead of "done".
    errors: HashMap<ConnectionId, Error>,
    apps: BTreeMap<NetworkId, AppKeys>,
    /// What organizations handed out.
    joined: Joined,
    /// Where the person hosts the bridge page, for each network that sends people back by it.
    bridges: BTreeMap<NetworkId, Url>,
    alerts: alerts::Alerts,
    avatars: avatars::Avatars,
    /// Every network's rules, with the person's own ladder.
    policies: Arc<BTreeMap<NetworkId, Arc<Policy>>>,
    /// What is shown of each connection, by its id and in its order.
    shown: HashMap<ConnectionId, Arc<ConnectionState>>,
    connections: Connections,
    /// States and removals that the disk did not take yet.
    unsaved: BTreeSet<ConnectionId>,
    unforgotten: BTreeSet<ConnectionId>,
    storage_problem: bool,
    /// Whose turn it is to ask a network.
    gate: Gate,
    in_flight: usize,
    /// A mail is on its way.
    mailing: bool,
    revision: u64,
    shut_down: Option<(Instant, Vec<oneshot::Sender<()>>)>,
}

impl Driver {
    pub async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Message>) {
        let (changed, mut changes) = mpsc::unbounded_channel();
        self.state.watch = self.dir.as_deref().and_then(|dir| Watch::start(dir, changed.clone()));
        // Whatever changed before the watch began.
        self.reload();
        self.ask_for_key();
        let mut seen = self.moment();
        loop {
            self.do_all().await;
            self.tell_alerts();
            if self.may_end() {
                break;
            }
            let (wait, begun) = (self.wait(), self.clock.elapsed());
            let woken = tokio::select! {
                message = inbox.recv() => Woken::Told(message),
                Some(()) = changes.recv() => Woken::StoreChanged,
                () = self.clock.moved() => Woken::ClockMoved,
                () = tokio::time::sleep(wait) => Woken::TimePassed,
            };
            // Before anything else: an answer that lay there while the device slept is taken in after the resume.
            seen = self.notice_jump(seen, begun + wait);
            match woken {
                Woken::Told(Some(message)) => self.take(message),
                // Every handle is gone.
                Woken::Told(None) => self.begin_shut_down(None),
                Woken::StoreChanged => self.reload(),
                Woken::ClockMoved => {}
                Woken::TimePassed => self.look_around(),
            }
            let now = self.clock.now();
            self.machine.trust_clock(now, self.clock.is_trusted());
            self.machine.handle(now, Input::Tick);
        }
        for waiter in self.state.shut_down.into_iter().flat_map(|(_, waiters)| waiters) {
            let _ = waiter.send(());
        }
    }

    fn wait(&self) -> Duration {
        if self.state.shut_down.is_some() {
            return Duration::from_millis(200);
        }
        let next = [self.machine.next_deadline(), self.next_alert()].into_iter().flatten().min();
        let until = next.map(|at| at.signed_duration_since(self.clock.now()));
        until.map_or(LONGEST_WAIT, |wait| wait.to_std().unwrap_or_default().min(LONGEST_WAIT))
    }

    fn moment(&self) -> Moment {
        Moment { now: self.clock.now(), elapsed: self.clock.elapsed(), awake: Instant::now() }
    }

    /// Tells the machine of a jump of the time, and of a sleep of the device or of this process, which was to look
    /// around when `due` had elapsed.
    fn notice_jump(&mut self, seen: Moment, due: Duration) -> Moment {
        let moment = self.moment();
        let elapsed = delta(moment.elapsed.saturating_sub(seen.elapsed));
        let jumped = (moment.now - seen.now - elapsed).abs() > JUMP;
        let slept = elapsed - delta(moment.awake - seen.awake) > JUMP;
        let overslept = delta(moment.elapsed.saturating_sub(due)) > JUMP;
        if jumped || slept || overslept {
            tracing::info!(jumped, slept, overslept, "the clock jumped, or the device slept");
            self.machine.handle(moment.now, Input::Resumed);
            self.reach_mail_server_again();
        }
        moment
    }

    /// What is looked at when nothing else happened.
    fn look_around(&mut self) {
        self.reload();
        self.try_to_lead();
        for id in std::mem::take(&mut self.state.unsaved) {
            self.save(&id);
        }
        for id in std::mem::take(&mut self.state.unforgotten) {
            self.forget(id);
        }
        self.save_alerts();
    }

    fn may_end(&self) -> bool {
        let Some((since, _)) = &self.state.shut_down else { return false };
        let idle = self.state.in_flight == 0;
        if idle && !self.state.renewed.is_empty() && since.elapsed() > SHUTDOWN_PATIENCE {
            tracing::error!("ended with a renewed token that could not be stored");
            return true;
        }
        let finishing =
            self.machine.sign_ins().any(|(_, sign_in)| sign_in.progress() == SignInProgress::Finishing);
        idle && self.state.renewed.is_empty() && (!finishing || since.elapsed() > SHUTDOWN_PATIENCE)
    }

    fn begin_shut_down(&mut self, waiter: Option<oneshot::Sender<()>>) {
        self.state.shut_down.get_or_insert_with(|| (Instant::now(), Vec::new())).1.extend(waiter);
        self.give_back_all();
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        // A panic while it was held left a transaction that SQLite has rolled back.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in what an earlier run left, and shows it.
    pub fn restore(&mut self) {
        self.machine.trust_clock(self.clock.now(), self.clock.is_trusted());
        self.reload_networks();
        // Before the connections, because the ladder that they are warned by is among them.
        self.reload_alerts();
        let policies = Arc::clone(&self.state.policies);
        let changes = self.store().connections(&|id| policies.get(id).cloned());
        self.take_changes(changes, true);
        self.reload_apps();
        self.restore_alerts();
        self.reload_avatars();
        self.publish();
    }

    /// Another process changed something, or may have.
    fn reload(&mut self) {
        self.reload_networks();
        self.reload_alerts();
        let policies = Arc::clone(&self.state.policies);
        let changes = self.store().changes(&|id| policies.get(id).cloned());
        self.take_changes(changes, false);
        self.reload_apps();
        self.reload_avatars();
        self.watch_journal();
    }

    fn take_changes(&mut self, changes: Result<Vec<Change>, crate::StoreError>, at_start: bool) {
        let now = self.clock.now();
        match changes {
            Ok(changes) => {
                for change in changes {
                    match change {
                        Change::Written(record, _) if self.machine.record(&record.id) == Some(&*record) => {}
                        // Later, a journalled renewal may be another process's, and under way.
                        Change::Written(record, interrupted) => {
                            let interrupted = interrupted && at_start;
                            if interrupted {
                                self.state.begun.insert(record.id.clone(), record.grant.generation);
                            }
                            self.machine.handle(now, Input::Restored { record, interrupted });
                        }
                        Change::Removed(connection) => {
                            self.machine.handle(now, Input::Removed { connection });
                        }
                    }
                }
            }
            Err(error) => tracing::error!(%error, "the store could not be read"),
        }
    }

    fn reload_apps(&mut self) {
        let kept = {
            let store = self.store();
            store.apps().and_then(|apps| Ok((BTreeMap::from_iter(apps), store.bridges()?)))
        };
        let Ok((apps, bridges)) = kept else { return };
        let moved = self.state.bridges != bridges;
        self.state.bridges = bridges;
        let former = std::mem::replace(&mut self.state.apps, apps);
        if former == self.state.apps && !moved {
            return;
        }
        let now = self.clock.now();
        let changed: Vec<_> = self
            .state
            .apps
            .iter()
            .filter(|(network, keys)| former.get(*network) != Some(keys))
            .map(|(network, _)| network.clone())
            .collect();
        for network in changed {
            self.machine.handle(now, Input::AppKeysChanged { network });
        }
        self.publish();
    }

    fn ask_for_key(&mut self) {
        let asked = {
            let store = self.store();
            store.vault_id().and_then(|vault| Ok((vault, store.is_sealed()?)))
        };
        let (vault, sealed) = match asked {
            Ok(asked) => asked,
            Err(error) => {
                tracing::error!(%error, "the store could not be read");
                return;
            }
        };
        self.state.asking_keyring = true;
        self.state.trouble = None;
        let mut answer = key::fetch(&self.key_source, &vault, sealed, self.dir.as_deref());
        let messages = self.messages.clone();
        tokio::spawn(async move {
            let told = tokio::time::timeout(KEYRING_PATIENCE, &mut answer).await;
            if told.is_err() {
                let _ = messages.send(Message::Key(None));
            }
            let late = match told {
                Ok(answered) => answered,
                Err(_) => answer.await,
            };
            let found = late.unwrap_or(Err(VaultTrouble::NoKeyring));
            let _ = messages.send(Message::Key(Some(found)));
        });
    }

    fn take_key(&mut self, found: Option<Result<Found, VaultTrouble>>) {
        let accepted = match found {
            None => Err(Error::from(VaultTrouble::Waiting)),
            Some(found) => {
                self.state.asking_keyring = false;
                found.map_err(Error::from).and_then(|found| {
                    if found.fresh {
                        tracing::info!("a new key seals this database");
                    }
                    crash::point("key.before-sealed");
                    self.store().accept(&found.key)?;
                    crash::point("key.after-sealed");
                    Ok(found.key)
                })
            }
        };
        match accepted {
            Ok(key) => {
                self.state.key = Some(key);
                self.state.trouble = None;
                self.try_to_lead();
            }
            Err(Error::VaultLocked(trouble)) => self.state.trouble = Some(trouble),
            Err(error) => {
                tracing::error!(%error, "the key could not be checked");
                self.state.storage_problem = true;
                self.state.trouble = Some(VaultTrouble::Waiting);
            }
        }
        self.publish();
        for command in std::mem::take(&mut self.state.parked) {
            if self.state.key.is_some() || matches!(command, Command::Disconnect(..)) {
                self.obey(command);
            } else {
                commands::refuse(command, || self.locked().into());
            }
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Command(command) => self.obey(command),
            Message::Done(done) => {
                self.state.in_flight -= 1;
                // The next may ask while this one is stored.
                if let Some(attempt) = done.attempt() {
                    self.state.gate.leave(attempt);
                    self.let_in();
                }
                self.take_done(*done);
            }
            Message::Prepared(attempt, prepared) => self.take_prepared(attempt, prepared),
            Message::Redirected(attempt, redirected) => self.take_redirect(attempt, redirected),
            Message::Key(found) => self.take_key(found),
            Message::PatienceAsked(network, until) => self.be_patient(network, until),
            Message::Lead(lead) => self.lead(lead),
            Message::Shown(connections, result) => self.shown(&connections, result),
            Message::Mailed(told, result) => self.mailed(&told, result),
            Message::Free(connection, generation) => self.take_over(&connection, generation),
            Message::Picture(connection, source, picture) => self.picture_came(connection, source, picture),
        }
    }

    fn locked(&self) -> VaultTrouble {
        self.state.trouble.unwrap_or(VaultTrouble::Waiting)
    }

    fn network(&self, id: &NetworkId) -> Result<Arc<Network>, Error> {
        self.catalogue.get(id).cloned().ok_or_else(|| Error::UnknownNetwork(id.to_string()))
    }

    fn tools(&mut self) -> Result<Tools, Error> {
        if self.state.http.is_none() {
            self.state.http = Some(Http::new(self.patience)?.telling(self.messages.clone()));
        }
        let http = self.state.http.clone().ok_or_else(|| Error::Http(String::new()))?;
        let key = self.state.key.clone().ok_or_else(|| self.locked())?;
        Ok(Tools {
            http,
            key,
            clock: Arc::clone(&self.clock),
            store: Arc::clone(&self.store),
            dir: self.dir.clone(),
        })
    }

    /// Whether a sign-in is one of a connection that is there.
    fn is_known(&self, attempt: Attempt) -> bool {
        self.machine.sign_ins().any(|(of, sign_in)| of == attempt && sign_in.expected.is_some())
    }

    fn take_prepared(&mut self, attempt: Attempt, prepared: Result<Box<Authorization>, Failure>) {
        let authorization = match prepared {
            Ok(authorization) => authorization,
            // Where an account is that was found before is known: something else answered in its place.
            Err(Failure::AddressUnknown) if self.is_known(attempt) => {
                return self.fail_sign_in(attempt, Failure::BadAnswer);
            }
            Err(failure) => return self.fail_sign_in(attempt, failure),
        };
        // Given up meanwhile.
        let Some(flow) = self.state.sign_ins.get_mut(attempt) else { return };
        if self.shell.open_url(&authorization.url).is_err() {
            // The link can still be copied.
            tracing::warn!("no browser could be opened");
        }
        flow.authorization = Some(authorization.into());
        self.publish();
    }

    fn take_redirect(&mut self, attempt: Attempt, redirected: Redirected) {
        let failure = match redirected {
            Redirected::Code(code) => {
                if let Some(flow) = self.state.sign_ins.get_mut(attempt) {
                    flow.code = Some(code);
                    self.machine.handle(self.clock.now(), Input::RedirectArrived { attempt });
                }
                return;
            }
            Redirected::Denied => Failure::Denied,
            Redirected::Refused => Failure::Refused,
            Redirected::AppRefused => Failure::AppKeys(lifecycle::SetUp::AppKeysRefused),
            Redirected::Unreachable => Failure::Unreachable,
            Redirected::TimedOut => Failure::TimedOut,
        };
        self.fail_sign_in(attempt, failure);
    }

    fn fail_sign_in(&mut self, attempt: Attempt, failure: Failure) {
        if let Some(flow) = self.state.sign_ins.get_mut(attempt) {
            flow.failure = Some(failure);
        }
        self.machine.handle(self.clock.now(), Input::SignInFailed { attempt });
    }

    fn take_done(&mut self, done: Done) {
        let now = self.clock.now();
        let input = match done {
            Done::SignedIn { attempt, signed_in: SignedIn { account, avatar, answer }, guard } => {
                // The lock is ours: what the store holds now is what this sign-in replaces.
                self.reload();
                if let Some(flow) = self.state.sign_ins.get_mut(attempt) {
                    flow.secrets = Some(answer.secrets);
                    flow.guard = Some(guard);
                    flow.avatar = avatar;
                }
                Input::Exchanged { attempt, account, lifetimes: answer.lifetimes, scopes: answer.scopes }
            }
            Done::SignInFailed { attempt, failure } => return self.fail_sign_in(attempt, failure),
            Done::Renewed { connection, attempt, answer, guard } => {
                self.state.renewed.insert(attempt, (answer.secrets, guard));
                Input::Renewed { connection, attempt, lifetimes: answer.lifetimes, scopes: answer.scopes }
            }
            Done::Probed { connection, attempt, known: Known { account, avatar, scopes }, pages } => {
                self.picture_named(&connection, avatar, false);
                if let Some((generation, seen)) = pages {
                    self.pages_seen(&connection, generation, seen);
                }
                Input::Probed { connection, attempt, account: Some(account), scopes }
            }
            Done::PagesSeen { connection, generation, seen, .. } => {
                return self.pages_listed(&connection, generation, seen);
            }
            Done::Refused { connection, attempt, verdict } => Input::Refused { connection, attempt, verdict },
            Done::Lost { connection, attempt, evidence } => {
                Input::AnswerLost { connection, attempt, evidence }
            }
            Done::Revoked { connection, confirmed } => return self.revoked(connection, confirmed),
            Done::AppKeysMissing { connection, attempt } => Input::AppKeysMissing { connection, attempt },
            Done::MovedOn { connection, attempt } => {
                self.reload();
                Input::Postponed { connection, attempt }
            }
            Done::Postponed { connection, attempt, error } => {
                tracing::warn!(%connection, %error, "postponed");
                self.state.storage_problem |= matches!(error, Error::Store(_));
                self.state.errors.insert(connection.clone(), error);
                Input::Postponed { connection, attempt }
            }
        };
        self.machine.handle(now, input);
    }
}

fn delta(duration: Duration) -> TimeDelta {
    TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX)
}
