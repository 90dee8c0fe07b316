//! What a picture says about itself: EXIF, IPTC-IIM and XMP read into one set of words.

mod container;
mod exif;
mod iim;
mod moment;
mod xmp;

pub use moment::Moment;

/// What a picture says about itself. Words are as they were written, blanks at their ends aside; empty if nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// What it shows, for readers.
    pub caption: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Who made it; several are separated by commas.
    pub creator: String,
    /// The line that must stand beside it.
    pub credit: String,
    /// Whose it is.
    pub copyright: String,
    /// Under which terms.
    pub usage_terms: String,
    /// When it was taken.
    pub taken: Option<Moment>,
    /// The place in a town.
    pub location: String,
    /// The town.
    pub city: String,
    /// The province or state.
    pub region: String,
    /// The country.
    pub country: String,
}

/// What one of the three ways of writing says, each field as it has it.
type Said = Metadata;

/// The three in the order in which they are believed. XMP comes first: it is Unicode, has no shortest line, and is
/// what the programs of photo desks wrote last. IPTC-IIM is the agencies'. EXIF is mostly the camera's.
const WORDS: [Way; 3] = [Way::Xmp, Way::Iim, Way::Exif];

/// Of the moment a camera knows most: EXIF, unless it has none.
const MOMENTS: [Way; 3] = [Way::Exif, Way::Xmp, Way::Iim];

#[derive(Clone, Copy)]
enum Way {
    Xmp,
    Iim,
    Exif,
}

/// Reads what a picture says about itself. Damaged parts say nothing; no bytes make this fail.
pub fn read(bytes: &[u8]) -> Metadata {
    let parts = container::parts(bytes);
    let exif = parts.exif.as_deref().map(exif::read).unwrap_or_default();
    let iim = parts.iim.as_deref().map(iim::read).unwrap_or_default();
    let xmp = parts.xmp.as_deref().map(xmp::read).unwrap_or_default();
    merge(&xmp, &iim, &exif)
}

/// The one place where it is decided which way of writing is believed for what: the first that says something.
fn merge(xmp: &Said, iim: &Said, exif: &Said) -> Metadata {
    let said = |way| match way {
        Way::Xmp => xmp,
        Way::Iim => iim,
        Way::Exif => exif,
    };
    let first = |field: fn(&Said) -> &String| {
        let words = WORDS.into_iter().map(|way| field(said(way)).trim());
        words.into_iter().find(|words| !words.is_empty()).unwrap_or_default().to_owned()
    };
    Metadata {
        caption: first(|said| &said.caption),
        alt: first(|said| &said.alt),
        creator: first(|said| &said.creator),
        credit: first(|said| &said.credit),
        copyright: first(|said| &said.copyright),
        usage_terms: first(|said| &said.usage_terms),
        taken: MOMENTS.into_iter().find_map(|way| said(way).taken),
        location: first(|said| &said.location),
        city: first(|said| &said.city),
        region: first(|said| &said.region),
        country: first(|said| &said.country),
    }
}

impl Metadata {
    /// The line that is printed: the maker and who must be named, such as “Ana Petrosyan/Reuters”.
    pub fn credit_line(&self) -> String {
        let Metadata { creator, credit, .. } = self;
        match (creator.as_str(), credit.as_str()) {
            (creator, "") => creator.to_owned(),
            ("", credit) => credit.to_owned(),
            (creator, credit) if credit.to_lowercase().contains(&creator.to_lowercase()) => {
                credit.to_owned()
            }
            (creator, credit) => format!("{creator}/{credit}"),
        }
    }

    /// The place, from the smallest to the country.
    pub fn place(&self) -> String {
        let Metadata { location, city, region, country, .. } = self;
        let mut parts: Vec<&str> = Vec::new();
        for part in [location, city, region, country] {
            if !part.is_empty() && !parts.contains(&part.as_str()) {
                parts.push(part);
            }
        }
        parts.join(", ")
    }

    /// The caption, unless it is only the name that a camera gives to all of its pictures.
    pub fn own_caption(&self) -> &str {
        let loud = self.caption.to_uppercase();
        if loud.ends_with("DIGITAL CAMERA") { "" } else { &self.caption }
    }
}

/// Bytes as text: UTF-8 if they are that, and else the Western European letters that old programs wrote.
fn text(bytes: &[u8]) -> String {
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let bytes = &bytes[..end];
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
    .trim()
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_photo_desks_words_come_before_the_cameras() {
        let exif = Said {
            caption: "SANYO DIGITAL CAMERA".into(),
            creator: "Ana".into(),
            taken: Moment::parse("2026:03:04 10:11:12"),
            ..Said::default()
        };
        let iim = Said { caption: "Harvest".into(), ..Said::default() };
        let xmp = Said { taken: Moment::parse("2026-03-05"), ..Said::default() };
        let merged = merge(&xmp, &iim, &exif);
        assert_eq!((merged.caption.as_str(), merged.creator.as_str()), ("Harvest", "Ana"));
        assert_eq!(merged.taken, exif.taken);
        assert_eq!(exif.own_caption(), "");
    }

    #[test]
    fn a_credit_names_the_maker_once() {
        let line = |creator: &str, credit: &str| {
            Metadata { creator: creator.into(), credit: credit.into(), ..Metadata::default() }
                .credit_line()
        };
        assert_eq!(line("Ana", "Reuters"), "Ana/Reuters");
        assert_eq!(line("Ana", "Foto: ana / AP"), "Foto: ana / AP");
        assert_eq!(line("", "AP"), "AP");
        assert_eq!(line("Ana", ""), "Ana");
    }
}
