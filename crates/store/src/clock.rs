//! The time, and ids that follow it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use story::Timestamp;

use crate::{Error, Result};

/// Where the time comes from: the machine, or a test.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    set: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Clock {
        Clock { set: None }
    }

    /// A clock that stands until somebody moves it.
    pub fn standing(at: Timestamp) -> Clock {
        Clock { set: Some(Arc::new(AtomicI64::new(at.as_microsecond()))) }
    }

    /// The time, to the microsecond.
    #[allow(clippy::disallowed_methods)] // This is the one place that reads the machine's clock.
    pub fn now(&self) -> Timestamp {
        let micros = match &self.set {
            Some(micros) => micros.load(Ordering::SeqCst),
            None => Timestamp::now().as_microsecond(),
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Moves a standing clock; the machine's own does not move.
    pub fn set(&self, at: Timestamp) {
        if let Some(micros) = &self.set {
            micros.store(at.as_microsecond(), Ordering::SeqCst);
        }
    }
}

/// Makes ids: milliseconds since 2020, then ten bits of this process, then a count of twelve bits.
#[derive(Debug)]
pub(crate) struct Ids {
    process: i64,
    last: AtomicI64,
}

const EPOCH_2020_MS: i64 = 1_577_836_800_000;

impl Ids {
    pub(crate) fn new() -> Result<Ids> {
        let random = crate::clock::random::<2>()?;
        Ok(Ids { process: i64::from(u16::from_le_bytes(random) & 0x3ff), last: AtomicI64::new(0) })
    }

    pub(crate) fn next(&self, now: Timestamp) -> i64 {
        let tick = (now.as_millisecond() - EPOCH_2020_MS).max(1) << 12;
        let previous = self
            .last
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| Some(tick.max(last + 1)))
            .unwrap_or_default();
        let tick = tick.max(previous + 1);
        ((tick >> 12) << 22) | (self.process << 12) | (tick & 0xfff)
    }
}

/// Random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::Random(error.to_string()))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_made_in_the_same_moment_still_count_up() {
        let ids = Ids::new().unwrap();
        let now = Timestamp::from_second(1_763_000_000).unwrap();
        let made: Vec<i64> = (0..10_000).map(|_| ids.next(now)).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(made[0] > 0);
    }
}
