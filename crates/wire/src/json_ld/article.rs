//! An article.

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use story::correction::CorrectionKind;
use story::{Kind, Language, Timestamp};

use super::{Author, Publisher, author, behind, document, image, object, publisher};
use crate::behind::{Behind, Post};
use crate::feed::Image;
use crate::time::with_offset;

/// How many are told of whom an article names: the first, so that its page stays light; that of a situation tells all.
const NAMED: usize = 20;

/// How many posts of a live report are told: the newest, so that the page of a long one stays light.
const POSTS: usize = 30;

/// An article with all that a search engine may know of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// A URI that never changes.
    pub id: String,
    /// Its present address.
    pub url: String,
    /// What it is.
    pub kind: Kind,
    /// Its headline.
    pub headline: String,
    /// Its standfirst or the beginning of its text.
    pub description: String,
    /// Where it was written, as printed.
    pub dateline: Option<String>,
    /// When it first went live.
    pub published: Timestamp,
    /// When it last changed so that readers should know.
    pub changed: Option<Timestamp>,
    /// The zone of the edition.
    pub zone: TimeZone,
    /// The language that it is written in.
    pub language: Language,
    /// Who signed it.
    pub authors: Vec<Author>,
    /// Who translated it.
    pub translators: Vec<Author>,
    /// Who publishes it.
    pub publisher: Publisher,
    /// Who paid for it, if it is sponsored.
    pub sponsor: Option<String>,
    /// Its pictures, the lead first.
    pub images: Vec<Image>,
    /// The name of its section.
    pub section: Option<String>,
    /// Its topics.
    pub keywords: Vec<String>,
    /// How many words it has.
    pub words: usize,
    /// Whether everybody may read all of it.
    pub free: bool,
    /// The article that it was translated from.
    pub translation_of: Option<Translation>,
    /// The articles that were translated from it.
    pub translations: Vec<Translation>,
    /// What was put right in it.
    pub corrections: Vec<Correction>,
    /// What others may do with it.
    pub rights: String,
    /// What stands behind it. The paper's own claims are told on the page of the situation and not here.
    pub behind: Behind,
    /// The posts of a live report, newest first.
    pub posts: Vec<Post>,
    /// When a live report ended.
    pub ended: Option<Timestamp>,
}

/// The same story in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Its address.
    pub url: String,
    /// Its headline.
    pub headline: String,
    /// Its language.
    pub language: Language,
}

/// Something put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What was put right.
    pub kind: CorrectionKind,
    /// What readers were told.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// What was wrong, where it is named.
    pub claim: Option<String>,
}

impl Article {
    /// Writes the document.
    pub fn to_json(&self) -> String {
        let Article {
            id,
            url,
            kind,
            headline,
            description,
            dateline,
            published,
            changed,
            zone,
            language,
            authors,
            translators,
            publisher: published_by,
            sponsor,
            images,
            section,
            keywords,
            words,
            free,
            translation_of,
            translations,
            corrections,
            rights,
            behind,
            posts,
            ended,
        } = self;
        let changed = changed.filter(|changed| changed > published).unwrap_or(*published);
        // Posts may be older than the page that they stand on.
        let begun = posts.iter().map(|post| post.at).min().unwrap_or(*published).min(*published);
        let begun = (*kind == Kind::Live).then(|| with_offset(begun, zone));
        let posts = &posts[..posts.len().min(POSTS)];
        let named = &behind.named[..behind.named.len().min(NAMED)];
        let of_others = behind.claims.iter().filter(|said| said.by.is_some());
        let paid_by = sponsor
            .as_ref()
            .map_or(Value::Null, |sponsor| object("Organization", [("name", json!(sponsor))]));
        document(object(
            types(*kind),
            [
                ("@id", json!(id)),
                ("identifier", json!(id)),
                ("url", json!(url)),
                ("mainEntityOfPage", json!({ "@type": "WebPage", "@id": url })),
                ("headline", json!(headline)),
                ("description", json!(description)),
                ("genre", json!(genre(*kind))),
                ("dateline", json!(dateline)),
                ("datePublished", json!(with_offset(*published, zone))),
                ("dateModified", json!(with_offset(changed, zone))),
                ("coverageStartTime", json!(begun)),
                ("coverageEndTime", json!(ended.map(|ended| with_offset(ended, zone)))),
                ("inLanguage", json!(language.code())),
                ("author", list(authors, author)),
                ("translator", list(translators, author)),
                ("publisher", publisher(published_by)),
                ("sponsor", paid_by),
                ("image", list(images, image)),
                ("articleSection", json!(section)),
                ("keywords", json!(keywords)),
                ("wordCount", json!(words)),
                ("isAccessibleForFree", json!(free)),
                ("translationOfWork", translation_of.as_ref().map_or(Value::Null, translation)),
                ("workTranslation", list(translations, translation)),
                (
                    "correction",
                    list(corrections, |correction| {
                        object(
                            "CorrectionComment",
                            [
                                ("text", json!(correction.text)),
                                ("datePublished", json!(with_offset(correction.at, zone))),
                                ("genre", json!(correction.kind.as_str())),
                                (
                                    "about",
                                    correction.claim.as_ref().map_or(Value::Null, |claim| {
                                        object("Claim", [("text", json!(claim))])
                                    }),
                                ),
                            ],
                        )
                    }),
                ),
                ("copyrightNotice", json!(rights)),
                ("about", behind::events(behind)),
                ("mentions", behind::mentions(named)),
                ("hasPart", behind::claims(of_others, id)),
                ("liveBlogUpdate", list(posts, |told| post(told, zone))),
            ],
        ))
    }
}

/// The types of schema.org. The plain one comes second where the first is finer, for programs that know only it.
fn types(kind: Kind) -> Value {
    match kind {
        Kind::News | Kind::Brief | Kind::Interview => json!("NewsArticle"),
        Kind::Analysis => json!(["AnalysisNewsArticle", "NewsArticle"]),
        Kind::Opinion => json!(["OpinionNewsArticle", "NewsArticle"]),
        Kind::Card => json!(["BackgroundNewsArticle", "NewsArticle"]),
        Kind::Live => json!(["LiveBlogPosting", "NewsArticle"]),
        // Advertising is never called news.
        Kind::Sponsored => json!("AdvertiserContentArticle"),
        Kind::Page => json!("WebPage"),
    }
}

/// What schema.org has no type for.
fn genre(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Interview => Some("interview"),
        Kind::Brief => Some("brief"),
        _ => None,
    }
}

fn list<T>(values: &[T], write: impl Fn(&T) -> Value) -> Value {
    Value::Array(values.iter().map(write).collect())
}

fn translation(translation: &Translation) -> Value {
    let Translation { url, headline, language } = translation;
    object(
        "NewsArticle",
        [
            ("url", json!(url)),
            ("headline", json!(headline)),
            ("inLanguage", json!(language.code())),
        ],
    )
}

fn post(post: &Post, zone: &TimeZone) -> Value {
    let Post { url, title, at, text } = post;
    object(
        "BlogPosting",
        [
            ("url", json!(url)),
            ("headline", json!(title)),
            ("datePublished", json!(with_offset(*at, zone))),
            ("articleBody", json!(text)),
        ],
    )
}
