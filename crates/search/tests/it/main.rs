//! What readers find.

#![allow(clippy::unwrap_used, clippy::expect_used)] // Test code: a panic is the report.

mod corpus;
mod finding;
mod folder;
mod paper;
mod quality;
mod related;
