//! Readers are counted once a day each, whichever node they come to, and what is read most follows from it.

use std::collections::BTreeMap;
use std::net::IpAddr;

use audience::{Batch, Counter, Countries, Day, Hit, Hour, Proof, Referrer, What};
use jiff::ToSpan;
use store::{Listed, ReadCountries, Span, Views, WantedCountries};
use story::{ArticleId, ChangeKind, EditionCode};
use testkit::{Paper, country_file};

on_both_engines!(
    a_reader_is_counted_once_a_day_by_all_nodes,
    three_nodes_that_write_at_once_add_up_exactly,
    a_node_that_starts_again_counts_nobody_twice,
    what_the_key_of_a_day_made_goes_with_the_day,
    old_hours_become_days_and_the_sums_stay,
    made_up_articles_are_not_kept,
    a_wrong_sum_is_found,
    countries_are_counted_by_the_day_and_the_section_and_few_people_together,
    one_network_makes_nothing_popular,
    what_is_withdrawn_held_or_sensitive_is_not_popular,
    a_list_of_what_is_read_most_goes_on_and_its_ties_are_settled,
    pages_are_told_when_the_box_changes_and_only_then,
);

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

async fn counter(paper: &Paper) -> Counter {
    let day = Day::of(paper.store.clock().now());
    let key = paper.store.reader_key(day).await.unwrap();
    Counter::new(day, key, paper.store.tokens().await.unwrap())
}

/// Readers of an article, each from a network of their own.
fn read(paper: &Paper, counter: &Counter, article: ArticleId, readers: std::ops::Range<u32>) {
    for reader in readers {
        let address = IpAddr::from((0x0a00_0000 + (reader << 8)).to_be_bytes());
        view(paper, counter, article, address, FIREFOX);
    }
}

fn view(paper: &Paper, counter: &Counter, article: ArticleId, address: IpAddr, agent: &str) {
    counter.count(&Hit {
        what: What::View(article),
        address,
        agent,
        referrer: Referrer::Search,
        proof: Proof::NotAsked,
        at: paper.store.clock().now(),
    });
}

async fn views(paper: &Paper, article: ArticleId) -> Views {
    paper.store.views(What::View(article)).await.unwrap()
}

fn en() -> EditionCode {
    EditionCode::parse("en").unwrap()
}

async fn popular(paper: &Paper, span: Span) -> Vec<String> {
    let (listed, _) = paper.store.popular(&en(), None, span, 0, 100).await.unwrap();
    listed.into_iter().map(|listed: Listed| listed.headline).collect()
}

async fn rank(paper: &Paper) {
    for span in Span::ALL {
        paper.store.rank(span).await.unwrap();
    }
}

fn later(paper: &Paper, span: jiff::Span) {
    let clock = paper.store.clock();
    clock.set(clock.now() + span);
}

async fn a_reader_is_counted_once_a_day_by_all_nodes(paper: Paper) {
    let rain = paper.article("Rain").live().await.id;
    let (one, other) = (counter(&paper).await, counter(&paper).await);
    for counter in [&one, &other] {
        read(&paper, counter, rain, 0..500);
        view(&paper, counter, rain, [203, 0, 113, 9].into(), "curl/8");
    }
    for counter in [&one, &other, &one] {
        read(&paper, counter, rain, 0..10);
        paper.store.keep_views(&counter.take()).await.unwrap();
    }
    assert_eq!(views(&paper, rain).await, Views { people: 500, hits: 1030, bots: 2 });
    later(&paper, 24.hours());
    let tomorrow = counter(&paper).await;
    read(&paper, &tomorrow, rain, 0..3);
    paper.store.keep_views(&tomorrow.take()).await.unwrap();
    assert_eq!(views(&paper, rain).await.people, 503);
    assert_eq!(paper.store.miscounted_views().await.unwrap(), []);
}

