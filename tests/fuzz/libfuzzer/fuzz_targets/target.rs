//! One binary for all targets. The environment variable [`fuzz::TARGET_VARIABLE`] selects the target.
#![no_main]

use std::{env, sync::LazyLock};

use libfuzzer_sys::fuzz_target;

static RUN: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = env::var(fuzz::TARGET_VARIABLE).expect("run by `cargo xtask fuzz`");
    fuzz::TARGETS.iter().find(|target| target.name == name).expect("a target").run
});

fuzz_target!(|data: &[u8]| RUN(data));
