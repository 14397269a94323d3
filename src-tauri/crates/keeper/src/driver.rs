//! The driver: one task owns the machine, feeds it what happened and does what it says.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{
    Attempt, ConnectionId, Effect, Event, Input, Lifecycle, NetworkId, SignInOutcome, SignInProgress,
};
use networks::{Catalogue, Network};
use secrecy::SecretString;
use tokio::sync::{mpsc, oneshot, watch};

use crate::{
    Error, KeySource, Outcome,
    clock::Clock,
    http::Http,
    key::{self, Found},
    oauth::{Talk, supported},
    process::{Guard, Lead, Watch},
    redirect::{Listener, Redirected},
    shell::{Notice, Shell},
    sign_ins::{SignIns, new_connection},
    snapshot::{Failure, Snapshot, VaultState},
    store::{App, Change, Commit, HasSecret, Store},
    token::Secrets,
    vault::{Key, VaultTrouble},
    view,
    work::{Done, Tools, failure_of},
};

/// Every wait is this short at most, and reads the clock again: sleep, wake and jumps are noticed.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// A clock that is off by more than this against the monotonic one has jumped, or the device slept.
const JUMP: TimeDelta = TimeDelta::seconds(10);
/// How long a keyring may take before the vault is called locked. It is still believed when it answers later.
const KEYRING_PATIENCE: Duration = Duration::from_secs(10);
/// How long a shutdown waits for a disk that takes nothing.
const SHUTDOWN_PATIENCE: Duration = Duration::from_secs(10);

type Reply<T> = oneshot::Sender<Result<T, Error>>;

/// What a handle asks for.
pub(crate) enum Command {
    Connect(NetworkId, Reply<Attempt>),
    Reauthorize(ConnectionId, Reply<Attempt>),
    Outcome(Attempt, oneshot::Sender<Outcome>),
    AuthorizationUrl(Attempt, Reply<url::Url>),
    Cancel(Attempt, Reply<()>),
    AddAsNew(Attempt, Reply<()>),
    Check(Option<ConnectionId>, Reply<()>),
    Renew(ConnectionId, Reply<()>),
    Disconnect(ConnectionId, Reply<()>),
    SetApp(NetworkId, App, Reply<()>),
    ShutDown(oneshot::Sender<()>),
}

pub(crate) enum Message {
    Command(Command),
    Done(Done),
    Redirected(Attempt, Redirected),
    Key(Option<Result<Found, VaultTrouble>>),
}

