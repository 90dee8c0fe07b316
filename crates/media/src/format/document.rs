//! Documents, and what is only to be saved.

use super::{Format, Purpose, no_size};

pub(super) const PDF: Format = Format {
    content_type: "application/pdf",
    extensions: &["pdf"],
    purpose: Purpose::Document,
    matches: |bytes| bytes.starts_with(b"%PDF-"),
    size: no_size,
};

/// Also what office programs and e-books are inside.
pub(super) const ZIP: Format = Format {
    content_type: "application/zip",
    extensions: &["zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"],
    purpose: Purpose::Download,
    matches: |bytes| bytes.starts_with(b"PK\x03\x04"),
    size: no_size,
};
