//! A campaign of advertisements, told in a line.

use jiff::SignedDuration;
use story::campaign::{Campaign, CampaignState, Creative, Shows};
use story::{CampaignId, CreativeId};

use crate::Paper;

impl Paper {
    /// A campaign that runs from now on for a day, with one advertisement of the house's own HTML beside stories. What
    /// a test wants otherwise it changes by [`Paper::change_campaign`].
    pub async fn campaign(&self, advertiser: &str, html: &str) -> Campaign {
        let mut write = self.store.write().await.expect("a transaction");
        let campaign = Campaign {
            id: CampaignId::new(write.id()),
            advertiser: advertiser.to_owned(),
            name: "Spring".to_owned(),
            from: self.now(),
            until: self.now().checked_add(SignedDuration::from_hours(24)).expect("a moment"),
            weight: 10,
            cap: None,
            editions: Vec::new(),
            sections: Vec::new(),
            state: CampaignState::Running,
            creatives: vec![Creative {
                id: CreativeId::new(write.id()),
                slot: "beside-the-story".to_owned(),
                editions: Vec::new(),
                href: "https://advertiser.example/offer".to_owned(),
                shows: Shows::Html { html: html.to_owned() },
            }],
            version: 1,
            created_at: self.now(),
        };
        write.save_campaign(None, &campaign, "start", &self.operator()).await.expect("a campaign");
        write.commit().await.expect("a commit");
        campaign
    }

    /// Changes a campaign, without asking whether that may be.
    pub async fn change_campaign(
        &self,
        before: &Campaign,
        change: impl FnOnce(&mut Campaign),
    ) -> Campaign {
        let mut after = Campaign { version: before.version + 1, ..before.clone() };
        change(&mut after);
        let mut write = self.store.write().await.expect("a transaction");
        let by = self.operator();
        write.save_campaign(Some(before), &after, "change", &by).await.expect("a campaign");
        write.commit().await.expect("a commit");
        after
    }
}
