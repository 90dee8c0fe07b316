//! A map of places: an own drawing, so that no reader's browser tells anybody where they look.

mod borders;

use std::fmt::Write;

use story::coverage::{Facts, Item, Place};
use theme::page::{Map, PlaceEntry};

use crate::ledger;
use crate::paper::EditionPaper;

/// The drawing's sides, in its own units.
const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 230.0;

/// How many degrees a map shows at least, so that a town does not stand alone on white.
const LEAST: f64 = 8.0;

/// How many times as far from the middle as half of the places one may be and still be on the map.
const OUTLYING: f64 = 1.8;

/// How wide a letter of a name is, in units of the drawing: enough for every script.
const LETTER: f64 = 6.4;

/// A place with a point.
struct Dot<'a> {
    item: &'a Item,
    place: &'a Place,
    latitude: f64,
    longitude: f64,
}

/// The part of Earth that is drawn: equirectangular around its middle, true to scale there.
pub(crate) struct Frame {
    west: f64,
    north: f64,
    /// Units of the drawing a degree of longitude and of latitude.
    east_units: f64,
    south_units: f64,
}

/// A map of these places, and the same as a list; nothing where no place has a point.
pub(crate) fn of_places(at: &EditionPaper, items: &[&Item]) -> Option<Map> {
    let language = at.edition.language;
    let mut dots: Vec<Dot<'_>> = items.iter().copied().filter_map(dot).collect();
    if dots.is_empty() {
        return None;
    }
    let places = items
        .iter()
        .map(|item| PlaceEntry {
            name: ledger::name(item, language),
            about: item.about(language).map(str::to_owned),
            href: ledger::topic_page(at, item),
            disputed: matches!(&item.facts, Facts::Place(place) if place.disputed),
        })
        .collect();
    keep_together(&mut dots);
    let frame = Frame::around(&dots);
    let mut svg = format!("<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"");
    let names: Vec<&str> = dots.iter().map(|dot| dot.item.name(language)).collect();
    push_escaped(&mut svg, &names.join(", "));
    svg.push_str("\">");
    borders::draw(&mut svg, &frame);
    label(&mut svg, &frame, &dots, at);
    svg.push_str("</svg>");
    Some(Map { svg, places })
}

fn dot(item: &Item) -> Option<Dot<'_>> {
    let Facts::Place(place) = &item.facts else { return None };
    let [latitude, longitude] = place.point?;
    Some(Dot { item, place, latitude, longitude })
}

/// Leaves out what is so far away that the others would become one point; the list has it.
fn keep_together(dots: &mut Vec<Dot<'_>>) {
    let middle = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let latitude = middle(dots.iter().map(|dot| dot.latitude).collect());
    let longitude = middle(dots.iter().map(|dot| dot.longitude).collect());
    let far = |dot: &Dot<'_>| (dot.latitude - latitude).hypot(dot.longitude - longitude);
    let usual = middle(dots.iter().map(far).collect());
    let most = (usual * OUTLYING).max(LEAST);
    dots.retain(|dot| far(dot) <= most);
}

impl Frame {
    fn around(dots: &[Dot<'_>]) -> Frame {
        let over = |values: &dyn Fn(&Dot<'_>) -> f64| {
            let values = || dots.iter().map(values);
            (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max))
        };
        let (south, north) = over(&|dot| dot.latitude);
        let (west, east) = over(&|dot| dot.longitude);
        let (latitude, longitude) = ((south + north) / 2.0, (west + east) / 2.0);
        let shrink = latitude.to_radians().cos().max(0.1);
        // Room for names on every side.
        let tall = ((north - south) * 1.5).max(LEAST);
        let wide = ((east - west) * 1.6 * shrink).max(LEAST);
        let south_units = (HEIGHT / tall).min(WIDTH / wide);
        let east_units = south_units * shrink;
        Frame {
            west: longitude - WIDTH / 2.0 / east_units,
            north: latitude + HEIGHT / 2.0 / south_units,
            east_units,
            south_units,
        }
    }

