//! Sitemaps: an index, one map per edition and month, one of the pages that no list shows, one of the news.

use std::collections::HashMap;

use axum::extract::{Path, State};
use jiff::civil::Date;
use jiff::{ToSpan, tz::TimeZone};
use store::{Listed, Sibling};
use story::coverage::ItemKind;
use story::{EditionCode, StoryId, Timestamp};
use wire::sitemap::{Alternate, NewsPage, Page, Sitemap};

use crate::answer::Answer;
use crate::paper::{EditionPaper, Paper};
use crate::surrogate_key::SurrogateKeys;
use crate::unplaced::unpaid;
use crate::{Error, Site, link};

/// How far back the news sitemap reaches: Google reads no older news from it.
const NEWS: jiff::SignedDuration = jiff::SignedDuration::from_hours(48);

/// How many articles a news sitemap has at most, by Google's rules.
const NEWS_URLS: usize = 1000;

/// How many articles one map of a month has at most: with all their translations, far from what the protocol allows.
const MAP: usize = 10_000;

/// How many stories' siblings are asked for at once.
const STORIES_AT_ONCE: usize = 500;

pub(crate) async fn index(State(site): State<Site>) -> Result<Answer, Error> {
    let paper = site.paper().await?;
    let mut maps = vec![Sitemap { url: site.absolute("/sitemap/pages.xml"), changed: None }];
    for at in &paper.editions {
        let code = &at.edition.code;
        for month in site.reader().months(code).await? {
            maps.extend((1..=month.articles.div_ceil(MAP)).map(|part| {
                let name = name(month.first_day, part);
                let url = site.absolute(&format!("/sitemap/{code}-{name}.xml"));
                Sitemap { url, changed: None }
            }));
        }
        if site.reader().newest_at(code).await?.is_some_and(|newest| newest > site.news_since()) {
            maps.push(Sitemap {
                url: site.absolute(&format!("/sitemap/{code}-news.xml")),
                changed: None,
            });
        }
    }
    // With the news the clock has its part too.
    let mut keys = keys(&paper);
    keys.until(site.in_a_minute());
    Ok(xml(wire::sitemap::index(&maps)).shows(&keys, site.now()))
}

pub(crate) async fn part(
    State(site): State<Site>,
    Path(file): Path<String>,
) -> Result<Answer, Error> {
    let paper = site.paper().await?;
    let name = file.strip_suffix(".xml").ok_or(Error::NotFound)?;
    if name == "pages" {
        return site.pages(&paper).await;
    }
    if let Some(at) = name.strip_suffix("-news").and_then(|code| paper.edition(code)) {
        return site.news(at).await;
    }
    // What is left is an edition and a month: `en-2026-01`.
    let found = paper.editions.iter().find_map(|at| {
        let month = name.strip_prefix(at.edition.code.as_str())?.strip_prefix('-')?;
        Some((at, named(month)?))
    });
    let (at, (month, part)) = found.ok_or(Error::NotFound)?;
    site.month(&paper, at, month, part).await
}

impl Site {
    async fn month(
        &self,
        paper: &Paper,
        at: &EditionPaper,
        month: Date,
        part: usize,
    ) -> Result<Answer, Error> {
        let (from, until) = span(month).ok_or(Error::NotFound)?;
        let skip = (part - 1) * MAP;
        let articles = self.reader().live_between(&at.edition.code, from, until, skip, MAP).await?;
        if articles.is_empty() {
            return Err(Error::NotFound);
        }
        let pages = self.article_pages(paper, articles).await?;
        Ok(first_set(pages)?.shows(&keys(paper), self.now()))
    }

    /// Fronts, sections, corrections, situations, and the articles that no list shows: cards and standing pages.
    async fn pages(&self, paper: &Paper) -> Result<Answer, Error> {
        let mut pages = Vec::new();
        for at in &paper.editions {
            let code = &at.edition.code;
            let every = |path: &dyn Fn(&EditionCode) -> String| {
                let alternates = paper.editions.iter().map(|other| Alternate {
                    hreflang: other.edition.language.code().to_owned(),
                    url: self.absolute(&path(&other.edition.code)),
                });
                Page {
                    url: self.absolute(&path(code)),
                    changed: None,
                    alternates: alternates.collect(),
                    images: Vec::new(),
                }
            };
            pages.push(every(&link::front));
            pages.push(every(&|code| format!("/{code}/corrections")));
            pages.push(every(&|code| format!("/{code}/verify")));
            for section in &at.sections {
                let twins: Vec<Alternate> = paper
                    .editions
                    .iter()
                    .filter_map(|other| {
                        Some(Alternate {
                            hreflang: other.edition.language.code().to_owned(),
                            url: self.absolute(&link::section(other.twin(&section.key)?)),
                        })
                    })
                    .collect();
                let alternates = if twins.len() > 1 { twins } else { Vec::new() };
                pages.push(Page {
                    url: self.absolute(&link::section(section)),
                    changed: None,
                    alternates,
                    images: Vec::new(),
                });
            }
            let unlisted = self.reader().unlisted(code).await?;
            pages.extend(self.article_pages(paper, unlisted).await?);
        }
        let mut keys = keys(paper);
        pages.extend(self.coverage_pages(paper, &mut keys).await?);
        Ok(first_set(pages)?.shows(&keys, self.now()))
    }

