#![doc = include_str!("../README.md")]

pub mod files;

pub mod format;

pub mod address;
pub mod headers;

pub use files::{Config, Files, Stored};
pub use story::revision::Hash;
