//! What stands behind the words, at the desk: items made, changed, merged, and the flags of a text.

use serde_json::{Value, json};
use story::permission::Role;

use crate::paper::{Browser, Paper};

const ITEMS: &str = "/desk/api/items";

async fn made(person: &mut Browser, names: Value, facts: Value) -> Value {
    person.post(ITEMS, json!({ "names": names, "facts": facts })).await.ok()
}

async fn person_item(person: &mut Browser, name: &str) -> Value {
    made(person, json!({ "en": name }), json!({ "kind": "person" })).await
}

fn id(item: &Value) -> String {
    item["id"].as_str().unwrap().to_owned()
}

fn at(item: &Value) -> String {
    format!("{ITEMS}/{}", id(item))
}

fn names(answer: &Value) -> Vec<&str> {
    let items = answer["items"].as_array().unwrap();
    items.iter().map(|item| item["names"]["en"].as_str().unwrap()).collect()
}

/// The sentence of a refusal, after its status and code are as they should be.
#[track_caller]
fn sentence(answer: &crate::paper::Answer, status: u16, code: &str) -> String {
    assert_eq!(answer.refused(), (status, code.to_owned()), "{}", answer.text);
    answer.json()["error"]["message"].as_str().unwrap().to_owned()
}

/// A paragraph with these words marked, each with the item and the part that it is.
fn marked(id: &str, runs: &[(&str, &[(&Value, &str)])]) -> Value {
    let runs = runs.iter().map(|(text, marks)| {
        let marks = marks.iter().map(|(item, part)| {
            json!({ "type": "ref", "attrs": { "target": item["id"], "part": part } })
        });
        json!({ "type": "text", "text": text, "marks": marks.collect::<Vec<_>>() })
    });
    json!({ "type": "paragraph", "attrs": { "id": id }, "content": runs.collect::<Vec<_>>() })
}

#[allow(clippy::needless_pass_by_value)] // A text is written where it is handed over.
fn text(headline: &str, blocks: Value) -> Value {
    json!({ "headline": headline, "body": { "type": "doc", "content": blocks } })
}

/// An article of this text, and the flags of what is on the screen.
async fn flags(paper: &Paper, person: &mut Browser, content: Value) -> Vec<Value> {
    let article = person.post("/desk/api/articles", paper.text("Rain")).await.ok();
    let path = format!("/desk/api/articles/{}/flags", id(&article));
    let told = person.post(&path, json!({ "content": content })).await.ok();
    told["flags"].as_array().unwrap().clone()
}

