//! The life of an article in rows: every act whole or not at all.

use story::article::{Act, DeskState, Public};
use story::revision::RevisionKind;
use story::{ChangeKind, RevisionNumber};
use testkit::Paper;

on_both_engines!(
    an_act_leaves_all_its_rows,
    an_act_that_is_not_committed_leaves_nothing,
    an_act_that_fails_halfway_leaves_nothing,
    of_two_acts_on_one_state_the_second_is_refused,
    of_two_texts_written_on_one_state_the_second_is_refused,
    an_article_lives_through_every_act,
    what_was_held_comes_back_as_it_was,
    a_withdrawn_article_can_be_published_again,
    a_draft_has_no_address_for_readers,
    siblings_are_found_in_the_order_of_the_editions,
    two_articles_of_an_edition_never_share_a_slug,
    a_story_is_told_once_in_an_edition,
    a_nul_in_a_text_is_no_reason_to_lose_it,
);

async fn an_act_leaves_all_its_rows(paper: Paper) {
    let before = paper.store.newest_change().await.unwrap();
    let lines = paper.store.audit_after(0, 1000).await.unwrap().len();
    let article =
        paper.article("Rain stops play").author("Davit Sargsyan").topic("Rain").live().await;

    let live = paper.store.live_article(article.id).await.unwrap().unwrap();
    assert_eq!(live.content.headline, "Rain stops play");
    assert_eq!(live.article.public, Public::Live(RevisionNumber(1)));
    assert_eq!(live.article.version, 3); // begun, approved, published

    let url = paper.store.url("/en/post/rain-stops-play").await.unwrap().unwrap();
    assert_eq!((url.article, url.state), (article.id, story::url::UrlState::Current));

    let publications = paper.store.publications(article.id).await.unwrap();
    assert_eq!(publications.len(), 1);
    assert_eq!(publications[0].kind, ChangeKind::Published);
    assert_eq!(publications[0].at, paper.now());

    let mentions = format!("SELECT count(*) FROM mention WHERE article = {}", article.id);
    assert_eq!(paper.database.number(&mentions).await, 2);

    let changes = paper.store.changes_after(before, 1000).await.unwrap();
    let of_article: Vec<ChangeKind> = changes
        .iter()
        .filter(|row| row.change.article == Some(article.id))
        .map(|row| row.change.kind)
        .collect();
    assert_eq!(of_article, [ChangeKind::Drafted, ChangeKind::Drafted, ChangeKind::Published]);

    let audit = paper.store.audit_after(0, 1000).await.unwrap();
    let acts: Vec<(&str, &str)> =
        audit[lines..].iter().map(|line| (line.name.as_str(), line.act.as_str())).collect();
    assert!(
        acts.ends_with(&[("Ana", "begin"), ("Ana", "approve"), ("Ana", "publish")]),
        "{acts:?}"
    );
    paper.is_sound().await;
}

async fn an_act_that_is_not_committed_leaves_nothing(paper: Paper) {
    let article = paper.article("Rain stops play").topic("Rain").live().await;
    let before = Rows::of(&paper).await;
    let ana = paper.editor("ana").editor().await;
    let story = paper.store.story(article.story).await.unwrap();
    let act = Act { by: &ana, now: paper.now(), story: &story };

    let mut write = paper.store.write().await.unwrap();
    write.save(&article.withdraw("It did not rain.", act).unwrap(), &ana).await.unwrap();
    assert!(write.article(article.id).await.unwrap().public.live().is_none());
    drop(write);

    assert_eq!(paper.again(&article).await, article);
    assert_eq!(Rows::of(&paper).await, before);
    paper.is_sound().await;
}

