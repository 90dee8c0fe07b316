//! `masthead withdraw`

use std::process::ExitCode;

use anyhow::Context;

use super::act::{self, Acting};
use super::article_name::ArticleArg;
use super::who::Who;
use crate::cli::Cli;
use crate::paper::Paper;

/// Which article, why, and by whom.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  masthead withdraw en/rain-stops-play --note \"Published by mistake; a new text follows.\"

Its address answers 410 with the note; feeds, lists and sitemaps drop it at once.")]
pub(crate) struct Args {
    #[command(flatten)]
    article: ArticleArg,
    /// What readers are told.
    #[arg(long)]
    note: String,
    #[command(flatten)]
    who: Who,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let paper = Paper::open(cli).await?;
    let store = &paper.store;
    let acting = Acting::on(store, &args.article.article, &args.who).await?;
    let acted = acting
        .article
        .withdraw(&args.note, acting.act())
        .context("The article was not withdrawn.")?;
    act::save(store, &acted, &acting.by).await?;
    super::print(&format!(
        "Withdrawn: {} now answers with the note.\n",
        act::address(&paper, &acted.article)
    ))?;
    Ok(ExitCode::SUCCESS)
}
