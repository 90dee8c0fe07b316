//! XML and HTML as text: what is written is always escaped, and what XML forbids never gets in.

/// Writes elements that are closed by their own scope.
#[derive(Debug, Default)]
pub(crate) struct Xml {
    out: String,
}

impl Xml {
    /// A document with its declaration.
    pub(crate) fn document() -> Xml {
        Xml { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned() }
    }

    /// Nothing yet.
    pub(crate) fn fragment() -> Xml {
        Xml::default()
    }

    /// An element around what `inside` writes, on lines of its own.
    pub(crate) fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Xml),
    ) {
        self.tag(name, attributes, ">\n");
        inside(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// An element around words.
    pub(crate) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes, ">");
        escape_into(&mut self.out, text);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// An element with attributes only.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>\n");
    }

    /// What was written.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape_into(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push_str(end);
    }
}

/// Appends text that reads the same between tags and between double quotes.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    for letter in text.chars().filter(|letter| is_allowed(*letter)) {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A parser would make a line feed of it, and a space of one in an attribute.
            '\r' => out.push_str("&#13;"),
            _ => out.push(letter),
        }
    }
}

/// The text as it stands between tags.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

/// Whether XML 1.0 has this character at all; most control characters it has in no form, escaped or not.
fn is_allowed(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_forbids_are_gone() {
        assert_eq!(escape("a\0b\u{8}c\u{1b}d\u{ffff}e\u{1f4f0}\tf"), "abcde\u{1f4f0}\tf");
    }

    #[test]
    fn a_value_cannot_leave_its_quotes() {
        let mut xml = Xml::fragment();
        xml.empty("a", &[("href", "\"><script>")]);
        assert_eq!(xml.finish(), "<a href=\"&quot;&gt;&lt;script&gt;\"/>\n");
    }
}
