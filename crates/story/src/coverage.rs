//! Living coverage: what the newsroom knows behind its stories.

pub mod edtf;
pub mod when;
