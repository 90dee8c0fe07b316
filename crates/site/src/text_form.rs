//! An article as plain text and as Markdown, for those who read without a browser.

use story::{Kind, Timestamp};

use crate::article::{Shows, note_article};
use crate::surrogate_key::SurrogateKeys;
use crate::{Error, Site, link, picture};

impl Site {
    pub(crate) async fn as_text(
        &self,
        found: &Shows<'_>,
    ) -> Result<(String, SurrogateKeys), Error> {
        let mut keys = SurrogateKeys::of_edition(found.at);
        note_article(&found.live, &mut keys);
        let content = &found.live.content;
        let shown = self.pictures(&content.media()).await?;
        keys.pictures(&shown);
        let body = self.with_links(found.at, &content.body).await?;
        let body = picture::with_credits(body, &shown);
        Ok((wire::text::text(&self.header(found), &body), keys))
    }

    pub(crate) async fn as_markdown(
        &self,
        found: &Shows<'_>,
    ) -> Result<(String, SurrogateKeys), Error> {
        let mut keys = SurrogateKeys::of_edition(found.at);
        note_article(&found.live, &mut keys);
        let content = &found.live.content;
        let shown = self.pictures(&content.media()).await?;
        keys.pictures(&shown);
        let body = self.with_links(found.at, &content.body).await?;
        let body = picture::with_credits(body, &shown);
        let header = self.header(found);
        let addresses = self.addresses(&shown);
        let text = wire::markdown_out::article(&content.headline, &header[1..], &body, &addresses);
        Ok((text, keys))
    }

    /// Headline, standfirst, who paid, byline, times and address, a line each.
    pub(crate) fn header(&self, found: &Shows<'_>) -> Vec<String> {
        let Shows { at, live } = found;
        let zone = at.edition.zone();
        let time =
            |at: Timestamp| at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string();
        let content = &live.content;
        let names: Vec<&str> = content.byline.iter().map(|credit| credit.name.as_str()).collect();
        let mut lines = vec![content.headline.clone()];
        lines.extend((!content.standfirst.is_empty()).then(|| content.standfirst.clone()));
        lines.extend(self.paid(found));
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

    /// That somebody paid for it, and who, where that is so.
    fn paid(&self, Shows { at, live }: &Shows<'_>) -> Option<String> {
        let sponsor = live.content.sponsor.as_deref().filter(|sponsor| !sponsor.is_empty());
        if live.story.kind != Kind::Sponsored && sponsor.is_none() {
            return None;
        }
        let label = self.theme().message(at.edition.language, "kind-sponsored");
        Some(sponsor.map_or_else(|| label.clone(), |sponsor| format!("{label}: {sponsor}")))
    }
}