async fn an_act_that_fails_halfway_leaves_nothing(paper: Paper) {
    let first = paper.article("Rain").live().await;
    paper.editor("ana").rename(&first, "rain-again").await.ok();
    let second = paper.article("Snow").live().await;
    let before = Rows::of(&paper).await;

    // The address /en/post/rain is the first article's for ever, which is found after the article's row is kept.
    let refusal = paper.editor("ana").rename(&second, "rain").await.refused();
    assert!(refusal.contains("/en/post/rain belongs to article"), "{refusal}");

    assert_eq!(paper.again(&second).await, second);
    assert_eq!(Rows::of(&paper).await, before);
    paper.is_sound().await;
}

async fn of_two_acts_on_one_state_the_second_is_refused(paper: Paper) {
    let article = paper.article("Rain stops play").live().await;
    let (ana, bela) = (paper.editor("ana").editor().await, paper.editor("bela").editor().await);
    let story = paper.store.story(article.story).await.unwrap();
    let withdrawn = article
        .withdraw("It did not rain.", Act { by: &ana, now: paper.now(), story: &story })
        .unwrap();
    let moved = article
        .rename(
            story::Slug::parse("rain-stops-everything").unwrap(),
            Act { by: &bela, now: paper.now(), story: &story },
        )
        .unwrap();

    paper.store.save(&withdrawn, &ana).await.unwrap();
    let refusal = paper.store.save(&moved, &bela).await.unwrap_err();
    assert!(matches!(refusal, store::Error::Stale(id) if id == article.id), "{refusal}");
    let now = paper.again(&article).await;
    assert_eq!(now.slug, article.slug);
    assert_eq!(now.public, withdrawn.article.public);
    paper.is_sound().await;
}

async fn of_two_texts_written_on_one_state_the_second_is_refused(paper: Paper) {
    let article = paper.article("Rain stops play").draft().await;
    let ana = paper.editor("ana").editor().await;
    let story = paper.store.story(article.story).await.unwrap();
    let content = paper.store.content(article.id, article.draft).await.unwrap();
    paper.editor("davit").write(&article, &["Davit was quicker."]).await.ok();

    let mut write = paper.store.write().await.unwrap();
    let revision = write
        .write_revision(
            article.id,
            RevisionKind::Checkpoint,
            paper.now(),
            ana.account,
            "",
            &content,
        )
        .await
        .unwrap();
    let act = Act { by: &ana, now: paper.now(), story: &story };
    // She wrote on revision 1, and 2 is Davit's.
    assert_eq!(revision.number, RevisionNumber(3));
    assert!(article.write(revision.number, act).is_err());
    drop(write);
    assert_eq!(paper.store.revisions(article.id).await.unwrap().len(), 2);
    paper.is_sound().await;
}

