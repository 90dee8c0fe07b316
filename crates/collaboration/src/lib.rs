#![doc = include_str!("../README.md")]

mod body;
mod json;
pub mod message;
mod shared_text;

pub use shared_text::{BadUpdate, MAX_UPDATE, SharedText, merged};
