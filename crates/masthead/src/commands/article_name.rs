//! How a person names an article at the command line: by id, by address, or by a whole URL.

use story::{ArticleId, EditionCode};

/// An article as it was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ArticleName {
    /// By its id.
    Id(ArticleId),
    /// By an edition and the words of its address, which may be an old one.
    Address {
        /// The edition.
        edition: EditionCode,
        /// The slug, not percent-encoded.
        slug: String,
    },
}

/// What the argument is called and looks like, for every command that takes one.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ArticleArg {
    /// Which article: its id, its address such as en/rain-stops-play, or its whole URL.
    #[arg(value_name = "ARTICLE", value_parser = parse)]
    pub(crate) article: ArticleName,
}

pub(crate) fn parse(text: &str) -> Result<ArticleName, String> {
    let no_article = || {
        format!(
            "“{text}” names no article; write its id, its address such as en/rain-stops-play, or its whole URL. `masthead list` shows them"
        )
    };
    if let Ok(id) = text.parse() {
        return Ok(ArticleName::Id(id));
    }
    let path = match text.split_once("://") {
        Some((_, rest)) => rest.split_once('/').ok_or_else(no_article)?.1,
        None => text,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let (edition, slug) = match parts[..] {
        ["id", "a", id] => return id.parse().map(ArticleName::Id).map_err(|_| no_article()),
        [edition, "post", slug, ..] | [edition, slug] => (edition, slug),
        _ => return Err(no_article()),
    };
    let edition = EditionCode::parse(edition).map_err(|_| no_article())?;
    Ok(ArticleName::Address { edition, slug: decoded(slug) })
}

/// The words of an address as a browser copies it, percent-encoded or not.
fn decoded(slug: &str) -> String {
    let mut bytes = Vec::with_capacity(slug.len());
    let mut rest = slug.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = (byte == b'%').then(|| tail.get(..2)).flatten();
        let hex = hex.and_then(|hex| u8::from_str_radix(str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(hex.unwrap_or(byte));
        rest = if hex.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| slug.to_owned())
}

impl std::fmt::Display for ArticleName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ArticleName::Id(id) => write!(f, "{id}"),
            ArticleName::Address { edition, slug } => write!(f, "{edition}/{slug}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_named_in_any_way_that_people_copy_it() {
        let address = |edition: &str, slug: &str| {
            Ok(ArticleName::Address {
                edition: EditionCode::parse(edition).unwrap(),
                slug: slug.to_owned(),
            })
        };
        assert_eq!(
            parse("9007199254740993"),
            Ok(ArticleName::Id(ArticleId::new(9_007_199_254_740_993)))
        );
        assert_eq!(parse("en/rain"), address("en", "rain"));
        assert_eq!(parse("/en/post/rain"), address("en", "rain"));
        assert_eq!(parse("https://paper.example/en/post/rain?x=1#top"), address("en", "rain"));
        assert_eq!(parse("https://paper.example/en/post/rain/print"), address("en", "rain"));
        assert_eq!(
            parse("https://p.example/hy/post/%D5%AC%D5%B8%D6%82%D6%80"),
            address("hy", "լուր")
        );
        assert_eq!(parse("https://p.example/id/a/7"), Ok(ArticleName::Id(ArticleId::new(7))));
    }

    #[test]
    fn what_names_no_article_is_told_how_to() {
        for text in
            ["", "rain", "0", "-1", "https://paper.example", "a/b/c", "EN/rain", "id/a/x", "%/%"]
        {
            let refusal = parse(text).unwrap_err();
            assert!(refusal.contains("masthead list"), "{refusal}");
        }
    }
}