async fn three_nodes_that_write_at_once_add_up_exactly(paper: Paper) {
    let rain = paper.article("Rain").live().await.id;
    let snow = paper.article("Snow").live().await.id;
    let nodes = [counter(&paper).await, counter(&paper).await, counter(&paper).await];
    let mut batches: Vec<Batch> = Vec::new();
    for part in 0..8_u32 {
        for (number, node) in (0_u32..).zip(&nodes) {
            // Each reader comes to two nodes.
            let from = part * 40 + number * 10;
            read(&paper, node, rain, from..from + 20);
            read(&paper, node, snow, 0..5);
            batches.push(node.take());
        }
    }
    let kept = batches.into_iter().map(|batch| {
        let store = paper.store.clone();
        tokio::spawn(async move { store.keep_views(&batch).await.unwrap().people })
    });
    let mut people = 0;
    for kept in kept.collect::<Vec<_>>() {
        people += kept.await.unwrap();
    }
    let readers = 8 * 40;
    assert_eq!(views(&paper, rain).await, Views { people: readers, hits: 8 * 60, bots: 0 });
    assert_eq!(views(&paper, snow).await, Views { people: 5, hits: 8 * 15, bots: 0 });
    assert_eq!(people, u64::try_from(readers + 5).unwrap());
    assert_eq!(paper.store.miscounted_views().await.unwrap(), []);
}

async fn a_node_that_starts_again_counts_nobody_twice(paper: Paper) {
    let rain = paper.article("Rain").live().await.id;
    for _ in 0..3 {
        let counter = counter(&paper).await;
        read(&paper, &counter, rain, 0..7);
        paper.store.keep_views(&counter.take()).await.unwrap();
    }
    assert_eq!(views(&paper, rain).await, Views { people: 7, hits: 21, bots: 0 });
}

async fn what_the_key_of_a_day_made_goes_with_the_day(paper: Paper) {
    let rain = paper.article("Rain").live().await.id;
    let today = counter(&paper).await;
    let key = paper.store.reader_key(today.day()).await.unwrap();
    assert_eq!(paper.store.reader_key(today.day()).await.unwrap(), key);
    read(&paper, &today, rain, 0..7);
    paper.store.keep_views(&today.take()).await.unwrap();
    paper.store.forget_readers(today.day()).await.unwrap();
    assert_eq!(paper.database.number("SELECT count(*) FROM reader_seen").await, 7);
    later(&paper, 24.hours());
    let tomorrow = Day::of(paper.store.clock().now());
    assert_ne!(paper.store.reader_key(tomorrow).await.unwrap(), key);
    paper.store.forget_readers(tomorrow).await.unwrap();
    for (table, left) in
        [("reader_seen", 0), ("reader_network", 0), ("view_minute", 0), ("reader_key", 1)]
    {
        let counted = format!("SELECT count(*) FROM {table}");
        assert_eq!(paper.database.number(&counted).await, left, "{table}");
    }
    assert_eq!(views(&paper, rain).await.people, 7);
}

async fn old_hours_become_days_and_the_sums_stay(paper: Paper) {
    let rain = paper.article("Rain").live().await.id;
    for _ in 0..5 {
        let counter = counter(&paper).await;
        read(&paper, &counter, rain, 0..7);
        paper.store.keep_views(&counter.take()).await.unwrap();
        later(&paper, 7.hours());
    }
    let before = views(&paper, rain).await;
    later(&paper, (65 * 24).hours());
    for _ in 0..2 {
        let today = Day::of(paper.store.clock().now());
        paper.store.forget_readers(today).await.unwrap();
        let odd = "SELECT count(*) FROM view_count WHERE hour % 24 <> 0";
        assert_eq!(paper.database.number(odd).await, 0);
        assert!(paper.database.number("SELECT count(*) FROM view_count").await <= 3);
    }
    assert_eq!(views(&paper, rain).await, before);
    assert_eq!(paper.store.miscounted_views().await.unwrap(), []);
}

async fn made_up_articles_are_not_kept(paper: Paper) {
    let counter = counter(&paper).await;
    for article in 1..200 {
        view(&paper, &counter, ArticleId::new(article), [203, 0, 113, 9].into(), "curl/8");
        view(&paper, &counter, ArticleId::new(article), [203, 0, 113, 9].into(), FIREFOX);
    }
    paper.store.keep_views(&counter.take()).await.unwrap();
    for table in ["view_total", "view_count", "view_minute"] {
        let counted = format!("SELECT count(*) FROM {table}");
        assert_eq!(paper.database.number(&counted).await, 0, "{table}");
    }
}

