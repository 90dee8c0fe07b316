//! The stream of items.

use std::io::BufRead;

use quick_xml::NsReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;

use super::channel::{Author, Category, Channel, Term};
use super::error::{Trouble, WxrError};
use super::input::{Input, MAX_PIECE_MIB, PieceTooLong};
use super::item::{Comment, Item, ItemTerm, Meta, decoded, feed_moment, local, moment};

/// Elements within elements; exports have five.
const MAX_DEPTH: usize = 64;

/// The longest item with all its comments, in MiB.
const MAX_ITEM_MIB: u64 = 256;

/// Reads an export item by item.
pub struct Reader<R: BufRead> {
    xml: NsReader<Input<R>>,
    buffer: Vec<u8>,
    channel: Channel,
    /// The elements that are open.
    depth: usize,
    /// How much text the item has so far.
    item_bytes: u64,
    /// The item that ended the head of the file waits to be read.
    item_waits: Option<u64>,
    done: bool,
}

/// An element that begins.
struct Element {
    /// Its name with the usual prefix of its namespace: `wp:post_id`.
    name: String,
    domain: String,
    nicename: String,
}

/// What comes next inside an element.
enum Next {
    Element(Element),
    Text(String),
    End,
    File,
}

type Read<T> = Result<T, WxrError>;

impl<R: BufRead> Reader<R> {
    /// Reads the head of an export: the site, its authors, categories and tags.
    pub fn new(read: R) -> Read<Reader<R>> {
        let mut xml = NsReader::from_reader(Input::new(read));
        let config = xml.config_mut();
        config.expand_empty_elements = true;
        // `AT&T` in a title is no reason to refuse a newspaper.
        config.allow_dangling_amp = true;
        let mut reader = Reader {
            xml,
            buffer: Vec::new(),
            channel: Channel::default(),
            depth: 0,
            item_bytes: 0,
            item_waits: None,
            done: false,
        };
        reader.enter("rss", "it has no <rss> element")?;
        reader.enter("channel", "it has no <channel> element")?;
        reader.head()?;
        if reader.channel.version.is_empty() {
            return Err(reader.trouble(Trouble::NotAnExport(
                "it has no <wp:wxr_version> before its first item; perhaps it is a feed",
            )));
        }
        Ok(reader)
    }

    /// The site, as far as it is known: files may go on about it after the first item.
    pub fn channel(&self) -> &Channel {
        &self.channel
    }

    /// The site, given away.
    pub fn into_channel(self) -> Channel {
        self.channel
    }

    /// How many bytes have been read.
    pub fn offset(&mut self) -> u64 {
        self.xml.get_mut().offset
    }

    /// The next item, or nothing at the end of the file.
    pub fn next_item(&mut self) -> Read<Option<Item>> {
        if self.item_waits.is_none() && !self.done {
            self.head()?;
        }
        match self.item_waits.take() {
            Some(line) => self.item(line).map(Some),
            None => Ok(None),
        }
    }

    fn enter(&mut self, name: &'static str, without: &'static str) -> Read<()> {
        loop {
            match self.read(name)? {
                Next::Element(element) if element.name == name => return Ok(()),
                Next::Text(text) if text.trim().is_empty() => {}
                Next::Element(_) | Next::Text(_) | Next::End | Next::File => {
                    return Err(self.trouble(Trouble::NotAnExport(without)));
                }
            }
        }
    }

