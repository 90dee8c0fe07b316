//! The sample's running text, with every kind of block, and its picture.

use std::collections::HashMap;

use crate::page::{Focus, Picture, PictureFile, PictureFormat, Source, Text};
use story::block::{
    Block, BreakAttrs, BreakKind, CardAttrs, CellAttrs, EmbedAttrs, Fact, FigureAttrs, ListItem,
    Named, OrderedListAttrs, PostAttrs, QuotationAttrs, TableAttrs, TableCell, TableRow,
};
use story::inline::{Inline, Mark};
use story::{ArticleId, Body, Direction, MediaId, Timestamp};

use super::words::Words;

pub(super) fn file() -> PictureFile {
    PictureFile {
        src: "/media/sample-860.svg".to_owned(),
        width: 860,
        height: 480,
        sources: vec![
            Source { src: "/media/sample-430.svg".to_owned(), width: 430 },
            Source { src: "/media/sample-860.svg".to_owned(), width: 860 },
        ],
        formats: vec![PictureFormat {
            content_type: "image/avif".to_owned(),
            sources: vec![Source { src: "/media/sample-860.avif".to_owned(), width: 860 }],
        }],
        focus: Focus::of(0.1, 0.5),
        share: None,
    }
}

pub(super) fn picture(words: &Words) -> Picture {
    Picture {
        file: file(),
        alt: words.alt.to_owned(),
        caption: words.caption.to_owned(),
        credit: Some(words.title.to_owned()),
    }
}

/// A text with every kind of block.
pub(super) fn text(words: &Words) -> Text {
    let media = MediaId::new(1);
    let say = |text: &str| vec![Inline::text(text)];
    let paragraph = |text: &str| Block::paragraph(say(text));
    let item = |text: &str| ListItem { content: vec![paragraph(text)] };
    let head = |text: &str| TableCell::TableHeader {
        attrs: CellAttrs::default(),
        content: vec![paragraph(text)],
    };
    let cell = |text: &str| TableCell::TableCell {
        attrs: CellAttrs::default(),
        content: vec![paragraph(text)],
    };
    let figure = || Block::Figure {
        attrs: FigureAttrs {
            id: Default::default(),
            media,
            alt: words.alt.to_owned(),
            credit: Some(words.people[3].to_owned()),
        },
        content: say(words.caption),
    };
    let marked = |text: &str, mark: Mark| Inline::Text { text: text.to_owned(), marks: vec![mark] };
    let body = Body::new(vec![
        paragraph(words.paragraphs[0]),
        Block::paragraph(vec![
            Inline::text(words.paragraphs[1]),
            Inline::text(" "),
            marked(
                words.topics[0],
                Mark::Link { href: "https://source.example/report".to_owned(), title: None },
            ),
            Inline::text(". "),
            marked("الحصار", Mark::Lang { lang: "ar".to_owned(), dir: Direction::Rtl }),
            Inline::text("."),
        ]),
        Block::Quotation {
            attrs: QuotationAttrs {
                source: Some(words.people[1].to_owned()),
                ..Default::default()
            },
            content: vec![paragraph(words.quotation)],
        },
        Block::heading(2, say(words.headlines[3])),
        paragraph(words.paragraphs[2]),
        Block::Card {
            attrs: CardAttrs {
                id: Default::default(),
                title: words.headlines[4].to_owned(),
                facts: vec![
                    Fact { term: words.topics[0].to_owned(), value: words.stands[0].to_owned() },
                    Fact { term: words.topics[1].to_owned(), value: words.stands[1].to_owned() },
                ],
                origin: Some(ArticleId::new(7)),
                revision: Some(1),
            },
            content: vec![paragraph(words.paragraphs[1])],
        },
        paragraph(words.paragraphs[0]),
        Block::BulletList { attrs: Named::default(), content: words.stands.map(item).into() },
        Block::OrderedList {
            attrs: OrderedListAttrs { order: 3, ..Default::default() },
            content: words.topics.map(item).into(),
        },
        figure(),
        Block::Gallery { attrs: Named::default(), content: vec![figure(), figure()] },
        Block::Table {
            attrs: TableAttrs { caption: Some(words.caption.to_owned()), ..Default::default() },
            content: vec![
                TableRow { content: vec![head(words.topics[0]), head("2024"), head("2025")] },
                TableRow { content: vec![head(words.place), cell("1 204"), cell("987")] },
                TableRow { content: vec![head(words.sections[1]), cell("310"), cell("365")] },
            ],
        },
        Block::heading(3, say(words.headlines[5])),
        Block::Embed {
            attrs: EmbedAttrs {
                id: Default::default(),
                url: "https://video.example/watch?v=1".to_owned(),
                provider: "YouTube".to_owned(),
                title: words.headlines[2].to_owned(),
            },
        },
        Block::Preformatted {
            attrs: Named::default(), content: say("06:25  A → B\n07:40  B → C")
        },
        Block::Post {
            attrs: PostAttrs {
                id: Default::default(),
                at: Timestamp::UNIX_EPOCH,
                key: true,
                last: false,
                title: words.headlines[5].to_owned(),
            },
            content: vec![paragraph(words.paragraphs[0])],
        },
        Block::Break { attrs: BreakAttrs { id: Default::default(), kind: BreakKind::Scene } },
        paragraph(words.paragraphs[2]),
        Block::Break { attrs: BreakAttrs { id: Default::default(), kind: BreakKind::Page } },
        paragraph(words.paragraphs[1]),
        Block::Break { attrs: BreakAttrs { id: Default::default(), kind: BreakKind::Teaser } },
    ]);
    Text {
        claims: std::collections::HashMap::new(),
        body,
        pictures: HashMap::from([(media, file())]),
        cards: HashMap::from([(ArticleId::new(7), "/en/post/card".to_owned())]),
    }
}
