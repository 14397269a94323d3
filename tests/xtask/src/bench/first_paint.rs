//! The first paint of the widget, compared with that of a bare window.

use super::{Figure, measured};
use crate::{Outcome, build};

/// Measures both from the start of the process, in the same run.
pub fn measure() -> Outcome<Vec<Figure>> {
    build::release_example("bare")?;
    let numbers = measured::measure_on_a_desktop("first-paint")?;
    let [widget, rows, bare] = [numbers.get("widget")?, numbers.get("rows")?, numbers.get("bare")?];
    let name = format!(
        "first paint of the widget's frame ({widget:.0} ms; its rows {rows:.0} ms) against a bare window's ({bare:.0} ms)"
    );
    Ok(vec![Figure::at_most(1.25, "times", name, widget / bare)])
}
