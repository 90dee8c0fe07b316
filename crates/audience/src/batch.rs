//! What is to be kept.

use std::collections::BTreeMap;

use crate::{Country, Day, Hour, Minute, Referrer, What};

/// Of what, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// What was viewed.
    pub what: What,
    /// In which minute.
    pub minute: Minute,
    /// By readers from where.
    pub referrer: Referrer,
}

impl Subject {
    /// In which hour.
    pub fn hour(&self) -> Hour {
        self.minute.hour()
    }
}

/// Somebody who viewed something, perhaps for the first time that day: the store knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Visit {
    /// By the key of which day the numbers were made.
    pub day: Day,
    /// A number for this reader of this thing on that day.
    pub reader: i64,
    /// A number for the readers of this thing in the same network.
    pub network: i64,
    /// What was viewed, and when.
    pub subject: Subject,
    /// In which country, if a database tells.
    pub country: Option<Country>,
}

/// How often something was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// By people, every time counted.
    pub hits: u64,
    /// By machines, every time counted.
    pub bots: u64,
}

/// Everything that was counted since the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Who viewed something for what seems to be the first time, in order, each named once.
    pub visits: Vec<Visit>,
    /// How often each thing was asked for.
    pub tallies: BTreeMap<Subject, Tally>,
}

impl Batch {
    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.visits.is_empty() && self.tallies.is_empty()
    }

    /// Both together.
    pub fn and(mut self, other: Batch) -> Batch {
        self.visits.extend(other.visits);
        for (subject, tally) in other.tallies {
            let sum = self.tallies.entry(subject).or_default();
            sum.hits += tally.hits;
            sum.bots += tally.bots;
        }
        self.in_order()
    }

    /// Who came twice in one batch came first when they came earlier.
    pub(crate) fn in_order(mut self) -> Batch {
        self.visits.sort_unstable_by_key(|visit| (visit.day, visit.reader, visit.subject));
        self.visits.dedup_by_key(|visit| (visit.day, visit.reader));
        self
    }
}
