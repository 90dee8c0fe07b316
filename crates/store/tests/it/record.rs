//! The public record keeps what readers could see, and tells when somebody rewrites it.

use record::{Act, SigningKey, Trust, consistency, verify_consistency};
use story::{Content, Kind};
use testkit::Paper;

on_both_engines!(
    every_public_act_is_an_entry,
    what_readers_never_had_is_in_no_entry,
    a_proof_holds_until_the_next_act_and_says_what_was_corrected,
    the_head_is_signed_when_something_is_new_and_once_a_day,
    a_sealed_text_keeps_everything_valid,
    a_rewritten_database_is_told,
    a_paper_older_than_its_record_gets_one,
    what_an_older_program_did_is_written_down_later,
);

fn key() -> SigningKey {
    SigningKey::of_seed("meridian.example", [7; 32]).unwrap()
}

fn trust() -> Trust {
    Trust::new(key().verifier().clone(), &[])
}

async fn acts(paper: &Paper, article: &story::Article) -> Vec<(Act, u32)> {
    let entries = paper.store.record_of(article.id).await.unwrap();
    entries.iter().map(|it| (it.entry.act, it.entry.revision)).collect()
}

async fn faults(paper: &Paper) -> Vec<String> {
    let faults = paper.store.inspect_record(Some(&trust()), &[]).await.unwrap();
    faults.into_iter().map(|fault| format!("{} {}", fault.object, fault.what)).collect()
}

async fn every_public_act_is_an_entry(paper: Paper) {
    let (ana, lia) = (paper.editor("ana"), paper.editor("lia"));
    let rain = paper.article("Rain").live().await;
    ana.correct(&rain, &["It snowed."], "It snowed; we said that it rained.").await.ok();
    ana.rename(&rain, "snow").await.ok();
    lia.hold(&rain, "Order 12", "ana").await.ok();
    lia.release(&rain, "ana").await.ok();
    ana.withdraw(&rain, "It did neither.").await.ok();
    let expected = [
        (Act::Published, 1),
        (Act::Corrected, 2),
        (Act::Moved, 2),
        (Act::Held, 2),
        (Act::Released, 2),
        (Act::Withdrawn, 2),
    ];
    assert_eq!(acts(&paper, &rain).await, expected);
    assert_eq!(paper.store.record_size().await.unwrap(), 6);
    assert_eq!(faults(&paper).await, Vec::<String>::new());
}

async fn what_readers_never_had_is_in_no_entry(paper: Paper) {
    let (ana, lia) = (paper.editor("ana"), paper.editor("lia"));
    let secret = paper.article("Secret").embargo("2026-03-05T09:00:00Z").draft().await;
    ana.approve(&secret).await.ok();
    ana.schedule(&secret, "2026-03-05T09:00:00Z".parse().unwrap()).await.ok();
    let draft = paper.article("Draft").kind(Kind::News).draft().await;
    ana.rename(&draft, "another-draft").await.ok();
    lia.hold(&draft, "Order 12", "ana").await.ok();
    assert_eq!(paper.store.record_size().await.unwrap(), 0);
    paper.pass(jiff::SignedDuration::from_hours(24));
    ana.publish_scheduled(&secret).await.ok();
    assert_eq!(acts(&paper, &secret).await, [(Act::Published, 1)]);
}

async fn a_proof_holds_until_the_next_act_and_says_what_was_corrected(paper: Paper) {
    let ana = paper.editor("ana");
    for number in 0..20 {
        paper.article(&format!("Sun {number}")).live().await;
    }
    let rain = paper.article("Rain").live().await;
    assert_eq!(paper.store.article_proof(rain.id).await.unwrap(), None);
    assert!(paper.store.sign_record(&key()).await.unwrap());
    let first = paper.store.article_proof(rain.id).await.unwrap().unwrap();
    let proven = first.check(&trust()).unwrap();
    let words = ["headline: Rain", "text: Rain, the paper has learned."];
    assert_eq!(proven.words.unwrap(), words);
    paper.article("Fog").live().await;
    assert!(paper.store.sign_record(&key()).await.unwrap());
    assert_eq!(paper.store.article_proof(rain.id).await.unwrap(), Some(first));

    ana.correct(&rain, &["It snowed."], "It snowed; we said that it rained.").await.ok();
    assert_eq!(paper.store.article_proof(rain.id).await.unwrap(), None);
    assert!(paper.store.sign_record(&key()).await.unwrap());
    let second = paper.store.article_proof(rain.id).await.unwrap().unwrap();
    let proven = second.check(&trust()).unwrap();
    assert_eq!(proven.corrections, ["It snowed; we said that it rained."]);
    assert_eq!((proven.act(), proven.entry.revision), (Act::Corrected, 2));
}

