//! How a server is told to stop.

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// What says stop.
#[derive(Clone, Debug)]
pub enum Stop {
    /// SIGTERM or SIGINT; a second one ends the program at once.
    Signals,
    /// Somebody inside the program.
    Token(CancellationToken),
}

impl Stop {
    /// Waits until somebody says stop.
    pub(super) async fn asked(self) {
        match self {
            Stop::Token(token) => token.cancelled().await,
            Stop::Signals => {
                signalled().await;
                tokio::spawn(async {
                    signalled().await;
                    std::process::exit(130);
                });
            }
        }
    }
}

async fn signalled() {
    let (terminate, interrupt) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    let (Ok(mut terminate), Ok(mut interrupt)) = (terminate, interrupt) else {
        tracing::error!("signals cannot be heard; the server stops only when it is killed");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
