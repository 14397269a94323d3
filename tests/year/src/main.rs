//! `year`: simulates a year for each seed, prints its figures, and fails when a promise is broken.

use std::process::ExitCode;

const CONNECTIONS: usize = 1000;
const SEEDS: [u64; 3] = [1, 2, 3];

fn main() -> ExitCode {
    let named: Result<Vec<u64>, _> = std::env::args().skip(1).map(|seed| seed.parse()).collect();
    let Ok(named) = named else {
        eprintln!("year [SEED...]: a seed is a whole number");
        return ExitCode::from(2);
    };
    let seeds = if named.is_empty() { SEEDS.to_vec() } else { named };
    let years: Vec<_> = seeds
        .iter()
        .map(|seed| {
            std::thread::spawn({
                let seed = *seed;
                move || year::live(year::every_network(), seed, CONNECTIONS)
            })
        })
        .collect();
    let mut kept = true;
    for year in years {
        let Ok(figures) = year.join() else { return ExitCode::FAILURE };
        println!("{figures}");
        for broken in figures.broken() {
            println!("BROKEN: {broken}");
            kept = false;
        }
    }
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
