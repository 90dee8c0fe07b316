//! The public record, tried by proofs that hold and by every single bit that does not.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Test code: a panic is the report.

mod article;
mod keys;
mod proofs;
mod tiles;
