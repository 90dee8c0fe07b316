#![doc = include_str!("../README.md")]

mod routes;

mod answer;
mod error;
mod visit;

pub mod page_key;
mod surrogate_key;

mod paper;

mod chrome;
mod link;
mod picture;
mod teaser;
mod unplaced;

mod front;

mod advertisement;
mod article;
mod author;
mod behind;
mod corrections;
mod coverage;
mod exchange;
mod explain;
mod feed;
mod history;
mod important;
mod impressions;
mod item;
mod ledger;
mod list;
mod live;
mod map;
mod most_read;
mod outside;
mod related;
mod section;
mod text_form;
mod timeline;
mod topic;
mod views;
mod word_count;

mod head;

mod manifest;
mod media;
mod memo;
mod old_address;
mod preview;
mod record;
mod robots;
mod search;
mod settings;
mod sitemap;
mod static_file;
mod verify;

use std::sync::Arc;

pub use error::Error;
pub use preview::hidden;
pub use routes::router;
pub use surrogate_key::{FOREVER, Outdated, Outdating};
pub use views::{Readers, TELLING};

/// How the site is served.
#[derive(Clone, Debug)]
pub struct Config {
    /// The public address without a slash at the end: `https://meridian.example`.
    pub url: String,
    /// How browsers reach the desk: its pages may show previews in a frame.
    pub desk_url: String,
    /// What readers search in; without it there is no search.
    pub search: Option<::search::Index>,
    /// Who counts readers; without it nobody does, and no page says how many there were.
    pub counter: Option<audience::Counter>,
    /// How many readers hear of new posts of live coverage at once; each of them holds a connection.
    pub live_lines: usize,
}

impl Config {
    /// A site for tests.
    pub fn for_testing() -> Config {
        let url = "https://meridian.example".to_owned();
        Config { desk_url: url.clone(), url, search: None, counter: None, live_lines: 100 }
    }
}

/// The public site. Cheap to clone.
#[derive(Clone)]
pub struct Site {
    inner: Arc<Inner>,
}

struct Inner {
    reader: store::Reader,
    theme: theme::Theme,
    files: ::media::Files,
    config: Config,
    papers: paper::Papers,
    searches: search::Turns,
    impressions: impressions::Impressions,
    lines: live::Lines,
    word_counts: word_count::WordCounts,
    relations: related::Relations,
}

impl Site {
    /// A site over this paper, in this theme.
    pub fn new(
        reader: store::Reader,
        theme: theme::Theme,
        files: ::media::Files,
        config: Config,
    ) -> Site {
        Site {
            inner: Arc::new(Inner {
                reader,
                theme,
                files,
                config,
                papers: paper::Papers::default(),
                searches: search::Turns::default(),
                impressions: impressions::Impressions::default(),
                lines: live::Lines::default(),
                word_counts: word_count::none(),
                relations: related::none(),
            }),
        }
    }

    fn reader(&self) -> &store::Reader {
        &self.inner.reader
    }

    fn index(&self) -> Option<&::search::Index> {
        self.inner.config.search.as_ref()
    }

    fn counter(&self) -> Option<&audience::Counter> {
        self.inner.config.counter.as_ref()
    }

    fn theme(&self) -> &theme::Theme {
        &self.inner.theme
    }

    /// How wide photos are made, in pixels: as the theme asks.
    pub fn picture_widths(&self) -> Vec<u32> {
        self.inner.theme.picture_widths()
    }

    fn files(&self) -> &::media::Files {
        &self.inner.files
    }

    /// The public address of a path.
    fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.inner.config.url)
    }

    fn desk_url(&self) -> &str {
        &self.inner.config.desk_url
    }

    fn url(&self) -> &str {
        &self.inner.config.url
    }
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site").field("url", &self.inner.config.url).finish_non_exhaustive()
    }
}
