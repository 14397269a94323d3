//! The machine with few connections and with many.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use criterion::{BatchSize, BenchmarkId, Criterion};
use lifecycle::{
    Account, ConnectionId, Effect, Grant, Input, Lifecycle, Lifetimes, Notified, Policy, Record, Renewal,
    Standing,
};

const COUNTS: [usize; 3] = [10, 1_000, 100_000];

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_614_400, 0).expect("a moment")
}

fn record(policy: &Arc<Policy>, number: usize) -> Box<Record> {
    let lifetimes = Lifetimes { refresh_token: true, ..Lifetimes::default() };
    Box::new(Record {
        id: ConnectionId::from(format!("practice-{number:06}")),
        network: "practice".into(),
        policy: Arc::clone(policy),
        account: Account { id: number.to_string(), username: None, display_name: None },
        grant: Grant::authorized(policy, start(), 1, lifetimes),
        standing: Standing::Good,
        unreachable: None,
        suspicion: None,
        checked_at: Some(start()),
        next_check: start() + policy.probe_every,
        told: Notified::default(),
        pages: Vec::new(),
    })
}

/// A machine with `count` connections.
fn machine(count: usize) -> Lifecycle {
    let policy = Arc::new(Policy {
        access: Some(TimeDelta::days(60)),
        renewal: Renewal::Refresh {
            horizon: None,
            slides: false,
            rotates: false,
            before: TimeDelta::days(7),
        },
        data_access: None,
        data_loss_after: None,
        warn: vec![TimeDelta::days(10)],
        probe_every: TimeDelta::hours(6),
        needs: Vec::new(),
    });
    let mut machine = Lifecycle::new(true);
    for number in 0..count {
        machine.handle(start(), Input::Restored { record: record(&policy, number), interrupted: false });
    }
    drain(&mut machine);
    machine
}

fn drain(machine: &mut Lifecycle) {
    while machine.next_effect().is_some() {}
    machine.take_changed();
}

/// Requests a check, answers it, and takes the changes.
fn one_answer(machine: &mut Lifecycle, connection: &ConnectionId) {
    machine.handle(start(), Input::CheckRequested { connection: connection.clone() });
    while let Some(effect) = machine.next_effect() {
        if let Effect::Probe { operation_id, .. } = effect {
            let connection = connection.clone();
            machine.handle(start(), Input::Probed { connection, operation_id, account: None, scopes: None });
        }
    }
    machine.take_changed();
}

fn lifecycle(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("next deadline");
    for count in COUNTS {
        let machine = machine(count);
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| machine.next_deadline());
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("one answer");
    for count in COUNTS {
        let mut machine = machine(count);
        let connection = ConnectionId::from(format!("practice-{:06}", count / 2));
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| one_answer(&mut machine, &connection));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("all due at once");
    group.sample_size(10);
    group.bench_function(BenchmarkId::from_parameter(10_000), |bencher| {
        let tick = |mut machine: Lifecycle| {
            machine.handle(start() + TimeDelta::hours(6), Input::Tick);
            drain(&mut machine);
            machine
        };
        bencher.iter_batched(|| machine(10_000), tick, BatchSize::LargeInput);
    });
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    lifecycle(&mut criterion);
    criterion.final_summary();
}
