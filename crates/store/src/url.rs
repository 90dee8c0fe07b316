//! Addresses: who owns them, and where old ones lead.

use story::url::UrlState;
use story::{ArticleId, EditionCode, Slug};

use crate::db::args;
use crate::{Error, Reader, Result, Write};

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlRow {
    /// What the address is.
    pub state: UrlState,
    /// Whose it is.
    pub article: ArticleId,
    /// The article's edition.
    pub edition: EditionCode,
    /// The article's address now.
    pub slug: Slug,
}

impl Reader {
    /// The article that owns an address which is or was public; the path is not percent-encoded.
    pub async fn url(&self, path: &str) -> Result<Option<UrlRow>> {
        let row: Option<(String, i64, String, String)> = self
            .db
            .optional(
                "SELECT u.state, a.id, a.edition, a.slug FROM url u JOIN article a ON a.id = u.article
                 WHERE u.path = $1 AND a.first_live_at IS NOT NULL",
                args![path],
            )
            .await?;
        row.map(|(state, article, edition, slug)| {
            Ok(UrlRow {
                state: UrlState::parse(&state)
                    .ok_or_else(|| Error::unreadable("address", &state))?,
                article: ArticleId::new(article),
                edition: crate::edition::code(&edition)?,
                slug: Slug::parse(&slug).map_err(|error| Error::unreadable("slug", error))?,
            })
        })
        .transpose()
    }
}

impl Write<'_> {
    /// Gives an address to an article, which then has it for ever.
    pub async fn put_url(&mut self, path: &str, article: ArticleId, state: UrlState) -> Result<()> {
        let owner: Option<(i64,)> = self
            .tx
            .optional(
                "INSERT INTO url (path, article, state, since) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (path) DO UPDATE
                     SET state = CASE WHEN url.article = excluded.article THEN excluded.state ELSE url.state END
                 RETURNING article",
                args![path, article, state.as_str(), self.now],
            )
            .await?;
        match owner {
            Some((owner,)) if owner == article.number() => Ok(()),
            Some((owner,)) => {
                Err(Error::AddressTaken { path: path.to_owned(), article: ArticleId::new(owner) })
            }
            None => Err(Error::missing("address", path)),
        }
    }
}
