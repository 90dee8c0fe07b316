//! What an article's page prints, read back from its HTML: for those who compare it with the public record.

use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

/// The words of a page, as far as they are an article's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedPage {
    /// The words that the page says the record proves, in their order.
    pub recorded: Vec<String>,
    /// The other words inside the article: names, dates, labels.
    pub beside: Vec<String>,
    /// Where the links among the recorded words lead.
    pub links: Vec<String>,
    /// The moments that the article names.
    pub moments: Vec<String>,
    /// The page's own address on the paper's site.
    pub canonical: Option<String>,
    /// Whether recorded words are hidden from those who look at the page.
    pub hidden: bool,
}

/// Elements that end a word wherever they begin or end.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements whose text nobody sees.
const UNSEEN: &[&str] = &["script", "style", "template", "noscript", "textarea", "title"];

/// How deep elements may stand in each other; ours stand in far fewer.
const MAX_DEPTH: usize = 200;

/// Reads the article of a page; nothing if it has none, or more than one that says so.
pub fn read(html: &str) -> Option<PrintedPage> {
    let page = Html::parse_document(html);
    // What cannot be parsed is ours, and right.
    let articles = Selector::parse("main > article").ok()?;
    let canonical = Selector::parse("link[rel=canonical]").ok()?;
    let mut found = page.select(&articles);
    let article = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let mut walk = Walk::default();
    walk.element(article, State::Beside, 0);
    let canonical = page.select(&canonical).next();
    Some(PrintedPage {
        recorded: words(&walk.recorded),
        beside: words(&walk.beside),
        links: walk.links,
        moments: walk.moments,
        canonical: canonical.and_then(|link| link.attr("href")).map(str::to_owned),
        hidden: walk.hidden,
    })
}

/// Text as its words.
pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Recorded,
    Beside,
}

#[derive(Default)]
struct Walk {
    recorded: String,
    beside: String,
    links: Vec<String>,
    moments: Vec<String>,
    hidden: bool,
}

impl Walk {
    fn element(&mut self, element: ElementRef<'_>, state: State, depth: usize) {
        if depth > MAX_DEPTH {
            // Nobody writes so; what is down there may be anything.
            self.hidden = true;
            return;
        }
        let name = element.value().name();
        if UNSEEN.contains(&name) {
            return;
        }
        let state = match (element.attr("data-record"), element.attr("data-beside")) {
            (_, Some(_)) => State::Beside,
            (Some(_), None) => State::Recorded,
            (None, None) => state,
        };
        if state == State::Recorded {
            self.hidden |= element.attr("hidden").is_some() || element.attr("style").is_some();
            if name == "a" {
                self.links.extend(element.attr("href").map(str::to_owned));
            }
        }
        if name == "time" {
            self.moments.extend(element.attr("datetime").map(str::to_owned));
        }
        let breaks = BLOCKS.contains(&name);
        if breaks {
            self.break_word();
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text(state).push_str(text),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child, state, depth + 1);
                    }
                }
                _ => {}
            }
        }
        if breaks {
            self.break_word();
        }
    }

    fn text(&mut self, state: State) -> &mut String {
        match state {
            State::Recorded => &mut self.recorded,
            State::Beside => &mut self.beside,
        }
    }

    fn break_word(&mut self) {
        self.recorded.push(' ');
        self.beside.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_gives_its_words_and_not_those_around_it() {
        let html = "<link rel=canonical href=https://p.example/en/post/rain><main><article><h1 data-record>Ra<b>in</b></h1>\
            <p>By Ana, <time datetime=2026-03-04T09:00:00Z>today</time></p>\
            <div data-record><p><span data-beside>BAMAKO —</span> H<sub>2</sub>O<br>fell <a href=https://x.example/>here</a></p><script>no</script></div>\
            </article><aside>Other news</aside></main>";
        let page = read(html).unwrap();
        assert_eq!(page.recorded, ["Rain", "H2O", "fell", "here"]);
        assert_eq!(page.beside, ["By", "Ana,", "today", "BAMAKO", "—"]);
        assert_eq!(page.links, ["https://x.example/"]);
        assert_eq!(page.moments, ["2026-03-04T09:00:00Z"]);
        assert_eq!(page.canonical.as_deref(), Some("https://p.example/en/post/rain"));
        assert!(!page.hidden);
    }

    #[test]
    fn a_page_that_is_nested_without_end_is_read_to_one() {
        let html =
            format!("<main><article>{}x</article></main>", "<div data-record>".repeat(2_000));
        assert!(read(&html).is_none_or(|page| page.hidden));
    }

    #[test]
    fn two_articles_or_none_are_no_article_and_hidden_words_are_told() {
        assert_eq!(read("<main><p>x</p></main>"), None);
        assert_eq!(read("<main><article>a</article><article>b</article></main>"), None);
        assert!(
            read("<main><article><p data-record hidden>a</p></article></main>").unwrap().hidden
        );
        assert!(read("<main><article><div data-record><p style='display:none'>a</p></div></article></main>").unwrap().hidden);
    }
}
