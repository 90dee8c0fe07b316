//! One page and its proof.

use record::{ArticleProof, Hash, ProvenArticle, Trust, VerifierKey};
use wire::printed_page::{self, PrintedPage};

use super::log::{Log, statements, told};
use super::source::Source;
use super::verdict::Verdict;

/// A page, and what proves it.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    pub(super) proof: Vec<u8>,
}

/// Where the proof of a page lies: beside the page of a folder, and below an address without one.
pub(super) fn beside(name: &str) -> String {
    match name {
        "" | "index.html" => "proof.json".to_owned(),
        name => format!("{name}/proof.json"),
    }
}

/// Looks at a page.
pub(super) async fn look(
    page: &Page,
    key: &VerifierKey,
    newer: Option<&Source>,
    words_only: bool,
    verdict: &mut Verdict,
) -> anyhow::Result<()> {
    let Some((proof, proven, trust)) = proven(&page.proof, key, newer, verdict).await? else {
        return Ok(());
    };
    let html = String::from_utf8_lossy(&page.bytes);
    for difference in differences(&html, &proven) {
        verdict.wrong(difference);
    }
    if words_only {
        verdict.notes.push("Only the article's words were compared. How the page looks, and what stands around the article, is not proven.".to_owned());
        beside_words(&html, verdict);
    } else {
        match proof.shown(&trust) {
            Err(why) => verdict.wrong(why.to_string()),
            Ok(None) => verdict.wrong("The paper signed the article's words and not this page, so its looks may mislead. Compare the words alone with --words-only."),
            Ok(Some(shown)) if shown.bytes != Hash::of(&[&page.bytes]) => verdict.wrong("The page is not byte for byte the one that the paper made: something in it was changed, if only its looks."),
            Ok(Some(shown)) if !is_address(&shown.path, &proven.entry.address) => verdict.wrong(format!("The page was made for {}, and the article is at {}.", shown.path, proven.entry.address)),
            Ok(Some(_)) => verdict.good("The page is byte for byte the one that the paper made."),
        }
    }
    since(&proven, &trust, newer, verdict).await
}

/// Looks at a proof without a page.
pub(super) async fn proof_alone(
    proof: &[u8],
    key: &VerifierKey,
    newer: Option<&Source>,
    verdict: &mut Verdict,
) -> anyhow::Result<()> {
    let Some((_, proven, trust)) = proven(proof, key, newer, verdict).await? else { return Ok(()) };
    for line in proven.words.iter().flatten() {
        verdict.notes.push(line.clone());
    }
    since(&proven, &trust, newer, verdict).await
}

async fn proven(
    proof: &[u8],
    key: &VerifierKey,
    newer: Option<&Source>,
    verdict: &mut Verdict,
) -> anyhow::Result<Option<(ArticleProof, ProvenArticle, Trust)>> {
    let proof = match ArticleProof::parse(proof) {
        Ok(proof) => proof,
        Err(why) => {
            verdict.wrong(why.to_string());
            return Ok(None);
        }
    };
    let mut said = proof.statements.clone();
    if let Some(newer) = newer {
        said.extend(statements(newer).await?);
    }
    let trust = Trust::new(key.clone(), &said);
    let proven = match proof.check(&trust) {
        Ok(proven) => proven,
        Err(why) => {
            verdict.wrong(why.to_string());
            return Ok(None);
        }
    };
    verdict.good(format!(
        "{}{} was {}: entry {} of the record of {}, signed on {}.",
        trust.pinned().name(),
        proven.entry.address,
        told(&proven.entry),
        proven.number,
        proven.head.origin,
        proven.head.at.strftime("%-d %B %Y, %H:%M UTC")
    ));
    if !proven.is_public() {
        verdict.wrong(format!("The article is no longer public: it was {}.", told(&proven.entry)));
    }
    for correction in &proven.corrections {
        verdict.good(format!("Corrected: {correction}"));
    }
    Ok(Some((proof, proven, trust)))
}

/// Whether somebody newer knows more of the article.
async fn since(
    proven: &ProvenArticle,
    trust: &Trust,
    newer: Option<&Source>,
    verdict: &mut Verdict,
) -> anyhow::Result<()> {
    let Some(newer) = newer else {
        verdict.notes.push(format!(
            "This is what the paper knew on {}. Whether it published something newer, --newer tells.",
            proven.head.at.strftime("%-d %B %Y, %H:%M UTC")
        ));
        return Ok(());
    };
    let (size, root) = (proven.head.size, proven.head.root);
    let Some(log) = newer_log(newer, trust, size, root, verdict).await? else { return Ok(()) };
    match log.newest.get(&proven.entry.article) {
        Some((number, entry)) if *number > proven.number => verdict.newer.push(format!(
            "The article was {} since: entry {number}, at {}.",
            told(entry),
            entry.address
        )),
        _ => verdict.good(format!(
            "Nothing newer is known of it until {}.",
            log.head.at.strftime("%-d %B %Y, %H:%M UTC")
        )),
    }
    Ok(())
}

