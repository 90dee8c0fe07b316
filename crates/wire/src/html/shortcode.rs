//! WordPress's shortcodes: words in square brackets that stand for elements.

use std::collections::HashMap;

use crate::conversion::Losses;

/// The longest opening shortcode; what goes on longer is somebody's bracket.
const MAX_LENGTH: usize = 4_000;

/// How many different names are looked for in one text.
const MAX_NAMES: usize = 100;

/// The text with its shortcodes written as elements.
pub(super) fn expand(html: &str, losses: &mut Losses) -> String {
    let mut text = Text { html, closings: HashMap::new() };
    let mut out = String::with_capacity(html.len());
    let mut at = 0;
    while let Some(found) = html[at..].find(['[', '<']) {
        out.push_str(&html[at..at + found]);
        at += found;
        at += if html[at..].starts_with('<') {
            let length = tag_length(&html[at..]);
            out.push_str(&html[at..at + length]);
            length
        } else {
            text.bracket(at, &mut out, losses)
        };
    }
    out.push_str(&html[at..]);
    out
}

struct Text<'a> {
    html: &'a str,
    /// Where the next closing of each name was found last, so that looking for it again costs nothing.
    closings: HashMap<String, Option<usize>>,
}

impl Text<'_> {
    /// Writes what the bracket at `at` stands for; tells how much of the text that was.
    fn bracket(&mut self, at: usize, out: &mut String, losses: &mut Losses) -> usize {
        let rest = &self.html[at..];
        let Some(code) = Code::parse(rest) else {
            out.push('[');
            return 1;
        };
        if at > 0 && self.html[..at].ends_with('[') && rest[code.length..].starts_with(']') {
            // Doubled brackets mean the brackets themselves; the first is written already.
            out.push_str(&rest[1..code.length]);
            return code.length + 1;
        }
        if code.closing {
            // A closing whose opening is known was consumed with it; this one closes nothing.
            if KNOWN.contains(&code.name.as_str()) {
                return code.length;
            }
            out.push_str(&rest[..code.length]);
            return code.length;
        }
        let inside_start = at + code.length;
        let inside_end = self.closing(&code.name, inside_start);
        let closing_length = code.name.len() + "[/]".len();
        let whole = |end: usize| end + closing_length - at;
        match (code.name.as_str(), inside_end) {
            ("caption" | "wp_caption", Some(end)) => {
                let attachment = code
                    .get("id")
                    .and_then(|id| id.strip_prefix("attachment_"))
                    .unwrap_or_default();
                out.push_str(&format!("<figure data-attachment=\"{}\"", escape(attachment)));
                if let Some(caption) = code.get("caption") {
                    // Before WordPress 3.4 the caption was an attribute, with HTML in it.
                    out.push_str(&format!(" data-caption=\"{}\"", escape(caption)));
                }
                if code.get("align").is_some() {
                    losses.add("alignment", "The paper sets its own layout.");
                }
                out.push_str(&format!(">{}</figure>", &self.html[inside_start..end]));
                whole(end)
            }
            ("gallery", _) => {
                let ids = code.get("ids").or_else(|| code.get("include")).unwrap_or_default();
                out.push_str(&format!("<figure data-gallery=\"{}\"></figure>", escape(ids)));
                code.length
            }
            ("embed", Some(end)) => {
                push_embed(&self.html[inside_start..end], out);
                whole(end)
            }
            ("audio" | "video", end) => {
                match code.values().find(|value| is_web(value)) {
                    Some(source) => push_embed(source, out),
                    None => losses.add(
                        &format!("shortcode [{}]", code.name),
                        "It names no file that could be shown.",
                    ),
                }
                end.map_or(code.length, whole)
            }
            ("youtube" | "vimeo" | "dailymotion" | "soundcloud" | "tweet" | "instagram", end) => {
                let address = code.values().find(|value| is_web(value)).map(str::to_owned);
                let address =
                    address.or_else(|| match (code.name.as_str(), code.values().next()) {
                        ("vimeo", Some(id)) => Some(format!("https://vimeo.com/{id}")),
                        ("youtube", Some(id)) => {
                            Some(format!("https://www.youtube.com/watch?v={id}"))
                        }
                        _ => None,
                    });
                match address {
                    Some(address) => push_embed(&address, out),
                    None => losses.add(
                        &format!("shortcode [{}]", code.name),
                        "It names no address that could be shown.",
                    ),
                }
                // The short forms are sometimes written with a closing and sometimes not.
                end.filter(|end| !self.html[inside_start..*end].contains(['[', '\n']))
                    .map_or(code.length, whole)
            }
            ("code" | "sourcecode", Some(end)) => {
                out.push_str(&format!("<pre>{}</pre>", escape(&self.html[inside_start..end])));
                whole(end)
            }
            ("playlist", _) => {
                losses.add("shortcode [playlist]", "Masthead has no lists of sounds or films yet.");
                code.length
            }
            (name, end) => {
                if end.is_some() || code.attributes.iter().any(|(key, _)| !key.is_empty()) {
                    losses.add(
                        &format!("shortcode [{name}]"),
                        "Masthead does not know it; it was kept as text.",
                    );
                }
                out.push_str(&rest[..code.length]);
                code.length
            }
        }
    }

    fn closing(&mut self, name: &str, from: usize) -> Option<usize> {
        match self.closings.get(name) {
            Some(None) => return None,
            Some(Some(at)) if *at >= from => return Some(*at),
            // Names come from strangers and each costs a search to the end, so only so many are looked for.
            None if self.closings.len() >= MAX_NAMES => return None,
            _ => {}
        }
        let found = self.html[from..].find(&format!("[/{name}]")).map(|at| at + from);
        self.closings.insert(name.to_owned(), found);
        found
    }
}

