//! What the newsroom prepares does not show: not in a page, not in a header, not in a number.

use std::collections::BTreeSet;

use story::placement::{List, Placement};
use story::{Article, Kind, MediaId, PlacementId};
use testkit::{Database, Paper};

use crate::crawl::{DOORS, crawl, same};

const SECRET_DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Merger</title><circle r="4"/></svg>"##;
const DRAFT_DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"><title>Draft</title><circle r="3"/></svg>"##;

/// Words that nobody outside the newsroom may read before their time.
const SECRET_WORDS: &[&str] = &[
    "Zhamkochyan",
    "zhamkochyan",
    "Quicksilver",
    "quicksilver",
    "Слияние",
    "Unapproved",
    "unapproved",
];

/// What everybody may read.
async fn publish_a_paper(paper: &Paper) -> Public {
    for code in ["en", "ru", "ar"] {
        let mut edition = paper.edition(code).await;
        edition.rights = "Take it and name us.".to_owned();
        edition.advertisements = true;
        paper.put_edition(&edition).await;
    }
    for key in ["news", "sport"] {
        paper.section("ru", key).await;
    }
    let drawing = paper.picture("harbour.svg", HARBOUR.as_bytes()).await;
    let mut listed = Vec::new();
    for number in 1..=20 {
        paper.pass_minutes(7);
        let headline = format!("Ferry {number} leaves the harbour");
        let about = paper.article(&headline).author("Davit Sargsyan").topic("Ferries");
        listed.push(match number {
            19 => about.lead(drawing, "A harbour").live().await,
            _ => about.section(["news", "sport"][number % 2]).live().await,
        });
    }
    let ana = paper.editor("ana");
    let russian = ana.sibling(&listed[18], "ru", "Паром уходит").live().await;
    ana.correct(&listed[18], &["It left at nine."], "It left at nine, not at ten.").await.ok();
    ana.withdraw(&listed[0], "The ferry did not leave.").await.ok();
    paper.editor("lia").hold(&listed[1], "A court in Yerevan", "ana").await.ok();
    ana.rename(&listed[2], "third-ferry").await.ok();
    paper.article("About us").kind(Kind::Page).live().await;
    arrange(paper, "en", List::Front, &[&listed[5], &listed[6]]).await;
    arrange(paper, "en", List::Important, &[&listed[7]]).await;
    arrange(paper, "ru", List::Front, &[&russian]).await;
    paper.pass_minutes(60);
    Public { listed, russian }
}

const HARBOUR: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>"##;

struct Public {
    listed: Vec<Article>,
    russian: Article,
}

/// What the newsroom prepares behind it.
async fn prepare_secrets(paper: &Paper, public: &Public) -> Vec<Article> {
    let ana = paper.editor("ana");
    let until = "2026-03-09T06:00:00Z";
    let picture = paper.picture("quicksilver-merger.svg", SECRET_DRAWING.as_bytes()).await;
    let embargoed = paper
        .article("Quicksilver buys the harbour")
        .slug("quicksilver")
        .author("Nune Zhamkochyan")
        .author("Davit Sargsyan")
        .topic("Quicksilver merger")
        .topic("Ferries")
        .lead(picture, "Quicksilver's house")
        .embargo(until)
        .draft()
        .await;
    ana.approve(&embargoed).await.ok();
    ana.schedule(&embargoed, until.parse().unwrap()).await.ok();
    let russian = ana.sibling(&embargoed, "ru", "Слияние гавани").slug("sliyanie").draft().await;

    // A translation into an edition that has none yet, of an article that everybody can read.
    let translation = ana.sibling(&public.listed[17], "ru", "Слияние паромов").draft().await;
    ana.approve(&translation).await.ok();
    ana.schedule(&translation, until.parse().unwrap()).await.ok();

    // A new text of an article that is live, approved and waiting, with another picture, topic and author.
    let live = &public.listed[16];
    let picture = paper.picture("unapproved.svg", DRAFT_DRAWING.as_bytes()).await;
    let mut content = paper.store.content(live.id, live.draft).await.unwrap();
    content.headline = "Unapproved headline about Quicksilver".to_owned();
    content.standfirst = "Unapproved words.".to_owned();
    content.topics.push(paper.topic("Unapproved topic").await);
    content.lead = Some(lead(picture));
    ana.write_content(live, &content).await.ok();
    ana.approve(live).await.ok();
    ana.schedule(live, until.parse().unwrap()).await.ok();

    let page = paper.article("Unapproved page").kind(Kind::Page).draft().await;
    let brief = paper.article("Unapproved brief").kind(Kind::Brief).section("sport").draft().await;

    // Placed ahead of time, in front of everything.
    let placed = [&embargoed, &brief, &public.listed[5], &public.listed[6]];
    arrange(paper, "en", List::Front, &placed).await;
    arrange(paper, "en", List::Important, &[&embargoed, &public.listed[7]]).await;
    let news = paper.section("en", "news").await;
    arrange(paper, "en", List::ImportantIn(news), &[&embargoed]).await;
    arrange(paper, "ru", List::Front, &[&russian, &translation, &public.russian]).await;
    vec![embargoed, russian, translation, page, brief]
}

