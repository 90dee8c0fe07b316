//! The words of one block as Markdown.

use story::inline::{Inline, Mark};

use crate::addresses::{Addresses, is_outside};

/// Where the words stand, and so what would be misread there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a paragraph.
    Line,
    /// After the signs of a heading, which is one line.
    Heading,
    /// In a cell of a table, which is one line and ends at a bar.
    Cell,
}

/// What Markdown can say about words.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sign {
    Link(String),
    Strong,
    Em,
    Strike,
}

/// Words with the same signs, or a line end.
struct Run {
    text: String,
    signs: Vec<Sign>,
    is_code: bool,
    is_break: bool,
}

impl Run {
    /// The letter that it begins with, if that will be written as it is: code begins with a sign, and a letter that
    /// is also the last one may have to become a reference for the sake of the sign behind it.
    fn first_letter(&self) -> Option<char> {
        let mut letters = self.text.chars();
        let first = letters.next().filter(|_| !self.is_code)?;
        letters.next().map(|_| first)
    }
}

/// Words without marks, on one line.
pub(super) fn plain(text: &str, place: Place) -> String {
    // Only the blanks of a keyboard are made one: French sets narrow no-break spaces with care.
    let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let mut writer = Writer::new(place);
    writer.text(&text);
    writer.out
}

/// Words with their marks.
pub(super) fn line(content: &[Inline], place: Place, addresses: &dyn Addresses) -> String {
    let runs = bare_edges(runs(content, place, addresses));
    let mut writer = Writer::new(place);
    for (at, run) in runs.iter().enumerate() {
        writer.change_signs(&runs, at);
        if run.is_break {
            writer.out.push_str("\\\n");
        } else if run.is_code {
            writer.code(&run.text);
        } else {
            writer.text(&run.text);
        }
    }
    writer.close_down_to(0);
    writer.out
}

/// A link's target and hint, as they stand between the brackets.
pub(super) fn target(url: &str, title: &str) -> String {
    let plain = !url.contains(|letter: char| letter.is_whitespace() || "()<>\\".contains(letter));
    let mut out = String::new();
    if !plain {
        out.push('<');
    }
    for (at, letter) in url.char_indices().filter(|(_, letter)| !letter.is_control()) {
        let escaped = matches!(letter, '<' | '>' | '\\') || begins_reference(&url[at..]);
        if escaped {
            out.push('\\');
        }
        out.push(letter);
    }
    if !plain {
        out.push('>');
    }
    let title = title.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if !title.is_empty() {
        out.push_str(" \"");
        for (at, letter) in title.char_indices().filter(|(_, letter)| !letter.is_control()) {
            if matches!(letter, '"' | '\\') || begins_reference(&title[at..]) {
                out.push('\\');
            }
            out.push(letter);
        }
        out.push('"');
    }
    out
}

/// Neighbours that Markdown says the same about made one, line ends and edges without blanks.
fn runs(content: &[Inline], place: Place, addresses: &dyn Addresses) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for inline in content {
        let run =
            match inline {
                Inline::HardBreak if place == Place::Line => {
                    Run { text: String::new(), signs: Vec::new(), is_code: false, is_break: true }
                }
                Inline::HardBreak => {
                    Run { text: " ".to_owned(), signs: Vec::new(), is_code: false, is_break: false }
                }
                Inline::Text { text, marks } => Run {
                    text: text
                        .chars()
                        .map(|letter| {
                            if letter.is_whitespace() && letter.is_control() { ' ' } else { letter }
                        })
                        .filter(|letter| !letter.is_control())
                        .collect(),
                    signs: marks.iter().filter_map(|mark| sign(mark, addresses)).collect(),
                    is_code: marks.contains(&Mark::Code),
                    is_break: false,
                },
            };
        match runs.last_mut() {
            Some(last)
                if !last.is_break
                    && !run.is_break
                    && last.signs == run.signs
                    && last.is_code == run.is_code =>
            {
                last.text.push_str(&run.text);
            }
            _ => runs.push(run),
        }
    }
    runs
}

