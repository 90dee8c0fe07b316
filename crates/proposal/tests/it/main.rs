//! Proposals on whole articles.

#![allow(clippy::unwrap_used, clippy::expect_used)] // Test code: a panic is the report.

mod dates;
mod hostile;
mod names;
mod quality;
mod sources;
