//! The pages of the last minutes that were read most, and those that took longest to make. Bounded, and cheap: of a
//! rush of readers one in a millisecond is looked at, and stands for those before it.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::counters::Origin;
use crate::front::Answered;

/// How long one of the two spans is that are told together.
const SPAN: Duration = Duration::from_secs(150);

/// How many pages are known at once.
const MOST: usize = 256;

/// How many pages are told.
const TOLD: usize = 20;

/// How often one thread looks at a reader, at most.
const PAUSE: Duration = Duration::from_millis(1);

/// How much of an address is known, in bytes.
const LONGEST: usize = 200;

thread_local! {
    /// When this thread last looked at a reader, and how many came since.
    static LOOKED: Cell<(Option<Instant>, u64)> = const { Cell::new((None, 0)) };
}

/// The pages of the last minutes that were read most, and those that took longest to make.
#[derive(Debug)]
pub struct Busiest {
    spans: Mutex<Spans>,
}

/// What is told of the last minutes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// How long these last minutes are.
    pub span: Duration,
    /// Addresses and about how often they were read, most often first.
    pub read: Vec<(String, u64)>,
    /// Addresses, how often they were made, and how long it took at most, slowest first.
    pub slow: Vec<(String, u64, Duration)>,
}

#[derive(Debug)]
struct Spans {
    begun: Instant,
    now: Span,
    before: Option<Span>,
}

#[derive(Debug, Default)]
struct Span {
    read: HashMap<Box<str>, u64>,
    slow: HashMap<Box<str>, (u64, Duration)>,
}

impl Default for Busiest {
    fn default() -> Busiest {
        let spans = Spans { begun: Instant::now(), now: Span::default(), before: None };
        Busiest { spans: Mutex::new(spans) }
    }
}

impl Busiest {
    pub(crate) fn add(&self, answered: &Answered<'_>, took: Duration) {
        if matches!(answered.origin, Origin::Passed | Origin::Refused) {
            return;
        }
        let now = answered.since + took;
        let is_hit = answered.origin == Origin::Hit;
        let mut times = 1;
        if is_hit {
            let (looked, since) = LOOKED.get();
            if looked.is_some_and(|at| now.saturating_duration_since(at) < PAUSE) {
                LOOKED.set((looked, since + 1));
                return;
            }
            LOOKED.set((Some(now), 0));
            times += since;
        }
        // The query only says where on a list a reader is, or who sent them.
        let address = answered.address.split('?').next().unwrap_or_default();
        let address = &address[..address.floor_char_boundary(LONGEST)];
        let mut spans = self.spans.lock().unwrap_or_else(PoisonError::into_inner);
        spans.turn(now);
        if answered.status < 400 {
            spans.now.read(address, times);
        }
        if !is_hit {
            spans.now.made(address, took);
        }
    }

    /// What was busiest until now.
    pub fn report(&self, now: Instant) -> Report {
        let mut spans = self.spans.lock().unwrap_or_else(PoisonError::into_inner);
        spans.turn(now);
        spans.report(now)
    }
}

impl Spans {
    fn turn(&mut self, now: Instant) {
        let age = now.saturating_duration_since(self.begun);
        if age >= SPAN {
            let past = std::mem::take(&mut self.now);
            self.before = (age < 2 * SPAN).then_some(past);
            self.begun = now;
        }
    }

    fn report(&self, now: Instant) -> Report {
        let mut read: HashMap<&str, u64> = HashMap::new();
        let mut slow: HashMap<&str, (u64, Duration)> = HashMap::new();
        for span in self.before.iter().chain([&self.now]) {
            for (address, times) in &span.read {
                *read.entry(address).or_default() += times;
            }
            for (address, (times, took)) in &span.slow {
                let entry = slow.entry(address).or_default();
                *entry = (entry.0 + times, entry.1.max(*took));
            }
        }
        let mut read: Vec<_> =
            read.into_iter().map(|(address, times)| (address.to_owned(), times)).collect();
        read.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        read.truncate(TOLD);
        let mut slow: Vec<_> = slow
            .into_iter()
            .map(|(address, (times, took))| (address.to_owned(), times, took))
            .collect();
        slow.sort_by(|one, other| other.2.cmp(&one.2).then_with(|| one.0.cmp(&other.0)));
        slow.truncate(TOLD);
        let before = if self.before.is_some() { SPAN } else { Duration::ZERO };
        Report { span: before + now.saturating_duration_since(self.begun), read, slow }
    }
}

