//! What changed between two texts, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::words;

/// A run of words and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "kind", content = "text", rename_all = "snake_case")]
pub enum Run {
    /// In both texts.
    Same(String),
    /// Only in the older one.
    Gone(String),
    /// Only in the newer one.
    New(String),
}

/// A line of text and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LineChange {
    /// Its runs of words; one `Same` if nothing changed.
    pub runs: Vec<Run>,
}

impl LineChange {
    /// Whether any word of the line changed.
    pub fn changed(&self) -> bool {
        self.runs.iter().any(|run| !matches!(run, Run::Same(_)))
    }
}

/// How many words of a line, or lines of a text, are compared. Comparing takes the square of the difference,
/// and anybody may ask for a public history.
const MAX_COMPARED: usize = 4000;

/// Compares two texts of one line each by words. Of lines longer than any newspaper's, one takes the other's place.
pub fn words(old: &str, new: &str) -> Vec<Run> {
    if old == new {
        return vec![Run::Same(old.to_owned())];
    }
    let (old_text, new_text) = (old, new);
    let old = words::split(old);
    let new = words::split(new);
    if old.len().max(new.len()) > MAX_COMPARED {
        return vec![Run::Gone(old_text.to_owned()), Run::New(new_text.to_owned())];
    }
    let mut runs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                runs.push(Run::Same(old[old_index..old_index + len].concat()));
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                runs.push(Run::Gone(old[old_index..old_index + old_len].concat()));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                runs.push(Run::New(new[new_index..new_index + new_len].concat()));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                runs.push(Run::Gone(old[old_index..old_index + old_len].concat()));
                runs.push(Run::New(new[new_index..new_index + new_len].concat()));
            }
        }
    }
    runs
}

/// Compares two texts line by line, and changed lines word by word.
pub fn lines(old: &[String], new: &[String]) -> Vec<LineChange> {
    let line = |runs| LineChange { runs };
    let mut changes = Vec::new();
    if old.len().max(new.len()) > MAX_COMPARED && old != new {
        changes.extend(old.iter().map(|text| line(vec![Run::Gone(text.clone())])));
        changes.extend(new.iter().map(|text| line(vec![Run::New(text.clone())])));
        return changes;
    }
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (old_lines, new_lines) = (&old[op.old_range()], &new[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => {
                changes.extend(old_lines.iter().map(|text| line(vec![Run::Same(text.clone())])));
            }
            _ => {
                let pairs = old_lines.len().min(new_lines.len());
                for (old_line, new_line) in old_lines.iter().zip(new_lines) {
                    changes.push(line(words(old_line, new_line)));
                }
                changes.extend(
                    old_lines[pairs..].iter().map(|text| line(vec![Run::Gone(text.clone())])),
                );
                changes.extend(
                    new_lines[pairs..].iter().map(|text| line(vec![Run::New(text.clone())])),
                );
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_changed_word_is_one_changed_word() {
        assert_eq!(
            words("Judges found 12 sheets", "Judges found 14 sheets"),
            [
                Run::Same("Judges found ".into()),
                Run::Gone("12".into()),
                Run::New("14".into()),
                Run::Same(" sheets".into())
            ]
        );
    }

    #[test]
    fn an_added_paragraph_leaves_the_others_alone() {
        let old = ["One".to_owned(), "Three".to_owned()];
        let new = ["One".to_owned(), "Two".to_owned(), "Three".to_owned()];
        let changed: Vec<bool> = lines(&old, &new).iter().map(LineChange::changed).collect();
        assert_eq!(changed, [false, true, false]);
    }

    #[test]
    fn a_text_without_end_is_compared_as_a_whole() {
        let old = "a ".repeat(5000);
        assert_eq!(words(&old, "b"), [Run::Gone(old.clone()), Run::New("b".into())]);
        let line = |word: &str| vec![word.to_owned(); 5000];
        assert_eq!(lines(&line("a"), &line("b")).len(), 10_000);
        assert!(lines(&line("a"), &line("a")).iter().all(|line| !line.changed()));
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_from_their_difference(old in "\\PC{0,80}", new in "\\PC{0,80}") {
            let mut was = String::new();
            let mut is = String::new();
            for run in words(&old, &new) {
                match run {
                    Run::Same(text) => { was.push_str(&text); is.push_str(&text); }
                    Run::Gone(text) => was.push_str(&text),
                    Run::New(text) => is.push_str(&text),
                }
            }
            prop_assert_eq!(was, old);
            prop_assert_eq!(is, new);
        }
    }
}
