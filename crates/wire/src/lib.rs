//! Formats of other systems: what comes in, and what goes out.

pub mod addresses;
pub mod feed;
pub mod html_out;
mod time;
mod xml;

