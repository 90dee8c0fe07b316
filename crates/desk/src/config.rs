//! How the desk is run.

use std::path::PathBuf;

use jiff::SignedDuration;

use crate::finder::Finder;
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
    /// The key that the secrets of one-time codes are sealed with, from a file beside the database. Without it,
    /// one inside the database is taken.
    pub key: Option<Key>,
    /// How letters leave the house, if they do.
    pub mail: Option<delivery::Mailer>,
    /// The identity provider of the house, if there is one.
    pub oidc: Option<Oidc>,
    /// Who weighs pages; without one there is no price tag.
    pub scale: Option<Scale>,
    /// Who finds articles by their texts; without one only headlines and addresses are looked through.
    pub finder: Option<Finder>,
    /// The places for advertisements that the theme has.
    pub slots: Vec<story::campaign::Slot>,
}

/// 32 secret bytes.
#[derive(Clone)]
pub struct Key(pub [u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// An identity provider, and what people call it.
#[derive(Clone, Debug)]
pub struct Oidc {
    /// What its button says.
    pub name: String,
    /// How it is spoken to.
    pub settings: identity::oidc::Settings,
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
            key: None,
            mail: None,
            oidc: None,
            scale: None,
            finder: None,
            slots: Vec::new(),
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
