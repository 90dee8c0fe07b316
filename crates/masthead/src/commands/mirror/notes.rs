//! What an export notes for the next one: what each file shows, until when, and where it leads.
//!
//! The notes lie in the copy, and the signed list of its files names them, so they are believed as far as the copy is.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;
use std::sync::Arc;

use site::Outdated;
use story::Timestamp;

/// The file, from the top of the copy.
pub(super) const NOTES: &str = "-/mirror/notes";

/// The name and version of the form.
const FORM: &str = "masthead mirror notes 1";

/// How hard the notes are packed. They repeat themselves, so little is enough.
const LEVEL: i32 = 3;

/// A number of a name or an address in [`Notes::words`].
type Number = u32;

/// What is known of the files of a copy.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// What pages are made of besides the paper's contents: program, theme, address, keys.
    pub(super) made_of: String,
    /// The newest change that was there before anything was made, and its moment.
    pub(super) change: Option<(i64, Timestamp)>,
    /// What all pages of each edition show.
    pub(super) surroundings: BTreeMap<String, String>,
    words: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, Number>,
    /// By the number of the address.
    files: HashMap<Number, Noted>,
}

/// What is known of a file.
#[derive(Debug)]
struct Noted {
    until: Option<Timestamp>,
    shows: Vec<Number>,
    leads_to: Vec<Number>,
}

/// What a page that was made says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Says {
    /// The names of what it shows; a page that names nothing is made again each time.
    pub(super) shows: Vec<String>,
    /// When the clock changes it.
    pub(super) until: Option<Timestamp>,
}

impl Notes {
    /// Notes of nothing yet.
    pub(super) fn new(
        made_of: &str,
        change: Option<(i64, Timestamp)>,
        surroundings: BTreeMap<String, String>,
    ) -> Notes {
        Notes { made_of: made_of.to_owned(), change, surroundings, ..Notes::default() }
    }

    /// Notes what the file at an address says of itself, and where it leads.
    pub(super) fn add(&mut self, address: &str, says: &Says, leads_to: &[String]) {
        let is_line = |word: &str| !word.is_empty() && !word.contains(['\n', '\r']);
        if says.shows.is_empty() || !leads_to.iter().all(|to| is_line(to)) || !is_line(address) {
            return;
        }
        let address = self.number(address);
        let shows = says.shows.iter().map(|name| self.number(name)).collect();
        let leads_to = leads_to.iter().map(|to| self.number(to)).collect();
        self.files.insert(address, Noted { until: says.until, shows, leads_to });
    }

    fn number(&mut self, word: &str) -> Number {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = Number::try_from(self.words.len()).unwrap_or(Number::MAX);
        let word: Arc<str> = word.into();
        self.words.push(word.clone());
        self.numbers.insert(word, number);
        number
    }

    /// The notes as a file, which is the same in whichever order files were made.
    pub(super) fn pack(&self) -> std::io::Result<Vec<u8>> {
        let mut text = format!("{FORM}\nmade of {}\n", self.made_of);
        if let Some((change, at)) = self.change {
            let _ = writeln!(text, "change {change} {}", at.as_microsecond());
        }
        for (edition, surroundings) in &self.surroundings {
            let _ = writeln!(text, "edition {edition} {surroundings}");
        }
        text.push('\n');
        let mut in_order: Vec<usize> = (0..self.words.len()).collect();
        in_order.sort_unstable_by_key(|place| &self.words[*place]);
        let mut places = vec![0; in_order.len()];
        for (place, number) in in_order.iter().enumerate() {
            places[*number] = place;
            text.push_str(&self.words[*number]);
            text.push('\n');
        }
        text.push('\n');
        for number in in_order {
            let noted = Number::try_from(number).ok().and_then(|number| self.files.get(&number));
            let Some(Noted { until, shows, leads_to }) = noted else { continue };
            let _ = write!(text, "{} ", places[number]);
            match until {
                Some(until) => {
                    let _ = write!(text, "{}", until.as_microsecond());
                }
                None => text.push('-'),
            }
            for numbers in [shows, leads_to] {
                let mut gap = ' ';
                for number in numbers {
                    let _ = write!(text, "{gap}{}", places[*number as usize]);
                    gap = ',';
                }
                if numbers.is_empty() {
                    text.push_str(" -");
                }
            }
            text.push('\n');
        }
        zstd::encode_all(text.as_bytes(), LEVEL)
    }

