//! `masthead place`

use std::process::ExitCode;

use anyhow::{Context, bail};
use story::EditionCode;
use story::account::Editor;
use story::article::{Article, Refusal};
use story::permission::Permission;
use story::placement::{List, Placement};

use super::act;
use super::article_name::{self, ArticleName};
use super::who::Who;
use crate::cli::Cli;
use crate::paper::Paper;

/// Which list, and what stands in it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead place en front                                    what stands on the front page
  masthead place en front en/rain-stops-play en/late-train   these, in this order, and no others
  masthead place en important en/rain-stops-play             the most important news
  masthead place en important:world en/late-train            the most important news of a section
  masthead place en front --clear                            nothing but the newest")]
pub(crate) struct Args {
    /// The edition.
    #[arg(value_name = "EDITION")]
    edition: String,
    /// The list: front, important, or important:SECTION with a section's key.
    #[arg(value_name = "LIST")]
    list: String,
    /// The articles in their order; none shows the list as it is.
    #[arg(value_name = "ARTICLE", value_parser = article_name::parse)]
    articles: Vec<ArticleName>,
    /// Empties the list.
    #[arg(long, conflicts_with = "articles")]
    clear: bool,
    #[command(flatten)]
    who: Who,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let paper = Paper::open(cli).await?;
    let edition = paper.edition(&args.edition).await?.code;
    let list = list(&paper, &edition, &args.list).await?;
    if args.articles.is_empty() && !args.clear {
        show(&paper, &edition, &list).await?;
        return Ok(ExitCode::SUCCESS);
    }
    let by = act::editor(&paper.store, &args.who).await?;
    may_arrange(&by, &edition, &list)?;
    let mut articles: Vec<Article> = Vec::new();
    for name in &args.articles {
        let article = act::find(&paper.store, name).await?;
        if article.edition != edition {
            bail!("{name} is in the edition “{}”, not in “{edition}”.", article.edition);
        }
        if articles.iter().any(|other| other.id == article.id) {
            bail!("{name} is named twice.");
        }
        articles.push(article);
    }
    arrange(&paper, &edition, &list, &articles, &by).await?;
    show(&paper, &edition, &list).await?;
    let hidden = articles.iter().filter(|article| article.public.live().is_none());
    for article in hidden {
        eprintln!("{}/{} is not live; it appears there once it is.", article.edition, article.slug);
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(paper: &Paper, edition: &EditionCode, word: &str) -> anyhow::Result<List> {
    let key = match word.split_once(':') {
        None if word == "front" => return Ok(List::Front),
        None if word == "important" => return Ok(List::Important),
        Some(("important", key)) => key,
        _ => bail!("“{word}” is no list; there are front, important, and important:SECTION."),
    };
    let sections = paper.store.sections().await?;
    let ours: Vec<_> = sections.iter().filter(|section| section.edition == *edition).collect();
    match ours.iter().find(|section| section.key == key) {
        Some(section) => Ok(List::ImportantIn(section.id)),
        None => {
            let keys: Vec<&str> = ours.iter().map(|section| section.key.as_str()).collect();
            bail!(
                "The edition “{edition}” has no section with the key “{key}”; it has {}.",
                keys.join(", ")
            )
        }
    }
}

fn may_arrange(by: &Editor, edition: &EditionCode, list: &List) -> Result<(), Refusal> {
    let section = match list {
        List::Front | List::Important => None,
        List::ImportantIn(section) => Some(*section),
    };
    let permission = Permission::Arrange;
    if by.may(permission, edition, section) {
        return Ok(());
    }
    Err(Refusal::NotAllowed { name: by.name.clone(), permission })
}

async fn arrange(
    paper: &Paper,
    edition: &EditionCode,
    list: &List,
    articles: &[Article],
    by: &Editor,
) -> anyhow::Result<()> {
    let mut write = paper.store.write().await?;
    let mut placements = Vec::new();
    for (article, position) in articles.iter().zip(1..) {
        placements.push(Placement {
            id: story::PlacementId::new(write.id()),
            edition: edition.clone(),
            list: list.clone(),
            position,
            article: article.id,
            from: None,
            until: None,
        });
    }
    write.arrange(edition, list, &placements, by).await.context("The list was not arranged.")?;
    Ok(write.commit().await?)
}

async fn show(paper: &Paper, edition: &EditionCode, list: &List) -> anyhow::Result<()> {
    let placed = paper.store.placed(edition, list).await?;
    if placed.is_empty() {
        return super::print("Nobody has arranged this list; readers see the newest.\n");
    }
    for (number, listed) in (1..).zip(placed) {
        super::print(&format!(
            "{number:>3}  {}/{}  {}\n",
            listed.edition, listed.slug, listed.headline
        ))?;
    }
    Ok(())
}
