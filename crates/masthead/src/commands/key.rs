//! `masthead key`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use jiff::SignedDuration;
use record::{Note, SigningKey, Statement, VerifierKey};
use story::Timestamp;

use crate::cli::Cli;
use crate::paper::Paper;
use crate::record_key::{self, Unread};

/// Shows or changes the keys that sign the public record.
#[derive(Debug, clap::Args)]
#[command(
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "\
The root key is what readers know. It is used a few times a year, lies on no server, and vouches for the key that signs
day by day:

  masthead key root --out /media/stick/root.key      once; tell readers the line that it prints
  masthead key certify --root /media/stick/root.key  vouches for the paper's key for a year
  masthead key rotate --root /media/stick/root.key   makes another key and vouches for it

Where the root key must never come near the server, leave --root out: the statement is printed, `masthead key sign`
signs it on another machine, and `masthead key take` brings it back. See docs/trust.md."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, clap::Subcommand)]
enum Act {
    /// Tells which keys there are, and what the root key said of them.
    Show,
    /// Makes a root key.
    #[command(after_help = "\
Example:
  masthead key root --out /media/stick/root.key --name paper.example

Works on a machine without the paper, best on one without a network.")]
    Root {
        /// Where the secret goes: a file that only its owner may read.
        #[arg(long)]
        out: PathBuf,
        /// The host of the paper's address; known where the paper is.
        #[arg(long)]
        name: Option<String>,
    },
    /// Vouches for the key that signs now.
    Certify {
        #[command(flatten)]
        root: Root,
        /// For how many days.
        #[arg(long, default_value_t = 400)]
        days: u32,
    },
    /// Makes another key that signs from now on, and vouches for it.
    Rotate {
        #[command(flatten)]
        root: Root,
        /// For how many days.
        #[arg(long, default_value_t = 400)]
        days: u32,
    },
    /// Says that a key counts only up to the newest head of the record in the paper's own database.
    #[command(after_help = "\
Example:
  masthead key rotate --root /media/stick/root.key
  masthead key revoke paper.example+1a2b3c4d+AS8h… --root /media/stick/root.key

For a key that somebody else may have. Rotate first, so that the paper goes on with another.")]
    Revoke {
        /// The public half of the key.
        key: String,
        #[command(flatten)]
        root: Root,
    },
    /// Names the root key that follows this one, best while nobody needs it: a lost root cannot.
    Succeed {
        /// The public half of the next root key.
        key: String,
        #[command(flatten)]
        root: Root,
    },
    /// Signs a statement on the machine where the root key is; prints the signed note.
    Sign {
        /// The file with the statement.
        statement: PathBuf,
        /// The root key.
        #[arg(long)]
        root: PathBuf,
    },
    /// Takes a signed statement into the paper.
    Take {
        /// The file with the signed note.
        note: PathBuf,
        /// The public half of the root key.
        #[arg(long)]
        key: String,
    },
}

