//! The file, with a finger on the line being read and an eye on how long a piece gets.

use std::io::{self, BufRead, Read};

/// The longest text, tag or comment, in MiB.
pub(super) const MAX_PIECE_MIB: u64 = 64;

/// A reader that counts lines and bytes.
pub(super) struct Input<R> {
    inner: R,
    pub(super) line: u64,
    pub(super) offset: u64,
    /// How many bytes the piece being read has so far.
    piece: u64,
}

/// The piece being read is too long.
#[derive(Debug, thiserror::Error)]
#[error("a piece of the file is too long")]
pub(super) struct PieceTooLong;

impl<R: BufRead> Input<R> {
    pub(super) fn new(inner: R) -> Input<R> {
        Input { inner, line: 1, offset: 0, piece: 0 }
    }

    /// A new piece begins.
    pub(super) fn next_piece(&mut self) {
        self.piece = 0;
    }
}

impl<R: BufRead> Read for Input<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let buffer = self.fill_buf()?;
        let length = buffer.len().min(out.len());
        out[..length].copy_from_slice(&buffer[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Input<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece > MAX_PIECE_MIB << 20 {
            return Err(io::Error::other(PieceTooLong));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        // The buffer is in hand until it is consumed, so asking for it again reads nothing.
        if let Ok(buffer) = self.inner.fill_buf() {
            let lines = buffer.iter().take(length).filter(|byte| **byte == b'\n').count();
            self.line += lines as u64;
        }
        self.offset += length as u64;
        self.piece += length as u64;
        self.inner.consume(length);
    }
}
