//! `masthead item`

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use store::{Store, Write};
use story::account::Editor;
use story::coverage::{Item, ItemKind};
use story::{ItemId, Language, Slug};
use wire::items::{self, Brought, Entry, Stock, csv, wikidata};

use super::act;
use super::who::Who;
use crate::cli::Cli;
use crate::paper::Paper;

/// Brings people, organizations, places and topics. They are described at the desk.
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, clap::Subcommand)]
enum Act {
    /// Brings items from a table (.csv) or from entities of Wikidata (.json).
    #[command(after_help = "\
Examples:
  masthead item import places.csv --dry-run
  masthead item import Q5804.json
  masthead item import terms.csv --kind topic

A table names its columns in the first line: kind, slug, name_en, aliases_en (with | between them),
about_en, latitude, longitude; any language of Masthead may stand for en. What the paper has already,
by slug or else by name, gets what it lacks; nothing that the newsroom wrote is changed. Either all that
can be read is kept, or nothing.")]
    Import(ImportArgs),
}

/// What is brought, and as what.
#[derive(Debug, clap::Args)]
struct ImportArgs {
    /// The file.
    file: PathBuf,
    /// What they are, where the file does not say it: person, organization, place or topic.
    #[arg(long, value_name = "KIND", value_parser = items::kind)]
    kind: Option<ItemKind>,
    /// Says what would be done, and does nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    who: Who,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let paper = Paper::open(cli).await?;
    match &args.act {
        Act::Import(args) => import(&paper, args).await,
    }
}

async fn import(paper: &Paper, args: &ImportArgs) -> anyhow::Result<ExitCode> {
    let by = act::editor(&paper.store, &args.who).await?;
    story::coverage::item::may_describe(&by)?;
    let entries = read(&args.file, &languages(&paper.store).await?, args.kind)?;
    let kept = Importer::begin(&paper.store, &by).await?;
    let (lines, counts) = kept.all(entries, args.dry_run).await?;
    super::print(&lines)?;
    let Counts { made, completed, known, refused } = counts;
    let head = if args.dry_run { "Nothing was kept. It would be: " } else { "" };
    super::print(&format!(
        "{head}{made} made, {completed} completed, {known} known already, {refused} refused.\n"
    ))?;
    Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The languages of the paper, each once.
async fn languages(store: &Store) -> anyhow::Result<Vec<Language>> {
    let mut languages: Vec<Language> = Vec::new();
    for edition in store.editions().await? {
        if !languages.contains(&edition.language) {
            languages.push(edition.language);
        }
    }
    Ok(languages)
}

fn read(file: &Path, languages: &[Language], kind: Option<ItemKind>) -> anyhow::Result<Vec<Entry>> {
    let name = file.display();
    let size = std::fs::metadata(file).with_context(|| format!("{name} cannot be read."))?.len();
    // Looked at before it is read: it may be larger than the memory.
    if size > items::MAX_BYTES as u64 {
        bail!("{name} has more than {} MiB. Divide it.", items::MAX_BYTES / 1024 / 1024);
    }
    let bytes = std::fs::read(file).with_context(|| format!("{name} cannot be read."))?;
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let entries = match extension.to_ascii_lowercase().as_str() {
        "csv" => csv::read(&bytes, kind),
        "json" => wikidata::read(&bytes, languages, kind),
        _ => bail!("{name} is neither a table (.csv) nor entities of Wikidata (.json)."),
    };
    entries.with_context(|| format!("Nothing of {name} was kept."))
}

/// What came of the entries.
#[derive(Debug, Default)]
struct Counts {
    made: usize,
    completed: usize,
    known: usize,
    refused: usize,
}

/// What was done with an entry.
enum Done {
    Made(Item),
    Completed(Item),
    Known(Item),
}

/// An import on its way, in one transaction.
struct Importer<'a> {
    store: &'a Store,
    write: Write<'a>,
    by: &'a Editor,
    stock: Stock,
    /// Which entry each item was made or completed from.
    from: HashMap<ItemId, String>,
}

