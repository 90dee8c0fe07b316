//! Tags made to nest: what goes on from here opens and closes in order, and no deeper than a limit.
//!
//! HTML's own rules for tags that cross each other copy elements, and a text written for the purpose makes them copy
//! without end. So the crossing is undone here, on the tokens, where the work is in proportion to the text.

use std::cell::RefCell;

use html5ever::Attribute;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use url::Url;

use super::clean::{ATTRIBUTES, ELEMENTS};
use super::shortcode::escape;
use super::signs;
use crate::conversion::Losses;
use crate::link;

/// How many elements may be open at once.
const MAX_OPEN: usize = 80;

/// Elements that go with everything inside them.
const DROPPED: &[&str] = &[
    "script", "style", "template", "svg", "math", "canvas", "select", "datalist", "textarea",
    "title", "head", "noembed", "noframes", "frameset", "xmp", "applet",
];

/// Elements that stand alone.
const VOID: &[&str] = &["br", "hr", "img", "wbr", "col"];

/// Elements that end a paragraph by beginning.
const ENDS_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "div",
    "dl",
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
    "ul",
    "dd",
    "dt",
];

const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// Elements that show a page or a file from elsewhere.
const PLAYERS: &[&str] = &["iframe", "embed", "object", "video", "audio"];

/// The HTML with tags that nest; relative addresses are read against `page`.
pub(super) fn nest(html: &str, page: Option<&Url>, losses: &mut Losses) -> String {
    let nester = Nester {
        out: String::with_capacity(html.len() + html.len() / 8),
        open: Vec::new(),
        dropping: None,
        player: None,
        page,
        losses,
    };
    let tokenizer = Tokenizer::new(Sink(RefCell::new(nester)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // Only a script stops the tokenizer, and scripts are never run.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut nester = tokenizer.sink.0.into_inner();
    let unclosed = nester.dropping.as_ref().map(|(name, _)| name.clone());
    if let Some(name) = unclosed.or(nester.player.as_ref().map(|player| player.element.clone())) {
        nester.losses.add(
            &format!("the text after <{name}>"),
            "The element is never closed, so all that follows belongs to it.",
        );
    }
    nester.end_player();
    nester.close_to(0);
    nester.out
}

struct Sink<'a>(RefCell<Nester<'a>>);

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        self.0.borrow_mut().take(token)
    }
}

struct Nester<'a> {
    out: String,
    open: Vec<String>,
    /// The element that is being dropped, and how often it is open within itself.
    dropping: Option<(String, usize)>,
    player: Option<Player>,
    page: Option<&'a Url>,
    losses: &'a mut Losses,
}

/// A player, its file not known yet.
struct Player {
    element: String,
    address: Option<String>,
    title: Option<String>,
}

