//! Numbers that the acceptance suite's `measure` takes from the running binaries.

use std::process::Command;

use crate::{Outcome, process, setup, workspace};

/// The numbers of one measurement, by name.
pub struct Numbers(serde_json::Value);

impl Numbers {
    /// Returns one number; an error when it was not measured.
    pub fn get(&self, name: &str) -> Outcome<f64> {
        self.0[name].as_f64().ok_or_else(|| format!("'{name}' was not measured").into())
    }
}

/// Measures the release binaries.
pub fn measure(what: &str) -> Outcome<Numbers> {
    if !cfg!(target_os = "linux") {
        return Err("this is read from Linux's /proc, or drawn by WebKitGTK".into());
    }
    let mut measure = Command::new(workspace::binary("release", "measure"));
    measure.arg(what);
    numbers(measure)
}

/// Measures the release binaries on a private desktop.
pub fn measure_on_a_desktop(what: &str) -> Outcome<Numbers> {
    let mut measure = Command::new(workspace::binary("release", "measure"));
    measure.arg(what);
    setup::for_the_tour()?.hand_to(&mut measure)?;
    numbers(measure)
}

/// Runs a program whose last line of output is JSON, and parses that line.
pub fn numbers(mut measure: Command) -> Outcome<Numbers> {
    process::mark(&mut measure);
    let text = process::text_of(measure);
    process::end_leftovers();
    // Programs on the desktop may print lines of their own before the numbers.
    let text = text?;
    let last = text.lines().last().ok_or("nothing was measured")?;
    Ok(Numbers(serde_json::from_str(last)?))
}