fn kinds(flags: &[Value]) -> Vec<&str> {
    flags.iter().map(|flag| flag["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_reporter_makes_an_item_and_finds_it_by_any_of_its_names() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Reporter).await;
    let asked = json!({
        "names": { "en": "Iyad Ag-Ghali", "ru": "Ияд Аг-Гали" },
        "aliases": { "en": [" Iyad ag Ghaly ", "Iyad ag Ghaly"] },
        "about": { "en": "Leader of JNIM" },
        "facts": { "kind": "person" },
    });
    let item = ana.post(ITEMS, asked).await;
    assert_eq!(item.status, 201);
    let item = item.ok();
    assert_eq!((&item["slug"], &item["version"]), (&json!("iyad-ag-ghali"), &json!(1)));
    assert_eq!(item["aliases"]["en"], json!(["Iyad ag Ghaly"]));
    person_item(&mut ana, "Ghaliya").await;
    made(&mut ana, json!({ "en": "Ghali" }), json!({ "kind": "place" })).await;
    let found = ana.get(&format!("{ITEMS}?q=ghali")).await.ok();
    // The name itself comes first, then what begins so, then a word inside.
    assert_eq!(names(&found), ["Ghali", "Ghaliya", "Iyad Ag-Ghali"]);
    let found = ana.get(&format!("{ITEMS}?q=%D0%B3%D0%B0%D0%BB%D0%B8&kind=person")).await.ok();
    assert_eq!(names(&found), ["Iyad Ag-Ghali"]);
    let found = ana.get(&format!("{ITEMS}?ids={},77", id(&item))).await.ok();
    assert_eq!(names(&found), ["Iyad Ag-Ghali"]);
    let lines = paper.store.audit_before(None, None, None, 5).await.unwrap();
    assert!(lines.iter().any(|line| line.object.contains(&id(&item))), "{lines:?}");
}

#[tokio::test]
async fn what_nobody_can_keep_is_refused_in_a_sentence() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Reporter).await;
    let person = || json!({ "kind": "person" });
    let when = |edtf: &str| json!({ "kind": "event", "when": { "edtf": edtf } });
    let no_names: Value = json!({});
    for (names, facts, status, word) in [
        (no_names, person(), 422, "Write a name"),
        (json!({ "xx-": "Rain" }), person(), 422, "no language"),
        (json!({ "en": "a".repeat(401) }), person(), 422, "400"),
        (json!({ "en": "Rain" }), json!({ "kind": "place", "point": [91.0, 0.0] }), 422, "Earth"),
        (json!({ "en": "Rain" }), when("2012-13"), 422, "2012-13"),
        (json!({ "en": "Rain" }), when("last week"), 422, "EDTF"),
        (json!({ "en": "Rain" }), json!({ "kind": "weather" }), 422, "weather"),
    ] {
        let asked = json!({ "names": names, "facts": facts });
        let answer = ana.post(ITEMS, asked.clone()).await;
        let told = answer.json()["error"]["message"].as_str().unwrap().to_owned();
        assert!(told.contains(word) && told.ends_with('.'), "{asked}: {told}");
        assert_eq!(answer.status, status, "{asked}");
    }
    let answer = ana.get(&format!("{ITEMS}?kind=person,weather")).await;
    assert!(sentence(&answer, 422, "invalid").contains("There are person, organization"));
    let answer = ana.get(&format!("{ITEMS}?ids=1,two")).await;
    assert!(sentence(&answer, 422, "invalid").contains("commas"));
    assert_eq!(ana.get(&format!("{ITEMS}/77")).await.status, 404);
}

#[tokio::test]
async fn an_item_is_an_entity_of_wikidata_if_somebody_says_which() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Reporter).await;
    let asked = |wikidata: &str| json!({ "names": { "en": "Bamako" }, "facts": { "kind": "place" }, "wikidata": wikidata });
    let refused = ana.post(ITEMS, asked("3703")).await;
    let said = sentence(&refused, 422, "invalid");
    assert!(said.contains("“3703” is no entity of Wikidata"), "{said}");
    assert_eq!(refused.json()["error"]["field"], "wikidata");
    let page = "https://www.wikidata.org/wiki/Q3703";
    let bamako = ana.post(ITEMS, asked(page)).await.ok();
    assert_eq!(bamako["wikidata"], "Q3703");
    let bamako = ana.post(&at(&bamako), asked(" ")).await.ok();
    assert_eq!(bamako["wikidata"], Value::Null);
}

#[tokio::test]
async fn an_item_that_somebody_else_changed_meanwhile_is_not_overwritten() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Reporter).await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let item = person_item(&mut ana, "Lia").await;
    let asked = |name: &str| json!({ "names": { "en": name }, "facts": { "kind": "person" }, "version": 1 });
    let changed = ana.post(&at(&item), asked("Lia Mora")).await.ok();
    assert_eq!(changed["version"], 2);
    let answer = davit.post(&at(&item), asked("Leah")).await;
    sentence(&answer, 409, "overtaken");
    assert_eq!(davit.get(&at(&item)).await.ok()["names"]["en"], "Lia Mora");
    let itself = json!({
        "names": { "en": "Bamako" }, "facts": { "kind": "place", "within": id(&item) }, "version": 2,
    });
    let answer = ana.post(&at(&item), itself).await;
    sentence(&answer, 422, "of_itself");
}

