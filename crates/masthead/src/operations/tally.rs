//! Counts the lines of the log that somebody should read.

use std::sync::atomic::{AtomicU64, Ordering};

use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

// The log is the whole process's, and so is their number.
static ERRORS: AtomicU64 = AtomicU64::new(0);
static WARNINGS: AtomicU64 = AtomicU64::new(0);

/// Counts the lines of the log that somebody should read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tally;

impl Tally {
    /// Errors.
    pub(super) fn errors() -> u64 {
        ERRORS.load(Ordering::Relaxed)
    }

    /// Warnings.
    pub(super) fn warnings() -> u64 {
        WARNINGS.load(Ordering::Relaxed)
    }
}

impl<S: Subscriber> Layer<S> for Tally {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let counter = match *event.metadata().level() {
            Level::ERROR => &ERRORS,
            Level::WARN => &WARNINGS,
            _ => return,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }
}
