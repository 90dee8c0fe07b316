#![doc = include_str!("../README.md")]
#![allow(clippy::unwrap_used, clippy::expect_used)] // Test code: a panic is the report.

mod database;
mod paper;
mod section;

mod article;
mod done;
mod editor;

pub use article::ArticleBuilder;
pub use database::Database;
pub use done::Done;
pub use editor::EditorAtDesk;
pub use paper::Paper;
