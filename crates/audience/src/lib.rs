#![doc = include_str!("../README.md")]

mod agents;
mod batch;
mod counter;
mod country;
mod day;
mod hit;
mod token;
mod weight;

pub use agents::is_machine;
pub use batch::{Batch, Subject, Tally, Visit};
pub use counter::{Counter, Figures, Sign, Verdict};
pub use country::{Countries, Country, NoCountries};
pub use day::{Day, Hour, Minute};
pub use hit::{Hit, Proof, Referrer, What};
pub use token::Tokens;
pub use weight::{Weight, weight};
