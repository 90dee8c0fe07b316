//! What stands behind stories: who says so, what happened when, and the page of a situation.

use story::coverage::{Claim, Facts, Hop, How, Item, Part};
use story::{Article, Kind};
use testkit::{Paper, marked};

on_both_engines!(
    the_page_of_a_situation_tells_what_happened_in_order_and_no_finer_than_known,
    a_situation_that_no_public_article_tells_has_no_page,
    an_event_that_only_a_draft_tells_is_on_no_page,
    a_claim_leads_to_who_says_so_and_back_to_its_words,
    an_article_whose_words_nobody_marked_has_nothing_behind_it,
    two_spellings_are_one_person_until_they_are_two_again,
    a_card_has_an_address_of_its_own,
    whoever_carries_a_corrected_claim_is_asked_and_readers_see_it_corrected,
    corrections_can_be_followed_by_feed,
    a_changed_event_is_another_on_every_page_that_shows_it,
);

const TEXT: &str =
    "Fighters closed the highway, said Ulf Laessing. They want anger, Laessing told Al Jazeera.";

/// What Laessing said to Al Jazeera, who told us.
async fn said(paper: &Paper) -> (Item, Item, Item) {
    let laessing = paper.item("Ulf Laessing", Facts::Person).await;
    let agency = paper.item("Al Jazeera", Facts::Organization).await;
    let hop = |by: &Item, how| Hop {
        by: Some(by.id),
        words: Default::default(),
        on_behalf_of: None,
        how,
    };
    let chain = vec![hop(&laessing, How::Told), hop(&agency, How::Reported)];
    let facts = Facts::Claim(Claim { chain, ..Claim::default() });
    let claim = paper.item("They want people to be angry", facts).await;
    (laessing, agency, claim)
}

