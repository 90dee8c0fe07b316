//! What is counted of every request, with a few additions to memory and nothing more.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Where an answer came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The page was at hand.
    Hit,
    /// The page was made for this request, or for one that asked at the same moment.
    Miss,
    /// The answer was made for this client alone.
    Passed,
    /// The request could not be read, and nobody was asked.
    Refused,
}

/// Everything that is counted. One for the whole server.
#[derive(Debug, Default)]
pub struct Counters {
    /// Answers from pages at hand.
    pub hits: Counter,
    /// Answers for which a page was made.
    pub misses: Counter,
    /// Answers made for one client alone.
    pub passed: Counter,
    /// Answers to what could not be read as a request.
    pub unread: Counter,
    /// Answers by the first digit of their status, from 1 to 5.
    pub statuses: [Counter; 5],
    /// Bytes of answers to requests for pages, heads included.
    pub bytes: Counter,
    /// How long answers took, from the last byte of the request's head to the last byte handed to the system.
    pub took: Histogram,
    /// Connections that were let in.
    pub accepted: Counter,
    /// Connections that were turned away, since their address had too many.
    pub refused: Counter,
    /// Connections that ended, of those that were let in.
    pub ended: Counter,
}

/// Counts up.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self, more: u64) {
        self.0.fetch_add(more, Ordering::Relaxed);
    }

    /// How many there were.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// How often something took so long, in steps that double.
#[derive(Debug, Default)]
pub struct Histogram {
    steps: [Counter; Histogram::STEPS],
    micros: Counter,
}

impl Histogram {
    /// How many steps there are.
    pub const STEPS: usize = 26;

    /// Up to how many microseconds a step counts; the last one counts everything above too.
    pub fn most_micros(step: usize) -> u64 {
        1 << step
    }

    pub(crate) fn add(&self, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let step = (u64::BITS - micros.saturating_sub(1).leading_zeros()) as usize;
        self.steps[step.min(Histogram::STEPS - 1)].add(1);
        self.micros.add(micros);
    }

    /// How often each step was met.
    pub fn counts(&self) -> [u64; Histogram::STEPS] {
        std::array::from_fn(|step| self.steps[step].get())
    }

    /// All of it together, in microseconds.
    pub fn total_micros(&self) -> u64 {
        self.micros.get()
    }
}

impl Counters {
    pub(crate) fn answered(&self, origin: Origin, status: u16, bytes: usize, took: Duration) {
        match origin {
            Origin::Hit => self.hits.add(1),
            Origin::Miss => self.misses.add(1),
            Origin::Passed => self.passed.add(1),
            Origin::Refused => self.unread.add(1),
        }
        let class = usize::from(status / 100).checked_sub(1);
        if let Some(counter) = class.and_then(|class| self.statuses.get(class)) {
            counter.add(1);
        }
        self.bytes.add(bytes as u64);
        self.took.add(took);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_counted_in_the_first_step_that_holds_it() {
        let histogram = Histogram::default();
        for micros in [0, 1, 2, 3, 4, 5, 1000, u64::MAX / 2] {
            histogram.add(Duration::from_micros(micros));
        }
        let counts = histogram.counts();
        assert_eq!(counts[..4], [2, 1, 2, 1]);
        assert_eq!(counts[10], 1, "1000 is within 1024");
        assert_eq!(counts[Histogram::STEPS - 1], 1);
    }
}
