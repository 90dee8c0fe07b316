//! What an editor should look at before a text goes out. Readers never see a flag.

use std::collections::{BTreeSet, HashMap};

use super::annotation::{self, Annotation, Part};
use super::quotation::same_words;
use super::{Claim, Item};
use crate::block::{Block, BlockId};
use crate::{ArticleId, Content, ItemId, Language, Refusal, RevisionNumber};

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Flag {
    /// Quoted words are not those that were compared with the source. This keeps the text from readers.
    QuotationChanged {
        /// Where.
        block: BlockId,
        /// The claim.
        claim: ItemId,
        /// As the text has it.
        printed: String,
        /// As it was compared.
        verified: String,
    },
    /// Nobody compared these quoted words with their source yet.
    QuotationUnverified {
        /// Where.
        block: BlockId,
        /// The claim.
        claim: ItemId,
        /// As the text has it.
        printed: String,
    },
    /// Words stand in quotation marks that the newsroom knows only as a paraphrase.
    ParaphraseQuoted {
        /// Where.
        block: BlockId,
        /// The claim.
        claim: ItemId,
        /// As the text has it.
        printed: String,
    },
    /// Somebody in the chain is not named.
    UnnamedSource {
        /// The claim.
        claim: ItemId,
    },
    /// Everything that the text attributes comes from one and the same.
    SingleSource {
        /// From whom.
        source: ItemId,
    },
    /// A date was inferred and nobody confirmed it.
    DateUnconfirmed {
        /// The event.
        event: ItemId,
    },
    /// The card in the text is older than the card itself.
    CardOverdue {
        /// Where.
        block: BlockId,
        /// The card.
        card: ArticleId,
        /// The text of it that was taken over.
        taken: RevisionNumber,
        /// The text that readers of the card have.
        live: RevisionNumber,
    },
    /// The headline or standfirst has a number that the text does not have.
    NumberDiffers {
        /// The number.
        number: String,
    },
    /// The original names who says so, the translation does not.
    AttributionDropped {
        /// The claim.
        claim: ItemId,
    },
    /// Words stand for an item that the newsroom no longer has.
    ItemGone {
        /// Where.
        block: BlockId,
        /// The words.
        words: String,
    },
}

/// What flags are found by.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'a> {
    /// The text.
    pub content: &'a Content,
    /// The language that it is written in.
    pub language: Language,
    /// The items that its words stand for, and those that they name in turn.
    pub items: &'a [Item],
    /// The text that it was translated from.
    pub source: Option<&'a Content>,
    /// The live text of every card that it took over.
    pub cards: &'a [(ArticleId, RevisionNumber)],
}

impl Flag {
    /// Whether it keeps the text from readers.
    pub fn blocks(&self) -> bool {
        matches!(self, Flag::QuotationChanged { .. })
    }
}

/// The refusal of a text whose quoted words changed since they were compared with the source.
pub fn changed_quotation(content: &Content, language: Language, items: &[Item]) -> Option<Refusal> {
    let annotations = annotation::of_body(&content.body);
    let by_id = by_id(items);
    annotations.iter().find_map(|quote| match quoted(quote, language, &by_id)? {
        Flag::QuotationChanged { printed, verified, .. } => {
            Some(Refusal::QuotationChanged { printed, verified })
        }
        _ => None,
    })
}

/// Everything to look at in a text, what keeps it from readers first.
pub fn of(looked: Looked<'_>) -> Vec<Flag> {
    let Looked { content, language, items, source, cards } = looked;
    let annotations = annotation::of_body(&content.body);
    let by_id = by_id(items);
    let mut flags: Vec<Flag> =
        annotations.iter().filter_map(|quote| quoted(quote, language, &by_id)).collect();
    flags.extend(annotations.iter().filter_map(|words| paraphrase(words, content, &by_id)));
    flags.extend(
        annotations
            .iter()
            .filter(|words| !by_id.contains_key(&words.target))
            .map(|words| Flag::ItemGone { block: words.block.clone(), words: words.words.clone() }),
    );
    let claims = claims(&annotations, &by_id);
    flags.extend(
        claims
            .iter()
            .filter(|(_, claim)| claim.chain.iter().any(|hop| hop.by.is_none()))
            .map(|(id, _)| Flag::UnnamedSource { claim: *id }),
    );
    flags.extend(single_source(&claims));
    let mut events = BTreeSet::new();
    for found in &annotations {
        let event = by_id.get(&found.target).and_then(|item| item.event());
        if event.is_some_and(|event| !event.when.confirmed) && events.insert(found.target) {
            flags.push(Flag::DateUnconfirmed { event: found.target });
        }
    }
    flags.extend(overdue_cards(content, cards));
    flags.extend(
        numbers_that_differ(content).into_iter().map(|number| Flag::NumberDiffers { number }),
    );
    if let Some(source) = source {
        flags.extend(dropped_attributions(source, &annotations));
    }
    flags.sort_by_key(|flag| !flag.blocks());
    flags
}