    /// Reads such a file; nothing if it is none, or one of another version.
    pub(super) fn unpack(file: &[u8]) -> Option<Notes> {
        let text = String::from_utf8(zstd::decode_all(file).ok()?).ok()?;
        let mut lines = text.lines();
        if lines.next()? != FORM {
            return None;
        }
        let made_of = lines.next()?.strip_prefix("made of ")?;
        let mut notes = Notes::new(made_of, None, BTreeMap::new());
        for line in lines.by_ref().take_while(|line| !line.is_empty()) {
            let (what, rest) = line.split_once(' ')?;
            let (one, other) = rest.split_once(' ')?;
            match what {
                "change" => notes.change = Some((one.parse().ok()?, moment(other)?)),
                "edition" => {
                    notes.surroundings.insert(one.to_owned(), other.to_owned());
                }
                _ => return None,
            }
        }
        for word in lines.by_ref().take_while(|line| !line.is_empty()) {
            notes.number(word);
        }
        let known = Number::try_from(notes.words.len()).ok()?;
        let number = |text: &str| text.parse().ok().filter(|number: &Number| *number < known);
        let numbers = |text: &str| -> Option<Vec<Number>> {
            if text == "-" { Some(Vec::new()) } else { text.split(',').map(number).collect() }
        };
        for line in lines {
            let mut parts = line.split(' ');
            let address = number(parts.next()?)?;
            let until = match parts.next()? {
                "-" => None,
                until => Some(moment(until)?),
            };
            let (shows, leads_to) = (numbers(parts.next()?)?, numbers(parts.next()?)?);
            notes.files.insert(address, Noted { until, shows, leads_to });
        }
        Some(notes)
    }
}

fn moment(micros: &str) -> Option<Timestamp> {
    Timestamp::from_microsecond(micros.parse().ok()?).ok()
}

/// The notes of an earlier export, with what became outdated since.
#[derive(Debug)]
pub(super) struct Earlier {
    notes: Notes,
    outdated: HashSet<Number>,
    now: Timestamp,
}

impl Earlier {
    /// What is still as it was.
    pub(super) fn new(notes: Notes, outdated: &Outdated, now: Timestamp) -> Earlier {
        let numbers = outdated.names.iter().filter_map(|name| notes.numbers.get(name.as_str()));
        Earlier { outdated: numbers.copied().collect(), notes, now }
    }

    /// What the file at this address says and where it leads, if it is as it would be made now.
    pub(super) fn still(&self, address: &str) -> Option<(Says, Vec<String>)> {
        let Noted { until, shows, leads_to } =
            self.notes.files.get(self.notes.numbers.get(address)?)?;
        let is_over = until.is_some_and(|until| until <= self.now);
        if is_over || shows.iter().any(|name| self.outdated.contains(name)) {
            return None;
        }
        let words = |numbers: &[Number]| -> Option<Vec<String>> {
            let word = |number: &Number| self.notes.words.get(*number as usize);
            numbers.iter().map(|number| word(number).map(ToString::to_string)).collect()
        };
        Some((Says { shows: words(shows)?, until: *until }, words(leads_to)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes() -> Notes {
        let at: Timestamp = "2026-03-04T09:00:00Z".parse().unwrap();
        let surroundings = [("en".to_owned(), "ab".to_owned())].into();
        let mut notes = Notes::new("x", Some((7, at)), surroundings);
        let says = |names: &[&str], until| Says {
            shows: names.iter().map(|name| (*name).to_owned()).collect(),
            until,
        };
        let noon = "2026-03-04T12:00:00Z".parse().unwrap();
        notes.add(
            "/en/",
            &says(&["newest:en", "article:1"], Some(noon)),
            &["/en/post/rain".into()],
        );
        notes.add("/en/post/rain", &says(&["article:1"], None), &["/en/".into(), "/x".into()]);
        notes.add("/robots.txt", &says(&["program"], None), &[]);
        notes.add("/nameless", &says(&[], None), &[]);
        notes.add("/odd", &says(&["program"], None), &["/a\n/b".into()]);
        notes
    }

    #[test]
    fn notes_come_back_as_they_were_kept() {
        let packed = notes().pack().unwrap();
        let again = Notes::unpack(&packed).unwrap();
        assert_eq!(again.made_of, "x");
        assert_eq!(again.pack().unwrap(), packed);
        assert_eq!((again.change, again.surroundings), (notes().change, notes().surroundings));
        assert!(Notes::unpack(b"no notes").is_none());
        let other = zstd::encode_all(&b"masthead mirror notes 2\n"[..], 1).unwrap();
        assert!(Notes::unpack(&other).is_none());
    }

    #[test]
    fn what_shows_something_that_changed_or_is_past_its_moment_is_made_again() {
        let at = |hour: u32| format!("2026-03-04T{hour:02}:00:00Z").parse().unwrap();
        let still = |names: &[&str], hour| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            let outdated = Outdated { names, ..Outdated::default() };
            let notes = Notes::unpack(&notes().pack().unwrap()).unwrap();
            let earlier = Earlier::new(notes, &outdated, at(hour));
            let leads = earlier.still("/en/post/rain").map(|(_, leads_to)| leads_to);
            assert!(leads.is_none_or(|leads| leads == ["/en/", "/x"]));
            ["/en/", "/en/post/rain", "/robots.txt", "/nameless", "/odd", "/new"]
                .into_iter()
                .filter(|address| earlier.still(address).is_some())
                .collect::<Vec<_>>()
        };
        assert_eq!(still(&[], 10), ["/en/", "/en/post/rain", "/robots.txt"]);
        assert_eq!(still(&["newest:en", "section:4"], 10), ["/en/post/rain", "/robots.txt"]);
        assert_eq!(still(&["article:1"], 10), ["/robots.txt"]);
        assert_eq!(still(&[], 12), ["/en/post/rain", "/robots.txt"]);
    }
}
