#![doc = include_str!("../README.md")]

pub mod addresses;
pub mod behind;
mod conversion;
pub mod feed;
pub mod html;
pub mod html_out;
pub mod items;
pub mod json_ld;
mod link;
pub mod manifest;
pub mod markdown;
pub mod markdown_out;
pub mod ninjs;
pub mod opensearch;
pub mod picture;
pub mod printed_page;
pub mod robots;
pub mod sitemap;
pub mod text;
mod time;
pub mod web_annotation;
pub mod wxr;
mod xml;

pub use conversion::{Converted, Lost};