    /// The page of each situation in every edition that has an article on it.
    async fn coverage_pages(
        &self,
        paper: &Paper,
        keys: &mut SurrogateKeys,
    ) -> Result<Vec<Page>, Error> {
        keys.any_item();
        let mut pages = Vec::new();
        for item in self.reader().items_of(&[ItemKind::Storyline]).await? {
            let Some(storyline) = item.storyline() else { continue };
            let here = self.coverage_elsewhere(paper, &item, storyline).await?;
            let alternates: Vec<Alternate> = here
                .iter()
                .filter_map(|page| {
                    let language = paper.by_code(&page.edition)?.edition.language;
                    let hreflang = language.code().to_owned();
                    Some(Alternate { hreflang, url: self.absolute(&page.href) })
                })
                .collect();
            pages.extend(here.iter().map(|page| Page {
                url: self.absolute(&page.href),
                changed: None,
                alternates: if here.len() > 1 { alternates.clone() } else { Vec::new() },
                images: Vec::new(),
            }));
        }
        Ok(pages)
    }

    async fn news(&self, at: &EditionPaper) -> Result<Answer, Error> {
        let newest = self.reader().newest(&at.edition.code, store::Place::START, NEWS_URLS).await?;
        let pages: Vec<NewsPage> = newest
            .articles
            .into_iter()
            .filter(unpaid)
            .map(|article| NewsPage {
                url: self.absolute(&link::article(&article.edition, &article.slug)),
                title: article.headline,
                published: article.first_live_at,
                language: at.edition.language,
            })
            .collect();
        let now = self.reader().clock().now();
        let mut keys = SurrogateKeys::of_edition(at);
        keys.newest(&at.edition.code).until(self.in_a_minute());
        let news = wire::sitemap::news(&at.edition.title, &pages, now, &at.edition.zone());
        Ok(xml(news).shows(&keys, self.now()))
    }

    fn in_a_minute(&self) -> Timestamp {
        self.now().checked_add(jiff::SignedDuration::from_mins(1)).unwrap_or(Timestamp::MAX)
    }

    fn news_since(&self) -> Timestamp {
        let now = self.reader().clock().now();
        now.checked_sub(NEWS).unwrap_or(now)
    }

    async fn article_pages(
        &self,
        paper: &Paper,
        articles: Vec<Listed>,
    ) -> Result<Vec<Page>, Error> {
        let stories: Vec<StoryId> = articles.iter().map(|article| article.story).collect();
        let mut siblings: HashMap<StoryId, Vec<Sibling>> = HashMap::new();
        for some in stories.chunks(STORIES_AT_ONCE) {
            for (story, sibling) in self.reader().siblings_of(some).await? {
                siblings.entry(story).or_default().push(sibling);
            }
        }
        let pages = articles.into_iter().map(|article| {
            let all = siblings.get(&article.story).map(Vec::as_slice).unwrap_or_default();
            let alternates =
                if all.len() > 1 { self.alternates_of(paper, all) } else { Vec::new() };
            Page {
                url: self.absolute(&link::page(&article.edition, &article.slug, article.kind)),
                changed: Some(article.changed_at.unwrap_or(article.first_live_at)),
                alternates,
                images: Vec::new(),
            }
        });
        Ok(pages.collect())
    }

    fn alternates_of(&self, paper: &Paper, siblings: &[Sibling]) -> Vec<Alternate> {
        let links = siblings.iter().filter_map(|sibling| {
            Some(Alternate {
                hreflang: paper.by_code(&sibling.edition)?.edition.language.code().to_owned(),
                url: self.absolute(&link::sibling(sibling)),
            })
        });
        links.collect()
    }
}

/// A map has articles of all editions, for each names its siblings.
fn keys(paper: &Paper) -> SurrogateKeys {
    let mut keys = SurrogateKeys::default();
    for at in &paper.editions {
        keys.newest(&at.edition.code);
    }
    keys
}

fn xml(text: String) -> Answer {
    Answer::new(wire::sitemap::CONTENT_TYPE, text)
}

fn first_set(pages: Vec<Page>) -> Result<Answer, Error> {
    // A part of a month never has more than one map may hold.
    wire::sitemap::url_sets(pages).into_iter().next().map(xml).ok_or(Error::NotFound)
}

/// What a month's map is called: `2026-01`, and `2026-01-2` for what the first has no room for.
fn name(month: Date, part: usize) -> String {
    let month = month.strftime("%Y-%m");
    if part == 1 { month.to_string() } else { format!("{month}-{part}") }
}

/// The first day of a month, and which of its maps it is.
fn named(wanted: &str) -> Option<(Date, usize)> {
    let (month, part) = match wanted.match_indices('-').nth(1) {
        Some((at, _)) => (&wanted[..at], wanted[at + 1..].parse().ok()?),
        None => (wanted, 1),
    };
    let month = format!("{month}-01").parse().ok()?;
    // One map has one address, and no month has thousands of maps.
    ((1..1_000).contains(&part) && name(month, part) == wanted).then_some((month, part))
}

/// From when until when a month lasts, in UTC.
fn span(month: Date) -> Option<(Timestamp, Timestamp)> {
    let start = |date: Date| date.to_zoned(TimeZone::UTC).map(|start| start.timestamp()).ok();
    Some((start(month)?, start(month.checked_add(1.month()).ok()?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_with_more_news_than_a_map_holds_has_several() {
        let month: Date = "2026-01-01".parse().unwrap();
        for part in [1, 2, 31] {
            assert_eq!(named(&name(month, part)), Some((month, part)));
        }
        for wrong in ["2026", "2026-13", "2026-01-0", "2026-01-1", "2026-01-x", "2026-01-2-3", ""] {
            assert_eq!(named(wrong), None, "{wrong}");
        }
    }
}
