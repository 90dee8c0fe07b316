//! Lists of live articles: complete, without repeat or gap, and only of what readers may have.

use std::collections::HashSet;

use store::{DeskFilter, DeskPlace, DeskStage, Listed, Page, Place};
use story::{Article, EditionCode, Kind};
use testkit::Paper;

on_both_engines!(
    every_list_pages_through_everything_once,
    a_list_has_no_repeat_and_no_gap_while_stories_are_published,
    a_withdrawn_article_leaves_every_list,
    a_held_article_leaves_every_list,
    a_draft_is_in_no_list,
    a_new_byline_moves_the_article_to_its_new_author,
    a_moved_article_changes_sections,
    pages_and_cards_are_in_no_list_of_news,
    standing_pages_are_listed_by_headline,
    articles_that_share_the_most_topics_come_first,
    a_list_of_named_articles_keeps_their_order_and_what_is_public,
    a_list_shows_the_live_text_and_not_the_draft,
    sections_know_how_much_they_list,
    a_place_survives_its_address,
    the_desk_lists_everything,
    the_desk_lists_first_what_somebody_worked_on_last,
    the_desk_lists_what_is_asked_for,
    an_edition_knows_when_its_newest_article_went_live,
    a_day_of_the_paper_can_be_read_alone,
    what_no_list_shows_is_found_for_the_sitemap,
    several_articles_are_read_at_once,
    an_author_is_offered_only_where_they_are_read,
);

const EN: &str = "en";

fn en() -> EditionCode {
    EditionCode::parse(EN).unwrap()
}

fn headlines(listed: &[Listed]) -> Vec<&str> {
    listed.iter().map(|listed| listed.headline.as_str()).collect()
}

/// The four lists that an article with section, author and topic is in.
#[derive(Clone, Copy, Debug)]
enum List {
    Newest,
    Section,
    Author,
    Topic,
}

const LISTS: [List; 4] = [List::Newest, List::Section, List::Author, List::Topic];

async fn page(paper: &Paper, list: List, after: Place, limit: usize) -> Page {
    let store = &paper.store;
    match list {
        List::Newest => store.newest(&en(), after, limit).await,
        List::Section => {
            store.in_section(&en(), paper.section(EN, "sport").await, after, limit).await
        }
        List::Author => {
            store.by_author(&en(), paper.author("Davit Sargsyan").await, after, limit).await
        }
        List::Topic => store.about_topic(&en(), paper.topic("Rain").await, after, limit).await,
    }
    .unwrap()
}

/// An article that is in all four lists.
async fn listed(paper: &Paper, headline: &str) -> Article {
    let article = paper.article(headline).section("sport").author("Davit Sargsyan").topic("Rain");
    article.live().await
}

async fn every_list_pages_through_everything_once(paper: Paper) {
    let mut expected = Vec::new();
    for number in 1..=7 {
        listed(&paper, &format!("Rain {number}")).await;
        // Three of them come in the same moment, where only the id tells their order.
        paper.pass_minutes(i64::from(!(3..5).contains(&number)));
        expected.insert(0, format!("Rain {number}"));
    }
    paper.article("Elsewhere").edition("fr").section("sport").topic("Rain").live().await;
    for list in LISTS {
        for limit in 1..=8 {
            let mut found = Vec::new();
            let mut next = Some(Place::START);
            while let Some(after) = next {
                let page = page(&paper, list, after, limit).await;
                assert!(page.articles.len() <= limit);
                assert!(!page.articles.is_empty(), "an empty page was promised");
                found.extend(page.articles.iter().map(|listed| listed.headline.clone()));
                next = page.next;
            }
            assert_eq!(found, expected, "{list:?} by {limit}");
        }
    }
}

async fn a_list_has_no_repeat_and_no_gap_while_stories_are_published(paper: Paper) {
    let mut before = HashSet::new();
    for number in 1..=9 {
        before.insert(listed(&paper, &format!("Rain {number}")).await.id);
        paper.pass_minutes(1);
    }
    for list in LISTS {
        let mut seen = Vec::new();
        let mut next = Some(Place::START);
        let mut extra = 0;
        while let Some(after) = next {
            let page = page(&paper, list, after, 2).await;
            seen.extend(page.articles.iter().map(|listed| listed.article));
            next = page.next;
            extra += 1;
            listed(&paper, &format!("Breaking {extra} in {list:?}")).await;
            paper.pass_minutes(1);
        }
        let unique: HashSet<_> = seen.iter().copied().collect();
        assert_eq!(unique.len(), seen.len(), "{list:?} repeats");
        assert!(before.is_subset(&unique), "{list:?} has a gap");
        // What came while this list was read is above its beginning, so the next list has to show it.
        for listed in self::page(&paper, list, Place::START, 100).await.articles {
            before.insert(listed.article);
        }
    }
}

