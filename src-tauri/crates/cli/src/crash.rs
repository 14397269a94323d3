//! The binary `gander-crash`: `gander` that dies at the point that `GANDER_CRASH_AT` names. For tests alone.

use std::process::ExitCode;

fn main() -> ExitCode {
    gander_cli::main()
}
