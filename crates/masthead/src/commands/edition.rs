//! `masthead edition`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use story::account::Editor;

use crate::cli::Cli;
use crate::edition_file::EditionFile;
use crate::paper::Paper;

/// Shows or changes editions.
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, clap::Subcommand)]
enum Act {
    /// Prints an edition as the file that `apply` reads.
    #[command(after_help = "Example:\n  masthead edition show en > en.toml")]
    Show {
        /// The edition's code; none lists them all.
        code: Option<String>,
    },
    /// Makes an edition, or changes one, as a file says.
    #[command(after_help = "\
Example:
  masthead edition show en > en.toml
  $EDITOR en.toml
  masthead edition apply en.toml

Sections are known by their key: a changed name or slug is the same section. Sections that the file no
longer names leave the row of sections; their articles stay where they are.")]
    Apply {
        /// The file.
        file: PathBuf,
    },
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let paper = Paper::open(cli).await?;
    match &args.act {
        Act::Show { code: Some(code) } => {
            let edition = paper.edition(code).await?;
            super::print(&EditionFile::of(&paper.store, edition).await?.print()?)?;
        }
        Act::Show { code: None } => {
            for edition in paper.store.editions().await? {
                let leads = if edition.default { "  / leads here" } else { "" };
                super::print(&format!(
                    "{:<8}  {}, {}{leads}\n",
                    edition.code, edition.title, edition.name
                ))?;
            }
        }
        Act::Apply { file } => apply(&paper, file).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn apply(paper: &Paper, path: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read.", path.display()))?;
    let file = EditionFile::parse(&text)
        .with_context(|| format!("{} was not applied.", path.display()))?;
    let kept = paper.store.sections().await?;
    let mut write = paper.store.write().await?;
    file.keep(&mut write, &kept, &Editor::operator("command line")).await?;
    write.commit().await?;
    super::print(&format!(
        "The edition “{}” is as {} says, with {} sections in its row.\n",
        file.edition.code,
        path.display(),
        file.sections.len()
    ))
}
