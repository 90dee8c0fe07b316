//! The figures, by the names under which dashboards and alerts know them.

use std::time::Instant;

use super::exposition::Exposition;
use super::panel::Panel;
use super::process::Process;
use super::tally::Tally;

/// All figures as they are now.
pub(super) async fn text(panel: &Panel) -> String {
    let mut out = Exposition::default();
    answers(&mut out, panel);
    connections(&mut out, panel);
    pages(&mut out, panel);
    readers(&mut out, panel);
    feed(&mut out, panel).await;
    log(&mut out, panel);
    process(&mut out, panel);
    out.into_text()
}

fn answers(out: &mut Exposition, panel: &Panel) {
    let counters = &panel.notes.counters;
    out.counter(
        "masthead_requests_total",
        "Requests by where the answer came from: a page at hand, a page made for it, made for one client alone, or refused unread.",
    )
    .with("origin", "hit", number(counters.hits.get()))
    .with("origin", "miss", number(counters.misses.get()))
    .with("origin", "passed", number(counters.passed.get()))
    .with("origin", "refused", number(counters.unread.get()));
    let mut answers =
        out.counter("masthead_answers_total", "Answers by the class of their status.");
    for (class, counter) in ["1xx", "2xx", "3xx", "4xx", "5xx"].iter().zip(&counters.statuses) {
        answers.with("class", class, number(counter.get()));
    }
    out.counter("masthead_answer_bytes_total", "Bytes of answers.")
        .is(number(counters.bytes.get()));
    out.histogram(
        "masthead_answer_seconds",
        "How long answers took, from the last byte of the request's head to the last byte handed to the system.",
        &counters.took,
    );
}

fn connections(out: &mut Exposition, panel: &Panel) {
    let counters = &panel.notes.counters;
    // Read in this order, so that none seems to have ended that never began.
    let ended = counters.ended.get();
    let accepted = counters.accepted.get();
    out.gauge("masthead_connections_open", "Connections of readers and editors.")
        .is(number(accepted.saturating_sub(ended)));
    out.counter("masthead_connections_accepted_total", "Connections that were let in.")
        .is(number(accepted));
    out.counter(
        "masthead_connections_refused_total",
        "Connections that were turned away, since their address had too many.",
    )
    .is(number(counters.refused.get()));
}

fn pages(out: &mut Exposition, panel: &Panel) {
    let Some((pages, room)) = &panel.pages else { return };
    out.gauge("masthead_pages", "Pages at hand.").is(pages.len() as f64);
    out.gauge("masthead_pages_bytes", "What the pages at hand take in memory.")
        .is(number(pages.weight()));
    out.gauge("masthead_pages_room_bytes", "What they may take: pages.memory_mib.")
        .is(number(*room));
}

fn readers(out: &mut Exposition, panel: &Panel) {
    let Some(audience) = &panel.audience else { return };
    let audience::Figures { people, again, bots, lost } = audience.figures();
    out.counter(
        "masthead_views_total",
        "Views by whom: people, people again on the same day, machines; lost ones were not counted for lack of room.",
    )
    .with("by", "people", number(people))
    .with("by", "again", number(again))
    .with("by", "bots", number(bots))
    .with("by", "lost", number(lost));
    out.gauge("masthead_views_kept_seconds", "How long ago counted views were last kept.")
        .is(audience.lag().as_secs_f64());
}

async fn feed(out: &mut Exposition, panel: &Panel) {
    let places = panel.asking.places().await;
    out.gauge("masthead_database_up", "Whether the database answers in time.")
        .is(if places.is_ok() { 1.0 } else { 0.0 });
    if let Some(followed) = &panel.followed {
        if let Some(since) = followed.confirmed(Instant::now()) {
            out.gauge(
                "masthead_database_confirmed_seconds",
                "How long ago the database last confirmed that no page at hand is behind.",
            )
            .is(since.as_secs_f64());
        }
        out.gauge("masthead_pages_place", "The newest change that no page at hand is behind.")
            .is(followed.place() as f64);
        out.counter(
            "masthead_pages_failures_total",
            "How often the pages at hand could not follow the paper.",
        )
        .is(number(followed.failures()));
    }
    let Ok(places) = &*places else { return };
    out.gauge("masthead_change_newest", "The newest change of the paper.").is(places.newest as f64);
    if let Some(followed) = &panel.followed {
        // The follower may have gone on since the database was asked.
        let lag = places.newest.saturating_sub(followed.place()).max(0);
        out.gauge("masthead_pages_lag", "How many changes the pages at hand are behind.")
            .is(lag as f64);
    }
    if !places.listeners.is_empty() {
        let mut family =
            out.gauge("masthead_listener_place", "The newest change that a listener has followed.");
        for (name, place) in &places.listeners {
            family.with("listener", name, *place as f64);
        }
        let mut family =
            out.gauge("masthead_listener_lag", "How many changes a listener is behind.");
        for (name, place) in &places.listeners {
            family.with("listener", name, places.newest.saturating_sub(*place) as f64);
        }
    }
    out.gauge("masthead_jobs_due", "Jobs that are due and not done.").is(places.due as f64);
    out.gauge("masthead_jobs_stuck", "Jobs that were begun and never finished.")
        .is(places.stuck as f64);
}

fn log(out: &mut Exposition, panel: &Panel) {
    out.counter("masthead_log_lines_total", "Lines of the log that somebody should read.")
        .with("level", "error", number(Tally::errors()))
        .with("level", "warn", number(Tally::warnings()));
    let Some(log) = &panel.notes.log else { return };
    out.counter("masthead_access_log_lines_total", "Lines written to the access log.")
        .is(number(log.lines()));
    out.counter(
        "masthead_access_log_dropped_total",
        "Lines that the access log dropped, since the disk did not keep up.",
    )
    .is(number(log.dropped()));
}

fn process(out: &mut Exposition, panel: &Panel) {
    let Process { resident, cpu, files, most_files } = Process::now();
    if let Some(resident) = resident {
        out.gauge("process_resident_memory_bytes", "Memory that is really there.").is(resident);
    }
    if let Some(cpu) = cpu {
        out.counter("process_cpu_seconds_total", "Processor time.").is(cpu);
    }
    if let Some(files) = files {
        out.gauge("process_open_fds", "Open files, connections among them.").is(files);
    }
    if let Some(most) = most_files {
        out.gauge("process_max_fds", "How many files may be open.").is(most);
    }
    out.gauge("process_start_time_seconds", "When it was started, in seconds since 1970.")
        .is(panel.started.as_second() as f64);
    out.gauge("masthead_build_info", "Which Masthead this is.").with(
        "version",
        env!("CARGO_PKG_VERSION"),
        1.0,
    );
}

fn number(count: u64) -> f64 {
    count as f64
}
