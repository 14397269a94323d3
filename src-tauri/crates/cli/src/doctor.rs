//! Prints the doctor's findings and advice.

use keeper::{
    Error,
    doctor::{Finding, Patient, State, examine},
};
use serde::Serialize;

use crate::{
    Exit,
    arguments::Place,
    terminal::{print, print_json},
};

#[derive(Serialize)]
struct Report<'a> {
    /// True if no finding is a problem.
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

/// Prints a line for each finding: `ok`, `--` for a note or `!!` for a problem, then the subject, the finding and the
/// advice.
pub(crate) async fn run(place: &Place, json: bool) -> Result<Exit, Error> {
    let patient = Patient {
        data_dir: place.data_dir.clone(),
        networks_dir: place.networks.clone(),
        key: place.key.clone(),
    };
    let findings = examine(&patient).await;
    let fine = findings.iter().all(|finding| finding.state < State::Problem);
    if json {
        print_json(&as_json(fine, &findings)?)?;
    } else {
        print(&lines(&findings))?;
    }
    Ok(if fine { Exit::Done } else { Exit::Failed })
}

fn lines(findings: &[Finding]) -> String {
    let mut lines = String::new();
    for Finding { about, state, found, advice } in findings {
        let mark = match state {
            State::Ok => "ok",
            State::Note => "--",
            State::Problem => "!!",
        };
        let network = about.network().filter(|network| !network.as_str().is_empty());
        let network = network.map(|network| format!(" of {network}")).unwrap_or_default();
        let advice = advice.as_ref().map(|advice| format!(". {advice}")).unwrap_or_default();
        lines.push_str(&format!("{mark} {}{network}: {found}{advice}\n", about.word()));
    }
    lines
}

fn as_json(fine: bool, findings: &[Finding]) -> Result<String, Error> {
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
    let json = serde_json::to_string_pretty(&Report { fine, findings });
    json.map(|json| json + "\n")
        .map_err(|error| Error::BadInput(format!("the findings cannot be told as JSON: {error}")))
}
