//! Sections, made when a test first names them.

use story::section::Section;
use story::{EditionCode, Language, SectionId, Slug};

use crate::Paper;
use crate::paper::code;

impl Paper {
    /// The section of an edition, made if there is none: `sport` is called Sport.
    pub async fn section(&self, edition: &str, key: &str) -> SectionId {
        let edition = self.edition(edition).await.code;
        let sections = self.store.sections().await.expect("the sections");
        let own = |section: &&Section| section.edition == edition && section.key == key;
        match sections.iter().find(own) {
            Some(section) => section.id,
            None => self.put_section(edition, key, sections.len()).await,
        }
    }

    /// The section as readers see it.
    pub async fn section_named(&self, edition: &str, key: &str) -> Section {
        let id = self.section(edition, key).await;
        let edition = code(edition);
        let sections = self.store.sections().await.expect("the sections");
        let own = |section: &Section| section.edition == edition && section.id == id;
        sections.into_iter().find(own).expect("the section")
    }

    async fn put_section(&self, edition: EditionCode, key: &str, before: usize) -> SectionId {
        let mut write = self.store.write().await.expect("a transaction");
        let mut name = key.replace('-', " ");
        if let Some(first) = name.get(..1).map(str::to_uppercase) {
            name.replace_range(..1, &first);
        }
        let section = Section {
            id: SectionId::new(write.id()),
            edition,
            key: key.to_owned(),
            slug: Slug::of(key, Language::english()).expect("a section's key has letters"),
            name,
            position: i64::try_from(before).ok(),
            parent: None,
        };
        let id = write.put_section(&section).await.expect("a section");
        write.commit().await.expect("a commit");
        id
    }
}
