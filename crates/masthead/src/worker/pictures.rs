//! Makes the files that readers get of photos, one photo at a time and beside everything else that is due: one takes
//! some seconds, and nothing that is published waits for it.

use std::time::Duration;

use anyhow::Context;
use media::{Files, Recipe};
use site::Site;
use store::{PictureToMake, Store};
use tokio_util::sync::CancellationToken;

/// How long a photo belongs to who took it. Longer than any takes.
const LEASE: Duration = Duration::from_secs(10 * 60);

/// How long nobody looks for new photos.
const PAUSE: Duration = Duration::from_millis(500);

/// How often a photo is tried whose files cannot be made; a start of the program tries again.
const TRIES: i64 = 4;

/// Makes files until it is told to stop.
pub(super) async fn run(store: &Store, files: &Files, site: &Site, stop: &CancellationToken) {
    // Photos that were made as another theme asked, or as an older program did, are made anew.
    let mut known = String::new();
    while !stop.is_cancelled() {
        let recipe = Recipe::new(site.picture_widths());
        let done = async {
            if known != recipe.word() {
                let count = store.remake_pictures(&recipe.word()).await?;
                if count > 0 {
                    tracing::info!(count, "photos are made anew as the theme asks");
                }
                known = recipe.word();
            }
            due(store, files, &recipe).await
        };
        let wait = match done.await {
            Ok(true) => continue,
            Ok(false) => PAUSE,
            Err(error) => {
                tracing::error!("the files of a photo were not made: {error:#}");
                super::AFTER_FAILURE
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Makes the files of the photo whose turn it is, and tells whether there was one.
pub async fn due(store: &Store, files: &Files, recipe: &Recipe) -> anyhow::Result<bool> {
    if !store.is_picture_due().await? {
        return Ok(false);
    }
    let Some(picture) = store.lease_picture(LEASE).await? else { return Ok(false) };
    let PictureToMake { media, turn: _, tries } = &picture;
    // Of one that came before there were such files, readers see nothing: one file for a start, the others later.
    let made = if media.renditions.is_empty() {
        files.make_first(media).await.map(|made| (String::new(), made))
    } else {
        files.make(media, recipe).await.map(|made| (recipe.word(), made))
    };
    match made {
        Ok((word, made)) => store.finish_picture(&picture, &word, &made).await?,
        Err(error) if *tries >= TRIES => {
            tracing::error!(picture.id = %media.id, "the files of a photo cannot be made: {error}");
            store.finish_picture(&picture, "failed", &[]).await?;
        }
        Err(error) => {
            return Err(error).with_context(|| format!("picture {} was not made", media.id));
        }
    }
    Ok(true)
}