    /// Reads about the site up to the next item.
    fn head(&mut self) -> Read<()> {
        loop {
            let element = match self.read("channel")? {
                Next::Element(element) => element,
                Next::Text(_) => continue,
                Next::End => {
                    self.done = true;
                    return self.tail();
                }
                Next::File => return Err(self.ended("channel")),
            };
            match element.name.as_str() {
                "item" => {
                    self.item_waits = Some(self.line());
                    return Ok(());
                }
                "title" => self.channel.title = self.line_of(&element)?,
                "link" => self.channel.link = self.line_of(&element)?,
                "description" => self.channel.description = self.line_of(&element)?,
                "language" => self.channel.language = self.line_of(&element)?,
                "wp:wxr_version" => self.channel.version = self.line_of(&element)?,
                "wp:base_site_url" => self.channel.base_site_url = self.line_of(&element)?,
                "wp:base_blog_url" => self.channel.base_blog_url = self.line_of(&element)?,
                "wp:author" | "wp:wp_author" => {
                    let author = self.author(&element)?;
                    self.channel.authors.push(author);
                }
                "wp:category" => {
                    let category = self.category(&element)?;
                    self.channel.categories.push(category);
                }
                "wp:tag" => {
                    let tag = self.term(&element, "post_tag")?;
                    self.channel.tags.push(tag);
                }
                "wp:term" => {
                    let term = self.term(&element, "")?;
                    self.file_term(term);
                }
                _ => self.skip(&element)?,
            }
        }
    }

    /// WordPress lists categories and tags among its terms as well; each is kept once.
    fn file_term(&mut self, term: Term) {
        match term.taxonomy.as_str() {
            "category" => {
                if !self.channel.categories.iter().any(|known| known.slug == term.slug) {
                    let Term { id, taxonomy: _, slug, parent, name, description } = term;
                    self.channel.categories.push(Category { id, slug, parent, name, description });
                }
            }
            "post_tag" => {
                if !self.channel.tags.iter().any(|known| known.slug == term.slug) {
                    self.channel.tags.push(term);
                }
            }
            _ => self.channel.terms.push(term),
        }
    }

    /// Reads what follows the site to the end of the file.
    fn tail(&mut self) -> Read<()> {
        loop {
            match self.read("rss")? {
                Next::End if self.depth == 0 => return Ok(()),
                Next::Element(element) => self.skip(&element)?,
                Next::Text(_) | Next::End => {}
                Next::File => return Err(self.ended("rss")),
            }
        }
    }

    fn author(&mut self, parent: &Element) -> Read<Author> {
        let mut author = Author::default();
        while let Some(element) = self.child(parent)? {
            match element.name.as_str() {
                "wp:author_id" => author.id = self.line_of(&element)?.parse().ok(),
                "wp:author_login" => author.login = self.line_of(&element)?,
                "wp:author_email" => author.email = self.line_of(&element)?,
                "wp:author_display_name" => author.display_name = self.line_of(&element)?,
                "wp:author_first_name" => author.first_name = self.line_of(&element)?,
                "wp:author_last_name" => author.last_name = self.line_of(&element)?,
                _ => self.skip(&element)?,
            }
        }
        Ok(author)
    }

    fn category(&mut self, parent: &Element) -> Read<Category> {
        let mut category = Category::default();
        while let Some(element) = self.child(parent)? {
            match element.name.as_str() {
                "wp:term_id" => category.id = self.line_of(&element)?.parse().ok(),
                "wp:category_nicename" => category.slug = decoded(&self.line_of(&element)?),
                "wp:category_parent" => category.parent = decoded(&self.line_of(&element)?),
                "wp:cat_name" => category.name = self.line_of(&element)?,
                "wp:category_description" => category.description = self.line_of(&element)?,
                _ => self.skip(&element)?,
            }
        }
        Ok(category)
    }

    fn term(&mut self, parent: &Element, taxonomy: &str) -> Read<Term> {
        let mut term = Term { taxonomy: taxonomy.to_owned(), ..Term::default() };
        while let Some(element) = self.child(parent)? {
            match element.name.as_str() {
                "wp:term_id" => term.id = self.line_of(&element)?.parse().ok(),
                "wp:term_taxonomy" => term.taxonomy = self.line_of(&element)?,
                "wp:tag_slug" | "wp:term_slug" => term.slug = decoded(&self.line_of(&element)?),
                "wp:term_parent" => term.parent = decoded(&self.line_of(&element)?),
                "wp:tag_name" | "wp:term_name" => term.name = self.line_of(&element)?,
                "wp:tag_description" | "wp:term_description" => {
                    term.description = self.line_of(&element)?;
                }
                _ => self.skip(&element)?,
            }
        }
        Ok(term)
    }

