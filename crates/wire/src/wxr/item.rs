//! An item of the export: a post, a page, an attachment, whatever WordPress keeps as one.

use jiff::Timestamp;
use jiff::civil::DateTime;

/// An item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The line of the file that it begins at.
    pub line: u64,
    /// Its number there.
    pub id: Option<u64>,
    /// Its type: `post`, `page`, `attachment`, `nav_menu_item` or another.
    pub kind: String,
    /// Its title, as HTML.
    pub title: String,
    /// Its address there.
    pub link: String,
    /// What feeds call it.
    pub guid: String,
    /// Who made it, by the name they sign in with.
    pub creator: String,
    /// When it was published, if that is told in universal time.
    pub published: Option<Timestamp>,
    /// When it was published by the clock on the site's wall.
    pub published_local: Option<DateTime>,
    /// When it was last changed, if that is told in universal time.
    pub modified: Option<Timestamp>,
    /// Its part of the address, without percent signs.
    pub slug: String,
    /// `publish`, `draft`, `pending`, `private`, `future`, `inherit`, `trash` …
    pub status: String,
    /// The item above it.
    pub parent: Option<u64>,
    /// Its place among its siblings.
    pub menu_order: i64,
    /// What readers must know to see it, or nothing.
    pub password: String,
    /// Whether it stays on top.
    pub sticky: bool,
    /// Its text, as HTML.
    pub content: String,
    /// Its summary, as HTML.
    pub excerpt: String,
    /// Whether readers may comment: `open` or `closed`.
    pub comment_status: String,
    /// Where the file of an attachment is.
    pub attachment_url: String,
    /// What it is filed under.
    pub terms: Vec<ItemTerm>,
    /// What plugins and WordPress itself noted about it.
    pub meta: Vec<Meta>,
    /// What readers said.
    pub comments: Vec<Comment>,
}

/// What an item is filed under.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemTerm {
    /// The taxonomy: `category`, `post_tag`, `post_format` …
    pub taxonomy: String,
    /// Its part of the address, without percent signs.
    pub slug: String,
    /// What readers call it.
    pub name: String,
}

/// A key and its value.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Meta {
    /// The key; WordPress's own begin with `_`.
    pub key: String,
    /// The value, often in PHP's own form.
    pub value: String,
}

/// A comment, a pingback or a trackback. The address of its writer's computer is not read: nobody here needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// Its number there.
    pub id: Option<u64>,
    /// Who wrote it.
    pub author: String,
    /// Their mail address.
    pub email: String,
    /// Their page.
    pub url: String,
    /// When, if that is told in universal time.
    pub at: Option<Timestamp>,
    /// When by the clock on the site's wall.
    pub at_local: Option<DateTime>,
    /// What they wrote, as HTML.
    pub content: String,
    /// `1`, `0`, `spam`, `trash`.
    pub approved: String,
    /// `comment`, `pingback`, `trackback`, or nothing, which means a comment.
    pub kind: String,
    /// The comment that it answers.
    pub parent: Option<u64>,
    /// The account that it was written with.
    pub user: Option<u64>,
    /// What plugins noted about it.
    pub meta: Vec<Meta>,
}

impl Item {
    /// Its number, or where the export gives it none, one made of what feeds call it, of its address, or of its
    /// title and time: the same each time the file is read, and far above WordPress's own numbers.
    pub fn number(&self) -> Option<u64> {
        let published = self.published_local.map(|at| at.to_string()).unwrap_or_default();
        let dated = format!("{}\n{published}", self.title.trim());
        let names = [self.guid.trim(), self.link.trim(), dated.trim()];
        self.id.or_else(|| names.into_iter().find(|name| !name.is_empty()).map(made_number))
    }

    /// The value of a key.
    pub fn meta(&self, key: &str) -> Option<&str> {
        self.meta.iter().find(|meta| meta.key == key).map(|meta| meta.value.as_str())
    }
}

/// A number between 2^62 and 2^63 made of a name, by FNV-1a.
fn made_number(name: &str) -> u64 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 2) | (1 << 62)
}

/// A moment as WordPress writes it in universal time; zeros mean that there is none.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    local(text)?.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

/// A moment as a feed writes it.
pub(super) fn feed_moment(text: &str) -> Option<Timestamp> {
    let zoned = jiff::fmt::rfc2822::parse(text.trim()).ok()?;
    // Drafts say “Wed, 30 Nov -0001”, and some old versions the first day of 1970.
    (zoned.timestamp().as_second() > 0).then(|| zoned.timestamp())
}

/// A moment by a clock on a wall.
pub(super) fn local(text: &str) -> Option<DateTime> {
    let moment = DateTime::strptime("%Y-%m-%d %H:%M:%S", text.trim()).ok()?;
    (moment.year() > 0).then_some(moment)
}

/// A part of an address without percent signs. Letters that were cut in two are left out.
pub fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |at: usize| bytes.get(at).and_then(|byte| (*byte as char).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, _, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    // WordPress cuts long slugs by bytes, and so through the middle of letters.
    let mut text = String::from_utf8_lossy(&decoded).into_owned();
    text.retain(|letter| letter != char::REPLACEMENT_CHARACTER);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_without_a_number_is_called_after_what_feeds_call_it() {
        let item = |guid: &str| Item { guid: guid.to_owned(), ..Item::default() };
        let number = item("https://old.example/?p=7").number();
        assert_eq!(number, item("https://old.example/?p=7").number());
        assert_ne!(number, item("https://old.example/?p=8").number());
        assert!(number.is_some_and(|number| number > 1 << 61));
        assert_eq!(Item { id: Some(7), ..item("anything") }.number(), Some(7));
        assert_eq!(item("").number(), None, "what has no name at all cannot be told from others");
    }
}
