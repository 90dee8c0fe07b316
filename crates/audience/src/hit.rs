//! What is told of one view.

use std::net::{IpAddr, Ipv6Addr};

use jiff::Timestamp;
use story::ArticleId;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Somebody read an article.
    View(ArticleId),
    /// Somebody saw the thing with this number, such as an advertisement.
    Impression(i64),
    /// Somebody followed the thing with this number.
    Click(i64),
}

impl What {
    /// Its kind in one word, as the store keeps it.
    pub const fn kind(self) -> &'static str {
        match self {
            What::View(_) => "view",
            What::Impression(_) => "impression",
            What::Click(_) => "click",
        }
    }

    /// The number of the thing, as the store keeps it.
    pub const fn object(self) -> i64 {
        match self {
            What::View(article) => article.number(),
            What::Impression(object) | What::Click(object) => object,
        }
    }

    /// What the store kept in these words.
    pub fn parse(kind: &str, object: i64) -> Option<What> {
        match kind {
            "view" => Some(What::View(ArticleId::new(object))),
            "impression" => Some(What::Impression(object)),
            "click" => Some(What::Click(object)),
            _ => None,
        }
    }
}

/// Where readers come from, as far as anybody needs to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Referrer {
    /// Nowhere that a browser tells of: a bookmark, an app, a message.
    #[default]
    Direct,
    /// A search engine.
    Search,
    /// A social network or a messenger.
    Social,
    /// Another page of the paper.
    Own,
    /// Any other site.
    Other,
}

impl Referrer {
    /// Every class.
    pub const ALL: [Referrer; 5] =
        [Referrer::Direct, Referrer::Search, Referrer::Social, Referrer::Own, Referrer::Other];

    /// Its name in one word, as the store keeps it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Referrer::Direct => "direct",
            Referrer::Search => "search",
            Referrer::Social => "social",
            Referrer::Own => "own",
            Referrer::Other => "other",
        }
    }

    /// The class with this name.
    pub fn parse(word: &str) -> Option<Referrer> {
        Referrer::ALL.into_iter().find(|referrer| referrer.as_str() == word)
    }

    /// The class of a host that a reader came from, on a site at `own`; no host at all is direct.
    pub fn of(host: &str, own: &str) -> Referrer {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        if host.is_empty() {
            return Referrer::Direct;
        }
        let host = host.strip_prefix("www.").unwrap_or(&host);
        if host == own.strip_prefix("www.").unwrap_or(own) {
            return Referrer::Own;
        }
        let is_at = |name: &&str| {
            host.strip_suffix(*name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        let mut names = host.split('.');
        if SOCIAL.iter().any(is_at) {
            Referrer::Social
        } else if SEARCH.iter().any(is_at) || names.any(|name| SEARCH_ANYWHERE.contains(&name)) {
            Referrer::Search
        } else {
            Referrer::Other
        }
    }
}

/// Search engines that have one address.
const SEARCH: &[&str] = &[
    "baidu.com",
    "chatgpt.com",
    "dogpile.com",
    "duckduckgo.com",
    "ecosia.org",
    "kagi.com",
    "lycos.com",
    "marginalia-search.com",
    "metager.org",
    "mojeek.com",
    "naver.com",
    "perplexity.ai",
    "presearch.com",
    "qwant.com",
    "rambler.ru",
    "search.aol.com",
    "search.brave.com",
    "search.ch",
    "seznam.cz",
    "sogou.com",
    "startpage.com",
    "swisscows.com",
    "ya.ru",
    "you.com",
];

/// Search engines that have an address in every country.
const SEARCH_ANYWHERE: &[&str] = &["ask", "bing", "google", "yahoo", "yandex"];

/// Social networks and messengers.
const SOCIAL: &[&str] = &[
    "bsky.app",
    "discord.com",
    "douban.com",
    "facebook.com",
    "fb.com",
    "fb.me",
    "flipboard.com",
    "instagram.com",
    "l.instagram.com",
    "lemmy.world",
    "linkedin.com",
    "lnkd.in",
    "mastodon.online",
    "mastodon.social",
    "messenger.com",
    "mewe.com",
    "news.ycombinator.com",
    "odnoklassniki.ru",
    "ok.ru",
    "pinterest.com",
    "quora.com",
    "reddit.com",
    "slack.com",
    "snapchat.com",
    "t.co",
    "t.me",
    "telegram.me",
    "telegram.org",
    "threads.com",
    "threads.net",
    "tiktok.com",
    "tumblr.com",
    "twitter.com",
    "viber.com",
    "vk.com",
    "vk.ru",
    "wa.me",
    "weibo.com",
    "whatsapp.com",
    "x.com",
    "xing.com",
    "youtu.be",
    "youtube.com",
];

/// How somebody shows that they had the page in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof<'a> {
    /// By the token that a script read there.
    Token(&'a str),
    /// There is none to show: a picture on a page without scripts, or a link that was followed.
    NotAsked,
}

/// One view, as the wire tells of it.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// What was viewed.
    pub what: What,
    /// Who asked; behind trusted proxies, whoever asked the first of them.
    pub address: IpAddr,
    /// What the client says that it is.
    pub agent: &'a str,
    /// Where the reader came from.
    pub referrer: Referrer,
    /// What shows that it was no blind request.
    pub proof: Proof<'a>,
    /// When it came.
    pub at: Timestamp,
}