async fn an_article_lives_through_every_act(paper: Paper) {
    let (ana, davit, edda, lia) =
        (paper.editor("ana"), paper.editor("davit"), paper.editor("edda"), paper.editor("lia"));
    let article = paper.article("Rain stops play").paragraphs(&["It rain at noon."]).draft().await;
    davit.send_to_review(&article).await.ok();
    edda.return_to_writer(&article).await.ok();
    davit.write(&article, &["It rains at noon."]).await.ok();
    edda.approve(&article).await.ok();
    paper.pass_minutes(1);
    let hour = paper.now().checked_add(jiff::SignedDuration::from_mins(10)).unwrap();
    ana.schedule(&article, hour).await.ok();
    ana.unschedule(&article).await.ok();
    ana.schedule(&article, hour).await.ok();
    paper.pass_minutes(10);
    let article = ana.publish_scheduled(&article).await.ok();
    let first = article.first_live_at;
    assert_eq!(first, Some(hour));
    paper.is_sound().await;

    paper.pass_minutes(1);
    ana.update(&article, &["It rains at noon and in the evening."]).await.ok();
    paper.pass_minutes(1);
    ana.correct(&article, &["It rains at one and in the evening."], "It rained at one, not noon.")
        .await
        .ok();
    let corrected_at = paper.now();
    paper.pass_minutes(1);
    ana.fix(&article, &["It rained at one and in the evening."]).await.ok();
    paper.pass_minutes(1);
    ana.withdraw(&article, "The match was another one.").await.ok();
    paper.is_sound().await;
    paper.pass_minutes(1);
    ana.update(&article, &["The other match was stopped by rain."]).await.ok();
    ana.rename(&article, "rain-stops-the-other-match").await.ok();
    ana.move_to(&article, "sport").await.ok();
    lia.hold(&article, "Order 12 of the county court", "ana").await.ok();
    paper.is_sound().await;
    let article = lia.release(&article, "ana").await.ok();

    assert_eq!(article.public, Public::Live(RevisionNumber(6)));
    assert_eq!(article.first_live_at, first);
    assert!(article.changed_at > Some(corrected_at));
    assert_eq!(article.desk, DeskState::Approved);
    let history: Vec<(u32, ChangeKind)> = paper
        .store
        .publications(article.id)
        .await
        .unwrap()
        .into_iter()
        .map(|publication| (publication.revision.0, publication.kind))
        .collect();
    assert_eq!(
        history,
        [
            (2, ChangeKind::Published),
            (3, ChangeKind::Updated),
            (4, ChangeKind::Corrected),
            (5, ChangeKind::MinorFix),
            (6, ChangeKind::Published),
        ]
    );
    paper.is_sound().await;
}

async fn what_was_held_comes_back_as_it_was(paper: Paper) {
    let article = paper.article("Rain stops play").topic("Rain").live().await;
    let topic = paper.topic("Rain").await;
    let held = paper.editor("lia").hold(&article, "Order 12", "ana").await.ok();
    let Public::Held(order) = &held.public else { panic!("{held:?}") };
    assert_eq!((order.order.as_str(), order.was_live), ("Order 12", Some(RevisionNumber(1))));
    assert!(paper.store.live_article(article.id).await.unwrap().is_none());

    paper.pass_minutes(60);
    paper.editor("lia").release(&article, "ana").await.ok();
    let live = paper.store.live_article(article.id).await.unwrap().unwrap();
    assert_eq!(live.article.first_live_at, article.first_live_at);
    let about =
        paper.store.about_topic(&article.edition, topic, store::Place::START, 10).await.unwrap();
    assert_eq!(about.articles.len(), 1);
    assert_eq!(paper.store.publications(article.id).await.unwrap().len(), 1);
    paper.is_sound().await;
}

async fn a_withdrawn_article_can_be_published_again(paper: Paper) {
    let article = paper.article("Rain stops play").live().await;
    let ana = paper.editor("ana");
    paper.pass_minutes(5);
    let closed = ana.withdraw(&article, "It did not rain.").await.ok();
    let at = store::ArticleState::Closed(Box::new(closed.clone()));
    let found = paper.store.article_at(&article.edition, article.slug.as_str()).await.unwrap();
    assert_eq!(format!("{found:?}"), format!("{:?}", Some(at)));

    let again = ana.publish(&article).await.ok();
    assert_eq!(again.first_live_at, article.first_live_at);
    assert!(paper.store.live_article(article.id).await.unwrap().is_some());
    paper.is_sound().await;
}

async fn a_draft_has_no_address_for_readers(paper: Paper) {
    let article = paper.article("Rain stops play").draft().await;
    let at = paper.store.article_at(&article.edition, "rain-stops-play").await.unwrap();
    assert!(at.is_none());
    assert!(paper.store.url("/en/post/rain-stops-play").await.unwrap().is_none());
    let at_desk = paper.store.article_by_slug(&article.edition, "rain-stops-play").await.unwrap();
    assert_eq!(at_desk, Some(article));
}