#[tokio::test]
async fn two_spellings_become_one_person_and_two_again() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Reporter).await;
    let mut eva = paper.person("eva", Role::Editor).await;
    let one = person_item(&mut ana, "Iyad Ag-Ghali").await;
    let other = person_item(&mut ana, "Iyad ag Ghaly").await;
    let place = made(&mut ana, json!({ "en": "Bamako" }), json!({ "kind": "place" })).await;
    let merge = format!("{}/merge", at(&other));
    let into = |item: &Value, version: i64| json!({ "version": version, "into": item["id"] });
    let answer = ana.post(&merge, into(&one, 1)).await;
    sentence(&answer, 403, "not_allowed");
    sentence(&eva.post(&merge, into(&other, 1)).await, 422, "of_itself");
    let told = sentence(&eva.post(&merge, into(&place, 1)).await, 422, "other_kind");
    assert!(told.contains("person") && told.contains("place"), "{told}");
    sentence(&eva.post(&merge, into(&one, 7)).await, 409, "overtaken");
    let merged = eva.post(&merge, into(&one, 1)).await.ok();
    assert_eq!((&merged["merged_into"], &merged["version"]), (&one["id"], &json!(2)));
    sentence(&eva.post(&merge, into(&one, 2)).await, 422, "merged_already");
    let found = eva.get(&format!("{ITEMS}?q=ghaly")).await.ok();
    assert_eq!(found["items"][0]["merged_into"], one["id"], "the other spelling is found still");
    let unmerge = format!("{}/unmerge", at(&other));
    let back = eva.post(&unmerge, json!({ "version": 2 })).await.ok();
    assert_eq!(back["merged_into"], Value::Null);
    sentence(&eva.post(&unmerge, json!({ "version": 3 })).await, 422, "not_merged");
}

#[tokio::test]
async fn the_spelling_that_was_merged_away_is_proposed_as_the_one_person() {
    let paper = Paper::open().await;
    let mut eva = paper.person("eva", Role::Editor).await;
    let one = person_item(&mut eva, "Iyad Ag-Ghali").await;
    let other = person_item(&mut eva, "Abu al-Fadl").await;
    let into = json!({ "version": 1, "into": one["id"] });
    eva.post(&format!("{}/merge", at(&other)), into).await.ok();
    let content = text("A man", json!([marked("b1", &[("Troops look for Abu al-Fadl.", &[])])]));
    let asked = json!({ "edition": "en", "section": paper.section, "content": content });
    let article = eva.post("/desk/api/articles", asked).await.ok();
    let proposals = format!("/desk/api/articles/{}/proposals", id(&article));
    let answer = eva.post(&proposals, json!({ "content": content })).await.ok();
    let found = answer["proposals"].as_array().unwrap();
    let known: Vec<_> = found.iter().filter(|one| one["what"] == "known").collect();
    assert_eq!(known.len(), 1, "{answer}");
    assert_eq!((&known[0]["words"], &known[0]["item"]), (&json!("Abu al-Fadl"), &one["id"]));
}

#[tokio::test]
async fn only_a_claim_is_corrected() {
    let paper = Paper::open().await;
    let mut eva = paper.person("eva", Role::Publisher).await;
    let person = person_item(&mut eva, "Lia Mora").await;
    let asked = json!({
        "edition": "en", "section": paper.section, "content": text("Lia said so", json!([])),
    });
    let article = eva.post("/desk/api/articles", asked).await.ok();
    let correct = |claim: Value| {
        json!({
            "version": article["version"], "revision": article["draft"], "kind": "correction",
            "text": "It was not so.", "claim": claim,
        })
    };
    let path = format!("/desk/api/articles/{}/correct", id(&article));
    let told = sentence(&eva.post(&path, correct(person["id"].clone())).await, 422, "invalid");
    assert!(told.contains("is no claim"), "{told}");
    sentence(&eva.post(&path, correct(json!("77"))).await, 404, "not_found");
}

#[tokio::test]
async fn live_articles_of_every_edition_tell_where_an_item_is_used() {
    let paper = Paper::open().await;
    let mut eva = paper.person("eva", Role::Publisher).await;
    let item = person_item(&mut eva, "Lia Mora").await;
    let other = person_item(&mut eva, "L. Mora").await;
    let body = json!([marked("b1", &[("Lia Mora", &[(&item, "mention")]), (" said so.", &[])])]);
    let asked = json!({
        "edition": "en", "section": paper.section, "content": text("Lia said so", body),
    });
    let article = eva.post("/desk/api/articles", asked).await.ok();
    let uses = format!("{}/uses", at(&item));
    assert_eq!(eva.get(&uses).await.ok()["uses"], json!([]), "a draft is nobody's to see");
    let approved = eva.act_on_text(&article, "approve").await.ok();
    eva.act_on_text(&approved, "publish").await.ok();
    let used = json!([{ "article": article["id"], "edition": "en", "headline": "Lia said so" }]);
    assert_eq!(eva.get(&uses).await.ok()["uses"], used);
    let into = json!({ "version": 1, "into": other["id"] });
    eva.post(&format!("{}/merge", at(&item)), into).await.ok();
    assert_eq!(eva.get(&uses).await.ok()["uses"], used, "an alias tells what its item is used for");
    assert_eq!(eva.get(&format!("{}/uses", at(&other))).await.ok()["uses"], used);
}

