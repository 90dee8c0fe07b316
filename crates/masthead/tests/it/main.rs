//! The whole program, as people and machines use it.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Test code: a panic is the report.

mod cdn;
mod layout;
mod program;

mod acts;
mod advertisements;
mod demo;
mod doctor;
mod exchange;
mod generate;
mod https;
mod import;
mod init;
mod items;
mod kill;
mod mail;
mod mirror;
mod node;
mod oidc;
mod operations;
mod pages;
mod pebble;
mod pictures;
mod restart;
mod search;
mod serve;
mod users;
mod views;
mod wordpress;
mod worker;
mod wrong_input;
