//! `masthead schedule` and `masthead unschedule`

use std::process::ExitCode;

use anyhow::{Context, bail};
use story::article::Act;

use super::act::{self, Acting, Subject};
use super::article_name::ArticleArg;
use super::moment::{self, Moment};
use super::who::Who;
use crate::cli::Cli;
use crate::paper::Paper;

/// Which text, when, and by whom.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead schedule en/rain-stops-play --at 2026-01-31T06:00
  masthead schedule en/rain-stops-play --at 2026-01-31T06:00+01:00 --as ana@paper.example

A server must run at that moment, or within two hours after it.")]
pub(crate) struct Args {
    #[command(flatten)]
    article: ArticleArg,
    /// The moment, by the clock of the article's edition unless it has an offset of its own.
    #[arg(long, value_name = "MOMENT", value_parser = moment::parse)]
    at: Moment,
    /// The revision that was read; refused if a newer one is there.
    #[arg(long, value_name = "N")]
    revision: Option<u32>,
    #[command(flatten)]
    who: Who,
}

/// Which article, and by whom.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  masthead unschedule en/rain-stops-play")]
pub(crate) struct UnscheduleArgs {
    #[command(flatten)]
    article: ArticleArg,
    #[command(flatten)]
    who: Who,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let paper = Paper::open(cli).await?;
    let store = &paper.store;
    let subject = Subject::newest(store, &args.article.article, args.revision).await?;
    let by = act::editor(store, &args.who).await?;
    let zone = paper.edition(subject.article.edition.as_str()).await?.zone();
    let at = args.at.in_zone(&zone)?;
    let now = store.clock().now();
    let acted = subject
        .article
        .schedule(subject.text(), at, Act { by: &by, now, story: &subject.story })
        .context("The article was not scheduled.")?;
    act::save(store, &acted, &by).await?;
    super::print(&format!(
        "Revision {} will go live at {}. A server must run then, or within two hours after it.\n",
        subject.revision.number,
        at.to_zoned(zone).strftime("%Y-%m-%d %H:%M:%S %:z")
    ))?;
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn unschedule(args: &UnscheduleArgs, cli: &Cli) -> anyhow::Result<ExitCode> {
    let paper = Paper::open(cli).await?;
    let store = &paper.store;
    let acting = Acting::on(store, &args.article.article, &args.who).await?;
    if acting.article.scheduled.is_none() {
        bail!("Nothing of this article is scheduled.");
    }
    let acted =
        acting.article.unschedule(acting.act()).context("The moment was not taken back.")?;
    act::save(store, &acted, &acting.by).await?;
    super::print("The moment is taken back; nothing else has changed.\n")?;
    Ok(ExitCode::SUCCESS)
}