#[tokio::test]
async fn quoted_words_that_changed_keep_the_text_from_readers_until_they_are_compared_again() {
    let paper = Paper::open().await;
    let mut eva = paper.person("eva", Role::Publisher).await;
    let lia = person_item(&mut eva, "Lia Mora").await;
    let facts = json!({ "kind": "claim", "standing": "stands", "chain": [{ "by": lia["id"], "how": "said" }] });
    let claim = made(&mut eva, json!({ "en": "It rains." }), facts).await;
    let body = |words: &str| {
        let runs: [(&str, &[(&Value, &str)]); 2] =
            [("Lia said: ", &[]), (words, &[(&claim, "quote")])];
        text("Rain", json!([marked("b1", &runs)]))
    };
    let unknown = flags(&paper, &mut eva, body("“It rains cats”")).await;
    assert_eq!(
        (kinds(&unknown), &unknown[0]["blocks"]),
        (vec!["quotation_unverified"], &json!(false))
    );
    let compare = format!("{}/quotation", at(&claim));
    let words =
        |version: i64, words: &str| json!({ "version": version, "language": "en", "words": words });
    let told = sentence(&eva.post(&compare, words(1, " ")).await, 422, "invalid");
    assert!(told.contains("Send the words"), "{told}");
    sentence(&eva.post(&compare, words(7, "It rains cats")).await, 409, "overtaken");
    let of_person = eva.post(&format!("{}/quotation", at(&lia)), words(1, "x")).await;
    assert!(sentence(&of_person, 422, "invalid").contains("Only a claim"));
    let compared = eva.post(&compare, words(1, "It rains cats")).await.ok();
    assert_eq!(compared["facts"]["quotation"], json!({ "en": "It rains cats" }));
    assert_eq!(kinds(&flags(&paper, &mut eva, body("«It rains cats».")).await), [""; 0]);

    let changed = body("“It rains dogs”");
    let told = flags(&paper, &mut eva, changed.clone()).await;
    assert_eq!((&told[0]["kind"], &told[0]["blocks"]), (&json!("quotation_changed"), &json!(true)));
    assert_eq!(
        (&told[0]["printed"], &told[0]["verified"]),
        (&json!("“It rains dogs”"), &json!("It rains cats"))
    );
    let asked = json!({ "edition": "en", "section": paper.section, "content": changed });
    let article = eva.post("/desk/api/articles", asked).await.ok();
    let approved = eva.act_on_text(&article, "approve").await.ok();
    let answer = eva.act_on_text(&approved, "publish").await;
    let told = sentence(&answer, 422, "quotation_changed");
    assert!(told.contains("It rains dogs") && told.contains("It rains cats"), "{told}");
    eva.post(&compare, words(2, "It rains dogs")).await.ok();
    eva.act_on_text(&approved, "publish").await.ok();
}

