//! The printed table.

use crate::{case::Case, states::Said};

/// The result of a case. Each error tells the finding.
pub struct Row {
    pub case: Case,
    /// The process died at the point, and all later steps succeeded.
    pub story: Result<(), String>,
    /// The connection works, or the network truly ended it and Gander says so.
    pub no_token_lost: Result<(), String>,
    /// No unfinished connection appeared.
    pub nothing_promoted: Result<(), String>,
    /// The post is at the network, or waits, or asks, or was left out as decided.
    pub no_post_lost: Result<(), String>,
    /// The network has no post twice.
    pub none_twice: Result<(), String>,
    /// The number of used refresh tokens sent again.
    pub reused: u64,
    /// SQLite's own check, state and secret of one generation, an empty journal, and no plain text in any file.
    pub sound: Result<(), String>,
}

impl Row {
    pub fn good(&self) -> bool {
        self.troubles().is_empty()
    }

    fn troubles(&self) -> Vec<String> {
        let accounts = [&self.story, &self.no_token_lost, &self.nothing_promoted, &self.sound];
        let demands = accounts.into_iter().chain([&self.no_post_lost, &self.none_twice]);
        let mut troubles: Vec<_> = demands.filter_map(|result| result.as_ref().err().cloned()).collect();
        if self.reused != self.case.reused {
            troubles.push(format!(
                "a used refresh token came again {} times, not {}",
                self.reused, self.case.reused
            ));
        }
        troubles
    }
}

/// Prints the table, the failures, the totals, and a last line in the format of the Rust test runner, so that counters
/// of tests can count cases. Returns whether all passed.
pub fn print(rows: &[Row], said: &[Said], unnamed: &[String]) -> bool {
    let name = |row: &Row| row.case.name();
    let width = rows.iter().map(|row| name(row).chars().count()).max().unwrap_or_default();
    println!(
        "{:width$}  no token lost  nothing promoted  spent token reused  no post lost  none twice  database sound  then",
        "crash at"
    );
    let word = |result: &Result<(), String>| if result.is_ok() { "yes" } else { "NO" };
    for row in rows {
        let (lost, promoted, sound) =
            (word(&row.no_token_lost), word(&row.nothing_promoted), word(&row.sound));
        let of_post = |result| if row.case.shares() { word(result) } else { "-" };
        let (post, once) = (of_post(&row.no_post_lost), of_post(&row.none_twice));
        let then = row.case.then.words();
        println!(
            "{:width$}  {lost:13}  {promoted:16}  {:<18}  {post:12}  {once:10}  {sound:14}  {then}",
            name(row),
            row.reused
        );
    }
    let count = |is: fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
    println!(
        "{} crashes: {} tokens lost, {} states promoted, {} spent tokens reused ({} unavoidable), {} posts lost, \
         {} published twice, {} databases unsound",
        rows.len(),
        count(|row| row.no_token_lost.is_err()),
        count(|row| row.nothing_promoted.is_err()),
        rows.iter().map(|row| row.reused).sum::<u64>(),
        rows.iter().map(|row| row.case.reused).sum::<u64>(),
        count(|row| row.no_post_lost.is_err()),
        count(|row| row.none_twice.is_err()),
        count(|row| row.sound.is_err()),
    );
    for Said { state, said } in said {
        match said {
            Ok(said) => println!("{:width$}  nothing lost; said: {said}", state.name()),
            Err(error) => println!("FAILED {}: {error}", state.name()),
        }
    }
    for row in rows {
        for trouble in row.troubles() {
            println!("FAILED {}: {trouble}", name(row));
        }
    }
    for point in unnamed {
        println!("FAILED {point}: no case dies at this point");
    }
    let well = said.iter().filter(|said| said.said.is_ok()).count();
    let failed = count(|row| !row.good()) + said.len() - well + unnamed.len();
    let passed = count(Row::good) + well;
    let result = if failed == 0 { "ok" } else { "FAILED" };
    println!(
        "test result: {result}. {passed} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out"
    );
    failed == 0
}
