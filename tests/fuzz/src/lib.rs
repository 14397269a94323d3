//! The invariants of all bytes that reach Gander from outside. The ordinary tests run each [`Target`] on its corpus and
//! on mutations of it; `cargo xtask fuzz` runs it under libFuzzer.

mod answer;
mod feed;
mod odd;
mod posts;

use std::path::{Path, PathBuf};

use keeper::{Invitation, Link, fuzzing};
use networks::{Catalogue, Network, Organization};

pub use answer::{ENDPOINTS, check_answer, check_no_proof};
pub use feed::feed;

/// The environment variable that names the target to libFuzzer's binary.
pub const TARGET_VARIABLE: &str = "GANDER_FUZZ_TARGET";

/// The most CPU seconds for one input, regardless of other load. An unoptimised build reads one in milliseconds.
#[cfg(unix)]
const LONGEST_SECONDS: i64 = 1;

/// One parser of outside data.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name of the target and of its own corpus.
    pub name: &'static str,
    /// Paths of further corpora, relative to the checkout's root.
    pub also: &'static [&'static str],
    /// Parses one input. Panics when an invariant breaks.
    pub run: fn(&[u8]),
}

const NETWORK_FILES: &[&str] =
    &["src-tauri/crates/networks/networks", "src-tauri/crates/networks/tests/forms"];

/// Every target.
pub const TARGETS: [Target; 13] = [
    Target { name: "redirect_request", also: &[], run: fuzzing::redirect_request },
    Target { name: "token_answer", also: &[], run: token_answer },
    Target { name: "network_answer", also: &[], run: network_answer },
    Target { name: "network_file", also: NETWORK_FILES, run: network_file },
    Target { name: "deep_link", also: &[], run: deep_link },
    Target { name: "organization_file", also: &[], run: organization_file },
    Target { name: "picture", also: &[], run: fuzzing::picture },
    Target { name: "json_columns", also: &[], run: json_columns },
    Target { name: "event_column", also: &[], run: event_column },
    Target { name: "alert_column", also: &[], run: alert_column },
    Target { name: "post_answer", also: &[], run: post_answer },
    Target { name: "post_text", also: &[], run: post_text },
    Target { name: "feed", also: &[], run: feed },
];

impl Target {
    /// Runs the target on one input and checks the CPU time that it takes.
    ///
    /// # Panics
    /// When the input takes more than a second of this thread, or breaks an invariant.
    #[cfg(unix)]
    pub fn run_in_time(&self, input: &[u8]) {
        use rustix::time::{ClockId, clock_gettime};
        let spent = || clock_gettime(ClockId::ThreadCPUTime).tv_sec;
        let before = spent();
        (self.run)(input);
        let took = spent() - before;
        assert!(took <= LONGEST_SECONDS, "{} took {took} s for an input of {} bytes", self.name, input.len());
    }

    /// Runs the target on one input without a time check: this platform has no clock for the CPU time of one thread.
    #[cfg(not(unix))]
    pub fn run_in_time(&self, input: &[u8]) {
        (self.run)(input);
    }

    /// The corpus folders, the target's own first. `package` is the folder of this package.
    #[must_use]
    pub fn corpora(&self, package: &Path) -> Vec<PathBuf> {
        let own = package.join("corpus").join(self.name);
        let also = self.also.iter().map(|path| package.join("../..").join(path));
        [own].into_iter().chain(also).collect()
    }
}

/// Parses the body of a token answer, and checks that odd spellings of it parse to the same.
///
/// # Panics
/// When an invariant breaks.
pub fn token_answer(data: &[u8]) {
    fuzzing::token_answer(data, &odd::ways(data));
}

/// Classifies a network's answer. The first line names network, endpoint, status and one header; the rest is the body.
///
/// # Panics
/// When an invariant breaks: see [`check_answer`].
pub fn network_answer(data: &[u8]) {
    answer::from_bytes(data);
}

/// Parses a network file. An error must have a message and, if it names a line, an existing one.
///
/// # Panics
/// When an error breaks this rule, or a parsed network breaks an invariant.
pub fn network_file(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Network::parse("fuzzed.toml", text) {
        Ok(network) => {
            assert!(keeper::is_id(network.id.as_str()) || network.id.as_str().len() > 128);
            check_no_proof(&network);
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            assert!(error.line.is_none_or(|line| (1..=1 + text.lines().count()).contains(&line)), "{error}");
        }
    }
}

/// Parses a link that opens Gander from outside. An accepted link must survive writing and parsing again.
///
/// # Panics
/// When an accepted link does not.
pub fn deep_link(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(link) = text.parse::<Link>() else { return };
    assert!(Link::is_meant(text), "followed without being meant");
    assert_eq!(link.to_string().parse(), Ok(link));
}

/// Parses a `gander.toml`. An error must have a message and, if it names a line, an existing one. No file may change a
/// network that Gander knows.
///
/// # Panics
/// When a file or an error breaks these rules.
pub fn organization_file(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let known = Catalogue::builtin();
    match Organization::parse("fuzzed.toml", text, &known) {
        Ok(organization) => {
            for definition in &organization.definitions {
                assert!(known.get(&definition.network.id).is_none(), "a known network is changed");
            }
            let names = organization.definitions.iter().map(|definition| &definition.network.name);
            let shown = names.chain([&organization.name]);
            assert!(
                shown.clone().all(|name| !name.contains(char::is_control)),
                "a name that is more than letters"
            );
            assert!(
                organization
                    .keys
                    .iter()
                    .all(|keys| keys.sealed.as_deref().is_none_or(|s| s.starts_with("sealed:")))
            );
            if let Ok(invitation) = Invitation::parse("fuzzed.toml", text, &known) {
                assert_eq!(invitation.name(), organization.name);
            }
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            assert!(error.line.is_none_or(|line| (1..=1 + text.lines().count()).contains(&line)), "{error}");
        }
    }
}

fn json_columns(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        fuzzing::json_columns(text);
    }
}

fn event_column(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        fuzzing::event_column(text);
    }
}

fn alert_column(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        fuzzing::alert_column(text);
    }
}

/// Reads an answer about a post as a refusal, as a success and as a look. The first line names network, status and one
/// header; the rest is the body.
///
/// # Panics
/// When an invariant breaks: only a documented answer proves something, and all that is kept of it is sound.
pub fn post_answer(data: &[u8]) {
    posts::answer(data);
}

fn post_text(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        posts::text(text);
    }
}