pub(crate) struct Driver {
    pub machine: Lifecycle,
    pub catalogue: Arc<Catalogue>,
    pub store: Arc<Mutex<Store>>,
    pub shell: Arc<dyn Shell>,
    pub clock: Arc<dyn Clock>,
    pub key_source: KeySource,
    /// `None` in memory.
    pub dir: Option<PathBuf>,
    /// Whether this process would keep the time, if no other does.
    pub timed_work: bool,
    pub messages: mpsc::UnboundedSender<Message>,
    pub published: watch::Sender<Arc<Snapshot>>,
    pub state: State,
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
    watch: Option<Watch>,
    sign_ins: SignIns,
    /// Renewed secrets that are not durable yet.
    renewed: HashMap<Attempt, (Secrets, Guard)>,
    waiting: HashMap<ConnectionId, Vec<oneshot::Sender<Result<(), Error>>>>,
    /// What the asker of a piece of work is told instead of "done".
    errors: HashMap<ConnectionId, Error>,
    apps: BTreeMap<NetworkId, HasSecret>,
    /// States and removals that the disk did not take yet.
    unsaved: BTreeSet<ConnectionId>,
    unforgotten: BTreeSet<ConnectionId>,
    storage_problem: bool,
    in_flight: usize,
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
        let mut seen = (self.clock.now(), Instant::now());
        loop {
            self.do_all().await;
            if self.may_end() {
                break;
            }
            let clock = Arc::clone(&self.clock);
            tokio::select! {
                message = inbox.recv() => match message {
                    Some(message) => self.take(message),
                    // Every handle is gone.
                    None => self.begin_shut_down(None),
                },
                Some(()) = changes.recv() => self.reload(),
                () = clock.moved() => {}
                () = tokio::time::sleep(self.wait()) => self.look_around(),
            }
            seen = self.notice_jump(seen);
            self.machine.handle(self.clock.now(), Input::Tick);
        }
        for waiter in self.state.shut_down.into_iter().flat_map(|(_, waiters)| waiters) {
            let _ = waiter.send(());
        }
    }

    fn wait(&self) -> Duration {
        if self.state.shut_down.is_some() {
            return Duration::from_millis(200);
        }
        let until = self.machine.next_deadline().map(|at| at - self.clock.now());
        until.map_or(LONGEST_WAIT, |wait| wait.to_std().unwrap_or_default().min(LONGEST_WAIT))
    }

    fn notice_jump(&mut self, (wall, monotonic): (DateTime<Utc>, Instant)) -> (DateTime<Utc>, Instant) {
        let now = (self.clock.now(), Instant::now());
        let passed = TimeDelta::from_std(now.1 - monotonic).unwrap_or(TimeDelta::MAX);
        if ((now.0 - wall) - passed).abs() > JUMP {
            tracing::info!("the clock jumped, or the device slept");
            self.machine.handle(now.0, Input::Resumed);
        }
        now
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
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        // A panic while it was held left a transaction that SQLite has rolled back.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in what an earlier run left, and shows it.
    pub fn restore(&mut self) {
        let catalogue = Arc::clone(&self.catalogue);
        let changes = self.store().connections(&|id| catalogue.get(id).map(|n| Arc::clone(&n.policy)));
        self.take_changes(changes, true);
        self.reload_apps();
        self.publish();
    }

    /// Another process changed something, or may have.
    fn reload(&mut self) {
        let catalogue = Arc::clone(&self.catalogue);
        let changes = self.store().changes(&|id| catalogue.get(id).map(|n| Arc::clone(&n.policy)));
        self.take_changes(changes, false);
        self.reload_apps();
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
        let Ok(apps) = self.store().apps().map(BTreeMap::from_iter) else { return };
        let former = std::mem::replace(&mut self.state.apps, apps);
        if former == self.state.apps {
            return;
        }
        let now = self.clock.now();
        let changed: Vec<_> = self
            .state
            .apps
            .iter()
            .filter(|(network, secret)| former.get(*network) != Some(secret))
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
        let mut answer = key::fetch(&self.key_source, &vault, sealed);
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
                    self.store().accept(&found.key)?;
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
            if self.state.key.is_some() {
                self.obey(command);
            } else {
                refuse(command, || self.locked().into());
            }
        }
    }

    /// One process on a data directory keeps the time; when it ends, another takes over.
    fn try_to_lead(&mut self) {
        if !self.timed_work || self.state.key.is_none() || self.state.lead.is_some() {
            return;
        }
        let lead = match &self.dir {
            Some(dir) => Lead::take(dir),
            None => return self.machine.keep_time(self.clock.now()),
        };
        if lead.is_some() {
            self.state.lead = lead;
            self.machine.keep_time(self.clock.now());
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Command(command) => self.obey(command),
            Message::Done(done) => {
                self.state.in_flight -= 1;
                self.take_done(done);
            }
            Message::Redirected(attempt, redirected) => self.take_redirect(attempt, redirected),
            Message::Key(found) => self.take_key(found),
        }
    }

    fn obey(&mut self, command: Command) {
        let now = self.clock.now();
        match command {
            Command::ShutDown(waiter) => self.begin_shut_down(Some(waiter)),
            Command::Outcome(attempt, waiter) => self.state.sign_ins.wait(attempt, waiter),
            Command::AuthorizationUrl(attempt, reply) => {
                let flow = self.state.sign_ins.get(attempt).and_then(|flow| flow.authorization.as_ref());
                let _ = reply.send(flow.map(|flow| flow.url.clone()).ok_or(Error::UnknownAttempt));
            }
            Command::Cancel(attempt, reply) => {
                let known = self.state.sign_ins.get(attempt).is_some();
                self.machine.handle(now, Input::SignInCancelled { attempt });
                let _ = reply.send(known.then_some(()).ok_or(Error::UnknownAttempt));
            }
            Command::Disconnect(id, reply) => {
                if self.known(&id, reply, |driver, reply| driver.await_end(&id, reply)) {
                    self.machine.handle(now, Input::DisconnectRequested { connection: id });
                }
            }
            command if self.state.key.is_none() => self.park(command),
            Command::Connect(network, reply) => {
                let _ = reply.send(self.connect(&network));
            }
            Command::Reauthorize(id, reply) => {
                let _ = reply.send(self.reauthorize(id));
            }
            Command::AddAsNew(attempt, reply) => {
                let network =
                    self.machine.sign_ins().find(|(of, _)| *of == attempt).map(|(_, s)| s.network.clone());
                let known = network.map(|network| {
                    self.state.sign_ins.reopen(attempt);
                    let connection = new_connection(&network);
                    self.machine.handle(now, Input::AddAsNewRequested { attempt, connection });
                });
                let _ = reply.send(known.ok_or(Error::UnknownAttempt));
            }
            Command::Check(Some(id), reply) => {
                if self.known(&id, reply, |driver, reply| driver.await_end(&id, reply)) {
                    self.machine.handle(now, Input::CheckRequested { connection: id });
                }
            }
            Command::Check(None, reply) => self.check_all(now, reply),
            Command::Renew(id, reply) => {
                let renewable = self.machine.record(&id).is_none_or(|r| r.grant.renewable(&r.policy));
                if !renewable {
                    let name = self.machine.record(&id).map(|r| view::name_of(&self.catalogue, &r.network));
                    let _ = reply.send(Err(Error::NotRenewable { name: name.unwrap_or_default() }));
                } else if self.known(&id, reply, |driver, reply| driver.await_end(&id, reply)) {
                    self.machine.handle(now, Input::RenewRequested { connection: id });
                }
            }
            Command::SetApp(network, app, reply) => {
                let _ = reply.send(self.set_app(&network, &app));
            }
        }
    }

    fn known<T>(
        &mut self,
        id: &ConnectionId,
        reply: Reply<T>,
        then: impl FnOnce(&mut Self, Reply<T>),
    ) -> bool {
        if self.machine.record(id).is_none() {
            let _ = reply.send(Err(Error::UnknownConnection(id.to_string())));
            return false;
        }
        then(self, reply);
        true
    }

    fn await_end(&mut self, id: &ConnectionId, reply: Reply<()>) {
        self.state.waiting.entry(id.clone()).or_default().push(reply);
    }

    fn check_all(&mut self, now: DateTime<Utc>, reply: Reply<()>) {
        let ids: Vec<_> = self.machine.records().map(|record| record.id.clone()).collect();
        let mut ends = Vec::new();
        for id in ids {
            let (ended, end) = oneshot::channel();
            self.await_end(&id, ended);
            ends.push(end);
            self.machine.handle(now, Input::CheckRequested { connection: id });
        }
        tokio::spawn(async move {
            let mut result = Ok(());
            for end in ends {
                result = result.and(end.await.unwrap_or(Err(Error::ShutDown)));
            }
            let _ = reply.send(result);
        });
    }

    /// Keeps a command until the key is here or refused. After a refusal each command asks once more: the
    /// person may have unlocked the keyring.
    fn park(&mut self, command: Command) {
        if self.state.asking_keyring && self.state.trouble.is_some() {
            return refuse(command, || self.locked().into());
        }
        self.state.parked.push(command);
        if !self.state.asking_keyring {
            self.ask_for_key();
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
            self.state.http = Some(Http::new()?);
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

    fn connect(&mut self, id: &NetworkId) -> Result<Attempt, Error> {
        let network = self.network(id)?;
        self.ready(&network)?;
        let attempt = self.machine.new_attempt();
        self.state.sign_ins.begin(attempt);
        let policy = Arc::clone(&network.policy);
        let (connection, network) = (new_connection(id), id.clone());
        let input = Input::ConnectRequested { attempt, connection, network, policy };
        self.machine.handle(self.clock.now(), input);
        Ok(attempt)
    }

    fn reauthorize(&mut self, connection: ConnectionId) -> Result<Attempt, Error> {
        let record = self
            .machine
            .record(&connection)
            .ok_or_else(|| Error::UnknownConnection(connection.to_string()))?;
        let network = self.network(&record.network.clone())?;
        self.ready(&network)?;
        let attempt = self.machine.new_attempt();
        self.state.sign_ins.begin(attempt);
        self.machine.handle(self.clock.now(), Input::ReauthorizeRequested { attempt, connection });
        Ok(attempt)
    }

    /// Whether a sign-in can be started at all.
    fn ready(&mut self, network: &Network) -> Result<(), Error> {
        supported(network)?;
        if self.tools()?.app(network)?.is_none() {
            return Err(Error::AppKeysMissing {
                network: network.id.to_string(),
                name: network.name.clone(),
            });
        }
        Ok(())
    }

    fn set_app(&mut self, id: &NetworkId, app: &App) -> Result<(), Error> {
        let network = self.network(id)?;
        let key = self.state.key.clone().ok_or_else(|| self.locked())?;
        if network.oauth.secret == networks::Secret::Required && app.client_secret.is_none() {
            return Err(Error::BadInput(format!(
                "{} demands a client secret as well; give it with --client-secret-stdin",
                network.name
            )));
        }
        self.store().set_app(&key, id, app)?;
        // Counted as changed even when only the secret differs.
        self.state.apps.remove(id);
        self.reload_apps();
        Ok(())
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
            Done::SignedIn { attempt, signed_in, guard } => {
                // The lock is ours: what the store holds now is what this sign-in replaces.
                self.reload();
                if let Some(flow) = self.state.sign_ins.get_mut(attempt) {
                    flow.secrets = Some(signed_in.answer.secrets);
                    flow.guard = Some(guard);
                }
                let lifetimes = signed_in.answer.lifetimes;
                Input::Exchanged { attempt, account: signed_in.account, lifetimes }
            }
            Done::SignInFailed { attempt, failure } => return self.fail_sign_in(attempt, failure),
            Done::Renewed { connection, attempt, answer, guard } => {
                self.state.renewed.insert(attempt, (answer.secrets, guard));
                Input::Renewed { connection, attempt, lifetimes: answer.lifetimes }
            }
            Done::Probed { connection, attempt, account } => {
                Input::Probed { connection, attempt, account: Some(account) }
            }
            Done::Refused { connection, attempt, verdict } => Input::Refused { connection, attempt, verdict },
            Done::Lost { connection, attempt, evidence } => {
                Input::AnswerLost { connection, attempt, evidence }
            }
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

    async fn do_all(&mut self) {
        while let Some(effect) = self.machine.next_effect() {
            self.act(effect).await;
        }
        self.store().tell_others();
    }

    async fn act(&mut self, effect: Effect) {
        match effect {
            Effect::OpenAuthorization { attempt, network, .. } => {
                if let Err(failure) = self.open_authorization(attempt, &network).await {
                    self.fail_sign_in(attempt, failure);
                }
            }
            Effect::Exchange { attempt, connection } => {
                if let Err(failure) = self.exchange(attempt, connection) {
                    self.fail_sign_in(attempt, failure);
                }
            }
            Effect::Renew { connection, attempt, generation } => {
                let (id, number) = (connection.clone(), attempt);
                self.spawn(&id, number, |tools, network| {
                    tools.renew(network, connection, attempt, generation)
                });
            }
            Effect::Probe { connection, attempt, generation } => {
                let (id, number) = (connection.clone(), attempt);
                self.spawn(&id, number, |tools, network| {
                    tools.probe(network, connection, attempt, generation)
                });
            }
            Effect::Commit { attempt, connection } => self.commit(attempt, &connection),
            Effect::Save { connection } => self.save(&connection),
            Effect::Forget { connection } => self.forget(connection),
            Effect::SignInEnded { attempt, outcome } => self.sign_in_ended(attempt, outcome),
            Effect::WorkEnded { connection } => self.work_ended(&connection),
            Effect::Notify { connection, kind } => {
                if let Some(record) = self.machine.record(&connection) {
                    let who = &record.account;
                    let notice = Notice {
                        network_name: view::name_of(&self.catalogue, &record.network),
                        who: who
                            .username
                            .as_ref()
                            .map(|name| format!("@{name}"))
                            .or_else(|| who.display_name.clone()),
                        connection,
                        kind,
                    };
                    self.shell.notify(&notice);
                }
            }
            Effect::Withdraw { connection } => self.shell.withdraw(&connection),
            Effect::Happened { connection, event } => self.happened(&connection, event),
            Effect::Publish => self.publish(),
        }
    }

    fn spawn<F>(&mut self, id: &ConnectionId, attempt: Attempt, work: impl FnOnce(Tools, Arc<Network>) -> F)
    where
        F: Future<Output = Done> + Send + 'static,
    {
        let network = self.machine.record(id).map(|record| record.network.clone());
        let network = network.ok_or_else(|| Error::UnknownConnection(id.to_string()));
        let ready = network.and_then(|network| self.network(&network)).and_then(|n| Ok((self.tools()?, n)));
        match ready {
            Ok((tools, network)) => self.report(work(tools, network)),
            Err(error) => {
                let connection = id.clone();
                self.take_done(Done::Postponed { connection, attempt, error });
            }
        }
    }

    /// Lets work run to its end, whoever still waits for it.
    fn report(&mut self, work: impl Future<Output = Done> + Send + 'static) {
        self.state.in_flight += 1;
        let messages = self.messages.clone();
        tokio::spawn(async move {
            let _ = messages.send(Message::Done(work.await));
        });
    }

    async fn open_authorization(&mut self, attempt: Attempt, network: &NetworkId) -> Result<(), Failure> {
        let network = self.network(network).map_err(|error| failure_of(&error))?;
        let tools = self.tools().map_err(|error| failure_of(&error))?;
        let app = tools.app(&network).map_err(|error| failure_of(&error))?;
        let app = app.ok_or(Failure::AppKeys(lifecycle::SetUp::AppKeysMissing))?;
        let port = network.oauth.loopback.port;
        if port != 0 {
            for former in self.state.sign_ins.free(port) {
                self.machine.handle(self.clock.now(), Input::SignInCancelled { attempt: former });
            }
            // An aborted listener is dropped, and its port free, when its task is next looked at.
            tokio::task::yield_now().await;
        }
        let listener = Listener::bind(&network.oauth.loopback).await.map_err(|_| Failure::PortTaken(port))?;
        let talk = Talk { http: &tools.http, clock: &*self.clock, network: &network, app: &app };
        let authorization = talk.authorize(listener.url.clone());
        let (answer, answered) = oneshot::channel();
        let state: SecretString = authorization.state.clone();
        let task = tokio::spawn(listener.wait(state, answer));
        self.state.sign_ins.listens(port, attempt, task.abort_handle());
        let messages = self.messages.clone();
        let redirect = tokio::spawn(async move {
            if let Ok(redirected) = answered.await {
                let _ = messages.send(Message::Redirected(attempt, redirected));
            }
        });
        if self.shell.open_url(&authorization.url).is_err() {
            // The link can still be copied.
            tracing::warn!("no browser could be opened");
        }
        if let Some(flow) = self.state.sign_ins.get_mut(attempt) {
            flow.authorization = Some(Arc::new(authorization));
            flow.redirect = Some(redirect.abort_handle());
        }
        self.publish();
        Ok(())
    }

    fn exchange(&mut self, attempt: Attempt, connection: ConnectionId) -> Result<(), Failure> {
        let network = self.machine.sign_ins().find(|(of, _)| *of == attempt).map(|(_, s)| s.network.clone());
        let network = network.ok_or(Failure::Refused)?;
        let network = self.network(&network).map_err(|error| failure_of(&error))?;
        let tools = self.tools().map_err(|error| failure_of(&error))?;
        let flow = self.state.sign_ins.get_mut(attempt).ok_or(Failure::Refused)?;
        let code = flow.code.take().ok_or(Failure::Refused)?;
        let authorization = flow.authorization.clone().ok_or(Failure::Refused)?;
        self.report(tools.sign_in(network, connection, attempt, authorization, code));
        Ok(())
    }

    fn commit(&mut self, attempt: Attempt, connection: &ConnectionId) {
        let now = self.clock.now();
        let flow = self.state.sign_ins.get(attempt).and_then(|flow| flow.secrets.as_ref());
        let renewed = self.state.renewed.get(&attempt).map(|(secrets, _)| secrets);
        let (secrets, renewal) = match (flow, renewed) {
            (Some(secrets), _) => (secrets, false),
            (None, Some(secrets)) => (secrets, true),
            (None, None) => return,
        };
        let (Some(record), Some(key)) = (self.machine.pending(attempt), &self.state.key) else {
            // The store moved on while this waited for the disk.
            self.state.renewed.remove(&attempt);
            return;
        };
        let committed = self.store().commit(key, record, secrets, renewal);
        match committed {
            Ok(Commit::Durable) => {
                self.state.storage_problem = false;
                self.state.renewed.remove(&attempt);
                self.machine.handle(now, Input::Committed { attempt });
            }
            Ok(Commit::MovedOn) => {
                tracing::info!(%connection, "the store moved on and wins");
                self.reload();
                self.machine.handle(now, Input::CommitFailed { attempt });
                if self.machine.pending(attempt).is_none() {
                    self.state.renewed.remove(&attempt);
                }
            }
            Err(error) => {
                tracing::error!(%connection, %error, "not stored yet; kept in memory and tried again");
                self.state.storage_problem = true;
                self.machine.handle(now, Input::CommitFailed { attempt });
            }
        }
    }

    fn save(&mut self, id: &ConnectionId) {
        let Some(record) = self.machine.record(id) else { return };
        let saved = self.store().save(record);
        if let Err(error) = saved {
            tracing::error!(connection = %id, %error, "not stored yet");
            self.state.unsaved.insert(id.clone());
            self.state.storage_problem = true;
        } else if self.state.storage_problem && self.state.unsaved.is_empty() {
            self.state.storage_problem = false;
        }
    }

    fn forget(&mut self, connection: ConnectionId) {
        let now = self.clock.now();
        let record = self.machine.record(&connection).cloned();
        let forgotten = self.store().forget(&connection);
        match forgotten {
            Ok(()) => {
                if let Some(record) = record {
                    let _ = self.store().happened(now, &record, Event::Removed);
                }
                self.machine.handle(now, Input::Forgotten { connection });
            }
            Err(error) => {
                self.state.storage_problem = true;
                for waiter in self.state.waiting.remove(&connection).unwrap_or_default() {
                    let path = crate::store::file_of(self.dir.as_deref());
                    let why = "it stays connected until that is possible";
                    let _ = waiter.send(Err(crate::StoreError::NotWritable { path, why }.into()));
                }
                tracing::error!(%connection, %error, "not removed yet");
                self.state.unforgotten.insert(connection);
            }
        }
    }

    fn sign_in_ended(&mut self, attempt: Attempt, outcome: SignInOutcome) {
        let flow = self.state.sign_ins.get_mut(attempt);
        let outcome = match outcome {
            SignInOutcome::Active(connection) => Outcome::Active(connection),
            SignInOutcome::WrongAccount { expected, signed_in } => Outcome::WrongAccount {
                expected: view::called(&expected),
                signed_in: view::called(&signed_in),
            },
            SignInOutcome::Failed => {
                Outcome::Failed(flow.and_then(|flow| flow.failure).unwrap_or(Failure::Refused))
            }
            SignInOutcome::NotStored => {
                if let Some(flow) = flow {
                    flow.failure = Some(Failure::Storage);
                }
                Outcome::Failed(Failure::Storage)
            }
            SignInOutcome::Cancelled => Outcome::Cancelled,
        };
        self.state.sign_ins.end(attempt, &outcome);
    }

    fn work_ended(&mut self, id: &ConnectionId) {
        let mut error = self.state.errors.remove(id);
        for waiter in self.state.waiting.remove(id).unwrap_or_default() {
            let _ = waiter.send(error.take().map_or(Ok(()), Err));
        }
    }

    fn happened(&self, id: &ConnectionId, event: Event) {
        tracing::info!(connection = %id, ?event, "happened");
        let Some(record) = self.machine.record(id) else { return };
        if let Err(error) = self.store().happened(self.clock.now(), record, event) {
            tracing::warn!(connection = %id, %error, "not kept in the history");
        }
    }

    fn vault(&self) -> VaultState {
        match (&self.state.key, self.state.trouble) {
            (Some(_), _) if self.key_source == KeySource::ThisRunOnly => VaultState::ThisRunOnly,
            (Some(_), _) => VaultState::Ready,
            (None, None) => VaultState::Opening,
            (None, Some(_)) => VaultState::Locked,
        }
    }

    fn publish(&mut self) {
        let now = self.clock.now();
        let stored = self.store().revision().map(i64::cast_unsigned).unwrap_or_default();
        self.state.revision = stored.max(self.state.revision + 1);
        let attempt = |(attempt, sign_in)| {
            let flow = self.state.sign_ins.get(attempt);
            let opened = flow.is_some_and(|flow| flow.authorization.is_some());
            view::attempt(attempt, sign_in, &self.catalogue, opened, flow.and_then(|flow| flow.failure))
        };
        let snapshot = Snapshot {
            revision: self.state.revision,
            vault: self.vault(),
            storage_problem: self.state.storage_problem,
            connections: view::connections(&self.machine, &self.catalogue, now),
            attempts: self.machine.sign_ins().map(attempt).collect(),
            networks: self
                .catalogue
                .iter()
                .map(|network| view::network(network, self.state.apps.get(&network.id).copied()))
                .collect(),
        };
        self.shell.publish(&snapshot);
        self.published.send_replace(Arc::new(snapshot));
    }
}

/// Answers a command that cannot be obeyed.
fn refuse(command: Command, error: impl Fn() -> Error) {
    match command {
        Command::Connect(_, reply) | Command::Reauthorize(_, reply) => drop(reply.send(Err(error()))),
        Command::AuthorizationUrl(_, reply) => drop(reply.send(Err(error()))),
        Command::Cancel(_, reply)
        | Command::AddAsNew(_, reply)
        | Command::Check(_, reply)
        | Command::Renew(_, reply)
        | Command::Disconnect(_, reply)
        | Command::SetApp(_, _, reply) => drop(reply.send(Err(error()))),
        Command::Outcome(_, waiter) => drop(waiter.send(Outcome::Cancelled)),
        Command::ShutDown(waiter) => drop(waiter.send(())),
    }
}
