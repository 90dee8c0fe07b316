//! The campaigns of the demo's invented advertisers.

use std::str::FromStr;

use anyhow::Context;
use media::Files;
use store::{Store, Write};
use story::account::Editor;
use story::campaign::{Campaign, CampaignState, Creative, Shows};
use story::media::{Media, Rights};
use story::{CampaignId, CreativeId, EditionCode, MediaId, Timestamp};

use super::content::{self, Advertisement, Content};

/// Words of an advertisement in this file become HTML.
const HTML: &str = "page-lantern.html";

/// Starts every campaign.
pub(super) async fn load(store: &Store, files: &Files, content: &Content) -> anyhow::Result<()> {
    let by = Editor::operator("The Meridian");
    let mut write = store.write().await?;
    for told in &content.campaigns {
        let mut creatives = Vec::new();
        for advertisement in &told.creative {
            creatives.extend(read(&mut write, files, store, advertisement).await?);
        }
        let campaign = Campaign {
            id: CampaignId::new(write.id()),
            advertiser: told.advertiser.clone(),
            name: told.name.clone(),
            from: Timestamp::from_str(&told.from.to_string())?,
            until: Timestamp::from_str(&told.until.to_string())?,
            weight: told.weight,
            cap: None,
            editions: Vec::new(),
            sections: Vec::new(),
            state: CampaignState::Running,
            creatives,
            version: 1,
            created_at: store.clock().now(),
        };
        write.save_campaign(None, &campaign, "start", &by).await?;
    }
    Ok(write.commit().await?)
}

/// One advertisement, or one in each language where its words are HTML.
async fn read(
    write: &mut Write<'_>,
    files: &Files,
    store: &Store,
    told: &Advertisement,
) -> anyhow::Result<Vec<Creative>> {
    let creative = |id, editions, shows| Creative {
        id: CreativeId::new(id),
        slot: told.slot.clone(),
        editions,
        href: told.href.clone(),
        shows,
    };
    if let Some(name) = &told.picture {
        let taken = files.take(content::advertisement(name)?.into()).await?;
        let media = MediaId::new(write.id());
        let taken = taken.media(media, name, "en", store.clock().now());
        let rights = Rights { holder: "The Meridian".to_owned(), ..Rights::default() };
        write.put_media(&Media { alt: told.alt.clone(), rights, ..taken }).await?;
        let shows = Shows::Picture { media, alt: told.alt.clone() };
        return Ok(vec![creative(write.id(), Vec::new(), shows)]);
    }
    let frame = String::from_utf8(content::advertisement(HTML)?).context(HTML)?;
    let mut creatives = Vec::new();
    for (language, [name, words, link]) in &told.html {
        let html = frame
            .replace("{name}", &name.replace('&', "&amp;"))
            .replace("{words}", words)
            .replace("{link}", link);
        let editions = vec![EditionCode::parse(language)?];
        creatives.push(creative(write.id(), editions, Shows::Html { html }));
    }
    Ok(creatives)
}