fn by_id(items: &[Item]) -> HashMap<ItemId, &Item> {
    items.iter().map(|item| (item.id, item)).collect()
}

fn quoted(quote: &Annotation, language: Language, by_id: &HashMap<ItemId, &Item>) -> Option<Flag> {
    if quote.part != Part::Quote {
        return None;
    }
    let claim = by_id.get(&quote.target)?.claim()?;
    let (block, id, printed) = (quote.block.clone(), quote.target, quote.words.clone());
    match claim.quotation.get(language.code()) {
        Some(verified) if same_words(verified, &printed) => None,
        Some(verified) => {
            Some(Flag::QuotationChanged { block, claim: id, printed, verified: verified.clone() })
        }
        None => Some(Flag::QuotationUnverified { block, claim: id, printed }),
    }
}

/// A claim in the paper's own words that stands in quotation marks nevertheless.
fn paraphrase(
    words: &Annotation,
    content: &Content,
    by_id: &HashMap<ItemId, &Item>,
) -> Option<Flag> {
    if words.part != Part::Content {
        return None;
    }
    let claim = by_id.get(&words.target)?.claim()?;
    let known = claim.quotation.values().any(|verified| same_words(verified, &words.words));
    let printed_as_quotation = words.set_apart || {
        let block = content.body.walk().into_iter().find(|block| *block.id() == words.block)?;
        stands_in_quotes(&crate::inline::plain_text(block.inlines()), words)
    };
    (printed_as_quotation && !known).then(|| Flag::ParaphraseQuoted {
        block: words.block.clone(),
        claim: words.target,
        printed: words.words.clone(),
    })
}

/// Whether quotation marks are open where the words begin, or open with them.
fn stands_in_quotes(text: &str, words: &Annotation) -> bool {
    let mut at = 0;
    let mut open = false;
    for letter in text.chars() {
        if at >= words.from {
            break;
        }
        at += letter.len_utf16();
        match letter {
            '«' | '“' | '„' => open = true,
            '»' | '”' => open = false,
            '"' => open = !open,
            _ => {}
        }
    }
    open || words.words.starts_with(['«', '“', '„', '"'])
}

fn claims<'a>(
    annotations: &[Annotation],
    by_id: &HashMap<ItemId, &'a Item>,
) -> Vec<(ItemId, &'a Claim)> {
    let mut claims: Vec<(ItemId, &Claim)> = Vec::new();
    for found in annotations {
        if claims.iter().any(|(id, _)| *id == found.target) {
            continue;
        }
        claims.extend(
            by_id
                .get(&found.target)
                .and_then(|item| item.claim())
                .map(|claim| (found.target, claim)),
        );
    }
    claims
}

fn single_source(claims: &[(ItemId, &Claim)]) -> Option<Flag> {
    let attributed: Vec<_> = claims.iter().filter(|(_, claim)| !claim.is_our_own()).collect();
    let mut speakers =
        attributed.iter().map(|(_, claim)| claim.chain.first().and_then(|hop| hop.by));
    let first = speakers.next()??;
    (attributed.len() > 1 && speakers.all(|speaker| speaker == Some(first)))
        .then_some(Flag::SingleSource { source: first })
}

fn overdue_cards(content: &Content, cards: &[(ArticleId, RevisionNumber)]) -> Vec<Flag> {
    let mut flags = Vec::new();
    for block in content.body.walk() {
        let Block::Card { attrs, .. } = block else { continue };
        let (Some(card), Some(taken)) = (attrs.origin, attrs.revision) else { continue };
        let taken = RevisionNumber(taken);
        for (_, live) in cards.iter().filter(|(id, live)| *id == card && *live > taken) {
            flags.push(Flag::CardOverdue { block: attrs.id.clone(), card, taken, live: *live });
        }
    }
    flags
}

/// The numbers of headline and standfirst that the body has not.
fn numbers_that_differ(content: &Content) -> Vec<String> {
    let body = numbers(&content.body.text());
    if content.body.is_empty() {
        return Vec::new();
    }
    let above = format!("{} {}", content.headline, content.standfirst);
    numbers(&above).difference(&body).cloned().collect()
}

