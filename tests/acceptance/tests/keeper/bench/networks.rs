//! The practice networks: their posts, the requests that they got, and their faults.

use simnet::{Endpoint, Fault, FaultKind, Network, Post};

use crate::support::{Bench, until};

/// The only post at a network.
pub fn only_one(bench: &Bench, network: Network) -> Post {
    let [post] = bench.net.posts(network).try_into().expect("one post");
    post
}

/// The next request that publishes meets this fault.
pub fn breaks_once(bench: &Bench, network: Network, kind: FaultKind) {
    bench.net.set_fault(network, Fault::at(Endpoint::Publish, kind).times(1)).expect("a fault");
}

/// Waits until the number of requests that publish satisfies a condition.
pub async fn asked(bench: &Bench, network: Network, is: impl Fn(u64) -> bool) {
    let count = || bench.net.request_count(network, Endpoint::Publish);
    until("the request", async || is(count()).then_some(())).await;
}
