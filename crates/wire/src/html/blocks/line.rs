//! The line that is being written: spaces collapse in it as they do on a page.

use story::inline::{Inline, Mark};

/// Runs of text up to the end of a paragraph.
#[derive(Default)]
pub(super) struct Line {
    runs: Vec<Inline>,
    /// How many line ends the source had since the last word.
    line_ends: usize,
    /// Whether a space waits for a word to follow it.
    space: bool,
}

impl Line {
    /// Adds words; spaces between them count once. A no-break space is a letter.
    pub(super) fn push(&mut self, text: &str, marks: &[Mark]) {
        let is_space = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let mut collapsed = String::with_capacity(text.len());
        for letter in text.chars() {
            if is_space(letter) {
                self.space = true;
                continue;
            }
            self.settle_line_ends();
            if std::mem::take(&mut self.space) {
                if collapsed.is_empty() {
                    self.push_space(marks, &mut collapsed);
                } else {
                    collapsed.push(' ');
                }
            }
            collapsed.push(letter);
        }
        if !collapsed.is_empty() {
            self.runs.push(Inline::Text { text: collapsed, marks: marks.to_vec() });
        }
    }

    /// Adds the space between two runs, to one without marks if there is one: nobody underlines a space.
    fn push_space(&mut self, marks: &[Mark], next: &mut String) {
        match self.runs.last_mut() {
            None | Some(Inline::HardBreak) => {}
            Some(Inline::Text { text, marks: before }) if before.is_empty() => text.push(' '),
            Some(Inline::Text { marks: before, .. }) if before == marks || marks.is_empty() => {
                next.push(' ');
            }
            Some(_) => self.runs.push(Inline::text(" ")),
        }
    }

    /// Adds words as they are.
    pub(super) fn push_raw(&mut self, text: &str, marks: &[Mark]) {
        self.runs.push(Inline::Text { text: text.replace("\r\n", "\n"), marks: marks.to_vec() });
    }

    /// Adds a line end that readers see.
    pub(super) fn push_break(&mut self) {
        self.line_ends = 0;
        self.space = false;
        self.runs.push(Inline::HardBreak);
    }

    /// Notes a line end of the source.
    pub(super) fn push_line_end(&mut self) {
        self.line_ends += 1;
    }

    /// Whether the source has had an empty line since the last word.
    pub(super) fn ends_in_blank_line(&self) -> bool {
        self.line_ends > 1
    }

    fn settle_line_ends(&mut self) {
        if std::mem::take(&mut self.line_ends) == 0 || self.runs.is_empty() {
            return;
        }
        self.space = false;
        // A break that was written out ends the line already.
        if !matches!(self.runs.last(), Some(Inline::HardBreak)) {
            self.runs.push(Inline::HardBreak);
        }
    }

    /// The paragraph, given away; the line is empty then.
    pub(super) fn take(&mut self) -> Vec<Inline> {
        let mut runs = self.take_raw();
        trim(&mut runs);
        runs
    }

    /// The words with all their spaces, given away.
    pub(super) fn take_raw(&mut self) -> Vec<Inline> {
        self.line_ends = 0;
        self.space = false;
        std::mem::take(&mut self.runs)
    }
}

/// Takes blank runs and breaks from both ends.
pub(super) fn trim(runs: &mut Vec<Inline>) {
    let is_blank = |inline: &Inline| inline.as_str().trim().is_empty();
    while runs.last().is_some_and(is_blank) {
        runs.pop();
    }
    let blank = runs.iter().take_while(|inline| is_blank(inline)).count();
    runs.drain(..blank);
    if let Some(Inline::Text { text, .. }) = runs.last_mut() {
        text.truncate(text.trim_end().len());
    }
    if let Some(Inline::Text { text, .. }) = runs.first_mut() {
        text.drain(..text.len() - text.trim_start().len());
    }
}
