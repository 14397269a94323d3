//! The driver: one task that owns the machine, feeds it inputs and carries out its effects.

mod activities;
pub(crate) mod alerts;
mod altered;
mod avatars;
mod commands;
#[cfg(test)]
mod concurrency_tests;
mod deletions;
mod effects;
mod feed_pictures;
mod feeds;
mod held;
mod jobs;
mod lead;
mod mails;
mod message;
mod notification_items;
mod organizations;
mod pages;
mod programs;
mod questions;
mod restore;
mod sharing;
mod shown;
mod sign_in;
mod vault_key;
mod work_done;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{ConnectionId, Input, Lifecycle, NetworkId, OperationId, Policy, SignInProgress};
use networks::{AppOptions, Catalogue, Network};
use oauth::{Http, Time, Timeouts};
use store::{Altered, Guard, Joined, Lead, Store, Watch};
use tokio::sync::{mpsc, oneshot, watch};
use url::Url;
use vault::{AppKeys, Key, KeySource, Secrets, VaultTrouble, key::Asking};

use self::message::Reply;
pub(crate) use self::message::{Command, Message};
use crate::{
    Error,
    feed_client::FeedClients,
    host_queue::HostQueue,
    shell::Shell,
    sign_ins::SignIns,
    snapshot::{ConnectionState, Connections, Snapshot},
    work::{Uploads, WorkContext},
};

/// The longest wait before the driver reads the clock again, and so notices sleep, wake and jumps. Linux reports these
/// itself; there the wait only serves the changes that another process left behind.
const LONGEST_WAIT: Duration = Duration::from_secs(if cfg!(target_os = "linux") { 60 } else { 30 });
/// A larger difference between clocks means a jump, or a sleep of the device.
const JUMP: TimeDelta = TimeDelta::seconds(10);
/// The longest wait of a shutdown for a disk that takes nothing, or for another process that holds a connection.
const SHUTDOWN_PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct Driver {
    pub machine: Lifecycle,
    /// Every network, those of organizations included.
    pub catalogue: Arc<Catalogue>,
    /// The shipped networks, and those of the person's folder.
    pub own: Arc<Catalogue>,
    /// The catalogue that handles read.
    pub known: Arc<RwLock<Arc<Catalogue>>>,
    pub store: Arc<Mutex<Store>>,
    pub shell: Arc<dyn Shell>,
    pub clock: Arc<Time>,
    pub timeouts: Timeouts,
    pub feeds: Arc<FeedClients>,
    pub key_source: KeySource,
    /// `None` for a store in memory.
    pub dir: Option<PathBuf>,
    /// `true` if this process does the timed work while no other leads.
    pub timed_work: bool,
    pub messages: mpsc::UnboundedSender<Message>,
    pub published: watch::Sender<Arc<Snapshot>>,
    pub(crate) shared: watch::Sender<u64>,
    pub uploads: Uploads,
    pub state: State,
}

/// All clocks at one moment.
#[derive(Clone, Copy)]
struct Moment {
    now: DateTime<Utc>,
    elapsed: Duration,
    /// This clock stands still on some systems while the device sleeps.
    awake: Instant,
}

/// The event that woke the driver.
#[expect(clippy::large_enum_variant, reason = "there is one at a time, and it never leaves the stack")]
enum Woken {
    Message(Option<Message>),
    StoreChanged,
    ClockMoved,
    TimePassed,
}

