//! Advertisements through the whole program: chosen by weight, counted, capped, gone within a second; and the pages
//! around them kept as ever.

use std::time::Duration;

use audience::What;
use story::campaign::CampaignState;
use testkit::Paper;

use crate::node::Node;

const PAGE: &str = "/en/post/rain-stops-play";
const FRAME: &str = "/en/advertisement/beside-the-story";

async fn told() -> Paper {
    let paper = Paper::open().await;
    let mut edition = paper.edition("en").await;
    edition.advertisements = true;
    paper.put_edition(&edition).await;
    paper.article("Rain stops play").live().await;
    paper
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paused_campaign_is_gone_within_a_second_and_the_page_is_kept_all_the_while() {
    let paper = told().await;
    let node = Node::of(paper.store.clone()).await;
    node.until(PAGE, |status, body| status == 200 && !body.contains("<iframe")).await;
    let campaign = paper.campaign("The Bakery", "<p>Fresh bread</p>").await;
    let begun = node.until(PAGE, |_, body| body.contains("<iframe")).await;
    assert!(begun < Duration::from_secs(1), "{begun:?}");
    let (_, one) = node.get_as(PAGE, "Firefox one").await;
    let (_, other) = node.get_as(PAGE, "Firefox two").await;
    assert_eq!(one, other, "two readers get one page");
    assert!(node.get(FRAME).await.1.contains("Fresh bread"));
    paper.change_campaign(&campaign, |it| it.state = CampaignState::Paused).await;
    // The frame at once, the page within a second.
    assert!(!node.get(FRAME).await.1.contains("Fresh bread"));
    let gone = node.until(PAGE, |_, body| !body.contains("<iframe")).await;
    assert!(gone < Duration::from_secs(1), "{gone:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_shown_follows_the_weights_and_every_reader_is_asked_anew() {
    let paper = told().await;
    let node = Node::of(paper.store.clone()).await;
    let bread = paper.campaign("The Bakery", "bread").await;
    paper.change_campaign(&bread, |it| it.weight = 30).await;
    paper.campaign("The Bookshop", "books").await;
    let (mut breads, mut books) = (0, 0);
    for _ in 0..400 {
        let (status, body) = node.get_as(FRAME, "Firefox").await;
        assert_eq!(status, 200);
        if body.contains("bread") {
            breads += 1;
        } else if body.contains("books") {
            books += 1;
        }
    }
    assert_eq!(breads + books, 400);
    // 300 are expected; six times the deviation on both sides.
    assert!((248..=352).contains(&breads), "{breads} of 400");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_sees_a_campaign_more_often_a_day_than_was_paid_for() {
    let paper = told().await;
    let node = Node::of(paper.store.clone()).await;
    let campaign = paper.campaign("The Bakery", "Fresh bread").await;
    paper.change_campaign(&campaign, |it| it.cap = Some(5)).await;
    let mut shown = 0;
    for n in 0..20 {
        // Machines see it and count for nothing.
        node.get_as(FRAME, "Googlebot/2.1 (+http://www.google.com/bot.html)").await;
        let agent =
            format!("Mozilla/5.0 (X11; Linux x86_64; rv:{n}.0) Gecko/20100101 Firefox/{n}.0");
        let (_, body) = node.get_as(FRAME, &agent).await;
        shown += u32::from(body.contains("Fresh bread"));
    }
    assert_eq!(shown, 5);
    // Another node hears of it within seconds.
    let other = Node::of(paper.store.clone()).await;
    let gone = other.until(FRAME, |_, body| !body.contains("Fresh bread")).await;
    assert!(gone < Duration::from_secs(8), "{gone:?}");
    paper.pass(jiff::SignedDuration::from_hours(15));
    node.until(FRAME, |_, body| body.contains("Fresh bread")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn impressions_and_clicks_are_counted_by_the_one_counter_and_machines_apart() {
    let paper = told().await;
    let node = Node::of(paper.store.clone()).await;
    let campaign = paper.campaign("The Bakery", "Fresh bread").await;
    let id = campaign.creatives[0].id;
    let go = format!("/en/advertisement/{id}/go");
    for agent in ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"; 3] {
        node.get_as(FRAME, agent).await;
    }
    node.get_as(&go, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
        .await;
    node.get_as(FRAME, "curl/8.1").await;
    node.get_as(&go, "Googlebot/2.1 (+http://www.google.com/bot.html)").await;
    let begun = std::time::Instant::now();
    loop {
        let seen = paper.store.views(What::Impression(id.number())).await.unwrap();
        let followed = paper.store.views(What::Click(id.number())).await.unwrap();
        if (seen.hits, seen.people, seen.bots) == (3, 1, 1)
            && (followed.hits, followed.bots) == (1, 1)
        {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "{seen:?} {followed:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let counts = paper.store.counts_of_campaign(campaign.id).await.unwrap();
    assert_eq!(counts.len(), 1);
    assert_eq!((counts[0].impressions, counts[0].clicks), (3, 1));
    assert_eq!((counts[0].bots, counts[0].click_bots), (1, 1));
    let totals = paper.store.campaign_totals().await.unwrap();
    assert_eq!(totals[&campaign.id], (3, 1));
}
