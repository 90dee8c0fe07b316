//! The rules of counting.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use crate::token::Wrong;
use crate::{
    Batch, Countries, Country, Day, Hit, Minute, Proof, Subject, Tally, Tokens, Visit, What,
    agents, hit,
};

/// Readers are told apart by their numbers into so many parts, which do not wait for each other.
const PARTS: usize = 16;

/// So many views each part remembers. Whoever is forgotten is asked about at the store again.
const MOST_VIEWS: usize = 1 << 16;

/// So many clients each part remembers.
const MOST_CLIENTS: usize = 1 << 14;

/// So many views wait in each part for a store that cannot be reached.
const MOST_WAITING: usize = 1 << 16;

/// So many different things are counted between two batches in each part: a client that makes ids up cannot fill the
/// memory.
const MOST_SUBJECTS: usize = 1 << 13;

/// Nobody reads more different articles in a minute, each for five seconds; not even all people of an office whose
/// browsers say the same of themselves.
const MOST_ARTICLES: u32 = 60;

/// Nobody causes more hits in a minute.
const MOST_HITS: u32 = 600;

/// What a hit was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Somebody who was not seen with this before today, as far as is known here.
    New,
    /// Somebody who has viewed this today.
    Again,
    /// A machine.
    Bot(Sign),
}

/// What gives a machine away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It says so, or does not say what it is.
    Agent,
    /// It shows no token, or a wrong one.
    Token,
    /// It is quicker than a reader, or shows a token of another day.
    Pace,
    /// It views more than anybody reads.
    Greed,
}

/// What was counted since the start, for whoever runs the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Views by people.
    pub people: u64,
    /// Views by people of what they had viewed that day.
    pub again: u64,
    /// Views by machines.
    pub bots: u64,
    /// Views that were not counted, since there was no room until the store could be reached.
    pub lost: u64,
}

/// Counts. Cheap to clone; all clones count together.
#[derive(Clone, Debug)]
pub struct Counter {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    tokens: Tokens,
    today: RwLock<Today>,
    countries: RwLock<Option<Countries>>,
    parts: [Mutex<Part>; PARTS],
    people: AtomicU64,
    again: AtomicU64,
    bots: AtomicU64,
    lost: AtomicU64,
}

/// The day, and the key that makes numbers of its readers.
#[derive(Clone, Copy)]
struct Today {
    day: Day,
    key: [u8; 32],
}

impl std::fmt::Debug for Today {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Today").field("day", &self.day).finish_non_exhaustive()
    }
}

/// Some of the readers.
#[derive(Debug, Default)]
struct Part {
    day: Option<Day>,
    views: HashSet<u64, Plain>,
    clients: HashMap<u64, Client, Plain>,
    visits: Vec<Visit>,
    tallies: HashMap<Subject, Tally>,
}

/// What a client did within a minute.
#[derive(Clone, Copy, Debug)]
struct Client {
    is_machine: bool,
    minute: Minute,
    articles: u32,
    hits: u32,
}

impl Counter {
    /// A counter that makes numbers of readers with the key of this day.
    pub fn new(day: Day, key: [u8; 32], tokens: Tokens) -> Counter {
        Counter {
            inner: Arc::new(Inner {
                tokens,
                today: RwLock::new(Today { day, key }),
                countries: RwLock::default(),
                parts: std::array::from_fn(|_| Mutex::default()),
                people: AtomicU64::new(0),
                again: AtomicU64::new(0),
                bots: AtomicU64::new(0),
                lost: AtomicU64::new(0),
            }),
        }
    }

    /// The day whose key is in use. Until a new one begins, hits belong to this one.
    pub fn day(&self) -> Day {
        self.today().day
    }

    /// Begins a day: the key of the one before is forgotten, and with it who read what.
    pub fn begin(&self, day: Day, key: [u8; 32]) {
        *self.inner.today.write().unwrap_or_else(PoisonError::into_inner) = Today { day, key };
    }