fn sign(mark: &Mark, addresses: &dyn Addresses) -> Option<Sign> {
    match mark {
        Mark::Link { href, title } => {
            let full = addresses.link(href).filter(|full| is_outside(full))?;
            Some(Sign::Link(target(&full, title.as_deref().unwrap_or_default())))
        }
        Mark::Strong => Some(Sign::Strong),
        Mark::Em => Some(Sign::Em),
        Mark::Strike => Some(Sign::Strike),
        // Code is no sign around words but another way to write them; the rest has no form in Markdown.
        Mark::Code
        | Mark::Underline
        | Mark::Subscript
        | Mark::Superscript
        | Mark::Lang { .. }
        | Mark::Ref { .. } => None,
    }
}

/// Blanks at the edges of emphasis are put outside of it, as a sign next to a blank is no sign; and those at the
/// edges of a line go.
fn bare_edges(runs: Vec<Run>) -> Vec<Run> {
    let mut pieces: Vec<Run> = Vec::new();
    for run in runs {
        if run.is_code || run.is_break {
            pieces.push(run);
            continue;
        }
        let core = run.text.trim();
        let start = run.text.len() - run.text.trim_start().len();
        let (before, rest) = run.text.split_at(start);
        let (core, after) = rest.split_at(core.len());
        for text in [before, core, after] {
            if !text.is_empty() {
                let (text, signs) = (text.to_owned(), run.signs.clone());
                pieces.push(Run { text, signs, is_code: false, is_break: false });
            }
        }
    }
    let is_blank = |run: &Run| !run.is_code && !run.is_break && run.text.trim().is_empty();
    let edge = |run: Option<&Run>| run.is_none_or(|run| run.is_break);
    let mut kept: Vec<Run> = Vec::new();
    for at in 0..pieces.len() {
        let piece = &pieces[at];
        let next = pieces[at + 1..].iter().find(|run| !is_blank(run));
        let mut signs = piece.signs.clone();
        if is_blank(piece) {
            if edge(kept.last()) || edge(next) {
                continue;
            }
            let both = |sign: &Sign| {
                let there = |run: Option<&Run>| run.is_some_and(|run| run.signs.contains(sign));
                matches!(sign, Sign::Link(_)) || there(kept.last()) && there(next)
            };
            signs.retain(both);
        }
        if piece.is_break && (kept.is_empty() || next.is_none()) {
            continue;
        }
        let Run { text, signs: _, is_code, is_break } = piece;
        kept.push(Run { text: text.clone(), signs, is_code: *is_code, is_break: *is_break });
    }
    while kept.last().is_some_and(|run| run.is_break) {
        kept.pop();
    }
    kept
}

struct Writer {
    out: String,
    place: Place,
    /// The signs that are open, the outermost first, each as it was written.
    open: Vec<(Sign, &'static str)>,
    /// Where the last closing sign ends, and the letter before it.
    closed: Option<(usize, char)>,
}

impl Writer {
    fn new(place: Place) -> Writer {
        Writer { out: String::new(), place, open: Vec::new(), closed: None }
    }

    /// Closes the signs that end before this run, and opens those that begin with it.
    fn change_signs(&mut self, runs: &[Run], at: usize) {
        let signs = &runs[at].signs;
        let link = signs.iter().find(|sign| matches!(sign, Sign::Link(_)));
        let open_link = self.open.first().map(|(sign, _)| sign);
        let open_link = open_link.filter(|sign| matches!(sign, Sign::Link(_)));
        let keep = if link == open_link {
            self.open.iter().take_while(|(sign, _)| signs.contains(sign)).count()
        } else {
            // A link is always the outermost, so that it is not cut in pieces.
            0
        };
        self.close_down_to(keep);
        let mut new: Vec<&Sign> =
            signs.iter().filter(|sign| !self.open.iter().any(|(open, _)| open == *sign)).collect();
        let reach =
            |sign: &Sign| runs[at..].iter().take_while(|run| run.signs.contains(sign)).count();
        new.sort_by_key(|sign| (!matches!(sign, Sign::Link(_)), std::cmp::Reverse(reach(sign))));
        for (place, sign) in new.iter().enumerate() {
            // What follows the sign is the first letter only if no other sign comes between them.
            let is_last = place + 1 == new.len();
            self.open((*sign).clone(), runs[at].first_letter().filter(|_| is_last));
        }
    }

