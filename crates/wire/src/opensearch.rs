//! OpenSearch: how browsers learn to search a site from their own bar.

use story::Language;

use crate::xml::Xml;

/// The MIME type of a description.
pub const CONTENT_TYPE: &str = "application/opensearchdescription+xml";

/// How an edition is searched (OpenSearch 1.1, draft 6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// The title of the paper.
    pub name: String,
    /// A sentence about it; may be empty.
    pub description: String,
    /// The language of the edition.
    pub language: Language,
    /// The full address of its icon.
    pub icon: String,
    /// The full address of results, with `{searchTerms}` where the words go.
    pub search: String,
    /// The full address of suggestions, with `{searchTerms}` where the words go.
    pub suggest: String,
}

impl Description {
    /// Writes it as XML.
    pub fn to_xml(&self) -> String {
        let Description { name, description, language, icon, search, suggest } = self;
        // The format has room for so many letters and no more.
        let cut = |text: &str, most| text.chars().take(most).collect::<String>();
        let mut xml = Xml::document();
        xml.element(
            "OpenSearchDescription",
            &[("xmlns", "http://a9.com/-/spec/opensearch/1.1/")],
            |xml| {
                xml.text("ShortName", &[], &cut(name, 16));
                xml.text("LongName", &[], &cut(name, 48));
                let description = if description.is_empty() { name } else { description };
                xml.text("Description", &[], &cut(description, 1024));
                xml.text("InputEncoding", &[], "UTF-8");
                xml.text("Language", &[], language.code());
                xml.text(
                    "Image",
                    &[("width", "16"), ("height", "16"), ("type", "image/svg+xml")],
                    icon,
                );
                xml.empty("Url", &[("type", "text/html"), ("template", search)]);
                let suggestions = "application/x-suggestions+json";
                xml.empty(
                    "Url",
                    &[("type", suggestions), ("rel", "suggestions"), ("template", suggest)],
                );
            },
        );
        xml.finish()
    }
}
