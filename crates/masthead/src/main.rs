//! The program.

use std::process::ExitCode;

/// The system's own allocator keeps what many threads let go of: the memory of every password that was looked at.
#[cfg(feature = "jemalloc")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    masthead::run(std::env::args_os())
}