fn lead(media: MediaId) -> story::content::LeadPicture {
    story::content::LeadPicture {
        media,
        alt: "Unapproved picture".to_owned(),
        caption: String::new(),
        credit: None,
    }
}

/// Puts these articles on a list.
pub(crate) async fn arrange(paper: &Paper, edition: &str, list: List, articles: &[&Article]) {
    let edition = paper.edition(edition).await.code;
    let mut write = paper.store.write().await.unwrap();
    let placements: Vec<Placement> = (1..)
        .zip(articles)
        .map(|(position, article)| Placement {
            id: PlacementId::new(write.id()),
            edition: edition.clone(),
            list: list.clone(),
            position,
            article: article.id,
            from: None,
            until: None,
        })
        .collect();
    write.arrange(&edition, &list, &placements, &paper.operator()).await.unwrap();
    write.commit().await.unwrap();
}

/// Where somebody would look who has heard a rumour.
fn guesses(paper: &Paper) -> BTreeSet<String> {
    let mut guesses = BTreeSet::new();
    let feeds = ["", "/feed.xml", "/feed.atom", "/feed.json", "/"];
    for edition in ["en", "ru", "ar", "hy"] {
        for slug in
            ["quicksilver", "sliyanie", "sliyanie-paromov", "unapproved-page", "unapproved-brief"]
        {
            for form in [
                "",
                "/",
                ".md",
                ".txt",
                ".annotations.json",
                ".ninjs.json",
                "/print",
                "/light",
                "/history",
                "/history/1",
                "/history/2",
            ] {
                guesses.insert(format!("/{edition}/post/{slug}{form}"));
            }
        }
        for feed in feeds {
            for page in
                ["author/nune-zhamkochyan", "topic/quicksilver-merger", "topic/unapproved-topic"]
            {
                guesses.insert(format!("/{edition}/{page}{feed}"));
            }
        }
        for page in [
            "search?q=quicksilver",
            "?q=quicksilver",
            "explain/quicksilver",
            "coverage/quicksilver",
            "quicksilver",
            "important?after=1772600000000000-1",
            "news/important",
            "sport/important",
        ] {
            guesses.insert(format!("/{edition}/{page}"));
        }
        for month in ["2026-03", "2026-04", "news"] {
            guesses.insert(format!("/sitemap/{edition}-{month}.xml"));
        }
    }
    for article in ["ferry-17-leaves-the-harbour", "ferry-18-leaves-the-harbour"] {
        for form in [
            "/history/2",
            "/history/3",
            "/history",
            ".md",
            ".txt",
            ".ninjs.json",
            ".annotations.json",
        ] {
            guesses.insert(format!("/en/post/{article}{form}"));
        }
    }
    for (bytes, name) in
        [(SECRET_DRAWING, "quicksilver-merger.svg"), (DRAFT_DRAWING, "unapproved.svg")]
    {
        let hash = media::files::inspect(bytes.as_bytes(), paper.files.config()).unwrap().hash;
        guesses.insert(format!("/media/{hash}/{name}"));
        guesses.insert(format!("/media/{hash}/x"));
    }
    guesses.insert("/desk/api/articles".to_owned());
    guesses.insert("/quicksilver".to_owned());
    guesses
}

