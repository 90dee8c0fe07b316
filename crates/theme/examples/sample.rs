//! Writes every sample page in every language into a folder: `cargo run -p theme --example sample -- DIR`.
#![allow(clippy::unwrap_used, clippy::expect_used)] // A tool for people who make themes: a panic tells them enough.

use std::path::PathBuf;

use theme::{Config, Theme, sample};

const MAP: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 480"><rect width="860" height="480" fill="#e9e3d3"/><path d="M40 270C180 240 250 300 400 265S640 220 830 190M400 265C420 320 470 380 520 470M400 265C360 180 330 90 300 10" fill="none" stroke="#a59d8a" stroke-width="3"/><circle cx="400" cy="265" r="10" fill="#9a1b1e"/></svg>"##;

fn main() {
    let folder: PathBuf = std::env::args().nth(1).expect("say which folder to write into").into();
    let theme = Theme::load(Config::for_testing()).expect("the theme loads");
    for sample in sample::render(&theme) {
        let path = folder.join(sample.language.code()).join(format!("{}.html", sample.name));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, sample.html.expect("the page renders")).unwrap();
    }
    for name in ["paper.js", "icon.svg"] {
        let asset = theme.asset(name).expect("the file is there");
        std::fs::create_dir_all(folder.join("static")).unwrap();
        // Pages ask for the name with its fingerprint; a server of the folder must find it.
        let (stem, ending) = name.rsplit_once('.').unwrap();
        let kept = format!("{stem}.{}.{ending}", asset.etag.trim_matches('"'));
        std::fs::write(folder.join("static").join(kept), &asset.bytes).unwrap();
    }
    std::fs::create_dir_all(folder.join("media")).unwrap();
    for width in [430, 860] {
        std::fs::write(folder.join(format!("media/sample-{width}.svg")), MAP).unwrap();
    }
    println!("{}", theme.csp().policy());
    for fault in theme.check() {
        println!("{fault}");
    }
}
