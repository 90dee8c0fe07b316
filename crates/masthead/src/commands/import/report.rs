//! What became of every item of an export.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use store::Outcome;
use wire::Lost;
use wire::wxr::Item;

use super::words;

/// How many lines of a kind are printed; the file that `--report` names has them all.
const PRINTED: usize = 40;

/// What became of one item.
#[derive(Debug)]
pub(super) struct Done {
    /// What became of it.
    pub(super) outcome: Outcome,
    /// Whether an earlier run had done it.
    pub(super) before: bool,
    /// What somebody should know about it, a sentence each.
    pub(super) notes: Vec<String>,
    /// What of it could not be kept as it was.
    pub(super) lost: Vec<Lost>,
    /// How many comments came with it.
    pub(super) comments: u64,
    /// Whether it failed only because nobody asked for it, which is no failure of the run.
    pub(super) unasked: bool,
}

impl Done {
    /// An item that became this, with a sentence about it or an empty one.
    pub(super) fn new(outcome: Outcome, note: impl Into<String>) -> Done {
        let note = note.into();
        Done {
            outcome,
            before: false,
            notes: if note.is_empty() { Vec::new() } else { vec![note] },
            lost: Vec::new(),
            comments: 0,
            unasked: false,
        }
    }

    /// The note with the losses, as it is kept.
    pub(super) fn full_note(&self) -> String {
        let lost = self.lost.iter().map(|lost| {
            let times =
                if lost.count == 1 { String::new() } else { format!(" ({}×)", lost.count) };
            format!("{}{times}: {}", lost.what, lost.why)
        });
        self.notes.iter().cloned().chain(lost).collect::<Vec<_>>().join(" ")
    }
}

/// What became of all items so far.
#[derive(Default)]
pub(super) struct Report {
    /// Per type: stored, kept as data, failed, and there before.
    counts: BTreeMap<String, [u64; 4]>,
    /// What failed, by the reason.
    failed: BTreeMap<String, Vec<String>>,
    failures: u64,
    unasked: u64,
    notes: BTreeMap<String, u64>,
    lost: BTreeMap<(String, String), u64>,
    comments: u64,
    lines: Option<io::BufWriter<std::fs::File>>,
}

impl Report {
    /// A report that also writes a line for every item to a file, if one is named.
    pub(super) fn new(path: Option<&Path>) -> anyhow::Result<Report> {
        let open = |path: &Path| {
            let file = std::fs::File::create(path);
            file.with_context(|| format!("The report {} cannot be written.", path.display()))
        };
        let mut lines = path.map(open).transpose()?.map(io::BufWriter::new);
        if let Some(lines) = &mut lines {
            writeln!(lines, "type\tnumber\ttitle\toutcome\tnote")?;
        }
        Ok(Report { lines, ..Report::default() })
    }

    /// Says what became of an item.
    pub(super) fn add(&mut self, item: &Item, done: &Done) -> anyhow::Result<()> {
        let kind = if item.kind.is_empty() { "no type" } else { &item.kind };
        let counts = self.counts.entry(kind.to_owned()).or_default();
        let (column, word) = match (done.outcome, done.before) {
            (Outcome::Failed, _) => (2, "failed"),
            (_, true) => (3, "there before"),
            (Outcome::Stored, false) => (0, "stored"),
            (Outcome::Kept, false) => (1, "kept as data"),
        };
        counts[column] += 1;
        let number = item.id.map_or_else(|| format!("at line {}", item.line), |id| id.to_string());
        let title = words::plain(&item.title);
        if done.outcome == Outcome::Failed {
            self.failures += 1;
            self.unasked += u64::from(done.unasked);
            let why = self.failed.entry(done.notes.join(" ")).or_default();
            if why.len() < PRINTED {
                why.push(format!("{kind} {number} “{title}”"));
            }
        } else {
            for note in &done.notes {
                *self.notes.entry(note.clone()).or_default() += 1;
            }
        }
        if !done.before {
            self.comments += done.comments;
            for Lost { what, why, count } in &done.lost {
                let key = (group(what).to_owned(), why.clone());
                *self.lost.entry(key).or_default() += u64::from(*count);
            }
        }
        if let Some(lines) = &mut self.lines {
            let line = [kind, &number, &title, word, &done.full_note()];
            let line = line.map(|field| field.replace(['\t', '\n', '\r'], " "));
            writeln!(lines, "{}", line.join("\t"))?;
        }
        Ok(())
    }

    /// How many items were accounted for.
    pub(super) fn items(&self) -> u64 {
        self.counts.values().flatten().sum()
    }

    /// How many could not be taken although they were asked for.
    pub(super) fn failures(&self) -> u64 {
        self.failures - self.unasked
    }

    /// The report as people read it.
    pub(super) fn text(&mut self) -> anyhow::Result<String> {
        if let Some(lines) = &mut self.lines {
            lines.flush()?;
        }
        let mut text = format!(
            "{:<20} {:>8} {:>8} {:>8} {:>8}\n",
            "items", "stored", "as data", "failed", "before"
        );
        for (kind, [stored, kept, failed, before]) in &self.counts {
            text.push_str(&format!("{kind:<20} {stored:>8} {kept:>8} {failed:>8} {before:>8}\n"));
        }
        text.push_str(&format!("{} items in all, {} new comments.\n", self.items(), self.comments));
        if !self.failed.is_empty() {
            text.push_str("\nFailed; the next run tries them again:\n");
            for (why, items) in self.failed.iter().take(PRINTED) {
                text.push_str(&format!("  {why}\n"));
                for item in items {
                    text.push_str(&format!("    {item}\n"));
                }
            }
            if self.failures > PRINTED as u64 {
                text.push_str(&format!(
                    "  {} in all; --report FILE lists every one.\n",
                    self.failures
                ));
            }
        }
        let list = |title: &str, lines: Vec<(String, u64)>, text: &mut String| {
            if lines.is_empty() {
                return;
            }
            text.push_str(&format!("\n{title}\n"));
            let shown = lines.iter().take(PRINTED);
            shown.for_each(|(line, count)| text.push_str(&format!("{count:>7} × {line}\n")));
            if lines.len() > PRINTED {
                text.push_str("          and more; --report FILE lists them all.\n");
            }
        };
        let notes = self.notes.iter().map(|(note, count)| (note.clone(), *count)).collect();
        list("Worth knowing:", sorted(notes), &mut text);
        let lost = self
            .lost
            .iter()
            .map(|((what, why), count)| (format!("{what}: {why}"), *count))
            .collect();
        list("Not kept as it was:", sorted(lost), &mut text);
        Ok(text)
    }
}

fn sorted(mut lines: Vec<(String, u64)>) -> Vec<(String, u64)> {
    lines.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    lines
}

/// What losses have in common: the address of a link makes each one different.
fn group(what: &str) -> &str {
    const NAMED: [&str; 8] = [
        "link",
        "picture",
        "embed",
        "attribute",
        "old address",
        "missing title",
        "explanation",
        "address of a source",
    ];
    if what.starts_with("link within") || what.starts_with("link on") {
        return what;
    }
    let named = NAMED.into_iter().find(|name| {
        what.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    named.unwrap_or(what)
}
