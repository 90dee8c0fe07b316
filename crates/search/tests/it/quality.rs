//! How well search finds: other forms of a word, and answers judged by hand.
//!
//! The pairs and the judgments stand in `tests/quality`, with how they were chosen.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use search::{Document, Index, Question, Tongue, words};
use serde::Deserialize;
use story::EditionCode;

use crate::corpus::named_corpus;
use crate::paper::{ids, paper, question};

fn quality(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/quality").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The editions in which a reader of this language looks.
fn editions(language: &str) -> &'static [&'static str] {
    match language {
        "ar" => &["ar"],
        "en" => &["en"],
        "fr" => &["fr"],
        "hy" => &["hy", "hyw"],
        "ru" => &["ru"],
        other => panic!("No editions are known for “{other}”; add them here."),
    }
}

fn ask(index: &Index, language: &str, typed: &str, limit: usize) -> Vec<i64> {
    let editions = editions(language)
        .iter()
        .map(|code| (EditionCode::parse(code).unwrap(), (*code).to_owned()))
        .collect();
    ids(&index.find(&Question { editions, limit, ..question(language, typed) }).unwrap())
}

/// What a list of pairs came to.
#[derive(Debug, Default)]
struct Forms {
    pairs: usize,
    /// Pairs of which each form finds every text with the other.
    found: usize,
    /// Pairs that become one term in the index, and so are found in an archive of any size.
    one_term: usize,
    /// Texts with the other form: how many there are, and how many of them were found.
    texts: (usize, usize),
}

/// In hundreds: the least that has to be found, and the least that has to be one term, a little below what is reached.
const FORMS: [(&str, &str, usize, usize); 5] = [
    ("ar", "arabic", 93, 93),
    ("en", "english", 94, 93),
    ("fr", "french", 90, 90),
    ("hy", "armenian", 93, 91),
    ("ru", "russian", 91, 90),
];

