//! What those who run the paper look at: figures, whether it is ready, what is busiest.

mod asking;
mod exposition;
mod figures;
mod panel;
mod process;
mod routes;
mod tally;

pub(crate) use panel::Panel;
pub(crate) use routes::{for_operators, for_strangers, is_reserved};
pub(crate) use tally::Tally;
