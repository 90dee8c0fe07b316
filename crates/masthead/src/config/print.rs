//! The configuration as a commented TOML file: what is in effect, or what a new paper begins with.

use std::fmt;

use super::{Config, KEYS, Key, Loaded};

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A line of `masthead.toml`.
    File {
        /// Counted from 1.
        line: usize,
    },
    /// A variable of the process.
    Variable {
        /// Its name.
        name: String,
    },
    /// The command line.
    Flag {
        /// The flag.
        name: &'static str,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::File { line } => write!(f, "{}:{line}", super::FILE),
            Origin::Variable { name } => write!(f, "variable {name}"),
            Origin::Flag { name } => write!(f, "flag {name}"),
        }
    }
}

/// What is in effect, each value with what it is for and where it comes from.
pub fn print(loaded: &Loaded) -> String {
    sections(|key| {
        let origin = loaded.origins.get(key.name);
        let origin = origin.map_or_else(|| "default".to_owned(), Origin::to_string);
        format!("{} = {}  # {origin}\n", key.leaf(), (key.show)(&loaded.config))
    })
}

/// A file for a new paper: what it sets, and every other key as a comment with its default.
pub fn example(config: &Config) -> String {
    let default = Config::default();
    let head = "# How this paper is run. Every key can also be set by a variable: MASTHEAD_SITE_URL for url in\n\
                # [site]. `masthead config` shows what is in effect, and why.\n\n";
    let body = sections(|key| {
        let value = (key.show)(config);
        let mark = if value == (key.show)(&default) { "# " } else { "" };
        format!("{mark}{} = {value}\n", key.leaf())
    });
    format!("{head}{body}")
}

fn sections(line: impl Fn(&Key) -> String) -> String {
    let mut out = String::new();
    let mut section = "";
    for key in KEYS {
        if key.section() != section {
            section = key.section();
            out.push_str(if out.is_empty() { "" } else { "\n" });
            out.push_str(&format!("[{section}]\n"));
        }
        key.doc.lines().for_each(|doc| out.push_str(&format!("# {doc}\n")));
        out.push_str(&line(key));
    }
    out
}
