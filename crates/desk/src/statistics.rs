//! What readers read, for the newsroom: now, by story, section, edition and where they came from.
//!
//! Whoever approves texts sees all of their editions. Others see the stories that they wrote something of, if the paper
//! lets them.

use audience::{Day, Hour, Minute};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use store::{Moment, ReadCountries, ReadHour, ReadStory, Wanted, WantedCountries, Window};
use story::permission::Permission;
use story::{AccountId, ArticleId, EditionCode, Refusal, SectionId, Timestamp};

use crate::asked::Given;
use crate::person::Person;
use crate::{Desk, Error};

/// The setting that lets writers see how often their own stories are read.
pub(crate) const OWN: &str = "desk.own_statistics";

/// Over how long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StatisticsSpan)]
enum Over {
    /// The last 30 minutes, minute by minute.
    Now,
    /// The last 24 hours, hour by hour.
    #[default]
    Day,
    /// The last 7 days.
    Week,
    /// The last 30 days.
    Month,
}

/// What is asked for.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    #[serde(default)]
    #[param(value_type = Option<Over>, inline)]
    over: Over,
    #[param(value_type = Option<crate::vocabulary::EditionCode>)]
    edition: Option<EditionCode>,
    #[param(value_type = Option<crate::vocabulary::Id>)]
    section: Option<SectionId>,
}

/// What readers read.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Statistics {
    /// How many people, each counted once a day for each story.
    people: i64,
    /// How many machines.
    bots: i64,
    /// Whether it is of the asker's own stories only.
    own: bool,
    /// Moment by moment, also those at which nobody read.
    moments: Vec<ReadMoment>,
    stories: Vec<StoryRead>,
    sections: Vec<SectionRead>,
    editions: Vec<EditionRead>,
    /// By where they came from: direct, search, social, own, other. Nothing of the last minutes.
    referrers: Vec<ReferrerRead>,
    /// By country, if the paper has a database of them: by whole days, UTC, so nothing of less than a week, nor of the
    /// asker's own stories only.
    countries: Vec<CountryRead>,
}

/// A minute, an hour or a day.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct ReadMoment {
    #[schema(value_type = String)]
    at: Timestamp,
    people: i64,
    bots: i64,
}

/// A story that was read.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct StoryRead {
    #[schema(value_type = crate::vocabulary::Id)]
    article: ArticleId,
    #[schema(value_type = crate::vocabulary::EditionCode)]
    edition: EditionCode,
    headline: String,
    people: i64,
}

/// A section that was read.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct SectionRead {
    #[schema(value_type = crate::vocabulary::Id)]
    section: SectionId,
    #[schema(value_type = crate::vocabulary::EditionCode)]
    edition: EditionCode,
    name: String,
    people: i64,
}

/// An edition that was read.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct EditionRead {
    #[schema(value_type = crate::vocabulary::EditionCode)]
    edition: EditionCode,
    name: String,
    people: i64,
}

/// A class of places that readers came from.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct ReferrerRead {
    referrer: String,
    people: i64,
}

/// A country that people read in.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct CountryRead {
    /// Its two letters (ISO 3166-1), or nothing for all in which fewer than five people read.
    country: Option<String>,
    people: i64,
}

/// `GET /api/statistics`
pub(crate) async fn show(
    State(desk): State<Desk>,
    person: Person,
    Given(question): Given<Question>,
) -> Result<Json<Statistics>, Error> {
    let now = desk.store().clock().now();
    let (wanted, own) = wanted(&desk, &person, &question, now).await?;
    let read = desk.store().readership(&wanted).await?;
    let countries = countries(&desk, question.over, &wanted, now).await?;
    let editions = desk.store().editions().await?;
    let sections = desk.store().sections().await?;
    let moments = moments(question.over, wanted.window, &read.moments);
    let section = |(id, people): (SectionId, i64)| {
        let section = sections.iter().find(|section| section.id == id)?;
        let (edition, name) = (section.edition.clone(), section.name.clone());
        Some(SectionRead { section: id, edition, name, people })
    };
    let edition = |(code, people): (EditionCode, i64)| {
        let edition = editions.iter().find(|edition| edition.code == code)?;
        Some(EditionRead { name: edition.name.clone(), edition: code, people })
    };
    let story = |ReadStory { article, edition, section: _, headline, people }: ReadStory| {
        StoryRead { article, edition, headline, people }
    };
    Ok(Json(Statistics {
        people: moments.iter().map(|moment| moment.people).sum(),
        bots: moments.iter().map(|moment| moment.bots).sum(),
        own,
        moments,
        stories: read.stories.into_iter().map(story).collect(),
        sections: read.sections.into_iter().filter_map(section).collect(),
        editions: read.editions.into_iter().filter_map(edition).collect(),
        referrers: read
            .referrers
            .into_iter()
            .map(|(class, people)| ReferrerRead { referrer: class.as_str().to_owned(), people })
            .collect(),
        countries,
    }))
}

/// `GET /api/statistics.csv`: the same, hour by hour and story by story, for other programs.
pub(crate) async fn table(
    State(desk): State<Desk>,
    person: Person,
    Given(mut question): Given<Question>,
) -> Result<Response, Error> {
    if question.over == Over::Now {
        question.over = Over::Day;
    }
    let now = desk.store().clock().now();
    let (wanted, _) = wanted(&desk, &person, &question, now).await?;
    let hours = desk.store().read_hours(&wanted).await?;
    let sections = desk.store().sections().await?;
    let mut csv = "hour,edition,section,article,headline,referrer,people,hits,bots\r\n".to_owned();
    for ReadHour { hour, story, referrer, hits, bots } in hours {
        let ReadStory { article, edition, section, headline, people } = story;
        let section = sections.iter().find(|known| Some(known.id) == section);
        let section = section.map_or("", |section| section.name.as_str());
        csv.push_str(&format!(
            "{},{edition},{},{article},{},{},{people},{hits},{bots}\r\n",
            hour.begins(),
            cell(section),
            cell(&headline),
            referrer.as_str()
        ));
    }
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"readers.csv\""),
    ];
    Ok((headers, csv).into_response())
}