    /// Where a point is in the drawing.
    pub(crate) fn place(&self, latitude: f64, longitude: f64) -> (f64, f64) {
        ((longitude - self.west) * self.east_units, (self.north - latitude) * self.south_units)
    }
}

/// Points and names. A name stands beside its point where no other is in the way; where there is no room, the point
/// stands alone and the list tells it.
fn label(svg: &mut String, frame: &Frame, dots: &[Dot<'_>], at: &EditionPaper) {
    let language = at.edition.language;
    let mut taken: Vec<[f64; 4]> = dots
        .iter()
        .map(|dot| {
            let (x, y) = frame.place(dot.latitude, dot.longitude);
            [x - 4.0, y - 4.0, x + 4.0, y + 4.0]
        })
        .collect();
    svg.push_str("<g font-size=\"11\" fill=\"currentColor\">");
    for dot in dots {
        let (x, y) = frame.place(dot.latitude, dot.longitude);
        let dashes =
            if dot.place.disputed { " stroke-dasharray=\"2 2\" fill=\"none\"" } else { "" };
        let _ = write!(
            svg,
            "<circle cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"3.5\" stroke=\"currentColor\"{dashes}/>"
        );
        let name = dot.item.name(language);
        let letters = u32::try_from(name.chars().count()).unwrap_or(u32::MAX);
        let width = f64::from(letters) * LETTER;
        let choices = [
            (x + 7.0, y + 4.0, [x + 7.0, y - 6.0, x + 7.0 + width, y + 7.0]),
            (x - 7.0 - width, y + 4.0, [x - 7.0 - width, y - 6.0, x - 7.0, y + 7.0]),
            (x - width / 2.0, y - 8.0, [x - width / 2.0, y - 18.0, x + width / 2.0, y - 5.0]),
            (x - width / 2.0, y + 16.0, [x - width / 2.0, y + 5.0, x + width / 2.0, y + 18.0]),
        ];
        let free = choices.into_iter().find(|(_, _, wanted)| {
            let inside =
                wanted[0] >= 0.0 && wanted[1] >= 0.0 && wanted[2] <= WIDTH && wanted[3] <= HEIGHT;
            inside && !taken.iter().any(|other| overlap(wanted, other))
        });
        let Some((left, base, room)) = free else { continue };
        taken.push(room);
        // Anchored in its middle, which is the same for both ways of writing.
        let middle = left + width / 2.0;
        let dotted = if dot.place.disputed { " text-decoration=\"underline dotted\"" } else { "" };
        let _ =
            write!(svg, "<text x=\"{middle:.0}\" y=\"{base:.0}\" text-anchor=\"middle\"{dotted}>");
        push_escaped(svg, name);
        svg.push_str("</text>");
    }
    svg.push_str("</g>");
}

fn overlap(one: &[f64; 4], other: &[f64; 4]) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

fn push_escaped(svg: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => svg.push_str("&amp;"),
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '"' => svg.push_str("&quot;"),
            letter => svg.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coasts_and_borders_are_whole() {
        let lines = borders::lines();
        assert_eq!(lines.len(), 1959);
        assert_eq!(lines.iter().filter(|line| line.shared).count(), 362);
        let points = lines.iter().flat_map(|line| &line.points);
        for [longitude, latitude] in points {
            assert!((-180.001..=180.001).contains(longitude), "{longitude}");
            assert!((-90.001..=90.001).contains(latitude), "{latitude}");
        }
    }

    #[test]
    fn a_map_of_one_town_shows_the_land_around_it() {
        let frame = Frame { west: -20.0, north: 20.0, east_units: 10.0, south_units: 10.0 };
        let mut svg = String::new();
        borders::draw(&mut svg, &frame);
        assert!(svg.contains("<path"), "{svg}");
        // What is far outside the drawing is not in the page.
        assert!(svg.len() < 30_000, "{}", svg.len());
    }
}
