//! `masthead generate`

mod archive;
mod dice;
mod invented;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::bail;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use archive::{Archive, Made};
use words::Words;

use crate::cli::Cli;
use crate::paper;

/// How much of an archive, and of what.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead init bulk --edition en --edition ru --edition fr
  masthead generate --paper bulk --articles 100000
  masthead generate --paper bulk --articles 5000 --seed 7 --texts ../shared/data

For tests of scale: the paper must be empty, and nothing in it afterwards is true. The same seed, last day and texts
give the same archive, but for ids and the salts of hashes.")]
pub(crate) struct Args {
    /// How many articles, translations included.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    articles: u32,
    /// Another number gives another archive.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// The day of the newest articles, in UTC; without it, today. The oldest are twenty years older.
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// A folder whose corpus/*.jsonl holds texts to repeat; without it, a few invented sentences are.
    #[arg(long, value_name = "DIR", env = "MASTHEAD_TEST_DATA", hide_env = true)]
    texts: Option<PathBuf>,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let config = paper::configuration(cli, Vec::new())?;
    paper::must_be_there(&config.database, &cli.folder())?;
    // It is made anew if the machine stops meanwhile, so no commit waits for the disk.
    let store = paper::open_store_for_bulk(&config.database).await?;
    if !store.article_ids(0, 1).await?.is_empty() {
        bail!(
            "The paper has articles already, and invented ones would be taken for true. `masthead init DIR` makes an empty one."
        );
    }
    let now = store.clock().now();
    let last_day = args.until.unwrap_or_else(|| now.to_zoned(TimeZone::UTC).date());
    let midnight = last_day.to_zoned(TimeZone::UTC)?.timestamp();
    if midnight > now {
        bail!("{last_day} has not come yet, and an archive holds what was. Choose an earlier day.");
    }
    let editions = store.editions().await?;
    let words = match &args.texts {
        Some(folder) => Words::read(&folder.join("corpus"), &editions)?,
        None => Words::invented(&editions),
    };
    let began = Instant::now();
    let archive = Archive { store: &store, editions: &editions, words: &words, until: midnight };
    let made = Box::pin(archive.make(args.articles, args.seed)).await?;
    store.close().await;
    super::print(&told(&made, began.elapsed().as_secs_f64()))?;
    Ok(ExitCode::SUCCESS)
}

fn told(made: &Made, seconds: f64) -> String {
    let Made { articles, stories, editions, authors, topics, updated, corrected } = made;
    let speed = f64::from(*articles) / seconds.max(0.001);
    format!(
        "{articles} articles of {stories} stories in {editions} editions, by {authors} authors, about {topics} topics; \
         {updated} updated since, {corrected} corrected.\nIt took {seconds:.1} seconds: {speed:.0} articles a second.\n"
    )
}
