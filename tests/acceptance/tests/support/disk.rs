//! A disk that fails on demand, for one command: a library that is loaded before the C library.

use std::fs;

use tokio::process::Command;

use super::bench::Bench;

/// The fault of the disk.
#[derive(Clone, Copy, Debug)]
pub enum Wrong {
    Nothing,
    /// No space is left (`ENOSPC`).
    Full,
    /// Written data cannot be made durable (`EIO`).
    NotSynced,
    /// Nothing may be written (`EROFS`).
    ReadOnly,
}

/// The disk under a bench's data directory.
pub struct Disk<'a>(&'a Bench);

impl<'a> Disk<'a> {
    /// The disk of a bench. Prints a line and returns `None` where no C compiler is.
    pub async fn of(bench: &'a Bench) -> Option<Self> {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/disk.c");
        let mut compile = Command::new("cc");
        compile.args(["-shared", "-fPIC", "-O1", "-o"]).arg(bench.path("disk.so")).arg(source);
        match compile.status().await {
            Ok(status) => assert!(status.success(), "{source} does not compile"),
            Err(error) => {
                println!("skipped: there is no C compiler ({error})");
                return None;
            }
        }
        let disk = Self(bench);
        disk.is(Wrong::Nothing);
        Some(disk)
    }

    /// Sets the fault, also for commands under way.
    pub fn is(&self, wrong: Wrong) {
        let word = match wrong {
            Wrong::Nothing => "",
            Wrong::Full => "full",
            Wrong::NotSynced => "sync",
            Wrong::ReadOnly => "read-only",
        };
        // The file is replaced by renaming: a command must never read half of it.
        fs::write(self.0.path("disk.new"), word).unwrap();
        fs::rename(self.0.path("disk.new"), self.0.path("disk")).unwrap();
    }

    /// A command that writes to this disk.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.0.command(arguments);
        command.env("LD_PRELOAD", self.0.path("disk.so")).env("GANDER_DISK", self.0.path("disk"));
        command.env("GANDER_DISK_DIR", self.0.data_dir());
        command
    }
}
