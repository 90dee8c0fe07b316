//! Sends letters when they are due. A mail server that does not answer makes nothing wait but letters.

use std::time::Duration;

use anyhow::Context;
use desk::{Desk, Sent};
use store::{Leased, Store};
use story::Timestamp;
use story::job::Job;
use tokio_util::sync::CancellationToken;

/// How long a letter belongs to who took it. Longer than a mail server is waited for.
const LEASE: Duration = Duration::from_secs(180);

/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(15 * 60);

/// Sends letters until it is told to stop.
pub(super) async fn run(store: &Store, desk: &Desk, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        let wait = match send_next(store, desk).await {
            Ok(true) => continue,
            Ok(false) => super::PAUSE,
            Err(error) => {
                tracing::error!("a letter was not sent: {error:#}");
                super::AFTER_FAILURE
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Sends the letter that has been due longest, and tells whether there was one. After a crash it may be sent twice,
/// and never not at all.
async fn send_next(store: &Store, desk: &Desk) -> anyhow::Result<bool> {
    let Some(leased) = store.lease_job_of(Job::MAIL, LEASE).await? else { return Ok(false) };
    match desk.send(&leased).await.context("The letter could not be written.")? {
        Sent::Done(outcome) => {
            if outcome.starts_with("not sent") {
                tracing::warn!(job = leased.id, "a letter was given up: {outcome}");
            }
            store.finish_job(leased.id, &outcome).await?;
        }
        Sent::Later { why, until } => put_off(store, &leased, &why, until).await?,
    }
    Ok(true)
}

async fn put_off(
    store: &Store,
    leased: &Leased,
    why: &str,
    until: Timestamp,
) -> anyhow::Result<()> {
    let now = store.clock().now();
    let again = now.checked_add(pause(leased.tries)).unwrap_or(until);
    if again < until {
        tracing::warn!(job = leased.id, tries = leased.tries, "a letter waits: {why}");
        store.put_off_job(leased.id, again, why).await?;
    } else {
        tracing::error!(job = leased.id, "a letter was given up, as it would come too late: {why}");
        store.finish_job(leased.id, &format!("given up: {why}")).await?;
    }
    Ok(())
}

/// Ten seconds after the first try, twice as long after each further one.
fn pause(tries: i64) -> Duration {
    let doublings = u32::try_from(tries.clamp(1, 20) - 1).unwrap_or_default();
    Duration::from_secs(10 << doublings.min(10)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_at_a_quarter_of_an_hour() {
        let pauses: Vec<u64> =
            [1, 2, 3, 7, 8, 1_000_000].map(|tries| pause(tries).as_secs()).into();
        assert_eq!(pauses, [10, 20, 40, 640, 900, 900]);
        assert_eq!(pause(0), pause(1));
    }
}
