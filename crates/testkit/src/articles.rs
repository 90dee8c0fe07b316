//! Sample articles: each kind in English, and news of one story in every language.
//!
//! A sample is a text file in `articles/`: the headline, the standfirst, and then paragraphs with empty lines
//! between them. `## ` begins a crosshead, `> ` a quotation, `- ` an item of a list, `--` alone is a rule.

use story::block::{Block, BreakAttrs, BreakKind, HeadingAttrs, ListItem};
use story::inline::Inline;
use story::{Body, Content, Kind};

/// A sample article.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// What it is.
    pub kind: Kind,
    /// The code of its language.
    pub language: &'static str,
    text: &'static str,
}

macro_rules! samples {
    ($($kind:ident $language:literal $file:literal;)*) => {
        /// All samples.
        pub const SAMPLES: &[Sample] = &[$(Sample {
            kind: Kind::$kind,
            language: $language,
            text: include_str!(concat!("../articles/", $file)),
        }),*];
    };
}

samples! {
    News "en" "news.en.txt";
    News "ru" "news.ru.txt";
    News "hy" "news.hy.txt";
    News "fr" "news.fr.txt";
    News "ar" "news.ar.txt";
    Brief "en" "brief.en.txt";
    Analysis "en" "analysis.en.txt";
    Opinion "en" "opinion.en.txt";
    Interview "en" "interview.en.txt";
    Live "en" "live.en.txt";
    Card "en" "card.en.txt";
    Sponsored "en" "sponsored.en.txt";
    Page "en" "page.en.txt";
}

/// The sample of a kind in a language, or else in English.
pub fn sample(kind: Kind, language: &str) -> Sample {
    let of_kind = || SAMPLES.iter().filter(|sample| sample.kind == kind);
    let found = of_kind().find(|sample| sample.language == language).or_else(|| of_kind().next());
    *found.expect("every kind has a sample in English")
}

impl Sample {
    /// Everything that it says.
    pub fn content(&self) -> Content {
        let mut lines = self.text.lines();
        let headline = lines.next().unwrap_or_default().to_owned();
        let standfirst = lines.next().unwrap_or_default().to_owned();
        let rest = lines.collect::<Vec<_>>().join("\n");
        let paragraphs = rest.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
        let body = Body::new(paragraphs.map(block).collect());
        Content { headline, standfirst, body, ..Content::default() }
    }
}

fn block(text: &str) -> Block {
    let words =
        |text: &str| vec![Inline::text(text.split_whitespace().collect::<Vec<_>>().join(" "))];
    if let Some(text) = text.strip_prefix("## ") {
        let attrs = HeadingAttrs { id: Default::default(), level: 2 };
        Block::Heading { attrs, content: words(text) }
    } else if let Some(text) = text.strip_prefix("> ") {
        let content = vec![Block::paragraph(words(text))];
        Block::Quotation { attrs: Default::default(), content }
    } else if let Some(items) = text.strip_prefix("- ") {
        let items = items
            .split("\n- ")
            .map(|item| ListItem { content: vec![Block::paragraph(words(item))] });
        Block::BulletList { attrs: Default::default(), content: items.collect() }
    } else if text == "--" {
        Block::Break { attrs: BreakAttrs { id: Default::default(), kind: BreakKind::Scene } }
    } else {
        Block::paragraph(words(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use story::Language;

    #[test]
    fn every_kind_and_every_language_has_a_sample() {
        for kind in Kind::ALL {
            assert_eq!(sample(kind, "en").kind, kind);
        }
        for language in Language::all() {
            assert_eq!(sample(Kind::News, language.code()).language, language.code());
        }
    }

    #[test]
    fn every_sample_says_something() {
        for sample in SAMPLES {
            let content = sample.content();
            assert!(!content.headline.is_empty() && !content.standfirst.is_empty(), "{sample:?}");
            assert!(content.body.word_count() >= 30, "{} is too short", content.headline);
            let marks = ["## ", "> ", "- "];
            let lines = content.lines();
            assert!(!lines.iter().any(|line| marks.iter().any(|mark| line.starts_with(mark))));
        }
    }
}
