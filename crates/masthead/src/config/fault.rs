//! What is wrong with a configuration.

use std::fmt;

use super::Origin;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands.
    pub origin: Origin,
    /// The key, if one can be named.
    pub key: Option<String>,
    /// What is wrong, as a sentence.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.origin)?;
        if let Some(key) = &self.key {
            write!(f, "{key}: ")?;
        }
        f.write_str(&self.what)
    }
}

/// Everything that is wrong, so that it can be mended in one go.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct BadConfig {
    /// Each fault, in the order of the sources.
    pub faults: Vec<Fault>,
}

impl fmt::Display for BadConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.faults.len() {
            1 => f.write_str("The configuration has a fault:")?,
            faults => write!(f, "The configuration has {faults} faults:")?,
        }
        self.faults.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}
