//! How far something is that takes its time.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on a terminal, and nothing anywhere else.
pub(crate) fn progress(items: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(items), ProgressDrawTarget::stderr_with_hz(10));
    let style =
        ProgressStyle::with_template("{msg:>9} {wide_bar} {pos}/{len} {per_sec}, {eta} left");
    match style {
        Ok(style) => bar.with_style(style),
        // The template is ours and right; a plain bar does as well.
        Err(_) => bar,
    }
}
