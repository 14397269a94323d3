//! Random steps.

use chrono::TimeDelta;
use lifecycle::{Endpoint, Lifetimes, Signal};
use proptest::{collection::vec, prelude::*, sample::Index};

use crate::common::start;

/// One random step. An `Index` picks the connection or attempt among the existing ones.
#[derive(Clone, Debug)]
pub enum Step {
    Connect { kind: usize },
    Reauthorize(Index),
    Redirect(Index),
    Exchanged { sign_in: Index, account: usize, lifetimes: Lifetimes },
    SignInFailed(Index),
    SignInCancelled(Index),
    AddAsNew(Index),
    Renew(Index),
    Check(Index),
    Use(Index, TimeDelta),
    Disconnect(Index),
    Forgotten(Index),
    Removed(Index),
    Restored { connection: Index, change: Change, interrupted: bool },
    Probed(Work),
    Refused { work: Work, signal: Signal, confirm_after: Option<TimeDelta> },
    AnswerLost(Work, Endpoint),
    Renewed(Work, Lifetimes),
    Postponed(Work),
    Committed(Work),
    CommitFailed(Work),
    AppKeysMissing(Work),
    AppKeysChanged,
    Resumed,
    Tick,
    Pass(TimeDelta),
}

/// The piece of work that an answer belongs to.
#[derive(Clone, Debug)]
pub enum Work {
    /// Work that was requested and is not answered yet.
    Open(Index),
    /// Any work that ever began.
    Any(Index),
    /// A random number, which belongs to no work.
    Foreign(u64),
}

/// The change that another process wrote.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    Nothing,
    LaterSecret,
    Told,
}

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    vec(step(), 1..60)
}

pub fn step() -> impl Strategy<Value = Step> {
    let signal = prop_oneof![
        Just(Signal::Fine),
        Just(Signal::Expired),
        Just(Signal::Revoked),
        Just(Signal::PasswordChanged),
        Just(Signal::Checkpoint),
        Just(Signal::PermissionMissing),
        Just(Signal::RefreshRejected),
        Just(Signal::AppFault),
        any::<Option<i32>>().prop_map(|at| Signal::RateLimited {
            until: at.map(|seconds| start() + TimeDelta::seconds(i64::from(seconds)))
        }),
        Just(Signal::Transient),
    ];
    let confirm = prop::option::of((0_i64..600).prop_map(TimeDelta::seconds));
    let change = prop_oneof![Just(Change::Nothing), Just(Change::LaterSecret), Just(Change::Told)];
    let endpoint = prop_oneof![3 => Just(Endpoint::Renewal), 1 => Just(Endpoint::Probe)];
    let people = prop_oneof![
        3 => (0_usize..5).prop_map(|kind| Step::Connect { kind }),
        3 => any::<Index>().prop_map(Step::Reauthorize),
        8 => any::<Index>().prop_map(Step::Redirect),
        8 => (any::<Index>(), 0_usize..3, lifetimes())
            .prop_map(|(sign_in, account, lifetimes)| Step::Exchanged { sign_in, account, lifetimes }),
        1 => any::<Index>().prop_map(Step::SignInFailed),
        1 => any::<Index>().prop_map(Step::SignInCancelled),
        2 => any::<Index>().prop_map(Step::AddAsNew),
        3 => any::<Index>().prop_map(Step::Renew),
        3 => any::<Index>().prop_map(Step::Check),
        3 => use_token(),
        1 => any::<Index>().prop_map(Step::Disconnect),
        1 => any::<Index>().prop_map(Step::Forgotten),
    ];
    let others = prop_oneof![
        1 => any::<Index>().prop_map(Step::Removed),
        3 => (any::<Index>(), change, any::<bool>()).prop_map(|(connection, change, interrupted)| {
            Step::Restored { connection, change, interrupted }
        }),
        1 => Just(Step::AppKeysChanged),
        2 => Just(Step::Resumed),
        8 => Just(Step::Tick),
        8 => pass().prop_map(Step::Pass),
    ];
    let answers = prop_oneof![
        6 => work().prop_map(Step::Probed),
        8 => (work(), signal, confirm).prop_map(|(work, signal, confirm_after)| {
            Step::Refused { work, signal, confirm_after }
        }),
        2 => (work(), endpoint).prop_map(|(work, endpoint)| Step::AnswerLost(work, endpoint)),
        6 => (work(), lifetimes()).prop_map(|(work, lifetimes)| Step::Renewed(work, lifetimes)),
        1 => work().prop_map(Step::Postponed),
        12 => work().prop_map(Step::Committed),
        2 => work().prop_map(Step::CommitFailed),
        1 => work().prop_map(Step::AppKeysMissing),
    ];
    prop_oneof![2 => people, 2 => others, 3 => answers]
}

pub fn use_token() -> impl Strategy<Value = Step> {
    let time = prop_oneof![
        4 => (0_i64..60).prop_map(TimeDelta::minutes),
        2 => (0_i64..100).prop_map(TimeDelta::days),
        1 => Just(TimeDelta::MAX),
        1 => Just(TimeDelta::MIN),
    ];
    (any::<Index>(), time).prop_map(|(connection, time)| Step::Use(connection, time))
}

fn work() -> impl Strategy<Value = Work> {
    prop_oneof![
        8 => any::<Index>().prop_map(Work::Open),
        2 => any::<Index>().prop_map(Work::Any),
        1 => any::<u64>().prop_map(Work::Foreign),
    ]
}

/// Seconds, hours, days, or a year, mostly forward.
fn pass() -> impl Strategy<Value = TimeDelta> {
    prop_oneof![
        4 => (0_i64..120).prop_map(TimeDelta::seconds),
        4 => (0_i64..48).prop_map(TimeDelta::hours),
        3 => (0_i64..60).prop_map(TimeDelta::days),
        1 => Just(TimeDelta::days(365)),
        1 => (-48_i64..0).prop_map(TimeDelta::hours),
        1 => Just(TimeDelta::days(-365)),
    ]
}

pub fn lifetimes() -> impl Strategy<Value = Lifetimes> {
    let life = || {
        prop_oneof![
            3 => Just(None),
            3 => (1_i64..10_000_000).prop_map(|seconds| Some(TimeDelta::seconds(seconds))),
            1 => Just(Some(TimeDelta::MAX)),
        ]
    };
    (life(), life(), any::<bool>()).prop_map(|(access, refresh, refresh_token)| Lifetimes {
        access,
        refresh,
        refresh_token,
        ..Lifetimes::default()
    })
}
