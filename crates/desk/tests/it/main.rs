#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Test code: a panic is the report.
//! The desk through HTTP, in-process, on SQLite.

mod paper;

mod acts;
mod comment;
mod first_owner;
mod hostile;
mod list;
mod pages;
mod roles;
mod room;
mod sign_in;
mod strangers;
mod translation;
mod write;
