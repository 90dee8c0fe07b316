//! The commands, one file each.

mod act;
mod approve;
mod article_name;
mod campaign;
mod check;
mod completions;
mod config;
mod demo;
mod edition;
mod generate;
mod import;
mod init;
mod item;
mod key;
mod list;
mod migrate;
mod mirror;
mod moment;
mod place;
mod publish;
mod reindex;
mod schedule;
mod seal;
mod serve;
mod theme;
mod top;
mod user;
mod verify;
mod who;
mod withdraw;

use std::process::ExitCode;

use crate::cli::Cli;

/// What can be asked for.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Makes a new paper in a folder.
    Init(init::Args),
    /// Opens the paper to readers, and the desk to the newsroom.
    Serve(serve::Args),
    /// Makes a whole newspaper to look at, “The Meridian”, and serves it.
    Demo(demo::Args),

    /// Takes in what another system exports.
    Import(import::Args),

    /// Lists articles with their ids and states.
    List(list::Args),
    /// Approves the newest text of an article.
    Approve(approve::Args),
    /// Puts an article's newest text before readers.
    Publish(publish::Args),
    /// Publishes an article at a moment to come.
    Schedule(schedule::Args),
    /// Takes a scheduled moment back.
    Unschedule(schedule::UnscheduleArgs),
    /// Takes an article from readers, who are told why.
    Withdraw(withdraw::Args),
    /// Erases the words of an older text by order of a court; the history stays provable.
    Seal(seal::Args),
    /// Shows or arranges the front page and the lists of important news.
    Place(place::Args),

    /// Shows or changes editions: names, sections, links.
    Edition(edition::Args),
    /// Says who works in the newsroom, and what they may do.
    User(user::Args),
    /// Brings people, organizations, places and topics from a table or from Wikidata.
    Item(item::Args),
    /// Lists campaigns of advertisements, and tells what became of them.
    Campaign(campaign::Args),
    /// Fills an empty paper with an invented archive, for tests of scale.
    Generate(generate::Args),
    /// Tries themes.
    Theme(theme::Args),

    /// Makes copies of the paper that anybody can carry.
    Mirror(mirror::Args),
    /// Tells whether a copy, or a page of it, is what the paper published.
    Verify(verify::Args),
    /// Shows or changes the keys that sign the public record.
    Key(key::Args),

    /// Looks whether everything is in order, and says what to do where it is not.
    Check(check::Args),
    /// Shows live how the running paper does.
    Top(top::Args),
    /// Brings the database up to date, or says what would be done.
    Migrate(migrate::Args),
    /// Lets the search index be made anew.
    Reindex(reindex::Args),
    /// Shows the configuration in effect, and where each value comes from.
    Config(config::Args),
    /// Prints a script that completes commands in a shell.
    Completions(completions::Args),
}

/// Runs the command.
pub(crate) async fn run(cli: &Cli) -> anyhow::Result<ExitCode> {
    // Each is boxed, so that the biggest of them does not make all of them big.
    match &cli.command {
        Command::Init(args) => Box::pin(init::run(args, cli)).await,
        Command::Serve(args) => Box::pin(serve::run(args, cli)).await,
        Command::Demo(args) => Box::pin(demo::run(args, cli)).await,
        Command::Import(args) => Box::pin(import::run(args, cli)).await,
        Command::List(args) => Box::pin(list::run(args, cli)).await,
        Command::Approve(args) => Box::pin(approve::run(args, cli)).await,
        Command::Publish(args) => Box::pin(publish::run(args, cli)).await,
        Command::Schedule(args) => Box::pin(schedule::run(args, cli)).await,
        Command::Unschedule(args) => Box::pin(schedule::unschedule(args, cli)).await,
        Command::Withdraw(args) => Box::pin(withdraw::run(args, cli)).await,
        Command::Seal(args) => Box::pin(seal::run(args, cli)).await,
        Command::Place(args) => Box::pin(place::run(args, cli)).await,
        Command::Edition(args) => Box::pin(edition::run(args, cli)).await,
        Command::User(args) => Box::pin(user::run(args, cli)).await,
        Command::Item(args) => Box::pin(item::run(args, cli)).await,
        Command::Campaign(args) => Box::pin(campaign::run(args, cli)).await,
        Command::Generate(args) => Box::pin(generate::run(args, cli)).await,
        Command::Theme(args) => theme::run(args, cli),
        Command::Mirror(args) => Box::pin(mirror::run(args, cli)).await,
        Command::Verify(args) => Box::pin(verify::run(args)).await,
        Command::Key(args) => Box::pin(key::run(args, cli)).await,
        Command::Check(args) => Box::pin(check::run(args, cli)).await,
        Command::Top(args) => Box::pin(top::run(args, cli)).await,
        Command::Migrate(args) => Box::pin(migrate::run(args, cli)).await,
        Command::Reindex(args) => Box::pin(reindex::run(args, cli)).await,
        Command::Config(args) => config::run(args, cli),
        Command::Completions(args) => completions::run(args),
    }
}

/// Writes to standard output. Somebody who stops listening, such as `head`, is no fault.
fn print(text: &str) -> anyhow::Result<()> {
    use std::io::Write;
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
