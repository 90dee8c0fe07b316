//! Proposals on whole articles.

mod hostile;
