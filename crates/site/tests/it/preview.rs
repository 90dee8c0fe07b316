//! What is not public yet, shown to whoever has the link and to nobody else.

use testkit::Paper;

#[tokio::test]
async fn a_preview_shows_a_draft_as_readers_will_see_it() {
    let paper = Paper::open().await;
    let draft = paper.article("Rain stops play").draft().await;
    let until = paper.now() + jiff::SignedDuration::from_hours(1);
    let subject = format!(r#"{{"article":{{"article":"{}","revision":1}}}}"#, draft.id);
    let token = paper.store.begin_preview(&subject, until).await.unwrap();
    let reader = paper.reader();
    let page = reader.get(&format!("/preview/{token}?theme=dark")).await;
    page.status(200)
        .shows("Rain stops play")
        .shows("data-theme=\"dark\"")
        .shows("<meta name=\"robots\" content=\"noindex\">")
        .header("cache-control", "no-store")
        .header_has("content-security-policy", "frame-ancestors 'self' https://");
    let path = paper.path(&draft).await;
    // The draft itself stays a secret.
    reader.get(&path).await.status(404);
    reader.get("/preview/nonsense").await.status(404);
    paper.pass_minutes(61);
    reader.get(&format!("/preview/{token}")).await.status(404);
}

#[tokio::test]
async fn a_preview_of_a_front_shows_the_order_that_is_not_kept_yet() {
    let paper = Paper::open().await;
    paper.article("Rain").live().await;
    let wind = paper.article("Wind").live().await;
    paper.article("Snow").live().await;
    let until = paper.now() + jiff::SignedDuration::from_hours(1);
    let subject =
        format!(r#"{{"front":{{"edition":"en","list":"front","articles":["{}"]}}}}"#, wind.id);
    let token = paper.store.begin_preview(&subject, until).await.unwrap();
    let page = paper.reader().get(&format!("/preview/{token}")).await.text();
    assert!(page.find("Wind").unwrap() < page.find("Snow").unwrap());
    let front = paper.reader().get("/en/").await.text();
    assert!(front.find("Snow").unwrap() < front.find("Wind").unwrap());
}
