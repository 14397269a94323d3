//! Measures the database with a hundred thousand connections.

use criterion::Criterion;
use keeper::{
    bench::{Bench, practice_network},
    networks::Network,
};

const MANY: usize = 100_000;

fn store(criterion: &mut Criterion) {
    let network =
        || Network::parse("practice.toml", &practice_network("http://127.0.0.1:1")).expect("a file");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut bench = Bench::new(Some(folder.path()), network()).expect("a store");
    let now = chrono::Utc::now();
    bench.fill(MANY, now).expect("a disk with room");
    let mut generation = 1;
    criterion.bench_function("commit one secret among 100,000, on disk", |bencher| {
        bencher.iter(|| {
            generation += 1;
            bench.commit(MANY / 2, generation, now).expect("a disk with room");
        });
    });
    criterion.bench_function("save one state among 100,000, on disk", |bencher| {
        bencher.iter(|| bench.save(MANY / 3, now).expect("a disk with room"));
    });
    let mut group = criterion.benchmark_group("all");
    group.sample_size(10);
    group.bench_function("read 100,000", |bencher| {
        bencher.iter(|| assert_eq!(bench.read_all().expect("a database"), MANY));
    });
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    store(&mut criterion);
    criterion.final_summary();
}
