//! Pictures: brought, described, shown to the newsroom, blocked and replaced.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use story::permission::Role;

use crate::paper::{Answer, Browser, Paper, content};

fn jpeg(shade: u8) -> Vec<u8> {
    let image = image::RgbImage::from_pixel(640, 400, image::Rgb([shade, 90, 60]));
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut bytes).encode_image(&image).unwrap();
    bytes
}

async fn bring(browser: &mut Browser, name: &str, bytes: Vec<u8>) -> Answer {
    let headers = [
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/octet-stream"),
        ("x-file-name", name),
    ];
    browser.send_bytes(Method::POST, "/desk/api/pictures", &headers, bytes).await
}

fn path(picture: &Value, rest: &str) -> String {
    format!("/desk/api/pictures/{}{rest}", picture["id"].as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_brought_described_and_shown_to_the_newsroom() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let answer = bring(&mut davit, "%D5%84%D5%B8%D5%BD%D5%BF.jpg", jpeg(10)).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let picture = answer.ok();
    assert_eq!(picture["file_name"], "Մոստ.jpg");
    assert_eq!(picture["content_type"], "image/jpeg");
    assert_eq!((picture["width"].as_u64(), picture["height"].as_u64()), (Some(640), Some(400)));
    assert_eq!(picture["state"], "working");
    assert_eq!(picture["by"]["name"], "davit");
    assert_eq!(picture["widths"], json!([640]));

    let said = json!({
        "alt": { "en": "A bridge", "ru": "Мост", "fr": " " },
        "caption": { "en": "The old bridge." },
        "credit": "Ana Petrosyan",
        "rights": { "holder": "AP", "licence": "One use", "until": "2027-01-01T00:00:00Z", "territory": "Armenia" },
        "focal": { "x": 0.25, "y": 1.0 },
        "taken_at": "2026-02-01T10:00:00Z",
        "place": "Goris",
    });
    let told = davit.post(&path(&picture, ""), said).await.ok();
    assert_eq!(told["alt"], json!({ "en": "A bridge", "ru": "Мост" }));
    assert_eq!(told["rights"]["territory"], "Armenia");
    assert_eq!(told["focal"], json!({ "x": 0.25, "y": 1.0 }));
    assert_eq!(told["taken_at"], "2026-02-01T10:00:00Z");
    // What is not named stays; what is named as nothing goes.
    let told = davit.post(&path(&picture, ""), json!({ "taken_at": null })).await.ok();
    assert_eq!((&told["taken_at"], &told["place"]), (&Value::Null, &json!("Goris")));

    let found = davit.get("/desk/api/pictures?q=ПЕТРОСЯН").await.ok();
    assert_eq!(found["pictures"], json!([]));
    let found = davit.get("/desk/api/pictures?q=goris").await.ok();
    assert_eq!(found["pictures"][0]["id"], picture["id"]);
    assert_eq!(found["next"], Value::Null);

    let file = davit.get_bytes(picture["src"].as_str().unwrap()).await;
    assert_eq!(file.0, StatusCode::OK);
    assert_eq!(file.1["content-type"], "image/jpeg");
    assert_eq!(file.1["cache-control"], "private, max-age=3600");
    let original = davit.get_bytes(&path(&picture, "/original")).await;
    assert_eq!(original.2, jpeg(10), "the original is kept as it came");
    assert!(original.1["content-disposition"].to_str().unwrap().starts_with("attachment"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_is_refused_in_a_sentence() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let mut truncated = jpeg(10);
    truncated.truncate(300);
    let avif = [b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf".to_vec(), vec![0; 40]].concat();
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">Rain</text></svg>"#;
    let refused = [
        (Vec::new(), 422, "empty"),
        (truncated, 422, "damaged"),
        (svg.to_vec(), 415, "export the drawing as a PNG"),
        (b"<!doctype html><p>Not found</p>".to_vec(), 415, "web page"),
        (b"%PDF-1.7\n".to_vec(), 415, "no picture"),
        (b"BM            ".to_vec(), 415, "BMP"),
        (vec![7; (64 << 20) + 1], 413, "64 MiB"),
        (avif, 422, "damaged"),
    ];
    for (bytes, status, sentence) in refused {
        let answer = bring(&mut davit, "x.jpg", bytes).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
        let message = answer.json()["error"].to_string();
        assert!(message.contains(sentence), "{message}");
    }
    let found = davit.get("/desk/api/pictures").await.ok();
    assert_eq!(found["pictures"], json!([]));
    assert_eq!(paper.files.all().await.unwrap(), [], "a refused file was kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_publishes_or_holds_blocks_and_replaces_everywhere() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Publisher).await;
    let old = bring(&mut ana, "old.jpg", jpeg(10)).await.ok();
    let new = bring(&mut ana, "new.jpg", jpeg(200)).await.ok();
    for role in Role::ALL {
        let mut person = paper.person(role.as_str(), role).await;
        let writes = matches!(
            role,
            Role::Reporter | Role::Translator | Role::Editor | Role::Publisher | Role::Admin
        );
        let described = person.post(&path(&old, ""), json!({})).await;
        assert_eq!(described.status == 200, writes, "{role:?} describes");
        assert_eq!(
            bring(&mut person, "x.jpg", jpeg(1)).await.status == 201,
            writes || role == Role::Advertising,
            "{role:?} brings"
        );
        let clears = matches!(role, Role::Publisher | Role::Legal | Role::Admin);
        for (act, more) in [
            ("/block", json!({ "reason": "The agency asked." })),
            ("/unblock", json!({})),
            ("/replace", json!({ "by": new["id"] })),
            ("/replace", json!({ "by": null })),
        ] {
            let answer = person.post(&path(&old, act), more).await;
            assert_eq!(answer.status == 200, clears, "{role:?} {act}: {}", answer.text);
            if !clears {
                assert_eq!(answer.refused(), (403, "not_allowed".into()), "{role:?} {act}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_or_a_replacement_comes_with_a_report() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Publisher).await;
    let old = bring(&mut ana, "old.jpg", jpeg(10)).await.ok();
    let new = bring(&mut ana, "new.jpg", jpeg(200)).await.ok();
    let mut text = paper.text("Ferry");
    text["content"] = content("Ferry", "Rain fell.");
    text["content"]["lead"] = json!({ "media": old["id"], "alt": "The ferry", "caption": "" });
    let article = ana.post("/desk/api/articles", text).await.ok();

    let uses = ana.get(&path(&old, "/uses")).await.ok();
    assert_eq!((&uses["in_campaigns"], &uses["campaigns"]), (&json!(0), &json!([])));
    assert_eq!(
        uses["uses"],
        json!([{ "article": article["id"], "edition": "en", "headline": "Ferry", "live": false }])
    );
    let report = ana.post(&path(&old, "/replace"), json!({ "by": new["id"] })).await.ok();
    assert_eq!(report["picture"]["replaced_by"], new["id"]);
    assert_eq!(report["uses"][0]["headline"], "Ferry");
    let again = ana.post(&path(&new, "/replace"), json!({ "by": old["id"] })).await;
    assert_eq!(again.refused(), (422, "invalid".into()));
    let itself = ana.post(&path(&new, "/replace"), json!({ "by": new["id"] })).await;
    assert_eq!(itself.refused(), (422, "invalid".into()));
    let silent = ana.post(&path(&new, "/block"), json!({ "reason": " " })).await;
    assert_eq!(silent.refused(), (422, "invalid".into()));
    let report = ana.post(&path(&new, "/block"), json!({ "reason": "Not ours." })).await.ok();
    assert_eq!(report["picture"]["state"], "blocked");
    assert_eq!(report["picture"]["blocked_because"], "Not ours.");
    assert_eq!(report["uses"][0]["headline"], "Ferry", "it stands in for the other there");
    let audit = paper.store.audit_after(0, 100).await.unwrap();
    let acts: Vec<&str> = audit.iter().map(|line| line.act.as_str()).collect();
    assert!(
        acts.contains(&"bring") && acts.contains(&"replace") && acts.contains(&"block"),
        "{acts:?}"
    );
    assert_eq!(ana.get("/desk/api/pictures/1").await.refused(), (404, "not_found".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drawing_comes_in_as_the_picture_that_it_draws() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" onload="alert(1)">
        <script>alert(2)</script><rect width="30" height="20" fill="#c00"/></svg>"##;
    let picture = bring(&mut davit, "map.svg", svg.to_vec()).await.ok();
    assert_eq!(picture["content_type"], "image/png");
    assert_eq!(picture["file_name"], "map.svg");
    assert_eq!((picture["width"].as_u64(), picture["height"].as_u64()), (Some(1600), Some(800)));
    let (status, headers, bytes) = davit.get_bytes(&path(&picture, "/original")).await;
    assert_eq!((status, &headers["content-type"]), (StatusCode::OK, &"image/png".parse().unwrap()));
    let drawn = image::load_from_memory(&bytes).unwrap().into_rgba8();
    assert_eq!(drawn.get_pixel(9, 9).0, [0xcc, 0, 0, 255]);
    assert_eq!(drawn.get_pixel(1500, 9).0, [0, 0, 0, 0]);
    let told = headers["content-disposition"].to_str().unwrap();
    assert!(told.contains("map.png"), "{told}");
}

#[tokio::test]
async fn a_picture_says_in_which_campaigns_it_is_to_whoever_runs_them() {
    let paper = Paper::open().await;
    let mut bella = paper.person("bella", Role::Advertising).await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let picture = bring(&mut bella, "bread.jpg", jpeg(90)).await.ok();
    let creative = json!({
        "slot": "beside-the-story", "href": "https://bakery.example/",
        "media": picture["id"], "alt": { "en": "Bread" },
    });
    let campaign = json!({
        "advertiser": "The Bakery", "name": "Spring", "weight": 10, "editions": ["en"],
        "from": "2026-03-01T00:00:00Z", "until": "2026-04-01T00:00:00Z", "creatives": [creative],
    });
    let campaign = bella.post("/desk/api/campaigns", campaign).await.ok();
    let path = format!("/desk/api/pictures/{}/uses", picture["id"].as_str().unwrap());
    let used = json!({
        "campaign": campaign["id"], "advertiser": "The Bakery", "name": "Spring", "runs": false,
    });
    assert_eq!(bella.get(&path).await.ok()["campaigns"], json!([used]));
    // What an advertiser pays for is nobody else's business, but that it is shown there is.
    let told = davit.get(&path).await.ok();
    assert_eq!((&told["campaigns"], &told["in_campaigns"]), (&json!([]), &json!(1)));
}
