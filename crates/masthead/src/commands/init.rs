//! `masthead init`

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use story::account::Editor;

use crate::cli::Cli;
use crate::config::{self, Flag};
use crate::edition_file::EditionFile;
use crate::{paper, record_key};

/// What the new paper is.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead init gazette --title \"The Gazette\"
  masthead init gazette --edition en --edition hy --timezone Asia/Yerevan --url https://gazette.example

Each edition begins with six sections in its language; `masthead edition apply` changes them.")]
pub(crate) struct Args {
    /// The folder, which must be empty or not there yet.
    dir: PathBuf,
    /// What the paper is called.
    #[arg(long, default_value = "The Paper")]
    title: String,
    /// The language of an edition, which is also its part of every address; repeat it for several. The
    /// first is where / leads.
    #[arg(long = "edition", value_name = "LANGUAGE", default_value = "en")]
    editions: Vec<String>,
    /// The time zone in which the paper tells the time.
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    timezone: String,
    /// The address under which readers will know it.
    #[arg(long)]
    url: Option<String>,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let dir = &args.dir;
    must_be_free(dir)?;
    let mut editions = Vec::new();
    for code in &args.editions {
        let default = editions.is_empty();
        let file = EditionFile::new(code, &args.title, &args.timezone, default)?;
        if editions.iter().any(|other: &EditionFile| other.edition.code == file.edition.code) {
            bail!("The edition “{code}” is named twice.");
        }
        editions.push(file);
    }
    let mut flags = cli.flags();
    if let Some(url) = &args.url {
        flags.push(Flag { name: "--url", key: "site.url".to_owned(), value: url.clone() });
    }
    let config = config::load(dir, flags)?.config;

    std::fs::create_dir_all(dir)
        .with_context(|| format!("The folder {} cannot be made.", dir.display()))?;
    let placed = config.clone().under(dir);
    let store = paper::open_store(&placed.database).await?;
    if !store.editions().await?.is_empty() {
        bail!(
            "The database {} holds a paper already. Choose another with --set database.url=….",
            placed.database.shown()
        );
    }
    let by = Editor::operator("command line");
    let mut write = store.write().await?;
    for file in &editions {
        file.keep(&mut write, &[], &by).await?;
    }
    write.commit().await?;
    record_key::open(&placed, &store).await?;
    store.close().await;
    paper::files(&placed)?;
    // Last, since a folder with this file in it is a paper.
    let path = dir.join(config::FILE);
    std::fs::write(&path, config::example(&config))
        .with_context(|| format!("{} cannot be written.", path.display()))?;

    let codes: Vec<&str> = args.editions.iter().map(String::as_str).collect();
    super::print(&format!(
        "“{}” is in {}, with {} {}.\n\nNext:\n  cd {}\n  masthead user add you@paper.example --name You --role admin\n  masthead serve\n",
        args.title,
        dir.display(),
        if codes.len() == 1 { "the edition" } else { "the editions" },
        codes.join(", "),
        dir.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

fn must_be_free(dir: &Path) -> anyhow::Result<()> {
    match std::fs::read_dir(dir) {
        Ok(mut entries) => {
            if dir.join(config::FILE).exists() {
                bail!(
                    "There is a paper in {} already. `masthead serve --paper {}` serves it; choose another folder for a new one.",
                    dir.display(),
                    dir.display()
                );
            }
            if entries.next().is_some() {
                bail!(
                    "The folder {} is not empty, and nothing in it should be lost. Choose a new or an empty one.",
                    dir.display()
                );
            }
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| format!("{} cannot hold a paper.", dir.display())),
    }
}
