#![doc = include_str!("../README.md")]

pub mod page;
pub mod sample;

mod theme;

mod embedded;
mod layers;
mod manifest;

mod catalogue;
mod locale;
mod text;
mod voice;

mod asset;
mod check;

pub use asset::Asset;
pub use catalogue::{CatalogueFault, check_catalogues};
pub use check::ThemeFault;
pub use locale::NoLocaleData;
pub use locale::when::DateLabel;
pub use manifest::BadManifest;
pub use page::Page;
pub use theme::{Config, Csp, LoadError, RenderError, Theme};