/// The newer record, compared with an earlier head; nothing if it proves nothing, which the verdict then says.
pub(super) async fn newer_log(
    newer: &Source,
    trust: &Trust,
    size: u64,
    root: Hash,
    verdict: &mut Verdict,
) -> anyhow::Result<Option<Log>> {
    match Log::read(newer, trust).await? {
        Ok(log) => {
            compare_heads(size, root, &log, verdict);
            Ok(Some(log))
        }
        Err(why) => {
            verdict.wrong(format!("The newer record: {why}"));
            Ok(None)
        }
    }
}

/// Whether an earlier head is one that the newer record had.
fn compare_heads(size: u64, root: Hash, newer: &Log, verdict: &mut Verdict) {
    match newer.root_at(size) {
        Some(own) if own != root => verdict.wrong(format!(
            "The two records differ in their first {size} entries: one of them was rewritten."
        )),
        Some(_) => {}
        None => verdict.notes.push(format!(
            "The record that was to be newer has only {} entries, and this one {size}.",
            newer.head.size
        )),
    }
}

/// In what a page differs from what is proven.
pub(super) fn differences(html: &str, proven: &ProvenArticle) -> Vec<String> {
    let mut differences = Vec::new();
    let Some(words) = &proven.words else {
        return vec!["The words of this version are sealed by order of a court, so nobody can say what they were.".to_owned()];
    };
    let Some(PrintedPage { recorded, beside, links, moments, canonical, hidden }) =
        printed_page::read(html)
    else {
        return vec!["The page has no article, or more than one.".to_owned()];
    };
    let lines = || words.iter().filter_map(|line| line.split_once(": "));
    let mut expected: Vec<String> = lines()
        .filter(|(what, _)| matches!(*what, "headline" | "standfirst" | "text"))
        .flat_map(|(_, text)| printed_page::words(text))
        .collect();
    expected.extend(proven.corrections.iter().flat_map(|text| printed_page::words(text)));
    if recorded != expected {
        differences.push(first_difference(&recorded, &expected));
    }
    if hidden {
        differences.push("Some of the article's words are hidden on the page.".to_owned());
    }
    let around = beside.join(" ");
    // Standing pages say neither when nor by whom.
    for (what, name) in lines().filter(|_| !moments.is_empty()) {
        let is_shown = |name: &str| around.contains(&printed_page::words(name).join(" "));
        if matches!(what, "author" | "agency" | "translator" | "photographer" | "place" | "sponsor")
            && !is_shown(name)
        {
            differences
                .push(format!("The page does not name “{name}”, whom the article names ({what})."));
        }
    }
    let known: Vec<&str> =
        lines().filter(|(what, _)| *what == "link").map(|(_, href)| href).collect();
    for link in links {
        let is_inside =
            !link.contains("://") && !link.starts_with("//") && !link.starts_with("javascript:");
        if !is_inside && !known.contains(&link.as_str()) {
            differences.push(format!("A link leads to {link}, and the article's leads there not."));
        }
    }
    let is_own = canonical.as_deref().is_some_and(|link| is_address(link, &proven.entry.address));
    if !is_own {
        differences.push(format!(
            "The page says to be {}, and the article is at {}.",
            canonical.as_deref().unwrap_or("nothing"),
            proven.entry.address
        ));
    }
    differences
}

/// Whether a link, encoded and perhaps with a host, leads to this address.
fn is_address(link: &str, address: &str) -> bool {
    // A card's page has an address of its own; the record names the one under which articles stand.
    let card = address.replacen("/post/", "/explain/", 1);
    [story::url::encode(address), story::url::encode(&card)]
        .iter()
        .any(|own| link == own || link.ends_with(own) && link.contains("://"))
}

fn first_difference(page: &[String], expected: &[String]) -> String {
    let at = page.iter().zip(expected).take_while(|(a, b)| a == b).count();
    let some = |words: &[String]| {
        let from = at.saturating_sub(3).min(words.len());
        let some: Vec<&str> = words[from..].iter().take(9).map(String::as_str).collect();
        if some.is_empty() {
            "nothing more".to_owned()
        } else {
            format!("“{}”", some.join(" "))
        }
    };
    format!("The page says {}, and the article {}.", some(page), some(expected))
}

fn beside_words(html: &str, verdict: &mut Verdict) {
    let Some(page) = printed_page::read(html) else { return };
    if !page.beside.is_empty() {
        let some: Vec<&str> = page.beside.iter().take(60).map(String::as_str).collect();
        verdict
            .notes
            .push(format!("Beside the article's own words the page says: {}", some.join(" ")));
    }
}