#[test]
fn a_word_finds_the_texts_that_have_another_form_of_it() {
    for (language, file, _, _) in FORMS {
        let pairs = pairs(file);
        assert!(pairs.len() >= 200, "{language}: only {} pairs", pairs.len());
    }
    let Some(corpus) = named_corpus() else { return };
    let documents: Vec<Document> = corpus.into_iter().map(|(_, document)| document).collect();
    let index = paper(&documents);
    let mut missing = Vec::new();
    for (language, file, least_found, least_one_term) in FORMS {
        let holders = holders(&documents, language);
        let mut forms = Forms::default();
        for [one, other] in pairs(file) {
            let (first, second) = (term(&one, language), term(&other, language));
            let mut both = true;
            for (typed, folded) in [(&one, &second.0), (&other, &first.0)] {
                let Some(wanted) = holders.get(folded) else {
                    missing.push(format!("{language}: no text has the other form of {typed}"));
                    continue;
                };
                let found: HashSet<i64> =
                    ask(&index, language, typed, documents.len()).into_iter().collect();
                let hits = wanted.iter().filter(|id| found.contains(*id)).count();
                both &= hits == wanted.len();
                forms.texts.0 += wanted.len();
                forms.texts.1 += hits;
            }
            let one_term = first.1 == second.1;
            if !one_term {
                println!(
                    "{language}: {one} is {}, {other} is {}, found: {both}",
                    first.1, second.1
                );
            }
            forms.pairs += 1;
            forms.found += usize::from(both);
            forms.one_term += usize::from(one_term);
        }
        println!("forms, {language}: {forms:?}");
        assert!(forms.found * 100 >= forms.pairs * least_found, "{language}: {forms:?}");
        assert!(forms.one_term * 100 >= forms.pairs * least_one_term, "{language}: {forms:?}");
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

fn pairs(file: &str) -> Vec<[String; 2]> {
    let text = quality(&format!("forms/{file}.txt"));
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let pairs: Vec<[String; 2]> = lines
        .map(|line| {
            let (one, other) = line.split_once(' ').unwrap_or_else(|| panic!("no pair: {line}"));
            [one.to_owned(), other.to_owned()]
        })
        .collect();
    let apart: BTreeSet<BTreeSet<&String>> =
        pairs.iter().map(|pair| pair.iter().collect()).collect();
    assert_eq!(apart.len(), pairs.len(), "{file}: a pair stands there twice");
    pairs
}

/// The word as it is spelled, and its stem.
fn term(word: &str, language: &str) -> (String, String) {
    let mut found = words(word, &Tongue::of(language));
    let only = found.pop().unwrap_or_else(|| panic!("“{word}” is no word"));
    assert!(found.is_empty(), "“{word}” is more than one word");
    (only.folded, only.stem)
}

/// By the spelling of a word: the texts that have it.
fn holders(documents: &[Document], language: &str) -> HashMap<String, BTreeSet<i64>> {
    let tongue = Tongue::of(language);
    let mut holders: HashMap<String, BTreeSet<i64>> = HashMap::new();
    for document in documents {
        if !editions(language).contains(&document.language.as_str()) {
            continue;
        }
        for line in std::iter::once(&document.headline).chain(&document.lines) {
            for word in words(line, &tongue) {
                holders.entry(word.folded).or_default().insert(document.article.number());
            }
        }
    }
    holders
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    question: Vec<Asked>,
}

/// A question as it was typed, with what was found of the answers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    language: String,
    typed: String,
    #[serde(default)]
    how: How,
    judged: BTreeMap<String, u8>,
}

#[derive(Deserialize, Default, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
enum How {
    #[default]
    Plain,
    Slip,
    Script,
}

/// In hundredths of nDCG over the first ten: the least that is asked for, a little below what is reached.
const JUDGED: [(&str, f64); 6] =
    [("all", 88.0), ("ar", 65.0), ("en", 88.0), ("fr", 89.0), ("hy", 98.0), ("ru", 95.0)];

#[test]
fn questions_are_answered_as_was_judged_by_hand() {
    let judged: Judged = toml::from_str(&quality("judged.toml")).unwrap();
    for (language, _) in &JUDGED[1..] {
        let questions = judged.question.iter().filter(|asked| asked.language == *language);
        assert!(questions.count() >= 12, "{language}: a dozen questions at least");
    }
    let Some(corpus) = named_corpus() else { return };
    let numbers: HashMap<&str, i64> =
        corpus.iter().map(|(name, document)| (name.as_str(), document.article.number())).collect();
    let names: HashMap<i64, &str> = numbers.iter().map(|(name, number)| (*number, *name)).collect();
    let documents: Vec<Document> = corpus.iter().map(|(_, document)| document.clone()).collect();
    let index = paper(&documents);
    let mut gains: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let mut ways: BTreeMap<How, Vec<f64>> = BTreeMap::new();
    for Asked { language, typed, how, judged } in &judged.question {
        for name in judged.keys() {
            assert!(numbers.contains_key(name.as_str()), "{typed}: no text is called {name}");
        }
        let answers: Vec<&str> =
            ask(&index, language, typed, 10).iter().map(|id| names[id]).collect();
        let grades: Vec<u8> =
            answers.iter().map(|name| judged.get(*name).copied().unwrap_or_default()).collect();
        let gain = gained(&grades, judged.values().copied());
        if gain < 1.0 {
            println!("{language}, {typed}: {gain:.2}");
            for (name, grade) in answers.iter().zip(grades) {
                println!("    {grade} {name}");
            }
        }
        gains.entry("all").or_default().push(gain);
        gains.entry(language).or_default().push(gain);
        ways.entry(*how).or_default().push(gain);
    }
    let mean = |gains: &[f64]| gains.iter().sum::<f64>() / gains.len() as f64;
    for (how, gains) in &ways {
        println!("nDCG@10, {how:?}: {:.3} of {} questions", mean(gains), gains.len());
    }
    for (language, least) in JUDGED {
        let gains = &gains[language];
        println!("nDCG@10, {language}: {:.3} of {} questions", mean(gains), gains.len());
        assert!(mean(gains) * 100.0 >= least, "{language}: {:.3}", mean(gains));
    }
}

/// Normalized discounted cumulative gain over the first ten answers: 1 where no order would be better.
fn gained(grades: &[u8], judged: impl Iterator<Item = u8>) -> f64 {
    let sum = |grades: &[u8]| -> f64 {
        let places = grades.iter().take(10).zip(2_u32..);
        places
            .map(|(grade, place)| (f64::from(*grade).exp2() - 1.0) / f64::from(place).log2())
            .sum()
    };
    let mut best: Vec<u8> = judged.collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    sum(grades) / sum(&best)
}
