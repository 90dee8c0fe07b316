//! The headers that every file is served with.

use crate::format::{Format, Purpose};

/// Lets a drawing style itself and nothing more: no script, no origin of ours, nothing from elsewhere.
const DRAWING: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox";

/// For what needs no power at all.
const PICTURE: &str = "default-src 'none'; sandbox";

/// Browsers' own viewers do not work in a sandbox; scripts are forbidden all the same.
const VIEWER: &str = "default-src 'none'; media-src 'self'; object-src 'self'; style-src 'unsafe-inline'; script-src 'none'";

/// The headers for a file of this type, length and validators aside.
///
/// They hold for a day: an address names the bytes themselves, but the rights to show them may end. `nosniff` keeps
/// a browser from finding a page in what we call a picture. A drawing shows in pages all the same; opened by itself
/// it is saved, and sandboxed besides, so that one with scripts never runs in the name of the paper.
pub fn headers(content_type: &str, file_name: &str) -> Vec<(&'static str, String)> {
    let format = Format::named(content_type);
    let purpose = format.map_or(Purpose::Download, |format| format.purpose);
    let policy = match (content_type, purpose) {
        ("image/svg+xml", _) => DRAWING,
        (_, Purpose::Picture | Purpose::Download) => PICTURE,
        (_, Purpose::Sound | Purpose::Film | Purpose::Document) => VIEWER,
    };
    let saved = purpose == Purpose::Download || content_type == "image/svg+xml";
    let disposition = if saved { "attachment" } else { "inline" };
    let served_as = format.map_or("application/octet-stream", |format| format.content_type);
    vec![
        ("content-type", served_as.to_owned()),
        (
            "content-disposition",
            format!("{disposition}; filename*=UTF-8''{}", parameter(file_name)),
        ),
        ("content-security-policy", policy.to_owned()),
        ("x-content-type-options", "nosniff".to_owned()),
        ("cache-control", "public, max-age=86400".to_owned()),
    ]
}

/// The name as RFC 8187 writes it: everything that is not plain is percent-encoded.
fn parameter(file_name: &str) -> String {
    story::url::encode(file_name).replace('/', "%2F")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(content_type: &str, name: &str) -> String {
        headers(content_type, "Դիլիջան \"1\".svg")
            .into_iter()
            .find(|(found, _)| *found == name)
            .unwrap()
            .1
    }

    #[test]
    fn a_drawing_is_opened_in_a_sandbox() {
        let policy = header("image/svg+xml", "content-security-policy");
        assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
        assert!(!policy.contains("allow-scripts"), "{policy}");
    }

    #[test]
    fn no_type_is_left_to_guessing() {
        for format in crate::format::FORMATS {
            assert_eq!(header(format.content_type, "x-content-type-options"), "nosniff");
            assert_eq!(header(format.content_type, "content-type"), format.content_type);
        }
    }

    #[test]
    fn an_unknown_type_is_saved_and_not_shown() {
        assert_eq!(header("text/html", "content-type"), "application/octet-stream");
        assert!(header("text/html", "content-disposition").starts_with("attachment;"));
    }

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        let disposition = header("image/svg+xml", "content-disposition");
        assert_eq!(
            disposition,
            "attachment; filename*=UTF-8''%D4%B4%D5%AB%D5%AC%D5%AB%D5%BB%D5%A1%D5%B6%20%221%22.svg"
        );
    }
}
