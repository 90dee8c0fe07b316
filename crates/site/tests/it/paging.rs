//! Endless lists while news breaks: no repeat and no gap.

use story::placement::List;
use story::{Article, Kind};
use testkit::{Answer, Paper};

use crate::embargo::arrange;

on_both_engines!(
    no_list_repeats_or_loses_an_article_while_others_are_published,
    the_list_of_corrections_repeats_and_loses_none_while_others_are_made,
);

/// The page's own list, without the list of the most important that stands inside a front.
fn own_list(page: &Answer) -> String {
    let text = page.text();
    let main = text.split_once("<main").unwrap().1.split_once("</main").unwrap().0;
    match main.split_once("<section class=\"important\"") {
        Some((before, after)) if !main.contains("<h1 id=\"important\"") => {
            format!("{before}{}", after.split_once("</section>").unwrap().1)
        }
        _ => main.to_owned(),
    }
}

/// The numbers of the stories on a page, in their order, where a headline is “Story 12.”.
fn stories(page: &Answer) -> Vec<u32> {
    let list = own_list(page);
    let headlines = list.split(">Story ").skip(1);
    headlines.map(|after| after.split_once('.').unwrap().0.parse().unwrap()).collect()
}

/// Where the list goes on.
fn next(page: &Answer) -> Option<String> {
    let list = own_list(page);
    let link = list.split("rel=\"next\" href=\"").nth(1)?;
    Some(link.split_once('"').unwrap().0.replace("&amp;", "&").replace("&#x2f;", "/"))
}

/// Reads a list to its end; something happens between its pages.
async fn read(paper: &Paper, path: &str, between: impl AsyncFn(usize)) -> Vec<u32> {
    let mut read = Vec::new();
    let mut path = path.to_owned();
    for turn in 0.. {
        let page = paper.reader().get(&path).await.status(200);
        read.extend(stories(&page));
        match next(&page) {
            Some(next) => path = next,
            None => break,
        }
        assert!(turn < 50, "the list has no end");
        between(turn).await;
    }
    read
}

async fn publish(paper: &Paper, number: u32) -> Article {
    paper
        .article(&format!("Story {number}."))
        .paragraphs(&["It happened."])
        .author("Davit Sargsyan")
        .topic("Floods")
        .live()
        .await
}

