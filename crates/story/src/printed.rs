//! What a text prints: the words, links and pictures that readers of an article get, a line each.

use crate::Content;
use crate::block::Block;
use crate::content::CreditRole;
use crate::inline::{Inline, Mark, plain_text};

impl Content {
    /// What the article prints, in reading order: each line begins with what it is, such as `headline: Rain`. The
    /// public record hashes these lines, so what they look like must never change.
    pub fn printed(&self) -> Vec<String> {
        let Content { headline, standfirst, dateline, sponsor, byline, lead, topics: _, body } =
            self;
        let mut lines = Lines::default();
        lines.push("headline", headline);
        lines.push("standfirst", standfirst);
        lines.push("sponsor", sponsor.as_deref().unwrap_or_default());
        for credit in byline {
            let role = match credit.role {
                CreditRole::Author => "author",
                CreditRole::Agency => "agency",
                CreditRole::Translator => "translator",
                CreditRole::Photographer => "photographer",
            };
            lines.push(role, &credit.name);
        }
        if let Some(lead) = lead {
            lines.push("picture", &format!("{} {}", lead.media, lead.alt));
            lines.push("text", &lead.caption);
        }
        lines.push("place", dateline.as_deref().unwrap_or_default());
        body.blocks().iter().for_each(|block| lines.block(block));
        lines.0
    }
}

#[derive(Default)]
struct Lines(Vec<String>);

impl Lines {
    fn push(&mut self, what: &str, text: &str) {
        if !text.trim().is_empty() {
            // One line stays one, whatever breaks are in it.
            let text = text.replace(['\n', '\r'], " ");
            self.0.push(format!("{what}: {text}"));
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        self.push("text", &plain_text(inlines));
        for inline in inlines {
            let Inline::Text { marks, .. } = inline else { continue };
            for mark in marks {
                if let Mark::Link { href, .. } = mark {
                    self.push("link", href);
                }
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { content, .. }
            | Block::Heading { content, .. }
            | Block::Preformatted { content, .. } => self.inlines(content),
            Block::Figure { attrs, content } => {
                self.push("picture", &format!("{} {}", attrs.media, attrs.alt));
                self.inlines(content);
            }
            Block::Embed { attrs } => {
                self.push("text", &attrs.title);
                self.push("link", &attrs.url);
            }
            Block::Table { attrs, content: _ } => {
                self.push("text", attrs.caption.as_deref().unwrap_or_default());
                self.children(block);
            }
            Block::Card { attrs, content: _ } => {
                self.push("text", &attrs.title);
                for fact in &attrs.facts {
                    self.push("text", &fact.term);
                    self.push("text", &fact.value);
                }
                self.children(block);
            }
            Block::Post { attrs, content: _ } => {
                self.push("moment", &attrs.at.to_string());
                self.push("text", &attrs.title);
                self.children(block);
            }
            Block::Quotation { attrs, content: _ } => {
                self.children(block);
                self.push("text", attrs.source.as_deref().unwrap_or_default());
            }
            Block::BulletList { .. } | Block::OrderedList { .. } | Block::Gallery { .. } => {
                self.children(block);
            }
            Block::Break { .. } => {}
        }
    }

    fn children(&mut self, block: &Block) {
        block.children().into_iter().for_each(|child| self.block(child));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Credit;
    use crate::inline::Inline;
    use crate::{Body, Content};

    #[test]
    fn an_article_prints_its_words_and_where_its_links_lead() {
        let link = Mark::Link { href: "https://rain.example/".into(), title: None };
        let words = Inline::Text { text: "the office".into(), marks: vec![link] };
        let content = Content {
            headline: "Rain".into(),
            standfirst: "A lot of it.".into(),
            dateline: Some("BAMAKO".into()),
            sponsor: Some("Hill Tractors".into()),
            byline: vec![Credit { role: CreditRole::Author, author: None, name: "Ana".into() }],
            body: Body::new(vec![Block::paragraph(vec![
                Inline::text("It rained,"),
                Inline::HardBreak,
                words,
            ])]),
            ..Content::default()
        };
        assert_eq!(
            content.printed(),
            [
                "headline: Rain",
                "standfirst: A lot of it.",
                "sponsor: Hill Tractors",
                "author: Ana",
                "place: BAMAKO",
                "text: It rained, the office",
                "link: https://rain.example/",
            ]
        );
    }
}
