//! Excerpts of a failed lane's output, repeated at the end of a long run.

use std::collections::BTreeSet;

/// The marks by which test programs, compilers and runners start a failure.
const MARKS: &[&str] = &[
    "FAILED",
    " FAIL ",
    "✗",
    "×",
    "panicked at",
    "Unhandled",
    "Error:",
    "error:",
    "error[",
    "Diff in ",
    "warning[",
];

/// The number of lines shown from a marked line on: the failure's message.
const AFTER: usize = 4;

/// The most lines shown of one lane.
const LIMIT: usize = 60;

/// The lines of a failed lane that explain the failure, in order; the last lines when no line does.
pub fn excerpt(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let telling: BTreeSet<usize> = (0..lines.len())
        .filter(|&at| MARKS.iter().any(|mark| lines[at].contains(mark)))
        .flat_map(|at| at..(at + AFTER).min(lines.len()))
        .take(LIMIT)
        .collect();
    if telling.is_empty() {
        return lines[lines.len().saturating_sub(LIMIT / 3)..].to_vec();
    }
    telling.into_iter().map(|at| lines[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_found_among_what_passed() {
        let text = "test one ... ok\n".repeat(500)
            + "thread 'two' panicked at src/lib.rs:7:9:\n\nleft is not right\n"
            + &"test three ... ok\n".repeat(500);
        let told = excerpt(&text);
        assert_eq!(told[..2], ["thread 'two' panicked at src/lib.rs:7:9:", "left is not right"]);
        assert!(told.len() <= AFTER, "{told:?}");
    }

    #[test]
    fn a_failure_without_a_mark_is_told_by_the_last_lines() {
        let text = "compiling\n".repeat(500) + "killed by the system\n";
        assert_eq!(excerpt(&text).last(), Some(&"killed by the system"));
        assert_eq!(excerpt(&text).len(), LIMIT / 3);
    }

    #[test]
    fn many_failures_do_not_fill_the_screen() {
        assert!(excerpt(&"error: no\n".repeat(500)).len() <= LIMIT);
    }
}
