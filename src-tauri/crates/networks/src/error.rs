use std::ops::Range;

/// The reason that a network file cannot be used, and the remedy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {message}", at(*.line))]
pub struct Error {
    /// The file, as it was named.
    pub file: String,
    /// The line, counted from 1. `None` when the file could not be read at all.
    pub line: Option<usize>,
    /// The problem and the remedy.
    pub message: String,
}

fn at(line: Option<usize>) -> String {
    line.map(|line| format!(":{line}")).unwrap_or_default()
}

/// A file being read: turns a place in its text into a line.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
}

impl Source<'_> {
    pub(crate) fn error(&self, span: Range<usize>, message: impl Into<String>) -> Error {
        let before = &self.text.as_bytes()[..span.start.min(self.text.len())];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        Error { file: self.file.to_owned(), line: Some(line), message: message.into() }
    }
}
