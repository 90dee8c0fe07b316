//! The paper's figures as they were told at one moment.

use std::collections::HashMap;

/// Figures by name, with labels as they were written.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    values: HashMap<String, f64>,
}

/// The pages of the last minutes that were read most or took longest to make.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub(super) struct Busiest {
    /// How long these minutes are.
    pub(super) seconds: u64,
    pub(super) read: Vec<Read>,
    pub(super) slow: Vec<Slow>,
}

/// A page that was read.
#[derive(Clone, Debug, serde::Deserialize)]
pub(super) struct Read {
    pub(super) address: String,
    pub(super) times: u64,
}

/// A page that was made.
#[derive(Clone, Debug, serde::Deserialize)]
pub(super) struct Slow {
    pub(super) address: String,
    pub(super) times: u64,
    pub(super) most_ms: f64,
}

impl Figures {
    /// Reads Prometheus' text; what cannot be read is left out.
    pub(super) fn parse(text: &str) -> Figures {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let values = lines.filter_map(|line| {
            let (name, value) = line.rsplit_once(' ')?;
            Some((name.to_owned(), value.parse().ok()?))
        });
        Figures { values: values.collect() }
    }

    /// One of them.
    pub(super) fn get(&self, name: &str) -> Option<f64> {
        self.values.get(name).copied()
    }

    /// All of one name, by what their only label says, in the order of the labels.
    pub(super) fn by_label(&self, name: &str) -> Vec<(&str, f64)> {
        let mut found: Vec<(&str, f64)> = self
            .values
            .iter()
            .filter_map(|(full, value)| {
                let labels = full.strip_prefix(name)?.strip_prefix('{')?;
                Some((labels.split('"').nth(1)?, *value))
            })
            .collect();
        found.sort_by(|one, other| one.0.cmp(other.0));
        found
    }

    /// The time within which this share of what came since `before` was done, in seconds.
    pub(super) fn quantile(&self, before: Option<&Figures>, name: &str, share: f64) -> Option<f64> {
        let name = format!("{name}_bucket");
        let mut steps: Vec<(f64, f64)> = self
            .by_label(&name)
            .into_iter()
            .map(|(most, count)| {
                let was = before.and_then(|it| it.get(&format!("{name}{{le=\"{most}\"}}")));
                (most.parse().unwrap_or(f64::INFINITY), count - was.unwrap_or(0.0))
            })
            .collect();
        steps.sort_by(|one, other| one.0.total_cmp(&other.0));
        let all = steps.last()?.1;
        if all <= 0.0 {
            return None;
        }
        let wanted = share * all;
        let at = steps.iter().position(|(_, count)| *count >= wanted)?;
        let (low, fewer) = if at == 0 { (0.0, 0.0) } else { steps[at - 1] };
        let (high, more) = steps[at];
        if !high.is_finite() {
            return Some(low);
        }
        // Inside a step times are taken as evenly spread, as Prometheus does.
        Some(low + (high - low) * ((wanted - fewer) / (more - fewer)).clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn took(counts: [u32; 3]) -> Figures {
        let [first, second, all] = counts;
        Figures::parse(&format!(
            "# TYPE took histogram\ntook_bucket{{le=\"0.001\"}} {first}\ntook_bucket{{le=\"0.01\"}} {second}\ntook_bucket{{le=\"+Inf\"}} {all}\n"
        ))
    }

    #[test]
    fn a_quantile_is_that_of_the_time_between() {
        let (before, now) = (took([100, 100, 100]), took([150, 200, 200]));
        let median = now.quantile(Some(&before), "took", 0.5).unwrap();
        assert!((median - 0.001).abs() < 1e-9, "{median}");
        let slow = now.quantile(Some(&before), "took", 0.99).unwrap();
        assert!((0.009..0.01).contains(&slow), "{slow}");
        assert_eq!(now.quantile(Some(&now), "took", 0.5), None);
        assert_eq!(took([0, 0, 9]).quantile(None, "took", 0.5), Some(0.01));
    }

    #[test]
    fn figures_are_found_by_their_label() {
        let figures = Figures::parse("lag{listener=\"cdn\"} 3\nlagging{x=\"y\"} 4\nnonsense\n");
        assert_eq!(figures.by_label("lag"), [("cdn", 3.0)]);
    }
}