/// The part of an address that tells one line from another: of IPv6 everybody has a whole network of 64 bits.
pub(crate) fn line(address: IpAddr) -> IpAddr {
    cut(address, 32, 64)
}

/// The network around an address, which whoever floods has all of.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    cut(address, 24, 48)
}

fn cut(address: IpAddr, four: u32, six: u32) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let kept = u32::MAX.checked_shl(32 - four).unwrap_or_default();
            IpAddr::from((u32::from(address) & kept).to_be_bytes())
        }
        IpAddr::V6(address) => {
            let kept = u128::MAX.checked_shl(128 - six).unwrap_or_default();
            IpAddr::V6(Ipv6Addr::from(u128::from(address) & kept))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_in_one_class() {
        for (host, class) in [
            ("", Referrer::Direct),
            ("meridian.example", Referrer::Own),
            ("www.Meridian.example.", Referrer::Own),
            ("www.google.am", Referrer::Search),
            ("news.google.com", Referrer::Search),
            ("yandex.com.tr", Referrer::Search),
            ("lite.duckduckgo.com", Referrer::Search),
            ("t.co", Referrer::Social),
            ("l.facebook.com", Referrer::Social),
            ("out.reddit.com", Referrer::Social),
            ("first.co", Referrer::Other),
            ("notfacebook.com", Referrer::Other),
            ("googleish.example", Referrer::Other),
            ("..", Referrer::Direct),
        ] {
            assert_eq!(Referrer::of(host, "meridian.example"), class, "{host}");
        }
    }

    #[test]
    fn every_class_survives_its_word() {
        for class in Referrer::ALL {
            assert_eq!(Referrer::parse(class.as_str()), Some(class));
        }
        for what in [What::View(ArticleId::new(7)), What::Impression(8), What::Click(9)] {
            assert_eq!(What::parse(what.kind(), what.object()), Some(what));
        }
    }

    #[test]
    fn addresses_are_cut_to_what_is_needed() {
        let at = |text: &str| text.parse::<IpAddr>().unwrap();
        assert_eq!(line(at("203.0.113.9")), at("203.0.113.9"));
        assert_eq!(line(at("::ffff:203.0.113.9")), at("203.0.113.9"));
        assert_eq!(line(at("2001:db8:1:2:3:4:5:6")), at("2001:db8:1:2::"));
        assert_eq!(network(at("203.0.113.9")), at("203.0.113.0"));
        assert_eq!(network(at("2001:db8:1:2:3:4:5:6")), at("2001:db8:1::"));
    }
}