async fn the_page_of_a_situation_tells_what_happened_in_order_and_no_finer_than_known(
    paper: Paper,
) {
    let dates = [
        ("Embassies withdraw staff", "2025-11-03?/2025-11-09?"),
        ("Four groups merge", "2017"),
        ("Highways are sealed", "2025-09/.."),
        ("A decree bans fuel", "2025-07-01"),
        ("Rebellions begin", "199X"),
    ];
    let mut events = Vec::new();
    for (name, edtf) in dates {
        events.push(paper.event(name, edtf).await);
    }
    let events: Vec<&Item> = events.iter().collect();
    let line = paper.storyline("The blockade", &events).await;
    let mut article = paper.article("Bamako counts its litres").paragraphs(&[TEXT]);
    for event in &events {
        article = article.mark("closed the highway", event, Part::Mention);
    }
    let article = article.live().await;
    let page = paper.reader().get("/en/coverage/the-blockade").await.status(200);
    page.shows("The blockade").shows_in_order(&[
        "1990s",
        "Rebellions begin",
        "2017",
        "Four groups merge",
        "1 July 2025",
        "A decree bans fuel",
        "since September 2025",
        "Highways are sealed",
        "3–9 November 2025?",
        "Embassies withdraw staff",
        "Bamako counts its litres",
    ]);
    let own = paper.path(&article).await;
    paper.reader().get(&own).await.shows(r#"href="/en/coverage/the-blockade"#);
    paper.reader().get("/en/coverage/the-blockade/feed.atom").await.status(200).shows("litres");
    paper
        .reader()
        .get("/en/topic/the-blockade")
        .await
        .status(301)
        .leads_to("/en/coverage/the-blockade");
    paper.reader().get(&format!("/en/coverage/{}", events[0].slug)).await.status(404);
    assert_eq!(line.slug.as_str(), "the-blockade");
}

async fn a_situation_that_no_public_article_tells_has_no_page(paper: Paper) {
    let event = paper.event("Highways are sealed", "2025-09/..").await;
    let line = paper.storyline("The blockade", &[&event]).await;
    let draft =
        paper.article("Fuel").paragraphs(&[TEXT]).mark("highway", &line, Part::Mention).draft();
    draft.await;
    paper.reader().get("/en/coverage/the-blockade").await.status(404);
    paper.reader().get("/en/coverage/the-blockade/feed.xml").await.status(404);
    paper.reader().get("/en/coverage/nothing").await.status(404);
}

async fn an_event_that_only_a_draft_tells_is_on_no_page(paper: Paper) {
    let known = paper.event("Highways are sealed", "2025-09/..").await;
    let secret = paper.event("A secret deal is signed", "2025-10-02").await;
    let spy = paper.item("Nune Zhamkochyan", Facts::Person).await;
    let line = paper.storyline("The blockade", &[&known, &secret]).await;
    let live = |words: &str| paper.article(words).paragraphs(&[TEXT]);
    live("Fuel").mark("highway", &known, Part::Mention).live().await;
    live("Deal")
        .mark("highway", &secret, Part::Mention)
        .mark("Ulf Laessing", &spy, Part::Mention)
        .embargo("2026-03-09T06:00:00Z")
        .draft()
        .await;
    let page = paper.reader().get(&format!("/en/coverage/{}", line.slug)).await.status(200);
    page.shows("Highways are sealed").shows_no("secret").shows_no("Zhamkochyan");
    paper.reader().get("/en/topic/nune-zhamkochyan").await.status(404);
    paper.reader().get("/en/topic/a-secret-deal-is-signed").await.status(404);
}

async fn a_claim_leads_to_who_says_so_and_back_to_its_words(paper: Paper) {
    let (laessing, _, claim) = said(&paper).await;
    let own = paper.item("A highway is closed", Facts::Claim(Claim::default())).await;
    let article = paper
        .article("Fuel")
        .paragraphs(&[TEXT])
        .mark("Fighters closed the highway", &own, Part::Content)
        .mark("They want anger", &claim, Part::Content)
        .mark("Ulf Laessing", &laessing, Part::Mention)
        .live()
        .await;
    let path = paper.path(&article).await;
    let page = paper.reader().get(&path).await.status(200);
    page.shows(r##"<span class="said" id="said-1">They want anger</span><sup data-beside><a href="#claim-1""##)
        .shows(r##"id="claim-1""##)
        .shows(r##"href="#said-1""##)
        .shows_in_order(&["Who says so", "They want anger", "Ulf Laessing", "Al Jazeera"])
        // The paper's own words carry no number, and stand in the ledger all the same.
        .shows(r##"<span id="said-2">Fighters closed the highway</span>,"##)
        .shows(r##"id="claim-2""##);
    for form in ["/light", ".md", ".txt"] {
        paper.reader().get(&format!("{path}{form}")).await.status(200).shows_no("claim-1");
    }
    paper.reader().get(&format!("{path}/print")).await.shows("Al Jazeera").shows(" open");
    let about = paper.reader().get("/en/topic/ulf-laessing").await.status(200);
    about.shows("They want people to be angry").shows("Fuel");
}

async fn an_article_whose_words_nobody_marked_has_nothing_behind_it(paper: Paper) {
    let article = paper.article("Fuel").live().await;
    let page = paper.reader().get(&paper.path(&article).await).await.status(200);
    page.shows_no("Who says so").shows_no("How it came to this").shows_no("/coverage/");
}

async fn two_spellings_are_one_person_until_they_are_two_again(paper: Paper) {
    let one = paper.item("Iyad Ag-Ghali", Facts::Person).await;
    let other = paper.item("Iyad Ag Ghaly", Facts::Person).await;
    let tell = |headline: &str, item: &Item| {
        paper.article(headline).paragraphs(&[TEXT]).mark("Ulf Laessing", item, Part::Mention)
    };
    tell("First story", &one).live().await;
    paper.pass_minutes(5);
    tell("Second story", &other).live().await;
    let ana = paper.operator();
    let mut write = paper.store.write().await.unwrap();
    let merged = other.merge(&one, &ana).unwrap();
    write.put_item(Some(&other), &merged, &ana).await.unwrap();
    write.commit().await.unwrap();
    let reader = paper.reader();
    reader.get("/en/topic/iyad-ag-ghaly").await.status(301).leads_to("/en/topic/iyad-ag-ghali");
    reader.get("/en/topic/iyad-ag-ghali").await.shows("First story").shows("Second story");
    let mut write = paper.store.write().await.unwrap();
    let again = merged.unmerge(&ana).unwrap();
    write.put_item(Some(&merged), &again, &ana).await.unwrap();
    write.commit().await.unwrap();
    reader.get("/en/topic/iyad-ag-ghali").await.shows("First story").shows_no("Second story");
    reader.get("/en/topic/iyad-ag-ghaly").await.shows("Second story").shows_no("First story");
    paper.is_sound().await;
}

async fn a_card_has_an_address_of_its_own(paper: Paper) {
    let card = paper.article("Who is JNIM?").kind(Kind::Card).live().await;
    let path = paper.path(&card).await;
    let own = format!("/en/explain/{}", card.slug);
    // The record and copies of the paper know it where articles stand, so it is there too and says which one is its own.
    for address in [&path, &own] {
        let page = paper.reader().get(address).await.status(200).shows("Who is JNIM?");
        page.shows(&format!(r#"<link rel="canonical" href="https://meridian.example{own}">"#));
    }
    let news = paper.article("Fuel").live().await;
    let path = paper.path(&news).await;
    paper.reader().get("/en/explain/fuel").await.status(301).leads_to(&path);
}

async fn whoever_carries_a_corrected_claim_is_asked_and_readers_see_it_corrected(paper: Paper) {
    let (_, _, claim) = said(&paper).await;
    let event = paper.event("Highways are sealed", "2025-09/..").await;
    paper.storyline("The blockade", &[&event]).await;
    let tell = |headline: &str| {
        paper
            .article(headline)
            .paragraphs(&[TEXT])
            .mark("They want anger", &claim, Part::Content)
            .mark("highway", &event, Part::Mention)
    };
    let first = tell("Fuel").live().await;
    let other = tell("Another story").live().await;
    let bystander = paper.article("Rain").live().await;
    paper.pass_minutes(5);
    correct(&paper, &first, &claim).await;
    let waiting = paper.store.pending_corrections(None).await.unwrap();
    let asked: Vec<_> = waiting.iter().map(|task| task.correction.article).collect();
    assert_eq!(asked, [other.id]);
    assert_eq!(waiting[0].correction.claim, Some(claim.id));
    for page in [paper.path(&first).await, paper.path(&other).await] {
        paper.reader().get(&page).await.shows(r#"class="standing">corrected"#);
    }
    let page = paper.reader().get("/en/coverage/the-blockade").await.status(200);
    page.shows(r#"class="standing">corrected"#).shows("They want talks and not anger.");
    paper.reader().get(&paper.path(&bystander).await).await.shows_no("corrected");
    // Readers of the other are told by itself once it was left alone for half an hour.
    let path = paper.path(&other).await;
    paper.reader().get(&path).await.shows_no("We are checking");
    paper.pass_minutes(31);
    paper.reader().get(&path).await.shows("We are checking");
}

async fn correct(paper: &Paper, article: &Article, claim: &Item) {
    let ana = paper.editor("ana");
    let mut content = paper.store.content(article.id, article.draft).await.unwrap();
    let text = "Fighters closed the highway. They want talks, Laessing told Al Jazeera.";
    content.body = paper.article("x").paragraphs(&[text]).into_body();
    content.body = marked(content.body, "They want talks", claim, Part::Content);
    let event = paper.store.item_at("highways-are-sealed").await.unwrap().unwrap();
    content.body = marked(content.body, "highway", &event, Part::Mention);
    ana.write_content(article, &content).await.ok();
    ana.approve(article).await.ok();
    let told = "They want talks and not anger.";
    ana.publish_correction_of(article, told, Some(claim.id)).await.ok();
}

async fn corrections_can_be_followed_by_feed(paper: Paper) {
    let article = paper.article("Fuel").live().await;
    let told = "It was 1 July & not 1 June <sic>.";
    paper.pass_minutes(5);
    paper.editor("ana").correct(&article, &["It was 1 July."], told).await.ok();
    let feed = paper.reader().get("/en/corrections/feed.atom").await.status(200);
    feed.shows("Correction: Fuel").shows("/history/2").shows("not 1 June");
    let feed = paper.reader().get("/en/corrections/feed.json").await.status(200).json();
    assert_eq!(feed["items"][0]["summary"], told);
    paper.reader().get("/en/corrections").await.shows("/en/corrections/feed.atom");
}

async fn a_changed_event_is_another_on_every_page_that_shows_it(paper: Paper) {
    let event = paper.event("Highways are sealed", "2025-09/..").await;
    paper.storyline("The blockade", &[&event]).await;
    let article = paper
        .article("Fuel")
        .paragraphs(&[TEXT])
        .mark("highway", &event, Part::Mention)
        .live()
        .await;
    let key = format!("item:{}", event.id);
    for page in [paper.path(&article).await, "/en/coverage/the-blockade".to_owned()] {
        paper.reader().get(&page).await.header_has("surrogate-key", &key);
    }
    paper
        .change_item(event.id, |item| {
            item.names.insert("en".to_owned(), "Roads are closed".to_owned());
        })
        .await;
    paper.reader().get("/en/coverage/the-blockade").await.shows("Roads are closed");
}
