//! masthead
