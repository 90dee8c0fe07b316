//! Colors as every screen shows them.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::Canvas;

/// The longest profile that is read; those of cameras and printers have a tenth of it.
const MAX_PROFILE: usize = 4 << 20;

/// Turns colors into sRGB by the profile that came with them. By one that cannot be used they stay as they are.
pub(super) fn to_srgb(canvas: &mut Canvas, profile: &[u8]) {
    if profile.len() > MAX_PROFILE {
        return;
    }
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let layout = if canvas.alpha { Layout::Rgba } else { Layout::Rgb };
    let srgb = ColorProfile::new_srgb();
    let transform =
        profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default());
    let Ok(transform) = transform else { return };
    let mut turned = vec![0; canvas.data.len()];
    if transform.transform(&canvas.data, &mut turned).is_ok() {
        canvas.data = turned;
    }
}
