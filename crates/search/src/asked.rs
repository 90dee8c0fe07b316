//! What a reader typed, read generously: nothing that is typed is an error.

use jiff::civil::Date;

/// What was asked for, before any of it is looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Words that an article should have.
    pub words: String,
    /// Words that it must have in a row.
    pub phrases: Vec<String>,
    /// Words or phrases that it must not have.
    pub without: Vec<String>,
    /// `author:` with a name or the last part of an address.
    pub author: Option<String>,
    /// `section:` with a name or the last part of an address.
    pub section: Option<String>,
    /// `after:`: this day or later.
    pub from: Option<Date>,
    /// `before:`: earlier than this day.
    pub until: Option<Date>,
}

/// How much of what is typed is read, in characters; a headline is shorter.
const LONGEST: usize = 300;

impl Asked {
    /// Reads what was typed: words, `"phrases"`, `-without`, `author:`, `section:`, `before:` and `after:` with a year, a
    /// month or a day. What looks like one of these and cannot be read is taken as words.
    pub fn read(typed: &str) -> Asked {
        let mut asked = Asked::default();
        let typed: String = typed.chars().take(LONGEST).collect();
        let mut rest = typed.trim_start();
        while !rest.is_empty() {
            let minus = rest.strip_prefix(['-', '−']).filter(|rest| {
                rest.starts_with(|c: char| c.is_alphanumeric() || opens(c).is_some())
            });
            let (piece, after) = piece(minus.unwrap_or(rest));
            if minus.is_some() {
                asked.without.push(piece.text().to_owned());
            } else {
                asked.take(&piece);
            }
            rest = after.trim_start();
        }
        asked.words = asked.words.trim_end().to_owned();
        asked
    }

    fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Phrase(phrase) => self.phrases.push((*phrase).to_owned()),
            Piece::Field { name, value, .. } if self.field(name, value) => {}
            Piece::Field { whole, .. } | Piece::Word(whole) => {
                self.words.push_str(whole);
                self.words.push(' ');
            }
        }
    }

    fn field(&mut self, name: &str, value: &str) -> bool {
        match name.to_ascii_lowercase().as_str() {
            "author" => self.author = Some(value.to_owned()),
            "section" => self.section = Some(value.to_owned()),
            "after" => match day(value) {
                Some(day) => self.from = Some(day),
                None => return false,
            },
            "before" => match day(value) {
                Some(day) => self.until = Some(day),
                None => return false,
            },
            _ => return false,
        }
        true
    }

    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        *self == Asked::default()
    }
}

#[derive(Debug)]
enum Piece<'t> {
    Word(&'t str),
    Phrase(&'t str),
    Field { whole: &'t str, name: &'t str, value: &'t str },
}

impl Piece<'_> {
    fn text(&self) -> &str {
        match self {
            Piece::Word(text) | Piece::Phrase(text) | Piece::Field { whole: text, .. } => text,
        }
    }
}

/// The sign that ends a quotation that this one begins.
fn opens(c: char) -> Option<char> {
    match c {
        '"' => Some('"'),
        '“' => Some('”'),
        '„' => Some('“'),
        '«' => Some('»'),
        _ => None,
    }
}

/// The first piece, and what comes after it.
fn piece(text: &str) -> (Piece<'_>, &str) {
    if let Some((phrase, after)) = quoted(text) {
        return (Piece::Phrase(phrase), after);
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let word = &text[..end];
    if let Some((name, value)) = word.split_once(':') {
        let begun = &text[name.len() + 1..];
        if let Some((value, after)) = quoted(begun) {
            let whole = &text[..text.len() - after.len()];
            return (Piece::Field { whole, name, value }, after);
        }
        if !value.is_empty() {
            return (Piece::Field { whole: word, name, value }, &text[end..]);
        }
    }
    (Piece::Word(word), &text[end..])
}

/// What stands in quotation marks at the beginning. Marks that nothing closes mean nothing.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    let inside = &text[first.len_utf8()..];
    let close = opens(first)?;
    let end = inside.find(close)?;
    Some((&inside[..end], &inside[end + close.len_utf8()..]))
}

/// The first day of a year, a month or a day: `2025`, `2025-11`, `2025-11-03`.
pub fn day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year: i16 = parts.next()?.parse().ok().filter(|year| *year > 0)?;
    let month: i8 = parts.next().map_or(Some(1), |month| month.parse().ok())?;
    let day: i8 = parts.next().map_or(Some(1), |day| day.parse().ok())?;
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read() {
        let asked = Asked::read(
            "grain \"corridor opens\" -wheat -\"black sea\" author:\"Ana Lima\" section:world before:2025-03 after:2024 deal",
        );
        assert_eq!(asked.words, "grain deal");
        assert_eq!(asked.phrases, ["corridor opens"]);
        assert_eq!(asked.without, ["wheat", "black sea"]);
        assert_eq!(asked.author.as_deref(), Some("Ana Lima"));
        assert_eq!(asked.section.as_deref(), Some("world"));
        assert_eq!(asked.until, Date::new(2025, 3, 1).ok());
        assert_eq!(asked.from, Date::new(2024, 1, 1).ok());
    }

    #[test]
    fn what_cannot_be_read_is_words() {
        for (typed, words) in [
            ("before:yesterday", "before:yesterday"),
            ("\"never closed", "\"never closed"),
            ("10:30 - late", "10:30 - late"),
            ("author:", "author:"),
            ("-", "-"),
            ("«зерновой", "«зерновой"),
        ] {
            assert_eq!(Asked::read(typed).words, words);
        }
        assert_eq!(Asked::read("«зерновой коридор»").phrases, ["зерновой коридор"]);
        assert!(Asked::read("   ").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_is_typed_is_an_error(typed in "[-−\":«»“”a-zа-яا-ي0-9 ]{0,60}") {
            let _ = Asked::read(&typed);
        }
    }
}
