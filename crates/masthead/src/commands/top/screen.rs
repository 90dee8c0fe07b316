//! What is drawn: a page of 80 columns and 24 lines, or more where there is room.

use std::time::Instant;

use super::figures::{Busiest, Figures};

/// The room that there is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) width: usize,
    pub(super) height: usize,
}

/// What the paper told at a moment.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    pub(super) at: Instant,
    pub(super) figures: Figures,
    pub(super) busiest: Busiest,
}

/// The lines of the page; none is longer than there is room for.
pub(super) fn lines(url: &str, before: Option<&Moment>, now: &Moment, size: Size) -> Vec<String> {
    let rates = Rates { before, now };
    let mut lines = vec![head(url, &now.figures, size), String::new()];
    lines.extend(readers(&rates));
    lines.extend(paper(&now.figures));
    lines.push(process(&rates));
    lines.push(String::new());
    lines.extend(busiest(&now.busiest, size, size.height.saturating_sub(lines.len() + 1)));
    lines.truncate(size.height);
    lines.into_iter().map(|line| fit(&line, size.width)).collect()
}

fn head(url: &str, figures: &Figures, size: Size) -> String {
    let version = figures.by_label("masthead_build_info");
    let version = version.first().map_or("", |(version, _)| version);
    let started = figures.get("process_start_time_seconds").map(|at| {
        let at = jiff::Timestamp::from_second(at as i64).unwrap_or_default();
        format!("since {} UTC", at.strftime("%Y-%m-%d %H:%M"))
    });
    let left = format!(" Masthead {version} at {url}");
    let right = format!("{}   q ends ", started.unwrap_or_default());
    let gap = size.width.saturating_sub(left.chars().count() + right.chars().count()).max(1);
    format!("{left}{}{right}", " ".repeat(gap))
}

/// What changed between two moments.
struct Rates<'a> {
    before: Option<&'a Moment>,
    now: &'a Moment,
}

impl Rates<'_> {
    fn more(&self, name: &str) -> Option<f64> {
        let more = self.now.figures.get(name)? - self.before?.figures.get(name)?;
        // It began anew when the paper was started again.
        Some(more.max(0.0))
    }

    fn a_second(&self, name: &str) -> Option<f64> {
        let passed = self.now.at.duration_since(self.before?.at).as_secs_f64();
        Some(self.more(name)? / passed.max(0.001))
    }

    fn quantile(&self, share: f64) -> Option<f64> {
        let before = self.before.map(|before| &before.figures);
        self.now.figures.quantile(before, "masthead_answer_seconds", share)
    }
}

fn readers(rates: &Rates<'_>) -> [String; 3] {
    let origins = ["hit", "miss", "passed", "refused"]
        .map(|origin| format!("masthead_requests_total{{origin=\"{origin}\"}}"));
    let [hits, misses, ..] = origins.each_ref().map(|name| rates.more(name));
    let all = origins.iter().filter_map(|name| rates.a_second(name)).sum::<f64>();
    let asked = hits.zip(misses).map(|(hits, misses)| (hits, hits + misses));
    let hit = asked.filter(|(_, all)| *all > 0.0).map(|(hits, all)| 100.0 * hits / all);
    let class = |class: &str| {
        let name = format!("masthead_answers_total{{class=\"{class}\"}}");
        format!("{class} {}", count(rates.a_second(&name)))
    };
    let figures = &rates.now.figures;
    [
        format!(
            " Readers      {:>7} requests/s   hits {}   p50 {}   p99 {}",
            count(rates.before.map(|_| all)),
            hit.map_or("–".to_owned(), |hit| format!("{hit:.1} %")),
            time(rates.quantile(0.5)),
            time(rates.quantile(0.99)),
        ),
        format!(
            " Answers/s    {}   {}   {}   {}   {}/s",
            class("2xx"),
            class("3xx"),
            class("4xx"),
            class("5xx"),
            size(rates.a_second("masthead_answer_bytes_total")),
        ),
        format!(
            " Connections  {} open   {} new/s   {} turned away",
            count(figures.get("masthead_connections_open")),
            count(rates.a_second("masthead_connections_accepted_total")),
            count(figures.get("masthead_connections_refused_total")),
        ),
    ]
}

fn paper(figures: &Figures) -> Vec<String> {
    let pages = match figures.get("masthead_pages") {
        None => " Pages        none is kept at hand".to_owned(),
        pages => format!(
            " Pages        {} at hand, {} of {}   {} changes behind",
            count(pages),
            size(figures.get("masthead_pages_bytes")),
            size(figures.get("masthead_pages_room_bytes")),
            count(figures.get("masthead_pages_lag")),
        ),
    };
    let changes = if figures.get("masthead_database_up") == Some(1.0) {
        format!(
            " Changes      newest {}   confirmed {} ago   jobs: {} due, {} stuck",
            count(figures.get("masthead_change_newest")),
            time(figures.get("masthead_database_confirmed_seconds")),
            count(figures.get("masthead_jobs_due")),
            count(figures.get("masthead_jobs_stuck")),
        )
    } else {
        " Changes      THE DATABASE DOES NOT ANSWER".to_owned()
    };
    let listeners: Vec<String> = figures
        .by_label("masthead_listener_lag")
        .into_iter()
        .map(|(name, lag)| format!("{name} {} behind", count(Some(lag))))
        .collect();
    let mut lines = vec![pages, changes];
    if !listeners.is_empty() {
        lines.push(format!(" Listeners    {}", listeners.join("   ")));
    }
    lines
}

