//! What is noted of every answer: it is counted, and where somebody wants it, logged.

use std::borrow::Cow;
use std::sync::Arc;

use crate::access_log::AccessLog;
use crate::busiest::Busiest;
use crate::counters::Counters;
use crate::front::Answered;

/// What is noted of every answer. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Notes {
    /// How many there were.
    pub counters: Arc<Counters>,
    /// Which pages are asked for most.
    pub busiest: Option<Arc<Busiest>>,
    /// Each of them.
    pub log: Option<AccessLog>,
    /// What may be written of an address: who has a link to what is not public gives it to nobody through a log.
    pub written: for<'a> fn(&'a str) -> Cow<'a, str>,
}

impl Notes {
    /// Counts alone, and writes every address as it is.
    pub fn counted(counters: Arc<Counters>) -> Notes {
        Notes { counters, busiest: None, log: None, written: |address| Cow::Borrowed(address) }
    }

    pub(crate) fn answered(&self, answered: &Answered<'_>) {
        let took = answered.since.elapsed();
        self.counters.answered(answered.origin, answered.status, answered.bytes, took);
        if let Some(busiest) = &self.busiest {
            busiest.add(answered, took);
        }
        if let Some(log) = &self.log {
            log.add(answered, took);
        }
    }
}
