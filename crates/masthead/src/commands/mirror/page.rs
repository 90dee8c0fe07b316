//! A page of the site made a page of a copy: its links lead to files.

use super::place::{Place, link, place};

/// A page of a copy.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Copied {
    /// The page.
    pub(super) html: String,
    /// The addresses that it needs or leads to.
    pub(super) addresses: Vec<String>,
}

/// Where a page is, and where what needs a server is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    /// The page's own file.
    pub(super) file: &'a str,
    /// The paper's own site, without a slash at the end.
    pub(super) site: &'a str,
    /// The file of the page that says what a copy cannot do.
    pub(super) help: &'a str,
}

/// Copies a page. Our templates quote every attribute, so tags are found without a parser.
pub(super) fn copy(html: &str, around: Around<'_>) -> Copied {
    let mut copied =
        Copied { html: String::with_capacity(html.len() + html.len() / 8), ..Copied::default() };
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        copied.html.push_str(before);
        // What a script, a style or a text field holds is no markup.
        if let Some(raw) =
            ["script", "style", "textarea"].into_iter().find(|name| opens(from, name))
        {
            let end = from.find(&format!("</{raw}")).unwrap_or(from.len());
            let head = from.find('>').map_or(end, |at| (at + 1).min(end));
            tag(&from[..head], around, &mut copied);
            copied.html.push_str(&from[head..end]);
            rest = &from[end..];
            continue;
        }
        let end = tag_end(from);
        tag(&from[..end], around, &mut copied);
        rest = &from[end..];
    }
    copied.html.push_str(rest);
    copied
}

fn opens(from: &str, name: &str) -> bool {
    let after = from.get(1..).and_then(|from| from.strip_prefix(name));
    after.is_some_and(|after| after.starts_with([' ', '>', '\n']))
}

/// Where a tag ends: at the first `>` outside quotes.
fn tag_end(from: &str) -> usize {
    if from.starts_with("<!--") {
        return from.find("-->").map_or(from.len(), |at| at + 3);
    }
    let mut quoted = false;
    for (at, byte) in from.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    from.len()
}

fn tag(tag: &str, around: Around<'_>, copied: &mut Copied) {
    // An advertisement is chosen by the server each time; in a copy its frame stays empty.
    let is_frame = tag.starts_with("<iframe ");
    // A form that asks for nothing is a link.
    let is_form = tag.starts_with("<form ");
    let is_link = tag.starts_with("<link ");
    let mut rest = tag;
    while let Some(at) = rest.find("=\"") {
        let (before, value) = (&rest[..at], &rest[at + 2..]);
        let Some(end) = value.find('"') else { break };
        let name = before.rsplit([' ', '\n']).next().unwrap_or_default();
        let (value, after) = value.split_at(end);
        copied.html.push_str(before);
        copied.html.push_str("=\"");
        match name {
            "src" if is_frame => copied.html.push_str("about:blank"),
            "method" if is_form => copied.html.push_str("get"),
            "href" if is_link && value.starts_with("http") => copied.html.push_str(value),
            "href" | "src" | "action" | "data-suggest" => {
                let address = one(value, around, copied);
                copied.html.push_str(&address);
            }
            "srcset" => {
                let files: Vec<String> = value
                    .split(", ")
                    .map(|candidate| match candidate.split_once(' ') {
                        Some((address, width)) => {
                            format!("{} {width}", one(address, around, copied))
                        }
                        None => one(candidate, around, copied),
                    })
                    .collect();
                copied.html.push_str(&files.join(", "));
            }
            _ => copied.html.push_str(value),
        }
        copied.html.push('"');
        rest = &after[1..];
    }
    copied.html.push_str(rest);
}

/// Where a link leads in a copy.
fn one(value: &str, around: Around<'_>, copied: &mut Copied) -> String {
    let (value, fragment) = match value.split_once('#') {
        Some((value, fragment)) => (value, format!("#{fragment}")),
        None => (value, String::new()),
    };
    if !value.starts_with('/') {
        return format!("{value}{fragment}");
    }
    match place(&value.replace("&amp;", "&")) {
        Some(Place::File { file, address }) => {
            copied.addresses.push(address);
            format!("{}{fragment}", link(around.file, &file))
        }
        Some(Place::Form) => link(around.file, around.help),
        Some(Place::Server) | None => format!("{}{value}{fragment}", around.site),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AROUND: Around<'_> = Around {
        file: "en/post/rain/index.html",
        site: "https://gazette.example",
        help: "en/verify/index.html",
    };

    #[test]
    fn links_lead_to_files_and_what_needs_a_server_to_the_paper() {
        let html = "<link rel=\"canonical\" href=\"https://gazette.example/en/post/rain\"><script>a<b</script>\
            <script src=\"/static/p.js\" defer></script><a href=\"/en/?after=1-2&amp;x=y#top\">a > b</a>\
            <img src=\"/media/a/b.jpg\" srcset=\"/media/a/480 480w, /media/a/800 800w\" alt=\"<a href='/x'>\">\
            <a href=\"/en/search?q=x\">s</a><form method=\"post\" action=\"/en/settings\"><iframe src=\"/en/advertisement/top\" title=\"t\">\
            <a href=\"https://other.example/\">o</a><textarea><a href=\"/en/\"></textarea>";
        let copied = copy(html, AROUND);
        assert_eq!(
            copied.html,
            "<link rel=\"canonical\" href=\"https://gazette.example/en/post/rain\"><script>a<b</script>\
            <script src=\"../../../static/p.js\" defer></script><a href=\"../../-/after%3D1-2/index.html#top\">a > b</a>\
            <img src=\"../../../media/a/b.jpg\" srcset=\"../../../media/a/480 480w, ../../../media/a/800 800w\" alt=\"<a href='/x'>\">\
            <a href=\"https://gazette.example/en/search?q=x\">s</a><form method=\"get\" action=\"../../verify/index.html\"><iframe src=\"about:blank\" title=\"t\">\
            <a href=\"https://other.example/\">o</a><textarea><a href=\"/en/\"></textarea>"
        );
        let needed =
            ["/static/p.js", "/en/?after=1-2", "/media/a/b.jpg", "/media/a/480", "/media/a/800"];
        assert_eq!(copied.addresses, needed);
    }

    #[test]
    fn a_broken_page_is_copied_to_its_end() {
        for html in ["<", "<a href=\"", "<a href=\"/en/", "<script>", "<!-- x", "a", ""] {
            assert!(copy(html, AROUND).html.len() >= html.len(), "{html}");
        }
    }
}
