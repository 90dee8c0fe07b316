//! What a page is, in the words of schema.org, for search engines and other programs.
//!
//! Each function writes one document for one `<script type="application/ld+json">`; nothing in it can end the
//! script early, whatever a headline says.

mod article;
mod behind;
mod page;

pub use article::{Article, Correction, Translation};
pub use behind::coverage_page;
pub use page::{Crumb, Listed, author_page, breadcrumbs, list_page, web_site};

use serde_json::{Map, Value, json};
use story::author::AuthorKind;

use crate::feed::Image;

/// Who publishes the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// The paper's name.
    pub name: String,
    /// Its front page.
    pub url: String,
    /// Its plate or sign.
    pub logo: Option<Image>,
    /// Its profiles elsewhere.
    pub profiles: Vec<String>,
    /// The page that lists its corrections.
    pub corrections: Option<String>,
}

/// Somebody who signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Their name as printed.
    pub name: String,
    /// A person, a desk or an agency.
    pub kind: AuthorKind,
    /// Their page.
    pub url: Option<String>,
    /// What they do: “Caucasus correspondent”.
    pub title: Option<String>,
}

/// An object of schema.org; keys whose value is nothing, or empty, are left out.
fn object(
    kind: impl Into<Value>,
    entries: impl IntoIterator<Item = (&'static str, Value)>,
) -> Value {
    let mut object = Map::new();
    object.insert("@type".to_owned(), kind.into());
    for (key, value) in entries {
        let is_empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(values) => values.is_empty(),
            _ => false,
        };
        if !is_empty {
            object.insert(key.to_owned(), value);
        }
    }
    Value::Object(object)
}

/// A document as text that is at home inside `<script>`.
fn document(mut value: Value) -> String {
    if let Value::Object(object) = &mut value {
        object.insert("@context".to_owned(), json!("https://schema.org"));
    }
    // A value that is all text and numbers can always be written.
    let json = serde_json::to_string(&value).unwrap_or_default();
    let mut safe = String::with_capacity(json.len() + json.len() / 16);
    let mut from = 0;
    for (at, byte) in json.bytes().enumerate() {
        let length = match byte {
            // `</script>` and `<!--` would end or change the script.
            b'<' | b'>' | b'&' => 1,
            // Old engines end a line at these two.
            0xe2 if json[at..].starts_with(['\u{2028}', '\u{2029}']) => 3,
            _ => continue,
        };
        let end = at + length;
        safe.push_str(&json[from..at]);
        json[at..end]
            .chars()
            .for_each(|letter| safe.push_str(&format!("\\u{:04x}", u32::from(letter))));
        from = end;
    }
    safe.push_str(&json[from..]);
    safe
}

fn publisher(publisher: &Publisher) -> Value {
    let Publisher { name, url, logo, profiles, corrections } = publisher;
    object(
        "NewsMediaOrganization",
        [
            ("@id", json!(format!("{url}#publisher"))),
            ("name", json!(name)),
            ("url", json!(url)),
            ("logo", logo.as_ref().map_or(Value::Null, image)),
            ("sameAs", json!(profiles)),
            ("correctionsPolicy", json!(corrections)),
        ],
    )
}

fn author(author: &Author) -> Value {
    let Author { name, kind, url, title } = author;
    let (kind, title) = match kind {
        AuthorKind::Person => ("Person", title.as_deref()),
        AuthorKind::Desk | AuthorKind::Agency => ("Organization", None),
    };
    object(kind, [("name", json!(name)), ("url", json!(url)), ("jobTitle", json!(title))])
}

fn image(image: &Image) -> Value {
    let Image { url, content_type, bytes: _, width, height, alt } = image;
    object(
        "ImageObject",
        [
            ("url", json!(url)),
            ("contentUrl", json!(url)),
            ("encodingFormat", json!(content_type)),
            ("width", json!(width)),
            ("height", json!(height)),
            ("caption", json!(alt)),
        ],
    )
}