impl Span {
    /// One that is not known takes the place of the one that was read least, and its readers with it: so who is read
    /// much is never missed (Metwally and others, “Space-Saving”).
    fn read(&mut self, address: &str, times: u64) {
        if let Some(known) = self.read.get_mut(address) {
            *known += times;
            return;
        }
        let mut inherited = 0;
        if self.read.len() >= MOST {
            let least = self.read.iter().min_by_key(|(_, times)| **times);
            if let Some((least, times)) = least.map(|(address, times)| (address.clone(), *times)) {
                self.read.remove(&least);
                inherited = times;
            }
        }
        self.read.insert(address.into(), inherited + times);
    }

    fn made(&mut self, address: &str, took: Duration) {
        if let Some((times, most)) = self.slow.get_mut(address) {
            *times += 1;
            *most = took.max(*most);
            return;
        }
        if self.slow.len() >= MOST {
            let quickest = self.slow.iter().min_by_key(|(_, (_, took))| *took);
            let Some((quickest, at_most)) =
                quickest.map(|(address, (_, took))| (address.clone(), *took))
            else {
                return;
            };
            if took <= at_most {
                return;
            }
            self.slow.remove(&quickest);
        }
        self.slow.insert(address.into(), (1, took));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(address: &str, origin: Origin, since: Instant) -> Answered<'_> {
        Answered {
            method: "GET",
            version: http::Version::HTTP_11,
            address,
            client: std::net::Ipv4Addr::LOCALHOST.into(),
            origin,
            status: 200,
            bytes: 1,
            since,
        }
    }

    #[test]
    fn what_is_read_most_and_what_is_slowest_comes_first() {
        let (busiest, begun) = (Busiest::default(), Instant::now());
        for number in 0..2000_u32 {
            let at = begun + PAUSE * 2 * number;
            let address = format!("/en/post/{number}?after=1");
            busiest
                .add(&answered(&address, Origin::Miss, at), Duration::from_micros(number.into()));
            busiest.add(
                &answered("/en/?utm_source=mail", Origin::Hit, at + PAUSE * 3 / 2),
                Duration::ZERO,
            );
        }
        let report = busiest.report(begun + Duration::from_secs(5));
        assert_eq!(report.read[0], ("/en/".to_owned(), 2000));
        assert_eq!(report.slow[0], ("/en/post/1999".to_owned(), 1, Duration::from_micros(1999)));
        assert_eq!((report.read.len(), report.slow.len()), (TOLD, TOLD));
        assert!(lock_len(&busiest) <= 2 * MOST);
    }

    fn lock_len(busiest: &Busiest) -> usize {
        let spans = busiest.spans.lock().unwrap();
        spans.now.read.len() + spans.now.slow.len()
    }

    #[test]
    fn in_a_rush_one_reader_stands_for_many() {
        let (busiest, begun) = (Busiest::default(), Instant::now() + Duration::from_secs(1));
        for number in 0..100_000_u32 {
            let at = begun + Duration::from_micros(10) * number;
            busiest.add(&answered("/en/", Origin::Hit, at), Duration::ZERO);
        }
        let report = busiest.report(begun + Duration::from_secs(1));
        let told = report.read[0].1;
        assert!((99_000..=100_000).contains(&told), "{told}");
    }

    #[test]
    fn what_was_busy_is_forgotten_after_some_minutes() {
        let (busiest, begun) = (Busiest::default(), Instant::now());
        busiest.add(&answered("/en/", Origin::Miss, begun), Duration::from_millis(9));
        assert_eq!(busiest.report(begun + SPAN).read.len(), 1);
        assert_eq!(busiest.report(begun + SPAN * 2 + PAUSE).read, []);
    }

    #[test]
    fn what_one_client_alone_got_is_nobodys_business() {
        let busiest = Busiest::default();
        busiest.add(&answered("/desk/", Origin::Passed, Instant::now()), Duration::from_secs(9));
        let report = busiest.report(Instant::now());
        assert_eq!((report.read.len(), report.slow.len()), (0, 0));
    }
}
