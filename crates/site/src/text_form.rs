//! An article as plain text and as Markdown, for those who read without a browser.

use story::Timestamp;

use crate::article::Shows;
use crate::{Error, Site, link};

impl Site {
    pub(crate) async fn as_text(&self, found: &Shows<'_>) -> Result<String, Error> {
        let body = self.with_links(found.at, &found.live.content.body).await?;
        Ok(wire::text::text(&self.header(found), &body))
    }

    pub(crate) async fn as_markdown(&self, found: &Shows<'_>) -> Result<String, Error> {
        let content = &found.live.content;
        let body = self.with_links(found.at, &content.body).await?;
        let shown = self.pictures(&content.media()).await?;
        let header = self.header(found);
        Ok(wire::markdown_out::article(
            &content.headline,
            &header[1..],
            &body,
            &self.addresses(&shown),
        ))
    }

    /// Headline, standfirst, byline, times and address, a line each.
    fn header(&self, found: &Shows<'_>) -> Vec<String> {
        let Shows { at, live } = found;
        let zone = at.edition.zone();
        let time =
            |at: Timestamp| at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string();
        let content = &live.content;
        let names: Vec<&str> = content.byline.iter().map(|credit| credit.name.as_str()).collect();
        let mut lines = vec![content.headline.clone()];
        lines.extend((!content.standfirst.is_empty()).then(|| content.standfirst.clone()));
        lines.extend((!names.is_empty()).then(|| names.join(", ")));
        let published = live.article.first_live_at.map(time);
        let changed = live.article.changed_at.map(|at| format!(" ({})", time(at)));
        lines.extend(
            published.map(|published| format!("{published}{}", changed.unwrap_or_default())),
        );
        let path = link::article(&at.edition.code, &live.article.slug);
        lines.push(format!("{} — {}", at.edition.title, self.absolute(&path)));
        lines
    }
}
