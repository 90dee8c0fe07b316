//! Machines that say what they are.
//!
//! The list is of words and not of names: whoever writes a crawler calls it so, and names change every month. Whoever
//! pretends to be a browser is caught by what it does, or not at all.

/// How browsers begin, those without scripts among them. Whatever begins in another way is a program.
const BROWSERS: &[&str] =
    &["mozilla/", "opera/", "lynx/", "w3m/", "links ", "elinks/", "dillo/", "netsurf/"];

/// Words in what machines say of themselves.
const WORDS: &[&str] = &[
    "+http",
    "anthropic-ai",
    "archiv", // typos: ignore
    "axios",
    "bot",
    "bingpreview",
    "chatgpt-user",
    "check",
    "claude-user",
    "cohere-ai",
    "crawl",
    "curl",
    "dataprovider",
    "embedly",
    "externalhit",
    "facebookcatalog",
    "feed",
    "fetch",
    "google-",
    "googleother",
    "gtmetrix",
    "headless",
    "httpclient",
    "http-client",
    "httrack",
    "iframely",
    "java/",
    "lighthouse",
    "mediapartners",
    "meta-external",
    "monitor",
    "nutch",
    "perplexity-user",
    "phantom",
    "pingdom",
    "prerender",
    "ptst/",
    "python",
    "qwantify",
    "read-aloud",
    "rss",
    "ruby",
    "scanner",
    "scrap",
    "search-user",
    "slurp",
    "spider",
    "uptime",
    "validator",
    "web-preview",
    "wget",
];

/// Words of phones that hold one of those words.
const PHONES: &[&str] = &["cubot"];

/// Whether a client says that it is a machine, or does not say what it is.
pub fn is_machine(agent: &str) -> bool {
    let mut agent = agent.trim_start().to_ascii_lowercase();
    if !BROWSERS.iter().any(|browser| agent.starts_with(browser)) {
        return true;
    }
    for phone in PHONES {
        if agent.contains(phone) {
            agent = agent.replace(phone, "");
        }
    }
    WORDS.iter().any(|word| agent.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const READERS: &[&str] = &[
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/530.0.0.38.73;FBDV/iPhone14,5]",
        "Mozilla/5.0 (Linux; Android 14; SM-S921B Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0.0.0 Mobile Safari/537.36 Instagram 400.0.0.49.68 Android",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 11; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 YaBrowser/25.10.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; arm_64; Android 13; Redmi) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/138.0.0.0 Mobile Safari/537.36 YandexSearch/25.80",
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
        "Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16",
        "Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1",
        "w3m/0.5.3+git20230121",
    ];

    const MACHINES: &[&str] = &[
        "",
        " ",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36 (compatible; GoogleOther)",
        "Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/130.0.0.0 Safari/537.36",
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
        "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
        "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)",
        "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36",
        "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "WhatsApp/2.23.20.0",
        "TelegramBot (like TwitterBot)",
        "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 12 subscribers)",
        "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
        "curl/8.14.1",
        "Wget/1.21.4",
        "python-requests/2.32.3",
        "Go-http-client/1.1",
        "okhttp/4.12.0",
        "Mozilla/5.0 (compatible; HTTrack 3.0x; Windows 98)",
    ];

    #[test]
    fn readers_are_no_machines() {
        for agent in READERS {
            assert!(!is_machine(agent), "{agent}");
        }
    }

    #[test]
    fn machines_that_say_so_are_known() {
        for agent in MACHINES {
            assert!(is_machine(agent), "{agent}");
        }
    }
}
