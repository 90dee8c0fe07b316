#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Test code: a panic is the report.

mod address;
mod files;
mod format;
mod killed;
mod samples;