async fn a_withdrawn_article_leaves_every_list(paper: Paper) {
    let article = listed(&paper, "Rain stops play").await;
    is_in_all(&paper, &article).await;
    paper.editor("ana").withdraw(&article, "It did not rain.").await.ok();
    is_in_none(&paper, &article).await;
    paper.editor("ana").publish(&article).await.ok();
    is_in_all(&paper, &article).await;
}

async fn a_held_article_leaves_every_list(paper: Paper) {
    let article = listed(&paper, "Rain stops play").await;
    paper.editor("lia").hold(&article, "Order 12", "ana").await.ok();
    is_in_none(&paper, &article).await;
    paper.editor("lia").release(&article, "ana").await.ok();
    is_in_all(&paper, &article).await;
}

async fn a_draft_is_in_no_list(paper: Paper) {
    let article =
        paper.article("Rain").section("sport").author("Davit Sargsyan").topic("Rain").draft().await;
    is_in_none(&paper, &article).await;
}

async fn is_in_all(paper: &Paper, article: &Article) {
    for list in LISTS {
        let page = page(paper, list, Place::START, 10).await;
        assert!(page.articles.iter().any(|listed| listed.article == article.id), "{list:?}");
    }
    let live = paper.store.all_live(None, 10).await.unwrap();
    assert!(live.iter().any(|listed| listed.article == article.id));
    assert_eq!(paper.store.siblings(article.story).await.unwrap().len(), 1);
    assert_eq!(paper.store.count_live().await.unwrap(), 1);
    paper.is_sound().await;
}

async fn is_in_none(paper: &Paper, article: &Article) {
    for list in LISTS {
        let page = page(paper, list, Place::START, 10).await;
        assert!(page.articles.is_empty(), "{list:?} shows {:?}", page.articles);
    }
    let topics = [paper.topic("Rain").await];
    let other = story::ArticleId::new(1);
    assert!(paper.store.sharing_topics(&en(), &topics, other, 9).await.unwrap().is_empty());
    assert!(paper.store.all_live(None, 10).await.unwrap().is_empty());
    assert!(paper.store.siblings(article.story).await.unwrap().is_empty());
    assert!(paper.store.section_sizes(&en()).await.unwrap().is_empty());
    assert_eq!(paper.store.count_live().await.unwrap(), 0);
    paper.is_sound().await;
}

async fn a_new_byline_moves_the_article_to_its_new_author(paper: Paper) {
    let article = paper.article("Rain").author("Davit Sargsyan").topic("Rain").live().await;
    let mut content = paper.store.content(article.id, article.draft).await.unwrap();
    let (davit, lena) = (paper.author("Davit Sargsyan").await, paper.author("Lena Orlova").await);
    content.byline[0].author = Some(lena);
    content.topics = vec![paper.topic("Snow").await, paper.topic("Snow").await];
    let ana = paper.editor("ana");
    ana.write_content(&article, &content).await.ok();
    let count = |page: Page| page.articles.len();
    let store = &paper.store;
    assert_eq!(count(store.by_author(&en(), davit, Place::START, 9).await.unwrap()), 1);
    assert_eq!(count(store.by_author(&en(), lena, Place::START, 9).await.unwrap()), 0);
    ana.approve(&article).await.ok();
    ana.publish(&article).await.ok();
    assert_eq!(count(store.by_author(&en(), davit, Place::START, 9).await.unwrap()), 0);
    assert_eq!(count(store.by_author(&en(), lena, Place::START, 9).await.unwrap()), 1);
    let (rain, snow) = (paper.topic("Rain").await, paper.topic("Snow").await);
    assert_eq!(count(store.about_topic(&en(), rain, Place::START, 9).await.unwrap()), 0);
    assert_eq!(count(store.about_topic(&en(), snow, Place::START, 9).await.unwrap()), 1);
}

