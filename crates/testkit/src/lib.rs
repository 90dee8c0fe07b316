#![doc = include_str!("../README.md")]
#![allow(clippy::unwrap_used, clippy::expect_used)] // Test code: a panic is the report.

mod database;
mod paper;
mod section;

pub mod articles;

mod article;
mod campaign;
mod country_file;
mod done;
mod editor;
mod item;
mod picture;

#[cfg(feature = "authenticator")]
mod authenticator;

#[cfg(feature = "pages")]
mod answer;
#[cfg(feature = "pages")]
mod reader;

#[cfg(feature = "pages")]
pub use answer::Answer;
pub use article::ArticleBuilder;
#[cfg(feature = "authenticator")]
pub use authenticator::Authenticator;
pub use country_file::country_file;
pub use database::Database;
pub use done::Done;
pub use editor::EditorAtDesk;
pub use item::marked;
pub use paper::Paper;
#[cfg(feature = "pages")]
pub use reader::Reader;
