//! A body as HTML for others.

use insta::assert_snapshot;
use proptest::prelude::*;
use story::block::{Block, CardAttrs, EmbedAttrs, Fact, FigureAttrs, QuotationAttrs, TableAttrs};
use story::inline::{Inline, Mark};
use story::{Body, Direction, Language, MediaId};
use wire::addresses::{Addresses, Picture};
use wire::html_out::html;

use crate::samples::{Meridian, body};

#[test]
fn each_block_has_its_own_element() {
    assert_snapshot!(html(&body(), Language::english(), &Meridian), @r#"
    <div lang="en" dir="ltr">
    <p>Rain <a href="https://meridian.example/en/post/rain">stops<strong> play</strong></a> at 5 &lt; 6 &amp; &quot;tea&quot;.<br>
    <bdi lang="ar" dir="rtl">هنا</bdi>, said Ana</p>
    <h2>The second day</h2>
    <ul>
    <li>one</li>
    <li>
    <p>two</p>
    <ol start="3">
    <li>three</li>
    </ol>
    </li>
    </ul>
    <figure>
    <blockquote>
    <p>As angry as possible.</p>
    </blockquote>
    <figcaption>Ulf, to Al Jazeera</figcaption>
    </figure>
    <blockquote>
    <p>No name.</p>
    </blockquote>
    <figure>
    <img src="https://meridian.example/media/00/roads.svg" width="1200" height="675" alt="A map of &quot;roads&quot;">
    <figcaption>Closed roads. <small>Farid</small></figcaption>
    </figure>
    <figure>
    <img src="https://meridian.example/media/00/roads.svg" width="1200" height="675" alt="Again">
    </figure>
    <p><a href="https://video.example/1">The match</a></p>
    <p>Not a link</p>
    <table>
    <caption>Litres</caption>
    <thead>
    <tr>
    <th scope="col">Day</th>
    <th scope="col" colspan="2">Sold</th>
    </tr>
    </thead>
    <tbody>
    <tr>
    <th scope="row">Monday</th>
    <td>4</td>
    <td>5</td>
    </tr>
    </tbody>
    </table>
    <aside>
    <h3>Who is JNIM?</h3>
    <dl>
    <dt>Formed</dt>
    <dd>2017</dd>
    </dl>
    <p>An armed group.</p>
    </aside>
    <pre>
    a
      b</pre>
    <hr>
    <p><em>bad</em> H<sub>2</sub>O</p>
    </div>
    "#);
}

#[test]
fn an_empty_text_is_an_empty_element_in_its_own_direction() {
    let arabic = Language::parse("ar").unwrap();
    assert_eq!(
        html(&Body::default(), arabic, &Meridian),
        "<div lang=\"ar\" dir=\"rtl\">\n</div>\n"
    );
}

/// A careless site: it hands out whatever the text says.
struct Careless(String);

impl Addresses for Careless {
    fn link(&self, href: &str) -> Option<String> {
        Some(href.to_owned())
    }

    fn picture(&self, _: MediaId) -> Option<Picture> {
        Some(Picture { url: self.0.clone(), width: Some(1), height: None })
    }
}

/// A body with this text in every place that has one.
fn filled_with(text: &str) -> Body {
    let text = text.to_owned();
    let words = || {
        let link = Mark::Link { href: text.clone(), title: Some(text.clone()) };
        let lang = Mark::Lang { lang: text.clone(), dir: Direction::Rtl };
        let said = Mark::Ref { target: text.clone(), part: text.clone() };
        let marked = Inline::Text { text: text.clone(), marks: vec![link, lang, Mark::Code, said] };
        vec![Inline::text(text.clone()), marked, Inline::HardBreak]
    };
    let id = story::block::BlockId::default;
    Body::new(vec![
        Block::paragraph(words()),
        Block::heading(9, words()),
        Block::Preformatted { attrs: Default::default(), content: words() },
        Block::Quotation {
            attrs: QuotationAttrs { id: id(), source: Some(text.clone()) },
            content: vec![Block::paragraph(words())],
        },
        Block::Figure {
            attrs: FigureAttrs {
                id: id(),
                media: MediaId::new(1),
                alt: text.clone(),
                credit: Some(text.clone()),
            },
            content: words(),
        },
        Block::Embed {
            attrs: EmbedAttrs {
                id: id(),
                url: text.clone(),
                provider: text.clone(),
                title: text.clone(),
            },
        },
        Block::Table {
            attrs: TableAttrs { id: id(), caption: Some(text.clone()) },
            content: Vec::new(),
        },
        Block::Card {
            attrs: CardAttrs {
                id: id(),
                title: text.clone(),
                facts: vec![Fact { term: text.clone(), value: text.clone() }],
                origin: None,
                revision: None,
            },
            content: Vec::new(),
        },
    ])
}

/// Reads HTML as a browser does and finds nothing in it that runs or loads what we did not mean.
fn is_harmless(written: &str) -> Result<(), String> {
    const ELEMENTS: &[&str] = &[
        "html",
        "div",
        "p",
        "h6",
        "pre",
        "figure",
        "blockquote",
        "figcaption",
        "img",
        "small",
        "table",
        "caption",
        "aside",
        "h3",
        "dl",
        "dt",
        "dd",
        "a",
        "bdi",
        "code",
        "br",
    ];
    const ATTRIBUTES: &[&str] = &["lang", "dir", "src", "alt", "href", "title"];
    let page = scraper::Html::parse_fragment(written);
    for element in page.root_element().descendants().filter_map(scraper::ElementRef::wrap) {
        let name = element.value().name();
        if !ELEMENTS.contains(&name) {
            return Err(format!("<{name}> in {written}"));
        }
        for (attribute, value) in element.value().attrs() {
            let leads = matches!(attribute, "href" | "src");
            let outside = ["https://", "http://", "mailto:", "tel:"];
            let outside = outside.iter().any(|start| value.to_ascii_lowercase().starts_with(start));
            if !ATTRIBUTES.contains(&attribute) || leads && !outside {
                return Err(format!("{attribute}={value} in {written}"));
            }
        }
    }
    Ok(())
}

#[test]
fn hostile_text_stays_text_in_every_place() {
    for text in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "https://example.org/\"onmouseover=alert(1)",
        "https://example.org/\n\"><script>",
        "</pre></div><iframe src=//evil.example>",
        "]]><svg onload=alert(1)>",
        "<!-- --!><script>",
        "vbscript:x",
    ] {
        is_harmless(&html(&filled_with(text), Language::english(), &Careless(text.to_owned())))
            .unwrap();
    }
}

proptest! {
    #[test]
    fn whatever_a_text_says_it_runs_nothing(
        text in "(<|>|\"|'|&|/|=|-->|script|javascript:|https://|on|\\PC|\\s){0,12}",
    ) {
        let written = html(&filled_with(&text), Language::english(), &Careless(text.clone()));
        prop_assert_eq!(is_harmless(&written), Ok(()));
    }
}
