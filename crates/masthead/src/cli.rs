//! The command line as a whole; each command's own flags stand in its file.

use std::path::PathBuf;

use clap::Parser;

use crate::commands::Command;
use crate::config::Flag;

/// A newsroom and its newspaper in one program.
#[derive(Debug, Parser)]
#[command(
    name = "masthead",
    version,
    about,
    long_about = LONG_ABOUT,
    after_help = EXAMPLES,
    subcommand_required = true,
    arg_required_else_help = true,
    max_term_width = 100
)]
pub(crate) struct Cli {
    /// The paper's folder, if it is not the current one.
    #[arg(long, global = true, value_name = "DIR", env = "MASTHEAD_PAPER", hide_env = true)]
    pub(crate) paper: Option<PathBuf>,

    /// Sets a key of the configuration for this run, over the file and the variables.
    #[arg(long, global = true, value_name = "KEY=VALUE", value_parser = setting)]
    pub(crate) set: Vec<(String, String)>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

const LONG_ABOUT: &str = "A newsroom and its newspaper in one program.\n\n\
    A paper is a folder: masthead.toml says how it is run, paper.db keeps its texts, media/ its pictures. \
    Every command works in the current folder, or in the one named by --paper.";

const EXAMPLES: &str = "\
Examples:
  masthead demo --listen 127.0.0.1:8000 --dir /tmp/meridian   a whole newspaper to look at
  masthead init gazette --title \"The Gazette\" --edition en    a new paper
  cd gazette && masthead user add ana@paper.example --name Ana --role admin
  masthead import wxr ../wordpress.xml                        everything from WordPress
  masthead serve                                              open it to readers
  masthead list --state draft                                 what waits
  masthead publish en/rain-stops-play                         put it before readers
  masthead check                                              is everything in order?";

impl Cli {
    /// The paper's folder.
    pub(crate) fn folder(&self) -> PathBuf {
        self.paper.clone().unwrap_or_else(|| PathBuf::from("."))
    }

    /// What `--set` says.
    pub(crate) fn flags(&self) -> Vec<Flag> {
        self.set
            .iter()
            .map(|(key, value)| Flag { name: "--set", key: key.clone(), value: value.clone() })
            .collect()
    }
}

fn setting(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => {
            Ok((key.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write KEY=VALUE, such as site.url=https://paper.example".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_and_flag_says_what_it_is_for() {
        fn look(command: &clap::Command, path: &str) {
            let path = format!("{path} {}", command.get_name());
            assert!(command.get_about().is_some(), "{path} says nothing about itself");
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{path}: {} has no help", argument.get_id());
            }
            command.get_subcommands().for_each(|child| look(child, &path));
        }
        look(&Cli::command(), "");
    }
}
