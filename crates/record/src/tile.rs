//! The tree cut into files that never change once full (C2SP tlog-tiles).

use crate::plan::Node;

/// How many hashes or entries a full tile has.
const WIDTH: u64 = 256;

/// A tile of hashes, or a bundle of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Which level of tiles; nothing is a bundle of entries.
    pub level: Option<u8>,
    /// Its place from the left.
    pub number: u64,
    /// How many it has: up to [`Tile::FULL`].
    pub width: u16,
}

/// An address or file that is no tile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This is no bundle of entries: it ends in the middle of one.")]
pub struct BadTile;

impl Tile {
    /// How many a full tile has.
    pub const FULL: u16 = 256;

    /// Its address below `tile/`: `0/x001/234.p/5`.
    pub fn path(&self) -> String {
        let level = self.level.map_or_else(|| "entries".to_owned(), |level| level.to_string());
        let mut number = format!("{:03}", self.number % 1000);
        let mut rest = self.number / 1000;
        while rest > 0 {
            number = format!("x{:03}/{number}", rest % 1000);
            rest /= 1000;
        }
        match self.width {
            Tile::FULL => format!("{level}/{number}"),
            width => format!("{level}/{number}.p/{width}"),
        }
    }

    /// Reads what [`Tile::path`] wrote, and no other way to write it.
    pub fn parse(path: &str) -> Option<Tile> {
        let (level, rest) = path.split_once('/')?;
        let level = match level {
            "entries" => None,
            level => Some(level.parse().ok().filter(|level| *level < 8)?),
        };
        let (number, width) = match rest.split_once(".p/") {
            Some((number, width)) => (number, width.parse().ok()?),
            None => (rest, Tile::FULL),
        };
        let mut place: u64 = 0;
        for part in number.split('/') {
            let part: u64 = part.strip_prefix('x').unwrap_or(part).parse().ok()?;
            place = place.checked_mul(1000)?.checked_add(part)?;
        }
        let tile = Tile { level, number: place, width };
        ((1..=Tile::FULL).contains(&width) && tile.path() == path).then_some(tile)
    }

    /// Every tile and bundle of a log of this size, as a static copy needs them.
    pub fn all(size: u64) -> Vec<Tile> {
        let mut tiles = Vec::new();
        let mut of = |level: Option<u8>, count: u64| {
            let full = (0..count / WIDTH).map(|number| Tile { level, number, width: Tile::FULL });
            tiles.extend(full);
            if let Ok(width @ 1..) = u16::try_from(count % WIDTH) {
                tiles.push(Tile { level, number: count / WIDTH, width });
            }
        };
        of(None, size);
        let (mut level, mut count) = (0, size);
        while count > 0 {
            of(Some(level), count);
            level += 1;
            count /= WIDTH;
        }
        tiles
    }

    /// The first subtree of a tile of hashes; the others stand to its right.
    pub fn first(&self) -> Option<Node> {
        Some(Node { level: self.level? * 8, number: self.number * WIDTH })
    }

    /// The number of the first entry of a bundle.
    pub fn first_entry(&self) -> u64 {
        self.number * WIDTH
    }
}

/// A bundle of entries: each with its length before it. One that is too long for a bundle is left out by nobody,
/// since no entry is.
pub fn bundle(entries: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    for entry in entries {
        let length = u16::try_from(entry.len()).unwrap_or(u16::MAX);
        out.extend(length.to_be_bytes());
        out.extend(entry.iter().take(usize::from(length)));
    }
    out
}

/// The entries of a bundle.
pub fn entries_in(bundle: &[u8]) -> Result<Vec<Vec<u8>>, BadTile> {
    let mut entries = Vec::new();
    let mut rest = bundle;
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<2>().ok_or(BadTile)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length).ok_or(BadTile)?;
        entries.push(entry.to_vec());
        rest = after;
    }
    Ok(entries)
}
