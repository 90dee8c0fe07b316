//! `masthead list`

use std::process::ExitCode;

use store::{DeskFilter, DeskPlace, DeskRow};
use story::article::{Article, DeskState, Public};
use story::{ArticleId, EditionCode, RevisionNumber, Timestamp};

use crate::cli::Cli;
use crate::paper::Paper;

/// Which articles.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead list
  masthead list --edition hy --state draft
  masthead list --state live --limit 500 --json | jq -r '.[].url'")]
pub(crate) struct Args {
    /// Only of this edition.
    #[arg(long, value_name = "CODE")]
    edition: Option<String>,
    /// Only those in this state.
    #[arg(long, value_enum)]
    state: Option<State>,
    /// How many at most, the newest first.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    limit: u32,
    /// For other programs.
    #[arg(long)]
    json: bool,
}

/// States that people ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum State {
    /// Somebody writes.
    Draft,
    /// Somebody should read it.
    InReview,
    /// It may be published.
    Approved,
    /// It will be published.
    Scheduled,
    /// Readers have it.
    Live,
    /// It was taken from readers.
    Withdrawn,
    /// It is closed for legal reasons.
    Held,
}

/// An article, for other programs.
#[derive(Debug, serde::Serialize)]
struct Line {
    id: ArticleId,
    edition: EditionCode,
    slug: String,
    url: String,
    headline: String,
    kind: &'static str,
    state: &'static str,
    desk: &'static str,
    newest_revision: RevisionNumber,
    live_revision: Option<RevisionNumber>,
    first_live_at: Option<Timestamp>,
    live_at: Option<Timestamp>,
    changed_at: Option<Timestamp>,
    scheduled_revision: Option<RevisionNumber>,
    scheduled_at: Option<Timestamp>,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let paper = Paper::open(cli).await?;
    let edition = match &args.edition {
        Some(code) => Some(paper.edition(code).await?.code),
        None => None,
    };
    let mut lines: Vec<Line> = Vec::new();
    let wanted = usize::try_from(args.limit)?;
    let filter = DeskFilter { edition: edition.clone(), ..DeskFilter::default() };
    let mut after = None;
    loop {
        let rows = paper.store.desk_list(&filter, after, 500).await?;
        let Some(last) = rows.last() else { break };
        after = Some(DeskPlace::after(last));
        let fits =
            rows.into_iter().filter(|row| args.state.is_none_or(|state| state.fits(&row.article)));
        lines.extend(fits.map(|row| line(&paper, row)));
        if lines.len() >= wanted {
            break;
        }
    }
    lines.truncate(wanted);
    super::print(&if args.json {
        serde_json::to_string_pretty(&lines)? + "\n"
    } else {
        table(&lines)
    })?;
    Ok(ExitCode::SUCCESS)
}

impl State {
    fn fits(self, article: &Article) -> bool {
        match self {
            State::Draft => article.desk == DeskState::Draft,
            State::InReview => article.desk == DeskState::InReview,
            State::Approved => {
                article.desk == DeskState::Approved && article.public.live() != Some(article.draft)
            }
            State::Scheduled => article.scheduled.is_some(),
            State::Live => article.public.live().is_some(),
            State::Withdrawn => matches!(article.public, Public::Withdrawn(_)),
            State::Held => matches!(article.public, Public::Held(_)),
        }
    }
}

/// The one word that tells most about an article.
fn state(article: &Article) -> &'static str {
    match &article.public {
        Public::Held(_) => "held",
        Public::Withdrawn(_) => "withdrawn",
        Public::Live(live) if *live == article.draft => "live",
        // Readers have an older text, and somebody works on the next.
        Public::Live(_) => "live+",
        Public::Unpublished if article.scheduled.is_some() => "scheduled",
        Public::Unpublished => article.desk.as_str(),
    }
}

fn line(paper: &Paper, row: DeskRow) -> Line {
    let DeskRow { article, kind, headline, touched_at: _, lags: _ } = row;
    Line {
        id: article.id,
        url: super::act::address(paper, &article),
        state: state(&article),
        desk: article.desk.as_str(),
        kind: kind.as_str(),
        headline,
        newest_revision: article.draft,
        live_revision: article.public.live(),
        first_live_at: article.first_live_at,
        live_at: article.live_at,
        changed_at: article.changed_at,
        scheduled_revision: article.scheduled.map(|scheduled| scheduled.revision),
        scheduled_at: article.scheduled.map(|scheduled| scheduled.at),
        slug: article.slug.to_string(),
        edition: article.edition,
    }
}

fn table(lines: &[Line]) -> String {
    if lines.is_empty() {
        return "No articles.\n".to_owned();
    }
    let mut out = String::new();
    for line in lines {
        let headline = if line.headline.is_empty() { "(no headline)" } else { &line.headline };
        out.push_str(&format!(
            "{}  {:<9}  {}/{}\n{:>30}{headline}\n",
            line.id, line.state, line.edition, line.slug, ""
        ));
    }
    out
}
