//! The server as clients meet it, byte for byte.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Test code: a panic is the report.

mod event_stream;
mod hostile;
mod serving;
mod stopping;
mod told;
mod wire;
