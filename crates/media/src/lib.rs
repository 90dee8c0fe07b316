#![doc = include_str!("../README.md")]

pub mod files;

mod bucket;
mod folder;
mod taken;

pub mod format;

pub mod metadata;
pub mod picture;
pub mod rendition;

pub mod address;
pub mod headers;

pub use bucket::Storage;
pub use bytes::Bytes;
pub use files::{Config, Files, Stored};
pub use folder::Folder;
pub use rendition::Recipe;
pub use story::revision::Hash;
pub use taken::{MakeError, TakeError, Taken};