impl Nester<'_> {
    fn take(&mut self, token: Token) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => match tag.kind {
                TagKind::StartTag => return self.start(&tag),
                TagKind::EndTag => self.end(&tag),
            },
            Token::CharacterTokens(text) => {
                if self.dropping.is_none() && self.player.is_none() {
                    signs::push_hidden(&text, &mut self.out);
                }
            }
            Token::CommentToken(comment) => {
                if self.dropping.is_none() && self.player.is_none() {
                    self.comment(&comment);
                }
            }
            Token::NullCharacterToken
            | Token::DoctypeToken(_)
            | Token::ParseError(_)
            | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        // The tokenizer has to be told which elements hold no tags, whatever becomes of them here.
        let answer = match name {
            "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        };
        if let Some((dropped, depth)) = &mut self.dropping {
            if dropped == name && !tag.self_closing {
                *depth += 1;
            }
            return answer;
        }
        if DROPPED.contains(&name) {
            let why = match name {
                "script" | "style" => "It is no text; scripts and styles are not kept.",
                _ => "It was left out with everything in it.",
            };
            self.losses.add(name, why);
            if !tag.self_closing || matches!(answer, TokenSinkResult::RawData(_)) {
                self.dropping = Some((name.to_owned(), 1));
            }
            return answer;
        }
        if PLAYERS.contains(&name) || name == "source" || name == "param" {
            self.player(tag, name);
            return answer;
        }
        if self.player.is_some() {
            return answer;
        }
        self.note_lost_attributes(tag);
        if let Some(picture) = self.background(tag) {
            self.out.push_str(&format!("<img src=\"{}\">", escape(&picture)));
        }
        if !ELEMENTS.contains(&name) {
            let why = match name {
                "form" | "input" | "button" | "label" | "fieldset" | "legend" | "option" => {
                    "There are no forms in articles; its words were kept."
                }
                _ => "Its words were kept without it.",
            };
            if !matches!(name, "html" | "body") {
                self.losses.add(&format!("element {name}"), why);
            }
            return answer;
        }
        self.make_room_for(name);
        if VOID.contains(&name) {
            self.write_start(name, tag);
        } else if self.open.len() < MAX_OPEN {
            self.write_start(name, tag);
            self.open.push(name.to_owned());
        } else {
            self.losses
                .add("deep nesting", "The innermost elements were left out, their words kept.");
        }
        answer
    }

    fn end(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        if let Some((dropped, depth)) = &mut self.dropping {
            if dropped == name {
                *depth -= 1;
                if *depth == 0 {
                    self.dropping = None;
                }
            }
            return;
        }
        if let Some(player) = &self.player {
            if player.element == name {
                self.end_player();
            }
            return;
        }
        if name == "br" {
            return self.out.push_str("<br>");
        }
        // What is open outside of a cell is not closed from within it.
        let within_cell =
            !matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption");
        let barrier: &[&str] =
            if within_cell { &["td", "th", "caption", "table"] } else { &["table"] };
        let found = self.open.iter().rposition(|open| {
            open == name
                || barrier.contains(&open.as_str())
                || (HEADINGS.contains(&name) && HEADINGS.contains(&open.as_str()))
        });
        let closes = |open: &String| {
            open == name || (HEADINGS.contains(&name) && HEADINGS.contains(&open.as_str()))
        };
        if let Some(found) = found.filter(|found| closes(&self.open[*found])) {
            self.close_to(found);
        }
    }

    fn comment(&mut self, comment: &str) {
        let comment = comment.trim();
        if let Some(block) = comment.strip_prefix("wp:") {
            // A block that closes itself is filled by WordPress when the page is shown.
            if comment.ends_with('/') {
                let name: String = block
                    .chars()
                    .take_while(|letter| !letter.is_whitespace() && *letter != '/')
                    .collect();
                self.losses.add(
                    &format!("block {name}"),
                    "WordPress fills it anew each time; there was nothing to keep.",
                );
            }
        } else if comment == "more" || comment.starts_with("more ") {
            self.break_here("teaser");
        } else if comment == "nextpage" {
            self.break_here("page");
        } else if !comment.starts_with("/wp:") && comment != "noteaser" && !comment.is_empty() {
            self.losses.add("comment in the HTML", "Readers never saw it.");
        }
    }

    fn break_here(&mut self, kind: &str) {
        self.make_room_for("hr");
        self.out.push_str(&format!("<hr data-break=\"{kind}\">"));
    }

    /// Closes what a beginning element ends by beginning.
    fn make_room_for(&mut self, name: &str) {
        let (ended, barrier): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "td", "th"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "td", "th"]),
            "td" | "th" => (&["td", "th", "caption"], &["tr", "table"]),
            "tr" => (&["tr", "caption"], &["table"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "caption"], &["table"]),
            "a" => (&["a"], &["td", "th"]),
            _ if HEADINGS.contains(&name) => (HEADINGS, &["td", "th", "blockquote", "li"]),
            _ => (&[], &[]),
        };
        self.close_nearest(ended, barrier);
        if ENDS_PARAGRAPH.contains(&name) {
            self.close_nearest(&["p"], &["td", "th", "caption"]);
        }
    }

    fn close_nearest(&mut self, ended: &[&str], barrier: &[&str]) {
        let found = self
            .open
            .iter()
            .rposition(|open| ended.contains(&open.as_str()) || barrier.contains(&open.as_str()));
        if let Some(found) = found.filter(|found| ended.contains(&self.open[*found].as_str())) {
            self.close_to(found);
        }
    }

    fn close_to(&mut self, length: usize) {
        for name in self.open.drain(length..).rev() {
            self.out.push_str(&format!("</{name}>"));
        }
    }

    fn write_start(&mut self, name: &str, tag: &Tag) {
        self.out.push('<');
        self.out.push_str(name);
        let allowed = |attribute: &str| {
            ATTRIBUTES.iter().any(|(element, list)| {
                (*element == "*" || *element == name) && list.contains(&attribute)
            })
        };
        for Attribute { name: attribute, value } in &tag.attrs {
            let attribute: &str = &attribute.local;
            if !allowed(attribute) {
                continue;
            }
            let value = match (name, attribute) {
                ("a", "href") => match self.href(value) {
                    Some(href) => href,
                    None => continue,
                },
                ("img", "src") => continue,
                _ => value.to_string(),
            };
            self.out.push_str(&format!(" {attribute}=\"{}\"", escape(&value)));
        }
        if name == "img"
            && let Some(source) = self.image_source(tag)
        {
            self.out.push_str(&format!(" src=\"{}\"", escape(&source)));
        }
        self.out.push('>');
    }

    fn href(&mut self, value: &str) -> Option<String> {
        if value.trim_start().starts_with('#') {
            self.losses.add("link within the page", "Its words were kept.");
            return None;
        }
        let href = link::target(value, self.page);
        if href.is_none() && !value.trim().is_empty() {
            self.losses.add(
                &format!("link {}", value.trim()),
                "It leads nowhere that a reader may go; its words were kept.",
            );
        }
        href
    }

    /// The picture's address; where pages load pictures late, it waits in another attribute.
    fn image_source(&mut self, tag: &Tag) -> Option<String> {
        let candidates = ["src", "data-src", "data-lazy-src", "data-orig-file"];
        let mut inline = false;
        for candidate in candidates {
            let Some(value) = attribute(tag, candidate).map(str::trim) else { continue };
            if value.starts_with("data:") {
                inline = true;
            } else if let Some(source) = self.web_address(value) {
                return Some(source);
            }
        }
        if inline {
            self.losses.add("picture inside the HTML", "Only pictures with an address are kept.");
        }
        None
    }

    fn web_address(&self, value: &str) -> Option<String> {
        let url = Url::options().base_url(self.page).parse(value).ok()?;
        link::web(url.as_str())
    }

    /// The picture behind an element, as WordPress's covers have it.
    fn background(&self, tag: &Tag) -> Option<String> {
        let style = attribute(tag, "style")?;
        let (_, rest) = style.split_once("background-image")?;
        let (_, rest) = rest.split_once("url(")?;
        let (address, _) = rest.split_once(')')?;
        self.web_address(address.trim_matches(['"', '\'', ' ']))
    }

    fn player(&mut self, tag: &Tag, name: &str) {
        let value = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| attribute(tag, name))
                .map(str::trim)
                .filter(|v| !v.is_empty())
        };
        let address = match name {
            "param" => match attribute(tag, "name") {
                Some("movie" | "src" | "url") => value(&["value"]),
                _ => None,
            },
            _ => value(&["src", "data-src", "data", "data-lazy-src"]),
        };
        let address = address.and_then(|address| self.web_address(address));
        match &mut self.player {
            Some(player) => player.address = player.address.take().or(address),
            // A source outside of a player belongs to a picture, which has an address of its own.
            None if matches!(name, "source" | "param") => {}
            None => {
                let title = value(&["title", "aria-label"]).map(str::to_owned);
                self.player = Some(Player { element: name.to_owned(), address, title });
                if name == "embed" {
                    self.end_player();
                }
            }
        }
    }

    fn end_player(&mut self) {
        let Some(Player { element, address, title }) = self.player.take() else { return };
        let Some(address) = address else {
            return self.losses.add(&element, "It names no page on the web.");
        };
        self.make_room_for("figure");
        let title = title.map(|title| format!(" data-caption=\"{}\"", escape(&title)));
        self.out.push_str(&format!(
            "<figure data-embed=\"{}\"{}></figure>",
            escape(&address),
            title.unwrap_or_default()
        ));
    }

    fn note_lost_attributes(&mut self, tag: &Tag) {
        let element: &str = &tag.name;
        for Attribute { name, value } in &tag.attrs {
            let name: &str = &name.local;
            match (element, name) {
                ("abbr" | "acronym" | "dfn", "title") => {
                    self.losses
                        .add(&format!("explanation “{value}”"), "Its words were kept without it.");
                }
                ("ol", "reversed" | "type") => {
                    self.losses.add("kind of numbering", "Lists count 1, 2, 3.");
                }
                ("blockquote" | "q", "cite") => {
                    self.losses.add(
                        &format!("address of a source {value}"),
                        "Its words were kept without it.",
                    );
                }
                _ => {}
            }
            if name.starts_with("on") {
                self.losses.add(&format!("attribute {name}"), "Scripts are not kept.");
            } else if name == "align"
                || (name == "style" && value.contains("text-align"))
                || (name == "class" && value.contains("align"))
            {
                self.losses.add("alignment", "The paper sets its own layout.");
            } else if name == "style" || name == "color" || name == "face" || name == "bgcolor" {
                self.losses.add("colours and sizes", "The paper sets its own style.");
            }
        }
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| &*attribute.value)
}
