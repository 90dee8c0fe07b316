use crate::program::Folder;

#[test]
fn a_new_paper_is_in_order_and_can_be_read() {
    let folder = Folder::new();
    let said = folder
        .run(&[
            "init",
            "paper",
            "--title",
            "Լրաբեր",
            "--edition",
            "hy",
            "--edition",
            "en",
            "--timezone",
            "Asia/Yerevan",
        ])
        .ok();
    assert!(said.contains("masthead serve"), "{said}");
    assert!(folder.in_paper(&["check"]).ok().contains("Everything is in order."));
    let shown = folder.in_paper(&["edition", "show", "hy"]).ok();
    assert!(shown.contains("Asia/Yerevan") && shown.contains("default = true"), "{shown}");

    let served = folder.serve();
    let front = served.get("/hy/");
    assert_eq!(front.status, 200);
    assert!(front.body.contains("Լրաբեր"), "{}", front.body);
    assert_eq!(served.get("/en/").status, 200);
    assert_eq!(served.get("/desk/").status, 200);
    assert_eq!(served.stop(), 0);
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = Folder::new();
    std::fs::create_dir(folder.paper()).unwrap();
    std::fs::write(folder.paper().join("thesis.txt"), "ten years of work").unwrap();
    let refusal = folder.run(&["init", "paper"]).refused();
    assert!(refusal.contains("not empty"), "{refusal}");
    assert_eq!(std::fs::read_dir(folder.paper()).unwrap().count(), 1);
}

#[test]
fn a_paper_is_not_made_twice() {
    let folder = Folder::with_paper();
    let refusal = folder.run(&["init", "paper"]).refused();
    assert!(refusal.contains("masthead serve --paper paper"), "{refusal}");
}

#[test]
fn an_edition_changes_as_its_file_says_and_keeps_its_sections() {
    let folder = Folder::with_paper();
    let file = folder.in_paper(&["edition", "show", "en"]).ok();
    let changed =
        file.replace("name = \"Sport\"", "name = \"Games\"").replace("Gazette", "The Daily");
    let without_science: String = {
        let blocks: Vec<&str> = changed.split("[[section]]").collect();
        let kept = blocks.into_iter().filter(|block| !block.contains("science"));
        kept.collect::<Vec<_>>().join("[[section]]")
    };
    std::fs::write(folder.paper().join("en.toml"), without_science).unwrap();
    folder.in_paper(&["edition", "apply", "en.toml"]).ok();
    let shown = folder.in_paper(&["edition", "show", "en"]).ok();
    assert!(shown.contains("Games") && shown.contains("The Daily"), "{shown}");
    assert!(!shown.contains("science"), "{shown}");

    let served = folder.serve();
    assert!(served.get("/en/").body.contains("Games"));
    assert_eq!(served.get("/en/science").status, 200, "a section out of the row stays reachable");
}

#[test]
fn the_written_configuration_is_in_effect() {
    let folder = Folder::new();
    folder
        .run(&["init", "paper", "--url", "https://gazette.example/", "--set", "log.level=warn"])
        .ok();
    let printed = folder.in_paper(&["config"]).ok();
    assert!(printed.contains("url = \"https://gazette.example\"  # masthead.toml:"), "{printed}");
    assert!(printed.contains("level = \"warn\"  # masthead.toml:"), "{printed}");
    assert!(printed.contains("reload = false  # default"), "{printed}");
}