    /// Tells from now on the countries of readers by this database, or none.
    pub fn set_countries(&self, countries: Option<Countries>) {
        *self.inner.countries.write().unwrap_or_else(PoisonError::into_inner) = countries;
    }

    /// Makes the tokens that pages carry.
    pub fn tokens(&self) -> &Tokens {
        &self.inner.tokens
    }

    /// Counts a hit.
    pub fn count(&self, hit: &Hit<'_>) -> Verdict {
        let today = self.today();
        let numbers = Numbers::of(&today, hit);
        let subject =
            Subject { what: hit.what, minute: Minute::of(hit.at), referrer: hit.referrer };
        let proven = self.proven(hit);
        let mut part = self.part(numbers.client);
        part.is_of(today.day);
        let verdict = part.judge(hit, &numbers, subject.minute, proven);
        let has_room = part.tally(subject, verdict)
            && (verdict != Verdict::New
                || part.visit(Visit {
                    day: today.day,
                    reader: numbers.view.cast_signed(),
                    network: numbers.network.cast_signed(),
                    subject,
                    country: self.country(hit),
                }));
        drop(part);
        let counted = match verdict {
            _ if !has_room => &self.inner.lost,
            Verdict::New => &self.inner.people,
            Verdict::Again => &self.inner.again,
            Verdict::Bot(_) => &self.inner.bots,
        };
        counted.fetch_add(1, Ordering::Relaxed);
        verdict
    }

    /// Takes what was counted since the last time.
    pub fn take(&self) -> Batch {
        let mut batch = Batch::default();
        for part in &self.inner.parts {
            let mut part = lock(part);
            batch.visits.append(&mut part.visits);
            for (subject, tally) in part.tallies.drain() {
                let sum = batch.tallies.entry(subject).or_default();
                sum.hits += tally.hits;
                sum.bots += tally.bots;
            }
        }
        batch.in_order()
    }

    /// Takes back what could not be kept, so that it is in the next batch.
    pub fn give_back(&self, batch: Batch) {
        for visit in batch.visits {
            if !self.part(visit.reader.cast_unsigned()).visit(visit) {
                self.inner.lost.fetch_add(1, Ordering::Relaxed);
            }
        }
        for (subject, tally) in batch.tallies {
            let mut part = self.part(subject.what.object().cast_unsigned().rotate_left(32));
            if part.has_room_for(&subject) {
                let sum = part.tallies.entry(subject).or_default();
                sum.hits += tally.hits;
                sum.bots += tally.bots;
            } else {
                self.inner.lost.fetch_add(tally.hits + tally.bots, Ordering::Relaxed);
            }
        }
    }

    /// What was counted since the start.
    pub fn figures(&self) -> Figures {
        let Inner { people, again, bots, lost, .. } = &*self.inner;
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Figures { people: get(people), again: get(again), bots: get(bots), lost: get(lost) }
    }

    fn today(&self) -> Today {
        *self.inner.today.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where somebody reads; of advertisements nobody asks.
    fn country(&self, hit: &Hit<'_>) -> Option<Country> {
        let What::View(_) = hit.what else { return None };
        let countries = self.inner.countries.read().unwrap_or_else(PoisonError::into_inner);
        countries.as_ref()?.of(hit.address)
    }

    fn proven(&self, hit: &Hit<'_>) -> Result<(), Sign> {
        let Proof::Token(token) = hit.proof else { return Ok(()) };
        self.inner.tokens.look(token, hit.what, hit.at).map_err(|wrong| match wrong {
            Wrong::Forged => Sign::Token,
            Wrong::TooFast | Wrong::Stale => Sign::Pace,
        })
    }

    fn part(&self, number: u64) -> MutexGuard<'_, Part> {
        // Bits from the middle: the tables use those at both ends.
        let place = (number >> 32) as usize % PARTS;
        lock(&self.inner.parts[place])
    }
}

