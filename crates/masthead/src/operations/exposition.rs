//! Prometheus' text format, version 0.0.4.

use std::fmt::Write;

use server::Histogram;

/// What such a text is, as a `Content-Type`.
pub(super) const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// A text of figures.
#[derive(Debug, Default)]
pub(super) struct Exposition {
    text: String,
}

/// A figure by its name, with the values of its labels to come.
#[derive(Debug)]
pub(super) struct Family<'a> {
    exposition: &'a mut Exposition,
    name: &'static str,
}

impl Exposition {
    /// A figure that only grows.
    pub(super) fn counter(&mut self, name: &'static str, help: &str) -> Family<'_> {
        self.family(name, "counter", help)
    }

    /// A figure that goes up and down.
    pub(super) fn gauge(&mut self, name: &'static str, help: &str) -> Family<'_> {
        self.family(name, "gauge", help)
    }

    fn family(&mut self, name: &'static str, kind: &str, help: &str) -> Family<'_> {
        // Writing to a text cannot fail.
        let _ = writeln!(self.text, "# HELP {name} {help}\n# TYPE {name} {kind}");
        Family { exposition: self, name }
    }

    /// How often something took so long, in seconds.
    pub(super) fn histogram(&mut self, name: &'static str, help: &str, histogram: &Histogram) {
        self.family(name, "histogram", help);
        let counts = histogram.counts();
        let mut until = 0;
        for (step, count) in counts.iter().enumerate() {
            until += count;
            // The last step holds everything above it too.
            let most = match step + 1 {
                Histogram::STEPS => "+Inf".to_owned(),
                _ => seconds(Histogram::most_micros(step)).to_string(),
            };
            let _ = writeln!(self.text, "{name}_bucket{{le=\"{most}\"}} {until}");
        }
        let sum = seconds(histogram.total_micros());
        let _ = writeln!(self.text, "{name}_sum {sum}\n{name}_count {until}");
    }

    /// The text.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

impl Family<'_> {
    /// Its value.
    pub(super) fn is(&mut self, value: f64) {
        let _ = writeln!(self.exposition.text, "{} {value}", self.name);
    }

    /// Its value where a label is this.
    pub(super) fn with(&mut self, label: &str, is: &str, value: f64) -> &mut Self {
        let is = is.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let _ = writeln!(self.exposition.text, "{}{{{label}=\"{is}\"}} {value}", self.name);
        self
    }
}

fn seconds(micros: u64) -> f64 {
    micros as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_prometheus_reads_them() {
        let mut exposition = Exposition::default();
        exposition.gauge("masthead_pages", "Pages at hand.").is(12.0);
        exposition
            .counter("masthead_requests_total", "Requests.")
            .with("origin", "hit", 3.0)
            .with("origin", "a\"b\\c", 0.5);
        assert_eq!(
            exposition.into_text(),
            "# HELP masthead_pages Pages at hand.\n# TYPE masthead_pages gauge\nmasthead_pages 12\n\
             # HELP masthead_requests_total Requests.\n# TYPE masthead_requests_total counter\n\
             masthead_requests_total{origin=\"hit\"} 3\nmasthead_requests_total{origin=\"a\\\"b\\\\c\"} 0.5\n"
        );
    }

    #[test]
    fn the_steps_of_a_histogram_grow_and_end_at_infinity() {
        let mut exposition = Exposition::default();
        exposition.histogram("took", "How long.", &Histogram::default());
        let text = exposition.into_text();
        assert!(text.contains("took_bucket{le=\"0.000001\"} 0\n"), "{text}");
        assert!(text.contains("took_bucket{le=\"1.048576\"} 0\n"), "{text}");
        assert!(text.contains("took_bucket{le=\"+Inf\"} 0\ntook_sum 0\ntook_count 0\n"), "{text}");
    }
}
