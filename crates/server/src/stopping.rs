//! The end of a server, as a connection sees it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio_util::sync::CancellationToken;

/// Says that the server is to stop. Waiting for the token takes a lock that all connections share, so who only wants
/// to know looks at the flag.
#[derive(Clone, Debug)]
pub(crate) struct Stopping {
    pub(crate) token: CancellationToken,
    begun: Arc<AtomicBool>,
}

impl Stopping {
    pub(crate) fn on(token: CancellationToken) -> Stopping {
        Stopping { token, begun: Arc::default() }
    }

    /// Raises the flag, by who waited for the token.
    pub(crate) fn begin(&self) {
        self.begun.store(true, Ordering::Release);
    }

    /// Whether the flag is raised. For a moment after the token was cancelled it is not yet.
    pub(crate) fn has_begun(&self) -> bool {
        self.begun.load(Ordering::Acquire)
    }
}
