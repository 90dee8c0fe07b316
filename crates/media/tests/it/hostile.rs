//! Pictures made to harm: each is refused or made anew, in a few seconds and with little memory.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use media::rendition::{self, Recipe, Stamp};
use story::media::Focal;

use crate::samples::shared;

/// Names the file that a child process opens, and what it does with it.
const FILE: &str = "MASTHEAD_TEST_OPEN";
const ALL: &str = "MASTHEAD_TEST_OPEN_ALL";

/// How long somebody may wait for it, and how long it may take in the background, where nobody does: noise in four
/// widths is the worst that an encoder can be given.
const MAX_TIME: Duration = Duration::from_secs(5);
const MAX_TIME_BEHIND: Duration = Duration::from_secs(60);
const MAX_MEMORY: u64 = 256 << 20;

/// What opening a file took.
struct Cost {
    outcome: String,
    time: Duration,
    peak: u64,
}

/// Opens a file in a process of its own, so that its memory is no other file's.
fn cost(path: &Path, all: bool) -> Cost {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "hostile::opens_the_file_that_it_is_told", "--nocapture"]);
    child.env(FILE, path);
    if all {
        child.env(ALL, "1");
    }
    let output = child.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let told = |name: &str| {
        let line = text.lines().find_map(|line| line.split_once(name).map(|(_, rest)| rest));
        line.unwrap_or_else(|| {
            panic!("{}: {text}{}", path.display(), String::from_utf8_lossy(&output.stderr))
        })
        .to_owned()
    };
    Cost {
        outcome: told("outcome: "),
        time: Duration::from_millis(told("milliseconds: ").parse().unwrap()),
        peak: told("peak: ").parse().unwrap(),
    }
}

/// The most memory that this process had at once, in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

#[test]
fn opens_the_file_that_it_is_told() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let bytes = std::fs::read(path).unwrap();
    let begin = Instant::now();
    let outcome = match media::files::inspect(&bytes, media::Config::default()) {
        Err(refusal) => refusal.to_string(),
        Ok(_) => {
            let format = media::format::of(&bytes).unwrap();
            let stamp = Stamp::new("Ana Petrosyan", "The Meridian", "CC BY 4.0");
            let made = if std::env::var_os(ALL).is_some() {
                rendition::all(&bytes, format, &Recipe::default(), Focal::default(), &stamp)
            } else {
                rendition::first(&bytes, format, &stamp)
            };
            match made {
                Ok(made) => format!("{} files", made.len()),
                Err(refusal) => refusal.to_string(),
            }
        }
    };
    println!("\noutcome: {outcome}");
    println!("milliseconds: {}", begin.elapsed().as_millis());
    println!("peak: {}", peak());
}

#[test]
fn each_hostile_picture_is_refused_or_made_anew() {
    let mut worst = (Duration::ZERO, 0);
    for path in shared("images-hostile") {
        for all in [false, true] {
            let Cost { outcome, time, peak } = cost(&path, all);
            println!(
                "{:>6} ms {:>4} MiB  {}: {outcome}",
                time.as_millis(),
                peak >> 20,
                path.display()
            );
            let most = if all { MAX_TIME_BEHIND } else { MAX_TIME };
            assert!(time <= most, "{} took {time:?}", path.display());
            assert!(peak <= MAX_MEMORY, "{} took {} MiB", path.display(), peak >> 20);
            worst = (worst.0.max(time), worst.1.max(peak));
        }
    }
    println!("the worst took {:?} and {} MiB", worst.0, worst.1 >> 20);
}
