#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Test code: a panic is the report.
//! The desk through HTTP, in-process, on SQLite.

mod paper;

mod acts;
mod audit;
mod campaign;
mod comment;
mod first_owner;
mod front;
mod hostile;
mod item;
mod letters;
mod list;
mod me;
mod pages;
mod passkey;
mod people;
mod picture;
mod promised;
mod reset;
mod roles;
mod room;
mod second_factor;
mod settings;
mod sign_in;
mod statistics;
mod story;
mod strangers;
mod task;
mod translation;
mod write;
