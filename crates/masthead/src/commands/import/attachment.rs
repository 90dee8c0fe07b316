//! An attachment: its file, and what is known of it.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use media::Files;
use store::{ImportItem, Outcome, Store};
use story::media::Media;
use story::{Edition, MediaId};
use wire::wxr::{Item, decoded};

use super::fetch::Fetcher;
use super::report::Done;
use super::shelf::Shelved;
use super::words;

/// Where the files of attachments come from.
#[derive(Clone, Debug)]
pub(super) struct Sources {
    /// A copy of the old site's `wp-content/uploads`, or a folder above it.
    pub(super) folder: Option<PathBuf>,
    /// The old site itself.
    pub(super) fetcher: Option<Fetcher>,
}

/// Keeps an attachment, and tells what it is here.
pub(super) async fn import(
    store: &Store,
    files: &Files,
    sources: &Sources,
    edition: &Edition,
    source: &str,
    item: &Item,
) -> anyhow::Result<(Done, Option<Shelved>)> {
    let Some(number) = item.number() else {
        return Ok((
            Done::new(Outcome::Failed, "It has no number, address, or title in the export."),
            None,
        ));
    };
    let title = words::plain(&item.title);
    let alt = item.meta("_wp_attachment_image_alt").unwrap_or_default().trim().to_owned();
    let caption = words::plain(&item.excerpt);
    let shelved =
        |media| Shelved { media, title: title.clone(), alt: alt.clone(), caption: caption.clone() };
    let foreign_id = number.to_string();
    let known = store.import_item(source, "attachment", &foreign_id).await?;
    if let Some(ImportItem { outcome: Outcome::Stored, object: Some(object), .. }) = known {
        let mut done = Done::new(Outcome::Stored, "");
        done.before = true;
        return Ok((done, Some(shelved(MediaId::new(object)))));
    }
    let taken = match bytes(sources, item).await {
        Ok(bytes) => files.take(bytes.into()).await.map_err(|error| error.to_string()),
        Err(why) => Err(why),
    };
    let mut write = store.write().await?;
    let mut kept = ImportItem {
        source: source.to_owned(),
        kind: "attachment".to_owned(),
        foreign_id,
        object: None,
        outcome: Outcome::Failed,
        note: String::new(),
        payload: Some(super::post::payload(item)),
    };
    let (done, media) = match taken {
        Ok(taken) => {
            let language = edition.language.code();
            let words = |text: &str| {
                let pair = (language.to_owned(), text.to_owned());
                (!text.is_empty()).then_some(pair).into_iter().collect::<BTreeMap<_, _>>()
            };
            let (id, came) =
                (MediaId::new(write.id()), item.published.unwrap_or(store.clock().now()));
            let taken = taken.media(id, &file_name(item), language, came);
            // What the old site said of the picture it said to readers; what the file says it may say to nobody.
            let media = Media { alt: words(&alt), caption: words(&caption), ..taken };
            write.put_media(&media).await?;
            let note = if words::plain(&item.content).is_empty() {
                ""
            } else {
                "The long description of the file was kept as data only."
            };
            (Done::new(Outcome::Stored, note), Some(media.id))
        }
        Err(why) => {
            let unasked = sources.folder.is_none() && sources.fetcher.is_none();
            (Done { unasked, ..Done::new(Outcome::Failed, why) }, None)
        }
    };
    kept.object = media.map(MediaId::number);
    kept.outcome = done.outcome;
    kept.note = done.full_note();
    write.put_import_item(&kept).await?;
    write.commit().await?;
    Ok((done, media.map(shelved)))
}

async fn bytes(sources: &Sources, item: &Item) -> Result<Vec<u8>, String> {
    let suffix = suffix(item);
    if let (Some(folder), Some(suffix)) = (&sources.folder, &suffix) {
        let places = [
            suffix.clone(),
            Path::new("uploads").join(suffix),
            Path::new("wp-content/uploads").join(suffix),
        ];
        for path in places.iter().map(|place| folder.join(place)) {
            match tokio::fs::read(&path).await {
                Ok(bytes) => return Ok(bytes),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(format!("{} cannot be read: {error}.", path.display())),
            }
        }
    }
    if let Some(fetcher) = &sources.fetcher {
        let address =
            if item.attachment_url.is_empty() { &item.guid } else { &item.attachment_url };
        return fetcher.fetch(address).await.map_err(|error| error.to_string());
    }
    Err(match (&sources.folder, suffix) {
        (Some(folder), Some(suffix)) => {
            format!("{} is not in {}.", suffix.display(), folder.display())
        }
        (Some(_), None) => "The export does not say what its file is called.".to_owned(),
        (None, _) => {
            "Its file was not looked for: name the old site's folder of uploads with --media-dir, or let it be fetched with --fetch.".to_owned()
        }
    })
}

/// The path of the file below `uploads`, with nothing in it that leads out of there.
fn suffix(item: &Item) -> Option<PathBuf> {
    let attached = item.meta("_wp_attached_file").map(str::to_owned);
    let path = attached.or_else(|| {
        let (_, path) = item.attachment_url.rsplit_once("/uploads/")?;
        Some(decoded(path.split(['?', '#']).next()?))
    })?;
    let path = PathBuf::from(path);
    let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    (plain && path.file_name().is_some()).then_some(path)
}

fn file_name(item: &Item) -> String {
    let address = item.attachment_url.split(['?', '#']).next().unwrap_or_default();
    let name = address.rsplit('/').next().map(decoded).unwrap_or_default();
    if name.is_empty() { words::plain(&item.title) } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::wxr::Meta;

    #[test]
    fn a_file_is_never_looked_for_outside_of_its_folder() {
        let named = |file: &str| Item {
            meta: vec![Meta { key: "_wp_attached_file".into(), value: file.into() }],
            ..Item::default()
        };
        assert_eq!(suffix(&named("2009/04/a.jpg")), Some(PathBuf::from("2009/04/a.jpg")));
        for file in ["../../etc/passwd", "/etc/passwd", "2009/../../x", ""] {
            assert_eq!(suffix(&named(file)), None, "{file}");
        }
        let item = Item {
            attachment_url: "https://old.example/wp-content/uploads/..%2f..%2fx.jpg".into(),
            ..Item::default()
        };
        assert_eq!(suffix(&item), None);
    }
}
