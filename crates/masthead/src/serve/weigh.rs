//! What a page costs a reader: it is asked for as a phone would ask, and what comes is weighed.

use std::io::Write;

use axum::Router;
use axum::body::{Body, to_bytes};
use desk::{Scale, Weight};
use http::Request;
use tower::ServiceExt;

/// The largest page or picture that is weighed; what is larger is not sent to phones anyway.
const MOST: usize = 32 * 1024 * 1024;

/// How wide the picture is that a phone of 390 CSS pixels loads at two device pixels each.
const PHONE: u32 = 780;

/// Weighs pages of this site.
pub(super) fn scale(site: Router) -> Scale {
    Scale::new(move |path| weigh(site.clone(), path))
}

async fn weigh(site: Router, path: String) -> Option<Weight> {
    let html = get(&site, &path).await?;
    let html = String::from_utf8(html).ok()?;
    let mut weight = Weight { html: brotli(html.as_bytes()), ..Weight::default() };
    for script in scripts(&html) {
        weight.script += get(&site, script).await.map_or(0, |bytes| brotli(&bytes));
    }
    for picture in pictures(&html) {
        weight.pictures += get(&site, picture).await.map_or(0, |bytes| bytes.len() as u64);
    }
    Some(weight)
}

async fn get(site: &Router, path: &str) -> Option<Vec<u8>> {
    let request = Request::get(path).body(Body::empty()).ok()?;
    let response = site.clone().oneshot(request).await.ok()?;
    if !response.status().is_success() {
        return None;
    }
    to_bytes(response.into_body(), MOST).await.ok().map(Into::into)
}

/// Bytes as they are sent to most phones.
fn brotli(bytes: &[u8]) -> u64 {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 9, 20);
    // Writing into memory cannot fail.
    let _ = writer.write_all(bytes);
    drop(writer);
    packed.len() as u64
}

fn scripts(html: &str) -> Vec<&str> {
    elements(html, "<script ").filter_map(|element| attribute(element, "src")).collect()
}

/// For each picture the file that a phone takes: the first format offered, in the width that is enough.
fn pictures(html: &str) -> Vec<&str> {
    let mut taken = Vec::new();
    let mut offered: Option<&str> = None;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let element = &rest[..rest.find('>').map_or(rest.len(), |end| end + 1)];
        if element.starts_with("<source ") && offered.is_none() {
            offered = attribute(element, "srcset").and_then(wide_enough);
        } else if element.starts_with("<img ") {
            let own = attribute(element, "srcset").and_then(wide_enough);
            taken.extend(offered.take().or(own).or_else(|| attribute(element, "src")));
        }
        rest = &rest[1..];
    }
    taken
}

/// The smallest of these that is wide enough, or the widest.
fn wide_enough(srcset: &str) -> Option<&str> {
    let candidates = srcset.split(',').filter_map(|candidate| {
        let (address, width) = candidate.trim().split_once(' ')?;
        Some((width.strip_suffix('w')?.parse::<u32>().ok()?, address))
    });
    let mut candidates: Vec<(u32, &str)> = candidates.collect();
    candidates.sort_unstable();
    let enough = candidates.iter().find(|(width, _)| *width >= PHONE).or(candidates.last());
    enough.map(|(_, address)| *address)
}

fn elements<'a>(html: &'a str, start: &'static str) -> impl Iterator<Item = &'a str> {
    html.match_indices(start).map(move |(at, _)| {
        let rest = &html[at..];
        &rest[..rest.find('>').map_or(rest.len(), |end| end + 1)]
    })
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let start = element.find(&format!(" {name}=\""))? + name.len() + 3;
    let rest = &element[start..];
    let value = &rest[..rest.find('"')?];
    // What comes from elsewhere is not ours to weigh, and nothing of ours does.
    value.starts_with('/').then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_takes_the_first_format_in_the_width_that_is_enough() {
        let html = "<picture><source type=\"image/avif\" srcset=\"/a-480.avif 480w, /a-800.avif 800w, /a-1200.avif 1200w\">\
             <source type=\"image/webp\" srcset=\"/a-800.webp 800w\"><img src=\"/a.jpg\" alt=\"\"></picture>\
             <img src=\"/b.jpg\" alt=\"\"><script src=\"/s.js\" defer></script><script>1 < 2</script>";
        assert_eq!(pictures(html), ["/a-800.avif", "/b.jpg"]);
        assert_eq!(scripts(html), ["/s.js"]);
    }
}
