//! The web app manifest: how the paper looks among the apps of a telephone.

use serde::Serialize;
use story::Language;

/// The MIME type of a manifest.
pub const CONTENT_TYPE: &str = "application/manifest+json";

/// An edition as an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The title of the paper.
    pub name: String,
    /// A name of a dozen letters for under the icon.
    pub short_name: String,
    /// A sentence about it; may be empty.
    pub description: String,
    /// The language of the edition.
    pub language: Language,
    /// The path of the front: `/en/`.
    pub start: String,
    /// The color behind the page while it loads, as CSS has it.
    pub background: String,
    /// The color of the frame around the page.
    pub theme: String,
    /// Its icons.
    pub icons: Vec<Icon>,
    /// Sections to go straight to.
    pub shortcuts: Vec<Shortcut>,
}

/// An icon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Icon {
    /// Its path.
    pub src: String,
    /// `192x192`, or `any` for a drawing.
    pub sizes: String,
    /// Its MIME type.
    #[serde(rename = "type")]
    pub content_type: String,
    /// `any`, or `maskable` if it may be cut round.
    pub purpose: String,
}

/// A section to go straight to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shortcut {
    /// What it is called.
    pub name: String,
    /// Its path.
    pub url: String,
}

#[derive(Serialize)]
struct Document<'a> {
    // An app is known by its id; without one it would be a new app as soon as its start moves.
    id: &'a str,
    name: &'a str,
    short_name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    lang: &'a str,
    dir: &'a str,
    start_url: &'a str,
    scope: &'a str,
    // A paper wants the browser's back button and address bar: people share addresses.
    display: &'a str,
    background_color: &'a str,
    theme_color: &'a str,
    categories: [&'a str; 1],
    icons: &'a [Icon],
    #[serde(skip_serializing_if = "<[Shortcut]>::is_empty")]
    shortcuts: &'a [Shortcut],
}

impl Manifest {
    /// Writes it as JSON.
    pub fn to_json(&self) -> String {
        let Manifest {
            name,
            short_name,
            description,
            language,
            start,
            background,
            theme,
            icons,
            shortcuts,
        } = self;
        let document = Document {
            id: start,
            name,
            short_name,
            description,
            lang: language.code(),
            dir: language.direction().html(),
            start_url: start,
            scope: "/",
            display: "minimal-ui",
            background_color: background,
            theme_color: theme,
            categories: ["news"],
            icons,
            shortcuts,
        };
        // Serializing plain structs into a string cannot fail.
        serde_json::to_string_pretty(&document).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arabic_app_reads_from_the_right() {
        let manifest = Manifest {
            name: "الميريديان".into(),
            short_name: "الميريديان".into(),
            description: String::new(),
            language: Language::parse("ar").unwrap(),
            start: "/ar/".into(),
            background: "#f4f0e6".into(),
            theme: "#16181d".into(),
            icons: vec![Icon {
                src: "/static/icon.svg".into(),
                sizes: "any".into(),
                content_type: "image/svg+xml".into(),
                purpose: "any".into(),
            }],
            shortcuts: vec![Shortcut { name: "العالم".into(), url: "/ar/world".into() }],
        };
        insta::assert_snapshot!(manifest.to_json(), @r##"
        {
          "id": "/ar/",
          "name": "الميريديان",
          "short_name": "الميريديان",
          "lang": "ar",
          "dir": "rtl",
          "start_url": "/ar/",
          "scope": "/",
          "display": "minimal-ui",
          "background_color": "#f4f0e6",
          "theme_color": "#16181d",
          "categories": [
            "news"
          ],
          "icons": [
            {
              "src": "/static/icon.svg",
              "sizes": "any",
              "type": "image/svg+xml",
              "purpose": "any"
            }
          ],
          "shortcuts": [
            {
              "name": "العالم",
              "url": "/ar/world"
            }
          ]
        }
        "##);
    }
}
