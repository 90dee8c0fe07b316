#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Test code: a panic is the report.

mod address;
mod bucket;
mod files;
mod format;
mod hostile;
mod killed;
mod metadata;
mod renditions;
mod samples;
