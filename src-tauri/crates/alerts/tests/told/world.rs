//! A person's device in virtual time: a store that survives crashes, a screen, a mail server, and a driver that carries
//! out the plans.

use std::collections::BTreeMap;

use alerts::{Channel, Channels, Delivery, Email, Entry, NoticeKind, Plan, Security, Settings, Topic, plan};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use lifecycle::{ConnectionId, NetworkId, Reason};

/// The ladder's shortest rung.
pub const LAST_RUNG: TimeDelta = TimeDelta::days(1);

/// The point at which the process dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crash {
    /// A notification is noted and not shown.
    NotedNotShown,
    /// A mail is due and not sent.
    NotSent,
    /// A mail is sent and not noted.
    SentNotNoted,
}

/// One raise of one connection.
#[derive(Clone, Debug)]
pub struct Raised {
    pub connection: ConnectionId,
    pub network: NetworkId,
    pub at: DateTime<Utc>,
    /// The time when it was over, or another notice replaced it.
    pub ended: Option<DateTime<Utc>>,
}

/// A notification that came up, or a mail that arrived, about some raises by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub at: DateTime<Utc>,
    pub about: Vec<usize>,
}

pub struct World {
    pub now: DateTime<Utc>,
    pub zone: Tz,
    pub settings: Settings,
    /// The entries on the disk.
    pub store: BTreeMap<ConnectionId, Entry>,
    pub native_works: bool,
    pub mail_works: bool,
    pub crash: Option<Crash>,
    pub raised: Vec<Raised>,
    pub shows: Vec<Shown>,
    pub mails: Vec<Shown>,
    /// The failed attempts.
    pub failures: Vec<(Channel, DateTime<Utc>)>,
    /// Raises that a process noted as shown before it died without showing them.
    pub lost: Vec<usize>,
    /// Raises that a process mailed before it died without noting them.
    pub doubtful: Vec<usize>,
    pub next: Option<DateTime<Utc>>,
    current: BTreeMap<ConnectionId, usize>,
}

pub fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn with_email() -> Settings {
    let email = Email {
        host: "smtp.example.org".into(),
        port: 465,
        security: Security::Tls,
        username: None,
        from: "gander@example.org".into(),
        to: vec!["dana@example.org".into()],
    };
    Settings { email: Some(email), ..Settings::default() }
}

pub fn broken() -> NoticeKind {
    NoticeKind::Disconnected { reason: Reason::Revoked, reminder: 0 }
}

impl World {
    pub fn new(now: &str, zone: Tz, settings: Settings) -> Self {
        Self {
            now: utc(now),
            zone,
            settings,
            store: BTreeMap::new(),
            native_works: true,
            mail_works: true,
            crash: None,
            raised: Vec::new(),
            shows: Vec::new(),
            mails: Vec::new(),
            failures: Vec::new(),
            lost: Vec::new(),
            doubtful: Vec::new(),
            next: None,
            current: BTreeMap::new(),
        }
    }

    /// Raises a notice about a connection, whose network has the same name.
    pub fn raise(&mut self, name: &str, kind: NoticeKind) {
        let (connection, network) = (ConnectionId::from(name), NetworkId::from(name));
        self.end(&connection);
        let former = self.store.get(&connection);
        let entry =
            Entry::raised(former, self.now, connection.clone(), network.clone(), kind, Some(LAST_RUNG));
        self.store.insert(connection.clone(), entry);
        self.current.insert(connection.clone(), self.raised.len());
        self.raised.push(Raised { connection, network, at: self.now, ended: None });
        self.look();
    }

    /// Ends the notice about a connection.
    pub fn recover(&mut self, name: &str) {
        let connection = ConnectionId::from(name);
        let (now, entry) = (self.now, self.store.get_mut(&connection));
        if let Some(entry) = entry.filter(|entry| entry.stands()) {
            entry.over(now);
            self.end(&connection);
            self.look();
        }
    }

    /// Lets time pass. Gander looks only at the times that it planned.
    pub fn wait(&mut self, time: TimeDelta) {
        let end = self.now + time;
        while let Some(next) = self.next.filter(|next| *next <= end) {
            self.now = next;
            self.look();
        }
        self.now = end;
    }

