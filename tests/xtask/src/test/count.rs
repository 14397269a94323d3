//! Counts tests in the output of test programs.

use std::ops::AddAssign;

/// The number of passed and failed tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The number of passed tests.
    pub passed: u64,
    /// The number of failed tests.
    pub failed: u64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Sums Cargo's `test result: ok. 3 passed; 0 failed; ...` lines. The tour ends with a line of the same form.
pub fn from_test_results(text: &str) -> Count {
    let mut sum = Count::default();
    for line in text.lines().filter_map(|line| line.trim().strip_prefix("test result: ")) {
        let number_before = |word: &str| {
            let part = line.split([';', '.']).find_map(|part| part.trim().strip_suffix(word));
            part.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
        };
        sum += Count { passed: number_before("passed"), failed: number_before("failed") };
    }
    sum
}

/// Reads the report of vitest's `json` reporter.
pub fn from_vitest(report: &str) -> Option<Count> {
    let report: serde_json::Value = serde_json::from_str(report).ok()?;
    Some(Count { passed: report["numPassedTests"].as_u64()?, failed: report["numFailedTests"].as_u64()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_of_every_test_program_are_summed() {
        let text = "running 2 tests\n..\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 10 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.25s\n";
        assert_eq!(from_test_results(text), Count { passed: 12, failed: 3 });
    }

    #[test]
    fn a_program_that_died_before_its_result_counts_nothing() {
        assert_eq!(from_test_results("running 2 tests\nSegmentation fault\n"), Count::default());
    }

    #[test]
    fn the_report_of_vitest_is_read() {
        let report = r#"{"numTotalTests":5,"numPassedTests":4,"numFailedTests":1,"success":false}"#;
        assert_eq!(from_vitest(report), Some(Count { passed: 4, failed: 1 }));
        assert_eq!(from_vitest("not a report"), None);
    }
}
