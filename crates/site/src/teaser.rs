//! Articles as lists show them.

use store::Listed;
use theme::page::Teaser;

use crate::paper::Paper;
use crate::picture::{self, Shown};
use crate::surrogate_key::SurrogateKeys;
use crate::{Error, Site, link};

impl Site {
    /// The teasers of these articles, with all their pictures asked for at once; the page that shows them is told.
    pub(crate) async fn teasers(
        &self,
        paper: &Paper,
        articles: Vec<Listed>,
        keys: &mut SurrogateKeys,
    ) -> Result<Vec<Teaser>, Error> {
        let leads: Vec<_> = articles
            .iter()
            .filter_map(|article| article.lead.as_ref())
            .map(|lead| lead.media)
            .collect();
        let shown = self.pictures(&leads).await?;
        keys.listed(&articles).pictures(&shown);
        Ok(articles.into_iter().map(|article| teaser(paper, article, &shown)).collect())
    }
}

fn teaser(paper: &Paper, article: Listed, shown: &Shown) -> Teaser {
    let Listed {
        article: _,
        story: _,
        kind,
        edition,
        section,
        slug,
        headline,
        standfirst,
        byline,
        lead,
        first_live_at,
        changed_at,
        ended_at,
        sensitive: _,
    } = article;
    let at = paper.by_code(&edition);
    let kicker = section
        .zip(at)
        .and_then(|(section, at)| at.section(section))
        .map(|section| section.name.clone());
    let picture =
        lead.zip(at).and_then(|(lead, at)| picture::lead(&lead, shown, at.edition.language));
    Teaser {
        href: link::article(&edition, &slug),
        headline,
        standfirst,
        kicker: kicker.unwrap_or_default(),
        kind,
        ended: ended_at.is_some(),
        first_live_at,
        changed_at,
        picture,
        byline: byline.into_iter().map(|credit| credit.name).collect(),
    }
}
