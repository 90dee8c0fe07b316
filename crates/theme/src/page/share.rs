//! Plain links that share an article; nothing is asked of the services before a reader follows one.

/// A link that shares the article.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ShareLink {
    /// Which service: `telegram`, `whatsapp`, `x`, `facebook`, `mail`.
    pub service: String,
    /// What readers call it; empty for mail, whose name is the edition's word for it.
    pub name: String,
    /// Where it leads.
    pub href: String,
}

impl ShareLink {
    /// One link per service for an article at this absolute address.
    pub fn all(permalink: &str, headline: &str) -> Vec<ShareLink> {
        let (url, title) = (story::url::encode_part(permalink), story::url::encode_part(headline));
        let link = |service: &str, name: &str, href: String| ShareLink {
            service: service.to_owned(),
            name: name.to_owned(),
            href,
        };
        vec![
            link("telegram", "Telegram", format!("https://t.me/share/url?url={url}&text={title}")),
            link("whatsapp", "WhatsApp", format!("https://wa.me/?text={title}%20{url}")),
            link("x", "X", format!("https://x.com/intent/post?url={url}&text={title}")),
            link(
                "facebook",
                "Facebook",
                format!("https://www.facebook.com/sharer/sharer.php?u={url}"),
            ),
            link("mail", "", format!("mailto:?subject={title}&body={url}")),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_cannot_add_to_the_query() {
        let links = ShareLink::all("https://m.example/en/post/a?b=c", "Rain & wind: 100 %");
        assert_eq!(
            links[0].href,
            "https://t.me/share/url?url=https%3A%2F%2Fm.example%2Fen%2Fpost%2Fa%3Fb%3Dc&text=Rain%20%26%20wind%3A%20100%20%25"
        );
    }
}