    fn item(&mut self, line: u64) -> Read<Item> {
        self.item_bytes = 0;
        let parent =
            Element { name: "item".into(), domain: String::new(), nicename: String::new() };
        let mut item = Item { line, ..Item::default() };
        let mut feed_date = None;
        while let Some(element) = self.child(&parent)? {
            match element.name.as_str() {
                "title" => item.title = self.line_of(&element)?,
                "link" => item.link = self.line_of(&element)?,
                "guid" => item.guid = self.line_of(&element)?,
                "pubDate" => feed_date = feed_moment(&self.line_of(&element)?),
                "dc:creator" => item.creator = self.line_of(&element)?,
                "content:encoded" => item.content = self.text_of(&element)?,
                "excerpt:encoded" => item.excerpt = self.text_of(&element)?,
                // Where two namespaces name a number, the first is the item's own.
                "wp:post_id" => item.id = item.id.or(self.line_of(&element)?.parse().ok()),
                "wp:post_date" => item.published_local = local(&self.line_of(&element)?),
                "wp:post_date_gmt" => item.published = moment(&self.line_of(&element)?),
                "wp:post_modified_gmt" => item.modified = moment(&self.line_of(&element)?),
                "wp:post_name" => item.slug = decoded(&self.line_of(&element)?),
                "wp:status" => item.status = self.line_of(&element)?,
                "wp:post_parent" => {
                    item.parent = self.line_of(&element)?.parse().ok().filter(|id| *id != 0);
                }
                "wp:menu_order" => item.menu_order = self.line_of(&element)?.parse().unwrap_or(0),
                "wp:post_type" => item.kind = self.line_of(&element)?,
                "wp:post_password" => item.password = self.line_of(&element)?,
                "wp:is_sticky" => item.sticky = self.line_of(&element)? == "1",
                "wp:comment_status" => item.comment_status = self.line_of(&element)?,
                "wp:attachment_url" => item.attachment_url = self.line_of(&element)?,
                "wp:postmeta" => {
                    let meta = self.meta(&element)?;
                    item.meta.push(meta);
                }
                "wp:comment" => {
                    let comment = self.comment(&element)?;
                    item.comments.push(comment);
                }
                "category" => {
                    let name = self.line_of(&element)?;
                    // The old format names each category once more without its slug.
                    if !element.nicename.is_empty() {
                        let Element { name: _, domain, nicename } = element;
                        let slug = decoded(&nicename);
                        let taxonomy = if domain == "tag" { "post_tag".to_owned() } else { domain };
                        let term = ItemTerm { taxonomy, slug, name };
                        if !item.terms.contains(&term) {
                            item.terms.push(term);
                        }
                    }
                }
                _ => self.skip(&element)?,
            }
        }
        item.published = item.published.or(feed_date.filter(|_| item.status != "draft"));
        Ok(item)
    }

    fn meta(&mut self, parent: &Element) -> Read<Meta> {
        let mut meta = Meta::default();
        while let Some(element) = self.child(parent)? {
            match element.name.as_str() {
                "wp:meta_key" => meta.key = self.line_of(&element)?,
                "wp:meta_value" => meta.value = self.text_of(&element)?,
                _ => self.skip(&element)?,
            }
        }
        Ok(meta)
    }

