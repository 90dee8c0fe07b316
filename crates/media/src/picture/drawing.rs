//! SVG: a drawing becomes a picture of pixels, and its program is left behind.
//!
//! Nothing is loaded, no script runs, and letters have to be outlines, since there are no fonts here that would be the
//! ones the drawing was made with. Who draws cannot be stopped, so that the work is counted before it begins: first
//! what the file unfolds to, then how many pixels will be painted and how much memory lies about meanwhile.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::ImageEncoder;
use image::codecs::png::PngEncoder;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::filter::Kind;
use resvg::usvg::roxmltree::{Document, Node, NodeId, ParsingOptions};
use resvg::usvg::{self, Group, Paint, Path, Pattern, Tree};

use super::CannotOpen;

/// How wide a drawing becomes, in pixels: as wide as the widest file that the house theme asks for.
const WIDTH: f32 = 1600.0;

/// How many pixels it has at most.
const AREA: f32 = 2_560_000.0;

/// How large a file may be, in bytes.
const MAX_BYTES: usize = 8 << 20;

/// How many elements it may have, with those that are used more than once counted each time.
const MAX_ELEMENTS: u64 = 100_000;

/// How deep they may lie in each other.
const MAX_DEPTH: usize = 128;

/// How many elements and rules of styles may be compared.
const MAX_STYLED: u64 = 5_000_000;

/// How many pixels may be painted, one over the other: a hundred million take a few seconds in a development build.
const MAX_PAINTED: f32 = 90_000_000.0;

/// How many bytes the layers take that lie in each other.
const MAX_LAYERS: f32 = 120.0 * 1024.0 * 1024.0;

/// How many dashes there may be.
const MAX_DASHES: f32 = 200_000.0;

/// The stack of who draws: elements lie in each other, and so does the work.
const STACK: usize = 32 << 20;

const BROKEN: CannotOpen = CannotOpen::Format(
    "The SVG is damaged: it cannot be read. Save it once more, as “plain SVG”, or export it as a PNG.",
);
const EMPTY: CannotOpen =
    CannotOpen::Format("Nothing can be seen of the drawing. Export it as a PNG.");
const LETTERS: CannotOpen = CannotOpen::Format(
    "The drawing has letters that are no outlines, and would look otherwise here. Turn them into paths (in Inkscape: Path › Object to Path), or export the drawing as a PNG.",
);
const EMBEDDED: CannotOpen = CannotOpen::Format(
    "The drawing has another picture or a page in it, and these are not opened here. Export it as a PNG.",
);
const INTRICATE: CannotOpen = CannotOpen::Format(
    "The drawing is so intricate that drawing it would take too long. Simplify it, or export it as a PNG.",
);

/// The picture of a drawing, as a PNG.
pub(crate) fn draw(bytes: &[u8]) -> Result<Vec<u8>, CannotOpen> {
    let text = std::str::from_utf8(bytes).map_err(|_| BROKEN)?;
    if bytes.len() > MAX_BYTES {
        return Err(INTRICATE);
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("drawing".to_owned()).stack_size(STACK);
        // A mistake in a renderer costs a picture and no more.
        let drawing =
            thread.spawn_scoped(scope, || catch_unwind(AssertUnwindSafe(|| picture(text))));
        let drawn = drawing.map_err(|error| CannotOpen::Damaged(error.to_string()))?.join();
        drawn.unwrap_or_else(Err).unwrap_or(Err(BROKEN))
    })
}

fn picture(text: &str) -> Result<Vec<u8>, CannotOpen> {
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: 400_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|_| BROKEN)?;
    look_through(&document)?;
    let mut options = usvg::Options::default();
    options.image_href_resolver.resolve_data = Box::new(|_, _, _| None);
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = Tree::from_xmltree(&document, &options).map_err(|_| BROKEN)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = (WIDTH / width).min((AREA / (width * height)).sqrt());
    let side = |side: f32| ((side * scale).round() as u32).clamp(1, 8192);
    let mut pixels = Pixmap::new(side(width), side(height)).ok_or(BROKEN)?;
    let canvas = pixels.width() as f32 * pixels.height() as f32;
    let mut work = Work { scale, canvas, painted: 0.0, dashes: 0.0 };
    work.group(tree.root(), canvas, 0.0)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    if pixels.pixels().iter().all(|pixel| pixel.alpha() == 0) {
        return Err(EMPTY);
    }
    let (width, height) = (pixels.width(), pixels.height());
    let mut png = Vec::new();
    PngEncoder::new(&mut png)
        .write_image(&pixels.take_demultiplied(), width, height, image::ExtendedColorType::Rgba8)
        .map_err(|error| CannotOpen::Damaged(error.to_string()))?;
    Ok(png)
}

