//! The folder of the demo: new, ready, or left half-made by a start that was interrupted.

use std::path::Path;

use anyhow::{Context, bail};
use media::Files;
use store::{Clock, Durability, Store};
use story::account::{Account, Editor};
use story::permission::{Grant, Role};
use story::{AccountId, Timestamp};

use super::content::Content;
use super::load;
use crate::config::{self, Config};
use crate::paper;

/// Written last: a folder whose store has it is whole.
const READY: &str = "demo";

/// Here from the first moment to the last: a folder that has it is ours and not ready.
const MAKING: &str = "making-the-demo";

/// Where the password of the desk stands.
const PASSWORD: &str = "desk-password.txt";

/// Whom the password lets in.
pub(super) const EMAIL: &str = "editor@meridian.example";

/// What was found or made.
#[derive(Debug)]
pub(super) struct Ready {
    /// The password of the desk, if the file with it is still there.
    pub(super) password: Option<String>,
    /// Whether the newspaper in the program is another one by now.
    pub(super) outdated: bool,
}

/// Whether there is something whole in the folder; whether it is a demo is another question.
pub(super) fn is_made(dir: &Path, config: &Config) -> bool {
    let placed = config.clone().under(dir);
    Path::new(&placed.database.url).exists() && !dir.join(MAKING).exists()
}

/// Sees that the demo is in the folder, and makes it if it is not there or not whole.
pub(super) async fn ready(dir: &Path, config: &Config) -> anyhow::Result<Ready> {
    let making = dir.join(MAKING);
    if making.exists() {
        clear(dir)
            .with_context(|| format!("The half-made demo in {} is in the way.", dir.display()))?;
    }
    let digest = Content::digest();
    let placed = config.clone().under(dir);
    if Path::new(&placed.database.url).exists() {
        let store = paper::open_store(&placed.database).await?;
        let made = store.setting(READY).await?;
        store.close().await;
        let Some(made) = made else {
            bail!(
                "{} holds another paper. Choose another folder for the demo with --dir.",
                dir.display()
            );
        };
        let password = std::fs::read_to_string(dir.join(PASSWORD)).ok();
        let password = password.map(|password| password.trim().to_owned());
        return Ok(Ready { password, outdated: made != digest });
    }
    if std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("{} is not empty. Choose another folder for the demo with --dir.", dir.display());
    }
    let unwritable = || format!("The demo cannot be made in {}.", dir.display());
    std::fs::create_dir_all(dir).with_context(unwritable)?;
    std::fs::write(&making, "").with_context(unwritable)?;
    let password = make(dir, config, &placed, &digest).await?;
    std::fs::remove_file(&making).with_context(unwritable)?;
    Ok(Ready { password: Some(password), outdated: false })
}

async fn make(
    dir: &Path,
    config: &Config,
    placed: &Config,
    digest: &str,
) -> anyhow::Result<String> {
    std::fs::write(dir.join(config::FILE), config::example(config))?;
    let clock = Clock::standing(Timestamp::UNIX_EPOCH);
    // Whoever switches the machine off now begins anew anyway.
    let settings =
        store::Config { durability: Durability::Process, ..paper::store_config(&placed.database) };
    let store = Store::open(&settings, clock.clone()).await?;
    let files: Files = paper::files(placed)?;
    load::load(&store, &clock, &files, &Content::read()?).await?;
    let password = sign_in(&store, &clock).await?;
    std::fs::write(dir.join(PASSWORD), format!("{password}\n"))?;
    let mut write = store.write().await?;
    write.set(READY, digest).await?;
    write.commit().await?;
    store.close().await;
    Ok(password)
}

/// An account for whoever tries the desk, with a password that no other demo has.
async fn sign_in(store: &Store, clock: &Clock) -> anyhow::Result<String> {
    let mut random = [0; 8];
    getrandom::fill(&mut random).context("The system gave no random bytes for a password.")?;
    let password: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = {
        let password = password.clone();
        tokio::task::spawn_blocking(move || store::hash_password(&password)).await??
    };
    let mut write = store.write().await?;
    let account = Account {
        id: AccountId::new(write.id()),
        email: EMAIL.to_owned(),
        name: "You".to_owned(),
        grants: vec![Grant::everywhere(Role::Admin)],
        disabled_at: None,
        created_at: clock.now(),
    };
    write.put_account(&account, Some(&hash), &Editor::operator("The Meridian")).await?;
    write.commit().await?;
    Ok(password)
}

/// Takes away what a start that was interrupted left, and nothing else.
fn clear(dir: &Path) -> std::io::Result<()> {
    // The journal is there for a blink, before the file is told to keep a log of writes.
    let database = ["paper.db", "paper.db-journal", "paper.db-wal", "paper.db-shm"];
    for name in database.into_iter().chain([config::FILE, PASSWORD]) {
        match std::fs::remove_file(dir.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    match std::fs::remove_dir_all(dir.join("media")) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // Last, so that an interruption here is noticed too.
    std::fs::remove_file(dir.join(MAKING))
}
