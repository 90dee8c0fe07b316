use serde_json::{Value, json};
use story::permission::Role;

use crate::paper::{Browser, PASSWORD, Paper, content};

async fn begun(paper: &Paper, browser: &mut Browser) -> Value {
    browser.post("/desk/api/articles", paper.text("Rain stops play")).await.ok()
}

/// An article that readers have.
async fn live(paper: &Paper, publisher: &mut Browser) -> Value {
    let article = begun(paper, publisher).await;
    let article = publisher.act_on_text(&article, "approve").await.ok();
    publisher.act_on_text(&article, "publish").await.ok()
}

/// The article with another text, approved.
async fn rewritten(publisher: &mut Browser, article: &Value, text: &str) -> Value {
    let more = json!({ "content": content("Rain stops play", text) });
    let article = publisher.act(article, "revisions", more).await.ok();
    publisher.act_on_text(&article, "approve").await.ok()
}

fn why_not<'a>(article: &'a Value, act: &str) -> &'a Value {
    let acts = article["acts"].as_array().unwrap();
    acts.iter().find(|one| one["act"] == act).unwrap()
}

#[tokio::test]
async fn a_text_goes_from_the_reporter_to_the_readers() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let mut lilit = paper.person("lilit", Role::Publisher).await;

    let article = begun(&paper, &mut davit).await;
    assert_eq!(
        (&article["desk"], &article["public"]["state"]),
        (&json!("draft"), &json!("unpublished"))
    );
    assert_eq!(article["slug"], "rain-stops-play");
    assert_eq!(article["address"], Value::Null);
    let article = davit.act(&article, "review", json!({})).await.ok();
    assert_eq!(article["desk"], "in_review");
    let article = ana.act_on_text(&article, "approve").await.ok();
    assert_eq!(article["desk"], "approved");
    let article = lilit.act_on_text(&article, "publish").await.ok();
    assert_eq!(article["public"], json!({ "state": "live", "revision": 1 }));
    assert_eq!(article["address"], "https://paper.example/en/post/rain-stops-play");
    assert_eq!(article["first_live_at"], "2026-03-02T09:00:00Z");

    let article = lilit.act(&article, "withdraw", json!({ "note": "Not our story." })).await.ok();
    assert_eq!(article["public"]["state"], "withdrawn");
    assert_eq!(article["public"]["note"], "Not our story.");

    let lines = paper.store.audit_after(0, 100).await.unwrap();
    let acts: Vec<(&str, &str)> = lines
        .iter()
        .filter(|line| line.object.starts_with("article"))
        .map(|line| (line.name.as_str(), line.act.as_str()))
        .collect();
    assert_eq!(
        acts,
        [
            ("davit", "begin"),
            ("davit", "review"),
            ("ana", "approve"),
            ("lilit", "publish"),
            ("lilit", "withdraw")
        ]
    );
}

#[tokio::test]
async fn acts_say_why_they_are_not_possible() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let article = begun(&paper, &mut ana).await;
    let acts: Vec<String> = article["acts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let why = one["why_not"].as_str().unwrap_or("possible");
            format!("{}: {why}", one["act"].as_str().unwrap())
        })
        .collect();
    insta::assert_snapshot!(acts.join("\n"), @r"
    write: possible
    review: possible
    return: There is nothing to change: the text is with its writer already.
    approve: possible
    publish: Revision 1 is not approved. Send it to review, and let an editor approve this very text.
    schedule: Revision 1 is not approved. Send it to review, and let an editor approve this very text.
    unschedule: Revision 1 is no longer scheduled.
    correct: The article is not live.
    fix: The article is not live.
    withdraw: The article is not live.
    hold: A second person must agree to it: name another colleague with the legal, publisher or admin role.
    release: A second person must agree to it: name another colleague with the legal, publisher or admin role.
    ");
}

#[tokio::test]
async fn what_is_said_to_be_possible_is_possible() {
    let paper = Paper::open().await;
    let mut admin = paper.person("ana", Role::Admin).await;
    paper.person("gor", Role::Legal).await;
    let second = json!({ "email": "gor@paper.example", "password": PASSWORD });
    let mut article = begun(&paper, &mut admin).await;
    let walk = [
        "review",
        "return",
        "review",
        "approve",
        "schedule",
        "unschedule",
        "publish",
        "revisions",
        "approve",
        "correct",
        "hold",
        "release",
        "withdraw",
    ];
    for act in walk {
        let name = if act == "revisions" { "write" } else { act };
        assert_eq!(
            why_not(&article, name)["possible"],
            true,
            "{act}: {:?}",
            why_not(&article, name)
        );
        let more = match act {
            "approve" | "publish" => json!({ "revision": article["draft"] }),
            "schedule" => json!({ "revision": article["draft"], "at": "2026-03-02T18:00" }),
            "revisions" => json!({ "content": content("Rain stops play", "It rained. All day.") }),
            "correct" => json!({
                "revision": article["draft"], "kind": "correction", "text": "It rained all day."
            }),
            "hold" => json!({ "order": "Court of Yerevan", "second": second }),
            "release" => json!({ "second": second }),
            "withdraw" => json!({ "note": "Wrong." }),
            _ => json!({}),
        };
        article = admin.act(&article, act, more).await.ok();
    }
    assert_eq!(article["public"]["state"], "withdrawn");
}