/// The numbers of a text in ASCII digits, without signs that only group them.
fn numbers(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut number = String::new();
    let letters: Vec<char> = text.chars().collect();
    for (place, letter) in letters.iter().enumerate() {
        let next_is_digit = letters.get(place + 1).copied().and_then(digit).is_some();
        match digit(*letter) {
            Some(digit) => number.push(digit),
            // 6,000 and 6 000 and 6.000 are one number in different houses; so is 3.5 and 3,5.
            None if !number.is_empty()
                && next_is_digit
                && matches!(letter, ',' | '.' | '\u{a0}' | '\u{202f}' | '٬' | '٫' | '’') => {}
            None if !number.is_empty() => {
                found.insert(std::mem::take(&mut number));
            }
            None => {}
        }
    }
    if !number.is_empty() {
        found.insert(number);
    }
    found
}

fn digit(letter: char) -> Option<char> {
    let zero = match letter {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    char::from_digit(u32::from(letter) - u32::from(zero), 10)
}

/// Claims that the original attributes in words, and the translation has without any.
fn dropped_attributions(source: &Content, translation: &[Annotation]) -> Vec<Flag> {
    let says = |annotations: &[Annotation], id: ItemId, parts: &[Part]| {
        annotations.iter().any(|found| found.target == id && parts.contains(&found.part))
    };
    let original = annotation::of_body(&source.body);
    let named = [Part::Source, Part::Cue];
    let mut claims = BTreeSet::new();
    original
        .iter()
        .filter(|found| named.contains(&found.part) && claims.insert(found.target))
        .map(|found| found.target)
        .filter(|id| {
            says(translation, *id, &[Part::Content, Part::Quote]) && !says(translation, *id, &named)
        })
        .map(|claim| Flag::AttributionDropped { claim })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::Slug;
    use crate::block::CardAttrs;
    use crate::body::Body;
    use crate::coverage::{Edtf, Event, Facts, Hop, How, When};
    use crate::inline::Inline;

    fn item(id: i64, facts: Facts) -> Item {
        Item {
            id: ItemId::new(id),
            slug: Slug::parse(&format!("item-{id}")).unwrap(),
            names: BTreeMap::from([("en".to_owned(), format!("Item {id}"))]),
            aliases: BTreeMap::new(),
            about: BTreeMap::new(),
            wikidata: None,
            merged_into: None,
            facts,
            version: 1,
        }
    }

    fn by(id: Option<i64>) -> Hop {
        Hop { by: id.map(ItemId::new), words: BTreeMap::new(), on_behalf_of: None, how: How::Said }
    }

    fn claim(id: i64, chain: Vec<Hop>, quotation: Option<&str>) -> Item {
        let quotation = quotation.map(|words| ("en".to_owned(), words.to_owned()));
        let facts = Claim { chain, quotation: quotation.into_iter().collect(), ..Claim::default() };
        item(id, Facts::Claim(facts))
    }

    /// A text of one paragraph with these words of it marked.
    fn content(text: &str, marks: &[(&str, i64, Part)]) -> Content {
        let mut body = Body::new(vec![Block::paragraph(vec![Inline::text(text)])]);
        let block = body.blocks()[0].id().clone();
        for (words, id, part) in marks {
            let at = text.find(words).unwrap();
            let from = text[..at].encode_utf16().count();
            let to = from + words.encode_utf16().count();
            body = body.annotated(&block, from, to, ItemId::new(*id), *part);
        }
        Content { headline: "Fuel".to_owned(), body, ..Content::default() }
    }

    fn flags(content: &Content, items: &[Item]) -> Vec<Flag> {
        let language = Language::english();
        of(Looked { content, language, items, source: None, cards: &[] })
    }

    #[test]
    fn a_text_without_marks_has_no_flags() {
        assert_eq!(flags(&content("It rained for 3 days.", &[]), &[]), []);
    }

    #[test]
    fn a_quotation_whose_words_changed_stays_from_readers_until_it_is_compared_again() {
        let text = "“They want the people to be angry,” he said.";
        let content = content(text, &[("They want the people to be angry", 7, Part::Quote)]);
        let changed = claim(7, vec![by(Some(1))], Some("They want people to be angry."));
        let found = flags(&content, std::slice::from_ref(&changed));
        assert!(matches!(&found[..], [Flag::QuotationChanged { .. }]), "{found:?}");
        assert!(found[0].blocks());
        let refused = changed_quotation(&content, Language::english(), &[changed]);
        assert!(matches!(refused, Some(Refusal::QuotationChanged { .. })), "{refused:?}");
        let compared = claim(7, vec![by(Some(1))], Some("They want the people to be angry."));
        assert_eq!(flags(&content, &[compared]), []);
        let never = claim(7, vec![by(Some(1))], None);
        let found = flags(&content, &[never]);
        assert!(matches!(&found[..], [Flag::QuotationUnverified { .. }]), "{found:?}");
    }

    #[test]
    fn a_paraphrase_in_quotation_marks_is_flagged() {
        let text = "He said that “they want anger” in the streets.";
        let told = claim(7, vec![by(Some(1))], None);
        let quoted = content(text, &[("they want anger", 7, Part::Content)]);
        let found = flags(&quoted, std::slice::from_ref(&told));
        assert!(matches!(&found[..], [Flag::ParaphraseQuoted { .. }]), "{found:?}");
        let plain = content(text, &[("in the streets", 7, Part::Content)]);
        assert_eq!(flags(&plain, &[told]), []);
    }

    #[test]
    fn who_is_not_named_and_who_is_alone_is_flagged() {
        let text = "One says rain, two says snow.";
        let marks = [("rain", 7, Part::Content), ("snow", 8, Part::Content)];
        let text = content(text, &marks);
        let unnamed = [claim(7, vec![by(None)], None), claim(8, vec![by(Some(1))], None)];
        assert_eq!(flags(&text, &unnamed), [Flag::UnnamedSource { claim: ItemId::new(7) }]);
        let alone = [claim(7, vec![by(Some(1))], None), claim(8, vec![by(Some(1))], None)];
        assert_eq!(flags(&text, &alone), [Flag::SingleSource { source: ItemId::new(1) }]);
    }

    #[test]
    fn a_date_that_was_only_inferred_waits_for_an_editor() {
        let mut when = When::stated(Edtf::parse("2025-11-03/2025-11-09").unwrap());
        when.confirmed = false;
        let event = item(7, Facts::Event(Event { when, place: None, who: Vec::new() }));
        let text = content("They left last week.", &[("They left", 7, Part::Mention)]);
        assert_eq!(flags(&text, &[event]), [Flag::DateUnconfirmed { event: ItemId::new(7) }]);
    }

    #[test]
    fn a_number_of_the_headline_that_the_text_has_not_is_flagged() {
        let mut text = content("Around 6,000 fighters and ٣ towns.", &[]);
        text.headline = "6 000 fighters hold 4 towns".to_owned();
        let differs = |number: &str| Flag::NumberDiffers { number: number.to_owned() };
        // A plain space groups nothing.
        assert_eq!(flags(&text, &[]), [differs("000"), differs("4"), differs("6")]);
        text.headline = "6.000 fighters hold 3 towns".to_owned();
        assert_eq!(flags(&text, &[]), []);
    }

    #[test]
    fn a_translation_that_drops_who_says_so_is_flagged() {
        let marks = [("rain", 7, Part::Content), ("He says", 7, Part::Cue)];
        let source = content("He says rain.", &marks);
        let translation = content("Il pleut: rain.", &marks[..1]);
        let found = of(Looked {
            content: &translation,
            language: Language::english(),
            items: &[claim(7, vec![by(Some(1))], None)],
            source: Some(&source),
            cards: &[],
        });
        assert_eq!(found, [Flag::AttributionDropped { claim: ItemId::new(7) }]);
    }

    #[test]
    fn a_card_that_moved_on_is_flagged() {
        let origin = ArticleId::new(3);
        let attrs = CardAttrs {
            id: BlockId::default(),
            title: "Who is JNIM?".to_owned(),
            facts: Vec::new(),
            origin: Some(origin),
            revision: Some(2),
        };
        let body = Body::new(vec![Block::Card { attrs, content: Vec::new() }]);
        let text = Content { headline: "Fuel".to_owned(), body, ..Content::default() };
        let with = |live| {
            let cards = [(origin, RevisionNumber(live))];
            let language = Language::english();
            of(Looked { content: &text, language, items: &[], source: None, cards: &cards })
        };
        assert_eq!(with(2), []);
        assert!(matches!(with(3)[..], [Flag::CardOverdue { .. }]));
    }

    #[test]
    fn words_for_an_item_that_is_gone_are_flagged() {
        let text = content("They left.", &[("They", 7, Part::Mention)]);
        assert!(matches!(flags(&text, &[])[..], [Flag::ItemGone { .. }]));
    }
}