async fn a_moved_article_changes_sections(paper: Paper) {
    let article = paper.article("Rain").section("sport").live().await;
    paper.editor("ana").move_to(&article, "weather").await.ok();
    let (sport, weather) = (paper.section(EN, "sport").await, paper.section(EN, "weather").await);
    let store = &paper.store;
    assert!(store.in_section(&en(), sport, Place::START, 9).await.unwrap().articles.is_empty());
    let page = store.in_section(&en(), weather, Place::START, 9).await.unwrap();
    assert_eq!(headlines(&page.articles), ["Rain"]);
}

async fn pages_and_cards_are_in_no_list_of_news(paper: Paper) {
    for kind in [Kind::Page, Kind::Card] {
        let article = paper.article("About us").kind(kind).author("Davit Sargsyan").topic("Rain");
        article.live().await;
    }
    for list in LISTS {
        assert!(page(&paper, list, Place::START, 9).await.articles.is_empty(), "{list:?}");
    }
    let topics = [paper.topic("Rain").await];
    let other = story::ArticleId::new(1);
    assert!(paper.store.sharing_topics(&en(), &topics, other, 9).await.unwrap().is_empty());
    assert_eq!(paper.store.all_live(None, 9).await.unwrap().len(), 2);
    paper.is_sound().await;
}

async fn standing_pages_are_listed_by_headline(paper: Paper) {
    for headline in ["Contact", "About us"] {
        paper.article(headline).kind(Kind::Page).live().await;
    }
    paper.article("Unfinished").kind(Kind::Page).draft().await;
    paper.article("News").live().await;
    let pages = paper.store.standing_pages(&en()).await.unwrap();
    let headlines: Vec<&str> = pages.iter().map(|(page, _)| page.headline.as_str()).collect();
    assert_eq!(headlines, ["About us", "Contact"]);
}

async fn articles_that_share_the_most_topics_come_first(paper: Paper) {
    let article = paper.article("Rain stops play").topic("Rain").topic("Cricket").live().await;
    paper.article("Only rain, old").topic("Rain").live().await;
    paper.pass_minutes(1);
    paper.article("Both").topic("Rain").topic("Cricket").live().await;
    paper.pass_minutes(1);
    paper.article("Only cricket, new").topic("Cricket").live().await;
    paper.article("Neither").topic("Chess").live().await;
    paper.article("Les deux").edition("fr").topic("Rain").topic("Cricket").live().await;
    let topics = [paper.topic("Rain").await, paper.topic("Cricket").await];
    let near = paper.store.sharing_topics(&en(), &topics, article.id, 10).await.unwrap();
    assert_eq!(headlines(&near), ["Both", "Only cricket, new", "Only rain, old"]);
    let two = paper.store.sharing_topics(&en(), &topics, article.id, 2).await.unwrap();
    assert_eq!(headlines(&two), ["Both", "Only cricket, new"]);
    assert!(paper.store.sharing_topics(&en(), &[], article.id, 10).await.unwrap().is_empty());
}

async fn a_list_of_named_articles_keeps_their_order_and_what_is_public(paper: Paper) {
    let first = paper.article("First").live().await;
    let draft = paper.article("Draft").draft().await;
    let gone = paper.article("Gone").live().await;
    let second = paper.article("Second").live().await;
    paper.editor("ana").withdraw(&gone, "It was not true.").await.ok();
    let ids = [second.id, draft.id, gone.id, first.id];
    assert_eq!(headlines(&paper.store.listed(&ids).await.unwrap()), ["Second", "First"]);
    assert!(paper.store.listed(&[]).await.unwrap().is_empty());
}

async fn a_list_shows_the_live_text_and_not_the_draft(paper: Paper) {
    let article = paper.article("Rain stops play").standfirst("For an hour.").live().await;
    paper.editor("davit").write_headline(&article, "Rain stops everything").await.ok();
    let page = paper.store.newest(&en(), Place::START, 9).await.unwrap();
    assert_eq!(headlines(&page.articles), ["Rain stops play"]);
    assert_eq!(page.articles[0].standfirst, "For an hour.");
    let desk = paper.store.desk_list(&DeskFilter::default(), None, 9).await.unwrap();
    assert_eq!(desk[0].headline, "Rain stops everything");
    assert_eq!(paper.store.siblings(article.story).await.unwrap()[0].headline, "Rain stops play");
    let texts = paper.store.newest_texts(&[article.id]).await.unwrap();
    assert_eq!(texts[0].content.headline, "Rain stops everything");
    assert_eq!(paper.store.all_articles(None, 9).await.unwrap(), [article.id]);
    assert!(paper.store.all_articles(Some(article.id), 9).await.unwrap().is_empty());
}