/// Names that this file knows what to do with.
const KNOWN: &[&str] = &[
    "caption",
    "wp_caption",
    "gallery",
    "embed",
    "audio",
    "video",
    "code",
    "sourcecode",
    "playlist",
];

/// One pair of brackets.
struct Code {
    name: String,
    closing: bool,
    attributes: Vec<(String, String)>,
    length: usize,
}

impl Code {
    fn parse(text: &str) -> Option<Code> {
        let inner = text.strip_prefix('[')?;
        let (closing, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
        let name_length = inner.find(|letter| !is_name(letter))?;
        let name = &inner[..name_length];
        if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let mut rest = &inner[name_length..];
        // `[youtube=https://…]` is an old way to write the only value.
        if let Some(value) = rest.strip_prefix('=') {
            rest = value;
        } else if !rest.starts_with([' ', '\n', '\r', '\t', ']', '/', '\u{a0}']) {
            return None;
        }
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
            let length = text.len() - rest.len();
            if rest.starts_with(']') {
                let name = name.to_ascii_lowercase();
                return Some(Code { name, closing, attributes, length: length + 1 });
            }
            if rest.is_empty() || length > MAX_LENGTH || attributes.len() > 60 {
                return None;
            }
            let key_length = rest.find(|letter| !is_name(letter)).unwrap_or(rest.len());
            let (key, value) = match rest[key_length..].strip_prefix('=') {
                Some(value) if key_length > 0 => (&rest[..key_length], value),
                _ => ("", rest),
            };
            let (value, after) = value_of(value)?;
            attributes.push((key.to_ascii_lowercase(), value.to_owned()));
            rest = after;
        }
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    fn values(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(|(_, value)| value.as_str())
    }
}

/// A value with or without quotes, and what follows it.
fn value_of(text: &str) -> Option<(&str, &str)> {
    // Editors turn straight quotes into curly ones, and WordPress then takes those for quotes as well.
    for (open, close) in [("\"", "\""), ("'", "'"), ("”", "”"), ("“", "”"), ("&quot;", "&quot;")]
    {
        if let Some(inner) = text.strip_prefix(open) {
            let window = &inner[..inner.floor_char_boundary(MAX_LENGTH)];
            let end = window.find(close)?;
            return Some((&inner[..end], &inner[end + close.len()..]));
        }
    }
    let end = text.find(|letter: char| letter.is_whitespace() || letter == ']' || letter == '<')?;
    (end > 0).then(|| text.split_at(end))
}

/// How long the tag or comment at the beginning is.
fn tag_length(text: &str) -> usize {
    if text.starts_with("<!--") {
        // A comment that is not closed runs to the end, for browsers too.
        return text.find("-->").map_or(text.len(), |end| end + 3);
    }
    let is_tag =
        text[1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/');
    if !is_tag {
        return 1;
    }
    let window = &text[..text.floor_char_boundary(MAX_LENGTH.min(text.len()))];
    window.find('>').map_or(1, |end| end + 1)
}

fn is_web(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn push_embed(address: &str, out: &mut String) {
    let address = address.trim().replace("&amp;", "&").replace("&#038;", "&");
    out.push_str(&format!("<figure data-embed=\"{}\"></figure>", escape(&address)));
}

/// Text as it is written inside an element or a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}