/// The driver's own state.
#[derive(Default)]
pub(crate) struct State {
    key: Option<Key>,
    trouble: Option<VaultTrouble>,
    asked: vault_key::Asked,
    /// Commands that wait for the key.
    parked: Vec<Command>,
    http: Option<Http>,
    lead: Option<Lead>,
    waits_to_lead: bool,
    /// The generation of each renewal that this process began or watches.
    begun: HashMap<ConnectionId, u64>,
    watch: Option<Watch>,
    sign_ins: SignIns,
    /// Renewed secrets that are not durable yet.
    renewed: HashMap<OperationId, (Secrets, Guard)>,
    waiting: HashMap<ConnectionId, Vec<oneshot::Sender<Result<(), Error>>>>,
    waiting_for_pages: pages::Waiting,
    /// The error that the callers waiting for a connection's work get.
    errors: HashMap<ConnectionId, Error>,
    apps: BTreeMap<NetworkId, AppKeys>,
    /// The parts of organizations' files that are in force.
    joined: Joined,
    /// `true` once the key has verified `joined`.
    joined_is_checked: bool,
    /// The parts of the database that something other than Gander changed.
    altered: BTreeSet<Altered>,
    /// The address of the person's bridge page, for each network that uses one.
    bridges: BTreeMap<NetworkId, Url>,
    activities: activities::State,
    alerts: alerts::Alerts,
    sharing: sharing::State,
    avatars: avatars::Avatars,
    programs: programs::Programs,
    feeds: feeds::State,
    /// Every network's policy, with the person's own ladder.
    policies: Arc<BTreeMap<NetworkId, Arc<Policy>>>,
    /// The options of each app. The policies follow from them.
    app_options: BTreeMap<NetworkId, AppOptions>,
    /// The displayed state of each connection, by id. `connections` has the same in display order.
    shown: HashMap<ConnectionId, Arc<ConnectionState>>,
    connections: Connections,
    /// Connections whose state, or whose removal, the disk did not take yet.
    unsaved: BTreeSet<ConnectionId>,
    unforgotten: BTreeSet<ConnectionId>,
    storage_problem: bool,
    /// `true` once the other networks were asked for the time in this dispute.
    time_is_disputed: bool,
    /// The jobs that wait for their turn at a host.
    queue: HostQueue,
    in_flight: usize,
    /// `true` while a mail is being sent.
    mailing: bool,
    revision: u64,
    shut_down: Option<(Instant, Vec<oneshot::Sender<()>>)>,
    /// `true` once the shutdown no longer waits for work that has begun nothing and that another process blocks.
    ending: watch::Sender<bool>,
}

