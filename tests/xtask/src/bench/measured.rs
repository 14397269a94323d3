//! The numbers that the acceptance suite's `measure` takes from the running binaries.

use std::process::Command;

use crate::{Outcome, process, setup, workspace};

/// The numbers of one measurement, by their names.
pub struct Numbers(serde_json::Value);

impl Numbers {
    /// One of them.
    pub fn get(&self, name: &str) -> Outcome<f64> {
        self.0[name].as_f64().ok_or_else(|| format!("'{name}' was not measured").into())
    }
}

/// Measures on the release binaries.
pub fn measure(what: &str) -> Outcome<Numbers> {
    if !cfg!(target_os = "linux") {
        return Err("this is read from Linux's /proc, or drawn by WebKitGTK".into());
    }
    let mut measure = Command::new(workspace::binary("release", "measure"));
    measure.arg(what);
    numbers(measure)
}

/// Measures on a private desktop.
pub fn measure_on_a_desktop(what: &str) -> Outcome<Numbers> {
    let mut measure = Command::new(workspace::binary("release", "measure"));
    measure.arg(what);
    setup::for_the_tour()?.hand_to(&mut measure)?;
    numbers(measure)
}

/// Runs a program whose last line is JSON.
pub fn numbers(mut measure: Command) -> Outcome<Numbers> {
    process::mark(&mut measure);
    let text = process::text_of(measure);
    process::end_leftovers();
    // What runs on the desktop may say something, but the numbers are the last line.
    let text = text?;
    let last = text.lines().last().ok_or("nothing was measured")?;
    Ok(Numbers(serde_json::from_str(last)?))
}
