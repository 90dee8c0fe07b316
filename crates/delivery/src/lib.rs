#![doc = include_str!("../README.md")]

mod mail;

pub use mail::{Error, Letter, Mailer};
