//! The articles of each month are counted with every act, and counted right.

use jiff::civil::date;
use store::Month;
use story::{EditionCode, Kind};
use testkit::Paper;

on_both_engines!(
    every_act_keeps_the_number_of_its_month,
    the_database_and_the_program_agree_on_the_calendar,
    a_wrong_number_is_found_and_counted_anew,
    what_was_there_before_months_were_counted_is_counted,
);

async fn months(paper: &Paper) -> Vec<(jiff::civil::Date, usize)> {
    let months = paper.store.months(&EditionCode::parse("en").unwrap()).await.unwrap();
    months.into_iter().map(|Month { first_day, articles }| (first_day, articles)).collect()
}

async fn every_act_keeps_the_number_of_its_month(paper: Paper) {
    let (ana, lia) = (paper.editor("ana"), paper.editor("lia"));
    let (january, march) = (date(2026, 1, 1), date(2026, 3, 1));
    paper.article("Old").at("2026-01-31T23:59:59.999999Z").live().await;
    assert_eq!(months(&paper).await, [(january, 1)]);
    let rain = paper.article("Rain").at("2026-03-03T12:00:00Z").live().await;
    paper.article("About us").kind(Kind::Page).live().await;
    paper.article("Unfinished").draft().await;
    paper.article("Дождь").edition("ru").live().await;
    assert_eq!(months(&paper).await, [(january, 1), (march, 1)]);
    ana.withdraw(&rain, "It was wrong.").await.ok();
    assert_eq!(months(&paper).await, [(january, 1)]);
    let snow = paper.article("Snow").at("2026-03-03T12:00:00Z").live().await;
    lia.hold(&snow, "Order 12", "ana").await.ok();
    assert_eq!(months(&paper).await, [(january, 1)]);
    lia.release(&snow, "ana").await.ok();
    ana.rename(&snow, "a-lot-of-snow").await.ok();
    assert_eq!(months(&paper).await, [(january, 1), (march, 1)]);
    paper.is_sound().await;
}

/// The migration and `masthead check` count with a calendar in SQL, acts with the one of the program.
async fn the_database_and_the_program_agree_on_the_calendar(paper: Paper) {
    let rain = paper.article("Rain").live().await;
    let moments = [
        "-001234-03-01T00:00:00Z",
        "0000-02-29T23:59:59.999999Z",
        "1600-02-29T00:00:00Z",
        "1899-12-31T23:59:59.999999Z",
        "1900-03-01T00:00:00Z",
        "1969-12-31T23:59:59.999999Z",
        "1970-01-01T00:00:00Z",
        "2000-02-29T12:00:00Z",
        "2000-12-31T23:59:59.999999Z",
        "2023-02-28T23:59:59.999999Z",
        "2024-02-29T00:00:00Z",
        "2024-03-01T00:00:00Z",
        "2100-02-28T12:00:00Z",
        "9999-12-30T12:00:00Z",
    ];
    for text in moments {
        let at: story::Timestamp = text.parse().unwrap();
        let moved = format!(
            "UPDATE article SET first_live_at = {} WHERE id = {}",
            at.as_microsecond(),
            rain.id
        );
        paper.database.execute(&moved).await;
        paper.store.recount_months().await.unwrap();
        let month = at.to_zoned(jiff::tz::TimeZone::UTC).date().first_of_month();
        assert_eq!(months(&paper).await, [(month, 1)], "{text}");
    }
}

async fn a_wrong_number_is_found_and_counted_anew(paper: Paper) {
    paper.article("Rain").at("2026-03-03T12:00:00Z").live().await;
    paper.article("Old").at("2026-01-03T12:00:00Z").live().await;
    paper.database.execute("UPDATE month SET articles = 3 WHERE month = 202603").await;
    paper.database.execute("DELETE FROM month WHERE month = 202601").await;
    paper.database.execute("INSERT INTO month VALUES ('en', 201901, 2)").await;
    let miscounted = paper.store.miscounted_months().await.unwrap();
    let told: Vec<_> = miscounted
        .iter()
        .map(|month| (month.edition.as_str(), month.first_day, month.kept, month.counted))
        .collect();
    assert_eq!(
        told,
        [
            ("en", date(2019, 1, 1), 2, 0),
            ("en", date(2026, 1, 1), 0, 1),
            ("en", date(2026, 3, 1), 3, 1)
        ]
    );
    paper.store.recount_months().await.unwrap();
    paper.is_sound().await;
    assert_eq!(months(&paper).await, [(date(2026, 1, 1), 1), (date(2026, 3, 1), 1)]);
}

async fn what_was_there_before_months_were_counted_is_counted(paper: Paper) {
    paper.article("Rain").at("2026-03-03T12:00:00Z").live().await;
    paper.article("Old").at("2026-01-03T12:00:00Z").live().await;
    let counted = months(&paper).await;
    paper.database.execute("DROP VIEW counted_month").await;
    paper.database.execute("DROP TABLE month").await;
    paper.database.execute("DELETE FROM migration WHERE number = 6").await;
    paper.database.open(paper.clock.clone()).await;
    assert_eq!(months(&paper).await, counted);
    paper.is_sound().await;
}