async fn sections_know_how_much_they_list(paper: Paper) {
    for (section, articles) in [("sport", 2), ("world", 3)] {
        for number in 0..articles {
            paper.article(&format!("{section} {number}")).section(section).live().await;
        }
    }
    paper.article("Not yet").section("sport").draft().await;
    let sizes = paper.store.section_sizes(&en()).await.unwrap();
    let (sport, world) = (paper.section(EN, "sport").await, paper.section(EN, "world").await);
    assert_eq!(sizes, [(world, 3), (sport, 2)]);
}

async fn a_place_survives_its_address(paper: Paper) {
    listed(&paper, "Rain 1").await;
    listed(&paper, "Rain 2").await;
    let page = paper.store.newest(&en(), Place::START, 1).await.unwrap();
    let next = page.next.unwrap();
    assert_eq!(next.to_string().parse::<Place>().unwrap(), next);
    for nonsense in ["", "-", "1", "x-1", "1-x", "99999999999999999999-1", "1-2-3"] {
        assert!(nonsense.parse::<Place>().is_err(), "{nonsense}");
    }
}

async fn the_desk_lists_everything(paper: Paper) {
    paper.article("Live").live().await;
    paper.article("Draft").draft().await;
    let withdrawn = paper.article("Withdrawn").live().await;
    paper.editor("ana").withdraw(&withdrawn, "It was wrong.").await.ok();
    let first = paper.store.desk_list(&DeskFilter::default(), None, 2).await.unwrap();
    let headlines: Vec<&str> = first.iter().map(|row| row.headline.as_str()).collect();
    assert_eq!(headlines, ["Withdrawn", "Draft"]);
    let after = Some(DeskPlace::after(&first[1]));
    let second = paper.store.desk_list(&DeskFilter::default(), after, 2).await.unwrap();
    assert_eq!(second[0].headline, "Live");
    assert_eq!(second.len(), 1);
}

async fn the_desk_lists_first_what_somebody_worked_on_last(paper: Paper) {
    let old = paper.article("Old").draft().await;
    paper.article("New").draft().await;
    paper.pass_minutes(1);
    paper.store.keep_room_change(old.id, b"typed", "Old, retold", None).await.unwrap();
    let rows = paper.store.desk_list(&DeskFilter::default(), None, 9).await.unwrap();
    assert_eq!(
        rows.iter().map(|row| &row.headline[..]).collect::<Vec<_>>(),
        ["Old, retold", "New"]
    );
}

async fn the_desk_lists_what_is_asked_for(paper: Paper) {
    paper.article("Live").section("sport").live().await;
    let draft = paper.article("Draft").section("world").draft().await;
    let withdrawn = paper.article("Withdrawn").live().await;
    paper.editor("ana").withdraw(&withdrawn, "It was wrong.").await.ok();
    let only = async |filter: DeskFilter| {
        let rows = paper.store.desk_list(&filter, None, 9).await.unwrap();
        rows.into_iter().map(|row| row.headline).collect::<Vec<_>>()
    };
    let stage = |stage| DeskFilter { stage: Some(stage), ..DeskFilter::default() };
    assert_eq!(only(stage(DeskStage::Draft)).await, ["Draft"]);
    assert_eq!(only(stage(DeskStage::Live)).await, ["Live"]);
    assert_eq!(only(stage(DeskStage::Withdrawn)).await, ["Withdrawn"]);
    assert!(only(stage(DeskStage::Lagging)).await.is_empty());
    let section = Some(paper.section(EN, "world").await);
    assert_eq!(only(DeskFilter { section, ..DeskFilter::default() }).await, ["Draft"]);
    let kind = Some(Kind::Opinion);
    assert!(only(DeskFilter { kind, ..DeskFilter::default() }).await.is_empty());
    let edition = Some(EditionCode::parse("ru").unwrap());
    assert!(only(DeskFilter { edition, ..DeskFilter::default() }).await.is_empty());
    assert_eq!(paper.store.desk_row(draft.id).await.unwrap().headline, "Draft");
    let among = Some(vec![withdrawn.id, draft.id]);
    assert_eq!(only(DeskFilter { among, ..DeskFilter::default() }).await.len(), 2);
    let among = Some(vec![withdrawn.id, draft.id]);
    let stage = Some(DeskStage::Draft);
    assert_eq!(only(DeskFilter { among, stage, ..DeskFilter::default() }).await, ["Draft"]);
    assert!(only(DeskFilter { among: Some(Vec::new()), ..DeskFilter::default() }).await.is_empty());
}

