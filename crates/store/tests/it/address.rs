//! Addresses: once public, one belongs to its article for ever.

use story::account::Editor;
use story::article::{Act, Live, NewArticle, Text};
use story::revision::RevisionKind;
use story::url::UrlState;
use story::{Article, ArticleId, Slug, Story, StoryId};
use testkit::Paper;

on_both_engines!(
    every_former_address_leads_to_the_present_one,
    an_article_may_go_back_to_its_first_address,
    an_address_that_was_public_is_never_anothers,
    a_draft_that_was_renamed_leaves_its_address_to_others,
    a_free_slug_is_one_that_nobody_ever_had,
    an_imported_address_leads_to_the_article,
    an_address_in_any_script_is_found,
);

async fn every_former_address_leads_to_the_present_one(paper: Paper) {
    let article = paper.article("Rain").slug("a").live().await;
    paper.editor("ana").rename(&article, "b").await.ok();
    paper.editor("ana").rename(&article, "c").await.ok();
    for (slug, state) in [("a", UrlState::Old), ("b", UrlState::Old), ("c", UrlState::Current)] {
        let url = paper.store.url(&format!("/en/post/{slug}")).await.unwrap().unwrap();
        assert_eq!((url.state, url.slug.as_str()), (state, "c"), "{slug}");
    }
    paper.is_sound().await;
}

async fn an_article_may_go_back_to_its_first_address(paper: Paper) {
    let article = paper.article("Rain").slug("a").live().await;
    for slug in ["b", "c", "a"] {
        paper.editor("ana").rename(&article, slug).await.ok();
    }
    for (slug, state) in [("a", UrlState::Current), ("b", UrlState::Old), ("c", UrlState::Old)] {
        let url = paper.store.url(&format!("/en/post/{slug}")).await.unwrap().unwrap();
        assert_eq!((url.state, url.slug.as_str()), (state, "a"), "{slug}");
    }
    paper.is_sound().await;
}

async fn an_address_that_was_public_is_never_anothers(paper: Paper) {
    let owner = paper.article("Rain").slug("a").live().await;
    paper.editor("ana").rename(&owner, "b").await.ok();
    paper.editor("ana").withdraw(&owner, "It did not rain.").await.ok();

    // A draft may dream of the address; it does not get it.
    let draft = paper.article("Snow").slug("a").draft().await;
    paper.editor("ana").approve(&draft).await.ok();
    let refusal = paper.editor("ana").publish(&draft).await.refused();
    assert_eq!(
        refusal,
        format!(
            "the address /en/post/a belongs to article {} for ever; choose another slug",
            owner.id
        )
    );
    assert_eq!(paper.store.url("/en/post/a").await.unwrap().unwrap().article, owner.id);
    assert!(paper.store.live_article(draft.id).await.unwrap().is_none());
    paper.is_sound().await;
}

async fn a_draft_that_was_renamed_leaves_its_address_to_others(paper: Paper) {
    let draft = paper.article("Rain").slug("a").draft().await;
    paper.editor("davit").rename(&draft, "b").await.ok();
    let other = paper.article("Snow").slug("a").live().await;
    assert_eq!(paper.store.url("/en/post/a").await.unwrap().unwrap().article, other.id);
    assert!(paper.store.url("/en/post/b").await.unwrap().is_none());
}

async fn a_free_slug_is_one_that_nobody_ever_had(paper: Paper) {
    let article = paper.article("Rain").slug("rain").live().await;
    paper.editor("ana").rename(&article, "rain-2").await.ok();
    let free =
        paper.store.free_slug(&article.edition, &Slug::parse("rain").unwrap()).await.unwrap();
    assert_eq!(free.as_str(), "rain-3");
}

async fn an_imported_address_leads_to_the_article(paper: Paper) {
    let since = "2014-05-01T10:00:00Z".parse().unwrap();
    let article = import(&paper, "Rain", since).await;
    let mut write = paper.store.write().await.unwrap();
    write.put_url("/2014/05/rain/", article.id, UrlState::Imported).await.unwrap();
    write.commit().await.unwrap();
    let url = paper.store.url("/2014/05/rain/").await.unwrap().unwrap();
    assert_eq!((url.state, url.slug.as_str()), (UrlState::Imported, "rain"));
    assert_eq!((article.first_live_at, article.live_at), (Some(since), Some(since)));

    let other = paper.article("Snow").live().await;
    let mut write = paper.store.write().await.unwrap();
    let refusal = write.put_url("/2014/05/rain/", other.id, UrlState::Imported).await.unwrap_err();
    assert!(
        matches!(refusal, store::Error::AddressTaken { article: owner, .. } if owner == article.id)
    );
    drop(write);
    paper.is_sound().await;
}

async fn an_address_in_any_script_is_found(paper: Paper) {
    for (edition, headline, path) in [
        ("ru", "Дождь остановил матч", "/ru/post/дождь-остановил-матч"),
        ("hy", "Խաղը կանգնեց", "/hy/post/խաղը-կանգնեց"),
        ("ar", "المطر يوقف المباراة", "/ar/post/المطر-يوقف-المباراة"),
    ] {
        let article = paper.article(headline).edition(edition).live().await;
        let url = paper.store.url(path).await.unwrap().unwrap();
        assert_eq!(url.article, article.id);
        let at = paper.store.article_at(&article.edition, article.slug.as_str()).await.unwrap();
        assert!(
            matches!(at, Some(store::ArticleState::Live(live)) if live.content.headline == headline)
        );
    }
}

/// Takes an article in as an import does.
async fn import(paper: &Paper, headline: &str, since: story::Timestamp) -> Article {
    let by = Editor::operator("import");
    let section = paper.section("en", "news").await;
    let content = {
        let sample = paper.article(headline).edition("fr").draft().await;
        paper.store.content(sample.id, sample.draft).await.unwrap()
    };
    let mut write = paper.store.write().await.unwrap();
    let story = Story {
        id: StoryId::new(write.id()),
        kind: story::Kind::News,
        embargo: None,
        sensitive: false,
        parent: None,
        created_at: since,
    };
    write.put_story(&story).await.unwrap();
    let id = ArticleId::new(write.id());
    let revision =
        write.write_revision(id, RevisionKind::Imported, since, None, "", &content).await.unwrap();
    let new = NewArticle {
        id,
        edition: story::EditionCode::parse("en").unwrap(),
        section: Some(section),
        slug: Slug::parse("rain").unwrap(),
        translated_from: None,
    };
    let text = Text {
        revision: &revision,
        content: &content,
        evidence: &story::article::Evidence::none(story::Language::english()),
    };
    let act = Act { by: &by, now: paper.now(), story: &story };
    let acted = Article::import(new, text, Some(Live { since, changed: None }), act).unwrap();
    write.save(&acted, &by).await.unwrap();
    write.commit().await.unwrap();
    paper.store.article(id).await.unwrap()
}
