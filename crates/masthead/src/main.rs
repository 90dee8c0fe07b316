//! The program.

use std::process::ExitCode;

fn main() -> ExitCode {
    masthead::run(std::env::args_os())
}