/// Refuses what would not look as its author drew it, and what unfolds to too much.
fn look_through(document: &Document<'_>) -> Result<(), CannotOpen> {
    let mut depths: HashMap<NodeId, usize> = HashMap::new();
    let mut ids: HashMap<&str, Node<'_, '_>> = HashMap::new();
    let mut elements = 0_u64;
    let (mut rules, mut styles, mut points) = (0_u64, String::new(), 0_u64);
    for node in document.descendants().filter(Node::is_element) {
        elements += 1;
        let depth =
            node.parent().and_then(|parent| depths.get(&parent.id())).map_or(0, |it| it + 1);
        if depth > MAX_DEPTH || elements > MAX_ELEMENTS {
            return Err(INTRICATE);
        }
        depths.insert(node.id(), depth);
        if let Some(id) = node.attribute("id") {
            ids.insert(id, node);
        }
        let says =
            || node.descendants().any(|it| it.text().is_some_and(|it| !it.trim().is_empty()));
        match node.tag_name().name() {
            "text" if says() => return Err(LETTERS),
            "image" | "feImage" => return Err(EMBEDDED),
            // Drawing programs leave themselves notes in one that only they open.
            "foreignObject" if !node.has_attribute("requiredExtensions") && node.has_children() => {
                return Err(EMBEDDED);
            }
            "style" => {
                let text = node.text().unwrap_or_default();
                rules += text.matches('{').count() as u64;
                styles.push_str(text);
            }
            _ => {}
        }
        let shape = ["d", "points"].into_iter().filter_map(|name| node.attribute(name));
        points += shape.map(|shape| shape.len() as u64 / 4).sum::<u64>();
    }
    if rules.saturating_mul(elements) > MAX_STYLED {
        return Err(INTRICATE);
    }
    let mut unfolded = Unfolded { ids: &ids, known: HashMap::new() };
    let whole = unfolded.count(document.root_element(), 0)?;
    let by_styles: u64 = links(&styles)
        .filter_map(|id| unfolded.ids.get(id).copied())
        .map(|target| unfolded.count(target, 0))
        .sum::<Result<u64, _>>()?;
    let markers = document.descendants().filter(|node| node.has_tag_name_of("marker"));
    let marks = markers.map(|marker| unfolded.count(marker, 0)).sum::<Result<u64, _>>()?;
    if whole > MAX_ELEMENTS
        || by_styles.saturating_mul(elements) > MAX_STYLED
        || marks.saturating_mul(points) > MAX_STYLED
    {
        return Err(INTRICATE);
    }
    Ok(())
}

trait Named {
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Named for Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

/// The names in `url(#name)`.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|rest| {
        let link = rest.split(')').next()?.trim().trim_matches(['"', '\'']);
        link.strip_prefix('#')
    })
}

/// How many elements there are when all that is used elsewhere stands where it is used.
struct Unfolded<'a, 'input> {
    ids: &'a HashMap<&'a str, Node<'a, 'input>>,
    known: HashMap<NodeId, u64>,
}

