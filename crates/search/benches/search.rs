//! An archive of real texts, repeated with other headlines and dates, as an index: how fast it is made, how big it is,
//! how long questions take, alone and from all processors at once.
//!
//! `bin/bench search [ARTICLES]` needs `MASTHEAD_TEST_DATA`; without it the texts are drawn from a few made-up words. It
//! asks PostgreSQL and WordPress's query the same, of the articles and questions that `--write FOLDER` leaves.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A benchmark: a panic is the report.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use search::{Asked, Document, Index, Question, Sort, Tongue, words};
use serde_json::Value;
use story::{ArticleId, EditionCode, SectionId, Timestamp};

/// How many questions of each kind are asked.
const QUESTIONS: usize = 400;

/// For how long all processors ask at once.
const TOGETHER: Duration = Duration::from_secs(8);

fn main() {
    let count = std::env::args().skip(1).find_map(|it| it.parse().ok()).unwrap_or(20_000);
    let write = std::env::args().skip_while(|it| it != "--write").nth(1).map(PathBuf::from);
    let texts = texts();
    if let Some(folder) = &write {
        write_down(folder, &texts, count);
    }
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    let mut bytes = 0;
    let begun = Instant::now();
    for n in 0..count {
        let document = document(&texts, n);
        bytes += document.headline.len() + document.lines.iter().map(String::len).sum::<usize>();
        index.put(&document).unwrap();
    }
    index.commit(1).unwrap();
    let took = begun.elapsed();
    println!("articles            {count}, of {} texts", texts.len());
    println!("indexed             {:.0} a second", count as f64 / took.as_secs_f64());
    println!("text                {} MiB", bytes >> 20);
    println!("index               {:.2} of the text", size(folder.path()) as f64 / bytes as f64);
    let begun = Instant::now();
    index.put(&document(&texts, count)).unwrap();
    index.commit(2).unwrap();
    println!("one more findable   after {:.0} ms", begun.elapsed().as_secs_f64() * 1e3);
    index.close();
    drop(index);

    let index = Index::open(folder.path()).unwrap();
    let kinds = questions(&texts, count);
    let mut all = Vec::new();
    for (kind, typed) in &kinds {
        let questions: Vec<Question> = typed.iter().map(Typed::question).collect();
        let first = times(&index, &questions[..QUESTIONS / 4]);
        let warm = times(&index, &questions);
        let (first, warm) =
            (percentile(&first, 95), percentile(&warm, 50).zip(percentile(&warm, 95)));
        let (first, (half, most)) = (first.unwrap(), warm.unwrap());
        println!("{kind:<19} first p95 {first:6.2} ms, then p50 {half:6.2} ms, p95 {most:6.2} ms");
        all.extend(questions);
    }
    let asked = AtomicUsize::new(0);
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for thread in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            let (index, all, asked) = (&index, &all, &asked);
            scope.spawn(move || {
                let mut at = thread * 7;
                while begun.elapsed() < TOGETHER {
                    index.find(&all[at * 13 % all.len()]).unwrap();
                    asked.fetch_add(1, Ordering::Relaxed);
                    at += 1;
                }
            });
        }
    });
    let rate = asked.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64();
    println!("all kinds together  {rate:.0} questions a second");
}

struct Text {
    language: String,
    headline: String,
    lines: Vec<String>,
}

fn texts() -> Vec<Text> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let root = std::env::var_os("MASTHEAD_TEST_DATA").map_or_else(beside, PathBuf::from);
    let mut texts = Vec::new();
    for file in ["en", "fr", "hy", "ru", "parallel_en_fr_ru_ar"] {
        let Ok(text) = std::fs::read_to_string(root.join(format!("corpus/{file}.jsonl"))) else {
            continue;
        };
        for line in text.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            let blocks = row["blocks"].as_array().unwrap().iter();
            texts.push(Text {
                language: row["lang"].as_str().unwrap().to_owned(),
                headline: row["title"].as_str().unwrap_or_default().to_owned(),
                lines: blocks.filter_map(|it| it["text"].as_str()).map(str::to_owned).collect(),
            });
        }
    }
    if texts.is_empty() {
        println!("The real texts are not there: these figures are of made-up ones.");
        let made_up = ["rain harbour grain", "strike ferry court", "market bread flour"];
        texts.extend(made_up.map(|words| Text {
            language: "en".to_owned(),
            headline: words.to_owned(),
            lines: vec![words.repeat(80)],
        }));
    }
    texts
}