impl Part {
    fn is_of(&mut self, day: Day) {
        if self.day != Some(day) {
            self.day = Some(day);
            self.views = HashSet::default();
            self.clients = HashMap::default();
        }
    }

    fn judge(
        &mut self,
        hit: &Hit<'_>,
        numbers: &Numbers,
        minute: Minute,
        proven: Result<(), Sign>,
    ) -> Verdict {
        if self.clients.len() >= MOST_CLIENTS && !self.clients.contains_key(&numbers.client) {
            self.clients.clear();
        }
        let client = self.clients.entry(numbers.client).or_insert_with(|| Client {
            is_machine: agents::is_machine(hit.agent),
            minute,
            articles: 0,
            hits: 0,
        });
        if client.minute != minute {
            *client = Client { minute, articles: 0, hits: 0, ..*client };
        }
        client.hits += 1;
        if client.is_machine {
            return Verdict::Bot(Sign::Agent);
        }
        if let Err(sign) = proven {
            return Verdict::Bot(sign);
        }
        if client.hits > MOST_HITS || client.articles > MOST_ARTICLES {
            return Verdict::Bot(Sign::Greed);
        }
        if self.views.contains(&numbers.view) {
            return Verdict::Again;
        }
        if matches!(hit.what, What::View(_)) {
            client.articles += 1;
            if client.articles > MOST_ARTICLES {
                return Verdict::Bot(Sign::Greed);
            }
        }
        if self.views.len() >= MOST_VIEWS {
            self.views.clear();
        }
        self.views.insert(numbers.view);
        Verdict::New
    }

    fn has_room_for(&self, subject: &Subject) -> bool {
        self.tallies.len() < MOST_SUBJECTS || self.tallies.contains_key(subject)
    }

    /// Notes the hit, if there is room.
    fn tally(&mut self, subject: Subject, verdict: Verdict) -> bool {
        if !self.has_room_for(&subject) {
            return false;
        }
        let tally = self.tallies.entry(subject).or_default();
        match verdict {
            Verdict::New | Verdict::Again => tally.hits += 1,
            Verdict::Bot(_) => tally.bots += 1,
        }
        true
    }

    /// Notes who viewed something, if there is room.
    fn visit(&mut self, visit: Visit) -> bool {
        let has_room = self.visits.len() < MOST_WAITING;
        if has_room {
            self.visits.push(visit);
        }
        has_room
    }
}

/// What is made of a client. Nobody without the day's key makes anything of it.
struct Numbers {
    /// The client.
    client: u64,
    /// This client with this thing.
    view: u64,
    /// The client's network with this thing.
    network: u64,
}

impl Numbers {
    fn of(today: &Today, hit: &Hit<'_>) -> Numbers {
        // Each in one piece: a hasher that is fed bit by bit is two kilobytes to fill.
        let keyed = |told: &[u8]| blake3::keyed_hash(&today.key, told);
        let thing = |about: &[u8]| {
            let (kind, object) = (hit.what.kind().as_bytes(), hit.what.object().to_le_bytes());
            number(&keyed(&[about, kind, &object].concat()))
        };
        let line = bytes(hit::line(hit.address));
        let client = keyed(&[&line, hit.agent.as_bytes()].concat());
        Numbers {
            client: number(&client),
            view: thing(client.as_bytes()),
            network: thing(&bytes(hit::network(hit.address))),
        }
    }
}

/// An address in the same number of bytes, whichever kind it is.
fn bytes(address: IpAddr) -> [u8; 16] {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) => address.octets(),
    }
}

/// The first 64 bits.
pub(crate) fn number(hash: &blake3::Hash) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&hash.as_bytes()[..8]);
    u64::from_le_bytes(first)
}

fn lock(part: &Mutex<Part>) -> MutexGuard<'_, Part> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is a keyed hash already need not be hashed again.
type Plain = BuildHasherDefault<AsItIs>;

#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

#[cfg(test)]
mod tests;
