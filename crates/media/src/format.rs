//! The kinds of file that readers can be given, each known by its bytes.

mod avif;
mod gif;
mod jpeg;
mod png;
mod svg;
mod webp;

mod container;
mod document;
mod sound;

mod foreign;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be looked at.
    Picture,
    /// To be heard.
    Sound,
    /// To be watched.
    Film,
    /// To be read in the browser.
    Document,
    /// To be saved; a browser does not open it.
    Download,
}

/// A kind of file.
#[derive(Debug)]
pub struct Format {
    /// Its MIME type.
    pub content_type: &'static str,
    /// How its names end, the usual ending first.
    pub extensions: &'static [&'static str],
    /// What it is for.
    pub purpose: Purpose,
    matches: fn(&[u8]) -> bool,
    size: fn(&[u8]) -> Result<Option<Size>, Refusal>,
}

/// Every kind. The order matters where one is a special case of another: AVIF before MP4, SVG last of the pictures.
pub const FORMATS: &[Format] = &[
    jpeg::FORMAT,
    png::FORMAT,
    gif::FORMAT,
    webp::FORMAT,
    avif::FORMAT,
    svg::FORMAT,
    sound::MP3,
    sound::WAV,
    sound::FLAC,
    sound::OGG,
    container::OGG_FILM,
    container::M4A,
    container::QUICKTIME,
    container::MP4,
    container::WEBM,
    document::PDF,
    document::ZIP,
];

/// How large a picture is on the screen, its orientation already followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Why a file cannot be given to readers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A web page.
    #[error(
        "The file is a web page, whatever its name says; often that is an error page saved in a picture's place. Fetch the picture itself."
    )]
    WebPage,
    /// A picture that browsers do not show.
    #[error("The file is a {name}, which browsers do not show. Save it as {instead}.")]
    Foreign {
        /// What it is.
        name: &'static str,
        /// What it could be instead.
        instead: &'static str,
    },
    /// Nothing that is known here.
    #[error("The file is of no kind that is known here. Kept are {}.", known())]
    Unknown,
    /// A picture without a readable header.
    #[error("The picture is damaged: its size cannot be read ({content_type}). Save it once more.")]
    Broken {
        /// What it begins as.
        content_type: &'static str,
    },
    /// A drawing that unfolds in the browser, or brings in what is not its own.
    #[error(
        "The SVG declares entities that unfold into more text or load files. Save it as “plain SVG”."
    )]
    Entities,
}

fn known() -> String {
    let mut names: Vec<&str> =
        FORMATS.iter().filter_map(|format| format.extensions.first().copied()).collect();
    names.dedup();
    names.join(", ")
}

impl Format {
    /// How large a picture of this kind is; other files have no size.
    pub fn size(&self, bytes: &[u8]) -> Result<Option<Size>, Refusal> {
        (self.size)(bytes)
    }

    /// The kind with this MIME type.
    pub fn named(content_type: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.content_type == content_type)
    }
}

/// What kind of file these bytes are.
pub fn of(bytes: &[u8]) -> Result<&'static Format, Refusal> {
    if let Some(format) = FORMATS.iter().find(|format| (format.matches)(bytes)) {
        return Ok(format);
    }
    Err(foreign::refusal(bytes))
}

fn no_size(_: &[u8]) -> Result<Option<Size>, Refusal> {
    Ok(None)
}

/// A size that must be there and must not be nothing.
fn sure(size: Option<(u32, u32)>, content_type: &'static str) -> Result<Option<Size>, Refusal> {
    match size {
        Some((width, height)) if width > 0 && height > 0 => Ok(Some(Size { width, height })),
        _ => Err(Refusal::Broken { content_type }),
    }
}

pub(crate) fn u16_be(bytes: &[u8], at: usize) -> Option<u32> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u32::from(pair[0]) << 8 | u32::from(pair[1]))
}

fn u16_le(bytes: &[u8], at: usize) -> Option<u32> {
    u16_be(bytes, at).map(|value| (value & 0xff) << 8 | value >> 8)
}

pub(crate) fn u32_be(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_be_bytes)
}

pub(crate) fn u32_le(bytes: &[u8], at: usize) -> Option<u32> {
    u32_be(bytes, at).map(u32::swap_bytes)
}
