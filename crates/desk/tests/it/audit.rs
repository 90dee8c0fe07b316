use serde_json::{Value, json};
use story::account::Editor;
use story::permission::Role;

use crate::paper::Paper;

async fn write_lines(paper: &Paper, count: usize, object: &str) {
    let mut write = paper.store.write().await.unwrap();
    for number in 0..count {
        let by = Editor::operator("test");
        write.audit(&by, "test", object, &number.to_string()).await.unwrap();
    }
    write.commit().await.unwrap();
}

fn numbers(log: &Value) -> Vec<i64> {
    let lines = log["lines"].as_array().unwrap().iter();
    lines.map(|line| line["number"].as_str().unwrap().parse().unwrap()).collect()
}

#[tokio::test]
async fn an_admin_reads_the_log_from_the_end_to_the_beginning() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    write_lines(&paper, 250, "article 12").await;
    let mut path = "/desk/api/audit".to_owned();
    let mut all = Vec::new();
    loop {
        let log = ana.get(&path).await.ok();
        assert_eq!(log["whole"], true);
        all.extend(numbers(&log));
        let Some(next) = log["next"].as_str() else { break };
        path = format!("/desk/api/audit?before={next}");
    }
    let total = paper.store.audit_after(0, 1000).await.unwrap().len();
    assert_eq!(all.len(), total);
    assert!(all.is_sorted_by(|one, other| one > other));
}

#[tokio::test]
async fn the_log_is_sifted_by_object_and_by_person() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    write_lines(&paper, 3, "article 12").await;
    ana.post("/desk/api/me/sessions/end-others", json!({})).await.ok();
    let log = ana.get("/desk/api/audit?object=article%2012").await.ok();
    assert_eq!(log["lines"].as_array().unwrap().len(), 3);
    assert_eq!(log["lines"][0]["detail"], "2");
    let me = ana.get("/desk/api/me").await.ok();
    let id = me["account"]["id"].as_str().unwrap();
    let log = ana.get(&format!("/desk/api/audit?account={id}")).await.ok();
    assert_eq!(log["lines"][0]["act"], "end sessions");
    assert_eq!(log["lines"].as_array().unwrap().len(), 1);
    for wrong in ["before=x", "account=x", "sort=name"] {
        let refused = ana.get(&format!("/desk/api/audit?{wrong}")).await;
        assert_eq!(refused.refused(), (400, "unreadable".into()), "{wrong}");
    }
}

#[tokio::test]
async fn a_line_that_somebody_changed_in_the_database_is_told() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    write_lines(&paper, 20, "article 12").await;
    let log = ana.get("/desk/api/audit").await.ok();
    assert_eq!((&log["whole"], &log["broken_at"]), (&json!(true), &json!(null)));
    write_lines(&paper, 5, "article 13").await;
    let number = paper.store.audit_after(0, 100).await.unwrap()[23].number;
    paper.execute(&format!("UPDATE audit SET name = 'nobody' WHERE number = {number}"));
    let log = ana.get("/desk/api/audit").await.ok();
    assert_eq!((&log["whole"], &log["broken_at"]), (&json!(false), &json!(number.to_string())));
    assert!(!log["lines"].as_array().unwrap().is_empty(), "it is shown nevertheless");
}

#[tokio::test]
async fn an_end_that_was_cut_off_is_told() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    write_lines(&paper, 5, "article 12").await;
    assert_eq!(ana.get("/desk/api/audit").await.ok()["whole"], true);
    let last = paper.store.audit_after(0, 100).await.unwrap().last().unwrap().number;
    paper.execute(&format!("DELETE FROM audit WHERE number = {last}"));
    let log = ana.get("/desk/api/audit").await.ok();
    assert_eq!((&log["whole"], &log["broken_at"]), (&json!(false), &json!(last.to_string())));
    assert_eq!(ana.get("/desk/api/audit").await.ok()["whole"], false, "and stays so");
}
