//! Runs each target on its whole corpus and on mutations of it, with the stable compiler.

use std::{env, fs, path::PathBuf};

use fuzz::{TARGETS, Target};
use proptest::{
    collection::vec,
    prelude::*,
    sample::Index,
    test_runner::{Config, TestCaseError, TestRunner},
};

/// One way to change an input.
#[derive(Clone, Debug)]
enum Mutation {
    Flip(Index, u8),
    Cut(Index),
    Insert(Index, Vec<u8>),
    /// Copies a part of the input to another place.
    Repeat(Index, Index, Index),
    /// Replaces the end with the end of another input.
    Splice(Index, Index, Index),
}

fn corpus(target: &Target) -> Vec<Vec<u8>> {
    // Read at run time: checkouts may share one compiled test binary.
    let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("run by cargo"));
    let mut files = Vec::new();
    for folder in target.corpora(&package) {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        files.extend(entries.map(|entry| entry.expect("an entry").path()));
    }
    files.sort();
    files.iter().map(|file| fs::read(file).expect("an input")).collect()
}

#[test]
fn every_input_of_every_corpus_keeps_the_promises() {
    for target in TARGETS {
        let inputs = corpus(&target);
        assert!(!inputs.is_empty(), "{} has no corpus", target.name);
        for input in inputs {
            target.run_in_time(&input);
        }
    }
}

#[test]
fn a_number_that_overflows_does_not_go_unseen() {
    let overflowed = std::panic::catch_unwind(|| std::hint::black_box(i64::MAX) + std::hint::black_box(1));
    assert!(overflowed.is_err(), "build this with overflow checks");
}

#[test]
fn every_mutation_of_a_corpus_keeps_the_promises() {
    for target in TARGETS {
        let inputs = corpus(&target);
        let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(2_000) });
        let strategy = (any::<Index>(), vec(mutation(), 0..6));
        let outcome = runner.run(&strategy, |(first, mutations)| {
            let input =
                mutations.iter().fold(first.get(&inputs).clone(), |input, how| how.apply(input, &inputs));
            target.run_in_time(&input);
            Ok::<_, TestCaseError>(())
        });
        if let Err(error) = outcome {
            panic!("{}: {error}", target.name);
        }
    }
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let index = any::<Index>;
    prop_oneof![
        (index(), any::<u8>()).prop_map(|(at, bits)| Mutation::Flip(at, bits)),
        index().prop_map(Mutation::Cut),
        (index(), vec(any::<u8>(), 1..8)).prop_map(|(at, bytes)| Mutation::Insert(at, bytes)),
        (index(), index(), index()).prop_map(|(from, to, at)| Mutation::Repeat(from, to, at)),
        (index(), index(), index()).prop_map(|(other, from, at)| Mutation::Splice(other, from, at)),
    ]
}

impl Mutation {
    fn apply(&self, mut input: Vec<u8>, inputs: &[Vec<u8>]) -> Vec<u8> {
        let place = |at: &Index, length: usize| at.index(length + 1);
        match self {
            Self::Flip(at, bits) => {
                let at = place(at, input.len());
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= bits;
                }
            }
            Self::Cut(at) => input.truncate(place(at, input.len())),
            Self::Insert(at, bytes) => {
                let at = place(at, input.len());
                input.splice(at..at, bytes.iter().copied());
            }
            Self::Repeat(from, to, at) => {
                let (from, to) = (place(from, input.len()), place(to, input.len()));
                let part = input[from.min(to)..from.max(to)].to_vec();
                let at = place(at, input.len());
                input.splice(at..at, part);
            }
            Self::Splice(other, from, at) => {
                let other = other.get(inputs);
                input.truncate(place(at, input.len()));
                input.extend_from_slice(&other[place(from, other.len())..]);
            }
        }
        input
    }
}
