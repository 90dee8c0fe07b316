//! A newspaper for one test.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use store::{Clock, Store};
use story::account::{Account, Editor};
use story::author::{Author, AuthorKind};
use story::edition::Digits;
use story::permission::{Grant, Role};
use story::topic::Topic;
use story::{
    AccountId, Article, AuthorId, Direction, Edition, EditionCode, Kind, Language, Slug, Timestamp,
    TopicId,
};

use crate::{ArticleBuilder, Database, EditorAtDesk};

/// When every test begins: a Wednesday morning.
const MORNING: &str = "2026-03-04T09:00:00Z";

/// A fresh newspaper with an English edition. What else a test names, the paper has from then on.
#[derive(Debug)]
pub struct Paper {
    /// Where everything is kept.
    pub store: Store,
    /// Stands until a test moves it.
    pub clock: Clock,
    /// The pictures, in a folder of the paper's own.
    pub files: media::Files,
    #[cfg(feature = "pages")]
    pub(crate) router: std::sync::OnceLock<axum::Router>,
    _folder: tempfile::TempDir,
    /// What the store keeps it in. Dropped last.
    pub database: Database,
}

impl Paper {
    /// A paper with an English edition, in an SQLite file.
    pub async fn open() -> Paper {
        Paper::kept_in(Database::sqlite()).await
    }

    /// A paper with these editions, the first of them the default.
    pub async fn with_editions(codes: &[&str]) -> Paper {
        let paper = Paper::without_editions(Database::sqlite()).await;
        for code in codes {
            paper.edition(code).await;
        }
        paper
    }

    /// A paper with an English edition, in this database.
    pub async fn kept_in(database: Database) -> Paper {
        let paper = Paper::without_editions(database).await;
        paper.edition("en").await;
        paper
    }

    /// A paper with nothing in it yet.
    pub async fn without_editions(database: Database) -> Paper {
        let clock = Clock::standing(moment(MORNING));
        let store = database.open(clock.clone()).await;
        let folder = tempfile::tempdir().expect("a folder for the pictures");
        let files = media::Files::at(folder.path().join("media"), media::Config::default())
            .expect("a folder for the pictures");
        Paper {
            store,
            clock,
            files,
            #[cfg(feature = "pages")]
            router: std::sync::OnceLock::new(),
            _folder: folder,
            database,
        }
    }

    /// What the clock says.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Moves the clock on.
    pub fn pass(&self, time: SignedDuration) {
        self.clock.set(self.now().checked_add(time).expect("a moment"));
    }

    /// Moves the clock on by some minutes.
    pub fn pass_minutes(&self, minutes: i64) {
        self.pass(SignedDuration::from_mins(minutes));
    }

