//! Texts that never change, and the chains that prove it.

use testkit::Paper;

on_both_engines!(
    what_was_written_can_be_read_for_ever,
    a_tampered_text_is_found,
    a_tampered_time_is_found,
    a_text_taken_out_is_found,
    a_tampered_audit_line_is_found,
    an_audit_line_taken_out_is_found,
    a_live_text_that_is_gone_is_found,
    a_lost_address_is_found,
    a_wrong_address_is_found,
    a_section_of_another_edition_is_found,
    a_forgotten_mention_is_found,
    a_sealed_text_keeps_the_chain_and_loses_the_words,
    a_sealed_text_stops_nobody_from_withdrawing_the_article,
    a_sealed_text_does_not_go_live,
);

async fn what_was_written_can_be_read_for_ever(paper: Paper) {
    let article = paper.article("Rain stops play").paragraphs(&["First."]).live().await;
    paper.editor("ana").update(&article, &["Second."]).await.ok();
    paper.editor("davit").write(&article, &["Third."]).await.ok();
    let history = paper.store.revisions(article.id).await.unwrap();
    assert_eq!(story::revision::verify(&history), Ok(()));
    for (revision, words) in history.iter().zip(["First.", "Second.", "Third."]) {
        let content = paper.store.content(article.id, revision.number).await.unwrap();
        assert_eq!(content.body.text(), words);
    }
    paper.is_sound().await;
}

/// What an inspection finds after somebody ran this behind the store's back.
async fn found(paper: &Paper, sql: &str) -> Vec<String> {
    paper.is_sound().await;
    assert!(paper.database.execute(sql).await > 0, "{sql} touched nothing");
    let faults = paper.store.inspect().await.unwrap();
    faults.into_iter().map(|fault| format!("{} {}", fault.object, fault.what)).collect()
}

async fn three_texts(paper: &Paper) -> story::Article {
    let article = paper.article("Rain stops play").paragraphs(&["First."]).live().await;
    paper.editor("ana").update(&article, &["Second."]).await.ok();
    paper.editor("ana").update(&article, &["Third."]).await.ok()
}

async fn a_tampered_text_is_found(paper: Paper) {
    let id = three_texts(&paper).await.id;
    let sql = format!(
        "UPDATE revision SET document = replace(document, 'Second', 'Never') WHERE article = {id} AND number = 2"
    );
    let expected = format!("article {id} the text of revision 2 is not the one that was written");
    assert_eq!(found(&paper, &sql).await, [expected]);
}

async fn a_tampered_time_is_found(paper: Paper) {
    let id = three_texts(&paper).await.id;
    let sql = format!("UPDATE revision SET at = at - 1 WHERE article = {id} AND number = 2");
    let expected = format!("article {id} revision 2 does not follow from the one before it");
    assert_eq!(found(&paper, &sql).await, [expected]);
}

async fn a_text_taken_out_is_found(paper: Paper) {
    let id = three_texts(&paper).await.id;
    let sql = format!("DELETE FROM revision WHERE article = {id} AND number = 2");
    let expected = format!("article {id} revision 2 is missing; 3 stands in its place");
    assert_eq!(found(&paper, &sql).await, [expected]);
}

async fn a_tampered_audit_line_is_found(paper: Paper) {
    three_texts(&paper).await;
    let lines = paper.store.audit_after(0, 100).await.unwrap();
    let number = lines.iter().find(|line| line.act == "publish").unwrap().number;
    let sql = format!("UPDATE audit SET name = 'Somebody else' WHERE number = {number}");
    let found = found(&paper, &sql).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(&format!("audit line {number} does not follow")), "{found:?}");
}

async fn an_audit_line_taken_out_is_found(paper: Paper) {
    three_texts(&paper).await;
    let lines = paper.store.audit_after(0, 100).await.unwrap();
    let number = lines.iter().find(|line| line.act == "publish").unwrap().number;
    let found = found(&paper, &format!("DELETE FROM audit WHERE number = {number}")).await;
    assert_eq!(found.len(), 1, "{found:?}");
}

