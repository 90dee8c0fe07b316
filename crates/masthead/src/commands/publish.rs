//! `masthead publish`

use std::process::ExitCode;

use anyhow::Context;
use story::article::Act;

use super::act::{self, Subject};
use super::article_name::ArticleArg;
use super::who::Who;
use crate::cli::Cli;
use crate::paper::Paper;

/// Which text, and by whom.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead publish en/rain-stops-play
  masthead publish en/rain-stops-play --revision 3 --as ana@paper.example
  masthead publish https://paper.example/en/post/rain-stops-play

On a live article it is an update. The text must be approved: `masthead approve` does that.")]
pub(crate) struct Args {
    #[command(flatten)]
    article: ArticleArg,
    /// The revision that was read; refused if a newer one is there.
    #[arg(long, value_name = "N")]
    revision: Option<u32>,
    #[command(flatten)]
    who: Who,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let paper = Paper::open(cli).await?;
    let store = &paper.store;
    let subject = Subject::newest(store, &args.article.article, args.revision).await?;
    let by = act::editor(store, &args.who).await?;
    let now = store.clock().now();
    let acted = subject
        .article
        .publish(subject.text(), Act { by: &by, now, story: &subject.story })
        .context("The article was not published.")?;
    act::save(store, &acted, &by).await?;
    let revision = subject.revision.number;
    let address = act::address(&paper, &acted.article);
    super::print(&format!("Revision {revision} is live at {address}\n"))?;
    Ok(ExitCode::SUCCESS)
}
