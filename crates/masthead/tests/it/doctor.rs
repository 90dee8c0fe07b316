//! `masthead check` finds what is wrong.

use std::os::unix::fs::PermissionsExt;

use story::{MediaId, Timestamp};

use crate::program::{Folder, draft};

fn check(folder: &Folder) -> (i32, serde_json::Value) {
    let ran = folder.in_paper(&["check", "--json"]);
    (ran.code, serde_json::from_str(&ran.out).unwrap())
}

fn faults(found: &serde_json::Value) -> String {
    let list = found.as_array().unwrap().iter().filter(|finding| finding["fault"] == true);
    list.map(|finding| format!("{}: {}\n", finding["object"], finding["what"])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_changed_behind_the_papers_back_is_found() {
    let folder = Folder::with_paper();
    let store = folder.store().await;
    let article = draft(&store, "Rain").await;
    store.close().await;
    assert_eq!(check(&folder).0, 0);
    folder.tamper("UPDATE revision SET document = replace(document, 'all day', 'at night')").await;
    let (code, found) = check(&folder);
    assert_eq!(code, 1);
    let faults = faults(&found);
    assert!(
        faults.contains(&article.id.to_string()) && faults.contains("not the one that was written"),
        "{faults}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_audit_line_taken_out_is_found() {
    let folder = Folder::with_paper();
    let store = folder.store().await;
    draft(&store, "Rain").await;
    store.close().await;
    folder.tamper("DELETE FROM audit WHERE number = 1").await;
    let (code, found) = check(&folder);
    assert_eq!(code, 1);
    assert!(faults(&found).contains("audit line"), "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_that_is_counted_wrong_is_found_and_counted_anew() {
    let folder = Folder::with_paper();
    folder.tamper("INSERT INTO month SELECT code, 202603, 7 FROM edition WHERE code = 'en'").await;
    let (code, found) = check(&folder);
    assert_eq!(code, 1);
    let faults = faults(&found);
    assert!(faults.contains("month 2026-03 of edition en"), "{faults}");
    assert!(faults.contains("0 articles went live in it, and 7 are counted"), "{faults}");
    let told = folder.in_paper(&["migrate", "--dry-run"]).out;
    assert_eq!(told, "To be done: counting the articles of months anew.\n");
    assert_eq!(check(&folder).0, 1);
    folder.in_paper(&["migrate"]);
    assert_eq!(check(&folder).0, 0);
    assert_eq!(folder.in_paper(&["migrate"]).out, "The database is up to date.\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_without_its_file_is_a_fault_and_a_file_without_a_picture_only_a_note() {
    let folder = Folder::with_paper();
    let shelf = folder.paper().join("media");
    let files = media::Files::at(&shelf, media::Config::default()).unwrap();
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>"#;
    let taken = files.take(svg.as_slice().into()).await.unwrap();
    let hash = taken.stored.hash;
    let (code, found) = check(&folder);
    assert_eq!(code, 0, "{found}");
    assert!(found.to_string().contains("belong to no picture"), "{found}");

    let store = folder.store().await;
    let mut write = store.write().await.unwrap();
    let id = MediaId::new(write.id());
    let media = taken.media(id, "map.svg", "en", Timestamp::UNIX_EPOCH);
    write.put_media(&media).await.unwrap();
    write.commit().await.unwrap();
    store.close().await;
    assert_eq!(check(&folder).0, 0);
    files.remove(&hash).await.unwrap();
    let (code, found) = check(&folder);
    assert_eq!(code, 1);
    assert!(faults(&found).contains("map.svg"), "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_masthead_is_left_alone() {
    let folder = Folder::with_paper();
    folder
        .tamper(
            "INSERT INTO migration (number, name, checksum, at) VALUES (999, '0999_later', 'x', 0)",
        )
        .await;
    let (code, found) = check(&folder);
    assert_eq!(code, 1);
    assert!(faults(&found).contains("newer Masthead"), "{found}");
    let refusal = folder.in_paper(&["list"]).refused();
    assert!(refusal.contains("newer Masthead"), "{refusal}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_database_is_told_as_such() {
    let folder = Folder::with_paper();
    std::fs::write(
        folder.paper().join("paper.db"),
        "not a database, but a letter to the editor".repeat(100),
    )
    .unwrap();
    let (code, found) = check(&folder);
    assert_eq!(code, 1);
    assert!(faults(&found).contains("paper.db"), "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desks_key_is_there_and_nobody_elses() {
    let folder = Folder::with_paper();
    assert!(!check(&folder).1.to_string().contains("desk.key"), "nobody has served yet");
    assert_eq!(folder.serve().stop(), 0);
    let (code, found) = check(&folder);
    assert_eq!(code, 0, "{found}");
    assert!(found.to_string().contains("the desk's key is there"), "{found}");

    let key = folder.paper().join("desk.key");
    let mode = |mode| std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(&key, mode(0o640)).unwrap();
    let (code, found) = check(&folder);
    assert_eq!(code, 1);
    assert!(faults(&found).contains("others than its owner"), "{found}");
    std::fs::write(&key, "0".repeat(64)).unwrap();
    assert!(faults(&check(&folder).1).contains("not the key"), "another");
    std::fs::remove_file(&key).unwrap();
    assert!(faults(&check(&folder).1).contains("is missing"), "gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_that_nobody_can_see_is_told() {
    let folder = Folder::with_paper();
    let store = folder.store().await;
    let now = store.clock().now();
    let mut write = store.write().await.unwrap();
    let campaign = story::campaign::Campaign {
        id: story::CampaignId::new(write.id()),
        advertiser: "The Bakery".to_owned(),
        name: "Spring".to_owned(),
        from: now,
        until: now.checked_add(jiff::SignedDuration::from_hours(24)).unwrap(),
        weight: 1,
        cap: None,
        editions: Vec::new(),
        sections: Vec::new(),
        state: story::campaign::CampaignState::Running,
        creatives: vec![story::campaign::Creative {
            id: story::CreativeId::new(write.id()),
            slot: "roof".to_owned(),
            editions: Vec::new(),
            href: String::new(),
            shows: story::campaign::Shows::Html { html: "Bread".to_owned() },
        }],
        version: 1,
        created_at: now,
    };
    let by = story::account::Editor::operator("test");
    write.save_campaign(None, &campaign, "start", &by).await.unwrap();
    write.set("site.ads_txt", "ads.example, 1").await.unwrap();
    write.commit().await.unwrap();
    store.close().await;
    let told = check(&folder).1.to_string();
    for words in ["none of its editions has places", "“roof”", "Line 1: a seller has"] {
        assert!(told.contains(words), "{told}");
    }
    let listed = folder.in_paper(&["campaign", "list"]).ok();
    assert!(listed.contains("running") && listed.contains("The Bakery: Spring"), "{listed}");
    let id = campaign.id.to_string();
    let report = folder.in_paper(&["campaign", "report", &id]).ok();
    assert_eq!(report, "day,advertisement,impressions,people,clicks,bots\n");
    let wrong = folder.in_paper(&["campaign", "report", "spring"]).refused();
    assert!(wrong.contains("names no campaign"), "{wrong}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_countries_that_is_none_is_found() {
    let folder = Folder::with_paper();
    let settings = folder.paper().join("masthead.toml");
    let written = std::fs::read_to_string(&settings).unwrap();
    let named = written.replace("# countries = \"\"", "countries = \"countries.mmdb\"");
    assert_ne!(named, written);
    std::fs::write(&settings, named).unwrap();
    let file = folder.paper().join("countries.mmdb");
    let (code, found) = check(&folder);
    assert_eq!(code, 1);
    assert!(faults(&found).contains("No such file"), "{found}");
    std::fs::write(&file, "<html>").unwrap();
    assert!(faults(&check(&folder).1).contains("not in MaxMind's format"));
    std::fs::write(&file, testkit::country_file()).unwrap();
    assert_eq!(check(&folder).0, 0);
}