async fn a_wrong_sum_is_found(paper: Paper) {
    let rain = paper.article("Rain").live().await.id;
    let counter = counter(&paper).await;
    read(&paper, &counter, rain, 0..7);
    paper.store.keep_views(&counter.take()).await.unwrap();
    paper.database.execute("UPDATE view_total SET people = people + 1").await;
    let gone =
        "INSERT INTO view_total (kind, object, people, hits, bots) VALUES ('view', 3, 0, 0, 0)";
    paper.database.execute(gone).await;
    let wrong = [("view".to_owned(), 3), ("view".to_owned(), rain.number())];
    assert_eq!(paper.store.miscounted_views().await.unwrap(), wrong);
    paper.store.recount_views().await.unwrap();
    assert_eq!(paper.store.miscounted_views().await.unwrap(), []);
    assert_eq!(views(&paper, rain).await.people, 7);
}

async fn one_network_makes_nothing_popular(paper: Paper) {
    let (rain, flood) =
        (paper.article("Rain").live().await.id, paper.article("Flood").live().await.id);
    let counter = counter(&paper).await;
    read(&paper, &counter, rain, 0..45);
    for host in 1..=250 {
        for agent in ["Mozilla/5.0 A", "Mozilla/5.0 B", "Mozilla/5.0 C", "Mozilla/5.0 D"] {
            view(&paper, &counter, flood, [203, 0, 113, host].into(), agent);
        }
        if host % 50 == 0 {
            paper.store.keep_views(&counter.take()).await.unwrap();
        }
    }
    assert_eq!(views(&paper, flood).await.people, 1000, "the number is not damped");
    rank(&paper).await;
    for span in Span::ALL {
        assert_eq!(popular(&paper, span).await, ["Rain", "Flood"], "{span}");
    }
    let weight = "SELECT CAST(sum(weight) AS BIGINT) FROM view_count";
    assert_eq!(paper.database.number(weight).await, 45_000 + audience::weight(1000));
}

async fn what_is_withdrawn_held_or_sensitive_is_not_popular(paper: Paper) {
    let (ana, lia) = (paper.editor("ana"), paper.editor("lia"));
    let counter = counter(&paper).await;
    let mut made = BTreeMap::new();
    for headline in ["Withdrawn", "Held", "Rain", "Grief"] {
        let article = paper.article(headline).live().await;
        read(&paper, &counter, article.id, 0..9);
        made.insert(headline, article);
    }
    let grief = made["Grief"].story;
    let sql = format!("UPDATE story SET sensitive = true WHERE id = {}", grief.number());
    paper.database.execute(&sql).await;
    paper.store.keep_views(&counter.take()).await.unwrap();
    rank(&paper).await;
    let sorted = |mut headlines: Vec<String>| {
        headlines.sort();
        headlines
    };
    assert_eq!(sorted(popular(&paper, Span::Day).await), ["Held", "Rain", "Withdrawn"]);
    ana.withdraw(&made["Withdrawn"], "It was wrong.").await.ok();
    lia.hold(&made["Held"], "Order 12", "ana").await.ok();
    assert_eq!(
        popular(&paper, Span::Day).await,
        ["Rain"],
        "with the act, and not with the next look"
    );
    later(&paper, 11.minutes());
    rank(&paper).await;
    assert_eq!(
        paper.database.number("SELECT count(DISTINCT article) FROM popular WHERE hours = 24").await,
        1
    );
}

async fn a_list_of_what_is_read_most_goes_on_and_its_ties_are_settled(paper: Paper) {
    let counter = counter(&paper).await;
    for number in 0..12 {
        let at = format!("2026-03-03T12:{number:02}:00Z");
        let article = paper.article(&format!("Story {number}")).at(&at).live().await;
        read(&paper, &counter, article.id, 0..9);
    }
    paper.store.keep_views(&counter.take()).await.unwrap();
    rank(&paper).await;
    let mut seen = Vec::new();
    let mut after = 0;
    loop {
        let (listed, next) = paper.store.popular(&en(), None, Span::Day, after, 5).await.unwrap();
        seen.extend(listed.into_iter().map(|listed| listed.headline));
        match next {
            Some(next) => after = next,
            None => break,
        }
    }
    let newest_first: Vec<String> = (0..12).rev().map(|number| format!("Story {number}")).collect();
    assert_eq!(seen, newest_first);
}

