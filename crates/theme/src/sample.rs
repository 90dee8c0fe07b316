//! A small paper in five languages: every page type and every block, to check a theme with.

mod coverage;
mod search;
mod text;
mod words;

use story::block::Block;
use story::content::CreditRole;
use story::correction::CorrectionKind;
use story::coverage::ItemKind;
use story::edition::Digits;
use story::inline::Inline;
use story::{Body, EditionCode, Kind, Language, RevisionNumber, Timestamp, diff};

use crate::page::{
    AdFrame, AdSlot, AlternateLink, AppProfile, ArticlePage, ArticleText, AuthorPage, Chrome,
    CorrectionEntry, CorrectionNote, CorrectionsPage, Credit, EditionHead, EditionLink,
    EditionTarget, ErrorPage, FeedLink, FrontPage, HistoryPage, ImportantItem, ImportantList,
    ImportantPage, LightPage, MostReadItem, MostReadList, MostReadPage, NavLink, NotInThisLanguage,
    Preferences, PrintPage, RecordEntry, RevisionEntry, RevisionLink, RevisionPage, SectionPage,
    ShareLink, SocialProfile, Teaser, Text, TopicPage, TranslatedFrom, VerifyPage, ViewsPlace,
};
use crate::theme::{RenderError, Theme};
use text::{picture, text};
use words::Words;

/// A page of the sample paper.
#[derive(Debug)]
pub struct Sample {
    /// Its language.
    pub language: Language,
    /// Which page: `article`, `front`, `error-404` …
    pub name: &'static str,
    /// The HTML, or why there is none.
    pub html: Result<String, RenderError>,
}

/// Renders every page type in every language.
pub fn render(theme: &Theme) -> Vec<Sample> {
    Language::all()
        .filter_map(SamplePaper::new)
        .flat_map(|paper| render_paper(theme, &paper))
        .collect()
}

fn render_paper(theme: &Theme, paper: &SamplePaper) -> Vec<Sample> {
    let language = paper.language;
    let mut samples = Vec::new();
    let mut add = |name, html| samples.push(Sample { language, name, html });
    add("front", theme.render(&paper.front()));
    add("front-empty", theme.render(&paper.first_day()));
    add("section", theme.render(&paper.section()));
    add("section-notice", theme.render(&paper.section_with_notice()));
    add("article", theme.render(&paper.article(Kind::News)));
    add("article-sponsored", theme.render(&paper.article(Kind::Sponsored)));
    add("article-live", theme.render(&paper.article(Kind::Live)));
    add("page", theme.render(&paper.article(Kind::Page)));
    add("brief", theme.render(&paper.brief()));
    add("important", theme.render(&paper.important()));
    add("most-read", theme.render(&paper.most_read(5)));
    add("most-read-empty", theme.render(&paper.most_read(0)));
    add("author", theme.render(&paper.author()));
    add("topic", theme.render(&paper.topic()));
    add("coverage", theme.render(&paper.coverage()));
    add("search", theme.render(&paper.search(3)));
    add("search-empty", theme.render(&paper.search(0)));
    add("search-begun", theme.render(&paper.search_begun()));
    add("verify", theme.render(&paper.verify()));
    add("corrections", theme.render(&paper.corrections()));
    add("corrections-empty", theme.render(&paper.no_corrections()));
    add("history", theme.render(&paper.history()));
    add("revision", theme.render(&paper.revision()));
    add("print", theme.render(&paper.print()));
    add("light", theme.render(&paper.light()));
    for (name, status) in [
        ("error-400", 400),
        ("error-404", 404),
        ("error-410", 410),
        ("error-451", 451),
        ("error-500", 500),
    ] {
        add(name, theme.render(&paper.error(status)));
    }
    samples
}

/// The sample paper in one language. Its pages can be changed before they are rendered, in tests.
#[derive(Debug)]
pub struct SamplePaper {
    edition: EditionCode,
    language: Language,
    words: &'static Words,
}

impl SamplePaper {
    /// The paper in this language, if its code can be an edition's; a language without words of its own here
    /// borrows the English ones.
    pub fn new(language: Language) -> Option<SamplePaper> {
        let edition = EditionCode::parse(language.code()).ok()?;
        Some(SamplePaper { edition, language, words: words::of(language) })
    }

