//! A newsroom replaces what it likes, file by file, and sees its mistakes.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use theme::{Config, Theme};

use crate::paper;

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn overriding(folder: &TempDir) -> Config {
    Config { overrides: vec![folder.path().to_owned()], ..Config::for_testing() }
}

#[test]
fn a_newsroom_can_replace_one_template_and_build_on_the_one_it_replaces() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "templates/parts/plate.html", "<header>Our own plate</header>");
    write(
        folder.path(),
        "templates/error.html",
        "{% extends \"broadsheet/error.html\" %}{% block title %}Ours{% endblock %}",
    );
    let theme = Theme::load(overriding(&folder)).unwrap();
    assert!(theme.render(&paper("en").front()).unwrap().contains("Our own plate"));
    let error = theme.render(&paper("en").error(404)).unwrap();
    assert!(error.contains("<title>Ours</title>") && error.contains("This page is not here"));
}

#[test]
fn a_newsroom_can_say_one_thing_differently() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "locales/ru.ftl", "error-404 = Пусто\n");
    let theme = Theme::load(overriding(&folder)).unwrap();
    let html = theme.render(&paper("ru").error(404)).unwrap();
    assert!(html.contains("Пусто") && html.contains("На первую полосу"));
    assert!(theme.render(&paper("en").error(404)).unwrap().contains("This page is not here"));
}

#[test]
fn a_template_tells_when_something_happened_no_finer_than_it_is_known() {
    let folder = TempDir::new().unwrap();
    write(
        folder.path(),
        "templates/parts/plate.html",
        "{% set told = {\"edtf\": \"2025-09/..\", \"words\": {\"ru\": \"с осени\"}, \"relative_to\": \"2025-11-10\", \"inferred\": [\"year\"]} | date_known %}\
         [{{ told.label }}|{{ told.words }}|{{ told.datetime is none }}]",
    );
    let theme = Theme::load(overriding(&folder)).unwrap();
    let html = theme.render(&paper("ru").front()).unwrap();
    assert!(html.contains("[с сентября 2025 г. (?)|с осени|True]"), "{html}");
}

#[test]
fn a_newsroom_can_bring_its_own_style() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "static/paper.css", "/* ours */\nbody { color: teal; }\n");
    let theme = Theme::load(overriding(&folder)).unwrap();
    let html = theme.render(&paper("en").front()).unwrap();
    assert!(html.contains("<style>body{color:teal}</style>"));
    assert_ne!(theme.csp().style, Theme::load(Config::for_testing()).unwrap().csp().style);
}

#[test]
fn a_theme_in_development_is_read_again_when_it_changes() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "templates/parts/plate.html", "first plate");
    let theme = Theme::load(Config { reload: true, ..overriding(&folder) }).unwrap();
    assert!(theme.render(&paper("en").front()).unwrap().contains("first plate"));

    write(folder.path(), "templates/parts/plate.html", "the second plate");
    write(folder.path(), "locales/en.ftl", "skip-to-content = Straight to the news\n");
    let patience = Instant::now() + Duration::from_secs(20);
    loop {
        let html = theme.render(&paper("en").front()).unwrap();
        if html.contains("the second plate") && html.contains("Straight to the news") {
            break;
        }
        assert!(Instant::now() < patience, "the change was never seen");
        std::thread::sleep(Duration::from_millis(50));
    }

    // A mistake keeps what was good.
    write(folder.path(), "templates/parts/plate.html", "{% if %}");
    std::thread::sleep(Duration::from_millis(300));
    assert!(theme.render(&paper("en").front()).unwrap().contains("the second plate"));
}

#[test]
fn a_theme_of_a_newsroom_has_only_what_differs() {
    let themes = TempDir::new().unwrap();
    write(
        themes.path(),
        "evening/theme.toml",
        "name = \"evening\"\ncontract = 1\nextends = \"noon\"\n",
    );
    write(themes.path(), "noon/theme.toml", "name = \"noon\"\ncontract = 1\n");
    write(themes.path(), "noon/templates/parts/plate.html", "noon plate");
    write(themes.path(), "evening/templates/parts/foot.html", "evening foot");
    let config = Config {
        name: "evening".into(),
        themes: Some(themes.path().to_owned()),
        ..Config::for_testing()
    };
    let html = Theme::load(config).unwrap().render(&paper("en").front()).unwrap();
    assert!(
        html.contains("noon plate")
            && html.contains("evening foot")
            && html.contains("class=\"lead\"")
    );
}

#[test]
fn a_theme_that_cannot_be_used_says_what_to_do() {
    let folder = TempDir::new().unwrap();
    let themes = folder.path();
    write(themes, "old/theme.toml", "name = \"old\"\ncontract = 99\n");
    write(themes, "odd/theme.toml", "name = \"odd\"\ncontract = 1\ncolour = \"red\"\n");
    write(themes, "bare/templates/x.html", "");
    write(themes, "ring/theme.toml", "name = \"ring\"\ncontract = 1\nextends = \"gnir\"\n");
    write(themes, "gnir/theme.toml", "name = \"gnir\"\ncontract = 1\nextends = \"ring\"\n");
    write(themes, "typo/theme.toml", "name = \"typo\"\ncontract = 1\n");
    write(themes, "typo/templates/front.html", "fine\n{% for x in %}\n");
    write(themes, "mute/theme.toml", "name = \"mute\"\ncontract = 1\n");
    write(themes, "mute/locales/en.ftl", "share = Share\nnonsense\n");
    write(themes, "sly/theme.toml", "name = \"sly\"\ncontract = 1\n");
    write(themes, "sly/static/paper.css", "body::after { content: \"</style>\" }");
    for (name, expected) in [
        ("none", "There is no theme “none”"),
        ("old", "made for version 99"),
        ("odd", "unknown field `colour`"),
        ("bare", "theme.toml cannot be read"),
        ("ring", "extend each other in a circle"),
        ("typo", "templates/front.html has a mistake in line 2"),
        ("mute", "locales/en.ftl has a mistake"),
        ("sly", "must not hold “</style”"),
    ] {
        let config =
            Config { name: name.into(), themes: Some(themes.to_owned()), ..Config::for_testing() };
        let refusal = Theme::load(config).unwrap_err().to_string();
        assert!(refusal.contains(expected), "{name}: {refusal}");
    }
    let missing = Config { overrides: vec![themes.join("nowhere")], ..Config::for_testing() };
    assert!(Theme::load(missing).unwrap_err().to_string().contains("is not there"));
}

#[test]
fn a_template_without_end_is_stopped() {
    let folder = TempDir::new().unwrap();
    let endless =
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}";
    write(folder.path(), "templates/parts/plate.html", endless);
    let refusal =
        Theme::load(overriding(&folder)).unwrap().render(&paper("en").front()).unwrap_err();
    assert!(refusal.to_string().contains("front.html failed"), "{refusal}");
}

#[test]
fn the_check_names_what_a_theme_lacks() {
    let folder = TempDir::new().unwrap();
    write(
        folder.path(),
        "templates/parts/plate.html",
        "{{ t(\"unheard-of\") }}{{ paper.nothing }}",
    );
    let faults: Vec<String> =
        Theme::load(overriding(&folder)).unwrap().check().iter().map(ToString::to_string).collect();
    assert!(
        faults.iter().any(|fault| fault.contains("“unheard-of”, which no catalogue has")),
        "{faults:?}"
    );
    assert!(faults.iter().any(|fault| fault.contains("paper.nothing")), "{faults:?}");
}
