//! Wrong input on every flag and key: a sentence that says what to do, and never a panic.

use crate::program::Folder;

#[track_caller]
fn check(folder: &Folder, line: &str, says: &str) {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    let refusal = folder.in_paper(&arguments).refused();
    assert!(refusal.contains(says), "masthead {line}: {refusal}");
}

#[test]
fn a_wrong_command_line_is_told_what_is_wrong_with_it() {
    let folder = Folder::with_paper();
    for (line, says) in [
        ("pubish en/x", "publish"),
        ("--set site.url serve", "KEY=VALUE"),
        ("--set =x list", "KEY=VALUE"),
        ("--set site.url=ftp://x list", "not a web address"),
        ("--set nothing.here=1 list", "no such key"),
        ("--set sever.listen=1 list", "Did you mean server.listen?"),
        ("--paper nowhere list", "not a folder"),
        ("init", "DIR"),
        ("init x --edition tlh", "tlh"),
        ("init x --edition desk", "desk"),
        ("init x --edition en --edition en", "named twice"),
        ("init x --timezone Mars/Olympus", "Mars/Olympus"),
        ("init x --url paper.example", "not a web address"),
        ("serve --listen 8000", "not an address with a port"),
        ("serve --listen 203.0.113.7:8000", "has no address"),
        ("demo --listen nowhere", "not an address with a port"),
        ("demo --dir .", "another paper"),
        ("list --edition xx", "There is no edition “xx”"),
        ("list --state wet", "possible values"),
        ("list --limit 0", "1..=100000"),
        ("list --limit many", "many"),
        ("approve", "ARTICLE"),
        ("approve rain", "names no article"),
        ("approve en/none", "There is no article en/none"),
        ("approve 77", "There is no article 77"),
        ("approve en/none --revision x", "invalid value 'x'"),
        ("approve en/none --as nobody@paper.example", "There is no article"),
        ("publish", "ARTICLE"),
        ("publish en/none", "There is no article"),
        ("publish en/a en/b --revision 2", "goes with one article"),
        ("publish en/none --as nobody@paper.example", "Nobody has the address"),
        ("schedule en/none", "--at"),
        ("schedule en/none --at tomorrow", "2026-01-31T06:00"),
        ("schedule en/none --at 2030-01-01T06:00", "There is no article"),
        ("unschedule en/none", "There is no article"),
        ("withdraw en/none", "--note"),
        ("withdraw en/none --note x", "There is no article"),
        ("place xx front", "There is no edition"),
        ("place en back", "is no list"),
        ("place en important:wet", "no section with the key “wet”"),
        ("place en front en/none", "There is no article"),
        ("place en front en/none --clear", "cannot be used with"),
        ("edition", "Usage"),
        ("edition show xx", "There is no edition"),
        ("edition apply nowhere.toml", "nowhere.toml cannot be read"),
        ("edition apply masthead.toml", "masthead.toml was not applied"),
        ("user", "Usage"),
        ("user add ana --name Ana --role admin --password-stdin", "not an e-mail address"),
        ("user add ana@paper.example --role admin", "--name"),
        ("user add ana@paper.example --name Ana", "--role"),
        ("user add ana@paper.example --name Ana --role king", "there are reporter"),
        ("user add ana@paper.example --name Ana --role admin --edition xx", "There is no edition"),
        ("user disable nobody@paper.example", "Nobody has the address"),
        ("theme check none", "none"),
        ("completions tcsh", "possible values"),
    ] {
        check(&folder, line, says);
    }
}

#[test]
fn a_wrong_key_stops_every_command_with_the_whole_list() {
    let folder = Folder::with_paper();
    let path = folder.paper().join("masthead.toml");
    std::fs::write(&path, "[site]\nulr = \"x\"\n[server]\nlisten = 8000\n").unwrap();
    for command in ["list", "check", "config", "serve", "migrate"] {
        let refusal = folder.in_paper(&[command]).refused();
        assert!(refusal.contains("2 faults"), "{refusal}");
        assert!(
            refusal.contains("masthead.toml:2: site.ulr: no such key. Did you mean site.url?"),
            "{refusal}"
        );
        assert!(refusal.contains("masthead.toml:4: server.listen"), "{refusal}");
    }
}

#[test]
fn a_variable_is_checked_like_the_file() {
    let folder = Folder::with_paper();
    let ran = folder
        .command(&["config", "--paper", "paper"])
        .env("MASTHEAD_LOG_FORMAT", "xml")
        .env("MASTHEAD_SERVER_LISTNE", ":80")
        .output()
        .unwrap();
    let told = String::from_utf8(ran.stderr).unwrap();
    assert!(
        told.contains("variable MASTHEAD_LOG_FORMAT: log.format: “xml” is none of text, json."),
        "{told}"
    );
    assert!(told.contains("Did you mean MASTHEAD_SERVER_LISTEN?"), "{told}");
}

#[test]
fn a_folder_that_is_no_paper_gets_no_database() {
    let folder = Folder::new();
    for command in ["list", "check", "serve", "migrate"] {
        let refusal = folder.run(&[command]).refused();
        assert!(refusal.contains("masthead init"), "{refusal}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn every_command_explains_itself() {
    let folder = Folder::new();
    let help = folder.run(&["--help"]).ok();
    assert!(help.contains("Examples:"), "{help}");
    for command in [
        "init",
        "serve",
        "demo",
        "list",
        "approve",
        "publish",
        "schedule",
        "unschedule",
        "withdraw",
        "place",
        "check",
        "migrate",
        "config",
        "completions",
    ] {
        let help = folder.run(&[command, "--help"]).ok();
        assert!(help.contains("Example"), "masthead {command} --help has no example: {help}");
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(folder.run(&["completions", shell]).ok().contains("masthead"));
    }
}
