//! Counts wrong passwords, so that guessing gets slower and nobody is locked out for good.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use jiff::SignedDuration;
use story::{AccountId, Timestamp};

/// How many mistakes are free.
const FREE: u32 = 5;

/// The longest wait. The owner of an account never waits longer, whoever else tries.
const LONGEST: SignedDuration = SignedDuration::from_secs(60);

/// The longest wait for who knows the password and guesses six digits: at a minute each, half a year would do.
const LONGEST_FOR_CODES: SignedDuration = SignedDuration::from_mins(15);

/// After so long without a mistake all is forgotten.
const FORGOTTEN: SignedDuration = SignedDuration::from_mins(30);

/// The same for guessed codes, or pausing would be faster than waiting.
const FORGOTTEN_FOR_CODES: SignedDuration = SignedDuration::from_hours(24);

/// How many keys are remembered at once; some 100 bytes each.
const MOST: usize = 20_000;

/// Whose attempts are counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// From one address.
    Address(IpAddr),
    /// On one account from devices that it never signed in from, by the e-mail address given.
    Account(String),
    /// On one account from a device that it signed in from before.
    Device(String),
    /// On the one-time codes of an account, by somebody who knows its password; on a device that it signed in
    /// from before, or elsewhere.
    Code { account: AccountId, known_device: bool },
    /// With passkeys that are none, from one address. Wrong passwords from there do not count.
    Passkey(IpAddr),
    /// With links that are none, or no more, from one address.
    Link(IpAddr),
    /// Letters asked for, from one address.
    Letter(IpAddr),
    /// On the password of an account by whoever is signed in to it.
    Own(AccountId),
}

impl Key {
    pub(crate) fn address(address: IpAddr) -> Key {
        Key::Address(network(address))
    }

    pub(crate) fn passkey(address: IpAddr) -> Key {
        Key::Passkey(network(address))
    }

    pub(crate) fn link(address: IpAddr) -> Key {
        Key::Link(network(address))
    }

    pub(crate) fn letter(address: IpAddr) -> Key {
        Key::Letter(network(address))
    }

    fn longest(&self) -> SignedDuration {
        match self {
            Key::Code { .. } => LONGEST_FOR_CODES,
            _ => LONGEST,
        }
    }

    fn forgotten(&self) -> SignedDuration {
        match self {
            Key::Code { .. } => FORGOTTEN_FOR_CODES,
            _ => FORGOTTEN,
        }
    }
}

/// An address; of IPv6 the whole /64, which one person may have to themselves.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(wide) => {
            let [a, b, c, d, ..] = wide.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        narrow => narrow,
    }
}

#[derive(Debug)]
struct Mistakes {
    count: u32,
    last: Timestamp,
}

impl Mistakes {
    fn may_try_at(&self, key: &Key) -> Timestamp {
        let over = self.count.saturating_sub(FREE);
        if over == 0 {
            return self.last;
        }
        let wait = SignedDuration::from_secs(1 << over.min(10)).min(key.longest());
        self.last.checked_add(wait).unwrap_or(self.last)
    }

    fn is_forgotten(&self, key: &Key, now: Timestamp) -> bool {
        now.duration_since(self.last) > key.forgotten()
    }
}

/// The mistakes of the last half hour.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    mistakes: Mutex<HashMap<Key, Mistakes>>,
}

impl Attempts {
    /// Counts an attempt as a mistake until [`Attempts::forgive`] says otherwise, so that attempts at the same
    /// moment count too. If one of the keys must wait, nothing is counted and the seconds are returned.
    pub(crate) fn begin(&self, keys: &[Key], now: Timestamp) -> Result<(), u64> {
        let mut mistakes = self.mistakes.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = keys
            .iter()
            .filter_map(|key| Some((key, mistakes.get(key)?)))
            .filter(|(key, known)| !known.is_forgotten(key, now))
            .map(|(key, known)| known.may_try_at(key).duration_since(now))
            .max()
            .filter(SignedDuration::is_positive);
        if let Some(wait) = wait {
            return Err(u64::try_from(wait.as_secs()).unwrap_or(0) + 1);
        }
        if mistakes.len() + keys.len() > MOST {
            make_room(&mut mistakes, now);
        }
        for key in keys {
            let known = mistakes.entry(key.clone()).or_insert(Mistakes { count: 0, last: now });
            let before = if known.is_forgotten(key, now) { 0 } else { known.count };
            *known = Mistakes { count: before.saturating_add(1), last: now };
        }
        Ok(())
    }