#[tokio::test]
async fn every_kind_of_flag_is_told() {
    let paper = Paper::open().await;
    let mut eva = paper.person("eva", Role::Publisher).await;
    let lia = person_item(&mut eva, "Lia Mora").await;
    let by = |hop: Value| json!({ "kind": "claim", "standing": "stands", "chain": [hop] });
    let named = by(json!({ "by": lia["id"] }));
    let one = made(&mut eva, json!({ "en": "One." }), named.clone()).await;
    let two = made(&mut eva, json!({ "en": "Two." }), named).await;
    let three =
        made(&mut eva, json!({ "en": "3." }), by(json!({ "words": { "en": "analysts" } }))).await;
    assert_eq!(three["slug"], "3");
    let when = json!({ "edtf": "2026-02-23/2026-03-01", "inferred": ["week"], "relative_to": "2026-03-02" });
    let event =
        made(&mut eva, json!({ "en": "Rain" }), json!({ "kind": "event", "when": when })).await;
    let gone = json!({ "id": "77" });

    let runs: [(&str, &[(&Value, &str)]); 3] =
        [("“One”", &[(&one, "content")]), (" and ", &[]), ("two", &[(&two, "content")])];
    let told = flags(&paper, &mut eva, text("Rain", json!([marked("b1", &runs)]))).await;
    assert_eq!(kinds(&told), ["paraphrase_quoted", "single_source"]);
    assert_eq!((&told[0]["block"], &told[1]["source"]), (&json!("b1"), &lia["id"]));

    let runs: [(&str, &[(&Value, &str)]); 3] = [
        ("three", &[(&three, "content")]),
        (" last week ", &[(&event, "when")]),
        ("x", &[(&gone, "mention")]),
    ];
    let told = flags(&paper, &mut eva, text("Rain on 12 days", json!([marked("b1", &runs)]))).await;
    assert_eq!(kinds(&told), ["item_gone", "unnamed_source", "date_unconfirmed", "number_differs"]);
    assert_eq!(told[3]["number"], "12");

    // A card that moved on since it was taken over.
    let content = text("Who is Lia?", json!([marked("b1", &[("A writer.", &[])])]));
    let card = eva
        .post(
            "/desk/api/articles",
            json!({ "edition": "en", "section": paper.section, "content": content }),
        )
        .await
        .ok();
    let path = format!("/desk/api/articles/{}", id(&card));
    let kind = json!({ "kind": "card", "embargo": null, "sensitive": false });
    let card = eva.post(&format!("{path}/story"), kind).await.ok();
    let approved = eva.act_on_text(&card, "approve").await.ok();
    let live = eva.act_on_text(&approved, "publish").await.ok();
    let newer = text("Who is Lia?", json!([marked("b1", &[("A poet.", &[])])]));
    let card = eva.act(&live, "revisions", json!({ "content": newer })).await.ok();
    let approved = eva.act_on_text(&card, "approve").await.ok();
    eva.act_on_text(&approved, "fix").await.ok();
    let block = json!({
        "type": "card",
        "attrs": { "id": "c1", "title": "Who is Lia?", "origin": id(&card), "revision": 1 },
        "content": [marked("b2", &[("A writer.", &[])])],
    });
    let told = flags(&paper, &mut eva, text("Rain", json!([block]))).await;
    assert_eq!(kinds(&told), ["card_overdue"]);
    assert_eq!((&told[0]["taken"], &told[0]["live"]), (&json!(1), &json!(2)));
}

#[tokio::test]
async fn a_translation_that_lost_who_says_so_is_told_of() {
    let paper = Paper::open().await;
    let mut eva = paper.person("eva", Role::Publisher).await;
    let lia = person_item(&mut eva, "Lia Mora").await;
    let facts = json!({ "kind": "claim", "standing": "stands", "chain": [{ "by": lia["id"] }] });
    let claim = made(&mut eva, json!({ "en": "It rains." }), facts).await;
    let runs: [(&str, &[(&Value, &str)]); 3] = [
        ("According to", &[(&claim, "cue")]),
        (" Lia, ", &[(&claim, "source")]),
        ("it rains", &[(&claim, "content")]),
    ];
    let content = text("Rain", json!([marked("b1", &runs)]));
    let asked = json!({ "edition": "en", "section": paper.section, "content": content });
    let article = eva.post("/desk/api/articles", asked).await.ok();
    let path = format!("/desk/api/articles/{}/translations", id(&article));
    let russian = eva.post(&path, json!({ "edition": "ru" })).await.ok();
    let flags = format!("/desk/api/articles/{}/flags", id(&russian));
    assert_eq!(eva.get(&flags).await.ok()["flags"], json!([]));
    let without = text("Дождь", json!([marked("b1", &[("Идёт дождь", &[(&claim, "content")])])]));
    let told = eva.post(&flags, json!({ "content": without })).await.ok();
    let told = &told["flags"][0];
    assert_eq!((&told["kind"], &told["claim"]), (&json!("attribution_dropped"), &claim["id"]));
}
