//! Prints what stands in the way, and what to do about it.

use std::io::{BufWriter, Write, stdout};

use keeper::doctor::{Finding, Patient, State, examine};
use serde::Serialize;

use crate::{Exit, arguments::Place};

#[derive(Serialize)]
struct Report<'a> {
    /// Whether nothing is a problem.
    fine: bool,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    about: &'static str,
    network: Option<&'a str>,
    state: &'static str,
    found: &'a str,
    advice: Option<&'a str>,
}

/// Prints a line for each thing looked at: `ok`, `--` for what is worth knowing or `!!` for a problem, then what, then
/// what to do.
pub(crate) async fn run(place: &Place, json: bool) -> Exit {
    let patient = Patient {
        data_dir: place.data_dir.clone(),
        networks_dir: place.networks.clone(),
        key: place.key.clone(),
    };
    let findings = examine(&patient).await;
    let fine = findings.iter().all(|finding| finding.state < State::Problem);
    let mut out = BufWriter::new(stdout().lock());
    // A reader that has seen enough, like `head`, is no failure.
    let _ = if json { print_json(&mut out, fine, &findings) } else { print(&mut out, &findings) };
    let _ = out.flush();
    if fine { Exit::Done } else { Exit::Failed }
}

fn print(out: &mut impl Write, findings: &[Finding]) -> std::io::Result<()> {
    for Finding { about, state, found, advice } in findings {
        let mark = match state {
            State::Ok => "ok",
            State::Note => "--",
            State::Problem => "!!",
        };
        write!(out, "{mark} {}", about.word())?;
        if let Some(network) = about.network().filter(|network| !network.as_str().is_empty()) {
            write!(out, " of {network}")?;
        }
        write!(out, ": {found}")?;
        match advice {
            Some(advice) => writeln!(out, ". {advice}")?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}

fn print_json(out: &mut impl Write, fine: bool, findings: &[Finding]) -> std::io::Result<()> {
    let findings = findings
        .iter()
        .map(|finding| FindingJson {
            about: finding.about.word(),
            network: finding.about.network().map(keeper::NetworkId::as_str),
            state: match finding.state {
                State::Ok => "ok",
                State::Note => "note",
                State::Problem => "problem",
            },
            found: &finding.found,
            advice: finding.advice.as_deref(),
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &Report { fine, findings })?;
    writeln!(out)
}
