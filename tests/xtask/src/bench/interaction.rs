//! The response time of the window with 300 connections, and the smoothness of scrolling.

use std::process::Command;

use super::{Figure, measured};
use crate::{Outcome, setup, ui};

/// Measures the built window in Chromium: searching, opening, changing tabs, checking all, scrolling.
pub fn measure() -> Outcome<Vec<Figure>> {
    let browser = setup::for_ui_tests()?;
    ui::install()?;
    let mut measure = Command::new("node");
    measure.current_dir(ui::directory()).arg("scripts/interaction.mjs").env("CHROMIUM_PATH", browser);
    let numbers = measured::numbers(measure)?;
    let first_paint = numbers.get("first_paint_ms")?;
    let scrolled = numbers.get("scrolled_frames")?;
    let blank = numbers.get("blank_frames")?;
    Ok(vec![
        Figure::at_most(
            50.0,
            "ms",
            format!(
                "window with 300 connections, slowest interaction to next paint (first paint {first_paint:.0} ms)"
            ),
            numbers.get("interaction_ms")?,
        ),
        Figure::at_most(
            0.0,
            "",
            "window with 300 connections, layout shift while it loads",
            numbers.get("shift")?,
        ),
        Figure::at_most(
            0.0,
            "",
            format!(
                "window with 300 connections, frames dropped of {scrolled:.0} while scrolling ({blank:.0} partly blank)"
            ),
            numbers.get("dropped_frames")?,
        ),
    ])
}
