//! Measures sealing and opening a token.

use criterion::Criterion;
use keeper::{bench::Bench, networks::Network};

fn vault(criterion: &mut Criterion) {
    let file = keeper::bench::practice_network("http://127.0.0.1:1");
    let network = Network::parse("practice.toml", &file).expect("a network file");
    let bench = Bench::new(None, network).expect("a store in memory");
    // The length of the longest tokens of the shipped networks.
    let secret = [b'g'; 512];
    criterion.bench_function("seal a token", |bencher| bencher.iter(|| bench.seal(&secret)));
    let sealed = bench.seal(&secret);
    criterion.bench_function("open a token", |bencher| {
        bencher.iter(|| bench.open(&sealed).expect("the same key"));
    });
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    vault(&mut criterion);
    criterion.final_summary();
}