    /// An article under this headline, still to be told about.
    pub fn article(&self, headline: &str) -> ArticleBuilder<'_> {
        ArticleBuilder::new(self, headline)
    }

    /// A sample article, ready to be changed, made a draft or published: see [`crate::articles`].
    pub fn sample(&self, kind: Kind, language: &str) -> ArticleBuilder<'_> {
        let sample = crate::articles::sample(kind, language);
        let content = sample.content();
        self.article(&content.headline).kind(kind).edition(language).content(content)
    }

    /// Somebody at the desk: Ana publishes, Davit reports, Edda edits, Lia is the lawyer. Others publish.
    pub fn editor(&self, name: &str) -> EditorAtDesk<'_> {
        EditorAtDesk::new(self, name)
    }

    /// The machine's owner.
    pub fn operator(&self) -> Editor {
        Editor::operator("the test")
    }

    /// The article as it is now.
    pub async fn again(&self, article: &Article) -> Article {
        self.store.article(article.id).await.expect("the article")
    }

    /// The edition of this code, made if the paper has none: in that language, in the time zone of its readers.
    pub async fn edition(&self, code: &str) -> Edition {
        let editions = self.store.editions().await.expect("the editions");
        if let Some(edition) = editions.iter().find(|edition| edition.code.as_str() == code) {
            return edition.clone();
        }
        let edition = Edition { default: editions.is_empty(), ..edition(code) };
        self.put_edition(&edition).await;
        edition
    }

    /// Keeps an edition's settings.
    pub async fn put_edition(&self, edition: &Edition) {
        edition.check().expect("an edition");
        let mut write = self.store.write().await.expect("a transaction");
        write.put_edition(edition, &self.operator()).await.expect("an edition");
        write.commit().await.expect("a commit");
    }

    /// The author of this name, made if the paper has none.
    pub async fn author(&self, name: &str) -> AuthorId {
        let slug = Slug::of(name, Language::english()).expect("a name with letters");
        if let Some(author) = self.store.author_at(slug.as_str()).await.expect("the authors") {
            return author.id;
        }
        let mut write = self.store.write().await.expect("a transaction");
        let author = Author {
            id: AuthorId::new(write.id()),
            slug,
            kind: AuthorKind::Person,
            names: BTreeMap::from([("en".to_owned(), name.to_owned())]),
            titles: BTreeMap::new(),
            bios: BTreeMap::new(),
        };
        let id = write.put_author(&author).await.expect("an author");
        write.commit().await.expect("a commit");
        id
    }

    /// The topic of this name, made if the paper has none.
    pub async fn topic(&self, name: &str) -> TopicId {
        let slug = Slug::of(name, Language::english()).expect("a name with letters");
        if let Some(topic) = self.store.topic_at(slug.as_str()).await.expect("the topics") {
            return topic.id;
        }
        let mut write = self.store.write().await.expect("a transaction");
        let names = BTreeMap::from([("en".to_owned(), name.to_owned())]);
        let topic = Topic { id: TopicId::new(write.id()), slug, names };
        let id = write.put_topic(&topic).await.expect("a topic");
        write.commit().await.expect("a commit");
        id
    }

    /// The account of a colleague, made if the paper has none.
    pub async fn account(&self, name: &str) -> Account {
        let email = format!("{}@paper.example", name.to_lowercase());
        if let Some((account, _)) = self.store.account_by_email(&email).await.expect("the accounts")
        {
            return account;
        }
        let mut write = self.store.write().await.expect("a transaction");
        let account = Account {
            id: AccountId::new(write.id()),
            email,
            name: name.to_owned(),
            grants: vec![Grant::everywhere(role_of(name))],
            disabled_at: None,
            created_at: self.now(),
        };
        write.put_account(&account, None, &self.operator()).await.expect("an account");
        write.commit().await.expect("a commit");
        account
    }

    /// Where readers find an article now: `/en/post/rain-stops-play`.
    pub async fn path(&self, article: &Article) -> String {
        let Article { edition, slug, .. } = self.again(article).await;
        story::url::encode(&story::url::article_path(&edition, &slug))
    }

    /// Fails unless everything in the paper points to something that is there.
    pub async fn is_sound(&self) {
        let faults = self.store.inspect().await.expect("an inspection");
        assert!(faults.is_empty(), "the paper is not sound: {faults:#?}");
        let faults = self.store.inspect_record(None, &[]).await.expect("an inspection");
        assert!(faults.is_empty(), "the public record does not agree: {faults:#?}");
        let miscounted = self.store.miscounted_months().await.expect("a count");
        assert!(miscounted.is_empty(), "months are miscounted: {miscounted:#?}");
    }
}

/// A moment as people write it.
pub(crate) fn moment(text: &str) -> Timestamp {
    text.parse().expect("a moment such as 2026-03-04T09:00:00Z")
}

/// The code of an edition.
pub(crate) fn code(text: &str) -> EditionCode {
    EditionCode::parse(text).expect("the code of an edition")
}

fn role_of(name: &str) -> Role {
    match name.to_lowercase().as_str() {
        "davit" => Role::Reporter,
        "edda" => Role::Editor,
        "lia" => Role::Legal,
        "tigran" => Role::Translator,
        _ => Role::Publisher,
    }
}

fn edition(code: &str) -> Edition {
    let language = Language::parse(code).expect("an edition is called after its language");
    let (title, timezone) = match language.code() {
        "ru" => ("Меридиан", "Europe/Moscow"),
        "hy" => ("Միջօրեական", "Asia/Yerevan"),
        "fr" => ("Le Méridien", "Europe/Paris"),
        "ar" => ("خط الزوال", "Asia/Beirut"),
        _ => ("The Meridian", "Europe/London"),
    };
    Edition {
        code: crate::paper::code(code),
        language,
        name: language.row().endonym.to_owned(),
        title: title.to_owned(),
        tagline: String::new(),
        timezone: timezone.to_owned(),
        default: false,
        description: String::new(),
        rights: String::new(),
        founded: Some(2024),
        digits: match language.direction() {
            Direction::Rtl => Digits::Arab,
            Direction::Ltr => Digits::Latn,
        },
        social: Vec::new(),
        app: Vec::new(),
        advertisements: false,
        views: false,
        most_read: false,
        most_read_sensitive: false,
    }
}
