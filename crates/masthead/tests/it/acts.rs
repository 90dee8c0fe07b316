use crate::program::{Folder, draft};

#[tokio::test(flavor = "multi_thread")]
async fn an_article_goes_from_draft_to_readers_and_away_again() {
    let folder = Folder::with_paper();
    let store = folder.store().await;
    let article = draft(&store, "Rain stops play").await;
    let served = folder.serve();
    assert_eq!(served.get("/en/post/rain-stops-play").status, 404);

    let refusal = folder.in_paper(&["publish", "en/rain-stops-play"]).refused();
    assert!(refusal.contains("not approved"), "{refusal}");
    folder.in_paper(&["approve", "en/rain-stops-play", "--revision", "1"]).ok();
    let said = folder.in_paper(&["publish", &article.id.to_string()]).ok();
    assert!(said.contains("/en/post/rain-stops-play"), "{said}");
    let page = served.get("/en/post/rain-stops-play");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("It rained all day."));

    let listed = folder.in_paper(&["list", "--state", "live", "--json"]).ok();
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed[0]["id"], article.id.to_string());
    assert_eq!(listed[0]["state"], "live");

    folder.in_paper(&["place", "en", "front", "en/rain-stops-play"]).ok();
    let said = folder.in_paper(&["place", "en", "front"]).ok();
    assert!(said.contains("Rain stops play"), "{said}");

    let url = format!("http://{}/en/post/rain-stops-play", served.address);
    folder.in_paper(&["withdraw", &url, "--note", "It did not rain."]).ok();
    let page = served.get("/en/post/rain-stops-play");
    assert_eq!(page.status, 410);
    assert!(page.body.contains("It did not rain."));
    assert!(folder.in_paper(&["check"]).ok().contains("Everything is in order."));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_articles_one_that_is_refused_holds_up_no_other() {
    let folder = Folder::with_paper();
    let store = folder.store().await;
    for headline in ["One", "Two", "Three"] {
        draft(&store, headline).await;
    }
    folder.in_paper(&["approve", "en/one"]).ok();
    folder.in_paper(&["approve", "en/three"]).ok();
    let ran = folder.in_paper(&["publish", "en/one", "en/two", "en/three"]);
    assert!(ran.out.contains("/en/post/one") && ran.out.contains("/en/post/three"), "{}", ran.out);
    assert!(ran.refused().contains("en/two was not published"));
}

#[tokio::test(flavor = "multi_thread")]
async fn people_may_do_what_their_roles_allow_and_no_more() {
    let folder = Folder::with_paper();
    let store = folder.store().await;
    draft(&store, "Rain").await;
    for (name, role) in [("ana", "publisher"), ("davit", "reporter")] {
        let email = format!("{name}@paper.example");
        let arguments = ["user", "add", &email, "--name", name, "--role", role, "--password-stdin"];
        folder.in_paper_with_input(&arguments, "a long password").ok();
    }
    let refusal = folder.in_paper(&["approve", "en/rain", "--as", "davit@paper.example"]).refused();
    assert!(refusal.contains("davit may not approve"), "{refusal}");
    folder.in_paper(&["approve", "en/rain", "--as", "ana@paper.example"]).ok();
    folder.in_paper(&["publish", "en/rain", "--as", "ana@paper.example"]).ok();
    folder.in_paper(&["user", "disable", "ana@paper.example"]).ok();
    let refusal = folder
        .in_paper(&["place", "en", "front", "--clear", "--as", "ana@paper.example"])
        .refused();
    assert!(refusal.contains("disabled"), "{refusal}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moment_is_kept_shown_and_taken_back() {
    let folder = Folder::new();
    folder.run(&["init", "paper", "--timezone", "Asia/Yerevan"]).ok();
    let store = folder.store().await;
    let article = draft(&store, "Rain").await;
    folder.in_paper(&["approve", "en/rain"]).ok();
    let said = folder.in_paper(&["schedule", "en/rain", "--at", "2199-01-01T06:00"]).ok();
    assert!(said.contains("2199-01-01 06:00:00 +04:00"), "{said}");
    let kept = store.article(article.id).await.unwrap().scheduled.unwrap();
    assert_eq!(kept.at.to_string(), "2199-01-01T02:00:00Z");
    folder.in_paper(&["unschedule", "en/rain"]).ok();
    assert!(store.article(article.id).await.unwrap().scheduled.is_none());
    let refusal = folder.in_paper(&["schedule", "en/rain", "--at", "2001-01-01T06:00"]).refused();
    assert!(refusal.contains("already passed"), "{refusal}");
}
