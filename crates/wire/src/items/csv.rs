//! A table with a line for each item, as spreadsheets save it.

use std::collections::BTreeMap;

use story::coverage::{ItemKind, WikidataId};
use story::topic::Names;
use story::{Language, Slug};

use super::{Brought, Entry, Unreadable, kind, measured};

/// How many lines a table has at most.
const MAX_LINES: usize = 100_000;

/// How many columns a line has at most.
const MAX_COLUMNS: usize = 200;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Kind,
    Slug,
    Name(&'static str),
    Aliases(&'static str),
    About(&'static str),
    Wikidata,
    Latitude,
    Longitude,
}

/// Reads a table whose first line names its columns: `kind`, `slug`, `wikidata`, `latitude`, `longitude`, and `name_`, `aliases_`
/// and `about_` with the code of a language. Several aliases have `|` between them. A line without a kind is of
/// `asked`, if one is given.
pub fn read(bytes: &[u8], asked: Option<ItemKind>) -> Result<Vec<Entry>, Unreadable> {
    let mut lines = lines(measured(bytes)?)?.into_iter();
    let (_, header) = lines.next().ok_or_else(|| Unreadable("The file has no line.".to_owned()))?;
    let columns = columns(&header)?;
    let entries = lines.map(|(number, fields)| Entry {
        place: format!("line {number}"),
        brought: brought(&columns, &fields, asked),
    });
    Ok(entries.collect())
}

fn columns(header: &[String]) -> Result<Vec<Column>, Unreadable> {
    let mut columns = Vec::with_capacity(header.len());
    for name in header {
        let column = column(name.trim()).map_err(Unreadable)?;
        if columns.contains(&column) {
            return Err(Unreadable(format!("Two columns are called “{}”.", name.trim())));
        }
        columns.push(column);
    }
    if !columns.iter().any(|column| matches!(column, Column::Name(_))) {
        return Err(Unreadable(
            "No column holds names. Call one name_en, or with the code of another language."
                .to_owned(),
        ));
    }
    Ok(columns)
}

fn column(name: &str) -> Result<Column, String> {
    match name {
        "kind" => return Ok(Column::Kind),
        "slug" => return Ok(Column::Slug),
        "wikidata" => return Ok(Column::Wikidata),
        "latitude" => return Ok(Column::Latitude),
        "longitude" => return Ok(Column::Longitude),
        _ => {}
    }
    // What a column of a language is, by how its name begins.
    type OfLanguage = fn(&'static str) -> Column;
    let kinds: [(&str, OfLanguage); 3] =
        [("name_", Column::Name), ("aliases_", Column::Aliases), ("about_", Column::About)];
    for (prefix, column) in kinds {
        if let Some(code) = name.strip_prefix(prefix) {
            let language = Language::parse(code).map_err(|unknown| format!("{unknown}."))?;
            return Ok(column(language.code()));
        }
    }
    let start: String = name.chars().take(40).collect();
    Err(format!(
        "“{start}” is no column. The first line names kind, slug, name_en, aliases_en, about_en, wikidata, latitude and longitude, with the code of any language for en."
    ))
}

fn brought(
    columns: &[Column],
    fields: &[String],
    asked: Option<ItemKind>,
) -> Result<Brought, String> {
    if fields.len() > columns.len() {
        return Err(format!(
            "It has {} fields and the first line {}: a field with a comma in it stands in quotation marks.",
            fields.len(),
            columns.len()
        ));
    }
    let (mut said, mut slug, mut wikidata) = (None, None, None);
    let (mut names, mut about) = (Names::new(), Names::new());
    let mut aliases: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut latitude, mut longitude) = (None, None);
    for (column, field) in columns.iter().zip(fields) {
        let field = field.trim();
        if field.is_empty() {
            continue;
        }
        match column {
            Column::Kind => said = Some(kind(field)?),
            Column::Slug => slug = Some(Slug::parse(field).map_err(|bad| bad.to_string())?),
            Column::Name(code) => _ = names.insert((*code).to_owned(), field.to_owned()),
            Column::About(code) => _ = about.insert((*code).to_owned(), field.to_owned()),
            Column::Aliases(code) => {
                let several = field.split('|').map(|alias| alias.trim().to_owned());
                aliases.insert((*code).to_owned(), several.collect());
            }
            Column::Wikidata => {
                wikidata = Some(WikidataId::parse(field).map_err(|wrong| wrong.to_string())?);
            }
            Column::Latitude => latitude = Some(degrees("latitude", field)?),
            Column::Longitude => longitude = Some(degrees("longitude", field)?),
        }
    }
    let kind = said.or(asked).ok_or("It has no kind. Write one in it, or give --kind.")?;
    let point = match (latitude, longitude) {
        (None, None) => None,
        (Some(latitude), Some(longitude)) => Some([latitude, longitude]),
        _ => return Err("A point has both a latitude and a longitude.".to_owned()),
    };
    if point.is_some() && kind != ItemKind::Place {
        return Err(format!(
            "Only a place has a point, and this is of the kind {}.",
            kind.as_str()
        ));
    }
    Brought { kind, slug, names, aliases, about, wikidata, point }.checked()
}

fn degrees(name: &str, field: &str) -> Result<f64, String> {
    let degrees: Option<f64> = field.parse().ok();
    degrees.filter(|degrees| degrees.is_finite()).ok_or_else(|| {
        let start: String = field.chars().take(40).collect();
        format!("“{start}” is no {name}. Write degrees with a point, such as 12.6392 or -8.0029.")
    })
}

/// The lines with their numbers, each cut into fields as RFC 4180 has it; empty lines are no lines.
fn lines(text: &str) -> Result<Vec<(usize, Vec<String>)>, Unreadable> {
    let mut lines = Vec::new();
    let mut fields = Vec::new();
    let mut field = String::new();
    let (mut quoted, mut was_quoted) = (false, false);
    let (mut number, mut begun) = (1, 1);
    let mut letters = text.chars().peekable();
    loop {
        let letter = letters.next();
        match letter {
            Some('"') if quoted => {
                if letters.next_if_eq(&'"').is_some() {
                    field.push('"');
                } else {
                    quoted = false;
                }
            }
            Some('"') if field.is_empty() && !was_quoted => (quoted, was_quoted) = (true, true),
            None if quoted => {
                return Err(Unreadable(format!(
                    "The quotation mark that opens in line {begun} is never closed."
                )));
            }
            Some(letter) if quoted => {
                number += usize::from(letter == '\n');
                field.push(letter);
            }
            Some(',') => {
                fields.push(std::mem::take(&mut field));
                was_quoted = false;
                if fields.len() >= MAX_COLUMNS {
                    return Err(Unreadable(format!(
                        "Line {begun} has more than {MAX_COLUMNS} columns."
                    )));
                }
            }
            Some('\r') if letters.peek() == Some(&'\n') => {}
            Some('\n') | None => {
                fields.push(std::mem::take(&mut field));
                was_quoted = false;
                let line = std::mem::take(&mut fields);
                if line.iter().any(|field| !field.trim().is_empty()) {
                    lines.push((begun, line));
                }
                if lines.len() > MAX_LINES {
                    return Err(Unreadable(format!(
                        "The file has more than {MAX_LINES} lines. Divide it."
                    )));
                }
                number += 1;
                begun = number;
                if letter.is_none() {
                    return Ok(lines);
                }
            }
            Some(letter) => field.push(letter),
        }
    }
}
