//! `masthead approve`

use std::process::ExitCode;

use anyhow::Context;
use story::article::{Act, Article};

use super::act::{self, Subject};
use super::article_name::ArticleArg;
use super::who::Who;
use crate::cli::Cli;
use crate::paper::Paper;

/// Which text.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead approve en/rain-stops-play
  masthead approve 1234567890 --revision 3 --as ana@paper.example")]
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
        .approve(subject.revision.number, Act { by: &by, now, story: &subject.story })
        .context("The text was not approved.")?;
    act::save(store, &acted, &by).await?;
    let Article { id, draft, .. } = acted.article;
    super::print(&format!(
        "Revision {draft} is approved. `masthead publish {id}` publishes it.\n"
    ))?;
    Ok(ExitCode::SUCCESS)
}