    fn code(&self) -> &'static str {
        self.language.code()
    }

    fn href(&self, rest: &str) -> String {
        format!("/{}/{rest}", self.code())
    }

    /// What is around every page; `path` is the page's own.
    pub fn chrome(&self, path: &str) -> Chrome {
        let words = self.words;
        let base_url = "https://meridian.example".to_owned();
        let editions = Language::all()
            .filter_map(|language| {
                Some(EditionLink {
                    code: EditionCode::parse(language.code()).ok()?,
                    language,
                    dir: language.direction(),
                    name: language.row().endonym.to_owned(),
                    href: format!("/{}/", language.code()),
                    current: language == self.language,
                    target: EditionTarget::Sibling,
                })
            })
            .collect();
        let sections = words
            .sections
            .iter()
            .enumerate()
            .map(|(place, name)| NavLink {
                name: (*name).to_owned(),
                href: self.href(&format!("section-{place}")),
                current: place == 0,
            })
            .collect();
        let feed = |ending: &str, title: &str, content_type: &str| FeedLink {
            title: title.to_owned(),
            href: self.href(&format!("feed.{ending}")),
            content_type: content_type.to_owned(),
        };
        Chrome {
            edition: EditionHead {
                code: self.edition.clone(),
                language: self.language,
                dir: self.language.direction(),
                name: self.language.row().endonym.to_owned(),
                title: words.title.to_owned(),
                tagline: words.tagline.to_owned(),
                description: words.standfirst.to_owned(),
                timezone: words.timezone.to_owned(),
                rights: words.rights.to_owned(),
                digits: if self.code() == "ar" { Digits::Arab } else { Digits::Latn },
                founded: Some(2021),
                year: 2025,
            },
            editions,
            sections,
            pages: vec![NavLink {
                name: words.about.to_owned(),
                href: self.href("post/about"),
                current: false,
            }],
            social: ["Telegram", "YouTube", "Instagram", "Mastodon"]
                .map(|name| SocialProfile {
                    service: name.to_lowercase(),
                    name: name.to_owned(),
                    href: format!("https://social.example/{name}"),
                })
                .into(),
            apps: ["App Store", "Google Play"]
                .map(|name| AppProfile {
                    store: name.to_lowercase().replace(' ', "-"),
                    name: name.to_owned(),
                    href: format!("https://apps.example/{}", name.replace(' ', "-")),
                })
                .into(),
            date: Some(moment("2025-11-10T02:25:00Z")),
            preferences: Preferences::default(),
            front_href: self.href(""),
            corrections_href: self.href("corrections"),
            settings_href: self.href("settings"),
            return_to: self.href(path),
            search_href: Some(self.href("search")),
            canonical: Some(format!("{base_url}{}", self.href(path))),
            alternates: Language::all()
                .map(|language| AlternateLink {
                    hreflang: language.code().to_owned(),
                    href: format!("{base_url}/{}/{path}", language.code()),
                })
                .collect(),
            base_url,
            feeds: vec![
                feed("xml", "RSS", "application/rss+xml"),
                feed("atom", "Atom", "application/atom+xml"),
                feed("json", "JSON Feed", "application/feed+json"),
            ],
            description: words.standfirst.to_owned(),
            image: None,
            json_ld: Some(r#"{"@context":"https://schema.org","@type":"WebPage"}"#.to_owned()),
            noindex: false,
            manifest_href: None,
            previous_href: None,
        }
    }

    /// An article with everything that one can have.
    pub fn article(&self, kind: Kind) -> ArticlePage {
        let article = self.telling(kind);
        ArticlePage {
            paper: Chrome { image: Some(picture(self.words)), ..self.chrome("post/sample") },
            share: ShareLink::all(&article.permalink, &article.headline),
            topics: self
                .words
                .topics
                .map(|name| NavLink {
                    name: name.to_owned(),
                    href: self.href("topic/sample"),
                    current: false,
                })
                .into(),
            print_href: self.href("post/sample/print"),
            history_href: self.href("post/sample/history"),
            light_href: Some(self.href("post/sample/light")),
            text_href: self.href("post/sample.txt"),
            markdown_href: self.href("post/sample.md"),
            republish: kind == Kind::News,
            advertisement: (kind == Kind::News).then(|| ad_slot(None)),
            live: (kind == Kind::Live).then(|| self.live_place()),
            behind: (kind == Kind::News).then(|| self.behind()),
            related: if kind == Kind::Page { Vec::new() } else { self.teasers(3) },
            important: (kind != Kind::Page)
                .then(|| self.important_list(1, Some(self.words.sections[0]))),
            most_read: (kind != Kind::Page).then(|| self.most_read_list(5, None)),
            article,
        }
    }

    /// An article with as little as one can have.
    pub fn brief(&self) -> ArticlePage {
        let full = self.article(Kind::Brief);
        ArticlePage {
            article: ArticleText {
                standfirst: String::new(),
                kicker: String::new(),
                byline: Vec::new(),
                dateline: None,
                sponsor: None,
                changed_at: None,
                lead: None,
                corrections: Vec::new(),
                correction_pending_since: None,
                translated_from: None,
                text: Text {
                    body: Body::new(vec![Block::paragraph(vec![Inline::text(
                        self.words.paragraphs[0],
                    )])]),
                    ..Text::default()
                },
                ..full.article
            },
            topics: Vec::new(),
            light_href: None,
            republish: false,
            advertisement: None,
            related: Vec::new(),
            important: None,
            ..full
        }
    }

    fn telling(&self, kind: Kind) -> ArticleText {
        let words = self.words;
        let credit = |role, name: &str, page: bool| Credit {
            role,
            name: name.to_owned(),
            href: page.then(|| self.href("author/sample")),
        };
        let original = if self.code() == "en" { "ru" } else { "en" };
        let original = Language::parse(original).unwrap_or(Language::english());
        ArticleText {
            kind,
            ended: false,
            section: Some(NavLink {
                name: words.sections[0].to_owned(),
                href: self.href("section-0"),
                current: true,
            }),
            kicker: words.kicker.to_owned(),
            headline: words.headlines[0].to_owned(),
            standfirst: words.standfirst.to_owned(),
            byline: vec![
                credit(CreditRole::Author, words.people[0], true),
                credit(CreditRole::Author, words.people[1], true),
                credit(CreditRole::Translator, words.people[2], false),
                credit(CreditRole::Photographer, words.people[3], false),
            ],
            dateline: Some(words.place.to_owned()),
            sponsor: (kind == Kind::Sponsored).then(|| words.people[3].to_owned()),
            first_live_at: moment("2025-11-10T02:25:00Z"),
            changed_at: Some(moment("2025-11-10T11:05:00Z")),
            reading_minutes: 4,
            views: (kind != Kind::Page).then(|| ViewsPlace {
                href: self.href("views/7"),
                picture: format!("/-/views/{}/7.svg", self.edition),
                shown: true,
            }),
            lead: Some(picture(words)),
            text: text(words),
            corrections: vec![CorrectionNote {
                kind: CorrectionKind::Correction,
                text: words.correction.to_owned(),
                at: moment("2025-11-10T11:05:00Z"),
                href: Some(self.href("post/sample/history/2")),
            }],
            correction_pending_since: (kind == Kind::News).then(|| moment("2025-11-10T12:00:00Z")),
            translated_from: Some(TranslatedFrom {
                language: original,
                dir: original.direction(),
                headline: words::of(original).headlines[0].to_owned(),
                href: Some(format!("/{}/post/sample", original.code())),
            }),
            permalink: format!("https://meridian.example{}", self.href("post/sample")),
            href: self.href("post/sample"),
            version: RevisionNumber(3),
        }
    }

    fn teasers(&self, count: usize) -> Vec<Teaser> {
        let words = self.words;
        let kinds =
            [Kind::News, Kind::Analysis, Kind::News, Kind::Interview, Kind::Brief, Kind::Opinion];
        let times = [
            "2025-11-10T02:25:00Z",
            "2025-11-10T01:40:00Z",
            "2025-11-10T00:12:00Z",
            "2025-11-09T15:00:00Z",
            "2025-11-08T09:30:00Z",
            "2024-12-30T09:30:00Z",
        ];
        (0..count)
            .map(|place| Teaser {
                headline: words.headlines[place % words.headlines.len()].to_owned(),
                href: self.href(&format!("post/sample-{place}")),
                standfirst: if place == 0 {
                    words.standfirst
                } else {
                    words.stands[place % words.stands.len()]
                }
                .to_owned(),
                kicker: words.sections[place % words.sections.len()].to_owned(),
                kind: kinds[place % kinds.len()],
                ended: false,
                first_live_at: moment(times[place % times.len()]),
                changed_at: (place == 2).then(|| moment("2025-11-10T03:10:00Z")),
                picture: (place != 1).then(|| picture(words)),
                byline: vec![words.people[place % words.people.len()].to_owned()],
            })
            .collect()
    }

    fn important_list(&self, first: u32, section: Option<&str>) -> ImportantList {
        let items = (first..).zip(self.words.headlines.iter().skip(1)).take(5);
        ImportantList {
            section: section.map(str::to_owned),
            items: items
                .map(|(number, headline)| ImportantItem {
                    number,
                    headline: (*headline).to_owned(),
                    href: self.href(&format!("post/sample-{number}")),
                })
                .collect(),
            next_href: Some(self.href("important?after=5")),
        }
    }

    fn most_read_list(&self, count: usize, section: Option<&str>) -> MostReadList {
        let items = (1..).zip(self.words.headlines.iter()).take(count);
        MostReadList {
            section: section.map(str::to_owned),
            items: items
                .map(|(number, headline)| MostReadItem {
                    number,
                    headline: (*headline).to_owned(),
                    href: self.href(&format!("post/sample-{number}")),
                })
                .collect(),
            href: self.href("most-read"),
        }
    }

    fn most_read(&self, count: usize) -> MostReadPage {
        let link = |name: &str, path: &str, current| NavLink {
            name: name.to_owned(),
            href: self.href(path),
            current,
        };
        MostReadPage {
            paper: self.chrome("most-read"),
            list: self.most_read_list(count, None),
            spans: vec![
                link("hour", "most-read/hour", false),
                link("day", "most-read", true),
                link("week", "most-read/week", false),
            ],
            sections: vec![
                link("", "most-read", true),
                link(self.words.sections[0], "section-0/most-read", false),
            ],
            next_href: (count > 0).then(|| self.href("most-read?after=20")),
        }
    }

    /// The front.
    pub fn front(&self) -> FrontPage {
        let mut teasers = self.teasers(10).into_iter();
        FrontPage {
            paper: self.chrome(""),
            lead: teasers.next(),
            seconds: teasers.by_ref().take(2).collect(),
            more: teasers.collect(),
            important: Some(self.important_list(1, None)),
            most_read: Some(self.most_read_list(5, None)),
            advertisement: Some(AdSlot {
                width: 728,
                height: 90,
                phone: Some((300, 100)),
                ..ad_slot(Some(AdFrame::at(self.href("advertisement/top"))))
            }),
            next_href: Some(self.href("?before=9")),
        }
    }

    /// The front of an edition that has no articles yet.
    pub fn first_day(&self) -> FrontPage {
        let mut paper = self.chrome("");
        paper.date = None;
        paper.sections.clear();
        paper.social.clear();
        paper.apps.clear();
        FrontPage {
            paper,
            lead: None,
            seconds: Vec::new(),
            more: Vec::new(),
            important: None,
            most_read: None,
            advertisement: None,
            next_href: None,
        }
    }

    /// The front of a section.
    pub fn section(&self) -> SectionPage {
        SectionPage {
            paper: self.chrome("section-0"),
            name: self.words.sections[0].to_owned(),
            articles: self.teasers(6),
            next_href: Some(self.href("section-0?before=9")),
            most_read: Some(self.most_read_list(5, Some(self.words.sections[0]))),
            notice: None,
            advertisement: None,
        }
    }

    fn section_with_notice(&self) -> SectionPage {
        let other = if self.code() == "ar" { "en" } else { "ar" };
        let other = Language::parse(other).unwrap_or(Language::english());
        SectionPage {
            articles: Vec::new(),
            next_href: None,
            notice: Some(NotInThisLanguage {
                headline: words::of(other).headlines[0].to_owned(),
                href: format!("/{}/post/sample", other.code()),
                language: other,
                dir: other.direction(),
            }),
            ..self.section()
        }
    }

    fn important(&self) -> ImportantPage {
        ImportantPage {
            paper: self.chrome("important?after=5"),
            list: self.important_list(6, None),
        }
    }

    fn author(&self) -> AuthorPage {
        AuthorPage {
            paper: self.chrome("author/sample"),
            name: self.words.people[0].to_owned(),
            kind: story::author::AuthorKind::Person,
            title: self.words.job.to_owned(),
            bio: self.words.stands[1].to_owned(),
            articles: self.teasers(3),
            next_href: None,
        }
    }

    fn topic(&self) -> TopicPage {
        TopicPage {
            paper: self.chrome("topic/sample"),
            name: self.words.topics[0].to_owned(),
            kind: ItemKind::Topic,
            about: Some(self.words.standfirst.to_owned()),
            aliases: Vec::new(),
            storylines: Vec::new(),
            timeline: self.timeline(),
            said: self.ledger(),
            articles: self.teasers(3),
            next_href: None,
        }
    }

    fn corrections(&self) -> CorrectionsPage {
        let corrections = CorrectionKind::ALL
            .into_iter()
            .zip(self.words.headlines)
            .map(|(kind, headline)| CorrectionEntry {
                headline: headline.to_owned(),
                href: (kind != CorrectionKind::Retraction).then(|| self.href("post/sample")),
                note: CorrectionNote {
                    kind,
                    text: self.words.correction.to_owned(),
                    at: moment("2025-11-10T11:05:00Z"),
                    href: (kind == CorrectionKind::Correction)
                        .then(|| self.href("post/sample/history/2")),
                },
            })
            .collect();
        CorrectionsPage {
            paper: self.chrome("corrections"),
            corrections,
            next_href: Some(self.href("corrections?before=3")),
        }
    }

    fn no_corrections(&self) -> CorrectionsPage {
        CorrectionsPage { corrections: Vec::new(), next_href: None, ..self.corrections() }
    }

    fn history(&self) -> HistoryPage {
        let revisions = (1..=3)
            .rev()
            .map(|number| RevisionEntry {
                number: RevisionNumber(number),
                live_at: moment("2025-11-10T02:25:00Z"),
                href: self.href(&format!("post/sample/history/{number}")),
                live: number == 3,
                sealed: number == 1,
                entry: (number < 3).then(|| RecordEntry {
                    number: u64::from(number) * 1_500,
                    href: format!("/-/record/entry/{}", number * 1_500),
                }),
                corrections: if number == 2 {
                    self.telling(Kind::News).corrections
                } else {
                    Vec::new()
                },
            })
            .collect();
        HistoryPage {
            paper: self.hidden_chrome("post/sample/history"),
            headline: self.words.headlines[0].to_owned(),
            article_href: self.href("post/sample"),
            proof_href: Some(self.href("post/sample/proof.json")),
            verify_href: self.href("verify"),
            revisions,
        }
    }

    fn verify(&self) -> VerifyPage {
        let key = "meridian.example+e7812cad+Aa/QpE2h6G/of3L39MdriO1UNnWnFast6TnOE03vylhS";
        VerifyPage {
            paper: self.chrome("verify"),
            key: Some(key.to_owned()),
            checkpoint_href: "/-/record/checkpoint".to_owned(),
            keys_href: "/-/record/keys".to_owned(),
        }
    }

    fn revision(&self) -> RevisionPage {
        let lines = |last: String| {
            vec![self.words.headlines[0].to_owned(), self.words.paragraphs[0].to_owned(), last]
        };
        let link = |number: u32| RevisionLink {
            number: RevisionNumber(number),
            href: self.href(&format!("post/sample/history/{number}")),
        };
        RevisionPage {
            paper: self.hidden_chrome("post/sample/history/2"),
            headline: self.words.headlines[0].to_owned(),
            article_href: self.href("post/sample"),
            history_href: self.href("post/sample/history"),
            number: RevisionNumber(2),
            live_at: moment("2025-11-10T11:05:00Z"),
            older: Some(link(1)),
            newer: Some(link(3)),
            older_sealed: false,
            changes: Some(diff::lines(
                &lines(format!("{} {}", self.words.stands[0], self.words.stands[1])),
                &lines(format!("{} {}", self.words.stands[0], self.words.stands[2])),
            )),
        }
    }

    fn print(&self) -> PrintPage {
        PrintPage {
            paper: self.hidden_chrome("post/sample/print"),
            article: self.telling(Kind::News),
            behind: Some(self.behind()),
        }
    }

    fn light(&self) -> LightPage {
        let mut article = self.telling(Kind::News);
        article.text.pictures.clear();
        LightPage { paper: self.hidden_chrome("post/sample/light"), article }
    }

    /// A dead end.
    pub fn error(&self, status: u16) -> ErrorPage {
        ErrorPage {
            paper: Chrome {
                canonical: None,
                alternates: Vec::new(),
                json_ld: None,
                description: String::new(),
                ..self.hidden_chrome("post/nowhere")
            },
            status,
            note: (status == 410).then(|| self.words.correction.to_owned()),
            articles: if status == 404 { self.teasers(2) } else { Vec::new() },
        }
    }

    fn hidden_chrome(&self, path: &str) -> Chrome {
        Chrome { noindex: true, alternates: Vec::new(), ..self.chrome(path) }
    }
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap_or(Timestamp::UNIX_EPOCH)
}

fn ad_slot(frame: Option<AdFrame>) -> AdSlot {
    AdSlot { name: "sample".to_owned(), width: 300, height: 250, phone: None, frame }
}
