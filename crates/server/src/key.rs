//! Under what a page is kept: its address, and how the reader likes to read.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What a page is kept under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The path and what of the query makes a difference.
    pub address: Arc<str>,
    /// Which of the readers' preferences it was made for; 0 is none.
    pub flavour: u8,
}

/// A key that is only looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sought<'a> {
    pub(crate) address: &'a str,
    pub(crate) flavour: u8,
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Sought { address: &self.address, flavour: self.flavour }.hash(state);
    }
}

impl Hash for Sought<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.address.hash(state);
        self.flavour.hash(state);
    }
}

impl quick_cache::Equivalent<Key> for Sought<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        self.flavour == key.flavour && *self.address == *key.address
    }
}

impl Sought<'_> {
    pub(crate) fn key(&self) -> Key {
        Key { address: self.address.into(), flavour: self.flavour }
    }
}

/// What makes a difference between two requests for a page. The router's owner knows it; this crate asks.
#[derive(Clone, Copy, Debug)]
pub struct Keying {
    /// The address under which a page is kept: without what makes no difference to it. Nothing if the answers at
    /// this address are for one client alone.
    pub address: for<'a> fn(&'a str) -> Option<Cow<'a, str>>,
    /// What a `Cookie` header says of how a reader likes to read.
    pub flavour: fn(&[u8]) -> u8,
    /// The `Cookie` header that says so; nothing for flavour 0.
    pub cookie: fn(u8) -> Option<String>,
    /// Whether answers say what is on a page, for a CDN in front that can be told what changed. Readers need not
    /// carry it.
    pub for_cdn: bool,
}
