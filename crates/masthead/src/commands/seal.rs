//! `masthead seal`

use std::process::ExitCode;

use anyhow::Context;
use story::RevisionNumber;

use super::act::{self, Acting};
use super::article_name::ArticleArg;
use super::who::Who;
use crate::cli::Cli;
use crate::paper::Paper;

/// Which text, by whose order, and who agrees.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  masthead seal en/rain-stops-play --revision 2 --order \"District Court, 12 O 34/26\" --agreed ana@paper.example

The words are gone from the database, from pages and histories, and from the next copy. What was published when, and that
nothing else was changed, stays provable; the history says that the text was sealed. Backups and copies that others carry
are yours to see to: docs/how-to/erase-words-by-order-of-a-court.md.")]
pub(crate) struct Args {
    #[command(flatten)]
    article: ArticleArg,
    /// The revision whose words go; neither the one that readers have nor the newest.
    #[arg(long, value_name = "N")]
    revision: u32,
    /// The order, for the newsroom's audit.
    #[arg(long)]
    order: String,
    /// The e-mail address of a second person who agrees.
    #[arg(long, value_name = "EMAIL")]
    agreed: String,
    #[command(flatten)]
    who: Who,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let paper = Paper::open(cli).await?;
    let store = &paper.store;
    let acting = Acting::on(store, &args.article.article, &args.who).await?;
    let second = act::editor(store, &Who { email: Some(args.agreed.clone()) }).await?;
    let revision = RevisionNumber(args.revision);
    let acted = acting
        .article
        .seal(revision, &args.order, &second, acting.act())
        .context("Nothing was erased.")?;
    act::save(store, &acted, &acting.by).await?;
    // What is being written remembers what was deleted while it was written; one state in its place does not.
    desk::forget_deleted(store, acting.article.id).await.context(
        "The text is sealed, but its words may still be in the draft's own memory. Run this again.",
    )?;
    super::print(&format!(
        "Sealed: the words of revision {revision} are gone, and {}/history says so.\n",
        act::address(&paper, &acted.article)
    ))?;
    Ok(ExitCode::SUCCESS)
}
