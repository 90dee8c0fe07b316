//! `masthead demo`

mod campaign;
mod content;
mod coverage;
mod folder;
mod load;

use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use anyhow::Context;

use crate::cli::Cli;
use crate::config::{self, Flag};
use crate::paper;
use crate::serve::{self, Server, Stop};

/// Where the demo newspaper goes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead demo
  masthead demo --listen 127.0.0.1:8010 --dir /tmp/meridian

The second start is quick: the newspaper is already there. Remove the folder to begin anew.")]
pub(crate) struct Args {
    /// An address and port to listen at.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8000")]
    listen: String,
    /// The folder of the newspaper.
    #[arg(long, value_name = "DIR", default_value = "meridian")]
    dir: PathBuf,
    /// Makes the newspaper and does not serve it.
    #[arg(long)]
    no_serve: bool,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let dir = &args.dir;
    let mut flags = cli.flags();
    flags.push(flag("server.listen", args.listen.clone()));
    let address = config::load(dir, flags.clone())?.config.server.listen[0];
    flags.push(flag("site.url", format!("http://{address}")));
    let config = config::load(dir, flags)?.config;
    if config.database.is_postgres() {
        anyhow::bail!(
            "The demo keeps itself in a file. Unset MASTHEAD_DATABASE_URL, or make a paper with `masthead init`."
        );
    }
    if !args.no_serve
        && !folder::is_made(dir, &config)
        && let Some(failed) = make_apart()?
    {
        return Ok(failed);
    }
    let ready = folder::ready(dir, &config).await?;
    if ready.outdated {
        eprintln!(
            "This is an older Meridian than the one in the program; remove {} for the new one.",
            dir.display()
        );
    }
    if args.no_serve {
        super::print(&format!("The Meridian is in {}.\n", dir.display()))?;
        return Ok(ExitCode::SUCCESS);
    }
    let config = config.under(dir);
    serve::begin_log(&config);
    let store = paper::open_store(&config.database).await?;
    let stop = Stop::on_signals()?;
    let server = Server::bind(config, store).await?;
    super::serve::greet(&server, "The Meridian")?;
    if let Some(password) = &ready.password {
        super::print(&format!("  sign in as {} with the password {password}\n", folder::EMAIL))?;
    }
    server.run(stop).await?;
    Ok(ExitCode::SUCCESS)
}

/// Makes the newspaper in a process of its own, or what making it took would stay with the server. Gives how that one
/// failed, if it did; it has said why.
fn make_apart() -> anyhow::Result<Option<ExitCode>> {
    let Ok(program) = std::env::current_exe() else { return Ok(None) };
    let made = Command::new(program)
        .args(std::env::args_os().skip(1))
        .arg("--no-serve")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .context("The demo could not be made.")?;
    let code = made.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Ok((!made.success()).then(|| ExitCode::from(code)))
}

fn flag(key: &str, value: String) -> Flag {
    Flag { name: "--listen", key: key.to_owned(), value }
}
