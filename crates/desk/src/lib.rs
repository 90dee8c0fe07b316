#![doc = include_str!("../README.md")]

mod config;
mod elsewhere;
mod error;
mod finder;
mod routes;

mod attempts;
mod device;
mod door;
mod first_owner;
mod passkey;
mod password;
mod second_factor;
mod sign_in;

mod invitation;
mod letters;
mod oidc;
mod reset;

mod audit;
mod me;
mod people;
mod sessions;

mod article;
mod author;
mod campaign;
mod campaign_report;
mod list;
mod newsroom;
mod possible;
mod revision;
mod subject;
mod write;

mod acts;
mod misread;
mod moment;

mod checkpoint;
mod comment;
mod flag;
mod front;
mod item;
mod item_act;
mod live;
mod picture;
mod picture_act;
mod picture_file;
mod preview;
mod proposal;
mod room;
mod settings;
mod socket;
mod statistics;
mod story;
mod task;
mod topic;
mod translation;
mod weight;

mod asked;
mod headers;
mod openapi;
mod origin;
mod pages;
mod person;
mod seal;
mod vocabulary;

use std::sync::Arc;

use store::Store;

pub use config::{Config, Key, Oidc};
pub use error::Error;
pub use finder::{Finder, Sought};
pub use letters::Sent;
pub use openapi::document as openapi;
pub use room::forget_deleted;
pub use routes::{Route, Who, router, routes};
pub use weight::{Scale, Weight};

/// The newsroom's desk. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Desk {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    store: Store,
    files: media::Files,
    config: Config,
    /// How many files may be on their way in at once.
    uploads: tokio::sync::Semaphore,
    passwords: password::Passwords,
    attempts: attempts::Attempts,
    /// Held while the first owner is made, so that one link makes one owner.
    first_owner: tokio::sync::Mutex<()>,
    rooms: room::Rooms,
    live: live::Live,
    lexicons: proposal::Lexicons,
    closing: tokio::sync::watch::Sender<bool>,
    passkeys: Option<identity::passkey::Passkeys>,
    oidc: Option<identity::oidc::Provider>,
    /// How far the audit log was checked.
    checked: tokio::sync::Mutex<audit::Checked>,
}

impl Desk {
    /// The desk of this paper.
    pub fn new(store: Store, files: media::Files, config: Config) -> Desk {
        let passkeys = {
            let host = config.origin().split_once("://").map_or("", |(_, host)| host);
            identity::passkey::Passkeys::at(config.origin(), host).ok()
        };
        let oidc = config.oidc.as_ref().map(|oidc| &oidc.settings);
        let oidc = oidc.map(|settings| identity::oidc::Provider::new(settings.clone()));
        Desk {
            inner: Arc::new(Inner {
                passkeys,
                oidc,
                checked: tokio::sync::Mutex::default(),
                store,
                files,
                config,
                uploads: tokio::sync::Semaphore::new(2),
                passwords: password::Passwords::new(),
                attempts: attempts::Attempts::default(),
                first_owner: tokio::sync::Mutex::new(()),
                rooms: room::Rooms::default(),
                live: live::Live::default(),
                lexicons: proposal::Lexicons::default(),
                closing: tokio::sync::watch::Sender::new(false),
            }),
        }
    }

    fn store(&self) -> &Store {
        &self.inner.store
    }

    fn files(&self) -> &media::Files {
        &self.inner.files
    }

    fn uploads(&self) -> &tokio::sync::Semaphore {
        &self.inner.uploads
    }

    fn config(&self) -> &Config {
        &self.inner.config
    }

    fn rooms(&self) -> &room::Rooms {
        &self.inner.rooms
    }

    /// Ends the lines that stay open to browsers; they come back to whoever serves then.
    pub fn close(&self) {
        self.inner.closing.send_replace(true);
    }

    /// Waits until everything that people wrote together is on disk, after [`Desk::close`].
    pub async fn closed(&self) {
        self.rooms().close().await;
    }

    /// Becomes true when lines to browsers must end.
    fn closing(&self) -> tokio::sync::watch::Receiver<bool> {
        self.inner.closing.subscribe()
    }
}

/// Waits until lines to browsers must end.
async fn closed(closing: &mut tokio::sync::watch::Receiver<bool>) {
    // The desk itself holds the sender, so an error means that it is gone.
    let _ = closing.wait_for(|closing| *closing).await;
}
