//! What the system knows of this process. Where it tells nothing, nothing is told.

use std::fs;

/// In what Linux counts processor time for programs, on every machine of today.
const TICKS_PER_SECOND: f64 = 100.0;

/// What the system knows of this process.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Process {
    /// Memory that is really there, in bytes.
    pub(super) resident: Option<f64>,
    /// Processor time, of the program and of the system for it, in seconds.
    pub(super) cpu: Option<f64>,
    /// Open files, connections among them.
    pub(super) files: Option<f64>,
    /// How many may be open.
    pub(super) most_files: Option<f64>,
}

impl Process {
    /// What it knows now.
    pub(super) fn now() -> Process {
        let read = |name: &str| fs::read_to_string(format!("/proc/self/{name}")).ok();
        Process {
            resident: read("status").and_then(|text| {
                let kib = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
                let kib: f64 = kib.trim().trim_end_matches("kB").trim().parse().ok()?;
                Some(kib * 1024.0)
            }),
            cpu: read("stat").and_then(|text| cpu(&text)),
            // The folder itself is open while it is counted.
            files: fs::read_dir("/proc/self/fd")
                .ok()
                .map(|files| files.count().saturating_sub(1) as f64),
            most_files: read("limits").and_then(|text| {
                let line = text.lines().find_map(|line| line.strip_prefix("Max open files"))?;
                line.split_whitespace().next()?.parse().ok()
            }),
        }
    }
}

fn cpu(stat: &str) -> Option<f64> {
    // The program's name stands in brackets before, and may hold anything.
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some((user + system) / TICKS_PER_SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processor_time_is_found_behind_any_name() {
        let stat = "7 (a) b (c)) S 1 7 7 0 -1 4194560 500 0 0 0 250 50 0 0 20 0 9 0 100 1 2";
        assert_eq!(cpu(stat), Some(3.0));
        assert_eq!(cpu("nonsense"), None);
    }
}
