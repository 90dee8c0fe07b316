//! `masthead mirror`

mod export;
mod made_of;
mod notes;
mod page;
mod place;
mod shelf;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;

use crate::cli::Cli;
use crate::paper::{self, Paper};
use crate::{record_key, serve};

pub(crate) use place::{FILES, MANIFEST, PAGES_FORM, Place, place};
pub(crate) use shelf::read_list;

/// Makes copies of the paper that anybody can carry.
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, clap::Subcommand)]
enum Act {
    /// Writes everything that readers can have into a folder.
    #[command(after_help = "\
Examples:
  masthead mirror export /srv/mirror
  masthead mirror export /media/stick/gazette
  masthead verify /srv/mirror --key paper.example+867a9939+AcCX…

Links lead from file to file, so a copy works from any web server, in any folder of it, and from a USB stick. A second
run makes only what may have changed and takes away what readers no longer have. Everything in the folder is signed with the key
of the public record; see docs/how-to/carry-the-paper-on-a-mirror.md.")]
    Export {
        /// The folder: a new or empty one, or an earlier copy.
        dir: PathBuf,
        /// Makes every page again, instead of only those that may be others than in the earlier copy.
        #[arg(long)]
        anew: bool,
    },
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let Act::Export { dir, anew } = &args.act;
    let paper = Paper::open(cli).await?;
    let key = record_key::open(&paper.config, &paper.store).await?.context(
        "The key of the public record is not here, so nobody could tell the copy from a forged one. See record.key_file in masthead.toml.",
    )?;
    // A proof needs a signed head over what it proves.
    paper.store.sign_record(&key).await?;
    let site = site::Site::new(
        paper.store.reader(),
        serve::theme(&paper.config)?,
        paper::files(&paper.config)?,
        site::Config {
            url: paper.config.site.url.clone(),
            desk_url: paper.config.site.url.clone(),
            // What needs a server is not offered where there is none.
            search: None,
            counter: None,
            live_lines: 0,
        },
    );
    let begun = std::time::Instant::now();
    let shelf = shelf::Shelf::open(dir, &key)?;
    let made_of = made_of::made_of(&paper, &key).await?;
    let mut export =
        export::Export::begin(site, &paper.store, &paper.config.site.url, shelf, &made_of).await?;
    if !anew {
        export.look_back().await?;
    }
    let made = Box::pin(export.run(&key)).await?;
    let known = match paper.store.record_root().await? {
        Some(root) => root,
        None => key.verifier().to_string(),
    };
    paper.store.close().await;
    let seconds = begun.elapsed().as_secs_f64();
    super::print(&format!(
        "{} files of {} articles: {} written, {} as they were, {} taken away; {} made.\nIt took {seconds:.1} seconds: {:.0} files a second.\n\nReaders verify it with\n  masthead verify {} --key {}\n",
        made.files,
        made.articles,
        made.written,
        made.files - made.written,
        made.removed,
        made.made,
        made.files as f64 / seconds,
        dir.display(),
        known
    ))?;
    Ok(ExitCode::SUCCESS)
}
