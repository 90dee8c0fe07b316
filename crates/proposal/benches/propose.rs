//! How long it takes to know 10,000 items, and to read a thousand words with them: `cargo bench -p proposal`.
//!
//! The texts are those of the demo newspaper. The items are named by two of its words each, so that as many names as
//! possible begin like the text and few are in it.

#![allow(clippy::unwrap_used)] // A benchmark: a panic is the report.

use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proposal::{Known, Lexicon, propose};
use story::block::Block;
use story::coverage::ItemKind as Kind;
use story::inline::Inline;
use story::{Body, ItemId, Language};

const ITEMS: usize = 10_000;
const ROUNDS: usize = 21;

fn main() {
    println!(
        "language  words  build of {ITEMS} items  1,000 words  the same without items  proposals"
    );
    for language in Language::all() {
        let paragraphs = paragraphs(language);
        let blocks = paragraphs.iter().map(|text| Block::paragraph(vec![Inline::text(text)]));
        let body = Body::new(blocks.collect());
        let words = body.word_count();
        let items = items(&paragraphs);
        let mut copies: Vec<Vec<Known>> = (0..ROUNDS).map(|_| items.clone()).collect();
        let build = median(|| {
            Lexicon::new(language, copies.pop().unwrap());
        });
        let full = Lexicon::new(language, items.clone());
        let empty = Lexicon::new(language, []);
        let on = "2025-11-10".parse().unwrap();
        let read = |lexicon: &Lexicon| {
            let took = median(|| {
                propose(&body, language, on, lexicon);
            });
            took * 1000 / u32::try_from(words).unwrap()
        };
        println!(
            "{:<9} {words:>5}  {build:>21.1?}  {:>11.2?}  {:>22.2?}  {:>9}",
            language.code(),
            read(&full),
            read(&empty),
            propose(&body, language, on, &full).len(),
        );
    }
}

/// The paragraphs of all articles of the demo newspaper in a language.
fn paragraphs(language: Language) -> Vec<String> {
    let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/stories");
    let mut paths: Vec<_> = std::fs::read_dir(stories)
        .unwrap()
        .map(|entry| entry.unwrap().path().join(format!("{}.md", language.code())))
        .filter(|path| path.exists())
        .collect();
    paths.sort();
    let mut paragraphs = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap();
        let body = text.splitn(3, "+++").nth(2).unwrap_or_default();
        paragraphs.extend(body.split("\n\n").map(|part| part.trim().to_owned()));
    }
    paragraphs
}

fn items(paragraphs: &[String]) -> Vec<Known> {
    let words: Vec<&str> = paragraphs.iter().flat_map(|text| text.split_whitespace()).collect();
    (1..=ITEMS)
        .map(|number| {
            let first = words[number * 7 % words.len()];
            let second = words[number * 13 % words.len()];
            Known {
                id: ItemId::new(i64::try_from(number).unwrap()),
                kind: [Kind::Person, Kind::Organization, Kind::Place][number % 3],
                names: vec![format!("{first} {second}"), format!("{second} {number}")],
            }
        })
        .collect()
}

/// How long this thread had a processor, where Linux tells; other work on the machine then does not count.
fn processor_time() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut took: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let begun = processor_time();
            run();
            processor_time() - begun
        })
        .collect();
    took.sort();
    took[ROUNDS / 2]
}