async fn pages_are_told_when_the_box_changes_and_only_then(paper: Paper) {
    let rain = paper.article("Rain").live().await.id;
    let snow = paper.article("Snow").live().await.id;
    let counter = counter(&paper).await;
    let mut place = paper.store.newest_change().await.unwrap();
    let mut told = async |paper: &Paper| {
        let changes = paper.store.changes_after(place, 100).await.unwrap();
        place = changes.last().map_or(place, |change| change.sequence);
        changes.into_iter().filter(|row| row.change.kind == ChangeKind::PopularChanged).count()
    };
    read(&paper, &counter, rain, 0..9);
    paper.store.keep_views(&counter.take()).await.unwrap();
    assert!(paper.store.rank(Span::Day).await.unwrap());
    assert_eq!(told(&paper).await, 1);
    assert!(!paper.store.rank(Span::Day).await.unwrap(), "another node did, or this one");
    later(&paper, 10.minutes());
    read(&paper, &counter, rain, 20..30);
    read(&paper, &counter, snow, 0..3);
    paper.store.keep_views(&counter.take()).await.unwrap();
    assert!(paper.store.rank(Span::Day).await.unwrap());
    assert_eq!(told(&paper).await, 0, "three readers make nothing popular, and Rain was first");
    later(&paper, 10.minutes());
    read(&paper, &counter, snow, 0..30);
    paper.store.keep_views(&counter.take()).await.unwrap();
    paper.store.rank(Span::Day).await.unwrap();
    assert_eq!(told(&paper).await, 1);
    assert_eq!(popular(&paper, Span::Day).await, ["Snow", "Rain"]);
    later(&paper, 24.hours());
    paper.store.rank(Span::Day).await.unwrap();
    assert_eq!(told(&paper).await, 1, "an empty box is another box");
    assert_eq!(Hour::of(paper.store.clock().now()).day(), Day::of(paper.store.clock().now()));
}

async fn countries_are_counted_by_the_day_and_the_section_and_few_people_together(paper: Paper) {
    let rain = paper.article("Rain").section("world").live().await.id;
    let goal = paper.article("Goal").section("sport").live().await.id;
    let countries = || Some(Countries::new(country_file()).unwrap());
    let (one, other) = (counter(&paper).await, counter(&paper).await);
    one.set_countries(countries());
    other.set_countries(countries());
    // Six in Armenia read both, and come to both nodes; three in France read one; of two it is not known where they are.
    for counter in [&one, &other] {
        for host in 1..=6 {
            view(&paper, counter, rain, [203, 0, 113, host].into(), FIREFOX);
            view(&paper, counter, goal, [203, 0, 113, host].into(), FIREFOX);
        }
    }
    for host in 1..=3 {
        view(&paper, &one, goal, [198, 51, 100, host].into(), FIREFOX);
    }
    view(&paper, &one, goal, [192, 0, 2, 1].into(), FIREFOX);
    view(&paper, &one, goal, [8, 8, 8, 8].into(), FIREFOX);
    view(&paper, &one, goal, [203, 0, 113, 200].into(), "curl/8");
    for counter in [&one, &other] {
        paper.store.keep_views(&counter.take()).await.unwrap();
    }
    let today = Day::of(paper.store.clock().now());
    let told = async |section: Option<&str>, from: i64| {
        let section = match section {
            Some(key) => Some(paper.section("en", key).await),
            None => None,
        };
        let from = Day::new(today.number() - from);
        let wanted = WantedCountries { from, until: today, editions: vec![en()], section };
        let ReadCountries { countries, elsewhere } =
            paper.store.read_countries(&wanted).await.unwrap();
        let named =
            countries.iter().map(|(country, people)| (country.as_str().to_owned(), *people));
        (named.collect::<Vec<_>>(), elsewhere)
    };
    let armenia = |people| vec![("AM".to_owned(), people)];
    assert_eq!(told(None, 6).await, (armenia(12), 3));
    assert_eq!(told(Some("world"), 6).await, (armenia(6), 0));
    assert_eq!(told(Some("sport"), 6).await, (armenia(6), 3));
    let none = WantedCountries { from: today, until: today, editions: vec![], section: None };
    assert_eq!(paper.store.read_countries(&none).await.unwrap(), ReadCountries::default());
    paper.store.forget_readers(Day::new(today.number() + 60)).await.unwrap();
    assert_eq!(told(None, 6).await, (armenia(12), 3));
    paper.store.forget_readers(Day::new(today.number() + 61)).await.unwrap();
    assert_eq!(told(None, 6).await, (vec![], 0));
}
