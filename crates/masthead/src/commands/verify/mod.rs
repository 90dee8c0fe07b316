//! `masthead verify`

mod copy;
mod log;
mod page;
mod source;
mod verdict;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use record::VerifierKey;

use source::Source;
use verdict::Verdict;

/// What to look at, and whom to believe.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead verify /media/stick/gazette --key paper.example+867a9939+AcCX…
  masthead verify https://mirror.example/gazette/ --key paper.example+867a9939+AcCX…
  masthead verify rain/index.html --key paper.example+867a9939+AcCX…
  masthead verify /srv/mirror --key … --newer https://paper.example

A page needs its proof.json beside it, or named with --proof. The key is the paper's own line, from a place that whoever
made the copy does not have in hand: print, a friend, the paper's site. With --newer it also tells what the paper
published since.

Exit codes: 0 it is what the paper published; 1 something was changed, left out or forged; 2 it could not be looked at;
3 it is genuine, and the paper has published something newer.")]
pub(crate) struct Args {
    /// A copy in a folder or at an address, a page of one, or a proof.json.
    #[arg(value_name = "DIR|URL|FILE")]
    what: String,
    /// The public half of the paper's root key, or of the key that signs.
    #[arg(long)]
    key: String,
    /// Another copy, or the paper's site: tells whether the paper published something newer.
    #[arg(long, value_name = "DIR|URL")]
    newer: Option<String>,
    /// The proof of a page that does not lie beside it.
    #[arg(long, value_name = "FILE")]
    proof: Option<PathBuf>,
    /// Only the article's words, for a page that a browser saved: how it looks is not proven then.
    #[arg(long)]
    words_only: bool,
}

pub(crate) async fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match Box::pin(look(args)).await {
        Ok(verdict) => {
            super::print(&verdict.text())?;
            Ok(ExitCode::from(verdict.code()))
        }
        Err(error) => {
            eprintln!("It could not be verified: {error:#}");
            Ok(ExitCode::from(2))
        }
    }
}

async fn look(args: &Args) -> anyhow::Result<Verdict> {
    let key = VerifierKey::parse(&args.key)?;
    let newer = match &args.newer {
        Some(newer) => Some(Source::open(newer)?),
        None => None,
    };
    let mut verdict = Verdict::default();
    if args.what.starts_with("http://") || args.what.starts_with("https://") {
        let site = Source::open(&args.what)?;
        if site.get(super::mirror::MANIFEST).await?.is_some() {
            copy::look(&site, &key, newer.as_ref(), &mut verdict).await?;
        } else {
            let name = site.last();
            let page = page::Page {
                bytes: site.up().need(&name).await?,
                proof: site.up().need(&page::beside(&name)).await?,
            };
            page::look(&page, &key, newer.as_ref(), args.words_only, &mut verdict).await?;
        }
        return Ok(verdict);
    }
    let path = Path::new(&args.what);
    if path.is_dir() && !path.join("proof.json").is_file() {
        copy::look(&Source::open(&args.what)?, &key, newer.as_ref(), &mut verdict).await?;
        return Ok(verdict);
    }
    let path = if path.is_dir() { path.join(super::mirror::PAGES_FORM) } else { path.to_owned() };
    let read = |path: &Path| {
        std::fs::read(path).with_context(|| format!("{} cannot be read.", path.display()))
    };
    let proof = match &args.proof {
        Some(proof) => read(proof)?,
        None => read(&path.with_file_name("proof.json"))?,
    };
    if path.ends_with("proof.json") {
        page::proof_alone(&proof, &key, newer.as_ref(), &mut verdict).await?;
    } else {
        let page = page::Page { bytes: read(&path)?, proof };
        page::look(&page, &key, newer.as_ref(), args.words_only, &mut verdict).await?;
    }
    Ok(verdict)
}
