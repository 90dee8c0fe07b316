#![doc = include_str!("../README.md")]

pub mod files;

#[cfg(feature = "s3")]
mod bucket;
#[cfg(not(feature = "s3"))]
#[path = "no_bucket.rs"]
mod bucket;
mod folder;
mod storage;
mod taken;

pub mod format;

pub mod metadata;
pub mod picture;
pub mod rendition;

pub mod address;
pub mod headers;

pub use bytes::Bytes;
pub use files::{Config, Files, Stored};
pub use folder::Folder;
pub use rendition::Recipe;
pub use storage::Storage;
pub use story::revision::Hash;
pub use taken::{MakeError, TakeError, Taken};
