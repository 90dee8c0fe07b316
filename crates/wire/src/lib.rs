//! Formats of other systems: what comes in, and what goes out.

pub mod addresses;
pub mod feed;
pub mod html_out;
pub mod manifest;
pub mod robots;
pub mod sitemap;
pub mod text;
mod time;
mod xml;

