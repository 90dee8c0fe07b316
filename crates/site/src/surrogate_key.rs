//! What a page shows, by name: caches drop exactly the pages that showed what changed.
//!
//! A page names the things on it in `Surrogate-Key`, and in `Surrogate-Control` how long the clock alone leaves it as
//! it is: until a placement begins or ends, or the rights of a picture do.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use store::{ChangeRow, Listed};
use story::{
    ArticleId, AuthorId, ChangeKind, EditionCode, ItemId, RevisionNumber, SectionId, StoryId,
    Timestamp, TopicId,
};

use crate::paper::{EditionPaper, Paper};
use crate::picture::Shown;
use crate::{Error, Site};

/// How long a page is left as it is that only changes of the paper end, in seconds: a year.
pub const FOREVER: i64 = 31_536_000;

/// The names of what a page shows, and the moment at which the clock changes it.
#[derive(Clone, Debug, Default)]
pub(crate) struct SurrogateKeys {
    names: BTreeSet<String>,
    until: Option<Timestamp>,
}

impl SurrogateKeys {
    /// Those of every page of an edition: its bar, its plate, its sections, its foot.
    pub(crate) fn of_edition(at: &EditionPaper) -> SurrogateKeys {
        let mut keys = SurrogateKeys::default();
        keys.and(edition(&at.edition.code));
        keys
    }

    fn and(&mut self, name: String) -> &mut SurrogateKeys {
        self.names.insert(name);
        self
    }

    /// The newest articles of an edition.
    pub(crate) fn newest(&mut self, edition: &EditionCode) -> &mut SurrogateKeys {
        self.and(newest(edition))
    }

    /// The newest articles of a section.
    pub(crate) fn section(&mut self, id: SectionId) -> &mut SurrogateKeys {
        self.and(section(id))
    }

    /// What editors placed in an edition, until one of the placements begins or ends.
    pub(crate) fn placed(&mut self, at: &EditionPaper, now: Timestamp) -> &mut SurrogateKeys {
        if let Some(turn) = at.next_turn(now) {
            self.until(turn);
        }
        self.and(placed(&at.edition.code))
    }

    /// What is read most in an edition.
    pub(crate) fn popular(&mut self, edition: &EditionCode) -> &mut SurrogateKeys {
        self.and(popular(edition))
    }

    /// The corrections of an edition.
    pub(crate) fn corrections(&mut self, edition: &EditionCode) -> &mut SurrogateKeys {
        self.and(corrections(edition))
    }

    /// Which advertisements run in an edition.
    pub(crate) fn advertised(&mut self, edition: &EditionCode) -> &mut SurrogateKeys {
        self.and(advertised(edition))
    }

    /// Who may sell the paper's advertising space.
    pub(crate) fn sellers(&mut self) -> &mut SurrogateKeys {
        self.and(SELLERS.to_owned())
    }

    /// A story's articles in all editions.
    pub(crate) fn story(&mut self, id: StoryId) -> &mut SurrogateKeys {
        self.and(story(id))
    }

    /// An article.
    pub(crate) fn article(&mut self, id: ArticleId) -> &mut SurrogateKeys {
        self.and(article(id))
    }

    /// The articles that somebody signed.
    pub(crate) fn author(&mut self, id: AuthorId) -> &mut SurrogateKeys {
        self.and(author(id))
    }

    /// The articles about a topic.
    pub(crate) fn topic(&mut self, id: TopicId) -> &mut SurrogateKeys {
        self.and(topic(id))
    }

    /// Something that articles speak of.
    pub(crate) fn item(&mut self, id: ItemId) -> &mut SurrogateKeys {
        self.and(item(id))
    }

    /// Everything that articles speak of: a list of it is another one after an act on any.
    pub(crate) fn any_item(&mut self) -> &mut SurrogateKeys {
        self.and(ITEMS.to_owned())
    }

    /// A file that is public while an article shows it.
    pub(crate) fn file(&mut self) -> &mut SurrogateKeys {
        self.and(FILES.to_owned())
    }

    /// Something that changes only with the program.
    pub(crate) fn program(&mut self) -> &mut SurrogateKeys {
        self.and("program".to_owned())
    }

