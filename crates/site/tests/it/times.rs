//! Times, corrections and the public history.

use story::correction::CorrectionState;
use story::edition::Digits;
use testkit::Paper;

#[tokio::test]
async fn times_are_told_in_the_zone_of_the_edition() {
    let paper = Paper::with_editions(&["en", "hy", "ru"]).await;
    let mut edition = paper.edition("hy").await;
    edition.timezone = "Asia/Yerevan".to_owned();
    paper.put_edition(&edition).await;
    // Late evening in London is the next day in Yerevan.
    let english = paper.article("Levee breaks").at("2026-03-03T21:30:00Z").live().await;
    let ana = paper.editor("ana");
    ana.sibling(&english, "hy", "Ամբարտակ")
        .slug("ambartak")
        .at("2026-03-03T21:30:00Z")
        .live()
        .await;
    let page = paper.reader().get("/en/post/levee-breaks").await.status(200);
    page.shows(
        "<time datetime=\"2026-03-03T21:30+00:00\">3 March 2026 at 21:30</time> (London, GMT+0)",
    );
    let page = paper.reader().get("/hy/post/ambartak").await.status(200);
    page.shows("<time datetime=\"2026-03-04T01:30+04:00\">").shows("01:30").shows("GMT+4");
    paper.reader().get("/hy/post/ambartak.txt").await.shows("2026-03-04 01:30 +04:00");
    paper.reader().get("/en/feed.atom").await.shows("<published>2026-03-03T21:30:00");
    // Summer: the offset of the moment, not of today.
    paper.article("Summer").at("2025-07-01T10:00:00Z").live().await;
    let page = paper.reader().get("/en/post/summer").await.status(200);
    page.shows(
        "<time datetime=\"2025-07-01T11:00+01:00\">1 July 2025 at 11:00</time> (London, GMT+1)",
    );
}

#[tokio::test]
async fn an_hour_that_comes_twice_keeps_its_two_offsets() {
    let paper = Paper::open().await;
    paper.clock.set("2026-10-26T09:00:00Z".parse().unwrap());
    paper.article("Before").at("2026-10-25T00:30:00Z").live().await;
    paper.article("After").at("2026-10-25T01:30:00Z").live().await;
    paper.reader().get("/en/post/before").await.shows("datetime=\"2026-10-25T01:30+01:00\"");
    paper.reader().get("/en/post/after").await.shows("datetime=\"2026-10-25T01:30+00:00\"");
}

#[tokio::test]
async fn an_arabic_edition_counts_in_its_own_digits() {
    let paper = Paper::with_editions(&["ar", "en"]).await;
    let article = paper.article("انهيار السد").edition("ar").slug("sadd").live().await;
    paper.editor("ana").correct(&article, &["انهار السد."], "انهار في الثانية.").await.ok();
    let page = paper.reader().get("/ar/post/sadd").await.status(200);
    let page = page.shows("٤ مارس ٢٠٢٦").shows("١١:٠٠").shows("٢٠٢٤–٢٠٢٦");
    // Machines go on counting in theirs.
    page.shows("datetime=\"2026-03-04T11:00+02:00\"");
    let mut edition = paper.edition("ar").await;
    edition.digits = Digits::Latn;
    paper.put_edition(&edition).await;
    paper.reader().get("/ar/post/sadd").await.shows("4 مارس 2026").shows_no("٢٠٢٦");
}

#[tokio::test]
async fn readers_are_told_of_a_change_only_if_it_matters() {
    let paper = Paper::open().await;
    let article = paper.article("Levee breaks").paragraphs(&["It brok at two."]).live().await;
    let updated = "<span class=\"updated\">Updated <time datetime=\"2026-03-04T10:30+00:00\">";
    let ana = paper.editor("ana");
    paper
        .reader()
        .get("/en/post/levee-breaks")
        .await
        .shows("It brok at two.")
        .shows_no("class=\"updated\"");
    paper.pass_minutes(30);
    ana.fix(&article, &["It broke at two."]).await.ok();
    let page = paper.reader().get("/en/post/levee-breaks").await;
    page.shows("It broke at two.").shows_no("class=\"updated\"").shows_no("article:modified_time");
    paper.reader().get("/en/").await.shows_no("updated");
    paper.pass_minutes(60);
    ana.update(&article, &["It broke at two.", "Nobody was hurt."]).await.ok();
    let page = paper.reader().get("/en/post/levee-breaks").await;
    page.shows(updated)
        .shows("<time datetime=\"2026-03-04T09:00+00:00\">4 March 2026 at 09:00</time>");
    paper.reader().get("/en/").await.shows("updated 10:30");
    // A draft changes nothing, and a change of the address is no change of the text.
    paper.pass_minutes(60);
    ana.write(&article, &["A draft."]).await.ok();
    ana.rename(&article, "levee").await.ok();
    paper.reader().get("/en/post/levee").await.shows(updated);
}

