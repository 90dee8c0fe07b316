//! Atom, RFC 4287.

use super::{Author, Entry, Feed, Format, rss};
use crate::time::with_offset;
use crate::xml::Xml;

/// Atom.
pub const FORMAT: Format = Format {
    name: "Atom",
    extension: "atom",
    content_type: "application/atom+xml; charset=utf-8",
    write,
};

fn write(feed: &Feed) -> String {
    let Feed {
        title,
        link,
        self_link,
        description,
        language,
        rights,
        updated,
        zone,
        icon,
        entries,
    } = feed;
    let namespaces = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xmlns:media", "http://search.yahoo.com/mrss/"),
        ("xml:lang", language.code()),
    ];
    let mut xml = Xml::document();
    xml.element("feed", &namespaces, |xml| {
        xml.text("id", &[], link);
        xml.text("title", &[], title);
        if !description.is_empty() {
            xml.text("subtitle", &[], description);
        }
        xml.text("updated", &[], &with_offset(*updated, zone));
        // An entry without an author borrows the feed's, and Atom wants one for each.
        author(xml, &Author { name: title.clone(), url: Some(link.clone()) });
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", link)]);
        let itself =
            [("rel", "self"), ("type", "application/atom+xml"), ("href", self_link.as_str())];
        xml.empty("link", &itself);
        if let Some(icon) = icon {
            xml.text("icon", &[], icon);
        }
        if !rights.is_empty() {
            xml.text("rights", &[], rights);
        }
        xml.text("generator", &[], "Masthead");
        entries.iter().for_each(|item| entry(xml, item, feed));
    });
    xml.finish()
}

fn entry(xml: &mut Xml, entry: &Entry, feed: &Feed) {
    let Entry {
        id,
        url,
        title,
        summary,
        content_html,
        authors,
        published,
        updated,
        categories,
        image,
        language,
        source,
    } = entry;
    let lang = [("xml:lang", language.code())];
    let foreign: &[(&str, &str)] = if *language == feed.language { &[] } else { &lang };
    xml.element("entry", foreign, |xml| {
        xml.text("id", &[], id);
        xml.text("title", &[], title);
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", url)]);
        xml.text("published", &[], &with_offset(*published, &feed.zone));
        // An update before the publication would be the desk's, which is none of the reader's business.
        xml.text("updated", &[], &with_offset(*updated.max(published), &feed.zone));
        authors.iter().for_each(|signed| author(xml, signed));
        categories.iter().for_each(|category| xml.empty("category", &[("term", category)]));
        if !summary.is_empty() {
            xml.text("summary", &[], summary);
        }
        if !content_html.is_empty() {
            xml.text("content", &[("type", "html")], content_html);
        }
        if let Some(image) = image {
            rss::media_content(xml, image);
        }
        if let Some(source) = source {
            xml.element("source", &[], |xml| {
                xml.text("id", &[], &source.feed);
                xml.text("title", &[], &source.title);
                xml.empty("link", &[("rel", "self"), ("href", &source.feed)]);
            });
        }
    });
}

fn author(xml: &mut Xml, author: &Author) {
    xml.element("author", &[], |xml| {
        xml.text("name", &[], &author.name);
        if let Some(url) = &author.url {
            xml.text("uri", &[], url);
        }
    });
}
