//! What is not public yet, as readers will see it, for whoever has the link.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use store::LiveArticle;
use story::article::Public;
use story::placement::List;
use story::{ArticleId, EditionCode, RevisionNumber};
use theme::page::Shade;

use crate::answer::{Answer, Cache};
use crate::article::Shows;
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site};

/// An address as logs may show it. Of the link to a preview they say no more than that it is one: whoever has all of it
/// sees what is not public.
pub fn hidden(address: &str) -> &str {
    if address.starts_with("/preview/") { "/preview/…" } else { address }
}

/// What a preview shows, as the desk wrote it down.
#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Subject {
    Article { article: ArticleId, revision: RevisionNumber },
    Front { edition: EditionCode, list: String, articles: Vec<ArticleId> },
}

/// How it is looked at.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Look {
    theme: Option<String>,
}

pub(crate) async fn page(
    State(site): State<Site>,
    Path(token): Path<String>,
    Query(Look { theme }): Query<Look>,
    mut visit: Visit,
) -> Result<Response, Error> {
    let subject = site.reader().preview(&token).await?.ok_or(Error::NotFound)?;
    let subject = serde_json::from_str(&subject).map_err(|_| Error::NotFound)?;
    if let Some(theme) = theme.as_deref().and_then(Shade::parse) {
        visit.preferences.theme = theme;
    }
    let html = match subject {
        Subject::Article { article, revision } => {
            site.article_preview(article, revision, &visit).await?
        }
        Subject::Front { edition, list, articles } => {
            site.front_preview(&edition, &list, &articles, &visit).await?
        }
    };
    // Pictures of what is not public are not public either; whoever may see the page may see them here.
    let own = format!("/preview/{token}/media/");
    let html =
        html.replace("\"/media/", &format!("\"{own}")).replace(", /media/", &format!(", {own}"));
    let mut response = Answer::html(html)
        .cache(Cache::Never)
        .with("x-robots-tag", "noindex, nofollow")
        .with("referrer-policy", "same-origin")
        .into_response();
    let policy = site.theme().csp().policy();
    let frame = format!("frame-ancestors 'self' {}", site.desk_url());
    let policy = policy.replace("frame-ancestors 'none'", &frame);
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

impl Site {
    async fn article_preview(
        &self,
        id: ArticleId,
        revision: RevisionNumber,
        visit: &Visit,
    ) -> Result<String, Error> {
        let paper = self.paper().await?;
        let mut article = self.reader().article(id).await?;
        let at = paper.by_code(&article.edition).ok_or(Error::NotFound)?;
        let story = self.reader().story(article.story).await?;
        let content = self.reader().content(id, revision).await?;
        // As if this text were what readers get.
        article.public = Public::Live(revision);
        article.first_live_at.get_or_insert_with(|| self.now());
        let live = Box::new(LiveArticle { article, content, story });
        let (mut page, _) = self.full_page(&paper, &Shows { at, live }, visit).await?;
        page.paper.noindex = true;
        // Whoever looks at a preview is no reader.
        page.article.views = None;
        // Nobody pays for what an editor looks at.
        if let Some(slot) = &mut page.advertisement {
            slot.frame = None;
        }
        Ok(self.theme().render(&page)?)
    }

    async fn front_preview(
        &self,
        edition: &EditionCode,
        list: &str,
        articles: &[ArticleId],
        visit: &Visit,
    ) -> Result<String, Error> {
        let paper = self.paper().await?;
        let at = paper.by_code(edition).ok_or(Error::NotFound)?;
        let mut keys = SurrogateKeys::of_edition(at);
        let placed = self.reader().listed(articles).await?;
        let mut page = if list == List::Front.key() {
            self.front_of(&paper, at, visit, &mut keys, placed).await?
        } else {
            let mut page = self.front(&paper, at, visit, &mut keys).await?;
            page.important = Some(crate::important::of(at, &placed));
            page
        };
        page.paper.noindex = true;
        page.advertisement = None;
        Ok(self.theme().render(&page)?)
    }
}
