//! Things shown from elsewhere: a video, a post, a map.

use story::block::{Block, EmbedAttrs};
use url::Url;

use crate::link;

/// Sites whose pages show well in a text, by the end of their host name, and what they are called.
const PROVIDERS: &[(&str, &str)] = &[
    ("bsky.app", "Bluesky"),
    ("dailymotion.com", "Dailymotion"),
    ("facebook.com", "Facebook"),
    ("flickr.com", "Flickr"),
    ("instagram.com", "Instagram"),
    ("mixcloud.com", "Mixcloud"),
    ("open.spotify.com", "Spotify"),
    ("player.vimeo.com", "Vimeo"),
    ("reddit.com", "Reddit"),
    ("rutube.ru", "Rutube"),
    ("scribd.com", "Scribd"),
    ("slideshare.net", "SlideShare"),
    ("soundcloud.com", "SoundCloud"),
    ("speakerdeck.com", "Speaker Deck"),
    ("t.me", "Telegram"),
    ("ted.com", "TED"),
    ("tiktok.com", "TikTok"),
    ("twitter.com", "X"),
    ("vimeo.com", "Vimeo"),
    ("vk.com", "VK"),
    ("wordpress.tv", "WordPress.tv"),
    ("x.com", "X"),
    ("youtu.be", "YouTube"),
    ("youtube-nocookie.com", "YouTube"),
    ("youtube.com", "YouTube"),
];

/// An embed of whatever this address shows.
pub(super) fn embed(address: &str, title: &str) -> Option<Block> {
    let url = Url::parse(&link::web(address)?).ok()?;
    let host = url.host_str().unwrap_or_default();
    let provider = provider(host).unwrap_or(host.strip_prefix("www.").unwrap_or(host)).to_owned();
    let url = page_of(&url).unwrap_or_else(|| url.to_string());
    Some(Block::Embed {
        attrs: EmbedAttrs { id: Default::default(), url, provider, title: title.to_owned() },
    })
}

/// An embed, if the words are nothing but the address of a page of a known provider.
pub(super) fn embed_of_line(line: &str) -> Option<Block> {
    let line = line.trim();
    if !line.starts_with("http") || line.contains(char::is_whitespace) {
        return None;
    }
    provider(Url::parse(line).ok()?.host_str()?)?;
    embed(line, "")
}

fn provider(host: &str) -> Option<&'static str> {
    PROVIDERS
        .iter()
        .find(|(end, _)| {
            host.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
        .map(|(_, name)| *name)
}

/// The page where a reader sees what a player shows, because players refuse to open on their own.
fn page_of(url: &Url) -> Option<String> {
    let mut path = url.path_segments()?;
    let host = url.host_str()?;
    let is_id = |id: &&str| {
        !id.is_empty()
            && id.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
    };
    if provider(host) == Some("YouTube") && path.next() == Some("embed") {
        let id = path.next().filter(is_id).filter(|id| *id != "videoseries")?;
        return Some(format!("https://www.youtube.com/watch?v={id}"));
    }
    if host == "player.vimeo.com" {
        let id = url.path_segments()?.nth(1).filter(is_id)?;
        return Some(format!("https://vimeo.com/{id}"));
    }
    None
}