    /// These articles, as a list shows them.
    pub(crate) fn listed(&mut self, articles: &[Listed]) -> &mut SurrogateKeys {
        self.names.extend(articles.iter().map(|listed| article(listed.article)));
        self
    }

    /// These pictures, until the rights of one of them end.
    pub(crate) fn pictures(&mut self, shown: &Shown) -> &mut SurrogateKeys {
        for end in shown.values().filter_map(|media| media.rights.until) {
            self.until(end);
        }
        self
    }

    /// At this moment the clock changes the page.
    pub(crate) fn until(&mut self, at: Timestamp) -> &mut SurrogateKeys {
        self.until = Some(self.until.map_or(at, |until| until.min(at)));
        self
    }

    /// Both headers: `Surrogate-Key` and `Surrogate-Control`.
    pub(crate) fn headers(&self, now: Timestamp) -> (String, String) {
        let mut names = String::new();
        for name in &self.names {
            let gap = if names.is_empty() { "" } else { " " };
            let _ = write!(names, "{gap}{name}");
        }
        let left = self.until.map_or(FOREVER, |until| until.duration_since(now).as_secs());
        (names, format!("max-age={}", left.clamp(0, FOREVER)))
    }
}

const FILES: &str = "files";

const ITEMS: &str = "items";

const SELLERS: &str = "sellers";

fn edition(code: &EditionCode) -> String {
    format!("edition:{code}")
}

fn newest(code: &EditionCode) -> String {
    format!("newest:{code}")
}

fn placed(code: &EditionCode) -> String {
    format!("placed:{code}")
}

fn popular(code: &EditionCode) -> String {
    format!("popular:{code}")
}

fn advertised(code: &EditionCode) -> String {
    format!("advertised:{code}")
}

fn corrections(code: &EditionCode) -> String {
    format!("corrections:{code}")
}

fn section(id: SectionId) -> String {
    format!("section:{id}")
}

fn story(id: StoryId) -> String {
    format!("story:{id}")
}

fn article(id: ArticleId) -> String {
    format!("article:{id}")
}

fn author(id: AuthorId) -> String {
    format!("author:{id}")
}

fn item(id: ItemId) -> String {
    format!("item:{id}")
}

fn topic(id: TopicId) -> String {
    format!("topic:{id}")
}

/// What a change makes of the pages that were made before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outdated {
    /// Every page may be another one.
    pub everything: bool,
    /// The pages that show one of these are other ones.
    pub names: BTreeSet<String>,
    /// Nobody may see them as they were.
    pub withdrawn: bool,
}

impl Outdated {
    /// Whether no page is outdated.
    pub fn is_empty(&self) -> bool {
        !self.everything && self.names.is_empty()
    }

    /// What happened to pages that were made after this change and before anything later, when all pages showed these
    /// [`Site::surroundings`].
    pub async fn since(
        site: &Site,
        change: i64,
        surroundings: &BTreeMap<String, String>,
    ) -> Result<Outdated, Error> {
        let mut outdating = Outdating::begin(site.clone()).await?;
        let mut all = Outdated::default();
        for (code, now) in site.surroundings().await? {
            if surroundings.get(&code) != Some(&now) {
                all.names.insert(format!("edition:{code}"));
            }
        }
        let mut place = change;
        loop {
            let rows = site.reader().changes_after(place, AT_ONCE).await?;
            let Some(last) = rows.last() else { return Ok(all) };
            place = last.sequence;
            for row in &rows {
                let one = outdating.after(row).await?;
                all.everything |= one.everything;
                all.withdrawn |= one.withdrawn;
                all.names.extend(one.names);
            }
            if all.everything {
                return Ok(all);
            }
        }
    }
}

/// How many changes are read at once.
const AT_ONCE: i64 = 500;

impl Site {
    /// What every page of an edition shows besides its own subject, by edition, as a hash: it says only whether that is
    /// another one.
    pub async fn surroundings(&self) -> Result<BTreeMap<String, String>, Error> {
        let paper = self.paper().await?;
        let hash = |at: &EditionPaper| {
            blake3::hash(format!("{:?}", at.surroundings()).as_bytes()).to_hex().to_string()
        };
        Ok(paper.editions.iter().map(|at| (at.edition.code.to_string(), hash(at))).collect())
    }
}

