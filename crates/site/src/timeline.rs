//! What happened, by time.

use story::coverage::{Item, When};
use theme::page::{EventEntry, NavLink, Timeline};

use crate::item::Known;
use crate::ledger;
use crate::paper::EditionPaper;

/// These events by time, as exactly as they are known.
pub(crate) fn of_items(at: &EditionPaper, events: Vec<&Item>, items: &Known) -> Timeline {
    let mut events = events;
    When::sort_by_time(&mut events, |item| item.event().map(|event| &event.when));
    let events: Vec<EventEntry> =
        events.into_iter().filter_map(|item| entry(at, item, items)).collect();
    Timeline { all: events.len(), events, href: None }
}

/// An event as a line of a timeline.
pub(crate) fn entry(at: &EditionPaper, item: &Item, items: &Known) -> Option<EventEntry> {
    let event = item.event()?;
    let language = at.edition.language;
    let place = event.place.and_then(|id| items.get(&id));
    Some(EventEntry {
        id: format!("event-{}", item.slug),
        name: ledger::name(item, language),
        when: event.when.clone(),
        place: place.and_then(|place| {
            Some(NavLink {
                name: place.name(language).to_owned(),
                href: ledger::topic_page(at, place)?,
                current: false,
            })
        }),
        going_on: event.when.edtf.is_going_on(),
    })
}
