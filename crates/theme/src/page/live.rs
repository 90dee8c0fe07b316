//! Live coverage.

use story::Timestamp;

/// What a live report has above its posts.
#[derive(Clone, Debug, serde::Serialize)]
pub struct LivePlace {
    /// Where a script hears which posts there are, as server-sent events `posts`.
    pub href: String,
    /// The names of the posts on this page, with spaces between them.
    pub posts: String,
    /// When it ended; then no new posts are to be heard of.
    pub ended: Option<Timestamp>,
    /// The posts that matter most, newest first.
    pub key_events: Vec<KeyEvent>,
}

/// A post that matters most.
#[derive(Clone, Debug, serde::Serialize)]
pub struct KeyEvent {
    /// What it is about.
    pub title: String,
    /// When it was posted.
    pub at: Timestamp,
    /// Where it stands on the page.
    pub href: String,
}
