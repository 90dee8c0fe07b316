//! The server as clients meet it, byte for byte.

mod hostile;
mod serving;
mod stopping;
mod wire;
