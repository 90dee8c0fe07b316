//! `masthead reindex`

use std::process::ExitCode;

use crate::cli::Cli;
use crate::paper::Paper;
use crate::worker::ASKED_ANEW;

/// Nothing to choose.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead reindex

Every node that runs begins within a second; one that is stopped does so when it starts. Meanwhile readers are told
that the search does not know all stories yet.")]
pub(crate) struct Args {}

pub(crate) async fn run(_: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let paper = Paper::open(cli).await?;
    let asked = paper.store.setting(ASKED_ANEW).await?;
    let asked: i64 = asked.and_then(|asked| asked.parse().ok()).unwrap_or_default();
    let mut write = paper.store.write().await?;
    write.set(ASKED_ANEW, &(asked + 1).to_string()).await?;
    write.commit().await?;
    super::print("The search index will be made anew by every node of this paper.\n")?;
    Ok(ExitCode::SUCCESS)
}
