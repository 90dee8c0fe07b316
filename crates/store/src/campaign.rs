//! Campaigns of advertisements.

use std::collections::{BTreeSet, HashMap};

use ::audience::{Day, Hour};
use story::account::Editor;
use story::campaign::{Campaign, CampaignState, Creative};
use story::{CampaignId, Change, ChangeKind, CreativeId, EditionCode, MediaId, Timestamp};

use crate::db::{Value, args, row};
use crate::revision::moment;
use crate::{Error, Reader, Result, Write};

/// What was counted of an advertisement on a day of UTC. Machines are in `bots` and `click_bots` and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AdCount {
    /// When the day began.
    pub day: Timestamp,
    /// Which advertisement.
    pub creative: CreativeId,
    /// How often people saw it.
    pub impressions: i64,
    /// How many people saw it.
    pub people: i64,
    /// How often people followed it.
    pub clicks: i64,
    /// How often machines asked for it.
    pub bots: i64,
    /// How often machines followed it.
    pub click_bots: i64,
}

impl AdCount {
    fn nothing() -> AdCount {
        AdCount {
            day: Timestamp::UNIX_EPOCH,
            creative: CreativeId::new(0),
            impressions: 0,
            people: 0,
            clicks: 0,
            bots: 0,
            click_bots: 0,
        }
    }
}

row! {
    struct CampaignRow {
        id: i64,
        advertiser: String,
        name: String,
        from_at: i64,
        until_at: i64,
        weight: i64,
        cap: Option<i64>,
        editions: String,
        sections: String,
        state: String,
        version: i64,
        created_at: i64,
    }
}

row! {
    struct CreativeRow {
        id: i64,
        campaign: i64,
        slot: String,
        editions: String,
        href: String,
        shows: String,
    }
}

const CAMPAIGN: &str = "c.id, c.advertiser, c.name, c.from_at, c.until_at, c.weight, c.cap, c.editions, c.sections, \
     c.state, c.version, c.created_at";

const CREATIVE: &str = "v.id, v.campaign, v.slot, v.editions, v.href, v.shows";

impl CampaignRow {
    fn campaign(self, creatives: Vec<Creative>) -> Result<Campaign> {
        let CampaignRow {
            id,
            advertiser,
            name,
            from_at,
            until_at,
            weight,
            cap,
            editions,
            sections,
            state,
            version,
            created_at,
        } = self;
        Ok(Campaign {
            id: CampaignId::new(id),
            advertiser,
            name,
            from: moment(from_at),
            until: moment(until_at),
            weight: u32::try_from(weight).unwrap_or(1),
            cap: cap.and_then(|cap| u64::try_from(cap).ok()),
            editions: read(&editions)?,
            sections: read(&sections)?,
            state: CampaignState::parse(&state)
                .ok_or_else(|| Error::unreadable("state of a campaign", &state))?,
            creatives,
            version,
            created_at: moment(created_at),
        })
    }
}

impl CreativeRow {
    fn creative(self) -> Result<(i64, Creative)> {
        let CreativeRow { id, campaign, slot, editions, href, shows } = self;
        let (editions, shows) = (read(&editions)?, read(&shows)?);
        Ok((campaign, Creative { id: CreativeId::new(id), slot, editions, href, shows }))
    }
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|error| Error::unreadable("campaign", error))
}

fn written<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::unreadable("campaign", error))
}

impl Reader {
    /// Every campaign, the newest first.
    pub async fn campaigns(&self) -> Result<Vec<Campaign>> {
        let sql = format!("SELECT {CAMPAIGN} FROM campaign c ORDER BY c.id DESC");
        self.whole_campaigns(&sql, args![]).await
    }

