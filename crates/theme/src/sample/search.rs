//! The search page of the sample paper: with results, without any, and before anything was asked.

use story::Language;

use super::SamplePaper;
use crate::page::{SearchChoice, SearchForm, SearchPage, SearchPiece, SearchResult};

impl SamplePaper {
    pub(super) fn search(&self, found: usize) -> SearchPage {
        let piece = |text: &str, marked| SearchPiece { text: text.to_owned(), marked };
        let results = self.teasers(found).into_iter().enumerate().map(|(n, teaser)| SearchResult {
            href: teaser.href,
            kind: teaser.kind,
            ended: teaser.ended,
            kicker: teaser.kicker,
            headline: vec![piece(&teaser.headline, n == 0)],
            snippet: vec![piece(&teaser.standfirst, false), piece(self.words.topics[0], true)],
            byline: teaser.byline,
            first_live_at: teaser.first_live_at,
            edition: (n == 1).then(|| self.language.row().endonym.to_owned()),
            language: self.language,
            dir: self.language.direction(),
        });
        SearchPage {
            is_asked: true,
            asked: SearchForm {
                q: self.words.topics[0].to_owned(),
                is_narrowed: true,
                ..SearchForm::default()
            },
            total: found,
            results: results.collect(),
            instead: (found > 0).then(|| self.words.topics[1].to_owned()),
            some_words: false,
            next_href: (found > 0).then(|| self.href("search?q=1&page=2")),
            newest: if found == 0 { self.teasers(2) } else { Vec::new() },
            ..self.search_begun()
        }
    }

    pub(super) fn search_begun(&self) -> SearchPage {
        let choice = |value: &str, name: &str, language| SearchChoice {
            value: value.to_owned(),
            name: name.to_owned(),
            language,
            chosen: false,
        };
        SearchPage {
            paper: self.chrome("search"),
            action: self.href("search"),
            asked: SearchForm::default(),
            is_asked: false,
            sections: vec![choice("world", self.words.topics[0], self.language)],
            editions: Language::all()
                .map(|other| choice(other.code(), other.row().endonym, other))
                .collect(),
            total: 0,
            results: Vec::new(),
            instead: None,
            some_words: false,
            away: false,
            incomplete: true,
            next_href: None,
            newest: Vec::new(),
        }
    }
}
