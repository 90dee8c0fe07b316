//! IPTC-IIM, the agencies' way of writing: a row of numbered texts.

use super::{Moment, Said, text};

/// How a text begins.
const TAG: u8 = 0x1c;

/// Says in the envelope that all texts are UTF-8.
const UTF_8: &[u8] = b"\x1b%G";

/// Reads a row of data sets. Of one that may come once only the first counts; at the first damage the row ends.
pub(super) fn read(bytes: &[u8]) -> Said {
    let sets: Vec<(u8, u8, &[u8])> = DataSets(bytes).collect();
    let all = |wanted: u8| {
        sets.iter()
            .filter(move |(record, number, _)| (*record, *number) == (2, wanted))
            .map(|(.., data)| words(data, sets.contains(&(1, 90, UTF_8))))
            .filter(|words| !words.is_empty())
    };
    let first = |wanted: u8| all(wanted).next().unwrap_or_default();
    Said {
        caption: first(120),
        creator: all(80).collect::<Vec<_>>().join(", "),
        credit: first(110),
        copyright: first(116),
        taken: Moment::of_parts(&first(55), &first(60)),
        location: first(92),
        city: first(90),
        region: first(95),
        country: first(101),
        ..Said::default()
    }
}

fn words(data: &[u8], utf_8: bool) -> String {
    if utf_8 { String::from_utf8_lossy(data).trim().to_owned() } else { text(data) }
}

/// Record, number and data of one text after the other.
struct DataSets<'a>(&'a [u8]);

impl<'a> Iterator for DataSets<'a> {
    type Item = (u8, u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let [TAG, record, number, high, low, rest @ ..] = self.0 else { return None };
        let told = usize::from(*high) << 8 | usize::from(*low);
        // With the first bit set it is the number of bytes of the length itself; nothing a caption needs.
        let (length, rest) = if told & 0x8000 == 0 {
            (told, rest)
        } else {
            let bytes = rest.get(..told & 0x7fff).filter(|bytes| bytes.len() <= 4)?;
            let length = bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
            (length, rest.get(bytes.len()..)?)
        };
        let data = rest.get(..length)?;
        self.0 = rest.get(length..)?;
        Some((*record, *number, data))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(record: u8, number: u8, data: &[u8]) -> Vec<u8> {
        let mut set = vec![TAG, record, number, (data.len() >> 8) as u8, data.len() as u8];
        set.extend(data);
        set
    }

    #[test]
    fn a_caption_is_read_in_the_letters_it_was_written_in() {
        let said = |sets: &[Vec<u8>]| read(&sets.concat());
        assert_eq!(said(&[set(2, 120, b"Gen\xe8ve")]).caption, "Genève");
        assert_eq!(said(&[set(2, 120, "Երևան".as_bytes())]).caption, "Երևան");
        assert_eq!(said(&[set(1, 90, UTF_8), set(2, 120, "Ереван".as_bytes())]).caption, "Ереван");
    }

    #[test]
    fn several_photographers_are_all_named() {
        let said = read(&[set(2, 80, b"Ana"), set(2, 80, b"Davit"), set(2, 110, b"AP")].concat());
        assert_eq!((said.creator.as_str(), said.credit.as_str()), ("Ana, Davit", "AP"));
    }

    #[test]
    fn a_row_that_is_cut_says_what_came_before() {
        let mut row = set(2, 90, b"Bamako");
        row.extend([TAG, 2, 120, 0x7f, 0xff, b'x']);
        assert_eq!(read(&row), Said { city: "Bamako".into(), ..Said::default() });
        row.truncate(11);
        row.extend([TAG, 2, 120, 0xff, 0xff, 1, 2]);
        assert_eq!(read(&row).city, "Bamako");
    }
}
