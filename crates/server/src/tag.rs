//! Names of what a page shows, as numbers.

/// The name of something that pages show. Two names may meet in one number: then a page is made anew once more than
/// needed, and nothing worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Tag(u64);

impl Tag {
    /// The number of a name, by FNV-1a.
    pub(crate) fn of(name: &str) -> Tag {
        Tag(name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// All names in a `Surrogate-Key` header, in order and each once.
    pub(crate) fn all(header: &str) -> Box<[Tag]> {
        let mut tags: Vec<Tag> = header.split_ascii_whitespace().map(Tag::of).collect();
        tags.sort_unstable();
        tags.dedup();
        tags.into()
    }
}