impl<'a, 'input> Unfolded<'a, 'input> {
    fn count(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<u64, CannotOpen> {
        if let Some(known) = self.known.get(&node.id()) {
            return Ok(*known);
        }
        // What uses itself has no end.
        if depth > 4 * MAX_DEPTH {
            return Err(INTRICATE);
        }
        let mut count = 1_u64;
        for child in node.children().filter(Node::is_element) {
            count = count.saturating_add(self.count(child, depth + 1)?);
        }
        for attribute in node.attributes() {
            let link = (attribute.name() == "href")
                .then(|| attribute.value().trim().strip_prefix('#'))
                .flatten();
            for id in link.into_iter().chain(links(attribute.value())) {
                if let Some(target) = self.ids.get(id) {
                    count = count.saturating_add(self.count(*target, depth + 1)?);
                }
            }
        }
        self.known.insert(node.id(), count);
        Ok(count)
    }
}

/// What drawing will take, counted without drawing.
struct Work {
    /// Pixels for a unit of the drawing.
    scale: f32,
    /// Pixels of the whole picture.
    canvas: f32,
    painted: f32,
    dashes: f32,
}

impl Work {
    /// Counts a group of which no more than these pixels are drawn, while layers of so many bytes lie below it.
    fn group(&mut self, group: &Group, most: f32, layers: f32) -> Result<(), CannotOpen> {
        let (mut most, mut layers) = (most, layers);
        if group.should_isolate() {
            let bounds = group.abs_layer_bounding_box();
            // A layer reaches up to two canvases beyond each edge.
            let area =
                self.pixels(bounds.width(), bounds.height()).min(most.max(self.canvas) * 25.0);
            let mut weight = 3.0;
            for filter in group.filters() {
                for primitive in filter.primitives() {
                    weight += heft(primitive.kind()).ok_or(INTRICATE)?;
                }
            }
            if let Some(clip) = group.clip_path() {
                weight += 2.0;
                let mut clip = Some(clip);
                while let Some(path) = clip {
                    self.group(path.root(), area, layers + area)?;
                    clip = path.clip_path();
                }
            }
            let mut mask = group.mask();
            while let Some(one) = mask {
                weight += 4.0;
                self.group(one.root(), area, layers + 4.0 * area)?;
                mask = one.mask();
            }
            let copies = if group.filters().is_empty() { 1.0 } else { 5.0 };
            layers += 4.0 * area * copies;
            self.paint(area * weight)?;
            most = area;
            if layers > MAX_LAYERS {
                return Err(INTRICATE);
            }
        }
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => self.group(group, most, layers)?,
                usvg::Node::Path(path) => self.path(path, most, layers)?,
                usvg::Node::Image(_) => return Err(EMBEDDED),
                usvg::Node::Text(_) => return Err(LETTERS),
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &Path, most: f32, layers: f32) -> Result<(), CannotOpen> {
        let bounds = path.abs_stroke_bounding_box();
        let area = self.pixels(bounds.width(), bounds.height()).min(most);
        // Each line of pixels looks four times at the edges that cross it.
        let (x, y) = path.abs_transform().get_scale();
        let points = path.data().points();
        let climbs = points.windows(2).map(|pair| {
            let climb = (pair[0].y - pair[1].y).abs() + (pair[0].x - pair[1].x).abs();
            (climb * x.max(y) * self.scale).min(8192.0) + 1.0
        });
        let edges = 4.0 * climbs.sum::<f32>();
        let paints = [path.fill().map(usvg::Fill::paint), path.stroke().map(usvg::Stroke::paint)];
        for paint in paints.into_iter().flatten() {
            match paint {
                Paint::Color(_) => self.paint(area + edges)?,
                Paint::LinearGradient(_) | Paint::RadialGradient(_) => {
                    self.paint(3.0 * area + edges)?;
                }
                Paint::Pattern(pattern) => {
                    self.paint(3.0 * area + edges)?;
                    self.pattern(pattern, path, layers)?;
                }
            }
        }
        if let Some(stroke) = path.stroke() {
            self.paint(3.0 * edges)?;
            if let Some(dashes) = stroke.dasharray() {
                let length: f32 = points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
                let turn = dashes.iter().sum::<f32>().max(f32::MIN_POSITIVE);
                self.dashes += length / turn * dashes.len() as f32;
                if self.dashes > MAX_DASHES || self.dashes.is_nan() {
                    return Err(INTRICATE);
                }
            }
        }
        Ok(())
    }

    /// A pattern is drawn once for each path that is filled with it, as one tile.
    fn pattern(&mut self, pattern: &Pattern, path: &Path, layers: f32) -> Result<(), CannotOpen> {
        let (x, y) = path.abs_transform().pre_concat(pattern.transform()).get_scale();
        let rect = pattern.rect();
        let tile = self.pixels(rect.width() * x, rect.height() * y);
        let layers = layers + 4.0 * tile;
        if layers > MAX_LAYERS || layers.is_nan() {
            return Err(INTRICATE);
        }
        self.paint(tile)?;
        self.group(pattern.root(), tile, layers)
    }

