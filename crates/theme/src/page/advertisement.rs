//! A place for an advertisement.

use story::campaign::SANDBOX;

/// A labelled place whose size is kept free, so that the text does not jump.
#[derive(Clone, Debug, serde::Serialize)]
pub struct AdSlot {
    /// What the theme calls it.
    pub name: String,
    /// How wide it is, in CSS pixels.
    pub width: u32,
    /// How high it is, in CSS pixels.
    pub height: u32,
    /// Width and height on a phone, where they differ.
    pub phone: Option<(u32, u32)>,
    /// The frame in it; without one nothing is loaded, and the place stays empty and labelled.
    pub frame: Option<AdFrame>,
}

/// The frame that an advertisement is shown in.
#[derive(Clone, Debug, serde::Serialize)]
pub struct AdFrame {
    /// Its address on this site.
    pub src: String,
    /// The value of its `sandbox`: what the advertisement may do. Without it the frame must not be shown.
    pub sandbox: &'static str,
}

impl AdFrame {
    /// The frame at an address.
    pub fn at(src: String) -> AdFrame {
        AdFrame { src, sandbox: SANDBOX }
    }
}
