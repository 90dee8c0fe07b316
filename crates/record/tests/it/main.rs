//! The public record, tried by proofs that hold and by every single bit that does not.

mod article;
mod keys;
mod proofs;
mod tiles;