/// The root key, if it is at hand.
#[derive(Debug, clap::Args)]
struct Root {
    /// The root key; without it the statement is printed, to be signed elsewhere.
    #[arg(long, value_name = "FILE")]
    root: Option<PathBuf>,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    match &args.act {
        Act::Root { out, name } => make_root(out, name.as_deref(), cli).await?,
        Act::Sign { statement, root } => sign(statement, root)?,
        Act::Show => show(&Paper::open(cli).await?).await?,
        Act::Certify { root, days } => {
            let paper = Paper::open(cli).await?;
            let key = signing(&paper).await?;
            certify(&paper, key.verifier(), root, *days).await?;
        }
        Act::Rotate { root, days } => rotate(&Paper::open(cli).await?, root, *days).await?,
        Act::Revoke { key, root } => revoke(&Paper::open(cli).await?, key, root).await?,
        Act::Succeed { key, root } => {
            let paper = Paper::open(cli).await?;
            let next = VerifierKey::parse(key)?;
            let statement = Statement::Succeed { root: next, at: paper.store.clock().now() };
            state(&paper, &statement, root).await?;
        }
        Act::Take { note, key } => take(&Paper::open(cli).await?, note, key).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn make_root(out: &Path, name: Option<&str>, cli: &Cli) -> anyhow::Result<()> {
    let name = match name {
        Some(name) => name.to_owned(),
        None => {
            let paper = Paper::open(cli).await.context(
                "Say with --name whose key it is: the host of the paper's address, such as paper.example.",
            )?;
            name_of(&paper).await?
        }
    };
    let key = SigningKey::make(&name)?;
    record_key::keep(out, &key)
        .with_context(|| format!("{} was not made; nothing is written over.", out.display()))?;
    super::print(&format!(
        "The root key is in {}. Keep it off the server, with a copy in another place: who loses it cannot vouch for new keys, and who has it can.\n\nTell readers this line, in print too; with it they verify:\n  {}\n",
        out.display(),
        key.verifier()
    ))
}

async fn name_of(paper: &Paper) -> anyhow::Result<String> {
    Ok(match paper.store.record_origin().await? {
        Some(origin) => origin,
        None => record_key::origin(&paper.config.site.url),
    })
}

async fn signing(paper: &Paper) -> anyhow::Result<SigningKey> {
    record_key::open(&paper.config, &paper.store).await?.context(
        "The key of the public record is not here. Copy it from the paper's other server or from its backup, or make another with `masthead key rotate`.",
    )
}

async fn show(paper: &Paper) -> anyhow::Result<()> {
    let size = paper.store.record_size().await?;
    let mut out = format!("record of   {}\nentries     {size}\n", name_of(paper).await?);
    if let Some(head) = paper.store.record_head().await? {
        out.push_str(&format!("signed      {} entries at {}\n", head.size, head.at));
    }
    if let Some(key) = paper.store.record_key().await? {
        out.push_str(&format!("signing key {key}\n"));
    }
    if let Some(root) = paper.store.record_root().await? {
        out.push_str(&format!("root key    {root}\n"));
    }
    for statement in paper.store.record_statements().await? {
        let text = Note::parse(&statement).map(|note| note.unchecked().to_owned());
        let lines: Vec<String> =
            text.unwrap_or_default().lines().skip(1).map(str::to_owned).collect();
        out.push_str(&format!("said        {}\n", lines.join(", ")));
    }
    super::print(&out)
}

async fn certify(paper: &Paper, key: &VerifierKey, root: &Root, days: u32) -> anyhow::Result<()> {
    let now = paper.store.clock().now();
    let life = SignedDuration::from_hours(24 * i64::from(days));
    // What it signed since it was made counts too.
    let from = Timestamp::UNIX_EPOCH;
    let until = now.checked_add(life).context("That is too many days.")?;
    state(paper, &Statement::Certify { key: key.clone(), from, until }, root).await
}

async fn rotate(paper: &Paper, root: &Root, days: u32) -> anyhow::Result<()> {
    let path = &paper.config.record.key_file;
    if path.as_os_str().is_empty() {
        bail!("record.key_file is empty: this server signs nothing. Name a file in masthead.toml.");
    }
    let old = match record_key::read(path) {
        Ok(key) => Some(key),
        Err(Unread::Nowhere) => None,
        Err(Unread::Other(error)) => return Err(error),
    };
    // What the old key signed is signed while it is the paper's.
    if let Some(old) = &old {
        paper.store.sign_record(old).await?;
    }
    let key = SigningKey::make(&name_of(paper).await?)?;
    let now = paper.store.clock().now();
    record_key::overwrite(path, &key)
        .with_context(|| format!("{} cannot be written.", path.display()))?;
    let mut write = paper.store.write().await?;
    write.set_record_key(key.verifier()).await?;
    if let Some(old) = &old {
        // Who knows only one of the two finds the other.
        let succeed = Statement::Succeed { root: key.verifier().clone(), at: now };
        write.put_record_statement(&old.sign(&succeed.to_text())).await?;
        let before = Statement::Certify {
            key: old.verifier().clone(),
            from: Timestamp::UNIX_EPOCH,
            until: now,
        };
        write.put_record_statement(&key.sign(&before.to_text())).await?;
    }
    write.commit().await?;
    super::print(&format!(
        "A new key signs from now on: {}\nIt is in {}. Give it to the paper's other servers, and start them anew, this one too.\n",
        key.verifier(),
        path.display()
    ))?;
    certify(paper, key.verifier(), root, days).await
}

async fn revoke(paper: &Paper, key: &str, root: &Root) -> anyhow::Result<()> {
    let key = VerifierKey::parse(key)?;
    let note = paper.store.record_head().await?.context(
        "The record has no signed head yet, so there is nothing that the key could be believed for.",
    )?;
    let note = Note::parse(&note.note)?;
    let head = record::Checkpoint::parse(note.unchecked())?;
    let at = paper.store.clock().now();
    state(paper, &Statement::Revoke { key, size: head.size, root: head.root, at }, root).await
}

/// Has the root key say it, or tells how.
async fn state(paper: &Paper, statement: &Statement, root: &Root) -> anyhow::Result<()> {
    let Some(path) = &root.root else {
        super::print(&statement.to_text())?;
        eprintln!(
            "Nobody has signed this yet. Keep it in a file, run `masthead key sign FILE --root ROOT` where the root key is, and `masthead key take` with what that prints."
        );
        return Ok(());
    };
    let root = read_root(path)?;
    keep(paper, &root.sign(&statement.to_text()), root.verifier()).await
}

fn read_root(path: &Path) -> anyhow::Result<SigningKey> {
    match record_key::read(path) {
        Ok(key) => Ok(key),
        Err(Unread::Nowhere) => bail!("There is no root key at {}.", path.display()),
        Err(Unread::Other(error)) => Err(error),
    }
}

async fn keep(paper: &Paper, note: &str, root: &VerifierKey) -> anyhow::Result<()> {
    let name = name_of(paper).await?;
    if root.name() != name {
        bail!(
            "That root key is called {}, and this paper's record {name}. Make one with `masthead key root --name {name}`.",
            root.name()
        );
    }
    let parsed = Note::parse(note)?;
    let text = parsed.signed_by(root)?;
    if Statement::parse(text).is_none() {
        bail!("This is signed by the root key, and says nothing about keys.");
    }
    let mut write = paper.store.write().await?;
    write.put_record_statement(note).await?;
    write.set_record_root(root).await?;
    write.commit().await?;
    let said: Vec<&str> = text.lines().skip(1).collect();
    super::print(&format!("Signed by the root key: {}.\n", said.join(", ")))
}

fn sign(statement: &Path, root: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(statement)
        .with_context(|| format!("{} cannot be read.", statement.display()))?;
    if Statement::parse(&text).is_none() {
        bail!(
            "{} is no statement about a key. `masthead key certify` prints one.",
            statement.display()
        );
    }
    super::print(&read_root(root)?.sign(&text))
}

async fn take(paper: &Paper, note: &Path, key: &str) -> anyhow::Result<()> {
    let note = std::fs::read_to_string(note)
        .with_context(|| format!("{} cannot be read.", note.display()))?;
    keep(paper, &note, &VerifierKey::parse(key)?).await
}