#[tokio::test]
async fn a_correction_stands_in_its_story_in_the_list_and_in_the_history() {
    let paper = Paper::open().await;
    paper
        .reader()
        .get("/en/corrections")
        .await
        .status(200)
        .shows("Nothing has been corrected yet.");
    let article = paper.article("Levee breaks").paragraphs(&["It broke at one."]).live().await;
    paper.pass_minutes(20);
    let told = "It broke at two, not at one, as we said <first>.";
    paper.editor("ana").correct(&article, &["It broke at two."], told).await.ok();
    for path in
        ["/en/post/levee-breaks", "/en/post/levee-breaks/print", "/en/post/levee-breaks/light"]
    {
        paper
            .reader()
            .get(path)
            .await
            .status(200)
            .shows_in_order(&["It broke at two.", "Correction", "4 March 2026 at 09:20", told])
            .shows("<a href=\"/en/post/levee-breaks/history/2\">");
    }
    let list = paper.reader().get("/en/corrections").await.status(200);
    list.shows("<a href=\"/en/post/levee-breaks\">Levee breaks</a>").shows(told);
    let history = paper.reader().get("/en/post/levee-breaks/history").await.status(200);
    history.shows_in_order(&["Version 2", "what you read now", "Correction", told, "Version 1"]);
}

#[tokio::test]
async fn a_translation_says_after_half_an_hour_that_its_original_was_corrected() {
    let paper = Paper::with_editions(&["en", "ru"]).await;
    let english = paper.article("Levee breaks").live().await;
    let ana = paper.editor("ana");
    let russian = ana.sibling(&english, "ru", "Дамба прорвана").slug("damba").live().await;
    paper.pass_minutes(10);
    ana.correct(&english, &["It broke at two."], "It broke at two, not at one.").await.ok();
    let warned = "class=\"note warn\"";
    paper.pass_minutes(29);
    paper.reader().get("/ru/post/damba").await.status(200).shows_no(warned);
    paper.pass_minutes(2);
    for form in ["", "/print", "/light"] {
        let page = paper.reader().get(&format!("/ru/post/damba{form}")).await.status(200);
        // At ten past nine in London; Moscow has noon then.
        page.shows(warned).shows("12:10").shows_no("It broke at two, not at one.");
    }
    paper.reader().get("/en/post/levee-breaks").await.shows_no(warned);
    paper.reader().get("/ru/corrections").await.shows_no("Дамба прорвана");
    // Somebody who reads both languages looked at it.
    let mut write = paper.store.write().await.unwrap();
    write.close_pending(russian.id, CorrectionState::NotNeeded).await.unwrap();
    write.commit().await.unwrap();
    paper.reader().get("/ru/post/damba").await.status(200).shows_no(warned);
}

#[tokio::test]
async fn the_history_shows_the_texts_that_readers_had_and_no_draft() {
    let paper = Paper::open().await;
    let ana = paper.editor("ana");
    let article =
        paper.article("Levee").paragraphs(&["The levee held <b>all</b> night."]).draft().await;
    ana.write(&article, &["Overheated first words."]).await.ok();
    ana.write(&article, &["The levee held <b>all</b> night."]).await.ok();
    ana.approve(&article).await.ok();
    ana.publish(&article).await.ok();
    ana.write(&article, &["Libellous second words."]).await.ok();
    paper.pass_minutes(15);
    ana.update(&article, &["The levee broke at night."]).await.ok();
    ana.write(&article, &["Unchecked third words."]).await.ok();

    let history = paper.reader().get("/en/post/levee/history").await.status(200);
    let links: Vec<String> = history
        .links()
        .into_iter()
        .filter(|link| link.starts_with("/en/post/levee/history/"))
        .collect();
    assert_eq!(links, ["/en/post/levee/history/5", "/en/post/levee/history/3"]);
    paper
        .reader()
        .get(&links[1])
        .await
        .status(200)
        .shows("<p>The levee held <b>all</b> night.</p>");
    let change = paper.reader().get(&links[0]).await.status(200);
    let page = change.text();
    let diff = page.split_once("<div class=\"diff\">").unwrap().1.split_once("</div>").unwrap().0;
    for (element, words) in [("del", ["held", "all"]), ("ins", ["broke", "at"])] {
        let marked: String = diff
            .split(&format!("<{element}>"))
            .skip(1)
            .map(|after| after.split_once(&format!("</{element}>")).unwrap().0)
            .collect();
        for word in words {
            assert!(marked.contains(word), "<{element}> is “{marked}”, without “{word}”");
        }
        assert!(!marked.contains("levee") && !marked.contains("night"), "{marked}");
    }
    assert!(!diff.contains("<b>"), "{diff}");
    for number in ["0", "1", "2", "4", "6", "7", "-1", "03", "99999999999999999999", "x"] {
        let path = format!("/en/post/levee/history/{number}");
        let answer = paper.reader().get(&path).await;
        let canonical = number.parse::<i64>().is_ok_and(|number| [3, 5].contains(&number));
        assert!(answer.code() == 404 || canonical, "{path} answered {}", answer.code());
    }
    for (path, answer) in crate::crawl::crawl(&paper.reader(), crate::crawl::DOORS).await {
        let text = String::from_utf8_lossy(answer.bytes());
        for word in ["Overheated", "Libellous", "Unchecked"] {
            assert!(!text.contains(word), "{path} says {word}");
        }
    }
}