    /// The campaigns with an advertisement that shows a picture, also where it stands in for another.
    pub async fn campaigns_showing(&self, id: MediaId) -> Result<Vec<Campaign>> {
        let replaced: Vec<(i64,)> =
            self.db.all("SELECT id FROM media WHERE replaced_by = $1", args![id]).await?;
        let is_it = |media: MediaId| {
            media == id || replaced.iter().any(|(replaced,)| *replaced == media.number())
        };
        let mut campaigns = self.campaigns().await?;
        campaigns.retain(|campaign| {
            campaign.creatives.iter().filter_map(|creative| creative.shows.media()).any(is_it)
        });
        Ok(campaigns)
    }

    /// The campaigns that are shown now or will be by the clock alone.
    pub async fn running_campaigns(&self) -> Result<Vec<Campaign>> {
        let sql = format!(
            "SELECT {CAMPAIGN} FROM campaign c WHERE c.state = 'running' AND c.until_at > $1 ORDER BY c.id"
        );
        self.whole_campaigns(&sql, args![self.clock().now()]).await
    }

    /// One campaign.
    pub async fn campaign(&self, id: CampaignId) -> Result<Campaign> {
        let sql = format!("SELECT {CAMPAIGN} FROM campaign c WHERE c.id = $1");
        let mut found = self.whole_campaigns(&sql, args![id]).await?;
        found.pop().ok_or_else(|| Error::missing("campaign", id))
    }

    /// An advertisement with the state of its campaign, also one that was taken out.
    pub async fn creative(&self, id: CreativeId) -> Result<Option<(Creative, CampaignState)>> {
        row! {
            struct Found {
                creative: CreativeRow,
                state: String,
            }
        }
        let sql = format!(
            "SELECT {CREATIVE}, c.state FROM creative v JOIN campaign c ON c.id = v.campaign WHERE v.id = $1"
        );
        let row: Option<Found> = self.db.optional(&sql, args![id]).await?;
        let Some(Found { creative, state }) = row else { return Ok(None) };
        let state = CampaignState::parse(&state)
            .ok_or_else(|| Error::unreadable("state of a campaign", &state))?;
        Ok(Some((creative.creative()?.1, state)))
    }

    /// Every advertisement that a campaign ever had, those that were taken out last.
    pub async fn creatives_ever(&self, campaign: CampaignId) -> Result<Vec<Creative>> {
        let sql = format!(
            "SELECT {CREATIVE} FROM creative v WHERE v.campaign = $1
             ORDER BY v.removed_at IS NOT NULL, v.position, v.id"
        );
        let rows: Vec<CreativeRow> = self.db.all(&sql, args![campaign]).await?;
        rows.into_iter().map(|row| Ok(row.creative()?.1)).collect()
    }

    /// How often people saw each of these campaigns since a moment at which an hour began. Those that nobody saw are
    /// left out.
    pub async fn shown_since(
        &self,
        campaigns: &[CampaignId],
        since: Timestamp,
    ) -> Result<HashMap<CampaignId, u64>> {
        if campaigns.is_empty() {
            return Ok(HashMap::new());
        }
        let sql = format!(
            "SELECT v.campaign, CAST(sum(n.hits) AS BIGINT) FROM creative v
             JOIN view_count n ON n.kind = 'impression' AND n.object = v.id AND n.hour >= $1
             WHERE v.campaign IN ({}) GROUP BY v.campaign",
            crate::db::placeholders(2, campaigns.len())
        );
        let mut values = args![Hour::of(since).number()];
        values.extend(campaigns.iter().map(|id| Value::from(*id)));
        let rows: Vec<(i64, i64)> = self.db.all(&sql, values).await?;
        let shown = |(id, hits): (i64, i64)| (CampaignId::new(id), hits.unsigned_abs());
        Ok(rows.into_iter().map(shown).collect())
    }

