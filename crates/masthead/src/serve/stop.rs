//! How a server is told to stop, or to hand over to a new one.

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::successor::{Passed, Program};

/// What says stop.
#[derive(Debug)]
pub enum Stop {
    /// Signals to the process.
    Signals(Signals),
    /// Somebody inside the program.
    Token(CancellationToken),
}

/// SIGTERM and SIGINT stop the server, a second one ends the program at once. SIGUSR2 starts the program anew on the
/// same sockets, and stops this one when that one answers.
#[derive(Debug)]
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hand_over: Signal,
    program: Program,
}

impl Stop {
    /// Hears signals from now on. To be asked at the start: before, they end the program.
    pub fn on_signals() -> anyhow::Result<Stop> {
        Ok(Stop::Signals(Signals {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hand_over: signal(SignalKind::user_defined2())?,
            program: Program::own()?,
        }))
    }

    /// Waits until somebody says stop, or until another server has taken over these sockets.
    pub(super) async fn asked(self, sockets: Vec<Passed>) {
        match self {
            Stop::Token(token) => token.cancelled().await,
            Stop::Signals(Signals { mut terminate, mut interrupt, mut hand_over, program }) => {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = interrupt.recv() => {}
                    () = handed_over(&mut hand_over, &program, &sockets) => {}
                }
                tokio::spawn(async move {
                    tokio::select! {
                        _ = terminate.recv() => {}
                        _ = interrupt.recv() => {}
                    }
                    std::process::exit(130);
                });
            }
        }
    }
}

/// Waits until a server that was asked for has taken over. One that cannot leaves this one as it was.
async fn handed_over(asked: &mut Signal, program: &Program, sockets: &[Passed]) {
    loop {
        if asked.recv().await.is_none() {
            return std::future::pending().await;
        }
        match program.start(sockets).await {
            Ok(()) => return tracing::info!("the new server answers"),
            Err(error) => {
                tracing::error!("no new server took over, and this one goes on: {error:#}");
            }
        }
    }
}