/// Article number `n`: a headline of one text over paragraphs of three, so that no two are the same.
fn document(texts: &[Text], n: usize) -> Document {
    let text = &texts[n % texts.len()];
    // Texts of one language stand together, so a neighbor is mostly of the same.
    let pick = |step: usize| {
        let near = &texts[(n + n / texts.len() * step + step) % texts.len()];
        if near.language == text.language { near } else { text }
    };
    let lines =
        [text, pick(7), pick(31)].into_iter().flat_map(|it| it.lines.iter().take(6).cloned());
    let id = i64::try_from(n).unwrap() + 1;
    Document {
        article: ArticleId::new(id),
        edition: EditionCode::parse(&text.language[..2]).unwrap(),
        language: text.language.clone(),
        section: Some(SectionId::new(id % 8 + 1)),
        authors: Vec::new(),
        topics: Vec::new(),
        first_live_at: Timestamp::from_second(1_100_000_000 + id * 600).unwrap(),
        headline: format!("{} {}", text.headline, n / texts.len()),
        lines: lines.collect(),
    }
}

/// What somebody types.
struct Typed {
    language: String,
    words: String,
    sort: Sort,
}

/// The articles as rows of a table (`articles.tsv`: id, language, second, headline, text) and the questions, one a line
/// (`questions.tsv`: kind, language, order, words), for other engines.
fn write_down(folder: &Path, texts: &[Text], count: usize) {
    let file = |name| std::io::BufWriter::new(std::fs::File::create(folder.join(name)).unwrap());
    let plain = |text: &str| text.replace('\\', "").replace(['\t', '\n', '\r', '\0'], " ");
    let mut articles = file("articles.tsv");
    for n in 0..count {
        let Document { article, edition, first_live_at, headline, lines, .. } = document(texts, n);
        let (headline, text) = (plain(&headline), plain(&lines.join(" ")));
        let at = first_live_at.as_second();
        writeln!(articles, "{article}\t{edition}\t{at}\t{headline}\t{text}").unwrap();
    }
    let mut questions_file = file("questions.tsv");
    for (kind, typed) in questions(texts, count) {
        for Typed { language, words, sort } in typed {
            let (edition, words) = (&language[..2], plain(&words));
            writeln!(questions_file, "{kind}\t{edition}\t{sort:?}\t{words}").unwrap();
        }
    }
}

fn questions(texts: &[Text], count: usize) -> BTreeMap<&'static str, Vec<Typed>> {
    let mut kinds: BTreeMap<&'static str, Vec<Typed>> = BTreeMap::new();
    for n in 0..QUESTIONS {
        let text = &texts[(n * 37) % texts.len()];
        let tongue = Tongue::of(&text.language);
        let body = text.lines.join(" ");
        let long: Vec<String> = words(&body, &tongue)
            .into_iter()
            .map(|word| body[word.range].to_owned())
            .filter(|word| word.chars().count() > 4)
            .collect();
        let word = |at: usize| long.get(at % long.len().max(1)).cloned().unwrap_or("rain".into());
        let slip = word(n)
            .chars()
            .enumerate()
            .filter(|(at, _)| *at != 2)
            .map(|(_, c)| c)
            .collect::<String>();
        let number = (n * 131) % count / texts.len();
        let mut ask = |kind, typed: String, sort| {
            let language = text.language.clone();
            kinds.entry(kind).or_default().push(Typed { language, words: typed, sort });
        };
        ask("a title", format!("{} {number}", text.headline), Sort::Relevance);
        ask("one word", word(n), Sort::Relevance);
        ask("two words", format!("{} {}", word(n), word(n + 1)), Sort::Relevance);
        ask("newest of a word", word(n), Sort::Date);
        ask("a slip", slip, Sort::Relevance);
        ask("a phrase", format!("\"{} {}\"", word(n), word(n + 1)), Sort::Relevance);
    }
    kinds
}

impl Typed {
    fn question(&self) -> Question {
        let edition = EditionCode::parse(&self.language[..2]).unwrap();
        Question {
            asked: Asked::read(&self.words),
            editions: vec![(edition, self.language.clone())],
            section: None,
            authors: None,
            from: None,
            until: None,
            sort: self.sort,
            after: 0,
            limit: 20,
        }
    }
}

/// In milliseconds.
fn times(index: &Index, questions: &[Question]) -> Vec<f64> {
    let mut times: Vec<f64> = questions
        .iter()
        .map(|question| {
            let begun = Instant::now();
            index.find(question).unwrap();
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times
}

fn percentile(sorted: &[f64], percent: usize) -> Option<f64> {
    sorted.get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1))).copied()
}

fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| match entry.metadata().unwrap() {
            folder if folder.is_dir() => size(&entry.path()),
            file => file.len(),
        })
        .sum()
}
