//! `masthead campaign`

use std::process::ExitCode;

use anyhow::Context;
use store::AdCount;
use story::CampaignId;
use story::campaign::Campaign;

use crate::cli::Cli;
use crate::paper::Paper;

/// Lists campaigns of advertisements, or tells what became of one. They are run at the desk.
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, clap::Subcommand)]
enum Act {
    /// Lists campaigns with their ids, states, impressions and clicks.
    #[command(after_help = "Example:\n  masthead campaign list")]
    List,
    /// Prints how often a campaign was seen and followed, by day and advertisement, as CSV.
    #[command(after_help = "Example:\n  masthead campaign report 7310112233445566 > spring.csv")]
    Report {
        /// The campaign's id, as `list` prints it.
        id: String,
    },
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let paper = Paper::open(cli).await?;
    match &args.act {
        Act::List => list(&paper).await?,
        Act::Report { id } => {
            let id: CampaignId = id.parse().with_context(|| {
                format!("“{id}” names no campaign. `masthead campaign list` prints their ids.")
            })?;
            report(&paper, id).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(paper: &Paper) -> anyhow::Result<()> {
    let campaigns = paper.store.campaigns().await?;
    if campaigns.is_empty() {
        return super::print("No campaigns. Begin one at the desk.\n");
    }
    let totals = paper.store.campaign_totals().await?;
    for campaign in campaigns {
        let Campaign { id, advertiser, name, from, until, state, .. } = campaign;
        let (impressions, clicks) = totals.get(&id).copied().unwrap_or_default();
        super::print(&format!(
            "{id}  {:<8}  {} – {}  {impressions} seen, {clicks} followed\n{:>30}{advertiser}: {name}\n",
            state.as_str(),
            from.strftime("%Y-%m-%d"),
            until.strftime("%Y-%m-%d"),
            ""
        ))?;
    }
    Ok(())
}

async fn report(paper: &Paper, id: CampaignId) -> anyhow::Result<()> {
    paper.store.campaign(id).await?;
    super::print("day,advertisement,impressions,people,clicks,bots\n")?;
    for count in paper.store.counts_of_campaign(id).await? {
        let AdCount { day, creative, impressions, people, clicks, bots, click_bots } = count;
        let day = day.strftime("%Y-%m-%d");
        let bots = bots + click_bots;
        super::print(&format!("{day},{creative},{impressions},{people},{clicks},{bots}\n"))?;
    }
    Ok(())
}
