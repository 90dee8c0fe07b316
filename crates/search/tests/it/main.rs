//! What readers find.

mod corpus;
mod finding;
mod folder;
mod paper;
