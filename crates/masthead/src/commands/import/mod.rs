//! `masthead import`

mod address;
mod attachment;
mod fetch;
mod late_pictures;
mod newsroom;
mod post;
mod report;
mod shelf;
mod survey;
mod words;
mod wxr;

use std::process::ExitCode;

use crate::cli::Cli;

/// From which system.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, clap::Subcommand)]
enum Format {
    /// Takes in an export of WordPress: Tools → Export there makes the file.
    Wxr(wxr::Args),
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    match &args.format {
        Format::Wxr(args) => wxr::run(args, cli).await,
    }
}