    fn comment(&mut self, parent: &Element) -> Read<Comment> {
        let mut comment = Comment::default();
        while let Some(element) = self.child(parent)? {
            match element.name.as_str() {
                "wp:comment_id" => comment.id = self.line_of(&element)?.parse().ok(),
                "wp:comment_author" => comment.author = self.line_of(&element)?,
                "wp:comment_author_email" => comment.email = self.line_of(&element)?,
                "wp:comment_author_url" => comment.url = self.line_of(&element)?,
                "wp:comment_date" => comment.at_local = local(&self.line_of(&element)?),
                "wp:comment_date_gmt" => comment.at = moment(&self.line_of(&element)?),
                "wp:comment_content" => comment.content = self.text_of(&element)?,
                "wp:comment_approved" => comment.approved = self.line_of(&element)?,
                "wp:comment_type" => comment.kind = self.line_of(&element)?,
                "wp:comment_parent" => {
                    comment.parent = self.line_of(&element)?.parse().ok().filter(|id| *id != 0);
                }
                "wp:comment_user_id" => {
                    comment.user = self.line_of(&element)?.parse().ok().filter(|id| *id != 0);
                }
                "wp:commentmeta" => {
                    let meta = self.meta(&element)?;
                    comment.meta.push(meta);
                }
                _ => self.skip(&element)?,
            }
        }
        Ok(comment)
    }

    /// The next element inside `parent`, or nothing at its end.
    fn child(&mut self, parent: &Element) -> Read<Option<Element>> {
        loop {
            match self.read(&parent.name)? {
                Next::Element(element) => return Ok(Some(element)),
                Next::Text(_) => {}
                Next::End => return Ok(None),
                Next::File => return Err(self.ended(&parent.name)),
            }
        }
    }

    /// The words of an element, without those of elements in it.
    fn text_of(&mut self, element: &Element) -> Read<String> {
        let mut words = String::new();
        loop {
            match self.read(&element.name)? {
                Next::Text(text) if words.is_empty() => words = text,
                Next::Text(text) => words.push_str(&text),
                Next::Element(inner) => self.skip(&inner)?,
                Next::End => return Ok(words),
                Next::File => return Err(self.ended(&element.name)),
            }
        }
    }

    /// The words of an element that has only one line.
    fn line_of(&mut self, element: &Element) -> Read<String> {
        let text = self.text_of(element)?;
        let trimmed = text.trim();
        Ok(if trimmed.len() == text.len() { text } else { trimmed.to_owned() })
    }

    fn skip(&mut self, element: &Element) -> Read<()> {
        let outside = self.depth - 1;
        loop {
            match self.read(&element.name)? {
                Next::End if self.depth == outside => return Ok(()),
                Next::File => return Err(self.ended(&element.name)),
                Next::Element(_) | Next::Text(_) | Next::End => {}
            }
        }
    }

