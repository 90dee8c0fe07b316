//! What surrounds every page: the bar, the plate, the sections, the foot, the head's links.

use story::Edition;
use theme::page::{
    AlternateLink, AppProfile, Chrome, EditionHead, EditionLink, EditionTarget, FeedLink, NavLink,
    Picture, PictureFile, SocialProfile,
};

use crate::Site;
use crate::link;
use crate::paper::{EditionPaper, Paper};
use crate::visit::Visit;

/// What one page says about itself to its surroundings.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// The path of the page itself, percent-encoded; nothing where a page has no address of its own.
    pub(crate) path: Option<String>,
    /// Where the other editions have this page, by edition code; those that are missing get their front.
    pub(crate) elsewhere: Vec<Elsewhere>,
    /// The current section.
    pub(crate) section: Option<story::SectionId>,
    /// A sentence for search engines; the edition's own if empty.
    pub(crate) description: String,
    pub(crate) image: Option<Picture>,
    pub(crate) json_ld: Option<String>,
    pub(crate) feeds: Vec<FeedLink>,
    pub(crate) noindex: bool,
    pub(crate) previous_href: Option<String>,
}

/// Where another edition has a page.
#[derive(Debug)]
pub(crate) struct Elsewhere {
    pub(crate) edition: story::EditionCode,
    pub(crate) href: String,
    pub(crate) target: EditionTarget,
}

impl Site {
    pub(crate) fn chrome(
        &self,
        paper: &Paper,
        at: &EditionPaper,
        visit: &Visit,
        head: Head,
    ) -> Chrome {
        let Head {
            path,
            elsewhere,
            section,
            description,
            image,
            json_ld,
            feeds,
            noindex,
            previous_href,
        } = head;
        let edition = &at.edition;
        let canonical = path.as_deref().map(|path| self.absolute(path));
        Chrome {
            edition: self.edition_head(edition, at),
            editions: edition_links(paper, edition, visit, &elsewhere),
            sections: section_links(at, section),
            pages: at
                .pages
                .iter()
                .map(|page| {
                    let href = link::article(&edition.code, &page.slug);
                    NavLink { name: page.name.clone(), current: Some(&href) == path.as_ref(), href }
                })
                .collect(),
            social: edition
                .social
                .iter()
                .map(|link| SocialProfile {
                    service: link.service.clone(),
                    name: link.name.clone(),
                    href: link.url.clone(),
                })
                .collect(),
            apps: edition
                .app
                .iter()
                .map(|link| AppProfile {
                    store: link.store.clone(),
                    name: link.name.clone(),
                    href: link.url.clone(),
                })
                .collect(),
            date: at.newest_at,
            preferences: visit.preferences,
            front_href: link::front(&edition.code),
            corrections_href: format!("/{}/corrections", edition.code),
            settings_href: format!("/{}/settings", edition.code),
            return_to: visit.address.clone(),
            search_href: self.inner.config.search.is_some().then(|| link::search(&edition.code)),
            base_url: self.url().to_owned(),
            // A page that search engines leave has no translations for them either.
            alternates: match noindex {
                true => Vec::new(),
                false => self.alternates(paper, edition, path.as_deref(), &elsewhere),
            },
            canonical,
            feeds: if feeds.is_empty() { self.front_feeds(edition) } else { feeds },
            description: if description.is_empty() {
                edition.description.clone()
            } else {
                description
            },
            image: image.map(|picture| self.for_previews(picture)),
            json_ld,
            noindex,
            manifest_href: Some(format!("/{}/manifest.webmanifest", edition.code)),
            previous_href,
        }
    }

    fn edition_head(&self, edition: &Edition, at: &EditionPaper) -> EditionHead {
        let now = at.newest_at.unwrap_or_else(|| self.reader().clock().now());
        EditionHead {
            code: edition.code.clone(),
            language: edition.language,
            dir: edition.language.direction(),
            name: edition.name.clone(),
            title: edition.title.clone(),
            tagline: edition.tagline.clone(),
            description: edition.description.clone(),
            timezone: edition.timezone.clone(),
            rights: edition.rights.clone(),
            digits: edition.digits,
            founded: edition.founded,
            // The copyright runs to the year of the newest story, so that a page changes only with the paper.
            year: now.to_zoned(edition.zone()).year(),
        }
    }

    /// The same page in all languages, this one too, for `hreflang`: only where each leads to the others.
    fn alternates(
        &self,
        paper: &Paper,
        edition: &Edition,
        path: Option<&str>,
        elsewhere: &[Elsewhere],
    ) -> Vec<AlternateLink> {
        let Some(path) = path else { return Vec::new() };
        let own = (edition, path);
        let siblings = elsewhere
            .iter()
            .filter(|other| other.target == EditionTarget::Sibling && other.edition != edition.code)
            .filter_map(|other| {
                Some((&paper.by_code(&other.edition)?.edition, other.href.as_str()))
            });
        let mut all: Vec<(&Edition, &str)> = std::iter::once(own).chain(siblings).collect();
        if all.len() < 2 {
            return Vec::new();
        }
        // Every one of the pages must list them in the same order, or caches would see them as different.
        all.sort_by_key(|(edition, _)| {
            paper.editions.iter().position(|paper| paper.edition.code == edition.code)
        });
        let fallback =
            all.iter().find(|(edition, _)| edition.default).or(all.first()).map(|(_, path)| *path);
        let mut links: Vec<AlternateLink> = all
            .iter()
            .map(|(edition, path)| AlternateLink {
                hreflang: edition.language.code().to_owned(),
                href: self.absolute(path),
            })
            .collect();
        links.extend(fallback.map(|path| AlternateLink {
            hreflang: "x-default".to_owned(),
            href: self.absolute(path),
        }));
        links
    }

    /// The picture under its full address: whoever makes a preview of the page is not on the site.
    fn for_previews(&self, mut picture: Picture) -> Picture {
        let file = &mut picture.file;
        if let Some((src, width, height)) = file.share.take() {
            *file = PictureFile { src, width, height, ..PictureFile::default() };
        }
        file.src = self.absolute(&file.src);
        picture
    }

    fn front_feeds(&self, edition: &Edition) -> Vec<FeedLink> {
        crate::feed::links(&edition.title, &format!("/{}", edition.code))
    }
}

fn edition_links(
    paper: &Paper,
    current: &Edition,
    visit: &Visit,
    elsewhere: &[Elsewhere],
) -> Vec<EditionLink> {
    let links = paper.editions.iter().map(|other| {
        let edition = &other.edition;
        let known = elsewhere.iter().find(|elsewhere| elsewhere.edition == edition.code);
        let is_current = edition.code == current.code;
        let (href, target) = match known {
            Some(known) => (known.href.clone(), known.target),
            None if is_current => (visit.path().to_owned(), EditionTarget::Sibling),
            None => (link::front(&edition.code), EditionTarget::Front),
        };
        EditionLink {
            code: edition.code.clone(),
            language: edition.language,
            dir: edition.language.direction(),
            name: edition.name.clone(),
            href,
            current: is_current,
            target,
        }
    });
    links.collect()
}

fn section_links(at: &EditionPaper, current: Option<story::SectionId>) -> Vec<NavLink> {
    let listed = at.sections.iter().filter(|section| section.position.is_some());
    listed
        .map(|section| NavLink {
            name: section.name.clone(),
            href: link::section(section),
            current: current == Some(section.id),
        })
        .collect()
}