fn process(rates: &Rates<'_>) -> String {
    let figures = &rates.now.figures;
    let logged =
        |level: &str| count(figures.get(&format!("masthead_log_lines_total{{level=\"{level}\"}}")));
    let cpu = rates.a_second("process_cpu_seconds_total");
    format!(
        " Process      {}   CPU {}   {} files   log: {} errors, {} warnings",
        size(figures.get("process_resident_memory_bytes")),
        cpu.map_or("–".to_owned(), |cpu| format!("{:.0} %", cpu * 100.0)),
        count(figures.get("process_open_fds")),
        logged("error"),
        logged("warn"),
    )
}

/// Both lists beside each other, in so many lines at most.
fn busiest(busiest: &Busiest, size: Size, most: usize) -> Vec<String> {
    let half = size.width / 2;
    let span = match busiest.seconds {
        seconds @ 0..120 => format!("last {seconds} s"),
        seconds => format!("last {} min", seconds / 60),
    };
    let read = busiest
        .read
        .iter()
        .map(|page| format!(" {:>7}  {}", count(Some(page.times as f64)), page.address));
    let slow = busiest.slow.iter().map(|page| {
        format!(" {:>7}  {} ({} waited)", time(Some(page.most_ms / 1e3)), page.address, page.times)
    });
    let read: Vec<String> = [format!(" READ MOST, {span}")].into_iter().chain(read).collect();
    let slow: Vec<String> = [format!(" SLOWEST TO MAKE, {span}")].into_iter().chain(slow).collect();
    let rows = read.len().max(slow.len()).min(most);
    let row = |list: &[String], row: usize| list.get(row).cloned().unwrap_or_default();
    (0..rows)
        .map(|number| {
            let left = fit(&row(&read, number), half.saturating_sub(1));
            format!("{left:<half$}{}", row(&slow, number))
        })
        .collect()
}

/// No longer than there is room, and nothing that a terminal would take as an order: addresses are strangers' words.
fn fit(line: &str, width: usize) -> String {
    line.chars().map(|letter| if letter.is_control() { '?' } else { letter }).take(width).collect()
}

fn count(number: Option<f64>) -> String {
    match number {
        None => "–".to_owned(),
        Some(number) if number > 0.0 && number < 10.0 && number.fract() > 0.05 => {
            format!("{number:.1}")
        }
        Some(number) if number >= 10_000_000.0 => format!("{:.1}M", number / 1e6),
        Some(number) => format!("{number:.0}"),
    }
}

fn time(seconds: Option<f64>) -> String {
    match seconds {
        None => "–".to_owned(),
        Some(seconds) if seconds < 0.001 => format!("{:.0} µs", seconds * 1e6),
        Some(seconds) if seconds < 0.01 => format!("{:.1} ms", seconds * 1e3),
        Some(seconds) if seconds < 1.0 => format!("{:.0} ms", seconds * 1e3),
        Some(seconds) => format!("{seconds:.1} s"),
    }
}

fn size(bytes: Option<f64>) -> String {
    match bytes {
        None => "–".to_owned(),
        Some(bytes) if bytes < 1024.0 => format!("{bytes:.0} B"),
        Some(bytes) if bytes < 1024.0 * 1024.0 => format!("{:.0} KiB", bytes / 1024.0),
        Some(bytes) => format!("{:.1} MiB", bytes / 1024.0 / 1024.0),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::figures::{Read, Slow};
    use super::*;

    fn moment(at: Instant, hits: u32) -> Moment {
        let figures = Figures::parse(&format!(
            "masthead_requests_total{{origin=\"hit\"}} {hits}\nmasthead_requests_total{{origin=\"miss\"}} 0\n\
             masthead_requests_total{{origin=\"passed\"}} 0\nmasthead_database_up 1\nmasthead_listener_lag{{listener=\"cdn\"}} 3\n"
        ));
        let read = (0..30).map(|number| Read { address: format!("/en/{number}"), times: 5 });
        let long = format!("/\u{9b}31m{}", "x".repeat(200));
        let slow = vec![Slow { address: long, times: 2, most_ms: 12.0 }];
        Moment { at, figures, busiest: Busiest { seconds: 300, read: read.collect(), slow } }
    }

    #[test]
    fn a_page_fits_a_small_terminal_and_takes_no_orders_from_addresses() {
        let begun = Instant::now();
        let (before, now) = (moment(begun, 100), moment(begun + Duration::from_secs(2), 1100));
        let size = Size { width: 80, height: 24 };
        let lines = lines("http://127.0.0.1:9100", Some(&before), &now, size);
        assert!(lines.len() <= 24, "{}", lines.len());
        assert!(lines.iter().all(|line| line.chars().count() <= 80));
        let page = lines.join("\n");
        assert!(page.contains("500 requests/s   hits 100.0 %"), "{page}");
        assert!(page.contains("cdn 3 behind"), "{page}");
        assert!(!page.chars().any(|letter| letter.is_control() && letter != '\n'), "{page}");
    }

    #[test]
    fn a_terminal_without_room_is_no_fault() {
        let now = moment(Instant::now(), 1);
        for (width, height) in [(0, 0), (1, 1), (20, 5), (300, 100)] {
            let lines = lines("http://x", None, &now, Size { width, height });
            assert!(
                lines.len() <= height && lines.iter().all(|line| line.chars().count() <= width)
            );
        }
    }
}
