//! What stands behind the stories of the sample paper.

use story::coverage::{How, ItemKind, Standing, State, When};

use super::SamplePaper;
use crate::page::{
    Behind, CardEntry, ClaimEntry, CoveragePage, EventEntry, HopEntry, KeyEvent, Ledger, LivePlace,
    Map, NavLink, PlaceEntry, Printed, Timeline, WhoEntry,
};

/// As exactly as events may be known: each of these is told differently.
const DATES: [&str; 6] =
    ["199X", "1990/2012", "2012", "2025-07-01", "2025-09/..", "2025-11-03?/2025-11-09?"];

impl SamplePaper {
    fn words_of(&self, text: &str) -> Printed {
        Printed { text: text.to_owned(), lang: None, dir: None }
    }

    pub(super) fn timeline(&self) -> Timeline {
        let dates = DATES.iter().filter_map(|date| story::coverage::Edtf::parse(date).ok());
        let events: Vec<EventEntry> = dates
            .zip(self.words.headlines)
            .enumerate()
            .map(|(number, (edtf, name))| EventEntry {
                id: format!("event-{number}"),
                name: self.words_of(name),
                going_on: edtf.is_going_on(),
                when: When::stated(edtf),
                place: (number == 3).then(|| NavLink {
                    name: self.words.place.to_owned(),
                    href: self.href("topic/sample"),
                    current: false,
                }),
            })
            .collect();
        Timeline { all: events.len() + 3, events, href: Some(self.href("coverage/sample")) }
    }

    pub(super) fn ledger(&self) -> Ledger {
        let hop = |name: &str, how| HopEntry {
            name: self.words_of(name),
            href: Some(self.href("topic/sample")),
            on_behalf_of: Some(self.words_of(self.words.title)),
            how,
        };
        let [first, second, third, _] = self.words.people;
        let claim = |number: usize, text: &str, quotation, chain, standing| ClaimEntry {
            number,
            text: self.words_of(text),
            quotation,
            href: Some(format!("#said-{number}")),
            chain,
            standing,
        };
        let told = vec![hop(first, How::Told), hop(second, How::Reported)];
        Ledger {
            claims: vec![
                claim(1, self.words.quotation, true, told, Standing::Stands),
                claim(
                    2,
                    self.words.stands[0],
                    false,
                    vec![hop(third, How::Estimated)],
                    Standing::Corrected,
                ),
                claim(3, self.words.stands[1], false, Vec::new(), Standing::Stands),
                claim(
                    4,
                    self.words.stands[2],
                    false,
                    vec![hop(first, How::Assessed)],
                    Standing::Disputed,
                ),
            ],
            own: 1,
            voices: 2,
        }
    }

    pub(super) fn behind(&self) -> Behind {
        Behind {
            storylines: vec![NavLink {
                name: self.words.kicker.to_owned(),
                href: self.href("coverage/sample"),
                current: false,
            }],
            timeline: self.timeline(),
            ledger: self.ledger(),
        }
    }

    pub(super) fn coverage(&self) -> CoveragePage {
        let timeline = self.timeline();
        CoveragePage {
            paper: self.chrome("coverage/sample"),
            name: self.words_of(self.words.kicker),
            now: Some(self.words.standfirst.to_owned()),
            state: State::Active,
            since: timeline.events.get(4).map(|event| event.when.clone()),
            checked_at: self.corrections().corrections.first().map(|entry| entry.note.at),
            advisories: timeline.events.iter().rev().take(1).cloned().collect(),
            map: Some(Map {
                svg: "<svg viewBox=\"0 0 300 230\" role=\"img\" aria-label=\"\"></svg>".to_owned(),
                places: vec![PlaceEntry {
                    name: self.words_of(self.words.place),
                    about: Some(self.words.stands[0].to_owned()),
                    href: Some(self.href("topic/sample")),
                    disputed: true,
                }],
            }),
            who: self
                .words
                .people
                .iter()
                .enumerate()
                .map(|(number, name)| WhoEntry {
                    kind: ItemKind::Person,
                    name: self.words_of(name),
                    about: (number != 1).then(|| self.words.job.to_owned()),
                    href: (number != 2).then(|| self.href("topic/sample")),
                    claims: number,
                })
                .collect(),
            said: self.ledger(),
            cards: vec![CardEntry {
                title: self.words.topics[0].to_owned(),
                standfirst: self.words.stands[1].to_owned(),
                href: self.href("explain/sample"),
            }],
            articles: self.teasers(3),
            corrections: self.corrections().corrections,
            feed_href: self.href("coverage/sample/feed.atom"),
            timeline: Timeline { href: None, ..timeline },
        }
    }

    pub(super) fn live_place(&self) -> LivePlace {
        LivePlace {
            href: self.href("post/sample/live"),
            posts: "b1".to_owned(),
            ended: None,
            key_events: self
                .corrections()
                .corrections
                .into_iter()
                .map(|entry| KeyEvent {
                    title: entry.headline,
                    at: entry.note.at,
                    href: "#t-b1".to_owned(),
                })
                .collect(),
        }
    }
}