/// In which countries people read: in the last seven or thirty days, today among them.
async fn countries(
    desk: &Desk,
    over: Over,
    wanted: &Wanted,
    now: Timestamp,
) -> Result<Vec<CountryRead>, Error> {
    let days = match over {
        Over::Now | Over::Day => return Ok(Vec::new()),
        Over::Week => 7,
        Over::Month => 30,
    };
    if wanted.by.is_some() {
        return Ok(Vec::new());
    }
    let until = Day::of(now);
    let wanted = WantedCountries {
        from: Day::new(until.number() - days + 1),
        until,
        editions: wanted.editions.clone(),
        section: wanted.section,
    };
    let ReadCountries { countries, elsewhere } = desk.store().read_countries(&wanted).await?;
    let mut told: Vec<CountryRead> = countries
        .into_iter()
        .map(|(country, people)| CountryRead { country: Some(country.as_str().to_owned()), people })
        .collect();
    if elsewhere > 0 {
        told.push(CountryRead { country: None, people: elsewhere });
    }
    Ok(told)
}

/// A text as RFC 4180 has it. A spreadsheet would take what begins like a formula for one.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// What may be told of what is asked, and whether it is of one's own stories only.
async fn wanted(
    desk: &Desk,
    person: &Person,
    question: &Question,
    now: Timestamp,
) -> Result<(Wanted, bool), Error> {
    let known = desk.store().editions().await?;
    let codes = known.into_iter().map(|edition| edition.code);
    let asked: Vec<EditionCode> =
        codes.filter(|code| question.edition.as_ref().is_none_or(|asked| asked == code)).collect();
    if let (true, Some(code)) = (asked.is_empty(), &question.edition) {
        return Err(Error::Missing { what: "edition", which: code.to_string() });
    }
    let may = |code: &EditionCode| person.editor.may(Permission::Approve, code, question.section);
    let seen: Vec<EditionCode> = asked.iter().filter(|code| may(code)).cloned().collect();
    let window = window(question.over, now);
    let section = question.section;
    if !seen.is_empty() {
        return Ok((Wanted { window, editions: seen, section, by: None }, false));
    }
    if !shows_own(desk).await? {
        let name = person.editor.name.clone();
        return Err(Refusal::NotAllowed { name, permission: Permission::Approve }.into());
    }
    let by: Option<AccountId> = Some(person.account.id);
    Ok((Wanted { window, editions: asked, section, by }, true))
}

/// Whether writers see how often their own stories are read.
pub(crate) async fn shows_own(desk: &Desk) -> Result<bool, Error> {
    Ok(desk.store().setting(OWN).await?.as_deref() == Some("shown"))
}

fn window(over: Over, now: Timestamp) -> Window {
    let hours = |count| {
        let until = Hour::new(Hour::of(now).number() + 1);
        Window::Hours { from: Hour::new(until.number() - count), until }
    };
    match over {
        Over::Now => {
            let until = Minute::new(Minute::of(now).number() + 1);
            Window::Minutes { from: Minute::new(until.number() - 30), until }
        }
        Over::Day => hours(24),
        Over::Week => hours(7 * 24),
        Over::Month => hours(30 * 24),
    }
}

/// The moments of a window in order, those at which nobody read among them: minutes, hours, or spans of 24 hours.
fn moments(over: Over, window: Window, read: &[Moment]) -> Vec<ReadMoment> {
    let (from, until) = match window {
        Window::Minutes { from, until } => (from.number(), until.number()),
        Window::Hours { from, until } => (from.number(), until.number()),
    };
    let step = match over {
        Over::Now | Over::Day => 1,
        Over::Week | Over::Month => 24,
    };
    let begins = |number| match window {
        Window::Minutes { .. } => Minute::new(number).begins(),
        Window::Hours { .. } => Hour::new(number).begins(),
    };
    let mut moments = Vec::new();
    let mut first = from;
    while first < until {
        let inside = read.iter().filter(|moment| (first..first + step).contains(&moment.number));
        let (mut people, mut bots) = (0, 0);
        for moment in inside {
            people += moment.people;
            bots += moment.bots;
        }
        moments.push(ReadMoment { at: begins(first), people, bots });
        first += step;
    }
    moments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_stays_in_its_cell() {
        assert_eq!(cell("Rain, at last"), "\"Rain, at last\"");
        assert_eq!(cell("“Rain” \"at\" last"), "\"“Rain” \"\"at\"\" last\"");
        assert_eq!(cell("=cmd|' /C calc'!A0"), "\"'=cmd|' /C calc'!A0\"");
    }

    #[test]
    fn every_moment_of_a_window_is_there_once() {
        let now: Timestamp = "2026-03-04T12:34:56Z".parse().unwrap();
        for (over, count) in [(Over::Now, 30), (Over::Day, 24), (Over::Week, 7), (Over::Month, 30)]
        {
            let window = window(over, now);
            let last = match window {
                Window::Minutes { until, .. } => until.number() - 1,
                Window::Hours { until, .. } => until.number() - 1,
            };
            let read = [Moment { number: last, people: 3, bots: 1 }];
            let moments = moments(over, window, &read);
            assert_eq!(moments.len(), count);
            assert_eq!(moments.last().map(|moment| (moment.people, moment.bots)), Some((3, 1)));
            assert_eq!(moments.iter().map(|moment| moment.people).sum::<i64>(), 3);
        }
    }
}