#[tokio::test]
async fn who_acts_on_an_old_state_is_shown_the_present_one() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Publisher).await;
    let mut lilit = paper.person("lilit", Role::Publisher).await;
    let seen = begun(&paper, &mut ana).await;
    let present = ana.act_on_text(&seen, "approve").await.ok();
    let acts = [
        ("review", json!({})),
        ("return", json!({})),
        ("approve", json!({ "revision": 1 })),
        ("publish", json!({ "revision": 1 })),
        ("schedule", json!({ "revision": 1, "at": "2026-03-02T18:00" })),
        ("unschedule", json!({})),
        ("correct", json!({ "revision": 1, "kind": "update", "text": "More." })),
        ("fix", json!({ "revision": 1 })),
        ("withdraw", json!({ "note": "Wrong." })),
        ("hold", json!({ "order": "Court", "second": { "email": "x", "password": "y" } })),
        ("release", json!({ "second": { "email": "x", "password": "y" } })),
        ("revisions", json!({ "content": content("Other", "Text.") })),
    ];
    for (act, more) in acts {
        let answer = lilit.act(&seen, act, more).await;
        assert_eq!(answer.refused(), (409, "stale".into()), "{act}");
        let shown = answer.json();
        assert_eq!(shown["article"]["version"], present["version"], "{act}");
        assert_eq!(shown["article"]["desk"], "approved");
    }
}

#[tokio::test]
async fn of_two_who_publish_at_once_one_is_told() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Publisher).await;
    let mut lilit = paper.person("lilit", Role::Publisher).await;
    let article = begun(&paper, &mut ana).await;
    let article = ana.act_on_text(&article, "approve").await.ok();
    let (one, other) = tokio::join!(
        ana.act_on_text(&article, "publish"),
        lilit.act(&article, "return", json!({}))
    );
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test]
async fn an_approval_is_for_the_text_that_was_read() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let article = begun(&paper, &mut ana).await;
    let article = rewritten(&mut ana, &article, "It rained. All day.").await;
    let refused = ana.act(&article, "approve", json!({ "revision": 1 })).await;
    assert_eq!(refused.refused(), (409, "not_newest".into()));
    let refused = ana.act(&article, "approve", json!({ "revision": 9 })).await;
    assert_eq!(refused.refused(), (409, "not_newest".into()));
}

#[tokio::test]
async fn a_correction_tells_readers_what_was_wrong() {
    let paper = Paper::open().await;
    let mut lilit = paper.person("lilit", Role::Publisher).await;
    let article = live(&paper, &mut lilit).await;
    let article = rewritten(&mut lilit, &article, "Rain fell on the roof.").await;
    let ask = |text| json!({ "revision": 2, "kind": "correction", "text": text });
    let refused = lilit.act(&article, "correct", ask(" ")).await;
    assert_eq!(refused.refused(), (422, "no_correction_text".into()));
    paper.wait(60);
    let article = lilit.act(&article, "correct", ask("It was the roof.")).await.ok();
    assert_eq!(article["corrections"][0]["text"], "It was the roof.");
    assert_eq!(article["changed_at"], "2026-03-02T09:01:00Z");
    assert_eq!(article["public"]["revision"], 2);
}

#[tokio::test]
async fn a_minor_fix_is_no_way_around_a_correction() {
    let paper = Paper::open().await;
    let mut lilit = paper.person("lilit", Role::Publisher).await;
    let article = live(&paper, &mut lilit).await;
    let more = rewritten(&mut lilit, &article, "Rain fell on 12 stands.").await;
    assert_eq!(why_not(&more, "fix")["code"], "not_minor");
    let refused = lilit.act_on_text(&more, "fix").await;
    assert_eq!(refused.refused(), (422, "not_minor".into()));
    let minor = rewritten(&mut lilit, &more, "Rain fell on the stands.").await;
    let article = lilit.act_on_text(&minor, "fix").await.ok();
    assert_eq!(article["public"]["revision"], 3);
    assert_eq!(article["changed_at"], Value::Null);
}

