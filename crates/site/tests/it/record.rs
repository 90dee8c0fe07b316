//! The public record as readers get it.

use record::{ArticleProof, Checkpoint, Note, SigningKey, Tile, Trust, VerifierKey, entries_in};
use story::{Kind, Language};
use testkit::Paper;
use wire::printed_page;

fn key() -> SigningKey {
    SigningKey::of_seed("meridian.example", [7; 32]).unwrap()
}

fn trust() -> Trust {
    Trust::new(key().verifier().clone(), &[])
}

async fn sign(paper: &Paper) {
    paper.store.sign_record(&key()).await.unwrap();
}

async fn proof(paper: &Paper, path: &str) -> ArticleProof {
    let answer = paper.reader().get(&format!("{path}/proof.json")).await;
    assert_eq!(answer.code(), 200, "{path}");
    ArticleProof::parse(answer.bytes()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn heads_tiles_and_entries_are_had_by_anybody() {
    let paper = Paper::open().await;
    let reader = paper.reader();
    assert_eq!(reader.get("/-/record/checkpoint").await.code(), 404);
    for number in 0..260 {
        paper.article(&format!("Rain {number}")).live().await;
    }
    sign(&paper).await;
    let mut write = paper.store.write().await.unwrap();
    write.set_record_key(key().verifier()).await.unwrap();
    write.commit().await.unwrap();

    let head = trust().checkpoint(&reader.get("/-/record/checkpoint").await.text()).unwrap();
    assert_eq!(head.size, 260);
    let keys = reader.get("/-/record/keys").await.json();
    assert_eq!(keys["origin"], "meridian.example");
    assert_eq!(VerifierKey::parse(keys["key"].as_str().unwrap()).as_ref(), Ok(key().verifier()));
    for tile in Tile::all(head.size) {
        let answer = reader.get(&format!("/-/record/tile/{}", tile.path())).await;
        assert_eq!(answer.code(), 200, "{}", tile.path());
        assert!(answer.header_value("cache-control").unwrap().contains("immutable"));
    }
    assert_eq!(reader.get("/-/record/tile/0/001.p/5").await.code(), 404);
    assert_eq!(reader.get("/-/record/tile/0/1").await.code(), 404);
    let entry = reader.get("/-/record/entry/0").await;
    assert!(entry.text().starts_with("masthead entry 1\nedition en\n"), "{}", entry.text());
    assert_eq!(reader.get("/-/record/entry/260").await.code(), 404);
    let entries = paper.store.record_entries(256, 4).await.unwrap();
    assert_eq!(entries_in(&record::bundle(&entries)).unwrap(), entries);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_says_what_the_page_says_in_every_language_and_kind() {
    let paper = Paper::open().await;
    for language in Language::all() {
        let code = language.code();
        for kind in Kind::ALL {
            let article = paper.sample(kind, code).live().await;
            sign(&paper).await;
            let path = story::url::article_path(&article.edition, &article.slug);
            let path = story::url::encode(&path);
            let proven = proof(&paper, &path).await.check(&trust()).unwrap();
            let shown = match kind {
                Kind::Card => path.replacen("/post/", "/explain/", 1),
                _ => path.clone(),
            };
            let page = paper.reader().get(&shown).await;
            let page = printed_page::read(&page.text()).unwrap();
            let lines = proven.words.unwrap();
            let words = lines.iter().filter_map(|line| line.split_once(": "));
            let words = words.filter(|(what, _)| ["headline", "standfirst", "text"].contains(what));
            let words: Vec<String> =
                words.flat_map(|(_, text)| printed_page::words(text)).collect();
            assert_eq!(page.recorded, words, "{path}");
            assert!(!page.hidden, "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_history_names_the_entries_and_a_proof_comes_when_they_are_signed() {
    let paper = Paper::open().await;
    let rain = paper.article("Rain").live().await;
    sign(&paper).await;
    let ana = paper.editor("ana");
    ana.correct(&rain, &["It snowed."], "It snowed; we said that it rained.").await.ok();
    let reader = paper.reader();
    let history = reader.get("/en/post/rain/history").await;
    assert!(history.text().contains("Signed, entry 0"), "{}", history.text());
    assert!(!history.text().contains("Signed, entry 1"), "{}", history.text());
    assert!(
        history.header_value("surrogate-control").unwrap().ends_with("=30"),
        "it is signed soon"
    );
    assert_eq!(reader.get("/en/post/rain/proof.json").await.code(), 404);
    sign(&paper).await;
    let history = reader.get("/en/post/rain/history").await;
    assert!(history.text().contains("Signed, entry 1"), "{}", history.text());
    assert!(history.text().contains("/en/post/rain/proof.json"), "{}", history.text());
    let proven = proof(&paper, "/en/post/rain").await.check(&trust()).unwrap();
    assert_eq!(proven.corrections, ["It snowed; we said that it rained."]);

    ana.rename(&rain, "snow").await.ok();
    sign(&paper).await;
    let moved = reader.get("/en/post/rain/proof.json").await;
    assert_eq!(moved.location().as_deref(), Some("/en/post/snow/proof.json"));
    assert_eq!(
        proof(&paper, "/en/post/snow").await.check(&trust()).unwrap().entry.address,
        "/en/post/snow"
    );
    ana.withdraw(&rain, "It did neither.").await.ok();
    sign(&paper).await;
    assert_eq!(reader.get("/en/post/snow/proof.json").await.code(), 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_public_yet_is_in_no_tile() {
    let paper = Paper::open().await;
    paper.article("Quicksilver merger").embargo("2026-03-05T09:00:00Z").draft().await;
    let draft = paper.article("Quicksilver draft").draft().await;
    paper.editor("ana").rename(&draft, "quicksilver").await.ok();
    sign(&paper).await;
    let reader = paper.reader();
    let note = reader.get("/-/record/checkpoint").await;
    let head = Checkpoint::parse(Note::parse(&note.text()).unwrap().unchecked()).unwrap();
    assert_eq!(head.size, 0);
    assert_eq!(reader.get("/-/record/entry/0").await.code(), 404);
    assert_eq!(reader.get("/-/record/tile/entries/000.p/1").await.code(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_in_each_language_says_how_to_verify() {
    let paper = Paper::with_editions(&["en", "ru", "hy", "fr", "ar"]).await;
    let reader = paper.reader();
    assert_eq!(reader.get("/-/verify").await.location().as_deref(), Some("/en/verify"));
    assert!(!reader.get("/en/verify").await.text().contains("data-verify"), "there is no key yet");
    let mut write = paper.store.write().await.unwrap();
    write.set_record_key(key().verifier()).await.unwrap();
    write.commit().await.unwrap();
    for code in ["en", "ru", "hy", "fr", "ar"] {
        let page = reader.get(&format!("/{code}/verify")).await;
        assert_eq!(page.code(), 200);
        assert!(page.text().contains("data-verify"), "{code}");
        assert!(page.text().contains(&key().verifier().to_string()), "{code}");
    }
}
