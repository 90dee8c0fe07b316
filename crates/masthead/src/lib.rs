#![doc = include_str!("../README.md")]

mod cli;
mod commands;
mod failure;

pub mod acme;
mod certificate_file;

pub mod config;
mod edition_file;
mod operations;
mod paper;
mod progress;
mod record_key;

pub mod serve;
pub mod worker;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;

/// Runs one command, and tells how it went.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match cli::Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too; a closed pipe is no reason to complain.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match started(&cli) {
        Ok(code) => code,
        Err(error) => {
            eprint!("{}", failure::told(&error));
            ExitCode::FAILURE
        }
    }
}

fn started(cli: &cli::Cli) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("The program could not start its threads.")?;
    runtime.block_on(commands::run(cli))
}
