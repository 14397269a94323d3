//! Every point, in every piece of work that passes it.

use simnet::Network;

use crate::sharing::{self, Sharing};

/// The work under way when the process dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// `app set` in an empty folder creates the database and the key.
    FirstStart,
    /// The same, with the key in a keyring.
    FirstStartWithKeyring,
    /// `connect`
    Connect,
    /// `reauthorize`
    Reauthorize,
    /// `renew`
    Renew,
    /// `run --headless`, which renews by itself.
    TimedRenewal,
    /// `renew` after the person took the access back.
    RefusedRenewal,
    /// `run --headless`, which finds a disconnect and tells of it.
    Notice,
    /// `check` of a token that the network refuses, where its rules demand a second refusal.
    Doubt,
    /// The next `check`, which decides.
    Decision,
    /// `disconnect`
    Disconnect,
    /// `organization join`, of a file with other keys for the network.
    Join,
    /// `check` as the first command after an update from the first version of the database.
    Migrate,
    /// A piece of sharing.
    Sharing(Sharing),
}

/// The state after the crash and a restart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The connection is Active, and the network takes its token.
    Active,
    /// There is no connection, and nothing is left of one.
    Absent,
    /// The network ended the grant: Gander says so, and one sign-in mends it.
    Disconnected,
    /// The post is at the network once, and Gander shows it so.
    Shared,
    /// Nothing was stored and nothing published: the person still has the text in the shell.
    NotShared,
    /// The post is neither at the network nor waiting, as the person decided.
    LeftOut,
    /// The network does not take the post, and the activity has one notice.
    Refused,
}

impl Then {
    pub fn words(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Absent => "no connection",
            Self::Disconnected => "disconnected, and said so",
            Self::Shared => "shared once",
            Self::NotShared => "not shared",
            Self::LeftOut => "left out",
            Self::Refused => "refused, with one notice",
        }
    }
}

/// One death of the process.
#[derive(Clone, Debug)]
pub struct Case {
    pub work: Work,
    pub network: Network,
    /// The grace window in which the network accepts a used refresh token once more, in seconds.
    pub grace: i64,
    /// The time until the restart, in seconds of the simulated clock.
    pub away: i64,
    /// The crash point: `renew.answered`, or `http.answer-unread:2` for its second passing.
    pub point: &'static str,
    pub then: Then,
    /// The number of used refresh tokens sent again: nonzero only when an answer was lost with the process.
    pub reused: u64,
}

impl Case {
    pub fn name(&self) -> String {
        let if_any = |words: &str, seconds| match seconds {
            0 => String::new(),
            seconds => format!(", {words} {seconds} s"),
        };
        let (grace, away) = (if_any("grace", self.grace), if_any("back after", self.away));
        format!("{} {}{grace}{away}: {}", self.work.words(), self.network, self.point)
    }

    /// Tells whether it is about a post.
    pub fn shares(&self) -> bool {
        matches!(self.work, Work::Sharing(_))
    }

    /// The point without its passing.
    pub fn point_name(&self) -> &'static str {
        self.point.split(':').next().unwrap_or(self.point)
    }
}

impl Work {
    fn words(self) -> &'static str {
        match self {
            Self::FirstStart => "first start",
            Self::FirstStartWithKeyring => "first start, keyring",
            Self::Connect => "connect",
            Self::Reauthorize => "reauthorize",
            Self::Renew => "renew",
            Self::TimedRenewal => "timed renewal",
            Self::RefusedRenewal => "refused renewal",
            Self::Notice => "notice",
            Self::Doubt => "doubt",
            Self::Decision => "decision",
            Self::Disconnect => "disconnect",
            Self::Join => "join",
            Self::Migrate => "migrate",
            Self::Sharing(sharing) => sharing.words(),
        }
    }
}

