//! The document that an advertisement stands in: the same for readers and for the desk.
//!
//! It is shown in a frame without scripts, forms, storage and an origin, and its own policy allows nothing from
//! elsewhere. What an advertiser wrote can so neither reach the page around it nor tell anybody who reads.

use std::fmt::Write;

use crate::Language;

/// What a frame with an advertisement may do: open the page that a click leads to, in a window of its own, and
/// nothing else.
pub const SANDBOX: &str = "allow-popups allow-popups-to-escape-sandbox";

/// The Content-Security-Policy of the document, to be followed by who may frame it. The sandbox stands in it too, for
/// whoever opens the document without the frame.
pub const POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'self'; \
     form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors";

/// An advertisement with all that its document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// In which language it is announced.
    pub language: Language,
    /// What it is called for those who do not see it: “Advertisement: The Bakery”.
    pub title: &'a str,
    /// The folder of its addresses, with a slash at the end: its link is `go` in it.
    pub base: &'a str,
    /// What is seen; nothing leaves the place empty.
    pub shows: FrameShows<'a>,
}

/// What is seen in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrameShows<'a> {
    /// A picture that is a link.
    Picture(FramePicture<'a>),
    /// HTML of the house.
    Html(&'a str),
    /// Nothing at all.
    Nothing,
}

/// A picture in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FramePicture<'a> {
    /// Its file for browsers that take no choice.
    pub file: FrameFile,
    /// What it says.
    pub alt: &'a str,
    /// The files of lighter formats, the lightest first: the type and the files.
    pub formats: Vec<(String, Vec<FrameFile>)>,
}

/// A file of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameFile {
    /// Its address on this site.
    pub src: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The place has its own paper by day and by night, and a picture keeps its shape in it.
const STYLE: &str = ":root{color-scheme:light dark}\
    *{box-sizing:border-box}\
    html,body{margin:0;block-size:100%;overflow:hidden}\
    body{font:1rem/1.4 system-ui,sans-serif;color:#1a1a1a;background:#fff}\
    a{color:inherit}\
    a.whole{display:block;block-size:100%}\
    a.whole:focus-visible{outline:3px solid #05c;outline-offset:-3px}\
    a.whole img{display:block;inline-size:100%;block-size:100%;object-fit:contain}\
    @media(prefers-color-scheme:dark){body{color:#eee;background:#16181c}a.whole:focus-visible{outline-color:#8bf}}";

impl Frame<'_> {
    /// The whole document.
    pub fn to_html(&self) -> String {
        let Frame { language, title, base, shows } = self;
        let mut html = format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\">\
             <title>{}</title><base href=\"{}\" target=\"_blank\"><style>{STYLE}</style></head><body>",
            language.code(),
            language.direction().html(),
            escaped(title),
            escaped(base),
        );
        match shows {
            FrameShows::Nothing => {}
            // As it was written: the policy and the frame take its power, not we its words.
            FrameShows::Html(written) => html.push_str(written),
            FrameShows::Picture(picture) => picture.write(&mut html),
        }
        html.push_str("</body></html>\n");
        html
    }
}

impl FramePicture<'_> {
    fn write(&self, html: &mut String) {
        let FramePicture { file, alt, formats } = self;
        html.push_str("<a class=\"whole\" href=\"go\" rel=\"sponsored noopener\" referrerpolicy=\"no-referrer\"><picture>");
        for (content_type, files) in formats {
            let set: Vec<String> =
                files.iter().map(|file| format!("{} {}w", file.src, file.width)).collect();
            let _ = write!(
                html,
                "<source type=\"{}\" srcset=\"{}\" sizes=\"100vw\">",
                escaped(content_type),
                escaped(&set.join(", "))
            );
        }
        let _ = write!(
            html,
            "<img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\"></picture></a>",
            escaped(&file.src),
            file.width,
            file.height,
            escaped(alt)
        );
    }
}

/// Text as HTML writes it, also between quotation marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}
