//! `cargo xtask bench`: every figure that Gander promises, with its goal. No tests: a busy machine misses goals.

mod bundle;
mod closed_window;
mod composer;
mod first_paint;
mod headless;
mod interaction;
mod measured;
mod redirect;
mod scale;
mod sharing;
mod size;
mod status;

use crate::{Outcome, build};

/// One measured figure.
pub struct Figure {
    name: String,
    value: f64,
    goal: f64,
    unit: &'static str,
}

impl Figure {
    /// A figure that must be at most `goal`.
    pub fn at_most(goal: f64, unit: &'static str, name: impl Into<String>, value: f64) -> Figure {
        Figure { name: name.into(), value, goal, unit }
    }

    fn reached(&self) -> bool {
        self.value <= self.goal
    }

    fn line(&self) -> String {
        let word = if self.reached() { "pass" } else { "MISS" };
        let Figure { name, value, unit, .. } = self;
        let goal = (self.goal * 100.0).round() / 100.0;
        format!("{word}  {name}: {value:.2} {unit} (at most {goal} {unit})")
    }
}

type Measure = fn() -> Outcome<Vec<Figure>>;

const MEASURES: &[(&str, Measure)] = &[
    ("size", size::measure),
    ("bundle", bundle::measure),
    ("interaction", interaction::measure),
    ("composer", composer::measure),
    ("status", status::measure),
    ("headless", headless::measure),
    ("scale", scale::measure),
    ("sharing", sharing::measure),
    ("closed-window", closed_window::measure),
    ("first-paint", first_paint::measure),
    ("redirect", redirect::measure),
];

/// Measures everything, or only the named figures.
pub fn run(names: &[String]) -> Outcome {
    if let Some(unknown) = names.iter().find(|name| !MEASURES.iter().any(|(known, _)| known == *name)) {
        let known = MEASURES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        return Err(format!("there is no figure '{unknown}'; there are {known}").into());
    }
    build::release()?;
    let mut missed = 0;
    for (name, measure) in MEASURES {
        if !names.is_empty() && !names.iter().any(|wanted| wanted == name) {
            continue;
        }
        match measure() {
            Ok(figures) => {
                for figure in figures {
                    println!("{}", figure.line());
                    missed += usize::from(!figure.reached());
                }
            }
            Err(error) => {
                println!("MISS  {name}: could not be measured: {error}");
                missed += 1;
            }
        }
    }
    if missed == 0 { Ok(()) } else { Err(format!("{missed} figures missed their goal").into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_tells_whether_it_reached_its_goal() {
        let line = |value| Figure::at_most(5.0, "ms", "status", value).line();
        assert_eq!(line(5.0), "pass  status: 5.00 ms (at most 5 ms)");
        assert_eq!(line(5.1), "MISS  status: 5.10 ms (at most 5 ms)");
    }
}