async fn the_head_is_signed_when_something_is_new_and_once_a_day(paper: Paper) {
    assert!(paper.store.sign_record(&key()).await.unwrap());
    assert!(!paper.store.sign_record(&key()).await.unwrap());
    paper.article("Rain").live().await;
    assert!(paper.store.sign_record(&key()).await.unwrap());
    let first =
        trust().checkpoint(&paper.store.record_head().await.unwrap().unwrap().note).unwrap();
    paper.pass(jiff::SignedDuration::from_hours(23));
    assert!(!paper.store.sign_record(&key()).await.unwrap());
    paper.pass(jiff::SignedDuration::from_hours(1));
    assert!(paper.store.sign_record(&key()).await.unwrap());
    for number in 0..9 {
        paper.article(&format!("Sun {number}")).live().await;
    }
    assert!(paper.store.sign_record(&key()).await.unwrap());
    let second =
        trust().checkpoint(&paper.store.record_head().await.unwrap().unwrap().note).unwrap();
    let plan = consistency(first.size, second.size).unwrap();
    let known = paper.store.record_nodes(&plan.nodes()).await.unwrap();
    let proof = plan.proof(|node| known.get(&node).copied()).unwrap();
    let heads = ((first.size, first.root), (second.size, second.root));
    assert_eq!(verify_consistency(heads.0, heads.1, &proof), Ok(()));
    assert_eq!(faults(&paper).await, Vec::<String>::new());
}

async fn a_sealed_text_keeps_everything_valid(paper: Paper) {
    let ana = paper.editor("ana");
    let rain = paper.article("Rain").live().await;
    ana.update(&rain, &["It snowed."]).await.ok();
    paper.store.sign_record(&key()).await.unwrap();
    let before = paper.store.article_proof(rain.id).await.unwrap().unwrap();
    paper.database.execute("UPDATE revision SET document = NULL WHERE number = 1").await;
    assert_eq!(faults(&paper).await, Vec::<String>::new());
    assert_eq!(paper.store.article_proof(rain.id).await.unwrap(), Some(before));
    paper.database.execute("UPDATE revision SET document = NULL WHERE number = 2").await;
    let proof = paper.store.article_proof(rain.id).await.unwrap().unwrap();
    assert_eq!(proof.check(&trust()).unwrap().words, None);
    assert_eq!(faults(&paper).await, Vec::<String>::new());
}

async fn a_rewritten_database_is_told(paper: Paper) {
    let ana = paper.editor("ana");
    let rain = paper.article("Rain").live().await;
    ana.correct(&rain, &["It snowed."], "It snowed; we said that it rained.").await.ok();
    paper.article("Sun").live().await;
    paper.store.sign_record(&key()).await.unwrap();
    let head = trust().checkpoint(&paper.store.record_head().await.unwrap().unwrap().note).unwrap();
    let sound = async || faults(&paper).await.is_empty();
    assert!(sound().await);
    let other = Content { headline: "Snow".into(), ..Content::default() }.to_json();
    let tampered = [
        (format!("UPDATE revision SET document = '{other}' WHERE number = 1 AND article = {}", rain.id.number()), "names other words"),
        ("UPDATE correction SET text = 'Nothing was wrong.'".to_owned(), "names another correction"),
        ("DELETE FROM publication WHERE revision = 2".to_owned(), "had revision 2 before readers"),
        (format!("UPDATE article SET live = 1 WHERE id = {}", rain.id.number()), "in another way"),
        ("UPDATE record_entry SET entry = replace(entry, 'corrected', 'updated') WHERE number = 1".to_owned(), "was rewritten"),
        ("DELETE FROM record_entry WHERE number = 2".to_owned(), "were taken out"),
        ("DELETE FROM record_node WHERE level = 1".to_owned(), "has a hash"),
        ("UPDATE record_head SET note = replace(note, '3', '4')".to_owned(), "is not to be believed"),
    ];
    for (sql, expected) in tampered {
        // Every table is put back as it was, so that each fault is found alone.
        let table = sql.split_whitespace().find(|word| {
            [
                "revision",
                "correction",
                "publication",
                "article",
                "record_entry",
                "record_node",
                "record_head",
            ]
            .contains(word)
        });
        let table = table.unwrap();
        paper.database.execute(&format!("CREATE TABLE kept AS SELECT * FROM {table}")).await;
        assert!(paper.database.execute(&sql).await > 0, "{sql}");
        let told = faults(&paper).await;
        assert!(told.iter().any(|fault| fault.contains(expected)), "{sql}: {told:?}");
        if table == "article" {
            paper
                .database
                .execute(
                    "UPDATE article SET live = (SELECT k.live FROM kept k WHERE k.id = article.id)",
                )
                .await;
        } else if ["revision", "correction"].contains(&table) {
            let column = if table == "revision" { "document" } else { "text" };
            let same = if table == "revision" {
                "k.article = revision.article AND k.number = revision.number"
            } else {
                "k.id = correction.id"
            };
            paper
                .database
                .execute(&format!(
                    "UPDATE {table} SET {column} = (SELECT k.{column} FROM kept k WHERE {same})"
                ))
                .await;
        } else {
            paper.database.execute(&format!("DELETE FROM {table}")).await;
            paper.database.execute(&format!("INSERT INTO {table} SELECT * FROM kept")).await;
        }
        paper.database.execute("DROP TABLE kept").await;
        assert!(sound().await, "{sql}: {:?}", faults(&paper).await);
    }
    // Whoever rewrites the whole record, hashes and heads too, meets the head that somebody kept.
    paper.database.execute("DELETE FROM record_head").await;
    paper.database.execute("DELETE FROM record_node").await;
    paper.database.execute("DELETE FROM record_entry").await;
    let told = paper.store.inspect_record(None, &[head]).await.unwrap();
    assert!(told.iter().any(|fault| fault.what.contains("were taken out")), "{told:?}");
}