    fn pixels(&self, width: f32, height: f32) -> f32 {
        (width * self.scale + 2.0) * (height * self.scale + 2.0)
    }

    fn paint(&mut self, pixels: f32) -> Result<(), CannotOpen> {
        self.painted += pixels;
        // Numbers that are none come from sizes that are none.
        if self.painted <= MAX_PAINTED { Ok(()) } else { Err(INTRICATE) }
    }
}

/// What a step of a filter costs, in layers painted; nothing for those whose cost grows with more than the layer.
fn heft(kind: &Kind) -> Option<f32> {
    match kind {
        Kind::Flood(_) | Kind::Offset(_) | Kind::Tile(_) => Some(2.0),
        Kind::Blend(_)
        | Kind::ColorMatrix(_)
        | Kind::ComponentTransfer(_)
        | Kind::Composite(_)
        | Kind::Merge(_) => Some(8.0),
        Kind::GaussianBlur(_) | Kind::DropShadow(_) => Some(24.0),
        Kind::ConvolveMatrix(_)
        | Kind::DiffuseLighting(_)
        | Kind::DisplacementMap(_)
        | Kind::Image(_)
        | Kind::Morphology(_)
        | Kind::SpecularLighting(_)
        | Kind::Turbulence(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn svg(inside: &str) -> String {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">{inside}</svg>"#
        )
    }

    fn pixels(inside: &str) -> image::RgbaImage {
        let png = draw(svg(inside).as_bytes()).unwrap();
        image::load_from_memory(&png).unwrap().into_rgba8()
    }

    #[test]
    fn a_drawing_becomes_the_picture_that_it_draws() {
        let drawn = pixels(r##"<rect width="20" height="20" fill="#c00"/>"##);
        assert_eq!(drawn.dimensions(), (1600, 800));
        assert_eq!(drawn.get_pixel(100, 100).0, [0xcc, 0, 0, 255]);
        assert_eq!(drawn.get_pixel(1500, 100).0, [0, 0, 0, 0]);
        let styled =
            pixels("<style>.a{fill:blue}</style><g opacity='.5'><circle class='a' r='9'/></g>");
        assert_eq!(styled.get_pixel(2, 2).0, [0, 0, 255, 128]);
    }

    #[test]
    fn scripts_and_what_would_be_loaded_leave_no_trace() {
        let drawn = pixels(
            r#"<script>alert(1)</script><rect width="40" height="20" onload="alert(1)" fill="green"/>
               <style>@import url(http://127.0.0.1:9/a.css); rect { fill: url(http://127.0.0.1:9/#a) green }</style>
               <a xlink:href="javascript:alert(1)"><rect width="1" height="1"/></a>"#,
        );
        assert_eq!(drawn.dimensions(), (1600, 800));
        let told = |inside: &str| draw(svg(inside).as_bytes()).unwrap_err().to_string();
        assert!(
            told("<image href='file:///etc/passwd' width='9' height='9'/>")
                .contains("another picture")
        );
        assert!(told("<foreignObject><p>a</p></foreignObject>").contains("a page in it"));
        assert!(told("<text y='9'>Rain</text>").contains("outlines"));
        assert!(told("<rect/>").contains("Nothing can be seen"));
        assert!(
            draw(b"<svg").is_err() && draw(b"<svg xmlns='http://www.w3.org/2000/svg'>").is_err()
        );
        let doctype = r#"<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>"#;
        let loads = format!("{doctype}{}", svg("<title>&a;</title><rect width='9' height='9'/>"));
        assert!(draw(loads.as_bytes()).is_err());
    }

    #[test]
    fn what_would_take_too_long_is_refused_before_it_is_drawn() {
        let nested = |many: usize, open: &str, inside: &str, close: &str| {
            format!("{}{inside}{}", open.repeat(many), close.repeat(many))
        };
        let mut laughs = String::from("<defs><g id='a0'><rect width='9' height='9'/></g>");
        for level in 1..20 {
            let twice = format!("<use href='#a{}'/>", level - 1).repeat(10);
            laughs.push_str(&format!("<g id='a{level}'>{twice}</g>"));
        }
        laughs.push_str("</defs><use href='#a19'/>");
        let full = "<rect width='40' height='20'/>";
        let blur = "<filter id='f'><feGaussianBlur stdDeviation='9'/></filter>";
        let zigzag: String =
            (0..200_000).map(|at| format!("{} {} ", at % 40, (at % 2) * 20)).collect();
        let hostile = [
            ("laughs", laughs),
            ("itself", "<g id='a'><use href='#a'/><use href='#a'/></g>".to_owned()),
            ("deep", nested(5_000, "<g>", full, "</g>")),
            ("layers", nested(100, "<g opacity='.5'>", full, "</g>")),
            ("over and over", full.repeat(50_000)),
            ("blurs", format!("{blur}{}", "<rect width='40' height='20' filter='url(#f)'/>".repeat(500))),
            ("turbulence", format!("<filter id='f'><feTurbulence baseFrequency='.9' numOctaves='99'/></filter><g filter='url(#f)'>{full}</g>")),
            ("grown", format!("<filter id='f'><feMorphology operator='dilate' radius='900'/></filter><g filter='url(#f)'>{full}</g>")),
            ("tile", "<pattern id='p' patternUnits='userSpaceOnUse' width='9000000' height='9000000'><rect width='9' height='9'/></pattern><rect width='40' height='20' fill='url(#p)'/>".to_owned()),
            ("dashes", "<path d='M0 0H1e9' stroke='red' stroke-dasharray='.00001'/>".to_owned()),
            ("zigzag", format!("<polygon points='{zigzag}'/>")),
            ("markers", format!("<marker id='m' markerWidth='9' markerHeight='9'>{}</marker><polyline marker-mid='url(#m)' points='{zigzag}'/>", full.repeat(1_000))),
            ("masks", nested(100, "<mask id='m'><rect width='40' height='20' fill='white'/></mask><g mask='url(#m)'>", full, "</g>")),
            ("patterns", format!("<pattern id='p' width='1' height='1'>{}</pattern>{}", full.repeat(300), "<rect width='40' height='20' fill='url(#p)'/>".repeat(300))),
        ];
        for (name, inside) in hostile {
            let begun = Instant::now();
            let refused = draw(svg(&inside).as_bytes());
            println!("{name}: {:?}, {:?}", begun.elapsed(), refused.as_ref().map(Vec::len));
            assert_eq!(refused, Err(INTRICATE), "{name}");
            assert!(begun.elapsed().as_secs() < 30, "{name} took {:?}", begun.elapsed());
        }
    }

    #[test]
    fn the_most_that_is_drawn_takes_a_few_seconds() {
        let gradient = "<linearGradient id='g'><stop stop-color='red'/><stop offset='1' stop-color='blue' stop-opacity='.5'/></linearGradient>";
        let blur = "<filter id='f'><feGaussianBlur stdDeviation='3'/></filter>";
        let many = [
            ("plain", "<rect width='40' height='20' fill-opacity='.5'/>".repeat(60)),
            (
                "gradients",
                format!("{gradient}{}", "<rect width='40' height='20' fill='url(#g)'/>".repeat(20)),
            ),
            (
                "layers",
                "<g opacity='.5'><rect width='40' height='20'/><rect width='4' height='20'/></g>"
                    .repeat(14),
            ),
            (
                "blurs",
                format!(
                    "{blur}{}",
                    "<rect width='30' height='15' x='5' filter='url(#f)'/>".repeat(3)
                ),
            ),
            (
                "circles",
                (0..4_000)
                    .map(|at| {
                        format!("<circle cx='{}' cy='{}' r='.3' stroke='red'/>", at % 40, at % 19)
                    })
                    .collect(),
            ),
        ];
        for (name, inside) in many {
            let begun = Instant::now();
            let drawn = draw(svg(&inside).as_bytes());
            println!("{name}: {:?}, {:?}", begun.elapsed(), drawn.as_ref().map(Vec::len));
            assert!(drawn.is_ok(), "{name}: {drawn:?}");
            assert!(begun.elapsed().as_secs() < 30, "{name} took {:?}", begun.elapsed());
        }
    }
}
