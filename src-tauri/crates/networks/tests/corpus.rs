//! Every documented answer of every shipped network, each with its meaning.

use std::{fs, path::PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use http::{HeaderMap, HeaderName, HeaderValue};
use lifecycle::{Endpoint, Signal, Verdict};
use networks::{Answer, Catalogue, Network, Protocol};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    case: Vec<Case>,
}

/// An answer, and the verdict it must bring.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    endpoint: String,
    status: u16,
    #[serde(default)]
    headers: std::collections::BTreeMap<String, String>,
    body: String,
    signal: String,
    until: Option<String>,
    code: Option<String>,
    subcode: Option<String>,
    confirm_after: Option<i64>,
}

impl Case {
    fn verdict(&self, network: &Network) -> Verdict {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("a header's name");
            headers.insert(name, HeaderValue::from_str(value).expect("a header's value"));
        }
        network.classify(&Answer {
            endpoint: endpoint(&self.endpoint),
            at: now(),
            status: self.status,
            headers: &headers,
            body: self.body.as_bytes(),
        })
    }

    /// The difference between the verdict and the expected one.
    fn fault(&self, network: &Network) -> Option<String> {
        let verdict = self.verdict(network);
        let (signal, until) = told(verdict.signal);
        let is = (
            signal,
            until,
            verdict.evidence.code,
            verdict.evidence.subcode,
            verdict.confirm_after.map(|wait: TimeDelta| wait.num_seconds()),
        );
        let must = (
            self.signal.as_str(),
            self.until.clone(),
            self.code.clone(),
            self.subcode.clone(),
            self.confirm_after,
        );
        (is != must).then(|| format!("{} \"{}\"\n  must {must:?}\n  is   {is:?}", network.id, self.name))
    }
}

fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-11-22T12:00:00Z").expect("a date").to_utc()
}

fn endpoint(name: &str) -> Endpoint {
    match name {
        "authorization" => Endpoint::Authorization,
        "token" => Endpoint::Token,
        "long_lived" => Endpoint::LongLived,
        "renewal" => Endpoint::Renewal,
        "identity" => Endpoint::Identity,
        "page" => Endpoint::Page,
        "probe" => Endpoint::Probe,
        "revocation" => Endpoint::Revocation,
        _ => panic!("unknown endpoint {name}"),
    }
}

fn told(signal: Signal) -> (&'static str, Option<String>) {
    let word = match signal {
        Signal::Fine => "fine",
        Signal::Expired => "expired",
        Signal::Revoked => "revoked",
        Signal::PasswordChanged => "password_changed",
        Signal::Checkpoint => "checkpoint",
        Signal::PermissionMissing => "permission_missing",
        Signal::RefreshRejected => "refresh_rejected",
        Signal::AppFault => "app_fault",
        Signal::RateLimited { until } => {
            return ("rate_limited", until.map(|until| until.format("%FT%TZ").to_string()));
        }
        Signal::Transient => "transient",
    };
    (word, None)
}

fn corpora() -> Vec<(Network, Vec<Case>)> {
    let read = |network: &std::sync::Arc<Network>| {
        let path = PathBuf::from(format!("tests/corpus/{}.toml", network.id));
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let corpus: Corpus =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (Network::clone(network), corpus.case)
    };
    Catalogue::builtin().iter().map(read).collect()
}

#[test]
fn every_documented_answer_means_what_its_network_says() {
    let faults: Vec<_> = corpora()
        .iter()
        .flat_map(|(network, cases)| cases.iter().filter_map(|case| case.fault(network)))
        .collect();
    assert!(faults.is_empty(), "{} answers are misread:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_rule_of_every_network_is_needed_by_an_answer_of_the_corpus() {
    for (network, cases) in corpora() {
        for index in 0..network.signals.len() {
            let mut without = network.clone();
            let rule = without.signals.remove(index);
            let needed = cases.iter().any(|case| case.verdict(&without) != case.verdict(&network));
            assert!(needed, "{}: no answer needs rule {} {rule:?}", network.id, index + 1);
        }
    }
}

#[test]
fn every_meaning_is_in_the_corpus_of_each_network_that_tells_it() {
    const ALL: [&str; 7] =
        ["fine", "expired", "checkpoint", "permission_missing", "app_fault", "rate_limited", "transient"];
    /// The networks that document no checkpoint.
    const WITHOUT_CHECKPOINT: [&str; 4] = ["linkedin", "linkedin-pages", "pinterest", "tumblr"];
    for (network, cases) in corpora() {
        let said = |meaning: &str| cases.iter().any(|case| case.signal == meaning);
        for meaning in ALL {
            let without_checkpoint =
                meaning == "checkpoint" && WITHOUT_CHECKPOINT.contains(&network.id.as_str());
            // A token of OAuth 1.0a has no end of its own.
            let endless = meaning == "expired" && network.oauth.protocol == Protocol::OAuth1a;
            assert!(said(meaning) != (without_checkpoint || endless), "{} {meaning}", network.id);
        }
        // X reports a revocation only by refusing to renew.
        assert!(said("revoked") || said("refresh_rejected"), "{}", network.id);
    }
}
