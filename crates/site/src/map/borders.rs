//! Coasts and borders of Natural Earth, as `map/README.md` says how they are kept.

use std::fmt::Write;
use std::sync::OnceLock;

use super::{Frame, HEIGHT, WIDTH};

const BYTES: &[u8] = include_bytes!("../../map/borders.bin");

/// Degrees a step.
const EAST: f64 = 0.003_600_036_000_360_003_7;
const NORTH: f64 = 0.001_736_003_453_784_538;

/// How far points are apart at least, in units of the drawing.
const FINEST: f64 = 1.5;

/// How far beside the frame lines are still drawn, in units of the drawing.
const BESIDE: f64 = 25.0;

/// A line on Earth.
#[derive(Debug)]
pub(super) struct Line {
    /// Whether two countries share it: a border and no coast.
    pub(super) shared: bool,
    /// Longitude and latitude of its points, in degrees.
    pub(super) points: Vec<[f64; 2]>,
}

/// Every line, read once.
pub(super) fn lines() -> &'static [Line] {
    static LINES: OnceLock<Vec<Line>> = OnceLock::new();
    LINES.get_or_init(|| {
        let mut bytes = BYTES.iter().copied();
        let mut lines = Vec::new();
        while let Some(head) = number(&mut bytes) {
            let mut points = Vec::new();
            let (mut east, mut north) = (0, 0);
            for _ in 0..head / 2 {
                let Some((x, y)) = step(&mut bytes).zip(step(&mut bytes)) else { break };
                east += x;
                north += y;
                points.push([degrees(east, EAST, -180.0), degrees(north, NORTH, -89.999)]);
            }
            lines.push(Line { shared: head % 2 == 1, points });
        }
        lines
    })
}

fn degrees(steps: i32, size: f64, corner: f64) -> f64 {
    f64::from(steps) * size + corner
}

fn number(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
    let mut value = 0;
    let mut shift = 0;
    loop {
        let byte = bytes.next()?;
        value |= u32::from(byte & 127).checked_shl(shift)?;
        if byte < 128 {
            return Some(value);
        }
        shift += 7;
    }
}

fn step(bytes: &mut impl Iterator<Item = u8>) -> Option<i32> {
    let value = number(bytes)?;
    let half = i32::try_from(value >> 1).ok()?;
    Some(if value & 1 == 1 { -half - 1 } else { half })
}

/// Draws what a frame shows of them: borders fine, coasts stronger.
pub(super) fn draw(svg: &mut String, frame: &Frame) {
    for (shared, width) in [(true, "0.6"), (false, "1")] {
        let mut path = String::new();
        for line in lines().iter().filter(|line| line.shared == shared) {
            add(&mut path, line, frame);
        }
        if !path.is_empty() {
            let _ = write!(
                svg,
                "<path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".55\" stroke-width=\"{width}\" d=\"{path}\"/>"
            );
        }
    }
}

/// Adds the parts of a line that are in or beside the frame, with one point before and after so that lines reach its
/// edge.
fn add(path: &mut String, line: &Line, frame: &Frame) {
    let near = |(x, y): (f64, f64)| {
        (-BESIDE..WIDTH + BESIDE).contains(&x) && (-BESIDE..HEIGHT + BESIDE).contains(&y)
    };
    let mut pen: Option<(f64, f64)> = None;
    let mut before = None;
    for (place, [longitude, latitude]) in line.points.iter().enumerate() {
        let point = frame.place(*latitude, *longitude);
        let last = place + 1 == line.points.len();
        if !near(point) {
            pen = None;
            before = Some(point);
            continue;
        }
        match pen {
            None => {
                let start = before.filter(|start| near(*start)).unwrap_or(point);
                let start = (start.0.round(), start.1.round());
                let _ = write!(path, "M{} {}", start.0, start.1);
                pen = Some(start);
            }
            Some(at) if last || (at.0 - point.0).hypot(at.1 - point.1) >= FINEST => {
                let point = (point.0.round(), point.1.round());
                let _ = write!(path, "l{} {}", point.0 - at.0, point.1 - at.1);
                pen = Some(point);
            }
            Some(_) => {}
        }
        before = Some(point);
    }
}
