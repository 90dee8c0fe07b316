//! What a theme promises: pages in every language, nothing hostile let through, everything replaceable.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Test code: a panic is the report.

mod hostile;
mod overrides;
mod pages;

use std::sync::LazyLock;

use story::Language;
use theme::sample::SamplePaper;
use theme::{Config, Theme};

/// The house theme, read once for all cases of a property.
fn house() -> &'static Theme {
    static HOUSE: LazyLock<Theme> = LazyLock::new(|| Theme::load(Config::for_testing()).unwrap());
    &HOUSE
}

fn paper(code: &str) -> SamplePaper {
    SamplePaper::new(Language::parse(code).unwrap()).unwrap()
}

/// What stands between two pieces of a page.
fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = html.split_once(from).unwrap_or_else(|| panic!("no “{from}” in the page"));
    rest.split_once(to).unwrap_or_else(|| panic!("no “{to}” after “{from}”")).0
}