    /// Lets time pass while the device sleeps.
    pub fn sleep(&mut self, time: TimeDelta) {
        self.now += time;
        self.look();
    }

    /// Carries out plans until nothing more is due now. A process that dies is started again.
    pub fn look(&mut self) {
        let known = self.store.clone();
        self.look_knowing(&known);
        for _ in 0..10 {
            let plan = self.plan(&self.store);
            if plan.shows.is_empty() && plan.mail.is_empty() {
                assert!(
                    plan.next.is_none_or(|next| next > self.now),
                    "a busy loop: {plan:?} at {}",
                    self.now
                );
                self.next = plan.next;
                return;
            }
            let known = self.store.clone();
            self.look_knowing(&known);
        }
        panic!("it never ends: {:?}", self.plan(&self.store));
    }

    /// Plans from an older state of the store, and carries the plan out.
    pub fn look_knowing(&mut self, known: &BTreeMap<ConnectionId, Entry>) {
        let now = self.now;
        self.store.retain(|_, entry| !entry.is_past(now));
        let plan = self.plan(known);
        for show in &plan.shows {
            self.show(&show.news);
        }
        if !plan.mail.is_empty() {
            self.mail(&plan.mail);
        }
    }

    /// The number of times that a channel delivered a raise.
    pub fn times(&self, channel: Channel, number: usize) -> usize {
        let told = match channel {
            Channel::Native => &self.shows,
            Channel::Email => &self.mails,
        };
        told.iter().filter(|told| told.about.contains(&number)).count()
    }

    /// The connections whose notification stands on the screen.
    pub fn screen(&self, topic: Topic) -> Vec<&str> {
        let shown = |entry: &&Entry| {
            entry.stands() && entry.topic() == topic && matches!(entry.native, Delivery::Done { .. })
        };
        self.store.values().filter(shown).map(|entry| entry.connection.as_str()).collect()
    }

    /// The person's local time.
    pub fn zone_date(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    fn plan(&self, known: &BTreeMap<ConnectionId, Entry>) -> Plan {
        let entries: Vec<_> = known.values().collect();
        plan(self.now, &self.zone, &self.settings, Channels { native: true, email: true }, &entries)
    }

    fn show(&mut self, news: &[ConnectionId]) {
        // Only one process notes it, and before it shows it.
        let mut about = Vec::new();
        for connection in news {
            let entry = self.store.get_mut(connection);
            let Some(entry) =
                entry.filter(|entry| entry.stands() && !matches!(entry.native, Delivery::Done { .. }))
            else {
                continue;
            };
            about.push((entry.native, self.current[connection], connection.clone()));
            entry.told(Channel::Native, self.now);
        }
        if about.is_empty() {
            return;
        }
        if self.dies_at(Crash::NotedNotShown) {
            self.lost.extend(about.iter().map(|(_, number, _)| *number));
            return;
        }
        if self.native_works {
            self.shows
                .push(Shown { at: self.now, about: about.iter().map(|(_, number, _)| *number).collect() });
            return;
        }
        self.failures.push((Channel::Native, self.now));
        for (before, _, connection) in about {
            let entry = self.store.get_mut(&connection).unwrap();
            entry.native = before;
            entry.failed(Channel::Native, self.now);
        }
    }

    fn mail(&mut self, connections: &[ConnectionId]) {
        if self.dies_at(Crash::NotSent) {
            return;
        }
        if !self.mail_works {
            self.failures.push((Channel::Email, self.now));
            for connection in connections {
                self.store.get_mut(connection).unwrap().failed(Channel::Email, self.now);
            }
            return;
        }
        let about: Vec<_> = connections.iter().map(|connection| self.current[connection]).collect();
        self.mails.push(Shown { at: self.now, about: about.clone() });
        if self.dies_at(Crash::SentNotNoted) {
            self.doubtful.extend(about);
            return;
        }
        for connection in connections {
            self.store.get_mut(connection).unwrap().told(Channel::Email, self.now);
        }
    }

    fn dies_at(&mut self, crash: Crash) -> bool {
        let dies = self.crash == Some(crash);
        if dies {
            self.crash = None;
        }
        dies
    }

    fn end(&mut self, connection: &ConnectionId) {
        if let Some(number) = self.current.get(connection) {
            self.raised[*number].ended.get_or_insert(self.now);
        }
    }
}
