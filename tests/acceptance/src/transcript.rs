//! Writes down each step as it happens.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    time::Instant,
};

use crate::Outcome;

/// The steps so far, on the terminal and in `transcript.txt`, and the pictures beside it.
#[derive(Debug)]
pub struct Transcript {
    dir: PathBuf,
    file: File,
    steps: usize,
    pictures: usize,
}

impl Transcript {
    /// Begins a new transcript in a folder.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn begin(dir: &Path) -> Outcome<Self> {
        fs::create_dir_all(dir)?;
        for entry in fs::read_dir(dir)? {
            let path = entry?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "png" || extension == "txt" || extension == "log")
            {
                fs::remove_file(path)?;
            }
        }
        let file = File::create(dir.join("transcript.txt"))?;
        Ok(Self { dir: dir.to_owned(), file, steps: 0, pictures: 0 })
    }

    /// Runs a step and writes its result.
    ///
    /// # Errors
    /// The step's own error.
    pub async fn step<T>(&mut self, what: &str, step: impl Future<Output = Outcome<T>>) -> Outcome<T> {
        let start = Instant::now();
        let outcome = step.await;
        let mark = if outcome.is_ok() { '✓' } else { '✗' };
        self.say(&format!("{mark} {what} ({:.1} s)", start.elapsed().as_secs_f64()));
        self.steps += usize::from(outcome.is_ok());
        outcome.map_err(|error| format!("{what}: {error}").into())
    }

    /// Writes a line.
    pub fn say(&mut self, line: &str) {
        println!("{line}");
        let _ = writeln!(self.file, "{line}");
    }

    /// Keeps a picture.
    ///
    /// # Errors
    /// When the picture cannot be written.
    pub fn picture(&mut self, name: &str, png: &[u8]) -> Outcome {
        self.pictures += 1;
        fs::write(self.dir.join(format!("{:02}-{name}.png", self.pictures)), png)?;
        Ok(())
    }

    /// Writes the last line in the format of the Rust test runner, so that counters of tests can count steps.
    pub fn end(mut self, outcome: &Outcome) {
        let (word, failed) = if outcome.is_ok() { ("ok", 0) } else { ("FAILED", 1) };
        let (steps, pictures) = (self.steps, self.pictures);
        self.say(&format!("{pictures} pictures and this text are in {}", self.dir.display()));
        self.say(&format!(
            "test result: {word}. {steps} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out"
        ));
    }
}
