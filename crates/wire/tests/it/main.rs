#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Test code: a panic is the report.

mod feed;
mod html_out;
mod samples;
mod sitemap;
mod text;

