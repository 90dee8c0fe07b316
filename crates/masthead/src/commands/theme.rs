//! `masthead theme`

use std::process::ExitCode;

use anyhow::Context;
use theme::Theme;

use crate::cli::Cli;
use crate::{paper, serve};

/// Tries themes.
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, clap::Subcommand)]
enum Act {
    /// Renders every kind of page in every language, and compares the message catalogues.
    #[command(after_help = "Examples:\n  masthead theme check\n  masthead theme check evening")]
    Check {
        /// The theme; without it, the one in effect.
        name: Option<String>,
    },
}

pub(crate) fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let Act::Check { name } = &args.act;
    let mut config = serve::theme_config(&paper::configuration(cli, Vec::new())?);
    if let Some(name) = name {
        config.name.clone_from(name);
    }
    // What readers would get as an empty place is a fault here.
    config.strict = true;
    let name = config.name.clone();
    let theme =
        Theme::load(config).with_context(|| format!("The theme “{name}” cannot be used."))?;
    let faults = theme.check();
    for fault in &faults {
        super::print(&format!("WRONG  {fault}\n"))?;
    }
    Ok(match faults.len() {
        0 => {
            super::print(&format!("The theme “{name}” is in order, in every language.\n"))?;
            ExitCode::SUCCESS
        }
        1 => {
            super::print("One thing is wrong.\n")?;
            ExitCode::FAILURE
        }
        count => {
            super::print(&format!("{count} things are wrong.\n"))?;
            ExitCode::FAILURE
        }
    })
}
