//! An article for programs elsewhere: ninjs for other newsrooms, Web Annotations for those that keep notes on pages.

use std::collections::HashMap;

use axum::response::{IntoResponse, Response};
use story::ItemId;
use story::block::Block;
use story::coverage::annotation;
use story::inline::plain_text;
use wire::ninjs::{NewsItem, Picture};
use wire::web_annotation::Marked;

use crate::article::{Around, Found, Shows, note_article};
use crate::paper::Paper;
use crate::surrogate_key::SurrogateKeys;
use crate::{Error, Site, head, ledger, link, outside, picture};

impl Site {
    /// `/{ed}/post/{slug}.ninjs.json`
    pub(crate) async fn ninjs(&self, code: &str, slug: &str) -> Result<Response, Error> {
        let paper = self.paper().await?;
        let found = match self.find(&paper, code, slug, ".ninjs.json").await? {
            Found::Here(found) => found,
            Found::Elsewhere(redirect) => return Ok(redirect),
        };
        let mut keys = SurrogateKeys::of_edition(found.at);
        let around = Box::pin(self.around(&paper, &found.live)).await?;
        self.note_around(&found.live, &around, &mut keys);
        for id in around.items.keys() {
            keys.item(*id);
        }
        let document = self.news_item(&paper, &found, &around).await?.to_json();
        let answer = self.other_form(wire::ninjs::CONTENT_TYPE, document, &found);
        Ok(answer.shows(&keys, self.now()).into_response())
    }

    async fn news_item(
        &self,
        paper: &Paper,
        found: &Shows<'_>,
        around: &Around,
    ) -> Result<NewsItem, Error> {
        let Shows { at, live } = found;
        let (article, content, story) = (&live.article, &live.content, &live.story);
        let language = at.edition.language;
        let (_, marks) = ledger::of_text(at, &around.annotations, &around.items);
        let url = self.absolute(&link::page(&at.edition.code, &article.slug, story.kind));
        let mut behind =
            outside::of_text(self, at, &around.annotations, &around.items, &marks, &url);
        outside::with_topics(self, at, &around.topics, &mut behind);
        let body = self.with_links(at, &content.body).await?;
        let body = picture::with_credits(body, &around.pictures);
        let section = article.section.and_then(|section| at.section(section));
        let others = around.siblings.iter().filter(|sibling| sibling.article != article.id);
        let first_created = article.first_live_at.unwrap_or(story.created_at);
        Ok(NewsItem {
            uri: self.absolute(&format!("/id/a/{}", article.id)),
            article: article.id,
            story: story.id,
            version: article.public.live().unwrap_or(article.draft).0,
            kind: story.kind,
            language,
            headline: content.headline.clone(),
            standfirst: content.standfirst.clone(),
            dateline: content.dateline.clone(),
            slugline: article.slug.to_string(),
            credits: content
                .byline
                .iter()
                .map(|credit| (credit.role, credit.name.clone()))
                .collect(),
            html: wire::html_out::html(&body, language, &self.addresses(&around.pictures)),
            text: wire::text::text(&[], &body),
            words: around.words,
            first_created,
            version_created: article.live_at.unwrap_or(first_created),
            zone: at.edition.zone(),
            publisher: at.edition.title.clone(),
            rights: at.edition.rights.clone(),
            section: section
                .map(|section| (section.name.clone(), self.absolute(&link::section(section)))),
            behind,
            pictures: self.pictures_outside(found, around),
            translations: others
                .filter_map(|sibling| head::translation(self, paper, sibling))
                .collect(),
            corrections: head::corrections(at, around),
            url,
        })
    }

    /// The lead and the pictures of the text, each once, as large as every program shows them.
    fn pictures_outside(&self, found: &Shows<'_>, around: &Around) -> Vec<Picture> {
        let content = &found.live.content;
        let shown = &around.pictures;
        let mut pictures = Vec::new();
        let mut seen = Vec::new();
        let lead = content.lead.as_ref().and_then(|lead| {
            let printed = picture::lead(lead, shown, found.at.edition.language)?;
            let image = picture::outside(self, shown.get(&lead.media)?, &printed.alt)?;
            seen.push(lead.media);
            let credit = printed.credit.unwrap_or_default();
            Some(Picture { image, caption: printed.caption, credit })
        });
        pictures.extend(lead);
        for block in content.body.walk() {
            let Block::Figure { attrs, content } = block else { continue };
            let Some(media) = shown.get(&attrs.media) else { continue };
            let image = picture::outside(self, media, &attrs.alt);
            if let Some(image) = image.filter(|_| !seen.contains(&attrs.media)) {
                seen.push(attrs.media);
                let own = attrs.credit.clone().filter(|_| !media.stands_in);
                let credit = own.unwrap_or_else(|| media.credit.clone());
                pictures.push(Picture { image, caption: plain_text(content), credit });
            }
        }
        pictures
    }

    /// `/{ed}/post/{slug}.annotations.json`
    pub(crate) async fn annotations(&self, code: &str, slug: &str) -> Result<Response, Error> {
        let paper = self.paper().await?;
        let found = match self.find(&paper, code, slug, ".annotations.json").await? {
            Found::Here(found) => found,
            Found::Elsewhere(redirect) => return Ok(redirect),
        };
        let Shows { at, live } = &found;
        let (article, content) = (&live.article, &live.content);
        let mut keys = SurrogateKeys::of_edition(at);
        note_article(live, &mut keys);
        let shown = self.pictures(&content.media()).await?;
        keys.pictures(&shown);
        let annotations = annotation::of_body(&content.body);
        let known = self.items_and_named(&paper, &annotation::items(&annotations)).await?;
        for id in known.keys() {
            keys.item(*id);
        }
        let (_, marks) = ledger::of_text(at, &annotations, &known);
        let form = self.absolute(&link::article(&at.edition.code, &article.slug));
        let page = self.absolute(&link::page(&at.edition.code, &article.slug, live.story.kind));
        let items: HashMap<ItemId, wire::behind::Named> = known
            .iter()
            .map(|(id, item)| {
                let mut named = outside::named(self, at, item);
                if let Some(mark) = marks.get(id) {
                    named.url = Some(format!("{page}#said-{}", mark.number));
                }
                (*id, named)
            })
            .collect();
        // The very text that `.txt` gives, or the places in it would be wrong.
        let body = self.with_links(at, &content.body).await?;
        let document = Marked {
            page: &format!("{form}.annotations.json"),
            source: &self.absolute(&format!("/id/a/{}", article.id)),
            text: &format!("{form}.txt"),
            live_at: article.live_at.unwrap_or(live.story.created_at),
            header: &self.header(&found),
            body: &picture::with_credits(body, &shown),
            items: &items,
        }
        .to_json();
        let answer = self.other_form(wire::web_annotation::CONTENT_TYPE, document, &found);
        Ok(answer.shows(&keys, self.now()).into_response())
    }
}
