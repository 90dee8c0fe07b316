use std::time::{Duration, Instant};

use crate::program::{Folder, Served};

fn start(folder: &Folder) -> Served {
    let arguments = ["demo", "--dir", "meridian", "--listen", "127.0.0.1:0"];
    Served::start(&mut folder.command(&arguments))
}

#[test]
fn the_demo_is_a_whole_newspaper_and_starts_quickly_the_second_time() {
    let folder = Folder::new();
    let served = start(&folder);
    for edition in ["en", "ru", "hy", "fr", "ar"] {
        assert_eq!(served.get(&format!("/{edition}/")).status, 200);
    }
    let article = served.get("/en/post/bamako-fuel-blockade");
    assert_eq!(article.status, 200);
    assert!(article.body.contains("1 July 2025"), "the public correction is on the page");
    assert_eq!(served.get("/en/post/bamako-fuel-blockade/history").status, 200);
    assert_eq!(served.stop(), 0);

    let begun = Instant::now();
    let served = start(&folder);
    assert_eq!(served.get("/en/").status, 200);
    // Two seconds on a machine with nothing else to do; tests share theirs.
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    drop(served);

    let checked = folder.run(&["check", "--paper", "meridian"]).ok();
    assert!(checked.contains("Everything is in order."), "{checked}");
}

#[test]
fn the_demo_carries_the_example_as_living_coverage_in_five_languages() {
    let folder = Folder::new();
    let served = start(&folder);
    for edition in ["en", "ru", "hy", "fr", "ar"] {
        let page = served.get(&format!("/{edition}/coverage/bamako-blockade"));
        assert_eq!(page.status, 200, "{edition}");
        assert_eq!(page.body.matches("id=\"event-").count(), 9, "{edition}: events");
        assert_eq!(page.body.matches("id=\"claim-").count(), 22, "{edition}: claims");
        assert!(page.body.contains("<path fill=\"none\""), "{edition}: the map");
        let card = served.get(&format!("/{edition}/topic/jnim"));
        assert_eq!(card.status, 200, "{edition}");
    }
    let article = served.get("/en/post/bamako-fuel-blockade").body;
    assert_eq!(article.matches("id=\"claim-").count(), 22);
    assert!(article.contains("/en/coverage/bamako-blockade#timeline"));
    assert_eq!(served.stop(), 0);
}

#[test]
fn a_demo_that_was_interrupted_is_made_anew() {
    let folder = Folder::new();
    for millis in [20, 60, 150, 400] {
        let mut making =
            folder.command(&["demo", "--dir", "meridian", "--no-serve"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(millis));
        let _ = making.kill();
        making.wait().unwrap();
    }
    folder.run(&["demo", "--dir", "meridian", "--no-serve"]).ok();
    let checked = folder.run(&["check", "--paper", "meridian"]).ok();
    assert!(checked.contains("Everything is in order."), "{checked}");
    let live = folder.run(&["list", "--paper", "meridian", "--edition", "en", "--json"]).ok();
    let live: serde_json::Value = serde_json::from_str(&live).unwrap();
    assert!(live.as_array().unwrap().iter().any(|line| line["slug"] == "bamako-fuel-blockade"));
}

#[test]
fn the_demo_takes_no_folder_of_somebody_else() {
    let folder = Folder::with_paper();
    let refusal = folder.run(&["demo", "--dir", "paper", "--no-serve"]).refused();
    assert!(refusal.contains("another paper"), "{refusal}");
    std::fs::create_dir(folder.path().join("photos")).unwrap();
    std::fs::write(folder.path().join("photos/cat.jpg"), "cat").unwrap();
    let refusal = folder.run(&["demo", "--dir", "photos", "--no-serve"]).refused();
    assert!(refusal.contains("not empty"), "{refusal}");
    assert!(folder.path().join("photos/cat.jpg").exists());
}
