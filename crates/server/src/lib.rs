#![doc = include_str!("../README.md")]

mod encoding;
mod key;
mod page;
mod page_cache;
mod tag;

mod front;

mod accept;
mod fast_path;
mod patience;
mod proxy;
mod slow_path;

mod counters;
mod limits;
mod listen;

pub use accept::{Config, Door};
pub use counters::{Counter, Counters, Histogram, Origin};
pub use encoding::Encoding;
pub use front::Front;
pub use key::{Key, Keying};
pub use limits::around as with_limits;
pub use listen::{CannotListen, all as listen};
pub use page::Page;
pub use page_cache::{Changed, Freshness, PageCache};
pub use proxy::{BadNetwork, Network};
