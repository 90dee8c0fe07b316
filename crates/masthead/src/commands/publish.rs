//! `masthead publish`

use std::process::ExitCode;

use anyhow::{Context, bail};
use story::account::Editor;
use story::article::Act;

use super::act::{self, Subject};
use super::article_name::{self, ArticleName};
use super::who::Who;
use crate::cli::Cli;
use crate::failure;
use crate::paper::Paper;

/// Which texts, and by whom.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead publish en/rain-stops-play
  masthead publish en/rain-stops-play --revision 3 --as ana@paper.example
  masthead publish en/rain-stops-play ru/дождь hy/անձրև

On a live article it is an update. The text must be approved: `masthead approve` does that. Of several
articles each stands for itself: one that is refused does not hold up the others.")]
pub(crate) struct Args {
    /// Which articles: by id, by address such as en/rain-stops-play, or by whole URL.
    #[arg(value_name = "ARTICLE", required = true, value_parser = article_name::parse)]
    articles: Vec<ArticleName>,
    /// The revision that was read, of one article; refused if a newer one is there.
    #[arg(long, value_name = "N")]
    revision: Option<u32>,
    #[command(flatten)]
    who: Who,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    if args.revision.is_some() && args.articles.len() > 1 {
        bail!("--revision goes with one article: of several, each has its own.");
    }
    let paper = Paper::open(cli).await?;
    let by = act::editor(&paper.store, &args.who).await?;
    let mut code = ExitCode::SUCCESS;
    for name in &args.articles {
        match publish(&paper, name, args.revision, &by).await {
            // Printed when it is kept and not before: what was said is done, whatever happens next.
            Ok(said) => super::print(&said)?,
            Err(error) => {
                eprint!("{}", failure::told(&error));
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

async fn publish(
    paper: &Paper,
    name: &ArticleName,
    revision: Option<u32>,
    by: &Editor,
) -> anyhow::Result<String> {
    let store = &paper.store;
    let subject = Subject::newest(store, name, revision).await?;
    let now = store.clock().now();
    let acted = subject
        .article
        .publish(subject.text(), Act { by, now, story: &subject.story })
        .with_context(|| format!("{name} was not published."))?;
    act::save(store, &acted, by).await?;
    let revision = subject.revision.number;
    Ok(format!("Revision {revision} is live at {}\n", act::address(paper, &acted.article)))
}