async fn an_edition_knows_when_its_newest_article_went_live(paper: Paper) {
    assert_eq!(paper.store.newest_at(&en()).await.unwrap(), None);
    listed(&paper, "Rain").await;
    paper.pass_minutes(60);
    let last = listed(&paper, "Snow").await;
    paper.pass_minutes(60);
    paper.article("About us").kind(Kind::Page).live().await;
    paper.article("Neige").edition("fr").live().await;
    let withdrawn = listed(&paper, "Hail").await;
    paper.editor("ana").withdraw(&withdrawn, "It did not hail.").await.ok();
    assert_eq!(paper.store.newest_at(&en()).await.unwrap(), last.first_live_at);
}

async fn a_day_of_the_paper_can_be_read_alone(paper: Paper) {
    let from = paper.now();
    listed(&paper, "At the beginning").await;
    paper.pass_minutes(30);
    listed(&paper, "In the middle").await;
    let draft = paper.article("Never").section("sport").draft().await;
    paper.pass_minutes(30);
    let until = paper.now();
    listed(&paper, "At the end").await;
    let between = paper.store.live_between(&en(), from, until, 0, 10).await.unwrap();
    assert_eq!(headlines(&between), ["At the beginning", "In the middle"]);
    assert!(between.iter().all(|listed| listed.article != draft.id));
    let one = paper.store.live_between(&en(), from, until, 0, 1).await.unwrap();
    assert_eq!(headlines(&one), ["At the beginning"]);
    let rest = paper.store.live_between(&en(), from, until, 1, 10).await.unwrap();
    assert_eq!(headlines(&rest), ["In the middle"]);
}

async fn what_no_list_shows_is_found_for_the_sitemap(paper: Paper) {
    listed(&paper, "News").await;
    paper.article("About us").kind(Kind::Page).live().await;
    paper.article("Who is who").kind(Kind::Card).live().await;
    paper.article("Unfinished").kind(Kind::Page).draft().await;
    let unlisted = paper.store.unlisted(&en()).await.unwrap();
    assert_eq!(headlines(&unlisted), ["About us", "Who is who"]);
}

async fn several_articles_are_read_at_once(paper: Paper) {
    let (a, b) = (listed(&paper, "A").await, listed(&paper, "B").await);
    let draft = paper.article("Draft").draft().await;
    let found = paper.store.live_articles(&[b.id, draft.id, a.id]).await.unwrap();
    let mut headlines: Vec<&str> =
        found.iter().map(|live| live.content.headline.as_str()).collect();
    headlines.sort_unstable();
    assert_eq!(headlines, ["A", "B"]);
    assert!(paper.store.live_articles(&[]).await.unwrap().is_empty());
}

async fn an_author_is_offered_only_where_they_are_read(paper: Paper) {
    let by = |edition: &'static str, headline| {
        paper.article(headline).edition(edition).author("Davit Sargsyan").topic("Rain")
    };
    let english = by("en", "Rain").live().await;
    by("fr", "Pluie").live().await;
    by("ru", "Дождь").draft().await;
    let (davit, rain) = (paper.author("Davit Sargsyan").await, paper.topic("Rain").await);
    let codes = |editions: Vec<EditionCode>| {
        editions.into_iter().map(|code| code.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(codes(paper.store.editions_of_author(davit).await.unwrap()), ["en", "fr"]);
    assert_eq!(codes(paper.store.editions_of_topic(rain).await.unwrap()), ["en", "fr"]);
    paper.editor("ana").withdraw(&english, "It did not rain.").await.ok();
    assert_eq!(codes(paper.store.editions_of_author(davit).await.unwrap()), ["fr"]);
}
