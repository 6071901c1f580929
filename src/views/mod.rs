//! What screens show, worked out without a browser: one file per screen.

pub mod import;
