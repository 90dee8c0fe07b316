//! Passwords: slow to check on purpose, and only a few at once.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::Error;

/// The shortest password, in characters.
pub(crate) const SHORTEST: usize = 12;

/// The longest, in bytes: enough for any sentence.
pub(crate) const LONGEST: usize = 1024;

/// How many are checked at once. Each takes a core and 19 MiB.
const AT_ONCE: usize = 2;

/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// A hash that no password has, to be as slow for an unknown address as for a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bWFzdGhlYWQgbm9ib2R5$YmAfVR0wXD2kFw0pTeeGZpVZ6hYX6sNnQO4bBDHKP4M";

/// Where somebody waits for their turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Queue {
    /// With whoever comes along.
    Anybody,
    /// Beside them, for devices that the account signed in from before: a flood of guesses does not keep them out.
    KnownDevices,
}

/// Checks and hashes passwords away from the threads that answer requests.
#[derive(Debug)]
pub(crate) struct Passwords {
    anybody: Arc<Semaphore>,
    known_devices: Arc<Semaphore>,
}

impl Passwords {
    pub(crate) fn new() -> Passwords {
        Passwords {
            anybody: Arc::new(Semaphore::new(AT_ONCE)),
            known_devices: Arc::new(Semaphore::new(1)),
        }
    }

    /// Whether a password has this hash; without a hash it is as slow, and the answer is no.
    pub(crate) async fn verify(
        &self,
        password: String,
        hash: Option<String>,
        queue: Queue,
    ) -> Result<bool, Error> {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let right = self.in_turn(queue, move || store::verify_password(&password, &hash)).await?;
        Ok(right && known)
    }

    /// The hash of a new password.
    pub(crate) async fn hash(&self, password: String) -> Result<String, Error> {
        Ok(self.in_turn(Queue::Anybody, move || store::hash_password(&password)).await??)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        queue: Queue,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let turns = match queue {
            Queue::Anybody => &self.anybody,
            Queue::KnownDevices => &self.known_devices,
        };
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(turns).acquire_owned());
        let Ok(Ok(turn)) = turn.await else { return Err(Error::Busy) };
        let done = tokio::task::spawn_blocking(move || {
            // The turn ends with the work, even if the one who asked has gone away.
            let _turn = turn;
            work()
        });
        done.await.map_err(|error| Error::Internal(error.to_string()))
    }
}

/// Checks a password that somebody chooses.
pub(crate) fn check_new(password: &str, email: &str, name: &str) -> Result<(), Error> {
    let refuse = |sentence: String| Err(Error::Invalid { field: "password", sentence });
    let length = password.chars().count();
    if length < SHORTEST {
        return refuse(format!(
            "The password has {length} characters; it needs at least {SHORTEST}. A few words that do not belong together are easy to keep in mind."
        ));
    }
    if password.len() > LONGEST {
        return refuse(format!("The password is longer than {LONGEST} bytes."));
    }
    let plain = password.to_lowercase();
    let known = [email, email.split('@').next().unwrap_or(email), name];
    let few = plain.chars().collect::<std::collections::HashSet<_>>().len() < 5;
    if few || known.iter().any(|word| !word.is_empty() && plain == word.to_lowercase()) {
        return refuse("This password is too easy to guess. Choose another.".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_address_is_as_slow_as_a_known_one() {
        let cost = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(cost(NOBODY), cost(&store::hash_password("x").unwrap()));
        // A hash that cannot be read would be refused at once and give the address away.
        let begin = std::time::Instant::now();
        assert!(!store::verify_password("x", NOBODY));
        assert!(begin.elapsed() > Duration::from_millis(3), "{:?}", begin.elapsed());
    }

    #[tokio::test]
    async fn a_flood_of_guesses_does_not_keep_known_devices_waiting() {
        let passwords = Passwords::new();
        let _flood = passwords.anybody.clone().acquire_many_owned(AT_ONCE as u32).await.unwrap();
        let verify = |queue| passwords.verify("x".into(), None, queue);
        assert!(matches!(verify(Queue::KnownDevices).await, Ok(false)));
        let others = verify(Queue::Anybody);
        assert!(tokio::time::timeout(Duration::from_millis(50), others).await.is_err());
    }

    #[test]
    fn a_password_that_anybody_would_guess_is_refused() {
        let check = |password| check_new(password, "ana@paper.example", "Ana Petrova").is_ok();
        assert!(check("correct horse battery staple"));
        assert!(check("длинныйпароль"));
        assert!(!check("short"));
        assert!(!check("aaaaaaaaaaaaaaaa"));
        assert!(!check("ana@paper.example"));
        assert!(!check(&"long ".repeat(300)));
    }
}
