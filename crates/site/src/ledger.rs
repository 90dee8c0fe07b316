//! Who says what an article says.

use std::collections::{BTreeSet, HashMap};

use story::coverage::annotation::{Annotation, Part};
use story::coverage::{Claim, Hop, Item, ItemKind};
use story::{ItemId, Language};
use theme::page::{ClaimEntry, ClaimMark, HopEntry, Ledger, Printed};

use crate::item::Known;
use crate::link;
use crate::paper::EditionPaper;

/// The claims of an annotated text, those of others first and each in the order of its words, and how the text marks
/// them.
pub(crate) fn of_text(
    at: &EditionPaper,
    annotations: &[Annotation],
    items: &Known,
) -> (Ledger, HashMap<ItemId, ClaimMark>) {
    let mut ledger = Ledger::default();
    let mut marks = HashMap::new();
    let mut seen = BTreeSet::new();
    let mut annotations: Vec<&Annotation> = annotations.iter().collect();
    // What others say comes first, so that the numbers in the text follow each other.
    annotations.sort_by_cached_key(|found| {
        items.get(&found.target).and_then(|item| item.claim()).is_some_and(Claim::is_our_own)
    });
    for found in annotations {
        if !matches!(found.part, Part::Content | Part::Quote) {
            continue;
        }
        let Some(item) = items.get(&found.target) else { continue };
        let Some(claim) = item.claim() else { continue };
        if !seen.insert(item.id) {
            continue;
        }
        let number = ledger.claims.len() + 1;
        let mark = ClaimMark { number, attributed: !claim.is_our_own() };
        marks.insert(found.target, mark);
        ledger.claims.push(ClaimEntry {
            number,
            text: Printed { text: found.words.clone(), ..Printed::default() },
            quotation: found.part == Part::Quote,
            href: Some(format!("#said-{number}")),
            chain: chain(at, claim, items),
            standing: claim.standing,
        });
    }
    count(&mut ledger, seen.iter().filter_map(|id| items.get(id)?.claim()));
    (ledger, marks)
}

/// These claims as sentences, each with the article that has its words, where there is one.
pub(crate) fn of_items<'a>(
    at: &EditionPaper,
    claims: impl Iterator<Item = &'a Item>,
    items: &Known,
    href: impl Fn(&Item) -> Option<String>,
) -> Ledger {
    let mut ledger = Ledger::default();
    let mut listed = Vec::new();
    for item in claims {
        let Some(claim) = item.claim() else { continue };
        let language = at.edition.language;
        let quotation = claim.quotation.get(language.code());
        let number = ledger.claims.len() + 1;
        ledger.claims.push(ClaimEntry {
            number,
            text: match quotation {
                Some(words) => Printed { text: words.clone(), ..Printed::default() },
                None => name(item, language),
            },
            quotation: quotation.is_some(),
            href: href(item),
            chain: chain(at, claim, items),
            standing: claim.standing,
        });
        listed.push(claim);
    }
    count(&mut ledger, listed.into_iter());
    ledger
}

fn count<'a>(ledger: &mut Ledger, claims: impl Iterator<Item = &'a Claim>) {
    let mut voices = BTreeSet::new();
    for claim in claims {
        match claim.chain.first() {
            None => ledger.own += 1,
            Some(hop) => {
                voices.insert((hop.by, hop.words.values().next().cloned()));
            }
        }
    }
    ledger.voices = voices.len();
}

fn chain(at: &EditionPaper, claim: &Claim, items: &Known) -> Vec<HopEntry> {
    let language = at.edition.language;
    claim.chain.iter().filter_map(|hop| entry(at, hop, items, language)).collect()
}

fn entry(at: &EditionPaper, hop: &Hop, items: &Known, language: Language) -> Option<HopEntry> {
    let by = hop.by.and_then(|id| items.get(&id));
    let printed = match by {
        Some(item) => name(item, language),
        None => words(&hop.words, language)?,
    };
    Some(HopEntry {
        name: printed,
        href: by.and_then(|item| topic_page(at, item)),
        on_behalf_of: hop.on_behalf_of.and_then(|id| Some(name(items.get(&id)?, language))),
        how: hop.how,
    })
}

/// The page of an item that has one.
pub(crate) fn topic_page(at: &EditionPaper, item: &Item) -> Option<String> {
    let code = &at.edition.code;
    match item.kind() {
        kind if kind.has_topic_page() => Some(link::topic(code, &item.slug)),
        ItemKind::Storyline => Some(link::coverage(code, &item.slug)),
        _ => None,
    }
}

/// What an item is called, with its language where that is another than the page's.
pub(crate) fn name(item: &Item, language: Language) -> Printed {
    words(&item.names, language).unwrap_or_default()
}

/// Words by language: those of the page's language, or in English, or in any.
pub(crate) fn words(names: &story::topic::Names, language: Language) -> Option<Printed> {
    let by = |code: &str| names.get_key_value(code).filter(|(_, text)| !text.is_empty());
    let (code, text) = by(language.code()).or_else(|| by("en")).or_else(|| names.iter().next())?;
    if code == language.code() {
        return Some(Printed { text: text.clone(), lang: None, dir: None });
    }
    let dir = Language::parse(code).ok().map(Language::direction);
    Some(Printed { text: text.clone(), lang: Some(code.clone()), dir })
}
