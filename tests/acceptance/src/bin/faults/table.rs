//! The printed tables.

use std::{collections::BTreeMap, process::ExitCode};

use simnet::{Endpoint, FaultKind, Network};

use crate::{
    Results,
    case::{Case, Finding, Trouble},
    causes::{self, Cause},
    lost::{self, Became, GRACES, Loss},
};

const STAGES: [(Endpoint, &str); 7] = [
    (Endpoint::Request, "before"),
    (Endpoint::Token, "code"),
    (Endpoint::LongLived, "long-l."),
    (Endpoint::Identity, "identity"),
    (Endpoint::Renewal, "renewal"),
    (Endpoint::Probe, "probe"),
    (Endpoint::Revoke, "revoke"),
];
/// Nine faults. Another token daemon was measured to lose the account by seven of them. The other two are not
/// recorded; the commonest two stand for them.
const NINE: [FaultKind; 9] = [
    FaultKind::Status520,
    FaultKind::Status511,
    FaultKind::ProxyForbidden,
    FaultKind::Redirect302,
    FaultKind::Html,
    FaultKind::TemporarilyUnavailable,
    FaultKind::CutAfterRotation,
    FaultKind::Status503,
    FaultKind::Hang,
];

#[derive(Default)]
pub struct Count {
    passed: usize,
    failed: usize,
}

impl Count {
    fn take(&mut self, passed: bool) {
        if passed { self.passed += 1 } else { self.failed += 1 }
    }

