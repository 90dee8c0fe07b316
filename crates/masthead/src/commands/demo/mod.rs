//! `masthead demo`

mod campaign;
mod content;
mod coverage;
mod folder;
mod load;

use std::path::PathBuf;
use std::process::ExitCode;

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

fn flag(key: &str, value: String) -> Flag {
    Flag { name: "--listen", key: key.to_owned(), value }
}
