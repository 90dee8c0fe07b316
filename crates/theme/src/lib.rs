#![doc = include_str!("../README.md")]

pub mod page;

pub use page::Page;
