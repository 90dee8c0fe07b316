//! Signs the public record: a minute after something new at the latest, and once a day in any case.

use std::time::Duration;

use record::SigningKey;
use store::Store;
use tokio_util::sync::CancellationToken;

/// How often it looks for something new.
const EVERY: Duration = Duration::from_secs(30);

/// Signs until it is told to stop.
pub(super) async fn run(store: &Store, key: &SigningKey, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        let wait = match store.sign_record(key).await {
            Ok(_) => EVERY,
            Err(error) => {
                tracing::error!("the public record was not signed: {error}");
                super::AFTER_FAILURE
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}
