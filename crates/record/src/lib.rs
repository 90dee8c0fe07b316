#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod hash;
mod plan;
mod tree;

mod entry;
mod text;

mod checkpoint;
mod key;
mod note;
mod statement;

mod article_proof;
mod tile;

pub use article_proof::{ArticleProof, Evidence, Forged, ProvenArticle, Shown};
pub use checkpoint::{BadCheckpoint, Checkpoint};
pub use entry::{Act, BadEntry, Entry, Previous};
pub use hash::Hash;
pub use key::{BadKey, SigningKey, VerifierKey};
pub use note::{BadNote, Note};
pub use plan::{Element, Node, Plan, consistency, inclusion, peaks};
pub use statement::{Distrusted, Statement, Trust};
pub use text::{public_salt, sealed};
pub use tile::{BadTile, Tile, bundle, entries_in};
pub use tree::{Growth, NotProven, verify_consistency, verify_inclusion};
