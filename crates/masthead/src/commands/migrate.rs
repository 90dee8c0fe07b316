//! `masthead migrate`

use std::process::ExitCode;

use anyhow::Context;
use store::{Clock, Store};

use crate::cli::Cli;
use crate::paper;

/// What to do.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead migrate --dry-run
  masthead migrate

`masthead serve` does it by itself when it starts. Run it by hand also when `masthead check` says that the
articles of a month are counted wrong, or that the public record has no word of an article, as after an older Masthead
ran beside this one: it counts them anew, and writes down what is missing.")]
pub(crate) struct Args {
    /// Only says what would be done.
    #[arg(long)]
    dry_run: bool,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let config = paper::configuration(cli, Vec::new())?;
    paper::must_be_there(&config.database, &cli.folder())?;
    let unreachable = || format!("The database {} cannot be opened.", config.database.shown());
    let (store, migrated) =
        Store::open_as_is(&paper::store_config(&config.database), Clock::system())
            .await
            .with_context(unreachable)?;
    let mut todo = migrated.missing;
    let migrated_is_whole = todo.is_empty();
    let miscounted = migrated_is_whole && !store.miscounted_months().await?.is_empty();
    if miscounted {
        todo.push("counting the articles of months anew".to_owned());
    }
    let unsummed = migrated_is_whole && !store.miscounted_views().await?.is_empty();
    if unsummed {
        todo.push("adding up views anew".to_owned());
    }
    let unrecorded = if migrated_is_whole { store.record_gaps().await? } else { 0 };
    if unrecorded > 0 {
        todo.push(format!("writing {unrecorded} acts down in the public record"));
    }
    if todo.is_empty() {
        super::print("The database is up to date.\n")?;
    } else if args.dry_run {
        super::print(&format!("To be done: {}.\n", todo.join(", ")))?;
    } else {
        if !migrated_is_whole {
            paper::open_store(&config.database).await?.close().await;
        }
        if miscounted {
            store.recount_months().await?;
        }
        if unsummed {
            store.recount_views().await?;
        }
        if unrecorded > 0 {
            store.complete_record().await?;
        }
        super::print(&format!("Done: {}.\n", todo.join(", ")))?;
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}