/// Follows the paper for those who keep its pages: it remembers what all pages showed.
#[derive(Clone, Debug)]
pub struct Outdating {
    site: Site,
    before: Arc<Paper>,
}

impl Outdating {
    /// Begins with the paper as it is.
    pub async fn begin(site: Site) -> Result<Outdating, Error> {
        let before = site.paper().await?;
        Ok(Outdating { site, before })
    }

    /// What a change makes of pages.
    pub async fn after(&mut self, row: &ChangeRow) -> Result<Outdated, Error> {
        let change = &row.change;
        if !change.kind.is_public() {
            return Ok(Outdated::default());
        }
        let withdrawn =
            matches!(change.kind, ChangeKind::Withdrawn | ChangeKind::Held | ChangeKind::Sealed);
        let everything = match change.kind {
            ChangeKind::EditionChanged | ChangeKind::NamesChanged => true,
            // A picture that is on many pages names none of them.
            ChangeKind::MediaChanged => change.article.is_none(),
            _ => false,
        };
        let mut names = BTreeSet::new();
        names.extend(change.story.map(story));
        if let Some(id) = change.item {
            // A topic's page is an item's.
            names.extend([item(id), topic(TopicId::from(id)), ITEMS.to_owned()]);
        }
        match (&change.edition, change.kind) {
            (Some(code), ChangeKind::Placed) => {
                names.insert(placed(code));
            }
            (Some(code), ChangeKind::PopularChanged) => {
                names.insert(popular(code));
            }
            // Their pictures are public while they run.
            (Some(code), ChangeKind::Advertised) => {
                names.extend([advertised(code), FILES.to_owned()]);
            }
            (Some(code), _) => names.extend([newest(code), corrections(code)]),
            (None, _) => {}
        }
        if let Some(id) = change.article {
            names.insert(article(id));
            // A new text may show other pictures, and a withdrawn one shows none.
            names.extend((change.kind != ChangeKind::Published).then(|| FILES.to_owned()));
            // Lists that it is in now; those that it has left showed it.
            if let Some(live) = self.site.reader().live_article(id).await? {
                names.extend(live.article.section.map(section));
                names.extend(
                    live.content.byline.iter().filter_map(|credit| credit.author).map(author),
                );
                names.extend(live.content.topics.iter().copied().map(topic));
            }
            for id in self.spoken_of(id, change.revision).await? {
                names.extend([item(id), topic(TopicId::from(id))]);
            }
        }
        let now = self.site.paper().await?;
        if change.kind == ChangeKind::Advertised && change.edition.is_none() {
            names.extend(now.editions.iter().map(|at| advertised(&at.edition.code)));
            names.extend([FILES.to_owned(), SELLERS.to_owned()]);
        }
        for at in &now.editions {
            let was = self.before.by_code(&at.edition.code);
            if was.is_none_or(|was| was.surroundings() != at.surroundings()) {
                names.insert(edition(&at.edition.code));
            }
        }
        self.before = now;
        Ok(Outdated { everything, names, withdrawn })
    }

    /// The items that an article speaks of, also after it was taken from readers.
    async fn spoken_of(
        &self,
        article: ArticleId,
        revision: Option<RevisionNumber>,
    ) -> Result<Vec<ItemId>, Error> {
        let Some(revision) = revision else { return Ok(Vec::new()) };
        match self.site.reader().content(article, revision).await {
            Ok(content) => Ok(content.items()),
            // A sealed text tells nothing, not even this.
            Err(store::Error::Sealed { .. } | store::Error::Missing { .. }) => Ok(Vec::new()),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_it_shows_and_until_when() {
        let en = EditionCode::parse("en").unwrap();
        let now: Timestamp = "2026-03-04T09:00:00Z".parse().unwrap();
        let mut keys = SurrogateKeys::default();
        keys.newest(&en).article(ArticleId::new(7));
        assert_eq!(keys.headers(now).0, format!("article:{} newest:en", ArticleId::new(7)));
        assert_eq!(keys.headers(now).1, "max-age=31536000");
        let soon = "2026-03-04T09:05:00Z".parse().unwrap();
        let later = "2026-03-04T10:00:00Z".parse().unwrap();
        keys.until(later).until(soon).until(later);
        assert_eq!(keys.headers(now).1, "max-age=300");
        assert_eq!(keys.headers(later).1, "max-age=0");
    }
}
