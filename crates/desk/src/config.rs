//! How the desk is run.

use std::path::PathBuf;

use jiff::SignedDuration;

use crate::weight::Scale;

/// How the desk is run.
#[derive(Clone, Debug)]
pub struct Config {
    /// How browsers reach the paper, without a slash at the end: `https://paper.example`.
    pub site_url: String,
    /// How browsers reach the desk, without `/desk`, where it has an address of its own.
    pub desk_url: String,
    /// How long somebody stays signed in; 14 days.
    pub session: SignedDuration,
    /// A folder with the screens, instead of those inside the program: for whoever works on them.
    pub files: Option<PathBuf>,
    /// Who weighs pages; without one there is no price tag.
    pub scale: Option<Scale>,
}

impl Config {
    /// The usual settings for a paper at this address.
    pub fn new(site_url: &str) -> Config {
        let site_url = site_url.trim_end_matches('/').to_owned();
        Config {
            desk_url: site_url.clone(),
            site_url,
            session: SignedDuration::from_hours(14 * 24),
            files: None,
            scale: None,
        }
    }

    /// The desk's origin, as browsers name it.
    pub(crate) fn origin(&self) -> &str {
        self.desk_url.trim_end_matches('/')
    }

    /// Whether cookies may only travel over TLS.
    pub fn secure(&self) -> bool {
        self.desk_url.starts_with("https://")
    }
}
