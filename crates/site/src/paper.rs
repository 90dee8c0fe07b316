//! What all pages share: editions, sections, standing pages. Read once per change, not once per page.

use std::sync::{Arc, RwLock};

use jiff::civil::Date;
use story::section::Section;
use story::{Edition, EditionCode, SectionId, Timestamp};

use crate::advertisement::Campaigns;
use crate::link::NavPage;
use crate::list::Lists;
use crate::{Error, Site, item};

/// The paper as of one change.
#[derive(Debug)]
pub(crate) struct Paper {
    as_of: i64,
    pub(crate) editions: Vec<EditionPaper>,
    /// What advertisers pay for, now and later.
    pub(crate) campaigns: Campaigns,
    /// The items that pages asked for since.
    pub(crate) items: item::Held,
}

/// One edition with what every page of it shows.
#[derive(Debug)]
pub(crate) struct EditionPaper {
    pub(crate) edition: Edition,
    pub(crate) sections: Vec<Section>,
    pub(crate) pages: Vec<NavPage>,
    pub(crate) newest_at: Option<Timestamp>,
    /// The moments at which a placement begins or ends, the next one first.
    pub(crate) turns: Vec<Timestamp>,
    /// The lists that pages asked for since.
    pub(crate) lists: Lists,
}

/// The newest paper that was read.
#[derive(Default)]
pub(crate) struct Papers {
    newest: RwLock<Option<Arc<Paper>>>,
}

impl Paper {
    pub(crate) fn edition(&self, code: &str) -> Option<&EditionPaper> {
        self.editions.iter().find(|paper| paper.edition.code.as_str() == code)
    }

    pub(crate) fn by_code(&self, code: &EditionCode) -> Option<&EditionPaper> {
        self.edition(code.as_str())
    }

    /// The edition that `/` leads to, and that speaks where no edition is named.
    pub(crate) fn default_edition(&self) -> Option<&EditionPaper> {
        self.editions.iter().find(|paper| paper.edition.default).or_else(|| self.editions.first())
    }
}

impl EditionPaper {
    /// What every page of the edition shows of it besides its settings: the day of its newest story, its sections,
    /// its standing pages.
    pub(crate) fn surroundings(&self) -> (Option<Date>, &[Section], &[NavPage]) {
        let day = self.newest_at.map(|at| at.to_zoned(self.edition.zone()).date());
        (day, &self.sections, &self.pages)
    }

    /// When the clock next changes what editors placed.
    pub(crate) fn next_turn(&self, now: Timestamp) -> Option<Timestamp> {
        self.turns.iter().copied().find(|turn| *turn > now)
    }

    pub(crate) fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    pub(crate) fn section_at(&self, slug: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.slug.as_str() == slug)
    }

    /// The section that is called by the same key here.
    pub(crate) fn twin(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }
}

impl Site {
    pub(crate) fn now(&self) -> Timestamp {
        self.reader().clock().now()
    }

    /// The paper as it is now: read again whenever anything changed.
    pub(crate) async fn paper(&self) -> Result<Arc<Paper>, Error> {
        let newest = self.reader().newest_change().await?;
        let known = self.inner.papers.newest.read().ok().and_then(|paper| paper.clone());
        if let Some(known) = known.filter(|known| known.as_of == newest) {
            return Ok(known);
        }
        let paper = Arc::new(self.read_paper(newest).await?);
        if let Ok(mut kept) = self.inner.papers.newest.write() {
            *kept = Some(Arc::clone(&paper));
        }
        Ok(paper)
    }

    async fn read_paper(&self, as_of: i64) -> Result<Paper, Error> {
        let editions = self.reader().editions().await?;
        let mut sections = self.reader().sections().await?;
        let mut papers = Vec::with_capacity(editions.len());
        for edition in editions {
            let pages = self.reader().standing_pages(&edition.code).await?;
            let newest = self.reader().newest(&edition.code, store::Place::START, 1).await?;
            papers.push(EditionPaper {
                sections: sections
                    .extract_if(.., |section| section.edition == edition.code)
                    .collect(),
                // Only the pages at the top; those below are linked from them.
                pages: pages
                    .into_iter()
                    .filter(|(_, parent)| parent.is_none())
                    .map(|(page, _)| NavPage { name: page.headline, slug: page.slug })
                    .collect(),
                turns: self.reader().placements_turn(&edition.code).await?,
                newest_at: newest.articles.first().map(|article| article.first_live_at),
                lists: Lists::default(),
                edition,
            });
        }
        let campaigns = self.read_campaigns().await?;
        Ok(Paper { as_of, editions: papers, campaigns, items: item::Held::default() })
    }
}
