//! How a file comes into the newsroom: looked at, opened if it is a photo, kept, and one file for readers made of it.

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use story::media::{Focal, Media, Rendition, Rights, is_photo};
use story::revision::Hash;
use story::{MediaId, Timestamp};

use crate::files::{Files, PutError, ReadError, Stored, blocking, inspect};
use crate::format::{self, Format, Purpose};
use crate::metadata::{self, Metadata};
use crate::picture::{CannotOpen, draw};
use crate::rendition::{self, Made, Recipe, Stamp};

/// How long somebody waits for their turn while other photos are opened.
const PATIENCE: Duration = Duration::from_secs(20);

/// A file that was kept, and what was found in it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The file as it came.
    pub stored: Stored,
    /// What it says about itself.
    pub metadata: Metadata,
    /// What readers may have of it so far: one file, if it is a photo.
    pub renditions: Vec<Rendition>,
}

/// Why a file is not taken.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// It cannot be kept.
    #[error(transparent)]
    Put(#[from] PutError),
    /// It cannot be opened.
    #[error(transparent)]
    Open(#[from] CannotOpen),
    /// It is no picture.
    #[error("The file is no picture but {0}. Choose a JPEG, PNG, WebP, GIF or SVG.")]
    NoPicture(&'static str),
    /// Many photos are being opened.
    #[error("Many pictures are coming in at once. Try again in a moment.")]
    Busy,
}

/// Why no files were made of a photo.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// The photo cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It cannot be opened.
    #[error(transparent)]
    Open(#[from] CannotOpen),
    /// What was made cannot be kept.
    #[error(transparent)]
    Put(#[from] PutError),
    /// What is known of it cannot be right.
    #[error("picture {0} has no readable hash")]
    NoHash(MediaId),
}

impl Files {
    /// Takes a picture that somebody brings. A drawing is a program: what is kept is the picture that it draws.
    pub async fn take_picture(&self, bytes: Bytes) -> Result<Taken, TakeError> {
        if bytes.is_empty() {
            return Err(PutError::Empty.into());
        }
        let format = format::of(&bytes).map_err(PutError::from)?;
        if format.content_type == "image/svg+xml" {
            inspect(&bytes, self.config())?;
            let turn = tokio::time::timeout(PATIENCE, self.taking().acquire()).await;
            let Ok(Ok(turn)) = turn else { return Err(TakeError::Busy) };
            let drawn = blocking(move || draw(&bytes)).await?;
            drop(turn);
            return self.take(drawn.into()).await;
        }
        if format.purpose != Purpose::Picture {
            return Err(TakeError::NoPicture(format.content_type));
        }
        self.take(bytes).await
    }

    /// Takes a file from the newsroom's own machine, of any kind that readers can be given.
    pub async fn take(&self, bytes: Bytes) -> Result<Taken, TakeError> {
        let stored = inspect(&bytes, self.config())?;
        if !is_photo(stored.content_type) {
            let stored = self.put(bytes).await?;
            return Ok(Taken { stored, metadata: Metadata::default(), renditions: Vec::new() });
        }
        let turn = tokio::time::timeout(PATIENCE, self.taking().acquire()).await;
        let Ok(Ok(turn)) = turn else { return Err(TakeError::Busy) };
        let opened = bytes.clone();
        let (metadata, made) = blocking(move || {
            let format = format::of(&opened).map_err(PutError::from)?;
            let metadata = metadata::read(&opened);
            let stamp =
                Stamp::new(&metadata.credit_line(), &metadata.copyright, &metadata.usage_terms);
            let made = rendition::first(&opened, format, &stamp)?;
            Ok::<_, TakeError>((metadata, made))
        })
        .await?;
        drop(turn);
        let stored = self.put(bytes).await?;
        Ok(Taken { stored, metadata, renditions: self.keep(made).await? })
    }

    /// Makes all files that readers get of a photo, and keeps them.
    pub async fn make(&self, media: &Media, recipe: &Recipe) -> Result<Vec<Rendition>, MakeError> {
        let hash = Hash::from_hex(&media.hash).ok_or(MakeError::NoHash(media.id))?;
        let turn = self.making().acquire().await;
        let bytes = self.read(&hash).await?;
        let (recipe, focal, stamp) = (recipe.clone(), media.focal, Stamp::of(media));
        let made = blocking(move || {
            let format: &Format = format::of(&bytes).map_err(PutError::from)?;
            Ok::<_, MakeError>(rendition::all(&bytes, format, &recipe, focal, &stamp)?)
        })
        .await?;
        drop(turn);
        Ok(self.keep(made).await?)
    }

    /// Makes and keeps the file that readers have of a photo until all others are made.
    pub async fn make_first(&self, media: &Media) -> Result<Vec<Rendition>, MakeError> {
        let hash = Hash::from_hex(&media.hash).ok_or(MakeError::NoHash(media.id))?;
        let turn = self.making().acquire().await;
        let bytes = self.read(&hash).await?;
        let stamp = Stamp::of(media);
        let made = blocking(move || {
            let format: &Format = format::of(&bytes).map_err(PutError::from)?;
            Ok::<_, MakeError>(rendition::first(&bytes, format, &stamp)?)
        })
        .await?;
        drop(turn);
        Ok(self.keep(made).await?)
    }

    async fn keep(&self, made: Vec<Made>) -> Result<Vec<Rendition>, PutError> {
        let mut renditions = Vec::with_capacity(made.len());
        for Made { rendition, bytes } in made {
            self.put(bytes.into()).await?;
            renditions.push(rendition);
        }
        Ok(renditions)
    }
}

impl Taken {
    /// What is known of the picture: its own words are those of this language until somebody says more.
    pub fn media(self, id: MediaId, file_name: &str, language: &str, now: Timestamp) -> Media {
        let Taken { stored, metadata, renditions } = self;
        let Stored { hash, content_type, bytes, width, height } = stored;
        let words = |text: &str| {
            let pair = (language.to_owned(), text.to_owned());
            (!text.is_empty()).then_some(pair).into_iter().collect::<BTreeMap<_, _>>()
        };
        Media {
            id,
            hash: hash.to_string(),
            file_name: file_name.to_owned(),
            content_type: content_type.to_owned(),
            bytes,
            width,
            height,
            credit: metadata.credit_line(),
            alt: words(&metadata.alt),
            caption: words(metadata.own_caption()),
            rights: Rights {
                holder: metadata.copyright.clone(),
                licence: metadata.usage_terms.clone(),
                ..Rights::default()
            },
            taken_at: metadata.taken.and_then(metadata::Moment::timestamp),
            place: metadata.place(),
            focal: Focal::default(),
            created_at: now,
            by: None,
            renditions,
            stands_in: false,
        }
    }
}