    /// What was counted of a campaign, by the days of UTC, the earliest first, and by advertisement.
    pub async fn counts_of_campaign(&self, campaign: CampaignId) -> Result<Vec<AdCount>> {
        let rows: Vec<(i64, i64, String, i64, i64, i64)> = self
            .db
            .walk(
                "SELECT n.hour / 24, n.object, n.kind, CAST(sum(n.people) AS BIGINT), CAST(sum(n.hits) AS BIGINT),
                     CAST(sum(n.bots) AS BIGINT)
                 FROM creative v JOIN view_count n ON n.object = v.id AND n.kind IN ('impression', 'click')
                 WHERE v.campaign = $1 GROUP BY n.hour / 24, n.object, n.kind ORDER BY 1, 2, 3",
                args![campaign],
            )
            .await?;
        let mut counts: Vec<AdCount> = Vec::new();
        for (day, creative, kind, people, hits, bots) in rows {
            let (day, creative) = (Day::new(day).begins(), CreativeId::new(creative));
            if counts.last().is_none_or(|last| (last.day, last.creative) != (day, creative)) {
                counts.push(AdCount { day, creative, ..AdCount::nothing() });
            }
            let Some(count) = counts.last_mut() else { continue };
            if kind == "click" {
                count.clicks = hits;
                count.click_bots = bots;
            } else {
                (count.impressions, count.people, count.bots) = (hits, people, bots);
            }
        }
        Ok(counts)
    }

    /// What was counted of every campaign in all: impressions and clicks by people.
    pub async fn campaign_totals(&self) -> Result<HashMap<CampaignId, (i64, i64)>> {
        let rows: Vec<(i64, String, i64)> = self
            .db
            .walk(
                "SELECT v.campaign, n.kind, CAST(sum(n.hits) AS BIGINT) FROM creative v
                 JOIN view_total n ON n.object = v.id AND n.kind IN ('impression', 'click')
                 GROUP BY v.campaign, n.kind",
                args![],
            )
            .await?;
        let mut totals: HashMap<CampaignId, (i64, i64)> = HashMap::new();
        for (campaign, kind, hits) in rows {
            let total = totals.entry(CampaignId::new(campaign)).or_default();
            if kind == "click" { total.1 = hits } else { total.0 = hits }
        }
        Ok(totals)
    }

    async fn whole_campaigns(&self, sql: &str, values: Vec<Value>) -> Result<Vec<Campaign>> {
        let rows: Vec<CampaignRow> = self.db.all(sql, values).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT {CREATIVE} FROM creative v WHERE v.removed_at IS NULL AND v.campaign IN ({})
             ORDER BY v.campaign, v.position, v.id",
            crate::db::placeholders(1, rows.len())
        );
        let ids = rows.iter().map(|row| row.id.into()).collect();
        let mut creatives: HashMap<i64, Vec<Creative>> = HashMap::new();
        for row in self.db.all::<CreativeRow>(&sql, ids).await? {
            let (campaign, creative) = row.creative()?;
            creatives.entry(campaign).or_default().push(creative);
        }
        rows.into_iter()
            .map(|row| {
                let own = creatives.remove(&row.id).unwrap_or_default();
                row.campaign(own)
            })
            .collect()
    }
}

