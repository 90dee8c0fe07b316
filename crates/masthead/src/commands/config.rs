//! `masthead config`

use std::process::ExitCode;

use crate::cli::Cli;
use crate::config;

/// Nothing of its own: `--paper` and `--set` say what to look at.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead config                                  in the current folder
  masthead config --set log.level=debug            what it would be
  MASTHEAD_SITE_URL=https://paper.example masthead config")]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let loaded = config::load(&cli.folder(), cli.flags())?;
    super::print(&config::print(&loaded))?;
    Ok(ExitCode::SUCCESS)
}
