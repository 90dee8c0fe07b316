//! `masthead import wxr`

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use indicatif::ProgressBar;
use media::Files;
use store::{Outcome, Store};
use story::account::Editor;
use story::{Edition, MediaId};
use wire::wxr::{Item, Reader, WxrError};

use super::attachment::{self, Sources};
use super::fetch::Fetcher;
use super::newsroom::{self, Newsroom};
use super::post::{Begun, Importer};
use super::report::{Done, Report};
use super::shelf::{Shelf, Shelved};
use super::survey::{self, Survey};
use super::words;
use crate::cli::Cli;
use crate::config::Config;
use crate::paper;
use crate::progress::progress;

/// What to take in, and into which edition.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead import wxr gazette.xml --dry-run
  masthead import wxr gazette.xml --media-dir /var/www/wp-content/uploads
  masthead import wxr gazette.xml --fetch --report import.tsv

The file is read through first, and a damaged one imports nothing. What is here already is left alone, so an
import that was stopped goes on where it was when it is started again, and what failed is tried again.")]
pub(crate) struct Args {
    /// The export.
    file: PathBuf,
    /// The edition that it becomes part of; without it, the one where / leads.
    #[arg(long, value_name = "EDITION")]
    edition: Option<String>,
    /// A copy of the old site's wp-content/uploads, to take the files of attachments from.
    #[arg(long, value_name = "DIR")]
    media_dir: Option<PathBuf>,
    /// Fetches the files of attachments from the old site; with --media-dir, those that are not there.
    #[arg(long)]
    fetch: bool,
    /// Lets files be fetched from addresses of private networks, such as an old site on this machine.
    #[arg(long, requires = "fetch")]
    allow_private_addresses: bool,
    /// Keeps nothing, and says what would become of everything.
    #[arg(long)]
    dry_run: bool,
    /// Writes a line for every item to this file, as columns between tabs.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let config = paper::configuration(cli, Vec::new())?;
    paper::must_be_there(&config.database, &cli.folder())?;
    if let Some(folder) = args.media_dir.as_ref().filter(|folder| !folder.is_dir()) {
        bail!(
            "{} is not a folder. Name the old site's folder of uploads with --media-dir.",
            folder.display()
        );
    }
    // Imports are run again when they are stopped, so they need not wait for the disk at every article.
    let store = paper::open_store_for_bulk(&config.database).await?;
    let edition = match &args.edition {
        Some(code) => paper::edition(&store, code).await?,
        None => default_edition(&store).await?,
    };
    let survey = survey(&args.file)?;
    let mut report = Report::new(args.report.as_deref())?;
    let mut import =
        Import { args, config: &config, store: &store, edition: &edition, survey: &survey };
    import.run(&mut report).await?;
    store.close().await;
    if report.items() != survey.items {
        bail!(
            "The export has {} items, and {} are accounted for: this is a fault of Masthead.",
            survey.items,
            report.items()
        );
    }
    Ok(if report.failures() == 0 { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

async fn default_edition(store: &Store) -> anyhow::Result<Edition> {
    let editions = store.editions().await?;
    let default = editions.iter().find(|edition| edition.default).or(editions.first());
    default.cloned().context("The paper has no edition; `masthead edition apply` makes one.")
}

fn open(path: &Path) -> anyhow::Result<BufReader<File>> {
    let file = File::open(path).with_context(|| format!("{} cannot be read.", path.display()))?;
    Ok(BufReader::with_capacity(256 << 10, file))
}

fn survey(path: &Path) -> anyhow::Result<Survey> {
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    survey::survey(open(path)?, &file_name)
        .with_context(|| format!("{} was not imported, and nothing was changed.", path.display()))
}

struct Import<'a> {
    args: &'a Args,
    config: &'a Config,
    store: &'a Store,
    edition: &'a Edition,
    survey: &'a Survey,
}

impl Import<'_> {
    async fn run(&mut self, report: &mut Report) -> anyhow::Result<()> {
        let newsroom = if self.args.dry_run {
            Newsroom::default()
        } else {
            newsroom::prepare(self.store, self.edition, self.survey).await?
        };
        let progress = progress(self.survey.items);
        let shelf = self.attachments(report, &progress).await?;
        let importer = Arc::new(Importer {
            store: self.store.clone(),
            edition: self.edition.clone(),
            source: self.survey.source.clone(),
            newsroom,
            shelf,
            by: Editor::operator("import"),
        });
        let below = self.articles(&importer, report, &progress).await?;
        let mut orphans = 0;
        if !self.args.dry_run {
            for (page, parent) in &below {
                orphans += u64::from(!importer.put_below(*page, *parent).await?);
            }
        }
        progress.finish_and_clear();
        self.print(&importer.newsroom, report, orphans)
    }

    /// All files first: articles name them, and exports list them in any order.
    async fn attachments(
        &self,
        report: &mut Report,
        progress: &ProgressBar,
    ) -> anyhow::Result<Shelf> {
        let mut shelf = Shelf::default();
        if !self.survey.types.contains_key("attachment") {
            return Ok(shelf);
        }
        let files = paper::files(self.config)?;
        let max_bytes = self.config.media.max_bytes;
        let sources = Sources {
            folder: self.args.media_dir.clone(),
            fetcher: if self.args.fetch {
                Some(Fetcher::new(self.args.allow_private_addresses, max_bytes)?)
            } else {
                None
            },
        };
        progress.set_message("files");
        for item in Reader::new(open(&self.args.file)?)? {
            let item = item?;
            if item.kind != "attachment" {
                continue;
            }
            let (done, shelved) = self.attachment(&files, &sources, &item).await?;
            if let (Some(number), Some(shelved)) = (item.number(), shelved) {
                shelf.put(&item, number, shelved);
            }
            report.add(&item, &done)?;
            progress.inc(1);
        }
        Ok(shelf)
    }

    async fn attachment(
        &self,
        files: &Files,
        sources: &Sources,
        item: &Item,
    ) -> anyhow::Result<(Done, Option<Shelved>)> {
        if !self.args.dry_run {
            let source = &self.survey.source;
            return attachment::import(self.store, files, sources, self.edition, source, item)
                .await;
        }
        // As if its file were there: whether it is will show when it is wanted.
        let shelved = Shelved {
            media: MediaId::new(1),
            title: words::plain(&item.title),
            alt: item.meta("_wp_attachment_image_alt").unwrap_or_default().to_owned(),
            caption: words::plain(&item.excerpt),
        };
        Ok((Done::new(Outcome::Stored, ""), Some(shelved)))
    }

    /// Everything else; tells which pages stand below which.
    async fn articles(
        &self,
        importer: &Arc<Importer>,
        report: &mut Report,
        progress: &ProgressBar,
    ) -> anyhow::Result<Vec<(u64, u64)>> {
        let mut below = Vec::new();
        progress.set_message("articles");
        let mut coming = Reader::new(open(&self.args.file)?)?
            .filter(|item| item.as_ref().map_or(true, |item| item.kind != "attachment"));
        let mut next = self.begin(importer, coming.next()).await?;
        while let Some(begun) = next {
            next = self.begin(importer, coming.next()).await?;
            let item = Arc::clone(&begun.item);
            let done = if self.args.dry_run {
                importer.try_out(&item)
            } else {
                importer.import(begun).await?
            };
            if let ("page", Some(page), Some(parent)) = (item.kind.as_str(), item.id, item.parent) {
                below.push((page, parent));
            }
            report.add(&item, &done)?;
            progress.inc(1);
        }
        Ok(below)
    }

    async fn begin(
        &self,
        importer: &Arc<Importer>,
        item: Option<Result<Item, WxrError>>,
    ) -> anyhow::Result<Option<Begun>> {
        match item.transpose()? {
            Some(item) if self.args.dry_run => Ok(Some(Begun::later(item))),
            Some(item) => Ok(Some(importer.begin(item).await?)),
            None => Ok(None),
        }
    }

    fn print(&self, newsroom: &Newsroom, report: &mut Report, orphans: u64) -> anyhow::Result<()> {
        let Survey { channel, source, comments, .. } = self.survey;
        let mut text = format!("“{}”, {source}\n", channel.title);
        if self.args.dry_run {
            text.push_str("Nothing was kept; this is what would become of it.\n");
        }
        let [authors, sections, topics] = newsroom.new;
        text.push_str(&format!(
            "{} authors ({authors} new), {} categories ({sections} new sections), {} tags ({topics} new topics), {comments} comments.\n\n",
            channel.authors.len(),
            channel.categories.len(),
            channel.tags.len(),
        ));
        text.push_str(&report.text()?);
        if orphans > 0 {
            text.push_str(&format!(
                "\n{orphans} pages stood below a page that is not here, and stand at the top now.\n"
            ));
        }
        super::super::print(&text)
    }
}
