#![doc = include_str!("../README.md")]

mod asked;
mod document;
mod error;
mod find;
mod fold;
mod index;
mod names;
mod related;
mod snippet;
mod sound;
mod spelling;
mod tokens;
mod tongue;
mod vocabulary;
mod words;

pub use asked::{Asked, day};
pub use document::Document;
pub use error::{Error, Result};
pub use find::{Found, Question, Sort};
pub use index::{Index, Place};
pub use names::{Named, Names};
pub use related::Subject;
pub use snippet::{Marks, Piece};
pub use sound::sound;
pub use tongue::Tongue;
pub use words::{Word, words};
