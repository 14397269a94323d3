//! The binary `gander`.

use std::process::ExitCode;

fn main() -> ExitCode {
    gander_cli::main()
}
