//! What a generated archive says: texts to repeat, names, topics.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, bail};
use story::block::Block;
use story::content::MAX_HEADLINE;
use story::inline::Inline;
use story::topic::Names;
use story::{Body, Edition, Language, Slug};

use super::dice::Dice;
use super::invented::{INVENTED, Invented, TOPICS};

/// How many articles are made of a language's invented sentences.
const INVENTED_TEXTS: usize = 60;

/// How many short items in a row make one article, where a language has only such.
const SHORT_ITEMS: usize = 8;

/// Everything that is said, by the code of its language.
#[derive(Debug)]
pub(super) struct Words {
    languages: HashMap<&'static str, Vec<Text>>,
}

/// A text to repeat.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) headline: String,
    pub(super) slug: Slug,
    pub(super) standfirst: String,
    pub(super) body: Body,
}

/// A text of the corpus.
#[derive(Debug, serde::Deserialize)]
struct Document {
    lang: String,
    title: String,
    #[serde(default)]
    translation_group: Option<String>,
    blocks: Vec<Piece>,
}

#[derive(Clone, Debug, serde::Deserialize)]
struct Piece {
    #[serde(rename = "type")]
    kind: String,
    text: String,
}

impl Words {
    /// The texts of a folder of JSON lines; a language that has none there gets invented ones.
    pub(super) fn read(folder: &Path, editions: &[Edition]) -> anyhow::Result<Words> {
        let mut whole: HashMap<String, Vec<Document>> = HashMap::new();
        let mut short: HashMap<String, Vec<Document>> = HashMap::new();
        let files = std::fs::read_dir(folder).with_context(|| {
            format!(
                "{} is not a folder of texts. Name one that has corpus/*.jsonl.",
                folder.display()
            )
        })?;
        let mut files: Vec<_> =
            files.map(|file| file.map(|file| file.path())).collect::<Result<_, _>>()?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
        files.sort();
        if files.is_empty() {
            bail!("{} has no texts: there is no file that ends in .jsonl.", folder.display());
        }
        for file in files {
            let lines = BufReader::new(File::open(&file)?).lines();
            for (line, number) in lines.zip(1..) {
                let place = || format!("{}, line {number}, is no text.", file.display());
                let document: Document = serde_json::from_str(&line?).with_context(place)?;
                let into =
                    if document.translation_group.is_some() { &mut short } else { &mut whole };
                into.entry(document.lang.clone()).or_default().push(document);
            }
        }
        let mut languages = HashMap::new();
        for language in spoken(editions) {
            let mut texts = match (whole.get(language.code()), short.get(language.code())) {
                (Some(documents), _) => {
                    documents.iter().filter_map(|it| text(&[it], language)).collect()
                }
                (None, Some(items)) => items
                    .windows(SHORT_ITEMS)
                    .filter_map(|items| text(&items.iter().collect::<Vec<_>>(), language))
                    .collect(),
                (None, None) => Vec::new(),
            };
            if texts.is_empty() {
                texts = invented(language);
            }
            languages.insert(language.code(), texts);
        }
        Ok(Words { languages })
    }

    /// A few sentences of our own, in every order.
    pub(super) fn invented(editions: &[Edition]) -> Words {
        let texts = spoken(editions).map(|language| (language.code(), invented(language)));
        Words { languages: texts.collect() }
    }

    /// The texts of a language.
    pub(super) fn texts(&self, language: Language) -> &[Text] {
        self.languages.get(language.code()).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The names of so many authors of a language.
pub(super) fn authors(language: Language, many: usize) -> Vec<String> {
    let Invented { given, family, .. } = of(language);
    let names = family.iter().flat_map(|family| given.iter().map(move |given| (given, family)));
    // Not all of one family first.
    let mut names: Vec<String> = names.map(|(given, family)| format!("{given} {family}")).collect();
    let mut dice = Dice::new(7);
    for place in (1..names.len()).rev() {
        names.swap(place, dice.one_of(place + 1));
    }
    names.truncate(many);
    names
}

/// Topics with their names in every language: single words, then two of them together.
pub(super) fn topics() -> Vec<Names> {
    let names = |words: &[usize]| -> Names {
        let in_language = |column: usize| {
            let words: Vec<&str> = words.iter().map(|word| TOPICS[*word][column]).collect();
            words.join(", ")
        };
        INVENTED
            .iter()
            .enumerate()
            .map(|(column, language)| (language.code.to_owned(), in_language(column)))
            .collect::<BTreeMap<_, _>>()
    };
    let single = (0..TOPICS.len()).map(|word| names(&[word]));
    let pairs = (0..TOPICS.len()).flat_map(|first| (0..first).map(move |second| [first, second]));
    single.chain(pairs.map(|pair| names(&pair))).collect()
}

fn spoken(editions: &[Edition]) -> impl Iterator<Item = Language> {
    editions.iter().map(|edition| edition.language)
}

/// The invented words of a language; English ones where it has none.
fn of(language: Language) -> &'static Invented {
    INVENTED.iter().find(|invented| invented.code == language.code()).unwrap_or(&INVENTED[0])
}

fn invented(language: Language) -> Vec<Text> {
    let Invented { headlines, sentences, .. } = of(language);
    let mut dice = Dice::new(11);
    let texts = (0..INVENTED_TEXTS).filter_map(|place| {
        let piece = |dice: &mut Dice| {
            let said = (0..2 + dice.one_of(3)).map(|_| sentences[dice.one_of(sentences.len())]);
            Piece { kind: "paragraph".to_owned(), text: said.collect::<Vec<_>>().join(" ") }
        };
        let document = Document {
            lang: language.code().to_owned(),
            title: headlines[place % headlines.len()].to_owned(),
            translation_group: None,
            blocks: (0..3 + dice.one_of(9)).map(|_| piece(&mut dice)).collect(),
        };
        text(&[&document], language)
    });
    texts.collect()
}

/// One text of these documents, under the title of the first.
fn text(documents: &[&Document], language: Language) -> Option<Text> {
    let title: String = documents.first()?.title.chars().take(MAX_HEADLINE - 12).collect();
    let pieces = documents.iter().flat_map(|document| &document.blocks);
    let blocks: Vec<Block> = pieces.map(block).collect();
    let body = Body::new(blocks);
    let slug = Slug::of(&title, language)?;
    if body.is_empty() {
        return None;
    }
    Some(Text { headline: title, slug, standfirst: body.teaser(), body })
}

fn block(piece: &Piece) -> Block {
    let words = vec![Inline::text(piece.text.as_str())];
    match piece.kind.as_str() {
        "heading" => Block::heading(2, words),
        _ => Block::paragraph(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_invented_words_of_its_own() {
        for language in Language::all() {
            assert_eq!(of(language).code, language.code());
            assert_eq!(invented(language).len(), INVENTED_TEXTS, "{}", language.code());
            assert_eq!(authors(language, 100).len(), 100, "{}", language.code());
        }
    }

    #[test]
    fn no_two_topics_are_called_the_same() {
        let mut names: Vec<String> = topics().iter().map(|topic| topic["en"].clone()).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
        assert!(all > 200);
    }
}
