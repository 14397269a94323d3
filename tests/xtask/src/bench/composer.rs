//! The response time of the composer, with twelve accounts and two texts of their own.

use std::process::Command;

use super::{Figure, measured};
use crate::{Outcome, setup, ui};

/// The longest wait for the answer to a key, and between two frames.
const PROMPT: f64 = 50.0;
/// The longest wait for a text as long as the longest that any network takes.
const NO_FREEZE: f64 = 200.0;

/// The figures: what is measured, its goal in milliseconds, and its name in the numbers.
const FIGURES: [(&str, f64, &str); 8] = [
    ("slowest key, with 300 activities and their pictures in Shared below", PROMPT, "key_above_shared_ms"),
    ("slowest key, with ten suggestions in To share below", PROMPT, "key_above_suggestions_ms"),
    ("slowest key, with 300 accounts in the list", PROMPT, "key_beside_accounts_ms"),
    ("slowest letter that a Japanese input method composes", PROMPT, "key_composed_ms"),
    ("paste of 100,000 characters, refused with its line", NO_FREEZE, "paste_too_long_ms"),
    ("paste of 60,000 characters", NO_FREEZE, "paste_long_ms"),
    ("slowest key in a text of 60,000 characters", NO_FREEZE, "key_in_long_text_ms"),
    ("longest frame while a picture of 20 MB is dropped and shown", PROMPT, "picture_frame_ms"),
];

/// Measures the built window in Chromium, each time to the next paint.
pub fn measure() -> Outcome<Vec<Figure>> {
    let browser = setup::for_ui_tests()?;
    ui::install()?;
    let mut measure = Command::new("node");
    measure.current_dir(ui::directory()).arg("scripts/composing.mjs").env("CHROMIUM_PATH", browser);
    let numbers = measured::numbers(measure)?;
    let figure = |(what, goal, name): (&str, f64, &str)| {
        Ok(Figure::at_most(goal, "ms", format!("composer with 12 accounts, {what}"), numbers.get(name)?))
    };
    FIGURES.into_iter().map(figure).collect()
}