async fn no_list_repeats_or_loses_an_article_while_others_are_published(paper: Paper) {
    let mut published = Vec::new();
    for number in 1..=47 {
        // Many in the same microsecond: the id decides then.
        if number % 4 == 0 {
            paper.pass_minutes(1);
        }
        published.push(publish(&paper, number).await);
    }
    let mut later = 48;
    for path in [
        "/en/",
        "/en/news",
        "/en/author/davit-sargsyan",
        "/en/topic/floods",
        "/en/important",
        "/en/news/important",
    ] {
        let there: Vec<u32> = (1..later).rev().collect();
        let first_new = later;
        let count = std::cell::Cell::new(later);
        let numbers = read(&paper, path, async |turn| {
            if turn < 3 {
                paper.pass_minutes(1);
                publish(&paper, count.get()).await;
                count.set(count.get() + 1);
            }
        })
        .await;
        later = count.get();
        assert!(later > first_new, "{path}: nothing was published between its pages");
        assert_eq!(numbers, there, "{path}");
    }

    // An article that is withdrawn between two pages takes no other with it.
    let gone = &published[20];
    let mut numbers = read(&paper, "/en/news", async |turn| {
        if turn == 0 {
            paper.editor("ana").withdraw(gone, "It did not happen.").await.ok();
        }
    })
    .await;
    numbers.sort_unstable();
    let expected: Vec<u32> = (1..later).filter(|number| *number != 21).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn what_editors_placed_stands_first_and_only_once() {
    let paper = Paper::open().await;
    let mut published = Vec::new();
    for number in 1..=60 {
        paper.pass_minutes(1);
        published.push(publish(&paper, number).await);
    }
    // Old and new ones, on the front and among the most important.
    let placed: Vec<&Article> = [3, 40, 59, 22].map(|number| &published[number - 1]).to_vec();
    arrange(&paper, "en", List::Front, &placed).await;
    arrange(&paper, "en", List::Important, &placed).await;
    let news = paper.section("en", "news").await;
    arrange(&paper, "en", List::ImportantIn(news), &placed).await;
    for path in ["/en/", "/en/important", "/en/news/important"] {
        let numbers = read(&paper, path, async |_| {}).await;
        let mut expected = vec![3, 40, 59, 22];
        expected.extend((1..=60).rev().filter(|number| !placed_has(*number)));
        assert_eq!(numbers, expected, "{path}");
    }
}

fn placed_has(number: u32) -> bool {
    [3, 40, 59, 22].contains(&number)
}

#[tokio::test]
async fn more_is_offered_only_where_there_is_more() {
    let paper = Paper::open().await;
    let mut published = Vec::new();
    for number in 1..=6 {
        paper.pass_minutes(1);
        published.push(publish(&paper, number).await);
    }
    // All of them are placed: the list is whole on its first page.
    let all: Vec<&Article> = published.iter().collect();
    arrange(&paper, "en", List::Important, &all).await;
    arrange(&paper, "en", List::Front, &all).await;
    let page = paper.reader().get("/en/important").await.status(200);
    assert_eq!(stories(&page), [1, 2, 3, 4, 5, 6]);
    assert_eq!(next(&page), None, "a link to nothing");
    assert_eq!(next(&paper.reader().get("/en/").await), None, "a link to nothing");
    // Whatever is placed, no page on the way is empty.
    for number in 7..=40 {
        paper.pass_minutes(1);
        published.push(publish(&paper, number).await);
    }
    let newest: Vec<&Article> = published.iter().rev().skip(4).take(16).collect();
    arrange(&paper, "en", List::Important, &newest).await;
    arrange(&paper, "en", List::Front, &newest).await;
    let mut path = "/en/important".to_owned();
    let mut read = Vec::new();
    loop {
        let page = paper.reader().get(&path).await.status(200);
        let numbers = stories(&page);
        assert!(!numbers.is_empty(), "{path} is empty");
        read.extend(numbers);
        match next(&page) {
            Some(next) => path = next,
            None => break,
        }
    }
    read.sort_unstable();
    assert_eq!(read, (1..=40).collect::<Vec<u32>>());
}

#[tokio::test]
async fn the_numbers_of_the_most_important_go_on_over_its_pages() {
    let paper = Paper::open().await;
    for number in 1..=8 {
        paper.pass_minutes(1);
        publish(&paper, number).await;
    }
    let first = paper.reader().get("/en/important").await;
    first.clone().shows_in_order(&["<li value=\"1\">", "<li value=\"3\">", "Load more"]);
    let second = paper.reader().get(&next(&first).unwrap()).await.status(200);
    second.clone().shows_in_order(&["start=\"4\"", "<li value=\"4\">", "<li value=\"6\">"]);
    let third = paper.reader().get(&next(&second).unwrap()).await.status(200);
    third.clone().shows_in_order(&["<li value=\"7\">", "<li value=\"8\">"]).shows_no("Load more");
}

async fn the_list_of_corrections_repeats_and_loses_none_while_others_are_made(paper: Paper) {
    let article = paper.article("Levee breaks").live().await;
    let correct = async |number: u32| {
        let text = format!("It broke {number} times.");
        let told = format!("Correction number {number}.");
        paper.editor("ana").correct(&article, &[&text], &told).await.ok();
    };
    for number in 1..=64 {
        if number % 3 == 0 {
            paper.pass_minutes(1);
        }
        correct(number).await;
    }
    let mut path = "/en/corrections".to_owned();
    let mut read: Vec<u32> = Vec::new();
    let mut later = 65;
    loop {
        let page = paper.reader().get(&path).await.status(200);
        let text = page.text();
        let numbers = text.split(">Correction number ").skip(1);
        read.extend(numbers.map(|after| after.split_once('.').unwrap().0.parse::<u32>().unwrap()));
        match next(&page) {
            Some(next) => path = next,
            None => break,
        }
        correct(later).await;
        later += 1;
    }
    assert_eq!(later, 67, "there were three pages");
    assert_eq!(read, (1..=64).rev().collect::<Vec<u32>>());
}

#[tokio::test]
async fn later_pages_are_not_for_search_engines_and_lead_back() {
    let paper = Paper::open().await;
    for number in 1..=30 {
        publish(&paper, number).await;
    }
    paper.article("About us").kind(Kind::Page).live().await;
    for path in ["/en/", "/en/news", "/en/author/davit-sargsyan", "/en/topic/floods"] {
        let first = paper.reader().get(path).await.status(200).shows_no("content=\"noindex\"");
        let page = paper.reader().get(&next(&first).unwrap()).await.status(200);
        let page =
            page.shows("<meta name=\"robots\" content=\"noindex\">").shows_no("rel=\"canonical\"");
        page.shows(&format!("<link rel=\"prev\" href=\"{path}\">")).shows_no("About us</a></h2>");
    }
}

#[tokio::test]
async fn a_standing_page_is_in_no_list_of_news() {
    let paper = Paper::open().await;
    publish(&paper, 1).await;
    let about = paper.article("About us").kind(Kind::Page).author("Davit Sargsyan").topic("Floods");
    about.live().await;
    for path in ["/en/author/davit-sargsyan", "/en/topic/floods", "/en/important"] {
        let page = paper.reader().get(path).await.status(200);
        assert_eq!(stories(&page), [1]);
        let text = page.text();
        let main = text.split_once("<main").unwrap().1.split_once("</main").unwrap().0;
        assert!(!main.contains("About us"), "{path}");
    }
    paper.reader().get("/en/feed.xml").await.shows_no("About us");
    paper.reader().get("/en/post/about-us").await.status(200);
}
