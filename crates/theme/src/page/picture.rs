//! A picture on a page.

/// A picture file in the sizes and formats that there are.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct PictureFile {
    /// The address of the one for browsers that take no choice.
    pub src: String,
    /// Its width in pixels, so that the page does not jump.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The same picture in other widths, narrow ones first; may be empty.
    pub sources: Vec<Source>,
    /// The same in formats that weigh less, the lightest first, for browsers that know them; may be empty.
    pub formats: Vec<PictureFormat>,
    /// What must stay in sight where it is cropped; nothing if that is its middle.
    pub focus: Option<Focus>,
    /// The crop that services show beside a link.
    #[serde(skip)]
    pub share: Option<(String, u32, u32)>,
}

/// A picture in one width.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Source {
    /// Its address.
    pub src: String,
    /// Its width in pixels.
    pub width: u32,
}

/// A picture in one format.
#[derive(Clone, Debug, serde::Serialize)]
pub struct PictureFormat {
    /// Its MIME type.
    pub content_type: String,
    /// The widths, narrow ones first.
    pub sources: Vec<Source>,
}

/// What must stay in sight, as far as a class of the style sheet says it: a page has no styles of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Focus {
    /// `left`, `middle` or `right`.
    pub x: &'static str,
    /// `top`, `middle` or `bottom`.
    pub y: &'static str,
}

impl Focus {
    /// The part of the picture that a point from 0 to 1 lies in; nothing for its middle.
    pub fn of(x: f64, y: f64) -> Option<Focus> {
        let third = |at: f64, names: [&'static str; 3]| {
            if at < 1.0 / 3.0 {
                names[0]
            } else if at > 2.0 / 3.0 {
                names[2]
            } else {
                names[1]
            }
        };
        let focus = Focus {
            x: third(x, ["left", "middle", "right"]),
            y: third(y, ["top", "middle", "bottom"]),
        };
        (focus != Focus { x: "middle", y: "middle" }).then_some(focus)
    }
}

/// A picture with what is printed about it.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Picture {
    /// The file.
    #[serde(flatten)]
    pub file: PictureFile,
    /// What it shows, for those who do not see it; empty means decoration.
    pub alt: String,
    /// What is printed under it; may be empty.
    pub caption: String,
    /// Who made it.
    pub credit: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_off_the_middle_is_told() {
        assert_eq!(Focus::of(0.5, 0.4), None);
        assert_eq!(Focus::of(0.1, 0.5), Some(Focus { x: "left", y: "middle" }));
        assert_eq!(Focus::of(0.5, 1.0), Some(Focus { x: "middle", y: "bottom" }));
    }
}