async fn a_paper_older_than_its_record_gets_one(paper: Paper) {
    let ana = paper.editor("ana");
    let rain = paper.article("Rain").live().await;
    paper.pass_minutes(1);
    ana.correct(&rain, &["It snowed."], "It snowed; we said that it rained.").await.ok();
    let fog = paper.article("Fog").live().await;
    paper.pass_minutes(1);
    ana.withdraw(&fog, "There was none.").await.ok();
    for table in ["record_entry", "record_node", "record_head", "record_statement"] {
        paper.database.execute(&format!("DROP TABLE {table}")).await;
    }
    paper.database.execute("DELETE FROM migration WHERE number = 10").await;
    let store = paper.database.open(paper.clock.clone()).await;
    let entries = store.record_of(rain.id).await.unwrap();
    assert!(entries.iter().all(|it| it.entry.imported));
    assert_eq!(acts(&paper, &rain).await, [(Act::Published, 1), (Act::Corrected, 2)]);
    assert_eq!(acts(&paper, &fog).await, [(Act::Published, 1), (Act::Withdrawn, 1)]);
    assert_eq!(faults(&paper).await, Vec::<String>::new());
    ana.update(&rain, &["It snowed a lot."]).await.ok();
    assert_eq!(faults(&paper).await, Vec::<String>::new());
}

async fn what_an_older_program_did_is_written_down_later(paper: Paper) {
    let ana = paper.editor("ana");
    let (rain, fog) = (paper.article("Rain").live().await, paper.article("Fog").live().await);
    paper.pass_minutes(1);
    let kept = paper.store.record_size().await.unwrap();
    ana.correct(&rain, &["It snowed."], "It snowed; we said that it rained.").await.ok();
    ana.rename(&rain, "snow").await.ok();
    ana.withdraw(&fog, "There was none.").await.ok();
    let sun = paper.article("Sun").live().await;
    // A program that knows of no record leaves none.
    paper.database.execute(&format!("DELETE FROM record_entry WHERE number >= {kept}")).await;
    paper.database.execute("DELETE FROM record_node WHERE level > 1 OR (level = 0 AND number > 1) OR (level = 1 AND number > 0)").await;
    assert!(!faults(&paper).await.is_empty());
    assert_eq!(paper.store.record_gaps().await.unwrap(), 3);
    assert_eq!(paper.store.complete_record().await.unwrap(), 3);
    assert_eq!(paper.store.record_gaps().await.unwrap(), 0);
    assert_eq!(acts(&paper, &rain).await, [(Act::Published, 1), (Act::Corrected, 2)]);
    assert_eq!(acts(&paper, &fog).await, [(Act::Published, 1), (Act::Withdrawn, 1)]);
    assert_eq!(acts(&paper, &sun).await, [(Act::Published, 1)]);
    assert_eq!(faults(&paper).await, Vec::<String>::new());
}