impl<'a> Importer<'a> {
    async fn begin(store: &'a Store, by: &'a Editor) -> anyhow::Result<Importer<'a>> {
        let mut stock = Stock::default();
        for item in store.items_of(&items::KINDS).await? {
            stock.take(item);
        }
        Ok(Importer { store, write: store.write().await?, by, stock, from: HashMap::new() })
    }

    /// Keeps what can be kept, and tells what came of each line.
    async fn all(mut self, entries: Vec<Entry>, dry_run: bool) -> anyhow::Result<(String, Counts)> {
        let mut lines = String::new();
        let mut counts = Counts::default();
        for Entry { place, brought } in entries {
            let done = match brought {
                Ok(brought) => self.one(&place, brought).await?,
                Err(sentence) => Err(sentence),
            };
            let (word, said) = match &done {
                Ok(Done::Made(item)) => ("made", called(item)),
                Ok(Done::Completed(item)) => ("completed", called(item)),
                Ok(Done::Known(item)) => ("known", called(item)),
                Err(sentence) => ("refused", sentence.clone()),
            };
            match done {
                Ok(Done::Made(_)) => counts.made += 1,
                Ok(Done::Completed(_)) => counts.completed += 1,
                Ok(Done::Known(_)) => counts.known += 1,
                Err(_) => counts.refused += 1,
            }
            lines.push_str(&format!("{place:<10} {word:<9} {said}\n"));
        }
        if !dry_run {
            self.write.commit().await?;
        }
        Ok((lines, counts))
    }

    async fn one(&mut self, place: &str, brought: Brought) -> anyhow::Result<Result<Done, String>> {
        let before = match self.known(&brought).await? {
            Ok(before) => before,
            Err(sentence) => return Ok(Err(sentence)),
        };
        let Some(before) = before else { return self.make(place, brought).await };
        if let Some(other) = self.from.get(&before.id) {
            return Ok(Err(format!(
                "It is called like {other} of this file. Say in a table with a slug which is which."
            )));
        }
        self.from.insert(before.id, place.to_owned());
        let Some(after) = brought.completes(&before) else { return Ok(Ok(Done::Known(before))) };
        if let Err(refusal) = after.check(self.by) {
            return Ok(Err(refusal.to_string()));
        }
        self.write.put_item(Some(&before), &after, self.by).await?;
        self.stock.take(after.clone());
        Ok(Ok(Done::Completed(after)))
    }

    async fn make(
        &mut self,
        place: &str,
        brought: Brought,
    ) -> anyhow::Result<Result<Done, String>> {
        let Some(slug) = slug(&brought) else {
            return Ok(Err("No address can be made of its names. Give it a slug.".to_owned()));
        };
        let slug = self.write.free_item_slug(&slug).await?;
        let item = brought.item(ItemId::new(self.write.id()), slug);
        if let Err(refusal) = item.check(self.by) {
            return Ok(Err(refusal.to_string()));
        }
        self.write.put_item(None, &item, self.by).await?;
        self.from.insert(item.id, place.to_owned());
        self.stock.take(item.clone());
        Ok(Ok(Done::Made(item)))
    }

    /// The item that is meant: a slug decides, and where there is none, a name.
    async fn known(&self, brought: &Brought) -> anyhow::Result<Result<Option<Item>, String>> {
        let Some(slug) = &brought.slug else {
            return Ok(self.stock.called_like(brought).map(Option::<&Item>::cloned));
        };
        let mut found = match self.stock.at(slug) {
            Some(item) => Some(item.clone()),
            None => self.store.item_at(slug.as_str()).await?,
        };
        if let Some(into) = found.as_ref().and_then(|item| item.merged_into) {
            found = Some(self.store.item(into).await?);
        }
        Ok(match found {
            Some(item) if item.kind() != brought.kind => Err(format!(
                "“{slug}” is of the kind {} already, and not {}.",
                item.kind().as_str(),
                brought.kind.as_str()
            )),
            found => Ok(found),
        })
    }
}

fn called(item: &Item) -> String {
    format!("{} {}, {}", item.kind().as_str(), item.slug, item.name(Language::english()))
}

/// The address that the file says, or one made of the English name, or of any.
fn slug(brought: &Brought) -> Option<Slug> {
    if let Some(slug) = &brought.slug {
        return Some(slug.clone());
    }
    let english = brought.names.get_key_value(Language::english().code());
    english.into_iter().chain(&brought.names).find_map(|(code, name)| {
        Slug::of(name, Language::parse(code).unwrap_or_else(|_| Language::english()))
    })
}
