//! Articles as a test tells them: it names what matters, the rest is there.

use story::article::{Act, Article, NewArticle, TranslatedFrom};
use story::block::Block;
use story::content::{Content, Credit, CreditRole, LeadPicture};
use story::coverage::{Item, Part};
use story::inline::Inline;
use story::revision::RevisionKind;
use story::{ArticleId, Body, Kind, MediaId, Slug, Story, StoryId, Timestamp};

use crate::Paper;

/// An article that is still being told about; [`ArticleBuilder::live`] or [`ArticleBuilder::draft`] makes it.
#[derive(Clone, Debug)]
#[must_use = "end with `live` or `draft`"]
pub struct ArticleBuilder<'p> {
    paper: &'p Paper,
    kind: Kind,
    embargo: Option<Timestamp>,
    sensitive: bool,
    of: Option<Article>,
    edition: String,
    section: Option<String>,
    slug: Option<Slug>,
    authors: Vec<String>,
    topics: Vec<String>,
    content: Content,
    at: Option<Timestamp>,
}

impl<'p> ArticleBuilder<'p> {
    pub(crate) fn new(paper: &'p Paper, headline: &str) -> ArticleBuilder<'p> {
        ArticleBuilder {
            paper,
            kind: Kind::News,
            embargo: None,
            sensitive: false,
            of: None,
            edition: "en".to_owned(),
            section: Some("news".to_owned()),
            slug: None,
            authors: Vec::new(),
            topics: Vec::new(),
            content: Content {
                headline: headline.to_owned(),
                body: paragraphs(&[&format!("{headline}, the paper has learned.")]),
                ..Content::default()
            },
            at: None,
        }
    }

    /// What it is; news if a test does not say. Paid content says who paid.
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        if !kind.is_listed() {
            self.section = None;
        }
        self
    }

    /// The edition; English if a test does not say.
    pub fn edition(mut self, code: &str) -> Self {
        code.clone_into(&mut self.edition);
        self
    }

    /// The section, by its key; news if a test does not say.
    pub fn section(mut self, key: &str) -> Self {
        self.section = Some(key.to_owned());
        self
    }

    /// Another address than its headline gives.
    pub fn slug(mut self, slug: &str) -> Self {
        self.slug = Some(Slug::parse(slug).expect("a slug"));
        self
    }

    /// One more author.
    pub fn author(mut self, name: &str) -> Self {
        self.authors.push(name.to_owned());
        self
    }

    /// One more topic.
    pub fn topic(mut self, name: &str) -> Self {
        self.topics.push(name.to_owned());
        self
    }

    /// A sentence under the headline.
    pub fn standfirst(mut self, text: &str) -> Self {
        text.clone_into(&mut self.content.standfirst);
        self
    }

    /// The text as paragraphs.
    pub fn paragraphs(mut self, texts: &[&str]) -> Self {
        self.content.body = paragraphs(texts);
        self
    }

    /// The text as blocks.
    pub fn body(mut self, body: Body) -> Self {
        self.content.body = body;
        self
    }

    /// The text by itself.
    pub fn into_body(self) -> Body {
        self.content.body
    }

    /// The first of these words stand for an item.
    pub fn mark(mut self, words: &str, item: &Item, part: Part) -> Self {
        self.content.body = crate::item::marked(self.content.body, words, item, part);
        self
    }

    /// The picture on top.
    pub fn lead(mut self, media: MediaId, alt: &str) -> Self {
        let lead = LeadPicture { media, alt: alt.to_owned(), caption: String::new(), credit: None };
        self.content.lead = Some(lead);
        self
    }

    /// Everything written, as in a sample; topics and authors that a test adds come on top.
    pub fn content(mut self, content: Content) -> Self {
        self.content = content;
        self
    }

    /// Nothing of the story is public before this moment.
    pub fn embargo(mut self, until: &str) -> Self {
        self.embargo = Some(crate::paper::moment(until));
        self
    }

    /// Advertisements keep away from it.
    pub fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// When it happens; the clock's time if a test does not say.
    pub fn at(mut self, moment: &str) -> Self {
        self.at = Some(crate::paper::moment(moment));
        self
    }

    /// The same story as another article's.
    pub fn sibling_of(mut self, article: &Article) -> Self {
        self.of = Some(article.clone());
        self
    }

    /// Makes it a draft.
    pub async fn draft(self) -> Article {
        self.make().await
    }

    /// Makes it, has it approved and published.
    pub async fn live(self) -> Article {
        let (paper, at) = (self.paper, self.at);
        let article = self.make().await;
        let desk = paper.editor("ana").at(at.unwrap_or_else(|| paper.now()));
        desk.approve(&article).await.ok();
        desk.publish(&article).await.ok()
    }

    async fn make(mut self) -> Article {
        if self.kind == Kind::Sponsored {
            self.content.sponsor.get_or_insert_with(|| "Hill Tractors".to_owned());
        }
        let ArticleBuilder {
            paper,
            kind,
            embargo,
            sensitive,
            of,
            edition,
            section,
            slug,
            authors,
            topics,
            mut content,
            at,
        } = self;
        let edition = paper.edition(&edition).await;
        let section = match section {
            Some(key) => Some(paper.section(edition.code.as_str(), &key).await),
            None => None,
        };
        for name in authors {
            let author = Some(paper.author(&name).await);
            content.byline.push(Credit { role: CreditRole::Author, author, name });
        }
        for name in topics {
            content.topics.push(paper.topic(&name).await);
        }
        let slug = match slug {
            Some(slug) => slug,
            None => {
                let slug = Slug::of(&content.headline, edition.language)
                    .unwrap_or_else(|| Slug::parse("untitled").expect("a slug"));
                paper.store.free_slug(&edition.code, &slug).await.expect("a slug")
            }
        };
        let now = at.unwrap_or_else(|| paper.now());
        let ana = paper.editor("ana").editor().await;
        let mut write = paper.store.write().await.expect("a transaction");
        let story = match &of {
            Some(of) => paper.store.story(of.story).await.expect("the story"),
            None => {
                let id = StoryId::new(write.id());
                Story { id, kind, embargo, sensitive, parent: None, created_at: now }
            }
        };
        write.put_story(&story).await.expect("a story");
        let id = ArticleId::new(write.id());
        let revision = write
            .write_revision(id, RevisionKind::Checkpoint, now, ana.account, "", &content)
            .await
            .expect("a text");
        let translated_from = of.map(|of| TranslatedFrom { article: of.id, revision: of.draft });
        let new = NewArticle { id, edition: edition.code, section, slug, translated_from };
        let acted = Article::begin(new, revision.number, Act { by: &ana, now, story: &story })
            .unwrap_or_else(|refusal| panic!("refused: {refusal}"));
        write.save(&acted, &ana).await.expect("an article");
        write.commit().await.expect("a commit");
        paper.store.article(id).await.expect("the article")
    }
}

/// A body of these paragraphs.
pub(crate) fn paragraphs(texts: &[&str]) -> Body {
    Body::new(texts.iter().map(|text| Block::paragraph(vec![Inline::text(*text)])).collect())
}
