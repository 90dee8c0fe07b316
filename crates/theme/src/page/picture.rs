//! A picture on a page.

/// A picture file in the sizes that there are.
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
}

/// A picture in one width.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Source {
    /// Its address.
    pub src: String,
    /// Its width in pixels.
    pub width: u32,
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
