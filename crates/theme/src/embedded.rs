//! The house theme and the catalogues that are in the binary.

use std::borrow::Cow;

use rust_embed::{EmbeddedFile, RustEmbed};

/// The name of the theme that stands behind all others.
pub(crate) const HOUSE_THEME: &str = "broadsheet";

// A debug build reads these from disk, so that a change of a template needs no build.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../themes/broadsheet"]
struct House;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../locales"]
struct Locales;

/// A file of the house theme, or of the catalogues under `locales/`.
pub(crate) fn file(path: &str) -> Option<Cow<'static, [u8]>> {
    get(path).map(|file| file.data)
}

/// When a file was last changed, in seconds; nothing in a release build needs to ask.
pub(crate) fn changed(path: &str) -> Option<u64> {
    get(path).and_then(|file| file.metadata.last_modified())
}

/// All files, in the folders `templates/`, `static/` and `locales/`.
pub(crate) fn paths() -> Vec<String> {
    // What the desk says is no part of any theme.
    let readers = |path: &Cow<'static, str>| !path.starts_with("desk/");
    let locales = Locales::iter().filter(readers).map(|path| format!("locales/{path}"));
    House::iter().map(Cow::into_owned).chain(locales).filter(|path| !path.contains("/.")).collect()
}

/// The catalogue of a language.
pub(crate) fn catalogue(code: &str) -> Option<String> {
    let file = Locales::get(&format!("{code}.ftl"))?;
    String::from_utf8(file.data.into_owned()).ok()
}

fn get(path: &str) -> Option<EmbeddedFile> {
    match path.strip_prefix("locales/") {
        Some(catalogue) => Locales::get(catalogue),
        None => House::get(path),
    }
}