#[tokio::test]
async fn a_scheduled_moment_is_one_of_the_editions_clocks() {
    let paper = Paper::open().await;
    let mut lilit = paper.person("lilit", Role::Publisher).await;
    let article = begun(&paper, &mut lilit).await;
    let article = lilit.act_on_text(&article, "approve").await.ok();
    let at = |at| json!({ "revision": 1, "at": at });
    for (moment, code) in
        [("2026-03-01T06:00", "past"), ("soon", "invalid"), ("2026-03-29T01:30", "invalid")]
    {
        let refused = lilit.act(&article, "schedule", at(moment)).await;
        assert_eq!(refused.refused(), (422, code.into()), "{moment}");
    }
    let article = lilit.act(&article, "schedule", at("2026-07-01T06:00")).await.ok();
    assert_eq!(article["scheduled"], json!({ "revision": 1, "at": "2026-07-01T05:00:00Z" }));
    assert_eq!(article["public"]["state"], "unpublished");
    let article = lilit.act(&article, "unschedule", json!({})).await.ok();
    assert_eq!(article["scheduled"], Value::Null);
}

#[tokio::test]
async fn a_legal_hold_takes_the_word_of_a_second_person() {
    let paper = Paper::open().await;
    let mut lilit = paper.person("lilit", Role::Publisher).await;
    let mut gor = paper.person("gor", Role::Legal).await;
    paper.person("davit", Role::Reporter).await;
    let article = live(&paper, &mut lilit).await;
    let hold = |email: &str, password: &str| {
        let second = json!({ "email": email, "password": password });
        json!({ "order": "Court of Yerevan, 12/3", "second": second })
    };
    for (second, code) in [
        (hold("gor@paper.example", PASSWORD), "no_second_person"),
        (hold("davit@paper.example", PASSWORD), "no_second_person"),
        (hold("lilit@paper.example", "guess"), "invalid"),
    ] {
        let refused = gor.act(&article, "hold", second).await;
        assert_eq!(refused.refused(), (422, code.into()));
    }
    let article = gor.act(&article, "hold", hold("lilit@paper.example", PASSWORD)).await.ok();
    assert_eq!(article["public"]["order"], "Court of Yerevan, 12/3");
    assert_eq!(why_not(&article, "withdraw")["code"], "not_allowed");
    let refused = lilit.act(&article, "withdraw", json!({ "note": "x" })).await;
    assert_eq!(refused.refused(), (422, "held".into()));
    let second = json!({ "second": { "email": "lilit@paper.example", "password": PASSWORD } });
    let article = gor.act(&article, "release", second).await.ok();
    assert_eq!(article["public"], json!({ "state": "live", "revision": 1 }));
}

#[tokio::test]
async fn the_second_persons_password_cannot_be_guessed_there_either() {
    let paper = Paper::open().await;
    let mut gor = paper.person("gor", Role::Legal).await;
    let mut lilit = paper.person("lilit", Role::Publisher).await;
    let article = live(&paper, &mut lilit).await;
    let second = json!({ "email": "lilit@paper.example", "password": "guess" });
    let asked = json!({ "order": "Court", "second": second });
    for _ in 0..6 {
        assert_eq!(gor.act(&article, "hold", asked.clone()).await.status, 422);
    }
    let refused = gor.act(&article, "hold", asked).await;
    assert_eq!(refused.refused(), (429, "too_many_attempts".into()));
}

#[tokio::test]
async fn an_act_that_would_change_nothing_is_not_done() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let article = begun(&paper, &mut davit).await;
    let article = davit.act(&article, "review", json!({})).await.ok();
    assert_eq!(why_not(&article, "review")["code"], "nothing_to_change");
    let refused = davit.act(&article, "review", json!({})).await;
    assert_eq!(refused.refused(), (422, "nothing_to_change".into()));
}

#[tokio::test]
async fn what_changed_between_two_texts_is_shown_word_by_word() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let article = begun(&paper, &mut ana).await;
    rewritten(&mut ana, &article, "Rain fell on the roof.").await;
    let path = format!("/desk/api/articles/{}/diff?from=1&to=2", article["id"].as_str().unwrap());
    let changes = ana.get(&path).await.ok();
    insta::assert_json_snapshot!(changes["lines"][2], @r#"
    {
      "changed": true,
      "runs": [
        {
          "kind": "same",
          "text": "Rain fell on the "
        },
        {
          "kind": "gone",
          "text": "stand"
        },
        {
          "kind": "new",
          "text": "roof"
        },
        {
          "kind": "same",
          "text": "."
        }
      ]
    }
    "#);
    let changed = |line: &Value| line["changed"].as_bool().unwrap();
    let lines = changes["lines"].as_array().unwrap();
    assert_eq!(lines.iter().map(changed).collect::<Vec<_>>(), [false, false, true]);
}

#[tokio::test]
async fn each_text_of_an_article_can_be_read() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let article = begun(&paper, &mut ana).await;
    let path = format!("/desk/api/articles/{}", article["id"].as_str().unwrap());
    let text = ana.get(&format!("{path}/revisions/1")).await.ok();
    assert_eq!(text["content"]["headline"], "Rain stops play");
    assert_eq!(text["name"], "ana");
    assert_eq!(ana.get(&format!("{path}/revisions/2")).await.refused(), (404, "not_found".into()));
    assert_eq!(
        ana.get(&format!("{path}/diff?from=1&to=7")).await.refused(),
        (404, "not_found".into())
    );
}