/// All cases.
pub fn all() -> Vec<Case> {
    let mut all = Vec::new();
    let mut add = |work, network, then, points: &[&'static str]| {
        let case = |point: &&'static str| Case { work, network, grace: 0, away: 0, point, then, reused: 0 };
        all.extend(points.iter().map(case));
    };
    use Network::{Facebook, Instagram, LinkedIn, X};
    use Then::{Absent, Active, Disconnected};

    let opening = ["migrate.before", "migrate.in-step", "migrate.after"];
    add(Work::FirstStart, X, Absent, &opening);
    add(Work::FirstStart, X, Absent, &["key.before-file", "key.in-file", "key.after-file"]);
    add(Work::FirstStart, X, Absent, &["key.before-sealed", "key.after-sealed", "app.in-transaction"]);
    add(Work::FirstStartWithKeyring, X, Absent, &["key.before-keyring", "key.after-keyring"]);

    for network in Network::ALL {
        add(Work::Migrate, network, Active, &opening);
        // With other keys the network would refuse the renewal or the next sign-in.
        add(Work::Join, network, Active, &["join.in-transaction"]);
        // A connection is listed if and only if it is stored.
        let before_stored = [
            "connect.before-exchange",
            "http.answer-unread",
            "http.answer-unread:2",
            "connect.after-exchange",
            "connect.before-commit",
            "connect.in-transaction",
        ];
        let stored = ["connect.after-commit", "history.before", "connect.before-told"];
        add(Work::Connect, network, Absent, &before_stored);
        add(Work::Connect, network, Active, &stored);
        // X allows one grant: a newer grant, lost with the process, ended the stored one.
        let replaced = if network == X { Disconnected } else { Active };
        add(Work::Reauthorize, network, Active, &before_stored[..1]);
        add(Work::Reauthorize, network, replaced, &before_stored[1..]);
        add(Work::Reauthorize, network, Active, &stored);
        // These two swap a short-lived token for a long-lived one between the code and the identity.
        if matches!(network, Facebook | Instagram) {
            add(Work::Connect, network, Absent, &["http.answer-unread:3"]);
            add(Work::Reauthorize, network, Active, &["http.answer-unread:3"]);
        }
        // Gander asks the network to revoke the access before it forgets the connection. LinkedIn's refusal would be
        // believed only after half a minute, and the points are the same.
        let left = ["disconnect.before-forget", "disconnect.in-transaction"];
        match network {
            Instagram => add(Work::Disconnect, network, Active, &left),
            Facebook | X => {
                add(Work::Disconnect, network, Disconnected, &["disconnect.revoked"]);
                add(Work::Disconnect, network, Disconnected, &left);
            }
            _ => {}
        }
        add(Work::Disconnect, network, Absent, &["disconnect.after-forget", "work.before-told"]);
    }

    let unanswered = ["renew.before-journal", "renew.after-journal"];
    let in_doubt = ["http.answer-unread", "renew.answered", "renew.before-commit", "renew.in-transaction"];
    // Gander's own renewals follow a check, whose answer is the first.
    let timed_in_doubt =
        in_doubt.map(|point| if point == "http.answer-unread" { "http.answer-unread:2" } else { point });
    let durable = ["renew.after-commit", "history.before", "work.before-told"];
    for network in [Instagram, LinkedIn, X] {
        add(Work::Renew, network, Active, &unanswered);
        add(Work::Renew, network, Active, &durable);
    }
    for network in [Instagram, LinkedIn] {
        add(Work::Renew, network, Active, &in_doubt);
        add(Work::TimedRenewal, network, Active, &unanswered);
        add(Work::TimedRenewal, network, Active, &timed_in_doubt);
        add(Work::TimedRenewal, network, Active, &durable[..2]);
    }
    add(Work::TimedRenewal, X, Active, &unanswered);
    add(Work::TimedRenewal, X, Active, &durable[..2]);
    // The check that follows the renewal of an expired token.
    let check =
        ["http.answer-unread:3", "check.answered:2", "save.before", "save.in-transaction", "save.after"];
    add(Work::TimedRenewal, X, Active, &check);
    let refused =
        ["renew.refused", "renew.refusal-known", "save.before", "save.in-transaction", "save.after"];
    add(Work::RefusedRenewal, X, Disconnected, &refused);
    add(Work::RefusedRenewal, X, Disconnected, &["history.before", "work.before-told"]);
    add(Work::Notice, Facebook, Disconnected, &["check.answered"]);
    add(Work::Notice, Facebook, Disconnected, &["save.before", "save.in-transaction", "save.after"]);
    add(Work::Notice, Facebook, Disconnected, &["history.before", "save.before:2", "save.in-transaction:2"]);
    add(Work::Notice, Facebook, Disconnected, &["save.after:2", "notice.saved", "notice.told"]);

    // The doubt is kept or begins anew. The next check finds the disconnect in either case.
    let asked = ["check.answered", "save.before", "save.in-transaction", "save.after", "work.before-told"];
    add(Work::Doubt, LinkedIn, Disconnected, &asked);
    add(Work::Decision, LinkedIn, Disconnected, &asked);
    add(Work::Decision, LinkedIn, Disconnected, &["history.before"]);

    // The network has rotated the refresh token, and the new one died with the process. Gander offers the used one
    // once, at once: within the grace window the network accepts it, later it ends the grant.
    for work in [Work::Renew, Work::TimedRenewal] {
        for (grace, then) in [(0, Disconnected), (60, Active)] {
            let case = |point| Case { work, network: X, grace, away: 0, point, then, reused: 1 };
            let points = if work == Work::TimedRenewal { timed_in_doubt } else { in_doubt };
            all.extend(points.map(case));
        }
    }
    for (grace, away, then) in [
        (5, 10, Disconnected),
        (60, 10, Active),
        (60, 120, Disconnected),
        (300, 120, Active),
        (300, 600, Disconnected),
    ] {
        let (work, point) = (Work::Renew, "renew.answered");
        all.push(Case { work, network: X, grace, away, point, then, reused: 1 });
    }
    all.extend(sharing::cases());
    all
}
