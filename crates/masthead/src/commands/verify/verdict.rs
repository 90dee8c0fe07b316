//! What was found, in sentences.

/// How many faults are told one by one.
const TOLD: usize = 40;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// What is as it should be.
    pub(super) good: Vec<String>,
    /// What is not.
    pub(super) wrong: Vec<String>,
    /// What the paper published since.
    pub(super) newer: Vec<String>,
    /// What else is worth knowing.
    pub(super) notes: Vec<String>,
}

impl Verdict {
    pub(super) fn good(&mut self, sentence: impl Into<String>) {
        self.good.push(sentence.into());
    }

    pub(super) fn wrong(&mut self, sentence: impl Into<String>) {
        self.wrong.push(sentence.into());
    }

    /// The exit code of the program.
    pub(super) fn code(&self) -> u8 {
        match (self.wrong.is_empty(), self.newer.is_empty()) {
            (false, _) => 1,
            (true, false) => 3,
            (true, true) => 0,
        }
    }

    /// Everything, the verdict first.
    pub(super) fn text(&self) -> String {
        let verdict = match self.code() {
            1 => "NOT GENUINE. Something is not what the paper published.",
            3 => "Genuine, but the paper has published something newer.",
            _ => "Genuine.",
        };
        let mut out = format!("{verdict}\n");
        for sentence in &self.good {
            out.push_str(&format!("  {sentence}\n"));
        }
        for (mark, sentences) in
            [("WRONG", &self.wrong), ("newer", &self.newer), ("note ", &self.notes)]
        {
            for sentence in sentences.iter().take(TOLD) {
                out.push_str(&format!("{mark}  {sentence}\n"));
            }
            if let Some(more) = sentences.len().checked_sub(TOLD + 1) {
                out.push_str(&format!("{mark}  … and {} more.\n", more + 1));
            }
        }
        out
    }
}
