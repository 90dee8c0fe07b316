//! Where something is.

use crate::ItemId;

/// A place on Earth.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Place {
    /// Latitude and longitude in degrees, WGS 84; nothing where no point would be true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<[f64; 2]>,
    /// Whether it is disputed what it belongs to or whether it is one: maps then dot its name.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub disputed: bool,
    /// The place around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<ItemId>,
}

/// Coordinates that are on no map.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error(
    "{0}, {1} is no point on Earth: the latitude goes from -90 to 90, the longitude from -180 to 180."
)]
pub struct NowhereOnEarth(f64, f64);

impl Place {
    /// Refuses a point that is none.
    pub fn check(&self) -> Result<(), NowhereOnEarth> {
        match self.point {
            Some([latitude, longitude])
                if !(-90.0..=90.0).contains(&latitude)
                    || !(-180.0..=180.0).contains(&longitude) =>
            {
                Err(NowhereOnEarth(latitude, longitude))
            }
            _ => Ok(()),
        }
    }
}