    pub fn end(self) -> ExitCode {
        let word = if self.failed == 0 { "ok" } else { "FAILED" };
        println!("test result: {word}. {} passed; {} failed;", self.passed, self.failed);
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

#[derive(Clone, Copy, Default)]
struct Cell {
    survived: usize,
    of: usize,
}

pub fn faults(found: &Results<Case, Finding>, count: &mut Count) {
    let mut cells: BTreeMap<(Trouble, Endpoint), Cell> = BTreeMap::new();
    let mut wrong: BTreeMap<Option<Trouble>, [usize; 4]> = BTreeMap::new();
    let mut stages: BTreeMap<Endpoint, Cell> = BTreeMap::new();
    let (mut blips, mut sent_back, mut complaints) = (0, 0, Vec::new());
    for (case, result) in found {
        let good = result.as_ref().is_ok_and(Finding::is_good);
        count.take(good);
        for cell in
            [cells.entry((case.trouble, case.stage)).or_default(), stages.entry(case.stage).or_default()]
        {
            cell.of += 1;
            cell.survived += usize::from(good);
        }
        let place = format!("{}, {}, {}", case.network, case.stage.id(), case.trouble.id());
        match result {
            Ok(finding) => {
                let told =
                    [finding.false_disconnect, finding.lost_token, finding.notified_wrongly, finding.unread];
                for row in [Some(case.trouble), None] {
                    let sums = wrong.entry(row).or_default();
                    for (sum, told) in sums.iter_mut().zip(told) {
                        *sum += usize::from(told);
                    }
                }
                blips += usize::from(finding.sent_back.is_some());
                sent_back += usize::from(finding.sent_back == Some(true));
                if !good {
                    complaints.push(format!("{place}: {finding:?}"));
                }
            }
            Err(panic) => complaints.push(format!("{place}: {panic}")),
        }
    }
    print!("\n{:<24}", "survived");
    STAGES.iter().for_each(|(_, words)| print!("{words:>9}"));
    println!(
        "{:>18}{:>12}{:>18}{:>21}",
        "false disconnect", "lost token", "notified wrongly", "odd but good unread"
    );
    let row = |name: &str,
               cell: &dyn Fn(Endpoint) -> Option<Cell>,
               [disconnects, lost, told, unread]: [usize; 4]| {
        print!("{name:<24}");
        for (stage, _) in STAGES {
            let words =
                cell(stage).map_or_else(|| "-".to_owned(), |cell| format!("{}/{}", cell.survived, cell.of));
            print!("{words:>9}");
        }
        println!("{disconnects:>18}{lost:>12}{told:>18}{unread:>21}");
    };
    for trouble in Trouble::all().into_iter().filter(|trouble| wrong.contains_key(&Some(*trouble))) {
        let sums = wrong.get(&Some(trouble)).copied().unwrap_or_default();
        row(trouble.id(), &|stage| cells.get(&(trouble, stage)).copied(), sums);
    }
    row("all", &|stage| stages.get(&stage).copied(), wrong.get(&None).copied().unwrap_or_default());
    println!(
        "\nOne such answer in a sign-in sent the person back to the login page in {sent_back} of {blips} cases."
    );
    let survives = |kind: &&FaultKind| {
        let cells: Vec<_> =
            cells.iter().filter(|((trouble, _), _)| *trouble == Trouble::Kind(**kind)).collect();
        !cells.is_empty() && cells.iter().all(|(_, cell)| cell.survived == cell.of)
    };
    if !NINE.iter().all(|kind| wrong.contains_key(&Some(Trouble::Kind(*kind)))) {
        complaints.iter().for_each(|complaint| println!("!! {complaint}"));
        return;
    }
    println!(
        "Of the nine faults of the baseline, of which pizauth survived 2, Gander survives {}, at every stage.",
        NINE.iter().filter(survives).count()
    );
    complaints.iter().for_each(|complaint| println!("!! {complaint}"));
}

pub fn causes(found: &Results<causes::Case, Result<(), String>>, count: &mut Count) {
    if found.is_empty() {
        return;
    }
    println!(
        "\n{:<24}{:<10}{}",
        "true causes",
        "found by",
        Network::EVERY.map(|network| format!("{:>11}", network.name())).concat()
    );
    let mut complaints = Vec::new();
    for cause in Cause::ALL {
        for stage in [Endpoint::Probe, Endpoint::Renewal] {
            let at = |network| {
                let of = move |(case, _): &&(causes::Case, _)| {
                    (case.cause, case.stage, case.network) == (cause, stage, network)
                };
                found
                    .iter()
                    .filter(of)
                    .map(|(_, result)| matches!(result, Ok(Ok(()))))
                    .reduce(|one, other| one && other)
            };
            if !Network::EVERY.into_iter().any(|network| at(network).is_some()) {
                continue;
            }
            print!("{:<24}{:<10}", cause.words(), stage.id());
            for network in Network::EVERY {
                let words = match at(network) {
                    None => "-",
                    Some(true) => "told once",
                    Some(false) => "WRONG",
                };
                print!("{words:>11}");
            }
            println!();
        }
    }
    for (case, result) in found {
        count.take(matches!(result, Ok(Ok(()))));
        if let Err(what) | Ok(Err(what)) = result {
            let written = case.odd.map_or("plain", FaultKind::id);
            complaints.push(format!(
                "{}, {}, {}, {written}: {what}",
                case.cause.words(),
                case.network,
                case.stage.id()
            ));
        }
    }
    complaints.iter().for_each(|complaint| println!("!! {complaint}"));
}

pub fn lost(found: &Results<lost::Case, Became>, count: &mut Count) {
    if found.is_empty() {
        return;
    }
    println!(
        "\nX takes a used refresh token once more for so long, and ends everything when it comes later."
    );
    print!("{:<34}", "the new tokens were lost by");
    GRACES.iter().for_each(|grace| print!("{:>15}", format!("{grace} s")));
    println!();
    let mut complaints = Vec::new();
    for loss in Loss::ALL {
        print!("{:<34}", loss.words());
        for grace in GRACES {
            let result =
                found.iter().find(|(case, _)| (case.loss, case.grace) == (loss, grace)).map(|(_, r)| r);
            let words = match result {
                Some(Ok(Became::Recovered)) => "recovered",
                Some(Ok(Became::DisconnectedTruthfully)) => "told truly",
                Some(Ok(Became::Lost(_)) | Err(_)) | None => "LOST",
            };
            print!("{words:>15}");
        }
        println!();
    }
    for (case, result) in found {
        count.take(matches!(result, Ok(Became::Recovered | Became::DisconnectedTruthfully)));
        if let Ok(Became::Lost(what)) | Err(what) = result {
            complaints.push(format!("{}, grace {} s: {what}", case.loss.words(), case.grace));
        }
    }
    complaints.iter().for_each(|complaint| println!("!! {complaint}"));
}
