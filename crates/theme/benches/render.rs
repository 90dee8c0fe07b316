//! How long a page takes from what the site knows to HTML: `cargo bench -p theme`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // A benchmark: a panic is the report.

use story::{Kind, Language};
use theme::sample::SamplePaper;
use theme::{Config, Theme};

fn main() {
    divan::main();
}

fn theme() -> Theme {
    Theme::load(Config::default()).unwrap()
}

#[divan::bench(args = ["en", "ru", "ar"])]
fn article(bencher: divan::Bencher<'_, '_>, language: &str) {
    let theme = theme();
    let page = SamplePaper::new(Language::parse(language).unwrap()).unwrap().article(Kind::News);
    bencher.bench(|| theme.render(&page).unwrap());
}

#[divan::bench]
fn front(bencher: divan::Bencher<'_, '_>) {
    let theme = theme();
    let page = SamplePaper::new(Language::english()).unwrap().front();
    bencher.bench(|| theme.render(&page).unwrap());
}