impl Write<'_> {
    /// Keeps what an act made of a campaign, and tells the pages that have a place for it. `before` is the campaign
    /// that the act saw: if somebody else changed it meanwhile, nothing is kept.
    pub async fn save_campaign(
        &mut self,
        before: Option<&Campaign>,
        campaign: &Campaign,
        act: &str,
        by: &Editor,
    ) -> Result<()> {
        self.put_campaign(before, campaign).await?;
        self.put_creatives(campaign).await?;
        let detail = format!("{}: {}", campaign.advertiser, campaign.name);
        self.audit(by, act, &format!("campaign {}", campaign.id), &detail).await?;
        let shown = |campaign: &&Campaign| campaign.state == CampaignState::Running;
        let mut editions: BTreeSet<Option<EditionCode>> = BTreeSet::new();
        for campaign in before.into_iter().chain([campaign]).filter(shown) {
            match campaign.editions.as_slice() {
                [] => editions.extend([None]),
                some => editions.extend(some.iter().cloned().map(Some)),
            }
        }
        if editions.contains(&None) {
            return self.change(&Change::everywhere(ChangeKind::Advertised)).await;
        }
        for edition in editions.into_iter().flatten() {
            self.change(&Change::of_edition(ChangeKind::Advertised, edition)).await?;
        }
        Ok(())
    }

    async fn put_campaign(&mut self, before: Option<&Campaign>, campaign: &Campaign) -> Result<()> {
        let Campaign {
            id,
            advertiser,
            name,
            from,
            until,
            weight,
            cap,
            editions,
            sections,
            state,
            creatives: _,
            version,
            created_at,
        } = campaign;
        let mut values = args![
            *id,
            advertiser,
            name,
            *from,
            *until,
            i64::from(*weight),
            cap.map(|cap| i64::try_from(cap).unwrap_or(i64::MAX)),
            written(editions)?,
            written(sections)?,
            state.as_str(),
            *version,
        ];
        let Some(before) = before else {
            values.push((*created_at).into());
            let sql = "INSERT INTO campaign (id, advertiser, name, from_at, until_at, weight, cap, editions, sections,
                     state, version, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
            self.tx.run(sql, values).await?;
            return Ok(());
        };
        values.push(before.version.into());
        let sql = "UPDATE campaign SET advertiser = $2, name = $3, from_at = $4, until_at = $5, weight = $6, cap = $7,
                 editions = $8, sections = $9, state = $10, version = $11
             WHERE id = $1 AND version = $12";
        match self.tx.run(sql, values).await? {
            0 => Err(Error::Overtaken { what: "campaign", which: id.to_string() }),
            _ => Ok(()),
        }
    }

    async fn put_creatives(&mut self, campaign: &Campaign) -> Result<()> {
        self.tx
            .run(
                "UPDATE creative SET removed_at = $2 WHERE campaign = $1 AND removed_at IS NULL",
                args![campaign.id, self.now],
            )
            .await?;
        for (position, creative) in (1_i64..).zip(&campaign.creatives) {
            let Creative { id, slot, editions, href, shows } = creative;
            let touched = self
                .tx
                .run(
                    "INSERT INTO creative (id, campaign, position, slot, editions, href, shows, media)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                     ON CONFLICT (id) DO UPDATE SET position = excluded.position, slot = excluded.slot,
                         editions = excluded.editions, href = excluded.href, shows = excluded.shows,
                         media = excluded.media, removed_at = NULL
                     WHERE creative.campaign = excluded.campaign",
                    args![
                        *id,
                        campaign.id,
                        position,
                        slot,
                        written(editions)?,
                        href,
                        written(shows)?,
                        shows.media(),
                    ],
                )
                .await?;
            if touched == 0 {
                // Nobody's advertisement becomes another campaign's.
                return Err(Error::missing("advertisement", *id));
            }
        }
        Ok(())
    }

    /// Tells the pages that have a place for advertisements if one of those that run shows this picture.
    pub(crate) async fn advertised_picture_changed(&mut self, id: MediaId) -> Result<()> {
        let shown: Option<(i64,)> = self
            .tx
            .optional(
                "SELECT v.id FROM creative v JOIN campaign c ON c.id = v.campaign
                 WHERE c.state = 'running' AND v.removed_at IS NULL
                     AND (v.media = $1 OR v.media IN (SELECT o.id FROM media o WHERE o.replaced_by = $1))
                 LIMIT 1",
                args![id],
            )
            .await?;
        if shown.is_some() {
            self.change(&Change::everywhere(ChangeKind::Advertised)).await?;
        }
        Ok(())
    }

    /// Sets who may sell the paper's advertising space.
    pub async fn set_ads_txt(&mut self, text: &str, by: &Editor) -> Result<()> {
        self.set(story::ads_txt::SETTING, text).await?;
        self.audit(by, "setting", story::ads_txt::SETTING, "").await?;
        self.change(&Change::everywhere(ChangeKind::Advertised)).await
    }
}
