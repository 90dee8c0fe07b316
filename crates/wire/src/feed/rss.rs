//! RSS 2.0, with the whole text in `content:encoded`.

use super::{Entry, Feed, Format, Image};
use crate::time::{rfc_822, with_offset};
use crate::xml::{Xml, escape};

/// RSS.
pub const FORMAT: Format = Format {
    name: "RSS",
    extension: "xml",
    content_type: "application/rss+xml; charset=utf-8",
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
        ("version", "2.0"),
        ("xmlns:atom", "http://www.w3.org/2005/Atom"),
        ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:media", "http://search.yahoo.com/mrss/"),
    ];
    let mut xml = Xml::document();
    xml.element("rss", &namespaces, |xml| {
        xml.element("channel", &[], |xml| {
            xml.text("title", &[], title);
            xml.text("link", &[], link);
            let itself =
                [("href", self_link.as_str()), ("rel", "self"), ("type", "application/rss+xml")];
            xml.empty("atom:link", &itself);
            // RSS wants a description even where there is nothing to say.
            xml.text("description", &[], if description.is_empty() { title } else { description });
            xml.text("language", &[], language.code());
            if !rights.is_empty() {
                xml.text("copyright", &[], rights);
            }
            xml.text("lastBuildDate", &[], &rfc_822(*updated, zone));
            xml.text("generator", &[], "Masthead");
            if let Some(icon) = icon {
                xml.element("image", &[], |xml| {
                    xml.text("url", &[], icon);
                    xml.text("title", &[], title);
                    xml.text("link", &[], link);
                });
            }
            entries.iter().for_each(|entry| item(xml, entry, feed));
        });
    });
    xml.finish()
}

fn item(xml: &mut Xml, entry: &Entry, feed: &Feed) {
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
    xml.element("item", &[], |xml| {
        xml.text("title", &[], title);
        xml.text("link", &[], url);
        xml.text("guid", &[("isPermaLink", "false")], id);
        authors.iter().for_each(|author| xml.text("dc:creator", &[], &author.name));
        xml.text("pubDate", &[], &rfc_822(*published, &feed.zone));
        if updated > published {
            xml.text("atom:updated", &[], &with_offset(*updated, &feed.zone));
        }
        if *language != feed.language {
            xml.text("dc:language", &[], language.code());
        }
        categories.iter().for_each(|category| xml.text("category", &[], category));
        if !summary.is_empty() {
            // Readers take a description for HTML, so plain text is made HTML before it is made XML.
            xml.text("description", &[], &escape(summary));
        }
        if !content_html.is_empty() {
            xml.text("content:encoded", &[], content_html);
        }
        if let Some(image) = image {
            media_content(xml, image);
        }
        if let Some(source) = source {
            xml.text("source", &[("url", &source.feed)], &source.title);
        }
    });
}

/// A picture in the words of Media RSS, which Atom borrows too.
pub(super) fn media_content(xml: &mut Xml, image: &Image) {
    let Image { url, content_type, bytes, width, height, alt } = image;
    let numbers = [
        ("fileSize", Some(bytes.to_string())),
        ("width", width.map(|width| width.to_string())),
        ("height", height.map(|height| height.to_string())),
    ];
    let mut attributes = vec![("url", url.as_str()), ("type", content_type), ("medium", "image")];
    attributes.extend(numbers.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))));
    xml.element("media:content", &attributes, |xml| {
        if !alt.is_empty() {
            xml.text("media:description", &[("type", "plain")], alt);
        }
    });
}