    fn open(&mut self, sign: Sign, next: Option<char>) {
        let before = self.out.chars().next_back();
        let after_close = self.closed.is_some_and(|(end, _)| end == self.out.len());
        // Within emphasis, and right behind its end, the same letter could be read as more of it.
        let within =
            |letter: char| self.open.iter().any(|(_, written)| written.starts_with(letter));
        let other = within('*') || after_close && before == Some('*') && !within('_');
        let written = match sign {
            Sign::Link(_) => {
                // `![` would begin a picture.
                if before == Some('!') {
                    self.out.pop();
                    self.out.push_str("\\!");
                }
                "["
            }
            Sign::Strong => {
                if other {
                    "__"
                } else {
                    "**"
                }
            }
            Sign::Em => {
                if other {
                    "_"
                } else {
                    "*"
                }
            }
            Sign::Strike => "~~",
        };
        if written != "[" {
            let before_word = next.is_some_and(char::is_alphanumeric) && !written.starts_with('_');
            if let Some(before) = before.filter(|before| !is_apart(*before))
                && !before_word
            {
                self.out.pop();
                self.reference(before);
            }
        }
        self.out.push_str(written);
        self.open.push((sign, written));
    }

    fn close_down_to(&mut self, keep: usize) {
        while self.open.len() > keep {
            let Some((sign, written)) = self.open.pop() else { return };
            if let Sign::Link(target) = sign {
                self.out.push_str("](");
                self.out.push_str(&target);
                self.out.push(')');
            } else {
                let before = self.out.chars().next_back().unwrap_or(' ');
                self.out.push_str(written);
                self.closed = Some((self.out.len(), before));
            }
        }
    }

    fn text(&mut self, text: &str) {
        for (at, letter) in text.char_indices() {
            if letter.is_control() {
                continue;
            }
            if let Some((end, before)) = self.closed
                && end == self.out.len()
                && !is_apart(letter)
                && (!before.is_alphanumeric() || self.out.ends_with('_'))
            {
                self.reference(letter);
                continue;
            }
            if letter == '|' && self.place == Place::Cell {
                self.reference(letter);
                continue;
            }
            if self.is_misread(letter, &text[at..]) {
                self.out.push('\\');
            }
            self.out.push(letter);
        }
    }

    fn is_misread(&self, letter: char, rest: &str) -> bool {
        let line_start = self.out.rfind('\n').map_or(0, |end| end + 1);
        let line = &self.out[line_start..];
        // Blocks begin where lines do, which cells and headings have only one of.
        let begins = line.is_empty() && self.place == Place::Line;
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' => true,
            '&' => begins_reference(rest),
            '<' => rest[1..].starts_with(|next: char| next.is_alphabetic() || "/!?".contains(next)),
            '#' => begins || self.place == Place::Heading,
            '>' | '+' | '-' | '=' | ':' | '|' => begins,
            '.' | ')' => !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        }
    }

    fn code(&mut self, text: &str) {
        let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest + 1);
        let is_blank = text.trim_matches(' ').is_empty();
        let edge = text.starts_with('`') || text.ends_with('`');
        let padded = edge || !is_blank && text.starts_with(' ') && text.ends_with(' ');
        let padding = if padded { " " } else { "" };
        // A bar ends a cell even inside of code.
        let text =
            if self.place == Place::Cell { text.replace('|', "\\|") } else { text.to_owned() };
        self.out.extend([&fence, padding, &text, padding, &fence]);
    }

    fn reference(&mut self, letter: char) {
        self.out.push_str(&format!("&#{};", u32::from(letter)));
    }
}

/// Whether a sign may stand next to this letter whatever stands on its other side. Beyond ASCII it depends on tables
/// that differ between parsers, so there nothing is taken for granted.
fn is_apart(letter: char) -> bool {
    letter.is_ascii_punctuation() || letter == ' ' || letter == '\n'
}

/// Whether text begins with something that is read as a character reference, such as `&amp;`.
fn begins_reference(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('&') else { return false };
    let name =
        rest.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '#');
    name.len() < rest.len() && name.starts_with(';')
}
