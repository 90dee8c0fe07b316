//! Somebody who follows every link of the paper.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use testkit::{Answer, Reader};

const SITE: &str = "https://meridian.example";

/// Addresses from which everything public can be reached.
pub(crate) const DOORS: &[&str] =
    &["/", "/robots.txt", "/sitemap.xml", "/favicon.ico", "/en/important", "/en/news/important"];

/// Every answer of the paper that can be reached from these addresses by following links in pages, feeds,
/// sitemaps, manifests, scripts and redirects.
pub(crate) async fn crawl(reader: &Reader, from: &[&str]) -> BTreeMap<String, Answer> {
    let mut waiting: VecDeque<String> = from.iter().map(|path| (*path).to_owned()).collect();
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut answers = BTreeMap::new();
    while let Some(path) = waiting.pop_front() {
        let answer = reader.get(&path).await;
        for target in targets(&answer) {
            if seen.insert(target.clone()) {
                waiting.push_back(target);
            }
        }
        answers.insert(path, answer);
        assert!(answers.len() < 5_000, "the paper has no end");
    }
    answers
}

/// The addresses of this paper that an answer names, whatever its format.
pub(crate) fn targets(answer: &Answer) -> Vec<String> {
    let mut targets: Vec<String> = answer.location().into_iter().collect();
    let text = String::from_utf8_lossy(answer.bytes()).into_owned();
    let is_html = answer.header_value("content-type").is_some_and(|kind| kind.contains("html"));
    if is_html {
        targets.extend(answer.links());
    }
    for after in text.split(SITE).skip(1) {
        let ends = |letter: char| letter.is_whitespace() || "\"'<>)]\\,".contains(letter);
        let path = after.split(ends).next().unwrap_or_default().replace("&amp;", "&");
        // In HTML that is shown as text an address ends where an entity begins.
        let path = path.split("&quot;").next().unwrap_or_default().to_owned();
        targets.push(if path.is_empty() { "/".to_owned() } else { path });
    }
    targets
        .into_iter()
        .filter_map(|target| {
            let path = target.strip_prefix(SITE).unwrap_or(&target);
            let path = path.split('#').next().unwrap_or_default();
            (path.starts_with('/') && !path.starts_with("//")).then(|| path.to_owned())
        })
        .collect()
}

/// Fails unless both answers are the same byte for byte.
#[track_caller]
pub(crate) fn same(what: &str, one: &Answer, other: &Answer) {
    assert_eq!(one.code(), other.code(), "{what}: another status");
    assert_eq!(one.headers(), other.headers(), "{what}: other headers");
    if one.bytes() != other.bytes() {
        let (one, other) = (one.text(), other.text());
        let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
        panic!("{what}: another body, first here: {differs:#?}");
    }
}
