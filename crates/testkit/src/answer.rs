//! What a reader got.

use http::response::Parts;

/// What a reader got for an address. Each check fails the test with the address and what stood there instead.
#[derive(Clone, Debug)]
pub struct Answer {
    path: String,
    parts: Parts,
    body: Vec<u8>,
}

impl Answer {
    pub(crate) fn new(path: &str, parts: Parts, body: Vec<u8>) -> Answer {
        Answer { path: path.to_owned(), parts, body }
    }

    /// Fails unless the answer has this status.
    #[track_caller]
    pub fn status(self, expected: u16) -> Answer {
        let status = self.parts.status.as_u16();
        assert_eq!(status, expected, "{} answered {status}:\n{}", self.path, self.beginning());
        self
    }

    /// Fails unless the answer leads to this path of the paper.
    #[track_caller]
    pub fn leads_to(self, path: &str) -> Answer {
        let location = self.location().unwrap_or_default();
        assert_eq!(location, path, "{} leads elsewhere", self.path);
        self
    }

    /// Fails unless these words are on the page. Entities count as the letters that they stand for, and any run
    /// of white space as one space.
    #[track_caller]
    pub fn shows(self, words: &str) -> Answer {
        let page = readable(&self.text());
        assert!(page.contains(&readable(words)), "{} does not show “{words}”:\n{page}", self.path);
        self
    }

    /// Fails if these words are anywhere in the page, its markup included.
    #[track_caller]
    pub fn shows_no(self, words: &str) -> Answer {
        let page = readable(&self.text());
        if let Some(at) = page.find(&readable(words)) {
            let from = page.floor_char_boundary(at.saturating_sub(200));
            let until = page.ceil_char_boundary((at + words.len() + 200).min(page.len()));
            panic!("{} shows “{words}”: … {} …", self.path, &page[from..until]);
        }
        self
    }

    /// Fails unless these words are on the page in this order.
    #[track_caller]
    pub fn shows_in_order(self, words: &[&str]) -> Answer {
        let page = readable(&self.text());
        let mut rest = page.as_str();
        for words in words {
            let expected = readable(words);
            match rest.find(&expected) {
                Some(at) => rest = &rest[at + expected.len()..],
                None => panic!("{} does not show “{words}” in its turn:\n{page}", self.path),
            }
        }
        self
    }

    /// Fails unless the header has this value.
    #[track_caller]
    pub fn header(self, name: &str, expected: &str) -> Answer {
        let value = self.header_value(name).unwrap_or_default();
        assert_eq!(value, expected, "{} has another {name}", self.path);
        self
    }

    /// Fails unless these words are in the header's value.
    #[track_caller]
    pub fn header_has(self, name: &str, words: &str) -> Answer {
        let value = self.header_value(name).unwrap_or_default();
        assert!(value.contains(words), "{}: {name} is “{value}”, without “{words}”", self.path);
        self
    }

    /// Fails if there is such a header.
    #[track_caller]
    pub fn no_header(self, name: &str) -> Answer {
        let value = self.header_value(name);
        assert_eq!(value, None, "{} has a header {name}", self.path);
        self
    }

    /// A header's value; the first one, if there are several.
    pub fn header_value(&self, name: &str) -> Option<String> {
        let value = self.parts.headers.get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    }

    /// All headers as `name: value`, sorted: for answers that must not differ.
    pub fn headers(&self) -> Vec<String> {
        let mut headers: Vec<String> = self
            .parts
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
            .collect();
        headers.sort();
        headers
    }

    /// Where the answer leads: a path, if it is one of the paper's own.
    pub fn location(&self) -> Option<String> {
        let location = self.header_value("location")?;
        let own = location.strip_prefix(&site::Config::for_testing().url);
        Some(own.unwrap_or(&location).to_owned())
    }

    /// The status.
    pub fn code(&self) -> u16 {
        self.parts.status.as_u16()
    }

    /// The body as it came.
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// The body as text.
    #[track_caller]
    pub fn text(&self) -> String {
        match String::from_utf8(self.body.clone()) {
            Ok(text) => text,
            Err(error) => panic!("{} is not UTF-8: {error}", self.path),
        }
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        match serde_json::from_slice(&self.body) {
            Ok(value) => value,
            Err(error) => panic!("{} is not JSON: {error}\n{}", self.path, self.beginning()),
        }
    }

    /// The objects that the page tells search engines, its JSON-LD.
    #[track_caller]
    pub fn json_ld(&self) -> Vec<serde_json::Value> {
        let page = self.text();
        let scripts = page.split("application/ld+json").skip(1);
        let objects = scripts.filter_map(|script| {
            let inside = script.split_once('>')?.1;
            Some(inside.split_once("</script")?.0.to_owned())
        });
        objects
            .map(|object| match serde_json::from_str(&object) {
                Ok(value) => value,
                Err(error) => {
                    panic!("{} has JSON-LD that is not JSON: {error}\n{object}", self.path)
                }
            })
            .collect()
    }

    /// The targets of everything with an `href`, `src` or `action`, in the order of the page, each once.
    pub fn links(&self) -> Vec<String> {
        let page = self.text();
        let mut links = Vec::new();
        for attribute in [" href=", " src=", " action="] {
            for after in page.split(attribute).skip(1) {
                let target = match after.chars().next() {
                    Some(quote @ ('"' | '\'')) => after[1..].split(quote).next(),
                    _ => after.split(|sign: char| sign.is_whitespace() || sign == '>').next(),
                };
                let target = unescaped(target.unwrap_or_default());
                if !links.contains(&target) {
                    links.push(target);
                }
            }
        }
        links
    }

    fn beginning(&self) -> String {
        String::from_utf8_lossy(&self.body).chars().take(800).collect()
    }
}

/// Text with entities as letters and white space as single spaces.
fn readable(text: &str) -> String {
    unescaped(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest.find(';').filter(|end| *end <= 10).and_then(|end| {
            let letter = match &rest[1..end] {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => '\u{a0}',
                number => {
                    let number = number.strip_prefix('#')?;
                    let code = match number.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                        None => number.parse().ok()?,
                    };
                    char::from_u32(code)?
                }
            };
            Some((letter, end))
        });
        match entity {
            Some((letter, end)) => {
                plain.push(letter);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read_as_letters() {
        assert_eq!(
            unescaped("A &amp; B&#x27;s &lt;b&gt; &#8211; &none; & &"),
            "A & B's <b> – &none; & &"
        );
        assert_eq!(readable("  two\n words&nbsp;"), "two words");
    }

    #[test]
    fn links_are_found_however_they_are_quoted() {
        let page =
            r#"<a href="/en/?a=1&amp;b=2">x</a><img src='/media/1'><a class=x href=/ru/>y</a>"#;
        let (parts, ()) = http::Response::new(()).into_parts();
        let answer = Answer::new("/", parts, page.as_bytes().to_vec());
        assert_eq!(answer.links(), ["/en/?a=1&b=2", "/ru/", "/media/1"]);
    }
}
