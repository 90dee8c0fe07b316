//! What is wrong with an export, and where.

use std::fmt;

/// An export that cannot be read on from some place.
#[derive(Debug)]
pub struct WxrError {
    /// The line, from one.
    pub line: u64,
    /// How many bytes stand before the place.
    pub offset: u64,
    /// What is wrong there.
    pub trouble: Trouble,
}

/// What is wrong with an export.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The XML is broken.
    #[error("the XML is broken: {0}. Export the file anew, or mend it at this line.")]
    Broken(String),
    /// The file ends too early.
    #[error(
        "the file ends before <{0}> is closed. It was probably cut off: export or copy it anew."
    )]
    Ended(String),
    /// Some other XML.
    #[error("this is not an export of WordPress: {0}. Make one in WordPress under Tools → Export.")]
    NotAnExport(&'static str),
    /// Letters that are not UTF-8.
    #[error("some bytes are not UTF-8. Convert the file to UTF-8 first.")]
    NotUtf8,
    /// More in one piece than anybody writes.
    #[error("{what} is longer than {most} MiB, which no article is.")]
    TooLong {
        /// What is too long.
        what: &'static str,
        /// How long it may be.
        most: u64,
    },
    /// Elements in elements without end.
    #[error("elements are nested more than {0} deep, which no export does.")]
    TooDeep(usize),
    /// The file itself cannot be read.
    #[error("the file cannot be read: {0}.")]
    Unreadable(std::io::Error),
}

impl fmt::Display for WxrError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {} (byte {}): {}", self.line, self.offset, self.trouble)
    }
}

impl std::error::Error for WxrError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.trouble {
            Trouble::Unreadable(error) => Some(error),
            _ => None,
        }
    }
}