    /// The password was right: the account's mistakes are forgotten. Of the address only this attempt is, or one
    /// right password would let it guess others without end.
    pub(crate) fn forgive(&self, keys: &[Key]) {
        let mut mistakes = self.mistakes.lock().unwrap_or_else(PoisonError::into_inner);
        for key in keys {
            match (key, mistakes.get_mut(key)) {
                (
                    Key::Address(_) | Key::Passkey(_) | Key::Link(_) | Key::Letter(_),
                    Some(known),
                ) if known.count > 1 => known.count -= 1,
                _ => drop(mistakes.remove(key)),
            }
        }
    }
}

/// Drops what is forgotten, and if that is little, the older half.
fn make_room(mistakes: &mut HashMap<Key, Mistakes>, now: Timestamp) {
    mistakes.retain(|key, known| !known.is_forgotten(key, now));
    if mistakes.len() > MOST / 2 {
        let mut times: Vec<Timestamp> = mistakes.values().map(|known| known.last).collect();
        times.sort_unstable();
        let middle = times[times.len() / 2];
        mistakes.retain(|_, known| known.last > middle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    fn key() -> [Key; 1] {
        [Key::Account("ana@paper.example".into())]
    }

    #[test]
    fn five_mistakes_are_free_and_then_each_costs_more() {
        let attempts = Attempts::default();
        for _ in 0..6 {
            attempts.begin(&key(), at(0)).unwrap();
        }
        assert_eq!(attempts.begin(&key(), at(0)), Err(3));
        attempts.begin(&key(), at(2)).unwrap();
        assert_eq!(attempts.begin(&key(), at(3)), Err(4));
        attempts.begin(&key(), at(6)).unwrap();
    }

    #[test]
    fn nobody_waits_longer_than_a_minute() {
        let attempts = Attempts::default();
        let mut now = 0;
        for _ in 0..100 {
            if attempts.begin(&key(), at(now)).is_err() {
                now += 60;
                attempts.begin(&key(), at(now)).unwrap();
            }
        }
        assert!(attempts.begin(&key(), at(now)).unwrap_err() <= 61);
    }

    #[test]
    fn guessing_codes_takes_years() {
        let attempts = Attempts::default();
        let key = [Key::Code { account: AccountId::new(1), known_device: false }];
        let (mut now, mut tries) = (0, 0);
        while now < 24 * 60 * 60 {
            match attempts.begin(&key, at(now)) {
                Ok(()) => tries += 1,
                Err(seconds) => now += i64::try_from(seconds).unwrap(),
            }
        }
        // Each try may hit one of three codes in a million.
        assert!(tries < 120, "{tries} in a day");
    }

    #[test]
    fn a_refused_attempt_makes_nobody_wait_longer() {
        let attempts = Attempts::default();
        for _ in 0..6 {
            attempts.begin(&key(), at(0)).unwrap();
        }
        for _ in 0..50 {
            attempts.begin(&key(), at(1)).unwrap_err();
        }
        attempts.begin(&key(), at(2)).unwrap();
    }

    #[test]
    fn the_right_password_and_half_an_hour_forgive() {
        let attempts = Attempts::default();
        for _ in 0..6 {
            attempts.begin(&key(), at(0)).unwrap();
        }
        attempts.forgive(&key());
        for _ in 0..6 {
            attempts.begin(&key(), at(0)).unwrap();
        }
        for _ in 0..5 {
            attempts.begin(&key(), at(1900)).unwrap();
        }
    }

    #[test]
    fn one_right_password_does_not_let_an_address_guess_others() {
        let attempts = Attempts::default();
        let address = Key::address(IpAddr::from([192, 0, 2, 7]));
        for number in 0..6 {
            let account = Key::Account(format!("{number}@paper.example"));
            attempts.begin(&[account, address.clone()], at(0)).unwrap();
        }
        attempts.forgive(std::slice::from_ref(&address));
        attempts.begin(std::slice::from_ref(&address), at(0)).unwrap();
        attempts.begin(&[address], at(0)).unwrap_err();
    }

    #[test]
    fn a_flood_of_addresses_does_not_fill_the_memory() {
        let attempts = Attempts::default();
        for number in 0..60_000_u32 {
            let address = Key::address(IpAddr::from(number.to_be_bytes()));
            attempts.begin(&[address], at(i64::from(number / 100))).unwrap();
        }
        assert!(attempts.mistakes.lock().unwrap().len() <= MOST);
    }

    #[test]
    fn neighbours_in_one_ipv6_network_are_one_address() {
        let [one, other, third] = ["2001:db8:1:2::5", "2001:db8:1:2:ff::9", "2001:db8:1:3::5"]
            .map(|text| Key::address(text.parse().unwrap()));
        assert_eq!(one, other);
        assert_ne!(one, third);
        assert_eq!(
            Key::address("::ffff:192.0.2.1".parse().unwrap()),
            Key::address("192.0.2.1".parse().unwrap())
        );
    }
}