/// Crawling a paper twice costs the time of some thousand pages: one test looks with all kinds of requests, on the
/// engine that everybody has; the next one looks on both engines.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_with_secrets_answers_byte_for_byte_like_one_without() {
    let without = Paper::without_editions(Database::sqlite()).await;
    let public = publish_a_paper(&without).await;

    // The same paper again, and everything secret only in it.
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    without.database.execute(&format!("VACUUM INTO '{}'", copy.display())).await;
    let with = Paper::without_editions(Database::at(&format!("sqlite:{}", copy.display()))).await;
    with.clock.set(without.now());
    with.files.put(HARBOUR.as_bytes().into()).await.unwrap();
    let secrets = prepare_secrets(&with, &public).await;

    let known = crawl(&without.reader(), DOORS).await;
    let rumoured = crawl(&with.reader(), DOORS).await;
    let paths = |answers: &std::collections::BTreeMap<String, _>| -> Vec<String> {
        answers.keys().cloned().collect()
    };
    assert_eq!(paths(&known), paths(&rumoured), "one of the papers has more pages");
    for path in [
        "/en/",
        "/ar/",
        "/en/sport",
        "/ru/feed.json",
        "/en/author/davit-sargsyan",
        "/sitemap/en-news.xml",
        "/en/post/ferry-17-leaves-the-harbour",
        "/en/corrections",
        "/en/manifest.webmanifest",
    ] {
        assert!(known.contains_key(path), "the crawl never came to {path}: {:?}", paths(&known));
    }
    for (path, answer) in &known {
        same(path, answer, &rumoured[path]);
        // Everything that a link leads to is there, but for what was taken back in public.
        let gone = answer.code() == 404 || answer.code() >= 500;
        assert!(!gone, "{path} answered {}", answer.code());
    }

    let mut addresses: BTreeSet<String> = guesses(&with);
    for secret in &secrets {
        addresses.insert(format!("/id/a/{}", secret.id));
        for edition in ["en", "ru", "ar"] {
            addresses.insert(format!("/{edition}/news?from={}", secret.id));
            addresses.insert(format!("/{edition}/corrections?before={}", secret.id));
            addresses.insert(format!("/{edition}/?after={}-{}", i64::MAX - 1, secret.id));
        }
    }
    for path in &addresses {
        same(path, &without.reader().get(path).await, &with.reader().get(path).await);
    }

    let doors = [
        "/en/",
        "/ru/",
        "/ar/",
        "/en/news",
        "/ru/news",
        "/en/feed.xml",
        "/sitemap.xml",
        "/sitemap/pages.xml",
        "/en/post/ferry-17-leaves-the-harbour",
        "/en/post/ferry-18-leaves-the-harbour",
        "/en/post/ferry-19-leaves-the-harbour",
    ];
    // One edition is enough for the other kinds of requests.
    addresses.retain(|path| {
        path.starts_with("/en/") || path.starts_with("/media/") || path.starts_with("/id/")
    });
    addresses.extend(doors.map(str::to_owned));
    for path in &addresses {
        let tag = without.reader().get(path).await.header_value("etag").unwrap_or_default();
        for (header, value) in [
            ("cookie", "masthead_prefs=dark.3; __Secure-masthead-desk=0000; other=1"),
            ("if-none-match", if tag.is_empty() { "\"x\"" } else { tag.as_str() }),
            ("accept-encoding", "br"),
        ] {
            let one = without.reader().with_header(header, value).get(path).await;
            let other = with.reader().with_header(header, value).get(path).await;
            same(&format!("{path} with {header}: {value}"), &one, &other);
        }
        let what = format!("the head of {path}");
        same(&what, &without.reader().head(path).await, &with.reader().head(path).await);
    }
    with.is_sound().await;
}

on_both_engines!(
    what_the_newsroom_prepares_changes_no_page,
    an_embargoed_story_is_everywhere_once_its_time_has_come,
);

async fn what_the_newsroom_prepares_changes_no_page(paper: Paper) {
    let public = publish_a_paper(&paper).await;
    let before = crawl(&paper.reader(), DOORS).await;
    let rumours = guesses(&paper);
    let mut told = Vec::new();
    for path in &rumours {
        told.push(paper.reader().get(path).await);
    }
    prepare_secrets(&paper, &public).await;
    for (path, answer) in &before {
        let now = paper.reader().get(path).await;
        same(path, answer, &now);
        let text = String::from_utf8_lossy(now.bytes());
        for word in SECRET_WORDS {
            assert!(!text.contains(word), "{path} says {word}");
        }
    }
    for (path, answer) in rumours.iter().zip(&told) {
        same(path, answer, &paper.reader().get(path).await);
    }
}

async fn an_embargoed_story_is_everywhere_once_its_time_has_come(paper: Paper) {
    let public = publish_a_paper(&paper).await;
    let secrets = prepare_secrets(&paper, &public).await;
    let hash = media::files::inspect(SECRET_DRAWING.as_bytes(), paper.files.config()).unwrap().hash;
    let picture = format!("/media/{hash}/quicksilver-merger.svg");
    paper.reader().get(&picture).await.status(404);

    paper.clock.set("2026-03-09T06:00:00Z".parse().unwrap());
    let due = paper.editor("ana");
    due.publish_scheduled(&secrets[0]).await.ok();
    for path in [
        "/en/",
        "/en/news",
        "/en/author/nune-zhamkochyan",
        "/en/author/davit-sargsyan",
        "/en/topic/quicksilver-merger",
        "/en/topic/ferries",
        "/en/important",
        "/en/news/important",
        "/en/feed.xml",
        "/en/feed.atom",
        "/en/feed.json",
        "/en/news/feed.xml",
        "/sitemap/en-news.xml",
        "/en/post/ferry-9-leaves-the-harbour",
    ] {
        paper.reader().get(path).await.status(200).shows("Quicksilver buys the harbour");
    }
    paper.reader().get("/en/post/quicksilver").await.status(200).shows(">Nune Zhamkochyan<");
    paper.reader().get("/sitemap/en-2026-03.xml").await.status(200).shows("/en/post/quicksilver");
    paper.reader().get(&picture).await.status(200);
    let id = format!("/id/a/{}", secrets[0].id);
    paper.reader().get(&id).await.status(303).leads_to("/en/post/quicksilver");
    // Its translation is not written yet, and still does not show.
    paper.reader().get("/ru/post/sliyanie").await.status(404);
    paper.reader().get("/ru/").await.shows_no("Слияние");
}
