//! `masthead completions`

use std::process::ExitCode;

use clap::CommandFactory;

use crate::cli::Cli;

/// For which shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead completions bash > /etc/bash_completion.d/masthead
  masthead completions fish > ~/.config/fish/completions/masthead.fish")]
pub(crate) struct Args {
    /// The shell.
    shell: clap_complete::Shell,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "masthead", &mut script);
    super::print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