async fn a_live_text_that_is_gone_is_found(paper: Paper) {
    let id = three_texts(&paper).await.id;
    let sql = format!("DELETE FROM revision WHERE article = {id} AND number = 3");
    let found = found(&paper, &sql).await;
    let live = format!("article {id} is live with a text that does not exist (revision 3)");
    assert!(found.contains(&live), "{found:?}");
}

async fn a_lost_address_is_found(paper: Paper) {
    let id = three_texts(&paper).await.id;
    let found = found(&paper, &format!("DELETE FROM url WHERE article = {id}")).await;
    let lost = "is live and its address does not lead to it (en/rain-stops-play)";
    assert_eq!(found, [format!("article {id} {lost}")]);
}

async fn a_wrong_address_is_found(paper: Paper) {
    let id = three_texts(&paper).await.id;
    let sql = format!("UPDATE url SET path = '/en/post/snow' WHERE article = {id}");
    let found = found(&paper, &sql).await;
    let wrong = "is live and its address does not lead to it (en/rain-stops-play)";
    assert_eq!(found, [format!("article {id} {wrong}")]);
}

async fn a_section_of_another_edition_is_found(paper: Paper) {
    let id = three_texts(&paper).await.id;
    let section = paper.section("fr", "sport").await;
    let sql = format!("UPDATE article SET section = {section} WHERE id = {id}");
    let found = found(&paper, &sql).await;
    assert_eq!(found, [format!("article {id} is in a section of another edition (fr/sport)")]);
}

async fn a_forgotten_mention_is_found(paper: Paper) {
    let article = paper.article("Rain stops play").topic("Rain").draft().await;
    let sql = format!(
        "INSERT INTO mention (kind, target, edition, first_live_at, article) VALUES ('topic', 1, 'en', 1, {})",
        article.id
    );
    let found = found(&paper, &sql).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with("is not live (topic)"), "{found:?}");
}

/// Erases the words of a text as a court orders it.
async fn seal(paper: &Paper, article: &story::Article, number: u32) {
    let sql = format!(
        "UPDATE revision SET document = NULL WHERE article = {} AND number = {number}",
        article.id
    );
    assert_eq!(paper.database.execute(&sql).await, 1);
}

async fn a_sealed_text_keeps_the_chain_and_loses_the_words(paper: Paper) {
    let article = three_texts(&paper).await;
    seal(&paper, &article, 2).await;
    paper.is_sound().await;
    let sealed = paper.store.content(article.id, story::RevisionNumber(2)).await.unwrap_err();
    assert_eq!(
        sealed.to_string(),
        format!("the text of revision 2 of article {} is sealed", article.id)
    );
    assert_eq!(paper.store.revisions(article.id).await.unwrap()[1].document, None);
    let live = paper.store.live_article(article.id).await.unwrap().unwrap();
    assert_eq!(live.content.body.text(), "Third.");
}

async fn a_sealed_text_stops_nobody_from_withdrawing_the_article(paper: Paper) {
    let article = paper.article("Rain stops play").live().await;
    let ana = paper.editor("ana").editor().await;
    let story = paper.store.story(article.story).await.unwrap();
    let act = story::article::Act { by: &ana, now: paper.now(), story: &story };
    let withdrawn = article.withdraw("By order of the court.", act).unwrap();
    seal(&paper, &article, 1).await;
    paper.store.save(&withdrawn, &ana).await.unwrap();
    // What lists kept of the text goes with it.
    let desk = paper.store.desk_list(&store::DeskFilter::default(), None, 9).await.unwrap();
    assert_eq!(desk[0].headline, "");
    paper.is_sound().await;
}

async fn a_sealed_text_does_not_go_live(paper: Paper) {
    let article = paper.article("Rain stops play").live().await;
    let held = paper.editor("lia").hold(&article, "Order 12", "ana").await.ok();
    seal(&paper, &article, 1).await;
    let (lia, ana) = (paper.editor("lia").editor().await, paper.editor("ana").editor().await);
    let story = paper.store.story(article.story).await.unwrap();
    let act = story::article::Act { by: &lia, now: paper.now(), story: &story };
    let released = held.release(&ana, act).unwrap();
    let refusal = paper.store.save(&released, &lia).await.unwrap_err();
    assert!(matches!(refusal, store::Error::Sealed { .. }), "{refusal}");
    assert_eq!(paper.again(&article).await, held);
}