async fn siblings_are_found_in_the_order_of_the_editions(paper: Paper) {
    let english = paper.article("Rain stops play").live().await;
    for (edition, headline) in [("ru", "Дождь остановил матч"), ("ar", "المطر يوقف المباراة")]
    {
        paper.article(headline).edition(edition).sibling_of(&english).live().await;
    }
    let hidden = paper.editor("ana").sibling(&english, "fr", "La pluie arrête le match");
    hidden.draft().await;
    let siblings = paper.store.siblings(english.story).await.unwrap();
    let editions: Vec<&str> = siblings.iter().map(|sibling| sibling.edition.as_str()).collect();
    assert_eq!(editions, ["en", "ru", "ar"]);
    let other = paper.article("Snow").live().await;
    let several = paper.store.siblings_of(&[english.story, other.story]).await.unwrap();
    assert_eq!(several.len(), 4);
    assert_eq!(several.iter().filter(|(story, _)| *story == other.story).count(), 1);
}

async fn two_articles_of_an_edition_never_share_a_slug(paper: Paper) {
    paper.article("Rain stops play").draft().await;
    let second = paper.article("Rain stops play").draft().await;
    assert_eq!(second.slug.as_str(), "rain-stops-play-2");
    let refusal = paper.editor("ana").rename(&second, "rain-stops-play").await.refused();
    assert_eq!(refusal, "an article with the address “en/rain-stops-play” exists already");
    // Another edition has its own addresses.
    let french = paper.article("Rain stops play").edition("fr").draft().await;
    assert_eq!(french.slug.as_str(), "rain-stops-play");
}

async fn a_story_is_told_once_in_an_edition(paper: Paper) {
    let first = paper.article("Rain stops play").live().await;
    let ana = paper.editor("ana").editor().await;
    let story = paper.store.story(first.story).await.unwrap();
    let content = paper.store.content(first.id, first.draft).await.unwrap();
    let mut write = paper.store.write().await.unwrap();
    let id = story::ArticleId::new(write.id());
    let revision = write
        .write_revision(id, RevisionKind::Checkpoint, paper.now(), None, "", &content)
        .await
        .unwrap();
    let new = story::article::NewArticle {
        id,
        edition: first.edition.clone(),
        section: first.section,
        slug: story::Slug::parse("rain-told-twice").unwrap(),
        translated_from: None,
    };
    let act = Act { by: &ana, now: paper.now(), story: &story };
    let acted = story::Article::begin(new, revision.number, act).unwrap();
    let refusal = write.save(&acted, &ana).await.unwrap_err();
    assert_eq!(
        refusal.to_string(),
        format!("an article of the story “{} in en” exists already", first.story)
    );
}

/// How many rows each table has: what a transaction left behind.
#[derive(Debug, PartialEq, Eq)]
struct Rows(Vec<(&'static str, i64)>);

impl Rows {
    async fn of(paper: &Paper) -> Rows {
        let tables = [
            "article",
            "revision",
            "publication",
            "url",
            "mention",
            "correction",
            "audit",
            "change",
            "job",
            "story",
        ];
        let mut rows = Vec::new();
        for table in tables {
            rows.push((
                table,
                paper.database.number(&format!("SELECT count(*) FROM {table}")).await,
            ));
        }
        Rows(rows)
    }
}

async fn a_nul_in_a_text_is_no_reason_to_lose_it(paper: Paper) {
    let article =
        paper.article("Rain\0 stops play").slug("rain").standfirst("Twice\0.").live().await;
    let live = paper.store.live_article(article.id).await.unwrap().unwrap();
    assert_eq!(live.content.headline, "Rain\0 stops play");
    let listed = paper.store.all_live(None, 10).await.unwrap();
    assert_eq!(listed[0].headline, "Rain stops play");
    let withdrawn = paper.editor("ana").withdraw(&article, "Wrong\0.").await.ok();
    let Public::Withdrawn(withdrawal) = paper.again(&withdrawn).await.public else { panic!() };
    assert_eq!(withdrawal.note, "Wrong.");
    paper.is_sound().await;
}
