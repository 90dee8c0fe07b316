//! Campaigns that run and that nobody can see, and a file of sellers that says nothing to its readers.

use store::Store;
use story::campaign::{Campaign, Creative};
use story::{Edition, MediaId};

use super::Findings;
use crate::config::Config;
use crate::serve;

/// Looks at every campaign that runs or waits for its first day.
pub(super) async fn look(
    store: &Store,
    config: &Config,
    findings: &mut Findings,
) -> anyhow::Result<()> {
    let ads_txt = store.setting(story::ads_txt::SETTING).await?.unwrap_or_default();
    if let Err(bad) = story::ads_txt::check(&ads_txt) {
        findings.fault("ads.txt", bad.to_string(), "Mend it at the desk, in the settings.");
    }
    let campaigns = store.running_campaigns().await?;
    if campaigns.is_empty() {
        return Ok(());
    }
    let slots = serve::theme(config)?.slots();
    let editions = store.editions().await?;
    let now = store.clock().now();
    for campaign in campaigns {
        let object = format!("campaign {} ({})", campaign.id, campaign.advertiser);
        if !editions.iter().any(|edition| shows(&campaign, edition)) {
            findings.note(
                object.as_str(),
                "none of its editions has places for advertisements.",
                "Switch them on in the settings of the edition at the desk.",
            );
        }
        let media: Vec<MediaId> =
            campaign.creatives.iter().filter_map(|it| it.shows.media()).collect();
        let pictures = store.media(&media).await?;
        for (number, creative) in (1..).zip(&campaign.creatives) {
            let Creative { slot, shows, .. } = creative;
            if !slots.iter().any(|known| known.name == *slot) {
                findings.note(
                    object.as_str(),
                    format!(
                        "advertisement {number} is for “{slot}”, a place that the theme has not."
                    ),
                    "Choose another place at the desk, or another theme.",
                );
            }
            let can_be_shown = |id: MediaId| {
                pictures.iter().any(|picture| picture.id == id && picture.rights.cover(now))
            };
            if shows.media().is_some_and(|id| !can_be_shown(id)) {
                findings.note(
                    object.as_str(),
                    format!("the picture of advertisement {number} may not be shown."),
                    "Choose another picture at the desk, or look at its rights.",
                );
            }
        }
    }
    Ok(())
}

fn shows(campaign: &Campaign, edition: &Edition) -> bool {
    let own = campaign.editions.is_empty() || campaign.editions.contains(&edition.code);
    own && edition.advertisements
}
