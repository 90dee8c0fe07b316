use serde_json::{Value, json};
use story::permission::Role;

use crate::paper::{PASSWORD, Paper};

fn owner(token: &str) -> Value {
    json!({ "token": token, "email": "Ana@Paper.example ", "name": "Ana", "password": PASSWORD })
}

fn token(link: &str) -> String {
    let (address, token) = link.split_once('#').unwrap();
    assert_eq!(address, "https://paper.example/desk/first");
    token.to_owned()
}

#[tokio::test]
async fn the_printed_link_makes_one_owner_and_no_second() {
    let paper = Paper::open().await;
    let link = token(&paper.desk.first_link().await.unwrap().unwrap());

    let mut ana = paper.stranger();
    let newsroom = ana.post("/desk/api/first", owner(&link)).await.ok();
    assert_eq!(newsroom["me"]["email"], "ana@paper.example");
    assert_eq!(
        newsroom["me"]["grants"],
        json!([{ "role": "admin", "edition": null, "section": null }])
    );
    assert_eq!(ana.get("/desk/api/articles").await.status, 200);

    let again = paper.stranger().post("/desk/api/first", owner(&link)).await;
    assert_eq!(again.refused(), (403, "bad_link".into()));
    assert_eq!(paper.desk.first_link().await.unwrap(), None);
    assert_eq!(paper.store.accounts().await.unwrap().len(), 1);
}

#[tokio::test]
async fn two_who_open_the_link_at_once_make_one_owner() {
    let paper = Paper::open().await;
    let link = token(&paper.desk.first_link().await.unwrap().unwrap());
    let (mut one, mut other) = (paper.stranger(), paper.stranger());
    let mut second = owner(&link);
    second["email"] = json!("davit@paper.example");
    let (one, other) = tokio::join!(
        one.post("/desk/api/first", owner(&link)),
        other.post("/desk/api/first", second)
    );
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 403]);
}

#[tokio::test]
async fn a_newer_link_ends_the_older_one() {
    let paper = Paper::open().await;
    let old = token(&paper.desk.first_link().await.unwrap().unwrap());
    let new = token(&paper.desk.first_link().await.unwrap().unwrap());
    let refused = paper.stranger().post("/desk/api/first", owner(&old)).await;
    assert_eq!(refused.refused(), (403, "bad_link".into()));
    paper.stranger().post("/desk/api/first", owner(&new)).await.ok();
}

#[tokio::test]
async fn a_link_does_nothing_once_somebody_has_an_account() {
    let paper = Paper::open().await;
    let link = token(&paper.desk.first_link().await.unwrap().unwrap());
    paper.person("davit", Role::Reporter).await;
    let refused = paper.stranger().post("/desk/api/first", owner(&link)).await;
    assert_eq!(refused.refused(), (403, "bad_link".into()));
}

#[tokio::test]
async fn an_owner_who_mistypes_may_try_again_with_the_same_link() {
    let paper = Paper::open().await;
    let link = token(&paper.desk.first_link().await.unwrap().unwrap());
    for (field, value) in [
        ("email", "ana"),
        ("email", "ana @paper.example"),
        ("name", " "),
        ("password", "short"),
        ("password", "ana@paper.example"),
    ] {
        let mut asked = owner(&link);
        asked[field] = json!(value);
        let answer = paper.stranger().post("/desk/api/first", asked).await;
        assert_eq!(answer.refused(), (422, "invalid".into()), "{field}: {value}");
        assert_eq!(answer.json()["error"]["field"], field);
    }
    paper.stranger().post("/desk/api/first", owner(&link)).await.ok();
}

#[tokio::test]
async fn nobody_becomes_owner_without_the_token() {
    let paper = Paper::open().await;
    let refused = paper.stranger().post("/desk/api/first", owner("")).await;
    assert_eq!(refused.refused(), (403, "bad_link".into()));
    paper.desk.first_link().await.unwrap();
    for token in ["", "0", &"0".repeat(64)] {
        let refused = paper.stranger().post("/desk/api/first", owner(token)).await;
        assert_eq!(refused.refused(), (403, "bad_link".into()));
    }
    let kept = paper.store.setting("desk.first_owner").await.unwrap().unwrap();
    let refused = paper.stranger().post("/desk/api/first", owner(&kept)).await;
    assert_eq!(refused.refused(), (403, "bad_link".into()), "the kept hash is not the token");
}