    fn read(&mut self, inside: &str) -> Read<Next> {
        loop {
            self.buffer.clear();
            self.xml.get_mut().next_piece();
            let event = match self.xml.read_resolved_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.broken(error, inside)),
            };
            let next = match event {
                (namespace, Event::Start(start)) => {
                    let name = start.name();
                    let prefix = match &namespace {
                        ResolveResult::Bound(namespace) => prefix_of(namespace.0),
                        // Some exports forget to declare what they use.
                        ResolveResult::Unknown(prefix) if prefix == "wp" => Some("wp:"),
                        _ => None,
                    };
                    let prefix = match (prefix, name.prefix()) {
                        (Some(prefix), _) => prefix,
                        (None, None) => "",
                        (None, Some(_)) => "other:",
                    };
                    let name = format!("{prefix}{}", name.local_name().as_ref());
                    let attribute = |key: &str| {
                        let attribute = start.try_get_attribute(key).ok().flatten();
                        attribute
                            .and_then(|it| {
                                it.normalized_value(quick_xml::XmlVersion::Explicit1_0).ok()
                            })
                            .map(std::borrow::Cow::into_owned)
                            .unwrap_or_default()
                    };
                    let (domain, nicename) = if name == "category" {
                        (attribute("domain"), attribute("nicename"))
                    } else {
                        Default::default()
                    };
                    self.depth += 1;
                    Some(Next::Element(Element { name, domain, nicename }))
                }
                (_, Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    Some(Next::End)
                }
                (_, Event::Text(text)) => Some(Next::Text(text.xml10_content().into_owned())),
                (_, Event::CData(text)) => Some(Next::Text(text.xml10_content().into_owned())),
                (_, Event::GeneralRef(reference)) => {
                    let letter = reference.resolve_char_ref().ok().flatten();
                    Some(Next::Text(match letter {
                        Some(letter) => letter.to_string(),
                        // HTML's own entities are not declared in XML; the text that holds them is HTML again.
                        None => resolve_predefined_entity(&reference)
                            .map_or_else(|| format!("&{};", &*reference), str::to_owned),
                    }))
                }
                (_, Event::Eof) => Some(Next::File),
                (
                    _,
                    Event::Empty(_)
                    | Event::Comment(_)
                    | Event::Decl(_)
                    | Event::PI(_)
                    | Event::DocType(_),
                ) => None,
            };
            match next {
                Some(Next::Element(_)) if self.depth > MAX_DEPTH => {
                    return Err(self.trouble(Trouble::TooDeep(MAX_DEPTH)));
                }
                Some(Next::Text(text)) => {
                    self.item_bytes += text.len() as u64;
                    if self.item_bytes > MAX_ITEM_MIB << 20 {
                        let (what, most) = ("one item", MAX_ITEM_MIB);
                        return Err(self.trouble(Trouble::TooLong { what, most }));
                    }
                    return Ok(Next::Text(readable(text)));
                }
                Some(next) => return Ok(next),
                None => {}
            }
        }
    }

    fn line(&mut self) -> u64 {
        self.xml.get_mut().line
    }

    fn trouble(&mut self, trouble: Trouble) -> WxrError {
        self.done = true;
        let input = self.xml.get_mut();
        WxrError { line: input.line, offset: input.offset, trouble }
    }

    fn ended(&mut self, element: &str) -> WxrError {
        self.trouble(Trouble::Ended(element.to_owned()))
    }

    fn broken(&mut self, error: quick_xml::Error, inside: &str) -> WxrError {
        let trouble = match error {
            quick_xml::Error::Io(error)
                if error
                    .get_ref()
                    .is_some_and(<dyn std::error::Error + Send + Sync>::is::<PieceTooLong>) =>
            {
                Trouble::TooLong { what: "one piece of the file", most: MAX_PIECE_MIB }
            }
            quick_xml::Error::Io(error) => {
                Trouble::Unreadable(std::io::Error::new(error.kind(), error.to_string()))
            }
            quick_xml::Error::Encoding(_) => Trouble::NotUtf8,
            quick_xml::Error::Syntax(_) if self.at_end() => Trouble::Ended(inside.to_owned()),
            other => Trouble::Broken(other.to_string()),
        };
        self.trouble(trouble)
    }

    fn at_end(&mut self) -> bool {
        let input = self.xml.get_mut();
        input.next_piece();
        input.fill_buf().is_ok_and(<[u8]>::is_empty)
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Read<Item>;

    fn next(&mut self) -> Option<Read<Item>> {
        if self.done && self.item_waits.is_none() {
            return None;
        }
        self.next_item().transpose()
    }
}

impl<R: BufRead> std::fmt::Debug for Reader<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("channel", &self.channel).finish_non_exhaustive()
    }
}

/// The usual prefix of a namespace. Exports differ in its scheme and version: `https://wordpress.org/export/1.2/`.
fn prefix_of(namespace: &str) -> Option<&'static str> {
    let rest = namespace.strip_prefix("https://").or_else(|| namespace.strip_prefix("http://"))?;
    if let Some(version) = rest.strip_prefix("wordpress.org/export/") {
        return Some(if version.trim_end_matches('/').ends_with("excerpt") {
            "excerpt:"
        } else {
            "wp:"
        });
    }
    match rest.trim_end_matches('/') {
        "purl.org/rss/1.0/modules/content" => Some("content:"),
        "purl.org/dc/elements/1.1" => Some("dc:"),
        _ => None,
    }
}

/// The text without the control characters that XML forbids and old databases are full of.
fn readable(mut text: String) -> String {
    let forbidden = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    if text.contains(forbidden) {
        text.retain(|letter| !forbidden(letter));
    }
    text
}