impl Driver {
    pub async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Message>) {
        let (changed, mut changes) = mpsc::unbounded_channel();
        self.state.watch = self.dir.as_deref().and_then(|dir| Watch::start(dir, changed.clone()));
        // Takes in the changes from before the watch began.
        self.reload();
        self.ask_for_key(Asking::MayPrompt);
        let mut seen = self.moment();
        loop {
            self.do_all().await;
            self.share_what_is_due();
            self.do_all().await;
            self.look_at_activities();
            self.read_due_feeds();
            self.tell_alerts();
            self.tell_of_activities();
            if self.may_end() {
                break;
            }
            let (wait, begun) = (self.wait(), self.clock.elapsed());
            let woken = tokio::select! {
                message = inbox.recv() => Woken::Message(message),
                Some(()) = changes.recv() => Woken::StoreChanged,
                () = self.clock.moved() => Woken::ClockMoved,
                () = tokio::time::sleep(wait) => Woken::TimePassed,
            };
            // Tell the machine of a resume first: the answer in `woken` may have arrived during the sleep.
            seen = self.notice_jump(seen, begun + wait);
            match woken {
                Woken::Message(Some(message)) => self.handle_message(message),
                // Every handle is gone.
                Woken::Message(None) => self.begin_shut_down(None),
                Woken::StoreChanged => self.reload(),
                Woken::ClockMoved => {}
                Woken::TimePassed => self.look_around(),
            }
            self.ask_for_key_when_due();
            self.settle_the_time();
            self.handle(Input::Tick);
        }
        for waiter in self.state.shut_down.into_iter().flat_map(|(_, waiters)| waiters) {
            let _ = waiter.send(());
        }
    }

    /// The current time for the machine. It first tells the machine how far to trust the time, because an answer may
    /// have just corrected the clock.
    fn now(&mut self) -> DateTime<Utc> {
        let (now, confidence) = self.clock.moment();
        self.machine.trust_clock(now, confidence);
        now
    }

    /// Feeds an input to the machine.
    fn handle(&mut self, input: Input) {
        let now = self.now();
        self.machine.handle(now, input);
    }

    /// Asks the other networks for the time, once in each dispute about it.
    fn settle_the_time(&mut self) {
        let disputed = self.clock.disputed_by();
        let begins = disputed.is_some() && !self.state.time_is_disputed;
        self.state.time_is_disputed = disputed.is_some();
        if let Some(heard) = disputed.filter(|_| begins) {
            let now = self.now();
            self.machine.ask_for_time(now, &heard);
        }
    }

    fn wait(&self) -> Duration {
        if self.state.shut_down.is_some() {
            return Duration::from_millis(200);
        }
        let next = [
            self.machine.next_deadline(),
            self.next_alert(),
            self.next_activity_alert(),
            self.next_post(),
            self.next_feed(),
        ];
        let until = next.into_iter().flatten().min().map(|at| at.signed_duration_since(self.clock.now()));
        let wait = until.map_or(LONGEST_WAIT, |wait| wait.to_std().unwrap_or_default().min(LONGEST_WAIT));
        self.until_next_try().map_or(wait, |next| next.min(wait))
    }

    fn moment(&self) -> Moment {
        Moment { now: self.clock.now(), elapsed: self.clock.elapsed(), awake: Instant::now() }
    }

    /// Tells the machine of a jump of the clock, and of a sleep of the device or of this process. The driver was to
    /// wake when `due` had elapsed.
    fn notice_jump(&mut self, seen: Moment, due: Duration) -> Moment {
        let moment = self.moment();
        let elapsed = delta(moment.elapsed.saturating_sub(seen.elapsed));
        let jumped = (moment.now - seen.now - elapsed).abs() > JUMP;
        let slept = elapsed - delta(moment.awake - seen.awake) > JUMP;
        let overslept = delta(moment.elapsed.saturating_sub(due)) > JUMP;
        if jumped || slept || overslept {
            tracing::info!(jumped, slept, overslept, "the clock jumped, or the device slept");
            self.handle(Input::Resumed);
            self.resume_sharing();
            self.reach_mail_server_again();
            self.ask_for_key_soon();
        }
        moment
    }

    /// Reloads, tries to lead, and retries failed writes, after a wait without events.
    fn look_around(&mut self) {
        self.reload();
        self.try_to_lead();
        self.take_share_lock();
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
        if since.elapsed() > SHUTDOWN_PATIENCE {
            self.state.ending.send_replace(true);
        }
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
        self.give_up_wrong_accounts();
        self.give_back_all();
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        // A panic under the lock left a transaction that SQLite has rolled back.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn handle_message(&mut self, message: Message) {
        match message {
            Message::Command(command) => self.handle_command(command),
            Message::WorkResult(done) => {
                self.state.in_flight -= 1;
                // The next job may ask while this result is stored.
                if let Some(operation_id) = done.operation_id() {
                    self.state.queue.leave(operation_id);
                    self.start_ready();
                }
                self.handle_result(*done);
            }
            Message::Prepared(operation_id, prepared) => self.take_prepared(operation_id, prepared),
            Message::Redirected(operation_id, redirected) => self.take_redirect(operation_id, redirected),
            Message::Key(asking, found) => self.take_key(asking, found),
            Message::RateLimited(network, until) => self.pause_network(network, until),
            Message::Lead(lead) => self.lead(lead),
            Message::ShareLock(lock) => self.lead_sharing(Some(lock)),
            Message::Shown(connections, result) => self.shown(&connections, result),
            Message::ActivityShown(entry, result) => self.activity_shown(&entry, result),
            Message::ActivitiesMailed(told, result) => self.activities_mailed(&told, result),
            Message::Mailed(told, result) => self.mailed(&told, result),
            Message::Free(connection, generation) => self.take_over(&connection, generation),
            Message::Picture(connection, source, picture) => self.picture_came(connection, source, picture),
            Message::Feed(heard) => self.heard_of_feed(heard),
        }
    }

    /// The network of this id. An organization's network that something other than Gander changed is an error.
    fn network(&self, id: &NetworkId) -> Result<Arc<Network>, Error> {
        if self.own.get(id).is_none() && !self.trusts_organizations() {
            return Err(Altered::Organizations.into());
        }
        self.catalogue.get(id).cloned().ok_or_else(|| Error::UnknownNetwork(id.to_string()))
    }

    fn tools(&mut self) -> Result<WorkContext, Error> {
        let http = match &self.state.http {
            Some(http) => http.clone(),
            None => {
                let messages = self.messages.clone();
                let limited = move |network, until| drop(messages.send(Message::RateLimited(network, until)));
                let http = Http::new(self.timeouts)?.reporting(limited);
                self.state.http.insert(http).clone()
            }
        };
        let key = self.state.key.clone().ok_or_else(|| self.locked())?;
        Ok(WorkContext {
            http,
            key,
            clock: Arc::clone(&self.clock),
            store: Arc::clone(&self.store),
            dir: self.dir.clone(),
            ending: self.state.ending.subscribe(),
            uploads: self.shown_uploads(),
        })
    }
}

fn delta(duration: Duration) -> TimeDelta {
    TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX)
}
