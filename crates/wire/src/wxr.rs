//! WordPress's export, WXR: read as a stream, one item at a time, in bounded memory.
//!
//! A file is scanned first and imported after, so that a damaged one imports nothing:
//!
//! ```no_run
//! # fn main() -> Result<(), wire::wxr::WxrError> {
//! # let open = || std::io::BufReader::new(std::io::empty());
//! let summary = wire::wxr::scan(open())?;
//! for item in wire::wxr::Reader::new(open())? {
//!     println!("{} of {}: {}", item?.title, summary.items, summary.channel.title);
//! }
//! # Ok(())
//! # }
//! ```

mod channel;
mod error;
mod input;
mod item;
mod reader;

use std::collections::BTreeMap;
use std::io::BufRead;

pub use channel::{Author, Category, Channel, Term};
pub use error::{Trouble, WxrError};
pub use item::{Comment, Item, ItemTerm, Meta, decoded};
pub use reader::Reader;

/// What a whole file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The site: all that is said about it anywhere in the file.
    pub channel: Channel,
    /// How many items there are.
    pub items: u64,
    /// How many of each type: `post`, `page`, `attachment`, `nav_menu_item` and whatever plugins made.
    pub types: BTreeMap<String, u64>,
    /// How many comments there are.
    pub comments: u64,
    /// How long the file is, in bytes.
    pub bytes: u64,
}

/// Reads a whole file to see that it can be read, and counts what is in it.
pub fn scan(read: impl BufRead) -> Result<Summary, WxrError> {
    let mut reader = Reader::new(read)?;
    let mut summary = Summary::default();
    while let Some(item) = reader.next_item()? {
        summary.items += 1;
        summary.comments += item.comments.len() as u64;
        *summary.types.entry(item.kind).or_default() += 1;
    }
    summary.bytes = reader.offset();
    summary.channel = reader.into_channel();
    Ok(summary)
}
